//! The page of one day.

use std::fmt::Write as _;

use super::plan::{command, day, long_day, minutes, progress, tick};
use super::style::{self, Tone};
use crate::catalogue::{Profile, TaskKind};
use crate::plan::{Moment, Task, TaskStatus, Today};

/// The page for a terminal, which prints well at 80 columns.
pub fn human(today: &Today<'_>, profile: &Profile, width: usize) -> String {
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
            out.push_str(&task_lines(task, profile, width));
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
            out.push_str(&task_lines(task, profile, width));
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

/// Columns before a task's text: the box and the minutes.
const INDENT: usize = 15;

/// A task: what to do, why, and the command with the id to tick it off by.
fn task_lines(task: &Task, profile: &Profile, width: usize) -> String {
    let indent = " ".repeat(INDENT);
    let lead = format!("  {} {:>7}  ", tick(task.status), minutes(task.minutes.into()));
    let title = style::clean_line(&task.title);
    // Learning is a list to go down, so each stands on one line where that fits.
    let brief = task.kind == TaskKind::Memorize && task.done_how.is_none();
    if brief && INDENT + style::columns(&title) + 2 + task.id.len() <= width {
        return format!("{lead}{title}  {}\n", style::paint(Tone::Muted, &task.id));
    }
    let mut out = format!("{lead}{}\n", style::wrap(&title, width, &indent, &indent).trim_start());
    let how = task.done_how.as_ref().map(|how| format!("done by itself: {how}"));
    let why = how.unwrap_or_else(|| task.why.clone());
    if !why.is_empty() && !brief {
        for line in style::wrap(&style::clean_line(&why), width, &indent, &indent).lines() {
            let _ = writeln!(out, "{}", style::paint(Tone::Muted, line));
        }
    }
    if task.is_open() {
        for question in questions(task, profile) {
            let _ = writeln!(
                out,
                "{}",
                style::wrap(
                    &style::clean_line(question),
                    width,
                    &format!("{indent}? "),
                    &format!("{indent}  ")
                )
            );
        }
    }
    let id = style::paint(Tone::Muted, &task.id);
    match command(task).filter(|_| task.is_open()) {
        Some(command) if INDENT + command.len() + 2 + task.id.len() <= width => {
            let _ = writeln!(out, "{indent}{}  {id}", style::paint(Tone::Accent, &command));
        }
        Some(command) => {
            let _ = writeln!(out, "{indent}{}\n{indent}{id}", style::paint(Tone::Accent, &command));
        }
        None => {
            let _ = writeln!(out, "{indent}{id}");
        }
    }
    out
}

/// The questions that a task puts, as the bank words them.
fn questions<'a>(task: &'a Task, profile: &'a Profile) -> impl Iterator<Item = &'a str> {
    task.questions.iter().filter_map(|id| {
        profile
            .questions()
            .iter()
            .find(|question| question.id == *id)
            .map(|question| question.text.as_str())
    })
}

/// The page as a Markdown check list.
pub fn markdown(today: &Today<'_>, profile: &Profile) -> String {
    let mut out = format!("# {}\n\n{}\n\n", long_day(today.day.date), moment(today));
    for task in &today.day.tasks {
        out.push_str(&item(task, profile));
    }
    if today.day.tasks.is_empty() {
        out.push_str("Nothing stands on this day.\n");
    }
    if !today.carried.is_empty() {
        out.push_str("\n## Carried over\n\n");
        for task in &today.carried {
            out.push_str(&item(task, profile));
        }
    }
    out
}

/// One line of the check list.
fn item(task: &Task, profile: &Profile) -> String {
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
    if task.is_open() {
        for question in questions(task, profile) {
            let _ = writeln!(out, "  - {}", escape(question));
        }
    }
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
