//! One look for every command: colours by meaning, bars, wrapping; and the one place that makes text from
//! outside safe for a terminal.

use std::borrow::Cow;

use anstyle::{AnsiColor, Effects, Style};
use unicode_width::UnicodeWidthStr;

/// What a piece of text means; its colour follows. Meaning never depends on colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A heading.
    Heading,
    /// Something to see first.
    Strong,
    /// Something to see last.
    Muted,
    /// As it should be.
    Good,
    /// Will cost points.
    Warn,
    /// Stands in the way.
    Bad,
    /// Something to type, or a name.
    Accent,
}

impl Tone {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Self::Heading | Self::Strong => Style::new().effects(Effects::BOLD),
            Self::Muted => Style::new().effects(Effects::DIMMED),
            Self::Good => colour(AnsiColor::Green),
            Self::Warn => colour(AnsiColor::Yellow),
            Self::Bad => colour(AnsiColor::Red).effects(Effects::BOLD),
            Self::Accent => colour(AnsiColor::Cyan),
        }
    }
}

/// Text in a tone. The caller has cleaned it.
pub fn paint(tone: Tone, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let style = tone.style();
    format!("{style}{text}{style:#}")
}

/// A heading with a rule under it, as wide as the words.
pub fn heading(text: &str) -> String {
    paint(Tone::Heading, &clean(text))
}

/// A heading and what goes with it: on one line where both fit, below it where they do not.
pub fn heading_with(head: &str, detail: &str, width: usize) -> String {
    let (head, detail) = (clean_line(head), clean_line(detail));
    if columns(&head) + 2 + columns(&detail) <= width {
        return format!("{}  {}", heading(&head), paint(Tone::Muted, &detail));
    }
    let detail = wrap(&detail, width, "    ", "    ");
    format!("{}\n{}", heading(&wrap(&head, width, "", "    ")), paint(Tone::Muted, &detail))
}

/// Makes text from outside safe to print: control characters and bidirectional overrides become a visible
/// mark, so that no story can move the cursor, change colours or reorder a line.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if is_hostile(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect::<String>()
        .into()
}

/// Makes a message that is painted already safe to print: everything but colours and weights is cleaned.
pub fn clean_painted(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        cleaned.push_str(&clean(before));
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
        if after[end..].starts_with('m') {
            cleaned.push_str("\u{1b}[");
            cleaned.push_str(&after[..=end]);
            rest = &after[end + 1..];
        } else {
            cleaned.push(char::REPLACEMENT_CHARACTER);
            cleaned.push('[');
            rest = after;
        }
    }
    cleaned.push_str(&clean(rest));
    cleaned
}

/// As [`clean`], on one line.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(
            c,
            '\u{061C}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// Columns that a text takes in a terminal.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// Cuts a cleaned text to so many columns, with an ellipsis where something is missing.
pub fn fit(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut fitted = String::new();
    let mut used = 0;
    for c in text.chars() {
        let mut buffer = [0; 4];
        let wide = columns(c.encode_utf8(&mut buffer));
        if used + wide + 1 > width {
            break;
        }
        fitted.push(c);
        used += wide;
    }
    fitted.truncate(fitted.trim_end().len());
    fitted.push('…');
    fitted
}

/// Pads a text with spaces to so many columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Wraps a text to a width; lines after the first begin with `indent` spaces, which count.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(rest)
        // A slug is one word, to be copied whole.
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// A bar of so many columns, filled in proportion; legible without colour.
pub fn bar(part: f64, width: usize) -> String {
    let filled = (part.clamp(0.0, 1.0) * width as f64).round() as usize;
    format!("{}{}", "█".repeat(filled), "░".repeat(width - filled))
}

/// `1 story`, `2 stories`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_and_bidirectional_overrides_become_visible() {
        let hostile = "a\u{1b}]0;pwned\u{7}b\u{202e}c\u{9b}31m\rd";
        let cleaned = clean(hostile);
        assert!(!cleaned.chars().any(is_hostile), "{cleaned:?}");
        assert!(cleaned.contains("pwned"), "the words stay: {cleaned:?}");
    }

    #[test]
    fn a_painted_message_keeps_its_colours_and_nothing_else() {
        let painted = format!("{} a\u{1b}[2Jb\u{1b}]0;c\u{7}\u{1b}[", paint(Tone::Bad, "Error:"));
        let cleaned = clean_painted(&painted);
        assert!(cleaned.starts_with(&paint(Tone::Bad, "Error:")), "{cleaned:?}");
        assert!(cleaned.ends_with("a\u{fffd}[2Jb\u{fffd}]0;c\u{fffd}\u{fffd}["), "{cleaned:?}");
        let own = paint(Tone::Bad, "Error:").matches('\u{1b}').count();
        assert_eq!(cleaned.matches('\u{1b}').count(), own, "{cleaned:?}");
    }

    #[test]
    fn a_fitted_text_says_that_it_was_cut() {
        assert_eq!(fit("checkout latency", 10), "checkout…");
        assert_eq!(fit("日本語のテキスト", 7), "日本語…");
        assert_eq!(fit("short", 10), "short");
    }

    proptest! {
        #[test]
        fn fitted_text_never_exceeds_its_width(text in "\\PC{0,40}", width in 2usize..30) {
            prop_assert!(columns(&fit(&clean(&text), width)) <= width.max(1));
        }

        #[test]
        fn cleaning_leaves_nothing_that_moves_the_cursor(text in any::<String>()) {
            prop_assert!(!clean(&text).chars().any(is_hostile));
        }
    }
}
