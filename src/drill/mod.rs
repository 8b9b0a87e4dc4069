//! Practice: follow-ups built from the story's own words, and what became of the answers.

mod clause;
mod evidence;
mod fill;
mod grammar;
pub mod ladder;
mod prose;
mod quote;
mod words;

pub use evidence::{Evidence, Name};
pub use ladder::{Attacked, Ladder, Probe, Rung};
pub use quote::Quote;
