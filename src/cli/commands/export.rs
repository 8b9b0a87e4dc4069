//! `star export`

use std::path::{Path, PathBuf};

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::ui::Ui;
use crate::cli::{files, library, redaction};
use crate::interchange;
use crate::redact::Redactor;
use crate::render::style;
use crate::story::Story;

/// Write the stories as YAML or JSON: to a file, one file a story, or standard output
///
/// The same library gives the same bytes each time, and importing an export changes nothing. A target that ends
/// in .yaml, .yml or .json is a file; any other is a folder with one file a story. Nothing there is overwritten
/// unless `--force` is given.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star export > library.yaml\n  star export library.json\n  star export stories/ --story checkout-latency\n  star export for-a-coach.yaml --redact\n  star export --format json | jq '.stories[].title'"
)]
pub(crate) struct Args {
    /// A file, or a folder for one file a story; standard output without it
    #[arg(value_name = "FILE|FOLDER")]
    to: Option<PathBuf>,

    /// Only these stories; may be repeated
    #[arg(long, value_name = "STORY")]
    story: Vec<String>,

    /// Replace organisations, projects, people and money by neutral words, and leave notes out
    #[arg(long)]
    redact: bool,

    /// Overwrite what is there
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let stories = library::stories(cx)?;
    let mut selected: Vec<Story> =
        library::select(&stories, &args.story)?.into_iter().cloned().collect();
    if args.redact {
        // The whole library is surveyed: what one story calls a project, another may only mention.
        let redactor = Redactor::of(&stories, cx.profile());
        selected = redactor.stories(&selected).into_iter().map(|redacted| redacted.story).collect();
        redaction::say(&redactor, cx);
    }
    let json = cx.format == Format::Json || ending(args.to.as_deref()) == Some("json".to_owned());
    let Some(to) = &args.to else {
        Ui::document(document(&selected, json)?.as_bytes())?;
        return Ok(Done::Clean);
    };
    if ending(Some(to)).is_some() {
        files::write(to, &document(&selected, json)?, args.force)?;
        cx.ui.status(&format!(
            "Exported {} to {}.",
            style::count(selected.len(), "story", "stories"),
            to.display()
        ));
        return Ok(Done::Clean);
    }
    let failed = |error| CliError::new(format!("{} cannot be made", to.display())).cause(error);
    files::make_folder(to).map_err(failed)?;
    let files: Vec<(PathBuf, String)> = selected
        .iter()
        .map(|story| (to.join(interchange::story_file_name(story)), interchange::story_yaml(story)))
        .collect();
    // Looked at before the first is written, so that a refusal leaves no half of an export.
    for (path, text) in &files {
        files::refuse_other(path, text, args.force)?;
    }
    for (path, text) in &files {
        files::write(path, text, args.force)?;
    }
    cx.ui.status(&format!(
        "Exported {} to {}.",
        style::count(files.len(), "story", "stories"),
        to.display()
    ));
    Ok(Done::Clean)
}

fn ending(path: Option<&Path>) -> Option<String> {
    let ending = path?.extension()?.to_ascii_lowercase().into_string().ok()?;
    ["yaml", "yml", "json"].contains(&ending.as_str()).then_some(ending)
}

fn document(stories: &[Story], json: bool) -> Result<String, CliError> {
    if json {
        interchange::library_json(stories)
            .map(|text| text + "\n")
            .map_err(|error| CliError::new("the stories cannot be written as JSON").cause(error))
    } else {
        Ok(interchange::library_yaml(stories))
    }
}
