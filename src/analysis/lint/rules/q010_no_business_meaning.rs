//! The Result measures something and does not say what it was worth.
//!
//! # What it does
//!
//! Looks in the Result for what the change meant: money, customers kept or won, hours given back, a cost, risk
//! or penalty avoided.
//!
//! # Why an interviewer cares
//!
//! "So what?" is a fair question about every metric. The answer shows that you know why the work was worth
//! paying for.
//!
//! # Bad
//!
//! `Within six weeks, page load went from 4.2 seconds to 1.8 seconds.`
//!
//! # Better
//!
//! `… and about 900 more orders a week came through, worth $31,000.`

use crate::analysis::lint::outcome::Outcomes;
use crate::analysis::lint::quote::quote_with_lead;
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::analysis::quantity::Kind;
use crate::stem::stem;
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "Q010",
    name: "no-business-meaning",
    severity: Severity::Info,
    source: include_str!("q010_no_business_meaning.rs"),
    check: Check::Story(check),
};

/// Words from the verb to what was kept or lost.
const REACH: usize = 4;

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(outcomes) = Outcomes::measured(context) else { return };
    if context.result.elements.business
        || context.section(Section::Result).is_some_and(tells_who_left)
        || context.section(Section::Result).is_some_and(tells_what_stopped)
    {
        return;
    }
    let bytes = outcomes.text.index.bytes(outcomes.main().span);
    let words = quote_with_lead(outcomes.text, bytes);
    findings.push(rule.absence(
        outcomes.text.section,
        format!("the Result does not say what {words} was worth"),
        "What did it mean in money, customers kept, hours given back or a risk avoided?",
    ));
}

/// What a customer does who stays or goes, by stem.
const LEAVING: &[&str] = &[
    "cancelled", "lost", "left", "renewed", "signed", "kept", "quit", "returned", "ended",
    "extended",
];

/// What is kept or lost with a customer, by stem.
const KEPT: &[&str] =
    &["contract", "account", "subscription", "licence", "license", "customer", "client", "renewal"];

/// Whether a sentence tells without a figure of its own that customers or contracts were won, kept or lost.
fn tells_who_left(text: &SectionText<'_>) -> bool {
    let one_of = |at: usize, list: &[&str]| {
        let word = stem(text.word(at));
        list.iter().any(|listed| stem(listed) == word)
    };
    text.segments.sentences().iter().any(|sentence| {
        let mut words = text.words_within(sentence.clone());
        let verb = words.find(|&at| one_of(at, LEAVING));
        verb.is_some_and(|verb| {
            words.take_while(|&at| at <= verb + REACH).any(|at| one_of(at, KEPT))
        })
    })
}

/// Whether a sum of money is said to have stopped: `the refunds, €4,000 a month, stopped`.
fn tells_what_stopped(text: &SectionText<'_>) -> bool {
    let sums = text.quantities.iter().filter(|figure| figure.kind == Kind::Money);
    sums.map(|figure| text.sentence_at(text.index.bytes(figure.span).start)).any(|sentence| {
        text.words_within(sentence).any(|at| {
            matches!(
                text.word(at),
                "stopped" | "ended" | "vanished" | "disappeared" | "gone" | "ceased"
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn found(result: &str) -> Vec<crate::analysis::lint::Finding> {
        Told::good().with(Section::Result, result).found("Q010")
    }

    #[test]
    fn a_metric_without_a_meaning_is_asked_so_what() {
        for result in [
            "Within six weeks, page load went from 4.2 seconds to 1.8 seconds.",
            "Conversion went up 18%.",
        ] {
            assert_eq!(found(result).len(), 1, "{result}");
        }
    }

    #[test]
    fn money_customers_or_hours_are_a_meaning() {
        for result in [
            "Load fell from 4.2 seconds to 1.8 seconds, worth $31,000 a week.",
            "That gave nurses back about 900 hours a month.",
            "Churn fell from 2.3% to 1.8%, about 157 fewer shops lost a month.",
        ] {
            assert!(found(result).is_empty(), "{result}");
        }
    }

    #[test]
    fn contracts_won_or_lost_are_a_meaning_too() {
        let told =
            "41 of 60 schools had switched it off, and nine of those cancelled the whole contract.";
        assert!(found(told).is_empty());
        assert_eq!(
            found("Load fell from 4.2 seconds to 1.8 seconds, as in the contract.").len(),
            1
        );
    }

    #[test]
    fn without_an_outcome_there_is_nothing_to_be_worth() {
        assert!(found("It was a success.").is_empty());
        assert!(found("I shipped 23 features.").is_empty());
    }
}
