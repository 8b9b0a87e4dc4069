//! The story takes too long to tell.
//!
//! # What it does
//!
//! Counts the words that are said aloud, divides them by your pace and compares the time with the target.
//!
//! # Why an interviewer cares
//!
//! A story of 90 seconds leaves room for the follow-ups that earn the score. After two minutes the
//! interviewer stops you, and the Result is at the end.
//!
//! # Bad
//!
//! 380 words: two and a half minutes without a breath.
//!
//! # Better
//!
//! About 225 words, with the rest kept for the follow-up questions.
//!
//! # Settings
//!
//! `check.over-time` is the share of the target above which a story is over time; `check.target-seconds` is
//! the target and `check.pace` the words a minute.

use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::analysis::speech;

pub(crate) static RULE: Rule = Rule {
    code: "L001",
    name: "over-time",
    severity: Severity::Warning,
    source: include_str!("l001_over_time.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let words = context.spoken_words();
    let target = context.target_words();
    if words as f64 <= target * context.settings.over_time {
        return;
    }
    findings.push(rule.absence(
        None,
        format!(
            "the story takes {} s to tell ({words} words); the target is {:.0} s",
            speech::seconds(words, context.settings.pace),
            context.settings.target_seconds,
        ),
        format!(
            "Cut about {} words. Which sentences would you keep for a follow-up question?",
            words - target.round() as usize
        ),
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn told(words: usize) -> Told {
        let quarter = "bus ".repeat(words / 4);
        Section::REQUIRED
            .into_iter()
            .fold(Told::good().without(Section::Learning), |told, section| {
                told.with(section, &quarter)
            })
    }

    #[test]
    fn seconds_and_words_to_cut_are_said() {
        let found = told(300).found("L001");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("120 s to tell (300 words)"), "{found:?}");
        assert!(found[0].help.contains("about 75 words"), "{found:?}");
        assert_eq!((found[0].section, found[0].span), (None, None));
    }

    #[test]
    fn up_to_125_percent_of_the_target_is_in_time() {
        assert!(told(280).found("L001").is_empty());
        assert_eq!(told(284).found("L001").len(), 1);
    }

    #[test]
    fn the_headline_is_not_counted() {
        let told = told(280).with(Section::Headline, &"bus ".repeat(50));
        assert!(told.found("L001").is_empty());
    }

    #[test]
    fn pace_and_target_can_be_set() {
        assert!(told(300).setting("check.pace", "180").found("L001").is_empty());
        assert!(told(300).setting("check.target-seconds", "120").found("L001").is_empty());
        assert_eq!(told(200).setting("check.target-seconds", "60").found("L001").len(), 1);
    }
}
