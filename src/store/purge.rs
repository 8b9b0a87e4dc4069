//! Scrubbing a story for good.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::backup::{self, BackupReason};
use super::error::{Fault, StoreError};
use super::log::{self, NewOperation, Step};
use super::search::{self, Upkeep};
use super::{Library, connection, files, history, records};
use crate::story::{Entity, Story, StoryId, Verb};

/// What stands where a purged text stood.
const GONE: &str = "(purged)";

/// What a purge leaves to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purged {
    /// The story that is no more.
    pub story: StoryId,
    /// Backups that still hold its text, among them the one made just before, newest first, and damaged files
    /// that were put aside and may.
    pub backups: Vec<PathBuf>,
}

/// What became of the backups of a story that is no more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scrubbed {
    /// Rewritten without it.
    pub rewritten: Vec<PathBuf>,
    /// Not sound, or not to be written: each may still hold it, for this reason.
    pub left: Vec<(PathBuf, String)>,
}

/// By what a story is recognised in other records.
struct Traces {
    /// Its id and every slug it ever had: a text that is one of them refers to the story.
    names: BTreeSet<String>,
    /// Every title and headline it ever had: a text that contains one quotes the story.
    quotes: BTreeSet<String>,
}

impl Traces {
    fn of(id: StoryId, states: &[Story]) -> Self {
        let names = states.iter().map(|story| story.slug.to_string());
        let quotes = states.iter().flat_map(|story| {
            [Some(story.title.clone()), story.sections.headline.clone()].into_iter().flatten()
        });
        Self {
            names: names.chain([id.to_string()]).collect(),
            quotes: quotes.filter(|quote| !quote.trim().is_empty()).collect(),
        }
    }

    /// The same for practice, which names stories by their id only: a slug there may be a principle's.
    fn in_practice(&self, id: StoryId) -> Self {
        Self { names: BTreeSet::from([id.to_string()]), quotes: self.quotes.clone() }
    }

    /// Whether a key is built from one of the names.
    fn are_in(&self, key: &str) -> bool {
        self.names.iter().any(|name| key.contains(name.as_str()))
    }

    /// The text without what it quotes; `None` where it names the story.
    fn scrubbed(&self, text: &str) -> Option<String> {
        if self.names.contains(text) {
            return None;
        }
        let text =
            self.quotes.iter().fold(text.to_owned(), |text, quote| text.replace(quote, GONE));
        // A long slug inside a sentence is a quotation too; a short one may be any word.
        let long = self.names.iter().filter(|name| name.len() >= 8);
        Some(long.fold(text, |text, name| text.replace(name.as_str(), GONE)))
    }

    /// Takes the notes out of everything in an image that names the story: what was typed while it was told
    /// holds its words in others' order, which no quotation finds.
    fn take_notes(&self, image: &mut Value) -> bool {
        match image {
            Value::String(text) => self.names.contains(text),
            Value::Array(items) => {
                // Every item is gone through, whichever names it first.
                items.iter_mut().map(|item| self.take_notes(item)).filter(|named| *named).count()
                    > 0
            }
            Value::Object(fields) => {
                let named = fields
                    .values_mut()
                    .map(|field| self.take_notes(field))
                    .filter(|named| *named)
                    .count()
                    > 0;
                if named {
                    fields.remove("notes");
                }
                named
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// Scrubs an image of practice.
    fn scrub_practice(&self, image: &mut Value) {
        self.take_notes(image);
        self.scrub(image);
    }

    /// Scrubs every text of an image. Applied to all images of a record, it keeps them consistent.
    fn scrub(&self, image: &mut Value) {
        match image {
            Value::String(text) => {
                *image = self.scrubbed(text).map_or(Value::Null, Value::String);
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.scrub(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.scrub(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// One row of the log's changes.
struct Logged {
    seq: i64,
    operation: i64,
    entity: String,
    key: String,
    before: Option<String>,
    after: Option<String>,
}

fn logged(conn: &Connection) -> Result<Vec<Logged>, Fault> {
    let mut statement =
        conn.prepare("SELECT seq, operation, entity, key, before, after FROM change ORDER BY seq")?;
    let rows = statement.query_map([], |row| {
        Ok(Logged {
            seq: row.get(0)?,
            operation: row.get(1)?,
            entity: row.get(2)?,
            key: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn purge(conn: &Connection, id: StoryId, at: DateTime<Utc>) -> Result<(), Fault> {
    let story = id.to_string();
    let states: Vec<Story> =
        history::revisions(conn, id)?.into_iter().filter_map(|r| r.story).collect();
    if states.is_empty() {
        return Err(StoreError::UnknownStory { story: id }.into());
    }
    let traces = Traces::of(id, &states);
    let practised = traces.in_practice(id);

    let logged = logged(conn)?;
    // What is about the story goes with it; what merely mentions it stays without the words.
    let mut gone: BTreeSet<(Entity, String)> = BTreeSet::from([(Entity::Story, story.clone())]);
    for entity in [Entity::Plan, Entity::Task, Entity::Practice] {
        for change in logged.iter().filter(|change| change.entity == entity.as_str()) {
            let about = entity == Entity::Practice
                && [&change.before, &change.after].into_iter().flatten().any(|image| {
                    records::parse(image).is_ok_and(|image| image["story"] == story.as_str())
                });
            if about || traces.are_in(&change.key) {
                gone.insert((entity, change.key.clone()));
            }
        }
    }
    scrub_log(conn, &logged, (&traces, &practised), &gone)?;
    for (entity, key) in &gone {
        records::put(conn, *entity, key, None, 0, Upkeep::EachStory)?;
    }
    for entity in [Entity::Plan, Entity::Task, Entity::Practice, Entity::Event] {
        for record in records::all(conn, entity)? {
            let mut image = record.image.clone();
            if entity == Entity::Practice {
                practised.scrub_practice(&mut image);
            } else {
                traces.scrub(&mut image);
            }
            if image != record.image {
                let revision = record.revision;
                records::put(conn, entity, &record.key, Some(&image), revision, Upkeep::EachStory)?;
            }
        }
    }
    let new = NewOperation { verb: Verb::Purge, summary: "1 story".into(), changes: Vec::new() };
    log::append(conn, new, Step::Final, at)?;
    search::rebuild(conn)
}

fn scrub_log(
    conn: &Connection,
    logged: &[Logged],
    (traces, in_practice): (&Traces, &Traces),
    gone: &BTreeSet<(Entity, String)>,
) -> Result<(), Fault> {
    let is_gone = |change: &Logged| {
        gone.iter().any(|(e, key)| e.as_str() == change.entity && *key == change.key)
    };
    for change in logged {
        if is_gone(change) {
            // A story's key is its id, which says nothing; another's may be made of the slug.
            let key = if change.entity == Entity::Story.as_str() { &change.key } else { GONE };
            log::rewrite_change(conn, change.seq, key, None, None)?;
            log::rewrite_summary(conn, change.operation, GONE)?;
            continue;
        }
        if change.entity == Entity::Story.as_str() {
            continue;
        }
        let scrub = |text: &Option<String>| -> Result<Option<String>, Fault> {
            let Some(text) = text else { return Ok(None) };
            let mut image = records::parse(text)?;
            if change.entity == Entity::Practice.as_str() {
                in_practice.scrub_practice(&mut image);
            } else {
                traces.scrub(&mut image);
            }
            Ok(Some(image.to_string()))
        };
        let (before, after) = (scrub(&change.before)?, scrub(&change.after)?);
        if before != change.before || after != change.after {
            let (before, after) = (before.as_deref(), after.as_deref());
            log::rewrite_change(conn, change.seq, &change.key, before, after)?;
        }
    }
    let mut statement = conn.prepare("SELECT seq, summary FROM operation")?;
    let summaries = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let summaries: Vec<(i64, String)> = summaries.collect::<Result<_, _>>()?;
    for (seq, summary) in summaries {
        let scrubbed = traces.scrubbed(&summary).unwrap_or_else(|| GONE.to_owned());
        if scrubbed != summary {
            log::rewrite_summary(conn, seq, &scrubbed)?;
        }
    }
    Ok(())
}

/// Whether a backup knows the story; one that cannot be read may.
fn may_hold(backup: &Path, id: StoryId) -> bool {
    let known = || -> Result<bool, Fault> {
        let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE entity = ?1 AND key = ?2
             AND (before IS NOT NULL OR after IS NOT NULL))";
        let conn = connection::peek(backup)?;
        Ok(conn.query_row(sql, params![Entity::Story.as_str(), id.to_string()], |row| row.get(0))?)
    };
    known().unwrap_or(true)
}

/// Every copy of a library that may hold a story.
fn holders(library: &Path, id: StoryId) -> Result<Vec<PathBuf>, StoreError> {
    let backups = backup::backups(library)?.into_iter().map(|backup| backup.path);
    let folder = files::folder_of(library);
    let aside = files::beside(library, ".damaged-");
    let entries = fs::read_dir(folder).map_err(|error| StoreError::io(folder, "list", error))?;
    let damaged = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().starts_with(&*aside.to_string_lossy()));
    Ok(backups.chain(damaged).filter(|path| may_hold(path, id)).collect())
}

/// Puts a copy without a story in a backup's place.
fn rewrite_backup(
    library: &Path,
    path: &Path,
    id: StoryId,
    at: DateTime<Utc>,
) -> Result<(), String> {
    let copy = backup::examine(path)?;
    let scrub = || -> Result<(), Fault> {
        let tx = Transaction::new_unchecked(&copy, TransactionBehavior::Immediate)?;
        purge(&tx, id, at)?;
        tx.commit()?;
        Ok(copy.execute_batch("VACUUM")?)
    };
    scrub().map_err(|fault| fault.detail())?;
    let folder = files::folder_of(path);
    let io = |error: std::io::Error| error.to_string();
    let fresh = files::fresh(folder, library).map_err(io)?;
    connection::copy_to_file(&copy, fresh.path()).map_err(|fault| fault.detail())?;
    backup::examine(fresh.path())?;
    fresh.persist(path).map_err(|error| io(error.error))?;
    files::sync_folder(folder).map_err(io)
}

impl Library {
    /// Scrubs a story for good: from the records, the log, the search index and the file's free space, with
    /// what was practised on it and every mention of it in the plan. A backup is made first.
    ///
    /// This cannot be undone, and clears what could be redone. Other operations can still be undone.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownStory`] when neither a record nor the log knows the story.
    pub fn purge(
        &mut self,
        id: StoryId,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Purged, StoreError> {
        self.backup(BackupReason::Purge, today)?;
        self.write(|conn| purge(conn, id, at))?;
        self.locked(|conn| Ok(conn.execute_batch("VACUUM")?))?;
        Ok(Purged { story: id, backups: holders(&self.path, id)? })
    }

    /// Scrubs a story, which need not be in the library any more, from every backup that holds it.
    ///
    /// A backup is rewritten beside itself, checked, and takes the old one's place only then; one that is not
    /// sound is left alone and named.
    ///
    /// # Errors
    ///
    /// When the backups cannot be listed or another process keeps writing.
    pub fn purge_backups(
        &mut self,
        id: StoryId,
        at: DateTime<Utc>,
    ) -> Result<Scrubbed, StoreError> {
        self.locked(|_| {
            let mut scrubbed = Scrubbed::default();
            for path in holders(&self.path, id)? {
                match rewrite_backup(&self.path, &path, id, at) {
                    Ok(()) => scrubbed.rewritten.push(path),
                    Err(reason) => scrubbed.left.push((path, reason)),
                }
            }
            Ok(scrubbed)
        })
    }
}
