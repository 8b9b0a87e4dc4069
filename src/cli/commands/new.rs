//! `star new`

use uuid::Uuid;

use crate::analysis::speech;
use crate::cli::commands::edit;
use crate::cli::context::Context;
use crate::cli::editor::{self, Draft};
use crate::cli::error::{CliError, Done};
use crate::cli::fields::{self, Fields};
use crate::cli::library;
use crate::cli::prompt::Prompt;
use crate::cli::ui::Ui;
use crate::interchange::{Subject, edit_form};
use crate::render;
use crate::render::style::{self, Tone};
use crate::story::{Section, Slug, Story, StoryId};

/// Write a new story
///
/// On a terminal it asks for what the flags leave open, one question a section, and checks the story at the end.
/// Only the title is needed; everything else can come later with `star edit`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star new\n  star new --editor\n  star new --title \"Cut checkout latency\" --principle dive-deep --result - < result.txt"
)]
pub(crate) struct Args {
    #[command(flatten)]
    fields: Fields,

    /// Write it in your editor ($VISUAL or $EDITOR)
    #[arg(long, short)]
    editor: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let known = library::stories(cx)?;
    let title = args.fields.title.clone().unwrap_or_default();
    let id = StoryId(Uuid::now_v7());
    let mut story = Story::draft(id, free_slug(&Slug::from_title(&title), &known), title, cx.now());
    args.fields.apply(&mut story, cx)?;
    if args.editor {
        return in_editor(&story, &known, cx);
    }
    if Ui::interactive() {
        ask(&mut story, args, cx)?;
    } else if args.fields.title.is_none() {
        return Err(CliError::new("a story needs a title").hint("star new --title \"a few words\""));
    }
    if args.fields.slug.is_none() {
        story.slug = free_slug(&Slug::from_title(&story.title), &known);
    }
    edit::save(None, story.clone(), cx)?;
    Ok(after(&story, &known, cx))
}

fn in_editor(story: &Story, known: &[Story], cx: &Context) -> Result<Done, CliError> {
    let draft = Draft::create(cx, &story.slug, story.id, &edit_form(story, cx.profile()))?;
    let saved = editor::edit(cx, &draft, |text, path| {
        let mut edited = edit::parse(text, path, Subject::New(story.id), cx)?;
        // The form was made before the title was known; a slug that was left as it stood follows the title.
        if edited.slug == story.slug {
            edited.slug = free_slug(&Slug::from_title(&edited.title), known);
        }
        Ok(edit::save(None, edited, cx)?)
    })?;
    if let Some(story) = saved.flatten() {
        return Ok(after(&story, known, cx));
    }
    cx.ui.status("The form came back as it was; nothing was saved.");
    Ok(Done::Clean)
}

/// The slug itself, or with a number behind it where a story has it already.
pub(super) fn free_slug(slug: &Slug, known: &[Story]) -> Slug {
    let taken = |slug: &Slug| known.iter().any(|story| story.slug == *slug);
    // There are fewer stories than numbers, so one of these is free.
    std::iter::once(slug.clone())
        .chain((2..=u32::MAX).map(|number| slug.numbered(number)))
        .find(|slug| !taken(slug))
        .unwrap_or_else(|| slug.clone())
}

/// What an interviewer listens for, as the question that is asked for each section.
fn question(section: Section) -> &'static str {
    match section {
        Section::Headline => "Headline: the whole story in one sentence",
        Section::Situation => "Situation: where and when, and what was at stake",
        Section::Task => "Task: what you yourself had to achieve",
        Section::Action => "Action: what you did, step by step, and why that way",
        Section::Result => "Result: what changed, from what to what, how fast, for whom",
        Section::Learning => "Learning: what you do differently since",
    }
}

fn ask(story: &mut Story, args: &Args, cx: &Context) -> Result<(), CliError> {
    let prompt = Prompt::new(cx);
    if args.fields.title.is_none() {
        story.title =
            fields::line(&prompt.required_line("Title: a few words that name the episode")?)?
                .unwrap_or_default();
    }
    if story.principles.is_empty() {
        let principles = cx.profile().principles();
        let names: Vec<String> =
            principles.iter().map(|principle| principle.name.clone()).collect();
        let chosen = prompt.several("Principles it shows (space marks, Enter goes on)", &names)?;
        let mut ids: Vec<_> = chosen.iter().map(|at| principles[*at].id.clone()).collect();
        if ids.len() > 1 {
            let names: Vec<&str> = chosen.iter().map(|at| principles[*at].name.as_str()).collect();
            let first = prompt.choice("Which one above all?", &names)?;
            ids[..=first].rotate_right(1);
        }
        story.principles = ids;
    }
    let open: Vec<Section> = Section::SPOKEN
        .into_iter()
        .filter(|section| args.fields.section(*section).is_none())
        .collect();
    if !open.is_empty() {
        cx.ui.status(
            "Now the text; an empty line ends each part, and alone it leaves the part for later.",
        );
    }
    for section in open {
        let text = prompt.paragraph(question(section))?.unwrap_or_default();
        story.sections.set(section, fields::prose(&text)?);
        if story.section(section).is_some() {
            cx.ui.status(&style::paint(Tone::Muted, &length(story, cx)));
        }
    }
    Ok(())
}

/// Words so far and the time they take.
fn length(story: &Story, cx: &Context) -> String {
    let words: usize = Section::SPOKEN
        .into_iter()
        .filter_map(|section| story.section(section))
        .map(speech::spoken_words)
        .sum();
    format!(
        "{words} words so far, {} s of {:.0} s",
        speech::seconds(words, cx.settings.pace),
        cx.settings.target_seconds
    )
}

/// Says what was saved and the one thing most worth mending.
fn after(story: &Story, known: &[Story], cx: &Context) -> Done {
    let mut stories = known.to_vec();
    stories.push(story.clone());
    let analyses = library::analyse(cx, &stories);
    cx.ui.status(&format!("Saved {}.", style::paint(Tone::Accent, story.slug.as_str())));
    if let Some(analysis) = analyses.last() {
        let worst = analysis.findings.iter().max_by_key(|finding| finding.severity);
        if let Some(finding) = worst {
            cx.ui.status(&render::check::in_short(finding, cx.width));
        }
    }
    cx.ui.hint(&format!("everything that an interviewer would find: star check {}", story.slug));
    Done::Clean
}
