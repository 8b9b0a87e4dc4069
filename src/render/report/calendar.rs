//! The plan as a calendar with today marked, and the work of the days at hand.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use maud::{Markup, html};

use crate::plan::{DayPlan, Planned, Task, TaskStatus, days};
use crate::render::plan::{day, load, long_day, minutes};
use crate::render::{html as frame, style};

/// Days of which the work is listed.
const AHEAD: u64 = 7;

pub(super) fn section(planned: &Planned, today: NaiveDate) -> Markup {
    let total = planned.tasks.iter().filter(|task| task.status != TaskStatus::Skipped).count();
    let done = planned.tasks.iter().filter(|task| task.status == TaskStatus::Done).count();
    let days = days(planned);
    let soon = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    html! {
        section.sheet-of-its-own aria-labelledby="plan" {
            h2 #plan { "The plan" }
            p { "Interview on " (long_day(planned.plan.interview)) "." }
            (frame::progress(done, total))
            (grid(planned, &days, today))
            @let near: Vec<&DayPlan<'_>> = days.iter().filter(|of| (today..soon).contains(&of.date) && !of.tasks.is_empty()).collect();
            @if !near.is_empty() {
                h3 { "The next seven days" }
                @for of in near {
                    h4 { (day(of.date)) @if of.date == today { " (today)" } }
                    ul.tasks { @for task in &of.tasks { (item(task)) } }
                }
            }
        }
    }
}

fn item(task: &Task) -> Markup {
    html! {
        li.task {
            span.box { @if task.status == TaskStatus::Done { "✓" } }
            span.minutes { (minutes(task.minutes.into())) }
            span.left-out[task.status == TaskStatus::Skipped] { (style::clean_line(&task.title)) }
            @if task.status == TaskStatus::Skipped { small { " (left out)" } }
        }
    }
}

/// Weeks as rows, from the Monday of the first to the Sunday of the last.
fn grid(planned: &Planned, days: &[DayPlan<'_>], today: NaiveDate) -> Markup {
    let first = planned.plan.start.week(Weekday::Mon).first_day();
    let weeks: Vec<Vec<NaiveDate>> = first
        .iter_weeks()
        .take_while(|monday| *monday <= planned.plan.interview)
        .map(|monday| monday.iter_days().take(7).collect())
        .collect();
    html! {
        table.calendar {
            caption { "Minutes of work a day, and how many tasks of it are done" }
            thead { tr { @for name in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] { th scope="col" { (name) } } } }
            tbody {
                @for week in weeks {
                    tr {
                        @for date in week {
                            @let of = days.iter().find(|of| of.date == date);
                            td.outside[of.is_none()].today[date == today].interview[date == planned.plan.interview] {
                                (one_day(date, of, planned, today))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one_day(
    date: NaiveDate,
    of: Option<&DayPlan<'_>>,
    planned: &Planned,
    today: NaiveDate,
) -> Markup {
    let first = date == planned.plan.start || date.day() == 1;
    let label = if first { date.format("%-d %b") } else { date.format("%-d") };
    html! {
        b { (label) @if date == today { span.now { "today" } } }
        @if date == planned.plan.interview { span.day { "Interview" } }
        @if let Some(of) = of.filter(|of| !of.tasks.is_empty()) {
            @let done = of.tasks.iter().filter(|task| task.status == TaskStatus::Done).count();
            span.load { (minutes(load(&of.tasks))) }
            span.load { (done) "/" (of.tasks.len()) @if done == of.tasks.len() { " ✓" } }
        }
        @if let Some(phase) = of.and_then(|of| of.phase).filter(|phase| phase.from == date) {
            span.phase { (style::clean_line(&phase.name)) }
        }
    }
}
