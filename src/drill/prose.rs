//! A section as words, sentences and clauses.

use std::ops::Range;

use super::clause::{self, Clause};
use super::words::{self, Stop, Word};
use crate::story::Section;

/// A section, read.
#[derive(Debug)]
pub(super) struct Prose<'a> {
    /// Which section.
    pub(super) section: Section,
    /// Its text.
    pub(super) text: &'a str,
    /// Its words, in order.
    pub(super) words: Vec<Word>,
    /// Its sentences, as ranges of words.
    pub(super) sentences: Vec<Range<usize>>,
    /// Its clauses, in order.
    pub(super) clauses: Vec<Clause>,
    /// One past the last word of every part that a clause may end with, in order.
    pub(super) breaks: Vec<usize>,
}

impl<'a> Prose<'a> {
    /// Reads a section.
    pub(super) fn new(section: Section, text: &'a str) -> Self {
        let words = words::words(text);
        let sentences = sentences(&words);
        let mut prose =
            Self { section, text, words, sentences, clauses: Vec::new(), breaks: Vec::new() };
        clause::read(&mut prose);
        prose
    }

    /// A word in lower case; empty beyond the end.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// What separates a word from the next.
    pub(super) fn stop(&self, at: usize) -> Stop {
        self.words.get(at).map_or(Stop::End, |word| word.stop)
    }

    /// A run of words as it stands in the text.
    pub(super) fn slice(&self, words: Range<usize>) -> &'a str {
        match (self.words.get(words.start), self.words.get(words.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if words.start < words.end => {
                &self.text[first.bytes.start..last.bytes.end]
            }
            _ => "",
        }
    }

    /// Where a phrase begins within a range of words.
    pub(super) fn find(&self, words: Range<usize>, phrase: &str) -> Option<usize> {
        words.clone().find(|&at| self.matches(at, words.end, phrase))
    }

    /// Whether a phrase stands at a word, ending before `end`.
    pub(super) fn matches(&self, at: usize, end: usize, phrase: &str) -> bool {
        phrase
            .split(' ')
            .enumerate()
            .all(|(ahead, part)| at + ahead < end && self.lower(at + ahead) == part)
    }

    /// The words that a range of code points touches.
    pub(super) fn words_at(&self, chars: Range<usize>) -> Range<usize> {
        let from = self.words.partition_point(|word| word.chars.end <= chars.start);
        let to = self.words.partition_point(|word| word.chars.start < chars.end);
        from..to.max(from)
    }

    /// The sentence that holds a word.
    pub(super) fn sentence_of(&self, at: usize) -> Option<Range<usize>> {
        self.sentences.iter().find(|sentence| sentence.contains(&at)).cloned()
    }

    /// The first break after a word.
    pub(super) fn next_break(&self, after: usize) -> usize {
        let at = self.breaks.partition_point(|&end| end <= after);
        self.breaks.get(at).copied().unwrap_or(self.words.len())
    }

    /// One past the last word before the next punctuation.
    pub(super) fn next_stop(&self, from: usize, end: usize) -> usize {
        (from..end).find(|&at| self.stop(at) != Stop::None).map_or(end, |at| at + 1)
    }
}

fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        if word.stop == Stop::End {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < words.len() {
        sentences.push(start..words.len());
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_reader_would_end_it() {
        let cases: &[(&str, &[&str])] = &[
            (
                "I asked Dr. Lee vs. the board. \"Why?\" she said.\nThen I left at 5 p.m. and\nwent home",
                &[
                    "I asked Dr. Lee vs. the board",
                    "Why",
                    "she said",
                    "Then I left at 5 p.m. and\nwent home",
                ],
            ),
            (
                "- pulled the logs\n- called Ana\n3) shipped it\n\nno stop here",
                &["pulled the logs", "called Ana", "shipped it", "no stop here"],
            ),
            ("Pulled the logs\nCalled support", &["Pulled the logs", "Called support"]),
            (
                "we waited for the report of the customs office, and then\nI asked the harbour",
                &["we waited for the report of the customs office, and then\nI asked the harbour"],
            ),
        ];
        for (text, expected) in cases {
            let prose = Prose::new(Section::Action, text);
            let found: Vec<&str> =
                prose.sentences.iter().map(|words| prose.slice(words.clone())).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
