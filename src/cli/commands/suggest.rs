//! `star suggest`

use super::tag;
use crate::catalogue::PrincipleId;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::cli::{library, principles};
use crate::matching::{self, Suggestions};
use crate::render;
use crate::render::style;
use crate::story::Story;

/// See which principles the text of a story shows, with the sentence that shows each
///
/// Looks at the text alone, Action and Result first, and marks the tags that the story has already. It never
/// tags by itself: `--apply` asks which to add, or adds those that `--principle` names.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star suggest checkout-latency\n  star suggest checkout-latency --apply\n  star suggest checkout-latency --apply --principle dive-deep"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    story: String,

    /// Add tags: asks which, on a terminal
    #[arg(long)]
    apply: bool,

    /// Add this one without asking; can be repeated
    #[arg(long = "principle", short, value_name = "PRINCIPLE", requires = "apply")]
    principles: Vec<String>,
}

/// Columns of a sentence beside its principle's name, where one chooses.
const BESIDE: usize = 8;

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let stories = library::stories(cx)?;
    let story = library::find(&stories, &args.story)?;
    let named = principles::resolve_all(cx.profile(), &args.principles)?;
    if args.apply && named.is_empty() && !Ui::interactive() {
        return Err(CliError::new("without a terminal, --apply needs to be told what to add")
            .hint(format!("star suggest {} --apply --principle PRINCIPLE", story.slug)));
    }
    let suggestions = matching::suggest(story, cx.profile());
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::suggest(story, &suggestions))?;
    } else {
        cx.ui.answer(&render::suggest::human(story, &suggestions, cx.profile(), cx.width))?;
    }
    if args.apply {
        let chosen = if named.is_empty() { choose(story, &suggestions, cx)? } else { named };
        return apply(story, &chosen, &suggestions, cx);
    }
    if cx.format == Format::Human {
        next(story, &suggestions, cx);
    }
    Ok(Done::Clean)
}

/// Principles that the text shows and the story is not tagged with.
fn untagged<'a>(story: &Story, suggestions: &'a Suggestions) -> Vec<&'a PrincipleId> {
    let shown = suggestions.principles.iter().map(|shown| &shown.principle);
    shown.filter(|id| !story.carries(id)).collect()
}

fn choose(
    story: &Story,
    suggestions: &Suggestions,
    cx: &Context,
) -> Result<Vec<PrincipleId>, CliError> {
    let ids = untagged(story, suggestions);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let items: Vec<String> = ids
        .iter()
        .map(|id| {
            let name = style::clean_line(cx.profile().name_of(id));
            style::fit(&name, cx.width.saturating_sub(BESIDE))
        })
        .collect();
    let chosen = Prompt::new(cx).several("Which to add? (space marks, Enter goes on)", &items)?;
    Ok(chosen.into_iter().map(|at| ids[at].clone()).collect())
}

/// Adds the chosen tags behind those there are, in one operation.
fn apply(
    story: &Story,
    chosen: &[PrincipleId],
    suggestions: &Suggestions,
    cx: &Context,
) -> Result<Done, CliError> {
    let new: Vec<PrincipleId> = chosen.iter().filter(|id| !story.carries(id)).cloned().collect();
    if new.is_empty() {
        cx.ui.status("No tag was added.");
        return Ok(Done::Clean);
    }
    for id in &new {
        if suggestions.principles.iter().all(|shown| shown.principle != *id) {
            cx.ui.warn(&format!("no sentence of {} shows {id} yet", story.slug));
        }
    }
    let mut library = library::write(cx)?;
    tag::save(&mut library, story, [story.principles.as_slice(), &new].concat(), cx)?;
    cx.ui.hint("take it back: star undo");
    Ok(Done::Clean)
}

fn next(story: &Story, suggestions: &Suggestions, cx: &Context) {
    if let Some(id) = suggestions.unsupported.first() {
        cx.ui.hint(&format!(
            "write the sentence that shows it: star edit {0}; or drop the tag: star tag {0} --remove {id}",
            story.slug
        ));
    }
    if suggestions.principles.is_empty() {
        cx.ui.hint(&format!("star edit {}", story.slug));
    } else if !untagged(story, suggestions).is_empty() {
        cx.ui.hint(&format!("choose tags to add: star suggest {} --apply", story.slug));
    }
}
