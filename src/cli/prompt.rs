//! Questions to a person at a terminal.
//!
//! Ctrl-C at any of them ends the command with exit code 130 and leaves the terminal as it was.

use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Confirm, Input, MultiSelect, Select};

use super::context::Context;
use super::error::CliError;
use super::signals;

/// Asks on standard error, so that an answer on standard output stays clean.
pub(crate) struct Prompt {
    theme: Box<dyn Theme>,
}

impl Prompt {
    pub(crate) fn new(cx: &Context) -> Self {
        // With a handler in place Ctrl-C reaches the prompt as an error instead of ending the process with
        // the cursor hidden.
        signals::listen();
        Self {
            theme: if cx.ui.talks_in_color() {
                Box::new(ColorfulTheme::default())
            } else {
                Box::new(SimpleTheme)
            },
        }
    }

    /// One line that must say something.
    pub(crate) fn required_line(&self, question: &str) -> Result<String, CliError> {
        let answer = Input::<String>::with_theme(self.theme.as_ref())
            .with_prompt(question)
            .validate_with(|text: &String| {
                if text.trim().is_empty() { Err("it needs a few words") } else { Ok(()) }
            })
            .interact_text();
        settle(answer)
    }

    /// Several of a list.
    pub(crate) fn several(&self, question: &str, items: &[String]) -> Result<Vec<usize>, CliError> {
        let answer = MultiSelect::with_theme(self.theme.as_ref())
            .with_prompt(question)
            .items(items)
            .max_length(18)
            .interact();
        settle(answer)
    }

    /// One of a few.
    pub(crate) fn choice(&self, question: &str, items: &[&str]) -> Result<usize, CliError> {
        let answer = Select::with_theme(self.theme.as_ref())
            .with_prompt(question)
            .items(items)
            .default(0)
            .interact();
        settle(answer)
    }

    /// Yes or no; Enter alone takes the default.
    pub(crate) fn confirm(&self, question: &str, default: bool) -> Result<bool, CliError> {
        let answer = Confirm::with_theme(self.theme.as_ref())
            .with_prompt(question)
            .default(default)
            .interact();
        settle(answer)
    }
}

/// An interrupted prompt hides the cursor and leaves it so; it is shown again before the error goes on.
fn settle<T>(answer: dialoguer::Result<T>) -> Result<T, CliError> {
    answer.map_err(|dialoguer::Error::IO(error)| {
        let terminal = dialoguer::console::Term::stderr();
        if terminal.is_term() {
            let _ = terminal.show_cursor();
        }
        match error.kind() {
            std::io::ErrorKind::Interrupted => CliError::interrupted(),
            _ => CliError::new("the question could not be asked").cause(error),
        }
    })
}
