//! What the roles of a text must be beside one another, whatever each one's words say.

use super::clause;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::{Token, Tokens};
use crate::analysis::quantity::word::{Word, word, words};
use crate::analysis::quantity::{Kind, Role};

/// Puts right what cannot be.
pub(super) fn settle(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    look_back(tokens, figures);
    holds(tokens, figures);
    rescue(tokens, figures);
}

/// `takes 2 hours, down from 7`: what stands before `down from` is where the metric ended.
fn look_back(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    for index in 1..figures.len() {
        let (before, figure) = (figures[index - 1], figures[index]);
        let from = (1..=3).filter_map(|back| figure.first.checked_sub(back)).any(|at| {
            tokens.is(at, word!("from"))
                && tokens.is_any(at.wrapping_sub(1), words!["down", "up"])
                && before.end <= at
        });
        let near = figure.first.saturating_sub(before.tail()) <= 6;
        if from && near && before.kind == figure.kind && before.role == Role::Baseline {
            figures[index - 1].role = Role::Result;
            figures[index].role = Role::Baseline;
        }
    }
}

/// `fell to 17 in a shift of 212`: the size of what a change happened in is no part of the change.
fn holds(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    const MEASURES: &[Word] = words![
        "rate", "cost", "price", "level", "total", "average", "score", "peak", "value", "pace",
        "speed", "rise", "fall", "drop", "cut", "gain", "saving", "reduction", "increase",
        "matter", "period", "month", "year", "week", "day",
    ];
    for figure in figures.iter_mut().filter(|figure| figure.role.is_outcome()) {
        let Some(of) = figure.first.checked_sub(1).filter(|&at| tokens.is(at, word!("of"))) else {
            continue;
        };
        let holder = of.checked_sub(3).is_some_and(|at| {
            tokens.is_any(at, words!["in", "on", "across", "among", "within"])
                && tokens.is_any(at + 1, words!["a", "an", "the", "our", "my"])
                && tokens.get(at + 2).is_some_and(Token::is_word)
                && !tokens.is_any(at + 2, MEASURES)
        });
        if holder && figure.kind == Kind::Count {
            figure.role = Role::Scope;
        }
    }
}

/// `shipped to 40 markets`: where nothing else is an outcome, the reach of what was made is one.
fn rescue(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    if figures.iter().any(|figure| figure.role.is_outcome()) {
        return;
    }
    for figure in figures.iter_mut().filter(|figure| figure.role == Role::Scope) {
        let sentence = clause::sentence(tokens, figure.first, figure.end);
        let made = clause::lead(tokens, &sentence, figure.first).is_some_and(|lead| {
            tokens.is_any(lead, words!["to", "in", "into", "at", "across"])
                && (1..=2)
                    .filter_map(|back| lead.checked_sub(back))
                    .any(|at| tokens.has(at, Class::MAKE))
        });
        if made {
            figure.role = Role::Result;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::Role::{Baseline, Result, Scope};
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn reach_is_an_outcome_only_where_nothing_else_is() {
        let told = |text| roles(text, Section::Result);
        assert_eq!(told("We shipped to 40 markets."), [Result]);
        assert!(told("Churn fell 9% across 40 markets.").contains(&Scope));
    }

    #[test]
    fn the_size_of_what_changed_is_no_change() {
        let told = roles("Leavers fell from 38 to 17 in a shift of 212.", Section::Result);
        assert_eq!(told, [Baseline, Result, Scope]);
        assert_eq!(roles("We ended on an average of 4.2 days.", Section::Result), [Result]);
    }

    #[test]
    fn what_stands_before_down_from_is_the_end() {
        assert_eq!(roles("Builds take 2 hours, down from 7.", Section::Result), [Result, Baseline]);
    }
}
