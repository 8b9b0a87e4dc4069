//! The Result says how much in words instead of a figure.
//!
//! # What it does
//!
//! Looks in the Result for words such as `significantly`, `a lot`, `many`, `dramatically`, `a number of`, where
//! no figure stands in the same clause or explains it right behind a comma (`rose significantly, from 12% to
//! 19%`). A sentence is one remark.
//!
//! # Why an interviewer cares
//!
//! "Significantly" is a number that you did not look up, or would rather not say. They will ask which.
//!
//! # Bad
//!
//! `Engagement went up significantly, and a lot of customers came back.`
//!
//! # Better
//!
//! `Weekly visits per member went from 1.1 to 1.6, and 4,200 lapsed members came back.`

use std::ops::Range;
use std::sync::LazyLock;

use crate::analysis::lint::lexicon::Lexicon;
use crate::analysis::lint::quote::{enumerate, quote};
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::analysis::quantity::Role;
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "Q004",
    name: "vague-amount",
    severity: Severity::Warning,
    source: include_str!("q004_vague_amount.rs"),
    check: Check::Story(check),
};

static VAGUE: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::embedded(include_str!("../words/vague.yaml")));

/// Words with which the next clause explains the amount of the one before.
const EXPLAINING: &[&str] = &[
    "from", "to", "by", "about", "roughly", "around", "nearly", "almost", "over", "under", "up",
    "down", "at", "more", "less", "some", "approximately", "only", "exactly", "namely", "that",
    "which", "with", "or", "for", "including", "an", "a",
];

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(text) = context.section(Section::Result) else { return };
    let mut hits = VAGUE
        .hits(text)
        .into_iter()
        .map(|hit| hit.bytes)
        .filter(|bytes| !text.is_quoted(bytes.start) && !has_figure(text, bytes))
        .peekable();
    while let Some(first) = hits.next() {
        let sentence = text.sentence_at(first.start);
        let mut named = vec![quote(&text.text()[first.clone()])];
        while let Some(next) = hits.next_if(|bytes| sentence.contains(&bytes.start)) {
            let words = quote(&text.text()[next]);
            if !named.contains(&words) {
                named.push(words);
            }
        }
        let verb = if named.len() == 1 { "gives" } else { "give" };
        findings.push(rule.at(
            text,
            first,
            format!("{} {verb} no amount", enumerate(&named, 4)),
            "How much, or how many? If nobody counted, say what you saw instead.",
        ));
    }
}

/// Whether a figure other than a period or an aim says how much.
fn has_figure(text: &SectionText<'_>, vague: &Range<usize>) -> bool {
    let clause = clause_around(text, vague);
    text.quantities
        .iter()
        .filter(|figure| !matches!(figure.role, Role::Timeframe | Role::Target))
        .map(|figure| text.index.bytes(figure.span))
        .any(|bytes| clause.start <= bytes.start && bytes.end <= clause.end)
}

/// The clause that holds the vague words, with a following one that explains it.
fn clause_around(text: &SectionText<'_>, vague: &Range<usize>) -> Range<usize> {
    let sentence = text.sentence_at(vague.start);
    let words = text.words_within(sentence.clone());
    let mut clause = sentence.clone();
    for (left, right) in words.clone().zip(words.clone().skip(1)) {
        let at = text.word_range(left).end;
        if !ends_clause(text, left, right) {
            continue;
        }
        if at <= vague.start {
            clause.start = at;
        } else if at >= vague.end {
            clause.end = at;
            break;
        }
    }
    clause
}

/// Whether one clause ends between two neighbouring words and what follows does not explain it.
fn ends_clause(text: &SectionText<'_>, left: usize, right: usize) -> bool {
    let gap = text.between(left, right);
    let next = text.word(right);
    if gap.contains(';') {
        return true;
    }
    if !gap.contains(',') {
        return matches!(next, "and" | "but") && starts_clause(text, right + 1);
    }
    let explains = EXPLAINING.contains(&next) || figure_starts_at(text, right);
    !explains
}

/// Whether a pronoun or an article with a verb soon after follows: a new statement, not a second object.
fn starts_clause(text: &SectionText<'_>, at: usize) -> bool {
    at < text.segments.words().len()
        && matches!(
            text.word(at),
            "i" | "we" | "they" | "he" | "she" | "it" | "this" | "that" | "nobody" | "everyone"
        )
}

fn figure_starts_at(text: &SectionText<'_>, word: usize) -> bool {
    let start = text.word_range(word).start;
    text.quantities.iter().any(|figure| text.index.bytes(figure.span).contains(&start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::{Told, check_examples};

    #[test]
    fn every_entry_of_the_list_has_a_working_example() {
        check_examples(&VAGUE, &RULE, Section::Result);
    }

    #[test]
    fn vague_words_of_a_sentence_are_one_remark() {
        let told = Told::good().with(
            Section::Result,
            "Engagement went up significantly, a lot of customers came back. Many clinics wrote.",
        );
        let found = told.found("Q004");
        assert_eq!(found.len(), 2);
        assert!(
            found[0].message.starts_with("\"significantly\" and \"a lot of\" give"),
            "{found:?}"
        );
        assert_eq!(told.quoted("Q004"), ["significantly", "Many"]);
    }

    #[test]
    fn a_figure_of_another_clause_or_a_period_says_nothing_about_the_amount() {
        for result in [
            "Scrap fell from 9% to 4%, and many crews were glad.",
            "Within six weeks, churn dropped dramatically.",
            "It saved a lot of time; the lamp cost $40.",
        ] {
            assert_eq!(
                Told::good().with(Section::Result, result).found("Q004").len(),
                1,
                "{result}"
            );
        }
    }

    #[test]
    fn a_figure_beside_it_or_behind_a_comma_is_the_amount() {
        for result in [
            "Bookings rose significantly, from 12% to 19%.",
            "It got a lot faster: 20 percent.",
            "Many riders, about 2,100 of 3,000, came back.",
            "Costs fell dramatically, by $30,000 a month.",
            "A huge 40% of beds were free.",
        ] {
            let found = Told::good().with(Section::Result, result).found("Q004");
            assert!(found.is_empty(), "{result}: {found:?}");
        }
    }

    #[test]
    fn other_meanings_and_other_sections_are_left_alone() {
        for result in [
            "It was the most important thing, and at most 4% were late.",
            "The difference was statistically significant.",
            "She parked in the lot and asked how many there were.",
            "As much as I liked it, it was not too much.",
        ] {
            let found = Told::good().with(Section::Result, result).found("Q004");
            assert!(found.is_empty(), "{result}: {found:?}");
        }
        let told = Told::good().with(Section::Situation, "A lot of samples got lost.");
        assert!(told.found("Q004").is_empty());
    }
}
