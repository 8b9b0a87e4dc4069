//! The practice log, as far as the plan reads it: what it shows to be done, and what is due again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::Value;

use super::context::Context;
use super::error::CliError;
use crate::catalogue::{PrincipleId, Profile, QuestionKind, RoundKind, TaskKind};
use crate::drill::debrief::Occasion;
use crate::drill::memory::{Grade, Review};
use crate::drill::mock::Put;
use crate::drill::{Answer, Mark};
use crate::plan::Session;
use crate::plan::due::Card;
use crate::store::Library;
use crate::story::{Slug, Story, StoryId};

/// Kinds of record, and the work that each is.
const KINDS: [(&str, TaskKind); 5] = [
    ("drill", TaskKind::PressureTest),
    ("rehearsal", TaskKind::Rehearse),
    ("review", TaskKind::Memorize),
    ("mock", TaskKind::Mock),
    ("debrief", TaskKind::Debrief),
];

/// What every record may say; what else it says is for others.
#[derive(Debug, Deserialize)]
struct Entry {
    at: DateTime<Utc>,
    /// The calendar day, where the record keeps it.
    #[serde(default)]
    on: Option<NaiveDate>,
    #[serde(default)]
    story: Option<StoryId>,
    #[serde(default)]
    seconds: Option<u32>,
    #[serde(default)]
    depth: Option<u8>,
    #[serde(default)]
    principles: Vec<PrincipleId>,
    #[serde(default)]
    answers: Vec<Answer>,
    #[serde(default)]
    card: Option<String>,
    #[serde(default)]
    grade: Option<Grade>,
    #[serde(default)]
    occasion: Option<Occasion>,
    #[serde(default)]
    mock: Option<DateTime<Utc>>,
    #[serde(default)]
    round: Option<String>,
    #[serde(default)]
    put: Vec<Put>,
    #[serde(default)]
    repetition: bool,
}

impl Entry {
    /// The kind of repetition, if it is one: as the case that was put, else as the round.
    fn repeats(&self, profile: &Profile) -> Option<TaskKind> {
        let known = self.put.iter().find_map(|put| {
            profile.questions().iter().find(|question| question.id == put.question)
        });
        let about_product = known.map_or_else(
            || {
                let mut rounds = profile.rounds().iter();
                let round = rounds.find(|round| Some(&round.id) == self.round.as_ref());
                round.is_some_and(|round| round.kind == RoundKind::ProductSense)
            },
            |question| question.kind == QuestionKind::ProductDesign,
        );
        self.repetition.then_some(if about_product {
            TaskKind::ProductRep
        } else {
            TaskKind::AnalyticalRep
        })
    }

    /// Whether it debriefs a mock that no entry before did: of the two who judge a mock, one does the task,
    /// and the real interview is no mock.
    fn is_another_view(&self, judged: &mut BTreeSet<DateTime<Utc>>) -> bool {
        self.occasion == Some(Occasion::Interview)
            || self.mock.is_some_and(|mock| !judged.insert(mock))
    }
}

/// What was practised, oldest first within a kind, and what is kept in memory.
#[derive(Debug, Default)]
pub(crate) struct Practised {
    pub(crate) sessions: Vec<Session>,
    pub(crate) cards: Vec<Card>,
}

impl Practised {
    pub(crate) fn of(library: &Library, stories: &[Story], cx: &Context) -> Result<Self, CliError> {
        let slugs: HashMap<StoryId, &Slug> =
            stories.iter().map(|story| (story.id, &story.slug)).collect();
        let mut practised = Self::default();
        let mut cards: BTreeMap<(Option<&Slug>, String), Vec<Review>> = BTreeMap::new();
        // The form of a repetition does no task of its own: what it judges is not a mock.
        let mut judged = BTreeSet::new();
        for (name, kind) in KINDS {
            for record in library.practice(name)? {
                let entry = read(record)?;
                let kind = entry.repeats(cx.profile()).unwrap_or(kind);
                if entry.repetition {
                    judged.insert(entry.at);
                }
                if kind == TaskKind::Debrief && entry.is_another_view(&mut judged) {
                    continue;
                }
                let on = entry.on.unwrap_or_else(|| cx.day_of(entry.at));
                let story = entry.story.and_then(|id| slugs.get(&id).copied());
                // A story that was removed can neither be drilled nor planned for.
                if entry.story.is_none() || story.is_some() {
                    let answers = entry.answers.iter().map(|a| (&a.probe, Mark::grade(a.mark)));
                    let card = entry.card.as_ref().zip(entry.grade);
                    for (id, grade) in answers.chain(card) {
                        let reviews = cards.entry((story, id.clone())).or_default();
                        reviews.push(Review { on, grade });
                    }
                }
                practised.sessions.push(Session {
                    kind,
                    on,
                    story: story.cloned(),
                    seconds: entry.seconds,
                    depth: entry.depth,
                    principles: entry.principles,
                });
            }
        }
        practised.cards = cards
            .into_iter()
            .map(|((story, id), reviews)| Card { story: story.cloned(), id, reviews })
            .collect();
        Ok(practised)
    }
}

fn read(record: Value) -> Result<Entry, CliError> {
    serde_json::from_value(record).map_err(|error| {
        CliError::new("a practice record in the library cannot be read")
            .cause(error)
            .hint("look it over: star doctor")
    })
}
