//! Undo, redo, and the revisions of a story.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::error::{Fault, StoreError};
use super::log::{self, NewOperation, Step};
use super::{Library, records, stories};
use crate::story::{Change, Entity, Operation, Story, StoryId, Verb};

/// A story as one operation left it.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Counted from one, oldest first; a number never changes its meaning.
    pub number: u32,
    /// The operation that made it.
    pub operation: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// By what.
    pub verb: Verb,
    /// The story as it stood from then on; absent if it was removed.
    pub story: Option<Story>,
}

/// Takes back what lies on top of the undo stack.
fn undo(conn: &Connection, at: DateTime<Utc>) -> Result<Operation, Fault> {
    let mut next = log::tail(conn)?.undo_next;
    while let Some(seq) = next {
        let target = log::load(conn, seq)?;
        let changes = kept(target.inverse());
        if !changes.is_empty() {
            let summary = target.summary.clone();
            let new = NewOperation { verb: Verb::Undo, summary, changes };
            log::append(conn, new, Step::Undo(seq), at)?;
            return Ok(target);
        }
        // All of it was purged: nothing to take back here.
        next = log::below(conn, seq)?;
    }
    Err(StoreError::NothingToUndo.into())
}

/// Does again what was taken back last.
fn redo(conn: &Connection, at: DateTime<Utc>) -> Result<Operation, Fault> {
    let mut next = log::tail(conn)?.redo_next;
    while let Some(seq) = next {
        let target = log::load(conn, seq)?;
        let changes = kept(target.changes.clone());
        if !changes.is_empty() {
            let summary = target.summary.clone();
            let new = NewOperation { verb: Verb::Redo, summary, changes };
            log::append(conn, new, Step::Redo(seq), at)?;
            return Ok(target);
        }
        next = log::above(conn, seq)?;
    }
    Err(StoreError::NothingToRedo.into())
}

/// The changes whose images were not purged.
fn kept(mut changes: Vec<Change>) -> Vec<Change> {
    changes.retain(|change| change.before.is_some() || change.after.is_some());
    changes
}

/// Every state of a story that the log holds, oldest first.
pub(super) fn revisions(conn: &Connection, id: StoryId) -> Result<Vec<Revision>, Fault> {
    let sql = "SELECT o.id, o.at, o.verb, c.after FROM change AS c
         JOIN operation AS o ON o.seq = c.operation
         WHERE c.entity = ?1 AND c.key = ?2 ORDER BY c.seq";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([Entity::Story.as_str(), &id.to_string()])?;
    let mut revisions = Vec::new();
    while let Some(row) = rows.next()? {
        let after: Option<String> = row.get(3)?;
        let story = after.map(|text| {
            serde_json::from_str(&text)
                .map_err(|error| Fault::Unreadable(format!("a revision does not read: {error}")))
        });
        revisions.push(Revision {
            number: revisions.len() as u32 + 1,
            operation: log::parse_id(&row.get::<_, String>(0)?)?,
            at: log::parse_instant(&row.get::<_, String>(1)?)?,
            verb: log::parse_verb(&row.get::<_, String>(2)?)?,
            story: story.transpose()?,
        });
    }
    Ok(revisions)
}

fn restore(
    conn: &Connection,
    id: StoryId,
    number: u32,
    at: DateTime<Utc>,
) -> Result<Operation, Fault> {
    let revision = revisions(conn, id)?.into_iter().find(|revision| revision.number == number);
    let Some(mut story) = revision.and_then(|revision| revision.story) else {
        return Err(StoreError::UnknownRevision { story: id, number }.into());
    };
    // Of two libraries the later change wins, and this is one.
    story.updated = at;
    let key = id.to_string();
    let change = Change {
        entity: Entity::Story,
        before: records::current(conn, Entity::Story, &key)?,
        after: Some(stories::image(&story)),
        key,
    };
    let summary = format!("{} to revision {number}", story.slug);
    let new = NewOperation { verb: Verb::Restore, summary, changes: vec![change] };
    log::append(conn, new, Step::Forward, at)
}

impl Library {
    /// Takes back the newest operation that is not taken back yet, and gives it.
    ///
    /// # Errors
    ///
    /// [`StoreError::NothingToUndo`].
    pub fn undo(&mut self, at: DateTime<Utc>) -> Result<Operation, StoreError> {
        self.write(|conn| undo(conn, at))
    }

    /// Does again the operation that was taken back last, and gives it.
    ///
    /// # Errors
    ///
    /// [`StoreError::NothingToRedo`], also after any new operation.
    pub fn redo(&mut self, at: DateTime<Utc>) -> Result<Operation, StoreError> {
        self.write(|conn| redo(conn, at))
    }

    /// Every state that a story ever had, oldest first; also of one that was removed.
    pub fn history(&self, id: StoryId) -> Result<Vec<Revision>, StoreError> {
        self.read(|conn| revisions(conn, id))
    }

    /// Makes a story what it was at a revision, with `updated` set to now, as an operation that can be
    /// undone.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownRevision`], and [`StoreError::SlugTaken`] when another story has its old slug.
    pub fn restore_revision(
        &mut self,
        id: StoryId,
        number: u32,
        at: DateTime<Utc>,
    ) -> Result<Operation, StoreError> {
        self.write(|conn| restore(conn, id, number, at))
    }
}
