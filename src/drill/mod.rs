//! Practice: follow-ups built from the story's own words, and what became of the answers.

pub mod cards;
mod clause;
pub mod debrief;
pub mod due;
mod evidence;
pub mod figures;
mod fill;
mod grammar;
pub mod ladder;
pub mod memory;
pub mod mock;
pub mod outcome;
mod prose;
mod quote;
pub mod record;
pub mod rehearsal;
pub mod session;
pub mod standing;
mod words;

pub use cards::ReviewRecord;
pub use debrief::DebriefRecord;
pub use evidence::{Evidence, Name};
pub use ladder::{Attacked, Ladder, Probe, Rung};
pub use mock::MockRecord;
pub use outcome::{Addition, Outcome};
pub use quote::Quote;
pub use record::Record;
pub use rehearsal::RehearsalRecord;
pub use session::{Answer, DrillRecord, Ending, Mark, Marked, Selection, Session, UnknownProbe};
pub use standing::Standing;
