//! The checks: one rule, one file, each with a code that never changes meaning.

mod clause;
mod context;
mod finding;
#[cfg(test)]
mod judgement;
mod lexicon;
mod metric;
mod outcome;
mod quote;
mod registry;
mod rules;
#[cfg(test)]
pub(in crate::analysis) mod testing;

pub use context::{Context, SectionText};
pub use finding::{Finding, Severity};
pub use registry::{Check, RULES, Rule, Selector, check, nearest, rule};
