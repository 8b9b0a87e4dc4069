//! Looking for what is wrong with a library.

use rusqlite::Connection;

use super::digest::{self, Stored};
use super::error::Fault;

/// What the engine's own check says, unless all is well.
fn structure(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Rows whose cells are no longer what was written, as table and key.
fn changed_rows(conn: &Connection) -> Result<Vec<(&'static str, String)>, Fault> {
    let mut changed = Vec::new();
    for table in digest::RECORDS.iter().chain(&digest::LOG) {
        table.visit(conn, |key, _, stored| {
            if matches!(stored, Stored::Wrong) {
                changed.push((table.name, key));
            }
        })?;
    }
    Ok(changed)
}

/// The first reason not to trust a copy.
pub(super) fn first_damage(conn: &Connection) -> Result<Option<String>, Fault> {
    if let Some(line) = structure(conn)?.into_iter().next() {
        return Ok(Some(line));
    }
    let changed = changed_rows(conn)?.into_iter().next();
    Ok(changed.map(|(table, key)| format!("{table} {key} is not what was written")))
}
