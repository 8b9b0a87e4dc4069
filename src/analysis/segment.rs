//! Words and sentences, found once and used by every check.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A text with its words and sentences as byte ranges.
#[derive(Debug, Clone)]
pub struct Segments<'a> {
    text: &'a str,
    words: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
}

impl<'a> Segments<'a> {
    /// Segments a text by the rules of Unicode (UAX #29).
    pub fn new(text: &'a str) -> Self {
        let words = text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect();
        let sentences = text
            .split_sentence_bound_indices()
            .filter(|(_, sentence)| !sentence.trim().is_empty())
            .map(|(at, sentence)| {
                let lead = sentence.len() - sentence.trim_start().len();
                at + lead..at + sentence.trim_end().len()
            })
            .collect();
        Self { text, words, sentences }
    }

    /// The text itself.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Byte ranges of the words, in order.
    pub fn words(&self) -> &[Range<usize>] {
        &self.words
    }

    /// Byte ranges of the sentences, in order, without the white space around them.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The words of a byte range, with their places.
    pub fn words_in(&self, range: Range<usize>) -> &[Range<usize>] {
        let from = self.words.partition_point(|word| word.start < range.start);
        let to = self.words.partition_point(|word| word.end <= range.end);
        &self.words[from..to.max(from)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_sentences_keep_their_places() {
        let segments = Segments::new("I cut it. It's 4.2 s now!\nDone.");
        let words: Vec<_> =
            segments.words().iter().map(|range| &segments.text()[range.clone()]).collect();
        assert_eq!(words, ["I", "cut", "it", "It's", "4.2", "s", "now", "Done"]);
        let sentences: Vec<_> =
            segments.sentences().iter().map(|range| &segments.text()[range.clone()]).collect();
        assert_eq!(sentences, ["I cut it.", "It's 4.2 s now!", "Done."]);
        assert_eq!(segments.words_in(segments.sentences()[1].clone()).len(), 4);
    }
}
