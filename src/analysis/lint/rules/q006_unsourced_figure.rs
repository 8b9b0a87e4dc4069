//! A figure of the Result has no source.
//!
//! # What it does
//!
//! Holds every outcome figure of the Result against the story's claims. A figure without a claim is a remark; a
//! claim that you marked `unverified` is a warning. Where the story has no claims at all, one remark names
//! the figures. A handful of things (`three sites`) needs no source: everybody there could count them.
//!
//! # Why an interviewer cares
//!
//! "How was that measured?" comes in the second layer of questions. An answer needs an instrument, a period
//! and a person, and nobody invents those well on the spot.
//!
//! # Bad
//!
//! `It saved $2.3 million`, with the source "somebody in finance mentioned it".
//!
//! # Better
//!
//! `{figure: $2.3 million, basis: reported, source: "finance close for the third quarter, visits line"}`

use std::ops::Range;

use crate::analysis::claims::{self, Missing};
use crate::analysis::lint::outcome::Outcomes;
use crate::analysis::lint::quote::{enumerate, quote};
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::analysis::quantity::{Kind, Quantity, Value};
use crate::story::{Basis, Section};

pub(crate) static RULE: Rule = Rule {
    code: "Q006",
    name: "unsourced-figure",
    severity: Severity::Info,
    source: include_str!("q006_unsourced_figure.rs"),
    check: Check::Story(check),
};

/// Things that need no source, at most.
const HANDFUL: f64 = 10.0;

/// Figures that one remark names.
const NAMED: usize = 4;

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(outcomes) = Outcomes::of(context) else { return };
    let text = outcomes.text;
    let figures = outcomes.figures().iter().map(|figure| (Section::Result, *figure));
    let ledger = claims::ledger(context.story, figures);

    let mut unsourced: Vec<Range<usize>> = Vec::new();
    for entry in ledger.entries.iter().filter(|entry| entry.missing.contains(&Missing::Claim)) {
        if is_handful(entry.quantity) {
            continue;
        }
        let bytes = text.index.bytes(entry.quantity.span);
        match unsourced.last_mut() {
            Some(last) if is_pair(&text.text()[last.end..bytes.start]) => last.end = bytes.end,
            _ => unsourced.push(bytes),
        }
    }
    if context.story.claims.is_empty() {
        if let Some(first) = unsourced.first() {
            let named: Vec<String> = unsourced.iter().map(|bytes| words(text, bytes)).collect();
            findings.push(unsourced_finding(
                rule,
                text,
                first.clone(),
                &enumerate(&named, NAMED),
                named.len(),
            ));
        }
    } else {
        for bytes in unsourced {
            let named = words(text, &bytes);
            findings.push(unsourced_finding(rule, text, bytes, &named, 1));
        }
    }

    let mut reported = Vec::new();
    for entry in &ledger.entries {
        let Some(claim) = entry.claim.filter(|claim| claim.basis == Basis::Unverified) else {
            continue;
        };
        if reported.contains(&claim) {
            continue;
        }
        reported.push(claim);
        let source = match claim.source.as_deref().map(str::trim) {
            Some(source) if !source.is_empty() => format!("; you note {}", quote(source)),
            _ => String::new(),
        };
        let bytes = text.index.bytes(entry.quantity.span);
        findings.push(
            rule.at(
                text,
                bytes,
                format!("{} is unverified{source}", quote(&claim.figure)),
                "Who could confirm it before the interview? If nobody can, tell the story without it.",
            )
            .weighing(Severity::Warning),
        );
    }
}

fn unsourced_finding(
    rule: &Rule,
    text: &SectionText<'_>,
    bytes: Range<usize>,
    named: &str,
    count: usize,
) -> Finding {
    let verb = if count == 1 { "has" } else { "have" };
    rule.at(
        text,
        bytes,
        format!("{named} {verb} no source"),
        "Where was it measured, by whom, and which part is yours? `star claim` records it.",
    )
}

fn words(text: &SectionText<'_>, bytes: &Range<usize>) -> String {
    quote(&text.text()[bytes.clone()])
}

/// Whether a figure counts so few things that everybody there could see how many.
fn is_handful(figure: &Quantity) -> bool {
    figure.kind == Kind::Count
        && matches!(figure.value, Value::One(count) if count.abs() <= HANDFUL)
}

/// Whether what stands between two figures joins them to one (`18.4% to 11.9%`).
fn is_pair(between: &str) -> bool {
    matches!(between.trim(), "to" | "\u{2192}" | "->" | "and" | "\u{2013}" | "-")
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::Severity;
    use crate::analysis::lint::testing::Told;
    use crate::story::{Basis, Section};

    fn told() -> Told {
        Told::good().with(
            Section::Result,
            "Within a month no-shows went from 18.4% to 11.9%, and calls fell 40%.",
        )
    }

    #[test]
    fn without_claims_one_remark_names_the_figures() {
        let found = told().found("Q006");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "\"18.4% to 11.9%\" and \"40%\" have no source");
        assert_eq!(found[0].severity, Severity::Info);
    }

    #[test]
    fn with_claims_each_figure_left_out_is_a_remark() {
        let told = told().claiming("18.4% to 11.9%", Basis::Measured, Some("attendance"));
        assert_eq!(told.quoted("Q006"), ["40%"]);
        let all = told.claiming("40%", Basis::Estimated, Some("call log"));
        assert!(all.found("Q006").is_empty());
    }

    #[test]
    fn an_unverified_claim_is_a_warning_and_quotes_its_note() {
        let told = told().claiming("18.4% to 11.9%", Basis::Unverified, Some("a slide")).claiming(
            "40%",
            Basis::Measured,
            None,
        );
        let found = told.found("Q006");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].severity, Severity::Warning);
        assert_eq!(found[0].message, "\"18.4% to 11.9%\" is unverified; you note \"a slide\"");
    }

    #[test]
    fn a_handful_of_things_needs_no_source() {
        let told = Told::good().with(Section::Result, "I opened three sites and 40 beds by May.");
        assert_eq!(told.quoted("Q006"), ["40"]);
    }

    #[test]
    fn figures_of_other_sections_and_periods_need_no_source() {
        let told = Told::good()
            .with(Section::Action, "I read 400 comments.")
            .with(Section::Result, "It was fine within 3 weeks.");
        assert!(told.found("Q006").is_empty());
    }
}
