//! How far the words of a question are the words of a story.

use std::collections::HashMap;
use std::ops::Range;

use super::Matcher;
use super::features::Feature;
use crate::catalogue::phrase::{Interner, Terms, text};
use crate::story::{Section, Story};

/// How soon a word's repetition stops adding (BM25's k1, at its usual value).
const SATURATION: f64 = 1.2;
/// How far a long story is held against it (BM25's b); lower than usual, since stories are of one length.
const LENGTH: f64 = 0.4;
/// What a word of the same synonym class counts for, next to the word itself.
const SYNONYM: f64 = 0.6;

/// What a word counts for, by where it stands: names and deeds before circumstances.
fn field_weight(section: Option<Section>) -> f64 {
    match section {
        None => 2.5,
        Some(Section::Headline) => 2.0,
        Some(Section::Action) => 1.5,
        Some(Section::Result) => 1.2,
        Some(Section::Situation | Section::Task | Section::Learning) => 1.0,
    }
}

/// The title (as `None`) and the sections of a story that have text.
pub(super) fn fields(story: &Story) -> impl Iterator<Item = (Option<Section>, &str)> {
    std::iter::once((None, story.title.as_str()))
        .chain(story.sections.iter().map(|(section, text)| (Some(section), text)))
}

/// What a question looks for: words and classes, each a slot.
struct Query {
    interner: Interner,
    slot_of: HashMap<u32, usize>,
    /// Slot of each synonym class, if the question holds a word of it.
    class_slots: Vec<Option<usize>>,
    weights: Vec<f64>,
    /// In how many known questions each slot's word occurs, and of how many.
    known: Vec<(f64, f64)>,
}

impl Query {
    fn new(question: &str, matcher: &Matcher<'_>) -> Self {
        let mut interner = matcher.interner.clone();
        let terms = Terms::learn(question, &mut interner);
        let mut query = Self {
            interner,
            slot_of: HashMap::new(),
            class_slots: vec![None; matcher.lexicon.names.len()],
            weights: Vec::new(),
            known: Vec::new(),
        };
        for (&number, _) in terms.numbers.iter().zip(&terms.stop).filter(|(_, stop)| !**stop) {
            let next = query.weights.len();
            if *query.slot_of.entry(number).or_insert(next) == next {
                query.weights.push(1.0);
                query.known.push(matcher.weights.held_by(Feature::Stem(number)));
            }
        }
        for class in matcher.lexicon.classes_in(&terms) {
            query.class_slots[class] = Some(query.weights.len());
            query.weights.push(SYNONYM);
            query.known.push(matcher.weights.held_by(Feature::Class(class)));
        }
        query
    }
}

/// Words already looked up, so that a library's vocabulary is stemmed once and not its text.
pub(super) struct Reader<'a> {
    interner: &'a Interner,
    known: HashMap<&'a str, (u32, bool, bool)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(interner: &'a Interner) -> Self {
        Self { interner, known: HashMap::new() }
    }

    pub(super) fn read(&mut self, text: &'a str) -> Terms {
        let mut terms = Terms::default();
        for range in text::words(text) {
            let word = &text[range.clone()];
            let (number, filler, stop) = *self.known.entry(word).or_insert_with(|| {
                let token = text::token(word);
                (self.interner.get(&token.stem), token.filler, token.stop)
            });
            if !filler {
                terms.push(number, stop, range);
            }
        }
        terms
    }
}

/// How one story matches the words of a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Relevance {
    /// BM25 over weighted fields.
    pub(super) score: f64,
    /// The densest few words of one section that the question's words meet, as bytes.
    pub(super) passage: Option<(Section, Range<usize>)>,
}

/// Scores every story against the words of a question.
pub(super) fn relevance(
    question: &str,
    stories: &[Story],
    matcher: &Matcher<'_>,
) -> Vec<Relevance> {
    let query = Query::new(question, matcher);
    let slots = query.weights.len();
    let mut reader = Reader::new(&query.interner);
    let mut lengths = Vec::with_capacity(stories.len());
    let mut counts = Vec::with_capacity(stories.len());
    let mut holders = vec![0usize; slots];
    let mut passages = Vec::with_capacity(stories.len());
    for story in stories {
        let mut count = vec![0.0; slots];
        let mut length = 0;
        let mut best: Option<(f64, Section, Range<usize>)> = None;
        for (section, text) in fields(story) {
            let terms = reader.read(text);
            length += terms.len();
            let hits = hits(&query, &terms, matcher);
            for &(slot, _) in &hits {
                count[slot] += field_weight(section);
            }
            if let Some(section) = section
                && let Some((weight, place)) = densest(&hits, &query.weights)
                && best.as_ref().is_none_or(|(most, ..)| weight > *most)
            {
                best = Some((weight, section, terms.bytes(&place)));
            }
        }
        for (holders, count) in holders.iter_mut().zip(&count) {
            *holders += usize::from(*count > 0.0);
        }
        lengths.push(length as f64);
        counts.push(count);
        passages.push(best.filter(|(weight, ..)| *weight >= QUOTABLE));
    }
    let total = stories.len() as f64;
    let mean = (lengths.iter().sum::<f64>() / total.max(1.0)).max(1.0);
    let rarity: Vec<f64> = holders
        .iter()
        .zip(&query.known)
        .map(|(&holders, (known, of))| {
            // A handful of stories cannot say which words are rare; a thousand questions can.
            let holders = holders as f64 + known;
            (1.0 + (total + of - holders + 0.5) / (holders + 0.5)).ln()
        })
        .collect();
    counts
        .into_iter()
        .zip(lengths)
        .zip(passages)
        .map(|((count, length), passage)| {
            let damping = SATURATION * (1.0 - LENGTH + LENGTH * length / mean);
            let score = count
                .iter()
                .zip(&rarity)
                .zip(&query.weights)
                .map(|((count, rarity), weight)| {
                    weight * rarity * count * (SATURATION + 1.0) / (count + damping)
                })
                .sum();
            Relevance { score, passage: passage.map(|(_, section, place)| (section, place)) }
        })
        .collect()
}

/// Every slot that a text fills, with the term that fills it.
fn hits(query: &Query, terms: &Terms, matcher: &Matcher<'_>) -> Vec<(usize, usize)> {
    let mut hits: Vec<(usize, usize)> = terms
        .numbers
        .iter()
        .enumerate()
        .filter_map(|(at, number)| Some((*query.slot_of.get(number)?, at)))
        .collect();
    matcher.lexicon.find(terms, |class, place| {
        if let Some(slot) = query.class_slots[class] {
            hits.push((slot, place.start));
        }
    });
    hits.sort_by_key(|&(_, at)| at);
    hits
}

/// Terms that a passage may span.
const QUOTED: usize = 7;

/// Weight from which a passage is more than a word that happens to be the same.
const QUOTABLE: f64 = 2.0;

/// The terms within [`QUOTED`] of each other that fill the most slots, and what those weigh.
fn densest(hits: &[(usize, usize)], weights: &[f64]) -> Option<(f64, Range<usize>)> {
    let mut best: Option<(f64, Range<usize>)> = None;
    for (index, &(_, from)) in hits.iter().enumerate() {
        let mut filled = Vec::new();
        let mut weight = 0.0;
        for &(slot, at) in hits[index..].iter().take_while(|(_, at)| *at < from + QUOTED) {
            if !filled.contains(&slot) {
                filled.push(slot);
                weight += weights[slot];
            }
            if best.as_ref().is_none_or(|(most, _)| weight > *most) {
                best = Some((weight, from..at + 1));
            }
        }
    }
    best
}
