//! The probability that a random loop can be answered with distinct ready stories, exactly.
//!
//! [`Draws`] says which principles a loop asks for and how likely, [`Supply`] which stories there are,
//! and [`Outlook`] holds the one against the other. The work is a few million steps on tables of one
//! entry for each set of principles, so it does not grow with the library; sets are 16-bit masks.

mod agenda;
mod assignment;
mod draws;
pub mod next;
mod outlook;
mod subsets;
mod supply;

use crate::analysis::StoryAnalysis;
use crate::catalogue::{PrincipleId, Profile, Tags};

pub use agenda::{Agenda, AgendaError, Interviewer, MAX_QUESTIONS, MAX_ROUNDS};
pub use assignment::{
    Assignment, AssignmentError, Breakage, Concession, Place, Reason, Slot, Unanswered, strength,
};
pub use draws::Draws;
pub use next::{NextStep, Step};
pub use outlook::{Gain, Gains, Losses, Outlook};
pub use supply::Supply;

/// Most principles that a profile may have: as many as a set of them has bits.
pub const MAX_PRINCIPLES: usize = Tags::BITS as usize;

/// Why readiness cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadinessError {
    /// The tables would not fit.
    #[error("readiness is exact up to {MAX_PRINCIPLES} principles; this profile has {0}")]
    TooManyPrinciples(usize),
    /// A weight is negative, infinite, no number, or vanishes beside the others.
    #[error("the weights of the profile's tiers must be numbers from zero up, of comparable size")]
    Weights,
}

/// What one more ready story for a principle would do.
#[derive(Debug, Clone, PartialEq)]
pub struct WriteNext {
    /// Which principle.
    pub principle: PrincipleId,
    /// Readiness with that story.
    pub readiness: f64,
    /// By how much that is more than now.
    pub gain: f64,
    /// By how many questions of a loop the expected number of answered ones would rise.
    pub answered_gain: f64,
}

/// What the loss of a ready story would do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fragile {
    /// Which story, as its place among the analyses given.
    pub story: usize,
    /// Readiness without it.
    pub readiness: f64,
    /// By how much that is less than now.
    pub loss: f64,
}

/// How ready a library is for a random loop.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    /// The probability that every question finds a ready story of its own, from 0 to 1.
    pub probability: f64,
    /// The expected share of a loop's questions that find one, from 0 to 1.
    pub expected_answered: f64,
    /// Questions of a loop.
    pub questions: usize,
    /// Every principle, the one whose next story helps most first.
    pub write_next: Vec<WriteNext>,
    /// Every ready story, the one whose loss hurts most first.
    pub fragile: Vec<Fragile>,
}

impl Readiness {
    /// Weighs the stories that were read against this profile; `questions` replaces its number of questions.
    ///
    /// # Errors
    ///
    /// When the profile has too many principles or its weights are no weights.
    pub fn of(
        analyses: &[StoryAnalysis],
        profile: &Profile,
        questions: Option<u8>,
    ) -> Result<Self, ReadinessError> {
        Ok(Self::drawn(analyses, profile, &Draws::of(profile, questions)?))
    }

    /// Weighs them against draws of the profile's principles that need not be the profile's own.
    pub fn drawn(analyses: &[StoryAnalysis], profile: &Profile, draws: &Draws) -> Self {
        Self::of_tags(&ready(analyses), profile, draws)
    }

    /// Weighs ready stories of which nothing is known but a number and the tags, as [`ready`] lists them.
    pub fn of_tags(ready: &[(usize, Tags)], profile: &Profile, draws: &Draws) -> Self {
        let mut supply = Supply::empty(draws.principles());
        for (_, tags) in ready {
            supply.add(*tags);
        }
        let outlook = Outlook::new(draws, &supply);
        let probability = outlook.readiness();

        let gains = outlook.gains();
        let mut write_next: Vec<WriteNext> = profile
            .principles()
            .iter()
            .enumerate()
            .map(|(bit, principle)| {
                let gain = gains.of(1 << bit);
                WriteNext {
                    principle: principle.id.clone(),
                    readiness: probability + gain.readiness,
                    gain: gain.readiness,
                    answered_gain: gain.answered,
                }
            })
            .collect();
        // Stable, so that equal gains keep the profile's order. Early on no single story completes a
        // loop, and the number of questions answered tells what readiness cannot yet.
        write_next.sort_by(|a, b| {
            b.gain.total_cmp(&a.gain).then(b.answered_gain.total_cmp(&a.answered_gain))
        });

        let losses = outlook.losses();
        let mut fragile: Vec<Fragile> = Vec::with_capacity(ready.len());
        let priced = ready.iter().map(|&(story, tags)| {
            let loss = losses.of(tags);
            Fragile { story, readiness: probability - loss, loss }
        });
        // In a large library hardly any story is missed, so few are sorted.
        fragile.extend(priced.clone().filter(|fragile| fragile.loss > 0.0));
        fragile.sort_by(|a, b| b.loss.total_cmp(&a.loss));
        fragile.extend(priced.filter(|fragile| fragile.loss <= 0.0));

        let questions = draws.questions();
        let expected_answered =
            if questions == 0 { 1.0 } else { outlook.expected_answered() / questions as f64 };
        Self { probability, expected_answered, questions, write_next, fragile }
    }
}

/// The ready stories by their places, with their tags: all of a library that readiness depends on.
///
/// A caller who asks more than once keeps this with the library, since the analyses take longer to go through than
/// the answer takes to compute.
pub fn ready(analyses: &[StoryAnalysis]) -> Vec<(usize, Tags)> {
    let mut ready = Vec::with_capacity(analyses.len());
    let told = analyses.iter().enumerate().filter(|(_, analysis)| analysis.status.is_ready());
    ready.extend(told.map(|(at, analysis)| (at, analysis.tags)));
    ready
}

#[cfg(test)]
mod tests;
