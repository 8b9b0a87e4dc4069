//! The text still holds a note to yourself instead of words.
//!
//! # What it does
//!
//! Looks in every section for `TODO`, `TBD`, `XXX`, `???`, `lorem ipsum`, brackets that wait to be filled
//! (`[insert number]`, `<amount>`), letters where a figure belongs (`X%`, `$N`), and sections that hold
//! nothing but a dash or dots.
//!
//! # Why an interviewer cares
//!
//! Under pressure you will reach exactly that gap and fill it with a guess, and the next question is where
//! the guess comes from.
//!
//! # Bad
//!
//! `Sign-ups improved by [insert number]% and calls dropped to TBD.`
//!
//! # Better
//!
//! `Sign-ups rose from 310 to 372 a week, and calls about prices fell from 95 a week to 20.`

use std::ops::Range;
use std::sync::LazyLock;

use crate::analysis::lint::lexicon::Lexicon;
use crate::analysis::lint::quote::quote;
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "S002",
    name: "placeholder-text",
    severity: Severity::Error,
    source: include_str!("s002_placeholder_text.rs"),
    check: Check::Story(check),
};

static MARKS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::embedded(include_str!("../words/placeholders.yaml")));

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in &context.sections {
        for bytes in placeholders(text) {
            let message = format!("{} is a placeholder", quote(&text.text()[bytes.clone()]));
            let help = "What belongs here? If you cannot know it, say what you do know.";
            findings.push(rule.at(text, bytes, message, help));
        }
    }
}

/// Whether a text says nothing once its placeholders are taken away.
pub(super) fn is_only_placeholder(text: &SectionText<'_>) -> bool {
    let gaps = placeholders(text);
    !gaps.is_empty()
        && text
            .segments
            .words()
            .iter()
            .all(|word| gaps.iter().any(|gap| gap.start <= word.start && word.end <= gap.end))
}

/// Every placeholder of a text, in order, without overlaps.
fn placeholders(text: &SectionText<'_>) -> Vec<Range<usize>> {
    let whole = text.text().trim();
    if text.segments.words().is_empty() {
        let start = text.text().len() - text.text().trim_start().len();
        return std::iter::once(start..start + whole.len()).collect();
    }
    let mut found: Vec<Range<usize>> = MARKS.hits(text).into_iter().map(|hit| hit.bytes).collect();
    found.extend(bracketed(text.text(), '[', ']'));
    found.extend(bracketed(text.text(), '<', '>'));
    found.extend(lettered_figures(text.text()));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let free = range.start >= end;
        if free {
            end = range.end;
        }
        free
    });
    found
}

/// Words that a bracket holds when it waits to be filled.
const WAITING: &[&str] = &[
    "insert", "add", "fill", "number", "numbers", "metric", "metrics", "amount", "figure",
    "figures", "percent", "percentage", "value", "result", "results", "date", "name", "names",
    "company", "team", "project", "product", "customer", "tbd", "todo", "placeholder", "your", "x",
    "xx", "xxx", "n", "y", "some", "check", "confirm", "verify", "baseline", "source", "example",
    "details", "detail", "here", "what", "how", "duration", "weeks", "months",
];

/// Short brackets on one line that hold a waiting word, blanks or question marks.
fn bracketed(text: &str, open: char, close: char) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(open).map(|at| rest + at) {
        let inside = start + open.len_utf8();
        let Some(end) = text[inside..].find([close, open, '\n']).map(|at| inside + at) else {
            break;
        };
        rest = end;
        if !text[end..].starts_with(close) {
            continue;
        }
        rest = end + close.len_utf8();
        let words = &text[inside..end];
        let blank = !words.is_empty() && words.chars().all(|c| " ._?\u{2026}-#".contains(c));
        let waits = words
            .split(|c: char| !c.is_alphanumeric())
            .find(|word| !word.is_empty())
            .is_some_and(|first| WAITING.contains(&first.to_lowercase().as_str()))
            && words.split_whitespace().count() <= 8;
        // `x < 5 and y > 3` has a space behind its bracket; a placeholder has none.
        if (blank || waits) && !words.starts_with(' ') || (blank && open == '[') {
            found.push(start..rest);
        }
    }
    found
}

/// Letters where digits belong: `X%`, `NN percent`, `$XXk`, `__%`.
fn lettered_figures(text: &str) -> Vec<Range<usize>> {
    let is_stand_in = |c: char| matches!(c, 'X' | 'x' | 'N' | 'M' | 'Y' | 'Z' | '?' | '_');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_stand_in).map(|offset| at + offset) {
        let length = text[start..].find(|c| !is_stand_in(c)).unwrap_or(text.len() - start);
        let mut end = start + length;
        at = end;
        let letters = &text[start..end];
        let before = text[..start].chars().next_back();
        let uniform = letters.chars().all(|c| letters.starts_with(c));
        if !uniform || before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let after = &text[end..];
        let spaced = after.trim_start_matches([' ', '\u{a0}']);
        let gap = after.len() - spaced.len();
        let currency = before.is_some_and(|c| matches!(c, '$' | '\u{20ac}' | '\u{a3}'));
        let share = spaced.starts_with('%')
            || ["percent", "per cent", "pp"].iter().any(|unit| {
                spaced
                    .strip_prefix(unit)
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
            });
        // A question before a bracketed percent sign is none: only `?%` as it stands.
        if letters.starts_with('?') && !after.starts_with('%') {
            continue;
        }
        let blank = letters.starts_with('_') && length >= 2;
        if currency {
            end += after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
            let sign = before.map_or(0, char::len_utf8);
            found.push(start - sign..end);
        } else if share {
            end += if spaced.starts_with('%') { gap + 1 } else { 0 };
            found.push(start..end);
        } else if blank {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::{Told, check_examples};
    use crate::story::Section;

    #[test]
    fn every_entry_of_the_list_has_a_working_example() {
        check_examples(&MARKS, &RULE, Section::Result);
    }

    #[test]
    fn what_waits_to_be_filled_is_found() {
        let cases = [
            ("Sign-ups improved by [insert number]% in May.", "[insert number]"),
            ("Calls fell from <amount> a day.", "<amount>"),
            ("Revenue rose X% over the year.", "X%"),
            ("Churn fell by about ?% in May.", "?%"),
            ("Churn fell to M% in May.", "M%"),
            ("We saved $XXk on freight.", "$XXk"),
            ("Readmissions fell by NN percent.", "NN"),
            ("The queue shrank to [?] tickets.", "[?]"),
            ("It took ____ weeks.", "____"),
            ("Yield rose from TBD to 94%.", "TBD"),
        ];
        for (result, words) in cases {
            let told = Told::good().with(Section::Result, result);
            let found = told.quoted("S002");
            assert_eq!(found, [words], "{result}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for result in [
            "I kept the to-do list short and gave every ward a todo board.",
            "The Xbox team and Malcolm X students read it; 20x faster, 4 x 4 panels.",
            "She wrote \"we [the clinic] will renew\" and I kept the quote [sic].",
            "Churn stayed < 5% and margin > 30% for 12 stores.",
            "Was it worth it? Yes!",
            "Generation X buyers made up 40% of sales, plan Y the rest.",
        ] {
            let told = Told::good().with(Section::Result, result);
            assert!(told.found("S002").is_empty(), "{result}: {:?}", told.found("S002"));
        }
    }

    #[test]
    fn a_section_of_dots_or_dashes_is_a_placeholder() {
        for learning in ["\u{2026}", "-", "...\n"] {
            assert_eq!(Told::good().with(Section::Learning, learning).found("S002").len(), 1);
        }
    }
}
