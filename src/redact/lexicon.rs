//! Words that say what a capitalised word is, or that it is no name at all.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::yaml;

static NAMES: &str = include_str!("data/given_names.txt");
static WORDS: &str = include_str!("data/words.yaml");

type Words = HashSet<String>;

/// The word lists, each a set of words in lower case.
pub(super) struct Lexicon {
    pub(super) given_names: Words,
    pub(super) harmless: Words,
    pub(super) openers: Words,
    pub(super) before_person: Words,
    pub(super) after_person: Words,
    pub(super) before_organisation: Words,
    pub(super) organisation_endings: Words,
    pub(super) money_words: Words,
    pub(super) acronyms: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    harmless: String,
    openers: String,
    before_person: String,
    after_person: String,
    before_organisation: String,
    organisation_endings: String,
    money_words: String,
    acronyms: String,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
    let file: File = yaml::from_str(WORDS).expect("the embedded file is read by a test");
    Lexicon {
        given_names: set(NAMES),
        harmless: set(&file.harmless),
        openers: set(&file.openers),
        before_person: set(&file.before_person),
        after_person: set(&file.after_person),
        before_organisation: set(&file.before_organisation),
        organisation_endings: set(&file.organisation_endings),
        money_words: set(&file.money_words),
        acronyms: set(&file.acronyms),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_there_and_in_lower_case() {
        let lists = [
            &LEXICON.given_names,
            &LEXICON.harmless,
            &LEXICON.openers,
            &LEXICON.before_person,
            &LEXICON.after_person,
            &LEXICON.before_organisation,
            &LEXICON.organisation_endings,
            &LEXICON.money_words,
            &LEXICON.acronyms,
        ];
        for list in lists {
            assert!(list.len() >= 15, "{list:?}");
            assert!(list.iter().all(|word| *word == word.to_lowercase()), "{list:?}");
        }
    }
}
