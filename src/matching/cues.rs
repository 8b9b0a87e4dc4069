//! The cues of a profile, compiled, and where they occur in a text.

use std::ops::Range;

use super::lexicon;
use super::pattern::{Classes, Interner, Pattern};
use super::text::{self, Token};
use crate::catalogue::Profile;

/// A text as patterns see it: the words without fillers, each with its number and its place.
pub(super) struct Terms {
    pub(super) numbers: Vec<u32>,
    /// Whether each says nothing about the subject.
    pub(super) stop: Vec<bool>,
    ranges: Vec<Range<usize>>,
}

impl Terms {
    /// Reads a text with an interner that gives no new numbers.
    pub(super) fn read(text: &str, interner: &Interner) -> Self {
        Self::of(text::tokens(text), |stem| interner.get(stem))
    }

    /// Reads a text whose words shall all have numbers.
    pub(super) fn learn(text: &str, interner: &mut Interner) -> Self {
        Self::of(text::tokens(text), |stem| interner.intern(stem.to_owned()))
    }

    fn of(tokens: Vec<Token>, mut number: impl FnMut(&str) -> u32) -> Self {
        let mut terms = Self { numbers: Vec::new(), stop: Vec::new(), ranges: Vec::new() };
        for token in tokens {
            if !token.filler {
                terms.numbers.push(number(&token.stem));
                terms.stop.push(token.stop);
                terms.ranges.push(token.range);
            }
        }
        terms
    }

    /// The bytes that a range of terms covers.
    pub(super) fn bytes(&self, terms: &Range<usize>) -> Range<usize> {
        self.ranges[terms.start].start..self.ranges[terms.end - 1].end
    }
}

/// Patterns indexed by the terms they can start with.
#[derive(Default)]
pub(super) struct PatternSet {
    patterns: Vec<Pattern>,
    by_start: Vec<Vec<u32>>,
}

impl PatternSet {
    pub(super) fn new(patterns: Vec<Pattern>, interner: &Interner) -> Self {
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

    pub(super) fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Every pattern that occurs, with the terms of each occurrence.
    pub(super) fn find(&self, terms: &Terms, mut found: impl FnMut(usize, Range<usize>)) {
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

/// A cue of the profile.
pub(super) struct CompiledCue {
    /// Position of its principle in the profile.
    pub(super) principle: usize,
    pub(super) weight: f32,
}

/// Every cue of a profile, and the synonym classes.
pub(super) struct Cues {
    pub(super) cues: Vec<CompiledCue>,
    pub(super) patterns: PatternSet,
    pub(super) classes: PatternSet,
    /// The class of each pattern in `classes`.
    pub(super) class_of: Vec<usize>,
    pub(super) class_count: usize,
}

impl Cues {
    pub(super) fn new(profile: &Profile, interner: &mut Interner) -> Self {
        let classes: Classes = lexicon::classes(interner);
        let mut names: Vec<&String> = classes.keys().collect();
        names.sort();
        let mut class_patterns = Vec::new();
        let mut class_of = Vec::new();
        for (class, name) in names.iter().enumerate() {
            for pattern in classes[*name].iter() {
                class_patterns.push(pattern.clone());
                class_of.push(class);
            }
        }
        let mut cues = Vec::new();
        let mut patterns = Vec::new();
        for (position, principle) in profile.principles().iter().enumerate() {
            for cue in profile.cues(&principle.id) {
                // A phrase that cannot be read points at nothing; `star check` of a profile says so.
                if let Ok(pattern) = Pattern::parse(&cue.phrase, &classes, interner) {
                    patterns.push(pattern);
                    cues.push(CompiledCue { principle: position, weight: cue.weight as f32 });
                } else if std::env::var("CUE_DEBUG").is_ok() {
                    eprintln!("BAD {}", cue.phrase)
                }
            }
        }
        Self {
            cues,
            patterns: PatternSet::new(patterns, interner),
            classes: PatternSet::new(class_patterns, interner),
            class_of,
            class_count: names.len(),
        }
    }
}
