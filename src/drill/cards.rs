//! Cards to learn by: each principle by name and by behaviour, and which story answers a question about it.
//!
//! The face of a card changes from review to review (another behaviour, another question), so that what is
//! learnt is the principle and not the sentence.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::due::Schedule;
use super::memory::{Grade, Memory, Review, due};
use crate::analysis::StoryAnalysis;
use crate::catalogue::{PrincipleId, Profile};
use crate::story::{Section, Story};

/// Seconds in which a question should bring its story to mind.
pub const STORY_SECONDS: u32 = 10;

/// Behaviours on the back of a card.
const BEHAVIOURS: usize = 3;

/// What a card asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CardKind {
    /// From the name of a principle to what it looks like.
    Name,
    /// From what it looks like to its name.
    Behaviour,
    /// From a question to the story and its opening line.
    Story,
}

impl CardKind {
    /// The kind's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Behaviour => "behaviour",
            Self::Story => "story",
        }
    }
}

/// One card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// `KIND:PRINCIPLE`.
    #[serde(rename = "card")]
    pub id: String,
    /// What it asks for.
    pub kind: CardKind,
    /// Which principle it is about.
    pub principle: PrincipleId,
    /// What is shown.
    pub front: String,
    /// What should have come to mind.
    pub back: Vec<String>,
}

/// What one review of one card leaves behind; raw, so that a better schedule can be fitted to it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRecord {
    /// The card's id.
    pub card: String,
    /// The principle it is about, as a list of one: what was gone over.
    pub principles: Vec<PrincipleId>,
    /// When it was reviewed.
    pub at: DateTime<Utc>,
    /// The calendar day that this was for the candidate.
    pub on: NaiveDate,
    /// How well it was known.
    pub grade: Grade,
    /// Seconds until the card was turned.
    pub seconds: u32,
}

/// The reviews of every card, in the order of time.
pub type Histories = BTreeMap<String, Vec<Review>>;

/// Gathers the reviews of every card from records that stand in the order of time.
pub fn histories(records: &[ReviewRecord]) -> Histories {
    let mut histories = Histories::new();
    for record in records {
        let review = Review { on: record.on, grade: record.grade };
        histories.entry(record.card.clone()).or_default().push(review);
    }
    histories
}

/// Every card there is for a profile and a library, principle by principle.
pub fn deck(
    profile: &Profile,
    stories: &[Story],
    analyses: &[StoryAnalysis],
    histories: &Histories,
) -> Vec<Card> {
    let mut deck = Vec::new();
    for principle in profile.principles() {
        let make = |kind: CardKind, front: &dyn Fn(usize) -> Option<String>, back: Vec<String>| {
            let id = format!("{}:{}", kind.as_str(), principle.id);
            let turn = histories.get(&id).map_or(0, Vec::len);
            let principle = principle.id.clone();
            front(turn).map(|front| Card { id, kind, principle, front, back })
        };
        let behaviours = profile
            .portrait(&principle.id)
            .map_or(&[][..], |portrait| portrait.behaviours.as_slice());
        let mut back = vec![principle.summary.clone()];
        back.extend(behaviours.iter().take(BEHAVIOURS).cloned());
        deck.extend(make(CardKind::Name, &|_| Some(principle.name.clone()), back));
        let back = vec![principle.name.clone(), principle.summary.clone()];
        deck.extend(make(CardKind::Behaviour, &|turn| nth(behaviours, turn).cloned(), back));

        let answers = answers(&principle.id, stories, analyses);
        let questions: Vec<&str> =
            profile.questions_about(&principle.id).map(|question| question.text.as_str()).collect();
        if !answers.is_empty() {
            let front = |turn| nth(&questions, turn).map(|text| (*text).to_owned());
            deck.extend(make(CardKind::Story, &front, answers));
        }
    }
    deck
}

/// An item of a list that is gone through again and again.
fn nth<T>(items: &[T], turn: usize) -> Option<&T> {
    if items.is_empty() { None } else { items.get(turn % items.len()) }
}

/// The ready stories for a principle with their opening lines, those that lead with it first.
fn answers(principle: &PrincipleId, stories: &[Story], analyses: &[StoryAnalysis]) -> Vec<String> {
    let mut carrying: Vec<(&Story, &StoryAnalysis)> = stories
        .iter()
        .zip(analyses)
        .filter(|(story, analysis)| analysis.status.is_ready() && story.carries(principle))
        .collect();
    carrying.sort_by_key(|(story, analysis)| {
        let leads = story.primary() == Some(principle);
        (!leads, std::cmp::Reverse(analysis.status), story.slug.clone())
    });
    carrying.iter().map(|(story, _)| format!("{}: {}", story.title, opening(story))).collect()
}

/// The line a story opens with: its headline, or the first sentence of what is told first.
pub fn opening(story: &Story) -> String {
    let first = |section| {
        let text: &str = story.section(section)?;
        text.unicode_sentences().next().map(|sentence| sentence.trim().to_owned())
    };
    story
        .section(Section::Headline)
        .map(|headline| headline.trim().to_owned())
        .or_else(|| Section::SPOKEN.into_iter().find_map(first))
        .unwrap_or_default()
}

/// A card that should be gone over.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueCard {
    /// The card.
    #[serde(flatten)]
    pub card: Card,
    /// Since when it is due; none for a new one.
    pub due: Option<NaiveDate>,
    /// The chance that it would be known today; none for a new one.
    pub recall: Option<f64>,
}

/// What is due of a deck: known cards first, the longest waiting before the others, then so many new ones.
pub fn due_cards(
    deck: Vec<Card>,
    histories: &Histories,
    schedule: Schedule,
    today: NaiveDate,
    new: usize,
) -> Vec<DueCard> {
    let (known, mut fresh): (Vec<Card>, Vec<Card>) =
        deck.into_iter().partition(|card| histories.contains_key(&card.id));
    let mut waiting: Vec<DueCard> = known
        .into_iter()
        .filter_map(|card| {
            let reviews = histories.get(&card.id)?;
            let day = due(reviews, schedule.retention, schedule.interview)?;
            let last = reviews.last()?.on;
            let days = (today - last).num_days().max(0) as f64;
            let recall = Memory::of(reviews)?.recall(days);
            // The interview day cuts a wait short; on the day of the review itself nothing comes back.
            (day <= today && last < today).then_some(DueCard {
                card,
                due: Some(day),
                recall: Some(recall),
            })
        })
        .collect();
    // Names before what they look like, and that before questions, so that no card gives the next away.
    fresh.sort_by_key(|card| card.kind);
    waiting.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.card.id.cmp(&b.card.id)));
    waiting.extend(fresh.into_iter().take(new).map(|card| DueCard {
        card,
        due: None,
        recall: None,
    }));
    waiting
}

/// The day on which the first of the known cards comes back after today.
pub fn next_day(
    deck: &[Card],
    histories: &Histories,
    schedule: Schedule,
    today: NaiveDate,
) -> Option<NaiveDate> {
    deck.iter()
        .filter_map(|card| due(histories.get(&card.id)?, schedule.retention, schedule.interview))
        .filter(|day| *day > today)
        .min()
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::catalogue::default_profile;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(offset)
    }

    const SCHEDULE: Schedule = Schedule { retention: 0.9, interview: None };

    fn reviewed(card: &str, reviews: &[(u64, Grade)]) -> Histories {
        let reviews = reviews.iter().map(|&(on, grade)| Review { on: day(on), grade }).collect();
        Histories::from([(card.to_owned(), reviews)])
    }

    #[test]
    fn an_empty_library_has_two_cards_for_each_principle() {
        let profile = default_profile();
        let deck = deck(profile, &[], &[], &Histories::new());
        assert_eq!(deck.len(), 2 * profile.principles().len());
        assert!(deck.iter().all(|card| !card.front.is_empty() && !card.back.is_empty()));
        let mut ids: Vec<&str> = deck.iter().map(|card| card.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), deck.len());
    }

    #[test]
    fn the_face_changes_with_every_review_and_comes_round_again() {
        let profile = default_profile();
        let front = |turns: usize| {
            let reviews = vec![(0, Grade::Good); turns];
            let deck = deck(profile, &[], &[], &reviewed("behaviour:ownership", &reviews));
            deck.into_iter().find(|card| card.id == "behaviour:ownership").unwrap().front
        };
        let count = profile.portrait(&PrincipleId::new("ownership")).unwrap().behaviours.len();
        assert_ne!(front(0), front(1));
        assert_eq!(front(0), front(count));
    }

    #[test]
    fn known_cards_come_before_new_ones_and_not_on_the_same_day() {
        let histories = reviewed("name:ownership", &[(0, Grade::Again)]);
        let on = |today| {
            let deck = deck(default_profile(), &[], &[], &histories);
            due_cards(deck, &histories, SCHEDULE, today, 3)
        };
        assert_eq!(on(day(0)).len(), 3);
        let next = on(day(1));
        assert_eq!((next.len(), next[0].card.id.as_str()), (4, "name:ownership"));
        assert!(next[0].recall.is_some_and(|recall| recall < 0.9));
        assert_eq!((next[0].due, next[1].due), (Some(day(1)), None));
    }

    #[test]
    fn no_card_waits_beyond_the_interview() {
        let easy = [(0, Grade::Easy), (9, Grade::Easy)];
        let histories = reviewed("name:ownership", &easy);
        let deck = || deck(default_profile(), &[], &[], &histories);
        let interview = Some(day(12));
        let pressed = Schedule { interview, ..SCHEDULE };
        assert_eq!(next_day(&deck(), &histories, pressed, day(9)), interview);
        assert!(next_day(&deck(), &histories, SCHEDULE, day(9)) > interview);
        assert_eq!(due_cards(deck(), &histories, pressed, day(12), 0).len(), 1);
    }
}
