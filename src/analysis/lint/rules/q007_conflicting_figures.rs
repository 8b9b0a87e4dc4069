//! One metric has two values.
//!
//! # What it does
//!
//! Compares the starting point, end point and change of a metric between the sections of the story (Headline,
//! Situation and Task against the Result), and the ends told in the Results of all stories of its project. Two
//! figures count as one metric when their kind, unit and the words that name them agree; a median and an
//! average are two metrics, and so are a week and a month. Where one story goes on from the point at which
//! another ended, or their periods do not overlap, there is no clash.
//!
//! # Why an interviewer cares
//!
//! Interviewers compare notes after the loop. The same number told twice in two ways puts both in doubt, and
//! you with them.
//!
//! # Bad
//!
//! `claim time went from 14 days to 9 days` in one story of the portal, and `from 14 days to 6 days` in
//! another.
//!
//! # Better
//!
//! The same end point in both; or, if they differ, why: `6 days for car glass alone`.

use crate::analysis::lint::metric::Measure;
use crate::analysis::lint::quote::quote;
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::analysis::quantity::{self, Role};
use crate::story::{Section, Story};

pub(crate) static RULE: Rule = Rule {
    code: "Q007",
    name: "conflicting-figures",
    severity: Severity::Warning,
    source: include_str!("q007_conflicting_figures.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(result) = context.section(Section::Result) else { return };
    let told = Measure::of_text(result, &result.quantities, false);
    if told.is_empty() {
        return;
    }
    for section in [Section::Headline, Section::Situation, Section::Task] {
        let Some(other) = context.section(section) else { continue };
        let setup = section != Section::Headline;
        let measures = Measure::of_text(other, &other.quantities, setup);
        let clash = told.iter().find_map(|here| {
            let there = measures.iter().find(|there| {
                clashes_within(here, there, setup)
                    || (!setup && forks((&told, here), (&measures, there)))
            })?;
            Some((here, there))
        });
        if let Some((here, there)) = clash {
            let place = format!("the {}", section.heading());
            report(rule, (result, here), (other, there), &place, findings);
        }
    }
    for sibling in context.siblings {
        if !overlap(context.story, sibling) {
            continue;
        }
        let Some(text) = sibling.section(Section::Result) else { continue };
        let quantities = quantity::recognise(text, Section::Result);
        let other = SectionText::new(Section::Result, text, Vec::new());
        let measures = Measure::of_text(&other, &quantities, false);
        if let Some((here, there)) = clash_between(&told, &measures) {
            let place = format!("the story {}", sibling.slug);
            report(rule, (result, here), (&other, there), &place, findings);
        }
    }
}

/// Whether a figure of the Result and one of another section of the same story clash.
fn clashes_within(here: &Measure<'_>, there: &Measure<'_>, setup: bool) -> bool {
    let same_role = if setup {
        here.figure.role == Role::Baseline
            && matches!(there.figure.role, Role::Baseline | Role::Context | Role::Result)
    } else {
        here.figure.role == there.figure.role
    };
    same_role && here.is_same_metric(there) && !here.agrees(there)
}

/// Whether two end points part although both set out from the same start: the headline and the Result tell one
/// change under two names.
fn forks(
    (told, here): (&[Measure<'_>], &Measure<'_>),
    (others, there): (&[Measure<'_>], &Measure<'_>),
) -> bool {
    // Not by unit: `from 1,900 litres to 1,100 litres a month` says the rate once.
    let start = |all: &[Measure<'_>], end: &Measure<'_>| {
        all.iter()
            .filter(|m| {
                m.figure.role == Role::Baseline && m.figure.span.end <= end.figure.span.start
            })
            .max_by_key(|m| m.figure.span.end)
            .map(|m| m.figure.value)
    };
    here.figure.role == Role::Result
        && there.figure.role == Role::Result
        && here.is_like_metric(there)
        && !here.agrees(there)
        && start(told, here).is_some_and(|mine| start(others, there) == Some(mine))
}

/// The first clash between the Results of two stories of a project.
///
/// One end must agree, or be told by one of the two only: where both ends differ, the stories speak of two
/// periods or two parts of the metric, and where one begins at the other's end, it goes on from there.
fn clash_between<'m, 'q>(
    told: &'m [Measure<'q>],
    others: &'m [Measure<'q>],
) -> Option<(&'m Measure<'q>, &'m Measure<'q>)> {
    let pick = |all: &'m [Measure<'q>], like: &Measure<'q>, role: Role| {
        all.iter().find(|m| m.figure.role == role && m.is_same_metric(like))
    };
    for role in [Role::Result, Role::Baseline] {
        let opposite = if role == Role::Result { Role::Baseline } else { Role::Result };
        for here in told.iter().filter(|measure| measure.figure.role == role) {
            let Some(there) = pick(others, here, role) else { continue };
            if here.agrees(there) {
                continue;
            }
            let (my_end, its_end) = (pick(told, here, opposite), pick(others, there, opposite));
            let goes_on = my_end.is_some_and(|end| end.agrees(there))
                || its_end.is_some_and(|end| end.agrees(here));
            let comparable = match (my_end, its_end) {
                (Some(mine), Some(its)) => mine.agrees(its),
                _ => true,
            };
            if comparable && !goes_on {
                return Some((here, there));
            }
        }
    }
    None
}

/// Whether two stories may speak of the same time; unknown periods may.
fn overlap(a: &Story, b: &Story) -> bool {
    match (a.period, b.period) {
        (Some(a), Some(b)) => a.from <= b.to && b.from <= a.to,
        _ => true,
    }
}

fn report(
    rule: &Rule,
    (text, here): (&SectionText<'_>, &Measure<'_>),
    (other, there): (&SectionText<'_>, &Measure<'_>),
    place: &str,
    findings: &mut Vec<Finding>,
) {
    findings.push(rule.at(
        text,
        here.bytes.clone(),
        format!(
            "{} for {} does not agree with {} in {place}",
            quote(&text.text()[here.bytes.clone()]),
            quote(&text.text()[here.phrase.clone()]),
            quote(&other.text()[there.bytes.clone()]),
        ),
        "Which of the two is right? If both are, say what differs: the period, the part or the measure.",
    ));
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn result(text: &str) -> Told {
        Told::good().with(Section::Result, text)
    }

    #[test]
    fn two_stories_of_a_project_with_two_ends_clash() {
        let told = result("The average time to settle a claim went from 14 days to 6 days.").beside(
            "portal-launch",
            result("Within a month the average time to settle a claim went from 14 days to 9 days."),
        );
        let found = told.found("Q007");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            found[0].message,
            "\"6 days\" for \"average time to settle a claim\" does not agree with \"9 days\" in the \
             story portal-launch"
        );
        assert_eq!(told.quoted("Q007"), ["6 days"]);
    }

    #[test]
    fn the_headline_and_the_situation_must_agree_with_the_result() {
        let told = result("The no-show rate went from 18.4% to 11.9%.")
            .with(Section::Headline, "I brought the no-show rate from 18.4% to 9.9%.");
        assert_eq!(told.quoted("Q007"), ["11.9%"]);
        let told = result("The no-show rate went from 18.4% to 11.9%.")
            .with(Section::Situation, "Our no-show rate was 24%.");
        assert_eq!(told.quoted("Q007"), ["18.4%"]);
    }

    #[test]
    fn one_start_and_two_ends_are_one_change_told_twice() {
        let told =
            result("The diesel that an average site burns went from 1,900 litres to 1,250 litres.")
                .with(
                    Section::Headline,
                    "I cut the diesel of an average tower from 1,900 litres to 1,100 litres.",
                );
        assert_eq!(told.quoted("Q007"), ["1,250 litres"]);
        let told =
            result("The diesel that an average site burns went from 1,900 litres to 1,250 litres.")
                .with(
                    Section::Headline,
                    "I cut the water of an old pump from 1,900 litres to 1,100 litres.",
                );
        assert!(told.found("Q007").is_empty());
    }

    #[test]
    fn what_agrees_or_goes_on_or_is_another_metric_is_no_clash() {
        let cases = [
            (
                "The no-show rate went from 18.4% to 11.9%.",
                "The no-show rate went from 18.4% to 11.9%.",
            ),
            (
                "The no-show rate went from 18.4% to 11.9%.",
                "The no-show rate went from 11.9% to 8%.",
            ),
            (
                "The median wait for a bed went from 9 days to 3 days.",
                "The average wait for a bed went from 9 days to 4 days.",
            ),
            (
                "The wait for a bed went from 9 days to 3 days.",
                "The wait for a scan went from 9 days to 4 days.",
            ),
            (
                "The no-show rate went from 18% to 12%.",
                "The no-show rate of children went from 25% to 19%.",
            ),
            ("Scrap fell from 9% to 4%.", "Churn fell from 9% to 5%."),
        ];
        for (here, there) in cases {
            let found = result(here).beside("other", result(there)).found("Q007");
            assert!(found.is_empty(), "{here} / {there}: {found:?}");
        }
    }

    #[test]
    fn rounding_and_other_periods_are_no_clash() {
        let told = result("The no-show rate went from 18.4% to 11.9%.")
            .with(Section::Headline, "I brought the no-show rate from 18% to 12%.");
        assert!(told.found("Q007").is_empty());
        let told =
            result("The no-show rate went from 18% to 12%.").during("2023-01/2023-06").beside(
                "later",
                result("The no-show rate went from 18% to 9%.").during("2024-01/2024-06"),
            );
        assert!(told.found("Q007").is_empty());
    }
}
