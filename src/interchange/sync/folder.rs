//! What machines share as files: one a story, one a removal, one list of practice a machine.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::export::document_yaml;
use super::super::import::read;
use super::super::source::Source;
use super::{Entry, Shared};
use crate::catalogue::Profile;
use crate::story::StoryId;

/// What the file `format` holds.
const FORMAT: &str = "starbench 1\n";

/// Why files are not what machines share.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    /// Another program's, or a newer format of this one's.
    #[error("`format` reads {0:?}; this star knows only {FORMAT:?}")]
    Format(String),
    /// A file that does not read.
    #[error("{0}")]
    Unreadable(String),
}

fn unreadable(path: &str, why: impl std::fmt::Display) -> FolderError {
    FolderError::Unreadable(format!("{path}: {why}"))
}

/// The files of a state, in one form, byte for byte.
pub fn write_folder(shared: &Shared) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::from([("format".to_owned(), FORMAT.as_bytes().to_vec())]);
    for (id, entry) in &shared.stories {
        match entry {
            Entry::Story(story) => {
                files.insert(format!("stories/{id}.yaml"), document_yaml(story).into_bytes());
            }
            Entry::Removed(at) => {
                files.insert(format!("removed/{id}"), format!("{at}\n").into_bytes());
            }
        }
    }
    for (device, records) in &shared.practice {
        let lines: String =
            records.iter().map(|(key, body)| json!([key, body]).to_string() + "\n").collect();
        files.insert(format!("practice/{device}.jsonl"), lines.into_bytes());
    }
    files
}

/// Reads a state from its files; other files are nobody's business.
///
/// # Errors
///
/// [`FolderError`] for the first file that does not read: of a state that is not understood nothing is taken.
pub fn read_folder(
    files: &BTreeMap<String, Vec<u8>>,
    profile: &Profile,
) -> Result<Shared, FolderError> {
    let mut shared = Shared::default();
    let format = files.get("format").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    match format {
        Some(format) if format != FORMAT => return Err(FolderError::Format(format)),
        None if !files.is_empty() => return Err(FolderError::Format(String::new())),
        _ => {}
    }
    for (path, bytes) in files {
        if let Some(name) =
            path.strip_prefix("stories/").and_then(|name| name.strip_suffix(".yaml"))
        {
            let id = identity(path, name)?;
            let source = Source::from_bytes(path.as_str(), bytes.clone())
                .map_err(|why| unreadable(path, why))?;
            let mut import = read(&source, profile);
            if let Some(problem) = import.problems.first() {
                return Err(FolderError::Unreadable(problem.to_string()));
            }
            let story = import.stories.pop().map(|imported| imported.document);
            match story.filter(|story| story.id == Some(id) && import.stories.is_empty()) {
                Some(story) => shared.stories.insert(id, Entry::Story(Box::new(story))),
                None => return Err(unreadable(path, "it is not the one story of its name")),
            };
        } else if let Some(name) = path.strip_prefix("removed/") {
            let id = identity(path, name)?;
            let at = String::from_utf8_lossy(bytes).trim().to_owned();
            // Where both are there, two machines pushed past each other's eyes: the text stays.
            shared.stories.entry(id).or_insert(Entry::Removed(at));
        } else if let Some(device) =
            path.strip_prefix("practice/").and_then(|name| name.strip_suffix(".jsonl"))
        {
            shared.practice.insert(device.to_owned(), practice(path, bytes)?);
        }
    }
    let living: BTreeSet<StoryId> = files
        .keys()
        .filter_map(|path| path.strip_prefix("stories/")?.strip_suffix(".yaml")?.parse().ok())
        .map(StoryId)
        .collect();
    shared.stories.retain(|id, entry| matches!(entry, Entry::Story(_)) || !living.contains(id));
    Ok(shared)
}

fn identity(path: &str, name: &str) -> Result<StoryId, FolderError> {
    name.parse().map(StoryId).map_err(|_| unreadable(path, "its name is no story's id"))
}

fn practice(path: &str, bytes: &[u8]) -> Result<BTreeMap<String, Value>, FolderError> {
    let text = std::str::from_utf8(bytes).map_err(|why| unreadable(path, why))?;
    let mut records = BTreeMap::new();
    for line in text.lines() {
        let (key, body): (String, Value) =
            serde_json::from_str(line).map_err(|why| unreadable(path, why))?;
        if !body.is_object() {
            return Err(unreadable(path, format!("`{key}` is no record")));
        }
        records.insert(key, body);
    }
    Ok(records)
}
