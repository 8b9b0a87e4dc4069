//! The Result does not say how long it took.
//!
//! # What it does
//!
//! Looks in the Result for the period or the deadline in which the outcome came: `within six weeks`, `by
//! March`, `over the holiday peak`, `year on year`.
//!
//! # Why an interviewer cares
//!
//! The same change in six weeks and in three years is two different people. Without a period they cannot tell
//! your change from the season, either.
//!
//! # Bad
//!
//! `Late deliveries fell from 9% to 4%.`
//!
//! # Better
//!
//! `Within eight weeks, late deliveries fell from 9% to 4%.`

use crate::analysis::lint::outcome::Outcomes;
use crate::analysis::lint::quote::quote_with_lead;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "Q003",
    name: "missing-timeframe",
    severity: Severity::Warning,
    source: include_str!("q003_missing_timeframe.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(outcomes) = Outcomes::measured(context) else { return };
    if context.result.elements.timeframe {
        return;
    }
    let bytes = outcomes.text.index.bytes(outcomes.main().span);
    let words = quote_with_lead(outcomes.text, bytes.clone());
    findings.push(rule.absence(
        outcomes.text.section,
        format!("the Result does not say how long {words} took"),
        "Within how many weeks, or by which date?",
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn found(result: &str) -> Vec<crate::analysis::lint::Finding> {
        Told::good().with(Section::Result, result).found("Q003")
    }

    #[test]
    fn a_change_without_a_period_is_asked_about() {
        for result in [
            "Conversion went up 18%.",
            "Across 140 clinics, refilled slots went from 33% to 58%.",
            "Scrap fell from 4 tonnes to 1 tonne.",
        ] {
            let found = found(result);
            assert_eq!(found.len(), 1, "{result}");
            assert_eq!(found[0].span, None);
        }
    }

    #[test]
    fn a_period_a_deadline_or_a_comparison_of_years_is_enough() {
        for result in [
            "Within six weeks scrap fell from 4 tonnes to 1 tonne.",
            "By October, scrap was down 40%.",
            "Year on year, accidents fell 12%.",
            "Quarter over quarter, installs rose 18%.",
        ] {
            assert!(found(result).is_empty(), "{result}");
        }
    }

    #[test]
    fn what_was_only_made_is_another_fault() {
        assert!(found("I shipped 23 features.").is_empty());
        assert!(found("It was a success.").is_empty());
    }
}
