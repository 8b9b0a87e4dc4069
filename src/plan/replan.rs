//! Repairing a plan: what has slipped moves, what the library no longer needs goes, what it needs comes.
//!
//! Work that is done, left out or locked stays where it is, and so does whatever can. Open work keeps its
//! day where that still has room, in the order of rank; the rest goes to the nearest day that has, never
//! before today. Nothing disappears without a line in the [`Difference`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::assemble::{build, finish, sort};
use super::content::{self, Brief};
use super::evidence;
use super::facts::Facts;
use super::goal::Goal;
use super::questions::Bank;
use super::schedule::{Before, Calendar, Job, Rank, Wish};
use super::task::{Task, TaskStatus};
use super::{
    DateRange, Library, Plan, PlanError, Planned, Request, WeekMinutes, calendar_of, check_offs,
    outline,
};
use crate::catalogue::TaskKind;

/// What is to change about the time; none keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revision {
    /// A new interview day.
    pub interview: Option<NaiveDate>,
    /// New minutes for each weekday.
    pub minutes: Option<WeekMinutes>,
    /// New days off, instead of those there were.
    pub off: Option<Vec<DateRange>>,
}

/// Why a task moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoveReason {
    /// Its day passed before it was done.
    Slipped,
    /// It had no day and now has one.
    FitsNow,
    /// Its day lies outside its phase now.
    PhaseMoved,
    /// Its day has no time any more.
    DayGone,
    /// It made way for more urgent work, or follows work that moved.
    MadeWay,
}

/// A task on another day than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The task's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its day before; none where it had none.
    pub from: Option<NaiveDate>,
    /// Its day now; none where it has none.
    pub to: Option<NaiveDate>,
    /// Why.
    pub reason: MoveReason,
}

/// A task that was not in the plan before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// The task's id.
    pub id: String,
    /// The kind of work.
    pub kind: TaskKind,
    /// Its title.
    pub title: String,
    /// Its day, if it has one.
    pub date: Option<NaiveDate>,
    /// Why it is worth the time.
    pub why: String,
}

/// Why a task left the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DropReason {
    /// A daily block of a day that has passed; what was due then is due now.
    DayOver,
    /// A daily block of a day that has no time for it now.
    NoTime,
    /// The story it is about left the library.
    StoryGone,
    /// The story that it waited for exists; other tasks name it now.
    StoryWritten,
    /// The story that it builds on was left out.
    DraftSkipped,
    /// The library or the interview no longer asks for it.
    NotNeeded,
}

/// A task that left the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Drop {
    /// The task as it stood.
    pub task: Task,
    /// Why it left.
    pub reason: DropReason,
}

/// A task that the library or the log shows to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The task's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What shows it.
    pub how: String,
}

/// What a replan changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Done by itself.
    pub completed: Vec<Completion>,
    /// On another day.
    pub moved: Vec<Move>,
    /// New.
    pub added: Vec<Addition>,
    /// Gone.
    pub dropped: Vec<Drop>,
    /// Whether the phases moved.
    pub phases_moved: bool,
}

impl Difference {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A repaired plan and what is different about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Replanned {
    /// The plan as it would stand.
    pub planned: Planned,
    /// What changes.
    pub difference: Difference,
}

/// Records open tasks as done that the library or the log shows to be; nothing else changes.
pub fn record_evidence(
    planned: &mut Planned,
    library: &Library<'_>,
    today: NaiveDate,
) -> Vec<Completion> {
    let start = planned.plan.start;
    evidence::complete(&mut planned.tasks, library, start, today)
        .into_iter()
        .map(|at| {
            let task = &planned.tasks[at];
            Completion {
                id: task.id.clone(),
                title: task.title.clone(),
                how: task.done_how.clone().unwrap_or_default(),
            }
        })
        .collect()
}

/// Repairs a plan from `today` on.
///
/// # Errors
///
/// When the plan is for another profile, the interview lies before today, or there is no time left.
pub fn replan(
    before: &Planned,
    revision: &Revision,
    library: &Library<'_>,
    today: NaiveDate,
) -> Result<Replanned, PlanError> {
    let mut old = before.clone();
    let completed = record_evidence(&mut old, library, today);
    let plan = revise(&old.plan, revision, library, today)?;
    let facts = Facts::of(library)?;
    let from = today.max(plan.start);
    let bank = Bank::of(library.profile, &old.tasks);

    let make = |tasks: &[Task], extra: u16| {
        let longer = Plan { minutes: plan.minutes.more(extra), ..plan.clone() };
        let whole = calendar_of(&longer, plan.start, library.profile);
        let brief = Brief {
            profile: library.profile,
            facts: &facts,
            calendar: &whole,
            windows: &plan.phases,
            from,
            bank: &bank,
            target_seconds: library.settings.target_seconds,
            mocks_at_least: highest_mock(tasks),
            extras: false,
        };
        let jobs = merge(content::jobs(&brief), tasks, from);
        let mut rest = calendar_of(&longer, from, library.profile);
        let fixed = || tasks.iter().filter(|task| is_fixed(task));
        fixed().for_each(|task| rest.occupy(task));
        let standing: BTreeMap<&str, Option<NaiveDate>> = fixed()
            .map(|task| (task.id.as_str(), if task.is_open() { task.date } else { None }))
            .collect();
        build(&plan, &rest, jobs, &standing, library.profile)
    };
    let jobs = make(&old.tasks, 0);
    // More minutes would be asked of the repaired plan, so that is the one to try them on.
    let mut repaired: Vec<Task> = old.tasks.iter().filter(|task| is_fixed(task)).cloned().collect();
    repaired.extend(jobs.iter().map(|job| job.task.clone()));
    sort(&mut repaired);
    let open = finish(jobs, |extra| make(&repaired, extra), bank.clone());

    let calendar = calendar_of(&plan, from, library.profile);
    let difference = Difference {
        completed,
        moved: moved(&old.tasks, &open, &calendar, today),
        added: added(&old.tasks, &open),
        dropped: dropped(&old.tasks, &open, library, today),
        phases_moved: plan.phases != old.plan.phases,
    };
    let mut tasks: Vec<Task> = old.tasks.into_iter().filter(is_fixed).collect();
    tasks.extend(open);
    sort(&mut tasks);
    Ok(Replanned { planned: Planned { plan, tasks }, difference })
}

/// Whether a replan leaves a task alone.
fn is_fixed(task: &Task) -> bool {
    !task.is_open() || task.locked
}

fn revise(
    plan: &Plan,
    revision: &Revision,
    library: &Library<'_>,
    today: NaiveDate,
) -> Result<Plan, PlanError> {
    let given = library.profile.id();
    if plan.profile != given {
        return Err(PlanError::OtherProfile {
            plan: plan.profile.clone(),
            given: given.to_owned(),
        });
    }
    let request = Request {
        start: plan.start,
        interview: revision.interview.unwrap_or(plan.interview),
        minutes: revision.minutes.unwrap_or(plan.minutes),
        off: revision.off.clone().unwrap_or_else(|| plan.off.clone()),
    };
    if request.interview < today {
        return Err(PlanError::NoDays { start: today, interview: request.interview });
    }
    if request.interview != plan.interview || request.minutes != plan.minutes {
        return outline(&request, library.profile, today);
    }
    let revised = Plan { off: request.off, ..plan.clone() };
    check_offs(&revised, today)?;
    Ok(revised)
}

fn highest_mock(tasks: &[Task]) -> u32 {
    let number = |task: &Task| match task.goal {
        Goal::Mock { number } if task.status != TaskStatus::Skipped => Some(number),
        _ => None,
    };
    tasks.iter().filter_map(number).max().unwrap_or(0)
}

/// The jobs of a repaired plan: what is wanted and not yet settled, and questions already handed out.
fn merge(wanted: Vec<Job>, old: &[Task], from: NaiveDate) -> Vec<Job> {
    let by_id: BTreeMap<&str, &Task> = old.iter().map(|task| (task.id.as_str(), task)).collect();
    let skipped: BTreeSet<_> = old
        .iter()
        .filter(|task| {
            task.status == TaskStatus::Skipped && matches!(task.goal, Goal::Draft { .. })
        })
        .filter_map(|task| task.goal.planned())
        .collect();
    let wish = |task: &Task, fresh: Wish| match task.date {
        Some(day) if day >= from => Wish::Near(day),
        Some(_) => Wish::Early,
        None => fresh,
    };
    let chain: BTreeMap<String, Vec<Before>> =
        wanted.iter().map(|job| (job.task.id.clone(), job.before.clone())).collect();
    let settled = |id: &str| by_id.get(id).is_some_and(|task| is_fixed(task));
    let mut jobs: Vec<Job> = Vec::new();
    for mut job in wanted {
        if job.task.goal.planned().is_some_and(|planned| skipped.contains(&planned)) {
            continue;
        }
        match by_id.get(job.task.id.as_str()) {
            Some(known) if is_fixed(known) => continue,
            Some(known) => job.wish = wish(known, job.wish),
            None => {}
        }
        // A link of the chain that is settled out of turn does not cut it: what came before it still
        // comes before what follows.
        let mut at = 0;
        while let Some(before) = job.before.get(at) {
            if settled(&before.id) {
                let behind = chain.get(&before.id).into_iter().flatten();
                let behind: Vec<Before> =
                    behind.map(|link| Before { needed: false, ..link.clone() }).collect();
                job.before.extend(behind);
            }
            at += 1;
        }
        jobs.push(job);
    }
    let taken: BTreeSet<String> = jobs.iter().map(|job| job.task.id.clone()).collect();
    let kept = old.iter().filter(|task| {
        matches!(task.kind, TaskKind::ProductRep | TaskKind::AnalyticalRep)
            && !is_fixed(task)
            && !taken.contains(&task.id)
    });
    jobs.extend(kept.map(|task| Job {
        task: task.clone(),
        before: Vec::new(),
        rank: Rank::Extra,
        wish: wish(task, Wish::Early),
        optional: false,
        followed_by: 0,
        grows_by: 0,
        puts: Vec::new(),
    }));
    jobs
}

fn moved(old: &[Task], open: &[Task], calendar: &Calendar, today: NaiveDate) -> Vec<Move> {
    let before: BTreeMap<&str, &Task> = old.iter().map(|task| (task.id.as_str(), task)).collect();
    open.iter()
        .filter_map(|task| {
            let was = before.get(task.id.as_str())?;
            if was.date == task.date {
                return None;
            }
            let reason = match was.date {
                None => MoveReason::FitsNow,
                Some(day) if day < today => MoveReason::Slipped,
                Some(day) if calendar.minutes(day) < task.minutes => MoveReason::DayGone,
                Some(day) if !calendar.takes(day, task) => MoveReason::PhaseMoved,
                Some(_) => MoveReason::MadeWay,
            };
            let (id, title) = (task.id.clone(), task.title.clone());
            Some(Move { id, title, from: was.date, to: task.date, reason })
        })
        .collect()
}

fn added(old: &[Task], open: &[Task]) -> Vec<Addition> {
    let known: BTreeSet<&str> = old.iter().map(|task| task.id.as_str()).collect();
    open.iter()
        .filter(|task| !known.contains(task.id.as_str()))
        .map(|task| Addition {
            id: task.id.clone(),
            kind: task.kind,
            title: task.title.clone(),
            date: task.date,
            why: task.why.clone(),
        })
        .collect()
}

fn dropped(old: &[Task], open: &[Task], library: &Library<'_>, today: NaiveDate) -> Vec<Drop> {
    let left: BTreeSet<&str> = open.iter().map(|task| task.id.as_str()).collect();
    old.iter()
        .filter(|task| !is_fixed(task) && !left.contains(task.id.as_str()))
        .map(|task| {
            let skipped = || {
                old.iter().any(|other| {
                    other.status == TaskStatus::Skipped
                        && matches!(other.goal, Goal::Draft { .. })
                        && other.goal.planned() == task.goal.planned()
                })
            };
            let reason = match (&task.goal, task.goal.story(), task.goal.planned()) {
                (Goal::Review { day }, ..) if *day < today => DropReason::DayOver,
                (Goal::Review { .. } | Goal::DayBefore | Goal::InterviewDay, ..) => {
                    DropReason::NoTime
                }
                (_, Some(slug), _) if library.find(slug).is_none() => DropReason::StoryGone,
                (_, _, Some(_)) if skipped() => DropReason::DraftSkipped,
                (_, _, Some((principle, number))) => {
                    let carrying =
                        library.iter().filter(|(story, _)| story.carries(principle)).count();
                    if carrying >= number as usize {
                        DropReason::StoryWritten
                    } else {
                        DropReason::NotNeeded
                    }
                }
                _ => DropReason::NotNeeded,
            };
            Drop { task: task.clone(), reason }
        })
        .collect()
}
