//! A few words of a text, cut where a speaker would pause.

use std::ops::Range;

use crate::catalogue::phrase::text;

/// Fewest words of a quotation where the sentence has more; fewer say too little to find the place again.
const FEWEST: usize = 5;
/// Most words.
const MOST: usize = 16;

/// How two neighbouring words hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    Pause,
    Stop,
}

fn gap(between: &str) -> Gap {
    if between.contains(['.', '!', '?', '\n']) {
        Gap::Stop
    } else if between.contains([',', ';', ':', '(', ')', '"', '\u{2013}', '\u{2014}']) {
        Gap::Pause
    } else {
        Gap::Space
    }
}

/// The clauses around a range: grown to where the sentence pauses, and cut, with a mark, where that is far.
pub(super) fn clause(text: &str, range: Range<usize>) -> Range<usize> {
    let words: Vec<Range<usize>> = text::words(text).collect();
    let Some(found) = words.iter().position(|word| word.end > range.start) else { return range };
    let after = words.iter().position(|word| word.start >= range.end).unwrap_or(words.len());
    let gap = |left: usize| gap(&text[words[left].end..words[left + 1].start]);
    let (mut first, mut last) = (found, after.max(found + 1) - 1);
    while last + 1 < words.len() && gap(last) == Gap::Space {
        last += 1;
    }
    while first > 0 && gap(first - 1) == Gap::Space {
        first -= 1;
    }
    while last + 1 - first < FEWEST {
        let right = last + 1 < words.len() && gap(last) != Gap::Stop;
        let left = first > 0 && gap(first - 1) != Gap::Stop;
        match (right, left) {
            (true, _) => last += 1,
            (_, true) => first -= 1,
            _ => break,
        }
        while last + 1 < words.len() && right && gap(last) == Gap::Space {
            last += 1;
        }
        while first > 0 && !right && gap(first - 1) == Gap::Space {
            first -= 1;
        }
    }
    if last + 1 - first > MOST {
        // What was found stays in sight.
        first = first.max((found + MOST / 2).saturating_sub(MOST)).min(found);
        last = last.min(first + MOST - 1);
    }
    words[first].start..words[last].end
}

/// The words of [`clause`] on one line, with an ellipsis where a clause was cut.
pub(super) fn words(text: &str, range: Range<usize>) -> String {
    let range = clause(text, range);
    let cut = |outside: Option<char>| outside.is_some_and(|c| !matches!(c, '.' | '!' | '?' | '\n'));
    let before = text[..range.start].trim_end_matches(' ').chars().next_back();
    let after = text[range.end..].trim_start_matches(' ').chars().next();
    let pauses = |c: Option<char>| c.is_some_and(|c| gap(c.encode_utf8(&mut [0; 4])) == Gap::Pause);
    let head = if cut(before) && !pauses(before) { "… " } else { "" };
    let tail = if cut(after) && !pauses(after) { " …" } else { "" };
    let words: Vec<&str> = text[range].split_whitespace().collect();
    format!("{head}{}{tail}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(text: &str, found: &str) -> String {
        let at = text.find(found).unwrap();
        words(text, at..at + found.len())
    }

    #[test]
    fn a_quotation_is_the_clause_and_stays_in_its_sentence() {
        let text = "It rose. When the vote was lost, I told them, and I traced the spike to one store. I left.";
        assert_eq!(quoted(text, "spike"), "and I traced the spike to one store");
        assert_eq!(quoted(text, "told"), "I told them, and I traced the spike to one store");
        assert_eq!(quoted(text, "vote"), "When the vote was lost");
        assert_eq!(quoted(text, "rose"), "It rose");
    }

    #[test]
    fn a_long_clause_is_cut_around_what_was_found_and_says_so() {
        let text: Vec<String> = (0..40).map(|n| format!("word{n}")).collect();
        let text = text.join(" ");
        let quoted = quoted(&text, "word30");
        assert!(quoted.starts_with("… word") && quoted.ends_with(" …"), "{quoted}");
        assert!(quoted.contains("word30") && quoted.split(' ').count() == MOST + 2, "{quoted}");
    }

    proptest! {
        #[test]
        fn a_quotation_is_always_a_part_of_the_text(text in "\\PC{0,60}", a in 0usize..60, b in 0usize..60) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            prop_assert!(text.get(clause(&text, a.min(b)..a.max(b))).is_some());
        }
    }
}
