//! `star remove`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::render::style;
use crate::store::{NewOperation, story_change};
use crate::story::Verb;

/// Remove stories; `star undo` brings them back
///
/// To scrub a story from the library and its history for good, use `star purge`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star remove checkout-latency\n  star remove old-story another-one --yes"
)]
pub(crate) struct Args {
    /// Slugs, the beginnings of slugs, or ids
    #[arg(required = true)]
    stories: Vec<String>,

    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let stories = library::stories(cx)?;
    let selected = library::select(&stories, &args.stories)?;
    let names: Vec<&str> = selected.iter().map(|story| story.slug.as_str()).collect();
    if !args.yes && Ui::interactive() {
        let question = format!(
            "Remove {} ({})?",
            style::count(names.len(), "story", "stories"),
            names.join(", ")
        );
        if !Prompt::new(cx).confirm(&question, true)? {
            cx.ui.status("Nothing was removed.");
            return Ok(Done::Clean);
        }
    }
    let changes = selected.iter().map(|story| story_change(Some(story), None)).collect();
    let summary = names.join(", ");
    library::write(cx)?
        .commit(NewOperation { verb: Verb::Remove, summary: summary.clone(), changes }, cx.now())?;
    cx.ui.status(&format!("Removed {summary}."));
    cx.ui.hint("bring it back: star undo");
    Ok(Done::Clean)
}
