//! `star readiness`

use std::path::Path;

use crate::analysis::StoryAnalysis;
use crate::catalogue::Profile;
use crate::cli::args::Format;
use crate::cli::context::{self, Context};
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::plan::briefing;
use crate::readiness::{Agenda, AgendaError, Assignment, Draws, Readiness};
use crate::render;
use crate::render::agenda::Planned;
use crate::render::style;
use crate::story::Story;

/// See how likely a loop is to find you ready, or plan a given loop story by story
///
/// A loop asks so many questions, each about a different principle, the frequent ones more often. It finds you
/// ready when every question can be answered with a ready story of its own. The probability is exact.
///
/// Once you know who asks about what, `--loop` says which story to tell whom and which to fall back on: no story
/// twice, at most two of a project in a round, as many questions answered as can be, the strongest stories overall.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star readiness\n  star readiness --questions 5 --weights high=4,dive-deep=6\n  star readiness --without checkout-latency\n  star readiness --loop \"bar raiser: ownership, dive deep; analytical: dive deep, are right\"\n  star readiness --loop loop.yaml --sheet --format html > loop.html\n\nA loop in a file has one round a line, or is YAML:\n  bar raiser: [ownership, dive deep]\n  analytical: [dive deep, are right]"
)]
pub(crate) struct Args {
    /// Questions of a loop; the profile's number without it
    #[arg(long, short = 'k', value_name = "NUMBER")]
    questions: Option<u8>,

    /// How often a tier (high, middle, base) or a principle is asked, relative to the others
    #[arg(long, value_name = "NAME=NUMBER", value_delimiter = ',')]
    weights: Vec<String>,

    /// What if this story is burned: leave it out; may be repeated
    #[arg(long, value_name = "STORY")]
    without: Vec<String>,

    /// Plan this loop: a FILE, `-` for standard input, or rounds with their principles
    #[arg(long = "loop", value_name = "FILE|SPEC", allow_hyphen_values = true)]
    given: Option<String>,

    /// Print a page for each interviewer, for the evening before
    #[arg(long, requires = "given")]
    sheet: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(if args.sheet {
        &[Format::Human, Format::Markdown, Format::Html]
    } else {
        &[Format::Human, Format::Json]
    })?;
    let profile = cx.profile();
    let agenda = args.given.as_deref().map(|given| read(given, profile)).transpose()?;
    let draws = draws(args, profile)?;
    let (stories, analyses) = shelf(args, cx)?;
    if !args.without.is_empty() && cx.format == Format::Human {
        let burned = format!("Without {}:", args.without.join(", "));
        cx.ui.answer(&style::wrap(&style::clean_line(&burned), cx.width, "", ""))?;
    }
    let Some(agenda) = &agenda else {
        let readiness = Readiness::drawn(&analyses, profile, &draws);
        if cx.format == Format::Json {
            cx.ui.answer(&render::json::readiness(&readiness, &stories, None))?;
            return Ok(Done::Clean);
        }
        cx.ui.answer(&render::readiness::human(&readiness, &stories, profile, cx.width))?;
        cx.ui.hint("where the gaps are: star coverage; which story to tell whom: star readiness --loop \"ROUND: PRINCIPLE, …\"");
        return Ok(Done::Clean);
    };
    let failed = |error| CliError::new("the loop cannot be planned").cause(error);
    let assignment = Assignment::of(agenda, &stories, &analyses).map_err(failed)?;
    if args.sheet {
        let pages = briefing::pages(agenda, &assignment, &stories, &analyses, profile);
        cx.ui.answer(&match cx.format {
            Format::Markdown => render::briefing::markdown(&pages, profile),
            Format::Html => render::briefing::page(&pages, profile),
            _ => render::briefing::human(&pages, profile, cx.width),
        })?;
        return Ok(Done::Clean);
    }
    if cx.format == Format::Json {
        let readiness = Readiness::drawn(&analyses, profile, &draws);
        let given = Some((agenda, &assignment));
        cx.ui.answer(&render::json::readiness(&readiness, &stories, given))?;
        return Ok(Done::Clean);
    }
    let breakages = assignment.breakages(agenda, &stories, &analyses).map_err(failed)?;
    let planned = Planned {
        agenda,
        assignment: &assignment,
        breakages: &breakages,
        stories: &stories,
        analyses: &analyses,
        profile,
    };
    cx.ui.answer(&render::agenda::human(&planned, cx.width))?;
    cx.ui.hint("a page for each interviewer, for the evening before: the same with --sheet");
    Ok(Done::Clean)
}

/// The stories that may be told, with what was found in each.
fn shelf(args: &Args, cx: &Context) -> Result<(Vec<Story>, Vec<StoryAnalysis>), CliError> {
    let stories = library::stories(cx)?;
    // The whole library is read, because what one story says may stand against another.
    let analyses = library::analyse(cx, &stories);
    let mut burned = Vec::new();
    for typed in &args.without {
        burned.push(library::find(&stories, typed)?.id);
    }
    Ok(stories.into_iter().zip(analyses).filter(|(story, _)| !burned.contains(&story.id)).unzip())
}

/// The loop that was meant: standard input, a file, or the text itself.
fn read(given: &str, profile: &Profile) -> Result<Agenda, CliError> {
    let path = Path::new(given);
    let text = match given {
        "-" => context::read_stdin()?,
        _ if path.is_file() => context::read_text(path)?,
        _ => given.to_owned(),
    };
    Agenda::parse(&text, profile).map_err(|error| {
        let failed = CliError::new("the loop cannot be read").cause(&error);
        match &error {
            AgendaError::Unknown { source, .. } => failed
                .hint_some(source.nearest.as_ref().map(|near| format!("did you mean {near}?")))
                .hint("all of them: star help principles"),
            AgendaError::NoPrinciples(_) if text == given && !given.contains(':') => failed
                .hint(format!("no file is called {given}"))
                .hint("its form: star readiness --help"),
            AgendaError::Yaml(yaml) => {
                failed.hint_some(yaml.hint.clone()).hint("its form: star readiness --help")
            }
            _ => failed,
        }
    })
}

/// The profile's draws, with what was typed in place of its numbers.
fn draws(args: &Args, profile: &Profile) -> Result<Draws, CliError> {
    let mut tiers = profile.weights();
    let mut own = Vec::new();
    for typed in &args.weights {
        let form = || {
            CliError::new(format!("`{typed}` is no weight"))
                .hint("write high=4, or a principle: dive-deep=6")
        };
        let (name, number) = typed.split_once('=').ok_or_else(form)?;
        let weight: f64 = number.trim().parse().map_err(|_| form())?;
        match name.trim() {
            "high" => tiers.high = weight,
            "middle" => tiers.middle = weight,
            "base" => tiers.base = weight,
            name => own.push((&crate::cli::principles::resolve(profile, name)?.id, weight)),
        }
    }
    let weights: Vec<f64> = profile
        .principles()
        .iter()
        .map(|principle| {
            let own = own.iter().rev().find(|(id, _)| **id == principle.id);
            own.map_or_else(|| tiers.get(principle.tier), |(_, weight)| *weight)
        })
        .collect();
    let questions = args.questions.unwrap_or(profile.loop_questions());
    Draws::new(&weights, questions.into())
        .map_err(|error| CliError::new("readiness cannot be worked out").cause(error))
}
