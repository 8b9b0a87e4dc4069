//! How well a Result is quantified.

use serde::{Deserialize, Serialize};

use super::arithmetic::{Sum, Verdict};
use super::quantity::{self, Quantity};
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
    let quantities = quantity::recognise(text, section);
    let _ = setup;
    Assessment {
        quantities,
        elements: Elements::default(),
        grade: Grade::Unquantified,
        arithmetic: None,
        sums: Vec::new(),
        borrowed_baseline: None,
    }
}
