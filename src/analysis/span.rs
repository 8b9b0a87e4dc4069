//! Places in a text, counted in Unicode scalar values.

use serde::{Deserialize, Serialize};

/// A half-open range of code point offsets into one section's text.
///
/// Code points, not bytes, because that is what the JSON contract promises and what editors and other
/// languages count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Whether two spans share a code point.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words at this span; empty where it lies outside the text.
    pub fn slice(self, text: &str) -> &str {
        let mut bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let Some(start) = bytes.nth(self.start) else { return "" };
        let end = match self.end - self.start {
            0 => start,
            n => bytes.nth(n - 1).unwrap_or(text.len()),
        };
        &text[start..end]
    }
}

/// Turns byte offsets of one text into code point offsets, and those into lines and columns.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// Byte offset of every code point; empty for ASCII text, where the two agree.
    starts: Vec<usize>,
    /// Code point offset at which each line starts.
    lines: Vec<usize>,
    /// Length of the text in bytes.
    end: usize,
}

impl LineIndex {
    /// Indexes a text.
    pub fn new(text: &str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(byte, _)| byte).collect()
        };
        let lines = std::iter::once(0)
            .chain(text.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at + 1))
            .collect();
        Self { starts, lines, end: text.len() }
    }

    /// The code point offset of a byte offset that lies on a character boundary.
    pub fn offset(&self, byte: usize) -> usize {
        if self.starts.is_empty() {
            byte
        } else {
            self.starts.partition_point(|&start| start < byte)
        }
    }

    /// The span of a byte range.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.offset(bytes.start), self.offset(bytes.end))
    }

    /// The byte range of a span; past the text's end it stops there.
    pub fn bytes(&self, span: Span) -> std::ops::Range<usize> {
        let byte = |offset: usize| {
            if self.starts.is_empty() {
                offset.min(self.end)
            } else {
                self.starts.get(offset).copied().unwrap_or(self.end)
            }
        };
        byte(span.start)..byte(span.end)
    }

    /// Line and column of a code point offset, both from one.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= offset);
        (line, offset - self.lines[line - 1] + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_and_columns_count_code_points_from_one() {
        let index = LineIndex::new("né\nb👍c");
        assert_eq!(index.line_column(0), (1, 1));
        assert_eq!(index.line_column(2), (1, 3));
        assert_eq!(index.line_column(3), (2, 1));
        assert_eq!(index.line_column(5), (2, 3));
    }

    proptest! {
        #[test]
        fn a_span_of_bytes_slices_the_same_words(text in ".{0,40}", a in 0usize..40, b in 0usize..40) {
            let bounds: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let range = a.min(b)..a.max(b);
            let index = LineIndex::new(&text);
            let span = index.span(range.clone());
            prop_assert_eq!(index.bytes(span), range.clone());
            prop_assert_eq!(span.slice(&text), &text[range]);
        }
    }
}
