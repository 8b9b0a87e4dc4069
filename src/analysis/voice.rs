//! Who acts in a text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::segment::Segments;

/// How often the author acts alone and as a group.
///
/// Only subjects count: `I asked our lawyer` is the author's deed, whoever's lawyer it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPerson {
    /// `I` and its contractions.
    pub i: usize,
    /// `we` and its contractions.
    pub we: usize,
}

impl FirstPerson {
    /// Counts the subjects of a text, outside quotations.
    pub fn count(text: &str) -> Self {
        let mut counts = Self::default();
        let segments = Segments::new(text);
        let quoted = quotations(text);
        for range in segments.words() {
            if quoted.iter().any(|quotation| quotation.contains(&range.start)) {
                continue;
            }
            let word = text[range.clone()].replace('\u{2019}', "'").to_lowercase();
            match word.split('\'').next().unwrap_or_default() {
                "i" => counts.i += 1,
                "we" => counts.we += 1,
                _ => {}
            }
        }
        counts
    }
}

/// Byte ranges inside paired double quotes on one line; an unpaired one quotes nothing.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('\n', _) => open = None,
            ('"' | '\u{201c}' | '\u{201e}', None) => open = Some(at + c.len_utf8()),
            ('"' | '\u{201d}' | '\u{201c}', Some(start)) => {
                ranges.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_count_in_any_case_and_contraction() {
        let counts = FirstPerson::count(
            "I'd asked my team; we\u{2019}re in the US, it was on us, not me. We left.",
        );
        assert_eq!(counts, FirstPerson { i: 1, we: 2 });
    }

    #[test]
    fn somebody_elses_words_do_not_count() {
        let counts = FirstPerson::count("I heard \"we will, we will\" and left.");
        assert_eq!(counts, FirstPerson { i: 1, we: 0 });
    }

    #[test]
    fn words_inside_paired_double_quotes_are_somebody_elses() {
        let text = "I said \u{201c}wait\u{201d} and \"go\", an inch is 1\".";
        let words: Vec<&str> = quotations(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["wait", "go"]);
    }
}
