//! `star restore`

use std::path::{Path, PathBuf};

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::store::{self, Library, Refusal, StoreError};

/// Bring back an earlier version of a story, or the whole library from a backup
///
/// Either can be taken back with `star undo`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star restore checkout-latency --revision 2\n  star restore --from ~/.local/share/star/backups/2026-11-20-daily.db"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    #[arg(required_unless_present = "from", requires = "revision")]
    story: Option<String>,

    /// The version, as `star history` numbers them
    #[arg(long, short, value_name = "NUMBER")]
    revision: Option<u32>,

    /// The backup to bring back whole
    #[arg(long, value_name = "FILE", conflicts_with_all = ["story", "revision"])]
    from: Option<PathBuf>,

    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    if let Some(backup) = &args.from {
        return from_backup(backup, args.yes, cx);
    }
    let (Some(typed), Some(number)) = (&args.story, args.revision) else {
        return Err(CliError::new("say which version").hint("star restore STORY --revision NUMBER"));
    };
    let mut library = library::write(cx)?;
    let stories = library.stories()?;
    let story = library::find(&stories, typed)?;
    library.restore_revision(story.id, number, cx.now())?;
    cx.ui.status(&format!("{} is version {number} again.", story.slug));
    cx.ui.hint("take that back: star undo");
    Ok(Done::Clean)
}

fn from_backup(backup: &Path, yes: bool, cx: &Context) -> Result<Done, CliError> {
    if !yes {
        if !Ui::interactive() {
            return Err(CliError::new("this replaces the whole library")
                .hint("if that is meant, add --yes"));
        }
        let question = format!(
            "Replace the stories and plan of {} by {}?",
            cx.library.value.display(),
            backup.display()
        );
        if !Prompt::new(cx).confirm(&question, false)? {
            cx.ui.status("Nothing was changed.");
            return Ok(Done::Clean);
        }
    }
    match Library::create_or_open(&cx.library.value)
        .and_then(|mut library| library.restore_from(backup, cx.now(), cx.today))
    {
        Ok(Some(_)) => {
            cx.ui.status("The library is as the backup holds it.");
            cx.ui.hint("take that back: star undo");
        }
        Ok(None) => cx.ui.status("The library holds the same already; nothing was changed."),
        // A file of another program or of a newer star is not damaged, so it is never put aside.
        Err(StoreError::Refused {
            refusal: Refusal::Empty | Refusal::Truncated { .. } | Refusal::Damaged { .. },
            ..
        }) => {
            let kept = store::replace_damaged(&cx.library.value, backup)?;
            cx.ui.status(&format!(
                "The library is as the backup holds it; the damaged file was kept as {}.",
                kept.display()
            ));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(Done::Clean)
}
