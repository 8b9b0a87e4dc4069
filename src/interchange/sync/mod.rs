//! Several machines, one set of stories: what they share, and what becomes of it when two have changed it.
//!
//! Shared are the stories, a mark for each that was removed, and what was practised. A merge compares two states
//! with the last one that both had seen; it is a pure function, gives the same whichever side works it out, and
//! applied to its own outcome gives that outcome. Only a mark removes a story: one that is merely missing is put
//! back.

mod folder;
mod three_way;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::document::StoryDocument;
use crate::story::{Slug, StoryId};

pub use folder::{FolderError, read_folder, write_folder};
pub use three_way::Kept;
use three_way::merge_story;

/// A story as the machines share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// It is there.
    Story(Box<StoryDocument>),
    /// It was removed, at a time as some machine told it.
    Removed(String),
}

/// What machines share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared {
    /// Every story that is there or was removed.
    pub stories: BTreeMap<StoryId, Entry>,
    /// What each machine practised, by its key, under the machine's name.
    pub practice: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Shared {
    /// Every record of practice by its key, whoever made it.
    pub fn practised(&self) -> BTreeMap<&str, &Value> {
        let all = self.practice.values().flatten();
        all.map(|(key, body)| (key.as_str(), body)).collect()
    }
}

/// One machine's own state.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Its stories.
    pub stories: BTreeMap<StoryId, StoryDocument>,
    /// What its library holds of practice, its own or taken over.
    pub practice: BTreeMap<String, Value>,
}

/// What a merge comes to.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// What is to be shared from now on.
    pub shared: Shared,
    /// Records of practice that this machine lacks.
    pub practice_new: BTreeMap<String, Value>,
    /// What could not be decided, and where both versions are.
    pub kept: Vec<Kept>,
}

/// Merges one machine's state with what is shared, `base` being what both had seen last.
///
/// `device` is this machine's name; `now` marks what it has removed.
pub fn merge_shared(base: &Shared, own: &Own, theirs: &Shared, device: &str, now: &str) -> Merged {
    let mut merged = Merged::default();
    let ids: BTreeSet<StoryId> = base
        .stories
        .keys()
        .chain(own.stories.keys())
        .chain(theirs.stories.keys())
        .copied()
        .collect();
    for id in ids {
        let entry = merge_entry(
            base.stories.get(&id),
            own.stories.get(&id),
            theirs.stories.get(&id),
            now,
            &mut merged.kept,
        );
        if let Some(entry) = entry {
            merged.shared.stories.insert(id, entry);
        }
    }
    settle_slugs(&mut merged.shared);

    merged.shared.practice.clone_from(&theirs.practice);
    let (known, seen) = (theirs.practised(), base.practised());
    let new: Vec<_> =
        own.practice.iter().filter(|(key, _)| !known.contains_key(key.as_str())).collect();
    if !new.is_empty() {
        let file = merged.shared.practice.entry(device.to_owned()).or_default();
        file.extend(new.into_iter().map(|(key, body)| (key.clone(), body.clone())));
    }
    // What was seen before and is not there was taken back here, and stays away.
    merged.practice_new = known
        .into_iter()
        .filter(|(key, _)| !own.practice.contains_key(*key) && !seen.contains_key(key))
        .map(|(key, body)| (key.to_owned(), body.clone()))
        .collect();
    merged
}

fn merge_entry(
    base: Option<&Entry>,
    own: Option<&StoryDocument>,
    theirs: Option<&Entry>,
    now: &str,
    kept: &mut Vec<Kept>,
) -> Option<Entry> {
    let base_story = match base {
        Some(Entry::Story(story)) => Some(story.as_ref()),
        _ => None,
    };
    match (own, theirs) {
        (None, None) => base.cloned().map(|entry| match entry {
            Entry::Story(_) => Entry::Removed(now.to_owned()),
            removed @ Entry::Removed(_) => removed,
        }),
        (Some(own), None) => Some(Entry::Story(Box::new(own.clone()))),
        (None, Some(Entry::Removed(at))) => Some(Entry::Removed(at.clone())),
        (None, Some(Entry::Story(theirs))) => match base_story {
            Some(base) if base == theirs.as_ref() => Some(Entry::Removed(now.to_owned())),
            Some(_) => {
                kept.push(Kept::removal(theirs));
                Some(Entry::Story(theirs.clone()))
            }
            None => Some(Entry::Story(theirs.clone())),
        },
        (Some(own), Some(Entry::Removed(at))) => match base_story {
            Some(base) if base == own => Some(Entry::Removed(at.clone())),
            // Brought back here after the mark had been seen.
            _ => {
                if base_story.is_some() {
                    kept.push(Kept::removal(own));
                }
                Some(Entry::Story(Box::new(own.clone())))
            }
        },
        (Some(own), Some(Entry::Story(theirs))) => {
            Some(Entry::Story(Box::new(merge_story(base_story, own, theirs, kept))))
        }
    }
}

/// Gives every story a slug of its own: of two that want one, the older keeps it.
fn settle_slugs(shared: &mut Shared) {
    let mut stories: Vec<&mut StoryDocument> = shared
        .stories
        .values_mut()
        .filter_map(|entry| match entry {
            Entry::Story(story) => Some(story.as_mut()),
            Entry::Removed(_) => None,
        })
        .collect();
    stories.sort_by_key(|story| (story.created, story.id));
    let mut wanted: BTreeSet<Slug> = BTreeSet::new();
    let mut late = Vec::new();
    for story in stories {
        if !wanted.insert(story.wanted_slug()) {
            late.push(story);
        }
    }
    for story in late {
        // Of one more number than there are slugs, one is free.
        let slug = (2..)
            .take(wanted.len() + 1)
            .map(|number| story.wanted_slug().numbered(number))
            .find(|slug| !wanted.contains(slug));
        wanted.extend(slug.clone());
        story.slug = slug;
    }
}

#[cfg(test)]
mod tests;
