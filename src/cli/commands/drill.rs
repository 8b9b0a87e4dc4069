//! `star drill`

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::drill::ladder;
use crate::render;

/// Print a ladder of follow-ups for a story: five layers, from specifics to hindsight
///
/// Each question is built from the story's own words, and what `check` found decides what is asked first. Give the
/// sheet to a partner, or answer aloud alone. The same story and seed give the same sheet.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star drill checkout-latency --sheet\n  star drill checkout-latency --sheet --format markdown > sheet.md\n  star drill checkout-latency --sheet --seed 2"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    story: String,

    /// Print the whole ladder as a sheet
    #[arg(long, required = true)]
    sheet: bool,

    /// Another number gives other questions
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    seed: u64,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json, Format::Markdown])?;
    let stories = library::stories(cx)?;
    let story = library::find(&stories, &args.story)?;
    let analyses = library::analyse(cx, &stories);
    let Some(analysis) = analyses.iter().find(|analysis| analysis.id == story.id) else {
        return Err(CliError::new(format!("{} could not be read", story.slug)));
    };
    let ladder = ladder::build(story, analysis, cx.profile(), args.seed);
    match cx.format {
        Format::Json => cx.ui.answer(&render::json::ladder(&ladder))?,
        Format::Markdown => cx.ui.answer(&render::ladder::markdown(story, &ladder))?,
        _ => cx.ui.answer(&render::ladder::human(story, &ladder, cx.width))?,
    }
    Ok(Done::Clean)
}
