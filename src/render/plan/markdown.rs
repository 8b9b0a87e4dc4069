//! The plan as a check list.

use std::fmt::Write as _;

use super::{command, day, how, load, long_day, minutes, questions, weeks};
use crate::catalogue::Profile;
use crate::plan::{Planned, Task, TaskStatus};
use crate::render::style;

/// The whole plan, week by week.
pub fn markdown(planned: &Planned, profile: &Profile) -> String {
    let plan = &planned.plan;
    let mut out = format!("# Interview on {}\n\n", long_day(plan.interview));
    for phase in &plan.phases {
        let (from, to) = (day(phase.from), day(phase.to));
        let _ = writeln!(out, "- {}: {from} to {to}", escape(&phase.name));
    }
    for (number, days) in weeks(planned) {
        let _ = writeln!(out, "\n## Week {number}");
        for of in days.iter().filter(|day| !day.tasks.is_empty()) {
            let (load, minutes) = (minutes(load(&of.tasks)), minutes(of.minutes.into()));
            let _ = writeln!(out, "\n### {}: {load} of {minutes}\n", day(of.date));
            of.tasks.iter().for_each(|task| out.push_str(&item(task, profile, false)));
        }
    }
    let left: Vec<&Task> = planned.tasks.iter().filter(|task| task.is_unscheduled()).collect();
    if !left.is_empty() {
        out.push_str("\n## Found no day\n\n");
        for task in left {
            let reason = task.reason.as_deref().unwrap_or("no reason is known");
            let title = escape(&task.title);
            let _ =
                writeln!(out, "- {title} ({}): {}", minutes(task.minutes.into()), escape(reason));
        }
    }
    out
}

/// One line of the check list; `whole` adds the questions that the task puts.
pub(in crate::render) fn item(task: &Task, profile: &Profile, whole: bool) -> String {
    let tick = if task.status == TaskStatus::Todo { " " } else { "x" };
    let title = escape(&task.title);
    let title = if task.status == TaskStatus::Skipped { format!("~~{title}~~") } else { title };
    let mut out = format!("- [{tick}] {title} ({})", minutes(task.minutes.into()));
    if task.status == TaskStatus::Skipped {
        out.push_str(", left out");
    }
    if let Some(how) = how(task) {
        let _ = write!(out, ", {}", escape(&how));
    }
    if let Some(command) = command(task).filter(|_| task.is_open()) {
        let _ = write!(out, " `{command}`");
    }
    let _ = writeln!(out, " <!-- {} -->", task.id);
    if whole && task.is_open() {
        for question in questions(task, profile) {
            let _ = writeln!(out, "  - {}", escape(question));
        }
    }
    out
}

/// Text from outside as Markdown text: no markup, no line of its own.
pub(in crate::render) fn escape(text: &str) -> String {
    style::clean_line(text)
        .chars()
        .flat_map(|c| {
            let special =
                matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&');
            special.then_some('\\').into_iter().chain(std::iter::once(c))
        })
        .collect()
}
