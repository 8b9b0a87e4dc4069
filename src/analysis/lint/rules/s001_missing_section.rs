//! A required section is missing or empty.
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

use crate::analysis::lint::{Context, Finding, Rule, Severity};
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "S001",
    name: "missing-section",
    severity: Severity::Error,
    source: include_str!("s001_missing_section.rs"),
    check,
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
        findings.push(Finding {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            section: Some(section),
            span: None,
            message: format!("the story has no {}", section.heading()),
            help: help.to_owned(),
        });
    }
}
