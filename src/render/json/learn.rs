//! `star learn --format json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::VERSION;
use crate::drill::ReviewRecord;
use crate::drill::cards::DueCard;
use crate::drill::due::Schedule;
use crate::drill::memory::Grade;

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    retention: f64,
    interview: Option<NaiveDate>,
    due: &'a [DueCard],
    next: Option<NaiveDate>,
}

/// The cards that are due, as one document.
pub fn learning(due: &[DueCard], schedule: Schedule, next: Option<NaiveDate>) -> String {
    super::pretty(&Document {
        version: VERSION,
        retention: schedule.retention,
        interview: schedule.interview,
        due,
        next,
    })
}

#[derive(Debug, Serialize)]
struct ReviewedJson<'a> {
    card: &'a str,
    grade: Grade,
    seconds: u32,
    due: NaiveDate,
}

#[derive(Debug, Serialize)]
struct ReviewedDocument<'a> {
    version: u8,
    reviewed: Vec<ReviewedJson<'a>>,
}

/// What was reviewed and when each card comes back, as one document.
pub fn learned(reviews: &[(&ReviewRecord, NaiveDate)]) -> String {
    let reviewed = reviews
        .iter()
        .map(|(review, due)| ReviewedJson {
            card: &review.card,
            grade: review.grade,
            seconds: review.seconds,
            due: *due,
        })
        .collect();
    super::pretty(&ReviewedDocument { version: VERSION, reviewed })
}
