//! The Action says "we" more often than "I".
//!
//! # What it does
//!
//! Counts in the Action who acts: `I` on one side, `we` and `the team` (or `my team`, `our team`) at the head
//! of a clause on the other. Possessives do not count: `I asked our lawyer` is you. Words in quotation marks
//! do not count either. It speaks up when the group acts at least three times and more often than you.
//!
//! # Why an interviewer cares
//!
//! They hire you, not the team. Every "we" brings the question "and what was your part?", and a candidate who
//! has to be asked four times did not own it.
//!
//! # Bad
//!
//! `We interviewed customers, we designed new tiers and we built the page.`
//!
//! # Better
//!
//! `I interviewed 22 customers and proposed two tiers. Two engineers built the page; I wrote the rules it
//! follows.`

use crate::analysis::lint::clause::has_break;
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::analysis::voice::FirstPerson;
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "V001",
    name: "we-dominates",
    severity: Severity::Warning,
    source: include_str!("v001_we_dominates.rs"),
    check: Check::Story(check),
};

/// Acts of the group below which nothing dominates.
const LEAST: usize = 3;

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(text) = context.section(Section::Action) else { return };
    let FirstPerson { i, we } = FirstPerson::count(text.text());
    let team = teams(text);
    if we + team < LEAST || we + team <= i {
        return;
    }
    let group = match (we, team) {
        (we, 0) => format!("\"we\" {we} times"),
        (0, team) => format!("\"the team\" {team} times"),
        (we, team) => format!("\"we\" or \"the team\" {} times", we + team),
    };
    let own = match i {
        0 => "never \"I\"".to_owned(),
        1 => "\"I\" once".to_owned(),
        i => format!("\"I\" {i} times"),
    };
    findings.push(rule.absence(
        Section::Action,
        format!("the Action says {group} and {own}"),
        "Which of these did you do or decide yourself? Say \"I\" there, and name who did the rest.",
    ));
}

/// How often the team is the subject.
fn teams(text: &SectionText<'_>) -> usize {
    (0..text.segments.words().len())
        .filter(|&at| {
            text.word(at) == "team"
                && !text.is_quoted(text.word_range(at).start)
                && heads_clause(text, at)
        })
        .count()
}

/// Whether `the team`, `my team` or `our team` begins a sentence or a clause.
fn heads_clause(text: &SectionText<'_>, at: usize) -> bool {
    let Some(article) = at.checked_sub(1) else { return false };
    if !matches!(text.word(article), "the" | "my" | "our" | "whole" | "entire") {
        return false;
    }
    let first = if matches!(text.word(article), "whole" | "entire") {
        article.saturating_sub(1)
    } else {
        article
    };
    let start = text.word_range(first).start;
    let Some(before) = first.checked_sub(1) else { return true };
    text.sentence_at(start).start == start
        || has_break(text.between(before, first))
        || matches!(text.word(before), "and" | "but" | "so" | "then" | "while")
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    #[test]
    fn a_group_that_acts_more_is_counted_against_i() {
        let cases = [
            ("We met. We drew it, we built it and I tested it.", "\"we\" 3 times and \"I\" once"),
            (
                "The team met. Our team drew it, and the team built it.",
                "\"the team\" 3 times and never \"I\"",
            ),
            (
                "I asked. Then we drew it, we built it and we\u{2019}d shipped by May; the team sang.",
                "\"we\" or \"the team\" 4 times",
            ),
        ];
        for (action, words) in cases {
            let found = Told::good().with(Section::Action, action).found("V001");
            assert_eq!(found.len(), 1, "{action}");
            assert!(found[0].message.contains(words), "{found:?}");
        }
    }

    #[test]
    fn an_author_who_acts_is_left_alone() {
        for action in [
            "I asked our lawyer, our bank and our insurer; I let us wait, and we signed.",
            "We met twice. We agreed, and I wrote it, I sent it and I called them.",
            "I asked the team to stop. I told the team why. I gave the team a week.",
            "I read what they wrote: \"we tried, we failed, we gave up\", and I called.",
            "We met and we agreed.",
        ] {
            assert!(
                Told::good().with(Section::Action, action).found("V001").is_empty(),
                "{action}"
            );
        }
    }

    #[test]
    fn only_the_action_counts() {
        let told = Told::good().with(Section::Situation, "We met, we argued, we left, we waited.");
        assert!(told.found("V001").is_empty());
    }
}
