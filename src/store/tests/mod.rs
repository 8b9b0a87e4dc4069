//! What the store promises, proven on real files.

mod concurrency;
mod full_disk;
mod model;
mod modes;
mod older;
mod refusal;
mod repair;
mod round_trip;
mod safety;
mod speed;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

use super::{Access, Library, NewOperation, story_change};
use crate::story::{Change, Section, Story, StoryId, Verb};

/// A library in a folder that is removed with it.
struct Bench {
    folder: TempDir,
    library: Library,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::create_or_open(&folder.path().join("library.db")).unwrap();
        Self { folder, library }
    }

    /// One that does not wait for the disk, for tests of what is written and not of whether it stays.
    fn hasty() -> Self {
        let bench = Self::new();
        bench.library.conn.pragma_update(None, "synchronous", false).unwrap();
        bench
    }

    fn path(&self) -> PathBuf {
        self.library.path().to_owned()
    }

    /// Commits one change to a story.
    fn change(&mut self, verb: Verb, before: Option<&Story>, after: Option<&Story>) {
        let changes = vec![story_change(before, after)];
        self.library.commit(operation(verb, changes), at(0)).unwrap();
    }
}

fn operation(verb: Verb, changes: Vec<Change>) -> NewOperation {
    NewOperation { verb, summary: "a test".into(), changes }
}

/// A moment that only its number tells from others.
fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + second, 0).unwrap()
}

/// A story whose id and slug come from a number.
fn story(number: u128) -> Story {
    let slug = format!("story-{number}").parse().unwrap();
    let mut story = Story::draft(StoryId(Uuid::from_u128(number)), slug, "A title", at(0));
    story.sections.set(Section::Action, Some(format!("I did thing number {number}.")));
    story
}

fn told(story: &Story, action: &str) -> Story {
    let mut told = story.clone();
    told.sections.action = Some(action.to_owned());
    told
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn reopened(library: &Library) -> Library {
    Library::open(library.path(), Access::ReadOnly).unwrap()
}
