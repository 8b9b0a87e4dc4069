//! A profile: everything that describes one company's interview.

use serde::{Deserialize, Serialize};

use super::{DebriefDimension, Family, Phase, Principle, PrincipleId, Question, Round, Tier};

/// One number for each tier.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerTier<T> {
    /// For the high tier.
    pub high: T,
    /// For the middle tier.
    pub middle: T,
    /// For the base tier.
    pub base: T,
}

impl<T: Copy> PerTier<T> {
    /// The number for one tier.
    pub fn get(&self, tier: Tier) -> T {
        match tier {
            Tier::High => self.high,
            Tier::Middle => self.middle,
            Tier::Base => self.base,
        }
    }
}

/// Everything that describes one company's interview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Stable id, kebab-case.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What kind of interview this is.
    pub summary: String,
    /// Ready stories wanted for a principle, by tier.
    pub targets: PerTier<u8>,
    /// Relative frequency with which a principle is asked, by tier.
    pub weights: PerTier<f64>,
    /// Different principles asked over the whole interview day (`k` of readiness).
    pub loop_questions: u8,
    /// The principles, in their canonical order.
    pub principles: Vec<Principle>,
    /// The conversations, in order.
    pub rounds: Vec<Round>,
    /// The phases of preparation, in order.
    pub phases: Vec<Phase>,
    /// The question bank.
    pub questions: Vec<Question>,
    /// Families of follow-up for drills.
    pub families: Vec<Family>,
    /// The form a round is scored on.
    pub debrief: Vec<DebriefDimension>,
}

/// A typed principle that no principle of the profile answers to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", match .candidates.as_slice() {
    [] => format!("no principle is called `{}`", .typed),
    many => format!("`{}` could be {}", .typed, many.join(" or ")),
})]
pub struct UnknownPrinciple {
    /// What was typed.
    pub typed: String,
    /// Ids it may have meant, when several fit equally well.
    pub candidates: Vec<String>,
    /// The nearest id, when none fits.
    pub nearest: Option<String>,
}

impl Profile {
    /// The principle with this exact id.
    pub fn principle(&self, id: &PrincipleId) -> Option<&Principle> {
        self.principles.iter().find(|principle| principle.id == *id)
    }

    /// Where the principle stands in the profile's order, from zero.
    pub fn position(&self, id: &PrincipleId) -> Option<usize> {
        self.principles.iter().position(|principle| principle.id == *id)
    }

    /// The display name for an id, or the id itself where this profile does not know it.
    pub fn name_of<'a>(&'a self, id: &'a PrincipleId) -> &'a str {
        self.principle(id).map_or(id.as_str(), |principle| principle.name.as_str())
    }

    /// Ready stories wanted for a principle.
    pub fn target(&self, principle: &Principle) -> u8 {
        principle.target.unwrap_or_else(|| self.targets.get(principle.tier))
    }

    /// How often a principle is asked, relative to the others.
    pub fn weight(&self, principle: &Principle) -> f64 {
        self.weights.get(principle.tier)
    }
}
