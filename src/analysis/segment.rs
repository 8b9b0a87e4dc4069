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
        let mut sentences: Vec<Range<usize>> = Vec::new();
        for (at, sentence) in text.split_sentence_bound_indices() {
            if sentence.trim().is_empty() {
                continue;
            }
            let lead = sentence.len() - sentence.trim_start().len();
            let piece = at + lead..at + sentence.trim_end().len();
            match sentences.last_mut() {
                Some(last) if goes_on(&text[last.clone()], &text[last.end..piece.end]) => {
                    last.end = piece.end;
                }
                _ => sentences.push(piece),
            }
        }
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

/// Abbreviations after which a capital does not begin a sentence.
const ABBREVIATIONS: &[&str] = &[
    "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "vs.", "e.g.", "i.e.", "approx.", "no.", "jr.",
    "sr.", "fig.", "dept.",
];

/// Whether a sentence goes on after a break that the rules of Unicode see: at a line end inside hard-wrapped
/// prose, or after an abbreviation. `rest` is the white space of the break and what follows.
fn goes_on(sentence: &str, rest: &str) -> bool {
    let gap = &rest[..rest.len() - rest.trim_start().len()];
    let next = rest.trim_start().chars().next();
    let wrapped = gap.matches('\n').count() == 1
        && sentence.ends_with(|c: char| c.is_alphanumeric() || ",-%$(&/\u{2019}'".contains(c))
        && next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    let last = sentence.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last = last.trim_start_matches(['(', '"', '\u{201c}']).to_lowercase();
    wrapped || (gap.matches('\n').count() < 2 && ABBREVIATIONS.contains(&last.as_str()))
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

    #[test]
    fn a_wrapped_line_or_an_abbreviation_does_not_end_a_sentence() {
        let count = |text| Segments::new(text).sentences().len();
        assert_eq!(count("I pulled the logs of\nfive weeks and matched\n61,000 visits."), 1);
        assert_eq!(count("I asked Dr. Weber first. She agreed."), 2);
        assert_eq!(count("I pulled the logs\n\nthen I left"), 2);
        assert_eq!(count("I pulled the logs.\nthen I left"), 2);
        assert_eq!(count("- pulled the logs\n- matched them"), 2);
    }
}
