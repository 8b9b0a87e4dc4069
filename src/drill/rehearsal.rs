//! Telling a story against the clock, section by section.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::story::{Section, StoryId};

/// The sections that are told, in their order; a learning is the end of the result.
pub const TOLD: [Section; 4] =
    [Section::Situation, Section::Task, Section::Action, Section::Result];

/// Seconds for the opener that makes a listener want the story.
pub const HEADLINE_SECONDS: f64 = 15.0;

/// Seconds past the target that still count as told in time: nobody hits it on the dot.
pub const GRACE_SECONDS: f64 = 10.0;

/// Share of the target below which a story was skimmed and not told: it leaves no room for what was done.
pub const SKIMMED: f64 = 0.5;

/// How a telling to the end stands against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Too short to have been told.
    Skimmed,
    /// In time.
    InTime,
    /// Over time.
    Over,
}

impl Pace {
    /// The pace of so many seconds against a target.
    pub fn of(seconds: f64, target: f64) -> Self {
        if seconds < target * SKIMMED {
            Self::Skimmed
        } else if seconds <= target + GRACE_SECONDS {
            Self::InTime
        } else {
            Self::Over
        }
    }
}

/// How long each section should take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guide {
    seconds: [f64; 4],
}

impl Guide {
    /// Divides the time by shares in percent.
    pub fn new(target_seconds: f64, shares: [f64; 4]) -> Self {
        Self { seconds: shares.map(|share| target_seconds * share / 100.0) }
    }

    /// Seconds for a section; the opener has its own, and what is not told has none.
    pub fn seconds(&self, section: Section) -> f64 {
        match TOLD.iter().position(|told| *told == section) {
            Some(at) => self.seconds[at],
            None if section == Section::Headline => HEADLINE_SECONDS,
            None => 0.0,
        }
    }

    /// Seconds for all of some sections.
    pub fn total(&self, sections: &[Section]) -> f64 {
        sections.iter().map(|section| self.seconds(*section)).sum()
    }
}

/// How long one section took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timed {
    /// Which section.
    pub section: Section,
    /// How many seconds.
    pub seconds: u32,
}

/// What a rehearsal leaves behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RehearsalRecord {
    /// Which story.
    pub story: StoryId,
    /// When it ended.
    pub at: DateTime<Utc>,
    /// The calendar day that this was for the candidate.
    pub on: NaiveDate,
    /// The sections that were told to their end, in their order; the headline alone for the opener.
    pub sections: Vec<Timed>,
    /// Seconds of a story told to its end; none for a part and for the opener.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
}

impl RehearsalRecord {
    /// A telling of these sections.
    pub fn new(story: StoryId, (at, on): (DateTime<Utc>, NaiveDate), sections: Vec<Timed>) -> Self {
        let mut record = Self { story, at, on, sections, seconds: None };
        record.seconds = record.is_whole().then(|| record.seconds());
        record
    }

    /// Seconds in all.
    pub fn seconds(&self) -> u32 {
        self.sections.iter().fold(0, |sum, timed| sum.saturating_add(timed.seconds))
    }

    /// Whether it was the opener that was told.
    pub fn is_headline(&self) -> bool {
        self.sections.iter().any(|timed| timed.section == Section::Headline)
    }

    /// Whether the story was told to its end.
    pub fn is_whole(&self) -> bool {
        self.sections.iter().map(|timed| timed.section).eq(TOLD)
    }
}

/// Earlier tellings of the same thing to their end, the story or its opener, in the order given.
pub fn attempts(
    records: &[RehearsalRecord],
    story: StoryId,
    headline: bool,
) -> Vec<(NaiveDate, u32)> {
    records
        .iter()
        .filter(|record| record.story == story)
        .filter(|record| if headline { record.is_headline() } else { record.is_whole() })
        .map(|record| (record.on, record.seconds()))
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn record(sections: &[(Section, u32)]) -> RehearsalRecord {
        let sections = sections.iter().map(|&(section, seconds)| Timed { section, seconds });
        let at = DateTime::<Utc>::UNIX_EPOCH;
        RehearsalRecord::new(StoryId(Uuid::nil()), (at, at.date_naive()), sections.collect())
    }

    #[test]
    fn the_guide_divides_the_time_and_the_opener_has_its_own() {
        let guide = Guide::new(90.0, [10.0, 10.0, 60.0, 20.0]);
        let seconds = TOLD.map(|section| guide.seconds(section).round() as u32);
        assert_eq!(seconds, [9, 9, 54, 18]);
        assert!((guide.total(&TOLD) - 90.0).abs() < 1e-9);
        assert!((guide.total(&[Section::Headline]) - HEADLINE_SECONDS).abs() < 1e-9);
    }

    #[test]
    fn a_story_that_was_skimmed_was_not_told_in_time() {
        use Pace::{InTime, Over, Skimmed};
        let paces = [0.0, 44.0, 45.0, 90.0, 100.0, 101.0].map(|seconds| Pace::of(seconds, 90.0));
        assert_eq!(paces, [Skimmed, Skimmed, InTime, InTime, InTime, Over]);
    }

    #[test]
    fn only_a_telling_to_the_end_is_an_attempt() {
        let whole = record(&[
            (Section::Situation, 9),
            (Section::Task, 10),
            (Section::Action, 58),
            (Section::Result, 20),
        ]);
        let broken = record(&[(Section::Situation, 9)]);
        let opener = record(&[(Section::Headline, 14)]);
        let logged = [&whole, &broken, &opener].map(|record| record.seconds);
        assert_eq!(logged, [Some(97), None, None]);
        let records = [whole, broken, opener];
        let seconds = |headline| -> Vec<u32> {
            attempts(&records, StoryId(Uuid::nil()), headline).iter().map(|a| a.1).collect()
        };
        assert_eq!((seconds(false), seconds(true)), (vec![97], vec![14]));
    }
}
