//! The library file: SQLite, with every change in a log.
//!
//! What a person wrote down must survive killed processes, full disks, power cuts and bugs, so the store
//! gives up speed for safety where the two differ. Reading takes no lock. Every write is one transaction
//! behind a lock that all processes share, and carries its own undo. A file that is not a sound library is
//! refused before anything could alter it.
//!
//! Time is an argument here as everywhere: `at` is the instant that an operation is recorded under.

mod backup;
mod connection;
mod digest;
mod doctor;
mod error;
mod files;
mod history;
mod lock;
mod log;
mod plans;
mod practice;
mod purge;
mod records;
mod repair;
mod restore;
mod schema;
mod search;
mod stories;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use error::Fault;
use lock::WriteLock;

pub use backup::{Backup, BackupReason, backups};
pub use digest::Fingerprint;
pub use doctor::{Check, Finding, Severity};
pub use error::{Refusal, StoreError};
pub use history::Revision;
pub use log::{LogEntry, NewOperation};
pub use purge::{Purged, Scrubbed};
pub use repair::{Origin, Rebuilt, Repaired, repair};
pub use restore::replace_damaged;
pub use stories::story_change;

/// What a library is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Looking. Needs no lock, and works where nothing may be written.
    ReadOnly,
    /// Looking and changing.
    ReadWrite,
}

/// One open library.
#[derive(Debug)]
pub struct Library {
    path: PathBuf,
    conn: Connection,
    access: Access,
    patience: Duration,
}

impl Library {
    /// Opens the library at a path for writing, making it, and the folders above it, where there is none.
    ///
    /// # Errors
    ///
    /// As [`Library::open`]; an empty file is refused, not taken over.
    pub fn create_or_open(path: &Path) -> Result<Self, StoreError> {
        if !path.try_exists().map_err(|error| StoreError::io(path, "look for", error))? {
            create(path)?;
        }
        Self::open(path, Access::ReadWrite)
    }

    /// Opens an existing library, bringing an older one to the present format after a backup.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`], [`StoreError::Refused`] for what is no sound library of this or an older
    /// format, [`StoreError::Permission`] and other errors of the system.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let path = files::resolve(path)?;
        let version = connection::inspect(&path).map_err(|unfit| unfit.at(&path))?;
        if version < schema::LATEST {
            upgrade(&path)?;
        }
        let mut conn = connection::connect(&path, access).map_err(|fault| fault.at(&path))?;
        // The first bytes may be those of an upgrade that was broken off and that the engine takes back now.
        if schema::version_of(&conn).map_err(|fault| fault.at(&path))? < schema::LATEST {
            drop(conn);
            upgrade(&path)?;
            conn = connection::connect(&path, access).map_err(|fault| fault.at(&path))?;
        }
        if !schema::is_complete(&conn).map_err(|fault| fault.at(&path))? {
            let refusal = Refusal::Damaged("tables are missing".into());
            return Err(StoreError::refused(&path, refusal));
        }
        Ok(Self { path, conn, access, patience: lock::PATIENCE })
    }

    /// Where the library lies, with symbolic links followed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The fingerprint of all records (not of the log): equal for equal content.
    pub fn fingerprint(&self) -> Result<Fingerprint, StoreError> {
        self.read(|conn| digest::fingerprint(conn, &digest::RECORDS))
    }

    /// Reads, and names the library in what goes wrong.
    fn read<T>(&self, look: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, StoreError> {
        look(&self.conn).map_err(|fault| fault.at(&self.path))
    }

    /// Works behind the lock.
    fn locked<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        if self.access == Access::ReadOnly {
            return Err(StoreError::ReadOnly { path: self.path.clone() });
        }
        let _lock = WriteLock::acquire(&self.path, self.patience)?;
        self.read(work)
    }

    /// Works in one transaction behind the lock; an error takes all of it back.
    fn write<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        self.locked(|conn| {
            let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
            // Another process may have brought the file to a format that this one does not know.
            let version = schema::version_of(&tx)?;
            if version != schema::LATEST {
                let refusal = Refusal::Newer { found: version, known: schema::LATEST };
                return Err(StoreError::refused(&self.path, refusal).into());
            }
            let done = work(&tx)?;
            tx.commit()?;
            Ok(done)
        })
    }
}

/// Builds a library under another name and gives it its own only when it is whole, so that a crash never
/// leaves half of one.
fn create(path: &Path) -> Result<(), StoreError> {
    let folder = files::folder_of(path);
    files::make_folder(folder)?;
    if files::beside(path, "-journal").exists() {
        // The engine would roll it back into the new file.
        let refusal = Refusal::Damaged("it is gone, but its journal is still there".into());
        return Err(StoreError::refused(path, refusal));
    }
    let _lock = WriteLock::acquire(path, lock::PATIENCE)?;
    let io = |error| StoreError::io(path, "make", error);
    let fresh = files::fresh(&files::resolve(folder)?, path).map_err(io)?;
    let build = || -> Result<(), Fault> {
        let conn = connection::connect(fresh.path(), Access::ReadWrite)?;
        schema::migrate(&conn)?;
        conn.close().map_err(|(_, error)| error.into())
    };
    build().map_err(|fault| fault.at(path))?;
    fresh.as_file().sync_all().map_err(io)?;
    match fresh.persist_noclobber(path) {
        Ok(_) => files::sync_folder(folder).map_err(io),
        // Somebody else made it first.
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(io(error.error)),
    }
}

/// Takes the steps to the present format, after a backup where there is anything to lose.
fn upgrade(path: &Path) -> Result<(), StoreError> {
    let _lock = WriteLock::acquire(path, lock::PATIENCE)?;
    let upgrade = || -> Result<(), Fault> {
        let conn = connection::connect(path, Access::ReadWrite)?;
        // Opening knows no clock, so the backup bears the day of the newest operation.
        if let Some(day) = log::last_day(&conn)? {
            backup::make(path, &conn, BackupReason::Migration, day)?;
        }
        schema::migrate(&conn)
    };
    upgrade().map_err(|fault| fault.at(path))
}

#[cfg(test)]
mod tests;
