//! `star redo`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;

/// Do again what was taken back
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, cx: &Context) -> Result<Done, CliError> {
    let operation = library::write(cx)?.redo(cx.now())?;
    cx.ui.status(&format!("Did again: {} {}", operation.verb, operation.summary));
    Ok(Done::Clean)
}
