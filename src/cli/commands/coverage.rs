//! `star coverage`

use clap::ValueEnum;

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::{library, practice};
use crate::coverage::Coverage;
use crate::readiness::next;
use crate::render;
use crate::render::coverage::Shelf;
use crate::render::style;

/// See which principles your stories cover, which are thin, and what to do next
///
/// A principle is covered when enough ready stories carry it and one of them leads with it; it is a gap when no
/// story carries it, and thin otherwise.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star coverage\n  star coverage --by story\n  star coverage --format json"
)]
pub(crate) struct Args {
    /// What the rows of the matrix are
    #[arg(long, value_enum, default_value_t = By::Principle, value_name = "principle|story", hide_possible_values = true)]
    by: By,

    /// Show every step, not only the most valuable
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    /// Principles as rows, gaps first
    Principle,
    /// Stories as rows
    Story,
}

/// Steps shown unless all are asked for.
const STEPS: usize = 5;

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let stories = library::stories(cx)?;
    let analyses = library::analyse(cx, &stories);
    let coverage =
        Coverage::of(&stories, &analyses, cx.profile(), cx.today, cx.settings.stale_months);
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::coverage(&coverage))?;
        return Ok(Done::Clean);
    }
    let shelf = Shelf { stories: &stories, analyses: &analyses, profile: cx.profile() };
    let matrix = match args.by {
        By::Principle => render::coverage::by_principle(&coverage, shelf, cx.width),
        By::Story => render::coverage::by_story(&coverage, shelf, cx.width),
    };
    cx.ui.answer(&format!(
        "{}\n\n{matrix}",
        style::heading(&style::wrap(&render::coverage::summary(&coverage), cx.width, "", ""))
    ))?;
    if !stories.is_empty() {
        let breadth = render::coverage::breadth(&coverage, cx.profile(), cx.width);
        cx.ui.answer(&format!("\n{}\n{breadth}\n", style::heading("Breadth")))?;
        let drills = practice::drills(library::read(cx)?.as_ref())?;
        let practised = render::drill::practised(&stories, &analyses, &drills, cx.width);
        cx.ui.answer(&format!("{}\n{practised}\n", style::heading("Follow-ups")))?;
    }
    let steps = next::steps(&coverage, &stories, &analyses, cx.profile())
        .map_err(|error| CliError::new("readiness cannot be worked out").cause(error))?;
    if !steps.is_empty() {
        let most = if args.all { usize::MAX } else { STEPS };
        let next = render::coverage::next(&steps, cx.profile(), most, cx.width);
        cx.ui.answer(&format!("{}\n{next}", style::heading("Next, most valuable first")))?;
    }
    Ok(Done::Clean)
}
