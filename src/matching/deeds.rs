//! What a teller says who did what a principle asks for.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalogue::phrase::{Cues, Hit, Interner, Lexicon, Terms, text};
use crate::catalogue::{PrincipleId, Profile};

/// Weight of a phrase that shows the deed by itself.
const STRONG: f64 = 0.8;
/// Weight of one that does together with others.
const WEAK: f64 = 0.2;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    strong: Vec<String>,
    weak: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples prove the data in its test"))]
    good: String,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples prove the data in its test"))]
    bad: String,
}

fn entries() -> BTreeMap<PrincipleId, Entry> {
    match crate::yaml::from_str(include_str!("data/deeds.yaml")) {
        Ok(entries) => entries,
        // Compiled in, and a test of this module reads it.
        Err(error) => panic!("built-in deeds: {error:?}"),
    }
}

/// The deeds of those principles that a profile has.
#[derive(Debug)]
pub(super) struct Deeds {
    cues: Cues,
    /// The words for the person who is asked, and what that person says of themselves.
    persons: [(u32, u32); 2],
}

impl Deeds {
    pub(super) fn compile(profile: &Profile, lexicon: &Lexicon, interner: &mut Interner) -> Self {
        let entries = entries();
        let mut phrases = Vec::new();
        for (id, entry) in &entries {
            if let Some(at) = profile.position(id) {
                phrases.extend(entry.strong.iter().map(|phrase| (at, phrase.as_str(), STRONG)));
                phrases.extend(entry.weak.iter().map(|phrase| (at, phrase.as_str(), WEAK)));
            }
        }
        let cues = match Cues::new(phrases, lexicon, interner) {
            Ok(deeds) => deeds,
            // Compiled in, and a test of this module compiles every phrase.
            Err(error) => panic!("built-in deeds: {error}"),
        };
        let mut word = |word: &str| interner.intern(text::token(word).stem);
        let persons = [(word("you"), word("I")), (word("yourself"), word("myself"))];
        Self { cues, persons }
    }

    /// The deeds that a teller tells.
    pub(super) fn told(&self, terms: &Terms) -> Vec<Hit> {
        self.cues.hits(terms)
    }

    /// The deeds that a question asks the candidate for: `what have you deleted` is after `I deleted`.
    pub(super) fn asked_for(&self, terms: &Terms) -> Vec<Hit> {
        let turned = terms.with_numbers(|number| {
            let person = self.persons.iter().find(|(asked, _)| *asked == number);
            person.map_or(number, |(_, told)| *told)
        });
        self.cues.hits(&turned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::default_profile;
    use crate::matching::Matcher;

    #[test]
    fn every_principle_knows_its_good_sentence_and_not_its_bad_one() {
        let profile = default_profile();
        let matcher = Matcher::new(profile);
        let entries = entries();
        assert_eq!(entries.len(), profile.principles().len());
        let mut wrong = Vec::new();
        for (id, entry) in &entries {
            let position = profile.position(id).expect("deeds of a principle that is not there");
            let shows = |text: &str| {
                let terms = Terms::read(text, &matcher.interner);
                matcher.deeds.told(&terms).iter().any(|hit| hit.principle == position)
            };
            if !shows(&entry.good) {
                wrong.push(format!("{id} does not know: {}", entry.good));
            }
            if shows(&entry.bad) {
                wrong.push(format!("{id} claims: {}", entry.bad));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
