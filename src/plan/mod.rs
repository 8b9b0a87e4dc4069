//! A plan of preparation that knows the library and repairs itself.
//!
//! [`create`] lays out the work, [`replan`] moves what has slipped, [`Today`] is the page of one day.
//! [`content`] decides what there is to do, [`schedule`] when; both are pure and deterministic, so the
//! same input gives the same plan. What always holds is listed in [`schedule`] and tested over random
//! libraries and calendars.

pub mod calendar;
mod content;
pub mod dates;
mod day;
mod evidence;
mod facts;
mod goal;
mod phases;
mod questions;
mod replan;
mod schedule;
mod task;
mod view;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::analysis::{Settings, StoryAnalysis};
use crate::catalogue::{Profile, TaskKind, Tier};
use crate::readiness::ReadinessError;
use crate::story::{Slug, Story};

pub use calendar::{DateRange, MinutesError, RangeError, WeekMinutes, minutes_on};
pub use day::{DayPlan, Moment, Progress, Today, days};
pub use evidence::Session;
pub use goal::{Goal, StoryRef};
pub use phases::{DroppedPhase, PhaseWindow};
pub use replan::{
    Addition, Completion, Difference, Drop, DropReason, Move, MoveReason, Replanned, Revision,
    record_evidence, replan,
};
pub use task::{Task, TaskStatus, UnknownTask, find};
pub use view::{DayView, PlanView, TaskView, TodayView, UnscheduledView};

use content::Brief;
use facts::Facts;
use questions::Bank;
use schedule::{Calendar, Job, Placement, Rank, Wish};

/// Most days that a plan may span: nobody keeps one for longer than two years.
pub const MAX_DAYS: i64 = 731;

/// More minutes a day than this are no advice.
const MOST_EXTRA: u16 = 240;

/// Step in which more minutes a day are tried.
const EXTRA_STEP: u16 = 5;

/// What a plan is for and how much time there is; its tasks stand beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Id of the profile it prepares for.
    pub profile: String,
    /// First day.
    pub start: NaiveDate,
    /// The interview day.
    pub interview: NaiveDate,
    /// Minutes for each weekday.
    pub minutes: WeekMinutes,
    /// Days off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<DateRange>,
    /// The phases, one after the other from the start to the interview day.
    pub phases: Vec<PhaseWindow>,
    /// Phases for which there is no time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped_phases: Vec<DroppedPhase>,
}

impl Plan {
    /// Minutes of preparation on a day; none outside the plan.
    pub fn minutes_on(&self, day: NaiveDate) -> u16 {
        if (self.start..=self.interview).contains(&day) {
            minutes_on(&self.minutes, &self.off, day)
        } else {
            0
        }
    }

    /// The phase of a day.
    pub fn phase_on(&self, day: NaiveDate) -> Option<&PhaseWindow> {
        self.phases.iter().find(|phase| phase.contains(day))
    }
}

/// A plan with its tasks, those on a day first, in the order of the days.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// What it is for and how much time there is.
    pub plan: Plan,
    /// The work.
    pub tasks: Vec<Task>,
}

/// What a plan is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// First day.
    pub start: NaiveDate,
    /// The interview day.
    pub interview: NaiveDate,
    /// Minutes for each weekday.
    pub minutes: WeekMinutes,
    /// Days off.
    pub off: Vec<DateRange>,
}

impl Request {
    /// A request that leaves the standard length of the profile's phases between start and interview.
    pub fn from_start(start: NaiveDate, profile: &Profile, minutes: WeekMinutes) -> Self {
        let weeks: u64 = profile.phases().iter().map(|phase| u64::from(phase.weeks)).sum();
        let interview = start.checked_add_days(Days::new(7 * weeks)).unwrap_or(start);
        Self { start, interview, minutes, off: Vec::new() }
    }
}

/// What a plan may know of the candidate's work.
#[derive(Debug, Clone, Copy)]
pub struct Library<'a> {
    /// The stories.
    pub stories: &'a [Story],
    /// One analysis a story, in the same order.
    pub analyses: &'a [StoryAnalysis],
    /// The practice log.
    pub sessions: &'a [Session],
    /// The interview.
    pub profile: &'a Profile,
    /// Thresholds; the target time of a story comes from here.
    pub settings: &'a Settings,
}

impl<'a> Library<'a> {
    fn iter(&self) -> impl Iterator<Item = (&'a Story, &'a StoryAnalysis)> + use<'a> {
        self.stories.iter().zip(self.analyses)
    }

    fn find(&self, slug: &Slug) -> Option<(&'a Story, &'a StoryAnalysis)> {
        self.iter().find(|(story, _)| story.slug == *slug)
    }
}

/// Why there can be no such plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The interview is not after the first day.
    #[error("the interview on {interview} leaves no day to prepare from {start}")]
    NoDays {
        /// First day.
        start: NaiveDate,
        /// The interview day.
        interview: NaiveDate,
    },
    /// The plan spans more than [`MAX_DAYS`].
    #[error("{days} days are more than a plan spans ({MAX_DAYS})")]
    TooLong {
        /// Days from start to interview.
        days: i64,
    },
    /// No weekday has any minutes.
    #[error("a plan needs minutes on at least one day of the week")]
    NoMinutes,
    /// Every working day of a phase is off.
    #[error("the days off leave no day of the phase {name} ({from} to {to})")]
    PhaseSwallowed {
        /// The phase's display name.
        name: String,
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
    /// The plan was made for another interview.
    #[error("the plan was made for the profile {plan}, not {given}")]
    OtherProfile {
        /// The plan's profile.
        plan: String,
        /// The profile at hand.
        given: String,
    },
    /// The profile does not allow for readiness.
    #[error(transparent)]
    Readiness(#[from] ReadinessError),
}

/// Makes a plan.
///
/// # Errors
///
/// When there is no day, no minutes, no day left of a phase, or the profile cannot be weighed.
pub fn create(request: &Request, library: &Library<'_>) -> Result<Planned, PlanError> {
    let plan = outline(request, library.profile, request.start)?;
    let facts = Facts::of(library)?;
    let bank = Bank::of(library.profile, &[]);
    let make = |extra: u16| {
        let longer = Plan { minutes: plan.minutes.more(extra), ..plan.clone() };
        let calendar = calendar_of(&longer, plan.start, library.profile);
        let brief = Brief {
            profile: library.profile,
            facts: &facts,
            calendar: &calendar,
            windows: &plan.phases,
            from: plan.start,
            bank: &bank,
            target_seconds: library.settings.target_seconds,
            mocks_at_least: 0,
            extras: true,
        };
        build(&plan, &calendar, content::jobs(&brief), &BTreeMap::new(), library.profile)
    };
    let tasks = finish(make(0), make, bank.clone());
    Ok(Planned { plan, tasks })
}

/// Checks a request and lays out its phases; days before `today` need no time.
fn outline(request: &Request, profile: &Profile, today: NaiveDate) -> Result<Plan, PlanError> {
    let Request { start, interview, minutes, off } = request.clone();
    let days = (interview - start).num_days();
    if days < 1 {
        return Err(PlanError::NoDays { start, interview });
    }
    if days > MAX_DAYS {
        return Err(PlanError::TooLong { days });
    }
    if minutes.is_zero() {
        return Err(PlanError::NoMinutes);
    }
    let (phases, dropped_phases) = phases::windows(profile.phases(), start, interview, &minutes);
    let plan = Plan {
        profile: profile.id().to_owned(),
        start,
        interview,
        minutes,
        off,
        phases,
        dropped_phases,
    };
    check_offs(&plan, today)?;
    Ok(plan)
}

/// Refuses days off that leave nothing of a phase that is not yet over.
fn check_offs(plan: &Plan, today: NaiveDate) -> Result<(), PlanError> {
    for phase in plan.phases.iter().filter(|phase| phase.to >= today) {
        let days =
            || phase.from.iter_days().take_while(|day| *day <= phase.to && *day < plan.interview);
        let working = days().any(|day| minutes_on(&plan.minutes, &[], day) > 0);
        if working && days().all(|day| plan.minutes_on(day) == 0) {
            let PhaseWindow { name, from, to, .. } = phase.clone();
            return Err(PlanError::PhaseSwallowed { name, from, to });
        }
    }
    Ok(())
}

fn calendar_of(plan: &Plan, from: NaiveDate, profile: &Profile) -> Calendar {
    Calendar::new(from, plan.interview, &plan.phases, profile, &plan.minutes, &plan.off)
}

/// Schedules the jobs with the daily block first, in the middle and last, and keeps the best.
///
/// Best is, in this order: most stories for what is asked most within the first phase, most of them at
/// all, most mocks, most work left on the day where it stood, most daily blocks, most other work; among
/// equals the order with the daily block earliest. So the daily block gives way only to a story or a mock
/// that would have no day otherwise.
fn build(
    plan: &Plan,
    calendar: &Calendar,
    jobs: Vec<Job>,
    standing: &BTreeMap<&str, Option<NaiveDate>>,
    profile: &Profile,
) -> Vec<Job> {
    let is_core = |task: &Task| {
        matches!(task.goal, Goal::Draft { .. })
            && task.principles.iter().any(|id| {
                profile.principle(id).is_some_and(|principle| principle.tier == Tier::High)
            })
    };
    let foundation = plan.phases.first().map(|phase| phase.to);
    let worth = |placements: &Vec<Placement>| {
        let (mut early, mut core, mut mocks, mut kept, mut daily, mut work) = (0, 0, 0, 0, 0, 0);
        for (job, placement) in jobs.iter().zip(placements) {
            let Ok(at) = *placement else { continue };
            let day = calendar.date(at);
            kept += usize::from(matches!(job.wish, Wish::Near(wish) if Some(wish) == day));
            match job.task.kind {
                TaskKind::Review => daily += 1,
                TaskKind::Mock => mocks += 1,
                TaskKind::Draft if is_core(&job.task) => {
                    core += 1;
                    early += usize::from(day <= foundation);
                }
                _ => work += 1,
            }
        }
        (early, core, mocks, kept, daily, work)
    };
    let orders: [fn(Rank) -> Rank; 3] = [
        |rank| if rank == Rank::Daily { Rank::Mock } else { rank },
        |rank| if rank == Rank::Daily { Rank::Learn } else { rank },
        |rank| rank,
    ];
    let best = orders
        .into_iter()
        .map(|order| schedule::schedule(calendar.clone(), &jobs, standing, order))
        // Of equals the last wins, so the orders are turned round to prefer the first.
        .rev()
        .max_by_key(worth)
        .unwrap_or_default();
    jobs.into_iter()
        .zip(best)
        .filter_map(|(mut job, placement)| {
            let task = &mut job.task;
            task.extra_minutes = None;
            match placement {
                Ok(at) => {
                    task.date = calendar.date(at);
                    task.reason = None;
                }
                Err(_) if job.optional => return None,
                Err(misfit) => {
                    task.date = None;
                    task.reason = Some(misfit.to_string());
                }
            }
            Some(job)
        })
        .collect()
}

/// Prices what has no day and hands out the questions, in the order of the days.
///
/// Questions come last because only work that is really in the plan may use one up.
fn finish(jobs: Vec<Job>, make: impl Fn(u16) -> Vec<Job>, mut bank: Bank<'_>) -> Vec<Task> {
    let (mut tasks, pools): (Vec<Task>, Vec<_>) =
        jobs.into_iter().map(|job| ((job.task), job.puts)).unzip();
    price_misfits(&mut tasks, make);
    let puts: BTreeMap<String, _> = tasks.iter().map(|task| task.id.clone()).zip(pools).collect();
    sort(&mut tasks);
    for task in &mut tasks {
        if let Some(pools) = puts.get(&task.id) {
            bank.put(task, pools);
        }
    }
    tasks
}

/// Finds, for each task without a day, the fewest more minutes a day with which a plan has one for it.
///
/// `make` makes the jobs of such a plan, so the figure is not an estimate: it has been tried.
fn price_misfits(tasks: &mut [Task], make: impl Fn(u16) -> Vec<Job>) {
    let mut open: Vec<usize> = (0..tasks.len()).filter(|&at| tasks[at].is_unscheduled()).collect();
    let fitting = |open: &[usize], tasks: &[Task], extra: u16| -> BTreeSet<usize> {
        let trial = make(extra);
        let days: BTreeMap<&str, bool> =
            trial.iter().map(|job| (job.task.id.as_str(), job.task.date.is_some())).collect();
        let fits = |task: &Task| match (&task.goal, days.get(task.id.as_str())) {
            (_, Some(placed)) => *placed,
            // With longer days a draft needs no outline of its own: then the draft is what must fit.
            (Goal::Outline { principle, number }, None) => {
                let whole = Goal::Draft { principle: principle.clone(), number: *number };
                days.get(whole.id().as_str()).copied().unwrap_or(false)
            }
            _ => false,
        };
        open.iter().copied().filter(|&at| fits(&tasks[at])).collect()
    };
    // What the longest days do not fit, no number helps; so the search ends with the last that they do.
    if !open.is_empty() {
        let hopeful = fitting(&open, tasks, MOST_EXTRA);
        open.retain(|at| hopeful.contains(at));
    }
    let mut extra = EXTRA_STEP;
    while !open.is_empty() && extra <= MOST_EXTRA {
        let found = fitting(&open, tasks, extra);
        open.retain(|at| !found.contains(at));
        for at in found {
            tasks[at].extra_minutes = Some(extra);
        }
        extra += EXTRA_STEP;
    }
    for task in tasks.iter_mut().filter(|task| task.is_unscheduled()) {
        if let (Some(reason), Some(extra)) = (&mut task.reason, task.extra_minutes) {
            reason.push_str(&format!("; {extra} more minutes a day would fit it"));
        }
    }
}

/// By day, those without one last; within a day in the order in which the work should be done.
fn sort(tasks: &mut [Task]) {
    tasks.sort_by_key(|task| {
        // A debrief follows its own mock, not the last mock of the day.
        let (goal, debrief) = match &task.goal {
            Goal::Debrief { number } => (Goal::Mock { number: *number }, true),
            goal => (goal.clone(), false),
        };
        (task.date.is_none(), task.date, goal, debrief)
    });
}

#[cfg(test)]
mod tests;
