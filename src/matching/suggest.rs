//! Which principles a story's text shows, whatever it is tagged with.

use super::Matcher;
use super::evidence::{self, Sentence};
use crate::analysis::{LineIndex, Span};
use crate::catalogue::{PrincipleId, Profile};
use crate::story::{Section, Story};

/// Most sentences cited for a principle.
const CITED: usize = 3;
/// Strength below which a principle is not worth naming.
const LEAST: f64 = 0.2;

/// A principle that the text of a story shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Which one.
    pub principle: PrincipleId,
    /// How strongly, from 0 to 1.
    pub score: f64,
    /// The sentences that show it, strongest first.
    pub evidence: Vec<(Section, Span)>,
}

/// What the text of a story shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggestions {
    /// Principles that the text shows, best first.
    pub principles: Vec<Suggestion>,
    /// Tags of the story for which no sentence speaks, in the story's order.
    pub unsupported: Vec<PrincipleId>,
}

impl Matcher<'_> {
    /// Ranks the principles that a story's text shows and cites the sentences.
    pub fn suggest(&self, story: &Story) -> Suggestions {
        let mut shown = evidence::read(story, self);
        let tones = evidence::tones(story, self);
        let scores: Vec<f64> = shown
            .iter()
            .zip(&tones)
            .map(|(sentences, tone)| {
                1.0 - (1.0 - evidence::strength(sentences)) * (1.0 - tone.share)
            })
            .collect();
        // Deeds are the better evidence; where the story tells none by name, its tone must speak.
        for (sentences, tone) in shown.iter_mut().zip(tones) {
            let fresh = |heard: &Sentence| {
                !sentences
                    .iter()
                    .any(|told| told.section == heard.section && told.range == heard.range)
            };
            let heard: Vec<Sentence> = tone.outright.into_iter().filter(fresh).collect();
            sentences.extend(heard);
        }
        let mut principles: Vec<Suggestion> = self
            .profile
            .principles()
            .iter()
            .zip(shown.iter().zip(scores))
            .map(|(principle, (sentences, score))| Suggestion {
                principle: principle.id.clone(),
                score,
                evidence: sentences
                    .iter()
                    .filter_map(|sentence| {
                        let section = sentence.section?;
                        let index = LineIndex::new(story.section(section)?);
                        Some((section, index.span(sentence.range.clone())))
                    })
                    .take(CITED)
                    .collect(),
            })
            .filter(|suggestion| suggestion.score >= LEAST && !suggestion.evidence.is_empty())
            .collect();
        principles.sort_by(|a, b| b.score.total_cmp(&a.score));
        let unsupported = story
            .principles
            .iter()
            .filter(|tag| self.profile.position(tag).is_some_and(|at| shown[at].is_empty()))
            .cloned()
            .collect();
        Suggestions { principles, unsupported }
    }
}

/// Ranks the principles that a story's text shows; with many stories, make one [`Matcher`].
pub fn suggest(story: &Story, profile: &Profile) -> Suggestions {
    Matcher::new(profile).suggest(story)
}
