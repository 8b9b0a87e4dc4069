//! `star plan export`

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use chrono::NaiveTime;

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::planning::{self, Desk};
use crate::cli::ui::Ui;
use crate::cli::{files, library};
use crate::plan::publication::{self, Event};
use crate::plan::times;
use crate::render::{self, style};

/// Write the plan as a calendar, a check list, a page for paper or a table
///
/// The format is named, or follows from the file's ending. A calendar takes a second import as an update: moved
/// tasks move, and tasks that are no longer in the plan are cancelled. Done tasks stay, with a check mark.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star plan export --format ics --at 19:00 --output plan.ics\n  star plan export --format ics > plan.ics\n  star plan export --output plan.html\n  star plan export --format markdown\n  star plan export --format csv"
)]
pub(crate) struct Args {
    /// When the day's work begins in the calendar: 19:00, 7pm; without it tasks take the whole day
    #[arg(long, value_name = "TIME")]
    at: Option<String>,

    /// The file to write; standard output without it
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Overwrite what is there
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let format = format(args, cx)?;
    if args.at.is_some() && format != Format::Ics {
        return Err(CliError::new("only a calendar has a time of day")
            .hint("write one: star plan export --format ics --at 19:00"));
    }
    let text = match format {
        Format::Ics => calendar(args.at.as_deref(), cx)?,
        other => document(other, cx)?,
    };
    let Some(path) = &args.output else {
        Ui::document(text.as_bytes())?;
        return Ok(Done::Clean);
    };
    if !files::write_or_ask(path, &text, args.force, cx)? {
        cx.ui.status("Nothing was written.");
        return Ok(Done::Clean);
    }
    cx.ui.status(&format!("Wrote the plan to {}.", path.display()));
    if format == Format::Ics {
        cx.ui.hint(
            "after a change of the plan export and import it again: events move or are cancelled",
        );
    }
    Ok(Done::Clean)
}

/// The format that is asked for, or that the file's ending says.
fn format(args: &Args, cx: &Context) -> Result<Format, CliError> {
    const FORMATS: [Format; 4] = [Format::Ics, Format::Markdown, Format::Html, Format::Csv];
    if cx.format != Format::Human {
        return cx.only(&FORMATS).map(|()| cx.format);
    }
    let ending = args.output.as_deref().and_then(Path::extension);
    match ending.map(OsStr::to_ascii_lowercase).as_deref().and_then(|e| e.to_str()) {
        Some("ics") => Ok(Format::Ics),
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("html" | "htm") => Ok(Format::Html),
        Some("csv") => Ok(Format::Csv),
        _ => Err(CliError::new("say in which format")
            .hint("a calendar, a check list, a page or a table: --format ics|markdown|html|csv")),
    }
}

fn document(format: Format, cx: &Context) -> Result<String, CliError> {
    let library = library::read(cx)?;
    let desk = Desk::of(library.as_ref(), cx)?;
    let planned = planning::current(library.as_ref(), &desk, cx)?;
    Ok(match format {
        Format::Csv => render::plan::table(&planned),
        Format::Html => render::plan::page(&planned, cx.profile()),
        _ => render::plan::markdown(&planned, cx.profile()),
    })
}

/// The calendar, with a record of what it is given: without that nothing could be taken out of it later.
fn calendar(at: Option<&str>, cx: &Context) -> Result<String, CliError> {
    let at: Option<NaiveTime> = at.map(times::parse).transpose().map_err(|error| {
        CliError::new(error.to_string()).hint("write --at 19:00, or leave it out for whole days")
    })?;
    // Looked for before anything is opened to be written: an export makes no library.
    let there = library::read(cx)?;
    let known = there.as_ref().map(planning::events).transpose()?.unwrap_or_default();
    if known.is_empty() {
        planning::require(there.as_ref())?;
    }
    drop(there);
    let mut library = library::write(cx)?;
    let known = planning::events(&library)?;
    let blocks = match planning::load(&library)? {
        Some(_) => {
            let desk = Desk::of(Some(&library), cx)?;
            let planned = planning::current(Some(&library), &desk, cx)?;
            let notes = |task: &_| render::plan::notes(task, cx.profile());
            publication::blocks(&planned, at, notes).map_err(|error| {
                CliError::new(error.to_string())
                    .hint("begin earlier: --at 18:00; or leave --at out for whole days")
            })?
        }
        None => Vec::new(),
    };
    let events = publication::publish(blocks, &known, cx.today, cx.now());
    // Written down first: a number that no calendar saw does no harm, one given out twice does.
    planning::record_events(&mut library, &known, &events, cx)?;
    let sent: Vec<&Event> =
        events.iter().filter(|event| publication::is_worth_sending(event, cx.today)).collect();
    let cancelled = sent.iter().filter(|event| event.cancelled).count();
    if cancelled > 0 {
        let events = style::count(cancelled, "event", "events");
        cx.ui.status(&format!("{events} of an earlier export cancelled."));
    }
    Ok(render::ics::calendar("Interview preparation", sent))
}
