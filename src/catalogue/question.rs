//! The question bank.

use serde::{Deserialize, Serialize};

use super::PrincipleId;

/// What a question exercises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// "Tell me about a time": wants a story.
    Behavioural,
    /// Design or improve a product, working backwards from a customer.
    ProductDesign,
    /// Define, read and defend metrics; design an experiment.
    MetricsExperimentation,
    /// Prioritise, plan, estimate, launch, recover.
    ProgramExecution,
    /// System and technical reasoning.
    Technical,
}

/// One question of the bank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id, kebab-case.
    pub id: String,
    /// What it exercises.
    pub kind: QuestionKind,
    /// The question as it is put.
    pub text: String,
    /// Principles it probes, the main one first.
    pub principles: Vec<PrincipleId>,
}
