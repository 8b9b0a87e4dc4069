//! A profile as its file says it.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Cue, DebriefDimension, Family, Guidance, PerTier, Phase, Principle, PrincipleId, Profile,
    Question, Round, Tier,
};

/// The version of the file format that this program writes and reads.
pub(super) const VERSION: u32 = 1;

/// The whole file. What is required depends on whether it extends a built-in profile, so everything but
/// the version is optional here and [`super::validate`] asks for the rest.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileDocument {
    pub(super) version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) extends: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) omit: Option<Omit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) targets: Option<PerTier<u8>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) weights: Option<PerTier<f64>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) loop_questions: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) principles: Option<Vec<PrincipleEntry>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rounds: Option<Vec<Round>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) phases: Option<Vec<Phase>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) questions: Option<Vec<Question>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) families: Option<Vec<Family>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) debrief: Option<Vec<DebriefDimension>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) guidance: Option<Guidance>,
}

/// Ids of the extended profile that this one does without.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Omit {
    #[serde(default)]
    pub(super) principles: Vec<String>,
    #[serde(default)]
    pub(super) rounds: Vec<String>,
    #[serde(default)]
    pub(super) phases: Vec<String>,
    #[serde(default)]
    pub(super) questions: Vec<String>,
    #[serde(default)]
    pub(super) families: Vec<String>,
}

/// A principle as a file says it: whole, or only what changes in the extended profile's one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PrincipleEntry {
    pub(super) id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) short: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) aliases: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tier: Option<Tier>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) target: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) about_customers: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) behaviours: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) warning_signs: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) cues: Option<CueWeights>,
}

/// Cues as a file says them: a mapping of phrase to weight, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct CueWeights(pub(super) Vec<Cue>);

impl Serialize for CueWeights {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|cue| (&cue.phrase, cue.weight)))
    }
}

impl<'de> Deserialize<'de> for CueWeights {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = CueWeights;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of phrase to weight")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CueWeights, A::Error> {
                let mut cues = Vec::new();
                while let Some((phrase, weight)) = map.next_entry()? {
                    cues.push(Cue { phrase, weight });
                }
                Ok(CueWeights(cues))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

impl PrincipleEntry {
    /// The principle that this entry makes of `base`, or none where neither says a required part.
    pub(super) fn over(&self, base: Option<&Principle>) -> Option<Principle> {
        Some(Principle {
            id: PrincipleId::new(&self.id),
            name: self.name.clone().or_else(|| base.map(|base| base.name.clone()))?,
            short: self.short.clone().or_else(|| base.map(|base| base.short.clone()))?,
            aliases: self
                .aliases
                .clone()
                .or_else(|| base.map(|base| base.aliases.clone()))
                .unwrap_or_default(),
            tier: self.tier.or(base.map(|base| base.tier))?,
            target: self.target.or(base.and_then(|base| base.target)),
            about_customers: self
                .about_customers
                .or(base.map(|base| base.about_customers))
                .unwrap_or_default(),
            summary: self.summary.clone().or_else(|| base.map(|base| base.summary.clone()))?,
        })
    }
}

impl From<&Profile> for ProfileDocument {
    fn from(profile: &Profile) -> Self {
        let principle = |principle: &Principle| {
            let portrait = profile.portrait(&principle.id).cloned().unwrap_or_default();
            PrincipleEntry {
                id: principle.id.as_str().to_owned(),
                name: Some(principle.name.clone()),
                short: Some(principle.short.clone()),
                aliases: Some(principle.aliases.clone()),
                tier: Some(principle.tier),
                target: principle.target,
                about_customers: principle.about_customers.then_some(true),
                summary: Some(principle.summary.clone()),
                behaviours: Some(portrait.behaviours),
                warning_signs: Some(portrait.warning_signs),
                cues: Some(CueWeights(profile.cues(&principle.id).to_vec())),
            }
        };
        Self {
            version: VERSION,
            extends: None,
            omit: None,
            id: Some(profile.id().to_owned()),
            name: Some(profile.name().to_owned()),
            summary: Some(profile.summary().to_owned()),
            targets: Some(profile.targets()),
            weights: Some(profile.weights()),
            loop_questions: Some(profile.loop_questions()),
            principles: Some(profile.principles().iter().map(principle).collect()),
            rounds: Some(profile.rounds().to_vec()),
            phases: Some(profile.phases().to_vec()),
            questions: Some(profile.questions().to_vec()),
            families: Some(profile.families().to_vec()),
            debrief: Some(profile.debrief().to_vec()),
            guidance: Some(profile.guidance().clone()),
        }
    }
}
