//! The Result counts what was made, not what it changed.
//!
//! # What it does
//!
//! Speaks up where every outcome figure of the Result counts things shipped, written or held, so that the grade
//! stays at 1. Remarks about a missing starting point, period or meaning wait until there is an outcome.
//!
//! # Why an interviewer cares
//!
//! 23 features are effort. Whether anybody needed them is the question, and an author who does not know has not
//! looked.
//!
//! # Bad
//!
//! `In one year I shipped 23 features, 61 pages of documentation and 40 workshops.`
//!
//! # Better
//!
//! `Within a year, new partners went live in 9 days instead of 34, without a call to our engineers.`

use crate::analysis::lint::outcome::Outcomes;
use crate::analysis::lint::quote::{enumerate, quote};
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::analysis::quantity::Quantity;
use crate::analysis::stem::stem;

pub(crate) static RULE: Rule = Rule {
    code: "Q008",
    name: "activity-not-outcome",
    severity: Severity::Warning,
    source: include_str!("q008_activity_not_outcome.rs"),
    check: Check::Story(check),
};

/// Words behind a count among which its noun stands (`1,100 dead feature flags`).
const NOUN_REACH: usize = 4;

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(outcomes) = Outcomes::of(context).filter(|outcomes| outcomes.is_output(context))
    else {
        return;
    };
    let text = outcomes.text;
    let named: Vec<String> = outcomes
        .figures()
        .iter()
        .map(|figure| {
            let bytes = text.index.bytes(figure.span);
            quote(&text.text()[bytes.start..noun_end(text, figure, bytes.end)])
        })
        .collect();
    let first = text.index.bytes(outcomes.figures()[0].span);
    let verb = if named.len() == 1 { "counts" } else { "count" };
    findings.push(rule.at(
        text,
        first,
        format!("{} {verb} what was done, not what changed", enumerate(&named, 4)),
        "What could people do afterwards that they could not do before, and how many of them, how fast?",
    ));
}

/// Where the noun of a bare count ends; a count means nothing without it.
fn noun_end(text: &SectionText<'_>, figure: &Quantity, end: usize) -> usize {
    let Some(noun) = figure.unit.rsplit(' ').next().map(stem).filter(|noun| !noun.is_empty())
    else {
        return end;
    };
    text.words_within(end..text.sentence_at(end).end)
        .take(NOUN_REACH)
        .find(|&at| stem(text.word(at)) == noun)
        .map_or(end, |at| text.word_range(at).end)
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::{Told, codes};
    use crate::story::Section;

    fn found(result: &str) -> Vec<crate::analysis::lint::Finding> {
        Told::good().with(Section::Result, result).found("Q008")
    }

    #[test]
    fn things_made_are_named_with_their_noun() {
        let found = found("In one year I shipped 23 features and held 40 workshops.");
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "\"23 features\" and \"40 workshops\" count what was done, not what changed"
        );
    }

    #[test]
    fn only_the_output_is_the_fault() {
        let told = Told::good().with(Section::Result, "I wrote 61 pages and trained 12 crews.");
        let found: Vec<_> = codes(&told.findings())
            .into_iter()
            .filter(|code| code.starts_with('Q') && *code != "Q006")
            .collect();
        assert_eq!(found, ["Q008"]);
    }

    #[test]
    fn a_change_or_a_level_is_an_outcome() {
        for result in [
            "I shipped 23 features, and calls fell from 90 a week to 20.",
            "Satisfaction is now 4.5 out of 5.",
            "We cut scrap 40%.",
            "It was a success.",
            "Calls went down, maybe 20 or 30 percent I think.",
        ] {
            assert!(found(result).is_empty(), "{result}");
        }
    }
}
