//! Follow-up families: what an interviewer asks once a story is told.
//!
//! A template is data: the question with slots for the story's own words, the conditions under which it
//! is worth asking, why an interviewer asks it, and an example that runs as a test. What fills a slot is
//! the drill's business; this module fixes the vocabulary that both sides share.

mod condition;
mod pattern;
mod slot;

use serde::{Deserialize, Serialize};

pub use condition::{Condition, Fact, FindingCode, Phrase};
pub use pattern::{Lead, Pattern, PatternError, Piece};
pub use slot::Slot;

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
    /// A sentence that answers such questions beforehand, with `…` for what only the author knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mend: Option<String>,
    /// Principles it is about; empty for any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<PrincipleId>,
    /// What in a story brings this family forward; each that holds counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raised_by: Vec<Condition>,
    /// The questions.
    pub probes: Vec<Template>,
}

/// One question, waiting for a story's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Stable id, kebab-case, unique among all families.
    pub id: String,
    /// How deep it digs.
    pub layer: Layer,
    /// The question.
    pub text: Pattern,
    /// Conditions that must all hold; every slot of the text must be filled besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// Conditions of which none may hold, above all those under which the text has answered already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Condition>,
    /// Words that the quotation must not hold, because it would answer the question; `#` is any figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_quoting: Vec<Phrase>,
    /// Why an interviewer asks it.
    pub why: String,
    /// A fragment of a story and the question that must come out.
    pub example: Example,
}

/// A fragment of a story and the question that a template must make of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The fragment.
    pub story: Fragment,
    /// The question, word for word.
    pub asks: String,
}

/// So much of a story as an example needs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fragment {
    /// The story's name, where the question uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Text of the section of the same name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub situation: Option<String>,
    /// Text of the section of the same name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// Text of the section of the same name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Text of the section of the same name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// Text of the section of the same name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learning: Option<String>,
    /// The first is primary.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<PrincipleId>,
    /// The id of the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// What the checks are taken to have found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<FragmentFinding>,
    /// Figures of the text and their basis, as the ledger has them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<FragmentClaim>,
}

/// One finding in a fragment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FragmentFinding {
    /// The rule's code.
    pub code: FindingCode,
    /// The words it points at; a finding of absence has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// One line of the ledger in a fragment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FragmentClaim {
    /// Words of the text that hold the figure.
    pub figure: String,
    /// The id of the basis.
    pub basis: String,
    /// Where the figure comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The author's part in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
}
