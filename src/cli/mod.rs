//! The command line: the only place that joins the core with store, interchange and render.

mod args;
mod commands;
mod completion;
mod config;
mod context;
mod dashboard;
mod editor;
mod error;
mod fields;
mod files;
mod form;
mod git;
mod journal;
mod keys;
mod library;
mod milestones;
mod planning;
mod practice;
mod practised;
mod principles;
mod prompt;
mod redaction;
mod signals;
mod stage;
mod timing;
mod ui;

use std::fmt::Write as _;
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use args::{Args, Command, GROUPS};
use context::Context;
use error::{CliError, Done};
use ui::Ui;

use crate::render;

/// Runs the command line of this process and says how it ended.
pub fn run() -> ExitCode {
    completion::answer();
    let args = match parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let context = match Context::new(&args.global) {
        Ok(context) => context,
        Err(error) => {
            return fail(Ui::new(ColorChoice::Auto, false, context::terminal_width()), &error);
        }
    };
    if args.command.as_ref().is_none_or(Command::looks_at_practice) {
        journal::recover(&context);
    }
    match dispatch(&args, &context) {
        Ok(done) => done.into(),
        Err(error) => fail(context.ui, &error),
    }
}

fn fail(ui: Ui, error: &CliError) -> ExitCode {
    ui.error(error);
    error.exit_code()
}

fn parse() -> Result<Args, clap::Error> {
    let matches = command().try_get_matches()?;
    Args::from_arg_matches(&matches)
}

/// Prints help to standard output and a misuse to standard error; the former is no failure.
fn usage(error: &clap::Error) -> ExitCode {
    if context::arguments_are_plain() {
        // A closed pipe while printing help has nobody to be told.
        let _ = error.print();
    } else {
        // The parser repeats what it was given, with whatever that would do to a terminal.
        let ui = Ui::new(ColorChoice::Never, false, context::terminal_width());
        ui.ask(&render::style::clean(&error.render().to_string()));
    }
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}

/// The whole command line, with its commands grouped by what one wants to do.
pub(crate) fn command() -> clap::Command {
    let command = Args::command();
    let overview = overview(&command);
    command
        .help_template(
            "{about-with-newline}\n{usage-heading} {usage}\n{before-help}\n{options}{after-help}",
        )
        .before_help(overview)
        .after_help(
            "More about one command, with examples: star COMMAND --help\nA first look: star demo",
        )
}

fn overview(command: &clap::Command) -> String {
    let mut out = String::new();
    for (group, names) in GROUPS {
        let _ = writeln!(out, "\n{group}");
        for name in *names {
            let about = command.find_subcommand(name).and_then(clap::Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(out, "  {name:<12} {about}");
        }
    }
    out
}

/// Runs one command line in a context that is already there.
pub(crate) fn run_line(words: &[&str], cx: &Context) -> Result<Done, CliError> {
    let words = std::iter::once("star").chain(words.iter().copied());
    let matches =
        command().try_get_matches_from(words).map_err(|error| CliError::new(error.to_string()))?;
    let args =
        Args::from_arg_matches(&matches).map_err(|error| CliError::new(error.to_string()))?;
    dispatch(&args, cx)
}

fn dispatch(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let Some(command) = &args.command else { return dashboard::run(cx) };
    match command {
        Command::Demo(args) => commands::demo::run(args, cx),
        Command::New(args) => commands::new::run(args, cx),
        Command::Edit(args) => commands::edit::run(args, cx),
        Command::Show(args) => commands::show::run(args, cx),
        Command::List(args) => commands::list::run(args, cx),
        Command::Tag(args) => commands::tag::run(args, cx),
        Command::Suggest(args) => commands::suggest::run(args, cx),
        Command::Remove(args) => commands::remove::run(args, cx),
        Command::Check(args) => commands::check::run(args, cx),
        Command::Quantify(args) => commands::quantify::run(args, cx),
        Command::Claim(args) => commands::claim::run(args, cx),
        Command::Explain(args) => commands::explain::run(args, cx),
        Command::Coverage(args) => commands::coverage::run(args, cx),
        Command::Readiness(args) => commands::readiness::run(args, cx),
        Command::Ask(args) => commands::ask::run(args, cx),
        Command::Plan(args) => commands::plan::run(args, cx),
        Command::Today(args) => commands::today::run(args, cx),
        Command::Drill(args) => commands::drill::run(args, cx),
        Command::Rehearse(args) => commands::rehearse::run(args, cx),
        Command::Learn(args) => commands::learn::run(args, cx),
        Command::Mock(args) => commands::mock::run(args, cx),
        Command::Debrief(args) => commands::debrief::run(args, cx),
        Command::Import(args) => commands::import::run(args, cx),
        Command::Export(args) => commands::export::run(args, cx),
        Command::Report(args) => commands::report::run(args, cx),
        Command::Schema(args) => commands::schema::run(args, cx),
        Command::Log(args) => commands::log::run(args, cx),
        Command::Undo(args) => commands::undo::run(args, cx),
        Command::Redo(args) => commands::redo::run(args, cx),
        Command::History(args) => commands::history::run(args, cx),
        Command::Restore(args) => commands::restore::run(args, cx),
        Command::Backup(args) => commands::backup::run(args, cx),
        Command::Doctor(args) => commands::doctor::run(args, cx),
        Command::Purge(args) => commands::purge::run(args, cx),
        Command::Sync(args) => commands::sync::run(args, cx),
        Command::Help(args) => commands::help::run(args, cx),
        Command::Completions(args) => commands::completions::run(args, cx),
        Command::Man(args) => commands::man::run(args, cx),
        Command::Config(args) => commands::config::run(args, cx),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn every_command_stands_in_one_group() {
        let grouped: Vec<&str> =
            GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let command = command();
        let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        for name in &known {
            assert_eq!(grouped.iter().filter(|other| other == &name).count(), 1, "{name}");
        }
        assert_eq!(grouped.len(), known.len());
    }

    #[test]
    fn every_command_and_flag_says_what_it_is_for() {
        for command in command().get_subcommands() {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            // The overview is a line a command at 80 columns.
            assert!((1..=66).contains(&about.chars().count()), "{}: {about}", command.get_name());
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{} {}",
                    command.get_name(),
                    argument.get_id()
                );
            }
        }
    }

    #[test]
    fn what_the_guidance_says_to_type_exists() {
        let command = command();
        for id in crate::catalogue::BUILTIN_IDS {
            let profile = crate::catalogue::builtin(id).unwrap();
            for mistake in &profile.guidance().mistakes {
                for name in &mistake.commands {
                    assert!(command.find_subcommand(name).is_some(), "{}: star {name}", mistake.id);
                }
                for code in &mistake.rules {
                    assert!(crate::analysis::lint::rule(code).is_some(), "{}: {code}", mistake.id);
                }
            }
        }
    }
}
