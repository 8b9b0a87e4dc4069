//! A finding under the words it is about.

use super::style::{self, Tone};
use crate::analysis::Span;

/// Lines of the text that are shown for one span at the most; the rest of a long span is in the text.
const MOST_LINES: usize = 3;

/// The lines of a text that hold a span, wrapped to a width, each with a mark under the span's words.
///
/// Wide characters and emoji take the columns that a terminal gives them, so the mark stands under the words.
pub fn excerpt(text: &str, span: Span, width: usize, tone: Tone) -> Vec<String> {
    let mut shown = Vec::new();
    for line in wrapped(&style::clean(text), width) {
        if line.place.overlaps(span) {
            shown.extend(line.drawn(&[(span, tone)]));
        }
    }
    shown.truncate(MOST_LINES * 2);
    shown
}

/// The whole text wrapped to a width, with a mark under the words of every span.
pub fn marked(text: &str, spans: &[(Span, Tone)], width: usize) -> Vec<String> {
    wrapped(&style::clean(text), width)
        .iter()
        .flat_map(|line| {
            let here: Vec<(Span, Tone)> =
                spans.iter().copied().filter(|(span, _)| line.place.overlaps(*span)).collect();
            if here.is_empty() { vec![line.words.to_owned()] } else { line.whole().drawn(&here) }
        })
        .collect()
}

/// One line of a wrapped text.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    words: &'a str,
    /// Where its words stand in the text.
    place: Span,
    /// Whether something of its paragraph stands before and behind it.
    cut: (bool, bool),
}

impl Line<'_> {
    /// The same line where its neighbours are shown as well, so that nothing is cut.
    fn whole(self) -> Self {
        Self { cut: (false, false), ..self }
    }

    /// The line and, beneath it, the marks.
    fn drawn(&self, spans: &[(Span, Tone)]) -> Vec<String> {
        let lead = if self.cut.0 { "…" } else { "" };
        let tail = if self.cut.1 { "…" } else { "" };
        let mut top = style::paint(Tone::Muted, lead);
        let mut bottom = " ".repeat(style::columns(lead));
        let mut at = 0;
        for (span, tone) in spans {
            let from = span.start.max(self.place.start) - self.place.start;
            let to = span.end.min(self.place.end) - self.place.start;
            if from < at || from >= to {
                continue;
            }
            let before = Span::new(at, from).slice(self.words);
            let words = Span::new(from, to).slice(self.words);
            top.push_str(before);
            top.push_str(&style::paint(Tone::Strong, words));
            bottom.push_str(&" ".repeat(style::columns(before)));
            bottom.push_str(&style::paint(*tone, &"^".repeat(style::columns(words).max(1))));
            at = to;
        }
        top.push_str(Span::new(at, self.place.end - self.place.start).slice(self.words));
        top.push_str(&style::paint(Tone::Muted, tail));
        vec![top, bottom]
    }
}

/// A cleaned text as lines of a width, two columns of it kept for the ellipses at either end.
fn wrapped(text: &str, width: usize) -> Vec<Line<'_>> {
    let options = textwrap::Options::new(width.max(20) - 2).break_words(true);
    let mut lines = Vec::new();
    let mut chars = 0;
    for paragraph in text.split('\n') {
        let mut byte = 0;
        let mut seen = chars;
        for piece in textwrap::wrap(paragraph, &options) {
            // Wrapping drops the white space at the breaks and nothing else, so the piece is found behind the last.
            let at = byte + paragraph[byte..].find(piece.as_ref()).unwrap_or(0);
            let end = (at + piece.len()).min(paragraph.len());
            seen += paragraph[byte..at].chars().count();
            let words = &paragraph[at..end];
            let place = Span::new(seen, seen + words.chars().count());
            lines.push(Line { words, place, cut: (at > 0, end < paragraph.trim_end().len()) });
            byte = end;
            seen = place.end;
        }
        chars += paragraph.chars().count() + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(lines: &[String]) -> Vec<String> {
        lines.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect()
    }

    #[test]
    fn the_mark_stands_under_the_words() {
        let lines = plain(&excerpt("I cut it by 40% in May.", Span::new(9, 15), 40, Tone::Warn));
        assert_eq!(lines, ["I cut it by 40% in May.", "         ^^^^^^"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let lines = plain(&excerpt("注文 was 40% up", Span::new(7, 10), 40, Tone::Warn));
        assert_eq!(lines, ["注文 was 40% up", "         ^^^"]);
    }

    #[test]
    fn a_long_paragraph_is_cut_around_the_span() {
        let text = format!("{} then churn fell {}", "before ".repeat(30), "after ".repeat(30));
        let start = text.chars().count() - "churn fell ".len() - "after ".len() * 30;
        let lines = plain(&excerpt(&text, Span::new(start, start + 10), 40, Tone::Warn));
        assert!(
            lines.len() <= 4
                && lines[0].starts_with('…')
                && lines.iter().any(|l| l.contains("churn")),
            "{lines:?}"
        );
        assert!(lines.iter().all(|line| style::columns(line) <= 40), "{lines:?}");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "(\\PC| |\n){0,120}", a in 0usize..120, n in 1usize..30, width in 40usize..100) {
            let length = text.chars().count();
            let span = Span::new(a.min(length), (a + n).min(length));
            for line in plain(&excerpt(&text, span, width, Tone::Warn)) {
                prop_assert!(style::columns(&line) <= width + 1, "{line:?}");
            }
        }
    }
}
