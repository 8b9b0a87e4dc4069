//! `star import`

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::cli::context::{Context, read_stdin, read_text};
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::interchange::{self, MergeOutcome, Policy, Problem, Source};
use crate::render::style;
use crate::store::{BackupReason, NewOperation, story_change};
use crate::story::{StoryId, Verb};

/// Take stories from files, folders or standard input
///
/// Reads YAML and JSON, a whole library or one story. All or nothing: if a story is bad, every bad one is named
/// with its place and nothing is taken; `--keep-going` takes the good ones. A story with the same id is merged:
/// the later change wins field by field. `star undo` takes an import back whole.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star import library.yaml\n  star import stories/\n  star import - < library.yaml\n  star import library.yaml --dry-run"
)]
pub(crate) struct Args {
    /// Files or folders; - for standard input
    #[arg(required = true, value_name = "FILE|FOLDER|-")]
    from: Vec<PathBuf>,

    /// Take the good stories and only name the bad ones
    #[arg(long)]
    keep_going: bool,

    /// Keep both where another story has the same name: the new one gets a number
    #[arg(long)]
    rename: bool,

    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
}

/// What a folder is searched for.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let sources = sources(&args.from)?;
    let import = cx.ui.working("Reading", || interchange::read_all(&sources, cx.profile()));
    for remark in &import.remarks {
        cx.ui.warn(&style::clean(&remark.to_string()));
    }
    let policy = Policy { rename: args.rename, now: cx.now() };
    let mut refused: Option<CliError> = None;
    let mut outcome = MergeOutcome::default();
    let mut decide = |stories: &[crate::story::Story]| -> Option<NewOperation> {
        outcome = interchange::merge(stories, &import.stories, &policy, || StoryId(Uuid::now_v7()));
        let conflicts: Vec<Problem> =
            outcome.conflicts.iter().map(interchange::Conflict::problem).collect();
        let problems: Vec<&Problem> = import.problems.iter().chain(&conflicts).collect();
        say_problems(&problems, cx);
        if !problems.is_empty() && !args.keep_going {
            refused =
                Some(nothing_taken(problems.len(), outcome.created.len() + outcome.updated.len()));
            return None;
        }
        operation(&outcome)
    };
    if args.dry_run {
        decide(&library::stories(cx)?);
    } else {
        let mut library = library::write(cx)?;
        if !library.slugs()?.is_empty() {
            library.backup(BackupReason::Import, cx.today)?;
        }
        let stories = style::count(import.stories.len(), "story", "stories");
        cx.ui.working(&format!("Taking in {stories}"), || {
            library.commit_with(cx.now(), |library| Ok::<_, CliError>(decide(&library.stories()?)))
        })?;
    }
    if let Some(error) = refused {
        return Err(error);
    }
    report(&outcome, args.dry_run, cx);
    Ok(Done::Clean)
}

fn sources(from: &[PathBuf]) -> Result<Vec<Source>, CliError> {
    let mut sources = Vec::new();
    for path in from {
        if path.as_os_str() == "-" {
            sources.push(Source::new("<stdin>", read_stdin()?));
        } else if path.is_dir() {
            let files = files_in(path)?;
            if files.is_empty() {
                return Err(CliError::new(format!("{} holds no stories", path.display()))
                    .hint(format!("it is searched for files that end in {}", ENDINGS.join(", "))));
            }
            for file in files {
                sources.push(Source::new(file.display().to_string(), read_text(&file)?));
            }
        } else {
            sources.push(Source::new(path.display().to_string(), read_text(path)?));
        }
    }
    Ok(sources)
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let entries = fs::read_dir(folder).map_err(|error| {
        CliError::new(format!("{} cannot be read", folder.display())).cause(error)
    })?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let ending = path.extension().map(OsStr::to_ascii_lowercase);
        if path.is_file()
            && ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn say_problems(problems: &[&Problem], cx: &Context) {
    for problem in problems {
        cx.ui.warn(&style::clean(&problem.to_string()));
        if let Some(hint) = &problem.hint {
            cx.ui.hint(&style::clean(hint));
        }
    }
}

fn nothing_taken(bad: usize, good: usize) -> CliError {
    let error = CliError::new(format!(
        "nothing was imported: {} stand in the way",
        style::count(bad, "problem", "problems")
    ));
    if good == 0 {
        error
    } else {
        error.hint(format!("to take the {good} good ones and leave the rest: --keep-going"))
    }
}

fn operation(outcome: &MergeOutcome) -> Option<NewOperation> {
    let created = outcome.created.iter().map(|story| story_change(None, Some(story)));
    let updated =
        outcome.updated.iter().map(|(before, after)| story_change(Some(before), Some(after)));
    let changes: Vec<_> = created.chain(updated).collect();
    let summary = match changes.len() {
        0 => return None,
        1 => outcome
            .created
            .first()
            .or(outcome.updated.first().map(|(_, after)| after))?
            .slug
            .to_string(),
        many => format!("{many} stories"),
    };
    Some(NewOperation { verb: Verb::Import, summary, changes })
}

fn report(outcome: &MergeOutcome, dry_run: bool, cx: &Context) {
    let (created, updated) = (outcome.created.len(), outcome.updated.len());
    if created + updated == 0 {
        cx.ui.status("Nothing new: the library holds all of it already.");
        return;
    }
    let verb = if dry_run { "Would import" } else { "Imported" };
    let mut parts = Vec::new();
    if created > 0 {
        parts.push(format!("{created} new"));
    }
    if updated > 0 {
        parts.push(format!("{updated} changed"));
    }
    if !outcome.unchanged.is_empty() {
        parts.push(format!("{} unchanged", outcome.unchanged.len()));
    }
    cx.ui.status(&format!(
        "{verb} {}: {}.",
        style::count(created + updated, "story", "stories"),
        parts.join(", ")
    ));
    if !dry_run {
        cx.ui.hint("what an interviewer would find: star check; take the import back: star undo");
    }
}
