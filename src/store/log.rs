//! The log: every operation with its images, appended in the transaction that carries it out.
//!
//! Undo and redo are operations too, so the log only grows. Where the two stacks stand after an operation is
//! written with it: an ordinary operation lies on what undo would have taken, and clears redo; an undo hands
//! its target to redo; a redo hands it back. Following these links never needs a scan.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use uuid::{NoContext, Timestamp, Uuid};

use super::error::{Fault, StoreError};
use super::search::{self, Upkeep};
use super::stories::instant;
use super::{Library, digest, records};
use crate::story::{Change, Entity, Operation, Verb};

/// The hashed columns of an operation.
pub(super) const OPERATION_COLUMNS: &str =
    "seq, id, at, verb, summary, target, below, undo_next, redo_next";
/// The hashed columns of a change.
pub(super) const CHANGE_COLUMNS: &str = "seq, operation, entity, key, format, before, after";

/// The version of the images' form that this program writes.
pub(super) const IMAGE_FORMAT: i64 = 1;

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOperation {
    /// What is done; neither undo nor redo, which have functions of their own.
    pub verb: Verb,
    /// What it is done to, in words (`checkout-latency`, `12 stories`).
    pub summary: String,
    /// The records it touches, in order; at least one.
    pub changes: Vec<Change>,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Place in the log, from one.
    pub number: u64,
    /// Stable key.
    pub id: Uuid,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// What was done.
    pub verb: Verb,
    /// What it was done to, in words.
    pub summary: String,
    /// The operation that an undo or redo is about.
    pub target: Option<Uuid>,
    /// How many records it touched.
    pub changes: usize,
    /// False for an ordinary operation that is taken back at present.
    pub in_effect: bool,
}

/// The end of the log.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Tail {
    /// The newest operation; 0 in an empty log.
    pub(super) seq: i64,
    /// What undo takes next.
    pub(super) undo_next: Option<i64>,
    /// What redo takes next.
    pub(super) redo_next: Option<i64>,
}

/// How an operation moves the undo and redo stacks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Something new: it can be undone, and what was undone before can no longer be redone.
    Forward,
    /// Takes an operation back.
    Undo(i64),
    /// Does an operation again.
    Redo(i64),
    /// Cannot be undone.
    Final,
    /// Is about something outside the library, which no undo can reach; it leaves both stacks as they are.
    Aside,
}

/// The end of the log.
pub(super) fn tail(conn: &Connection) -> Result<Tail, Fault> {
    let tail = conn
        .prepare_cached(
            "SELECT seq, undo_next, redo_next FROM operation ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([], |row| {
            Ok(Tail { seq: row.get(0)?, undo_next: row.get(1)?, redo_next: row.get(2)? })
        })
        .optional()?;
    Ok(tail.unwrap_or_default())
}

/// The day of the newest operation.
pub(super) fn last_day(conn: &Connection) -> Result<Option<NaiveDate>, Fault> {
    let at: Option<String> = conn
        .query_row("SELECT at FROM operation ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
        .optional()?;
    at.map(|at| Ok(parse_instant(&at)?.date_naive())).transpose()
}

/// The operation that lies under another on the undo stack.
pub(super) fn below(conn: &Connection, seq: i64) -> Result<Option<i64>, Fault> {
    let sql = "SELECT below FROM operation WHERE seq = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([seq], |row| row.get(0))?)
}

/// The operation that lay on another when that was taken back: the newest made there, because a newer one
/// clears what could be redone.
pub(super) fn above(conn: &Connection, seq: i64) -> Result<Option<i64>, Fault> {
    let sql = "SELECT max(seq) FROM operation WHERE below = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([seq], |row| row.get(0))?)
}

/// Carries out an operation and writes it down.
pub(super) fn append(
    conn: &Connection,
    new: NewOperation,
    step: Step,
    at: DateTime<Utc>,
) -> Result<Operation, Fault> {
    let tail = tail(conn)?;
    let seq = tail.seq + 1;
    let (target, below, undo_next, redo_next) = match step {
        Step::Forward => (None, tail.undo_next, Some(seq), None),
        Step::Undo(of) => (Some(of), None, below(conn, of)?, Some(of)),
        Step::Redo(of) => (Some(of), None, Some(of), above(conn, of)?),
        Step::Final => (None, None, tail.undo_next, None),
        Step::Aside => (None, None, tail.undo_next, tail.redo_next),
    };
    let id = key_at(at);
    let (id_text, at_text) = (id.to_string(), instant(at));
    let text = |text| ValueRef::Text(str::as_bytes(text));
    let link = |seq: Option<i64>| seq.map_or(ValueRef::Null, ValueRef::Integer);
    insert(
        conn,
        "operation",
        OPERATION_COLUMNS,
        &[
            ValueRef::Integer(seq),
            text(&id_text),
            text(&at_text),
            text(new.verb.as_str()),
            text(&new.summary),
            link(target),
            link(below),
            link(undo_next),
            link(redo_next),
        ],
    )?;
    let upkeep = Upkeep::for_changes(&new.changes);
    let mut change_seq = last_change(conn)?;
    for change in &new.changes {
        change_seq += 1;
        insert_change(conn, change_seq, seq, change)?;
        records::apply(conn, change, change_seq, upkeep)?;
    }
    if upkeep == Upkeep::AtTheEnd {
        search::rebuild(conn)?;
    }
    let target = target.map(|seq| id_of(conn, seq)).transpose()?;
    let NewOperation { verb, summary, changes } = new;
    Ok(Operation { id, at, verb, summary, target, changes })
}

fn insert_change(
    conn: &Connection,
    seq: i64,
    operation: i64,
    change: &Change,
) -> Result<(), Fault> {
    let image = |image: &Option<serde_json::Value>| image.as_ref().map(ToString::to_string);
    let (before, after) = (image(&change.before), image(&change.after));
    let text = |text| ValueRef::Text(str::as_bytes(text));
    insert(
        conn,
        "change",
        CHANGE_COLUMNS,
        &[
            ValueRef::Integer(seq),
            ValueRef::Integer(operation),
            text(change.entity.as_str()),
            text(&change.key),
            ValueRef::Integer(IMAGE_FORMAT),
            before.as_deref().map_or(ValueRef::Null, text),
            after.as_deref().map_or(ValueRef::Null, text),
        ],
    )
}

fn insert(
    conn: &Connection,
    table: &str,
    columns: &str,
    cells: &[ValueRef<'_>],
) -> Result<(), Fault> {
    let hash = digest::of_cells(cells.iter().copied());
    let marks = (1..=cells.len() + 1).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
    let values = cells.iter().copied().chain([ValueRef::Blob(&hash)]).map(ToSqlOutput::Borrowed);
    conn.prepare_cached(&format!("INSERT INTO {table} ({columns}, hash) VALUES ({marks})"))?
        .execute(params_from_iter(values))?;
    Ok(())
}

/// Replaces the images of a change, for a purge only.
pub(super) fn rewrite_change(
    conn: &Connection,
    seq: i64,
    key: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<(), Fault> {
    let sql = "UPDATE change SET key = ?2, before = ?3, after = ?4 WHERE seq = ?1";
    conn.prepare_cached(sql)?.execute(params![seq, key, before, after])?;
    digest::renew(conn, &digest::LOG[1], seq)
}

/// Replaces the summary of an operation, for a purge only.
pub(super) fn rewrite_summary(conn: &Connection, seq: i64, summary: &str) -> Result<(), Fault> {
    let sql = "UPDATE operation SET summary = ?2 WHERE seq = ?1";
    conn.prepare_cached(sql)?.execute(params![seq, summary])?;
    digest::renew(conn, &digest::LOG[0], seq)
}

/// A fresh key that sorts by an instant; instants before 1970 sort as 1970.
fn key_at(at: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, at.timestamp_subsec_nanos()))
}

fn last_change(conn: &Connection) -> Result<i64, Fault> {
    let sql = "SELECT coalesce(max(seq), 0) FROM change";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

fn id_of(conn: &Connection, seq: i64) -> Result<Uuid, Fault> {
    let sql = "SELECT id FROM operation WHERE seq = ?1";
    let id: String = conn.prepare_cached(sql)?.query_row([seq], |row| row.get(0))?;
    parse_id(&id)
}

/// Reads an operation's key.
pub(super) fn parse_id(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::Unreadable(format!("an operation's id reads `{id}`")))
}

/// Reads an operation's verb.
pub(super) fn parse_verb(verb: &str) -> Result<Verb, Fault> {
    Verb::ALL
        .into_iter()
        .find(|known| known.as_str() == verb)
        .ok_or_else(|| Fault::Unreadable(format!("an operation's verb reads `{verb}`")))
}

/// Reads an operation's time.
pub(super) fn parse_instant(at: &str) -> Result<DateTime<Utc>, Fault> {
    at.parse().map_err(|_| Fault::Unreadable(format!("an operation's time reads `{at}`")))
}

/// Reads a change's kind of record.
pub(super) fn parse_entity(entity: &str) -> Result<Entity, Fault> {
    Entity::ALL
        .into_iter()
        .find(|known| known.as_str() == entity)
        .ok_or_else(|| Fault::Unreadable(format!("a change is to a `{entity}`")))
}

/// Reads an operation with its images.
pub(super) fn load(conn: &Connection, seq: i64) -> Result<Operation, Fault> {
    let sql = "SELECT id, at, verb, summary, target FROM operation WHERE seq = ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([seq])?;
    let Some(row) = rows.next()? else {
        return Err(Fault::Unreadable(format!("operation {seq} is missing from the log")));
    };
    let target: Option<i64> = row.get(4)?;
    Ok(Operation {
        id: parse_id(&row.get::<_, String>(0)?)?,
        at: parse_instant(&row.get::<_, String>(1)?)?,
        verb: parse_verb(&row.get::<_, String>(2)?)?,
        summary: row.get(3)?,
        target: target.map(|seq| id_of(conn, seq)).transpose()?,
        changes: changes_of(conn, seq)?,
    })
}

fn changes_of(conn: &Connection, operation: i64) -> Result<Vec<Change>, Fault> {
    let sql = "SELECT entity, key, before, after FROM change WHERE operation = ?1 ORDER BY seq";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([operation])?;
    let image = |text: Option<String>| text.map(|text| records::parse(&text)).transpose();
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(Change {
            entity: parse_entity(&row.get::<_, String>(0)?)?,
            key: row.get(1)?,
            before: image(row.get(2)?)?,
            after: image(row.get(3)?)?,
        });
    }
    Ok(changes)
}

fn entries(conn: &Connection, limit: usize) -> Result<Vec<LogEntry>, Fault> {
    // An operation is in effect while the undo stack holds it; one that was never on the stack (an undo, a
    // redo, a purge) has nothing that could be taken back.
    let sql = "WITH RECURSIVE
             listed AS (SELECT * FROM operation ORDER BY seq DESC LIMIT ?1),
             stack (seq) AS (
                 SELECT undo_next FROM operation WHERE seq = (SELECT max(seq) FROM operation)
                 UNION ALL
                 SELECT below FROM operation JOIN stack USING (seq)
                 WHERE seq >= (SELECT min(seq) FROM listed)
             )
         SELECT o.seq, o.id, o.at, o.verb, o.summary, t.id,
             (SELECT count(*) FROM change WHERE operation = o.seq),
             o.undo_next IS NOT o.seq OR o.seq IN (SELECT seq FROM stack WHERE seq IS NOT NULL)
         FROM listed AS o LEFT JOIN operation AS t ON t.seq = o.target ORDER BY o.seq DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let target: Option<String> = row.get(5)?;
        entries.push(LogEntry {
            number: row.get::<_, i64>(0)?.cast_unsigned(),
            id: parse_id(&row.get::<_, String>(1)?)?,
            at: parse_instant(&row.get::<_, String>(2)?)?,
            verb: parse_verb(&row.get::<_, String>(3)?)?,
            summary: row.get(4)?,
            target: target.map(|id| parse_id(&id)).transpose()?,
            changes: usize::try_from(row.get::<_, i64>(6)?).unwrap_or(0),
            in_effect: row.get(7)?,
        });
    }
    Ok(entries)
}

fn checked(new: NewOperation) -> Result<NewOperation, Fault> {
    if matches!(new.verb, Verb::Undo | Verb::Redo | Verb::PlanExport) {
        return Err(Fault::invalid(format!("`{}` is recorded by its own function", new.verb)));
    }
    if new.changes.is_empty() {
        return Err(Fault::invalid("it changes nothing"));
    }
    Ok(new)
}

impl Library {
    /// Carries out an operation and writes it into the log, all of it or nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::RevisionConflict`] when a record no longer stands as a change's `before` says,
    /// [`StoreError::SlugTaken`], and [`StoreError::InvalidOperation`] for a change that changes nothing or
    /// an image that does not read.
    pub fn commit(
        &mut self,
        new: NewOperation,
        at: DateTime<Utc>,
    ) -> Result<Operation, StoreError> {
        self.write(|conn| append(conn, checked(new)?, Step::Forward, at))
    }

    /// Decides on an operation while nobody else can write, and carries it out.
    ///
    /// `decide` reads the newest state; when it gives nothing, nothing is written. It must neither write
    /// nor wait for a person.
    pub fn commit_with<E: From<StoreError>>(
        &mut self,
        at: DateTime<Utc>,
        decide: impl FnOnce(&Self) -> Result<Option<NewOperation>, E>,
    ) -> Result<Option<Operation>, E> {
        self.write(|conn| match decide(self) {
            Ok(Some(new)) => Ok(Ok(Some(append(conn, checked(new)?, Step::Forward, at)?))),
            Ok(None) => Ok(Ok(None)),
            Err(error) => Ok(Err(error)),
        })?
    }

    /// The newest entries of the log, newest first.
    pub fn log(&self, limit: usize) -> Result<Vec<LogEntry>, StoreError> {
        self.read(|conn| entries(conn, limit))
    }

    /// An operation with its images; a change without either was purged.
    pub fn operation(&self, id: Uuid) -> Result<Option<Operation>, StoreError> {
        self.read(|conn| {
            let sql = "SELECT seq FROM operation WHERE id = ?1";
            let seq: Option<i64> = conn
                .prepare_cached(sql)?
                .query_row([id.to_string()], |row| row.get(0))
                .optional()?;
            seq.map(|seq| load(conn, seq)).transpose()
        })
    }
}
