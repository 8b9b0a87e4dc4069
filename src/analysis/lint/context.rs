//! What a rule may look at.

use std::ops::Range;

use chrono::NaiveDate;

use crate::analysis::grade::Assessment;
use crate::analysis::quantity::Quantity;
use crate::analysis::segment::Segments;
use crate::analysis::voice::quotations;
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
    /// Its words in lower case with straight apostrophes, one for one with the segments'.
    lower: Vec<String>,
    /// Byte ranges inside double quotes: somebody else's words.
    quoted: Vec<Range<usize>>,
}

impl<'a> SectionText<'a> {
    /// Segments a section's text.
    pub fn new(section: Section, text: &'a str, quantities: Vec<Quantity>) -> Self {
        let segments = Segments::new(text);
        let lower = segments
            .words()
            .iter()
            .map(|word| text[word.clone()].replace('\u{2019}', "'").to_lowercase())
            .collect();
        let quoted = quotations(text);
        Self { section, segments, index: LineIndex::new(text), quantities, lower, quoted }
    }

    /// The text itself.
    pub fn text(&self) -> &'a str {
        self.segments.text()
    }

    /// The word at an index, in lower case with straight apostrophes.
    pub fn word(&self, at: usize) -> &str {
        &self.lower[at]
    }

    /// Where the word at an index stands.
    pub fn word_range(&self, at: usize) -> Range<usize> {
        self.segments.words()[at].clone()
    }

    /// Indices of the words that lie wholly in a byte range.
    pub fn words_within(&self, bytes: Range<usize>) -> Range<usize> {
        let words = self.segments.words();
        let from = words.partition_point(|word| word.start < bytes.start);
        let to = words.partition_point(|word| word.end <= bytes.end);
        from..to.max(from)
    }

    /// The sentence that holds a byte, or the nearest one before it.
    pub fn sentence_at(&self, byte: usize) -> Range<usize> {
        let sentences = self.segments.sentences();
        let after = sentences.partition_point(|sentence| sentence.start <= byte);
        sentences.get(after.saturating_sub(1)).cloned().unwrap_or(0..self.text().len())
    }

    /// What stands between two neighbouring words.
    pub fn between(&self, left: usize, right: usize) -> &'a str {
        &self.text()[self.word_range(left).end..self.word_range(right).start]
    }

    /// Whether a byte lies inside double quotes.
    pub fn is_quoted(&self, byte: usize) -> bool {
        self.quoted.iter().any(|range| range.contains(&byte))
    }
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

    /// Share of the spoken words that some sections hold; nothing where nothing is spoken.
    pub fn share(&self, sections: &[Section]) -> Option<f64> {
        let spoken = self.spoken_words();
        let held: usize = sections.iter().map(|&section| self.words(section)).sum();
        (spoken > 0).then(|| held as f64 / spoken as f64)
    }

    /// Words that fill the target time at the author's pace.
    pub fn target_words(&self) -> f64 {
        self.settings.pace * self.settings.target_seconds / 60.0
    }

    /// Whether so little is written that shares of it mean nothing: under a quarter of the target.
    pub fn is_sketch(&self) -> bool {
        (self.spoken_words() as f64) < self.target_words() / 4.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_finds_its_sentence() {
        let section = SectionText::new(Section::Action, "I cut it. It held.", Vec::new());
        assert_eq!(section.sentence_at(12), 10..18);
        assert_eq!(section.words_within(10..18), 3..5);
        assert_eq!(section.word(3), "it");
    }
}
