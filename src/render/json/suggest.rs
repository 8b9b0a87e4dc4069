//! `star suggest STORY --format json`.

use serde::Serialize;

use super::VERSION;
use crate::catalogue::PrincipleId;
use crate::matching::Suggestions;
use crate::story::{Section, Story};

#[derive(Debug, Serialize)]
struct EvidenceJson<'a> {
    section: Section,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct PrincipleJson<'a> {
    id: &'a PrincipleId,
    score: f64,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    slug: &'a str,
    principles: Vec<PrincipleJson<'a>>,
}

/// The principles that a story's text shows, best first, as one document.
pub fn suggest(story: &Story, suggestions: &Suggestions) -> String {
    super::pretty(&Document {
        version: VERSION,
        slug: story.slug.as_str(),
        principles: suggestions
            .principles
            .iter()
            .map(|shown| PrincipleJson {
                id: &shown.principle,
                score: shown.score,
                evidence: shown
                    .evidence
                    .iter()
                    .filter_map(|(section, span)| {
                        Some(EvidenceJson {
                            section: *section,
                            start: span.start,
                            end: span.end,
                            text: span.slice(story.section(*section)?),
                        })
                    })
                    .collect(),
            })
            .collect(),
    })
}
