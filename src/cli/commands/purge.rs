//! `star purge`

use crate::cli::commands::sync;
use crate::cli::context::Context;
use crate::cli::editor;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::render::style;
use crate::story::{Story, StoryId};

/// Scrub a story from the library, its history, its search index and its drafts, for good
///
/// Cannot be undone. A backup is made first; it and older ones still hold the text, and are named at the end so
/// that you can delete them, or are rewritten without it by `--backups`. What was shared by `star sync` stays in
/// the history of the git repository.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star purge old-employer-story\n  star purge old-employer-story --backups"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    story: String,

    /// Rewrite the backups without it as well; with an id, also those of a story that is purged already
    #[arg(long)]
    backups: bool,

    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let stories = library::stories(cx)?;
    match library::find(&stories, &args.story) {
        Ok(story) => purge(story, args, cx),
        Err(error) => match args.story.trim().parse() {
            Ok(id) if args.backups => scrub_backups(StoryId(id), args.yes, cx),
            _ => Err(error),
        },
    }
}

fn purge(story: &Story, args: &Args, cx: &Context) -> Result<Done, CliError> {
    let question = format!("Scrub {} and all its history for good?", story.slug);
    if !may(&question, args.yes, cx)? {
        return Ok(Done::Clean);
    }
    let purged = library::write(cx)?.purge(story.id, cx.now(), cx.today)?;
    let drafts = editor::discard_drafts_of(story.id, cx)?;
    let and = match drafts {
        0 => String::new(),
        drafts => format!(", with {}", style::count(drafts, "draft", "drafts")),
    };
    cx.ui.status(&format!("{} is gone from the library and its history{and}.", story.slug));
    if let Some(remote) = sync::remote(cx) {
        cx.ui.warn(&format!(
            "the history of the shared repository keeps its text: {}",
            style::clean_line(&remote)
        ));
    }
    if args.backups {
        return scrub_backups(story.id, true, cx);
    }
    if !purged.backups.is_empty() {
        cx.ui.warn("these backups still hold its text; delete them if it must be gone everywhere:");
        for backup in &purged.backups {
            cx.ui.status(&format!("  {}", backup.display()));
        }
        cx.ui.hint(&format!("to rewrite them without it: star purge {} --backups", story.id));
    }
    Ok(Done::Clean)
}

fn scrub_backups(id: StoryId, yes: bool, cx: &Context) -> Result<Done, CliError> {
    let question = format!("Rewrite every backup that holds {id} without it, for good?");
    if !may(&question, yes, cx)? {
        return Ok(Done::Clean);
    }
    let scrubbed = library::write(cx)?.purge_backups(id, cx.now())?;
    let count = style::count(scrubbed.rewritten.len(), "backup was", "backups were");
    cx.ui.status(&format!("{count} rewritten without it."));
    if scrubbed.left.is_empty() {
        return Ok(Done::Clean);
    }
    let error = CliError::new("some copies could not be rewritten and may still hold it")
        .hint("delete them if it must be gone everywhere");
    Err(scrubbed
        .left
        .iter()
        .fold(error, |error, (path, reason)| error.cause(format!("{}: {reason}", path.display()))))
}

/// Whether it is meant: said by a flag, or by whoever is there to be asked.
fn may(question: &str, yes: bool, cx: &Context) -> Result<bool, CliError> {
    if yes {
        return Ok(true);
    }
    if !Ui::interactive() {
        return Err(CliError::new("a purge cannot be undone").hint("if that is meant, add --yes"));
    }
    let meant = Prompt::new(cx).confirm(question, false)?;
    if !meant {
        cx.ui.status("Nothing was changed.");
    }
    Ok(meant)
}
