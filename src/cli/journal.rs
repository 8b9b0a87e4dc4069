//! A session as it goes, kept beside the library until it is in it: a killed process or a power cut loses
//! no answer that was marked.
//!
//! Each line of the file is the whole session as it would be stored if it ended there. A session that ends
//! puts its last state into the library as one operation and removes the file; one that was cut off is taken
//! up by the next run that has to do with practice. While a session runs it holds a lock on its file, which
//! dies with the process.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::context::Context;
use super::editor::make_private_folder;
use super::error::CliError;
use super::library;
use crate::drill::Record;
use crate::render::style;
use crate::store::{NewOperation, StoreError};
use crate::story::{Change, Entity, Verb};

/// What a session would leave behind if it ended now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    version: u8,
    summary: String,
    records: Vec<Kept>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    key: Uuid,
    record: Record,
}

/// The form that this program writes and reads.
const VERSION: u8 = 1;

/// Largest file that is read: hours of typing.
const LARGEST: u64 = 64 * 1024 * 1024;

impl State {
    fn operation(self) -> Result<NewOperation, CliError> {
        let changes: Result<Vec<Change>, CliError> = self
            .records
            .into_iter()
            .map(|kept| {
                let after = serde_json::to_value(&kept.record)
                    .map_err(|error| CliError::new("the session cannot be written").cause(error))?;
                Ok(Change {
                    entity: Entity::Practice,
                    key: kept.key.to_string(),
                    before: None,
                    after: Some(after),
                })
            })
            .collect();
        Ok(NewOperation { verb: Verb::Practise, summary: self.summary, changes: changes? })
    }
}

/// The file of one running session.
pub(crate) struct Journal<'a> {
    cx: &'a Context,
    /// The open, locked file; none before the first answer and where none can be written.
    file: Option<(PathBuf, File)>,
    /// Keys of the records, the same from the first line to the library.
    keys: Vec<Uuid>,
    failed: bool,
}

impl<'a> Journal<'a> {
    /// Nothing is written before there is something to keep.
    pub(crate) fn new(cx: &'a Context) -> Self {
        Self { cx, file: None, keys: Vec::new(), failed: false }
    }

    /// Where and when it runs.
    pub(crate) fn context(&self) -> &'a Context {
        self.cx
    }

    /// Writes down what is to be kept so far.
    ///
    /// Where that fails the session goes on: it is told once, and the end of the session tries the library.
    pub(crate) fn note(&mut self, records: &[Record], summary: &str) {
        if self.failed {
            return;
        }
        let state = self.state(records, summary);
        if let Err(error) = self.append(&state) {
            self.failed = true;
            self.cx.ui.warn(&format!(
                "what you mark cannot be kept against a crash, only at the end of the session: {error}"
            ));
        }
    }

    /// Ends the session: its records go into the library as one operation.
    ///
    /// If that fails, what was noted stays for the next run.
    pub(crate) fn commit(mut self, records: &[Record], summary: &str) -> Result<(), CliError> {
        let state = self.state(records, summary);
        let noted = self.append(&state).is_ok();
        let saved = state.operation().and_then(|new| {
            library::write(self.cx)?.commit(new, self.cx.now())?;
            Ok(())
        });
        match saved {
            Ok(()) => {
                self.discard();
                Ok(())
            }
            Err(error) if noted => Err(error.hint(
                "what was marked is kept beside the library and taken up by the next star command",
            )),
            Err(error) => Err(error),
        }
    }

    /// Ends a session of which nothing is to be kept.
    pub(crate) fn discard(self) {
        if let Some((path, _file)) = self.file {
            // A file that stays is found again: its records are in the library already, or marked nothing.
            let _ = fs::remove_file(path);
        }
    }

    fn state(&mut self, records: &[Record], summary: &str) -> State {
        while self.keys.len() < records.len() {
            self.keys.push(Uuid::now_v7());
        }
        let records = self.keys.iter().zip(records);
        State {
            version: VERSION,
            summary: summary.to_owned(),
            records: records.map(|(&key, record)| Kept { key, record: record.clone() }).collect(),
        }
    }

    fn append(&mut self, state: &State) -> io::Result<()> {
        let mut line = serde_json::to_vec(state)?;
        line.push(b'\n');
        let (_, file) = match &mut self.file {
            Some(open) => open,
            none => none.insert(create(self.cx)?),
        };
        file.write_all(&line)?;
        file.sync_data()
    }
}

/// Where the sessions of every library in a folder are, and how the files of this one begin.
fn place(cx: &Context) -> (PathBuf, OsString) {
    let mut prefix = cx.library.value.file_name().unwrap_or_default().to_owned();
    prefix.push(".");
    (cx.data_directory().join("sessions"), prefix)
}

fn create(cx: &Context) -> io::Result<(PathBuf, File)> {
    let (folder, prefix) = place(cx);
    make_private_folder(&folder)?;
    let file = tempfile::Builder::new().prefix(&prefix).suffix(".jsonl").tempfile_in(&folder)?;
    // Locked while it still removes itself: nobody finds it without its lock.
    file.as_file().lock()?;
    let (file, path) = file.keep().map_err(|error| error.error)?;
    if cfg!(unix) {
        // Its name is lost with the power if its folder was not synced.
        File::open(&folder)?.sync_all()?;
    }
    Ok((path, file))
}

/// Takes up what killed sessions left, each as one operation.
pub(crate) fn recover(cx: &Context) {
    let (folder, prefix) = place(cx);
    let Ok(entries) = fs::read_dir(&folder) else { return };
    let mut left: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let ours = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
            // What lies between is random and has no dot: another library's name may begin like this one's.
            let random = ours.and_then(|name| name.strip_suffix(b".jsonl"));
            random.is_some_and(|random| !random.contains(&b'.'))
        })
        .map(|entry| entry.path())
        .collect();
    left.sort();
    for path in left {
        match take_up(&path, cx) {
            Ok(Some(what)) => cx.ui.status(&format!(
                "A session was cut off; what was marked is kept: {}. Take it back: star undo",
                style::clean_line(&what)
            )),
            Ok(None) => {}
            Err(error) => {
                let why = error.causes.last().unwrap_or(&error.message);
                cx.ui.warn(&style::clean_line(&format!(
                    "a session that was cut off could not be taken up from {}: {why}",
                    path.display()
                )));
            }
        }
    }
}

/// Takes up one session, unless it still runs, and says what it was.
fn take_up(path: &Path, cx: &Context) -> Result<Option<String>, CliError> {
    let failed = |error: io::Error| CliError::new("it cannot be read").cause(error);
    let mut file = match File::options().read(true).write(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    // Whoever held the lock may have ended the session meanwhile.
    if !path.exists() {
        return Ok(None);
    }
    let mut text = Vec::new();
    Read::by_ref(&mut file).take(LARGEST).read_to_end(&mut text).map_err(failed)?;
    let Some(state) = last_state(&text)? else {
        fs::remove_file(path).map_err(failed)?;
        return Ok(None);
    };
    let what = state.summary.clone();
    let new = state.operation()?;
    let taken = library::write(cx)?.commit_with(cx.now(), |library| -> Result<_, StoreError> {
        // It may have been cut off between the library and the file.
        let known = new.changes.iter().try_fold(false, |known, change| {
            Ok::<_, StoreError>(known || library.record(change.entity, &change.key)?.is_some())
        })?;
        Ok((!known).then_some(new))
    })?;
    fs::remove_file(path).map_err(failed)?;
    Ok(taken.map(|_| what))
}

/// The last line that was written whole; nothing where not even the first was.
fn last_state(text: &[u8]) -> Result<Option<State>, CliError> {
    let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(&text[..0], |end| &text[..end]);
    let Some(line) = whole.rsplit(|byte| *byte == b'\n').next().filter(|line| !line.is_empty())
    else {
        return Ok(None);
    };
    let state: State = serde_json::from_slice(line)
        .map_err(|error| CliError::new("it cannot be understood").cause(error))?;
    if state.version != VERSION {
        return Err(CliError::new("it was written by another version of star"));
    }
    Ok(Some(state).filter(|state| !state.records.is_empty()))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::drill::ReviewRecord;
    use crate::drill::memory::Grade;

    fn state(cards: usize) -> State {
        let at = DateTime::<Utc>::UNIX_EPOCH;
        let record = |number: usize| {
            Record::Review(ReviewRecord {
                card: format!("name:{number}"),
                principles: Vec::new(),
                at,
                on: at.date_naive(),
                grade: Grade::Good,
                seconds: 3,
            })
        };
        let keep = |number| Kept { key: Uuid::from_u128(number as u128), record: record(number) };
        State { version: 1, summary: "learn".into(), records: (0..cards).map(keep).collect() }
    }

    fn lines(states: &[State]) -> Vec<u8> {
        let line = |state| [serde_json::to_vec(state).unwrap(), b"\n".to_vec()].concat();
        states.iter().flat_map(line).collect()
    }

    #[test]
    fn the_last_line_that_was_written_whole_counts_wherever_the_power_went() {
        let text = lines(&[state(1), state(2), state(3)]);
        let ends: Vec<usize> =
            text.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1).collect();
        for cut in 0..=text.len() {
            let written = ends.iter().filter(|end| **end <= cut).count();
            let read = last_state(&text[..cut]).unwrap();
            assert_eq!(read, (written > 0).then(|| state(written)), "cut at {cut}");
        }
    }

    #[test]
    fn what_another_version_wrote_is_refused_and_not_thrown_away() {
        let strange = State { version: 2, ..state(1) };
        assert!(last_state(&lines(&[strange])).is_err());
        assert!(last_state(b"{}\n").is_err());
        assert!(last_state(&lines(&[state(0)])).unwrap().is_none());
    }
}
