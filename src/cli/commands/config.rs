//! `star config`

use crate::analysis::Settings;
use crate::cli::config::Source;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::render::config::{self, Row};

/// Show every setting, its value and where it comes from
///
/// Flags beat the environment, which beats the config file, which beats the default. The file is YAML; its
/// place is shown below the settings.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A config file:\n  profile: amazon-pm\n  check:\n    target-seconds: 120\n    ignore: [C003]\n  plan:\n    minutes: mon=45,sat=120"
)]
pub(crate) struct Args {}

const SELECTION: &str = "codes, names or family letters of rules, with commas";

pub(crate) fn run(_args: &Args, cx: &Context) -> Result<Done, CliError> {
    let mut rows = vec![
        Row::new(
            "library",
            cx.library.value.display().to_string(),
            cx.library.source.to_string(),
            "the library file",
        ),
        Row::new(
            "profile",
            cx.profile().id(),
            cx.profile.source.to_string(),
            "the interview to prepare for",
        ),
    ];
    for key in Settings::keys() {
        let configured = cx.config.check.contains_key(key.trim_start_matches("check."));
        let source = if configured { Source::Config } else { Source::Default };
        let about = Settings::threshold(key).map_or(SELECTION, |threshold| threshold.about);
        rows.push(Row::new(
            key,
            cx.settings.get(key).unwrap_or_default(),
            source.to_string(),
            about,
        ));
    }
    let off = &cx.config.plan.off;
    let source = if off.is_empty() { Source::Default } else { Source::Config };
    rows.push(Row::new(
        "plan.off",
        off.join(", "),
        source.to_string(),
        "days off, and spans of days",
    ));
    let minutes = &cx.config.plan.minutes;
    let source = if minutes.is_some() { Source::Config } else { Source::Default };
    rows.push(Row::new(
        "plan.minutes",
        minutes.clone().unwrap_or_else(|| super::plan::DEFAULT_MINUTES.to_owned()),
        source.to_string(),
        "minutes a day for preparation, or by weekday (mon=45,sat=120)",
    ));
    let written = &cx.config.practice;
    let source = |written: bool| if written { Source::Config } else { Source::Default }.to_string();
    rows.push(Row::new(
        "practice.retention",
        cx.practice.retention.to_string(),
        source(written.retention.is_some()),
        "chance of recall at which a card or probe comes back, 0.7 to 0.97",
    ));
    let guide: Vec<String> = cx.practice.guide.iter().map(ToString::to_string).collect();
    rows.push(Row::new(
        "practice.guide",
        guide.join(", "),
        source(written.guide.is_some()),
        "percent of the telling time for situation, task, action and result",
    ));
    cx.ui.answer(&config::table(&rows, cx.width))?;
    let there = if cx.config_path.exists() { "" } else { " (not there yet)" };
    cx.ui.status(&format!("Config file: {}{there}", cx.config_path.display()));
    Ok(Done::Clean)
}
