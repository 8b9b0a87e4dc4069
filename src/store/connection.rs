//! Looking at a file before it is touched, and opening it with every safety the engine has.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::error::{Fault, Refusal, StoreError};
use super::{Access, files, lock, schema};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Bytes of the header that every SQLite file begins with.
const HEADER: usize = 100;

/// Why a file is not handed to the engine.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unfit {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unread(#[from] io::Error),
    /// It is no library, or not a whole one.
    #[error("{0}")]
    Refused(#[from] Refusal),
}

impl Unfit {
    /// Adds the path.
    pub(super) fn at(self, path: &Path) -> StoreError {
        match self {
            Self::Unread(error) => StoreError::io(path, "read", error),
            Self::Refused(refusal) => StoreError::refused(path, refusal),
        }
    }
}

/// Decides from its first bytes whether a file is a library, without letting the engine near it.
///
/// Gives the file's schema version. Opening a foreign or broken file through the engine could roll back a
/// journal or leave one, so whatever is refused is refused here where possible.
pub(super) fn inspect(path: &Path) -> Result<i64, Unfit> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(Refusal::Foreign("it is no ordinary file").into());
    }
    let found = metadata.len();
    if found == 0 {
        return Err(Refusal::Empty.into());
    }
    let mut header = Vec::with_capacity(HEADER);
    File::open(path)?.take(HEADER as u64).read_to_end(&mut header)?;
    if !header.starts_with(&MAGIC[..header.len().min(MAGIC.len())]) {
        return Err(Refusal::Foreign("it is no SQLite file").into());
    }
    let Ok(header) = <[u8; HEADER]>::try_from(header) else {
        return Err(Refusal::Truncated { found, expected: HEADER as u64 }.into());
    };
    let word = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    if word(68) != schema::APPLICATION_ID {
        return Err(Refusal::Foreign("it belongs to another program").into());
    }
    let version = i64::from(word(60).cast_signed());
    if version > schema::LATEST {
        return Err(Refusal::Newer { found: version, known: schema::LATEST }.into());
    }
    if version < 1 {
        return Err(Refusal::Damaged(format!("its format is said to be {version}")).into());
    }
    // A page size of 65536 is written as 1. The page count counts only if it is of the last change.
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let expected = page * u64::from(word(28));
    let interrupted = files::beside(path, "-journal").exists();
    if word(24) == word(92) && found < expected && !interrupted {
        return Err(Refusal::Truncated { found, expected }.into());
    }
    Ok(version)
}

/// Opens a copy that nobody writes, so that looking at it leaves no trace.
pub(super) fn peek(path: &Path) -> Result<Connection, Fault> {
    // An absolute path: the engine would read a relative `file:…` as an address with options in it.
    let path = files::resolve(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    tune(&conn)?;
    Ok(conn)
}

/// Opens an existing file.
///
/// A reader, too, is opened for writing where the system allows it: only then can the engine roll back
/// what a killed writer left half done. `query_only` keeps it from writing anything else.
pub(super) fn connect(path: &Path, access: Access) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    tune(&conn)?;
    match access {
        Access::ReadOnly => conn.pragma_update(None, "query_only", true)?,
        Access::ReadWrite => {
            if conn.is_readonly(rusqlite::MAIN_DB)? {
                return Err(
                    StoreError::Permission { path: path.to_owned(), action: "write to" }.into()
                );
            }
            let mode: String =
                conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
            if mode != "delete" {
                return Err(Fault::Unreadable(format!("its journal mode stays {mode}")));
            }
        }
    }
    Ok(conn)
}

/// A copy in memory, on which checks may write as they need to.
pub(super) fn copy_to_memory(conn: &Connection) -> Result<Connection, Fault> {
    let mut copy = Connection::open_in_memory()?;
    copy_pages(conn, &mut copy)?;
    tune(&copy)?;
    Ok(copy)
}

/// A copy in a file that nobody else knows yet, synced before it is given a name.
pub(super) fn copy_to_file(conn: &Connection, path: &Path) -> Result<(), Fault> {
    let mut copy = Connection::open(path)?;
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    copy_pages(conn, &mut copy)?;
    copy.close().map_err(|(_, error)| error)?;
    let synced = File::open(path).and_then(|file| file.sync_all());
    Ok(synced.map_err(|error| StoreError::io(path, "write", error))?)
}

/// Copies every page of a database as one snapshot; not within a write transaction of the same connection.
fn copy_pages(from: &Connection, to: &mut Connection) -> Result<(), Fault> {
    let backup = Backup::new(from, to)?;
    let started = Instant::now();
    loop {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            // All pages are asked for at once, so anything else is a writer in the way.
            _ if started.elapsed() < lock::PATIENCE => thread::sleep(Duration::from_millis(5)),
            _ => {
                let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
                return Err(rusqlite::Error::SqliteFailure(busy, None).into());
            }
        }
    }
}

/// The settings that make the engine keep what it acknowledged and distrust what it reads.
pub(super) fn tune(conn: &Connection) -> Result<(), Fault> {
    conn.busy_timeout(lock::PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(64);
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
    ] {
        conn.set_db_config(config, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 64 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 16),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        conn.set_limit(limit, most)?;
    }
    // EXTRA also syncs the folder after the journal is gone: with FULL, power failing at that moment
    // brings the journal back and takes back an acknowledged write. Sorting in memory keeps the text out
    // of files in a shared temporary folder.
    conn.execute_batch(
        "PRAGMA synchronous = EXTRA;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    Ok(())
}
