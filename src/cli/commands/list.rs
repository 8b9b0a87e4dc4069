//! `star list`

use std::cmp::Reverse;
use std::collections::BTreeSet;

use clap::ValueEnum;

use crate::analysis::{Status, StoryAnalysis};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::{library, principles};
use crate::nearest::nearest;
use crate::render;
use crate::story::Story;

/// List the stories, with their status, grade and principles
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star list\n  star list --principle ownership --status draft\n  star list --grade -2 --sort age\n  star list --project checkout --format csv\n  star list --sort updated --format json"
)]
pub(crate) struct Args {
    /// Only stories that carry this principle
    #[arg(long, short, value_name = "PRINCIPLE")]
    principle: Option<String>,

    /// Only stories of this status
    #[arg(long, value_name = "draft|ready|proven", value_parser = parse_status)]
    status: Option<Status>,

    /// Only stories of this project, or of the one that begins so
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// Only stories of this grade, 0 to 4, or at most (-2) or at least (3+) so much
    #[arg(long, value_name = "GRADE", value_parser = parse_grades, allow_hyphen_values = true)]
    grade: Option<(u8, u8)>,

    /// Only stories older than the setting check.stale-months
    #[arg(long)]
    stale: bool,

    /// What to sort by: slug, updated (last changed first), grade (weakest first), status (drafts first) or age
    /// (oldest first)
    #[arg(long, value_enum, default_value_t = Sort::Slug, hide_possible_values = true, value_name = "slug|updated|grade|status|age")]
    sort: Sort,

    /// The other way round
    #[arg(long)]
    reverse: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// By name
    Slug,
    /// Last changed first
    Updated,
    /// Weakest Result first
    Grade,
    /// Drafts first
    Status,
    /// Oldest first, those without a period last
    Age,
}

fn parse_status(text: &str) -> Result<Status, String> {
    [Status::Draft, Status::Ready, Status::Proven]
        .into_iter()
        .find(|status| status.as_str().eq_ignore_ascii_case(text))
        .ok_or_else(|| "a story is draft, ready or proven".to_owned())
}

fn parse_grades(text: &str) -> Result<(u8, u8), String> {
    let number = |text: &str| {
        text.parse::<u8>()
            .ok()
            .filter(|grade| *grade <= 4)
            .ok_or("a grade goes from 0 to 4: 2, -2 or 3+")
    };
    Ok(match (text.strip_prefix('-'), text.strip_suffix('+')) {
        (Some(most), _) => (0, number(most)?),
        (_, Some(least)) => (number(least)?, 4),
        _ => (number(text)?, number(text)?),
    })
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json, Format::Csv])?;
    let principle = match &args.principle {
        Some(typed) => Some(principles::resolve(cx.profile(), typed)?.id.clone()),
        None => None,
    };
    let stories = library::stories(cx)?;
    let project = args.project.as_deref().map(|typed| project(&stories, typed)).transpose()?;
    let analyses = library::analyse(cx, &stories);
    let mut rows: Vec<(&Story, &StoryAnalysis)> = stories
        .iter()
        .zip(&analyses)
        .filter(|(story, _)| principle.as_ref().is_none_or(|principle| story.carries(principle)))
        .filter(|(_, analysis)| args.status.is_none_or(|status| analysis.status == status))
        .filter(|(story, _)| {
            project.is_none_or(|project| story.project.as_deref() == Some(project))
        })
        .filter(|(_, analysis)| {
            args.grade
                .is_none_or(|(least, most)| (least..=most).contains(&analysis.grade().number()))
        })
        .filter(|(story, _)| {
            !args.stale
                || story.period.is_some_and(|period| {
                    period.to.months_until(cx.today) > cx.settings.stale_months
                })
        })
        .collect();
    // By name first, so that stories alike in what is sorted by keep that order.
    rows.sort_by(|a, b| a.0.slug.cmp(&b.0.slug));
    match args.sort {
        Sort::Slug => {}
        Sort::Updated => rows.sort_by_key(|(story, _)| Reverse(story.updated)),
        Sort::Grade => rows.sort_by_key(|(_, analysis)| analysis.grade()),
        Sort::Status => rows.sort_by_key(|(_, analysis)| analysis.status),
        Sort::Age => rows.sort_by_key(|(story, _)| {
            (story.period.is_none(), story.period.map(|period| period.to))
        }),
    }
    if args.reverse {
        rows.reverse();
    }
    match cx.format {
        Format::Json => cx.ui.answer(&render::json::list(&rows))?,
        Format::Csv => cx.ui.answer(&render::list::csv(&rows))?,
        _ if rows.is_empty() && stories.is_empty() => {
            cx.ui.answer("The library is empty.")?;
            cx.ui.hint("write a first story: star new; or look around in an example: star demo");
        }
        _ if rows.is_empty() => cx.ui.answer("No story fits.")?,
        _ => cx.ui.answer(&render::list::table(&rows, cx.profile(), cx.width))?,
    }
    Ok(Done::Clean)
}

/// The project that was meant: its name in any case, or the beginning of only one.
fn project<'a>(stories: &'a [Story], typed: &str) -> Result<&'a str, CliError> {
    let names: BTreeSet<&str> =
        stories.iter().filter_map(|story| story.project.as_deref()).collect();
    let wanted = typed.trim().to_lowercase();
    if let Some(name) = names.iter().find(|name| name.to_lowercase() == wanted) {
        return Ok(name);
    }
    let starting: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !wanted.is_empty() && name.to_lowercase().starts_with(&wanted))
        .collect();
    match starting.as_slice() {
        [name] => Ok(name),
        [] => {
            let near = nearest(&wanted, names.iter().copied());
            Err(CliError::new(format!("no story is of a project called `{typed}`"))
                .hint_some(near.map(|near| format!("did you mean `{near}`?"))))
        }
        many => Err(CliError::new(format!("`{typed}` could be {}", many.join(", ")))
            .hint("type a few letters more")),
    }
}
