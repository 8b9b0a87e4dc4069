//! A stated change does not follow from its two ends.
//!
//! # What it does
//!
//! Where a section gives a starting point, an end point and a change, works out the change and compares it with
//! the stated one, with the rounding that a speaker would use. Percent and percentage points are told apart.
//! A clash caps the grade at 2.
//!
//! # Why an interviewer cares
//!
//! They do the sum while you talk. One wrong number makes them check the others.
//!
//! # Bad
//!
//! `Handling time went from 12 minutes to 3 minutes, an 80% cut.`
//!
//! # Better
//!
//! `Handling time went from 12 minutes to 3 minutes, a 75% cut.`

use crate::analysis::arithmetic::{Sum, Verdict};
use crate::analysis::grade;
use crate::analysis::lint::quote::quote;
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "Q005",
    name: "inconsistent-arithmetic",
    severity: Severity::Error,
    source: include_str!("q005_inconsistent_arithmetic.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in &context.sections {
        if text.section == Section::Result {
            report(rule, text, &context.result.sums, findings);
        } else if text.quantities.len() >= 3 {
            // A sum needs two ends and a change.
            let sums = grade::assess(text.text(), text.section, &[]).sums;
            report(rule, text, &sums, findings);
        }
    }
}

fn report(rule: &Rule, text: &SectionText<'_>, sums: &[Sum], findings: &mut Vec<Finding>) {
    for sum in sums.iter().filter(|sum| sum.verdict == Verdict::Conflict) {
        findings.push(rule.at_span(
            text.section,
            sum.delta,
            format!("{} does not follow: {}", quote(sum.delta.slice(text.text())), sum.shown),
            "Which of the three is wrong? Look them up where they were measured.",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    #[test]
    fn a_clash_shows_the_sum() {
        let told = Told::good()
            .with(Section::Result, "Handling time went from 12 minutes to 3 minutes, an 80% cut.");
        let found = told.found("Q005");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("80%"), "{found:?}");
        assert!(found[0].message.contains("75"), "{found:?}");
    }

    #[test]
    fn a_clash_in_the_headline_counts_too() {
        let told =
            Told::good().with(Section::Headline, "I cut scrap from 8 tonnes to 4 tonnes, by 60%.");
        let found = told.found("Q005");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].section, Some(Section::Headline));
    }

    #[test]
    fn what_a_speaker_would_round_holds() {
        for result in [
            "The wait went from 9.4 days to 2.6 days, a 72% cut.",
            "No-shows went from 18.4% to 11.9%, down 6.5 points.",
            "It went from 12 minutes to 3 minutes, a 75% cut.",
            "Yield rose 18%.",
        ] {
            assert!(
                Told::good().with(Section::Result, result).found("Q005").is_empty(),
                "{result}"
            );
        }
    }
}
