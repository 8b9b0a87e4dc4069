//! A baseline that the Situation or Task gave for a metric of the Result.

use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::role::clause;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::{Kind, Reading, Role};
use crate::analysis::span::Span;
use crate::story::Section;

/// Finds the first figure of the set-up that measures what an outcome of the Result measures.
pub(super) fn baseline(
    reading: &Reading<'_>,
    setup: &[(Section, &str)],
) -> Option<(Section, Span)> {
    let outcomes: Vec<(&Figure, Vec<&str>)> = reading
        .figures
        .iter()
        .filter(|figure| matches!(figure.role, Role::Result | Role::Delta))
        .map(|figure| (figure, metric(&reading.tokens, figure)))
        .collect();
    for &(section, text) in setup {
        let before = Reading::new(text, section);
        let quantities = before.quantities();
        for (figure, quantity) in before.figures.iter().zip(&quantities) {
            if matches!(figure.role, Role::Target | Role::Timeframe | Role::Delta) {
                continue;
            }
            let named = metric(&before.tokens, figure);
            let lends = outcomes.iter().any(|(outcome, words)| {
                level_of(outcome, figure)
                    && words.iter().any(|word| named.iter().any(|other| akin(word, other)))
            });
            if lends {
                return Some((section, quantity.span));
            }
        }
    }
    None
}

/// Whether a figure can be the level from which an outcome came.
fn level_of(outcome: &Figure, level: &Figure) -> bool {
    let measured = !matches!(level.kind, Kind::Multiplier | Kind::Points)
        && (level.kind != Kind::Count || outcome.kind != Kind::Duration);
    let relative = outcome.role == Role::Delta
        && matches!(outcome.kind, Kind::Percent | Kind::Multiplier | Kind::Ratio);
    let points = outcome.kind == Kind::Points && matches!(level.kind, Kind::Percent | Kind::Score);
    measured && (outcome.kind == level.kind || relative || points)
}

const NO_METRIC: Class = Class::PREPOSITION
    .or(Class::CONJUNCTION)
    .or(Class::DETERMINER)
    .or(Class::PRONOUN)
    .or(Class::ADVERB)
    .or(Class::STATE)
    .or(Class::MOVE)
    .or(Class::RISE)
    .or(Class::FALL)
    .or(Class::UNIT)
    .or(Class::TEAM)
    .or(Class::VERB)
    .or(Class::PRESENT)
    .or(Class::EARLIER)
    .or(Class::MONTH)
    .or(Class::ABOUT);

/// The words that name a figure's metric: the nouns of its clause, and the noun that it counts.
fn metric<'a>(tokens: &Tokens<'a>, figure: &Figure) -> Vec<&'a str> {
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let clause = clause::clause(tokens, &sentence, figure);
    (clause.start..figure.first)
        .chain(figure.noun.0..figure.noun.1)
        .filter(|&at| {
            tokens.get(at).is_some_and(|token| {
                token.is_word() && (!token.is(NO_METRIC) || token.is(Class::METRIC))
            })
        })
        .map(|at| tokens.word_at(at))
        .filter(|word| word.chars().count() > 2)
        .collect()
}

/// Whether two words are one in different forms.
fn akin(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    stem(one) == stem(other)
}
