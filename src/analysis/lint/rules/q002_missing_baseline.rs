//! The Result gives a change or a level and no starting point.
//!
//! # What it does
//!
//! Looks for where the metric stood before: a value (`from 12 days`), a control group, last year, a
//! benchmark, or two figures from which it follows. A starting point that stands only in the Situation or the
//! Task counts for the grade and is offered here as a remark: say it again in the Result.
//!
//! # Why an interviewer cares
//!
//! "Up 18%" is a triumph from 40 and noise from 0.4. "From what?" is the first follow-up question, every time.
//!
//! # Bad
//!
//! `Conversion went up 18%.`
//!
//! # Better
//!
//! `Conversion went from 2.8% to 3.3% of searches within two months.`

use crate::analysis::lint::outcome::Outcomes;
use crate::analysis::lint::quote::{quote, quote_with_lead};
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "Q002",
    name: "missing-baseline",
    severity: Severity::Warning,
    source: include_str!("q002_missing_baseline.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(outcomes) = Outcomes::measured(context) else { return };
    let bytes = outcomes.text.index.bytes(outcomes.main().span);
    let words = quote_with_lead(outcomes.text, bytes.clone());
    if let Some((section, span)) = context.result.borrowed_baseline {
        let start = context.section(section).map_or("", |text| span.slice(text.text()));
        findings.push(
            rule.at(
                outcomes.text,
                bytes,
                format!(
                    "{words} leaves its starting point, {}, behind in the {}",
                    quote(start),
                    section.heading()
                ),
                format!("Say it again here: \"from {start}\".", start = start.trim()),
            )
            .weighing(Severity::Info),
        );
    } else if !context.result.elements.baseline {
        findings.push(rule.at(
            outcomes.text,
            bytes,
            format!("{words} has no starting point"),
            format!("From what? You say {words} and not where it stood before."),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::Severity;
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn told(result: &str) -> Told {
        Told::good().with(Section::Result, result)
    }

    #[test]
    fn a_change_without_a_start_is_quoted_and_asked_about() {
        for (result, words) in [
            ("Conversion went up 18%.", "Conversion went up 18%"),
            ("In May, NPS reached 47.", "NPS reached 47"),
            ("Double bookings fell 64% in the first month.", "Double bookings fell 64%"),
            ("Calls went down, maybe 20 or 30 percent I think.", "20 or 30 percent"),
        ] {
            let found = told(result).found("Q002");
            assert_eq!(found.len(), 1, "{result}");
            assert!(found[0].message.contains(words), "{found:?}");
            assert!(found[0].help.starts_with("From what?"), "{found:?}");
            assert_eq!(found[0].severity, Severity::Warning);
        }
    }

    #[test]
    fn a_start_that_is_said_or_follows_is_enough() {
        for result in [
            "Waiting time fell from 40 minutes to 25 minutes.",
            "Only 1 in 20 riders gave up, compared with 1 in 6 the year before.",
            "Time to hire shrank by 18 days to 34 days.",
        ] {
            assert!(told(result).found("Q002").is_empty(), "{result}");
        }
    }

    #[test]
    fn what_was_only_made_has_no_start_to_miss() {
        assert!(told("I shipped 23 features and 40 workshops.").found("Q002").is_empty());
    }

    #[test]
    fn a_start_in_the_situation_is_offered() {
        let told = told("Within a quarter, the no-show rate fell to 11.9%.")
            .with(Section::Situation, "The no-show rate of our clinics was 18.4%.");
        let found = told.found("Q002");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].severity, Severity::Info);
        assert!(found[0].message.contains("\"18.4%\", behind in the Situation"), "{found:?}");
    }
}
