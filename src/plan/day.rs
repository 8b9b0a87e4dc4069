//! The days of a plan, and the page of one of them.

use chrono::{Days, NaiveDate};

use super::goal::Goal;
use super::task::{Task, TaskStatus};
use super::{PhaseWindow, Planned};

/// One day of a plan with its work.
#[derive(Debug, Clone, PartialEq)]
pub struct DayPlan<'a> {
    /// Which day.
    pub date: NaiveDate,
    /// The phase it belongs to.
    pub phase: Option<&'a PhaseWindow>,
    /// Minutes there are.
    pub minutes: u16,
    /// The work, in the order to do it.
    pub tasks: Vec<&'a Task>,
}

impl<'a> DayPlan<'a> {
    /// The day of this date.
    pub fn of(planned: &'a Planned, date: NaiveDate) -> Self {
        Self {
            date,
            phase: planned.plan.phase_on(date),
            minutes: planned.plan.minutes_on(date),
            tasks: planned.tasks.iter().filter(|task| task.date == Some(date)).collect(),
        }
    }
}

/// Every day of a plan, from its start to the interview, also those without work.
pub fn days(planned: &Planned) -> Vec<DayPlan<'_>> {
    let plan = &planned.plan;
    let mut days: Vec<DayPlan<'_>> = plan
        .start
        .iter_days()
        .take_while(|day| *day <= plan.interview)
        .map(|date| DayPlan {
            date,
            phase: plan.phase_on(date),
            minutes: plan.minutes_on(date),
            tasks: Vec::new(),
        })
        .collect();
    for task in &planned.tasks {
        let at = task.date.and_then(|day| usize::try_from((day - plan.start).num_days()).ok());
        if let Some(day) = at.and_then(|at| days.get_mut(at)) {
            day.tasks.push(task);
        }
    }
    days
}

/// Where a day lies in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before the first day.
    Before,
    /// Among the days of preparation.
    During,
    /// The interview day itself.
    InterviewDay,
    /// After it.
    After,
}

/// How much of a plan is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Tasks done.
    pub done: usize,
    /// Tasks that count: all but those skipped.
    pub total: usize,
    /// Minutes of the tasks done.
    pub minutes_done: u32,
    /// Minutes of the tasks that count.
    pub minutes_total: u32,
}

/// The page of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Today<'a> {
    /// The day and its work.
    pub day: DayPlan<'a>,
    /// Where the day lies in the plan.
    pub moment: Moment,
    /// Days to the interview; negative after it.
    pub days_left: i64,
    /// Open work of earlier days, the oldest first; a missed daily block is not carried, since the day's
    /// own covers it.
    pub carried: Vec<&'a Task>,
    /// The part of `carried` that yesterday left.
    pub missed_yesterday: Vec<&'a Task>,
    /// How much of the whole plan is done.
    pub progress: Progress,
    /// A task recorded as done on a later day than today: the clock went back.
    pub recorded_later: Option<NaiveDate>,
}

impl<'a> Today<'a> {
    /// The page of the day that it is.
    pub fn of(planned: &'a Planned, date: NaiveDate) -> Self {
        Self::seen_from(planned, date, date)
    }

    /// The page of a date as it looks today: what can still be done before that date has not slipped.
    pub fn seen_from(planned: &'a Planned, date: NaiveDate, today: NaiveDate) -> Self {
        let plan = &planned.plan;
        let passed = date.min(today);
        let moment = if date < plan.start {
            Moment::Before
        } else if date < plan.interview {
            Moment::During
        } else if date == plan.interview {
            Moment::InterviewDay
        } else {
            Moment::After
        };
        let daily = |task: &Task| matches!(task.goal, Goal::Review { .. });
        let carried: Vec<&Task> = planned
            .tasks
            .iter()
            .filter(|task| task.is_open() && !daily(task))
            .filter(|task| task.date.is_some_and(|day| day < passed))
            .collect();
        let yesterday = date.checked_sub_days(Days::new(1));
        let missed_yesterday =
            carried.iter().copied().filter(|task| task.date == yesterday).collect();
        let recorded_later =
            planned.tasks.iter().filter_map(|task| task.done_on).max().filter(|day| *day > today);
        Self {
            day: DayPlan::of(planned, date),
            moment,
            days_left: (plan.interview - date).num_days(),
            carried,
            missed_yesterday,
            progress: progress(&planned.tasks),
            recorded_later,
        }
    }

    /// Whether work has slipped and there is time to mend that, so that a replan is worth offering.
    pub fn has_slipped(&self) -> bool {
        !self.carried.is_empty() && !self.is_over()
    }

    /// Whether the time for work is over: from the day before the interview on, what is open stays open.
    pub fn is_over(&self) -> bool {
        self.days_left <= 1
    }
}

fn progress(tasks: &[Task]) -> Progress {
    let mut progress = Progress::default();
    for task in tasks.iter().filter(|task| task.status != TaskStatus::Skipped) {
        progress.total += 1;
        progress.minutes_total += u32::from(task.minutes);
        if task.status == TaskStatus::Done {
            progress.done += 1;
            progress.minutes_done += u32::from(task.minutes);
        }
    }
    progress
}
