//! A finding under the words it is about.

use super::style::{self, Tone};
use crate::analysis::Span;

/// Lines of the text that are shown for one span at the most; the rest of a long span is in the text.
const MOST_LINES: usize = 3;

/// The lines of a text that hold a span, wrapped to a width, each with a mark under the span's words.
///
/// Wide characters and emoji take the columns that a terminal gives them, so the mark stands under the words.
pub fn excerpt(text: &str, span: Span, width: usize, tone: Tone) -> Vec<String> {
    let cleaned = style::clean(text);
    let width = width.max(20);
    let mut shown = Vec::new();
    let mut offset = 0;
    for line in cleaned.split('\n') {
        let length = line.chars().count();
        if span.start < offset + length && span.end > offset {
            let local =
                Span::new(span.start.saturating_sub(offset), (span.end - offset).min(length));
            shown.extend(marked(line, local, width, tone));
        }
        offset += length + 1;
    }
    shown.truncate(MOST_LINES * 2);
    shown
}

/// One paragraph wrapped, and of the wrapped lines those that the span touches, marked.
fn marked(line: &str, span: Span, width: usize, tone: Tone) -> Vec<String> {
    // Two columns are kept for the ellipses at either end.
    let options = textwrap::Options::new(width - 2).break_words(true);
    let mut lines = Vec::new();
    let mut byte = 0;
    let mut chars = 0;
    for piece in textwrap::wrap(line, options) {
        let at = byte + line[byte..].find(piece.as_ref()).unwrap_or(0);
        chars += line[byte..at].chars().count();
        let here = Span::new(chars, chars + piece.chars().count());
        if here.overlaps(span) {
            let from = span.start.max(here.start) - here.start;
            let to = span.end.min(here.end) - here.start;
            let lead = if at == 0 { "" } else { "…" };
            let tail = if at + piece.len() < line.trim_end().len() { "…" } else { "" };
            let before = Span::new(0, from).slice(&piece);
            let words = Span::new(from, to).slice(&piece);
            lines.push(format!(
                "{}{before}{}{}{}",
                style::paint(Tone::Muted, lead),
                style::paint(Tone::Strong, words),
                Span::new(to, here.end - here.start).slice(&piece),
                style::paint(Tone::Muted, tail),
            ));
            let indent = style::columns(lead) + style::columns(before);
            let mark = "^".repeat(style::columns(words).max(1));
            lines.push(format!("{}{}", " ".repeat(indent), style::paint(tone, &mark)));
        }
        byte = at + piece.len();
        chars = here.end;
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
