//! One stated change against its ends, with the rounding that a speaker allows.

use super::link::Triple;
use super::{Sum, Verdict};
use crate::analysis::quantity::figure::{Figure, Per};
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{Word, words};
use crate::analysis::quantity::{Kind, Quantity, Reading, Value};

/// Holds a change against its ends; `None` where the ends allow no sum, or a mismatch may mean another metric.
pub(super) fn check(
    reading: &Reading<'_>,
    quantities: &[Quantity],
    triple: &Triple,
) -> Option<Sum> {
    let figures = &reading.figures;
    let (delta, from, to) =
        (&figures[triple.delta], &figures[triple.baseline], &figures[triple.result]);
    let (start, end) = ends(from, to)?;
    let stated = Stated::of(&reading.tokens, delta);
    let (holds, actual) = match delta.kind {
        Kind::Percent => percent(&reading.tokens, delta, &stated, start, end, from.kind)?,
        Kind::Ratio => share(&reading.tokens, &stated, delta, start, end)?,
        Kind::Multiplier => factor(&stated, delta, start, end)?,
        _ => difference(&stated, delta, (from, to), start, end),
    };
    if !holds && !triple.sure {
        return None;
    }
    let verdict = if holds { Verdict::Ok } else { Verdict::Conflict };
    let text = reading.tokens.text;
    let spans = [triple.delta, triple.baseline, triple.result].map(|at| quantities[at].span);
    let name = |at: usize| {
        let quantity = &quantities[at];
        let words = quantity.span.slice(text);
        // `from 5 days to 3`: an inherited unit is not in the words.
        let silent = words.chars().all(|c| !c.is_alphabetic() && !"%$€£¥₹".contains(c))
            && figures[at].size > 0.0;
        if silent { format!("{words} {}s", quantity.unit) } else { words.to_owned() }
    };
    let direction = if end < start { "a cut" } else { "a rise" };
    let shown = format!(
        "from {} to {} is {direction} of {actual}",
        name(triple.baseline),
        name(triple.result)
    );
    Some(Sum { delta: spans[0], baseline: spans[1], result: spans[2], shown, verdict })
}

/// Both ends in one unit; where only one is said per time, the other is meant so too.
fn ends(from: &Figure, to: &Figure) -> Option<(f64, f64)> {
    let (mut one, mut other) = (*from, *to);
    if one.per == Per::None || other.per == Per::None {
        one.per = Per::None;
        other.per = Per::None;
    }
    Some((amount(&one)?, amount(&other)?))
}

/// A figure's size in the base unit of its kind; a range has none.
fn amount(figure: &Figure) -> Option<f64> {
    let Value::One(value) = figure.value else { return None };
    let unit = if figure.size > 0.0 && figure.kind != Kind::Percent { figure.size } else { 1.0 };
    let per = match figure.per {
        Per::Time(_, length) if length > 0.0 => length,
        _ => 1.0,
    };
    let amount = value * unit / per;
    amount.is_finite().then_some(amount)
}

/// How a change was put: its size, and whether it was rounded out loud.
struct Stated {
    low: f64,
    high: f64,
    loose: bool,
    floor: bool,
}

impl Stated {
    fn of(tokens: &Tokens<'_>, delta: &Figure) -> Self {
        let (low, high) = match delta.value {
            Value::One(value) => (value.abs(), value.abs()),
            Value::Range([low, high]) => (low.abs(), high.abs()),
        };
        let near = |words: &[Word]| {
            (1..=3).any(|back| {
                delta.first.checked_sub(back).is_some_and(|at| tokens.is_any(at, words))
            })
        };
        let loose = near(words![
            "about", "roughly", "nearly", "almost", "around", "approximately", "some", "circa",
            "under", "~", "like", "call", "close", "practically", "basically",
        ]) || delta.first > 0 && tokens.sign(delta.first - 1, '~');
        let floor = near(words!["over", "than", "above", "least"]);
        Self { low, high, loose, floor }
    }

    /// Whether the actual change lies within the stated one, give or take.
    fn holds(&self, actual: f64, slack: f64) -> bool {
        let slack = if self.loose { slack * 2.0 } else { slack };
        let above = if self.floor { actual * 0.2 + slack } else { slack };
        actual >= self.low - slack && actual <= self.high + above
    }
}

fn percent(
    tokens: &Tokens<'_>,
    delta: &Figure,
    stated: &Stated,
    start: f64,
    end: f64,
    kind: Kind,
) -> Option<(bool, String)> {
    if start == 0.0 {
        return None;
    }
    let actual = (end - start).abs() / start.abs() * 100.0;
    // Whole tens and fives are spoken roundly; other figures are meant to the point.
    let round = stated.low % 5.0 == 0.0;
    let slack = if round { 1.6 } else { 1.1 } + actual / 200.0;
    let faster = tokens.is_any(delta.end, words!["faster", "quicker"]) && end != 0.0;
    let speed = faster && stated.holds((start / end - 1.0) * 100.0, slack);
    // A difference of percentages is often called percent.
    let points = kind == Kind::Percent && stated.holds((end - start).abs(), 0.15);
    Some((stated.holds(actual, slack) || speed || points, format!("{}%", trim(actual))))
}

fn share(
    tokens: &Tokens<'_>,
    stated: &Stated,
    delta: &Figure,
    start: f64,
    end: f64,
) -> Option<(bool, String)> {
    if start == 0.0 {
        return None;
    }
    let actual = (end - start).abs() / start.abs();
    // `a third of what it was` is what remains, not what went.
    let remains = tokens.is_any(delta.end, words!["of", "what", "as", "the"])
        && stated.holds((end / start).abs(), 0.03);
    Some((stated.holds(actual, 0.03) || remains, format!("{}%", trim(actual * 100.0))))
}

fn factor(stated: &Stated, delta: &Figure, start: f64, end: f64) -> Option<(bool, String)> {
    if start == 0.0 || end == 0.0 {
        return None;
    }
    let ratio = end / start;
    let actual = if stated.low < 1.0 || ratio >= 1.0 { ratio } else { 1.0 / ratio };
    let slack = stated.low * if delta.spelled { 0.08 } else { 0.05 };
    // `more than halved` is less than a half.
    let beyond =
        stated.floor && stated.low < 1.0 && actual < stated.low && actual > stated.low * 0.7;
    let holds = stated.holds(actual, slack) || beyond;
    let shown = if ratio >= 1.0 {
        format!("{}x", trim(ratio))
    } else {
        format!("{}%, a factor of {}", trim((1.0 - ratio) * 100.0), trim(1.0 / ratio))
    };
    Some((holds, shown))
}

fn difference(
    stated: &Stated,
    delta: &Figure,
    (from, to): (&Figure, &Figure),
    start: f64,
    end: f64,
) -> (bool, String) {
    let unit = if delta.size > 0.0 && !matches!(delta.kind, Kind::Points | Kind::Score) {
        delta.size
    } else {
        1.0
    };
    // Ends that were both said per time are held per second here.
    let per = match (from.per, to.per, delta.per) {
        (Per::Time(..), Per::Time(..), Per::Time(_, length))
        | (Per::Time(_, length), Per::Time(..), _)
            if length > 0.0 =>
        {
            length
        }
        _ => 1.0,
    };
    let mut actual = (end - start).abs() / unit * per;
    if delta.unit == "bp" {
        actual *= 100.0;
    }
    let slack = (stated.low * 0.02).max(half_of_last_place(stated.low));
    let name = match delta.kind {
        Kind::Points if delta.unit == "bp" => " basis points",
        Kind::Points | Kind::Score => " points",
        _ => "",
    };
    let shown = if delta.kind == Kind::Money {
        format!("{} {}", delta.unit, grouped(actual))
    } else if name.is_empty() && delta.size > 0.0 {
        format!("{} {}s", trim(actual), delta.unit)
    } else {
        format!("{}{name}", grouped(actual))
    };
    (stated.holds(actual, slack), shown)
}

/// Half of the last place that a number was given to: 0.05 for 0.6, 0.5 for 39.
fn half_of_last_place(value: f64) -> f64 {
    let mut place = 0.5;
    for _ in 0..4 {
        let scaled = value * 0.5 / place;
        if (scaled - scaled.round()).abs() < 1e-6 {
            return place * 0.6;
        }
        place /= 10.0;
    }
    place
}

/// A number to one decimal place, without a useless zero.
fn trim(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// A number to one decimal place, with its thousands set apart.
fn grouped(value: f64) -> String {
    let plain = trim(value);
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if rest.is_empty() { out } else { format!("{out}.{rest}") }
}
