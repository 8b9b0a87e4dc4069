//! Work that shows itself done: in the library, or in the practice log.

use chrono::{Days, NaiveDate};

use super::Library;
use super::goal::{Goal, StoryRef};
use super::task::Task;
use super::words;
use crate::analysis::StoryAnalysis;
use crate::analysis::lint::Severity;
use crate::catalogue::{PrincipleId, TaskKind};
use crate::drill::rehearsal::Pace;
use crate::story::{Slug, Story};

/// One entry of the practice log, as far as a plan reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// What was practised; a drill counts as a pressure test.
    pub kind: TaskKind,
    /// On which day.
    pub on: NaiveDate,
    /// The story told.
    pub story: Option<Slug>,
    /// Seconds the telling took.
    pub seconds: Option<u32>,
    /// Layers of follow-up survived.
    pub depth: Option<u8>,
    /// Principles gone over.
    pub principles: Vec<PrincipleId>,
}

/// Layers survived that prove a story (the fifth is then reached).
const PROVEN_DEPTH: u8 = 4;
/// Days for which such a proof stands.
const PROVEN_DAYS: u64 = 21;

/// Records every open task as done that the library or the log shows to be, and returns their places.
///
/// Practice before `start` shows nothing about this plan. A mock, repetition or debrief in the log
/// accounts for one task, the lowest number first; those already recorded on evidence have used theirs.
pub(super) fn complete(
    tasks: &mut [Task],
    library: &Library<'_>,
    start: NaiveDate,
    today: NaiveDate,
) -> Vec<usize> {
    let mut done = Vec::new();
    for (at, task) in tasks.iter_mut().enumerate() {
        if task.is_open()
            && let Some(how) = shown(task, library, start, today)
        {
            task.complete_by_itself(today, how);
            done.push(at);
        }
    }
    for kind in [TaskKind::ProductRep, TaskKind::AnalyticalRep, TaskKind::Mock, TaskKind::Debrief] {
        done.extend(count_off(tasks, kind, library, start, today));
    }
    done.sort_unstable();
    done
}

/// What shows that a task is done.
fn shown(task: &Task, library: &Library<'_>, start: NaiveDate, today: NaiveDate) -> Option<String> {
    match &task.goal {
        Goal::Learn { principle } => {
            let session = library.sessions.iter().find(|session| {
                matches!(session.kind, TaskKind::Memorize | TaskKind::Review)
                    && session.on >= start
                    && session.principles.contains(principle)
            })?;
            Some(format!("its card was gone over on {}", session.on))
        }
        Goal::Outline { principle, number } | Goal::Draft { principle, number } => {
            let (story, _) = nth(library, principle, *number, |_| true)?;
            let which = words::ordinal(*number);
            Some(format!(
                "the {which} {} story exists: {}",
                library.profile.name_of(principle),
                story.slug
            ))
        }
        Goal::Refine { story: StoryRef::Written(slug) } => {
            let (_, analysis) = library.find(slug)?;
            is_clean(analysis, Severity::Warning)
                .then(|| format!("{slug} is ready, without errors and warnings"))
        }
        Goal::Refine { story: StoryRef::Planned { principle, number } } => {
            let clean = |analysis: &StoryAnalysis| is_clean(analysis, Severity::Warning);
            let (story, _) = nth(library, principle, *number, clean)?;
            let which = words::ordinal(*number);
            let name = library.profile.name_of(principle);
            Some(format!("the {which} {name} story is ready: {}", story.slug))
        }
        Goal::Polish { story } => {
            let (_, analysis) = library.find(story)?;
            is_clean(analysis, Severity::Info)
                .then(|| format!("nothing is left to remark on {story}"))
        }
        Goal::Rehearse { story } => {
            let slug = resolve(library, story)?;
            let target = library.settings.target_seconds;
            let session = library.sessions.iter().find(|session| {
                session.kind == TaskKind::Rehearse
                    && session.on >= start
                    && session.story.as_ref() == Some(slug)
                    && session
                        .seconds
                        .is_some_and(|seconds| Pace::of(seconds.into(), target) == Pace::InTime)
            })?;
            let seconds = session.seconds.unwrap_or_default();
            Some(format!("{slug} was told in {seconds} s on {}", session.on))
        }
        Goal::Pressure { story } => {
            let slug = resolve(library, story)?;
            let due = task.date.unwrap_or(today).max(today);
            let since = due.checked_sub_days(Days::new(PROVEN_DAYS)).unwrap_or(start).max(start);
            let session = library.sessions.iter().find(|session| {
                session.kind == TaskKind::PressureTest
                    && session.on >= since
                    && session.story.as_ref() == Some(slug)
                    && session.depth >= Some(PROVEN_DEPTH)
            })?;
            let depth = session.depth.unwrap_or_default();
            Some(format!("{slug} held through {depth} layers on {}", session.on))
        }
        Goal::Review { day } => {
            let session = library.sessions.iter().find(|session| {
                matches!(session.kind, TaskKind::Memorize | TaskKind::Review) && session.on == *day
            })?;
            Some(format!("cards were gone over on {}", session.on))
        }
        Goal::ProductRep { .. }
        | Goal::AnalyticalRep { .. }
        | Goal::Mock { .. }
        | Goal::Debrief { .. }
        | Goal::DayBefore
        | Goal::InterviewDay => None,
    }
}

/// Whether a story is ready with nothing found at that weight or above.
fn is_clean(analysis: &StoryAnalysis, from: Severity) -> bool {
    analysis.status.is_ready() && analysis.findings.iter().all(|finding| finding.severity < from)
}

/// The so-manieth story that carries a principle and satisfies a condition, in the order of writing.
fn nth<'a>(
    library: &Library<'a>,
    principle: &PrincipleId,
    number: u32,
    condition: impl Fn(&StoryAnalysis) -> bool,
) -> Option<(&'a Story, &'a StoryAnalysis)> {
    let mut fitting: Vec<_> = library
        .iter()
        .filter(|(story, analysis)| story.carries(principle) && condition(analysis))
        .collect();
    fitting.sort_by_key(|(story, _)| (story.created, story.id));
    fitting.into_iter().nth(usize::try_from(number).ok()?.checked_sub(1)?)
}

fn resolve<'a>(library: &Library<'a>, story: &'a StoryRef) -> Option<&'a Slug> {
    match story {
        StoryRef::Written(slug) => Some(slug),
        StoryRef::Planned { principle, number } => {
            nth(library, principle, *number, |_| true).map(|(story, _)| &story.slug)
        }
    }
}

/// Lets every session of a kind account for one open task of it.
fn count_off(
    tasks: &mut [Task],
    kind: TaskKind,
    library: &Library<'_>,
    start: NaiveDate,
    today: NaiveDate,
) -> Vec<usize> {
    let mut sessions: Vec<NaiveDate> = library
        .sessions
        .iter()
        .filter(|session| session.kind == kind && session.on >= start)
        .map(|session| session.on)
        .collect();
    sessions.sort_unstable();
    let used = tasks.iter().filter(|task| task.kind == kind && task.done_how.is_some()).count();
    let mut open: Vec<usize> =
        (0..tasks.len()).filter(|&at| tasks[at].kind == kind && tasks[at].is_open()).collect();
    open.sort_by(|&a, &b| tasks[a].goal.cmp(&tasks[b].goal));
    let counted: Vec<(usize, NaiveDate)> =
        open.into_iter().zip(sessions.into_iter().skip(used)).collect();
    for (at, on) in &counted {
        tasks[*at].complete_by_itself(today, format!("practised on {on}"));
    }
    counted.into_iter().map(|(at, _)| at).collect()
}
