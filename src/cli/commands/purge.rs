//! `star purge`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;

/// Scrub a story from the library, its history and its search index, for good
///
/// Cannot be undone. A backup is made first; it and older ones still hold the text, and are named at the end so
/// that you can delete them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  star purge old-employer-story")]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    story: String,

    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let stories = library::stories(cx)?;
    let story = library::find(&stories, &args.story)?;
    if !args.yes {
        if !Ui::interactive() {
            return Err(
                CliError::new("a purge cannot be undone").hint("if that is meant, add --yes")
            );
        }
        let question = format!("Scrub {} and all its history for good?", story.slug);
        if !Prompt::new(cx).confirm(&question, false)? {
            cx.ui.status("Nothing was changed.");
            return Ok(Done::Clean);
        }
    }
    let purged = library::write(cx)?.purge(story.id, cx.now(), cx.today)?;
    cx.ui.status(&format!("{} is gone from the library and its history.", story.slug));
    if !purged.backups.is_empty() {
        cx.ui.warn("these backups still hold its text; delete them if it must be gone everywhere:");
        for backup in &purged.backups {
            cx.ui.status(&format!("  {}", backup.display()));
        }
    }
    Ok(Done::Clean)
}
