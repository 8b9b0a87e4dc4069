//! `star plan replan`

use super::create::refused;
use super::timing::{Timing, day_parser};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::planning::{self, Desk};
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::plan::{self, Revision};
use crate::render::{self, style};
use crate::story::Verb;

/// Repair the plan: move what has slipped, add and drop what the library asks for
///
/// Only open work from today on moves; done and locked tasks stay. Shows the difference with reasons before it
/// writes. Days off are added to those there are; `--off none` forgets them. `star undo` takes a replan back whole.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star plan replan\n  star plan replan --minutes 30 --off 2026-12-24..2026-12-27\n  star plan replan --interview 2027-01-25 --dry-run"
)]
pub(crate) struct Args {
    /// A new interview day
    #[arg(long, value_name = "DATE")]
    interview: Option<String>,

    #[command(flatten)]
    timing: Timing,

    /// Only show the difference
    #[arg(long)]
    dry_run: bool,

    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let library = library::read(cx)?;
    let before = planning::require(library.as_ref())?;
    let revision = Revision {
        interview: args.interview.as_deref().map(day_parser(cx)).transpose()?,
        minutes: args.timing.minutes.is_some().then(|| args.timing.minutes(cx)).transpose()?,
        off: (!args.timing.off.is_empty())
            .then(|| args.timing.more_off(&before.plan.off, cx))
            .transpose()?,
    };
    let desk = Desk::of(library.as_ref(), cx)?;
    let replanned = plan::replan(&before, &revision, &desk.library(cx), cx.today)
        .map_err(|error| refused(&error, "replan"))?;
    if replanned.difference.is_empty() && replanned.planned == before {
        cx.ui.answer("Nothing to repair: the plan stands as it should.")?;
        return Ok(Done::Clean);
    }
    cx.ui.answer(&render::replan::difference(&replanned.difference, cx.width))?;
    if args.dry_run {
        return Ok(Done::Clean);
    }
    if !args.yes {
        if !Ui::interactive() {
            return Err(
                CliError::new("nothing was written").hint("to write it: star plan replan --yes")
            );
        }
        if !Prompt::new(cx).confirm("Write the plan so?", true)? {
            cx.ui.status("Nothing was changed.");
            return Ok(Done::Clean);
        }
    }
    let mut library = library::write(cx)?;
    if planning::require(Some(&library))? != before {
        return Err(CliError::new("the plan was changed meanwhile; nothing was written")
            .hint("look at the difference again: star plan replan"));
    }
    let summary = format!("for {}", replanned.planned.plan.interview);
    planning::save(&mut library, Some(&replanned.planned), Verb::Replan, summary, cx)?;
    cx.ui.status("The plan is repaired.");
    let left = replanned.planned.tasks.iter().filter(|task| task.is_unscheduled()).count();
    if left > 0 {
        let tasks = style::count(left, "task", "tasks");
        cx.ui.status(&format!("{tasks} found no day: star plan show --unscheduled"));
    }
    cx.ui.hint("take that back: star undo; today's part: star today");
    Ok(Done::Clean)
}
