//! Where the text of a story shows a principle.

use std::ops::Range;

use super::Matcher;
use super::search::{self, Reader};
use crate::analysis::segment::Segments;
use crate::catalogue::phrase::Hit;
use crate::story::{Section, Story};

/// What a cue counts for in a story: it is written for questions, and a story that uses the words of one
/// (`deadline`, `data`) may be about anything.
const CUE: f64 = 0.3;

/// How far one sentence takes away the doubt that the story shows the principle.
const CONVINCES: f64 = 0.5;

/// Sentences that count: with more of them, a long story would show everything a little.
const TELLING: usize = 2;

/// How far a sentence shows what the teller did, by where it stands; `None` is the title.
fn section_weight(section: Option<Section>) -> f64 {
    match section {
        Some(Section::Action) => 1.0,
        None => 0.9,
        Some(Section::Result) => 0.8,
        Some(Section::Headline | Section::Learning) => 0.6,
        Some(Section::Task) => 0.5,
        Some(Section::Situation) => 0.4,
    }
}

/// A sentence that shows a principle.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sentence {
    /// Which section; none for the title.
    pub(super) section: Option<Section>,
    /// The sentence, in bytes of the section.
    pub(super) range: Range<usize>,
    /// The words in it that show the principle most.
    pub(super) words: Range<usize>,
    /// How strongly, from 0 to 1.
    pub(super) weight: f64,
}

/// For every principle of the profile, the sentences that show it, strongest first.
pub(super) fn read<'a>(story: &'a Story, matcher: &'a Matcher<'_>) -> Vec<Vec<Sentence>> {
    let mut reader = Reader::new(&matcher.interner);
    let mut shown = vec![Vec::new(); matcher.profile.principles().len()];
    for (section, text) in search::fields(story) {
        for range in Segments::new(text).sentences() {
            let terms = reader.read(&text[range.clone()]);
            let mut hits = matcher.deeds.told(&terms);
            let cues = matcher.cues.hits(&terms);
            hits.extend(cues.into_iter().map(|hit| Hit { weight: CUE * hit.weight, ..hit }));
            hits.sort_by(|a, b| a.principle.cmp(&b.principle).then(b.weight.total_cmp(&a.weight)));
            for hits in hits.chunk_by(|a, b| a.principle == b.principle) {
                let words = terms.bytes(&hits[0].terms);
                shown[hits[0].principle].push(Sentence {
                    section,
                    range: range.clone(),
                    words: range.start + words.start..range.start + words.end,
                    weight: together(hits) * section_weight(section),
                });
            }
        }
    }
    for sentences in &mut shown {
        sentences.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    }
    shown
}

/// What the sentences of a story say for a principle when they are read as questions are.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tone {
    /// The mean probability over all sentences, each by where it stands.
    pub(super) share: f64,
    /// The sentences that say it outright, strongest first.
    pub(super) outright: Vec<Sentence>,
}

/// Probability from which a sentence speaks of a principle and of little else.
const OUTRIGHT: f64 = 0.5;

/// The tone of a story for every principle of the profile: no deed need be known by name for it.
pub(super) fn tones(story: &Story, matcher: &Matcher<'_>) -> Vec<Tone> {
    let mut tones = vec![Tone::default(); matcher.profile.principles().len()];
    let mut total = 0.0;
    for (section, text) in search::fields(story) {
        for range in Segments::new(text).sentences() {
            let heard = section_weight(section);
            total += heard;
            let probabilities = matcher.probabilities(&text[range.clone()]);
            for (tone, probability) in tones.iter_mut().zip(probabilities) {
                tone.share += heard * probability;
                if probability >= OUTRIGHT {
                    tone.outright.push(Sentence {
                        section,
                        range: range.clone(),
                        words: range.clone(),
                        weight: heard * probability,
                    });
                }
            }
        }
    }
    for tone in &mut tones {
        // A story without a sentence has no tone at all.
        tone.share /= f64::max(total, 1.0);
        tone.outright.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    }
    tones
}

/// What hits say together, strongest first; those that share words say one thing once.
fn together(hits: &[Hit]) -> f64 {
    let mut taken: Vec<&Range<usize>> = Vec::new();
    let mut doubt = 1.0;
    for hit in hits {
        let place = &hit.terms;
        if !taken.iter().any(|other| other.start < place.end && place.start < other.end) {
            taken.push(place);
            doubt *= 1.0 - hit.weight.min(0.95);
        }
    }
    1.0 - doubt
}

/// How strongly sentences show a principle together, from 0 to 1.
pub(super) fn strength(sentences: &[Sentence]) -> f64 {
    let strongest = sentences.iter().take(TELLING);
    1.0 - strongest.map(|sentence| 1.0 - CONVINCES * sentence.weight).product::<f64>()
}
