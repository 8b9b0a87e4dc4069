//! The named parts of a story.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A named part of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// The one-line opener.
    Headline,
    /// Where and when, and what was at stake.
    Situation,
    /// What the author had to achieve.
    Task,
    /// What the author did.
    Action,
    /// What came of it.
    Result,
    /// What the author took from it.
    Learning,
}

impl Section {
    /// Every section, in the order of a document.
    pub const ALL: [Self; 6] =
        [Self::Headline, Self::Situation, Self::Task, Self::Action, Self::Result, Self::Learning];

    /// The sections that are said aloud and count towards spoken length.
    pub const SPOKEN: [Self; 5] =
        [Self::Situation, Self::Task, Self::Action, Self::Result, Self::Learning];

    /// The sections without which there is no STAR story.
    pub const REQUIRED: [Self; 4] = [Self::Situation, Self::Task, Self::Action, Self::Result];

    /// The section's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Situation => "situation",
            Self::Task => "task",
            Self::Action => "action",
            Self::Result => "result",
            Self::Learning => "learning",
        }
    }

    /// The section's name as a heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Situation => "Situation",
            Self::Task => "Task",
            Self::Action => "Action",
            Self::Result => "Result",
            Self::Learning => "Learning",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Section {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|section| section.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| text.to_owned())
    }
}

/// The text of a story, by section; an empty or absent section is the same thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is the section of the same name")]
pub struct Sections {
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
}

impl Sections {
    /// A section's text, if it holds more than white space.
    pub fn get(&self, section: Section) -> Option<&str> {
        let text = match section {
            Section::Headline => &self.headline,
            Section::Situation => &self.situation,
            Section::Task => &self.task,
            Section::Action => &self.action,
            Section::Result => &self.result,
            Section::Learning => &self.learning,
        };
        text.as_deref().filter(|text| !text.trim().is_empty())
    }

    /// Replaces a section's text; white space alone clears it.
    pub fn set(&mut self, section: Section, text: Option<String>) {
        let text = text.filter(|text| !text.trim().is_empty());
        let slot = match section {
            Section::Headline => &mut self.headline,
            Section::Situation => &mut self.situation,
            Section::Task => &mut self.task,
            Section::Action => &mut self.action,
            Section::Result => &mut self.result,
            Section::Learning => &mut self.learning,
        };
        *slot = text;
    }

    /// The sections that have text, in document order.
    pub fn iter(&self) -> impl Iterator<Item = (Section, &str)> {
        Section::ALL.into_iter().filter_map(|section| Some((section, self.get(section)?)))
    }
}
