//! What practice leaves behind, as it is stored: one record a session, or one a card.
//!
//! The records are a public format: `kind` names which one it is, `at` is the instant and `on` the calendar
//! day that it was for the candidate, `story` the id of the story where one was told. What a plan takes for
//! evidence has the same name everywhere: `depth`, `seconds` (of a story told to its end) and `principles`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::cards::ReviewRecord;
use super::debrief::DebriefRecord;
use super::mock::MockRecord;
use super::rehearsal::RehearsalRecord;
use super::session::DrillRecord;

/// One record of practice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Record {
    /// A story was taken through follow-ups.
    Drill(DrillRecord),
    /// A story or its opener was told against the clock.
    Rehearsal(RehearsalRecord),
    /// A card was gone over.
    Review(ReviewRecord),
    /// A round was held.
    Mock(MockRecord),
    /// A conversation was scored.
    Debrief(DebriefRecord),
}

impl Record {
    /// The calendar day.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Drill(record) => record.on,
            Self::Rehearsal(record) => record.on,
            Self::Review(record) => record.on,
            Self::Mock(record) => record.on,
            Self::Debrief(record) => record.on,
        }
    }
}
