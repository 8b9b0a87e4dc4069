//! The story is too short to be told.
//!
//! # What it does
//!
//! Counts the words that are said aloud, divides them by your pace and compares the time with the target.
//! It waits until at least three of the four required sections are written; before that, `S001` says what
//! to do next.
//!
//! # Why an interviewer cares
//!
//! A story of half a minute answers the question and nothing else. The interviewer has to dig for every
//! decision you took, and what they do not dig for you did not show.
//!
//! # Bad
//!
//! `I called the owner that afternoon and told her honestly what had happened. She stayed with us.`
//!
//! # Better
//!
//! What you found, what you weighed, what it cost to tell her, what she said, and what you changed so that
//! it does not happen again.
//!
//! # Settings
//!
//! `check.too-short` is the share of the target below which a story is too short; `check.target-seconds` is
//! the target and `check.pace` the words a minute.

use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::analysis::speech;
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "L002",
    name: "too-short",
    severity: Severity::Warning,
    source: include_str!("l002_too_short.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let words = context.spoken_words();
    let target = context.target_words();
    let missing =
        Section::REQUIRED.into_iter().filter(|&section| context.section(section).is_none()).count();
    if missing > 1 || words as f64 >= target * context.settings.too_short {
        return;
    }
    let help = if context.words(Section::Action) * 2 < words {
        "Which of your decisions in the Action are still untold?"
    } else {
        "What did you weigh before you acted, and what changed afterwards?"
    };
    findings.push(rule.absence(
        None,
        format!(
            "the story takes only {} s to tell ({words} words); the target is {:.0} s",
            speech::seconds(words, context.settings.pace),
            context.settings.target_seconds,
        ),
        format!("There is room for about {} more words. {help}", target.round() as usize - words),
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn told(words: usize) -> Told {
        let quarter = "tram ".repeat(words / 4);
        Section::REQUIRED
            .into_iter()
            .fold(Told::good().without(Section::Learning), |told, section| {
                told.with(section, &quarter)
            })
    }

    #[test]
    fn seconds_and_room_are_said() {
        let found = told(80).found("L002");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("only 32 s to tell (80 words)"), "{found:?}");
        assert!(found[0].help.contains("about 145 more words"), "{found:?}");
    }

    #[test]
    fn half_the_target_is_enough() {
        assert_eq!(told(112).found("L002").len(), 1);
        assert!(told(116).found("L002").is_empty());
    }

    #[test]
    fn one_missing_section_is_no_excuse_and_two_are() {
        let one = told(100).without(Section::Result);
        assert_eq!(one.found("L002").len(), 1);
        assert!(one.without(Section::Task).found("L002").is_empty());
    }

    #[test]
    fn the_share_can_be_set() {
        assert!(told(80).setting("check.too-short", "0.3").found("L002").is_empty());
    }
}
