//! What an import does to a library.
//!
//! Two states and no common ancestor: nothing can be known of what was removed on purpose, so a merge only
//! ever adds or replaces. The rules:
//!
//! - **Same id.** The side with the later `updated` wins for each field that it has; a field that it lacks is
//!   kept from the other. Where both were updated at the same moment and yet differ, the document was edited
//!   by hand after it was written, and the incoming side wins and is dated `now`; so does a side without
//!   `updated`. The earlier `created` stays. Claims kept from the older side stay only if their figure still
//!   stands in the merged text. The slug follows the winner unless another story has it.
//! - **New id, or none, and a slug that is free.** The story is created.
//! - **No id, and a story with the same content is there.** Nothing happens.
//! - **A slug that another story has.** A conflict that names both; with [`Policy::rename`], both are kept
//!   and the newcomer's slug gets a number.
//!
//! Merging what was exported, or the same documents again, therefore changes nothing.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::document::StoryDocument;
use super::import::Imported;
use super::problem::{Problem, quoted};
use super::text::retain_supported;
use crate::story::{Slug, Story, StoryId};
use crate::yaml::Place;

/// How a merge decides what the documents leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Whether a newcomer whose slug is taken is kept under a numbered one.
    pub rename: bool,
    /// The time of stories that state none.
    pub now: DateTime<Utc>,
}

/// What a merge would do; the library itself is untouched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergeOutcome {
    /// New stories, in the order they came.
    pub created: Vec<Story>,
    /// Stories that change: as they stood, as they will stand.
    pub updated: Vec<(Story, Story)>,
    /// Stories of the library that the documents say nothing new about.
    pub unchanged: Vec<StoryId>,
    /// Documents that cannot be taken because their slug belongs to another story.
    pub conflicts: Vec<Conflict>,
}

/// A document whose slug belongs to another story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The source's name.
    pub file: String,
    /// Where the document's story starts in it.
    pub place: Place,
    /// The slug that both want.
    pub slug: Slug,
    /// The newcomer's title.
    pub title: String,
    /// The story that has the slug.
    pub holder: StoryId,
    /// Its title.
    pub holder_title: String,
}

impl Conflict {
    /// The conflict as a problem of its source.
    pub fn problem(&self) -> Problem {
        let message = format!(
            "{} wants the slug `{}`, which is that of {}",
            quoted(&self.title),
            self.slug,
            quoted(&self.holder_title),
        );
        let hint = format!(
            "`--rename` keeps both; if it is the same story, give it `id: {}`",
            self.holder
        );
        let mut problem = Problem::new(&self.file, self.place, message).with_hint(hint);
        problem.story = Some(self.slug.to_string());
        problem
    }
}

/// Works out what importing documents does to a library.
///
/// `new_id` is asked for the id of each created story that brings none.
pub fn merge(
    existing: &[Story],
    incoming: &[Imported],
    policy: &Policy,
    mut new_id: impl FnMut() -> StoryId,
) -> MergeOutcome {
    let mut shelf = Shelf::new(existing);
    let mut conflicts = Vec::new();
    // Known stories first: where one of them gives its slug up, a newcomer may have it.
    let known = |shelf: &Shelf, imported: &Imported| {
        imported.document.id.and_then(|id| shelf.by_id.get(&id).copied())
    };
    let mut moves = Vec::new();
    let mut newcomers = Vec::new();
    for imported in incoming {
        match known(&shelf, imported) {
            Some(position) => moves.extend(shelf.overlay(position, &imported.document, policy.now)),
            None => newcomers.push(imported),
        }
    }
    shelf.settle(moves);
    for imported in newcomers {
        let document = &imported.document;
        if let Some(position) = known(&shelf, imported) {
            let moved = shelf.overlay(position, document, policy.now);
            shelf.settle(moved.into_iter().collect());
            continue;
        }
        if document.id.is_none() && shelf.has_content(document) {
            continue;
        }
        let wanted = document.wanted_slug();
        let slug = match shelf.by_slug.get(&wanted) {
            None => wanted,
            Some(_) if policy.rename => shelf.next_slug(&wanted),
            Some(&holder) => {
                conflicts.push(Conflict {
                    file: imported.file.clone(),
                    place: imported.place,
                    slug: wanted,
                    title: document.title.clone(),
                    holder: shelf.stories[holder].id,
                    holder_title: shelf.stories[holder].title.clone(),
                });
                continue;
            }
        };
        let id = document.id.unwrap_or_else(&mut new_id);
        shelf.add(document.clone().into_story(id, slug, policy.now));
    }
    shelf.outcome(existing, conflicts)
}

/// A slug that a known story takes over from the document that won.
struct Move {
    position: usize,
    slug: Slug,
    updated: Option<DateTime<Utc>>,
}

/// The library as it stands in the middle of a merge.
struct Shelf {
    stories: Vec<Story>,
    documents: Vec<StoryDocument>,
    touched: Vec<bool>,
    by_id: HashMap<StoryId, usize>,
    by_slug: HashMap<Slug, usize>,
    /// Positions by title, which narrows the search for the same content to a few.
    by_title: HashMap<String, Vec<usize>>,
}

impl Shelf {
    fn new(existing: &[Story]) -> Self {
        let mut shelf = Self {
            stories: Vec::with_capacity(existing.len()),
            documents: Vec::with_capacity(existing.len()),
            touched: Vec::with_capacity(existing.len()),
            by_id: HashMap::new(),
            by_slug: HashMap::new(),
            by_title: HashMap::new(),
        };
        for story in existing {
            shelf.add(story.clone());
        }
        shelf.touched.fill(false);
        shelf
    }

    fn add(&mut self, story: Story) {
        let position = self.stories.len();
        let document = StoryDocument::from(&story);
        self.by_id.insert(story.id, position);
        self.by_slug.insert(story.slug.clone(), position);
        self.by_title.entry(document.title.clone()).or_default().push(position);
        self.stories.push(story);
        self.documents.push(document);
        self.touched.push(true);
    }

    fn has_content(&mut self, document: &StoryDocument) -> bool {
        let candidates = self.by_title.get(&document.title).map_or(&[][..], Vec::as_slice);
        let same = candidates
            .iter()
            .copied()
            .find(|&position| self.documents[position].same_content(document));
        if let Some(position) = same {
            self.touched[position] = true;
        }
        same.is_some()
    }

    fn next_slug(&self, wanted: &Slug) -> Slug {
        // Of one more number than there are slugs, one is free.
        (2..)
            .take(self.by_slug.len() + 1)
            .map(|number| wanted.numbered(number))
            .find(|slug| !self.by_slug.contains_key(slug))
            .unwrap_or_else(|| wanted.clone())
    }

    /// Merges a document into its story; the slug it would have, if another, is left to [`Self::settle`].
    fn overlay(
        &mut self,
        position: usize,
        incoming: &StoryDocument,
        now: DateTime<Utc>,
    ) -> Option<Move> {
        self.touched[position] = true;
        let held = &self.documents[position];
        let mut merged = merge_fields(held, incoming, now);
        let wanted = std::mem::replace(&mut merged.slug, held.slug.clone());
        let moved = wanted.filter(|slug| held.slug.as_ref() != Some(slug)).map(|slug| Move {
            position,
            slug,
            updated: merged.updated,
        });
        if !merged.same_content(held) || merged.created != held.created {
            self.replace(position, merged);
        }
        moved
    }

    /// Gives stories the slugs they want, as far as no other story has them; one that moves away makes room
    /// for the next, so it goes on until none can move.
    fn settle(&mut self, mut moves: Vec<Move>) {
        loop {
            let waiting = moves.len();
            moves.retain(|wanted| {
                if self.by_slug.contains_key(&wanted.slug) {
                    return true;
                }
                let document = StoryDocument {
                    slug: Some(wanted.slug.clone()),
                    updated: wanted.updated,
                    ..self.documents[wanted.position].clone()
                };
                self.replace(wanted.position, document);
                false
            });
            if moves.len() == waiting {
                break;
            }
        }
    }

    fn replace(&mut self, position: usize, document: StoryDocument) {
        let story = &self.stories[position];
        let slug = document.slug.clone().unwrap_or_else(|| story.slug.clone());
        self.by_slug.remove(&story.slug);
        self.by_slug.insert(slug.clone(), position);
        self.by_title.entry(document.title.clone()).or_default().push(position);
        self.stories[position] = document.clone().into_story(story.id, slug, story.updated);
        self.documents[position] = document;
    }

    fn outcome(self, existing: &[Story], conflicts: Vec<Conflict>) -> MergeOutcome {
        let mut outcome = MergeOutcome { conflicts, ..MergeOutcome::default() };
        for (position, (after, touched)) in self.stories.into_iter().zip(self.touched).enumerate() {
            match existing.get(position) {
                None => outcome.created.push(after),
                Some(before) if *before != after => {
                    outcome.updated.push((before.clone(), after));
                }
                Some(before) if touched => outcome.unchanged.push(before.id),
                Some(_) => {}
            }
        }
        outcome
    }
}

/// One story out of two with the same id: the later wins each field that it has.
fn merge_fields(
    held: &StoryDocument,
    incoming: &StoryDocument,
    now: DateTime<Utc>,
) -> StoryDocument {
    let held_at = held.updated.unwrap_or(now);
    let incoming_at = incoming.updated.unwrap_or(now);
    let by_hand = incoming.updated.is_none() || incoming_at == held_at;
    let incoming_wins = by_hand || incoming_at > held_at;
    let (later, earlier) = if incoming_wins { (incoming, held) } else { (held, incoming) };
    let later = later.clone();
    let earlier = earlier.clone();
    let kept_claims = later.claims.is_empty();
    let mut merged = StoryDocument {
        id: held.id,
        slug: later.slug.or(earlier.slug),
        title: later.title,
        principles: either(later.principles, earlier.principles),
        project: later.project.or(earlier.project),
        role: later.role.or(earlier.role),
        organization: later.organization.or(earlier.organization),
        period: later.period.or(earlier.period),
        outcome: later.outcome.or(earlier.outcome),
        headline: later.headline.or(earlier.headline),
        situation: later.situation.or(earlier.situation),
        task: later.task.or(earlier.task),
        action: later.action.or(earlier.action),
        result: later.result.or(earlier.result),
        learning: later.learning.or(earlier.learning),
        claims: either(later.claims, earlier.claims),
        allow: either(later.allow, earlier.allow),
        notes: later.notes.or(earlier.notes),
        created: held.created.into_iter().chain(incoming.created).min(),
        updated: Some(if by_hand { held_at.max(now) } else { held_at.max(incoming_at) }),
    };
    if kept_claims {
        let sections = merged.sections();
        retain_supported(&mut merged.claims, &sections);
    }
    merged
}

fn either<T>(later: Vec<T>, earlier: Vec<T>) -> Vec<T> {
    if later.is_empty() { earlier } else { later }
}

#[cfg(test)]
mod tests;
