//! The plan, for a person.

mod csv;
mod markdown;
mod page;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::style::{self, Tone};
use crate::catalogue::{Profile, TaskKind};
use crate::plan::{DayPlan, PhaseWindow, Plan, Planned, Task, TaskStatus, days};
use crate::story::Slug;

pub use csv::table;
pub use markdown::markdown;
pub(super) use markdown::{escape, item as markdown_item};
pub(super) use page::item as page_item;
pub use page::page;

/// A day in words: `Mon 23 Nov`.
pub fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// A day in words with its year.
pub fn long_day(date: NaiveDate) -> String {
    date.format("%A, %-d %B %Y").to_string()
}

/// Minutes as people say them: `45 min`, `2 h 15`.
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}"),
    }
}

/// The box before a task, legible without colour.
pub fn tick(status: TaskStatus) -> String {
    match status {
        TaskStatus::Todo => "[ ]".to_owned(),
        TaskStatus::Done => style::paint(Tone::Good, "[x]"),
        TaskStatus::Skipped => style::paint(Tone::Muted, "[-]"),
    }
}

/// What was made: dates, phases, totals, and what does not fit.
pub fn created(planned: &Planned, today: NaiveDate, width: usize) -> String {
    let plan = &planned.plan;
    let days = (plan.interview - today).num_days();
    let mut out = format!(
        "{}\n{}\n\n",
        style::heading(&format!("Interview on {}", long_day(plan.interview))),
        match days {
            0 => "That is today.".to_owned(),
            1 => "That is tomorrow.".to_owned(),
            days => style::wrap(
                &format!("{days} days from now; the plan begins on {}.", day(plan.start)),
                width,
                "",
                ""
            ),
        }
    );
    out.push_str(&phases(planned, width));
    for dropped in &plan.dropped_phases {
        let _ = writeln!(
            out,
            "{}",
            style::paint(Tone::Warn, &format!("  {}: no time for it", dropped.name))
        );
    }
    out.push_str(&unscheduled(planned, width, false));
    out
}

/// Columns of a phase's row beside its name.
const NARROW: usize = 48;

fn phases(planned: &Planned, width: usize) -> String {
    let mut out = String::new();
    let name =
        planned.plan.phases.iter().map(|phase| style::columns(&phase.name)).max().unwrap_or(0);
    for phase in &planned.plan.phases {
        let (count, total) = work(planned, phase);
        if width < name + NARROW {
            let detail = format!(
                "{} to {}, {}, {}",
                day(phase.from),
                day(phase.to),
                style::count(count, "task", "tasks"),
                minutes(total)
            );
            let _ = writeln!(out, "{}", style::heading_with(&phase.name, &detail, width));
            continue;
        }
        let _ = writeln!(
            out,
            "  {}  {} to {}  {:>9}  {:>8}",
            style::pad(&style::clean_line(&phase.name), name),
            style::pad(&day(phase.from), 10),
            style::pad(&day(phase.to), 10),
            style::count(count, "task", "tasks"),
            minutes(total),
        );
    }
    out
}

fn work(planned: &Planned, phase: &PhaseWindow) -> (usize, u32) {
    let tasks: Vec<&Task> = planned
        .tasks
        .iter()
        .filter(|task| task.date.is_some_and(|date| phase.contains(date)))
        .collect();
    (tasks.len(), tasks.iter().map(|task| u32::from(task.load())).sum())
}

/// Tasks that stand on no day, with the reason; all of them, or only how many.
fn unscheduled(planned: &Planned, width: usize, all: bool) -> String {
    let left: Vec<&Task> = planned.tasks.iter().filter(|task| task.is_unscheduled()).collect();
    if left.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "\n{}\n",
        style::paint(
            Tone::Warn,
            &format!("{} found no day:", style::count(left.len(), "task", "tasks"))
        )
    );
    let most = if all { usize::MAX } else { 5 };
    for task in left.iter().take(most) {
        let reason = task.reason.as_deref().unwrap_or("no reason is known");
        let line = format!("{} ({}): {reason}", task.title, minutes(task.minutes.into()));
        let _ = writeln!(out, "{}", style::wrap(&style::clean_line(&line), width, "  - ", "    "));
    }
    if left.len() > most {
        let more = format!("… and {} more: star plan show --unscheduled", left.len() - most);
        let _ = writeln!(out, "{}", style::wrap(&more, width, "    ", "    "));
    }
    out
}

/// The days of a stretch, each with its tasks.
pub fn show(
    planned: &Planned,
    days: std::ops::RangeInclusive<NaiveDate>,
    today: NaiveDate,
    width: usize,
) -> String {
    let plan = &planned.plan;
    let mut by_day: BTreeMap<NaiveDate, Vec<&Task>> = BTreeMap::new();
    for task in &planned.tasks {
        if let Some(date) = task.date.filter(|date| days.contains(date)) {
            by_day.entry(date).or_default().push(task);
        }
    }
    let mut out = String::new();
    let mut phase: Option<&PhaseWindow> = None;
    for (date, tasks) in &by_day {
        let now = plan.phase_on(*date);
        if now != phase {
            if let Some(now) = now {
                let _ = writeln!(
                    out,
                    "{}\n",
                    style::heading(&format!("{}: {} to {}", now.name, day(now.from), day(now.to)))
                );
            }
            phase = now;
        }
        let load = load(tasks);
        let mark = if *date == today { " ← today" } else { "" };
        let _ = writeln!(
            out,
            "{}  {}{}",
            style::paint(Tone::Strong, &day(*date)),
            style::paint(
                Tone::Muted,
                &format!("{} of {}", minutes(load), minutes(plan.minutes_on(*date).into()))
            ),
            style::paint(Tone::Accent, mark),
        );
        for task in tasks {
            out.push_str(&task_line(task, width));
        }
        out.push('\n');
    }
    if by_day.is_empty() {
        out.push_str("No task stands on these days.\n");
    }
    out
}

/// One task: box, minutes, title, id.
fn task_line(task: &Task, width: usize) -> String {
    const INDENT: usize = 15;
    let lead = format!("  {} {:>7}  ", tick(task.status), minutes(task.minutes.into()));
    let lock = if task.locked { " (locked)" } else { "" };
    let indent = " ".repeat(INDENT);
    let how = how(task).map(|how| format!(" ({how})")).unwrap_or_default();
    let title = style::clean_line(&format!("{}{lock}{how}", task.title));
    let text = style::wrap(&title, width, &indent, &indent);
    let last = text.lines().last().map_or(0, style::columns);
    let id = style::paint(Tone::Muted, &task.id);
    // The id stands behind the title where it fits, and beneath it where not.
    let gap =
        if last + 2 + task.id.len() <= width { "  ".to_owned() } else { format!("\n{indent}") };
    format!("{lead}{}{gap}{id}\n", text.trim_start())
}

/// Everything without a day.
pub fn without_day(planned: &Planned, width: usize) -> String {
    match unscheduled(planned, width, true) {
        text if text.is_empty() => "Every task has its day.\n".to_owned(),
        text => text,
    }
}

/// The command that does a task, where there is one.
pub fn command(task: &Task) -> Option<String> {
    let story = task.story.as_ref();
    match (task.kind, story) {
        (TaskKind::Draft, None) => {
            let principle = task.principles.first()?;
            Some(format!("star new --principle {principle}"))
        }
        (TaskKind::Draft | TaskKind::Refine, Some(story)) => {
            Some(format!("star check {story}; star edit {story}"))
        }
        (TaskKind::Rehearse, Some(story)) => Some(format!("star show {story}")),
        (TaskKind::PressureTest, Some(story)) => Some(drill(story)),
        _ => None,
    }
}

/// The command that takes a story through its follow-ups.
pub(super) fn drill(story: &Slug) -> String {
    format!("star drill {story} --sheet")
}

/// How it came that a task is done, where nobody had to say so.
pub(super) fn how(task: &Task) -> Option<String> {
    task.done_how.as_ref().map(|how| format!("done by itself: {how}"))
}

/// Whether a task is said in its title: learning is a list to go down.
pub(super) fn is_brief(task: &Task) -> bool {
    task.kind == TaskKind::Memorize && task.done_how.is_none() && task.reason.is_none()
}

/// The questions that a task puts, as the bank words them.
pub(super) fn questions<'a>(task: &'a Task, profile: &'a Profile) -> impl Iterator<Item = &'a str> {
    task.questions.iter().filter_map(|id| {
        let known = profile.questions().iter().find(|question| question.id == *id)?;
        Some(known.text.as_str())
    })
}

/// What goes with a task in a calendar: why, what is asked, what to type.
pub fn notes(task: &Task, profile: &Profile) -> String {
    let mut lines = vec![how(task).unwrap_or_else(|| task.why.clone())];
    lines.extend(questions(task, profile).map(|question| format!("? {question}")));
    lines.extend(command(task).filter(|_| task.is_open()));
    let lines: Vec<String> = lines.iter().map(|line| style::clean_line(line)).collect();
    lines.join("\n")
}

/// Minutes that tasks take together.
pub(super) fn load(tasks: &[&Task]) -> u32 {
    tasks.iter().map(|task| u32::from(task.load())).sum()
}

/// The days of a plan by its weeks, counted from one; each begins on the weekday on which the plan does.
pub(super) fn weeks(planned: &Planned) -> Vec<(usize, Vec<DayPlan<'_>>)> {
    let mut weeks: Vec<(usize, Vec<DayPlan<'_>>)> = Vec::new();
    for day in days(planned) {
        let number = (day.date - planned.plan.start).num_days().max(0) as usize / 7 + 1;
        match weeks.last_mut() {
            Some((last, days)) if *last == number => days.push(day),
            _ => weeks.push((number, vec![day])),
        }
    }
    weeks
}

/// A bar over the whole plan: what is done of what there is.
pub fn progress(done: usize, total: usize, width: usize) -> String {
    let part = if total == 0 { 0.0 } else { done as f64 / total as f64 };
    let bar = style::bar(part, width.saturating_sub(26).clamp(8, 30));
    format!(
        "{} {done} of {} done",
        style::paint(Tone::Good, &bar),
        style::count(total, "task", "tasks")
    )
}

/// Days of a week of the plan, counted from one.
pub fn week(plan: &Plan, number: u64) -> Option<std::ops::RangeInclusive<NaiveDate>> {
    let from = plan.start.checked_add_days(chrono::Days::new(7 * number.checked_sub(1)?))?;
    let to = from.checked_add_days(chrono::Days::new(6))?;
    (from <= plan.interview).then(|| from..=to.min(plan.interview))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_said_as_people_say_them() {
        for (given, text) in [(0, "0 min"), (45, "45 min"), (60, "1 h"), (135, "2 h 15")] {
            assert_eq!(minutes(given), text);
        }
    }
}
