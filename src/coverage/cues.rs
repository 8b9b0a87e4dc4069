//! Which kinds of episode a sentence tells, by word lists kept as data.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use serde::Deserialize;

/// One phrase with a sentence in which it counts and one in which nothing may be found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    phrase: String,
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

/// One list, compiled.
#[derive(Debug)]
struct Phrases(AhoCorasick);

impl Phrases {
    fn new(cues: &[Cue]) -> Self {
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(cues.iter().map(|cue| &cue.phrase));
        // Building fails only beyond two billion states; the lists are part of the program.
        Self(automaton.expect("a short list of short phrases"))
    }

    /// Whether a phrase stands in the sentence as whole words.
    fn occurs_in(&self, sentence: &str) -> bool {
        self.0.find_iter(sentence).any(|found| {
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !inside(sentence[..found.start()].chars().next_back())
                && !inside(sentence[found.end()..].chars().next())
        })
    }
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
        failure: Phrases::new(&lists.failure),
        disagreement: Phrases::new(&lists.disagreement),
        upward: Phrases::new(&lists.upward),
        across: Phrases::new(&lists.across),
        changed_mind: Phrases::new(&lists.changed_mind),
    }
});

/// Whether a sentence tells that kind of episode; the one before it may name whom it was about (`My
/// director wanted a date. I disagreed.`).
pub(super) fn tells(kind: Kind, sentence: &str, before: Option<&str>) -> bool {
    let cues = &*COMPILED;
    let counterpart = |phrases: &Phrases| {
        phrases.occurs_in(sentence) || before.is_some_and(|before| phrases.occurs_in(before))
    };
    match kind {
        Kind::Failure => cues.failure.occurs_in(sentence),
        Kind::Upward => cues.disagreement.occurs_in(sentence) && counterpart(&cues.upward),
        Kind::Across => cues.disagreement.occurs_in(sentence) && counterpart(&cues.across),
        Kind::ChangedMind => cues.changed_mind.occurs_in(sentence),
    }
}

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
                assert!(kinds.iter().any(|&kind| tells(kind, &cue.hit, None)), "{cue:?}");
                assert!(kinds.iter().all(|&kind| !tells(kind, &cue.miss, None)), "{cue:?}");
            }
        }
    }

    #[test]
    fn whom_a_disagreement_was_with_may_stand_one_sentence_before() {
        let before = Some("My director wanted the old date.");
        assert!(tells(Kind::Upward, "I disagreed.", before));
        assert!(!tells(Kind::Across, "I disagreed.", before));
        assert!(!tells(Kind::Upward, "I agreed.", before));
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
