//! A profile: everything that describes one company's interview.

use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::phrase::Phrasebook;
use super::{
    Cue, DebriefDimension, Family, Guidance, Phase, Portrait, Principle, PrincipleId, Question,
    QuestionKind, Round, Tier,
};

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

/// A part of a profile that is read when it is first asked for.
///
/// The question bank alone takes longer to read than a whole `star list` takes to run, and most commands
/// want the names of the principles and nothing else.
pub(super) type Part<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

/// A part that is made on first use.
pub(super) fn part<T>(make: impl FnOnce() -> T + Send + 'static) -> Part<T> {
    LazyLock::new(Box::new(make))
}

/// What a profile says about itself in a few lines.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) targets: PerTier<u8>,
    pub(super) weights: PerTier<f64>,
    pub(super) loop_questions: u8,
}

/// Everything that describes one company's interview.
///
/// Built in ([`super::builtin`]) or read from a user's file ([`Profile::from_yaml`]); either way what it
/// refers to resolves, ids are unique and the numbers make sense.
#[derive(Debug)]
pub struct Profile {
    pub(super) head: Head,
    pub(super) principles: Part<Vec<Principle>>,
    /// One for each principle, in their order.
    pub(super) portraits: Part<Vec<Portrait>>,
    /// One list for each principle, in their order.
    pub(super) cues: Part<Vec<Vec<Cue>>>,
    pub(super) rounds: Part<Vec<Round>>,
    pub(super) phases: Part<Vec<Phase>>,
    pub(super) questions: Part<Vec<Question>>,
    pub(super) families: Part<Vec<Family>>,
    pub(super) debrief: Part<Vec<DebriefDimension>>,
    pub(super) guidance: Part<Guidance>,
    pub(super) phrasebook: OnceLock<Phrasebook>,
}

impl Profile {
    /// A profile that takes every part from another.
    pub(super) fn over(base: &'static Self, head: Head) -> Self {
        Self {
            head,
            principles: part(|| base.principles.clone()),
            portraits: part(|| base.portraits.clone()),
            cues: part(|| base.cues.clone()),
            rounds: part(|| base.rounds.clone()),
            phases: part(|| base.phases.clone()),
            questions: part(|| base.questions.clone()),
            families: part(|| base.families.clone()),
            debrief: part(|| base.debrief.clone()),
            guidance: part(|| base.guidance.clone()),
            phrasebook: OnceLock::new(),
        }
    }

    /// Stable id, kebab-case.
    pub fn id(&self) -> &str {
        &self.head.id
    }

    /// Display name.
    pub fn name(&self) -> &str {
        &self.head.name
    }

    /// What kind of interview this is.
    pub fn summary(&self) -> &str {
        &self.head.summary
    }

    /// Ready stories wanted for a principle, by tier.
    pub fn targets(&self) -> PerTier<u8> {
        self.head.targets
    }

    /// Relative frequency with which a principle is asked, by tier.
    pub fn weights(&self) -> PerTier<f64> {
        self.head.weights
    }

    /// Different principles asked over the whole interview day (`k` of readiness).
    pub fn loop_questions(&self) -> u8 {
        self.head.loop_questions
    }

    /// The principles, in their canonical order; 1 to 16 of them.
    pub fn principles(&self) -> &[Principle] {
        &self.principles
    }

    /// The conversations, in order.
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The phases of preparation, in order.
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// The question bank.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Families of follow-up for drills.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// The form a round is scored on.
    pub fn debrief(&self) -> &[DebriefDimension] {
        &self.debrief
    }

    /// Advice on the interview: the product answer's structure, common mistakes, questions asked.
    pub fn guidance(&self) -> &Guidance {
        &self.guidance
    }

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
        principle.target.unwrap_or_else(|| self.head.targets.get(principle.tier))
    }

    /// How often a principle is asked, relative to the others.
    pub fn weight(&self, principle: &Principle) -> f64 {
        self.head.weights.get(principle.tier)
    }

    /// What a principle looks like in a person.
    pub fn portrait(&self, id: &PrincipleId) -> Option<&Portrait> {
        self.position(id).and_then(|at| self.portraits.get(at))
    }

    /// The phrases that point at a principle; none where the profile does not know it.
    pub fn cues(&self, id: &PrincipleId) -> &[Cue] {
        self.position(id).and_then(|at| self.cues.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The questions of one kind, in the bank's order.
    pub fn questions_of(&self, kind: QuestionKind) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.kind == kind)
    }

    /// The behavioural questions whose main principle this is, in the bank's order.
    pub fn questions_about<'a>(
        &'a self,
        id: &'a PrincipleId,
    ) -> impl Iterator<Item = &'a Question> {
        self.questions_of(QuestionKind::Behavioural)
            .filter(move |question| question.principles.first() == Some(id))
    }
}

#[cfg(test)]
impl Profile {
    /// A profile of these parts and nothing else, unchecked.
    pub(crate) fn of_parts(
        loop_questions: u8,
        principles: Vec<Principle>,
        rounds: Vec<Round>,
        phases: Vec<Phase>,
        questions: Vec<Question>,
    ) -> Self {
        let unsaid = principles.len();
        Self {
            head: Head {
                id: "test".into(),
                name: "Test".into(),
                summary: String::new(),
                targets: PerTier { high: 2, middle: 1, base: 1 },
                weights: PerTier { high: 3.0, middle: 2.0, base: 1.0 },
                loop_questions,
            },
            principles: part(|| principles),
            portraits: part(move || vec![Portrait::default(); unsaid]),
            cues: part(move || vec![Vec::new(); unsaid]),
            rounds: part(|| rounds),
            phases: part(|| phases),
            questions: part(|| questions),
            families: part(Vec::new),
            debrief: part(Vec::new),
            guidance: part(Guidance::default),
            phrasebook: OnceLock::new(),
        }
    }
}
