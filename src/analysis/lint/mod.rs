//! The checks: one rule, one file, each with a code that never changes meaning.

mod context;
mod finding;
mod registry;
mod rules;

pub use context::{Context, SectionText};
pub use finding::{Finding, Severity};
pub use registry::{RULES, Rule, check, rule};
