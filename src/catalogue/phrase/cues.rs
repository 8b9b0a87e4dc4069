//! The cues of a profile and the synonym classes, compiled, and where they occur in a text.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::pattern::{Interner, Pattern, PhraseError};
use super::text::{self, Token};

/// A text as patterns see it: the words without fillers, each with its number and its place.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    /// Numbers of the interner.
    pub(crate) numbers: Vec<u32>,
    /// Whether each says nothing about the subject.
    pub(crate) stop: Vec<bool>,
    ranges: Vec<Range<usize>>,
}

impl Terms {
    /// Reads a text; words that no pattern and no weight knows have one number in common.
    pub(crate) fn read(text: &str, interner: &Interner) -> Self {
        Self::of(text, |stem| interner.get(stem))
    }

    /// Reads a text whose words shall all have numbers of their own.
    pub(crate) fn learn(text: &str, interner: &mut Interner) -> Self {
        Self::of(text, |stem| interner.intern(stem.to_owned()))
    }

    fn of(text: &str, mut number: impl FnMut(&str) -> u32) -> Self {
        let mut terms = Self::default();
        for Token { stem, range, filler, stop } in text::tokens(text) {
            if !filler {
                terms.push(number(&stem), stop, range);
            }
        }
        terms
    }

    pub(crate) fn push(&mut self, number: u32, stop: bool, range: Range<usize>) {
        self.numbers.push(number);
        self.stop.push(stop);
        self.ranges.push(range);
    }

    /// The bytes that a range of terms covers; it may not be empty.
    pub(crate) fn bytes(&self, terms: &Range<usize>) -> Range<usize> {
        self.ranges[terms.start].start..self.ranges[terms.end - 1].end
    }

    /// The same words under other numbers.
    pub(crate) fn with_numbers(&self, number: impl Fn(u32) -> u32) -> Self {
        Self {
            numbers: self.numbers.iter().map(|known| number(*known)).collect(),
            stop: self.stop.clone(),
            ranges: self.ranges.clone(),
        }
    }

    /// The words outside some ranges of them.
    pub(crate) fn without(&self, ranges: &[Range<usize>]) -> Self {
        let mut rest = Self::default();
        for (at, &number) in self.numbers.iter().enumerate() {
            if !ranges.iter().any(|range| range.contains(&at)) {
                rest.push(number, self.stop[at], self.ranges[at].clone());
            }
        }
        rest
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }
}

/// Patterns by the terms they can start with, so that a text is compared with few of them.
#[derive(Debug, Default)]
pub(crate) struct PatternSet {
    patterns: Vec<Pattern>,
    by_start: Vec<Vec<u32>>,
}

impl PatternSet {
    pub(crate) fn new(patterns: Vec<Pattern>, interner: &Interner) -> Self {
        let mut by_start = vec![Vec::new(); interner.len()];
        let mut starts = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            starts.clear();
            pattern.starts(&mut starts);
            starts.sort_unstable();
            starts.dedup();
            for &start in &starts {
                by_start[start as usize].push(index as u32);
            }
        }
        Self { patterns, by_start }
    }

    /// Every pattern that occurs, with the terms of each occurrence.
    pub(crate) fn find(&self, terms: &Terms, mut found: impl FnMut(usize, Range<usize>)) {
        for (at, &number) in terms.numbers.iter().enumerate() {
            let Some(candidates) = self.by_start.get(number as usize) else { continue };
            for &index in candidates {
                if let Some(end) = self.patterns[index as usize].end_at(&terms.numbers, at) {
                    found(index as usize, at..end);
                }
            }
        }
    }
}

/// A place at which a cue of some principle occurs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hit {
    /// Position of the principle in the profile.
    pub(crate) principle: usize,
    /// Which phrase of the set.
    pub(crate) cue: usize,
    /// Its weight.
    pub(crate) weight: f64,
    /// Where, in terms.
    pub(crate) terms: Range<usize>,
}

/// Phrases that each point at a principle, by weight.
#[derive(Debug)]
pub(crate) struct Cues {
    /// Principle and weight of each pattern.
    cues: Vec<(usize, f64)>,
    patterns: PatternSet,
}

impl Cues {
    /// Compiles phrases, each with the position of its principle and its weight.
    ///
    /// # Errors
    ///
    /// The first that is no phrase.
    pub(crate) fn new<'p>(
        phrases: impl IntoIterator<Item = (usize, &'p str, f64)>,
        lexicon: &Lexicon,
        interner: &mut Interner,
    ) -> Result<Self, PhraseError> {
        let mut cues = Vec::new();
        let mut patterns = Vec::new();
        for (principle, phrase, weight) in phrases {
            patterns.push(Pattern::parse(phrase, &lexicon.classes, interner)?);
            cues.push((principle, weight));
        }
        Ok(Self { cues, patterns: PatternSet::new(patterns, interner) })
    }

    /// Every occurrence of every phrase.
    pub(crate) fn hits(&self, terms: &Terms) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.patterns.find(terms, |cue, terms| {
            let (principle, weight) = self.cues[cue];
            hits.push(Hit { principle, cue, weight, terms });
        });
        hits
    }
}
