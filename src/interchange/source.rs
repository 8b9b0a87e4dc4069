//! A named text on its way in.

use super::problem::{Problem, START};
use super::text::is_forbidden;
use crate::yaml::Place;

/// Largest source that is read, in bytes: some thousand times a full library.
pub const MAX_SOURCE_BYTES: usize = 16 * 1024 * 1024;

/// Most control characters that are laid at single stories' doors; more of them, and it is no text at all.
const MAX_CONTROLS: usize = 1_000;

/// A named text to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// How messages call it: a path as typed, or `<stdin>`.
    pub name: String,
    /// What it holds.
    pub text: String,
}

impl Source {
    /// A text with a name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// Takes a file's bytes.
    ///
    /// # Errors
    ///
    /// When there are more than [`MAX_SOURCE_BYTES`] or they are not UTF-8. A caller that reads a file or a
    /// pipe need read no more than one byte past the limit.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, Problem> {
        check_size(name, bytes.len())?;
        String::from_utf8(bytes).map(|text| Self::new(name, text)).map_err(|error| {
            let bytes = error.as_bytes();
            if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
                return Problem::new(name, START, "the file is UTF-16, not UTF-8")
                    .with_hint("save it as UTF-8 and import it again");
            }
            let read = String::from_utf8_lossy(&bytes[..error.utf8_error().valid_up_to()]);
            Problem::new(name, place_after(&read), "this is not UTF-8 text")
                .with_hint("save the file as UTF-8 and import it again")
        })
    }

    /// The text ready for a parser, and the characters it may not hold with their places.
    ///
    /// Each of those becomes a replacement character, so that a parser which would stop there goes on and
    /// only the story that holds it is refused.
    pub(super) fn cleaned(&self) -> Result<(String, Vec<(Place, char)>), Problem> {
        check_size(&self.name, self.text.len())?;
        let mut cleaned = String::with_capacity(self.text.len());
        let mut found = Vec::new();
        let mut place = START;
        let mut rest = self.text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '\u{feff}' => continue,
                '\r' if rest.peek() == Some(&'\n') => continue,
                '\r' | '\n' => cleaned.push('\n'),
                c if is_forbidden(c) => {
                    found.push((place, c));
                    if found.len() > MAX_CONTROLS {
                        return Err(Problem::new(&self.name, found[0].0, "this is no text")
                            .with_hint(
                                "it is full of control characters, as programs and archives are",
                            ));
                    }
                    cleaned.push(char::REPLACEMENT_CHARACTER);
                }
                c => cleaned.push(c),
            }
            place = after(place, c);
        }
        Ok((cleaned, found))
    }
}

fn check_size(name: &str, bytes: usize) -> Result<(), Problem> {
    if bytes <= MAX_SOURCE_BYTES {
        return Ok(());
    }
    let limit = MAX_SOURCE_BYTES / (1024 * 1024);
    Err(Problem::new(name, START, format!("the source is larger than {limit} MiB"))
        .with_hint("a library is far smaller; split it into several files if this is one"))
}

fn place_after(text: &str) -> Place {
    text.chars().fold(START, after)
}

fn after(place: Place, c: char) -> Place {
    if matches!(c, '\n' | '\r') {
        Place { line: place.line.saturating_add(1), column: 1 }
    } else {
        Place { column: place.column.saturating_add(1), ..place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_refused_where_they_stand() {
        let problem = Source::from_bytes("a.yaml", b"title: a\nx: \xff\n".to_vec()).unwrap_err();
        assert_eq!(problem.to_string(), "a.yaml:2:4: this is not UTF-8 text");
        let problem = Source::from_bytes("a.yaml", b"\xff\xfet\0".to_vec()).unwrap_err();
        assert!(problem.message.contains("UTF-16"), "{problem}");
    }

    #[test]
    fn a_source_over_the_limit_is_refused() {
        let problem = Source::from_bytes("a.yaml", vec![b'a'; MAX_SOURCE_BYTES + 1]).unwrap_err();
        assert!(problem.message.contains("16 MiB"), "{problem}");
        assert!(Source::from_bytes("a.yaml", vec![b'a'; MAX_SOURCE_BYTES]).is_ok());
    }

    #[test]
    fn control_characters_are_found_and_line_ends_made_one() {
        let (text, found) = Source::new("a", "\u{feff}a\r\nb\x07\rc\0").cleaned().unwrap();
        assert_eq!(text, "a\nb\u{fffd}\nc\u{fffd}");
        let at = |line, column| Place { line, column };
        assert_eq!(found, [(at(2, 2), '\x07'), (at(3, 2), '\0')]);
    }
}
