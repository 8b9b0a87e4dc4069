//! The plan as a page for paper.

use maud::{Markup, html};

use super::{command, day, how, is_brief, load, long_day, minutes, questions, weeks};
use crate::catalogue::Profile;
use crate::plan::{DayPlan, Planned, Task, TaskStatus};
use crate::render::{html as frame, style};

/// The whole plan, week by week.
pub fn page(planned: &Planned, profile: &Profile) -> String {
    let plan = &planned.plan;
    let done = planned.tasks.iter().filter(|task| task.status == TaskStatus::Done).count();
    let total = planned.tasks.iter().filter(|task| task.status != TaskStatus::Skipped).count();
    let left: Vec<&Task> = planned.tasks.iter().filter(|task| task.is_unscheduled()).collect();
    let body = html! {
        p { (style::clean_line(profile.name())) " · " (day(plan.start)) " to " (day(plan.interview)) }
        (frame::progress(done, total))
        table {
            thead { tr { th { "Phase" } th { "From" } th { "To" } th { "What it is for" } } }
            tbody {
                @for phase in &plan.phases {
                    tr {
                        td { (style::clean_line(&phase.name)) }
                        td.whole { (day(phase.from)) }
                        td.whole { (day(phase.to)) }
                        td { (summary(profile, &phase.id)) }
                    }
                }
            }
        }
        @for (number, days) in weeks(planned) {
            section.week {
                h2 { "Week " (number) }
                @for day in days.iter().filter(|day| !day.tasks.is_empty()) { (one_day(day, profile)) }
            }
        }
        @if !left.is_empty() {
            h2 { "Found no day" }
            ul.tasks { @for task in left { (item(task, profile, false)) } }
        }
    };
    frame::page(&format!("Interview on {}", long_day(plan.interview)), &body)
}

fn summary(profile: &Profile, phase: &str) -> String {
    let known = profile.phases().iter().find(|known| known.id == phase);
    known.map(|phase| style::clean_line(&phase.summary)).unwrap_or_default()
}

fn one_day(of: &DayPlan<'_>, profile: &Profile) -> Markup {
    html! {
        section {
            h3 {
                (day(of.date))
                span.minutes { (minutes(load(&of.tasks))) " of " (minutes(of.minutes.into())) }
            }
            ul.tasks { @for task in &of.tasks { (item(task, profile, false)) } }
        }
    }
}

/// One task with its box; `whole` adds the questions it puts.
pub(in crate::render) fn item(task: &Task, profile: &Profile, whole: bool) -> Markup {
    let mark = if task.status == TaskStatus::Done { "✓" } else { "" };
    let why = task.reason.clone().or_else(|| how(task)).unwrap_or_else(|| task.why.clone());
    html! {
        li.task {
            span.box { (mark) }
            span.minutes { (minutes(task.minutes.into())) }
            span.left-out[task.status == TaskStatus::Skipped] { (style::clean_line(&task.title)) }
            @if !is_brief(task) {
                span.why {
                    (style::clean_line(&why))
                    @if let Some(command) = command(task).filter(|_| task.is_open()) {
                        " · " code { (command) }
                    }
                }
            }
            @if whole && task.is_open() && !task.questions.is_empty() {
                ul.questions { @for question in questions(task, profile) { li { (style::clean_line(question)) } } }
            }
        }
    }
}
