//! `star plan show`

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::planning::{self, Desk};
use crate::nearest::nearest;
use crate::plan::Planned;
use crate::render;

/// Show the plan, or a week or phase of it
///
/// Without a choice, shows the week that today stands in.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star plan show\n  star plan show --week 3\n  star plan show --phase mocks\n  star plan show --all --format json"
)]
pub(crate) struct Args {
    /// Only this week of the plan, counted from 1
    #[arg(long, value_name = "NUMBER")]
    week: Option<u64>,

    /// Only this phase
    #[arg(long, value_name = "PHASE", conflicts_with = "week")]
    phase: Option<String>,

    /// The whole plan
    #[arg(long, conflicts_with_all = ["week", "phase"])]
    all: bool,

    /// Only what found no day, with the reasons
    #[arg(long, conflicts_with_all = ["week", "phase", "all"])]
    unscheduled: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let library = library::read(cx)?;
    let desk = Desk::of(library.as_ref(), cx)?;
    let planned = planning::current(library.as_ref(), &desk, cx)?;
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::plan(&planned))?;
        return Ok(Done::Clean);
    }
    if args.unscheduled {
        cx.ui.answer(&render::plan::without_day(&planned, cx.width))?;
        return Ok(Done::Clean);
    }
    let plan = &planned.plan;
    let days = match (&args.phase, args.week) {
        (Some(typed), _) => phase(typed, &planned)?,
        (None, Some(number)) => week(number, &planned)?,
        (None, None) if args.all => plan.start..=plan.interview,
        (None, None) => {
            let number = (cx.today - plan.start).num_days().max(0) / 7 + 1;
            week(u64::try_from(number).unwrap_or(1), &planned)
                .unwrap_or(plan.start..=plan.interview)
        }
    };
    cx.ui.answer(&render::plan::show(&planned, days, cx.today, cx.width))?;
    let done = planned.tasks.iter().filter(|task| !task.is_open()).count();
    cx.ui.answer(&render::plan::progress(done, planned.tasks.len(), cx.width))?;
    cx.ui.hint("another part: --week NUMBER, --phase NAME, --all, --unscheduled");
    Ok(Done::Clean)
}

fn phase(
    typed: &str,
    planned: &Planned,
) -> Result<std::ops::RangeInclusive<chrono::NaiveDate>, CliError> {
    let phases = &planned.plan.phases;
    let wanted = typed.to_lowercase();
    phases
        .iter()
        .find(|phase| {
            phase.id.starts_with(&wanted) || phase.name.to_lowercase().starts_with(&wanted)
        })
        .map(|phase| phase.from..=phase.to)
        .ok_or_else(|| {
            let names: Vec<&str> = phases.iter().map(|phase| phase.id.as_str()).collect();
            CliError::new(format!("the plan has no phase `{typed}`"))
                .hint_some(
                    nearest(typed, names.iter().copied())
                        .map(|near| format!("did you mean {near}?")),
                )
                .hint(format!("its phases: {}", names.join(", ")))
        })
}

fn week(
    number: u64,
    planned: &Planned,
) -> Result<std::ops::RangeInclusive<chrono::NaiveDate>, CliError> {
    render::plan::week(&planned.plan, number).ok_or_else(|| {
        let weeks = (planned.plan.interview - planned.plan.start).num_days() / 7 + 1;
        CliError::new(format!("the plan has no week {number}"))
            .hint(format!("its weeks: 1 to {weeks}"))
    })
}
