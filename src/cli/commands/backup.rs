//! `star backup`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::store::{self, BackupReason};

/// Make a verified backup of the library, or list those there are
///
/// Backups are made by themselves once a day at the first change, and before an import, a purge, a restore and
/// an upgrade. They stand in `backups` beside the library.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  star backup\n  star backup --list")]
pub(crate) struct Args {
    /// List the backups, newest first
    #[arg(long, short)]
    list: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    if args.list {
        let backups = store::backups(&cx.library.value)?;
        if backups.is_empty() {
            cx.ui.answer("No backup yet.")?;
        }
        for backup in &backups {
            let reason = backup.reason.as_str();
            cx.ui.answer(&format!(
                "{}  {reason:<9}  {:>8} KiB  {}",
                backup.date,
                backup.bytes.div_ceil(1024),
                backup.path.display()
            ))?;
        }
        return Ok(Done::Clean);
    }
    let Some(library) = library::read(cx)? else {
        return Err(
            CliError::new("there is no library to back up").hint("write a first story: star new")
        );
    };
    let backup = library.backup(BackupReason::Manual, cx.today)?;
    cx.ui.status(&format!("Backed up to {}", backup.path.display()));
    Ok(Done::Clean)
}
