//! What can go wrong with a library file, in plain words.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ErrorCode;
use rusqlite::ffi;

use super::{backup, lock};
use crate::story::{Entity, StoryId};

/// Why a file is not opened as a library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not a library of this program.
    #[error("is not a starbench library ({0})")]
    Foreign(&'static str),
    /// Written by a newer version of this program.
    #[error(
        "was written by a newer starbench (its format is {found}, this one knows {known}); upgrade star"
    )]
    Newer {
        /// The file's format.
        found: i64,
        /// The newest format that is known.
        known: i64,
    },
    /// No bytes at all.
    #[error("is empty (0 bytes)")]
    Empty,
    /// Its end is missing.
    #[error("is cut off: {found} bytes of {expected}")]
    Truncated {
        /// Bytes there are.
        found: u64,
        /// Bytes there should be.
        expected: u64,
    },
    /// Its content contradicts itself.
    #[error("is damaged ({0})")]
    Damaged(String),
}

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no library at {}", path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file cannot be used as a library; not a byte of it was altered.
    #[error("{} {refusal}; the file is left as it is{}", path.display(), named(backup.as_deref()))]
    Refused {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        refusal: Refusal,
        /// The newest backup that is sound, if there is one.
        backup: Option<PathBuf>,
    },
    /// Somebody else kept writing.
    #[error(
        "{} is being written by {}; gave up after {} s",
        path.display(), holder_in_words(*holder), waited.as_secs()
    )]
    Locked {
        /// The library.
        path: PathBuf,
        /// How long was waited.
        waited: Duration,
        /// The writer's process id, if it left one.
        holder: Option<u32>,
    },
    /// The system does not allow it.
    #[error("no permission to {action} {}", path.display())]
    Permission {
        /// File or folder.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
    },
    /// A write on a library that was opened for reading.
    #[error("{} was opened for reading only", path.display())]
    ReadOnly {
        /// The library.
        path: PathBuf,
    },
    /// No room left; nothing of the write remains.
    #[error("the disk is full; nothing of this change was written to {}", path.display())]
    DiskFull {
        /// What was being written.
        path: PathBuf,
    },
    /// The record is no longer what the change was made from.
    #[error("the {} `{key}` has changed in the meantime; nothing was written", entity.as_str())]
    RevisionConflict {
        /// Kind of record.
        entity: Entity,
        /// Which one.
        key: String,
    },
    /// Another story has this slug.
    #[error("there is already a story called `{slug}`")]
    SlugTaken {
        /// The slug.
        slug: String,
    },
    /// Every operation has been taken back, or none was ever made.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// No operation was taken back since the last change.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// Neither the records nor the log know the story.
    #[error("there is no story {story}")]
    UnknownStory {
        /// Its id.
        story: StoryId,
    },
    /// The story has no revision of this number with a text.
    #[error("the story has no revision {number} to restore")]
    UnknownRevision {
        /// The story.
        story: StoryId,
        /// The number asked for.
        number: u32,
    },
    /// The operation contradicts itself; a fault of the caller.
    #[error("the change cannot be recorded: {reason}")]
    InvalidOperation {
        /// What is wrong with it.
        reason: String,
    },
    /// A backup could not be made, or is not sound.
    #[error("the backup {} failed: {reason}", path.display())]
    BackupFailed {
        /// The backup, or the folder for it.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file at this path is no longer the one that was opened.
    #[error("{} was replaced by another file while it was open; run the command again", path.display())]
    Replaced {
        /// The library.
        path: PathBuf,
    },
    /// The system reports an error.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// File or folder.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// The database engine reports an error that has no better name here.
    #[error("{}: {message}", path.display())]
    Engine {
        /// The library.
        path: PathBuf,
        /// What the engine says.
        message: String,
    },
}

fn named(backup: Option<&Path>) -> String {
    backup
        .map_or_else(String::new, |path| format!("; the newest sound backup is {}", path.display()))
}

fn holder_in_words(holder: Option<u32>) -> String {
    holder.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"))
}

impl StoreError {
    /// Names an error of the file system.
    pub(super) fn io(path: &Path, action: &'static str, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::Permission { path, action }
            }
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull { path },
            _ => Self::Io { path, action, source },
        }
    }

    /// Refuses a library, naming the newest sound backup.
    pub(super) fn refused(library: &Path, refusal: Refusal) -> Self {
        Self::Refused {
            path: library.to_owned(),
            refusal,
            backup: backup::newest_sound(library).map(|backup| backup.path),
        }
    }
}

/// An error inside the store, before the library's path is added to it.
#[derive(Debug)]
pub(super) enum Fault {
    /// The engine's error.
    Sql(rusqlite::Error),
    /// A stored value that is not what was written.
    Unreadable(String),
    /// An error that needs nothing added.
    Store(StoreError),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Fault {
    /// A caller's fault.
    pub(super) fn invalid(reason: impl Into<String>) -> Self {
        Self::Store(StoreError::InvalidOperation { reason: reason.into() })
    }

    /// Adds the library's path.
    pub(super) fn at(self, library: &Path) -> StoreError {
        match self {
            Self::Store(error) => error,
            Self::Unreadable(detail) => StoreError::refused(library, Refusal::Damaged(detail)),
            Self::Sql(error) => engine(&error, library),
        }
    }

    /// The fault as one line, where the path is already named.
    pub(super) fn detail(&self) -> String {
        match self {
            Self::Store(error) => error.to_string(),
            Self::Unreadable(detail) => detail.clone(),
            Self::Sql(error) => error.to_string(),
        }
    }
}

fn engine(error: &rusqlite::Error, library: &Path) -> StoreError {
    let path = library.to_owned();
    let damaged = || StoreError::refused(library, Refusal::Damaged(error.to_string()));
    match error {
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::Utf8Error(..) => return damaged(),
        _ => {}
    }
    let Some(code) = error.sqlite_error() else {
        return StoreError::Engine { path, message: error.to_string() };
    };
    if code.extended_code == ffi::SQLITE_READONLY_DBMOVED {
        return StoreError::Replaced { path };
    }
    match code.code {
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => damaged(),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            StoreError::Locked { holder: lock::holder(library), path, waited: lock::PATIENCE }
        }
        ErrorCode::DiskFull => StoreError::DiskFull { path },
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => {
            StoreError::Permission { path, action: "write to" }
        }
        ErrorCode::CannotOpen => StoreError::Permission { path, action: "write beside" },
        ErrorCode::SystemIoFailure => StoreError::Io {
            path,
            action: "read or write",
            source: io::Error::other(error.to_string()),
        },
        ErrorCode::TooBig => {
            StoreError::InvalidOperation { reason: "a record is too large".into() }
        }
        _ => StoreError::Engine { path, message: error.to_string() },
    }
}
