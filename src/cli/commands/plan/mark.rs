//! `star plan done`, `skip`, `reopen`, `lock`, `unlock`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::planning::{self, Desk};
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::plan::{self, Planned, Task, TaskStatus, UnknownTask};
use crate::render::style;
use crate::story::Verb;

/// Tasks to mark.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star plan done draft-ownership-1 memorize-1\n  star plan skip mock-4\n\nWithout an id, a terminal shows the day's list to tick."
)]
pub(crate) struct Args {
    /// Ids, or the beginnings of ids, as `star today` shows them
    tasks: Vec<String>,
}

/// What is said of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Done,
    Skip,
    Reopen,
    Lock,
    Unlock,
}

impl Mark {
    fn apply(self, task: &mut Task, cx: &Context) {
        match self {
            Self::Done => task.complete(cx.today),
            Self::Skip => task.skip(),
            Self::Reopen => task.reopen(),
            Self::Lock => task.locked = true,
            Self::Unlock => task.locked = false,
        }
    }

    /// Whether the mark would change anything about a task.
    fn fits(self, task: &Task) -> bool {
        match self {
            Self::Done => task.status != TaskStatus::Done,
            Self::Skip => task.status == TaskStatus::Todo,
            Self::Reopen => task.status != TaskStatus::Todo,
            Self::Lock => !task.locked,
            Self::Unlock => task.locked,
        }
    }

    fn past(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Skip => "Skipped",
            Self::Reopen => "Open again",
            Self::Lock => "Locked",
            Self::Unlock => "Unlocked",
        }
    }
}

pub(super) fn run(mark: Mark, args: &Args, cx: &Context) -> Result<Done, CliError> {
    let shown = {
        let library = library::read(cx)?;
        planning::current(library.as_ref(), &Desk::of(library.as_ref(), cx)?, cx)?
    };
    let ids =
        if args.tasks.is_empty() { choose(mark, &shown, cx)? } else { named(&args.tasks, &shown)? };
    if ids.is_empty() {
        cx.ui.status("Nothing was changed.");
        return Ok(Done::Clean);
    }
    // Read again for writing: a prompt may have stood open for long.
    let mut library = library::write(cx)?;
    let mut planned = planning::current(Some(&library), &Desk::of(Some(&library), cx)?, cx)?;
    for id in &ids {
        let at = plan::find(&planned.tasks, id).map_err(|error| unknown(&error))?;
        let task = &mut planned.tasks[at];
        if mark.fits(task) {
            mark.apply(task, cx);
        }
    }
    // The log tells what was said from what was shown.
    let said = if mark == Mark::Done { " on your word" } else { "" };
    let summary = format!("{}{said}: {}", mark.past().to_lowercase(), ids.join(", "));
    if planning::save(&mut library, Some(&planned), Verb::PlanUpdate, summary, cx)? {
        cx.ui.status(&format!("{}: {}.", mark.past(), ids.join(", ")));
    } else {
        cx.ui.status("Nothing was changed: that is how it stands already.");
    }
    Ok(Done::Clean)
}

fn named(typed: &[String], planned: &Planned) -> Result<Vec<String>, CliError> {
    let mut ids: Vec<String> = Vec::new();
    for name in typed {
        let at = plan::find(&planned.tasks, name).map_err(|error| unknown(&error))?;
        let id = planned.tasks[at].id.clone();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn unknown(error: &UnknownTask) -> CliError {
    CliError::new(error.to_string())
        .hint_some(error.nearest.as_ref().map(|near| format!("did you mean {near}?")))
        .hint("the day's tasks: star today; all of them: star plan show")
}

/// Lets a person tick the tasks of today and what was carried over.
fn choose(mark: Mark, planned: &Planned, cx: &Context) -> Result<Vec<String>, CliError> {
    if !Ui::interactive() {
        return Err(CliError::new("say which tasks").hint("their ids: star today"));
    }
    let open: Vec<&Task> = planned
        .tasks
        .iter()
        .filter(|task| mark.fits(task) && task.date.is_some_and(|date| date <= cx.today))
        .collect();
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = open
        .iter()
        .map(|task| style::fit(&style::clean_line(&task.title), cx.width.saturating_sub(8)))
        .collect();
    let chosen = Prompt::new(cx).several("Which? (space marks, Enter goes on)", &names)?;
    Ok(chosen.into_iter().map(|at| open[at].id.clone()).collect())
}
