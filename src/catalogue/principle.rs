//! One principle of the rubric.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The stable id of a principle, in kebab-case (`dive-deep`).
///
/// A story keeps the ids its author gave it even when another profile is in use, so an id need not
/// resolve in the profile at hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrincipleId(String);

impl PrincipleId {
    /// Wraps an id as it stands; whether a profile knows it is [`super::Profile::principle`]'s question.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PrincipleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// How often interviewers of this profile probe a principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Comes up in most loops.
    High,
    /// Comes up in many.
    Middle,
    /// Comes up now and then.
    Base,
}

impl Tier {
    /// The tier's name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Middle => "middle",
            Self::Base => "base",
        }
    }
}

/// One principle: what it is called and how often it is asked.
///
/// What it looks like ([`Portrait`]) and what points at it ([`Cue`]) stand apart, because most commands
/// need only this much and reading the rest costs more than everything else they do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principle {
    /// Stable id, kebab-case.
    pub id: PrincipleId,
    /// Display name.
    pub name: String,
    /// At most six characters, for the head of a narrow column.
    pub short: String,
    /// Other names that people type for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How often it is probed.
    pub tier: Tier,
    /// Ready stories wanted; absent, the profile's target for the tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u8>,
    /// Whether it is about customers, so that a story which shows it has one in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about_customers: bool,
    /// One sentence: the behaviour in plain words.
    pub summary: String,
}

/// What a principle looks like in a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Portrait {
    /// What a person who shows it does, as an interviewer would see it.
    pub behaviours: Vec<String>,
    /// What its absence looks like.
    pub warning_signs: Vec<String>,
}

/// A phrase whose presence in a question or story points at a principle.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// Words as they would be written, matched by stem, in order (`root cause`, `pushed back`).
    pub phrase: String,
    /// Strength, above 0 and up to 1; 1 names the principle outright.
    pub weight: f64,
}
