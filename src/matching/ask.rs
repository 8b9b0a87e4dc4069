//! Which story answers an interviewer's question.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use super::evidence::{self, Sentence};
use super::search::{self, Relevance};
use super::{Matcher, quote};
use crate::analysis::{Status, StoryAnalysis};
use crate::catalogue::{PrincipleId, Profile};
use crate::story::{Section, Slug, Story, StoryId};

/// What each reason may add to a score. What the author says the story is for weighs most; then words in common and
/// words that mean the same, which tell stories of one principle apart; what the text shows of the principle mostly
/// repeats the tag. Chosen on question-to-story pairs, where a wide range about these values does equally well.
const TAG: f64 = 1.0;
const EVIDENCE: f64 = 0.5;
const WORDS: f64 = 1.0;
const READY: f64 = 0.1;
const MOST: f64 = TAG + EVIDENCE + WORDS + READY;

/// What a secondary tag counts for, next to a primary one.
const SECONDARY: f64 = 0.6;
/// Flattens the probabilities of principles, which are surer of themselves than they should be.
const FLATTEN: f64 = 0.4;
/// A BM25 score that the right story usually reaches: where none does, the best has its words in common by chance.
const USUAL: f64 = 16.0;
/// Taken off a story that the check calls stale: it is told only where nothing recent serves.
const STALE: f64 = 0.15;
/// Stories whose text is read sentence by sentence; the others are out of reach of the first places.
const READ: usize = 60;
/// Probability from which a principle is worth naming.
const NAMED: f64 = 0.1;
/// Weight from which a sentence is worth quoting as a reason.
const TELLING: f64 = 0.3;
/// Score from which a story answers the question rather than merely brushing it. On question-to-story pairs the best
/// story reaches it nineteen times in twenty, and every second time where no story carries the principle.
const FITS: f64 = 0.46;

/// A story that may answer the question.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which story.
    pub slug: Slug,
    /// How well it answers, from 0 to 1; comparable within one answer.
    pub score: f64,
    /// Why, weightiest first.
    pub why: Vec<Reason>,
}

impl Match {
    /// Whether the story answers the question, rather than merely being the nearest there is.
    pub fn fits(&self) -> bool {
        self.score >= FITS && self.speaks()
    }

    /// Whether a tag or a passage speaks for it, and not its readiness alone.
    pub fn speaks(&self) -> bool {
        self.why.iter().any(|reason| matches!(reason, Reason::Tagged { .. } | Reason::Says { .. }))
    }
}

/// Why a story may answer a question, or what speaks against it; as text, one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is tagged with a principle that the question is after.
    Tagged {
        /// The principle's name.
        name: String,
        /// Whether the story leads with it.
        primary: bool,
    },
    /// Its text shows the principle, or speaks of what the question speaks of.
    Says {
        /// Where.
        section: Section,
        /// The words.
        words: String,
    },
    /// How far along it is.
    Standing(Status),
    /// The check calls it stale.
    LongAgo,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tagged { name, primary: true } => write!(f, "tagged {name} as primary"),
            Self::Tagged { name, primary: false } => write!(f, "tagged {name}"),
            Self::Says { section, words } => {
                write!(f, "its {} says \"{words}\"", section.heading())
            }
            Self::Standing(Status::Proven) => f.write_str("proven under follow-up"),
            Self::Standing(Status::Ready) => f.write_str("ready to tell"),
            Self::Standing(Status::Draft) => f.write_str("still a draft"),
            Self::LongAgo => f.write_str("long ago"),
        }
    }
}

/// What a question is after, and what answers it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// Every principle with the probability that the question is after it, best first.
    pub principles: Vec<(PrincipleId, f64)>,
    /// The stories that speak to the question at all, best first.
    pub stories: Vec<Match>,
}

impl Answer {
    /// The principles that the question is probably after, best first; none where no word of it points at any.
    pub fn probed(&self) -> &[(PrincipleId, f64)] {
        let named = self.principles.partition_point(|(_, probability)| *probability >= NAMED);
        &self.principles[..named]
    }
}

/// A story under consideration.
struct Candidate<'a> {
    story: &'a Story,
    analysis: Option<&'a StoryAnalysis>,
    relevance: Relevance,
    tags: f64,
    words: f64,
    evidence: f64,
    shown: Vec<Vec<Sentence>>,
}

impl Candidate<'_> {
    fn stale(&self) -> bool {
        self.analysis.is_some_and(|analysis| analysis.findings.iter().any(|f| f.code == "P004"))
    }

    fn ready(&self) -> bool {
        self.analysis.is_some_and(|analysis| analysis.status.is_ready())
    }

    fn score(&self) -> f64 {
        let told = TAG * self.tags + EVIDENCE * self.evidence + WORDS * self.words;
        let ready = if self.ready() { READY } else { 0.0 };
        let stale = if self.stale() { 1.0 - STALE } else { 1.0 };
        ((told + ready) * stale / MOST).clamp(0.0, 1.0)
    }
}

impl Matcher<'_> {
    /// Ranks principles and stories for a question. `analyses` belong to the stories, in any order; a
    /// story without one counts as not ready.
    pub fn ask(&self, question: &str, stories: &[Story], analyses: &[StoryAnalysis]) -> Answer {
        let probabilities = self.probabilities(question);
        let analyses: HashMap<StoryId, &StoryAnalysis> =
            analyses.iter().map(|analysis| (analysis.id, analysis)).collect();
        let relevance = search::relevance(question, stories, self);
        let most = relevance.iter().map(|found| found.score).fold(USUAL, f64::max);
        let mut candidates: Vec<Candidate<'_>> = stories
            .iter()
            .zip(relevance)
            .map(|(story, relevance)| Candidate {
                story,
                analysis: analyses.get(&story.id).copied(),
                tags: self.tags(story, &probabilities),
                words: relevance.score / most,
                relevance,
                evidence: 0.0,
                shown: Vec::new(),
            })
            .collect();
        sort(&mut candidates);
        for candidate in candidates.iter_mut().take(READ) {
            candidate.shown = evidence::read(candidate.story, self);
            candidate.evidence = candidate
                .shown
                .iter()
                .zip(&probabilities)
                .map(|(sentences, probability)| probability * evidence::strength(sentences))
                .sum();
        }
        candidates.retain(|found| found.tags + found.words + found.evidence > 0.0);
        sort(&mut candidates);
        Answer {
            stories: candidates
                .iter()
                .map(|candidate| Match {
                    slug: candidate.story.slug.clone(),
                    score: candidate.score(),
                    why: self.why(candidate, &probabilities),
                })
                .collect(),
            principles: self.in_order(&probabilities),
        }
    }

    /// How far the story's tags are what the question is after, from 0 to 1.
    fn tags(&self, story: &Story, probabilities: &[f64]) -> f64 {
        story
            .principles
            .iter()
            .enumerate()
            .filter_map(|(place, id)| {
                let probability = probabilities[self.profile.position(id)?];
                Some(probability.powf(FLATTEN) * if place == 0 { 1.0 } else { SECONDARY })
            })
            .fold(0.0, f64::max)
    }

    fn in_order(&self, probabilities: &[f64]) -> Vec<(PrincipleId, f64)> {
        let mut ranked: Vec<(PrincipleId, f64)> = self
            .profile
            .principles()
            .iter()
            .zip(probabilities)
            .map(|(principle, probability)| (principle.id.clone(), *probability))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked
    }

    fn why(&self, candidate: &Candidate<'_>, probabilities: &[f64]) -> Vec<Reason> {
        let story = candidate.story;
        let mut why = Vec::new();
        for (place, id) in story.principles.iter().enumerate() {
            if self.profile.position(id).is_some_and(|at| probabilities[at] >= NAMED) {
                let name = self.profile.name_of(id).to_owned();
                why.push(Reason::Tagged { name, primary: place == 0 });
            }
        }
        let shown = candidate
            .shown
            .iter()
            .zip(probabilities)
            .filter(|(_, probability)| **probability >= NAMED)
            .flat_map(|(sentences, probability)| {
                sentences.iter().map(move |sentence| (sentence, probability * sentence.weight))
            })
            .filter(|(sentence, _)| sentence.weight >= TELLING)
            .filter_map(|(sentence, weight)| Some((sentence.section?, &sentence.words, weight)))
            .max_by(|a, b| a.2.total_cmp(&b.2))
            .map(|(section, words, _)| (section, words.clone()));
        let mut quoted: Vec<(Section, Range<usize>)> = Vec::new();
        for (section, words) in shown.into_iter().chain(candidate.relevance.passage.clone()) {
            let Some(text) = story.section(section) else { continue };
            let clause = quote::clause(text, words.clone());
            let overlaps = |(other, place): &(Section, Range<usize>)| {
                *other == section && place.start < clause.end && clause.start < place.end
            };
            if !quoted.iter().any(overlaps) {
                why.push(Reason::Says { section, words: quote::words(text, words) });
                quoted.push((section, clause));
            }
        }
        let status = candidate.analysis.map_or(Status::Draft, |analysis| analysis.status);
        why.push(Reason::Standing(status));
        if candidate.stale() {
            why.push(Reason::LongAgo);
        }
        why
    }
}

/// Best first; equals by slug, so that the same library gives the same answer.
fn sort(candidates: &mut [Candidate<'_>]) {
    candidates.sort_by(|a, b| {
        b.score().total_cmp(&a.score()).then_with(|| a.story.slug.cmp(&b.story.slug))
    });
}

/// Ranks principles and stories for a question; for many questions, make one [`Matcher`].
pub fn ask(
    question: &str,
    stories: &[Story],
    analyses: &[StoryAnalysis],
    profile: &Profile,
) -> Answer {
    Matcher::new(profile).ask(question, stories, analyses)
}
