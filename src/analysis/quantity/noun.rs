//! The noun that a bare number counts.

use super::lexicon::Class;
use super::token::Tokens;
use crate::analysis::quantity::word::{Word, words};

/// Words that end a noun phrase wherever they stand.
const ENDS: Class = Class::PREPOSITION
    .or(Class::CONJUNCTION)
    .or(Class::DETERMINER)
    .or(Class::PRONOUN)
    .or(Class::ADVERB)
    .or(Class::NOT);

/// Words that are verbs more often than nouns.
const VERBS: Class = Class::VERB
    .or(Class::STATE)
    .or(Class::RISE)
    .or(Class::FALL)
    .or(Class::MOVE)
    .or(Class::MAKE)
    .or(Class::EFFORT);

/// Furthest word of a noun phrase that is looked at.
const REACH: usize = 7;

const IRREGULAR: &[Word] = words![
    "people", "staff", "personnel", "children", "men", "women", "crew", "feet", "sheep",
    "aircraft", "series", "species", "data", "fte", "headcount", "media", "criteria", "cattle",
    "police", "mice", "teeth", "loaves",
];

/// The tokens of the noun phrase that starts at a token, empty where none does; `one` allows the singular.
pub(super) fn phrase(tokens: &Tokens<'_>, at: usize, one: bool) -> (usize, usize) {
    let none = (at, at);
    let mut place = at;
    while place < at + REACH {
        let Some(token) = tokens.get(place) else { break };
        // `business-day`, `out-of-stock`: a hyphen goes on with the phrase.
        if token.is_sign('-') && !token.gap && tokens.glued(place + 1) && place > at {
            place += 1;
            continue;
        }
        // `Sev-1 incidents`: the number belongs to the name.
        if token.form == super::token::Form::Number
            && place > at
            && tokens.glued_sign(place - 1, '-')
        {
            place += 1;
            continue;
        }
        if !token.is_word() || !token.gap && place > at && !tokens.sign(place - 1, '-') {
            break;
        }
        let joined = tokens.glued_sign(place + 1, '-') && tokens.glued(place + 2);
        if token.is(ENDS) && !joined && !is_adjective(tokens, place) {
            break;
        }
        if is_plural(tokens, place) && !joined {
            if place > at && token.is(VERBS) && !token.is(Class::BREADTH.or(Class::METRIC)) {
                break;
            }
            let next = place + 1;
            let runs_on = tokens
                .get(next)
                .is_some_and(|token| token.is_word() && token.gap && !token.is(ENDS))
                && is_plural(tokens, next)
                && !tokens.has(next, VERBS);
            return (at, if runs_on { next + 1 } else { next });
        }
        // `3,400 more kept visits`: a participle before its noun.
        let participle =
            is_plural(tokens, place + 1) && tokens.get(place + 1).is_some_and(|next| next.gap);
        if place > at && token.is(VERBS) && !joined && !participle {
            break;
        }
        if place == at && tokens.has(place, Class::STATE.or(Class::MOVE)) && !joined {
            break;
        }
        place += 1;
    }
    if one
        && tokens
            .get(at)
            .is_some_and(|token| token.is_word() && token.gap && !token.is(ENDS | Class::STATE))
    {
        let mut end = at + 1;
        while end < at + 3
            && tokens.get(end).is_some_and(|token| {
                token.is_word()
                    && token.gap
                    && !token.is(ENDS | VERBS)
                    && !tokens.sentence_starts(end)
            })
        {
            end += 1;
        }
        return (at, end);
    }
    none
}

/// Determiners and adverbs that can stand between a number and its noun.
fn is_adjective(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_any(
        at,
        words![
            "more", "new", "other", "additional", "different", "past", "live", "straight", "full",
            "whole", "early", "late", "few", "average", "active", "inbound", "flat", "off",
            "previous", "final", "separate", "less", "fewer", "extra",
        ],
    )
}

/// Whether a word looks like a plural.
pub(in crate::analysis) fn is_plural(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word_at(at);
    if word.len() > 2 && word.is_char_boundary(word.len() - 1) && word.ends_with('s') {
        let other = ["ss", "us", "'s", "’s"].iter().any(|end| word.ends_with(end));
        return !other
            && (!word.ends_with("is") || word.len() > 6)
            && !tokens.has(at, Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION))
            && !tokens.is_any(at, words!["was", "has", "does", "is", "times", "less"]);
    }
    tokens.is_any(at, IRREGULAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_is_the_first_plural_in_reach() {
        for (text, noun) in [
            ("14 EU markets, and", "EU markets"),
            ("1,100 dead feature flags and", "dead feature flags"),
            ("85 calls, some", "calls"),
            ("12 employee", ""),
            ("40 was too much", ""),
            ("6 out-of-stock items remain", "out-of-stock items"),
            ("14 reps hit quota", "reps"),
            ("three of them", ""),
            ("45 people", "people"),
        ] {
            let tokens = Tokens::new(text);
            let (from, to) = phrase(&tokens, 1, false);
            let found = if from < to {
                &text[tokens.get(from).unwrap().start()..tokens.get(to - 1).unwrap().end()]
            } else {
                ""
            };
            assert_eq!(found, noun, "{text}");
        }
    }
}
