//! Stories and what may happen to them: plain data and pure functions.

mod claim;
mod operation;
mod outcome;
mod period;
mod section;
mod slug;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::catalogue::PrincipleId;

pub use claim::{Allow, Basis, Claim};
pub use operation::{Change, Entity, Operation, Verb};
pub use outcome::Outcome;
pub use period::{Month, Period, PeriodError};
pub use section::{Section, Sections};
pub use slug::{Slug, SlugError};

/// A story's stable key: a UUIDv7, so that ids sort by creation and merges never collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoryId(pub Uuid);

impl std::fmt::Display for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// One episode told as Situation, Task, Action and Result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Stable key.
    pub id: StoryId,
    /// The name it is called by on the command line; unique in a library.
    pub slug: Slug,
    /// One line that names the episode.
    pub title: String,
    /// Principles it shows; the first is primary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<PrincipleId>,
    /// The undertaking that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// The author's role at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The text.
    #[serde(flatten)]
    pub sections: Sections,
    /// What the author says about figures in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// Findings that the author has looked at and accepts, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
    /// Private; never in a report or a redacted export.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// When it entered the library.
    pub created: DateTime<Utc>,
    /// When it last changed.
    pub updated: DateTime<Utc>,
}

impl Story {
    /// An empty draft.
    pub fn draft(id: StoryId, slug: Slug, title: impl Into<String>, now: DateTime<Utc>) -> Self {
        Self {
            id,
            slug,
            title: title.into(),
            principles: Vec::new(),
            project: None,
            role: None,
            organization: None,
            period: None,
            outcome: None,
            sections: Sections::default(),
            claims: Vec::new(),
            allow: Vec::new(),
            notes: None,
            created: now,
            updated: now,
        }
    }

    /// A section's text, if it has any.
    pub fn section(&self, section: Section) -> Option<&str> {
        self.sections.get(section)
    }

    /// The primary principle.
    pub fn primary(&self) -> Option<&PrincipleId> {
        self.principles.first()
    }

    /// Whether the story is tagged with a principle, as primary or secondary.
    pub fn carries(&self, principle: &PrincipleId) -> bool {
        self.principles.contains(principle)
    }
}
