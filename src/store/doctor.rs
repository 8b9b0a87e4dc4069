//! Looking for what is wrong with a library.
//!
//! The file is read into memory once and examined there, so that looking never changes it. A check that
//! cannot be carried out is itself a finding: a damaged file must not keep its own damage from being told.

mod log;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::digest::{self, Stored};
use super::error::{Fault, StoreError};
use super::{Library, backup, connection, files, records, schema};
use crate::story::Entity;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that was written is not there as it was written.
    Error,
    /// Nothing is lost, but it should be put right.
    Warning,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// The engine's own structures.
    Structure,
    /// The definitions of tables and indexes.
    Schema,
    /// Rows that refer to other rows.
    References,
    /// The hash of each row.
    Rows,
    /// Whether every record reads.
    Records,
    /// Whether the log leads to the records as they stand.
    Log,
    /// Whether the search index holds the stories' words.
    Search,
    /// Who may read the files.
    Modes,
    /// The backups.
    Backups,
}

impl Check {
    /// The check's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Schema => "schema",
            Self::References => "references",
            Self::Rows => "rows",
            Self::Records => "records",
            Self::Log => "log",
            Self::Search => "search",
            Self::Modes => "modes",
            Self::Backups => "backups",
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What was looked at.
    pub check: Check,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

/// What the engine's own check says, unless all is well.
fn structure(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Definitions that are not those of this format.
fn definitions(conn: &Connection) -> Result<Vec<String>, Fault> {
    let (found, expected) = (schema::definitions(conn)?, schema::expected_definitions()?);
    let missing = expected.iter().filter(|item| !found.contains(item));
    let foreign = found.iter().filter(|item| !expected.contains(item));
    Ok(missing
        .map(|(name, _)| format!("{name} is missing or altered"))
        .chain(foreign.map(|(name, _)| format!("{name} does not belong here as it is")))
        .collect())
}

/// Rows that refer to rows which are not there.
fn references(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let lines = statement.query_map([], |row| {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!("a row of {table} refers to a missing row of {parent}"))
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}

/// Rows whose cells are no longer what was written.
fn rows(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut changed = Vec::new();
    for table in digest::RECORDS.iter().chain(&digest::LOG) {
        table.visit(conn, |key, _, stored| {
            if matches!(stored, Stored::Wrong) {
                changed.push(format!("{} {key} is not what was written", table.name));
            }
        })?;
    }
    Ok(changed)
}

/// Records that do not read.
fn unreadable(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut lines = Vec::new();
    for entity in Entity::ALL {
        for (key, _) in records::keys(conn, entity)? {
            if let Err(fault) = records::current(conn, entity, &key) {
                lines.push(format!(
                    "the {} {key} does not read: {}",
                    entity.as_str(),
                    fault.detail()
                ));
            }
        }
    }
    Ok(lines)
}

/// Whether the index and the stories say the same.
fn search(conn: &Connection) -> Result<Vec<String>, Fault> {
    let secure: Option<i64> = conn.query_row(
        "SELECT max(v) FROM story_search_config WHERE k = 'secure-delete'",
        [],
        |row| row.get(0),
    )?;
    let mut lines = Vec::new();
    if secure != Some(1) {
        lines.push("the search index would keep removed words".to_owned());
    }
    let check = "INSERT INTO story_search (story_search, rank) VALUES ('integrity-check', 1)";
    if conn.execute(check, []).is_err() {
        lines.push("the search index is out of step with the stories".to_owned());
    }
    Ok(lines)
}

type Examination = fn(&Connection) -> Result<Vec<String>, Fault>;

/// What is looked at inside the file, in order of what explains most.
const EXAMINATIONS: [(Check, Examination); 7] = [
    (Check::Structure, structure),
    (Check::Schema, definitions),
    (Check::References, references),
    (Check::Rows, rows),
    (Check::Records, unreadable),
    (Check::Log, log::contradictions),
    (Check::Search, search),
];

/// The first reason not to trust a copy.
pub(super) fn first_damage(conn: &Connection) -> Result<Option<String>, Fault> {
    for (_, examine) in EXAMINATIONS {
        if let Some(line) = examine(conn)?.into_iter().next() {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

fn content(library: &Path, conn: &Connection) -> Result<Vec<Finding>, Fault> {
    let copy = connection::copy_to_memory(conn)?;
    let mut findings = Vec::new();
    for (check, examine) in EXAMINATIONS {
        let lines = examine(&copy).unwrap_or_else(|fault| vec![fault.detail()]);
        for message in lines {
            let advice = String::new();
            findings.push(Finding { severity: Severity::Error, check, message, advice });
        }
    }
    if findings.is_empty() {
        return Ok(findings);
    }
    // Looking for a sound backup reads them all, so only where one is needed.
    let restore = match backup::newest_sound(library) {
        Some(sound) => {
            format!("go back to a sound backup: star restore --from {}", sound.path.display())
        }
        None => "there is no sound backup; export what still reads: star export".to_owned(),
    };
    let index_only = findings.iter().all(|finding| finding.check == Check::Search);
    for finding in &mut findings {
        finding.advice = if index_only {
            "make the search index anew: star doctor --rebuild-index".to_owned()
        } else {
            restore.clone()
        };
    }
    Ok(findings)
}

/// Files and folders of the library that others may look into.
fn modes(library: &Path) -> Vec<Finding> {
    let listed = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    // The library, and what is named after it: its lock, its journal, what was put aside, what is shared.
    let name = library.file_name().unwrap_or_default().to_string_lossy();
    let mut expected = listed(files::folder_of(library));
    expected.retain(|path| {
        path.file_name().is_some_and(|other| other.to_string_lossy().starts_with(&*name))
    });
    // Other texts of the same author beside it.
    let beside = |name| files::folder_of(library).join(name);
    for folder in [backup::folder(library), beside("drafts"), beside("sessions")] {
        expected.push(folder.clone());
        expected.extend(listed(&folder));
    }
    let mut findings = Vec::new();
    for path in expected {
        let Some(mode) = files::mode_of(&path) else { continue };
        let right = if path.is_dir() { 0o700 } else { 0o600 };
        if mode & !right & 0o077 != 0 {
            findings.push(Finding {
                severity: Severity::Warning,
                check: Check::Modes,
                message: format!("others may open {} (mode {mode:03o})", path.display()),
                advice: format!("chmod {right:03o} {}", path.display()),
            });
        }
    }
    let folder = files::folder_of(library);
    if let Some(mode) = files::mode_of(folder).filter(|mode| mode & 0o022 != 0) {
        findings.push(Finding {
            severity: Severity::Warning,
            check: Check::Modes,
            message: format!("others may replace files in {} (mode {mode:03o})", folder.display()),
            advice: format!("chmod go-w {}", folder.display()),
        });
    }
    findings
}

fn unsound_backups(library: &Path) -> Result<Vec<Finding>, StoreError> {
    let unsound = backup::backups(library)?.into_iter().filter_map(|backup| {
        let damage = backup::examine(&backup.path).err()?;
        Some(Finding {
            severity: Severity::Warning,
            check: Check::Backups,
            message: format!("the backup {} is not sound: {damage}", backup.path.display()),
            advice: "make a new one: star backup; then remove this one".to_owned(),
        })
    });
    Ok(unsound.collect())
}

impl Library {
    /// Everything that is wrong with the library, the worst first; empty when it is sound.
    ///
    /// # Errors
    ///
    /// Only when it could not look.
    pub fn doctor(&self) -> Result<Vec<Finding>, StoreError> {
        let mut findings = self.read(|conn| content(&self.path, conn))?;
        findings.extend(modes(&self.path));
        findings.extend(unsound_backups(&self.path)?);
        Ok(findings)
    }
}
