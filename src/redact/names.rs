//! Names by their looks: capital letters where no sentence begins, and the words around them.

use std::collections::HashSet;
use std::ops::Range;

use super::Kind;
use super::lexicon::LEXICON;
use super::tokens::Token;

/// Words that may be a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Which tokens.
    pub(super) tokens: Range<usize>,
    /// What the words around say it is; none where only its capital letter speaks.
    pub(super) kind: Option<Kind>,
    /// Whether it begins a sentence, so that the capital letter says nothing.
    pub(super) opens: bool,
}

/// Longest title that may be written with a capital for each word.
const TITLE_WORDS: usize = 14;

/// Every candidate of a text; `plain` are words known to be none.
pub(super) fn candidates(tokens: &[Token<'_>], plain: &HashSet<String>) -> Vec<Candidate> {
    if is_headline_case(tokens) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !looks_like_a_name(&tokens[at], plain) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        // A capital that the sentence asks for begins no name: `Told Quillon no`. A given name does.
        let alone = tokens[at].opens && !LEXICON.given_names.contains(&tokens[at].lower());
        while !alone
            && end < tokens.len()
            && tokens[end].joined
            && looks_like_a_name(&tokens[end], plain)
        {
            end += 1;
        }
        found.push(Candidate {
            kind: kind(tokens, at..end),
            opens: tokens[at].opens && end == at + 1,
            tokens: at..end,
        });
        at = end;
    }
    found
}

/// A title in which every longer word has a capital: it tells no name from the rest.
fn is_headline_case(tokens: &[Token<'_>]) -> bool {
    let long: Vec<&Token<'_>> = tokens.iter().filter(|token| token.word.len() > 3).collect();
    let capitals = long.iter().filter(|token| token.has_capital()).count();
    tokens.len() <= TITLE_WORDS && long.len() >= 3 && capitals == long.len()
}

fn looks_like_a_name(token: &Token<'_>, plain: &HashSet<String>) -> bool {
    let lower = token.lower();
    token.has_capital()
        && !token.is_acronym()
        && token.word.chars().count() > 1
        && !token.word.starts_with("I'")
        && !token.word.starts_with("I’")
        && !LEXICON.harmless.contains(&lower)
        && !LEXICON.openers.contains(&lower)
        && (token.joined || !LEXICON.organisation_endings.contains(&lower))
        && !(token.opens && (plain.contains(&lower) || is_inflected(&lower)))
}

/// Whether a word ends as verbs and adverbs do, which begin sentences more often than names end so.
fn is_inflected(lower: &str) -> bool {
    lower.len() > 4 && ["ed", "ing", "ly"].iter().any(|end| lower.ends_with(end))
}

/// What the words in a name and around it say of it.
fn kind(tokens: &[Token<'_>], name: Range<usize>) -> Option<Kind> {
    let before = name.start.checked_sub(1).map(|at| &tokens[at]);
    let before = before.filter(|_| !tokens[name.start].opens).map(Token::lower);
    let after = tokens.get(name.end).filter(|token| !token.opens).map(Token::lower);
    let is = |word: &Option<String>, list: &HashSet<String>| {
        word.as_ref().is_some_and(|word| list.contains(word))
    };
    // `Okonkwo, our researcher`
    let apposition = after.as_deref().is_some_and(|word| ["our", "my", "the", "a"].contains(&word))
        && is(&tokens.get(name.end + 1).map(Token::lower), &LEXICON.before_person);
    let first = tokens[name.start].lower();
    let last = tokens[name.end - 1].lower();
    if LEXICON.organisation_endings.contains(&last) && name.len() > 1 {
        Some(Kind::Organisation)
    } else if LEXICON.given_names.contains(&first)
        || apposition
        || is(&before, &LEXICON.before_person)
        || is(&after, &LEXICON.after_person)
    {
        Some(Kind::Person)
    } else if is(&before, &LEXICON.before_organisation) {
        Some(Kind::Organisation)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<Kind>, bool)> {
        let tokens = tokens(text);
        candidates(&tokens, &HashSet::from(["customers".to_owned()]))
            .into_iter()
            .map(|candidate| {
                let words: Vec<&str> =
                    tokens[candidate.tokens.clone()].iter().map(|token| token.word).collect();
                (words.join(" "), candidate.kind, candidate.opens)
            })
            .collect()
    }

    #[test]
    fn names_are_told_by_their_capitals_and_their_company() {
        use Kind::{Organisation, Person};
        for (text, names) in [
            ("I asked Dana Whitlock for the log.", vec![("Dana Whitlock", None, false)]),
            ("My manager Priya was away.", vec![("Priya", Some(Person), false)]),
            ("We left it to Okonkwo, who said no.", vec![("Okonkwo", Some(Person), false)]),
            (
                "Before that I was at Brindle Foods.",
                vec![("Brindle Foods", Some(Organisation), false)],
            ),
            ("I asked Okonkwo, our researcher.", vec![("Okonkwo", Some(Person), false)]),
            ("It ran on Kestrel in Europe since March.", vec![("Kestrel", None, false)]),
            ("Customers waited. Kestrel was slow.", vec![("Kestrel", None, true)]),
            ("I cut it to two days. Then I told the CFO.", vec![]),
            ("Cut Checkout Latency Before Peak", vec![]),
        ] {
            let names: Vec<(String, Option<Kind>, bool)> = names
                .into_iter()
                .map(|(name, kind, opens)| (name.to_owned(), kind, opens))
                .collect();
            assert_eq!(found(text), names, "{text}");
        }
    }
}
