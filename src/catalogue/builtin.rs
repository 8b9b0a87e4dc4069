//! The profiles that come with the program.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::listed::layered;
use super::profile::{Profile, part};
use super::{Cue, Portrait, Principle, PrincipleId};
use crate::yaml;

/// Ids of the built-in profiles.
pub const BUILTIN_IDS: [&str; 2] = ["amazon-pm", "amazon-pmt"];

/// The profile in use when none is named.
pub const DEFAULT_ID: &str = BUILTIN_IDS[0];

/// The built-in profile of this id.
pub fn builtin(id: &str) -> Option<&'static Profile> {
    match id {
        "amazon-pm" => Some(default_profile()),
        "amazon-pmt" => Some(&AMAZON_PMT),
        _ => None,
    }
}

/// The profile in use when none is named: [`DEFAULT_ID`].
pub fn default_profile() -> &'static Profile {
    &AMAZON_PM
}

static AMAZON_PM: LazyLock<Profile> = LazyLock::new(|| Profile {
    head: read(include_str!("amazon_pm/profile.yaml")),
    principles: part(|| read(include_str!("amazon_pm/principles.yaml"))),
    portraits: part(|| {
        in_order(AMAZON_PM.principles(), read(include_str!("amazon_pm/portraits.yaml")))
            .map(|PortraitEntry { behaviours, warning_signs }| Portrait {
                behaviours,
                warning_signs,
            })
            .collect()
    }),
    cues: part(|| {
        in_order::<Vec<CueGroup>>(AMAZON_PM.principles(), read(include_str!("amazon_pm/cues.yaml")))
            .map(|groups| groups.into_iter().flat_map(CueGroup::cues).collect())
            .collect()
    }),
    rounds: part(|| read(include_str!("amazon_pm/rounds.yaml"))),
    phases: part(|| read(include_str!("amazon_pm/phases.yaml"))),
    questions: part(|| read(include_str!("amazon_pm/questions.yaml"))),
    families: part(|| read(include_str!("amazon_pm/families.yaml"))),
    debrief: part(|| read(include_str!("amazon_pm/debrief.yaml"))),
    guidance: part(|| read(include_str!("amazon_pm/guidance.yaml"))),
    phrasebook: OnceLock::new(),
});

static AMAZON_PMT: LazyLock<Profile> = LazyLock::new(|| Profile {
    rounds: part(|| layered(AMAZON_PM.rounds(), read(include_str!("amazon_pmt/rounds.yaml")))),
    questions: part(|| {
        layered(AMAZON_PM.questions(), read(include_str!("amazon_pmt/questions.yaml")))
    }),
    families: part(|| {
        layered(AMAZON_PM.families(), read(include_str!("amazon_pmt/families.yaml")))
    }),
    ..Profile::over(&AMAZON_PM, read(include_str!("amazon_pmt/profile.yaml")))
});

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PortraitEntry {
    behaviours: Vec<String>,
    warning_signs: Vec<String>,
}

/// One behaviour of a principle and the phrases that speak of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueGroup {
    #[serde(rename = "about")]
    _about: String,
    weight: f64,
    phrases: Vec<String>,
    #[serde(rename = "good")]
    _good: String,
    #[serde(rename = "bad")]
    _bad: String,
}

impl CueGroup {
    fn cues(self) -> impl Iterator<Item = Cue> {
        let weight = self.weight;
        self.phrases.into_iter().map(move |phrase| Cue { phrase, weight })
    }
}

/// Reads a part of the program's own data.
fn read<T: DeserializeOwned>(source: &'static str) -> T {
    match yaml::from_str(source) {
        Ok(value) => value,
        // The source is compiled in and the tests of this module read every part of it.
        Err(error) => panic!("built-in profile data: {error:?}"),
    }
}

/// The entry of each principle, in the order of the principles; an empty one where there is none.
fn in_order<T: Default>(
    principles: &[Principle],
    mut entries: BTreeMap<PrincipleId, T>,
) -> impl Iterator<Item = T> {
    principles.iter().map(move |principle| entries.remove(&principle.id).unwrap_or_default())
}

#[cfg(test)]
mod tests;
