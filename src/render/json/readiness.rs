//! `star readiness --format json`.

use serde::Serialize;

use super::VERSION;
use crate::catalogue::PrincipleId;
use crate::readiness::Readiness;
use crate::story::{Slug, Story};

#[derive(Debug, Serialize)]
struct WriteNext<'a> {
    principle: &'a PrincipleId,
    readiness: f64,
    gain: f64,
}

#[derive(Debug, Serialize)]
struct Fragile<'a> {
    slug: &'a Slug,
    readiness: f64,
    loss: f64,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    readiness: f64,
    expected_answered: f64,
    questions: usize,
    write_next: Vec<WriteNext<'a>>,
    fragile: Vec<Fragile<'a>>,
    rounds: Vec<()>,
}

/// Readiness with what would raise and lower it, as one document.
pub fn readiness(readiness: &Readiness, stories: &[Story]) -> String {
    super::pretty(&Document {
        version: VERSION,
        readiness: readiness.probability,
        expected_answered: readiness.expected_answered,
        questions: readiness.questions,
        write_next: readiness
            .write_next
            .iter()
            .map(|next| WriteNext {
                principle: &next.principle,
                readiness: next.readiness,
                gain: next.gain,
            })
            .collect(),
        fragile: readiness
            .fragile
            .iter()
            .filter_map(|fragile| {
                let slug = &stories.get(fragile.story)?.slug;
                Some(Fragile { slug, readiness: fragile.readiness, loss: fragile.loss })
            })
            .collect(),
        rounds: Vec::new(),
    })
}
