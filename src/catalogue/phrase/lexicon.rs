//! Words that mean the same thing to an interviewer and a candidate.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::Deserialize;

use super::cues::{PatternSet, Terms};
use super::pattern::{Classes, Interner, Pattern};

/// A class of synonyms as the data has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    words: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples prove the data in its test"))]
    good: String,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples prove the data in its test"))]
    bad: String,
}

fn entries() -> BTreeMap<String, Entry> {
    match crate::yaml::from_str(include_str!("data/synonyms.yaml")) {
        Ok(entries) => entries,
        // Compiled in, and a test of this module reads it.
        Err(error) => panic!("built-in synonyms: {error:?}"),
    }
}

/// The synonym classes, compiled.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// For phrases that name a class.
    pub(crate) classes: Classes,
    /// Names in the order of their numbers.
    pub(crate) names: Vec<String>,
    class_of: Vec<usize>,
    patterns: PatternSet,
}

impl Lexicon {
    pub(crate) fn new(interner: &mut Interner) -> Self {
        let none = HashMap::new();
        let mut lexicon = Self {
            classes: Classes::new(),
            names: Vec::new(),
            class_of: Vec::new(),
            patterns: PatternSet::default(),
        };
        let mut all = Vec::new();
        for (class, (name, entry)) in entries().into_iter().enumerate() {
            let members: Vec<Pattern> = entry
                .words
                .iter()
                .map(|word| match Pattern::parse(word, &none, interner) {
                    Ok(pattern) => pattern,
                    // Compiled in, and a test of this module compiles every word.
                    Err(error) => panic!("built-in synonyms of {name}: {error}"),
                })
                .collect();
            lexicon.class_of.extend(members.iter().map(|_| class));
            all.extend(members.iter().cloned());
            lexicon.classes.insert(name.clone(), members.into());
            lexicon.names.push(name);
        }
        lexicon.patterns = PatternSet::new(all, interner);
        lexicon
    }

    /// Every occurrence of a word of any class, with the terms it takes.
    pub(crate) fn find(&self, terms: &Terms, mut found: impl FnMut(usize, Range<usize>)) {
        self.patterns.find(terms, |pattern, place| found(self.class_of[pattern], place));
    }

    /// The classes of which a text holds a word, each once, in order of their numbers.
    pub(crate) fn classes_in(&self, terms: &Terms) -> Vec<usize> {
        let mut found = Vec::new();
        self.find(terms, |class, _| found.push(class));
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_holds_a_word_of_its_good_sentence_and_none_of_its_bad_one() {
        let mut interner = Interner::default();
        let lexicon = Lexicon::new(&mut interner);
        let holds = |text: &str, class: usize| {
            lexicon.classes_in(&Terms::read(text, &interner)).contains(&class)
        };
        let mut wrong = Vec::new();
        for (class, (name, entry)) in entries().iter().enumerate() {
            if !holds(&entry.good, class) {
                wrong.push(format!("{name} does not know: {}", entry.good));
            }
            if holds(&entry.bad, class) {
                wrong.push(format!("{name} claims: {}", entry.bad));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
