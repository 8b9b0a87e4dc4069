//! Where a figure stands: its sentence, its clause, and the word that leads to it.

use crate::analysis::quantity::word::{Word, word, words};
use std::ops::Range;

use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::Tokens;

/// Furthest that a sentence is followed from a figure, in tokens, so that a text without a full stop costs no more.
const REACH: usize = 48;

/// The sentence around a token range, as far as it is followed.
pub(in crate::analysis) fn sentence(tokens: &Tokens<'_>, first: usize, end: usize) -> Range<usize> {
    tokens.sentence(first, end, REACH)
}

/// The clause around a figure, inside its sentence: up to a semicolon, dash, bracket or conjunction that opens another.
pub(in crate::analysis) fn clause(
    tokens: &Tokens<'_>,
    sentence: &Range<usize>,
    figure: &Figure,
) -> Range<usize> {
    let mut from = figure.first;
    while from > sentence.start && !opens(tokens, from) {
        from -= 1;
    }
    let mut to = figure.tail().max(figure.end);
    while to < sentence.end && !opens(tokens, to) {
        to += 1;
    }
    from..to
}

/// Whether a clause starts at a token.
pub(in crate::analysis) fn opens(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return true };
    match before.sign() {
        Some(';' | ':' | '(' | ')' | '—' | '[' | ']') => {
            return !(before.is_sign(':') && tokens.glued(at));
        }
        Some('–' | '-') if before.gap && tokens.get(at).is_some_and(|token| token.gap) => {
            return true;
        }
        Some(',') => {
            // A comma before a conjunction, or before a new subject with its verb.
            return tokens.has(at, Class::LINK) || subject(tokens, at);
        }
        _ => {}
    }
    tokens.has(at, Class::OPENER)
        || tokens.has(at, Class::LINK)
            && tokens.is_any(at, words!["and", "so"])
            && subject(tokens, at + 1)
}

const CHANGES: Class =
    Class::RISE.or(Class::FALL).or(Class::MOVE).or(Class::STATE).or(Class::VERB).or(Class::LAST);

/// Whether a subject and its verb start at a token: `conversion rose`, `we halved`, `the queue is`.
pub(in crate::analysis) fn subject(tokens: &Tokens<'_>, at: usize) -> bool {
    for place in at..at + 6 {
        let Some(token) = tokens.get(place) else { return false };
        if !token.is_word() {
            return false;
        }
        if place > at
            && token.is(CHANGES)
            && !tokens.is_any(place, words!["cut", "drop", "lift", "rise", "gain", "fall"])
            || place > at
                && tokens.is_any(place, words!["cut", "drop", "lift", "rise", "gain", "fall"])
                && !tokens.has(place - 1, Class::DETERMINER)
        {
            return true;
        }
        if token.is(Class::PREPOSITION | Class::CONJUNCTION) && place > at {
            // `the cost of returns fell`: a phrase inside the subject.
            if !tokens.is_any(place, words!["of", "for", "in", "per", "on", "to"]) {
                return false;
            }
        }
        if place == at && token.is(CHANGES) && !token.is(Class::PRONOUN) {
            return false;
        }
    }
    false
}

/// The token that leads to a figure, past approximators and articles: a preposition, a verb, a noun.
pub(in crate::analysis) fn lead(
    tokens: &Tokens<'_>,
    sentence: &Range<usize>,
    first: usize,
) -> Option<usize> {
    let mut at = first.checked_sub(1).filter(|&at| at >= sentence.start)?;
    for _ in 0..6 {
        let before = at.checked_sub(1).filter(|&before| before >= sentence.start);
        let sign = tokens.get(at)?.sign();
        let skip = if matches!(sign, Some('~' | '≈' | '<' | '>' | '≤' | '≥' | '±' | '"' | '“'))
        {
            !crate::analysis::quantity::pair::is_arrow(tokens, at)
        } else if tokens.is_any(at, words!["over", "under", "above", "below", "around"]) {
            before.is_some_and(|before| {
                tokens.is_any(
                    before,
                    words![
                        "to", "by", "from", "in", "for", "at", "with", "on", "across", "just",
                        "well", "of", "is", "was", "now", "saved",
                    ],
                ) || tokens.has(before, Class::MAKE | Class::GAIN)
            })
        } else if tokens.is(at, word!("than")) {
            before.is_some_and(|before| {
                tokens.is_any(
                    before,
                    words!["more", "less", "fewer", "better", "greater", "lower", "higher"],
                )
            })
        } else if tokens.is_any(at, words!["to", "of"]) {
            before.is_some_and(|before| {
                tokens.is(at, word!("to"))
                    && tokens.is(before, word!("up"))
                    && !before
                        .checked_sub(1)
                        .is_some_and(|verb| tokens.has(verb, Class::MOVE | Class::RISE))
                    || tokens.is(at, word!("to")) && tokens.is(before, word!("close"))
                    || tokens.is(at, word!("of"))
                        && tokens.is_any(
                            before,
                            words![
                                "total", "average", "excess", "upwards", "north", "minimum",
                                "maximum", "median", "order",
                            ],
                        )
            })
        } else if tokens.is_any(
            at,
            words![
                "more", "less", "fewer", "up", "as", "at", "better", "greater", "higher", "lower"
            ],
        ) {
            // The first half of `more than`, `as much as`, `at least`, already past its second.
            tokens.is_any(at + 1, words!["than", "much", "many", "few", "least", "most", "little"])
                || tokens.is(at, word!("up")) && tokens.is(at + 1, word!("to")) && at + 2 <= first
                || tokens.is(at, word!("as"))
                    && tokens.is_any(at.wrapping_sub(1), words!["much", "many", "few", "little"])
        } else {
            tokens.has(at, Class::LIMIT)
                || ["'s", "’s"].iter().any(|end| {
                    tokens.word_at(at).ends_with(end)
                        && !tokens.has(at, Class::PRONOUN | Class::STATE)
                })
        };
        if !skip {
            return Some(at);
        }
        at = before?;
    }
    Some(at)
}

/// Whether a word of a class stands in a range of tokens.
pub(in crate::analysis) fn any(tokens: &Tokens<'_>, range: Range<usize>, class: Class) -> bool {
    range.into_iter().any(|at| tokens.has(at, class))
}

/// Whether one of the words stands in a range of tokens.
pub(in crate::analysis) fn any_word(
    tokens: &Tokens<'_>,
    range: Range<usize>,
    words: &[Word],
) -> bool {
    range.into_iter().any(|at| tokens.is_any(at, words))
}

/// The last token of a class before a place, inside a range.
pub(in crate::analysis) fn last(
    tokens: &Tokens<'_>,
    range: Range<usize>,
    class: Class,
) -> Option<usize> {
    range.rev().find(|&at| tokens.has(at, class))
}
