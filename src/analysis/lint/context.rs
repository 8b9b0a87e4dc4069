//! What a rule may look at.

use chrono::NaiveDate;

use crate::analysis::grade::Assessment;
use crate::analysis::quantity::Quantity;
use crate::analysis::segment::Segments;
use crate::analysis::{LineIndex, Settings};
use crate::catalogue::Profile;
use crate::story::{Section, Story};

/// One section's text with everything found in it.
#[derive(Debug)]
pub struct SectionText<'a> {
    /// Which section.
    pub section: Section,
    /// Its words and sentences.
    pub segments: Segments<'a>,
    /// Byte offsets to code points.
    pub index: LineIndex,
    /// Its figures.
    pub quantities: Vec<Quantity>,
}

/// Everything a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its sections that have text, in document order.
    pub sections: Vec<SectionText<'a>>,
    /// How its Result is quantified.
    pub result: Assessment,
    /// The other stories of its project.
    pub siblings: &'a [&'a Story],
    /// The interview it is for.
    pub profile: &'a Profile,
    /// Thresholds.
    pub settings: &'a Settings,
    /// The calendar day on which it is read.
    pub today: NaiveDate,
}

impl<'a> Context<'a> {
    /// A section, if it has text.
    pub fn section(&self, section: Section) -> Option<&SectionText<'a>> {
        self.sections.iter().find(|text| text.section == section)
    }

    /// Words in a section.
    pub fn words(&self, section: Section) -> usize {
        self.section(section).map_or(0, |text| text.segments.words().len())
    }

    /// Words that are said aloud.
    pub fn spoken_words(&self) -> usize {
        Section::SPOKEN.into_iter().map(|section| self.words(section)).sum()
    }
}
