//! The Result holds no figure for what changed.
//!
//! # What it does
//!
//! Looks in the Result for a figure that measures an outcome: where a metric stood, where it ended, or by how
//! much it moved. Targets, team sizes, dates and effort are figures and no outcomes. While this remark stands,
//! the others about the Result's figures wait. It counts against the story that its grade is 0.
//!
//! # Why an interviewer cares
//!
//! "A great success" can be said about everything. A number is what they can write down and compare, and its
//! absence is read as "did not measure" or "did not work".
//!
//! # Bad
//!
//! `The relaunch was a great success, and our directors were very happy.`
//!
//! # Better
//!
//! `Within a quarter, repeat bookings went from 21% to 27% of members, worth about $1.1 million a year.`

use crate::analysis::grade::Grade;
use crate::analysis::lint::quote::{enumerate, quote};
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::analysis::quantity::{Quantity, Role};
use crate::story::Section;

use super::s002_placeholder_text::is_only_placeholder;

pub(crate) static RULE: Rule = Rule {
    code: "Q001",
    name: "unquantified-result",
    severity: Severity::Error,
    source: include_str!("q001_unquantified_result.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(text) = context.section(Section::Result) else { return };
    if context.result.grade > Grade::Unquantified || is_only_placeholder(text) {
        return;
    }
    let named = |role: Role| -> Vec<String> {
        let words = |figure: &Quantity| quote(figure.span.slice(text.text()));
        text.quantities.iter().filter(|figure| figure.role == role).map(words).collect()
    };
    let targets = named(Role::Target);
    let (message, help) = if targets.is_empty() {
        (
            "the Result has no figure for what changed".to_owned(),
            "What was different afterwards, and who counted it? From what, to what, by when?",
        )
    } else {
        (
            format!(
                "{} is an aim, and the Result does not say what came of it",
                enumerate(&targets, 3)
            ),
            "Where did it end? The aim belongs in the Task, the outcome here.",
        )
    };
    findings.push(rule.absence(Section::Result, message, help));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::{Told, codes};
    use crate::story::Section;

    fn found(result: &str) -> Vec<crate::analysis::lint::Finding> {
        Told::good().with(Section::Result, result).found("Q001")
    }

    #[test]
    fn applause_is_no_outcome() {
        for result in [
            "The relaunch was a great success and the wards were happy.",
            "Everybody agreed that the ferry felt quicker.",
            "In 2023 we opened at the port for a team of eight.",
            "She thanked me and they stayed with us.",
        ] {
            assert_eq!(found(result).len(), 1, "{result}");
        }
    }

    #[test]
    fn an_outcome_is_one_whatever_its_grade() {
        for result in [
            "Waiting time fell from 40 minutes to 25 minutes.",
            "Yield is up 3%.",
            "I shipped 23 features.",
            "Calls went down, maybe 20 or 30 percent I think.",
        ] {
            assert!(found(result).is_empty(), "{result}");
        }
    }

    #[test]
    fn an_aim_is_named_as_what_it_is() {
        let found = found("The target was a load time of 2 seconds by January.");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("\"2 seconds\" is an aim"), "{found:?}");
        assert_eq!(found[0].span, None);
    }

    #[test]
    fn while_it_stands_the_others_about_figures_wait() {
        let told = Told::good().with(Section::Result, "It was a success.");
        let found: Vec<_> =
            codes(&told.findings()).into_iter().filter(|code| code.starts_with('Q')).collect();
        assert_eq!(found, ["Q001"]);
    }

    #[test]
    fn a_result_that_is_only_a_placeholder_is_called_that() {
        assert!(found("TBD").is_empty());
        assert_eq!(found("Calls dropped to TBD.").len(), 1);
    }
}
