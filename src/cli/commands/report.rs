//! `star report`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::planning::{self, Desk};
use crate::cli::ui::Ui;
use crate::cli::{files, library, milestones, practice, redaction};
use crate::coverage::Coverage;
use crate::plan::Planned;
use crate::readiness::{Readiness, next};
use crate::redact::Redactor;
use crate::render::report::{self, Audience, Practice, Report};
use crate::story::Slug;

/// Write the whole state as one page to read, print or hand to a coach
///
/// One HTML file that needs no network and no script: readiness, coverage, what to do next, the plan, progress, and
/// every story with its findings marked in the text. Private notes are never in it. Without `--output` it stands
/// beside the library, and the next report takes its place.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star report --open\n  star report --coach --redact -o for-dana.html\n  star report -o - > report.html"
)]
pub(crate) struct Args {
    /// The file to write; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Open it in the browser
    #[arg(long)]
    open: bool,

    /// Replace organisations, projects, people and money by neutral words
    #[arg(long)]
    redact: bool,

    /// Leave out what a coach need not see: the plan, its progress, the commands to type
    #[arg(long)]
    coach: bool,

    /// Overwrite what is there
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Html])?;
    let to_stdout = args.output.as_deref() == Some(Path::new("-"));
    if to_stdout && args.open {
        return Err(CliError::new("what goes to standard output cannot be opened")
            .hint("name a file: star report --open -o report.html"));
    }
    let page = cx.ui.working("Writing the report", || page(args, cx))?;
    if to_stdout {
        Ui::document(page.as_bytes())?;
        return Ok(Done::Clean);
    }
    let path = args.output.clone().unwrap_or_else(|| cx.data_directory().join(name(args)));
    // What stands beside the library is an older report.
    if args.output.is_none() {
        files::write(&path, &page, true)?;
    } else if !files::write_or_ask(&path, &page, args.force, cx)? {
        cx.ui.status("Nothing was written.");
        return Ok(Done::Clean);
    }
    cx.ui.status(&format!("Wrote the report to {}.", path.display()));
    if args.open {
        // Why an opener failed is told in its own codes, which help nobody.
        open::that_detached(&path).map_err(|_| {
            CliError::new("the report is written, but nothing here opens it in a browser")
                .hint(format!("open it yourself: {}", path.display()))
        })?;
    } else {
        cx.ui
            .hint("to see it: star report --open; to print it or save it as PDF: from the browser");
    }
    Ok(Done::Clean)
}

/// Each kind of report has a file of its own, so that none is handed out for another.
fn name(args: &Args) -> &'static str {
    match (args.coach, args.redact) {
        (false, false) => "report.html",
        (false, true) => "report-redacted.html",
        (true, false) => "report-coach.html",
        (true, true) => "report-coach-redacted.html",
    }
}

fn page(args: &Args, cx: &Context) -> Result<String, CliError> {
    let library = library::read(cx)?;
    let library = library.as_ref().ok_or_else(|| {
        CliError::new("there is nothing to report yet: the library is empty")
            .hint("write a first story: star new")
    })?;
    let mut desk = Desk::of(Some(library), cx)?;
    let mut planned = match library.plan()? {
        Some(_) => Some(planning::current(Some(library), &desk, cx)?),
        None => None,
    };
    if args.redact {
        redact(&mut desk, &mut planned, cx);
    }
    let Desk { stories, analyses, .. } = &desk;
    let profile = cx.profile();
    let failed = |error| CliError::new("readiness cannot be worked out").cause(error);
    let coverage = Coverage::of(stories, analyses, profile, cx.today, cx.settings.stale_months);
    let readiness = Readiness::of(analyses, profile, None).map_err(failed)?;
    let steps = next::steps(&coverage, stories, analyses, profile).map_err(failed)?;
    let practice = Practice {
        drills: practice::drills(Some(library))?,
        rehearsals: practice::rehearsals(Some(library))?,
        debriefs: practice::debriefs(Some(library))?,
    };
    Ok(report::page(&Report {
        today: cx.today,
        audience: if args.coach { Audience::Coach } else { Audience::Own },
        redacted: args.redact,
        stories,
        analyses,
        profile,
        settings: &cx.settings,
        coverage: &coverage,
        readiness: Some(&readiness),
        steps: &steps,
        planned: planned.as_ref(),
        practice: &practice,
        milestones: &milestones::of(library, cx)?,
    }))
}

/// Takes the names out before anything is worked out from the stories: what is not there cannot be shown.
fn redact(desk: &mut Desk, planned: &mut Option<Planned>, cx: &Context) {
    let redactor = Redactor::of(&desk.stories, cx.profile());
    let shown = redactor.stories(&desk.stories);
    let slugs: BTreeMap<Slug, Slug> = desk
        .stories
        .iter()
        .zip(&shown)
        .map(|(old, new)| (old.slug.clone(), new.story.slug.clone()))
        .collect();
    desk.analyses = desk
        .analyses
        .iter()
        .zip(&shown)
        .map(|(analysis, story)| redactor.analysis(analysis, story))
        .collect();
    desk.stories = shown.into_iter().map(|redacted| redacted.story).collect();
    *planned = planned.as_ref().map(|planned| redactor.planned(planned, &slugs));
    redaction::say(&redactor, cx);
}
