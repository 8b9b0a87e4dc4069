//! A hash a row, and one of the whole library.
//!
//! SQLite's integrity check sees structure: of random changed bits it finds a few in a hundred. A hash over
//! the cells finds every changed letter, and makes "the same content" a question with an answer.

use std::fmt;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::error::Fault;

/// SHA-256 of a row's cells.
pub(super) type RowHash = [u8; 32];

/// A table whose rows carry a hash over `columns`, in that order.
pub(super) struct HashedTable {
    /// The table's name.
    pub(super) name: &'static str,
    /// Its hashed columns, separated by commas; the key is the first.
    pub(super) columns: &'static str,
}

/// The records.
pub(super) const RECORDS: [HashedTable; 5] = [
    HashedTable { name: "story", columns: super::stories::COLUMNS },
    HashedTable { name: "plan", columns: super::plans::PLAN_COLUMNS },
    HashedTable { name: "task", columns: super::plans::TASK_COLUMNS },
    HashedTable { name: "practice", columns: super::practice::COLUMNS },
    HashedTable { name: "event", columns: super::plans::EVENT_COLUMNS },
];

/// The log.
pub(super) const LOG: [HashedTable; 2] = [
    HashedTable { name: "operation", columns: super::log::OPERATION_COLUMNS },
    HashedTable { name: "change", columns: super::log::CHANGE_COLUMNS },
];

/// Hashes cells, each with its type and length, so that no two different rows read the same.
pub(super) fn of_cells<'a>(cells: impl IntoIterator<Item = ValueRef<'a>>) -> RowHash {
    let mut hash = Sha256::new();
    for cell in cells {
        match cell {
            ValueRef::Null => hash.update([0]),
            ValueRef::Integer(number) => {
                hash.update([1]);
                hash.update(number.to_le_bytes());
            }
            ValueRef::Real(number) => {
                hash.update([2]);
                hash.update(number.to_le_bytes());
            }
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                hash.update([3 + u8::from(matches!(cell, ValueRef::Blob(_)))]);
                hash.update((bytes.len() as u64).to_le_bytes());
                hash.update(bytes);
            }
        }
    }
    hash.finalize().into()
}

/// The hash that a row says it has.
pub(super) enum Stored {
    /// Equal to the hash of its cells.
    Right,
    /// Another one.
    Wrong,
}

impl HashedTable {
    /// Visits each row by key with its key, the hash of its cells, and whether that is the stored one.
    pub(super) fn visit(
        &self,
        conn: &Connection,
        mut row: impl FnMut(String, RowHash, Stored),
    ) -> Result<(), Fault> {
        let Self { name, columns } = self;
        let mut statement =
            conn.prepare_cached(&format!("SELECT {columns}, hash FROM {name} ORDER BY 1"))?;
        let last = statement.column_count() - 1;
        let mut rows = statement.query([])?;
        while let Some(cells) = rows.next()? {
            let mut list = Vec::with_capacity(last);
            for at in 0..last {
                list.push(cells.get_ref(at)?);
            }
            let key = match list[0] {
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                _ => "?".to_owned(),
            };
            let hash = of_cells(list);
            let stored = match cells.get_ref(last)? {
                ValueRef::Blob(bytes) if bytes == hash => Stored::Right,
                _ => Stored::Wrong,
            };
            row(key, hash, stored);
        }
        Ok(())
    }
}

/// Writes the hash of a row that was rewritten in place.
pub(super) fn renew(conn: &Connection, table: &HashedTable, key: i64) -> Result<(), Fault> {
    let HashedTable { name, columns } = table;
    let hash = conn
        .prepare_cached(&format!("SELECT {columns} FROM {name} WHERE rowid = ?1"))?
        .query_row([key], |row| {
            let width = row.as_ref().column_count();
            let cells = (0..width).map(|at| row.get_ref(at));
            Ok(of_cells(cells.collect::<rusqlite::Result<Vec<_>>>()?))
        })?;
    conn.prepare_cached(&format!("UPDATE {name} SET hash = ?2 WHERE rowid = ?1"))?
        .execute(params![key, hash])?;
    Ok(())
}

/// One hash over the content of a library; equal content, equal fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The fingerprint of some tables, worked out from their cells, not from the hashes stored beside them.
pub(super) fn fingerprint<'t>(
    conn: &Connection,
    tables: impl IntoIterator<Item = &'t HashedTable>,
) -> Result<Fingerprint, Fault> {
    let mut all = Sha256::new();
    for table in tables {
        all.update(table.name);
        table.visit(conn, |_, hash, _| {
            all.update([1]);
            all.update(hash);
        })?;
        all.update([0]);
    }
    Ok(Fingerprint(all.finalize().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_moves_between_cells_changes_the_hash() {
        let text = |text: &'static str| ValueRef::Text(text.as_bytes());
        let rows = [
            vec![text("ab"), text("c")],
            vec![text("a"), text("bc")],
            vec![text("abc"), ValueRef::Null],
            vec![ValueRef::Null, text("abc")],
            vec![ValueRef::Blob(b"ab"), text("c")],
            vec![ValueRef::Integer(0), text("c")],
        ];
        let hashes: std::collections::HashSet<RowHash> =
            rows.iter().map(|row| of_cells(row.iter().copied())).collect();
        assert_eq!(hashes.len(), rows.len());
    }
}
