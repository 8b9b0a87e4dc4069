//! A plan in the shape that machines read.

use chrono::NaiveDate;
use serde::Serialize;

use super::day::{DayPlan, Today, days};
use super::task::{Task, TaskStatus};
use super::{PhaseWindow, Planned};
use crate::catalogue::{PrincipleId, TaskKind};
use crate::story::Slug;

/// Version of the documents below.
const VERSION: u32 = 1;

/// A task as machines read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "each field is that of the task")]
pub struct TaskView<'a> {
    pub id: &'a str,
    pub kind: TaskKind,
    pub title: &'a str,
    pub minutes: u16,
    pub principles: &'a [PrincipleId],
    pub story: Option<&'a Slug>,
    pub why: &'a str,
    pub status: TaskStatus,
    pub locked: bool,
}

impl<'a> From<&'a Task> for TaskView<'a> {
    fn from(task: &'a Task) -> Self {
        Self {
            id: &task.id,
            kind: task.kind,
            title: &task.title,
            minutes: task.minutes,
            principles: &task.principles,
            story: task.story.as_ref(),
            why: &task.why,
            status: task.status,
            locked: task.locked,
        }
    }
}

/// A task without a day as machines read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnscheduledView<'a> {
    /// The task.
    #[serde(flatten)]
    pub task: TaskView<'a>,
    /// Why it has no day.
    pub reason: &'a str,
}

/// A day as machines read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayView<'a> {
    /// Which day.
    pub date: NaiveDate,
    /// Id of its phase; none outside the plan.
    pub phase: Option<&'a str>,
    /// Minutes there are.
    pub minutes: u16,
    /// Its work.
    pub tasks: Vec<TaskView<'a>>,
}

impl<'a> From<&DayPlan<'a>> for DayView<'a> {
    fn from(day: &DayPlan<'a>) -> Self {
        Self {
            date: day.date,
            phase: day.phase.map(|phase| phase.id.as_str()),
            minutes: day.minutes,
            tasks: day.tasks.iter().copied().map(TaskView::from).collect(),
        }
    }
}

/// A whole plan as machines read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanView<'a> {
    /// Version of this shape.
    pub version: u32,
    /// First day.
    pub start: NaiveDate,
    /// The interview day.
    pub interview: NaiveDate,
    /// The phases.
    pub phases: &'a [PhaseWindow],
    /// Every day, also those without work.
    pub days: Vec<DayView<'a>>,
    /// Open work without a day.
    pub unscheduled: Vec<UnscheduledView<'a>>,
}

impl<'a> PlanView<'a> {
    /// The view of a plan.
    pub fn of(planned: &'a Planned) -> Self {
        let unscheduled = planned.tasks.iter().filter(|task| task.is_unscheduled());
        Self {
            version: VERSION,
            start: planned.plan.start,
            interview: planned.plan.interview,
            phases: &planned.plan.phases,
            days: days(planned).iter().map(DayView::from).collect(),
            unscheduled: unscheduled
                .map(|task| UnscheduledView {
                    task: task.into(),
                    reason: task.reason.as_deref().unwrap_or_default(),
                })
                .collect(),
        }
    }
}

/// The page of a day as machines read it; `due` is whatever the practice log has due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TodayView<'a, D> {
    /// Version of this shape.
    pub version: u32,
    /// The day.
    #[serde(flatten)]
    pub day: DayView<'a>,
    /// Days to the interview.
    pub days_left: i64,
    /// Open work of earlier days.
    pub carried: Vec<TaskView<'a>>,
    /// What is due.
    pub due: Vec<D>,
}

impl<'a, D> TodayView<'a, D> {
    /// The view of a day's page.
    pub fn of(today: &Today<'a>, due: Vec<D>) -> Self {
        Self {
            version: VERSION,
            day: DayView::from(&today.day),
            days_left: today.days_left,
            carried: today.carried.iter().copied().map(TaskView::from).collect(),
            due,
        }
    }
}
