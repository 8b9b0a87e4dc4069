//! The phases of preparation and the kinds of work in them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of task in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// Learn principles by name and behaviour.
    Memorize,
    /// Write a first version of a story.
    Draft,
    /// Bring a story to length and to a quantified result.
    Refine,
    /// Tell a story aloud against the clock.
    Rehearse,
    /// A product question aloud, working backwards.
    ProductRep,
    /// A metrics, prioritisation or estimation question aloud.
    AnalyticalRep,
    /// A full round with a partner or alone.
    Mock,
    /// Score the mock while it is fresh.
    Debrief,
    /// Take a story through the five layers of follow-up.
    PressureTest,
    /// Go over what is known; nothing new.
    Review,
}

impl TaskKind {
    /// Every kind, in the order a plan introduces them.
    pub const ALL: [Self; 10] = [
        Self::Memorize,
        Self::Draft,
        Self::Refine,
        Self::Rehearse,
        Self::ProductRep,
        Self::AnalyticalRep,
        Self::Mock,
        Self::Debrief,
        Self::PressureTest,
        Self::Review,
    ];

    /// The kind's id in kebab-case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Memorize => "memorize",
            Self::Draft => "draft",
            Self::Refine => "refine",
            Self::Rehearse => "rehearse",
            Self::ProductRep => "product-rep",
            Self::AnalyticalRep => "analytical-rep",
            Self::Mock => "mock",
            Self::Debrief => "debrief",
            Self::PressureTest => "pressure-test",
            Self::Review => "review",
        }
    }
}

impl fmt::Display for TaskKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One phase of the preparation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Stable id, kebab-case.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Share of the whole preparation, in weeks of the standard length.
    pub weeks: u8,
    /// What the phase is for.
    pub summary: String,
    /// The kinds of task that may stand in it.
    pub tasks: Vec<TaskKind>,
    /// Full mocks wanted in it, fewest and most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mocks: Option<[u8; 2]>,
    /// Whether new content (a draft, a new principle) is allowed.
    pub new_content: bool,
    /// Whether it grows when there is more time than the standard length.
    pub stretches: bool,
}
