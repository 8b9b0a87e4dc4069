//! Words that fill time and say nothing.
//!
//! # What it does
//!
//! Looks in the spoken sections for `basically`, `to be honest`, `you know`, `kind of`, `at the end of the day`
//! and the like, where they are filler: `this kind of error` and `what people actually do` are left alone, and
//! so are other people's words in quotation marks. Each section is one remark that names them all.
//!
//! # Why an interviewer cares
//!
//! Filler sounds like doubt. Written into a story it is rehearsed filler, and it takes the time of a fact.
//!
//! # Bad
//!
//! `So, basically, the contracts were, to be honest, kind of all over the place.`
//!
//! # Better
//!
//! `Of 300 contracts, 90 had no end date.`

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::analysis::lint::lexicon::Lexicon;
use crate::analysis::lint::quote::{enumerate, quote};
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "C003",
    name: "filler",
    severity: Severity::Info,
    source: include_str!("c003_filler.rs"),
    check: Check::Story(check),
};

static FILLERS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::embedded(include_str!("../words/fillers.yaml")));

/// Fillers that the message names.
const NAMED: usize = 5;

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.sections.iter().filter(|text| Section::SPOKEN.contains(&text.section)) {
        let hits: Vec<_> =
            FILLERS.hits(text).into_iter().filter(|hit| !text.is_quoted(hit.bytes.start)).collect();
        let Some(first) = hits.first() else { continue };
        // By first appearance, so that the message follows the text.
        let mut order: Vec<String> = Vec::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for hit in &hits {
            let words = quote(&text.text()[hit.bytes.clone()].to_lowercase());
            let count = counts.entry(words.clone()).or_default();
            if *count == 0 {
                order.push(words);
            }
            *count += 1;
        }
        let named: Vec<String> = order
            .into_iter()
            .map(|words| match counts[&words] {
                1 => words,
                n => format!("{words} ({n} times)"),
            })
            .collect();
        let verb = if hits.len() == 1 { "says" } else { "say" };
        findings.push(rule.at(
            text,
            first.bytes.clone(),
            format!("{} {verb} nothing", enumerate(&named, NAMED)),
            "Leave it out, and put a fact in its place if something is missing then.",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::{Told, check_examples};

    #[test]
    fn every_entry_of_the_list_has_a_working_example() {
        check_examples(&FILLERS, &RULE, Section::Action);
    }

    #[test]
    fn a_section_is_one_remark_that_names_them_all() {
        let situation =
            "So, basically, it was, to be honest, kind of late, and basically nobody knew.";
        let told = Told::good().with(Section::Situation, situation);
        let found = told.found("C003");
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "\"so, basically\", \"to be honest\", \"kind of\" and \"basically\" say nothing"
        );
        assert_eq!(told.quoted("C003"), ["So, basically"]);
    }

    #[test]
    fn filler_is_found() {
        for action in [
            "Actually, the pump was fine.",
            "The ward was, you know, full.",
            "It was sort of stuck.",
            "At the end of the day, beds were missing.",
            "Literally nobody answered, and stuff like that.",
        ] {
            assert!(
                !Told::good().with(Section::Action, action).found("C003").is_empty(),
                "{action}"
            );
        }
    }

    #[test]
    fn the_same_words_with_a_meaning_are_left_alone() {
        for action in [
            "I watched what growers actually do, and what they actually pay.",
            "This kind of crack and that sort of noise come from one kind of bolt.",
            "I asked whether you know the ward when you know the nurse.",
            "At the end of the day shift I counted the crates.",
            "I told her honestly what had happened.",
            "She wrote \"basically it is, you know, broken\", and I called her.",
            "I like trains, and I mean the slow ones.",
            "A fair price, obviously wrong labels and just causes.",
        ] {
            let found = Told::good().with(Section::Action, action).found("C003");
            assert!(found.is_empty(), "{action}: {found:?}");
        }
    }
}
