//! Word classes of English, as far as cutting a clause needs them.
//!
//! No tagger: closed classes are listed, verbs are known by form (`-ed`) or from lists of the verbs that
//! work stories use. A miss costs a quotation, never a wrong one: what is not recognised is not quoted.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// The lists; each is described where it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    openers: HashSet<String>,
    subordinators: HashSet<String>,
    ambiguous_subordinators: HashSet<String>,
    relatives: HashSet<String>,
    subject_pronouns: HashSet<String>,
    determiners: HashSet<String>,
    prepositions: HashSet<String>,
    particles: HashSet<String>,
    auxiliaries: HashSet<String>,
    modals: HashSet<String>,
    adverbs: HashSet<String>,
    irregular_pasts: HashSet<String>,
    irregular_participles: HashSet<String>,
    base_verbs: HashSet<String>,
    no_pasts: HashSet<String>,
    times: HashSet<String>,
    abbreviations: HashSet<String>,
    dangling: HashSet<String>,
    standalone: HashSet<String>,
    numbers: HashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    crate::yaml::from_str(include_str!("grammar.yaml"))
        .expect("the embedded lists are read by every test")
});

/// Whether a word opens a clause without belonging to it.
pub(super) fn is_opener(word: &str) -> bool {
    LISTS.openers.contains(word)
}

/// Whether a word is a subordinator that may be taken off whatever follows.
pub(super) fn is_subordinator(word: &str) -> bool {
    LISTS.subordinators.contains(word)
}

/// Whether a word is a subordinator or a preposition, depending on what follows.
pub(super) fn is_ambiguous_subordinator(word: &str) -> bool {
    LISTS.ambiguous_subordinators.contains(word)
}

/// Whether a word begins a clause that cannot stand alone.
pub(super) fn is_relative(word: &str) -> bool {
    LISTS.relatives.contains(word)
}

/// Whether a word is a pronoun in subject position.
pub(super) fn is_subject_pronoun(word: &str) -> bool {
    LISTS.subject_pronouns.contains(word)
}

/// Whether a word opens a noun phrase.
pub(super) fn is_determiner(word: &str) -> bool {
    LISTS.determiners.contains(word)
}

/// Whether a word is a preposition.
pub(super) fn is_preposition(word: &str) -> bool {
    LISTS.prepositions.contains(word)
}

/// Whether a word is a form of `be`, `have`, `do`, or a modal.
pub(super) fn is_auxiliary(word: &str) -> bool {
    LISTS.auxiliaries.contains(word)
}

/// Whether a word is a modal.
pub(super) fn is_modal(word: &str) -> bool {
    LISTS.modals.contains(word)
}

/// Whether a word names a time or an occasion, to which `when` may belong.
pub(super) fn is_time(word: &str) -> bool {
    LISTS.times.contains(word)
}

/// Whether a word denies its verb.
pub(super) fn is_negation(word: &str) -> bool {
    matches!(word, "cannot" | "never" | "not") || word.ends_with("n't")
}

/// Whether a word may stand between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    LISTS.adverbs.contains(word) || (word.len() > 4 && word.ends_with("ly") && word != "only")
}

/// Whether a word is a past form on its own, whatever stands around it.
pub(super) fn is_irregular_past(word: &str) -> bool {
    const PREFIXES: [&str; 5] = ["mis", "out", "over", "re", "un"];
    let stem = || {
        PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)).filter(|stem| stem.len() > 2)
    };
    LISTS.irregular_pasts.contains(word)
        || stem().is_some_and(|stem| LISTS.irregular_pasts.contains(stem))
}

/// Whether a word looks like the past of a regular verb.
pub(super) fn is_regular_past(word: &str) -> bool {
    word.len() > 3
        && word.ends_with("ed")
        && !LISTS.no_pasts.contains(word)
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Whether a word looks like a past form.
pub(super) fn is_past(word: &str) -> bool {
    is_irregular_past(word) || is_regular_past(word)
}

/// Whether a word looks like a past participle.
pub(super) fn is_participle(word: &str) -> bool {
    is_regular_past(word) || LISTS.irregular_participles.contains(word)
}

/// Whether a word is a base form from the list.
pub(super) fn is_base_verb(word: &str) -> bool {
    LISTS.base_verbs.contains(word)
}

/// Whether a word is the third person of a verb from the list.
pub(super) fn is_third_person(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('s') else { return false };
    is_base_verb(stem)
        || stem.strip_suffix('e').is_some_and(|short| {
            is_base_verb(short)
                || short.strip_suffix('i').is_some_and(|root| is_base_verb(&format!("{root}y")))
        })
}

/// Whether a word of this form may be a verb at all.
pub(super) fn is_verb_like(word: &str) -> bool {
    is_auxiliary(word) || is_past(word) || is_base_verb(word) || is_third_person(word)
}

/// Whether a word is a small number, in words or digits.
pub(super) fn is_number(word: &str) -> bool {
    let digits = !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    digits || LISTS.numbers.contains(word)
}

/// Whether a quotation must not end on a word.
pub(super) fn is_dangling(word: &str) -> bool {
    (is_determiner(word) && !LISTS.standalone.contains(word))
        || (is_preposition(word) && !LISTS.particles.contains(word))
        || LISTS.dangling.contains(word)
}

/// Whether a word with its full stop is an abbreviation, so that no sentence ends there.
pub(super) fn is_abbreviation(word_with_stop: &str) -> bool {
    LISTS.abbreviations.contains(word_with_stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasts_are_known_by_list_and_by_form() {
        for word in ["cut", "pulled", "rewrote", "double-checked", "withdrew"] {
            assert!(is_past(word), "{word}");
        }
        for word in ["need", "speed", "hundred", "pull", "red"] {
            assert!(!is_past(word), "{word}");
        }
    }

    #[test]
    fn third_persons_are_derived_from_the_base() {
        for word in ["makes", "tries", "reaches", "misses", "pays", "carries"] {
            assert!(is_third_person(word), "{word}");
        }
        for word in ["clinics", "process", "is"] {
            assert!(!is_third_person(word), "{word}");
        }
    }

    #[test]
    fn a_quotation_may_end_on_a_particle_but_not_on_a_preposition() {
        for word in ["the", "to", "and", "of", "my", "was", "for", "a"] {
            assert!(is_dangling(word), "{word}");
        }
        for word in ["off", "over", "redesign", "41%", "all"] {
            assert!(!is_dangling(word), "{word}");
        }
    }
}
