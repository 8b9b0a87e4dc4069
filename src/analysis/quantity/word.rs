//! Words as numbers, so that asking whether a token is one of forty words costs forty comparisons of an integer.

use super::lexicon::{Key, LONGEST, key};

/// A word's identity: a hash of its lower-case bytes, equal for equal words in any case.
///
/// Thirty-two bits over the few thousand words that anything asks for leave little room for an accident, and
/// a clash could at most misread one word; in turn a token fits half a line of cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) struct Word(u32);

impl Word {
    /// The identity of what is too long to be any word that is asked for.
    pub(in crate::analysis) const NONE: Self = Self(0);

    /// The identity of a word, for tables built at compile time.
    pub(in crate::analysis) const fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        assert!(bytes.len() <= LONGEST, "a word that is asked for must fit the lexicon's key");
        let mut key: Key = 0;
        let mut at = bytes.len();
        while at > 0 {
            at -= 1;
            key = (key << 8) | (bytes[at] | 0x20) as Key;
        }
        Self::of_key(key)
    }

    /// The identity of a word that is only known when the program runs.
    pub(in crate::analysis::quantity) fn read(word: &str) -> Self {
        key(word.as_bytes()).map_or(Self::NONE, Self::of_key)
    }

    /// The identity of a packed word.
    pub(in crate::analysis::quantity) const fn of_key(key: Key) -> Self {
        let mixed = ((key as u64) ^ ((key >> 64) as u64).rotate_left(29))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Self((mixed >> 32) as u32 | 1)
    }

    /// The hash itself, for the lexicon's table.
    pub(in crate::analysis::quantity) const fn bits(self) -> u32 {
        self.0
    }
}

/// One word, hashed at compile time.
macro_rules! word {
    ($word:literal) => {
        const { $crate::analysis::quantity::word::Word::of($word) }
    };
}

/// A list of words, hashed at compile time.
macro_rules! words {
    ($($word:literal),* $(,)?) => {{
        const WORDS: &[$crate::analysis::quantity::word::Word] =
            &[$($crate::analysis::quantity::word::Word::of($word)),*];
        WORDS
    }};
}

pub(in crate::analysis) use {word, words};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_in_any_case_and_from_either_side() {
        for word in ["to", "Quarter", "year-on-year", "it's"] {
            let packed = key(word.as_bytes()).map(Word::of_key);
            assert_eq!(packed, Some(Word::of(&word.to_ascii_uppercase())));
        }
        assert_ne!(Word::of("to"), Word::of("too"));
    }
}
