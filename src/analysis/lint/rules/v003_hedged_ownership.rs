//! You describe your own part with words that hide it.
//!
//! # What it does
//!
//! Looks in headline, Task, Action, Result and Learning for phrases such as `helped with`, `was involved in`,
//! `participated in`, `was part of`, `contributed to`, where you are the subject. Each sentence is one remark.
//!
//! # Why an interviewer cares
//!
//! These phrases fit the person who led the work and the one who booked the room. Interviewers assume the
//! second until you say otherwise.
//!
//! # Bad
//!
//! `I helped with the roadmap and was involved in the planning of each release.`
//!
//! # Better
//!
//! `I wrote the roadmap for partners. I decided which four calls we would support first, and dropped eleven.`

use std::sync::LazyLock;

use crate::analysis::lint::lexicon::Lexicon;
use crate::analysis::lint::quote::{enumerate, quote};
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "V003",
    name: "hedged-ownership",
    severity: Severity::Warning,
    source: include_str!("v003_hedged_ownership.rs"),
    check: Check::Story(check),
};

static HEDGES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::embedded(include_str!("../words/hedges.yaml")));

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.sections.iter().filter(|text| text.section != Section::Situation) {
        let mut hits =
            HEDGES.hits(text).into_iter().filter(|hit| !text.is_quoted(hit.bytes.start)).peekable();
        while let Some(mut first) = hits.next() {
            first.bytes.start = auxiliary_before(text, first.bytes.start);
            let sentence = text.sentence_at(first.bytes.start);
            let mut named = vec![quote(&text.text()[first.bytes.clone()])];
            while let Some(next) = hits.next_if(|hit| sentence.contains(&hit.bytes.start)) {
                let words = quote(&text.text()[next.bytes]);
                if !named.contains(&words) {
                    named.push(words);
                }
            }
            let verb = if named.len() == 1 { "hides" } else { "hide" };
            findings.push(rule.at(
                text,
                first.bytes,
                format!("{} {verb} what you did", enumerate(&named, named.len())),
                "What exactly did you do, decide or write, and what would not have happened without you?",
            ));
        }
    }
}

/// Where the `was` begins that belongs to a participle: it is part of what hides.
fn auxiliary_before(text: &SectionText<'_>, start: usize) -> usize {
    let sentence = text.sentence_at(start);
    let before = text.words_within(sentence.start..start).next_back();
    let is_auxiliary = |at: &usize| matches!(text.word(*at), "was" | "were" | "am" | "been" | "be");
    before.filter(is_auxiliary).map_or(start, |at| text.word_range(at).start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::{Told, check_examples};

    #[test]
    fn every_entry_of_the_list_has_a_working_example() {
        check_examples(&HEDGES, &RULE, Section::Action);
    }

    #[test]
    fn a_part_that_is_hidden_is_found_where_the_author_hides_it() {
        let cases = [
            ("I helped with the audit of the kitchens.", vec!["helped with"]),
            ("I was also involved in the choice of a new crane.", vec!["involved in"]),
            ("I was involved in the choice of a crane.", vec!["was involved in"]),
            ("I drew the plan and participated in every call.", vec!["participated in"]),
            ("I\u{2019}ve contributed to the guideline for wards.", vec!["contributed to"]),
            ("Supported the pharmacists with the recall.", vec!["Supported the pharmacists with"]),
        ];
        for (action, expected) in cases {
            let found = Told::good().with(Section::Action, action).quoted("V003");
            assert_eq!(found.len(), expected.len(), "{action}: {found:?}");
            assert!(
                found
                    .iter()
                    .zip(&expected)
                    .all(|(found, expected)| expected.contains(found.as_str())),
                "{action}: {found:?}"
            );
        }
    }

    #[test]
    fn help_that_is_the_deed_or_somebody_elses_is_left_alone() {
        for action in [
            "The vendor helped with the data, and two nurses were involved in the test.",
            "I helped 40 families find a flat before winter.",
            "She helped me to see it, and they contributed to the budget.",
            "I wasn't involved in the first version.",
            "I asked who was involved in the decision.",
            "I led the audit, wrote the plan and signed it.",
            "The label helped to find the crate.",
        ] {
            let found = Told::good().with(Section::Action, action).quoted("V003");
            assert!(found.is_empty(), "{action}: {found:?}");
        }
    }

    #[test]
    fn one_sentence_is_one_remark_and_the_situation_is_none() {
        let action = "I helped with the plan and was involved in the test.";
        let found = Told::good().with(Section::Action, action).found("V003");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("\"helped with\" and \""), "{found:?}");
        assert!(Told::good().with(Section::Situation, action).found("V003").is_empty());
    }
}
