//! `star plan remove`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::cli::{library, planning};
use crate::story::Verb;

/// Remove the plan with all its tasks; `star undo` brings it back
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let planned = planning::require(library::read(cx)?.as_ref())?;
    let interview = planned.plan.interview;
    if !args.yes && Ui::interactive() {
        let question =
            format!("Remove the plan for {interview} with its {} tasks?", planned.tasks.len());
        if !Prompt::new(cx).confirm(&question, true)? {
            cx.ui.status("Nothing was removed.");
            return Ok(Done::Clean);
        }
    }
    let mut library = library::write(cx)?;
    planning::save(&mut library, None, Verb::PlanRemove, format!("for {interview}"), cx)?;
    cx.ui.status(&format!("Removed the plan for {interview}."));
    cx.ui.hint("bring it back: star undo");
    Ok(Done::Clean)
}
