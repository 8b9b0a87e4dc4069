//! How an episode ended.

use serde::{Deserialize, Serialize};

/// How an episode ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It did what it was meant to do.
    Success,
    /// It did not.
    Failure,
    /// Partly, or at a price.
    Mixed,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Success, Self::Failure, Self::Mixed];

    /// The outcome's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Mixed => "mixed",
        }
    }
}
