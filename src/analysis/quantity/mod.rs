//! Figures in prose: where they stand, what they measure, and what part they play.

mod factor;
pub(in crate::analysis) mod figure;
pub(in crate::analysis) mod lexicon;
mod measure;
pub(in crate::analysis) mod noun;
mod number;
mod numeral;
mod pair;
mod ratio;
mod resolve;
pub mod role;
mod tail;
pub(in crate::analysis) mod token;
mod veto;
pub(in crate::analysis) mod word;

pub(in crate::analysis) use veto::year_at;

use serde::{Deserialize, Serialize};

use self::figure::Figure;
use self::role::Model;
use self::token::Tokens;
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
    Reading::new(text, section).quantities()
}

/// A text read for its figures, with the tokens that later checks look at again.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct Reading<'a> {
    /// The text's tokens.
    pub(in crate::analysis) tokens: Tokens<'a>,
    /// Its figures, in order, with roles.
    pub(in crate::analysis) figures: Vec<Figure>,
}

impl<'a> Reading<'a> {
    /// Reads a text as one section of a story.
    pub(in crate::analysis) fn new(text: &'a str, section: Section) -> Self {
        Self::by(Model::shipped(), text, section)
    }

    /// Reads a text as one section, with these weights for the roles.
    fn by(model: &Model, text: &'a str, section: Section) -> Self {
        let mut reading = Self::unassigned(text);
        role::assign(model, &reading.tokens, &mut reading.figures, section);
        resolve::by_role(&reading.tokens, &mut reading.figures);
        reading
    }

    /// Reads a text for its figures without asking what part they play.
    fn unassigned(text: &'a str) -> Self {
        let tokens = Tokens::new(text);
        let mut figures = found(&tokens);
        veto::apply(&tokens, &mut figures);
        resolve::metrics(&tokens, &mut figures);
        pair::join(&tokens, &mut figures);
        resolve::settle(&tokens, &mut figures);
        Self { tokens, figures }
    }

    /// The figures as the outside sees them, with offsets in code points.
    pub(in crate::analysis) fn quantities(&self) -> Vec<Quantity> {
        let mut offsets = Offsets::new(self.tokens.text);
        self.figures
            .iter()
            .map(|figure| Quantity {
                span: self.span(figure, &mut offsets),
                kind: figure.kind,
                value: figure.value,
                unit: figure.unit_name(&self.tokens),
                role: figure.role,
            })
            .collect()
    }

    fn span(&self, figure: &Figure, offsets: &mut Offsets<'_>) -> Span {
        let byte = |at: usize, end: bool| {
            self.tokens.get(at).map_or(0, |token| if end { token.end() } else { token.start() })
        };
        let start = offsets.at(byte(figure.first, false));
        Span::new(start, offsets.at(byte(figure.end - 1, true)).max(start))
    }
}

/// Every number of a text with its unit, before anything is refused.
fn found(tokens: &Tokens<'_>) -> Vec<Figure> {
    let mut figures = Vec::with_capacity(tokens.starts.len());
    let mut floor = 0;
    for &at in &tokens.starts {
        if at < floor {
            continue;
        }
        let Some(mut figure) =
            factor::read(tokens, at).or_else(|| measure::read(tokens, at, floor))
        else {
            continue;
        };
        ratio::join(tokens, &mut figure);
        factor::widen(tokens, &mut figure, floor);
        floor = figure.end;
        figures.push(figure);
    }
    figures
}

/// Byte offsets to code point offsets, for offsets that only grow.
struct Offsets<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        let bytes = self.text.as_bytes();
        if byte >= self.byte {
            self.point +=
                bytes[self.byte..byte].iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
            self.byte = byte;
        }
        self.point
    }
}

/// The spans of a Result's figures, for the tests of every part.
#[cfg(test)]
fn spans(text: &str) -> Vec<&str> {
    recognise(text, Section::Result).iter().map(|found| found.span.slice(text)).collect()
}

/// The roles of a text's figures, for the tests of every part.
#[cfg(test)]
fn roles(text: &str, section: Section) -> Vec<Role> {
    recognise(text, section).iter().map(|found| found.role).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::grade;

    /// Pieces that put the grammar under strain when they are strung together at random.
    const PIECES: &[&str] = &[
        "1", "1,", "12,34,", "0", ".", "-", "–", "/", "%", "$", "€", "½", "per ", "a ", "an ",
        "half ", "one ", "hundred ", "and ", "million", "k", "ms", "from ", "to ", "→", "(", ")",
        "+", "x", "of ", "in ", "by ", "point ", "hours ", "days ", "September ", "2019", "'", "’",
        "µ", "é", "👍", "\n", "\n\n", " ", "p99", "doubled ", "was ", "The ", "NPS ", "out ",
    ];

    fn sound(text: &str, section: Section) -> Result<(), TestCaseError> {
        let points = text.chars().count();
        let mut end = 0;
        for found in recognise(text, section) {
            prop_assert!(found.span.start >= end, "spans stand in order and apart");
            prop_assert!(found.span.end > found.span.start && found.span.end <= points);
            let numbers = match found.value {
                Value::One(value) => vec![value],
                Value::Range(ends) => ends.to_vec(),
            };
            prop_assert!(numbers.iter().all(|number| number.is_finite()));
            end = found.span.end;
        }
        let assessment = grade::assess(text, section, &[(Section::Situation, text)]);
        prop_assert_eq!(assessment.quantities, recognise(text, section));
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_gives_ordered_spans_inside_it(text in "\\PC{0,200}") {
            sound(&text, Section::Result)?;
        }

        #[test]
        fn any_string_of_pieces_gives_ordered_spans_inside_it(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60),
            section in proptest::sample::select(Section::ALL.to_vec()),
        ) {
            sound(&pieces.concat(), section)?;
        }
    }

    #[test]
    fn long_runs_cost_no_more_than_their_length() {
        for piece in PIECES.iter().copied().chain([
            "1,11,", "1 ", "a hour ", "12-", "1/2/", "one hundred ", "from 1 to 2 ", "5%, ", "1:1",
            "per a ",
        ]) {
            let time = |times: usize| {
                let text = piece.repeat(times);
                let start = std::time::Instant::now();
                std::hint::black_box(grade::assess(&text, Section::Result, &[]));
                start.elapsed().as_secs_f64()
            };
            // The least of several runs, and more of them while a busy machine spoils the comparison.
            let (mut short, mut long) = (f64::INFINITY, f64::INFINITY);
            for _ in 0..12 {
                short = short.min(time(1_000));
                long = long.min(time(8_000));
                if long < short.max(0.002) * 32.0 {
                    break;
                }
            }
            // Eight times the text; a quadratic cost would be sixty-four times the time.
            assert!(long < short.max(0.002) * 32.0, "{piece:?}: {short} s, then {long} s");
        }
    }

    #[test]
    fn offsets_count_code_points() {
        let text = "Zoë’s queue → “né” fell 40%, from 5 days to 3.";
        assert_eq!(spans(text), ["40%", "5 days", "3"]);
    }
}
