//! One located, coded remark.

use serde::{Deserialize, Serialize};

use crate::analysis::Span;
use crate::story::Section;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Will cost points with an interviewer.
    Warning,
    /// The story is not ready.
    Error,
}

impl Severity {
    /// The severity's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One located, coded remark about a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's code (`Q001`).
    pub code: &'static str,
    /// The rule's name, which states the fault (`unquantified-result`).
    pub name: &'static str,
    /// How much it weighs here.
    pub severity: Severity,
    /// The section it is about; a finding about the whole story has none.
    pub section: Option<Section>,
    /// The words it is about; a finding of absence has none.
    pub span: Option<Span>,
    /// What is wrong, naming the words.
    pub message: String,
    /// What to do, as a question where only the author knows.
    pub help: String,
}

impl Finding {
    /// The same finding with another weight.
    #[must_use]
    pub(super) fn weighing(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }
}
