//! `star new`

use std::path::{Path, PathBuf};
use std::time::Instant;

use uuid::Uuid;

use crate::analysis::lint::{Finding, Severity};
use crate::analysis::speech;
use crate::cli::commands::edit;
use crate::cli::context::{Context, read_named};
use crate::cli::editor::{self, Draft};
use crate::cli::error::{CliError, Done};
use crate::cli::fields::{self, Fields};
use crate::cli::library;
use crate::cli::prompt::Prompt;
use crate::cli::stage::{Reply, Shown, Stage};
use crate::cli::ui::Ui;
use crate::interchange::{self, Source, Subject, edit_form};
use crate::render;
use crate::render::style::{self, Tone};
use crate::story::{Section, Slug, Story, StoryId};

/// Write a new story
///
/// On a terminal it asks for what the flags leave open, one question a section, and checks the story at the end.
/// Only the title is needed; everything else can come later with `star edit`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star new\n  star new --editor\n  star new --from notes.md\n  star new --title \"Cut checkout latency\" --principle dive-deep --result - < result.txt"
)]
pub(crate) struct Args {
    #[command(flatten)]
    fields: Fields,

    /// Write it in your editor ($VISUAL or $EDITOR)
    #[arg(long, short)]
    editor: bool,

    /// Start from a text: headings such as Situation or Result name its parts, the rest becomes private notes
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let known = library::stories(cx)?;
    let title = args.fields.title.clone().unwrap_or_default();
    let id = StoryId(Uuid::now_v7());
    let mut story = Story::draft(id, free_slug(&Slug::from_title(&title), &known), title, cx.now());
    if let Some(path) = &args.from {
        story = from_notes(path, story, cx)?;
    }
    args.fields.apply(&mut story, cx)?;
    if args.editor {
        return in_editor(&story, &known, cx);
    }
    if Ui::interactive() {
        ask(&mut story, args, cx)?;
    } else if story.title.is_empty() {
        return Err(CliError::new("a story needs a title").hint("star new --title \"a few words\""));
    }
    if args.fields.slug.is_none() {
        story.slug = free_slug(&Slug::from_title(&story.title), &known);
    }
    edit::save(None, story.clone(), cx)?;
    Ok(after(&story, &known, cx))
}

/// The draft with what a text holds; what was done with it is said.
fn from_notes(path: &Path, draft: Story, cx: &Context) -> Result<Story, CliError> {
    let (text, name) = read_named(path)?;
    let title = match draft.title.as_str() {
        "" => path.file_stem().unwrap_or_default().to_string_lossy().replace(['-', '_'], " "),
        title => title.to_owned(),
    };
    let notes = interchange::read_notes(&Source::new(name.as_str(), text), &title, cx.profile());
    if let Some(problem) = notes.problems.first() {
        return Err(CliError::new(problem.to_string()).hint_some(problem.hint.clone()));
    }
    let mut stories = notes.stories.into_iter();
    let (Some(first), None) = (stories.next(), stories.next()) else {
        return Err(CliError::new(format!("{name} does not hold one story"))
            .hint("to take in all that are there: star import FILE"));
    };
    for remark in &notes.remarks {
        cx.ui.status(&style::clean(&remark.message));
    }
    let slug = draft.slug.clone();
    let mut story = first.document.into_story(draft.id, slug, cx.now());
    let found: Vec<&str> = story.sections.iter().map(|(section, _)| section.heading()).collect();
    cx.ui.status(&match found.as_slice() {
        [] => format!("{name} names no section; all of it is in the private notes."),
        found => format!("Taken from {name}: {}.", found.join(", ")),
    });
    if !draft.title.is_empty() {
        story.title = draft.title;
    }
    Ok(story)
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

/// What is asked for each section, and what an interviewer listens for in it.
fn question(section: Section) -> (&'static str, &'static str) {
    match section {
        Section::Headline => {
            ("the whole story in one sentence", "whether they want to hear the rest")
        }
        Section::Situation => (
            "where and when was it, and what was at stake?",
            "who the customer is, and why it mattered; two or three sentences do",
        ),
        Section::Task => (
            "what did you yourself have to achieve?",
            "what was yours, with the aim in a figure or a date",
        ),
        Section::Action => (
            "what did you do, step by step, and why that way?",
            "\"I\", not \"we\"; what you saw, weighed and decided; the longest part",
        ),
        Section::Result => (
            "what changed: from what to what, how fast, for whom?",
            "a figure before and after, the time it took, how widely, what it was worth",
        ),
        Section::Learning => {
            ("what do you do differently since?", "one thing that you now do, not a moral")
        }
    }
}

fn ask(story: &mut Story, args: &Args, cx: &Context) -> Result<(), CliError> {
    let prompt = Prompt::new(cx);
    if story.title.is_empty() {
        story.title =
            fields::line(&prompt.required_line("Title: a few words that name the episode")?)?
                .unwrap_or_default();
    }
    if story.principles.is_empty() {
        let principles = cx.profile().principles();
        let names: Vec<String> =
            principles.iter().map(|principle| principle.name.clone()).collect();
        let chosen = prompt.several(
            "Which principles does it show? Space marks, Enter goes on; none is fine for now",
            &names,
        )?;
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
        .filter(|section| story.section(*section).is_none())
        .collect();
    if !open.is_empty() {
        cx.ui.ask("Now the text. Enter ends a line, an empty line ends a part; alone it leaves the part for later. Ctrl-D saves what there is.");
    }
    for section in open {
        let (wanted, listened_for) = question(section);
        let heading = style::paint(Tone::Heading, &format!("{}:", section.heading()));
        cx.ui.ask(&format!("\n{heading} {wanted}"));
        cx.ui.ask(&style::paint(
            Tone::Muted,
            &style::wrap(&format!("They listen for {listened_for}."), cx.width, "  ", "  "),
        ));
        let (text, goes_on) = written(story, cx)?;
        story.sections.set(section, fields::prose(&text)?);
        if !goes_on {
            break;
        }
    }
    Ok(())
}

/// Lines up to an empty one, each under a count of the words and seconds of the story so far; and whether more
/// is to be asked.
fn written(story: &Story, cx: &Context) -> Result<(String, bool), CliError> {
    let before = words(story);
    let (pace, target) = (cx.settings.pace, cx.settings.target_seconds);
    let mut text = String::new();
    loop {
        let so_far = before + speech::spoken_words(&text);
        let stage = Stage::new(cx).with_tally(move |typed| {
            let words = so_far + speech::spoken_words(typed);
            format!("{words} words, {} s of {target:.0} s ", speech::seconds(words, pace))
        });
        match stage.line(Instant::now(), &|_, _| Shown::toned(Tone::Muted, "> ")) {
            Reply::Interrupted => return Err(CliError::interrupted()),
            Reply::Stop => return Ok((text, false)),
            Reply::Given(line) if line.is_empty() => return Ok((text, true)),
            Reply::Given(line) => {
                cx.ui.ask(&style::wrap(&style::clean_line(&line), cx.width, "  ", "  "));
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
}

/// Words of a story that are said.
fn words(story: &Story) -> usize {
    Section::SPOKEN
        .into_iter()
        .filter_map(|section| story.section(section))
        .map(speech::spoken_words)
        .sum()
}

/// Says what was saved and the one thing most worth mending.
fn after(story: &Story, known: &[Story], cx: &Context) -> Done {
    let mut stories = known.to_vec();
    stories.push(story.clone());
    let analyses = library::analyse(cx, &stories);
    cx.ui.status(&format!("Saved {}.", style::paint(Tone::Accent, story.slug.as_str())));
    if let Some(analysis) = analyses.last() {
        let standing = render::check::summary_line(analysis, &cx.settings, cx.width);
        cx.ui.status(&standing);
        if let Some(finding) = most_valuable(&analysis.findings) {
            cx.ui.status("The one thing most worth mending:");
            cx.ui.status(&render::check::in_short(finding, cx.width));
        }
    }
    cx.ui.hint(&format!(
        "all that an interviewer would find: star check {slug}; to mend it: star edit {slug}",
        slug = story.slug
    ));
    Done::Clean
}

/// Families of rules as they make or break a story: is it whole, is its Result a figure, is it yours.
const BREAKING: &str = "SQVPLC";
/// Families as they cost points in a story that is whole: the figure, the voice, the length, then its shape.
const COSTING: &str = "QVLSPC";

/// The finding to mend first: what keeps the story from being ready, and of those what weighs most in a loop.
fn most_valuable(findings: &[Finding]) -> Option<&Finding> {
    findings.iter().min_by_key(|finding| {
        let families = if finding.severity == Severity::Error { BREAKING } else { COSTING };
        let family = finding.code.chars().next().and_then(|letter| families.find(letter));
        (std::cmp::Reverse(finding.severity), family, finding.code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::finding;

    #[test]
    fn what_makes_or_breaks_a_story_is_mended_first() {
        let findings = [
            finding("C001", "unexplained-acronym", Severity::Info),
            finding("L002", "too-short", Severity::Warning),
            finding("V001", "we-dominates", Severity::Warning),
            finding("P001", "untagged", Severity::Error),
            finding("Q001", "unquantified-result", Severity::Error),
        ];
        let code = |findings| most_valuable(findings).map(|finding: &Finding| finding.code);
        assert_eq!(code(&findings), Some("Q001"));
        assert_eq!(code(&findings[..3]), Some("V001"));
        assert_eq!(code(&[]), None);
    }
}
