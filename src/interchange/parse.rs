//! What a key's text has to be, and what to say where it is something else.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::problem::quoted;
use crate::nearest::nearest;
use crate::story::{Basis, Outcome, Period, PeriodError, Slug, StoryId};

/// Why a text is not what its key wants.
pub(super) struct Fault {
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead.
    pub(super) hint: String,
}

fn fault<T>(message: String, hint: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { message, hint: hint.into() })
}

/// Words with commas, and `or` before the last.
pub(super) fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The id of a story.
pub(super) fn id(text: &str) -> Result<StoryId, Fault> {
    match Uuid::try_parse(text) {
        Ok(id) if !id.is_nil() => Ok(StoryId(id)),
        _ => fault(format!("{} is no story id", quoted(text)), "leave `id` out and one is made"),
    }
}

/// A slug.
pub(super) fn slug(text: &str) -> Result<Slug, Fault> {
    text.parse().or_else(|_| {
        let proposal = Slug::from_title(text);
        fault(
            format!("{} is no slug", quoted(text)),
            format!("lower-case letters, digits and single hyphens, at most 64: `{proposal}`"),
        )
    })
}

/// A month or an interval of months.
pub(super) fn period(text: &str) -> Result<Period, Fault> {
    text.parse().or_else(|error: PeriodError| {
        let message = match error {
            PeriodError::Form(_) => format!("{} is no period", quoted(text)),
            PeriodError::Backwards(_) => {
                format!("the period {} ends before it begins", quoted(text))
            }
        };
        fault(message, "write a month (2024-03) or two with a slash (2024-03/2024-09)")
    })
}

fn word<T: Copy, const N: usize>(
    text: &str,
    what: &str,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> Result<T, Fault> {
    let names = all.map(name);
    if let Some(value) = all.into_iter().find(|value| name(*value).eq_ignore_ascii_case(text)) {
        return Ok(value);
    }
    let hint = match nearest(text, names) {
        Some(near) => format!("did you mean `{near}`? it can be {}", listed(&names)),
        None => format!("it can be {}", listed(&names)),
    };
    fault(format!("{} is no {what}", quoted(text)), hint)
}

/// How a story ended.
pub(super) fn outcome(text: &str) -> Result<Outcome, Fault> {
    word(text, "outcome", Outcome::ALL, Outcome::as_str)
}

/// Where a figure comes from.
pub(super) fn basis(text: &str) -> Result<Basis, Fault> {
    word(text, "basis", Basis::ALL, Basis::as_str)
}

/// The code of a rule.
pub(super) fn code(text: &str) -> Result<String, Fault> {
    let code = text.to_ascii_uppercase();
    let sound = code.len() == 4
        && code.starts_with(|c: char| c.is_ascii_uppercase())
        && code[1..].bytes().all(|b| b.is_ascii_digit());
    if sound {
        return Ok(code);
    }
    fault(
        format!("{} is no code of a rule", quoted(text)),
        "a letter and three digits, as `star check` prints them: `V001`",
    )
}

/// A time with its zone.
pub(super) fn time(text: &str) -> Result<DateTime<Utc>, Fault> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(time) => Ok(time.with_timezone(&Utc)),
        Err(_) => fault(
            format!("{} is no time", quoted(text)),
            "write date, time and zone: 2026-11-01T09:00:00Z",
        ),
    }
}
