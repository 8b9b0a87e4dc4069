//! `star demo`

use chrono::Days;

use crate::cli;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::render::style::{self, Tone};

/// Walk through the main job on an example library, and leave nothing behind
///
/// Takes twelve stories of an invented candidate into a throwaway library, looks at coverage, checks a story,
/// answers a question, makes a six-week plan, prints today's part of it and a ladder of follow-ups.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// The library of the tour.
const LIBRARY: &str = include_str!("../../../examples/library.yaml");
/// What an interviewer asks in the tour.
const QUESTION: &str = "When did you find out that a number was wrong?";
/// The standard length of the preparation, in days.
const SIX_WEEKS: u64 = 42;

pub(crate) fn run(_args: &Args, cx: &Context) -> Result<Done, CliError> {
    let failed =
        |error: std::io::Error| CliError::new("no throwaway folder can be made").cause(error);
    let folder = tempfile::tempdir().map_err(failed)?;
    let file = folder.path().join("library.yaml");
    std::fs::write(&file, LIBRARY).map_err(failed)?;
    let cx = cx.in_place(folder.path().join("library.db"));
    let file = file.display().to_string();
    let interview = (cx.today + Days::new(SIX_WEEKS)).to_string();

    let steps: [(&str, &[&str], &[&str]); 9] = [
        ("Take a library of stories in.", &["import", "examples/library.yaml"], &["import", &file]),
        ("See what is there.", &["list"], &["list"]),
        ("See which principles it covers, and what to write next.", &["coverage"], &["coverage"]),
        ("See how likely a loop is to find the candidate ready.", &["readiness"], &["readiness"]),
        (
            "See what an interviewer would find in one story.",
            &["check", "dispute-upload-fix"],
            &["check", "dispute-upload-fix", "--fail-on", "never"],
        ),
        (
            "Hear a question, and find the story that answers it.",
            &["ask", QUESTION],
            &["ask", QUESTION],
        ),
        (
            "Make a plan for an interview in six weeks.",
            &["plan", "create", "--interview", &interview],
            &["plan", "create", "--interview", &interview],
        ),
        ("Print today's part of it.", &["today"], &["today"]),
        (
            "Print the follow-ups for a story, to give to a partner.",
            &["drill", "reminders-never-delivered", "--sheet"],
            &["drill", "reminders-never-delivered", "--sheet"],
        ),
    ];
    for (why, shown, command) in steps {
        let line = format!("$ star {}", shell_words::join(shown));
        cx.ui.answer(&format!(
            "\n{}\n{}\n",
            style::paint(Tone::Muted, why),
            style::paint(Tone::Accent, &line)
        ))?;
        cli::run_line(command, &cx)?;
    }
    cx.ui.answer(&format!(
        "\n{}",
        style::paint(
            Tone::Muted,
            "The throwaway library is gone. Write a first story of your own: star new"
        )
    ))?;
    Ok(Done::Clean)
}
