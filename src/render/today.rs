//! The page of one day.

use std::fmt::Write as _;

use super::plan::{command, day, long_day, minutes, progress, tick};
use super::style::{self, Tone};
use crate::plan::{Moment, Task, TaskStatus, Today};

/// The page for a terminal, which prints well at 80 columns.
pub fn human(today: &Today<'_>, width: usize) -> String {
    let width = width.min(100);
    let mut out = format!("{}\n{}\n", style::heading(&long_day(today.day.date)), moment(today));
    let _ = writeln!(out, "{}\n", progress(today.progress.done, today.progress.total, width));
    let tasks = &today.day.tasks;
    if tasks.is_empty() {
        let _ = writeln!(
            out,
            "{}",
            if today.day.minutes == 0 { "A day off." } else { "Nothing stands on this day." }
        );
    } else {
        let load: u32 =
            tasks.iter().filter(|task| task.is_open()).map(|task| u32::from(task.load())).sum();
        let _ = writeln!(
            out,
            "{}",
            style::heading(&format!(
                "Today: {} of {} left",
                minutes(load),
                minutes(today.day.minutes.into())
            ))
        );
        for task in tasks {
            out.push_str(&task_lines(task, width));
        }
    }
    if !today.carried.is_empty() {
        let load: u32 = today.carried.iter().map(|task| u32::from(task.load())).sum();
        let head = format!(
            "Carried over: {}, {}",
            style::count(today.carried.len(), "task", "tasks"),
            minutes(load)
        );
        let _ = writeln!(out, "\n{}", style::heading(&head));
        for task in today.carried.iter().take(MOST_CARRIED) {
            out.push_str(&task_lines(task, width));
        }
        if today.carried.len() > MOST_CARRIED {
            let _ = writeln!(
                out,
                "  … and {} more: star plan show --all",
                today.carried.len() - MOST_CARRIED
            );
        }
    }
    out
}

/// Carried tasks shown on the page; a longer list helps nobody in the morning.
const MOST_CARRIED: usize = 5;

fn moment(today: &Today<'_>) -> String {
    let phase = today.day.phase.map(|phase| style::clean_line(&phase.name)).unwrap_or_default();
    match today.moment {
        Moment::Before => {
            format!("The plan has not begun; {} to the interview.", days(today.days_left))
        }
        Moment::During => format!("{phase} · {} to the interview", days(today.days_left)),
        Moment::InterviewDay => "The interview is today.".to_owned(),
        Moment::After => format!("The interview was {} ago.", days(-today.days_left)),
    }
}

fn days(number: i64) -> String {
    if number == 1 { "1 day".to_owned() } else { format!("{number} days") }
}

fn task_lines(task: &Task, width: usize) -> String {
    let indent = " ".repeat(15);
    let lead = format!("  {} {:>7}  ", tick(task.status), minutes(task.minutes.into()));
    let title = style::wrap(&style::clean_line(&task.title), width, &indent, &indent);
    let mut out = format!("{lead}{}\n", title.trim_start());
    let how = task.done_how.as_ref().map(|how| format!("done by itself: {how}"));
    let why = how.unwrap_or_else(|| task.why.clone());
    if !why.is_empty() {
        for line in style::wrap(&style::clean_line(&why), width, &indent, &indent).lines() {
            let _ = writeln!(out, "{}", style::paint(Tone::Muted, line));
        }
    }
    if task.is_open() {
        if let Some(command) = command(task) {
            let _ = writeln!(out, "{indent}{}", style::paint(Tone::Accent, &command));
        }
    }
    let _ = writeln!(out, "{indent}{}", style::paint(Tone::Muted, &task.id));
    out
}

/// The page as a Markdown check list.
pub fn markdown(today: &Today<'_>) -> String {
    let mut out = format!("# {}\n\n{}\n\n", long_day(today.day.date), moment(today));
    for task in &today.day.tasks {
        out.push_str(&item(task));
    }
    if today.day.tasks.is_empty() {
        out.push_str("Nothing stands on this day.\n");
    }
    if !today.carried.is_empty() {
        out.push_str("\n## Carried over\n\n");
        for task in &today.carried {
            out.push_str(&item(task));
        }
    }
    out
}

/// One line of the check list.
fn item(task: &Task) -> String {
    let tick = if task.status == TaskStatus::Done { "x" } else { " " };
    let mut out = format!("- [{tick}] {} ({})", escape(&task.title), minutes(task.minutes.into()));
    if task.status == TaskStatus::Skipped {
        out.push_str(", left out");
    }
    if let Some(command) = command(task).filter(|_| task.is_open()) {
        let _ = write!(out, " `{command}`");
    }
    if let Some(date) = task.date {
        let _ = write!(out, " <!-- {} {} -->", task.id, day(date));
    }
    out.push('\n');
    out
}

/// Text from outside as Markdown text: no markup, no line of its own.
fn escape(text: &str) -> String {
    style::clean_line(text)
        .chars()
        .flat_map(|c| {
            let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|');
            special.then_some('\\').into_iter().chain(std::iter::once(c))
        })
        .collect()
}
