//! A plan of preparation that knows the library and repairs itself.
//!
//! [`create`] lays out the work, [`replan`] moves what has slipped, [`Today`] is the page of one day.
//! `content` decides what there is to do, `schedule` when; both are pure and deterministic, so the
//! same input gives the same plan. What always holds is listed in `schedule` and tested over random
//! libraries and calendars.

mod assemble;
pub mod briefing;
pub mod calendar;
mod content;
pub mod dates;
mod day;
pub mod due;
mod evidence;
mod facts;
mod goal;
mod phases;
pub mod publication;
mod questions;
mod replan;
mod schedule;
pub mod sheet;
mod task;
pub mod times;
mod view;
mod words;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::analysis::{Settings, StoryAnalysis};
use crate::catalogue::Profile;
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

use assemble::{build, finish, in_order};
use content::Brief;
use facts::Facts;
use questions::Bank;
use schedule::Calendar;

/// Most days that a plan may span: nobody keeps one for longer than two years.
pub const MAX_DAYS: i64 = 731;

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
    fn iter(&self) -> impl DoubleEndedIterator<Item = (&'a Story, &'a StoryAnalysis)> + use<'a> {
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
    let mut jobs = make(0);
    in_order(&mut jobs);
    let tasks = finish(jobs, make, bank.clone());
    let mut planned = Planned { plan, tasks };
    // A repair looks again at what found no day. A plan that it would change at once was not the best one.
    for _ in 0..SETTLES {
        let again = replan(&planned, &Revision::default(), library, planned.plan.start)?;
        if again.difference.is_empty() {
            break;
        }
        planned = again.planned;
    }
    Ok(planned)
}

/// Most repairs of a plan that was just made.
const SETTLES: usize = 4;

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

#[cfg(test)]
mod tests;
