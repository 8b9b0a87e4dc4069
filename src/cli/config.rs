//! The user's settings file, and where each setting came from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::context::read_text;
use super::error::CliError;
use crate::analysis::Settings;
use crate::yaml;

/// Where a setting came from, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Default,
    Config,
    Environment(&'static str),
    Flag,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.pad("default"),
            Self::Config => f.pad("config file"),
            Self::Environment(variable) => f.pad(variable),
            Self::Flag => f.pad("flag"),
        }
    }
}

/// A value and where it came from.
#[derive(Debug, Clone)]
pub(crate) struct Sourced<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
}

impl<T> Sourced<T> {
    pub(crate) fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

/// `config.yaml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Config {
    pub(crate) library: Option<PathBuf>,
    pub(crate) profile: Option<String>,
    /// Settings of the checks by the key behind `check.`; [`Settings`] knows which there are.
    #[serde(default)]
    pub(crate) check: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) plan: PlanConfig,
    #[serde(default)]
    pub(crate) practice: PracticeConfig,
}

/// How to practise, as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PracticeConfig {
    pub(crate) retention: Option<f64>,
    pub(crate) guide: Option<Vec<f64>>,
}

/// How to practise.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Practice {
    /// The chance of recall at which a card comes back.
    pub(crate) retention: f64,
    /// Shares of the telling time for Situation, Task, Action and Result, in percent.
    pub(crate) guide: [f64; 4],
}

/// Retentions between which the schedule makes sense: below, cards are mostly forgotten; above, they come
/// back every day.
const RETENTION: std::ops::RangeInclusive<f64> = 0.7..=0.97;

/// The retention that most programs of spaced repetition start from.
const DEFAULT_RETENTION: f64 = 0.9;

/// Short set-up, most of the time for what one did, a fifth for what came of it.
const DEFAULT_GUIDE: [f64; 4] = [10.0, 10.0, 60.0, 20.0];

/// Defaults of `plan create`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PlanConfig {
    pub(crate) minutes: Option<String>,
    #[serde(default)]
    pub(crate) off: Vec<String>,
}

impl Config {
    /// Reads the file; one that is not there is an empty one.
    pub(crate) fn load(path: &Path) -> Result<Self, CliError> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = read_text(path)?;
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        yaml::from_str(&text).map_err(|error| {
            let place = error
                .place
                .map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
            CliError::new(format!("{}{place}: {}", path.display(), error.message))
                .hint("the settings and their keys: star config --help")
        })
    }

    /// How to practise.
    pub(crate) fn practice(&self, path: &Path) -> Result<Practice, CliError> {
        let refused = |message: String| {
            Err(CliError::new(format!("{}: {message}", path.display()))
                .hint("every setting: star config"))
        };
        let retention = self.practice.retention.unwrap_or(DEFAULT_RETENTION);
        if !RETENTION.contains(&retention) {
            let (least, most) = (RETENTION.start(), RETENTION.end());
            return refused(format!(
                "`practice.retention` goes from {least} to {most}, not {retention}"
            ));
        }
        let Some(guide) = &self.practice.guide else {
            return Ok(Practice { retention, guide: DEFAULT_GUIDE });
        };
        let sound = |guide: &[f64; 4]| {
            guide.iter().all(|share| *share > 0.0)
                && (guide.iter().sum::<f64>() - 100.0).abs() < 0.5
        };
        match <[f64; 4]>::try_from(guide.as_slice()).ok().filter(sound) {
            Some(guide) => Ok(Practice { retention, guide }),
            None => refused(
                "`practice.guide` takes four shares that make 100, like [10, 10, 60, 20]"
                    .to_owned(),
            ),
        }
    }

    /// The settings of the checks.
    pub(crate) fn settings(&self, path: &Path) -> Result<Settings, CliError> {
        let mut settings = Settings::default();
        for (key, value) in &self.check {
            settings.set(&format!("check.{key}"), &as_typed(value)).map_err(|error| {
                CliError::new(format!("{}: {error}", path.display()))
                    .hint("every setting: star config")
            })?;
        }
        Ok(settings)
    }
}

/// A value as it would be typed: a list with commas, anything else as it stands.
fn as_typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(as_typed).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
