//! `star man`

use std::fs;
use std::path::PathBuf;

use clap::CommandFactory;

use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::ui::Ui;

/// Write the manual pages, one for each command
///
/// Without a folder, prints the page of `star` itself.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  star man | man -l -\n  star man ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// The folder to write the pages to
    folder: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let command = args::Args::command();
    let Some(folder) = &args.folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        Ui::document(&page)?;
        return Ok(Done::Clean);
    };
    let failed = |error| {
        CliError::new(format!("the pages cannot be written to {}", folder.display())).cause(error)
    };
    fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(command, folder).map_err(failed)?;
    cx.ui.status(&format!("Wrote the manual pages to {}", folder.display()));
    Ok(Done::Clean)
}
