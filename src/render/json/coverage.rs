//! `star coverage --format json`.

use serde::Serialize;

use super::VERSION;
use crate::catalogue::{PrincipleId, Tier};
use crate::coverage::Coverage;
use crate::story::Slug;

#[derive(Debug, Serialize)]
struct PrincipleJson<'a> {
    id: &'a PrincipleId,
    name: &'a str,
    tier: Tier,
    target: u8,
    primary: usize,
    secondary: usize,
    ready: usize,
    stories: &'a [Slug],
    status: &'a str,
}

#[derive(Debug, Serialize)]
struct Summary {
    covered: usize,
    thin: usize,
    gap: usize,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    principles: Vec<PrincipleJson<'a>>,
    summary: Summary,
}

/// Principles in the profile's order, as one document.
pub fn coverage(coverage: &Coverage) -> String {
    let summary = coverage.summary();
    super::pretty(&Document {
        version: VERSION,
        principles: coverage
            .principles
            .iter()
            .map(|row| PrincipleJson {
                id: &row.id,
                name: &row.name,
                tier: row.tier,
                target: row.target,
                primary: row.primary,
                secondary: row.secondary,
                ready: row.ready,
                stories: &row.stories,
                status: row.status.as_str(),
            })
            .collect(),
        summary: Summary { covered: summary.covered, thin: summary.thin, gap: summary.gap },
    })
}
