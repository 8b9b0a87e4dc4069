//! The command line as typed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::styling::{AnsiColor, Effects, Styles};
use clap::{Parser, Subcommand, ValueEnum};

use super::commands;

/// A private workbench for STAR interview stories.
#[derive(Debug, Parser)]
#[command(
    name = "star",
    version,
    styles = STYLES,
    disable_help_subcommand = true,
    subcommand_help_heading = "Commands",
    max_term_width = 100,
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::White.on_default().effects(Effects::BOLD))
    .usage(AnsiColor::White.on_default().effects(Effects::BOLD))
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::White.on_default());

/// Options that every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct GlobalArgs {
    /// The library file to use
    ///
    /// Default: `star/library.db` in the platform's data directory.
    #[arg(long, global = true, env = "STAR_LIBRARY", value_name = "PATH", hide_env_values = true)]
    pub(crate) library: Option<PathBuf>,

    /// The interview to prepare for: amazon-pm, amazon-pmt, or a profile FILE of your own
    #[arg(
        long,
        global = true,
        env = "STAR_PROFILE",
        value_name = "ID|FILE",
        hide_env_values = true
    )]
    pub(crate) profile: Option<String>,

    /// How to print the answer
    #[arg(long, global = true, value_enum, default_value_t = Format::Human, hide_possible_values = true, value_name = "human|json|…")]
    pub(crate) format: Format,

    /// The calendar day to take for today, YYYY-MM-DD
    #[arg(long, global = true, env = "STAR_TODAY", value_name = "DATE", value_parser = parse_day, hide_env_values = true)]
    pub(crate) today: Option<NaiveDate>,

    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, hide_possible_values = true, value_name = "auto|always|never")]
    pub(crate) color: Color,

    /// Say nothing but the answer, warnings and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

fn parse_day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| "write a calendar day as YYYY-MM-DD, like 2026-11-23".to_owned())
}

/// How to print the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person at a terminal
    Human,
    /// One JSON document
    Json,
    /// Markdown
    Markdown,
    /// A page for paper, in one file
    Html,
    /// A calendar
    Ics,
    /// Comma-separated values
    Csv,
    /// One finding a line, for editors
    Lines,
}

impl Format {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Ics => "ics",
            Self::Csv => "csv",
            Self::Lines => "lines",
        }
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that has it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
///
/// The line here is for the overview; what a command's help says is the documentation of its arguments. A
/// documentation comment here would take its place.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = "Tour the main job on an example library")]
    Demo(commands::demo::Args),
    #[command(about = "Write a new story")]
    New(commands::new::Args),
    #[command(about = "Change a story in your editor or by flags")]
    Edit(commands::edit::Args),
    #[command(about = "Show a story")]
    Show(commands::show::Args),
    #[command(about = "List the stories")]
    List(commands::list::Args),
    #[command(about = "Tag a story with principles, or take tags away")]
    Tag(commands::tag::Args),
    #[command(about = "See which principles the text of a story shows")]
    Suggest(commands::suggest::Args),
    #[command(about = "Remove stories (undoable)")]
    Remove(commands::remove::Args),
    #[command(about = "Find what an interviewer would find")]
    Check(commands::check::Args),
    #[command(about = "Try a sentence: its figures, their roles and the grade")]
    Quantify(commands::quantify::Args),
    #[command(about = "Say where a figure comes from")]
    Claim(commands::claim::Args),
    #[command(about = "Explain a rule of check")]
    Explain(commands::explain::Args),
    #[command(about = "See which principles your stories cover")]
    Coverage(commands::coverage::Args),
    #[command(about = "See how likely a loop is to find you ready")]
    Readiness(commands::readiness::Args),
    #[command(about = "Find the story that answers an interviewer's question")]
    Ask(commands::ask::Args),
    #[command(about = "Make, follow and repair the preparation plan")]
    Plan(commands::plan::Args),
    #[command(about = "Print today's part of the plan")]
    Today(commands::today::Args),
    #[command(about = "Take a story through five layers of follow-up")]
    Drill(commands::drill::Args),
    #[command(about = "Tell a story against the clock")]
    Rehearse(commands::rehearse::Args),
    #[command(about = "Go over the cards due: principles, and which story answers")]
    Learn(commands::learn::Args),
    #[command(about = "Hold a mock round: cases and stories, timed and scored")]
    Mock(commands::mock::Args),
    #[command(about = "Score a conversation, and compare it with what you practised")]
    Debrief(commands::debrief::Args),
    #[command(about = "Take stories from a file, a folder or standard input")]
    Import(commands::import::Args),
    #[command(about = "Write the stories as YAML or JSON")]
    Export(commands::export::Args),
    #[command(about = "Write the whole state as one page to read, print or hand on")]
    Report(commands::report::Args),
    #[command(about = "Print the JSON Schema of a format")]
    Schema(commands::schema::Args),
    #[command(about = "Show what was done to the library")]
    Log(commands::log::Args),
    #[command(about = "Take the last change back")]
    Undo(commands::undo::Args),
    #[command(about = "Do again what was taken back")]
    Redo(commands::redo::Args),
    #[command(about = "Show the earlier versions of a story")]
    History(commands::history::Args),
    #[command(about = "Bring back a version of a story, or the library from a backup")]
    Restore(commands::restore::Args),
    #[command(about = "Make or list backups")]
    Backup(commands::backup::Args),
    #[command(about = "Look the library over for damage")]
    Doctor(commands::doctor::Args),
    #[command(about = "Scrub a story for good")]
    Purge(commands::purge::Args),
    #[command(about = "Share stories with another machine of yours over git")]
    Sync(commands::sync::Args),
    #[command(about = "Help on a command, or what is known about the interview")]
    Help(commands::help::Args),
    #[command(about = "Print a completion script for a shell")]
    Completions(commands::completions::Args),
    #[command(about = "Write the manual pages")]
    Man(commands::man::Args),
    #[command(about = "Show every setting and where it comes from")]
    Config(commands::config::Args),
}

impl Command {
    /// Whether it reads or changes what was practised, so that a session that was cut off must be in first.
    pub(crate) fn looks_at_practice(&self) -> bool {
        match self {
            Self::Demo(_)
            | Self::Quantify(_)
            | Self::Explain(_)
            | Self::Schema(_)
            | Self::Help(_)
            | Self::Completions(_)
            | Self::Man(_)
            | Self::Config(_)
            // These two are for a library that may be damaged.
            | Self::Doctor(_)
            | Self::Restore(_) => false,
            Self::New(_)
            | Self::Edit(_)
            | Self::Show(_)
            | Self::List(_)
            | Self::Tag(_)
            | Self::Suggest(_)
            | Self::Remove(_)
            | Self::Check(_)
            | Self::Claim(_)
            | Self::Coverage(_)
            | Self::Readiness(_)
            | Self::Ask(_)
            | Self::Plan(_)
            | Self::Today(_)
            | Self::Drill(_)
            | Self::Rehearse(_)
            | Self::Learn(_)
            | Self::Mock(_)
            | Self::Debrief(_)
            | Self::Import(_)
            | Self::Export(_)
            | Self::Report(_)
            | Self::Log(_)
            | Self::Undo(_)
            | Self::Redo(_)
            | Self::History(_)
            | Self::Backup(_)
            | Self::Purge(_)
            | Self::Sync(_) => true,
        }
    }
}

/// The commands by what one wants to do, for the overview in `star --help`.
pub(crate) const GROUPS: &[(&str, &[&str])] = &[
    ("Start", &["demo", "help"]),
    ("Write", &["new", "edit", "show", "list", "tag", "suggest", "remove"]),
    ("Check", &["check", "quantify", "claim", "explain", "coverage", "readiness", "ask"]),
    ("Prepare", &["plan", "today"]),
    ("Practise", &["drill", "rehearse", "learn", "mock", "debrief"]),
    ("Share", &["import", "export", "report", "schema"]),
    ("Safe", &["log", "undo", "redo", "history", "restore", "backup", "doctor", "purge", "sync"]),
    ("Shell", &["completions", "man", "config"]),
];
