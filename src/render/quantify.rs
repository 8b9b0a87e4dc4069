//! A scratch sentence with its figures under it.

use std::fmt::Write as _;

use super::check::next_step;
use super::excerpt::excerpt;
use super::style::{self, Tone};
use crate::analysis::arithmetic::Verdict;
use crate::analysis::grade::{Assessment, Elements};
use crate::analysis::quantity::{Quantity, Role, Value};

/// The figures under the sentence, the elements, the grade and what is missing.
pub fn human(text: &str, assessment: &Assessment, width: usize) -> String {
    let mut out = String::new();
    if assessment.quantities.is_empty() {
        let _ = writeln!(out, "{}", style::wrap(&style::clean(text), width, "", ""));
        let _ = writeln!(out, "No figure found.");
    }
    for quantity in &assessment.quantities {
        let tone = role_tone(quantity.role);
        for line in excerpt(text, quantity.span, width, tone) {
            let _ = writeln!(out, "{line}");
        }
        let _ = writeln!(
            out,
            "  {} {}",
            style::paint(tone, quantity.role.as_str()),
            style::clean_line(&describe(quantity))
        );
    }
    let _ = writeln!(out, "\n{}", elements(&assessment.elements));
    for sum in &assessment.sums {
        let (tone, word) = match sum.verdict {
            Verdict::Ok => (Tone::Good, "the sum holds"),
            Verdict::Conflict => (Tone::Bad, "the sum does not hold"),
        };
        let _ = writeln!(out, "{}: {}", style::paint(tone, word), style::clean_line(&sum.shown));
    }
    let grade = assessment.grade;
    let step =
        next_step(&assessment.elements, grade).map(|step| format!(" {step}")).unwrap_or_default();
    let line = format!("Grade {} of 4, {}.{step}", grade.number(), grade.name());
    let _ = writeln!(out, "{}", style::wrap(&line, width, "", "  "));
    out
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

/// The elements, those present with a tick and those missing with a cross.
pub fn elements(elements: &Elements) -> String {
    let Elements { metric, change, base, baseline, timeframe, scope, business } = *elements;
    [
        ("metric", metric),
        ("change", change),
        ("base", base),
        ("baseline", baseline),
        ("timeframe", timeframe),
        ("scope", scope),
        ("business", business),
    ]
    .into_iter()
    .map(|(name, held)| {
        if held {
            style::paint(Tone::Good, &format!("✓ {name}"))
        } else {
            style::paint(Tone::Muted, &format!("✗ {name}"))
        }
    })
    .collect::<Vec<_>>()
    .join("  ")
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
