//! The stem of an English word, so that `pushed`, `pushing` and `push` are one word.
//!
//! Porter's algorithm of 1980, the one that SQLite's full-text index uses too: a cue that matches here
//! matches there.

/// The stem of a word, in lower case; a word with anything but ASCII letters in it stays as it is.
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.len() <= 2 || !lower.bytes().all(|b| b.is_ascii_lowercase()) {
        return lower;
    }
    let mut stemmer = Stemmer { word: lower.into_bytes() };
    stemmer.plurals();
    stemmer.past_and_gerund();
    stemmer.final_y();
    stemmer.suffix(DOUBLE_SUFFIXES, 1);
    stemmer.suffix(PLAIN_SUFFIXES, 1);
    stemmer.bare_suffix();
    stemmer.final_e();
    stemmer.word.into_iter().map(char::from).collect()
}

/// Suffixes made of two, and what is left of them (step 2).
const DOUBLE_SUFFIXES: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];

/// Suffixes that shorten to a plainer one (step 3).
const PLAIN_SUFFIXES: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

/// Suffixes that go from a long enough word (step 4).
const BARE_SUFFIXES: &[&str] = &[
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "ion", "al", "er", "ic", "ou",
];

struct Stemmer {
    word: Vec<u8>,
}

impl Stemmer {
    fn is_consonant(&self, at: usize) -> bool {
        match self.word[at] {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => at == 0 || !self.is_consonant(at - 1),
            _ => true,
        }
    }

    /// How often a vowel is followed by a consonant in the first `len` letters.
    fn measure(&self, len: usize) -> usize {
        (1..len).filter(|&at| self.is_consonant(at) && !self.is_consonant(at - 1)).count()
    }

    fn has_vowel(&self, len: usize) -> bool {
        (0..len).any(|at| !self.is_consonant(at))
    }

    fn ends_double(&self, len: usize) -> bool {
        len >= 2 && self.word[len - 1] == self.word[len - 2] && self.is_consonant(len - 1)
    }

    /// Whether the first `len` letters end consonant, vowel, consonant (not w, x, y): `hop`.
    fn ends_short(&self, len: usize) -> bool {
        len >= 3
            && self.is_consonant(len - 1)
            && !self.is_consonant(len - 2)
            && self.is_consonant(len - 3)
            && !matches!(self.word[len - 1], b'w' | b'x' | b'y')
    }

    /// Length without a suffix, if the word has it.
    fn before(&self, suffix: &str) -> Option<usize> {
        self.word.ends_with(suffix.as_bytes()).then(|| self.word.len() - suffix.len())
    }

    fn replace_from(&mut self, len: usize, with: &str) {
        self.word.truncate(len);
        self.word.extend_from_slice(with.as_bytes());
    }

    fn plurals(&mut self) {
        if self.before("sses").is_some() || self.before("ies").is_some() {
            self.word.truncate(self.word.len() - 2);
        } else if self.before("ss").is_none() && self.before("s").is_some() {
            self.word.pop();
        }
    }

    fn past_and_gerund(&mut self) {
        if let Some(len) = self.before("eed") {
            if self.measure(len) > 0 {
                self.word.pop();
            }
            return;
        }
        let Some(len) =
            ["ed", "ing"].into_iter().find_map(|s| self.before(s)).filter(|&n| self.has_vowel(n))
        else {
            return;
        };
        self.word.truncate(len);
        if ["at", "bl", "iz"].into_iter().any(|s| self.before(s).is_some()) {
            self.word.push(b'e');
        } else if self.ends_double(len) && !matches!(self.word[len - 1], b'l' | b's' | b'z') {
            self.word.pop();
        } else if self.measure(len) == 1 && self.ends_short(len) {
            self.word.push(b'e');
        }
    }

    fn final_y(&mut self) {
        if let Some(len) = self.before("y").filter(|&n| self.has_vowel(n)) {
            self.replace_from(len, "i");
        }
    }

    fn suffix(&mut self, table: &[(&str, &str)], least: usize) {
        let longest = table
            .iter()
            .filter_map(|(suffix, with)| Some((self.before(suffix)?, *with)))
            .min_by_key(|&(len, _)| len);
        if let Some((len, with)) = longest
            && self.measure(len) >= least
        {
            self.replace_from(len, with);
        }
    }

    fn bare_suffix(&mut self) {
        let longest = BARE_SUFFIXES
            .iter()
            .filter_map(|&suffix| Some((self.before(suffix)?, suffix)))
            .min_by_key(|&(len, _)| len);
        let Some((len, suffix)) = longest else { return };
        let after_s_or_t = len > 0 && matches!(self.word[len - 1], b's' | b't');
        if self.measure(len) > 1 && (suffix != "ion" || after_s_or_t) {
            self.word.truncate(len);
        }
    }

    fn final_e(&mut self) {
        if let Some(len) = self.before("e") {
            let measure = self.measure(len);
            if measure > 1 || (measure == 1 && !self.ends_short(len)) {
                self.word.pop();
            }
        }
        let len = self.word.len();
        if self.ends_double(len) && self.word[len - 1] == b'l' && self.measure(len - 1) > 1 {
            self.word.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_of_porters_paper_stem_as_printed_there() {
        let cases = [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("cats", "cat"),
            ("feed", "feed"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("motoring", "motor"),
            ("conflated", "conflat"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("filing", "file"),
            ("happy", "happi"),
            ("sky", "sky"),
            ("relational", "relat"),
            ("vietnamization", "vietnam"),
            ("hopefulness", "hope"),
            ("electrical", "electr"),
            ("adjustment", "adjust"),
            ("adoption", "adopt"),
            ("controlling", "control"),
            ("rate", "rate"),
            ("cease", "ceas"),
        ];
        for (word, expected) in cases {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for forms in [
            &["push", "pushed", "pushing", "pushes"][..],
            &["simplify", "simplified", "simplifies"],
            &["disagree", "disagreed", "disagreeing"],
            &["customer", "Customers"],
            &["cause", "causes", "caused"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
    }

    proptest! {
        #[test]
        fn no_word_grows_or_breaks_the_stemmer(word in "\\PC{0,24}") {
            prop_assert!(stem(&word).len() <= word.to_lowercase().len() + 1);
        }
    }
}
