//! `star list --format json`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::VERSION;
use crate::analysis::{Status, StoryAnalysis};
use crate::catalogue::PrincipleId;
use crate::story::Story;

#[derive(Debug, Serialize)]
struct StoryJson<'a> {
    slug: &'a str,
    title: &'a str,
    status: Status,
    grade: u8,
    principles: &'a [PrincipleId],
    project: Option<&'a str>,
    updated: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    stories: Vec<StoryJson<'a>>,
}

/// Stories in the order given, as one document.
pub fn list(stories: &[(&Story, &StoryAnalysis)]) -> String {
    let stories = stories
        .iter()
        .map(|(story, analysis)| StoryJson {
            slug: story.slug.as_str(),
            title: &story.title,
            status: analysis.status,
            grade: analysis.grade().number(),
            principles: &story.principles,
            project: story.project.as_deref(),
            updated: story.updated,
        })
        .collect();
    super::pretty(&Document { version: VERSION, stories })
}
