//! `star completions`

use clap_complete::Shell;
use clap_complete::env::Shells;

use crate::cli::completion::VARIABLE;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::ui::Ui;

/// Print a completion script for a shell
///
/// The shell then completes commands and flags, and also names of your stories, principles, tasks and rules: the
/// script asks star for them each time.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star completions bash > ~/.local/share/bash-completion/completions/star\n  star completions zsh > ~/.zfunc/_star        # with fpath+=~/.zfunc before compinit\n  star completions fish > ~/.config/fish/completions/star.fish"
)]
pub(crate) struct Args {
    /// Which shell
    shell: Shell,
}

/// From a folder of functions, zsh runs the file at the first Tab and expects the answer to that as well.
const LOADED_BY_ZSH: &[u8] =
    b"if [[ $funcstack[1] == _star ]]; then _clap_dynamic_completer_star; fi\n";

pub(crate) fn run(args: &Args, _cx: &Context) -> Result<Done, CliError> {
    let shell = args.shell.to_string();
    let shells = Shells::builtins();
    let completer = shells
        .completer(&shell)
        .ok_or_else(|| CliError::new(format!("there is no completion for {shell}")))?;
    let mut script = Vec::new();
    completer.write_registration(VARIABLE, "star", "star", "star", &mut script)?;
    if args.shell == Shell::Zsh {
        script.extend_from_slice(LOADED_BY_ZSH);
    }
    Ui::document(&script)?;
    Ok(Done::Clean)
}
