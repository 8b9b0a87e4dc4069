//! Figures in prose: where they stand, what they measure, and what part they play.

use serde::{Deserialize, Serialize};

use super::span::Span;
use crate::story::Section;

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A share of a hundred.
    Percent,
    /// Percentage or basis points.
    Points,
    /// An amount in a currency, also per time or per thing.
    Money,
    /// A length of time.
    Duration,
    /// So many of something.
    Count,
    /// Anything per time (or per thing) that is no money.
    Rate,
    /// Doubled, halved, 3x, by a factor of 7.
    Multiplier,
    /// 1 in 20, 12 out of 31, a third.
    Ratio,
    /// NPS, CSAT, recall and the like.
    Score,
    /// Bytes.
    Size,
    /// Length, mass, area, volume, temperature, energy.
    Dimension,
    /// Any other figure.
    Other,
}

impl Kind {
    /// The kind's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Money => "money",
            Self::Duration => "duration",
            Self::Count => "count",
            Self::Rate => "rate",
            Self::Multiplier => "multiplier",
            Self::Ratio => "ratio",
            Self::Score => "score",
            Self::Size => "size",
            Self::Dimension => "dimension",
            Self::Other => "other",
        }
    }
}

/// What part a figure plays in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Where the metric stood: before, in a control group, a year ago, at a competitor.
    Baseline,
    /// Where it ended, or what was shipped, made or held.
    Result,
    /// The change.
    Delta,
    /// An aim.
    Target,
    /// How long the change took.
    Timeframe,
    /// Breadth or denominator.
    Scope,
    /// Everything else: setup, effort spent, contract terms, vanity numbers.
    Context,
}

impl Role {
    /// Whether a figure in this role measures what changed.
    pub fn is_outcome(self) -> bool {
        matches!(self, Self::Baseline | Self::Result | Self::Delta)
    }

    /// The role's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Result => "result",
            Self::Delta => "delta",
            Self::Target => "target",
            Self::Timeframe => "timeframe",
            Self::Scope => "scope",
            Self::Context => "context",
        }
    }
}

/// A figure's size in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// One number.
    One(f64),
    /// A range, low end first as written.
    Range([f64; 2]),
}

/// One recognised figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands in the text given.
    pub span: Span,
    /// What it measures.
    pub kind: Kind,
    /// How much, in `unit`.
    pub value: Value,
    /// The unit in the singular (`second`, `%`, `USD`, `EU market`, `deploy/month`); empty if none is known.
    pub unit: String,
    /// What part it plays.
    pub role: Role,
}

/// Recognises every figure of a text, in order, without overlaps.
///
/// The section tells roles apart: a figure of a Task is an aim more often than an outcome.
pub fn recognise(text: &str, section: Section) -> Vec<Quantity> {
    let _ = (text, section);
    Vec::new()
}
