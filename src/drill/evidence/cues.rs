//! Words by which a clause shows what it is evidence of, kept as data with the sentences that test them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::catalogue::Slot;
use crate::drill::prose::Prose;
use crate::story::Section;

/// How far a separable verb's particle may stand from it, in words (`switched the night line off`).
const REACH: usize = 5;

/// Whose deed a clause must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Who {
    /// The author's own or the author's group's.
    Us,
    /// Another person's or body's.
    Person,
    /// The author's or another person's, not a thing's.
    Somebody,
    /// Anybody's or anything's but the author's own.
    Them,
    /// The author's or a thing's, not another person's.
    Unaided,
    /// Anybody's or anything's.
    Anyone,
}

/// Where in a clause a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum At {
    /// At the verb; a particle may follow at a distance.
    Verb,
    /// Anywhere, word after word.
    Anywhere,
}

/// Phrases of one strength.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    at: At,
    phrases: Vec<String>,
}

/// How clauses of one kind are known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cue {
    /// What such a clause is evidence of.
    pub(super) slot: Slot,
    /// Whose deed it is.
    pub(super) who: Who,
    /// Whether a deed that was only meant or asked for counts.
    #[serde(default)]
    pub(super) intended: bool,
    /// Sections in which it counts, the likeliest first.
    pub(super) sections: Vec<Section>,
    /// Words before which a phrase does not count.
    #[serde(default)]
    pub(super) not_before: Vec<String>,
    /// Words with which, wherever they stand, a clause does not count.
    #[serde(default)]
    pub(super) not_with: Vec<String>,
    /// Phrases that settle it.
    pub(super) strong: Phrases,
    /// Phrases that make it likely.
    pub(super) fair: Phrases,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the lists"))]
    shows: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the lists"))]
    not: Vec<String>,
}

/// Further lists; each is described where it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) contact: HashSet<String>,
    pub(super) voice: HashSet<String>,
    pub(super) hedges: Vec<String>,
    pub(super) habits: Vec<String>,
    pub(super) gains: HashSet<String>,
    pub(super) losses: HashSet<String>,
    pub(super) talk: HashSet<String>,
    pub(super) states: HashSet<String>,
    pub(super) technical: Vec<String>,
    pub(super) senior: HashSet<String>,
    pub(super) roles: HashSet<String>,
    pub(super) departments: HashSet<String>,
    pub(super) heads: HashSet<String>,
    pub(super) incidental: HashSet<String>,
    pub(super) customers: Vec<[String; 2]>,
}

/// Every cue.
pub(super) static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    crate::yaml::from_str(include_str!("cues.yaml")).expect("the embedded cues are read by a test")
});

/// Further lists of words.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    crate::yaml::from_str(include_str!("words.yaml"))
        .expect("the embedded lists are read by a test")
});

impl Cue {
    /// The cue for a slot.
    pub(super) fn of(slot: Slot) -> Option<&'static Self> {
        CUES.iter().find(|cue| cue.slot == slot)
    }

    /// Whether a word alone, as a verb, is one of the cue's phrases.
    pub(super) fn knows(&self, verb: &str) -> bool {
        self.strong.phrases.iter().chain(&self.fair.phrases).any(|phrase| phrase == verb)
    }
}

impl Phrases {
    /// Where one of the phrases ends in a clause, given the place of its verb.
    pub(super) fn find(
        &self,
        prose: &Prose<'_>,
        words: &Range<usize>,
        verb: usize,
    ) -> Option<usize> {
        self.phrases.iter().find_map(|phrase| match self.at {
            At::Anywhere => {
                prose.find(words.clone(), phrase).map(|at| at + phrase.split(' ').count() - 1)
            }
            At::Verb => at_verb(prose, words.end, verb, phrase),
        })
    }
}

fn at_verb(prose: &Prose<'_>, end: usize, verb: usize, phrase: &str) -> Option<usize> {
    const PARTICLES: &[&str] = &["away", "back", "down", "off", "on", "out", "over"];
    let mut parts = phrase.split(' ');
    if parts.next() != Some(prose.lower(verb)) {
        return None;
    }
    parts.try_fold(verb, |at, part| {
        let reach = if PARTICLES.contains(&part) { REACH } else { 1 };
        (at + 1..end.min(at + 1 + reach)).find(|&next| prose.lower(next) == part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drill::evidence::mention::mentions;
    use crate::drill::evidence::sorting::cue_score;

    #[test]
    fn every_cue_finds_what_it_should_and_nothing_else() {
        for cue in CUES.iter() {
            assert!(!cue.shows.is_empty() && !cue.not.is_empty(), "{}", cue.slot);
            let found = |text: &str| {
                let prose = Prose::new(cue.sections[0], text);
                let mentions = mentions(&prose, &[]);
                prose
                    .clauses
                    .iter()
                    .any(|clause| cue_score(&prose, clause, cue, &mentions).is_some())
            };
            for text in &cue.shows {
                assert!(found(text), "{} misses `{text}`", cue.slot);
            }
            for text in &cue.not {
                assert!(!found(text), "{} takes `{text}`", cue.slot);
            }
        }
    }

    #[test]
    fn phrases_are_in_lower_case_and_no_cue_lists_one_twice() {
        for cue in CUES.iter() {
            let mut seen = HashSet::new();
            for phrase in cue.strong.phrases.iter().chain(&cue.fair.phrases) {
                assert_eq!(phrase, &phrase.to_lowercase(), "{}", cue.slot);
                assert!(seen.insert(phrase), "{}: `{phrase}` stands twice", cue.slot);
            }
        }
    }
}
