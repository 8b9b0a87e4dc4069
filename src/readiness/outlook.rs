//! Which loops a supply of stories can answer, and what one story more or less would change.
//!
//! Let `slack(T)` be the number of ready stories that carry a principle of `T`, less the size of `T`.
//! By Hall's theorem a set `S` of questions can be answered with distinct stories iff no subset of it
//! has negative slack; by its deficiency form (König, Ore) the most questions of `S` that can be answered
//! at once is `|S| + base(S)`, where `base(S)` is the least slack of a subset (at most 0, for the empty
//! one). Everything below follows from the two tables:
//!
//! - One more story raises the slack of each `T` that meets its tags by one. Stories touching a set are
//!   counted submodularly, so the subsets of `S` with the least slack are closed under intersection, and
//!   a story answers one question more of `S` iff it meets the least of them, the *core* of `S`. It makes
//!   `S` answerable iff besides `base(S) = -1`.
//! - A story that is burned lowers the slack of each `T` that meets its tags by one. So an answerable
//!   `S` falls iff a subset of slack zero meets the tags, that is, iff the union of all such subsets
//!   does.
//!
//! Collecting probability by core, or by that union, and summing over subsets prices every set of tags
//! that a story may have at once.

use std::cmp::Ordering;

use super::draws::Draws;
use super::subsets::fold;
use super::supply::Supply;
use crate::catalogue::Tags;

/// What one more ready story would change.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Gain {
    /// By how much readiness would rise.
    pub readiness: f64,
    /// By how much the expected number of answered questions would rise.
    pub answered: f64,
}

/// Which loops a supply of stories can answer.
#[derive(Debug, Clone)]
pub struct Outlook<'a> {
    draws: &'a Draws,
    slack: Vec<i8>,
    /// The least slack of a subset.
    base: Vec<i8>,
}

impl<'a> Outlook<'a> {
    /// Weighs a supply against every loop; both must be about the same principles.
    pub fn new(draws: &'a Draws, supply: &Supply) -> Self {
        let slack = supply.slack();
        debug_assert_eq!(slack.len(), 1 << draws.principles());
        let mut base = slack.clone();
        fold(&mut base, i8::min);
        Self { draws, slack, base }
    }

    /// The probability that a loop can be answered with distinct ready stories.
    pub fn readiness(&self) -> f64 {
        let answered = self.draws.iter().filter(|&(set, _)| self.base[set] == 0);
        // A sum of rounded parts may exceed one in the last place.
        answered.map(|(_, chance)| chance).sum::<f64>().min(1.0)
    }

    /// The expected number of questions of a loop that distinct ready stories can answer.
    pub fn expected_answered(&self) -> f64 {
        let answered = |set: usize| self.draws.questions() as f64 + f64::from(self.base[set]);
        self.draws.iter().map(|(set, chance)| chance * answered(set)).sum()
    }

    /// What one more ready story would change.
    pub fn gains(&self) -> Gains {
        let mut core: Vec<(i8, Tags)> =
            self.slack.iter().enumerate().map(|(set, &slack)| (slack, set as Tags)).collect();
        fold(&mut core, |a, b| match a.0.cmp(&b.0) {
            Ordering::Less => a,
            Ordering::Greater => b,
            Ordering::Equal => (a.0, a.1 & b.1),
        });
        let mut without = vec![Gain::default(); core.len()];
        for (set, chance) in self.draws.iter().filter(|&(set, _)| self.base[set] < 0) {
            let entry = &mut without[usize::from(core[set].1)];
            entry.answered += chance;
            if self.base[set] == -1 {
                entry.readiness += chance;
            }
        }
        fold(&mut without, |a, b| Gain {
            readiness: a.readiness + b.readiness,
            answered: a.answered + b.answered,
        });
        Gains { without }
    }

    /// By how much readiness would fall if one story were burned.
    pub fn losses(&self) -> Losses {
        let mut tight: Vec<Tags> = (0..self.slack.len())
            .map(|set| if self.slack[set] == 0 { set as Tags } else { 0 })
            .collect();
        fold(&mut tight, |a, b| a | b);
        let mut safe = vec![0.0; tight.len()];
        for (set, chance) in self.draws.iter().filter(|&(set, _)| self.base[set] == 0) {
            safe[usize::from(tight[set])] += chance;
        }
        fold(&mut safe, |a, b| a + b);
        Losses { safe }
    }
}

/// What one more ready story would change, for every set of tags that it may have.
#[derive(Debug, Clone)]
pub struct Gains {
    /// For a set, what is lost by loops whose core lies inside the set.
    without: Vec<Gain>,
}

impl Gains {
    /// What one more ready story that carries these tags would change.
    pub fn of(&self, tags: Tags) -> Gain {
        let full = self.without.len() - 1;
        let (all, missed) = (self.without[full], self.without[full & !usize::from(tags)]);
        let difference = |all: f64, missed: f64| match all - missed {
            dust if dust < DUST => 0.0,
            gain => gain,
        };
        Gain {
            readiness: difference(all.readiness, missed.readiness),
            answered: difference(all.answered, missed.answered),
        }
    }
}

/// The loss of readiness for every set of tags that a burned story may have had.
#[derive(Debug, Clone)]
pub struct Losses {
    /// For a set, the probability of an answerable loop all of whose tight subsets lie inside the set.
    safe: Vec<f64>,
}

/// Below this a difference of two probabilities is rounding.
const DUST: f64 = 1e-13;

impl Losses {
    /// By how much readiness would fall without one story that carries these tags.
    pub fn of(&self, tags: Tags) -> f64 {
        let full = self.safe.len() - 1;
        let loss = self.safe[full] - self.safe[full & !usize::from(tags)];
        if loss < DUST { 0.0 } else { loss }
    }
}
