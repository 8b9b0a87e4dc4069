//! A percentage stands alone: of how many?
//!
//! # What it does
//!
//! Speaks up where the Result gives a relative change (`up 18%`, `tripled`) and neither where the metric stood
//! nor how many people, orders or sites it is about.
//!
//! # Why an interviewer cares
//!
//! 100% more is one customer instead of two. A percentage without its whole is how small numbers are made to
//! look large, and they know it.
//!
//! # Bad
//!
//! `Conversion went up 18%.`
//!
//! # Better
//!
//! `Conversion went up 18% on 240,000 searches a week.`

use crate::analysis::lint::outcome::Outcomes;
use crate::analysis::lint::quote::quote_with_lead;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::analysis::quantity::{Kind, Role};

pub(crate) static RULE: Rule = Rule {
    code: "Q009",
    name: "percentage-without-base",
    severity: Severity::Info,
    source: include_str!("q009_percentage_without_base.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(outcomes) = Outcomes::measured(context) else { return };
    let elements = context.result.elements;
    if elements.baseline || elements.scope {
        return;
    }
    let Some(figure) = outcomes.figures().iter().find(|figure| {
        figure.role == Role::Delta && matches!(figure.kind, Kind::Percent | Kind::Multiplier)
    }) else {
        return;
    };
    let bytes = outcomes.text.index.bytes(figure.span);
    let words = quote_with_lead(outcomes.text, bytes.clone());
    findings.push(rule.at(
        outcomes.text,
        bytes,
        format!("{words} does not say of how much"),
        "Of how many people, orders or sites? Say the whole once, however small it is.",
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn found(result: &str) -> Vec<crate::analysis::lint::Finding> {
        Told::good().with(Section::Result, result).found("Q009")
    }

    #[test]
    fn a_relative_change_alone_is_asked_for_its_whole() {
        for result in [
            "Conversion went up 18%.",
            "Within a quarter harvest losses fell by 30 percent.",
            "Sign-ups doubled.",
        ] {
            assert_eq!(found(result).len(), 1, "{result}");
        }
    }

    #[test]
    fn a_start_or_a_breadth_is_a_whole() {
        for result in [
            "Losses fell from 10% to 7%, a 30% cut.",
            "Losses fell by 30 percent across 40 farms.",
            "Waiting fell by 15 minutes.",
            "It was a success.",
        ] {
            assert!(found(result).is_empty(), "{result}");
        }
    }
}
