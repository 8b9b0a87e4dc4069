//! What was practised: one generic table, so that a new kind of session needs no new one.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::Library;
use super::error::{Fault, StoreError};
use super::records::{Document, bodies, field};
use super::stories::instant;
use crate::story::StoryId;

/// The hashed columns.
pub(super) const COLUMNS: &str = "id, kind, story, at, body";

/// A session or review.
pub(super) const PRACTICE: Document = Document {
    table: "practice",
    columns: COLUMNS,
    extract: |key, body| {
        let lacks = |name| Fault::invalid(format!("the practice record `{key}` lacks `{name}`"));
        let kind = field(body, "kind").ok_or_else(|| lacks("kind"))?;
        // Written one way, so that text order is the order of time.
        let at: DateTime<Utc> = field(body, "at")
            .and_then(|at| DateTime::parse_from_rfc3339(&at).ok())
            .ok_or_else(|| lacks("at"))?
            .to_utc();
        Ok(vec![Some(kind), field(body, "story"), Some(instant(at))])
    },
};

impl Library {
    /// Every record of a kind (`drill`, `rehearsal`, `mock`, `debrief`, `review` …), oldest first.
    pub fn practice(&self, kind: &str) -> Result<Vec<Value>, StoreError> {
        let sql = "SELECT body FROM practice WHERE kind = ?1 ORDER BY at, id";
        self.read(|conn| bodies(conn, sql, Some(kind)))
    }

    /// Every record about a story, oldest first.
    pub fn practice_of(&self, story: StoryId) -> Result<Vec<Value>, StoreError> {
        let sql = "SELECT body FROM practice WHERE story = ?1 ORDER BY at, id";
        self.read(|conn| bodies(conn, sql, Some(&story.to_string())))
    }
}
