//! Hyphened words whose number is no figure: `two-sided`, `one-pager`, `90-day attrition`.

use crate::analysis::quantity::Kind;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{word, words};

/// Whether the figure only names a sort of thing.
pub(super) fn is_compound(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if tokens.glued_sign(figure.end, '-')
        && figure.spelled
        && !figure.hyphened
        && tokens.glued(figure.end + 1)
    {
        return true;
    }
    if is_ordinal(tokens, figure) {
        return true;
    }
    // `a 20%-off banner`.
    if figure.kind == Kind::Percent
        && tokens.glued_sign(figure.end, '-')
        && tokens.is(figure.end + 1, word!("off"))
    {
        return true;
    }
    if !figure.hyphened {
        return false;
    }
    if figure.kind == Kind::Duration {
        return windowed(tokens, figure);
    }

    if figure.kind != Kind::Count {
        // `a five-star hotel` is a sort of hotel.
        return figure.kind == Kind::Ratio || figure.unit == "star" && figure.spelled;
    }
    let (at, _) = figure.noun;
    let word = tokens.word_at(at);
    let one = figure.spelled && figure.middle() <= 1.0;
    let chained = tokens.glued_sign(at + 1, '-') && tokens.glued(at + 2);
    let shaped = word.len() > 4 && word.ends_with("ed");
    one || chained
        || shaped
        || tokens.has(at, Class::COMPOUND)
        || tokens.has(at, Class::PREPOSITION)
        || word.len() < 3
        || word.chars().next().is_some_and(char::is_uppercase) && !figure.spelled && word.len() < 4
}

/// The head of a spelled ordinal: `twenty-fifth`, `two hundredth`, `forty second`.
fn is_ordinal(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let mut at = figure.core_end;
    let value = figure.middle();
    let head = figure.spelled
        && value >= 1.0
        && (value % 10.0 == 0.0 || figure.factor > 1.0 || value < 20.0);
    if tokens.get(at).is_some_and(|token| matches!(token.sign(), Some('-' | '—' | '–')))
        && tokens.glued(at + 1)
    {
        at += 1;
    }
    let large = tokens.is_any(at, words!["hundredth", "thousandth", "millionth", "billionth"]);
    head && tokens.has(at, Class::ORDINAL)
        && (value >= 20.0 && !tokens.has(at, Class::UNIT)
            || large
            || (20.0..100.0).contains(&value))
}

/// A window in a metric's name: `30-day retention`, `7-day rolling average`.
fn windowed(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    (figure.end..figure.end + 3)
        .take_while(|&at| {
            tokens.get(at).is_some_and(|token| {
                token.is_word()
                    && token.gap
                    && !token.is(Class::PREPOSITION | Class::CONJUNCTION | Class::VERB)
            })
        })
        .any(|at| tokens.has(at, Class::WINDOWED))
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::spans;

    #[test]
    fn a_hyphen_may_make_a_figure_or_a_name() {
        assert_eq!(spans("A two-sided market sent me a one-pager."), Vec::<&str>::new());
        assert_eq!(spans("The 90-day attrition and 7-day rolling average."), Vec::<&str>::new());
        assert_eq!(spans("The twenty-fifth and the two hundredth."), Vec::<&str>::new());
        assert_eq!(
            spans("A six-week pilot on a 9,000-ticket backlog."),
            ["six-week", "9,000-ticket"]
        );
    }
}
