//! `star drill --format json`: how a drill went, and what is due.

use chrono::NaiveDate;
use serde::Serialize;

use super::VERSION;
use crate::drill::due::DueDrill;
use crate::drill::{Addition, DrillRecord, Ending, Mark, Outcome};
use crate::story::{Section, Story};

#[derive(Debug, Serialize)]
struct AnswerJson<'a> {
    probe: &'a str,
    layer: u8,
    family: &'a str,
    question: &'a str,
    section: Option<Section>,
    mark: Mark,
    seconds: u32,
    text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct OutcomeDocument<'a> {
    version: u8,
    slug: &'a str,
    on: NaiveDate,
    seed: u64,
    ending: Ending,
    depth: Option<u8>,
    depth_before: Option<u8>,
    proven_until: Option<NaiveDate>,
    seconds: u32,
    answers: Vec<AnswerJson<'a>>,
    weakest: Option<&'a str>,
    add: Option<&'a Addition>,
}

fn answers(record: &DrillRecord) -> Vec<AnswerJson<'_>> {
    let answers = record.answers.iter().map(|answer| AnswerJson {
        probe: &answer.probe,
        layer: answer.layer,
        family: &answer.family,
        question: &answer.question,
        section: answer.section,
        mark: answer.mark,
        seconds: answer.seconds,
        text: answer.text.as_deref(),
    });
    answers.collect()
}

#[derive(Debug, Serialize)]
struct DrillJson<'a> {
    on: NaiveDate,
    seed: u64,
    ending: Ending,
    depth: Option<u8>,
    seconds: u32,
    answers: Vec<AnswerJson<'a>>,
}

#[derive(Debug, Serialize)]
struct AnswersDocument<'a> {
    version: u8,
    slug: &'a str,
    drills: Vec<DrillJson<'a>>,
}

/// Every drill of a story with its answers, oldest first, as one document.
pub fn drill_answers(story: &Story, records: &[DrillRecord]) -> String {
    let drills = records
        .iter()
        .filter(|record| record.story == story.id)
        .map(|record| DrillJson {
            on: record.on,
            seed: record.seed,
            ending: record.ending,
            depth: record.depth,
            seconds: record.seconds(),
            answers: answers(record),
        })
        .collect();
    super::pretty(&AnswersDocument { version: VERSION, slug: story.slug.as_str(), drills })
}

/// How a drill went, as one document.
pub fn drilled(story: &Story, outcome: &Outcome<'_>) -> String {
    let record = outcome.record;
    super::pretty(&OutcomeDocument {
        version: VERSION,
        slug: story.slug.as_str(),
        on: record.on,
        seed: record.seed,
        ending: record.ending,
        depth: record.depth,
        depth_before: outcome.depth_before(),
        proven_until: outcome.after.and_then(|after| after.proven_until()),
        seconds: record.seconds(),
        answers: answers(record),
        weakest: outcome.weakest.map(|answer| answer.probe.as_str()),
        add: outcome.addition.as_ref(),
    })
}

#[derive(Debug, Serialize)]
struct ProbeJson<'a> {
    probe: &'a str,
    question: &'a str,
}

/// One story whose probes are due.
#[derive(Debug, Serialize)]
pub struct DueJson<'a> {
    slug: &'a str,
    since: NaiveDate,
    probes: Vec<ProbeJson<'a>>,
}

impl<'a> DueJson<'a> {
    /// What is due of a story.
    pub fn of(drill: &'a DueDrill, story: &'a Story) -> Self {
        let probes =
            drill.probes.iter().map(|(probe, question)| ProbeJson { probe, question }).collect();
        Self { slug: story.slug.as_str(), since: drill.since, probes }
    }
}

#[derive(Debug, Serialize)]
struct DueDocument<'a> {
    version: u8,
    due: Vec<DueJson<'a>>,
}

/// What is due, as one document.
pub fn due_drills(drills: &[(DueDrill, &Story)]) -> String {
    let due = drills.iter().map(|(drill, story)| DueJson::of(drill, story)).collect();
    super::pretty(&DueDocument { version: VERSION, due })
}
