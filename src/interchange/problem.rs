//! What is wrong with a source, and what was done with it.

use std::fmt;

use crate::yaml::{Place, YamlError};

/// One thing that keeps a story, or a whole source, from being taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The source's name.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// The story's slug, or its title where it has none; absent where no story is to blame.
    pub story: Option<String>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to type instead.
    pub hint: Option<String>,
}

impl Problem {
    pub(super) fn new(file: &str, place: Place, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), place, story: None, message: message.into(), hint: None }
    }

    pub(super) fn of_yaml(file: &str, error: YamlError) -> Self {
        let place = error.place.unwrap_or(START);
        Self { hint: error.hint, ..Self::new(file, place, error.message) }
    }

    #[must_use]
    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.place.line, self.place.column, self.message)
    }
}

/// Something a reader did with a source that its author may want to know (a column mapped, text moved).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The source's name.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What was done, in one line.
    pub message: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.place.line, self.place.column, self.message)
    }
}

/// The first character of a source.
pub(super) const START: Place = Place { line: 1, column: 1 };

/// What was typed, short enough for a message and on one line.
pub(super) fn quoted(typed: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("`{}…`", &line[..cut]),
        None => format!("`{line}`"),
    }
}
