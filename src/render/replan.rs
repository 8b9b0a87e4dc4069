//! What a replan would change, with reasons.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::plan::day;
use super::style::{self, Tone};
use crate::catalogue::TaskKind;
use crate::plan::{Addition, Difference, DropReason, Goal, Move, MoveReason};

/// Lines of one part before the rest is only counted.
const MOST: usize = 12;

/// The same for what moved for one reason.
const MOST_MOVED: usize = 6;

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
    moved(&mut out, &difference.moved, width);
    let (reviews, others): (Vec<&Addition>, Vec<&Addition>) =
        difference.added.iter().partition(|added| added.kind == TaskKind::Review);
    let mut added: Vec<String> = others
        .iter()
        .map(|added| format!("{}: {} ({})", place(added.date), added.title, added.why))
        .collect();
    if !reviews.is_empty() {
        added.push(style::count(reviews.len(), "daily review", "daily reviews"));
    }
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

/// What moved, by reason, since one reason mostly moves many.
fn moved(out: &mut String, moved: &[Move], width: usize) {
    if moved.is_empty() {
        return;
    }
    let head = format!("Moved ({})", moved.len());
    let _ = writeln!(out, "{}", style::paint(Tone::Accent, &head));
    let mut by_reason: Vec<(MoveReason, Vec<&Move>)> = Vec::new();
    for task in moved {
        match by_reason.iter_mut().find(|(reason, _)| *reason == task.reason) {
            Some((_, tasks)) => tasks.push(task),
            None => by_reason.push((task.reason, vec![task])),
        }
    }
    for (reason, tasks) in by_reason {
        let _ = writeln!(out, "  {} ({})", why_moved(reason), tasks.len());
        for task in tasks.iter().take(MOST_MOVED) {
            let (from, to) = (place(task.from), place(task.to));
            let line = format!("{from} → {to}: {}", task.title);
            let line = style::wrap(&style::clean_line(&line), width, "    - ", "      ");
            let _ = writeln!(out, "{line}");
        }
        if tasks.len() > MOST_MOVED {
            let _ = writeln!(out, "      … and {} more", tasks.len() - MOST_MOVED);
        }
    }
    out.push('\n');
}

fn place(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "no day".to_owned(), day)
}

fn why_moved(reason: MoveReason) -> &'static str {
    match reason {
        MoveReason::Slipped => "not done on its day",
        MoveReason::FitsNow => "there is room now",
        MoveReason::PhaseMoved => "its phase has moved",
        MoveReason::DayGone => "its day has no room for it now",
        MoveReason::MadeWay => "makes way for other work",
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
