//! `star undo`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;

/// Take the last change back
///
/// Works across sessions, one change at a time, as far back as the log goes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, cx: &Context) -> Result<Done, CliError> {
    let operation = library::write(cx)?.undo(cx.now())?;
    cx.ui.status(&format!("Took back: {} {}", operation.verb, operation.summary));
    cx.ui.hint("do it again after all: star redo");
    Ok(Done::Clean)
}
