//! The form a round is scored on.

use serde::{Deserialize, Serialize};

/// What one score of a dimension looks like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The score, 1 to 5.
    pub score: u8,
    /// The behaviour that earns it.
    pub looks_like: String,
}

/// One dimension of a debrief, scored 1 to 5.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DebriefDimension {
    /// Stable id, kebab-case.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What it measures.
    pub summary: String,
    /// One anchor for each score.
    pub anchors: Vec<Anchor>,
}
