//! How text is normalised, wherever it comes from.
//!
//! The same text must come back from a document in whatever way it was typed, and be readable by every YAML
//! reader: so line ends are one character, prose ends where its last word ends, and what no reader agrees on
//! is refused. Everything else stays as it was written.

use crate::story::{Claim, Sections};

/// Most characters of one section or of the notes: about two hours of speech.
pub const MAX_PROSE: usize = 100_000;

/// Most characters of a field of one line.
pub const MAX_LINE: usize = 1_000;

/// Why a text cannot be part of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It holds a character that no text of a story may hold.
    #[error("the text holds the control character U+{:04X}", u32::from(*.0))]
    Control(char),
    /// It is longer than its field may be.
    #[error("the text is longer than {limit} characters")]
    Long {
        /// The most it may have.
        limit: usize,
    },
}

/// Columns that a tab at the start of prose stands for.
const TAB: &str = "    ";

/// Prose as it is kept, or why it cannot be: what every way into a library asks.
///
/// # Errors
///
/// When it holds a control character or is longer than [`MAX_PROSE`].
pub fn prose(text: &str) -> Result<Option<String>, TextError> {
    check(text, MAX_PROSE)?;
    Ok(tidy_prose(text))
}

/// A field of one line as it is kept, or why it cannot be.
///
/// # Errors
///
/// When it holds a control character or is longer than [`MAX_LINE`].
pub fn line(text: &str) -> Result<Option<String>, TextError> {
    check(text, MAX_LINE)?;
    Ok(tidy_line(text))
}

fn check(text: &str, limit: usize) -> Result<(), TextError> {
    // The end is cut off anyway; a file's last line breaks are not held against it.
    let text = text.trim_end();
    if text.len() > limit && text.chars().nth(limit).is_some() {
        return Err(TextError::Long { limit });
    }
    forbidden(text).map_or(Ok(()), |c| Err(TextError::Control(c)))
}

/// Prose as it is kept: line feeds only, no tab before the first word, nothing behind the last.
///
/// None where nothing is left.
pub fn tidy_prose(text: &str) -> Option<String> {
    let text = with_line_feeds(text);
    let text = text.trim_end();
    if text.is_empty() {
        return None;
    }
    let start = text.find(|c: char| !c.is_whitespace()).unwrap_or(0);
    Some(format!("{}{}", text[..start].replace('\t', TAB), &text[start..]))
}

/// A field of one line: no line breaks, nothing around it.
///
/// None where nothing is left.
pub fn tidy_line(text: &str) -> Option<String> {
    let text = with_line_feeds(text);
    let line = text.split('\n').map(str::trim).filter(|part| !part.is_empty());
    Some(line.collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty())
}

/// The first character that no text of a story may hold: a control character other than tab and line feed,
/// or a code point that Unicode keeps out of text.
pub fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|&c| is_forbidden(c))
}

pub(super) fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        c => c.is_control(),
    }
}

/// Whether a claim's figure stands in the text, white space aside.
pub fn figure_occurs(figure: &str, sections: &Sections) -> bool {
    let figure = spaced(figure);
    sections.iter().any(|(_, text)| spaced(text).contains(&figure))
}

/// Keeps the claims whose figure stands in the text.
pub(super) fn retain_supported(claims: &mut Vec<Claim>, sections: &Sections) {
    claims.retain(|claim| figure_occurs(&claim.figure, sections));
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every kind of line break as a line feed; byte order marks are no text.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|&c| c != '\u{feff}')
        .map(|c| if matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') { '\n' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prose_keeps_its_inside_and_loses_its_end() {
        for (typed, kept) in [
            ("a\r\nb\rc\u{2028}d\u{85}e", Some("a\nb\nc\nd\ne")),
            ("  a  \n\n b \n\n", Some("  a  \n\n b")),
            ("\n\ta\tb", Some("\n    a\tb")),
            ("\u{feff}a", Some("a")),
            (" \n\t\u{3000}", None),
        ] {
            assert_eq!(tidy_prose(typed).as_deref(), kept, "{typed:?}");
        }
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(tidy_line("  a \r\n\n  b\tc ").as_deref(), Some("a b\tc"));
        assert_eq!(tidy_line("\n \n"), None);
    }

    #[test]
    fn what_no_story_can_hold_is_refused() {
        assert_eq!(prose("a\r\nb\n"), Ok(Some("a\nb".into())));
        assert_eq!(line("a\0"), Err(TextError::Control('\0')));
        assert_eq!(prose("a\u{9b}b"), Err(TextError::Control('\u{9b}')));
        assert_eq!(line(&"é".repeat(MAX_LINE)), Ok(Some("é".repeat(MAX_LINE))));
        assert_eq!(line(&"a".repeat(MAX_LINE + 1)), Err(TextError::Long { limit: MAX_LINE }));
        assert_eq!(prose(&"a".repeat(MAX_PROSE + 1)), Err(TextError::Long { limit: MAX_PROSE }));
    }

    #[test]
    fn a_figure_may_break_over_lines() {
        let sections =
            Sections { result: Some("from 820 ms\nto 310 ms".into()), ..Sections::default() };
        assert!(figure_occurs("820 ms to  310 ms", &sections));
        assert!(!figure_occurs("820 ms to 310 s", &sections));
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing(text in any::<String>()) {
            let prose = tidy_prose(&text);
            prop_assert_eq!(prose.as_deref().and_then(tidy_prose), prose);
            let line = tidy_line(&text);
            prop_assert_eq!(line.as_deref().and_then(tidy_line), line);
        }
    }
}
