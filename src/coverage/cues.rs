//! Which kinds of episode a sentence tells, by word lists kept as data.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use serde::Deserialize;

/// One phrase with a sentence in which it counts and one in which nothing may be found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Cue {
    phrase: String,
    /// Words of which one must stand before the phrase; any, or none, where there are none.
    #[serde(default)]
    after: Vec<String>,
    /// Words of which none may stand before it.
    #[serde(default)]
    unless_after: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples run as tests"))]
    hit: String,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples run as tests"))]
    miss: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    failure: Vec<Cue>,
    disagreement: Vec<Cue>,
    upward: Vec<Cue>,
    across: Vec<Cue>,
    changed_mind: Vec<Cue>,
}

impl Cue {
    /// Whether the phrase counts behind this word.
    fn counts_after(&self, word: &str) -> bool {
        let is = |other: &String| other.eq_ignore_ascii_case(word);
        (self.after.is_empty() || self.after.iter().any(is)) && !self.unless_after.iter().any(is)
    }
}

/// One list, compiled.
#[derive(Debug)]
struct Phrases {
    automaton: AhoCorasick,
    cues: Vec<Cue>,
}

impl Phrases {
    fn new(cues: Vec<Cue>) -> Self {
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(cues.iter().map(|cue| &cue.phrase));
        // Building fails only beyond two billion states; the lists are part of the program.
        Self { automaton: automaton.expect("a short list of short phrases"), cues }
    }

    /// Whether a phrase stands in the sentence as whole words.
    fn occurs_in(&self, sentence: &str) -> bool {
        self.automaton.find_iter(sentence).any(|found| {
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let before = &sentence[..found.start()];
            !inside(before.chars().next_back())
                && !inside(sentence[found.end()..].chars().next())
                && self.cues[found.pattern()].counts_after(last_word(before))
        })
    }
}

/// The word with which a text ends; an apostrophe or hyphen inside belongs to it.
fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '-');
    let start = text.char_indices().rev().take_while(|(_, c)| of_word(*c)).last();
    start.map_or("", |(start, _)| &text[start..])
}

/// What a sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something that did not work.
    Failure,
    /// A disagreement with somebody above.
    Upward,
    /// A disagreement with somebody beside.
    Across,
    /// The author thought otherwise afterwards.
    ChangedMind,
}

struct Compiled {
    failure: Phrases,
    disagreement: Phrases,
    upward: Phrases,
    across: Phrases,
    changed_mind: Phrases,
}

fn lists() -> Lists {
    // The file is part of the program and read by its own test, so it cannot be malformed here.
    crate::yaml::from_str(include_str!("cues.yaml")).expect("the built-in lists are sound")
}

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let lists = lists();
    Compiled {
        failure: Phrases::new(lists.failure),
        disagreement: Phrases::new(lists.disagreement),
        upward: Phrases::new(lists.upward),
        across: Phrases::new(lists.across),
        changed_mind: Phrases::new(lists.changed_mind),
    }
});

/// Sentences before a disagreement in which whom it was with is looked for.
const REACH: usize = 2;

/// Words that stand for somebody who was named before.
const PRONOUNS: [&str; 8] = ["he", "she", "they", "him", "her", "them", "his", "their"];

/// Whether a sentence tells that kind of episode. Whom a disagreement was with may stand in one of the
/// sentences before it, given in their order (`My director wanted a date. I disagreed.`); the nearest that
/// is named decides.
pub(super) fn tells(kind: Kind, sentence: &str, before: &[&str]) -> bool {
    let cues = &*COMPILED;
    match kind {
        Kind::Failure => cues.failure.occurs_in(sentence),
        Kind::ChangedMind => cues.changed_mind.occurs_in(sentence),
        Kind::Upward => is_disagreement_with(&cues.upward, sentence, before),
        Kind::Across => is_disagreement_with(&cues.across, sentence, before),
    }
}

/// Whether a clause of the sentence disagrees, and the nearest party is of this list: in the clause, before
/// it, or behind it in the sentence where no pronoun points back, then in the sentences before.
fn is_disagreement_with(party: &Phrases, sentence: &str, before: &[&str]) -> bool {
    let cues = &*COMPILED;
    let named = |text: &&str| cues.upward.occurs_in(text) || cues.across.occurs_in(text);
    let clauses: Vec<&str> = sentence.split([',', ';', ':']).collect();
    (0..clauses.len()).filter(|&at| cues.disagreement.occurs_in(clauses[at])).any(|at| {
        let (sooner, later) = (&clauses[..=at], &clauses[at + 1..]);
        let points_back = clauses[at]
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| PRONOUNS.iter().any(|pronoun| pronoun.eq_ignore_ascii_case(word)));
        let later = later.iter().copied().filter(|_| !points_back);
        let near = sooner.iter().rev().copied().chain(later);
        near.chain(before.iter().rev().take(REACH).copied())
            .find(|text| named(text))
            .is_some_and(|text| party.occurs_in(text))
    })
}

#[cfg(test)]
mod wordings;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_counts_in_its_hit_and_nothing_does_in_its_miss() {
        let lists = lists();
        let kinds: [(&[Cue], &[Kind]); 5] = [
            (&lists.failure, &[Kind::Failure]),
            (&lists.disagreement, &[Kind::Upward, Kind::Across]),
            (&lists.upward, &[Kind::Upward]),
            (&lists.across, &[Kind::Across]),
            (&lists.changed_mind, &[Kind::ChangedMind]),
        ];
        for (cues, kinds) in kinds {
            for cue in cues {
                assert!(cue.hit.to_lowercase().contains(&cue.phrase), "{cue:?}");
                assert!(kinds.iter().any(|&kind| tells(kind, &cue.hit, &[])), "{cue:?}");
                assert!(kinds.iter().all(|&kind| !tells(kind, &cue.miss, &[])), "{cue:?}");
            }
        }
    }

    #[test]
    fn whom_a_disagreement_was_with_is_the_nearest_that_is_named() {
        let before = ["My director wanted the old date.", "It was late in the year."];
        assert!(tells(Kind::Upward, "I disagreed.", &before));
        assert!(!tells(Kind::Across, "I disagreed.", &before));
        assert!(!tells(Kind::Upward, "I agreed.", &before));
        let nearer = ["My director wanted a date.", "The data team wanted another."];
        assert!(tells(Kind::Across, "I disagreed with them.", &nearer));
        assert!(!tells(Kind::Upward, "I disagreed with them.", &nearer));
        assert!(!tells(Kind::Across, "I disagreed with my boss.", &nearer));
        let far = ["The data team wanted a date.", "A week went by.", "Then another."];
        assert!(!tells(Kind::Across, "I disagreed.", &far));
    }

    #[test]
    fn a_manager_of_a_function_stands_beside_and_ones_own_above() {
        for (sentence, upward) in [
            ("I told my manager that I disagreed.", true),
            ("My manager's manager disagreed.", true),
            ("I told the program manager that I disagreed.", false),
            ("An engineering manager pushed back on the scope.", false),
            ("I disagreed with the regional sales lead.", false),
            ("The payments team resisted, and so did their lead.", false),
        ] {
            assert_eq!(tells(Kind::Upward, sentence, &[]), upward, "{sentence}");
            assert_eq!(tells(Kind::Across, sentence, &[]), !upward, "{sentence}");
        }
    }

    #[test]
    fn no_phrase_stands_twice_in_a_list() {
        let lists = lists();
        for cues in
            [lists.failure, lists.disagreement, lists.upward, lists.across, lists.changed_mind]
        {
            let mut phrases: Vec<_> = cues.iter().map(|cue| cue.phrase.as_str()).collect();
            phrases.sort_unstable();
            assert!(phrases.windows(2).all(|pair| pair[0] != pair[1]), "{phrases:?}");
        }
    }
}
