//! `star show`

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::{library, practice};
use crate::drill::Standing;
use crate::interchange;
use crate::render;
use crate::render::style;

/// Show a story: its text, tags, claims and where it stands
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star show checkout-latency\n  star show checkout --format markdown"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    story: String,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json, Format::Markdown])?;
    let stories = library::stories(cx)?;
    let story = library::find(&stories, &args.story)?;
    match cx.format {
        Format::Json => {
            let document = interchange::library_json(std::slice::from_ref(story));
            cx.ui.answer(&document.map_err(|error| {
                CliError::new("the story cannot be written as JSON").cause(error)
            })?)?;
        }
        Format::Markdown => cx.ui.answer(&render::story::markdown(story, cx.profile()))?,
        _ => {
            let analyses = library::analyse(cx, &stories);
            if let Some(analysis) = analyses.iter().find(|analysis| analysis.id == story.id) {
                cx.ui.answer(&render::story::human(
                    story,
                    analysis,
                    cx.profile(),
                    &cx.settings,
                    cx.width,
                ))?;
                let drills = practice::drills(library::read(cx)?.as_ref())?;
                let standing = Standing::of(story.id, &drills);
                cx.ui.answer(&format!(
                    "\n{}\n  {}",
                    style::heading("Practice"),
                    render::drill::standing(standing)
                ))?;
                if !analysis.findings.is_empty() {
                    cx.ui.hint(&format!("what to mend: star check {}", story.slug));
                }
            }
        }
    }
    Ok(Done::Clean)
}
