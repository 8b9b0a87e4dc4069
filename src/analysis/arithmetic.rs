//! Whether the stated change follows from the stated ends.

use serde::{Deserialize, Serialize};

use super::span::Span;

/// Whether the sums of a text hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every sum holds, with the rounding a speaker would use.
    Ok,
    /// At least one does not.
    Conflict,
}

/// One stated change held against its two ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// Where the change is stated.
    pub delta: Span,
    /// Where the starting point is stated.
    pub baseline: Span,
    /// Where the end point is stated.
    pub result: Span,
    /// The sum in words (`from 12 min to 3 min is a cut of 75%`).
    pub shown: String,
    /// Whether the stated change follows.
    pub verdict: Verdict,
}
