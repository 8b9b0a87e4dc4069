//! Puts jobs on days.
//!
//! Each job has a length, a kind that only some phases take, jobs that come before it, and a rank. They
//! are placed in the order of rank, each on the first day (or the day nearest to a wish) that
//!
//! - belongs to a phase that takes its kind,
//! - is not before the day of a job that comes before it, and
//! - still has the minutes.
//!
//! Rank respects precedence, so a job's predecessors are on their days when its turn comes, and nothing
//! of lower rank can take a day from it. What this guarantees, whatever the input:
//!
//! - no day over its minutes, beyond what locked and finished work already takes;
//! - every job inside its phases, after its predecessors, and never before the first open day;
//! - the same input gives the same days;
//! - jobs of one length `m`, each with a companion of length `c` before it, are all placed when the days
//!   of their phases have room for them, counting `⌊room / (m + c)⌋` a day: the first day that refuses a
//!   pair holds at least that many.
//!
//! Placing by rank alone can lose a slot to a short job, so a plan is built under a few orders of the
//! daily block and the best is kept (see [`super::assemble::build`]).

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use chrono::{Days, NaiveDate};

use super::calendar::{DateRange, WeekMinutes, minutes_on};
use super::goal::Goal;
use super::phases::PhaseWindow;
use super::questions::Pool;
use super::task::Task;
use crate::catalogue::{Phase, Profile, TaskKind};

/// The days that a schedule may use, with what is left of each.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    first: NaiveDate,
    days: Vec<Day>,
    /// Places of the ordinary days whose phase takes a kind, in the order of [`TaskKind::ALL`].
    takes: [Vec<usize>; TaskKind::ALL.len()],
    /// The day before the interview, where it is kept light.
    eve: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Day {
    minutes: u16,
    room: u16,
}

impl Calendar {
    /// The days from `first` to the interview.
    ///
    /// The interview day and, in a last phase of more than one day, the evening before take only what is
    /// made for them.
    pub(super) fn new(
        first: NaiveDate,
        interview: NaiveDate,
        windows: &[PhaseWindow],
        profile: &Profile,
        minutes: &WeekMinutes,
        off: &[DateRange],
    ) -> Self {
        let dates: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= interview).collect();
        let days = dates
            .iter()
            .map(|day| minutes_on(minutes, off, *day))
            .map(|minutes| Day { minutes, room: minutes })
            .collect();
        let has_eve = windows.last().is_some_and(|last| (interview - last.from).num_days() >= 2);
        let eve = if has_eve { dates.len().checked_sub(2) } else { None };
        let takes = TaskKind::ALL.map(|kind| {
            let phase_takes = |day: NaiveDate| {
                windows
                    .iter()
                    .find(|window| window.contains(day))
                    .and_then(|window| profile.phases().iter().find(|phase| phase.id == window.id))
                    .is_some_and(|phase| allows(phase, kind))
            };
            (0..dates.len().saturating_sub(1))
                .filter(|&at| Some(at) != eve && phase_takes(dates[at]))
                .collect()
        });
        Self { first, days, takes, eve }
    }

    fn index(&self, day: NaiveDate) -> Option<usize> {
        usize::try_from((day - self.first).num_days()).ok().filter(|at| *at < self.days.len())
    }

    /// The date of a place on the calendar.
    pub(super) fn date(&self, at: usize) -> Option<NaiveDate> {
        self.first.checked_add_days(Days::new(at as u64))
    }

    /// Takes the time of work that stays where it is.
    pub(super) fn occupy(&mut self, task: &Task) {
        if let Some(at) = task.date.and_then(|day| self.index(day)) {
            self.days[at].room = self.days[at].room.saturating_sub(task.load());
        }
    }

    /// Whether a day is one on which a task may stand at all.
    pub(super) fn takes(&self, day: NaiveDate, task: &Task) -> bool {
        self.index(day).is_some_and(|at| self.places(task).contains(&at))
    }

    /// Minutes of a day.
    pub(super) fn minutes(&self, day: NaiveDate) -> u16 {
        self.index(day).map_or(0, |at| self.days[at].minutes)
    }

    /// Minutes left of a day.
    pub(super) fn room(&self, day: NaiveDate) -> u16 {
        self.index(day).map_or(0, |at| self.days[at].room)
    }

    /// The places whose phase and character take a task.
    fn places(&self, task: &Task) -> Cow<'_, [usize]> {
        let only = |at: Option<usize>| Cow::Owned(at.into_iter().collect());
        match &task.goal {
            Goal::DayBefore => only(self.eve),
            Goal::InterviewDay => only(self.days.len().checked_sub(1)),
            Goal::Review { day } => {
                let at = self.index(*day);
                only(at.filter(|at| self.takes[TaskKind::Review as usize].contains(at)))
            }
            _ => Cow::Borrowed(&self.takes[task.kind as usize]),
        }
    }

    /// The ordinary dates with time on which work of a kind may stand, with their minutes.
    pub(super) fn open(&self, kind: TaskKind) -> impl Iterator<Item = (NaiveDate, u16)> + '_ {
        self.takes[kind as usize].iter().filter_map(|&at| {
            let minutes = self.days[at].minutes;
            if minutes > 0 { Some((self.date(at)?, minutes)) } else { None }
        })
    }
}

/// Whether a phase takes a kind of work; nothing new where it says so.
fn allows(phase: &Phase, kind: TaskKind) -> bool {
    let new = matches!(kind, TaskKind::Memorize | TaskKind::Draft);
    phase.tasks.contains(&kind) && (phase.new_content || !new)
}

/// Where among its days a job would like to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// As early as possible.
    Early,
    /// Where it stood.
    Near(NaiveDate),
    /// About this day.
    Around(NaiveDate),
    /// The `at`-th of `of` jobs spread evenly over the days.
    Spread { at: usize, of: usize },
}

/// What must come before a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Before {
    /// Id of that task.
    pub(super) id: String,
    /// Whether the job makes no sense without it.
    pub(super) needed: bool,
}

/// A task to be put on a day.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) task: Task,
    pub(super) before: Vec<Before>,
    pub(super) rank: Rank,
    pub(super) wish: Wish,
    /// Left out without a word where there is no time.
    pub(super) optional: bool,
    /// Minutes of a job that should follow on the same day.
    pub(super) followed_by: u16,
    /// Minutes that it takes more where its day has them left.
    pub(super) grows_by: u16,
    /// Where its questions come from.
    pub(super) puts: Vec<Pool>,
}

/// The order in which jobs are given their days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Rank {
    /// The last evening and the morning itself.
    End,
    /// Full rounds and their debriefs.
    Mock,
    /// Stories for what is asked most, with the learning before them.
    Core,
    /// Learning the other principles.
    Learn,
    /// Repair of those and of what is written but not ready.
    Refine,
    /// A fair share of product and analytical questions.
    Rep,
    /// Telling aloud.
    Rehearse,
    /// Stories for what is asked less, from the first version to the telling.
    Breadth,
    /// Warnings and remarks on what is ready, and telling it after.
    Touch,
    /// Layers of follow-up.
    Pressure,
    /// The daily block.
    Daily,
    /// More questions where time is left.
    Extra,
}

/// Why a task stands on no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Misfit {
    /// No day that is left belongs to a phase that takes its kind.
    NoPhase,
    /// It is longer than any of its days.
    TooLong { minutes: u16, longest: u16 },
    /// Its days are full, or those with room come before what it must follow.
    Full { minutes: u16 },
    /// What it needs has no day.
    Waits { on: String },
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPhase => f.write_str("no day that is left belongs to a phase for this work"),
            Self::TooLong { minutes, longest: 0 } => {
                write!(f, "it takes {minutes} min and its phase has no time")
            }
            Self::TooLong { minutes, longest } => {
                write!(f, "it takes {minutes} min and the longest day of its phase has {longest}")
            }
            Self::Full { minutes } => {
                write!(f, "it takes {minutes} min and the days of its phase are full")
            }
            Self::Waits { on } => write!(f, "it comes after {on}, which has no day"),
        }
    }
}

/// A place on the calendar, or why there is none.
pub(super) type Placement = Result<usize, Misfit>;

/// Places every job, in the order of rank; the placements stand in the order of `jobs`.
///
/// `standing` gives the dates of work that is not to be placed, for precedence; work that is done needs
/// no date.
pub(super) fn schedule(
    mut calendar: Calendar,
    jobs: &[Job],
    standing: &BTreeMap<&str, Option<NaiveDate>>,
    order: impl Fn(Rank) -> Rank,
) -> Vec<Placement> {
    let by_id: HashMap<&str, usize> =
        jobs.iter().enumerate().map(|(at, job)| (job.task.id.as_str(), at)).collect();
    let mut turns: Vec<usize> = (0..jobs.len()).collect();
    turns.sort_by_key(|&at| order(jobs[at].rank));
    let mut placements: Vec<Placement> = vec![Err(Misfit::NoPhase); jobs.len()];
    for turn in turns {
        let job = &jobs[turn];
        let mut earliest = 0;
        let mut waits = None;
        for before in &job.before {
            match by_id.get(before.id.as_str()).map(|&at| &placements[at]) {
                Some(Ok(at)) => earliest = earliest.max(*at),
                Some(Err(_)) if before.needed => waits = Some(before.id.clone()),
                Some(Err(_)) => {}
                None => {
                    let day = standing.get(before.id.as_str()).copied().flatten();
                    earliest = earliest.max(day.and_then(|day| calendar.index(day)).unwrap_or(0));
                }
            }
        }
        placements[turn] = match waits {
            Some(on) => Err(Misfit::Waits { on }),
            None => place(&calendar, job, earliest),
        };
        if let Ok(at) = placements[turn] {
            calendar.days[at].room -= job.task.minutes;
        }
    }
    placements
}

/// The place for one job.
fn place(calendar: &Calendar, job: &Job, earliest: usize) -> Placement {
    let minutes = job.task.minutes;
    let places = calendar.places(&job.task);
    let usable = || places.iter().copied().filter(|&at| calendar.days[at].minutes >= minutes);
    let roomy = |wanted: u16| {
        usable().filter(move |&at| at >= earliest && calendar.days[at].room >= wanted)
    };
    let target = match job.wish {
        Wish::Early => None,
        Wish::Near(day) | Wish::Around(day) => calendar.index(day),
        Wish::Spread { at, of } => usable().nth((2 * at + 1) * usable().count() / (2 * of.max(1))),
    };
    let pick = |wanted: u16| match target {
        None => roomy(wanted).next(),
        Some(target) => roomy(wanted).min_by_key(|at| (at.abs_diff(target), *at)),
    };
    let together = minutes.saturating_add(job.followed_by);
    // Work that has a day keeps it as long as there is room for the work itself.
    let stands = match job.wish {
        Wish::Near(_) => target.filter(|target| roomy(minutes).any(|at| at == *target)),
        _ => None,
    };
    stands.or_else(|| pick(together)).or_else(|| pick(minutes)).ok_or_else(|| {
        match places.iter().map(|&at| calendar.days[at].minutes).max() {
            None => Misfit::NoPhase,
            Some(longest) if longest < minutes => Misfit::TooLong { minutes, longest },
            Some(_) => Misfit::Full { minutes },
        }
    })
}
