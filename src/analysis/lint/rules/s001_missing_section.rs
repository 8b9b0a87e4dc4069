//! A required section is missing or empty.
//!
//! # What it does
//!
//! Looks for the four parts that every story needs: Situation, Task, Action and Result. White space alone
//! counts as nothing. Each missing part is a remark of its own, because each asks you something else.
//!
//! # Why an interviewer cares
//!
//! Interviewers write their notes under Situation, Task, Action and Result. A story without one of them
//! leaves a blank in the feedback form, and a blank counts as "not shown".
//!
//! # Bad
//!
//! A story that ends with the launch and never says what came of it.
//!
//! # Better
//!
//! `result: Support contacts about late parcels fell from 9% to 5% of orders within a quarter.`

use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "S001",
    name: "missing-section",
    severity: Severity::Error,
    source: include_str!("s001_missing_section.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for section in Section::REQUIRED {
        if context.section(section).is_some() {
            continue;
        }
        let help = match section {
            Section::Situation => "Where and when was this, and what was at stake?",
            Section::Task => {
                "What exactly were you, rather than the team, asked or determined to achieve?"
            }
            Section::Action => "What did you do, step by step, and why that way?",
            _ => "What was different afterwards, in a number that somebody measured?",
        };
        findings.push(rule.absence(
            section,
            format!("the story has no {}", section.heading()),
            help,
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::{Told, codes};
    use crate::story::Section;

    #[test]
    fn each_missing_section_is_named_and_has_no_span() {
        let told = Told::good().without(Section::Result).without(Section::Task);
        let findings = told.found("S001");
        let sections: Vec<_> = findings.iter().map(|finding| finding.section).collect();
        assert_eq!(sections, [Some(Section::Task), Some(Section::Result)]);
        assert!(findings.iter().all(|finding| finding.span.is_none()));
        assert!(findings[1].message.contains("Result"));
    }

    #[test]
    fn white_space_is_no_section() {
        assert_eq!(Told::good().with(Section::Action, " \n\t").found("S001").len(), 1);
    }

    #[test]
    fn headline_and_learning_are_not_required() {
        let told = Told::good().without(Section::Headline).without(Section::Learning);
        assert!(told.found("S001").is_empty());
    }

    #[test]
    fn a_missing_result_raises_no_remark_about_its_figures() {
        let told = Told::good().without(Section::Result);
        assert!(!codes(&told.findings()).iter().any(|code| code.starts_with('Q')));
    }
}
