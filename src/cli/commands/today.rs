//! `star today`

use crate::cli::args::Format;
use crate::cli::commands::plan::day_parser;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::planning::{self, Desk};
use crate::cli::ui::Ui;
use crate::cli::{library, practice};
use crate::plan::due::due;
use crate::plan::sheet::Sheet;
use crate::plan::{Moment, Today, TodayView};
use crate::render::{self, today::Page};

/// Print today's part of the plan: the page to open every morning
///
/// Tasks complete by themselves when the library shows the work. As Markdown it is a check
/// list, as HTML a page for paper. The day before the interview and the day itself come with a one-page sheet.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star today\n  star today --date tomorrow\n  star today --format markdown > today.md\n  star today --format html > today.html"
)]
pub(crate) struct Args {
    /// Another day: a date, or tomorrow, friday, next friday, in 3 days
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json, Format::Markdown, Format::Html])?;
    let date = match &args.date {
        Some(typed) => day_parser(cx)(typed)?,
        None => cx.today,
    };
    let library = library::read(cx)?;
    let desk = Desk::of(library.as_ref(), cx)?;
    let planned = planning::current(library.as_ref(), &desk, cx)?;
    let today = Today::seen_from(&planned, date, cx.today);
    let due = due(&desk.practised.cards, practice::pressed(planned.plan.interview, cx), date);
    let sheet = is_near(&today).then(|| Sheet::of(&desk.library(cx)));
    let page = Page { today: &today, due: &due, sheet: sheet.as_ref(), profile: cx.profile() };
    match cx.format {
        Format::Json => cx.ui.answer(&render::json::pretty(&TodayView::of(&today, due)))?,
        Format::Markdown => cx.ui.answer(&render::today::markdown(&page))?,
        Format::Html => Ui::document(render::today::page(&page).as_bytes())?,
        _ => {
            cx.ui.answer(&render::today::human(&page, cx.width))?;
            if let Some(later) = today.recorded_later {
                cx.ui.warn(&format!("a task was recorded as done on {later}, which is still to come: was the clock set back?"));
            }
            advise(&today, cx);
        }
    }
    Ok(Done::Clean)
}

/// Says what to type next, where there is anything to do.
fn advise(today: &Today<'_>, cx: &Context) {
    match today.moment {
        Moment::After => {
            cx.ui.hint("for another interview: star plan create --replace --interview YYYY-MM-DD");
        }
        _ if today.has_slipped() => cx.ui.hint("move what has slipped: star plan replan"),
        _ if today.day.tasks.iter().any(|task| task.is_open()) => {
            cx.ui.hint("tick one off: star plan done ID");
        }
        _ => {}
    }
}

/// Whether the one-page sheet is what is wanted: on the day before and the day itself.
fn is_near(today: &Today<'_>) -> bool {
    (0..=1).contains(&today.days_left)
}

/// Today in a few lines, for the dashboard; none without a plan.
pub(crate) fn summary(desk: &Desk, cx: &Context) -> Result<Option<String>, CliError> {
    let Some(library) = library::read(cx)? else { return Ok(None) };
    if library.plan()?.is_none() {
        return Ok(None);
    }
    let planned = planning::current(Some(&library), desk, cx)?;
    let today = Today::of(&planned, cx.today);
    let due = due(&desk.practised.cards, practice::pressed(planned.plan.interview, cx), cx.today);
    let page = Page { today: &today, due: &due, sheet: None, profile: cx.profile() };
    Ok(Some(render::today::human(&page, cx.width)))
}
