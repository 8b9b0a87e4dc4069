//! Practice: follow-ups built from the story's own words, and what became of the answers.

mod clause;
mod evidence;
mod fill;
mod grammar;
pub mod ladder;
pub mod memory;
mod prose;
mod quote;
pub mod session;
mod words;

pub use evidence::{Evidence, Name};
pub use ladder::{Attacked, Ladder, Probe, Rung};
pub use quote::Quote;
pub use session::{Answer, DrillRecord, Ending, Mark, Selection, Session};
