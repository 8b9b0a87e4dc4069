//! One story, read whole.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::grade::{self, Assessment, Grade};
use super::lint::{self, Context, Finding, SectionText, Severity};
use super::quantity::{self, Quantity};
use super::voice::FirstPerson;
use super::{Settings, speech};
use crate::catalogue::{Bits, Profile, Tags};
use crate::story::{Section, Slug, Story, StoryId};

/// How far along a story is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It has an error-level finding or its Result is below grade 3.
    Draft,
    /// No error-level finding, and grade 3 or more.
    Ready,
    /// Ready, and it survived four layers of follow-up in the last 21 days.
    Proven,
}

impl Status {
    /// The status' id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Proven => "proven",
        }
    }

    /// Whether the story can be told in a loop.
    pub fn is_ready(self) -> bool {
        self >= Self::Ready
    }
}

/// A figure and the section it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct LocatedQuantity {
    /// Which section.
    pub section: Section,
    /// The figure, with its span in that section.
    pub quantity: Quantity,
}

/// One story, read whole.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryAnalysis {
    /// Which story.
    pub id: StoryId,
    /// How far along it is.
    pub status: Status,
    /// The principles of the profile that it is tagged with.
    pub tags: Tags,
    /// How its Result is quantified.
    pub result: Assessment,
    /// Words by section; absent sections have none.
    pub words: BTreeMap<Section, usize>,
    /// Seconds it takes to say.
    pub spoken_seconds: u32,
    /// Who acts in the Action.
    pub first_person: FirstPerson,
    /// Every figure of every section.
    pub quantities: Vec<LocatedQuantity>,
    /// What the rules found, by section and place.
    pub findings: Vec<Finding>,
}

impl StoryAnalysis {
    /// The grade of the Result.
    pub fn grade(&self) -> Grade {
        self.result.grade
    }

    /// Spoken words in all.
    pub fn spoken_words(&self) -> usize {
        Section::SPOKEN.iter().filter_map(|section| self.words.get(section)).sum()
    }
}

/// Reads one story; `siblings` are the other stories of its project.
pub fn analyse(
    story: &Story,
    siblings: &[&Story],
    profile: &Profile,
    settings: &Settings,
    today: NaiveDate,
) -> StoryAnalysis {
    let setup: Vec<(Section, &str)> = [Section::Situation, Section::Task]
        .into_iter()
        .filter_map(|section| Some((section, story.section(section)?)))
        .collect();
    let result =
        grade::assess(story.section(Section::Result).unwrap_or_default(), Section::Result, &setup);
    let sections: Vec<SectionText<'_>> = story
        .sections
        .iter()
        .map(|(section, text)| {
            let quantities = if section == Section::Result {
                result.quantities.clone()
            } else {
                quantity::recognise(text, section)
            };
            SectionText::new(section, text, quantities)
        })
        .collect();
    let context = Context { story, sections, result, siblings, profile, settings, today };
    let findings = lint::check(&context);

    let words: BTreeMap<Section, usize> =
        context.sections.iter().map(|text| (text.section, text.segments.words().len())).collect();
    let spoken_seconds = speech::seconds(context.spoken_words(), settings.pace);
    let first_person = FirstPerson::count(story.section(Section::Action).unwrap_or_default());
    let quantities = context
        .sections
        .iter()
        .flat_map(|text| {
            let section = text.section;
            text.quantities
                .iter()
                .cloned()
                .map(move |quantity| LocatedQuantity { section, quantity })
        })
        .collect();
    let clean = findings.iter().all(|finding| finding.severity < Severity::Error);
    let status = if clean && context.result.grade >= Grade::Anchored {
        Status::Ready
    } else {
        Status::Draft
    };
    StoryAnalysis {
        id: story.id,
        status,
        tags: Bits::of(profile).tags(&story.principles),
        result: context.result,
        words,
        spoken_seconds,
        first_person,
        quantities,
        findings,
    }
}

/// What the rules find in one text, read as a section that stands alone.
///
/// Remarks about sections that a lone text cannot have are left out.
pub fn analyse_text(
    text: &str,
    section: Section,
    profile: &Profile,
    settings: &Settings,
    today: NaiveDate,
) -> Vec<Finding> {
    let id = StoryId(uuid::Uuid::nil());
    let mut story = Story::draft(id, Slug::from_title(""), "", chrono::DateTime::UNIX_EPOCH);
    story.sections.set(section, Some(text.to_owned()));
    let mut findings = analyse(&story, &[], profile, settings, today).findings;
    findings.retain(|finding| finding.section == Some(section));
    findings
}

/// Reads every story of a library, in the order given.
pub fn analyse_library(
    stories: &[Story],
    profile: &Profile,
    settings: &Settings,
    today: NaiveDate,
) -> Vec<StoryAnalysis> {
    let mut projects: BTreeMap<&str, Vec<&Story>> = BTreeMap::new();
    for story in stories {
        if let Some(project) = &story.project {
            projects.entry(project).or_default().push(story);
        }
    }
    stories
        .iter()
        .map(|story| {
            let siblings: Vec<&Story> = story
                .project
                .as_deref()
                .and_then(|project| projects.get(project))
                .map(|all| all.iter().copied().filter(|other| other.id != story.id).collect())
                .unwrap_or_default();
            analyse(story, &siblings, profile, settings, today)
        })
        .collect()
}
