//! How a telling went, and whether it gets better.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::drill::clock;
use super::style::{self, Tone};
use crate::drill::RehearsalRecord;
use crate::drill::rehearsal::{Guide, Pace};
use crate::story::{Section, Story};

/// Attempts in the chart.
const SHOWN: usize = 10;

/// Columns of a chart's row before its bar.
const BEFORE_BAR: usize = 22;

/// What a bar is drawn with, for terminals with and without blocks.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    /// Done.
    pub full: char,
    /// Left.
    pub empty: char,
}

impl Ink {
    /// Blocks, or plain characters where the terminal has no others.
    pub fn new(blocks: bool) -> Self {
        if blocks { Self { full: '█', empty: '░' } } else { Self { full: '#', empty: '.' } }
    }

    /// A bar of so many columns.
    pub fn bar(self, part: f64, width: usize) -> String {
        let full = (part.clamp(0.0, 1.0) * width as f64).round() as usize;
        (0..width).map(|at| if at < full { self.full } else { self.empty }).collect()
    }
}

/// Actual time against the guide, section by section.
pub fn told(story: &Story, record: &RehearsalRecord, guide: &Guide, width: usize) -> String {
    let width = width.min(100);
    let title = style::clean_line(&story.title);
    let mut out = format!("{}\n", style::heading(&style::wrap(&title, width, "", "")));
    let head = format!("  {:<12}{:>6}{:>7}", "SECTION", "TOLD", "GUIDE");
    let _ = writeln!(out, "{}", style::paint(Tone::Heading, &head));
    for timed in &record.sections {
        let wanted = guide.seconds(timed.section);
        let off = f64::from(timed.seconds) - wanted;
        // A fifth of a section is nothing that a listener notices.
        let slack = (wanted * 0.2).max(3.0);
        let (tone, said) = if off > slack {
            (Tone::Warn, format!("{off:.0} s over"))
        } else if off < -slack {
            (Tone::Accent, format!("{:.0} s short", -off))
        } else {
            (Tone::Good, "on time".to_owned())
        };
        let _ = writeln!(
            out,
            "  {:<12}{:>6}{:>7}  {}",
            timed.section.heading(),
            clock(timed.seconds),
            clock(wanted.round() as u32),
            style::paint(tone, &said)
        );
    }
    let sections: Vec<Section> = record.sections.iter().map(|timed| timed.section).collect();
    let target = guide.total(&sections);
    let _ = writeln!(
        out,
        "  {:<12}{:>6}{:>7}",
        "in all",
        clock(record.seconds()),
        clock(target.round() as u32)
    );
    if record.is_whole() || record.is_headline() {
        let seconds = f64::from(record.seconds());
        let verdict = match Pace::of(seconds, target) {
            Pace::Skimmed => {
                format!(
                    "Told in {seconds:.0} s: too short to be told; half of {target:.0} s at least."
                )
            }
            Pace::InTime => format!("Told in {seconds:.0} s: in time."),
            Pace::Over => format!("Told in {seconds:.0} s: {:.0} s over.", seconds - target),
        };
        let verdict = style::wrap(&verdict, width, "", "");
        let _ = writeln!(out, "\n{verdict}");
    } else {
        let _ = writeln!(out, "\nBroken off; it does not count as an attempt.");
    }
    out
}

/// The attempts as bars against the target, oldest first.
pub fn trend(attempts: &[(NaiveDate, u32)], target: f64, ink: Ink, width: usize) -> String {
    if attempts.is_empty() {
        return "Never told to its end so far.\n".to_owned();
    }
    let longest = attempts.iter().map(|(_, seconds)| f64::from(*seconds)).fold(target, f64::max);
    let columns = width.min(80).saturating_sub(BEFORE_BAR + 1).max(10);
    let mut out = format!(
        "{}\n",
        style::heading(&format!(
            "{} against {target:.0} s",
            style::count(attempts.len(), "attempt", "attempts")
        ))
    );
    let mark = ((target / longest) * columns as f64).round() as usize;
    for (on, seconds) in attempts.iter().skip(attempts.len().saturating_sub(SHOWN)) {
        let seconds = f64::from(*seconds);
        let full = ((seconds / longest) * columns as f64).round() as usize;
        let bar: String = (0..=columns)
            .map(|at| match at {
                at if at == mark => '|',
                at if at < full => ink.full,
                _ => ' ',
            })
            .collect();
        let in_time = Pace::of(seconds, target) == Pace::InTime;
        let tone = if in_time { Tone::Good } else { Tone::Warn };
        let _ = writeln!(out, "  {on}  {seconds:>4.0} s  {}", style::paint(tone, bar.trim_end()));
    }
    if let ([.., (_, before)], Some((_, last))) = (&attempts[..attempts.len() - 1], attempts.last())
    {
        let said = match i64::from(*last) - i64::from(*before) {
            0 => "As long as the time before.".to_owned(),
            more @ 1.. => format!("{more} s longer than the time before."),
            less => format!("{} s shorter than the time before.", -less),
        };
        let _ = writeln!(out, "{said}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_trend_carries_the_mark_of_the_target_and_fits() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let attempts: Vec<(NaiveDate, u32)> = [130, 95, 80].map(|s| (day, s)).to_vec();
        for width in [40, 80, 200] {
            for blocks in [true, false] {
                let drawn = trend(&attempts, 90.0, Ink::new(blocks), width);
                let rows: Vec<&str> = drawn.lines().filter(|row| row.contains(" s  ")).collect();
                assert_eq!(rows.len(), 3);
                assert!(rows.iter().all(|row| row.contains('|')), "{drawn}");
                assert!(drawn.contains("15 s shorter"), "{drawn}");
                assert!(blocks || drawn.is_ascii(), "{drawn}");
            }
        }
    }
}
