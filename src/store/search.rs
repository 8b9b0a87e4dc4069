//! Full-text search over the stories, ranked by BM25.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::Library;
use super::error::{Fault, StoreError};
use crate::story::{Change, Entity, StoryId};

/// The indexed columns, with what a hit in each is worth.
const WEIGHTS: [(&str, f64); 11] = [
    ("title", 4.0),
    ("headline", 3.0),
    ("situation", 1.0),
    ("task", 1.0),
    ("action", 1.5),
    ("result", 1.5),
    ("learning", 1.0),
    ("project", 2.0),
    ("organization", 1.0),
    ("role", 0.5),
    ("notes", 0.5),
];

/// Different words of a query that count; a question never has so many.
const MOST_WORDS: usize = 64;

/// Stories that one operation may take out of the index one by one. Each costs milliseconds in a large
/// library, because no word may stay behind; making the index anew costs about as much as 500 of them.
const MOST_BY_ONE: usize = 500;

/// When an operation brings the index up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Upkeep {
    /// With every story.
    EachStory,
    /// Once, after the last.
    AtTheEnd,
}

impl Upkeep {
    /// The cheaper way for these changes.
    pub(super) fn for_changes(changes: &[Change]) -> Self {
        let taken_out = changes
            .iter()
            .filter(|change| change.entity == Entity::Story && change.before.is_some())
            .count();
        if taken_out > MOST_BY_ONE { Self::AtTheEnd } else { Self::EachStory }
    }
}

/// Takes a story's words, as its row has them now, out of the index.
pub(super) fn forget(conn: &Connection, number: i64) -> Result<(), Fault> {
    conn.prepare_cached("DELETE FROM story_search WHERE rowid = ?1")?.execute([number])?;
    Ok(())
}

/// Puts a story's words, as its row has them now, into the index.
pub(super) fn learn(conn: &Connection, number: i64) -> Result<(), Fault> {
    let columns = WEIGHTS.map(|(column, _)| column).join(", ");
    conn.prepare_cached(&format!(
        "INSERT INTO story_search (rowid, {columns}) SELECT number, {columns} FROM story
         WHERE number = ?1"
    ))?
    .execute([number])?;
    Ok(())
}

/// Makes the index anew from the rows.
pub(super) fn rebuild(conn: &Connection) -> Result<(), Fault> {
    conn.execute("INSERT INTO story_search (story_search) VALUES ('rebuild')", [])?;
    Ok(())
}

/// Turns what a person typed into a query that any of its words satisfies; `None` without words.
///
/// Every word is quoted, so that nothing in it is query syntax. An apostrophe stays inside its word: the
/// engine reads `can't` as two words in a row, in the text and here alike.
fn any_word(typed: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let separates =
        |c: char| c.is_whitespace() || c.is_control() || (c.is_ascii_punctuation() && c != '\'');
    for word in typed.split(separates).map(|word| word.trim_matches('\'').to_lowercase()) {
        if words.len() == MOST_WORDS {
            break;
        }
        if word.chars().any(char::is_alphanumeric) && !words.contains(&word) {
            words.push(word);
        }
    }
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" OR "))
}

fn ranked(conn: &Connection, typed: &str, limit: usize) -> Result<Vec<(StoryId, f64)>, Fault> {
    let Some(query) = any_word(typed) else { return Ok(Vec::new()) };
    let weights = WEIGHTS.map(|(_, weight)| format!("{weight:.1}")).join(", ");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT story.id, -bm25(story_search, {weights}) AS score FROM story_search
         JOIN story ON story.number = story_search.rowid
         WHERE story_search MATCH ?1 ORDER BY score DESC, story.id LIMIT ?2"
    ))?;
    let mut rows = statement.query(params![query, i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let id = Uuid::parse_str(&id)
            .map_err(|_| Fault::Unreadable(format!("a story's id reads `{id}`")))?;
        found.push((StoryId(id), row.get(1)?));
    }
    Ok(found)
}

impl Library {
    /// Stories in which any word of a query occurs, in any form, the best first with its score (higher is
    /// better; scores compare within one answer only).
    ///
    /// The query is data: no character of it has a meaning. Without words it finds nothing.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<(StoryId, f64)>, StoreError> {
        self.read(|conn| ranked(conn, query, limit))
    }

    /// Makes the search index anew from the stories, for a library whose index is out of step.
    pub fn rebuild_search(&mut self) -> Result<(), StoreError> {
        self.write(rebuild)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_quoted_and_counts_once() {
        let cases = [
            ("", None),
            ("  \t\n ", None),
            ("\"*()-^:+'", None),
            ("\0", None),
            ("churn", Some("\"churn\"")),
            ("Churn churn CHURN", Some("\"churn\"")),
            ("a-b", Some("\"a\" OR \"b\"")),
            ("title:x AND y*", Some("\"title\" OR \"x\" OR \"and\" OR \"y\"")),
            ("\"can't\" 'quote'", Some("\"can't\" OR \"quote\"")),
            ("50% — 日本", Some("\"50\" OR \"日本\"")),
        ];
        for (typed, query) in cases {
            assert_eq!(any_word(typed).as_deref(), query, "{typed:?}");
        }
    }
}
