//! A scratch sentence with its figures under it.

use std::fmt::Write as _;

use super::check::grade_sentence;
use super::excerpt::marked;
use super::style::{self, Tone};
use crate::analysis::Span;
use crate::analysis::arithmetic::Verdict;
use crate::analysis::grade::{Assessment, Elements};
use crate::analysis::quantity::{Quantity, Role, Value};

/// The figures under the sentence, the elements, the grade and what is missing.
pub fn human(text: &str, assessment: &Assessment, width: usize) -> String {
    let marks: Vec<(Span, Tone)> = assessment
        .quantities
        .iter()
        .map(|quantity| (quantity.span, role_tone(quantity.role)))
        .collect();
    let mut out = marked(text, &marks, width).join("\n");
    out.push('\n');
    if assessment.quantities.is_empty() {
        out.push_str("No figure found.\n");
    }
    let words = |quantity: &Quantity| style::clean_line(quantity.span.slice(text));
    let widest =
        assessment.quantities.iter().map(|quantity| style::columns(&words(quantity))).max();
    let widest = widest.unwrap_or(0).min(width / 3);
    for quantity in &assessment.quantities {
        let _ = writeln!(
            out,
            "  {}  {}  {}",
            style::pad(&style::fit(&words(quantity), widest), widest),
            style::paint(role_tone(quantity.role), &style::pad(quantity.role.as_str(), 9)),
            style::clean_line(&describe(quantity)),
        );
    }
    let _ = writeln!(out, "\n{}", elements(&assessment.elements, width));
    for sum in &assessment.sums {
        let (tone, word) = match sum.verdict {
            Verdict::Ok => (Tone::Good, "the sum holds"),
            Verdict::Conflict => (Tone::Bad, "the sum does not hold"),
        };
        let _ = writeln!(out, "{}: {}", style::paint(tone, word), style::clean_line(&sum.shown));
    }
    let line = capitalised(&grade_sentence(assessment));
    let _ = writeln!(out, "{}", style::wrap(&line, width, "", "  "));
    out
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn role_tone(role: Role) -> Tone {
    match role {
        Role::Baseline | Role::Result | Role::Delta => Tone::Good,
        Role::Target => Tone::Warn,
        Role::Timeframe | Role::Scope => Tone::Accent,
        Role::Context => Tone::Muted,
    }
}

fn describe(quantity: &Quantity) -> String {
    let value = match quantity.value {
        Value::One(value) => number(value),
        Value::Range([low, high]) => format!("{} to {}", number(low), number(high)),
    };
    let unit = &quantity.unit;
    let space = if unit.is_empty() || unit == "%" { "" } else { " " };
    format!("{}: {value}{space}{unit}", quantity.kind.as_str())
}

/// A number as a person writes it: no more digits than it has, thousands apart.
pub fn number(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    let text = rounded.abs().to_string();
    let (whole, rest) =
        text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if rounded < 0.0 { "-" } else { "" };
    match rest {
        Some(rest) => format!("{sign}{grouped}.{rest}"),
        None => format!("{sign}{grouped}"),
    }
}

/// The elements, those present with a tick and those missing with a cross; none is broken over two lines.
pub fn elements(elements: &Elements, width: usize) -> String {
    let Elements { metric, change, base, baseline, timeframe, scope, business } = *elements;
    let mut out = String::new();
    let mut column = 0;
    for (name, held) in [
        ("metric", metric),
        ("change", change),
        ("base", base),
        ("baseline", baseline),
        ("timeframe", timeframe),
        ("scope", scope),
        ("business", business),
    ] {
        let (tone, mark) = if held { (Tone::Good, '✓') } else { (Tone::Muted, '✗') };
        let word = format!("{mark} {name}");
        let needed = style::columns(&word);
        if column > 0 && column + 2 + needed > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push_str("  ");
            column += 2;
        }
        column += needed;
        out.push_str(&style::paint(tone, &word));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (value, text) in [
            (0.0, "0"),
            (2_100_000.0, "2,100,000"),
            (-12.5, "-12.5"),
            (0.16666, "0.1667"),
            (999.0, "999"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}
