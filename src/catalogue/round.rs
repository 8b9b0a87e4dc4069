//! One conversation of the interview process.

use serde::{Deserialize, Serialize};

/// What a round is mainly about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundKind {
    /// Background and logistics.
    Recruiter,
    /// A first product or analytical question with a story or two.
    PhoneScreen,
    /// Product sense and design.
    ProductSense,
    /// Metrics, prioritisation, estimation, launch decisions.
    Analytical,
    /// System and technical reasoning.
    Technical,
    /// Stories only, probed in depth, by someone who guards the bar.
    BarRaiser,
}

/// One round: how long, how many principles, on which day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Stable id, kebab-case.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What it is mainly about.
    pub kind: RoundKind,
    /// Length in minutes, shortest and longest.
    pub minutes: [u16; 2],
    /// Principles an interviewer probes in it.
    pub principles: u8,
    /// Whether it belongs to the interview day (the loop).
    pub onsite: bool,
    /// What happens in it and what it decides.
    pub summary: String,
    /// Why these numbers; sources differ.
    pub reason: String,
    /// What candidates lose this round by.
    #[serde(default)]
    pub pitfalls: Vec<String>,
}
