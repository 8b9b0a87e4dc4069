//! What the author says about the figures and findings of a story.

use serde::{Deserialize, Serialize};

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The author read it off an instrument.
    Measured,
    /// Worked out from something measured.
    Estimated,
    /// Told by somebody else.
    Reported,
    /// Nobody can say.
    Unverified,
}

impl Basis {
    /// Every basis, firmest first.
    pub const ALL: [Self; 4] = [Self::Measured, Self::Estimated, Self::Reported, Self::Unverified];

    /// The basis' id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Estimated => "estimated",
            Self::Reported => "reported",
            Self::Unverified => "unverified",
        }
    }
}

/// What the author says about one figure of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The words of the text that hold the figure.
    pub figure: String,
    /// Where it comes from.
    pub basis: Basis,
    /// The instrument, report or person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The author's own part in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
}

/// A finding that the author accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The rule's code (`V001`).
    pub code: String,
    /// Why it is all right here.
    pub reason: String,
}
