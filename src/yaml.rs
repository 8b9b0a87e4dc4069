//! The one reader and writer of YAML.
//!
//! Everything that arrives as YAML is untrusted, so the choice of reader and its limits stand in one
//! place: alias bombs, deep nesting and duplicate keys are refused, and each error knows its line.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::nearest::nearest;

mod fault;
mod places;
mod tree;

pub use places::{Path, locate};
pub use serde_saphyr::Spanned;
/// The parser beneath the reader, whose events [`tree`] is made of.
use serde_saphyr::granit_parser as events;
pub use tree::{Entry, Node, Value, tree, tree_at};

/// A place in a YAML source, both numbers counted from one, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from one.
    pub line: u32,
    /// Column in characters, from one.
    pub column: u32,
}

impl<T> From<&Spanned<T>> for Place {
    fn from(spanned: &Spanned<T>) -> Self {
        Self {
            line: u32::try_from(spanned.referenced.line()).unwrap_or(u32::MAX),
            column: u32::try_from(spanned.referenced.column()).unwrap_or(u32::MAX),
        }
    }
}

/// Why a YAML source could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct YamlError {
    /// What is wrong, in one line, without the place.
    pub message: String,
    /// Where, when the reader knows.
    pub place: Option<Place>,
    /// What to type instead, when that can be guessed.
    pub hint: Option<String>,
}

/// Reads one YAML (or JSON) document.
///
/// # Errors
///
/// When the text is not YAML, exceeds the reader's budget, repeats a key, or does not fit `T`.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    serde_saphyr::from_str_with_options(text, limits()).map_err(|error| YamlError::from(&error))
}

/// What one source may cost: far more than a profile needs, far less than a bomb wants.
fn limits() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 32,
            flow_nesting_limit: 32,
            max_nodes: 100_000,
            max_events: 300_000,
            max_total_scalar_bytes: 16 * 1024 * 1024,
            max_anchors: 1_000,
            max_aliases: 1_000,
            max_documents: 1,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 100_000,
            max_replay_stack_depth: 8,
        },
        // The message and the place are kept apart; an excerpt is the renderer's work.
        with_snippet: false,
    }
}

/// Writes a value as YAML: block literals for prose, LF line ends, a fixed key order (the struct's).
///
/// # Errors
///
/// When the value cannot be serialised.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, YamlError> {
    serde_saphyr::to_string(value).map_err(|error| YamlError {
        message: error.to_string(),
        place: None,
        hint: None,
    })
}

impl From<&serde_saphyr::Error> for YamlError {
    fn from(error: &serde_saphyr::Error) -> Self {
        use serde_saphyr::{Error, MessageFormatter, UserMessageFormatter};

        let place = error.location().map(|location| Place {
            line: u32::try_from(location.line()).unwrap_or(u32::MAX),
            column: u32::try_from(location.column()).unwrap_or(u32::MAX),
        });
        let (message, hint) = match error.without_snippet() {
            Error::SerdeUnknownField { field, expected, .. } => {
                (format!("unknown key `{field}`"), guess(field, expected))
            }
            Error::SerdeUnknownVariant { variant, expected, .. } => {
                (format!("unknown value `{variant}`"), guess(variant, expected))
            }
            Error::SerdeMissingField { field, .. } => (format!("`{field}` is missing"), None),
            plain => (UserMessageFormatter.format_message(plain).into_owned(), None),
        };
        Self { message, place, hint }
    }
}

/// The nearest of the expected words, or all of them where none is near and they are few enough to read.
fn guess(typed: &str, expected: &[&'static str]) -> Option<String> {
    const READABLE: usize = 12;
    match nearest(typed, expected.iter().copied()) {
        Some(word) => Some(format!("did you mean `{word}`?")),
        None if expected.is_empty() || expected.len() > READABLE => None,
        None => Some(format!("it can be: {}", expected.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Probe {
        #[allow(dead_code)]
        title: String,
    }

    #[test]
    fn an_unknown_key_is_named_with_its_place() {
        let error = from_str::<Probe>("title: a\ntilte: b\n").unwrap_err();
        assert!(error.message.contains("tilte"), "{error:?}");
        assert_eq!(error.place, Some(Place { line: 2, column: 1 }), "{error:?}");
        assert_eq!(error.hint.as_deref(), Some("did you mean `title`?"));
    }

    #[test]
    fn a_message_leaves_the_place_to_its_own_field() {
        for source in
            ["title: [a]\n", "title: \"a\n", "- a\n", "", "other: 1\n", "title: a\ntitle: b\n"]
        {
            let error = from_str::<Probe>(source).unwrap_err();
            assert!(!error.message.contains("line"), "{error:?}");
            assert!(!error.message.contains('\n'), "{error:?}");
        }
    }

    #[test]
    fn what_unfolds_without_end_is_refused() {
        use std::fmt::Write;

        let mut bomb = "title: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..12 {
            let _ = writeln!(bomb, "k{n}: &a{n} [{}]", vec![format!("*a{}", n - 1); 9].join(", "));
        }
        for source in [bomb, "[".repeat(200_000), "{a: ".repeat(200_000), "- ".repeat(200_000)] {
            assert!(from_str::<serde_json::Value>(&source).is_err(), "{source:.20}");
        }
    }

    #[test]
    fn a_repeated_key_is_refused() {
        assert!(from_str::<Probe>("title: a\ntitle: b\n").is_err());
    }
}
