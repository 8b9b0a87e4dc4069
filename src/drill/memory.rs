//! When to practise again: the memory model FSRS-6 with its published default weights.
//!
//! A card's memory is two numbers: how many days it lasts and how hard the card is. A review moves both;
//! the next one is due when the chance of recall has fallen to the retention that is wanted, and never
//! after the interview. Reviews are what is stored; memory is worked out from them, so that better weights
//! can be fitted to them later.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The default weights of FSRS-6, in the order of its definition.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// Least and most days that a memory lasts.
const STABILITY: (f64, f64) = (0.001, 36_500.0);

/// Least and greatest difficulty.
const DIFFICULTY: (f64, f64) = (1.0, 10.0);

/// The recall at which stability is measured.
const MEASURED_AT: f64 = 0.9;

/// How well a card was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Not at all.
    Again,
    /// With trouble, or in part.
    Hard,
    /// Well.
    Good,
    /// Without thinking.
    Easy,
}

impl Grade {
    /// The grade as FSRS counts it, 1 to 4.
    fn number(self) -> f64 {
        f64::from(self as u8 + 1)
    }
}

/// One review of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The calendar day.
    pub on: NaiveDate,
    /// How well it was known.
    pub grade: Grade,
}

/// What is left of a card in memory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days after which the chance of recall has fallen to 90%.
    pub stability: f64,
    /// How hard the card is, 1 to 10.
    pub difficulty: f64,
}

impl Memory {
    /// After the first review.
    pub fn first(grade: Grade) -> Self {
        Self { stability: W[grade as usize], difficulty: first_difficulty(grade.number()) }
            .bounded()
    }

    /// After all reviews, which must be in order; nothing without any.
    pub fn of(reviews: &[Review]) -> Option<Self> {
        let (first, later) = reviews.split_first()?;
        let mut on = first.on;
        Some(later.iter().fold(Self::first(first.grade), |memory, review| {
            let days = (review.on - on).num_days().max(0);
            on = review.on;
            memory.reviewed(review.grade, days as f64)
        }))
    }

    /// The chance of recall after some days.
    pub fn recall(self, days: f64) -> f64 {
        (1.0 + factor() * days / self.stability).powf(-W[20])
    }

    /// After how many days the chance of recall has fallen to `retention`.
    pub fn lasts(self, retention: f64) -> f64 {
        self.stability / factor() * (retention.powf(-1.0 / W[20]) - 1.0)
    }

    /// After another review, `days` after the last.
    #[must_use]
    pub fn reviewed(self, grade: Grade, days: f64) -> Self {
        let Self { stability, difficulty } = self;
        let number = grade.number();
        let recall = self.recall(days);
        let stability = if days == 0.0 {
            let gain = (W[17] * (number - 3.0 + W[18])).exp() * stability.powf(-W[19]);
            stability * if grade == Grade::Again { gain } else { gain.max(1.0) }
        } else if grade == Grade::Again {
            let forgotten = W[11]
                * difficulty.powf(-W[12])
                * ((stability + 1.0).powf(W[13]) - 1.0)
                * ((1.0 - recall) * W[14]).exp();
            forgotten.min(stability / (W[17] * W[18]).exp())
        } else {
            let weight = match grade {
                Grade::Hard => W[15],
                Grade::Easy => W[16],
                Grade::Again | Grade::Good => 1.0,
            };
            let gain = W[8].exp()
                * (11.0 - difficulty)
                * stability.powf(-W[9])
                * (((1.0 - recall) * W[10]).exp() - 1.0)
                * weight;
            stability * (1.0 + gain)
        };
        let step = -W[6] * (number - 3.0) * (10.0 - difficulty) / 9.0;
        let moved = difficulty + step;
        let difficulty = moved + W[7] * (first_difficulty(Grade::Easy.number()) - moved);
        Self { stability, difficulty }.bounded()
    }

    fn bounded(self) -> Self {
        Self {
            stability: self.stability.clamp(STABILITY.0, STABILITY.1),
            difficulty: self.difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1),
        }
    }
}

/// The day on which a card is due: when recall falls to `retention`, the day after the last review at the
/// earliest, the interview day at the latest. A card without reviews has no day; it is new.
pub fn due(reviews: &[Review], retention: f64, interview: Option<NaiveDate>) -> Option<NaiveDate> {
    let memory = Memory::of(reviews)?;
    let last = reviews.last()?.on;
    let days = memory.lasts(retention).round().clamp(1.0, STABILITY.1) as u64;
    let due = last.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    Some(interview.map_or(due, |interview| due.min(interview)))
}

fn factor() -> f64 {
    MEASURED_AT.powf(-1.0 / W[20]) - 1.0
}

fn first_difficulty(grade: f64) -> f64 {
    W[4] - (W[5] * (grade - 1.0)).exp() + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(offset)
    }

    fn grade() -> impl Strategy<Value = Grade> {
        prop::sample::select(vec![Grade::Again, Grade::Hard, Grade::Good, Grade::Easy])
    }

    /// `steps.csv` holds random reviews with what version 6.6.2 of the `fsrs` crate, in single precision,
    /// makes of them.
    #[test]
    fn every_step_is_that_of_the_reference() {
        let mut memory = None;
        for line in include_str!("memory/steps.csv").lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let number = |at: usize| fields[at].parse::<f64>().unwrap();
            let grade: Grade = serde_json::from_value(fields[3].into()).unwrap();
            let next = match memory {
                Some(memory) if fields[1] != "0" => Memory::reviewed(memory, grade, number(2)),
                _ => Memory::first(grade),
            };
            let close = |ours: f64, theirs: f64| (ours - theirs).abs() <= 1e-4 * theirs.max(1.0);
            assert!(close(next.stability, number(4)), "{line}: {next:?}");
            assert!(close(next.difficulty, number(5)), "{line}: {next:?}");
            assert!(close(next.lasts(0.9), number(6)), "{line}: {}", next.lasts(0.9));
            memory = Some(next);
        }
    }

    #[test]
    fn a_card_is_due_when_recall_has_fallen_and_never_after_the_interview() {
        let reviews =
            [Review { on: day(0), grade: Grade::Good }, Review { on: day(2), grade: Grade::Good }];
        let free = due(&reviews, 0.9, None).unwrap();
        assert!(free > day(5), "{free}");
        assert!(due(&reviews, 0.97, None).unwrap() < free);
        assert_eq!(due(&reviews, 0.9, Some(day(4))), Some(day(4)));
        assert_eq!(due(&[], 0.9, Some(day(4))), None);
    }

    proptest! {
        #[test]
        fn a_card_is_due_after_its_last_review_and_never_beyond_the_interview(
            reviews in prop::collection::vec((grade(), 0u64..60), 1..12),
            retention in 0.7f64..0.97,
            ahead in 0u64..90,
        ) {
            let mut on = 0;
            let history: Vec<Review> = reviews
                .iter()
                .map(|(grade, days)| {
                    on += days;
                    Review { on: day(on), grade: *grade }
                })
                .collect();
            let free = due(&history, retention, None).unwrap();
            prop_assert!(free > day(on));
            let interview = day(on + ahead);
            let pressed = due(&history, retention, Some(interview)).unwrap();
            prop_assert!(pressed <= interview);
            prop_assert_eq!(pressed, free.min(interview));
        }

        #[test]
        fn memory_stays_within_bounds_and_a_better_grade_never_lasts_less(
            first in grade(),
            days in 0u16..2000,
            steps in prop::collection::vec((grade(), 0u16..400), 0..20),
        ) {
            let memory = steps.iter().fold(Memory::first(first), |memory, (grade, days)| memory.reviewed(*grade, f64::from(*days)));
            prop_assert!((STABILITY.0..=STABILITY.1).contains(&memory.stability));
            prop_assert!((DIFFICULTY.0..=DIFFICULTY.1).contains(&memory.difficulty));
            prop_assert!((memory.recall(memory.lasts(0.85)) - 0.85).abs() < 1e-9);
            let after = |grade| memory.reviewed(grade, f64::from(days)).stability;
            prop_assert!(after(Grade::Again) <= after(Grade::Hard));
            prop_assert!(after(Grade::Hard) <= after(Grade::Good));
            prop_assert!(after(Grade::Good) <= after(Grade::Easy));
        }
    }
}
