//! The shape of the file, and the steps that bring an older file to it.
//!
//! To add a migration: write `migrations/NNNN_name.sql`, put it at the end of [`MIGRATIONS`], and keep a
//! library of the version before, with rows, as a test file. A landed migration is never edited.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::error::Fault;

/// Marks the file as ours: `STAR` in ASCII.
pub(super) const APPLICATION_ID: u32 = u32::from_be_bytes(*b"STAR");

/// The steps in order; the version of a file is the number of steps it has taken.
const MIGRATIONS: &[&str] =
    &[include_str!("migrations/0001_library.sql"), include_str!("migrations/0002_event.sql")];

/// The version that this program writes.
pub(super) const LATEST: i64 = MIGRATIONS.len() as i64;

/// Takes every step that a file still lacks, each in a transaction of its own.
pub(super) fn migrate(conn: &Connection) -> Result<(), Fault> {
    take_steps(conn, MIGRATIONS)
}

fn take_steps(conn: &Connection, steps: &[&str]) -> Result<(), Fault> {
    for (version, step) in (1i64..).zip(steps) {
        let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
        // Read inside the transaction: another process may have taken the step while this one waited.
        if version_of(&tx)? < version {
            tx.execute_batch(step)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
            tx.pragma_update(None, "user_version", version)?;
            verify(&tx)?;
        }
        tx.commit()?;
    }
    Ok(())
}

/// The version that the file says it has.
pub(super) fn version_of(conn: &Connection) -> Result<i64, Fault> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn verify(conn: &Connection) -> Result<(), Fault> {
    let sound: String = conn.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if sound != "ok" {
        return Err(Fault::Unreadable(sound));
    }
    let mut broken = conn.prepare("PRAGMA foreign_key_check")?;
    if broken.exists([])? {
        return Err(Fault::Unreadable("a migration left rows that refer to nothing".into()));
    }
    Ok(())
}

/// Every table, index and search table by name with its definition.
pub(super) fn definitions(conn: &Connection) -> Result<Vec<(String, String)>, Fault> {
    let mut statement = conn.prepare_cached(
        "SELECT type || ' ' || name || ' on ' || tbl_name, coalesce(sql, '') FROM sqlite_schema
         ORDER BY 1",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The definitions that a file of the latest version has.
pub(super) fn expected_definitions() -> Result<Vec<(String, String)>, Fault> {
    let conn = Connection::open_in_memory()?;
    migrate(&conn)?;
    definitions(&conn)
}

/// Whether the tables that every read and write needs are there.
pub(super) fn is_complete(conn: &Connection) -> Result<bool, Fault> {
    let found: i64 = conn.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN
         ('operation', 'change', 'story', 'plan', 'task', 'practice', 'event', 'story_search')",
        [],
        |row| row.get(0),
    )?;
    Ok(found == 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_takes_each_step_once_and_in_order() {
        let conn = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x INTEGER) STRICT", "ALTER TABLE a ADD COLUMN y INTEGER"];
        take_steps(&conn, &steps[..1]).unwrap();
        take_steps(&conn, &steps).unwrap();
        take_steps(&conn, &steps).unwrap();
        assert_eq!(version_of(&conn).unwrap(), 2);
        conn.execute("INSERT INTO a (x, y) VALUES (1, 2)", []).unwrap();
    }

    #[test]
    fn a_step_that_fails_leaves_the_version_before_it_whole() {
        let conn = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a (x INTEGER) STRICT";
        let bad = "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)";
        assert!(take_steps(&conn, &[first, bad]).is_err());
        assert_eq!(version_of(&conn).unwrap(), 1);
        assert!(conn.prepare("SELECT x FROM b").is_err());
        assert!(conn.is_autocommit());
    }

    #[test]
    fn every_table_of_ours_is_strict() {
        let conn = Connection::open_in_memory().unwrap();
        migrate(&conn).unwrap();
        let loose: Vec<String> = conn
            .prepare(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                 AND strict = 0 AND name NOT LIKE 'sqlite_%'",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(loose, Vec::<String>::new());
    }
}
