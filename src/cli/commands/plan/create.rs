//! `star plan create`

use chrono::NaiveDate;

use super::timing::{Timing, day_parser};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::planning::{self, Desk};
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::plan::{self, PlanError, Request};
use crate::render;
use crate::story::Verb;

/// Make a plan from today to the interview
///
/// The plan knows the library: it drafts for the gaps first, refines what `check` found, and leaves out what is
/// done. A day is a date (2027-01-18) or words: friday, next friday, in 6 weeks.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star plan create --interview 2027-01-18\n  star plan create --interview \"in 6 weeks\" --minutes mon=45,sat=120\n  star plan create --interview 2027-01-18 --off 2026-12-24..2026-12-27"
)]
pub(crate) struct Args {
    /// The interview day; six weeks from the start without it, unless a terminal can be asked
    #[arg(long, value_name = "DATE")]
    interview: Option<String>,

    /// The first day; today without it
    #[arg(long, value_name = "DATE")]
    start: Option<String>,

    #[command(flatten)]
    timing: Timing,

    /// Put it in the place of the plan that is there
    #[arg(long)]
    replace: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let there = match library::read(cx)? {
        Some(library) => planning::load(&library)?,
        None => None,
    };
    if let (Some(there), false) = (&there, args.replace) {
        return Err(CliError::new(format!(
            "there is a plan already, for the interview on {}",
            there.plan.interview
        ))
        .hint("move what has slipped: star plan replan")
        .hint("put a new one in its place: star plan create --replace …"));
    }
    let request = request(args, cx)?;
    let mut library = library::write(cx)?;
    let desk = Desk::of(Some(&library), cx)?;
    let planned =
        plan::create(&request, &desk.library(cx)).map_err(|error| refused(&error, "create"))?;
    let summary = format!("for {}", planned.plan.interview);
    planning::save(&mut library, Some(&planned), Verb::PlanCreate, summary, cx)?;
    cx.ui.answer(&render::plan::created(&planned, cx.today, cx.width))?;
    cx.ui.hint("today's part: star today; all of it: star plan show");
    Ok(Done::Clean)
}

fn request(args: &Args, cx: &Context) -> Result<Request, CliError> {
    let day = day_parser(cx);
    let start = args.start.as_deref().map_or(Ok(cx.today), &day)?;
    let minutes = args.timing.minutes(cx)?;
    let interview: Option<NaiveDate> = match &args.interview {
        Some(typed) => Some(day(typed)?),
        None if args.start.is_none() && Ui::interactive() => {
            let typed = Prompt::new(cx)
                .required_line("When is the interview? (2027-01-18, next friday, in 6 weeks)")?;
            Some(day(&typed)?)
        }
        None => None,
    };
    let mut request = Request::from_start(start, cx.profile(), minutes);
    request.interview = interview.unwrap_or(request.interview);
    request.off = args.timing.off(cx)?;
    Ok(request)
}

/// A request that `star plan COMMAND` refuses, with what to type instead.
pub(super) fn refused(error: &PlanError, command: &str) -> CliError {
    let built = CliError::new(error.to_string());
    match error {
        PlanError::NoDays { start, interview } if interview < start => CliError::new(format!("the interview on {interview} is over by {start}"))
            .hint(format!("give the day that is to come: star plan {command} --interview \"in 6 weeks\"")),
        PlanError::NoDays { .. } | PlanError::TooLong { .. } => built.hint(format!("give another interview day: star plan {command} --interview YYYY-MM-DD")),
        PlanError::NoMinutes => built.hint(format!("give some: star plan {command} --minutes 60, or --minutes mon=45,sat=120")),
        PlanError::PhaseSwallowed { .. } => built.hint("leave a working day in it: --off FROM..TO; or move the interview: --interview YYYY-MM-DD"),
        PlanError::OtherProfile { plan, .. } => built.hint(format!("go on with that profile: --profile {plan}; or make a new plan: star plan create --replace")),
        PlanError::Readiness(_) => built,
    }
}
