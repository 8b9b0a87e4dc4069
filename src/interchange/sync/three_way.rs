//! One story out of two versions and the one that both came from, field by field.

use std::fmt;

use serde::Serialize;

use super::super::document::StoryDocument;
use super::super::text::retain_supported;
use crate::story::StoryId;

/// Something that two machines changed differently, with both versions kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The story.
    pub story: StoryId,
    /// What it is called.
    pub slug: String,
    /// The field; `None` where one side removed what the other changed.
    pub field: Option<&'static str>,
}

impl Kept {
    /// One side removed it, the other changed it: the change stays.
    pub(super) fn removal(story: &StoryDocument) -> Self {
        Self::of(story, None)
    }

    fn of(story: &StoryDocument, field: Option<&'static str>) -> Self {
        let slug = story.wanted_slug().to_string();
        Self { story: story.id.unwrap_or(StoryId(uuid::Uuid::nil())), slug, field }
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field {
            Some(field) => write!(
                f,
                "{}: both changed the {field}; the later one stands, the other is in the notes",
                self.slug
            ),
            None => write!(f, "{}: removed on one side, changed on the other; it stays", self.slug),
        }
    }
}

/// The two versions, the later one first, with what was kept beside the outcome.
struct Merge<'s> {
    base: StoryDocument,
    later: &'s StoryDocument,
    earlier: &'s StoryDocument,
    /// Texts that lost, to go into the notes.
    beside: Vec<(&'static str, String)>,
}

impl Merge<'_> {
    /// One field: what only one side changed is taken from there; what both changed, from the later.
    fn field<T: Clone + PartialEq + Default>(
        &mut self,
        name: &'static str,
        get: impl Fn(&StoryDocument) -> &T,
        text: impl Fn(&T) -> String,
    ) -> T {
        let (base, later, earlier) = (get(&self.base), get(self.later), get(self.earlier));
        if later == earlier || earlier == base {
            return later.clone();
        }
        if later == base {
            return earlier.clone();
        }
        let lost = text(earlier);
        let won = later.clone();
        if !lost.is_empty() {
            self.beside.push((name, lost));
        }
        won
    }

    fn line(
        &mut self,
        name: &'static str,
        get: fn(&StoryDocument) -> &Option<String>,
    ) -> Option<String> {
        self.field(name, get, |text| text.clone().unwrap_or_default())
    }

    fn value<T: Clone + PartialEq + Default + Serialize>(
        &mut self,
        name: &'static str,
        get: fn(&StoryDocument) -> &T,
    ) -> T {
        self.field(name, get, |value| match serde_json::to_value(value) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(serde_json::Value::Null) | Err(_) => String::new(),
            Ok(other) => other.to_string(),
        })
    }

    /// A list by its items' keys: what either side added is in it, what either took out is not.
    fn list<T: Clone + PartialEq + Serialize, K: PartialEq>(
        &mut self,
        name: &'static str,
        get: fn(&StoryDocument) -> &Vec<T>,
        key: fn(&T) -> K,
    ) -> Vec<T> {
        let (later, earlier) = (get(self.later), get(self.earlier));
        let base = get(&self.base);
        let find =
            |list: &[T], wanted: &T| list.iter().find(|item| key(item) == key(wanted)).cloned();
        let order = if later == base { [earlier, later] } else { [later, earlier] };
        let mut merged: Vec<T> = Vec::new();
        let mut beside = Vec::new();
        for item in order.into_iter().flatten() {
            if find(&merged, item).is_some() {
                continue;
            }
            let (b, l, e) = (find(base, item), find(later, item), find(earlier, item));
            match (l, e) {
                (Some(l), Some(e)) if l == e || b.as_ref() == Some(&e) => merged.push(l),
                (Some(l), Some(e)) if b.as_ref() == Some(&l) => merged.push(e),
                (Some(l), Some(e)) => {
                    beside.extend(serde_json::to_string(&e).map(|text| (name, text)));
                    merged.push(l);
                }
                // On one side only: new there, changed there, or else taken out on the other.
                (Some(one), None) | (None, Some(one)) if b.as_ref() != Some(&one) => {
                    merged.push(one);
                }
                _ => {}
            }
        }
        self.beside.extend(beside);
        merged
    }
}

/// The heading under which the notes keep what lost.
fn heading(field: &str) -> String {
    format!("[the {field} of another version]")
}

/// Puts what lost into the notes, unless it stands there already.
fn keep_beside(notes: Option<String>, beside: &[(&'static str, String)]) -> Option<String> {
    let mut notes = notes.unwrap_or_default();
    for (field, text) in beside {
        if notes.contains(text.as_str()) {
            continue;
        }
        if !notes.is_empty() {
            notes.push_str("\n\n");
        }
        notes.push_str(&heading(field));
        notes.push('\n');
        notes.push_str(text);
    }
    (!notes.is_empty()).then_some(notes)
}

/// Merges notes by paragraphs: what either added is in them, what either took out is not.
///
/// Not one beside the other: notes keep what lost, and would double with each meeting.
fn merge_notes(base: Option<&str>, later: Option<&str>, earlier: Option<&str>) -> Option<String> {
    if later == earlier || earlier == base {
        return later.map(str::to_owned);
    }
    if later == base {
        return earlier.map(str::to_owned);
    }
    let paragraphs = |notes: Option<&str>| -> Vec<String> {
        let notes = notes.unwrap_or_default();
        notes.split("\n\n").filter(|one| !one.trim().is_empty()).map(str::to_owned).collect()
    };
    let (base, later, earlier) = (paragraphs(base), paragraphs(later), paragraphs(earlier));
    let mut merged: Vec<String> =
        later.into_iter().filter(|one| earlier.contains(one) || !base.contains(one)).collect();
    for one in earlier {
        if !base.contains(&one) && !merged.contains(&one) {
            merged.push(one);
        }
    }
    (!merged.is_empty()).then(|| merged.join("\n\n"))
}

/// Merges two versions of a story; which is whose does not matter.
pub(super) fn merge_story(
    base: Option<&StoryDocument>,
    one: &StoryDocument,
    other: &StoryDocument,
    kept: &mut Vec<Kept>,
) -> StoryDocument {
    if one == other {
        return one.clone();
    }
    // Of two of the same moment the text decides, so that both machines decide alike.
    let rank =
        |story: &StoryDocument| (story.updated, serde_json::to_string(story).unwrap_or_default());
    let (later, earlier) = if rank(one) >= rank(other) { (one, other) } else { (other, one) };
    let mut merge =
        Merge { base: base.cloned().unwrap_or_default(), later, earlier, beside: Vec::new() };
    let mut merged = StoryDocument {
        id: later.id,
        slug: merge.value("slug", |story| &story.slug),
        title: merge.field("title", |story| &story.title, Clone::clone),
        principles: merge.list("principles", |story| &story.principles, Clone::clone),
        project: merge.line("project", |story| &story.project),
        role: merge.line("role", |story| &story.role),
        organization: merge.line("organization", |story| &story.organization),
        period: merge.value("period", |story| &story.period),
        outcome: merge.value("outcome", |story| &story.outcome),
        headline: merge.line("headline", |story| &story.headline),
        situation: merge.line("situation", |story| &story.situation),
        task: merge.line("task", |story| &story.task),
        action: merge.line("action", |story| &story.action),
        result: merge.line("result", |story| &story.result),
        learning: merge.line("learning", |story| &story.learning),
        claims: merge.list("claims", |story| &story.claims, |claim| claim.figure.clone()),
        allow: merge.list("allow", |story| &story.allow, |allow| allow.code.clone()),
        notes: None,
        created: one.created.into_iter().chain(other.created).min(),
        updated: later.updated,
    };
    let claimed = merged.claims.clone();
    let sections = merged.sections();
    retain_supported(&mut merged.claims, &sections);
    for claim in claimed.iter().filter(|claim| !merged.claims.contains(claim)) {
        merge.beside.extend(serde_json::to_string(claim).map(|text| ("claims", text)));
    }
    let notes =
        merge_notes(merge.base.notes.as_deref(), later.notes.as_deref(), earlier.notes.as_deref());
    // What the notes themselves keep already is no news.
    let told: Vec<(&'static str, String)> = std::mem::take(&mut merge.beside);
    let standing = notes.clone().unwrap_or_default();
    kept.extend(
        told.iter()
            .filter(|(_, text)| !standing.contains(text.as_str()))
            .map(|(field, _)| Kept::of(&merged, Some(field))),
    );
    merged.notes = keep_beside(notes, &told);
    merged
}
