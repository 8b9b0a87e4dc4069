//! The text holds words that mark something as secret.
//!
//! # What it does
//!
//! Looks in every section for the marks that organisations put on what must not leave them: `confidential`,
//! `internal only`, `under NDA`, `code-named`, `do not share`, `proprietary`, `unreleased` and so on, where
//! they are about what you tell. Secrets as the subject of the work (`a confidential hotline`, `patients'
//! confidential records`, `I signed an NDA with the vendor`) are left alone.
//!
//! # Why an interviewer cares
//!
//! A candidate who tells another company's secrets will tell theirs. It ends interviews, and the notes of a
//! loop are kept.
//!
//! # Bad
//!
//! `I used the threshold from the deck marked internal only, which is at 0.62.`
//!
//! # Better
//!
//! `I set the threshold so that one warning in three was right.`

use std::sync::LazyLock;

use crate::analysis::lint::lexicon::Lexicon;
use crate::analysis::lint::quote::quote_with_lead;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "C002",
    name: "confidential-marker",
    severity: Severity::Warning,
    source: include_str!("c002_confidential_marker.rs"),
    check: Check::Story(check),
};

static MARKERS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::embedded(include_str!("../words/confidential.yaml")));

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in &context.sections {
        let mut last = None;
        for hit in MARKERS.hits(text) {
            // Two marks in one sentence are about one secret.
            let sentence = text.sentence_at(hit.bytes.start);
            if last.replace(sentence.clone()) == Some(sentence) {
                continue;
            }
            let words = quote_with_lead(text, hit.bytes.clone());
            findings.push(rule.at(
                text,
                hit.bytes,
                format!("{words} marks a secret"),
                "May you tell it? If not, tell the decision without the name and the figure, or with a range.",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::{Told, check_examples};
    use crate::story::Section;

    #[test]
    fn every_entry_of_the_list_has_a_working_example() {
        check_examples(&MARKERS, &RULE, Section::Action);
    }

    #[test]
    fn marks_of_secrecy_are_found() {
        for action in [
            "This was part of Project Nightjar, which is still confidential.",
            "I used the deck marked internal only.",
            "The margin, and I am under NDA here, was 12%.",
            "We called it by its codename, Heron.",
            "CONFIDENTIAL: the yield was 94%.",
            "I tuned our proprietary scoring model.",
        ] {
            let found = Told::good().with(Section::Action, action).found("C002");
            assert_eq!(found.len(), 1, "{action}: {found:?}");
        }
    }

    #[test]
    fn secrecy_as_the_subject_of_the_work_is_left_alone() {
        for action in [
            "I confidentially asked two nurses what they feared.",
            "I set up a confidential hotline for the drivers.",
            "I signed an NDA with the vendor in a day.",
            "I protected the patients\u{2019} confidential records.",
            "I replaced a proprietary protocol with an open one.",
            "I wrote the confidentiality notice for the clinic.",
            "I made the survey anonymous and the interviews confidential.",
            "I released it to internal users only after the test.",
        ] {
            let found = Told::good().with(Section::Action, action).found("C002");
            assert!(found.is_empty(), "{action}: {found:?}");
        }
    }
}
