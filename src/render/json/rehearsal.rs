//! `star rehearse --format json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::VERSION;
use crate::drill::RehearsalRecord;
use crate::drill::rehearsal::Guide;
use crate::story::{Section, Story};

#[derive(Debug, Serialize)]
struct SectionJson {
    section: Section,
    seconds: u32,
    guide: f64,
}

#[derive(Debug, Serialize)]
struct Told {
    on: NaiveDate,
    whole: bool,
    seconds: u32,
    sections: Vec<SectionJson>,
}

#[derive(Debug, Serialize)]
struct Attempt {
    on: NaiveDate,
    seconds: u32,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    slug: &'a str,
    headline: bool,
    target: f64,
    told: Option<Told>,
    attempts: Vec<Attempt>,
}

/// A telling and those before it, as one document.
pub fn rehearsal(
    story: &Story,
    told: Option<&RehearsalRecord>,
    attempts: &[(NaiveDate, u32)],
    guide: &Guide,
    sections: &[Section],
) -> String {
    let told = told.map(|record| Told {
        on: record.on,
        whole: record.is_whole() || record.is_headline(),
        seconds: record.seconds(),
        sections: record
            .sections
            .iter()
            .map(|timed| SectionJson {
                section: timed.section,
                seconds: timed.seconds,
                guide: guide.seconds(timed.section),
            })
            .collect(),
    });
    super::pretty(&Document {
        version: VERSION,
        slug: story.slug.as_str(),
        headline: sections.contains(&Section::Headline),
        target: guide.total(sections),
        told,
        attempts: attempts.iter().map(|&(on, seconds)| Attempt { on, seconds }).collect(),
    })
}
