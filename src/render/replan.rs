//! What a replan would change, with reasons.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::plan::day;
use super::style::{self, Tone};
use crate::plan::{Difference, DropReason, Goal, MoveReason};

/// Lines of one part before the rest is only counted.
const MOST: usize = 12;

/// The difference: done by itself, moved, added, dropped.
pub fn difference(difference: &Difference, width: usize) -> String {
    let mut out = String::new();
    if difference.phases_moved {
        out.push_str("The phases have moved.\n\n");
    }
    let completed: Vec<String> = difference
        .completed
        .iter()
        .map(|done| format!("{} (by itself: {})", done.title, done.how))
        .collect();
    part(&mut out, "Done", Tone::Good, &completed, width);
    let moved: Vec<String> = difference
        .moved
        .iter()
        .map(|moved| {
            format!(
                "{}: {} → {} ({})",
                moved.title,
                place(moved.from),
                place(moved.to),
                why_moved(moved.reason)
            )
        })
        .collect();
    part(&mut out, "Moved", Tone::Accent, &moved, width);
    let added: Vec<String> = difference
        .added
        .iter()
        .map(|added| format!("{} on {}: {}", added.title, place(added.date), added.why))
        .collect();
    part(&mut out, "Added", Tone::Accent, &added, width);
    let mut daily: BTreeMap<&str, usize> = BTreeMap::new();
    let mut dropped = Vec::new();
    for drop in &difference.dropped {
        // The daily blocks come and go with their days; one line for all of them says as much.
        if matches!(drop.task.goal, Goal::Review { .. }) {
            *daily.entry(why_dropped(&drop.reason)).or_default() += 1;
        } else {
            dropped.push(format!("{} ({})", drop.task.title, why_dropped(&drop.reason)));
        }
    }
    dropped.extend(daily.iter().map(|(why, count)| {
        format!("{} ({why})", style::count(*count, "daily review", "daily reviews"))
    }));
    part(&mut out, "Dropped", Tone::Warn, &dropped, width);
    out
}

fn part(out: &mut String, head: &str, tone: Tone, lines: &[String], width: usize) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", style::paint(tone, &format!("{head} ({})", lines.len())));
    for line in lines.iter().take(MOST) {
        let _ = writeln!(out, "{}", style::wrap(&style::clean_line(line), width, "  - ", "    "));
    }
    if lines.len() > MOST {
        let _ = writeln!(out, "    … and {} more", lines.len() - MOST);
    }
    out.push('\n');
}

fn place(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "no day".to_owned(), day)
}

fn why_moved(reason: MoveReason) -> &'static str {
    match reason {
        MoveReason::Slipped => "it was not done on its day",
        MoveReason::FitsNow => "there is room now",
        MoveReason::PhaseMoved => "its phase has moved",
        MoveReason::DayGone => "its day is off or over",
        MoveReason::MadeWay => "it makes way for other work",
    }
}

fn why_dropped(reason: &DropReason) -> &'static str {
    match reason {
        DropReason::DayOver => "its day is over",
        DropReason::NoTime => "there is no time left for it",
        DropReason::StoryGone => "its story is gone",
        DropReason::StoryWritten => "the story is written",
        DropReason::DraftSkipped => "the draft before it was left out",
        DropReason::NotNeeded => "no longer needed",
    }
}
