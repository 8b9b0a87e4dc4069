//! What a shell may put where the cursor stands: names from the library, the profile and the rules.
//!
//! A value is completed by what it is called in the help (`STORY`, `PRINCIPLE`), so that a new command is
//! completed as soon as it is documented. A library that cannot be read completes nothing and says nothing: the
//! command itself will.

use std::ffi::OsStr;

use clap::{Arg, Command, FromArgMatches};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};
use clap_complete::env::CompleteEnv;

use super::args::GlobalArgs;
use super::commands::help;
use super::context::{self, Context};
use super::{library, planning};
use crate::analysis::lint::RULES;
use crate::catalogue::BUILTIN_IDS;
use crate::plan::Task;
use crate::render::style;
use crate::schemas::SCHEMAS;

/// The variable by which a shell asks.
pub(crate) const VARIABLE: &str = "STAR_COMPLETE";

/// Answers a shell that asks for completions, and ends there; does nothing otherwise.
pub(crate) fn answer() {
    CompleteEnv::with_factory(|| with_candidates(super::command()))
        .var(VARIABLE)
        .completer("star")
        .complete();
}

/// The command line with what its values may be.
fn with_candidates(command: Command) -> Command {
    command.mut_args(with_values).mut_subcommands(with_candidates)
}

fn with_values(argument: Arg) -> Arg {
    let name = argument.get_value_names().and_then(|names| names.first());
    if name.is_some_and(|name| name == "TASKS") {
        return argument.add(ArgValueCompleter::new(tasks));
    }
    let Some(candidates) = name.and_then(|name| candidates(name.as_str())) else { return argument };
    argument.add(ArgValueCandidates::new(candidates))
}

/// What a value of this name may be.
fn candidates(name: &str) -> Option<fn() -> Vec<CompletionCandidate>> {
    Some(match name {
        "STORY" | "STORIES" => stories,
        "PRINCIPLE" | "PRINCIPLES" => principles,
        "RULE" | "RULES" => rules,
        "ROUND" => rounds,
        "PHASE" => phases,
        "PROJECT" => projects,
        "FAMILY" => families,
        "ID|FILE" => profiles,
        "ABOUT" => topics,
        "SCHEMA" => schemas,
        _ => return None,
    })
}

fn candidate(value: impl Into<String>, about: &str) -> CompletionCandidate {
    let about = style::clean_line(about);
    CompletionCandidate::new(value.into()).help((!about.is_empty()).then(|| about.into()))
}

/// Where the command being typed would run: its library and profile count.
fn here() -> Option<Context> {
    let words = context::words_to_complete();
    let matches = super::command().ignore_errors(true).try_get_matches_from(words).ok()?;
    Context::new(&GlobalArgs::from_arg_matches(&matches).ok()?).ok()
}

fn stories() -> Vec<CompletionCandidate> {
    let stories = here().and_then(|cx| library::stories(&cx).ok()).unwrap_or_default();
    stories.iter().map(|story| candidate(story.slug.as_str(), &story.title)).collect()
}

fn projects() -> Vec<CompletionCandidate> {
    let stories = here().and_then(|cx| library::stories(&cx).ok()).unwrap_or_default();
    let mut projects: Vec<String> = stories.into_iter().filter_map(|story| story.project).collect();
    projects.sort();
    projects.dedup();
    projects.into_iter().map(|project| candidate(style::clean_line(&project), "")).collect()
}

/// Tasks that begin so; before a letter is typed only those that are at hand, for a plan has more than a hundred.
fn tasks(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(cx) = here() else { return Vec::new() };
    let planned = library::read(&cx)
        .ok()
        .flatten()
        .and_then(|library| planning::load(&library).ok().flatten());
    let typed = typed.to_string_lossy();
    let at_hand = |task: &&Task| {
        !typed.is_empty() || (task.is_open() && task.date.is_some_and(|day| day <= cx.today))
    };
    planned
        .iter()
        .flat_map(|planned| &planned.tasks)
        .filter(|task| task.id.starts_with(typed.as_ref()))
        .filter(at_hand)
        .map(|task| candidate(task.id.as_str(), &task.title))
        .collect()
}

fn principles() -> Vec<CompletionCandidate> {
    let Some(cx) = here() else { return Vec::new() };
    let principles = cx.profile().principles().iter();
    principles.map(|principle| candidate(principle.id.as_str(), &principle.name)).collect()
}

fn rounds() -> Vec<CompletionCandidate> {
    let Some(cx) = here() else { return Vec::new() };
    cx.profile().rounds().iter().map(|round| candidate(round.id.as_str(), &round.name)).collect()
}

fn phases() -> Vec<CompletionCandidate> {
    let Some(cx) = here() else { return Vec::new() };
    cx.profile().phases().iter().map(|phase| candidate(phase.id.as_str(), &phase.name)).collect()
}

fn families() -> Vec<CompletionCandidate> {
    let Some(cx) = here() else { return Vec::new() };
    let families = cx.profile().families().iter();
    families.map(|family| candidate(family.id.as_str(), &family.name)).collect()
}

fn rules() -> Vec<CompletionCandidate> {
    RULES.iter().map(|rule| candidate(rule.code, rule.name)).collect()
}

fn profiles() -> Vec<CompletionCandidate> {
    BUILTIN_IDS.iter().map(|id| candidate(*id, "built in")).collect()
}

fn topics() -> Vec<CompletionCandidate> {
    let topics = help::topics().map(|(name, about)| candidate(name, &about));
    let command = super::command();
    let commands = command.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        candidate(command.get_name(), &about)
    });
    commands.chain(topics).collect()
}

fn schemas() -> Vec<CompletionCandidate> {
    SCHEMAS.iter().map(|schema| candidate(schema.name, schema.about)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values that only the author knows, and those that are completed by what is typed.
    const FREE: [&str; 24] = [
        "DATE", "DATES", "FILE", "FILE|FOLDER|-", "FILE|FOLDER", "FILE|SPEC", "FOLDER", "MINUTES",
        "MONTHS", "NAME=NUMBER", "NAME", "NUMBER", "SECONDS", "SLUG", "TEXT", "TIME", "FIGURE",
        "QUESTION", "PATH", "GRADE", "SECTION", "SHELL", "TASKS", "DIR|REMOTE",
    ];

    #[test]
    fn every_value_is_completed_or_known_to_be_free() {
        let mut open = Vec::new();
        let mut commands = vec![super::super::command()];
        while let Some(command) = commands.pop() {
            for argument in command
                .get_arguments()
                .filter(|a| a.get_action().takes_values() && !a.is_hide_set())
            {
                let name = argument
                    .get_value_names()
                    .and_then(|names| names.first())
                    .map(ToString::to_string);
                let name = name.unwrap_or_default();
                // `human|json|…` lists its own values.
                let listed = name.contains('|') && name.starts_with(|c: char| c.is_lowercase());
                if !listed && !FREE.contains(&name.as_str()) && candidates(&name).is_none() {
                    open.push(format!("{} {} <{name}>", command.get_name(), argument.get_id()));
                }
            }
            commands.extend(command.get_subcommands().cloned());
        }
        assert!(open.is_empty(), "{open:#?}");
    }
}
