//! What interviewers add to any question, whatever it is after.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use crate::catalogue::phrase::{Cues, Interner, Lexicon, Terms};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    phrases: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples prove the data in its test"))]
    good: String,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples prove the data in its test"))]
    bad: String,
}

fn entries() -> BTreeMap<String, Entry> {
    match crate::yaml::from_str(include_str!("data/asides.yaml")) {
        Ok(entries) => entries,
        // Compiled in, and a test of this module reads it.
        Err(error) => panic!("built-in asides: {error:?}"),
    }
}

/// The asides, compiled.
#[derive(Debug)]
pub(super) struct Asides {
    phrases: Cues,
}

impl Asides {
    pub(super) fn compile(lexicon: &Lexicon, interner: &mut Interner) -> Self {
        let entries = entries();
        let phrases = entries.values().flat_map(|entry| &entry.phrases);
        match Cues::new(phrases.map(|phrase| (0, phrase.as_str(), 1.0)), lexicon, interner) {
            Ok(phrases) => Self { phrases },
            // Compiled in, and a test of this module compiles every phrase.
            Err(error) => panic!("built-in asides: {error}"),
        }
    }

    /// The question without its asides, or as it was where nothing else is about a subject.
    pub(super) fn pass_over(&self, terms: Terms) -> Terms {
        let found: Vec<Range<usize>> =
            self.phrases.hits(&terms).into_iter().map(|hit| hit.terms).collect();
        if found.is_empty() {
            return terms;
        }
        let rest = terms.without(&found);
        if rest.stop.iter().all(|stop| *stop) { terms } else { rest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::default_profile;
    use crate::matching::Matcher;

    #[test]
    fn every_aside_is_passed_over_in_its_good_sentence_and_not_in_its_bad_one() {
        let matcher = Matcher::new(default_profile());
        for (name, entry) in entries() {
            let shortened = |text: &str| {
                let terms = Terms::read(text, &matcher.interner);
                let before = terms.len();
                matcher.asides.pass_over(terms).len() < before
            };
            assert!(shortened(&entry.good), "{name}: {}", entry.good);
            assert!(!shortened(&entry.bad), "{name}: {}", entry.bad);
        }
    }

    #[test]
    fn an_aside_that_stands_alone_is_the_question() {
        let matcher = Matcher::new(default_profile());
        let terms = Terms::read("What did you learn?", &matcher.interner);
        let before = terms.len();
        assert_eq!(matcher.asides.pass_over(terms).len(), before);
    }

    #[test]
    fn an_aside_does_not_change_what_a_question_is_after() {
        let matcher = Matcher::new(default_profile());
        let question = "Tell me about a disagreement with your manager";
        let plain = matcher.probabilities(&format!("{question}."));
        for aside in
            ["and what did you learn from it?", "How did it turn out?", "What was the outcome?"]
        {
            let asked = matcher.probabilities(&format!("{question}. {aside}"));
            let off = plain.iter().zip(&asked).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(off < 0.05, "{aside}: {off}");
        }
    }
}
