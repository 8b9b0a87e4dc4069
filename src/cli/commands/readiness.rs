//! `star readiness`

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::readiness::Readiness;
use crate::render;

/// See how likely a loop is to find you ready, and what would raise that most
///
/// A loop asks so many questions, each about a different principle, the frequent ones more often. It finds you
/// ready when every question can be answered with a ready story of its own. The probability is exact.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star readiness\n  star readiness --questions 5\n  star readiness --format json"
)]
pub(crate) struct Args {
    /// Questions of a loop; the profile's number without it
    #[arg(long, short = 'k', value_name = "NUMBER")]
    questions: Option<u8>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let stories = library::stories(cx)?;
    let analyses = library::analyse(cx, &stories);
    let readiness = Readiness::of(&stories, &analyses, cx.profile(), args.questions)
        .map_err(|error| CliError::new("readiness cannot be worked out").cause(error))?;
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::readiness(&readiness, &stories))?;
        return Ok(Done::Clean);
    }
    cx.ui.answer(&render::readiness::human(&readiness, &stories, cx.profile(), cx.width))?;
    cx.ui.hint("where the gaps are: star coverage");
    Ok(Done::Clean)
}
