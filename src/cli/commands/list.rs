//! `star list`

use clap::ValueEnum;

use crate::analysis::{Status, StoryAnalysis};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::{library, principles};
use crate::render;
use crate::story::Story;

/// List the stories, with their status, grade and principles
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star list\n  star list --principle ownership --status draft\n  star list --sort updated --format json"
)]
pub(crate) struct Args {
    /// Only stories that carry this principle
    #[arg(long, short, value_name = "PRINCIPLE")]
    principle: Option<String>,

    /// Only stories of this status
    #[arg(long, value_name = "draft|ready|proven", value_parser = parse_status)]
    status: Option<Status>,

    /// Only stories of this project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// Only stories of this grade, 0 to 4, or at most (-2) or at least (3+) so much
    #[arg(long, value_name = "GRADE", value_parser = parse_grades, allow_hyphen_values = true)]
    grade: Option<(u8, u8)>,

    /// Only stories older than the setting check.stale-months
    #[arg(long)]
    stale: bool,

    /// What to sort by
    #[arg(long, value_enum, default_value_t = Sort::Slug)]
    sort: Sort,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// By name
    Slug,
    /// Last changed first
    Updated,
    /// Weakest Result first
    Grade,
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
    let analyses = library::analyse(cx, &stories);
    let mut rows: Vec<(&Story, &StoryAnalysis)> = stories
        .iter()
        .zip(&analyses)
        .filter(|(story, _)| principle.as_ref().is_none_or(|principle| story.carries(principle)))
        .filter(|(_, analysis)| args.status.is_none_or(|status| analysis.status == status))
        .filter(|(story, _)| {
            args.project.as_ref().is_none_or(|project| story.project.as_ref() == Some(project))
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
    match args.sort {
        Sort::Slug => rows.sort_by(|a, b| a.0.slug.cmp(&b.0.slug)),
        Sort::Updated => {
            rows.sort_by(|a, b| {
                b.0.updated.cmp(&a.0.updated).then_with(|| a.0.slug.cmp(&b.0.slug))
            });
        }
        Sort::Grade => {
            rows.sort_by(|a, b| {
                a.1.grade().cmp(&b.1.grade()).then_with(|| a.0.slug.cmp(&b.0.slug))
            });
        }
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
