//! Which loops a supply of stories can answer, and what one story more or less would change.
//!
//! Let `slack(T)` be the number of ready stories that carry a principle of `T`, less the size of `T`.
//! By Hall's theorem a set `S` of questions can be answered with distinct stories iff no subset of it
//! has negative slack; by its deficiency form (König, Ore) the most questions of `S` that can be answered
//! at once is `|S| + base(S)`, where `base(S)` is the least slack of a subset (at most 0, for the empty
//! one). Everything below follows from the two tables:
//!
//! - One more story for `p` alone raises the slack of each `T` that contains `p` by one. So it makes `S`
//!   answerable iff `base(S) = -1` and `base(S \ p) = 0`, and it answers one question more of `S` iff
//!   `base(S) < base(S \ p)`.
//! - A story that is burned lowers the slack of each `T` that meets its tags by one. So an answerable
//!   `S` falls iff a subset of slack zero meets the tags, that is, iff the union of all such subsets
//!   does. Collecting probability by that union and summing over subsets prices every set of tags at
//!   once.

use super::draws::Draws;
use super::subsets::{fold, members};
use super::supply::{Supply, Tags};

/// What one more ready story for a principle alone would change.
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

    /// What one more ready story would change, for each principle.
    pub fn gains(&self) -> Vec<Gain> {
        let mut gains = vec![Gain::default(); self.draws.principles()];
        for (set, chance) in self.draws.iter().filter(|&(set, _)| self.base[set] < 0) {
            for principle in members(set) {
                let without = self.base[set & !(1 << principle)];
                if self.base[set] < without {
                    gains[principle].answered += chance;
                    if without == 0 && self.base[set] == -1 {
                        gains[principle].readiness += chance;
                    }
                }
            }
        }
        gains
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
