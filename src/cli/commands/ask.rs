//! `star ask`

use crate::analysis::StoryAnalysis;
use crate::catalogue::PrincipleId;
use crate::cli::args::Format;
use crate::cli::context::{self, Context};
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::matching::{self, Answer};
use crate::render;
use crate::story::Story;

/// Find the story that answers an interviewer's question, and the principles that the question probes
///
/// Says how sure it is of each principle, and why each story answers: its tags, what its text shows, and whether
/// it is ready to tell. Every character of the question is a character; nothing in it is syntax.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "star ask [OPTIONS] [QUESTION]\n       star ask [OPTIONS] -",
    after_help = "Examples:\n  star ask \"Tell me about a time you disagreed with your manager.\"\n  star ask --limit 1 \"When did you miss a goal?\"\n  star ask - < question.txt"
)]
pub(crate) struct Args {
    /// What the interviewer asks; `-` reads it from standard input
    #[arg(allow_hyphen_values = true)]
    question: Option<String>,

    /// More words of a question that was typed without quotes
    #[arg(hide = true)]
    more: Vec<String>,

    /// Stories to show: 3 without it, or all as JSON
    #[arg(long, short = 'n', value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    limit: Option<u16>,
}

/// Stories shown to a person who did not say how many.
const SHOWN: usize = 3;
/// Characters of the longest question: an interviewer's breath, many times over.
const LONGEST: usize = 4_000;
/// Probability from which a principle is surely among those that the question is after.
const LIKELY: f64 = 0.25;

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let question = question(args, cx)?;
    let stories = library::stories(cx)?;
    let analyses = library::analyse(cx, &stories);
    let answer = matching::ask(&question, &stories, &analyses, cx.profile());
    let limit = args.limit.map(usize::from);
    if cx.format == Format::Json {
        let most = limit.unwrap_or(usize::MAX);
        cx.ui.answer(&render::json::ask(&question, &answer, most))?;
        return Ok(Done::Clean);
    }
    let entries: Vec<_> = stories.iter().zip(&analyses).collect();
    let most = limit.unwrap_or(SHOWN);
    cx.ui.answer(&render::ask::human(&answer, &entries, cx.profile(), most, cx.width))?;
    next(&answer, &entries, cx);
    Ok(Done::Clean)
}

/// The question, from the command line, standard input or a person.
fn question(args: &Args, cx: &Context) -> Result<String, CliError> {
    let asked = match args.question.as_deref() {
        Some("-") if args.more.is_empty() => {
            let text = context::read_stdin()?;
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        Some(first) if looks_like_an_option(first) => {
            return Err(CliError::new(format!("ask has no option `{first}`"))
                .hint("its options: star ask --help"));
        }
        Some(first) => {
            let words: Vec<&str> =
                std::iter::once(first).chain(args.more.iter().map(String::as_str)).collect();
            words.join(" ")
        }
        None if Ui::interactive() => {
            Prompt::new(cx).required_line("What does the interviewer ask?")?
        }
        None => {
            return Err(CliError::new("ask needs a question")
                .hint("star ask \"Tell me about a time …\", or from standard input: star ask -"));
        }
    };
    if !asked.contains(char::is_alphanumeric) {
        return Err(
            CliError::new("the question has no words").hint("star ask \"Tell me about a time …\"")
        );
    }
    if asked.chars().count() > LONGEST {
        return Err(CliError::new(format!("the question is longer than {LONGEST} characters"))
            .hint("ask one question at a time"));
    }
    Ok(asked)
}

/// A question that begins with a hyphen has words behind it; a mistyped option has none.
fn looks_like_an_option(first: &str) -> bool {
    first.starts_with('-') && first.len() > 1 && !first.contains(char::is_whitespace)
}

/// What to type next: write the missing story, make the best one ready, or practise it.
fn next(answer: &Answer, entries: &[(&Story, &StoryAnalysis)], cx: &Context) {
    let probed = answer.probed();
    let Some((first, _)) = probed.first().filter(|(_, probability)| *probability >= LIKELY) else {
        cx.ui.hint("type the whole question; what each principle looks like: star help principles");
        return;
    };
    let write = format!("star new --principle {first}");
    if entries.is_empty() {
        cx.ui.status("There is no story in the library yet.");
        cx.ui.hint(&format!("write the one that answers this: {write}"));
        return;
    }
    let fitting: Vec<_> = answer
        .stories
        .iter()
        .filter(|found| found.fits())
        .filter_map(|found| entries.iter().find(|(story, _)| story.slug == found.slug))
        .collect();
    let likely: Vec<&PrincipleId> =
        probed.iter().filter(|(_, probability)| *probability >= LIKELY).map(|(id, _)| id).collect();
    match (fitting.first(), fitting.iter().find(|(_, analysis)| analysis.status.is_ready())) {
        (None, _) => cx.ui.hint(&format!("write one that fits: {write}")),
        (Some((story, _)), None) => cx.ui.hint(&format!(
            "no story that fits is ready; see what the best one lacks: star check {}",
            story.slug
        )),
        (_, Some((story, _))) => {
            let untold =
                likely.iter().all(|id| fitting.iter().all(|(story, _)| !story.carries(id)));
            if !likely.is_empty() && untold {
                cx.ui.hint(&format!("no story is tagged with what it probes; write one: {write}"));
            } else {
                cx.ui.hint(&format!(
                    "practise it under follow-up: star drill {} --sheet",
                    story.slug
                ));
            }
        }
    }
}
