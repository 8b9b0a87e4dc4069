//! `star mock --format json`: the interviewer's script, and a round that was held.

use chrono::NaiveDate;
use serde::Serialize;

use super::VERSION;
use super::debrief::FormView;
use crate::catalogue::{AnswerStep, DebriefDimension, PrincipleId, Profile, Question};
use crate::drill::MockRecord;
use crate::drill::debrief::{Form, Rating};
use crate::drill::mock::MockPlan;
use crate::render::mock::Scene;
use crate::story::Story;

#[derive(Debug, Serialize)]
struct FollowUpJson<'a> {
    id: &'a str,
    question: &'a str,
}

#[derive(Debug, Serialize)]
struct LikelyJson<'a> {
    slug: &'a str,
    follow_ups: Vec<FollowUpJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ItemJson<'a> {
    minutes: u16,
    question: &'a Question,
    principle: Option<&'a PrincipleId>,
    steps: &'a [AnswerStep],
    listen_for: &'a [String],
    warning_signs: &'a [String],
    stories: Vec<LikelyJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ScriptDocument<'a> {
    version: u8,
    round: &'a str,
    name: &'a str,
    minutes: u16,
    items: Vec<ItemJson<'a>>,
    dimensions: &'a [DebriefDimension],
    ratings: [Rating; 4],
}

/// The interviewer's script, as one document.
pub fn script(plan: &MockPlan<'_>, scenes: &[Scene<'_>], profile: &Profile) -> String {
    let items = scenes
        .iter()
        .map(|scene| ItemJson {
            minutes: scene.item.minutes,
            question: scene.item.question,
            principle: scene.item.principle,
            steps: scene.steps,
            listen_for: scene.portrait.map_or(&[], |portrait| portrait.behaviours.as_slice()),
            warning_signs: scene.portrait.map_or(&[], |portrait| portrait.warning_signs.as_slice()),
            stories: scene
                .likely
                .iter()
                .map(|likely| LikelyJson {
                    slug: likely.story.slug.as_str(),
                    follow_ups: likely
                        .follow_ups
                        .iter()
                        .map(|probe| FollowUpJson { id: &probe.id, question: &probe.question })
                        .collect(),
                })
                .collect(),
        })
        .collect();
    super::pretty(&ScriptDocument {
        version: VERSION,
        round: &plan.round,
        name: &plan.name,
        minutes: plan.minutes,
        items,
        dimensions: profile.debrief(),
        ratings: Rating::ALL,
    })
}

#[derive(Debug, Serialize)]
struct PutJson<'a> {
    question: &'a str,
    text: &'a str,
    principle: Option<&'a PrincipleId>,
    seconds: u32,
    notes: &'a [String],
    probes: &'a [String],
}

#[derive(Debug, Serialize)]
struct HeldDocument<'a> {
    version: u8,
    on: NaiveDate,
    round: &'a str,
    finished: bool,
    repetition: bool,
    seconds: u32,
    put: Vec<PutJson<'a>>,
    form: Option<FormView<'a>>,
}

/// A round that was held, as one document.
pub fn held(
    record: &MockRecord,
    form: Option<&Form>,
    stories: &[Story],
    profile: &Profile,
) -> String {
    let put = record
        .put
        .iter()
        .map(|put| PutJson {
            question: &put.question,
            text: crate::render::mock::question(&put.question, profile),
            principle: put.principle.as_ref(),
            seconds: put.seconds,
            notes: &put.notes,
            probes: &put.probes,
        })
        .collect();
    super::pretty(&HeldDocument {
        version: VERSION,
        on: record.on,
        round: &record.round,
        finished: record.finished,
        repetition: record.repetition,
        seconds: record.seconds(),
        put,
        form: form.map(|form| FormView::of(form, stories)),
    })
}
