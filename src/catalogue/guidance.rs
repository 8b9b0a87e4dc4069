//! What a candidate should know about the interview beyond its rounds and questions.

use serde::{Deserialize, Serialize};

use super::question::QuestionKind;

/// Advice that goes with a profile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// The steps of an answer to a product question, in order.
    #[serde(default)]
    pub structure: Vec<AnswerStep>,
    /// The same answer as an announcement and the questions that it would meet, part by part.
    #[serde(default)]
    pub press_release: Vec<AnswerStep>,
    /// The steps of an answer to an analytical question, in order.
    #[serde(default)]
    pub analysis: Vec<AnswerStep>,
    /// What candidates most often lose by.
    #[serde(default)]
    pub mistakes: Vec<Mistake>,
    /// Questions that candidates ask about the process.
    #[serde(default)]
    pub faq: Vec<Faq>,
}

impl Guidance {
    /// The steps of an answer to a case of this kind; those of a product question where there are no others.
    pub fn steps(&self, kind: QuestionKind, as_press_release: bool) -> &[AnswerStep] {
        match kind {
            QuestionKind::ProductDesign if as_press_release => &self.press_release,
            QuestionKind::ProductDesign | QuestionKind::Behavioural => &self.structure,
            _ if self.analysis.is_empty() => &self.structure,
            _ => &self.analysis,
        }
    }
}

/// One step of an answer to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerStep {
    /// Stable id, kebab-case.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What to establish in it before going on.
    pub prompt: String,
    /// What a listener can tick off once it was done well.
    pub done_when: String,
}

/// A way in which candidates fail, and what this program offers against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mistake {
    /// Stable id, kebab-case.
    pub id: String,
    /// What goes wrong.
    pub what: String,
    /// What to do about it.
    pub fix: String,
    /// Codes of the rules that make it visible in a story.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Commands that work against it.
    #[serde(default)]
    pub commands: Vec<String>,
}

/// A question about the process, answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faq {
    /// Stable id, kebab-case.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}
