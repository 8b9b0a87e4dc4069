//! Words of a text as a message quotes them: short, on one line.

use std::ops::Range;

use super::SectionText;

/// Characters above which a quotation is cut at a word's end.
const LONGEST: usize = 60;

/// The words in double quotes, white space collapsed, cut with an ellipsis where they are long.
pub(super) fn quote(words: &str) -> String {
    let mut kept = String::new();
    let mut length = 0;
    for word in words.trim_matches([',', ' ', '\n']).split_whitespace() {
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

/// Words that lead into a clause and say nothing alone.
const LEADS: &[&str] =
    &["and", "but", "so", "or", "that", "which", "because", "as", "of", "then", "also"];

/// A byte range together with the words of its clause that lead to it, quoted; a long lead loses its beginning.
pub(super) fn quote_with_lead(text: &SectionText<'_>, bytes: Range<usize>) -> String {
    let sentence = text.sentence_at(bytes.start);
    let lead = text.words_within(sentence.start..bytes.start.max(sentence.start));
    let size = |start: usize| text.text()[start..bytes.end].chars().count();
    let mut start = bytes.start;
    let mut cut = false;
    let mut first = None;
    for at in lead.rev() {
        let range = text.word_range(at);
        let ends = text.text()[range.end..start].contains([',', ';', ':', '(', ')', '\u{2014}']);
        cut = !ends && size(range.start) > LONGEST;
        if ends || cut {
            break;
        }
        start = range.start;
        first = Some(at);
    }
    // A clause does not begin with the word that joins it to the one before.
    while let Some(at) = first.filter(|&at| LEADS.contains(&text.word(at))) {
        let next = (at + 1 < text.segments.words().len()).then(|| text.word_range(at + 1).start);
        start = next.map_or(bytes.start, |next| next.min(bytes.start));
        first = Some(at + 1).filter(|_| start < bytes.start);
    }
    let words = quote(&text.text()[start..bytes.end]);
    if cut { words.replacen('"', "\"\u{2026}", 1) } else { words }
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
        assert_eq!(quote_with_lead(&text, at..at + 3), "\"conversion went up 18%\"");
    }

    #[test]
    fn a_lead_starts_with_a_word_of_its_own_and_keeps_its_end() {
        let lead = |words: &str| {
            let text = SectionText::new(Section::Result, words, Vec::new());
            let at = text.text().find("18%").unwrap();
            quote_with_lead(&text, at..at + 3)
        };
        assert_eq!(lead("I left, and of these fell 18%."), "\"these fell 18%\"");
        assert_eq!(lead("18% fell."), "\"18%\"");
        let long =
            lead("The average time to settle a claim about a broken car window fell by 18%.");
        assert_eq!(
            long,
            "\"\u{2026}time to settle a claim about a broken car window fell by 18%\""
        );
    }

    #[test]
    fn a_row_ends_with_and() {
        let items: Vec<String> = ["a", "b", "c", "d"].map(String::from).into();
        assert_eq!(enumerate(&items[..1], 3), "a");
        assert_eq!(enumerate(&items[..3], 3), "a, b and c");
        assert_eq!(enumerate(&items, 3), "a, b and 2 more");
    }
}
