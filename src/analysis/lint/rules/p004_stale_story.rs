//! The story is so old that an interviewer will ask for a newer one.
//!
//! # What it does
//!
//! Counts the months from the last month of the story's period to today. A story without a period is left
//! alone.
//!
//! # Why an interviewer cares
//!
//! They ask how you work now. An old story invites "and something more recent?", and its details have
//! faded just where the follow-ups dig.
//!
//! # Bad
//!
//! `period: 2019-03/2019-08`, told seven years later as the main story for a principle.
//!
//! # Better
//!
//! An episode of the last two or three years, with the old one kept in reserve.
//!
//! # Settings
//!
//! `check.stale-months` is the number of months after which an interviewer asks for something recent.

use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "P004",
    name: "stale-story",
    severity: Severity::Info,
    source: include_str!("p004_stale_story.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(period) = context.story.period else { return };
    let months = period.to.months_until(context.today);
    if months <= context.settings.stale_months {
        return;
    }
    let age = match (months / 12, months % 12) {
        (0 | 1, _) => format!("{months} months"),
        (years, 0) => format!("{years} years"),
        (years, _) => format!("more than {years} years"),
    };
    findings.push(rule.absence(
        None,
        format!("the story ended in {}, {age} ago", period.to),
        "Is there something of the last two or three years that shows the same?",
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;

    // Told stories are read on 2026-11-23.

    #[test]
    fn more_than_four_years_is_stale() {
        let found = Told::good().during("2019-03/2019-08").found("P004");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("2019-08, more than 7 years ago"), "{found:?}");
        assert_eq!(Told::good().during("2022-10").found("P004").len(), 1);
    }

    #[test]
    fn the_end_of_the_period_counts_and_four_years_are_not_more_than_four() {
        assert!(Told::good().during("2018-01/2022-11").found("P004").is_empty());
        assert!(Told::good().during("2026-11").found("P004").is_empty());
    }

    #[test]
    fn without_a_period_nobody_knows() {
        assert!(Told::good().found("P004").is_empty());
    }

    #[test]
    fn the_age_can_be_set() {
        let told = Told::good().during("2025-01").setting("check.stale-months", "12");
        assert!(told.found("P004")[0].message.contains("22 months ago"));
    }
}
