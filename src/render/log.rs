//! What was done, as a table.

use chrono::{DateTime, Utc};

use super::style::{self, Tone};
use super::table::{self, cell};
use crate::story::Verb;

/// One entry of the log.
#[derive(Debug, Clone)]
pub struct Row {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub verb: Verb,
    /// To what.
    pub summary: String,
    /// Whether it still holds; what was taken back does not.
    pub in_effect: bool,
}

/// The log, newest first.
pub fn table(rows: &[Row], width: usize) -> String {
    let mut drawn = table::new(width, &["WHEN (UTC)", "WHAT", "TO", ""]);
    for row in rows {
        let tone = if row.in_effect { None } else { Some(Tone::Muted) };
        drawn.add_row([
            cell(Some(Tone::Muted), row.at.format("%Y-%m-%d %H:%M")),
            cell(tone, row.verb),
            cell(tone, style::clean_line(&row.summary)),
            cell(Some(Tone::Muted), if row.in_effect { "" } else { "taken back" }),
        ]);
    }
    table::text(drawn)
}

/// One version of a story.
#[derive(Debug, Clone)]
pub struct Version {
    /// Number from one.
    pub number: u32,
    /// When it came to be.
    pub at: DateTime<Utc>,
    /// What made it.
    pub verb: Verb,
    /// Words in it; none where it was removed.
    pub words: Option<usize>,
}

/// The versions of a story, oldest first.
pub fn versions(rows: &[Version]) -> String {
    let mut drawn = table::new(80, &["VERSION", "WHEN (UTC)", "BY", "WORDS"]);
    for row in rows {
        drawn.add_row([
            cell(None, row.number),
            cell(Some(Tone::Muted), row.at.format("%Y-%m-%d %H:%M")),
            cell(None, row.verb),
            cell(None, row.words.map_or_else(|| "removed".to_owned(), |words| words.to_string())),
        ]);
    }
    table::text(drawn)
}
