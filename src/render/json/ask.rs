//! `star ask --format json`.

use serde::Serialize;

use super::VERSION;
use crate::catalogue::PrincipleId;
use crate::matching::Answer;

#[derive(Debug, Serialize)]
struct PrincipleJson<'a> {
    id: &'a PrincipleId,
    score: f64,
}

#[derive(Debug, Serialize)]
struct StoryJson<'a> {
    slug: &'a str,
    score: f64,
    why: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    question: &'a str,
    principles: Vec<PrincipleJson<'a>>,
    stories: Vec<StoryJson<'a>>,
}

/// Every principle and so many stories, best first, as one document.
pub fn ask(question: &str, answer: &Answer, most: usize) -> String {
    super::pretty(&Document {
        version: VERSION,
        question,
        principles: answer
            .principles
            .iter()
            .map(|(id, probability)| PrincipleJson { id, score: *probability })
            .collect(),
        stories: answer
            .stories
            .iter()
            .take(most)
            .map(|found| StoryJson {
                slug: found.slug.as_str(),
                score: found.score,
                why: found.why.iter().map(ToString::to_string).collect(),
            })
            .collect(),
    })
}
