//! How well a Result is quantified.

mod baseline;
mod business;
mod change;
mod scope;
mod setup;
mod timeframe;

use serde::{Deserialize, Serialize};

use super::arithmetic::{self, Sum, Verdict};
use super::quantity::role::clause;
use super::quantity::{Quantity, Reading, Role};
use super::span::Span;
use crate::story::Section;

/// What a defensible Result is made of; each is shown to the author, with the missing ones named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elements {
    /// An outcome quantity is there.
    pub metric: bool,
    /// It is a change or a level of a named metric, not merely a thing shipped, and not hedged away.
    pub change: bool,
    /// A baseline, control or benchmark is stated or derivable, or the change is relative.
    pub base: bool,
    /// A baseline is stated or derivable.
    pub baseline: bool,
    /// The period or deadline in which it came is given.
    pub timeframe: bool,
    /// Its breadth is given.
    pub scope: bool,
    /// What it meant in money, customers, hours given back, a cost or risk avoided.
    pub business: bool,
}

/// How well a Result is quantified, from 0 to 4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// No outcome quantity.
    #[default]
    Unquantified,
    /// An outcome quantity without a change.
    Bare,
    /// A change.
    Measured,
    /// Measured, and at least two of base, timeframe, scope, business.
    Anchored,
    /// Measured, with baseline and timeframe, and scope or business.
    Defensible,
}

impl Grade {
    /// Every grade, from the lowest.
    pub const ALL: [Self; 5] =
        [Self::Unquantified, Self::Bare, Self::Measured, Self::Anchored, Self::Defensible];

    /// The grade that these elements earn; a clash in the arithmetic caps it at [`Grade::Measured`].
    pub fn of(elements: Elements, conflict: bool) -> Self {
        let Elements { metric, change, base, baseline, timeframe, scope, business } = elements;
        let anchors = [base, timeframe, scope, business].into_iter().filter(|&held| held).count();
        let grade = if !metric {
            Self::Unquantified
        } else if !change {
            Self::Bare
        } else if baseline && timeframe && (scope || business) {
            Self::Defensible
        } else if anchors >= 2 {
            Self::Anchored
        } else {
            Self::Measured
        };
        if conflict { grade.min(Self::Measured) } else { grade }
    }

    /// The grade as a number from 0 to 4.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The grade's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unquantified => "unquantified",
            Self::Bare => "bare",
            Self::Measured => "measured",
            Self::Anchored => "anchored",
            Self::Defensible => "defensible",
        }
    }
}

/// Everything a reader can say about how one text is quantified.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The figures, in order.
    pub quantities: Vec<Quantity>,
    /// What is there and what is missing.
    pub elements: Elements,
    /// The grade that follows.
    pub grade: Grade,
    /// Whether the stated sums hold; `None` where nothing can be checked.
    pub arithmetic: Option<Verdict>,
    /// Every sum that could be checked.
    pub sums: Vec<Sum>,
    /// A baseline found in the set-up for a metric of the Result, to be said again there.
    pub borrowed_baseline: Option<(Section, Span)>,
}

/// Assesses a text as a Result (or as any section, standing alone).
///
/// `setup` holds the texts before it (Situation, Task): a baseline given there for the same metric counts.
pub fn assess(text: &str, section: Section, setup: &[(Section, &str)]) -> Assessment {
    of_reading(&Reading::new(text, section), setup)
}

/// Assesses a text that has been read.
pub(super) fn of_reading(reading: &Reading<'_>, setup: &[(Section, &str)]) -> Assessment {
    let quantities = reading.quantities();
    let sums = arithmetic::check(reading, &quantities);
    let arithmetic = arithmetic::verdict(&sums);
    let mut elements = elements(reading);
    let mut borrowed_baseline = None;
    if elements.metric && !elements.baseline {
        borrowed_baseline = setup::baseline(reading, setup);
        elements.baseline |= borrowed_baseline.is_some();
        elements.base |= elements.baseline;
    }
    let grade = Grade::of(elements, arithmetic == Some(Verdict::Conflict));
    Assessment { quantities, elements, grade, arithmetic, sums, borrowed_baseline }
}

/// The elements that a text holds by itself; without an outcome there is nothing for the others to be of.
fn elements(reading: &Reading<'_>) -> Elements {
    let outcomes: Vec<usize> =
        (0..reading.figures.len()).filter(|&at| reading.figures[at].role.is_outcome()).collect();
    if outcomes.is_empty() {
        return Elements::default();
    }
    let baseline = baseline::is_given(reading);
    Elements {
        metric: true,
        change: outcomes.iter().any(|&at| change::is_change(reading, at)),
        base: baseline || baseline::is_relative(reading),
        baseline,
        timeframe: timeframe::is_given(reading),
        scope: scope::is_given(reading),
        business: business::is_given(reading),
    }
}

/// The tokens of every sentence that has an outcome, each once.
fn outcome_sentences(reading: &Reading<'_>) -> Vec<std::ops::Range<usize>> {
    let mut sentences: Vec<std::ops::Range<usize>> = Vec::new();
    for figure in reading.figures.iter().filter(|figure| figure.role.is_outcome()) {
        if sentences.last().is_some_and(|last| figure.end <= last.end) {
            continue;
        }
        let sentence = clause::sentence(&reading.tokens, figure.first, figure.end);
        let start = sentences.last().map_or(0, |last| last.end).max(sentence.start);
        sentences.push(start..sentence.end);
    }
    sentences
}

/// Whether a text has a figure in this role.
fn has_role(reading: &Reading<'_>, role: Role) -> bool {
    reading.figures.iter().any(|figure| figure.role == role)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(text: &str) -> u8 {
        assess(text, Section::Result, &[]).grade.number()
    }

    #[test]
    fn each_grade_has_what_its_name_says() {
        for (text, number) in [
            ("Everybody was delighted with the launch.", 0),
            ("We shipped to 40 markets.", 1),
            ("Refund time fell, maybe by 20 or 30 percent.", 1),
            ("CSAT is now 4.5.", 2),
            ("I cut page load by 40% within six weeks.", 3),
            ("I cut page load from 4.2 s to 1.8 s within six weeks across 14 markets.", 4),
            ("I cut page load from 12 s to 3 s within six weeks across 14 markets, a 90% cut.", 2),
        ] {
            assert_eq!(grade(text), number, "{text}");
        }
    }

    #[test]
    fn a_baseline_in_the_situation_counts_for_the_same_metric_only() {
        let setup =
            [(Section::Situation, "Refund turnaround was 9 days and the team had 12 people.")];
        let lent = assess("Refund turnaround is now 2 days.", Section::Result, &setup);
        assert!(lent.elements.baseline);
        let (section, span) = lent.borrowed_baseline.unwrap();
        assert_eq!((section, span.slice(setup[0].1)), (Section::Situation, "9 days"));
        let other = assess("Page load is now 2 seconds.", Section::Result, &setup);
        assert!(!other.elements.baseline);
    }
}
