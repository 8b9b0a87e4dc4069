//! Words brought to a common form, so that `traced`, `tracing` and `trace` meet.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::stem::stem;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its common form: lower case, irregular forms and spellings brought together, suffixes gone.
    pub stem: String,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether it may stand between the words of a phrase without breaking it (`the`, `your`).
    pub filler: bool,
    /// Whether it says nothing about the subject of a text (`tell`, `when`, `time`).
    pub stop: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    fillers: Vec<String>,
    stop: Vec<String>,
    lemmas: BTreeMap<String, Vec<String>>,
}

struct Forms {
    /// Common form of every irregular one.
    irregular: HashMap<String, String>,
    fillers: HashSet<String>,
    stop: HashSet<String>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let words: Words = match crate::yaml::from_str(include_str!("data/words.yaml")) {
        Ok(words) => words,
        // Compiled in, and every test of this module reads it.
        Err(error) => panic!("built-in word list: {error:?}"),
    };
    let mut irregular = HashMap::new();
    for (lemma, forms) in words.lemmas {
        let common = stem(&lemma);
        for form in forms {
            irregular.insert(form, common.clone());
        }
        irregular.insert(lemma, common);
    }
    let fillers = words.fillers.into_iter().collect();
    let stop = words.stop.into_iter().collect();
    Forms { irregular, fillers, stop }
});

impl Forms {
    fn token(&self, word: &str, range: Range<usize>) -> Token {
        let lower = word.to_lowercase().replace('\u{2019}', "'");
        Token {
            stem: self.common(&lower),
            range,
            filler: self.fillers.contains(&lower),
            stop: self.stop.contains(&lower),
        }
    }

    fn common(&self, lower: &str) -> String {
        if let Some(common) = self.irregular.get(lower) {
            return common.clone();
        }
        let bare = lower.strip_suffix("'s").or_else(|| lower.strip_suffix('\'')).unwrap_or(lower);
        if let Some(common) = self.irregular.get(bare) {
            return common.clone();
        }
        stem(bare)
    }
}

/// The words of a text, in order: letters and digits, with the apostrophes between them.
///
/// Hyphens part words, so that `two-way door` and `two way door` are the same.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut chars = text[start..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let inner = matches!(c, '\'' | '\u{2019}')
                && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            if !c.is_alphanumeric() && !inner {
                break;
            }
            end = start + offset + c.len_utf8();
        }
        at = end;
        Some(start..end)
    })
}

/// The words of a text with their common forms, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    words(text).map(|range| FORMS.token(&text[range.clone()], range)).collect()
}

/// One word brought to its common form, wherever it stands.
pub(crate) fn token(word: &str) -> Token {
    FORMS.token(word, 0..word.len())
}

#[cfg(test)]
mod tests {
    use super::{token, tokens};
    use proptest::prelude::*;

    fn form(word: &str) -> String {
        token(word).stem
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let families: [&[&str]; 7] = [
            &["trace", "traced", "tracing", "Traces"],
            &["dive", "dove", "diving"],
            &["analyse", "analyze", "analysis"],
            &["judgement", "judgment"],
            &["customer", "customers", "customer's", "customers\u{2019}"],
            &["not", "didn't", "didn\u{2019}t"],
            &["simple", "simplify", "simplified", "simplicity"],
        ];
        for family in families {
            for word in family {
                assert_eq!(form(word), form(family[0]), "{word}");
            }
        }
        assert_ne!(form("customer"), form("custody"));
    }

    #[test]
    fn hyphens_part_words_and_apostrophes_do_not() {
        let text = "A two-way door didn't close.";
        let words: Vec<&str> =
            tokens(text).iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(words, ["A", "two", "way", "door", "didn't", "close"]);
    }

    proptest! {
        #[test]
        fn every_text_has_tokens_in_order_at_character_bounds(text in "\\PC{0,80}|[a-z'é\u{2019} .]{0,80}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.range.start >= end && text.get(token.range.clone()).is_some());
                end = token.range.end;
            }
        }
    }
}
