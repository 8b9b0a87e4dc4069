//! The story is tagged with no principle.
//!
//! # What it does
//!
//! Looks at the story's list of principles. The first is the primary one; without any, the story counts for
//! nothing in coverage and readiness.
//!
//! # Why an interviewer cares
//!
//! Every question aims at one principle. If you do not know which one a story shows, you will tell it in
//! answer to the wrong question.
//!
//! # Bad
//!
//! `principles: []`
//!
//! # Better
//!
//! `principles: [dive-deep, customer-obsession]`

use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "P001",
    name: "untagged",
    severity: Severity::Error,
    source: include_str!("p001_untagged.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.story.principles.is_empty() {
        findings.push(rule.absence(
            None,
            "the story is tagged with no principle".to_owned(),
            "Which principle does it show best? `star suggest` ranks them by what the text says.",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;

    #[test]
    fn no_tag_is_an_error_and_one_is_enough() {
        assert_eq!(Told::good().tagged(&[]).found("P001").len(), 1);
        assert!(Told::good().tagged(&["dive-deep"]).found("P001").is_empty());
    }

    #[test]
    fn a_principle_of_another_profile_is_a_tag_too() {
        assert!(Told::good().tagged(&["move-fast"]).found("P001").is_empty());
    }
}
