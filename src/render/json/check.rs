//! `star check --format json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::VERSION;
use super::quantify::QuantityJson;
use crate::analysis::lint::{Finding, Severity};
use crate::analysis::voice::FirstPerson;
use crate::analysis::{Status, StoryAnalysis};
use crate::render::check::place;
use crate::story::{Section, Story};

#[derive(Debug, Serialize)]
struct LocatedJson<'a> {
    section: Section,
    #[serde(flatten)]
    quantity: QuantityJson<'a>,
}

#[derive(Debug, Serialize)]
struct FindingJson<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    section: Option<Section>,
    start: Option<usize>,
    end: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: &'a str,
}

impl<'a> FindingJson<'a> {
    fn new(story: &Story, finding: &'a Finding) -> Self {
        let (section, line, column) = place(story, finding);
        Self {
            code: finding.code,
            name: finding.name,
            severity: finding.severity,
            section,
            start: finding.span.map(|span| span.start),
            end: finding.span.map(|span| span.end),
            line,
            column,
            message: &finding.message,
            help: &finding.help,
        }
    }
}

#[derive(Debug, Serialize)]
struct StoryJson<'a> {
    slug: &'a str,
    title: &'a str,
    status: Status,
    grade: u8,
    grade_name: &'a str,
    spoken_seconds: u32,
    words: &'a BTreeMap<Section, usize>,
    first_person: FirstPerson,
    quantities: Vec<LocatedJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Debug, Default, Serialize)]
struct Summary {
    stories: usize,
    ready: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    stories: Vec<StoryJson<'a>>,
    summary: Summary,
}

/// Stories with what was found in each, as one document.
pub fn check(stories: &[(&Story, &StoryAnalysis)]) -> String {
    let mut summary = Summary { stories: stories.len(), ..Summary::default() };
    for (_, analysis) in stories {
        summary.ready += usize::from(analysis.status.is_ready());
        for finding in &analysis.findings {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Info => summary.infos += 1,
            }
        }
    }
    let stories = stories
        .iter()
        .map(|(story, analysis)| StoryJson {
            slug: story.slug.as_str(),
            title: &story.title,
            status: analysis.status,
            grade: analysis.grade().number(),
            grade_name: analysis.grade().name(),
            spoken_seconds: analysis.spoken_seconds,
            words: &analysis.words,
            first_person: analysis.first_person,
            quantities: analysis
                .quantities
                .iter()
                .map(|located| LocatedJson {
                    section: located.section,
                    quantity: QuantityJson::new(
                        &located.quantity,
                        story.section(located.section).unwrap_or_default(),
                    ),
                })
                .collect(),
            findings: analysis
                .findings
                .iter()
                .map(|finding| FindingJson::new(story, finding))
                .collect(),
        })
        .collect();
    super::pretty(&Document { version: VERSION, stories, summary })
}
