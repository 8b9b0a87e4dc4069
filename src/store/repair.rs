//! Rebuilding a damaged library in a new file.
//!
//! The log says how every record came to be, each row carries a hash of what was written, and a backup holds the
//! same rows up to its day. So whatever still reads is taken row by row, from the damaged file first and from
//! the newest sound backup where the file has a hole; the log is kept up to its first hole and replayed; what is
//! known beyond that is put on top as one operation. What cannot be known is named, never guessed.

mod salvage;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::types::{ToSqlOutput, Value as Cell};
use rusqlite::{Connection, params_from_iter};
use serde_json::Value;

use super::digest::{self, HashedTable};
use super::error::{Fault, Refusal, StoreError};
use super::lock::{PATIENCE, WriteLock};
use super::log::{self, NewOperation, Step};
use super::search::{self, Upkeep};
use super::{backup, connection, doctor, files, records, restore, schema};
use crate::story::{Entity, Verb};
use salvage::{LoggedChange, LoggedOperation, Salvage};

/// Where a record of a rebuilt library comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The log, which is whole: it is what it was.
    Log,
    /// Its own row in the damaged file: it is what it was.
    Row,
    /// A part of the log: what came after that, if anything did, is lost.
    EarlierLog,
    /// The backup: what came after that, if anything did, is lost.
    Backup,
    /// Nothing that reads holds it.
    Lost,
}

/// A record that is not simply what the whole log says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// What kind of record.
    pub entity: Entity,
    /// What it is called: a story's slug, or the record's key.
    pub name: String,
    /// Where it was taken from.
    pub origin: Origin,
}

/// What became of a damaged library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The new file; the damaged one is as it was.
    pub path: PathBuf,
    /// The sound backup that filled holes, if one was needed and there is one.
    pub backup: Option<PathBuf>,
    /// Operations of the log that are kept with their images.
    pub operations: usize,
    /// The operations after these, whose history is lost, by place in the log; empty where all are kept.
    pub operations_lost: Vec<i64>,
    /// Stories in the new file.
    pub stories: usize,
    /// Every record that is not known to be exactly what it was.
    pub uncertain: Vec<Rebuilt>,
    /// Rows of the damaged file that did not read, by table, whether or not another source made up for them.
    pub unreadable: Vec<(&'static str, usize)>,
}

impl Repaired {
    /// Whether nothing at all was lost.
    pub fn is_whole(&self) -> bool {
        self.operations_lost.is_empty() && self.uncertain.is_empty()
    }
}

type Key = (Entity, String);
/// A record as the log leaves it, with the change that did.
type Replayed = BTreeMap<Key, (i64, Value)>;

/// The part of the log that is without a hole.
struct Prefix<'s> {
    operations: Vec<&'s LoggedOperation>,
    changes: Vec<&'s LoggedChange>,
    state: Replayed,
}

fn prefix<'s>(
    operations: &'s BTreeMap<i64, LoggedOperation>,
    changes: &'s BTreeMap<i64, LoggedChange>,
    last_change: i64,
) -> Prefix<'s> {
    let mut kept = Prefix { operations: Vec::new(), changes: Vec::new(), state: Replayed::new() };
    let mut end = 0;
    for seq in 1.. {
        let Some(operation) = operations.get(&seq) else { break };
        let own: Vec<&LoggedChange> = (end + 1..)
            .map_while(|at| changes.get(&at).filter(|change| change.operation == seq))
            .collect();
        let after = end + own.len() as i64 + 1;
        // The change after its last has to be there and be another's: otherwise one of its own may be missing.
        if after <= last_change && !changes.contains_key(&after) {
            break;
        }
        // Several changes of one operation may be to one record, so each is tried where the last one left it.
        let before: Vec<_> = own
            .iter()
            .map(|change| (&change.record, kept.state.get(&change.record).cloned()))
            .collect();
        if !own.iter().all(|change| replay(change, &mut kept.state)) {
            for (record, stood) in before {
                match stood {
                    Some(stood) => kept.state.insert(record.clone(), stood),
                    None => kept.state.remove(record),
                };
            }
            break;
        }
        kept.operations.push(operation);
        kept.changes.extend(own);
        end = after - 1;
    }
    kept
}

/// Carries a change out; false where it does not begin where its record stands.
fn replay(change: &LoggedChange, state: &mut Replayed) -> bool {
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let known = state.get(&change.record).map(|(_, image)| image);
    // Both are absent once the record was purged.
    if (before.is_some() || after.is_some()) && known != before {
        return false;
    }
    match after {
        Some(image) => {
            state.insert(change.record.clone(), (change.seq, image.clone()));
        }
        None => {
            state.remove(&change.record);
        }
    }
    true
}

/// What the sources know, put together.
struct Known {
    operations: BTreeMap<i64, LoggedOperation>,
    changes: BTreeMap<i64, LoggedChange>,
    last_operation: i64,
    last_change: i64,
    used_backup: bool,
}

fn join(damaged: &Salvage, backup: Option<&Salvage>) -> Known {
    let mut known = Known {
        operations: damaged.operations.clone(),
        changes: damaged.changes.clone(),
        last_operation: damaged.last_operation,
        last_change: damaged.last_change,
        used_backup: false,
    };
    let Some(backup) = backup.filter(|backup| may_fill(damaged, backup)) else { return known };
    for (seq, operation) in &backup.operations {
        known.operations.entry(*seq).or_insert_with(|| {
            known.used_backup = true;
            operation.clone()
        });
    }
    for (seq, change) in &backup.changes {
        known.changes.entry(*seq).or_insert_with(|| {
            known.used_backup = true;
            change.clone()
        });
    }
    known.last_operation = known.last_operation.max(backup.last_operation);
    known.last_change = known.last_change.max(backup.last_change);
    known
}

/// Whether a backup is of the same log, and holds no text that was purged since.
fn may_fill(damaged: &Salvage, backup: &Salvage) -> bool {
    let same = damaged.operations.iter().all(|(seq, operation)| {
        backup.operations.get(seq).is_none_or(|other| other.id == operation.id)
    });
    let purged_since = damaged
        .operations
        .values()
        .any(|operation| operation.verb == Verb::Purge && operation.seq > backup.last_operation);
    same && !purged_since
}

/// What each record was at the end, as far as anything tells.
fn best(
    prefix: &Prefix<'_>,
    known: &Known,
    damaged: &Salvage,
    backup: Option<&Salvage>,
) -> BTreeMap<Key, (Value, Origin)> {
    let mut best: BTreeMap<Key, (Value, Origin)> = BTreeMap::new();
    let mut settled: BTreeSet<Key> = BTreeSet::new();
    for (key, (_, image)) in &prefix.state {
        best.insert(key.clone(), (image.clone(), Origin::EarlierLog));
        settled.insert(key.clone());
    }
    let beyond = prefix.changes.last().map_or(0, |change| change.seq);
    for change in known.changes.range(beyond + 1..).map(|(_, change)| change) {
        settled.insert(change.record.clone());
        match &change.after {
            Some(image) => {
                best.insert(change.record.clone(), (image.clone(), Origin::EarlierLog));
            }
            None => {
                best.remove(&change.record);
            }
        }
    }
    if let Some(backup) = backup.filter(|backup| may_fill(damaged, backup)) {
        for (key, image) in &backup.records {
            if !settled.contains(key) {
                best.insert(key.clone(), (image.clone(), Origin::Backup));
            }
        }
    }
    for (key, image) in &damaged.records {
        best.insert(key.clone(), (image.clone(), Origin::Row));
    }
    // A table that reads to its end holds every record that there is.
    best.retain(|key, _| {
        !damaged.whole_tables.contains(&key.0) || damaged.records.contains_key(key)
    });
    best
}

fn insert(conn: &Connection, table: &HashedTable, cells: &[Cell]) -> Result<(), Fault> {
    let HashedTable { name, columns } = table;
    let marks = (1..=cells.len()).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
    let values = cells.iter().map(|cell| ToSqlOutput::Borrowed(cell.into()));
    conn.prepare_cached(&format!("INSERT INTO {name} ({columns}, hash) VALUES ({marks})"))?
        .execute(params_from_iter(values))?;
    Ok(())
}

/// Gives each story a slug of its own; of two that read the same, the later one gets a number.
fn settle_slugs(best: &mut BTreeMap<Key, (Value, Origin)>) {
    let mut taken = BTreeSet::new();
    for ((entity, _), (image, _)) in best.iter_mut() {
        if *entity != Entity::Story {
            continue;
        }
        let Some(slug) = records::field(image, "slug") else { continue };
        let free = std::iter::once(slug.clone())
            .chain((2..).take(taken.len() + 1).map(|number| format!("{slug}-{number}")))
            .find(|slug| !taken.contains(slug));
        if let Some(free) = free {
            taken.insert(free.clone());
            image["slug"] = Value::String(free);
        }
    }
}

fn write(
    conn: &Connection,
    prefix: &Prefix<'_>,
    target: Option<&BTreeMap<Key, (Value, Origin)>>,
    at: DateTime<Utc>,
) -> Result<(), Fault> {
    for operation in &prefix.operations {
        insert(conn, &digest::LOG[0], &operation.cells)?;
    }
    for change in &prefix.changes {
        insert(conn, &digest::LOG[1], &change.cells)?;
    }
    for ((entity, key), (revision, image)) in &prefix.state {
        records::put(conn, *entity, key, Some(image), *revision, Upkeep::AtTheEnd)?;
    }
    search::rebuild(conn)?;
    let Some(target) = target else { return Ok(()) };
    let now = prefix.state.iter().map(|(key, (_, image))| (key.clone(), image.clone())).collect();
    let then = target.iter().map(|(key, (image, _))| (key.clone(), image.clone())).collect();
    let changes = restore::changes_between(&now, &then);
    if changes.is_empty() {
        return Ok(());
    }
    let summary = "after damage".to_owned();
    log::append(conn, NewOperation { verb: Verb::Restore, summary, changes }, Step::Forward, at)?;
    Ok(())
}

fn name((entity, key): &Key, image: &Value) -> String {
    match entity {
        Entity::Story => records::field(image, "slug").unwrap_or_else(|| key.clone()),
        _ => key.clone(),
    }
}

/// Builds a sound library from what still reads of a damaged one and from its newest sound backup, as a new file.
///
/// The damaged file is not touched. A text that was purged since the backup does not come back from it.
///
/// # Errors
///
/// [`StoreError::InvalidOperation`] when there is a file at `into`, [`StoreError::Refused`] when neither the
/// library nor a backup has a row that reads, and errors of the system.
pub fn repair(library: &Path, into: &Path, at: DateTime<Utc>) -> Result<Repaired, StoreError> {
    let library = files::resolve(library)?;
    if fs::symlink_metadata(into).is_ok() {
        let reason = format!("there is a file at {} already", into.display());
        return Err(StoreError::InvalidOperation { reason });
    }
    let _lock = WriteLock::acquire(&library, PATIENCE)?;
    let damaged = Salvage::of_copy(&library)?;
    let sound = backup::newest_sound(&library);
    let spare = match &sound {
        Some(backup) => backup::examine(&backup.path).ok().map(|conn| Salvage::of(&conn)),
        None => None,
    };
    if damaged.is_empty() && spare.is_none() {
        let refusal = Refusal::Damaged("no row of it reads, and there is no sound backup".into());
        return Err(StoreError::refused(&library, refusal));
    }
    let known = join(&damaged, spare.as_ref());
    let prefix = prefix(&known.operations, &known.changes, known.last_change);
    let whole = prefix.operations.len() as i64 == known.last_operation
        && prefix.changes.len() as i64 == known.last_change
        && damaged.knows_its_end;
    let mut best = best(&prefix, &known, &damaged, spare.as_ref());
    settle_slugs(&mut best);

    let folder = files::folder_of(into);
    files::make_folder(folder)?;
    let io = |error| StoreError::io(into, "make", error);
    let fresh = files::fresh(folder, into).map_err(io)?;
    let build = || -> Result<usize, Fault> {
        let conn = connection::connect(fresh.path(), super::Access::ReadWrite)?;
        schema::migrate(&conn)?;
        conn.execute_batch("BEGIN IMMEDIATE")?;
        write(&conn, &prefix, (!whole).then_some(&best), at)?;
        conn.execute_batch("COMMIT")?;
        if let Some(damage) = doctor::first_damage(&connection::copy_to_memory(&conn)?)? {
            return Err(Fault::Unreadable(format!("what was rebuilt is not sound: {damage}")));
        }
        let stories = records::keys(&conn, Entity::Story)?.len();
        conn.close().map_err(|(_, error)| error)?;
        Ok(stories)
    };
    let stories = build().map_err(|fault| fault.at(into))?;
    fresh.as_file().sync_all().map_err(io)?;
    fresh.persist_noclobber(into).map_err(|error| io(error.error))?;
    files::sync_folder(folder).map_err(io)?;

    let uncertain = if whole {
        Vec::new()
    } else {
        let present = best.iter().filter(|(_, (_, origin))| *origin != Origin::Row).map(
            |(key, (image, origin))| Rebuilt {
                entity: key.0,
                name: name(key, image),
                origin: *origin,
            },
        );
        let lost = damaged.keys.iter().filter(|key| !best.contains_key(*key)).map(|key| Rebuilt {
            entity: key.0,
            name: key.1.clone(),
            origin: Origin::Lost,
        });
        present.chain(lost).collect()
    };
    let from_backup =
        known.used_backup || best.values().any(|(_, origin)| *origin == Origin::Backup);
    Ok(Repaired {
        path: into.to_owned(),
        backup: sound.filter(|_| from_backup).map(|backup| backup.path),
        operations: prefix.operations.len(),
        operations_lost: (prefix.operations.len() as i64 + 1..=known.last_operation).collect(),
        stories,
        uncertain,
        unreadable: damaged.unreadable,
    })
}
