//! Documents out: one form, byte for byte the same each time.
//!
//! Written by hand rather than by a serialiser, because the order of keys, the choice of block or quotes and
//! the blank line between stories are the contract, and because text is to be read alike by every reader of
//! YAML, not only by ours.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};

use super::document::{LibraryDocument, StoryDocument, VERSION};
use super::scalar::{block, scalar};
use crate::catalogue::PrincipleId;
use crate::story::{Allow, Claim, Story};

/// A library as YAML.
pub fn library_yaml(stories: &[Story]) -> String {
    let mut yaml = format!("version: {VERSION}\nstories:");
    if stories.is_empty() {
        yaml.push_str(" []\n");
        return yaml;
    }
    for (index, story) in stories.iter().enumerate() {
        yaml.push_str(if index == 0 { "\n" } else { "\n\n" });
        let mut writer = Writer::item("");
        writer.story(&StoryDocument::from(story));
        yaml.push_str(&writer.yaml);
    }
    yaml.push('\n');
    yaml
}

/// One story as a YAML file of its own, as the directory form has it.
pub fn story_yaml(story: &Story) -> String {
    let mut writer = Writer::top();
    writer.field("version", VERSION.to_string());
    writer.story(&StoryDocument::from(story));
    writer.yaml.push('\n');
    writer.yaml
}

/// What the directory form calls a story's file.
pub fn story_file_name(story: &Story) -> String {
    format!("{}.yaml", story.slug)
}

/// A library as JSON, with the same keys in the same order.
///
/// # Errors
///
/// Never for stories of a library; a time beyond the years that JSON's times can state is one.
pub fn library_json(stories: &[Story]) -> Result<String, serde_json::Error> {
    let document = LibraryDocument {
        version: VERSION,
        stories: stories.iter().map(StoryDocument::from).collect(),
    };
    serde_json::to_string_pretty(&document).map(|json| json + "\n")
}

/// One story as JSON.
///
/// # Errors
///
/// As [`library_json`].
pub fn story_json(story: &Story) -> Result<String, serde_json::Error> {
    #[derive(serde::Serialize)]
    struct File {
        version: u32,
        #[serde(flatten)]
        story: StoryDocument,
    }
    let file = File { version: VERSION, story: StoryDocument::from(story) };
    serde_json::to_string_pretty(&file).map(|json| json + "\n")
}

/// Writes the keys of a mapping line by line.
struct Writer {
    yaml: String,
    /// What stands before the next key.
    lead: String,
    /// What stands before every later key.
    margin: String,
}

impl Writer {
    /// A mapping at the left edge.
    fn top() -> Self {
        Self { yaml: String::new(), lead: String::new(), margin: String::new() }
    }

    /// A mapping that is an item of a list, indented against the list's key.
    fn item(margin: &str) -> Self {
        Self { yaml: String::new(), lead: format!("{margin}  - "), margin: format!("{margin}    ") }
    }

    fn story(&mut self, story: &StoryDocument) {
        self.field("id", story.id.map(|id| id.to_string()));
        self.field("slug", story.slug.as_ref().map(|slug| scalar(slug.as_str())));
        self.field("title", scalar(&story.title));
        self.field("principles", principle_list(&story.principles));
        self.line("project", story.project.as_deref());
        self.line("role", story.role.as_deref());
        self.line("organization", story.organization.as_deref());
        self.field("period", story.period.map(|period| period.to_string()));
        self.field("outcome", story.outcome.map(|outcome| outcome.as_str().to_owned()));
        match story.headline.as_deref() {
            Some(headline) if headline.contains('\n') => self.prose("headline", Some(headline)),
            headline => self.line("headline", headline),
        }
        self.prose("situation", story.situation.as_deref());
        self.prose("task", story.task.as_deref());
        self.prose("action", story.action.as_deref());
        self.prose("result", story.result.as_deref());
        self.prose("learning", story.learning.as_deref());
        self.list("claims", &story.claims, Self::claim);
        self.list("allow", &story.allow, Self::allow);
        self.prose("notes", story.notes.as_deref());
        self.field("created", story.created.map(time));
        self.field("updated", story.updated.map(time));
    }

    fn claim(&mut self, claim: &Claim) {
        self.field("figure", scalar(&claim.figure));
        self.field("basis", claim.basis.as_str().to_owned());
        self.line("source", claim.source.as_deref());
        self.line("share", claim.share.as_deref());
    }

    fn allow(&mut self, allow: &Allow) {
        self.field("code", scalar(&allow.code));
        self.field("reason", scalar(&allow.reason));
    }

    fn line(&mut self, key: &str, text: Option<&str>) {
        self.field(key, text.map(scalar));
    }

    fn prose(&mut self, key: &str, text: Option<&str>) {
        let indent = self.margin.len() + 2;
        self.field(key, text.map(|text| block(text, indent)));
    }

    fn list<T>(&mut self, key: &str, items: &[T], write: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        let mut value = String::new();
        for item in items {
            let mut writer = Self::item(&self.margin);
            write(&mut writer, item);
            value.push('\n');
            value.push_str(&writer.yaml);
        }
        self.field(key, value);
    }

    fn field(&mut self, key: &str, value: impl Into<Option<String>>) {
        let Some(value) = value.into() else { return };
        if !self.yaml.is_empty() {
            self.yaml.push('\n');
        }
        let gap = if value.starts_with('\n') { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(self.yaml, "{}{key}:{gap}{value}", self.lead);
        self.lead.clone_from(&self.margin);
    }
}

fn principle_list(principles: &[PrincipleId]) -> Option<String> {
    if principles.is_empty() {
        return None;
    }
    let plain = |id: &str| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let ids: Vec<String> = principles
        .iter()
        .map(|id| id.as_str())
        .map(|id| if plain(id) { scalar(id) } else { super::scalar::quoted(id) })
        .collect();
    Some(format!("[{}]", ids.join(", ")))
}

/// A time as documents state it.
pub(super) fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
