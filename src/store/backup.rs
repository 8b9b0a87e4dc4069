//! Verified copies in `backups/` beside the library.
//!
//! A backup is made under another name, read back, checked row by row against its source, and only then
//! gets its name; only then may older ones go. A library that is damaged without anybody having noticed
//! therefore stops the rotation instead of pushing out the last good copy.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;

use super::error::{Fault, Refusal, StoreError};
use super::lock::WriteLock;
use super::{Library, connection, digest, doctor, files, log, schema};

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BackupReason {
    /// The first write of a day.
    Daily,
    /// Before an import.
    Import,
    /// Before the file takes a newer format.
    Migration,
    /// Before a story is scrubbed.
    Purge,
    /// Before a backup is restored.
    Restore,
    /// Somebody asked for it; never rotated away.
    Manual,
}

impl BackupReason {
    /// Every reason.
    pub const ALL: [Self; 6] =
        [Self::Daily, Self::Import, Self::Migration, Self::Purge, Self::Restore, Self::Manual];

    /// The reason's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Import => "import",
            Self::Migration => "migration",
            Self::Purge => "purge",
            Self::Restore => "restore",
            Self::Manual => "manual",
        }
    }
}

/// A copy of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// The day it was made.
    pub date: NaiveDate,
    /// Counts the backups of a day, from one.
    pub number: u32,
    /// Why it was made.
    pub reason: BackupReason,
    /// Its size.
    pub bytes: u64,
}

/// The folder of a library's backups.
pub(super) fn folder(library: &Path) -> PathBuf {
    files::folder_of(library).join("backups")
}

/// The part of a backup's name that tells whose it is, as several libraries may share a folder.
fn stem(library: &Path) -> String {
    library.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

fn file_name(stem: &str, date: NaiveDate, number: u32, reason: BackupReason) -> String {
    format!("{stem}-{date}-{number:03}-{}.db", reason.as_str())
}

/// Reads the name that [`file_name`] gives.
fn parse_name(stem: &str, name: &str) -> Option<(NaiveDate, u32, BackupReason)> {
    let rest = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
    let (date, rest) = rest.split_at_checked("YYYY-MM-DD".len())?;
    let (number, reason) = rest.strip_prefix('-')?.split_once('-')?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    let reason = BackupReason::ALL.into_iter().find(|known| known.as_str() == reason)?;
    Some((date, number.parse().ok()?, reason))
}

/// The backups of a library, newest first; the library itself need not be readable, or there.
///
/// # Errors
///
/// When the folder cannot be listed; a missing one holds nothing.
pub fn backups(library: &Path) -> Result<Vec<Backup>, StoreError> {
    let library = fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
    let folder = folder(&library);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| StoreError::io(&folder, "list", error))?,
    };
    let stem = stem(&library);
    let mut backups = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| StoreError::io(&folder, "list", error))?;
        let Some((date, number, reason)) = parse_name(&stem, &entry.file_name().to_string_lossy())
        else {
            continue;
        };
        let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
        backups.push(Backup { path: entry.path(), date, number, reason, bytes });
    }
    backups.sort_by_key(|backup| std::cmp::Reverse((backup.date, backup.number)));
    Ok(backups)
}

/// The newest backup that passes every check.
pub(super) fn newest_sound(library: &Path) -> Option<Backup> {
    backups(library).ok()?.into_iter().find(|backup| examine(&backup.path).is_ok())
}

/// Reads a copy of a library into memory, in the present format, if it passes every check.
///
/// # Errors
///
/// What is wrong with it, in words.
pub(super) fn examine(path: &Path) -> Result<Connection, String> {
    connection::inspect(path).map_err(|unfit| unfit.to_string())?;
    let load = || -> Result<Connection, Fault> {
        let copy = connection::copy_to_memory(&connection::peek(path)?)?;
        schema::migrate(&copy)?;
        Ok(copy)
    };
    let copy = load().map_err(|fault| fault.detail())?;
    match doctor::first_damage(&copy) {
        Ok(None) => Ok(copy),
        Ok(Some(damage)) => Err(damage),
        Err(fault) => Err(fault.detail()),
    }
}

/// Makes a backup; the caller holds the lock.
pub(super) fn make(
    library: &Path,
    conn: &Connection,
    reason: BackupReason,
    today: NaiveDate,
) -> Result<Backup, StoreError> {
    let folder = folder(library);
    let failed = |reason: String| StoreError::BackupFailed { path: folder.clone(), reason };
    let io = |error: std::io::Error| failed(error.to_string());
    if folder.is_symlink() {
        // Whoever can put a link there could send a private text anywhere.
        return Err(failed("the folder is a link to another place; make it a folder".into()));
    }
    files::make_folder(&folder)?;
    for place in [files::folder_of(library), &folder] {
        files::sweep(place, library).map_err(io)?;
    }
    let fresh = files::fresh(&folder, library).map_err(io)?;
    connection::copy_to_file(conn, fresh.path()).map_err(|fault| failed(fault.detail()))?;
    let copy = examine(fresh.path())
        .map_err(|damage| StoreError::refused(library, Refusal::Damaged(damage)))?;
    let everything = || digest::RECORDS.iter().chain(&digest::LOG);
    let same = || -> Result<bool, Fault> {
        // An older format has no hashes of this one to compare; its copy was checked after migration.
        Ok(schema::version_of(conn)? < schema::LATEST
            || digest::fingerprint(conn, everything())?
                == digest::fingerprint(&copy, everything())?)
    };
    if !same().map_err(|fault| fault.at(library))? {
        return Err(failed("the copy reads otherwise than the library".into()));
    }
    let bytes = fresh.as_file().metadata().map_err(io)?.len();

    let known = backups(library)?;
    let number = 1 + known
        .iter()
        .filter(|backup| backup.date == today)
        .map(|backup| backup.number)
        .max()
        .unwrap_or(0);
    let path = folder.join(file_name(&stem(library), today, number, reason));
    fresh.persist_noclobber(&path).map_err(|error| io(error.error))?;
    files::sync_folder(&folder).map_err(io)?;
    for old in expired(&known) {
        fs::remove_file(&old.path).map_err(|error| StoreError::io(&old.path, "remove", error))?;
    }
    Ok(Backup { path, date: today, number, reason, bytes })
}

/// Which of the backups, newest first, may go once a newer one is there.
///
/// Kept are the newest nine, the newest of each of the last seven days, five weeks and twelve months that
/// have one, and all that somebody asked for: what a bug empties today can be found for a year.
fn expired(newest_first: &[Backup]) -> Vec<&Backup> {
    let mut days = HashSet::new();
    let mut weeks = HashSet::new();
    let mut months = HashSet::new();
    let mut expired = Vec::new();
    for (place, backup) in newest_first.iter().enumerate() {
        let week = backup.date.iso_week();
        let first_of_day = days.insert(backup.date) && days.len() <= 7;
        let first_of_week = weeks.insert((week.year(), week.week())) && weeks.len() <= 5;
        let first_of_month =
            months.insert((backup.date.year(), backup.date.month())) && months.len() <= 12;
        let asked_for = backup.reason == BackupReason::Manual;
        if !(place < 9 || asked_for || first_of_day || first_of_week || first_of_month) {
            expired.push(backup);
        }
    }
    expired
}

impl Library {
    /// Makes a backup and lets the oldest ones go.
    ///
    /// # Errors
    ///
    /// [`StoreError::BackupFailed`] when there is no room or no folder for it, [`StoreError::Refused`] when
    /// the library turns out to be damaged; then no older backup is touched.
    pub fn backup(&self, reason: BackupReason, today: NaiveDate) -> Result<Backup, StoreError> {
        let _lock = WriteLock::acquire(&self.path, self.patience)?;
        make(&self.path, &self.conn, reason, today)
    }

    /// Makes the daily backup unless today has one, or nothing was ever written.
    ///
    /// # Errors
    ///
    /// As [`Library::backup`].
    pub fn backup_if_due(&self, today: NaiveDate) -> Result<Option<Backup>, StoreError> {
        let due = self.read(|conn| Ok(log::tail(conn)?.seq > 0))?
            && !backups(&self.path)?.iter().any(|backup| backup.date == today);
        if due { self.backup(BackupReason::Daily, today).map(Some) } else { Ok(None) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(date: &str, number: u32, reason: BackupReason) -> Backup {
        let date = date.parse().unwrap();
        Backup { path: PathBuf::new(), date, number, reason, bytes: 0 }
    }

    #[test]
    fn a_name_reads_back() {
        let date = "2026-11-23".parse().unwrap();
        for reason in BackupReason::ALL {
            let name = file_name("my-2026-stories", date, 7, reason);
            assert_eq!(parse_name("my-2026-stories", &name), Some((date, 7, reason)), "{name}");
        }
        for name in [
            "library-2026-11-23-001-daily.db-journal",
            "library-2026-13-23-001-daily.db",
            "library-2026-11-23-001-weekly.db",
            "library-2026-11-23.db",
            "library.db",
            "other-2026-11-23-001-daily.db",
            "library-é",
        ] {
            assert_eq!(parse_name("library", name), None, "{name}");
        }
    }

    #[test]
    fn a_year_of_daily_backups_leaves_days_weeks_and_months() {
        let mut kept: Vec<Backup> = Vec::new();
        let first: NaiveDate = "2025-11-24".parse().unwrap();
        for day in first.iter_days().take(365) {
            let gone: Vec<NaiveDate> = expired(&kept).iter().map(|backup| backup.date).collect();
            kept.retain(|backup| !gone.contains(&backup.date));
            kept.insert(0, on(&day.to_string(), 1, BackupReason::Daily));
        }
        assert!((20..=28).contains(&kept.len()), "{}", kept.len());
        let last = kept[0].date;
        for age in [0, 1, 6, 8, 30, 300] {
            let limit = last - chrono::Days::new(age + 31);
            assert!(
                kept.iter().any(|b| b.date <= last - chrono::Days::new(age) && b.date >= limit),
                "nothing about {age} days old"
            );
        }
    }

    #[test]
    fn a_burst_of_one_day_and_what_was_asked_for_pushes_out_nothing_older() {
        let mut backups: Vec<Backup> =
            (1..=40).rev().map(|n| on("2026-11-23", n, BackupReason::Import)).collect();
        backups.push(on("2026-11-22", 1, BackupReason::Daily));
        backups.push(on("2026-01-01", 1, BackupReason::Manual));
        let gone = expired(&backups);
        assert_eq!(gone.len(), 31);
        assert!(gone.iter().all(|backup| backup.number <= 31 && backup.date.day() == 23));
    }
}
