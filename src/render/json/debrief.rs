//! `star debrief --format json`, and the form as other documents hold it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::VERSION;
use crate::catalogue::PrincipleId;
use crate::drill::DebriefRecord;
use crate::drill::debrief::{Bias, Form, Judge, Meeting, Occasion, Rating, Trend};
use crate::story::{Story, StoryId};

#[derive(Debug, Serialize)]
struct AskedJson<'a> {
    principle: &'a PrincipleId,
    question: Option<&'a str>,
    story: Option<&'a str>,
    rating: Option<Rating>,
}

/// A form with the names of its stories; one that was removed has none.
#[derive(Debug, Serialize)]
pub struct FormView<'a> {
    scores: &'a BTreeMap<String, u8>,
    principles: Vec<AskedJson<'a>>,
    notes: Option<&'a str>,
}

fn slug(id: StoryId, stories: &[Story]) -> Option<&str> {
    stories.iter().find(|story| story.id == id).map(|story| story.slug.as_str())
}

impl<'a> FormView<'a> {
    /// The form as documents show it.
    pub fn of(form: &'a Form, stories: &'a [Story]) -> Self {
        let principles = form
            .principles
            .iter()
            .map(|asked| AskedJson {
                principle: &asked.principle,
                question: asked.question.as_deref(),
                story: asked.story.and_then(|id| slug(id, stories)),
                rating: asked.rating,
            })
            .collect();
        Self { scores: &form.scores, principles, notes: form.notes.as_deref() }
    }
}

#[derive(Debug, Serialize)]
struct RecordJson<'a> {
    on: NaiveDate,
    occasion: Occasion,
    by: Judge,
    round: Option<&'a str>,
    questions: &'a [String],
    form: FormView<'a>,
}

#[derive(Debug, Serialize)]
struct ScoreJson {
    on: NaiveDate,
    score: u8,
    by: Judge,
}

#[derive(Debug, Serialize)]
struct TrendJson<'a> {
    dimension: &'a str,
    scores: Vec<ScoreJson>,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    debrief: Option<RecordJson<'a>>,
    meeting: Option<&'a Meeting>,
    told_cold: Vec<&'a str>,
    bias: &'a [Bias],
    trends: Vec<TrendJson<'a>>,
}

/// What a debrief is compared with.
#[derive(Debug)]
pub struct DebriefView<'a> {
    /// The debrief; none where only what is stored is shown.
    pub record: Option<&'a DebriefRecord>,
    /// What was asked against what was practised.
    pub meeting: Option<&'a Meeting>,
    /// Own scores against a partner's.
    pub biases: &'a [Bias],
    /// Scores over time.
    pub trends: &'a [Trend],
}

/// A debrief and what it is compared with, as one document.
pub fn debriefed(view: &DebriefView<'_>, stories: &[Story]) -> String {
    let cold = view.meeting.map_or(&[][..], |meeting| meeting.cold.as_slice());
    super::pretty(&Document {
        version: VERSION,
        debrief: view.record.map(|record| RecordJson {
            on: record.on,
            occasion: record.occasion,
            by: record.by,
            round: record.round.as_deref(),
            questions: &record.questions,
            form: FormView::of(&record.form, stories),
        }),
        meeting: view.meeting,
        told_cold: cold.iter().filter_map(|id| slug(*id, stories)).collect(),
        bias: view.biases,
        trends: view
            .trends
            .iter()
            .map(|trend| TrendJson {
                dimension: &trend.dimension,
                scores: trend
                    .scores
                    .iter()
                    .map(|&(on, score, by)| ScoreJson { on, score, by })
                    .collect(),
            })
            .collect(),
    })
}
