//! A few words of a text, cut so that they can be read.

use std::ops::Range;

use crate::catalogue::phrase::text;

/// Fewest words of a quotation; fewer say too little to find the place again.
const FEWEST: usize = 4;
/// Most words.
const MOST: usize = 10;

/// The words of a range, with those after it (or else before it) in the same sentence until there are
/// enough, and cut where there are too many.
pub(super) fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    let words: Vec<Range<usize>> = text::words(text).collect();
    let Some(first) = words.iter().position(|word| word.end > range.start) else { return range };
    let after = words.iter().position(|word| word.start >= range.end).unwrap_or(words.len());
    let joined = |left: usize, right: usize| {
        let between = &text[words[left].end..words[right].start];
        !between.contains(['.', '!', '?', ';', ':', '\n', '"'])
    };
    let (mut first, mut last) = (first, after.max(first + 1) - 1);
    while last + 1 - first < FEWEST && last + 1 < words.len() && joined(last, last + 1) {
        last += 1;
    }
    while last + 1 - first < FEWEST && first > 0 && joined(first - 1, first) {
        first -= 1;
    }
    last = last.min(first + MOST - 1);
    words[first].start..words[last].end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quotation_grows_within_its_sentence_and_is_cut_at_ten_words() {
        let text = "It rose. I traced the spike to one store. Then I left.";
        let quoted = |words: &str| {
            let at = text.find(words).unwrap();
            &text[whole(text, at..at + words.len())]
        };
        assert_eq!(quoted("traced"), "traced the spike to");
        assert_eq!(quoted("store"), "spike to one store");
        assert_eq!(quoted("rose"), "It rose");
        assert_eq!(quoted(text), "It rose. I traced the spike to one store. Then");
    }

    proptest! {
        #[test]
        fn a_quotation_is_always_a_part_of_the_text(text in "\\PC{0,60}", a in 0usize..60, b in 0usize..60) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            prop_assert!(text.get(whole(&text, a.min(b)..a.max(b))).is_some());
        }
    }
}
