//! What went wrong, where, and what to type next.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// How a command ended when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// Done and clean: exit code 0.
    Clean,
    /// Done, and there is something to look at: exit code 1.
    Findings,
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        match done {
            Done::Clean => Self::SUCCESS,
            Done::Findings => Self::from(1),
        }
    }
}

/// What kind of failure, which decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Bad usage or a failure: exit code 2.
    Failure,
    /// Ctrl-C: exit code 130.
    Interrupted,
    /// Whoever read our output has closed it: quiet, exit code 0.
    ClosedPipe,
}

/// A failure as the user sees it.
#[derive(Debug)]
pub(crate) struct CliError {
    pub(crate) kind: Kind,
    /// What went wrong and where, in one line.
    pub(crate) message: String,
    /// Why, from the outside in.
    pub(crate) causes: Vec<String>,
    /// What to type next.
    pub(crate) hints: Vec<String>,
}

impl CliError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { kind: Kind::Failure, message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    pub(crate) fn interrupted() -> Self {
        Self { kind: Kind::Interrupted, ..Self::new("Interrupted; nothing was changed.") }
    }

    /// Broken off, with something kept.
    pub(crate) fn interrupted_but(kept: impl Into<String>) -> Self {
        Self { kind: Kind::Interrupted, ..Self::new(kept) }
    }

    #[must_use]
    pub(crate) fn cause(mut self, cause: impl fmt::Display) -> Self {
        self.causes.push(cause.to_string());
        self
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    #[must_use]
    pub(crate) fn hint_some(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self.kind {
            Kind::Failure => ExitCode::from(2),
            Kind::Interrupted => ExitCode::from(130),
            Kind::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => Kind::ClosedPipe,
            io::ErrorKind::Interrupted => Kind::Interrupted,
            _ => Kind::Failure,
        };
        Self { kind, ..Self::new(format!("input or output failed: {error}")) }
    }
}
