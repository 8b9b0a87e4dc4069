//! The page of one day.

use std::fmt::Write as _;

mod page;

use super::plan::{
    command, day, drill, escape, how, is_brief, load, long_day, markdown_item, minutes, progress,
    questions, tick,
};
use super::sheet;
use super::style::{self, Tone};
use crate::catalogue::Profile;
use crate::plan::due::Due;
use crate::plan::sheet::Sheet;
use crate::plan::{Moment, Task, Today};

pub use page::page;

/// Everything on the page of a day.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The day.
    pub today: &'a Today<'a>,
    /// What spaced repetition has due.
    pub due: &'a [Due],
    /// The one-page sheet, where the interview is that near.
    pub sheet: Option<&'a Sheet<'a>>,
    /// The interview.
    pub profile: &'a Profile,
}

/// The page for a terminal, which prints well at 80 columns.
pub fn human(page: &Page<'_>, width: usize) -> String {
    let Page { today, due, sheet, profile } = *page;
    let width = width.min(100);
    let mut out = format!("{}\n{}\n", style::heading(&long_day(today.day.date)), moment(today));
    let _ = writeln!(out, "{}", progress(today.progress.done, today.progress.total, width));
    if let Some(words) = yesterday(today) {
        let _ = writeln!(out, "{}", style::wrap(&words, width, "", ""));
    }
    out.push('\n');
    let _ = writeln!(out, "{}", style::heading(&load_words(today)));
    for task in &today.day.tasks {
        out.push_str(&task_lines(task, profile, width));
    }
    if !due.is_empty() {
        let _ = writeln!(out, "\n{}", style::heading("Due"));
        for due in due {
            let _ = writeln!(out, "{}", style::wrap(&due_words(due), width, "  [ ] ", "      "));
        }
    }
    out.push_str(&carried_over(page, width));
    if let Some(sheet) = sheet {
        out.push_str(&sheet::human(sheet, width));
    }
    out
}

/// What earlier days left, as far as a page has room for it.
fn carried_over(page: &Page<'_>, width: usize) -> String {
    let today = page.today;
    if let Some(words) = left_open(today) {
        return format!("\n{}\n", style::wrap(&words, width, "", ""));
    }
    if today.carried.is_empty() {
        return String::new();
    }
    let head = format!(
        "Carried over: {}, {}",
        style::count(today.carried.len(), "task", "tasks"),
        minutes(load(&today.carried))
    );
    let mut out = format!("\n{}\n", style::heading(&head));
    for task in today.carried.iter().take(MOST_CARRIED) {
        out.push_str(&task_lines(task, page.profile, width));
    }
    if let Some(words) = more_carried(today) {
        let _ = writeln!(out, "  {words}");
    }
    out
}

/// What is said of carried tasks that a page has no room for.
fn more_carried(today: &Today<'_>) -> Option<String> {
    let rest = today.carried.len().saturating_sub(MOST_CARRIED);
    (rest > 0).then(|| format!("… and {rest} more: star plan show --all"))
}

/// What is said of open work when the time for it is over.
fn left_open(today: &Today<'_>) -> Option<String> {
    let open = style::count(today.carried.len(), "task stays open", "tasks stay open");
    match today.moment {
        _ if today.carried.is_empty() || !today.is_over() => None,
        Moment::After => Some(format!("{open}.")),
        _ => Some(format!("{open}, and that is as it should be: nothing new now.")),
    }
}

/// What there is to do on the day, in a line.
fn load_words(today: &Today<'_>) -> String {
    if today.day.tasks.is_empty() {
        let off = today.day.minutes == 0 && today.moment == Moment::During;
        return if off { "A day off" } else { "Nothing stands on this day" }.to_owned();
    }
    let open: Vec<&Task> = today.day.tasks.iter().copied().filter(|task| task.is_open()).collect();
    if open.is_empty() {
        return "All done for the day".to_owned();
    }
    format!("{} of {} left", minutes(load(&open)), minutes(today.day.minutes.into()))
}

/// What yesterday left, without blame.
fn yesterday(today: &Today<'_>) -> Option<String> {
    let left = &today.missed_yesterday;
    (!left.is_empty() && !today.is_over()).then(|| {
        let (tasks, load) = (style::count(left.len(), "task", "tasks"), minutes(load(left)));
        format!("Yesterday went otherwise: {tasks} ({load}) still to do, kept below.")
    })
}

/// What is due, and what to type.
fn due_words(due: &Due) -> String {
    let since = day(due.since);
    match &due.story {
        Some(story) => {
            let follow_ups = style::count(due.cards.len(), "follow-up", "follow-ups");
            format!("{story}: {follow_ups} since {since}  {}", drill(story))
        }
        None => format!("{} since {since}", style::count(due.cards.len(), "card", "cards")),
    }
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
    let brief = is_brief(task);
    if brief && INDENT + style::columns(&title) + 2 + task.id.len() <= width {
        return format!("{lead}{title}  {}\n", style::paint(Tone::Muted, &task.id));
    }
    let mut out = format!("{lead}{}\n", style::wrap(&title, width, &indent, &indent).trim_start());
    let why = how(task).unwrap_or_else(|| task.why.clone());
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

/// The page as a Markdown check list.
pub fn markdown(page: &Page<'_>) -> String {
    let Page { today, due, sheet, profile } = *page;
    let mut out = format!("# {}\n\n{}\n\n", long_day(today.day.date), moment(today));
    for task in &today.day.tasks {
        out.push_str(&markdown_item(task, profile, true));
    }
    if today.day.tasks.is_empty() {
        let _ = writeln!(out, "{}.", load_words(today));
    }
    if !due.is_empty() {
        out.push_str("\n## Due\n\n");
        for due in due {
            let _ = writeln!(out, "- [ ] {}", escape(&due_words(due)));
        }
    }
    if let Some(words) = left_open(today) {
        let _ = writeln!(out, "\n{words}");
    } else if !today.carried.is_empty() {
        out.push_str("\n## Carried over\n\n");
        for task in &today.carried {
            out.push_str(&markdown_item(task, profile, true));
        }
    }
    if let Some(sheet) = sheet {
        out.push_str(&sheet::markdown(sheet));
    }
    out
}
