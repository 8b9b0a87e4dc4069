//! Words of a text as a message quotes them: short, on one line.

use std::ops::Range;

use super::SectionText;

/// Characters above which a quotation is cut at a word's end.
const LONGEST: usize = 60;

/// The words in double quotes, white space collapsed, cut with an ellipsis where they are long.
pub(super) fn quote(words: &str) -> String {
    let mut kept = String::new();
    let mut length = 0;
    for word in words.split_whitespace() {
        let grown = length + usize::from(length > 0) + word.chars().count();
        if grown > LONGEST && length > 0 {
            kept.push('\u{2026}');
            break;
        }
        if length > 0 {
            kept.push(' ');
        }
        kept.push_str(word);
        length = grown;
    }
    // Double quotes inside would end the quotation early.
    format!("\"{}\"", kept.replace(['"', '\u{201c}', '\u{201d}'], "'"))
}

/// A byte range together with up to `before` words of its sentence that lead to it, quoted.
pub(super) fn quote_with_lead(
    text: &SectionText<'_>,
    bytes: Range<usize>,
    before: usize,
) -> String {
    let sentence = text.sentence_at(bytes.start);
    let lead = text.words_within(sentence.start..bytes.start.max(sentence.start));
    let mut start = bytes.start;
    for at in lead.rev().take(before) {
        let range = text.word_range(at);
        if text.text()[range.end..start].contains([',', ';', ':', '(', '.', '\u{2014}']) {
            break;
        }
        start = range.start;
    }
    quote(&text.text()[start..bytes.end])
}

/// Things in a row: `"a"`, `"a" and "b"`, `"a", "b" and 3 more`.
pub(super) fn enumerate(items: &[String], most: usize) -> String {
    let shown = if items.len() > most { most.saturating_sub(1).max(1) } else { items.len() };
    let (head, rest) = items.split_at(shown);
    match (head, rest.len()) {
        ([one], 0) => one.clone(),
        ([many @ .., last], 0) => format!("{} and {last}", many.join(", ")),
        (many, more) => format!("{} and {more} more", many.join(", ")),
    }
}

/// A share of the whole in whole percent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Section;

    #[test]
    fn a_quotation_is_one_short_line() {
        assert_eq!(quote("a\n  lot \"of\" it"), "\"a lot 'of' it\"");
        let long = "word ".repeat(40);
        let quoted = quote(&long);
        assert!(quoted.ends_with("word\u{2026}\""), "{quoted}");
        assert!(quoted.chars().count() <= LONGEST + 3);
    }

    #[test]
    fn a_lead_stops_at_the_clause() {
        let text = SectionText::new(Section::Result, "In May, conversion went up 18%.", Vec::new());
        let at = text.text().find("18%").unwrap();
        assert_eq!(quote_with_lead(&text, at..at + 3, 5), "\"conversion went up 18%\"");
    }

    #[test]
    fn a_row_ends_with_and() {
        let items: Vec<String> = ["a", "b", "c", "d"].map(String::from).into();
        assert_eq!(enumerate(&items[..1], 3), "a");
        assert_eq!(enumerate(&items[..3], 3), "a, b and c");
        assert_eq!(enumerate(&items, 3), "a, b and 2 more");
    }
}
