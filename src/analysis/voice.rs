//! Who acts in a text.

use serde::{Deserialize, Serialize};

use super::segment::Segments;

/// How often the author speaks alone and as a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPerson {
    /// `I`, `me`, `my`, `mine`, `myself`.
    pub i: usize,
    /// `we`, `us`, `our`, `ours`, `ourselves`.
    pub we: usize,
}

impl FirstPerson {
    /// Counts the pronouns of a text; contractions (`I'd`, `we're`) count.
    pub fn count(text: &str) -> Self {
        let mut counts = Self::default();
        let segments = Segments::new(text);
        for range in segments.words() {
            let word = text[range.clone()].replace('\u{2019}', "'").to_lowercase();
            // `US` the country is written in capitals, `us` the people is not.
            let country = &text[range.clone()] == "US";
            match word.split('\'').next().unwrap_or_default() {
                "i" | "me" | "my" | "mine" | "myself" => counts.i += 1,
                "we" | "our" | "ours" | "ourselves" => counts.we += 1,
                "us" if !country => counts.we += 1,
                _ => {}
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_count_in_any_case_and_contraction() {
        let counts =
            FirstPerson::count("I'd asked my team; we\u{2019}re in the US, it was on us, not me.");
        assert_eq!(counts, FirstPerson { i: 3, we: 2 });
    }
}
