//! `star history`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::interchange;
use crate::render;

/// Show the earlier versions of a story
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star history checkout-latency\n  star history checkout-latency --revision 2\n  star restore checkout-latency --revision 2"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id; a removed story by the id that `star log` shows
    story: String,

    /// Print this version whole
    #[arg(long, short, value_name = "NUMBER")]
    revision: Option<u32>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let Some(library) = library::read(cx)? else {
        return Err(CliError::new("there is no library yet").hint("write a first story: star new"));
    };
    let stories = library.stories()?;
    let story = library::find(&stories, &args.story)?;
    let revisions = library.history(story.id)?;
    let Some(number) = args.revision else {
        let rows: Vec<_> = revisions
            .iter()
            .map(|revision| render::log::Version {
                number: revision.number,
                at: revision.at,
                verb: revision.verb,
                words: revision.story.as_ref().map(|story| {
                    story.sections.iter().map(|(_, text)| text.split_whitespace().count()).sum()
                }),
            })
            .collect();
        cx.ui.answer(&render::log::versions(&rows))?;
        cx.ui.hint(&format!("bring one back: star restore {} --revision NUMBER", story.slug));
        return Ok(Done::Clean);
    };
    let revision =
        revisions.iter().find(|revision| revision.number == number).ok_or_else(|| {
            CliError::new(format!("{} has no version {number}", story.slug))
                .hint(format!("its versions: star history {}", story.slug))
        })?;
    match &revision.story {
        Some(story) => cx.ui.answer(&interchange::story_yaml(story))?,
        None => cx.ui.answer("The story was removed by this change.")?,
    }
    Ok(Done::Clean)
}
