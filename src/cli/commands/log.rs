//! `star log`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::render;

/// Show what was done to the library, newest first
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  star log\n  star log --limit 5")]
pub(crate) struct Args {
    /// How many entries
    #[arg(long, short = 'n', default_value_t = 20, value_name = "NUMBER")]
    limit: usize,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let entries = match library::read(cx)? {
        Some(library) => library.log(args.limit)?,
        None => Vec::new(),
    };
    if entries.is_empty() {
        cx.ui.answer("Nothing was done yet.")?;
        return Ok(Done::Clean);
    }
    let rows: Vec<render::log::Row> = entries
        .iter()
        .map(|entry| render::log::Row {
            at: entry.at,
            verb: entry.verb,
            summary: entry.summary.clone(),
            in_effect: entry.in_effect,
        })
        .collect();
    cx.ui.answer(&render::log::table(&rows, cx.width))?;
    Ok(Done::Clean)
}
