//! The JSON documents that programs read. Names and shapes are a public contract, described by the schemas
//! in `schemas/`; every document carries its version.

mod ask;
mod check;
mod coverage;
mod debrief;
mod drill;
mod learn;
mod list;
mod mock;
mod plan;
mod quantify;
mod readiness;
mod rehearsal;
mod suggest;

use serde::Serialize;

pub use ask::ask;
pub use check::check;
pub use coverage::coverage;
pub use debrief::{DebriefView, FormView, debriefed};
pub use drill::{DueJson, drill_answers, drilled, due_drills};
pub use learn::{learned, learning};
pub use list::list;
pub use mock::{held, script};
pub use plan::{ladder, plan};
pub use quantify::quantify;
pub use readiness::readiness;
pub use rehearsal::rehearsal;
pub use suggest::suggest;

/// Version of every document.
const VERSION: u8 = 1;

/// Writes a document for reading by eye and machine.
pub fn pretty(document: &impl Serialize) -> String {
    // Plain data with string keys always serialises.
    serde_json::to_string_pretty(document).unwrap_or_default()
}

/// Writes a document on one line.
pub fn line(document: &impl Serialize) -> String {
    serde_json::to_string(document).unwrap_or_default()
}
