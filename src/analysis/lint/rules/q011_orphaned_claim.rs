//! A claim is about a figure that the text no longer holds.
//!
//! # What it does
//!
//! Looks for the words of each claim's figure in the sections of the story, in any case and across line ends.
//!
//! # Why an interviewer cares
//!
//! The figure was changed and its source was not: one of the two is wrong, and you have rehearsed both.
//!
//! # Bad
//!
//! A Result that says `from 9.6 days`, and a claim about `9.4 days to 2.6 days`.
//!
//! # Better
//!
//! One number in both places, the one in the source.

use crate::analysis::claims;
use crate::analysis::lint::quote::quote;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "Q011",
    name: "orphaned-claim",
    severity: Severity::Warning,
    source: include_str!("q011_orphaned_claim.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in claims::orphans(context.story) {
        findings.push(rule.absence(
            None,
            format!("the claim about {} has lost its figure", quote(&claim.figure)),
            "Did the figure change? Take it from the source, and make text and claim agree.",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::{Basis, Section};

    fn found(figure: &str) -> usize {
        Told::good()
            .with(Section::Result, "The wait went from 9.4\ndays to 2.6 days.")
            .claiming(figure, Basis::Measured, None)
            .found("Q011")
            .len()
    }

    #[test]
    fn a_figure_that_is_gone_leaves_an_orphan() {
        assert_eq!(found("9.6 days to 2.6 days"), 1);
        assert_eq!(found("4 days"), 1);
    }

    #[test]
    fn a_figure_is_found_in_any_case_and_across_lines() {
        assert_eq!(found("9.4 Days to 2.6 days"), 0);
        assert_eq!(found("2.6 days"), 0);
    }

    #[test]
    fn a_figure_of_any_section_counts() {
        let told = Told::good().with(Section::Headline, "I cut it by 72%.").claiming(
            "72%",
            Basis::Measured,
            None,
        );
        assert!(told.found("Q011").is_empty());
    }
}
