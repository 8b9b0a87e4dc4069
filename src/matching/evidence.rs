//! Where the text of a story shows a principle.

use std::ops::Range;

use super::Matcher;
use super::search::Reader;
use crate::analysis::segment::Segments;
use crate::catalogue::phrase::Hit;
use crate::story::{Section, Story};

/// What a cue of questions is worth in a story, which words deeds otherwise than questions do.
const OF_QUESTIONS: f64 = 0.3;

/// How far a sentence shows what the teller did, by where it stands.
fn section_weight(section: Section) -> f64 {
    match section {
        Section::Action => 1.0,
        Section::Result => 0.8,
        Section::Headline | Section::Learning => 0.6,
        Section::Task => 0.5,
        Section::Situation => 0.4,
    }
}

/// A sentence that shows a principle.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sentence {
    /// Which section; none for the title.
    pub(super) section: Option<Section>,
    /// The sentence, in bytes of the section.
    pub(super) range: Range<usize>,
    /// The words in it that show the principle.
    pub(super) words: Range<usize>,
    /// How strongly, from 0.
    pub(super) weight: f64,
}

/// For every principle of the profile, the sentences that show it, strongest first.
pub(super) fn read<'a>(story: &'a Story, matcher: &'a Matcher<'_>) -> Vec<Vec<Sentence>> {
    let mut reader = Reader::new(&matcher.interner);
    let mut shown = vec![Vec::new(); matcher.profile.principles().len()];
    for (section, text) in super::search::fields(story) {
        for range in Segments::new(text).sentences() {
            let terms = reader.read(&text[range.clone()]);
            let mut hits = matcher.deeds.hits(&terms);
            hits.extend(
                matcher
                    .cues
                    .hits(&terms)
                    .into_iter()
                    .map(|hit| Hit { weight: OF_QUESTIONS * hit.weight, ..hit }),
            );
            hits.sort_by(|a, b| a.principle.cmp(&b.principle).then(b.weight.total_cmp(&a.weight)));
            for hits in hits.chunk_by(|a, b| a.principle == b.principle) {
                // Cues that share words say one thing once.
                let mut taken: Vec<&Range<usize>> = Vec::new();
                let mut rest = 1.0;
                for hit in hits {
                    let overlaps = |other: &&Range<usize>| {
                        other.start < hit.terms.end && hit.terms.start < other.end
                    };
                    if !taken.iter().any(overlaps) {
                        taken.push(&hit.terms);
                        rest *= 1.0 - hit.weight.min(0.95);
                    }
                }
                let words = terms.bytes(taken[0]);
                shown[hits[0].principle].push(Sentence {
                    section,
                    range: range.clone(),
                    words: range.start + words.start..range.start + words.end,
                    weight: (1.0 - rest) * section.map_or(0.9, section_weight),
                });
            }
        }
    }
    for sentences in &mut shown {
        sentences.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    }
    shown
}

/// How strongly sentences show a principle together, from 0 to 1: each takes away from the doubt.
pub(super) fn strength(sentences: &[Sentence]) -> f64 {
    1.0 - sentences.iter().map(|sentence| 1.0 - 0.5 * sentence.weight).product::<f64>()
}
