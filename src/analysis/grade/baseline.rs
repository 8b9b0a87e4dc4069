//! Whether a reader can tell where the metric stood.

use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::role::clause;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{Word, word, words};
use crate::analysis::quantity::{Kind, Reading, Role};

/// Whether a baseline is stated, or follows from a change and the level that it led to.
pub(super) fn is_given(reading: &Reading<'_>) -> bool {
    super::has_role(reading, Role::Baseline) || is_derivable(reading)
}

/// Whether a change is relative, so that it says something even without a starting point.
pub(super) fn is_relative(reading: &Reading<'_>) -> bool {
    reading.figures.iter().any(|figure| {
        figure.role == Role::Delta
            && matches!(figure.kind, Kind::Percent | Kind::Points | Kind::Multiplier | Kind::Ratio)
    })
}

/// Whether a change and its end value stand together: `by 1,200 a day to 400 a day`, `6 minutes, down 40%`.
fn is_derivable(reading: &Reading<'_>) -> bool {
    reading.figures.windows(2).any(|pair| {
        let (one, other) = (&pair[0], &pair[1]);
        match (one.role, other.role) {
            (Role::Delta, Role::Result) => joined(&reading.tokens, one, other, words!["to"]),
            (Role::Result, Role::Delta) => joined(
                &reading.tokens,
                one,
                other,
                words!["up", "down", "a", "an", "which", "that", "that's"],
            ),
            _ => false,
        }
    })
}

/// Whether only a few words of one clause part two figures, with one of these among them.
fn joined(tokens: &Tokens<'_>, one: &Figure, other: &Figure, words: &[Word]) -> bool {
    let between = one.tail()..other.first;
    between.start <= between.end
        && between.len() <= 6
        && !between.clone().any(|at| {
            tokens.sentence_starts(at) || tokens.is(at, word!("and")) || tokens.sign(at, ';')
        })
        && clause::any_word(tokens, between, words)
}

#[cfg(test)]
mod tests {
    use crate::analysis::grade::assess;
    use crate::story::Section;

    #[test]
    fn a_baseline_is_stated_or_follows() {
        for (text, baseline, base) in [
            ("Wait fell from 9 days to 2.", true, true),
            ("We cut alarms by 1,200 a day to 400 a day.", true, true),
            ("Wait fell by 40%.", false, true),
            ("Wait is 2 days.", false, false),
        ] {
            let elements = assess(text, Section::Result, &[]).elements;
            assert_eq!((elements.baseline, elements.base), (baseline, base), "{text}");
        }
    }
}
