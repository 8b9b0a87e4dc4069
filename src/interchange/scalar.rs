//! How a text is written in YAML so that every reader reads the same text.
//!
//! Readers differ: some take `yes` for a truth value, `12:30` for a number in base sixty and `2026-11-01` for
//! a date. A text is written plain only where none of that is possible, as a literal block where it is prose,
//! and in double quotes otherwise.

use std::fmt::Write;

/// Words that some reader takes for something else than text.
const LOADED: [&str; 12] =
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];

/// A text as one value: plain where that is safe, in double quotes otherwise.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Prose as a literal block below its key, or in double quotes where it holds what no block can.
///
/// `indent` is the column of the block's text; the text ends without white space, and the block's last line
/// break is not part of it.
pub(super) fn block(text: &str, indent: usize) -> String {
    if !text.chars().all(|c| c == '\n' || is_printable(c)) {
        return quoted(text);
    }
    let mut block = "|".to_owned();
    if text.starts_with([' ', '\t', '\n']) {
        // Without it a reader takes the first line's white space for the block's indentation.
        block.push('2');
    }
    for line in text.split('\n') {
        block.push('\n');
        if !line.is_empty() {
            block.extend(std::iter::repeat_n(' ', indent));
            block.push_str(line);
        }
    }
    block
}

fn is_plain(text: &str) -> bool {
    let opens = |c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '(');
    text.starts_with(opens)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| c != '\t' && is_printable(c))
        && !LOADED.iter().any(|word| word.eq_ignore_ascii_case(text))
        && !looks_like_a_number(text)
}

/// Whether a reader may take a text for a number, date or time: it starts with a digit and has no letter,
/// sign or mark but those that occur in them.
fn looks_like_a_number(text: &str) -> bool {
    const MARKS: &str = "_.,:+-xXoOeEtTzZ ";
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_hexdigit() || MARKS.contains(c))
}

/// Whether every reader takes the character as it stands.
fn is_printable(c: char) -> bool {
    match c {
        '\t' => true,
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    }
}

/// A text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            c => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_is_what_no_reader_can_mistake() {
        for text in [
            "Cut latency", "820 ms to 310 ms", "18.4%", "$2M", "c++ in 3:4 time", "né",
            "3,400 more",
        ] {
            assert_eq!(scalar(text), text);
        }
        for text in [
            "", "yes", "No", "NULL", "2024", "1.10", "1_000", "0x1F", "12:30", "2026-11-01", "1e5",
            "a: b", "a #b", "a:", "- a", "[a", "{a", "*a", "&a", "!a", "%a", "@a", "`a", "'a",
            "\"a", "~", "a\tb", "=", "<<", ".5", "2026-11-01 10:00:00", "a ", "# a", "> a", "|",
            "1,5",
        ] {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
    }

    #[test]
    fn a_block_says_its_indentation_where_its_first_line_has_some() {
        assert_eq!(block("a\n\n b", 2), "|\n  a\n\n   b");
        assert_eq!(block(" a", 4), "|2\n     a");
        assert_eq!(block("\na", 2), "|2\n\n  a");
        assert_eq!(block("a\u{7}", 2), "\"a\\u0007\"");
    }

    proptest! {
        #[test]
        fn two_readers_read_the_text_that_was_written(text in prop_oneof![any::<String>(), "[ -~\n\té👍\u{85}\u{2028}\u{feff}]{0,20}"]) {
            let yaml = format!("key: {}\n", scalar(&text));
            let ours: std::collections::BTreeMap<String, String> = crate::yaml::from_str(&yaml).unwrap();
            prop_assert_eq!(&ours["key"], &text, "{}", yaml);
            let theirs: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
            prop_assert_eq!(theirs["key"].as_str(), Some(text.as_str()), "{}", yaml);
        }
    }
}
