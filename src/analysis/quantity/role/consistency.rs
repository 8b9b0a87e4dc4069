//! What the roles of a text must be beside one another, whatever each one's words say.

use super::clause;
use crate::analysis::quantity::Role;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{word, words};

/// Puts right what cannot be.
pub(super) fn settle(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    look_back(tokens, figures);
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
    fn what_stands_before_down_from_is_the_end() {
        assert_eq!(roles("Builds take 2 hours, down from 7.", Section::Result), [Result, Baseline]);
    }
}
