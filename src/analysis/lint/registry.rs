//! Every rule, on one line each.

use super::rules;
use super::{Context, Finding, Severity};

/// One rule: its identity, its documentation and its check.
#[derive(Debug)]
pub struct Rule {
    /// Stable code; the letter is the family.
    pub code: &'static str,
    /// Stable name in kebab-case, which states the fault.
    pub name: &'static str,
    /// How much its findings weigh, unless the check says otherwise.
    pub severity: Severity,
    /// The rule's own source file, whose module documentation is what `explain` prints.
    pub source: &'static str,
    /// Adds what it finds.
    pub check: fn(&Rule, &Context<'_>, &mut Vec<Finding>),
}

impl Rule {
    /// The rule's documentation: what it does, why an interviewer cares, a bad and a better example.
    pub fn documentation(&self) -> String {
        self.source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// Every rule, in the order of its code.
pub static RULES: &[&Rule] = &[&rules::s001_missing_section::RULE];

/// The rule with this code or name, in any case.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| {
        rule.code.eq_ignore_ascii_case(code_or_name) || rule.name.eq_ignore_ascii_case(code_or_name)
    })
}

/// Runs every selected rule and leaves out what the story allows.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(rule, context, &mut findings);
    }
    findings
}
