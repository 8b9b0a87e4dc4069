//! One piece of work.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::goal::Goal;
use crate::catalogue::{PrincipleId, TaskKind};
use crate::story::Slug;

/// How a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskStatus {
    /// To be done.
    Todo,
    /// Done, or shown by evidence to be done.
    Done,
    /// Left out by the candidate's choice.
    Skipped,
}

impl TaskStatus {
    /// The status' id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Done => "done",
            Self::Skipped => "skipped",
        }
    }
}

/// One piece of work, with the reason for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Short, stable and unique within the plan (`draft-ownership-1`).
    pub id: String,
    /// The kind of work.
    pub kind: TaskKind,
    /// What to do.
    pub title: String,
    /// How long it takes.
    pub minutes: u16,
    /// Principles it is about.
    pub principles: Vec<PrincipleId>,
    /// The story it is about, if that is in the library.
    pub story: Option<Slug>,
    /// Why it is worth the time.
    pub why: String,
    /// The day it stands on; none where it does not fit.
    pub date: Option<NaiveDate>,
    /// How it stands.
    pub status: TaskStatus,
    /// Whether a replan must leave it where it is.
    pub locked: bool,
    /// What showed that it is done; none where the candidate said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_how: Option<String>,
    /// When it was recorded as done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
    /// Why it stands on no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// More minutes on every working day with which a plan would have room for it; none where no number
    /// helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_minutes: Option<u16>,
    /// What it is after.
    pub goal: Goal,
    /// Ids of the questions it puts, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
}

impl Task {
    /// A task for a goal, not yet on a day.
    pub(super) fn new(goal: Goal, minutes: u16, title: String, why: String) -> Self {
        Self {
            id: goal.id(),
            kind: goal.kind(),
            title,
            minutes,
            principles: Vec::new(),
            story: goal.story().cloned(),
            why,
            date: None,
            status: TaskStatus::Todo,
            locked: false,
            done_how: None,
            done_on: None,
            reason: None,
            extra_minutes: None,
            goal,
            questions: Vec::new(),
        }
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.status == TaskStatus::Todo
    }

    /// Whether it stands on no day although it should.
    pub fn is_unscheduled(&self) -> bool {
        self.is_open() && self.date.is_none()
    }

    /// Minutes it takes from its day; a skipped task takes none.
    pub fn load(&self) -> u16 {
        if self.status == TaskStatus::Skipped { 0 } else { self.minutes }
    }

    /// Records it as done on the candidate's word.
    pub fn complete(&mut self, on: NaiveDate) {
        self.status = TaskStatus::Done;
        self.done_on = Some(on);
        self.done_how = None;
    }

    /// Records it as done on evidence.
    pub(super) fn complete_by_itself(&mut self, on: NaiveDate, how: String) {
        self.complete(on);
        self.done_how = Some(how);
    }

    /// Leaves it out.
    pub fn skip(&mut self) {
        self.status = TaskStatus::Skipped;
    }

    /// Takes back that it was done or left out.
    pub fn reopen(&mut self) {
        self.status = TaskStatus::Todo;
        self.done_on = None;
        self.done_how = None;
    }
}

/// A typed task that is not in the plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", match .candidates.as_slice() {
    [] => format!("the plan has no task `{}`", .typed),
    few if few.len() <= NAMED => format!("`{}` could be {}", .typed, few.join(" or ")),
    many => format!("`{}` could be {} or {} others", .typed, many[..NAMED].join(", "), many.len() - NAMED),
})]
pub struct UnknownTask {
    /// What was typed.
    pub typed: String,
    /// Ids that begin with it, when several do.
    pub candidates: Vec<String>,
    /// The nearest id, when none does.
    pub nearest: Option<String>,
}

/// Ids that an error names before it only counts.
const NAMED: usize = 4;

/// Likeness below which a guess helps nobody (Jaro–Winkler, 0 to 1).
const NEAR: f64 = 0.8;

/// The place of the task with this id or unique prefix.
///
/// # Errors
///
/// When none or several begin with what was typed.
pub fn find(tasks: &[Task], typed: &str) -> Result<usize, UnknownTask> {
    let unknown =
        |candidates, nearest| UnknownTask { typed: typed.to_owned(), candidates, nearest };
    let wanted = typed.trim().to_lowercase();
    if let Some(at) = tasks.iter().position(|task| task.id == wanted) {
        return Ok(at);
    }
    let fitting: Vec<usize> = (0..tasks.len())
        .filter(|&at| !wanted.is_empty() && tasks[at].id.starts_with(&wanted))
        .collect();
    match fitting.as_slice() {
        [at] => Ok(*at),
        [] => {
            let nearest = tasks
                .iter()
                .map(|task| (strsim::jaro_winkler(&task.id, &wanted), &task.id))
                .filter(|(likeness, _)| *likeness >= NEAR)
                .max_by(|(a, _), (b, _)| a.total_cmp(b))
                .map(|(_, id)| id.clone());
            Err(unknown(Vec::new(), nearest))
        }
        many => Err(unknown(many.iter().map(|&at| tasks[at].id.clone()).collect(), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_found_by_id_or_unique_prefix_and_a_miss_suggests_the_nearest() {
        let tasks: Vec<Task> = [1, 2, 10]
            .map(|number| Task::new(Goal::Mock { number }, 45, String::new(), String::new()))
            .into();
        assert_eq!(find(&tasks, "mock-1"), Ok(0));
        assert_eq!(find(&tasks, "MOCK-10 "), Ok(2));
        assert_eq!(find(&tasks, "mock-2"), Ok(1));
        assert_eq!(find(&tasks, "mock").unwrap_err().candidates.len(), 3);
        assert_eq!(find(&tasks, "mok-2").unwrap_err().nearest.as_deref(), Some("mock-2"));
        assert_eq!(find(&tasks, "").unwrap_err().nearest, None);
    }
}
