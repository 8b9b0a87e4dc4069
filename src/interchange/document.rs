//! The wire types of the interchange document, in their fixed key order.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::text::{tidy_line, tidy_prose};
use crate::catalogue::PrincipleId;
use crate::story::{Allow, Claim, Outcome, Period, Sections, Slug, Story, StoryId};

/// The version of the document that this program reads and writes.
pub const VERSION: u32 = 1;

/// A whole library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryDocument {
    /// [`VERSION`].
    pub version: u32,
    /// The stories, in the order they are listed.
    pub stories: Vec<StoryDocument>,
}

/// One story as a document has it; only the title must be there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the story's field or section of the same name")]
pub struct StoryDocument {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<StoryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<Slug>,
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<PrincipleId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateTime<Utc>>,
}

impl StoryDocument {
    /// Every key of a story, in the order of a document.
    pub const KEYS: [&str; 20] = [
        "id", "slug", "title", "principles", "project", "role", "organization", "period",
        "outcome", "headline", "situation", "task", "action", "result", "learning", "claims",
        "allow", "notes", "created", "updated",
    ];

    /// The text by section.
    pub fn sections(&self) -> Sections {
        Sections {
            headline: self.headline.clone(),
            situation: self.situation.clone(),
            task: self.task.clone(),
            action: self.action.clone(),
            result: self.result.clone(),
            learning: self.learning.clone(),
        }
    }

    /// The slug it asks for: its own, or one made from the title.
    pub fn wanted_slug(&self) -> Slug {
        self.slug.clone().unwrap_or_else(|| Slug::from_title(&self.title))
    }

    /// The story that this document describes; times that it does not state are `now`.
    pub fn into_story(self, id: StoryId, slug: Slug, now: DateTime<Utc>) -> Story {
        let sections = self.sections();
        let updated = self.updated.unwrap_or(now);
        Story {
            id,
            slug,
            title: self.title,
            principles: self.principles,
            project: self.project,
            role: self.role,
            organization: self.organization,
            period: self.period,
            outcome: self.outcome,
            sections,
            claims: self.claims,
            allow: self.allow,
            notes: self.notes,
            created: self.created.unwrap_or_else(|| updated.min(now)),
            updated,
        }
    }

    /// Whether two documents say the same, whatever they are called and whenever they were written.
    pub fn same_content(&self, other: &Self) -> bool {
        let bare = |document: &Self| Self {
            id: None,
            slug: None,
            created: None,
            updated: None,
            ..document.clone()
        };
        bare(self) == bare(other)
    }
}

impl From<&Story> for StoryDocument {
    /// The story's document, its text normalised as a reader would.
    fn from(story: &Story) -> Self {
        let line = |text: &Option<String>| text.as_deref().and_then(tidy_line);
        let prose = |text: &Option<String>| text.as_deref().and_then(tidy_prose);
        let claim = |claim: &Claim| Claim {
            figure: tidy_line(&claim.figure).unwrap_or_default(),
            basis: claim.basis,
            source: line(&claim.source),
            share: line(&claim.share),
        };
        let allow = |allow: &Allow| Allow {
            code: allow.code.clone(),
            reason: tidy_line(&allow.reason).unwrap_or_default(),
        };
        Self {
            id: Some(story.id),
            slug: Some(story.slug.clone()),
            title: tidy_line(&story.title).unwrap_or_default(),
            principles: story.principles.clone(),
            project: line(&story.project),
            role: line(&story.role),
            organization: line(&story.organization),
            period: story.period,
            outcome: story.outcome,
            headline: prose(&story.sections.headline),
            situation: prose(&story.sections.situation),
            task: prose(&story.sections.task),
            action: prose(&story.sections.action),
            result: prose(&story.sections.result),
            learning: prose(&story.sections.learning),
            claims: story.claims.iter().map(claim).collect(),
            allow: story.allow.iter().map(allow).collect(),
            notes: prose(&story.notes),
            created: Some(story.created),
            updated: Some(story.updated),
        }
    }
}
