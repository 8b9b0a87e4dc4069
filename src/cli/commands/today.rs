//! `star today`

use crate::cli::args::Format;
use crate::cli::commands::plan::day_parser;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::planning::{self, Desk};
use crate::plan::{Today, TodayView};
use crate::render;

/// Print today's part of the plan: the page to open every morning
///
/// Tasks complete by themselves when the library shows the work. As Markdown it is a check list.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star today\n  star today --date tomorrow\n  star today --format markdown > today.md"
)]
pub(crate) struct Args {
    /// Another day: a date, or tomorrow, friday, next friday, in 3 days
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json, Format::Markdown])?;
    let date = match &args.date {
        Some(typed) => day_parser(cx)(typed)?,
        None => cx.today,
    };
    let library = library::read(cx)?;
    let desk = Desk::of(library.as_ref(), cx)?;
    let planned = planning::current(library.as_ref(), &desk, cx)?;
    let today = Today::of(&planned, date);
    match cx.format {
        Format::Json => {
            cx.ui.answer(&render::json::pretty(&TodayView::of(&today, Vec::<()>::new())))?;
        }
        Format::Markdown => cx.ui.answer(&render::today::markdown(&today, cx.profile()))?,
        _ => {
            cx.ui.answer(&render::today::human(&today, cx.profile(), cx.width))?;
            if let Some(later) = today.recorded_later {
                cx.ui.warn(&format!("a task was recorded as done on {later}, which is still to come: was the clock set back?"));
            }
            if today.has_slipped() {
                cx.ui.hint("move what has slipped: star plan replan");
            } else if !today.day.tasks.is_empty() {
                cx.ui.hint("tick one off: star plan done ID");
            }
        }
    }
    Ok(Done::Clean)
}

/// Today in a few lines, for the dashboard; none without a plan.
pub(crate) fn summary(desk: &Desk, cx: &Context) -> Result<Option<String>, CliError> {
    let Some(library) = library::read(cx)? else { return Ok(None) };
    if library.plan()?.is_none() {
        return Ok(None);
    }
    let planned = planning::current(Some(&library), desk, cx)?;
    Ok(Some(render::today::human(&Today::of(&planned, cx.today), cx.profile(), cx.width)))
}
