//! `star completions`

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::ui::Ui;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star completions bash > ~/.local/share/bash-completion/completions/star\n  star completions fish > ~/.config/fish/completions/star.fish"
)]
pub(crate) struct Args {
    /// Which shell
    shell: Shell,
}

pub(crate) fn run(args: &Args, _cx: &Context) -> Result<Done, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::Args::command(), "star", &mut script);
    Ui::document(&script)?;
    Ok(Done::Clean)
}
