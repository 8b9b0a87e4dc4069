//! `star edit`

use std::path::{Path, PathBuf};

use crate::cli::context::{Context, read_text};
use crate::cli::editor::{self, Draft, Refused};
use crate::cli::error::{CliError, Done};
use crate::cli::fields::Fields;
use crate::cli::library;
use crate::interchange::{Problem, Source, Subject, annotate, edit_form, parse_edit};
use crate::store::{NewOperation, story_change};
use crate::story::{Story, Verb};

/// Change a story in your editor, or fields of it by flags
///
/// Without flags, opens the story in $VISUAL or $EDITOR. What cannot be read is named with its place and the
/// text is kept; an editor that fails loses nothing.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star edit checkout-latency\n  star edit checkout-latency --period 2024-03/2024-09 --outcome success\n  star edit checkout-latency --result - < result.txt"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    #[arg(required_unless_present = "draft")]
    story: Option<String>,

    #[command(flatten)]
    fields: Fields,

    /// Go on with a draft that an earlier edit left behind
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let stories = library::stories(cx)?;
    if let Some(path) = &args.draft {
        return resume(path, &stories, cx);
    }
    let before = library::find(&stories, args.story.as_deref().unwrap_or_default())?;
    if args.fields.any() {
        let mut after = before.clone();
        args.fields.apply(&mut after, cx)?;
        return Ok(said(save(Some(before), after, cx)?.as_ref(), cx));
    }
    let draft = Draft::create(cx, &before.slug, before.id, &edit_form(before, cx.profile()))?;
    // No lock is held while the editor is open: a change made meanwhile is noticed at the save.
    let saved = editor::edit(cx, &draft, |text, path| {
        let after = parse(text, path, Subject::Existing(before), cx)?;
        Ok(save(Some(before), after, cx)?)
    })?;
    Ok(said(saved.flatten().as_ref(), cx))
}

fn resume(path: &Path, stories: &[Story], cx: &Context) -> Result<Done, CliError> {
    read_text(path)?;
    let id = Draft::story(path).ok_or_else(|| {
        CliError::new(format!("{} is no draft of star", path.display()))
            .hint("to take in a file of your own: star import FILE")
    })?;
    let before = stories.iter().find(|story| story.id == id);
    let subject = before.map_or(Subject::New(id), Subject::Existing);
    let saved = editor::edit(cx, &Draft::left(path)?, |text, path| {
        let after = parse(text, path, subject, cx)?;
        Ok(save(before, after, cx)?)
    })?;
    Ok(said(saved.flatten().as_ref(), cx))
}

/// Reads an edited form back.
pub(super) fn parse(
    text: &str,
    path: &Path,
    subject: Subject<'_>,
    cx: &Context,
) -> Result<Story, Refused> {
    let source = Source::new(path.display().to_string(), text);
    parse_edit(&source, subject, cx.profile(), cx.now()).map_err(|problems| Refused::Text {
        messages: problems.iter().map(in_full).collect(),
        annotated: annotate(text, &problems),
    })
}

/// A problem with its place and what was probably meant.
fn in_full(problem: &Problem) -> String {
    match &problem.hint {
        Some(hint) => format!("{problem}; {hint}"),
        None => problem.to_string(),
    }
}

/// Saves a story; `None` where nothing differs.
pub(super) fn save(
    before: Option<&Story>,
    mut after: Story,
    cx: &Context,
) -> Result<Option<Story>, CliError> {
    if let Some(before) = before {
        after.updated = before.updated;
        if after == *before {
            return Ok(None);
        }
    }
    after.updated = cx.now();
    library::write(cx)?.commit(
        NewOperation {
            verb: if before.is_some() { Verb::Edit } else { Verb::New },
            summary: after.slug.to_string(),
            changes: vec![story_change(before, Some(&after))],
        },
        cx.now(),
    )?;
    Ok(Some(after))
}

fn said(saved: Option<&Story>, cx: &Context) -> Done {
    match saved {
        None => cx.ui.status("Nothing was changed."),
        Some(story) => {
            cx.ui.status(&format!("Saved {}.", story.slug));
            cx.ui.hint(&format!("look it over: star check {}", story.slug));
        }
    }
    Done::Clean
}
