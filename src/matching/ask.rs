//! Which story answers an interviewer's question.

use super::search::{self, Relevance};
use super::{Matcher, evidence};
use crate::catalogue::{PrincipleId, Profile};
use crate::story::{Slug, Story};

/// Relevance that counts as full where no story is more relevant: a weak best match stays weak.
const LEAST_FULL: f64 = 4.0;
/// Weight of the tags in a story's score.
const TAGS: f64 = 1.0;
/// Weight of the words that question and story share.
const WORDS: f64 = 0.7;
/// Weight of what the story's sentences show.
const EVIDENCE: f64 = 0.3;
/// What a secondary tag is worth beside the primary one.
const SECONDARY: f64 = 0.6;
/// Exponent that keeps a principle's probability from deciding alone.
const DAMPING: f64 = 0.7;

/// A story that may answer the question.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which story.
    pub slug: Slug,
    /// How well it answers, from 0 to 1, comparable within one answer.
    pub score: f64,
    /// Why, in words.
    pub why: Vec<String>,
}

/// What a question is after, and what answers it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Every principle with the probability that the question is after it, best first.
    pub principles: Vec<(PrincipleId, f64)>,
    /// Every story that speaks to the question at all, best first.
    pub stories: Vec<Match>,
}

impl Matcher<'_> {
    /// Ranks principles and stories for a question.
    pub fn ask(&self, question: &str, stories: &[Story]) -> Answer {
        let probabilities = self.probabilities(question);
        let relevance = search::relevance(question, stories, self);
        let most = relevance.iter().map(|found| found.score).fold(LEAST_FULL, f64::max);
        let mut ranked: Vec<(f64, &Story, &Relevance)> = stories
            .iter()
            .zip(&relevance)
            .map(|(story, found)| {
                let tag: f64 = story
                    .principles
                    .iter()
                    .enumerate()
                    .map(|(n, id)| {
                        let w = if n == 0 { 1.0 } else { SECONDARY };
                        self.profile
                            .position(id)
                            .map_or(0.0, |at| probabilities[at].powf(DAMPING) * w)
                    })
                    .fold(0.0, f64::max);
                let ev: f64 = evidence::read(story, self)
                    .iter()
                    .zip(&probabilities)
                    .map(|(s, pr)| pr * evidence::strength(s))
                    .sum();
                let score = TAGS * tag + WORDS * found.score / most + EVIDENCE * ev;
                (score, story, found)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.slug.cmp(&b.1.slug)));
        let mut principles: Vec<(PrincipleId, f64)> =
            self.profile.principles().iter().map(|p| p.id.clone()).zip(probabilities).collect();
        principles.sort_by(|a, b| b.1.total_cmp(&a.1));
        Answer {
            principles,
            stories: ranked
                .into_iter()
                .map(|(score, story, found)| Match {
                    slug: story.slug.clone(),
                    score,
                    why: found
                        .passage
                        .iter()
                        .filter_map(|(section, range)| {
                            let words = story.section(*section)?.get(range.clone())?;
                            Some(format!("its {} says \"{words}\"", section.heading()))
                        })
                        .collect(),
                })
                .collect(),
        }
    }
}

/// Ranks principles and stories for a question.
pub fn ask(question: &str, stories: &[Story], profile: &Profile) -> Answer {
    Matcher::new(profile).ask(question, stories)
}
