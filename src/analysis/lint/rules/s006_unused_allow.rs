//! An `allow` of the story suppresses nothing, or names no rule.
//!
//! # What it does
//!
//! Compares the `allow` list of the story with what the rules found. It stays silent about rules that your
//! settings leave out, because nobody can tell what those would have found.
//!
//! # Why an interviewer cares
//!
//! They do not; you do. An `allow` that no longer applies hides the next fault of the same kind, and one
//! with a misspelt code never worked.
//!
//! # Bad
//!
//! `allow: [{code: V001, reason: pair project}]` in a story that has said "I" throughout since the last
//! edit.
//!
//! # Better
//!
//! Remove the entry; it is in the history if you need the reason again.

use crate::analysis::lint::registry::{nearest, rule as rule_called, runs};
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "S006",
    name: "unused-allow",
    severity: Severity::Info,
    source: include_str!("s006_unused_allow.rs"),
    check: Check::Findings(check),
};

fn check(rule: &Rule, context: &Context<'_>, raised: &[Finding], findings: &mut Vec<Finding>) {
    for allow in &context.story.allow {
        let code = allow.code.trim();
        let Some(allowed) = rule_called(code) else {
            let help = match nearest(code) {
                Some(near) => format!("Did you mean {} ({})?", near.code, near.name),
                None => "Which rule is meant? `star explain` lists them.".to_owned(),
            };
            findings.push(rule.absence(
                None,
                format!("the story allows {code:?}, and no rule is called that"),
                help,
            ));
            continue;
        };
        let used = raised.iter().any(|finding| finding.code == allowed.code);
        if !used && allowed.code != rule.code && runs(allowed, context) {
            findings.push(rule.absence(
                None,
                format!(
                    "the story allows {} ({}), which it does not raise",
                    allowed.code, allowed.name
                ),
                "Remove it, so that it does not hide the next one.",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::{Told, codes};
    use crate::story::Section;

    const WE: &str = "We met, we drew it, we built it and we shipped it to every depot.";

    #[test]
    fn an_allow_that_works_is_silent() {
        let told = Told::good().with(Section::Action, WE).allowing("V001");
        let found = codes(&told.findings());
        assert!(!found.contains(&"V001") && !found.contains(&"S006"), "{found:?}");
        let told = Told::good().with(Section::Action, WE).allowing("we-dominates");
        assert!(!codes(&told.findings()).contains(&"V001"));
    }

    #[test]
    fn an_allow_that_suppresses_nothing_is_named() {
        let found = Told::good().allowing("V001").found("S006");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("V001 (we-dominates)"), "{found:?}");
    }

    #[test]
    fn an_unknown_code_is_named_with_the_nearest() {
        let found = Told::good().allowing("V01").found("S006");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("V01"), "{found:?}");
        assert!(found[0].help.contains("V001"), "{found:?}");
    }

    #[test]
    fn a_rule_that_did_not_run_cannot_be_judged() {
        let told = Told::good().allowing("V001").setting("check.ignore", "V");
        assert!(told.found("S006").is_empty());
    }

    #[test]
    fn the_remark_itself_can_be_allowed() {
        let told = Told::good().allowing("V001").allowing("S006");
        assert!(told.found("S006").is_empty());
    }
}
