//! Going back to a backup.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;
use serde_json::Value;

use super::backup::{BackupReason, examine};
use super::error::{Fault, StoreError};
use super::lock::{PATIENCE, WriteLock};
use super::log::{self, NewOperation, Step};
use super::{Access, Library, connection, doctor, files, records};
use crate::story::{Change, Entity, Operation, Verb};

pub(super) type Records = BTreeMap<(Entity, String), Value>;

fn sound(backup: &Path) -> Result<Connection, StoreError> {
    examine(backup).map_err(|reason| StoreError::BackupFailed { path: backup.to_owned(), reason })
}

fn everything(conn: &Connection) -> Result<Records, Fault> {
    let mut all = Records::new();
    // What a calendar was given it still has, so that record goes back to nothing.
    for entity in Entity::ALL.into_iter().filter(|entity| *entity != Entity::Event) {
        for record in records::all(conn, entity)? {
            all.insert((entity, record.key), record.image);
        }
    }
    Ok(all)
}

/// The changes from one state to another.
///
/// What goes is removed before anything is put, and a story whose slug changes is removed and put again: two
/// stories may have swapped their slugs, and at no moment may two have one.
pub(super) fn changes_between(now: &Records, then: &Records) -> Vec<Change> {
    let slug = |image: &Value| image.get("slug").cloned();
    let change = |(entity, key): &(Entity, String),
                  before: Option<&Value>,
                  after: Option<&Value>| {
        Change { entity: *entity, key: key.clone(), before: before.cloned(), after: after.cloned() }
    };
    let mut removals = Vec::new();
    let mut puts = Vec::new();
    for (record, before) in now {
        match then.get(record) {
            Some(after) if after == before => {}
            Some(after) if record.0 == Entity::Story && slug(before) != slug(after) => {
                removals.push(change(record, Some(before), None));
                puts.push(change(record, None, Some(after)));
            }
            Some(after) => puts.push(change(record, Some(before), Some(after))),
            None => removals.push(change(record, Some(before), None)),
        }
    }
    for (record, after) in then {
        if !now.contains_key(record) {
            puts.push(change(record, None, Some(after)));
        }
    }
    removals.extend(puts);
    removals
}

/// Whether a library opens, after rolling back what a killed writer left, and passes every check.
fn is_sound(library: &Path) -> bool {
    let check = |library: Library| -> Result<bool, Fault> {
        Ok(doctor::first_damage(&connection::copy_to_memory(&library.conn)?)?.is_none())
    };
    Library::open(library, Access::ReadOnly).is_ok_and(|library| check(library).unwrap_or(false))
}

/// Puts a sound backup in the place of a library that can no longer be opened, and gives the path that the
/// damaged file has now.
///
/// Not a byte of the damaged file is lost: it is renamed, with its journal.
///
/// # Errors
///
/// [`StoreError::BackupFailed`] when the backup is not sound, [`StoreError::InvalidOperation`] when the
/// library can be opened (then [`Library::restore_from`] keeps its history), and errors of the system.
pub fn replace_damaged(library: &Path, backup: &Path) -> Result<PathBuf, StoreError> {
    let library = files::resolve(library)?;
    let examined = sound(backup)?;
    let _lock = WriteLock::acquire(&library, PATIENCE)?;
    if is_sound(&library) {
        let reason = format!("{} is sound", library.display());
        return Err(StoreError::InvalidOperation { reason });
    }
    let folder = files::folder_of(&library);
    let io = |error| StoreError::io(&library, "replace", error);
    let fresh = files::fresh(folder, &library).map_err(io)?;
    connection::copy_to_file(&examined, fresh.path()).map_err(|fault| fault.at(&library))?;

    let aside = (1..)
        .map(|number| files::beside(&library, &format!(".damaged-{number}")))
        .take(1000)
        .find(|path| !path.exists())
        .ok_or_else(|| io(std::io::ErrorKind::AlreadyExists.into()))?;
    // The journal goes first: beside another file it would be rolled back into that.
    let journal = files::beside(&library, "-journal");
    if journal.exists() {
        let kept = files::beside(&aside, "-journal");
        fs::rename(&journal, &kept).and_then(|()| files::restrict(&kept, 0o600)).map_err(io)?;
    }
    fs::rename(&library, &aside).and_then(|()| files::restrict(&aside, 0o600)).map_err(io)?;
    fresh.persist_noclobber(&library).map_err(|error| io(error.error))?;
    files::sync_folder(folder).map_err(io)?;
    Ok(aside)
}

impl Library {
    /// Makes every record what it is in a backup, after a backup of what it is now; only what calendars were
    /// given stays.
    ///
    /// This is an operation as any other: the history goes on, and undo takes it back. `None` when the
    /// library is already what the backup is.
    ///
    /// # Errors
    ///
    /// [`StoreError::BackupFailed`] when the backup is not sound or none can be made of the present state.
    pub fn restore_from(
        &mut self,
        backup: &Path,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Option<Operation>, StoreError> {
        let then = everything(&sound(backup)?).map_err(|fault| fault.at(backup))?;
        if self.read(everything)? == then {
            return Ok(None);
        }
        self.backup(BackupReason::Restore, today)?;
        let name = backup.file_name().unwrap_or_default().to_string_lossy();
        let summary = format!("from {name}");
        self.write(|conn| {
            let changes = changes_between(&everything(conn)?, &then);
            let new = NewOperation { verb: Verb::Restore, summary, changes };
            log::append(conn, new, Step::Forward, at).map(Some)
        })
    }
}
