//! Which principles a question is after.

use super::asides::Asides;
use super::deeds::Deeds;
use super::weights::Weights;
use crate::catalogue::Profile;
use crate::catalogue::phrase::{Cues, Hit, Interner, Lexicon, Phrasebook, Terms};

/// What a cue of weight 1 adds to a principle's score, in units of log odds.
const CUE_SCALE: f64 = 2.0;
/// The same for a deed, which is written for stories.
const DEED_SCALE: f64 = 0.5;

/// A profile made ready to compare texts with.
#[derive(Debug)]
pub struct Matcher<'a> {
    pub(super) profile: &'a Profile,
    /// Numbers for every word that the cues, the deeds or the weights know.
    pub(super) interner: Interner,
    pub(super) lexicon: &'a Lexicon,
    pub(super) cues: &'a Cues,
    pub(super) deeds: Deeds,
    pub(super) asides: Asides,
    pub(super) weights: Weights,
}

impl<'a> Matcher<'a> {
    /// Compiles the cues of a profile and reads what is known about words.
    pub fn new(profile: &'a Profile) -> Self {
        Self::with_weights(profile, super::weights::LEARNT)
    }

    /// The same with another table of weights, as [`super::training::learn`] writes it.
    pub fn with_weights(profile: &'a Profile, table: &str) -> Self {
        let Phrasebook { interner, lexicon, cues } = profile.phrasebook();
        let mut interner = interner.clone();
        let deeds = Deeds::compile(profile, lexicon, &mut interner);
        let asides = Asides::compile(lexicon, &mut interner);
        let weights = Weights::parse(table, profile, lexicon, &mut interner);
        Self { profile, interner, lexicon, cues, deeds, asides, weights }
    }

    /// The probability of each principle, in the profile's order.
    pub fn probabilities(&self, question: &str) -> Vec<f64> {
        let terms = self.asides.pass_over(Terms::read(question, &self.interner));
        let mut scores =
            pointed_at(&terms, self.cues, &self.deeds, self.profile.principles().len());
        self.weights.add(&terms, self.lexicon, &mut scores);
        softmax(&mut scores);
        scores
    }
}

/// What the cues of a question, and the deeds that it asks the candidate for, say for each principle, in log odds.
pub(super) fn pointed_at(terms: &Terms, cues: &Cues, deeds: &Deeds, principles: usize) -> Vec<f64> {
    let cued = cue_scores(&cues.hits(terms), principles);
    let asked = cue_scores(&deeds.asked_for(terms), principles);
    cued.iter().zip(asked).map(|(cue, deed)| CUE_SCALE * cue + DEED_SCALE * deed).collect()
}

/// What the cues in a text say for each principle: the sum of their weights, each cue once.
fn cue_scores(hits: &[Hit], principles: usize) -> Vec<f64> {
    let mut seen: Vec<&Hit> = hits.iter().collect();
    seen.sort_by_key(|hit| hit.cue);
    seen.dedup_by_key(|hit| hit.cue);
    let mut scores = vec![0.0; principles];
    for hit in seen {
        scores[hit.principle] += hit.weight;
    }
    scores
}

fn softmax(scores: &mut [f64]) {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}
