//! A mock round: which questions are put, in which order, and what it leaves behind.
//!
//! Questions are drawn without repetition: one that was never put comes before one that was, and nothing
//! comes a third time before everything came twice. The same history and seed give the same round.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ladder::{Ladder, Probe};
use crate::catalogue::{PrincipleId, Profile, Question, QuestionKind, Round, RoundKind, Tier};
use crate::story::StoryId;

/// Minutes that an interviewer leaves for the candidate's own questions and the farewell.
const FAREWELL: u16 = 5;

/// How much longer a product case takes than a story with its follow-ups.
const CASE_WEIGHT: u16 = 2;

/// Follow-ups to a story told in a mock.
const FOLLOW_UPS: usize = 3;

/// Principles asked in a round of everything.
const MIXED_PRINCIPLES: usize = 2;

/// Minutes of a round of everything.
const MIXED_MINUTES: u16 = 60;

/// What kind of round to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// A round of the profile, by id.
    Round(String),
    /// A product case and an analytical one, with stories between.
    Mixed,
}

/// The id of a round of everything.
pub const MIXED: &str = "mixed";

/// A mock to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct MockPlan<'p> {
    /// The round's id.
    pub round: String,
    /// Its name.
    pub name: String,
    /// How long it lasts.
    pub minutes: u16,
    /// What is put, in order.
    pub items: Vec<Item<'p>>,
}

/// One thing that is put to the candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'p> {
    /// Minutes for it.
    pub minutes: u16,
    /// The question.
    pub question: &'p Question,
    /// The principle it is about; none for a product case.
    pub principle: Option<&'p PrincipleId>,
}

/// What was put before, and how often.
#[derive(Debug, Clone, Default)]
pub struct Used {
    counts: BTreeMap<String, usize>,
}

impl Used {
    /// Counts the questions and principles of earlier mocks.
    pub fn of(mocks: &[MockRecord]) -> Self {
        let mut used = Self::default();
        for mock in mocks {
            for put in &mock.put {
                *used.counts.entry(put.question.clone()).or_default() += 1;
                if let Some(principle) = &put.principle {
                    *used.counts.entry(principle.to_string()).or_default() += 1;
                }
            }
        }
        used
    }

    fn times(&self, id: &str) -> usize {
        self.counts.get(id).copied().unwrap_or_default()
    }
}

/// A question that was put, and how long the answer took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Put {
    /// The question: an id of the bank, or its words.
    pub question: String,
    /// The principle it was about; none for a product case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principle: Option<PrincipleId>,
    /// The story that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryId>,
    /// Seconds of the answer, follow-ups included.
    #[serde(default)]
    pub seconds: u32,
    /// What was typed, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Ids of the follow-ups that were asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
}

/// What a mock leaves behind; how it was judged stands in a debrief of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MockRecord {
    /// When it ended.
    pub at: DateTime<Utc>,
    /// The calendar day that this was for the candidate.
    pub on: NaiveDate,
    /// Which round, by its id.
    pub round: String,
    /// What was put.
    pub put: Vec<Put>,
    /// Whether it was gone through to its end.
    pub finished: bool,
    /// Whether it was the case of the round alone: a repetition and no mock.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repetition: bool,
}

impl MockRecord {
    /// Seconds of all answers.
    pub fn seconds(&self) -> u32 {
        self.put.iter().fold(0, |sum, put| sum.saturating_add(put.seconds))
    }
}

/// The kinds of round that can be practised alone or with a partner: those that put questions.
pub fn rounds(profile: &Profile) -> impl Iterator<Item = &Round> {
    profile.rounds().iter().filter(|round| round.kind != RoundKind::Recruiter)
}

/// The round whose turn it is: of the interview day, the one held least often, in the profile's order.
pub fn next_round(profile: &Profile, mocks: &[MockRecord]) -> Option<Setting> {
    let held = |round: &Round| {
        mocks.iter().filter(|mock| !mock.repetition && mock.round == round.id).count()
    };
    rounds(profile)
        .filter(|round| round.onsite)
        .min_by_key(|round| held(round))
        .map(|round| Setting::Round(round.id.clone()))
}

/// The round whose case it is to repeat: of the interview day, the one repeated least often.
pub fn next_case(profile: &Profile, mocks: &[MockRecord]) -> Option<Setting> {
    let repeated = |round: &Round| {
        mocks.iter().filter(|mock| mock.repetition && mock.round == round.id).count()
    };
    rounds(profile)
        .filter(|round| round.onsite && !cases(round.kind).is_empty())
        .min_by_key(|round| repeated(round))
        .map(|round| Setting::Round(round.id.clone()))
}

/// The round that puts a case of this kind, one of the interview day before others.
pub fn round_of(profile: &Profile, kind: QuestionKind) -> Option<Setting> {
    rounds(profile)
        .filter(|round| cases(round.kind).contains(&kind))
        .min_by_key(|round| !round.onsite)
        .map(|round| Setting::Round(round.id.clone()))
}

/// Draws a case of a round alone, or takes the one that is wanted; nothing where the round has no cases.
pub fn case<'p>(
    profile: &'p Profile,
    setting: &Setting,
    used: &Used,
    seed: u64,
    wanted: Option<&'p Question>,
) -> Option<MockPlan<'p>> {
    let mut plan = plan(profile, setting, used, seed)?;
    plan.items.retain(|item| item.principle.is_none());
    plan.items.truncate(1);
    let item = plan.items.first_mut()?;
    item.question = wanted.unwrap_or(item.question);
    plan.minutes = item.minutes;
    plan.name = format!("{}, one case", plan.name);
    Some(plan)
}

/// Draws a round.
pub fn plan<'p>(
    profile: &'p Profile,
    setting: &Setting,
    used: &Used,
    seed: u64,
) -> Option<MockPlan<'p>> {
    let (round, name, minutes, kinds, principles) = match setting {
        Setting::Mixed => {
            let kinds = vec![cases(RoundKind::ProductSense), cases(RoundKind::Analytical)];
            (MIXED.to_owned(), "Mixed".to_owned(), MIXED_MINUTES, kinds, MIXED_PRINCIPLES)
        }
        Setting::Round(id) => {
            let round = rounds(profile).find(|round| round.id == *id)?;
            let kinds: Vec<&[QuestionKind]> =
                Some(cases(round.kind)).into_iter().filter(|kinds| !kinds.is_empty()).collect();
            let principles = usize::from(round.principles);
            (round.id.clone(), round.name.clone(), round.minutes[1], kinds, principles)
        }
    };
    let order = |id: &str| (used.times(id), digest(seed, id));
    let mut drawn: Vec<(&Question, Option<&PrincipleId>)> = Vec::new();
    let mut stories = Vec::new();
    for principle in draw_principles(profile, principles, used, seed) {
        let question =
            profile.questions_about(principle).min_by_key(|question| order(&question.id))?;
        stories.push((question, Some(principle)));
    }
    let product = kinds.into_iter().filter_map(|kinds| {
        profile
            .questions()
            .iter()
            .filter(|question| kinds.contains(&question.kind))
            .min_by_key(|question| order(&question.id))
    });
    // A story first, then case and story in turn, as interviewers mix them.
    let mut stories = stories.into_iter();
    drawn.extend(stories.next());
    for case in product {
        drawn.push((case, None));
        drawn.extend(stories.next());
    }
    drawn.extend(stories);
    let weight =
        |principle: Option<&PrincipleId>| if principle.is_none() { CASE_WEIGHT } else { 1 };
    let weights: u16 = drawn.iter().map(|(_, principle)| weight(*principle)).sum();
    let share = minutes.saturating_sub(FAREWELL).checked_div(weights)?.max(1);
    let items = drawn
        .into_iter()
        .map(|(question, principle)| Item {
            minutes: share * weight(principle),
            question,
            principle,
        })
        .collect();
    Some(MockPlan { round, name, minutes, items })
}

/// The kinds of case that a round puts; none for one of stories only.
fn cases(kind: RoundKind) -> &'static [QuestionKind] {
    use QuestionKind::{MetricsExperimentation, ProductDesign, ProgramExecution, Technical};
    match kind {
        RoundKind::ProductSense => &[ProductDesign],
        RoundKind::Analytical => &[MetricsExperimentation, ProgramExecution],
        RoundKind::PhoneScreen => &[ProductDesign, MetricsExperimentation, ProgramExecution],
        RoundKind::Technical => &[Technical],
        RoundKind::BarRaiser | RoundKind::Recruiter => &[],
    }
}

/// The principles to ask about: those asked least so far, of those the ones that come up most.
fn draw_principles<'p>(
    profile: &'p Profile,
    count: usize,
    used: &Used,
    seed: u64,
) -> Vec<&'p PrincipleId> {
    let mut principles: Vec<(&Tier, &PrincipleId)> = profile
        .principles()
        .iter()
        .filter(|principle| profile.questions_about(&principle.id).next().is_some())
        .map(|principle| (&principle.tier, &principle.id))
        .collect();
    principles
        .sort_by_key(|(tier, id)| (used.times(id.as_str()), **tier, digest(seed, id.as_str())));
    principles.into_iter().take(count).map(|(_, id)| id).collect()
}

/// The follow-ups to a story: the first of the deeper layers that were not asked before, else that were.
pub fn follow_ups<'l>(ladder: &'l Ladder, asked: &[&str]) -> Vec<&'l Probe> {
    ladder
        .layers
        .iter()
        .skip(1)
        .filter_map(|rung| {
            let fresh = rung.probes.iter().find(|probe| !asked.contains(&probe.id.as_str()));
            fresh.or_else(|| rung.probes.first())
        })
        .take(FOLLOW_UPS)
        .collect()
}

/// FNV-1a over a seed and an id, for an order that looks like none.
fn digest(seed: u64, id: &str) -> u64 {
    seed.to_le_bytes().iter().chain(id.as_bytes()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::catalogue::default_profile;

    fn held(plan: &MockPlan<'_>) -> MockRecord {
        let at = DateTime::<Utc>::UNIX_EPOCH;
        let put = plan.items.iter().map(|item| Put {
            question: item.question.id.clone(),
            principle: item.principle.cloned(),
            story: None,
            seconds: 60,
            notes: Vec::new(),
            probes: Vec::new(),
        });
        MockRecord {
            at,
            on: at.date_naive(),
            round: plan.round.clone(),
            put: put.collect(),
            finished: true,
            repetition: false,
        }
    }

    fn setting(round: &str) -> Setting {
        if round == MIXED { Setting::Mixed } else { Setting::Round(round.to_owned()) }
    }

    #[test]
    fn a_round_has_the_cases_and_principles_of_its_kind_and_fits_its_time() {
        for (round, cases, stories) in
            [("product-sense", 1, 2), ("analytical", 1, 2), ("bar-raiser", 0, 3), (MIXED, 2, 2)]
        {
            let plan = plan(default_profile(), &setting(round), &Used::default(), 0).unwrap();
            let (about, product): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
                plan.items.iter().partition(|item| item.principle.is_some());
            assert_eq!((product.len(), about.len()), (cases, stories), "{round}");
            assert!(plan.items[0].principle.is_some());
            let minutes: u16 = plan.items.iter().map(|item| item.minutes).sum();
            assert!(minutes <= plan.minutes - FAREWELL && minutes + 10 > plan.minutes - FAREWELL);
        }
        assert_eq!(plan(default_profile(), &setting("tea"), &Used::default(), 0), None);
    }

    #[test]
    fn nothing_comes_twice_before_everything_came_once() {
        let profile = default_profile();
        let mut mocks = Vec::new();
        let mut asked: Vec<String> = Vec::new();
        let kinds = |kind| profile.questions_of(kind).count();
        for number in 0..kinds(QuestionKind::ProductDesign) {
            let used = Used::of(&mocks);
            let plan = plan(profile, &setting("product-sense"), &used, number as u64).unwrap();
            let case = plan.items.iter().find(|item| item.principle.is_none()).unwrap();
            asked.push(case.question.id.clone());
            mocks.push(held(&plan));
        }
        assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), asked.len());
        let principles: BTreeSet<String> = mocks
            .iter()
            .take(8)
            .flat_map(|mock| &mock.put)
            .filter_map(|put| put.principle.as_ref().map(ToString::to_string))
            .collect();
        assert_eq!(principles.len(), 16, "eight rounds of two ask about all sixteen");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn whatever_rounds_are_held_none_of_their_questions_comes_again_before_all_came(
            rounds in prop::collection::vec(
                prop::sample::select(vec![
                    "phone-screen", "product-sense", "analytical", "bar-raiser", MIXED,
                ]),
                1..60,
            ),
            seeds in prop::collection::vec(0u64..5, 60),
        ) {
            let profile = default_profile();
            let mut mocks: Vec<MockRecord> = Vec::new();
            for (round, seed) in rounds.iter().zip(seeds) {
                let used = Used::of(&mocks);
                let plan = plan(profile, &setting(round), &used, seed).unwrap();
                let ids: BTreeSet<&str> =
                    plan.items.iter().map(|item| item.question.id.as_str()).collect();
                prop_assert_eq!(ids.len(), plan.items.len(), "no question twice in {}", round);
                for item in &plan.items {
                    // Where the question came from: those about its principle, or those of its round.
                    let least = match item.principle {
                        Some(principle) => profile
                            .questions_about(principle)
                            .map(|question| used.times(&question.id))
                            .min(),
                        None => profile
                            .questions_of(item.question.kind)
                            .map(|question| used.times(&question.id))
                            .min(),
                    };
                    prop_assert_eq!(Some(used.times(&item.question.id)), least, "{}", round);
                }
                mocks.push(held(&plan));
            }
        }
    }

    #[test]
    fn a_case_alone_is_a_repetition_that_uses_its_question_up() {
        let profile = default_profile();
        let sense = setting("product-sense");
        let one = case(profile, &sense, &Used::default(), 0, None).unwrap();
        assert_eq!((one.items.len(), one.items[0].principle), (1, None));
        let mut repeated = held(&one);
        repeated.repetition = true;
        let mocks = [repeated];
        assert_eq!(next_round(profile, &mocks), Some(sense.clone()), "no round was held");
        assert_eq!(next_case(profile, &mocks), Some(setting("analytical")));
        let next = case(profile, &sense, &Used::of(&mocks), 0, None).unwrap();
        assert_ne!(next.items[0].question.id, one.items[0].question.id);
        let wanted = profile.questions_of(QuestionKind::ProductDesign).last();
        let chosen = case(profile, &sense, &Used::of(&mocks), 0, wanted).unwrap();
        assert_eq!(Some(chosen.items[0].question), wanted);
        assert_eq!(case(profile, &setting("bar-raiser"), &Used::default(), 0, None), None);
        assert_eq!(round_of(profile, QuestionKind::ProductDesign), Some(sense));
    }

    #[test]
    fn the_rounds_of_the_day_take_turns_and_a_seed_varies_them() {
        let profile = default_profile();
        let mut mocks = Vec::new();
        let mut order = Vec::new();
        for _ in 0..3 {
            let setting = next_round(profile, &mocks).unwrap();
            let plan = plan(profile, &setting, &Used::of(&mocks), 0).unwrap();
            order.push(plan.round.clone());
            mocks.push(held(&plan));
        }
        assert_eq!(order, ["product-sense", "analytical", "bar-raiser"]);
        let with = |seed| plan(profile, &Setting::Mixed, &Used::default(), seed).unwrap();
        assert_eq!(with(3), with(3));
        assert!((1..9).any(|seed| with(seed) != with(0)));
    }
}
