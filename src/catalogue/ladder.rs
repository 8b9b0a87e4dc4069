//! Follow-up families: what an interviewer asks once a story is told.

use serde::{Deserialize, Serialize};

use super::PrincipleId;

/// How deep a follow-up digs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// What exactly happened.
    Clarify,
    /// How the teller knows.
    Evidence,
    /// Why it was done that way.
    Reasoning,
    /// What speaks against it.
    Challenge,
    /// What it says about the next time.
    Generalise,
}

impl Layer {
    /// Every layer, from the first.
    pub const ALL: [Self; 5] =
        [Self::Clarify, Self::Evidence, Self::Reasoning, Self::Challenge, Self::Generalise];

    /// The layer's number, 1 to 5.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The layer's name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clarify => "clarify",
            Self::Evidence => "evidence",
            Self::Reasoning => "reasoning",
            Self::Challenge => "challenge",
            Self::Generalise => "generalise",
        }
    }
}

/// One family of follow-up, with templates for every layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Stable id, kebab-case.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Principles it is about; empty for any.
    #[serde(default)]
    pub principles: Vec<PrincipleId>,
}
