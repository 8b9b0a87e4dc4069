//! `star plan`

mod create;
mod export;
mod mark;
mod remove;
mod replan;
mod show;
mod timing;

use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};

pub(crate) use timing::{DEFAULT_MINUTES, day_parser};

/// Make, follow and repair the preparation plan
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star plan create --interview 2027-01-18\n  star plan show --week 1\n  star plan done draft-ownership-1\n  star plan export --format ics --at 19:00 --output plan.ics"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = "Make a plan from today to the interview")]
    Create(create::Args),
    #[command(about = "Show the plan, or a part of it")]
    Show(show::Args),
    /// Record tasks as done
    Done(mark::Args),
    /// Leave tasks out
    Skip(mark::Args),
    /// Take back that tasks are done or left out
    Reopen(mark::Args),
    /// Keep tasks where they are when the plan is repaired
    Lock(mark::Args),
    /// Let tasks move again
    Unlock(mark::Args),
    #[command(
        about = "Repair the plan: move what has slipped, add and drop what the library asks for"
    )]
    Replan(replan::Args),
    #[command(about = "Write the plan as a calendar, a check list, a page for paper or a table")]
    Export(export::Args),
    #[command(about = "Remove the plan (undoable)")]
    Remove(remove::Args),
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    match &args.command {
        Command::Create(args) => create::run(args, cx),
        Command::Show(args) => show::run(args, cx),
        Command::Done(args) => mark::run(mark::Mark::Done, args, cx),
        Command::Skip(args) => mark::run(mark::Mark::Skip, args, cx),
        Command::Reopen(args) => mark::run(mark::Mark::Reopen, args, cx),
        Command::Lock(args) => mark::run(mark::Mark::Lock, args, cx),
        Command::Unlock(args) => mark::run(mark::Mark::Unlock, args, cx),
        Command::Replan(args) => replan::run(args, cx),
        Command::Export(args) => export::run(args, cx),
        Command::Remove(args) => remove::run(args, cx),
    }
}
