//! Readiness in words that a candidate can act on.

use std::fmt::Write as _;

use super::style::{self, Tone};
use crate::catalogue::Profile;
use crate::readiness::Readiness;
use crate::story::Story;

/// So many rows of either list; the rest hardly matters.
const MOST: usize = 5;
/// Columns of a name at the most.
const NAME: usize = 48;
/// Columns behind a name: what it would come to.
const FIGURE: usize = 32;

/// How likely a loop is to find every answer, what to write next, and which story must not be lost.
pub fn human(readiness: &Readiness, stories: &[Story], profile: &Profile, width: usize) -> String {
    let mut out = String::new();
    let bar = style::bar(readiness.probability, 30.min(width / 3));
    let tone = if readiness.probability >= 0.5 { Tone::Good } else { Tone::Warn };
    let _ = writeln!(
        out,
        "{} {}",
        style::paint(tone, &bar),
        style::paint(Tone::Strong, &percent(readiness.probability))
    );
    let _ = writeln!(out, "{}", style::wrap(&sentence(readiness, profile), width, "", ""));
    let name = NAME.min(width.saturating_sub(FIGURE).max(8));
    let gains: Vec<_> = readiness
        .write_next
        .iter()
        .filter(|next| next.answered_gain > 0.0 || next.gain > 0.0)
        .take(MOST)
        .collect();
    if !gains.is_empty() {
        let _ = writeln!(
            out,
            "\n{}",
            style::heading(&style::wrap(
                "One more ready story would lift that most for",
                width,
                "",
                ""
            ))
        );
        for next in gains {
            let _ = writeln!(
                out,
                "  {}  {}",
                style::pad(
                    &style::fit(&style::clean_line(profile.name_of(&next.principle)), name),
                    name
                ),
                if next.gain > 0.000_5 {
                    format!("to {}", percent(next.readiness))
                } else {
                    format!("{:+.2} questions answered", next.answered_gain)
                }
            );
        }
    }
    let losses: Vec<_> =
        readiness.fragile.iter().filter(|fragile| fragile.loss > 0.0).take(MOST).collect();
    if !losses.is_empty() {
        let _ = writeln!(
            out,
            "\n{}",
            style::heading(&style::wrap(
                "If one story were used up, you would miss most",
                width,
                "",
                ""
            ))
        );
        for fragile in losses {
            if let Some(story) = stories.get(fragile.story) {
                let _ = writeln!(
                    out,
                    "  {}  down to {}",
                    style::pad(&style::fit(story.slug.as_str(), name), name),
                    percent(fragile.readiness)
                );
            }
        }
    }
    out
}

/// What it means, and the one story that would raise it most.
pub fn sentence(readiness: &Readiness, profile: &Profile) -> String {
    let now = per_hundred(readiness.probability);
    let rest = outlook(readiness, profile);
    format!("{now} of 100 loops find a fresh, strong story for every question; {rest}")
}

/// What the probability does not say: how many questions are answered, and what would raise it most.
pub(super) fn outlook(readiness: &Readiness, profile: &Profile) -> String {
    let asked = readiness.questions;
    let answered = readiness.expected_answered * asked as f64;
    let now = per_hundred(readiness.probability);
    let mut words = format!("of {asked} questions, {answered:.1} are answered on average.");
    if let Some(next) = readiness.write_next.first() {
        let name = profile.name_of(&next.principle);
        let then = per_hundred(next.readiness);
        if then != now {
            let _ =
                write!(words, " One more ready story for {name} lifts readiness to {then} of 100.");
        } else if next.answered_gain > 0.0 {
            let answered = answered + next.answered_gain;
            let _ = write!(
                words,
                " One more ready story for {name} does not complete many loops yet, but answers {answered:.1} of the {asked}."
            );
        }
    }
    style::clean_line(&words)
}

/// So many loops of a hundred, in words that neither claim none nor all where there are some.
pub(super) fn per_hundred(probability: f64) -> String {
    match probability * 100.0 {
        0.0 => "0".to_owned(),
        ..1.0 => "fewer than 1".to_owned(),
        loops if loops > 99.0 && loops < 100.0 => "more than 99".to_owned(),
        loops => format!("{loops:.0}"),
    }
}

fn percent(probability: f64) -> String {
    format!("{} of 100", per_hundred(probability))
}
