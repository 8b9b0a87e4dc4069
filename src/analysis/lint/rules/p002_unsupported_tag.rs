//! Nothing in the text shows a principle that the story is tagged with.
//!
//! # What it does
//!
//! For each tag, looks for any of the profile's cues for that principle, and for what people say who showed it
//! (`pulled the logs`, `that same evening`, `in his own words`), whatever the inflection, first in the Action
//! and the Result and then anywhere in the story. One trace anywhere is enough: the remark is about tags for
//! which there is none at all. It waits for an Action.
//!
//! # Why an interviewer cares
//!
//! They write down what they heard, not what you meant. A story told for a principle that never comes up in
//! its words leaves the interviewer to guess, and the guess is "not shown".
//!
//! # Bad
//!
//! A shared calendar of release dates, tagged `think-big`.
//!
//! # Better
//!
//! The same story tagged `deliver-results`; or a sentence about the larger change that the calendar was the
//! first step of, if there was one.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::analysis::lint::quote::{enumerate, quote};
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::analysis::stem::stem;
use crate::catalogue::Cue;
use crate::catalogue::phrase::is_plain;
use crate::story::Section;

use super::p005_missing_customer;

pub(crate) static RULE: Rule = Rule {
    code: "P002",
    name: "unsupported-tag",
    severity: Severity::Warning,
    source: include_str!("p002_unsupported_tag.rs"),
    check: Check::Story(check),
};

/// What people say who showed a principle.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    principle: String,
    phrases: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the list"))]
    good: String,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the list"))]
    bad: String,
}

static EVIDENCE: LazyLock<Vec<Evidence>> = LazyLock::new(|| {
    crate::yaml::from_str(include_str!("../words/evidence.yaml"))
        .expect("every embedded list is read by a test")
});

/// Words that may stand between two words of a cue (`pushed him hard back`).
const GAP: usize = 2;

/// Cues that the help names.
const NAMED: usize = 4;

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.section(Section::Action).is_none() {
        return;
    }
    let texts: Vec<Vec<String>> = context
        .sections
        .iter()
        .map(|text| (0..text.segments.words().len()).map(|at| stem(text.word(at))).collect())
        .collect();
    let shows = |phrase: &str| {
        let wanted = stems(phrase);
        texts.iter().any(|words| occurs(&wanted, words))
    };
    for id in &context.story.principles {
        // For that principle the rule on customers asks the sharper question.
        if context.profile.principle(id).is_none()
            || p005_missing_customer::is_about(context.profile, id)
        {
            continue;
        }
        let mut evidence = EVIDENCE
            .iter()
            .filter(|evidence| evidence.principle == id.as_str())
            .flat_map(|evidence| &evidence.phrases);
        if evidence.any(|phrase| shows(phrase)) {
            continue;
        }
        // Later than the evidence, because a profile reads its cues when they are first asked for.
        let cues = context.profile.cues(id);
        let cued = || {
            let phrasebook = context.profile.phrasebook();
            context.profile.position(id).is_some_and(|at| {
                context.sections.iter().any(|text| phrasebook.shows(at, text.segments.text()))
            })
        };
        if !cues.is_empty() && !cued() {
            findings.push(rule.absence(
                None,
                format!("nothing in the text shows {}", context.profile.name_of(id)),
                format!(
                    "Looked in the Action and the Result, then everywhere, for words such as {}. What \
                     did you do that shows it? Say it, or drop the tag.",
                    examples(cues),
                ),
            ));
        }
    }
}

/// The stems of a phrase's words.
fn stems(phrase: &str) -> Vec<String> {
    phrase
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(stem)
        .collect()
}

/// Whether the words of a phrase occur in order, with small gaps.
fn occurs(wanted: &[String], words: &[String]) -> bool {
    let Some((first, rest)) = wanted.split_first() else { return false };
    words.iter().enumerate().filter(|(_, word)| *word == first).any(|(at, _)| {
        let mut last = at;
        rest.iter().all(|wanted| {
            let reach = (last + 1)..(last + 2 + GAP).min(words.len());
            let next = reach.clone().find(|&next| words[next] == *wanted);
            if let Some(next) = next {
                last = next;
            }
            next.is_some()
        })
    })
}

/// The strongest cues of a principle, no two of one stem, quoted.
fn examples(cues: &[Cue]) -> String {
    let mut cues: Vec<&Cue> = cues.iter().filter(|cue| is_plain(&cue.phrase)).collect();
    cues.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut stems = HashSet::new();
    let named: Vec<String> = cues
        .into_iter()
        .filter(|cue| stems.insert(stem(cue.phrase.split(' ').next().unwrap_or_default())))
        .take(NAMED)
        .map(|cue| quote(&cue.phrase))
        .collect();
    enumerate(&named, NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::Told;
    use crate::analysis::segment::Segments;

    fn found_in(phrase: &str, text: &str) -> bool {
        let segments = Segments::new(text);
        let words: Vec<String> =
            segments.words().iter().map(|word| stem(&text[word.clone()])).collect();
        occurs(&stems(phrase), &words)
    }

    #[test]
    fn a_cue_counts_in_any_inflection_with_a_small_gap() {
        assert!(found_in("root cause", "I looked for the root causes."));
        assert!(found_in("pushed back", "She was pushing him hard back then."));
        assert!(found_in("dive deep", "dive, dive deep"));
        assert!(!found_in("root cause", "the root of it, and that without any cause"));
        assert!(!found_in("root cause", "a cause at the root"));
        assert!(!found_in("invent", "the inventory"));
    }

    fn told(action: &str) -> Told {
        Told::empty()
            .with(Section::Situation, "The ferry was late.")
            .with(Section::Action, action)
            .with(Section::Result, "It left on time.")
    }

    #[test]
    fn a_tag_without_a_trace_is_named_with_what_was_looked_for() {
        let found = told("I called the captain.").tagged(&["frugality"]).found("P002");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("shows Frugality"), "{found:?}");
        assert!(found[0].help.contains("for words such as \""), "{found:?}");
        assert_eq!(found[0].span, None);
    }

    #[test]
    fn a_cue_anywhere_is_enough() {
        let told = told("I called the captain.")
            .with(Section::Learning, "I would trace it to the root cause first.")
            .tagged(&["dive-deep"]);
        assert!(told.found("P002").is_empty());
    }

    #[test]
    fn every_entry_of_the_list_has_a_working_example_and_names_a_principle() {
        for evidence in EVIDENCE.iter() {
            let shows = |text: &str| evidence.phrases.iter().any(|phrase| found_in(phrase, text));
            assert!(shows(&evidence.good), "{}", evidence.good);
            assert!(!shows(&evidence.bad), "{}", evidence.bad);
            let id = crate::catalogue::PrincipleId::new(&evidence.principle);
            assert!(crate::catalogue::default_profile().principle(&id).is_some(), "{id}");
        }
    }

    #[test]
    fn each_unsupported_tag_is_a_remark_of_its_own() {
        let told = told("I rowed.").tagged(&["think-big", "frugality"]);
        assert_eq!(told.found("P002").len(), 2);
    }

    #[test]
    fn an_unknown_principle_and_a_story_without_an_action_are_not_judged() {
        assert!(told("I rowed.").tagged(&["move-fast"]).found("P002").is_empty());
        let told = told("I rowed.").without(Section::Action).tagged(&["think-big"]);
        assert!(told.found("P002").is_empty());
    }

    #[test]
    fn without_a_customer_that_is_the_one_fault() {
        let told = told("I rowed.").tagged(&["customer-obsession"]);
        assert!(told.found("P002").is_empty());
        assert_eq!(told.found("P005").len(), 1);
        let told = told.with(Section::Action, "I rowed two tourists home.");
        assert!(told.found("P002").is_empty());
    }
}
