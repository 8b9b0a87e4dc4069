//! Situation and Task take up too much of the story.
//!
//! # What it does
//!
//! Compares the words of Situation and Task together with all words that are said aloud. It waits until
//! Action and Result are written, because until then the set-up is bound to look long.
//!
//! # Why an interviewer cares
//!
//! Every sentence of set-up is one in which you do nothing. Interviewers interrupt long set-ups, and then
//! the story is told in their order instead of yours.
//!
//! # Bad
//!
//! The founding of the company, the reorganisation, three departments, and then your part.
//!
//! # Better
//!
//! Two sentences of what was wrong and for whom, one of what you had to achieve.
//!
//! # Settings
//!
//! `check.long-setup` is the most of the spoken words that Situation and Task together should hold.

use crate::analysis::lint::quote::percent;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "S004",
    name: "long-setup",
    severity: Severity::Warning,
    source: include_str!("s004_long_setup.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let most = context.settings.long_setup;
    let told = [Section::Action, Section::Result];
    if told.iter().any(|&section| context.section(section).is_none()) || context.is_sketch() {
        return;
    }
    let Some(share) = context.share(&[Section::Situation, Section::Task]) else { return };
    if share <= most {
        return;
    }
    let words = context.words(Section::Situation) + context.words(Section::Task);
    let others = context.spoken_words() - words;
    let room = (most / (1.0 - most) * others as f64).floor() as usize;
    findings.push(rule.absence(
        Section::Situation,
        format!(
            "Situation and Task are {} of the story ({words} of {} words); at most {} is expected",
            percent(share),
            context.spoken_words(),
            percent(most),
        ),
        format!(
            "Which of it does a stranger need to follow the Action? Cut about {} words.",
            words.saturating_sub(room)
        ),
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn told(situation: usize, task: usize, action: usize) -> Told {
        Told::good()
            .with(Section::Situation, &"harbour ".repeat(situation))
            .with(Section::Task, &"cranes ".repeat(task))
            .with(Section::Action, &"measured ".repeat(action))
            .with(Section::Result, &"ships ".repeat(20))
            .without(Section::Learning)
    }

    #[test]
    fn situation_and_task_count_together() {
        let found = told(30, 20, 50).found("S004");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].section, Some(Section::Situation));
        assert!(found[0].message.contains("42% of the story (50 of 120 words)"), "{found:?}");
        // 37 words of set-up beside 70 others are 34.6%, 38 would be 35.2%.
        assert!(found[0].help.contains("about 13 words"), "{found:?}");
    }

    #[test]
    fn a_third_is_enough_room() {
        assert!(told(20, 15, 65).found("S004").is_empty());
        assert!(told(5, 5, 60).found("S004").is_empty());
    }

    #[test]
    fn an_unfinished_story_is_not_blamed_for_its_beginning() {
        assert!(told(60, 20, 50).without(Section::Result).found("S004").is_empty());
        assert!(told(60, 20, 0).found("S004").is_empty());
        assert!(told(8, 2, 3).with(Section::Result, "It held.").found("S004").is_empty());
    }

    #[test]
    fn the_threshold_can_be_set() {
        assert!(told(30, 20, 50).setting("check.long-setup", "0.5").found("S004").is_empty());
    }
}
