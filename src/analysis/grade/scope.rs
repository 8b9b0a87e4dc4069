//! Whether a reader can tell how far the result reaches.

use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::noun::is_plural;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{Word, word, words};
use crate::analysis::quantity::{Reading, Role};

/// Whether breadth is given, as a count or in words.
pub(super) fn is_given(reading: &Reading<'_>) -> bool {
    super::has_role(reading, Role::Scope)
        || super::outcome_sentences(reading)
            .into_iter()
            .flatten()
            .any(|at| is_breadth(&reading.tokens, at))
}

/// Whether a phrase of breadth starts at a token: `across the fleet`, `in Japan`, `all stores`, `company-wide`.
fn is_breadth(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    if !token.is_word() {
        return false;
    }
    if tokens.is_any(
        at,
        words!["worldwide", "globally", "nationwide", "companywide", "nationally", "everywhere"],
    ) {
        return true;
    }
    if tokens.is(at, word!("wide")) && tokens.glued_sign(at.wrapping_sub(1), '-') {
        return true;
    }
    if tokens.is_any(at, words!["at", "on", "along", "in"]) && names_place(tokens, at) {
        return true;
    }
    if tokens.is_any(at, words!["across", "throughout"]) {
        return !tokens.is(at + 1, word!("from"));
    }
    if tokens.is_any(at, words!["all", "every", "both"]) {
        return (at + 1..at + 5).take_while(|&next| continues(tokens, next)).any(|next| {
            tokens.has(next, Class::BREADTH) && !is_time(tokens, next)
                || tokens.is_any(at, words!["all", "every"])
                    && tokens.has(at.wrapping_sub(1), Class::PREPOSITION)
                    && is_plural(tokens, next)
                    && !is_time(tokens, next)
        });
    }
    if tokens.is_any(at, words!["for", "in", "among", "at", "on", "to"])
        && !tokens.is_number(at + 1)
        && !tokens.has(at + 1, Class::CARDINAL)
    {
        let reach = if tokens.is_any(at, words!["to", "at", "on"]) { 2 } else { 5 };
        if tokens.has(at + 1, Class::PLACE)
            || tokens.is(at + 1, word!("the"))
                && tokens.has(at + 2, Class::PLACE)
                && tokens.get(at + 2).is_some_and(|next| next.capital)
        {
            return true;
        }
        if tokens.is_any(at + 1, words!["the"]) && tokens.is_any(at + 2, words!["whole"]) {
            return true;
        }
        return tokens.is_any(at, words!["for", "in", "among"])
            && (at + 1..at + reach).take_while(|&next| continues(tokens, next)).any(|next| {
                let untreated =
                    (at + 1..next).any(|word| tokens.is_any(word, words!["control", "holdout"]));
                let verb = Class::STATE | Class::RISE | Class::FALL | Class::ADVERB;
                let head = !continues(tokens, next + 1) || tokens.has(next + 1, verb);
                let plural = tokens.word_at(next).ends_with('s');
                tokens.has(next, Class::BREADTH) && plural && !untreated && head
            });
    }
    false
}

/// Places of work where a result can hold.
const SITES: &[Word] = words![
    "depot", "ward", "line", "counter", "site", "plant", "store", "branch", "clinic", "warehouse",
    "factory", "shift", "region", "county", "school", "hub", "terminal", "borough", "district",
    "campus", "mill", "yard", "hospital",
];

/// Whether a preposition leads to a named place or unit: `at the Leeds depot`, `on Line 3`, `on night shift`.
fn names_place(tokens: &Tokens<'_>, at: usize) -> bool {
    let from = at + 1 + usize::from(tokens.is_any(at + 1, words!["the", "our", "my"]));
    let located = (from..from + 4)
        .take_while(|&next| continues(tokens, next))
        .any(|next| tokens.is_any(next, SITES));
    let named = tokens.get(from).is_some_and(|token| {
        token.is_word()
            && token.capital
            && !token.mixed
            && !token.is(Class::MONTH
                | Class::WEEKDAY
                | Class::SEASON
                | Class::SCORE
                | Class::PRONOUN
                | Class::CARDINAL)
            && !tokens.is_any(from, words!["Q1", "H1", "FY", "I"])
    });
    located || named && !tokens.is(at, word!("in"))
}

fn continues(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        (token.is_word() || (token.is_sign('-') || token.is_sign('–')) && !token.gap)
            && !token.is(Class::PREPOSITION | Class::CONJUNCTION | Class::PRONOUN | Class::VERB)
            || token.is(Class::DETERMINER)
    })
}

fn is_time(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.has(at, Class::UNIT)
}

#[cfg(test)]
mod tests {
    use crate::analysis::grade::assess;
    use crate::story::Section;

    #[test]
    fn breadth_may_be_words() {
        for (text, given) in [
            ("Churn fell 9% in Japan.", true),
            ("Churn fell 9% in all stores.", true),
            ("Scrap fell 9% on Line 3.", true),
            ("Waits fell 9%, borough-wide.", true),
            ("Churn fell 9%.", false),
            ("Returns were 9% lower than in the control stores.", false),
        ] {
            assert_eq!(assess(text, Section::Result, &[]).elements.scope, given, "{text}");
        }
    }
}
