//! From jobs to the tasks of a plan: the best schedule, its misfits priced, its questions handed out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Plan;
use super::goal::Goal;
use super::questions::Bank;
use super::schedule::{self, Calendar, Job, Placement, Rank, Wish};
use super::task::Task;
use crate::catalogue::{Profile, TaskKind, Tier};

/// More minutes a day than this are no advice.
const MOST_EXTRA: u16 = 240;

/// Daily blocks that one piece of other work is worth, where both cannot be had.
const WORK_PER_BLOCK: usize = 2;

/// Step in which more minutes a day are tried.
const EXTRA_STEP: u16 = 5;

/// Schedules the jobs with the daily block first, in the middle and last, and keeps the best.
///
/// Best is, in this order: most stories for what is asked most within the first phase, most of them at
/// all, most mocks, most work left on the day where it stood, most other work and daily blocks (one
/// piece of work counting as [`WORK_PER_BLOCK`] blocks), most extra questions; among equals the order with
/// the daily block earliest. Blocks are placed short and grow where their day has time left.
pub(super) fn build(
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
        let (mut early, mut core, mut mocks, mut kept) = (0, 0, 0, 0);
        let (mut work, mut daily, mut extra) = (0, 0, 0);
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
                _ if job.optional => extra += 1,
                _ => work += 1,
            }
        }
        (early, core, mocks, kept, WORK_PER_BLOCK * work + daily, extra)
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
    let mut jobs: Vec<Job> = jobs
        .into_iter()
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
        .collect();
    grow(&mut jobs, calendar.clone());
    jobs
}

/// Gives the daily blocks the time that their days have left.
fn grow(jobs: &mut [Job], mut calendar: Calendar) {
    for job in jobs.iter() {
        calendar.occupy(&job.task);
    }
    for Job { task, grows_by, .. } in jobs.iter_mut().filter(|job| job.grows_by > 0) {
        if task.date.is_some_and(|day| calendar.room(day) >= *grows_by) {
            // Nothing else stands to take this time: each day has one block.
            task.minutes += *grows_by;
        }
    }
}

/// Gives mocks, debriefs and repetitions their days in the order of their numbers.
///
/// Those of one kind and length are interchangeable until they have questions, so their days may be
/// exchanged without touching any promise. Mocks and debriefs are so only together and only if none is
/// without a day: then the first debrief still follows the first mock.
pub(super) fn in_order(jobs: &mut [Job]) {
    let paired = [TaskKind::Mock, TaskKind::Debrief];
    let complete = jobs
        .iter()
        .filter(|job| paired.contains(&job.task.kind))
        .all(|job| job.task.date.is_some());
    let pairs = if complete { &paired[..] } else { &[] };
    for kind in [TaskKind::ProductRep, TaskKind::AnalyticalRep].iter().chain(pairs) {
        let mut own: Vec<&mut Task> = jobs
            .iter_mut()
            .map(|job| &mut job.task)
            .filter(|task| task.kind == *kind && task.date.is_some())
            .collect();
        own.sort_by(|a, b| a.goal.cmp(&b.goal));
        let mut days: Vec<Option<NaiveDate>> = own.iter().map(|task| task.date).collect();
        days.sort_unstable();
        for (task, day) in own.into_iter().zip(days) {
            task.date = day;
        }
    }
}

/// Prices what has no day and hands out the questions, in the order of the days.
///
/// Questions come last because only work that is really in the plan may use one up.
pub(super) fn finish(
    jobs: Vec<Job>,
    make: impl Fn(u16) -> Vec<Job>,
    mut bank: Bank<'_>,
) -> Vec<Task> {
    let (mut tasks, pools): (Vec<Task>, Vec<_>) =
        jobs.into_iter().map(|job| (job.task, job.puts)).unzip();
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
            *reason = format!("{reason}; {extra} more minutes a day would fit it");
        }
    }
}

/// By day, those without one last; within a day in the order in which the work should be done.
pub(super) fn sort(tasks: &mut [Task]) {
    tasks.sort_by_key(|task| {
        // A debrief follows its own mock, not the last mock of the day.
        let (goal, debrief) = match &task.goal {
            Goal::Debrief { number } => (Goal::Mock { number: *number }, true),
            goal => (goal.clone(), false),
        };
        (task.date.is_none(), task.date, goal, debrief)
    });
}
