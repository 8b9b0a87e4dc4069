//! Taking from a file every row that still reads and is what was written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use uuid::Uuid;

use super::super::digest::{self, HashedTable};
use super::super::error::StoreError;
use super::super::{connection, files, log, records, stories};
use super::Key;
use crate::story::{Entity, Verb};

/// An operation's row.
#[derive(Debug, Clone)]
pub(super) struct LoggedOperation {
    pub(super) seq: i64,
    pub(super) id: Uuid,
    pub(super) verb: Verb,
    /// The hashed cells and the hash.
    pub(super) cells: Vec<Cell>,
}

/// A change's row.
#[derive(Debug, Clone)]
pub(super) struct LoggedChange {
    pub(super) seq: i64,
    pub(super) operation: i64,
    pub(super) record: Key,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
    /// The hashed cells and the hash.
    pub(super) cells: Vec<Cell>,
}

/// Everything in a file that reads and has its hash.
#[derive(Debug, Default)]
pub(super) struct Salvage {
    pub(super) operations: BTreeMap<i64, LoggedOperation>,
    pub(super) changes: BTreeMap<i64, LoggedChange>,
    pub(super) records: BTreeMap<Key, Value>,
    /// Keys of records that the file still names, whether or not the record reads.
    pub(super) keys: BTreeSet<Key>,
    /// Kinds whose every row reads.
    pub(super) whole_tables: BTreeSet<Entity>,
    /// The place of the newest operation and change that the file is known to have had.
    pub(super) last_operation: i64,
    pub(super) last_change: i64,
    /// Whether the file itself says how long its log is.
    pub(super) knows_its_end: bool,
    /// Rows that did not read, by table.
    pub(super) unreadable: Vec<(&'static str, usize)>,
}

/// Rows of a table that stand, and how many do not.
struct Rows {
    good: Vec<Vec<Cell>>,
    bad: usize,
}

/// Places of rows that are tried one by one where a page between them does not read.
const MOST_TRIES: i64 = 200_000;

impl Salvage {
    /// What reads of a library, on a copy: the engine may roll back a journal there.
    pub(super) fn of_copy(library: &Path) -> Result<Self, StoreError> {
        let folder = files::folder_of(library);
        let io = |error| StoreError::io(library, "copy", error);
        let place = tempfile::Builder::new().prefix(".star-").tempdir_in(folder).map_err(io)?;
        files::restrict(place.path(), 0o700).map_err(io)?;
        let copy = place.path().join("damaged.db");
        for suffix in ["", "-journal"] {
            let from = files::beside(library, suffix);
            if from.exists() {
                let to = files::beside(&copy, suffix);
                fs::copy(&from, &to).and_then(|_| files::restrict(&to, 0o600)).map_err(io)?;
            }
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let Ok(conn) = Connection::open_with_flags(&copy, flags) else {
            return Ok(Self::default());
        };
        let tuned = connection::tune(&conn).is_ok()
            // Of a page with one bad cell the others may still be good: their hashes tell.
            && conn.pragma_update(None, "cell_size_check", false).is_ok();
        // An older file lacks tables; where a step to the present format fails, what is there still reads.
        let _ = super::super::schema::migrate(&conn);
        Ok(if tuned { Self::of(&conn) } else { Self::default() })
    }

    /// What reads through a connection.
    pub(super) fn of(conn: &Connection) -> Self {
        let mut salvage = Self::default();
        let ends = ["operation", "change"].map(|table| last_used(conn, table));
        salvage.knows_its_end = ends.iter().all(Option::is_some);
        let [operations, changes] = ends.map(Option::unwrap_or_default);
        for cells in salvage.rows(conn, &digest::LOG[0], operations) {
            salvage.operations.extend(operation(cells).map(|row| (row.seq, row)));
        }
        for cells in salvage.rows(conn, &digest::LOG[1], changes) {
            salvage.changes.extend(change(cells).map(|row| (row.seq, row)));
        }
        for (entity, table) in Entity::ALL.into_iter().zip(&digest::RECORDS) {
            let before = salvage.unreadable.len();
            let rows = salvage.rows(conn, table, 0);
            if salvage.unreadable.len() == before {
                salvage.whole_tables.insert(entity);
            }
            for cells in rows {
                salvage.records.extend(record(conn, entity, &cells));
            }
            salvage.keys.extend(named(conn, entity));
        }
        let newest = |seqs: Option<&i64>| seqs.copied().unwrap_or_default();
        salvage.last_operation = operations.max(newest(salvage.operations.keys().next_back()));
        salvage.last_change = changes.max(newest(salvage.changes.keys().next_back()));
        salvage
    }

    pub(super) fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.records.is_empty()
    }

    fn rows(&mut self, conn: &Connection, table: &HashedTable, last: i64) -> Vec<Vec<Cell>> {
        let rows = rows(conn, table, last);
        if rows.bad > 0 {
            self.unreadable.push((table.name, rows.bad));
        }
        rows.good
    }
}

/// The highest number that a table's rows were ever given, if the file still says.
fn last_used(conn: &Connection, table: &str) -> Option<i64> {
    let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?1), 0)";
    conn.query_row(sql, [table], |row| row.get(0)).ok()
}

/// Keys that a table or its index still names.
fn named(conn: &Connection, entity: Entity) -> BTreeSet<Key> {
    let mut keys = BTreeSet::new();
    // Answered from the index alone, which lies on other pages than the rows.
    let sql = format!("SELECT id FROM {} ORDER BY id", entity.as_str());
    let Ok(mut statement) = conn.prepare(&sql) else { return keys };
    let Ok(mut rows) = statement.query([]) else { return keys };
    while let Ok(Some(row)) = rows.next() {
        keys.extend(row.get(0).ok().map(|key| (entity, key)));
    }
    keys
}

/// Reads a table by its row numbers; where a page does not read, goes on behind it.
fn rows(conn: &Connection, table: &HashedTable, last: i64) -> Rows {
    let mut found = Rows { good: Vec::new(), bad: 0 };
    let HashedTable { name, columns } = table;
    let end = |order: &str| -> Option<i64> {
        let sql = format!("SELECT rowid FROM {name} ORDER BY rowid {order} LIMIT 1");
        conn.query_row(&sql, [], |row| row.get(0)).ok()
    };
    let last = last.max(end("DESC").unwrap_or(0));
    let sql = format!("SELECT {columns}, hash, rowid FROM {name} WHERE rowid > ?1 ORDER BY rowid");
    let mut at = 0;
    let mut tries = 0;
    loop {
        let reached = read_on(conn, &sql, at, &mut found);
        match reached {
            // The end of the table.
            Ok(seen) => {
                let end = seen.unwrap_or(at);
                if end < last && found.bad > 0 {
                    found.bad += (last - end) as usize;
                }
                return found;
            }
            Err(seen) => {
                found.bad += 1;
                tries += 1;
                // One row further than the last that read; nothing reads where there is no table.
                at = seen.unwrap_or(at) + 1;
                if at >= last || tries > MOST_TRIES {
                    return found;
                }
            }
        }
    }
}

/// Reads from a row on until the end or a fault, and gives the last row that read.
fn read_on(
    conn: &Connection,
    sql: &str,
    from: i64,
    found: &mut Rows,
) -> Result<Option<i64>, Option<i64>> {
    let mut seen = None;
    let mut statement = conn.prepare_cached(sql).map_err(|_| None)?;
    let width = statement.column_count();
    let mut cursor = statement.query([from]).map_err(|_| None)?;
    loop {
        match cursor.next() {
            Ok(None) => return Ok(seen),
            Err(_) => return Err(seen),
            Ok(Some(row)) => {
                let mut cells: Vec<Cell> = Vec::with_capacity(width);
                for at in 0..width {
                    match row.get_ref(at).map(Cell::try_from) {
                        Ok(Ok(cell)) => cells.push(cell),
                        _ => break,
                    }
                }
                let Some(Cell::Integer(number)) = cells.get(width - 1) else {
                    found.bad += 1;
                    continue;
                };
                seen = Some(*number);
                cells.pop();
                let hash = digest::of_cells(cells[..width - 2].iter().map(ValueRef::from));
                match cells.last() {
                    Some(Cell::Blob(stored)) if stored[..] == hash => found.good.push(cells),
                    _ => found.bad += 1,
                }
            }
        }
    }
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

fn integer(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(number) => Some(*number),
        _ => None,
    }
}

fn operation(cells: Vec<Cell>) -> Option<LoggedOperation> {
    Some(LoggedOperation {
        seq: integer(&cells[0])?,
        id: log::parse_id(text(&cells[1])?).ok()?,
        verb: log::parse_verb(text(&cells[3])?).ok()?,
        cells,
    })
}

fn change(cells: Vec<Cell>) -> Option<LoggedChange> {
    let image = |cell: &Cell| match cell {
        Cell::Null => Some(None),
        Cell::Text(text) => records::parse(text).ok().map(Some),
        _ => None,
    };
    Some(LoggedChange {
        seq: integer(&cells[0])?,
        operation: integer(&cells[1])?,
        record: (log::parse_entity(text(&cells[2])?).ok()?, text(&cells[3])?.to_owned()),
        before: image(&cells[5])?,
        after: image(&cells[6])?,
        cells,
    })
}

fn record(conn: &Connection, entity: Entity, cells: &[Cell]) -> Option<(Key, Value)> {
    let key = text(&cells[0])?.to_owned();
    let image = match entity {
        // A story's row is many cells, which its own reader puts together.
        Entity::Story => stories::of_cells(conn, cells).ok()?,
        // The body is the last cell before the hash.
        _ => records::parse(text(&cells[cells.len() - 2])?).ok()?,
    };
    Some(((entity, key), image))
}
