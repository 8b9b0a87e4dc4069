//! Phrases with gaps and choices, matched by stem.
//!
//! `{change|reverse} … {mind|decision}` matches one word of the first choice, up to [`GAP`] words of any
//! kind, and one of the second; `<boss>` is any phrase of that synonym class. Articles, possessives and
//! other fillers are passed over, in the phrase as in the text.

use std::collections::HashMap;
use std::sync::Arc;

use super::text;

/// Most words that `…` passes over.
const GAP: usize = 5;

/// Most braces inside each other; a person reads two.
const NESTING: usize = 4;

/// Most gaps on one way through a phrase. Each multiplies the ways to match by [`GAP`], and a phrase comes from a file.
const GAPS: usize = 4;

/// Words by number, so that patterns compare numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interner {
    numbers: HashMap<String, u32>,
}

impl Interner {
    /// The number of a stem, given to it now if it has none.
    pub(crate) fn intern(&mut self, stem: String) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(stem).or_insert(next)
    }

    /// The number of a stem; [`Self::UNKNOWN`] where it has none.
    pub(crate) fn get(&self, stem: &str) -> u32 {
        self.numbers.get(stem).copied().unwrap_or(Self::UNKNOWN)
    }

    /// The number of every stem that no pattern and no example holds.
    pub(crate) const UNKNOWN: u32 = u32::MAX;

    /// How many stems have numbers.
    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Every stem with its number, in no order.
    pub(crate) fn stems(&self) -> impl Iterator<Item = (&str, u32)> {
        self.numbers.iter().map(|(stem, number)| (stem.as_str(), *number))
    }
}

#[derive(Debug, Clone)]
enum Element {
    Term(u32),
    Any(Arc<[Pattern]>),
    Gap,
}

/// A compiled phrase.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pattern(Vec<Element>);

/// Why a text is no phrase.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// A brace or angle is not closed, closes nothing, or stands too deep.
    #[error("`{0}` has a bracket without a partner, or one too deep")]
    Bracket(String),
    /// A class that the synonyms do not have.
    #[error("`{phrase}` names the class <{class}>, which is not among the synonyms")]
    Class {
        /// The phrase.
        phrase: String,
        /// The name it uses.
        class: String,
    },
    /// More gaps than a phrase may have.
    #[error("`{0}` has more than {GAPS} gaps")]
    Gaps(String),
    /// Nothing but fillers and gaps, or a gap at an end, where it matches anything.
    #[error("`{0}` has no word, or begins or ends with a gap")]
    Empty(String),
}

/// The synonym classes a phrase may name.
pub(crate) type Classes = HashMap<String, Arc<[Pattern]>>;

impl Pattern {
    pub(crate) fn parse(
        phrase: &str,
        classes: &Classes,
        interner: &mut Interner,
    ) -> Result<Self, PhraseError> {
        Self::parse_nested(phrase, classes, interner, NESTING)
    }

    fn parse_nested(
        phrase: &str,
        classes: &Classes,
        interner: &mut Interner,
        nesting: usize,
    ) -> Result<Self, PhraseError> {
        let mut rest = phrase;
        let mut elements = Vec::new();
        while let Some(first) = rest.chars().next() {
            rest = match first {
                '{' => {
                    let bracket = || PhraseError::Bracket(phrase.to_owned());
                    let end = closing(rest).ok_or_else(bracket)?;
                    let nesting = nesting.checked_sub(1).ok_or_else(bracket)?;
                    let choices = choices(&rest[1..end])
                        .into_iter()
                        .map(|choice| Self::parse_nested(choice, classes, interner, nesting))
                        .collect::<Result<Vec<_>, _>>()?;
                    elements.push(Element::Any(choices.into()));
                    &rest[end + 1..]
                }
                '<' => {
                    let end =
                        rest.find('>').ok_or_else(|| PhraseError::Bracket(phrase.to_owned()))?;
                    let class = &rest[1..end];
                    let members = classes.get(class).ok_or_else(|| PhraseError::Class {
                        phrase: phrase.to_owned(),
                        class: class.to_owned(),
                    })?;
                    elements.push(Element::Any(Arc::clone(members)));
                    &rest[end + 1..]
                }
                '}' | '>' | '|' => return Err(PhraseError::Bracket(phrase.to_owned())),
                '…' => {
                    elements.push(Element::Gap);
                    &rest['…'.len_utf8()..]
                }
                _ => {
                    let end = rest.find(['{', '}', '<', '>', '|', '…']).unwrap_or(rest.len());
                    for token in text::tokens(&rest[..end]) {
                        if !token.filler {
                            elements.push(Element::Term(interner.intern(token.stem)));
                        }
                    }
                    &rest[end..]
                }
            };
        }
        let open_end = |element: Option<&Element>| matches!(element, None | Some(Element::Gap));
        if open_end(elements.first()) || open_end(elements.last()) {
            return Err(PhraseError::Empty(phrase.to_owned()));
        }
        let pattern = Self(elements);
        if pattern.gaps() > GAPS {
            return Err(PhraseError::Gaps(phrase.to_owned()));
        }
        Ok(pattern)
    }

    /// Most gaps that one way through the phrase has.
    fn gaps(&self) -> usize {
        let gaps = |element: &Element| match element {
            Element::Term(_) => 0,
            Element::Any(choices) => choices.iter().map(Self::gaps).max().unwrap_or(0),
            Element::Gap => 1,
        };
        self.0.iter().map(gaps).sum()
    }

    /// Where a match that starts at `at` ends; the shortest gaps are tried first.
    pub(crate) fn end_at(&self, terms: &[u32], at: usize) -> Option<usize> {
        let mut place = None;
        walk(&self.0, terms, at, &mut |end| {
            place = Some(end);
            true
        });
        place
    }

    /// Adds the terms that a match can start with.
    pub(crate) fn starts(&self, into: &mut Vec<u32>) {
        match self.0.first() {
            Some(Element::Term(term)) => into.push(*term),
            Some(Element::Any(choices)) => {
                for choice in choices.iter() {
                    choice.starts(into);
                }
            }
            // `parse` lets no pattern start with a gap.
            Some(Element::Gap) | None => {}
        }
    }
}

/// Tries every way in which `elements` match from `at` until `found` is content with its end.
fn walk(
    elements: &[Element],
    terms: &[u32],
    at: usize,
    found: &mut dyn FnMut(usize) -> bool,
) -> bool {
    let Some((first, rest)) = elements.split_first() else { return found(at) };
    match first {
        Element::Term(term) => terms.get(at) == Some(term) && walk(rest, terms, at + 1, found),
        Element::Any(choices) => choices
            .iter()
            .any(|choice| walk(&choice.0, terms, at, &mut |end| walk(rest, terms, end, found))),
        Element::Gap => {
            (at..=(at + GAP).min(terms.len())).any(|next| walk(rest, terms, next, found))
        }
    }
}

/// The byte at which the brace that opens `text` is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The parts between the bars that stand in no inner brace.
fn choices(text: &str) -> Vec<&str> {
    let mut depth = 0usize;
    let mut from = 0;
    let mut parts = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matches(phrase: &str, text: &str) -> bool {
        let mut interner = Interner::default();
        let mut classes = Classes::new();
        let boss = Pattern::parse("boss", &classes, &mut interner).unwrap();
        classes.insert("boss".into(), [boss].into());
        let pattern = Pattern::parse(phrase, &classes, &mut interner).unwrap();
        let terms: Vec<u32> = text::tokens(text)
            .into_iter()
            .filter(|token| !token.filler)
            .map(|token| interner.get(&token.stem))
            .collect();
        (0..terms.len()).any(|at| pattern.end_at(&terms, at).is_some())
    }

    #[test]
    fn words_gaps_choices_and_classes_match_by_stem() {
        let cases = [
            ("root cause", "We found the root causes.", true),
            ("root cause", "The cause was a root.", false),
            (
                "{change|reverse} … {mind|decision}",
                "She changed all of her colleagues' minds.",
                true,
            ),
            ("{change|reverse} … {mind|decision}", "Reversing a hard decision", true),
            ("change … mind", "change one two three four five six minds", false),
            ("no to <boss>", "I said no to my boss", true),
            ("{push back|{say|said} no} to <boss>", "I pushed back to the boss", true),
            ("two-way door", "two way doors", true),
        ];
        for (phrase, text, expected) in cases {
            assert_eq!(matches(phrase, text), expected, "{phrase} / {text}");
        }
    }

    #[test]
    fn a_phrase_that_cannot_mean_anything_is_refused() {
        for phrase in ["", "…", "the", "{a|b", "a}", "<boss", "<nobody>", "a …", "… a", "x|y"]
        {
            let mut interner = Interner::default();
            assert!(Pattern::parse(phrase, &Classes::new(), &mut interner).is_err(), "{phrase}");
        }
    }

    proptest! {
        #[test]
        fn no_phrase_makes_the_parser_panic(phrase in "[a-c{}|<>… ]{0,24}|\\PC{0,24}") {
            let _ = Pattern::parse(&phrase, &Classes::new(), &mut Interner::default());
        }
    }
}
