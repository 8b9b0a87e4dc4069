//! The story is tagged with more principles than it can carry.
//!
//! # What it does
//!
//! Counts the principles of the story.
//!
//! # Why an interviewer cares
//!
//! A story that shows everything shows nothing: 90 seconds hold one principle well and a second one in
//! passing. Many tags also make the library look fuller than it is.
//!
//! # Bad
//!
//! `principles: [deliver-results, think-big, frugality, earn-trust, dive-deep]`
//!
//! # Better
//!
//! `principles: [deliver-results, frugality]`
//!
//! # Settings
//!
//! `check.max-tags` is the number of principles above which none of them stands out.

use crate::analysis::lint::quote::enumerate;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "P003",
    name: "too-many-tags",
    severity: Severity::Warning,
    source: include_str!("p003_too_many_tags.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let tags = &context.story.principles;
    let most = context.settings.max_tags;
    let Some(primary) = tags.first() else { return };
    if tags.len() <= most {
        return;
    }
    let names: Vec<String> =
        tags.iter().map(|tag| context.profile.name_of(tag).to_owned()).collect();
    findings.push(rule.absence(
        None,
        format!(
            "the story is tagged with {} principles: {}",
            tags.len(),
            enumerate(&names, names.len())
        ),
        format!(
            "Which {} would an interviewer write down after {}? Keep {}.",
            match most {
                0..=2 => "one".to_owned(),
                3 => "one or two".to_owned(),
                more => format!("{} at most", more - 1),
            },
            context.profile.name_of(primary),
            if most <= 2 { "that" } else { "those" },
        ),
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;

    #[test]
    fn four_are_too_many_and_are_named() {
        let told = Told::good().tagged(&["dive-deep", "ownership", "frugality", "earn-trust"]);
        let found = told.found("P003");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("4 principles"), "{found:?}");
        assert!(found[0].message.to_lowercase().contains("earn"), "{found:?}");
    }

    #[test]
    fn three_are_not() {
        let told = Told::good().tagged(&["dive-deep", "ownership", "frugality"]);
        assert!(told.found("P003").is_empty());
        assert!(Told::good().tagged(&[]).found("P003").is_empty());
    }

    #[test]
    fn the_number_can_be_set() {
        let told = Told::good().tagged(&["dive-deep", "ownership"]).setting("check.max-tags", "1");
        assert_eq!(told.found("P003").len(), 1);
    }
}
