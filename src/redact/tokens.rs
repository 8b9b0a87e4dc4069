//! A text as words with their places.

use std::ops::Range;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The word, without what makes it a genitive.
    pub(super) word: &'a str,
    /// Where it stands, in bytes.
    pub(super) bytes: Range<usize>,
    /// Whether a sentence may begin with it, so that its capital letter means nothing.
    pub(super) opens: bool,
    /// Whether only a space, a hyphen or the like parts it from the word before.
    pub(super) joined: bool,
}

impl Token<'_> {
    pub(super) fn lower(&self) -> String {
        self.word.to_lowercase()
    }

    /// Whether it is written as names are: `Kestrel`, `McKinsey`, `iPhone`, `IBM`.
    pub(super) fn has_capital(&self) -> bool {
        self.word.chars().any(char::is_uppercase)
    }

    /// Whether it is all capitals, as acronyms are.
    pub(super) fn is_acronym(&self) -> bool {
        self.word.chars().filter(|c| c.is_uppercase()).count() >= 2
            && self.word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    }
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let in_word = c.is_alphanumeric()
            || (matches!(c, '\'' | '’')
                && start.is_some()
                && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric));
        match (in_word, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = without_genitive(&text[from..at]);
                let before = tokens.last().map(|token| token.bytes.end);
                let gap = &text[before.unwrap_or(0)..from];
                tokens.push(Token {
                    word,
                    bytes: from..from + word.len(),
                    opens: before.is_none() || opens(gap),
                    joined: before.is_some() && joins(gap),
                });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

fn without_genitive(word: &str) -> &str {
    ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

/// Whether a sentence may begin after this.
fn opens(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '…', ':', ';', '"', '“', '”', '•', '–', '—'])
        || gap.contains("\n\n")
        || gap.trim_start_matches(['\'', '’', 's', ' ']).starts_with('\n')
            && gap.contains(['-', '*'])
}

/// Whether two words with this between them may be one name.
fn joins(gap: &str) -> bool {
    let gap = gap.strip_prefix("'s").or_else(|| gap.strip_prefix("’s")).map_or(gap, |_| "|");
    matches!(gap, " " | "-" | "_" | "/" | " & " | "&" | "\u{a0}" | "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_whether_a_sentence_begins_with_them() {
        let text = "I met Anna's team. Then Raj-Patel said: \"No.\"";
        let found: Vec<(&str, bool, bool)> =
            tokens(text).iter().map(|t| (t.word, t.opens, t.joined)).collect();
        assert_eq!(
            found,
            [
                ("I", true, false),
                ("met", false, true),
                ("Anna", false, true),
                ("team", false, false),
                ("Then", true, false),
                ("Raj", false, true),
                ("Patel", false, true),
                ("said", false, true),
                ("No", true, false),
            ]
        );
    }
}
