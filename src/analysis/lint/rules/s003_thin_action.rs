//! The Action takes up too little of the story.
//!
//! # What it does
//!
//! Compares the words of the Action with all words that are said aloud (Situation, Task, Action, Result,
//! Learning). A first sketch of a few lines is left alone, and so is a story without an Action, which
//! `S001` names.
//!
//! # Why an interviewer cares
//!
//! The Action is the only part that shows how you think and work; the rest is context. Follow-up questions
//! dig there, and a thin Action says that there is little to find.
//!
//! # Bad
//!
//! Two minutes on the history of the company, then: "I talked to everyone and we fixed it."
//!
//! # Better
//!
//! Six to ten sentences of what you looked at, what you chose between, what you decided and why, what went
//! wrong and what you did about it.
//!
//! # Settings
//!
//! `check.thin-action` is the least share of the spoken words that the Action should hold.

use crate::analysis::lint::quote::percent;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "S003",
    name: "thin-action",
    severity: Severity::Warning,
    source: include_str!("s003_thin_action.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let least = context.settings.thin_action;
    let words = context.words(Section::Action);
    let Some(share) = context.share(&[Section::Action]) else { return };
    // What is still missing elsewhere can only make the share smaller, so an unfinished story counts too.
    if words == 0 || share >= least || context.is_sketch() {
        return;
    }
    let others = context.spoken_words() - words;
    let short = (least / (1.0 - least) * others as f64).ceil() as usize - words;
    findings.push(rule.absence(
        Section::Action,
        format!(
            "the Action is {} of the story ({words} of {} words); at least {} is expected",
            percent(share),
            context.spoken_words(),
            percent(least),
        ),
        format!(
            "What did you look at, choose between and decide, and what went wrong on the way? About \
             {short} more words there, or fewer elsewhere, would balance it."
        ),
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn told(situation: usize, action: usize, result: usize) -> Told {
        Told::good()
            .with(Section::Situation, &"ward ".repeat(situation))
            .with(Section::Task, "I owned it.")
            .with(Section::Action, &"measured ".repeat(action))
            .with(Section::Result, &"beds ".repeat(result))
            .without(Section::Learning)
    }

    #[test]
    fn the_share_is_said_in_percent() {
        let found = told(50, 30, 27).found("S003");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("27% of the story (30 of 110 words)"), "{found:?}");
        assert!(found[0].message.contains("at least 40%"));
        // 54 of 134 words are 40%.
        assert!(found[0].help.contains("About 24 more words"), "{found:?}");
    }

    #[test]
    fn the_share_itself_is_enough() {
        assert!(told(30, 40, 27).found("S003").is_empty());
        assert!(told(10, 90, 20).found("S003").is_empty());
    }

    #[test]
    fn a_sketch_and_a_missing_action_are_left_alone() {
        assert!(told(20, 5, 5).found("S003").is_empty());
        assert!(told(50, 0, 50).found("S003").is_empty());
    }

    #[test]
    fn the_threshold_can_be_set() {
        let told = told(50, 30, 27).setting("check.thin-action", "0.2");
        assert!(told.found("S003").is_empty());
    }
}
