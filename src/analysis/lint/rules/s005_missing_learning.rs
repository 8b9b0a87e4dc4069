//! The story says nothing of what you took from it.
//!
//! # What it does
//!
//! Looks for a Learning. For a failure its absence is a warning, for any other outcome a remark.
//!
//! # Why an interviewer cares
//!
//! "What would you do differently?" follows almost every story. For a failure the answer is the point of the
//! question: without it, what remains is the failure.
//!
//! # Bad
//!
//! A launch that had to be withdrawn, and then the next story.
//!
//! # Better
//!
//! `learning: I checked one clinic because we were late. Now I check three of different sizes, and I have
//! moved two dates for it since.`

use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::story::{Outcome, Section};

pub(crate) static RULE: Rule = Rule {
    code: "S005",
    name: "missing-learning",
    severity: Severity::Info,
    source: include_str!("s005_missing_learning.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.section(Section::Learning).is_some() {
        return;
    }
    let failure = context.story.outcome == Some(Outcome::Failure);
    let (message, help, severity) = if failure {
        (
            "a failure without a Learning",
            "What do you do differently since, and where has it already changed a decision of yours?",
            Severity::Warning,
        )
    } else {
        (
            "the story has no Learning",
            "What would you do differently, or what have you done differently since?",
            rule.severity,
        )
    };
    findings.push(rule.absence(Section::Learning, message.to_owned(), help).weighing(severity));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::Severity;
    use crate::analysis::lint::testing::Told;
    use crate::story::{Outcome, Section};

    #[test]
    fn a_failure_weighs_more() {
        let cases = [
            (None, Severity::Info),
            (Some(Outcome::Success), Severity::Info),
            (Some(Outcome::Mixed), Severity::Info),
            (Some(Outcome::Failure), Severity::Warning),
        ];
        for (outcome, severity) in cases {
            let found = Told::good().without(Section::Learning).ending(outcome).found("S005");
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].severity, severity, "{outcome:?}");
        }
    }

    #[test]
    fn a_learning_of_any_length_is_enough() {
        let told =
            Told::good().with(Section::Learning, "Ask first.").ending(Some(Outcome::Failure));
        assert!(told.found("S005").is_empty());
    }
}
