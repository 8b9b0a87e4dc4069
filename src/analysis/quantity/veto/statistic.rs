//! Statistics about a measurement: p-values, confidence levels, sample letters.

use crate::analysis::quantity::Kind;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{word, words};

/// Whether a figure says how sure a measurement is, not how large.
pub(super) fn is_statistic(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    letter(tokens, figure)
        || confidence(tokens, figure)
        || interval(tokens, figure)
        || significance(tokens, figure)
}

/// `the p-value on promo was 0.2`.
fn significance(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    figure.bare
        && (0.0..1.0).contains(&figure.middle())
        && (2..=9)
            .map_while(|back| figure.first.checked_sub(back))
            .take_while(|&at| !tokens.sentence_starts(at + 1))
            .any(|at| {
                tokens.is_any(at, words!["value", "values"])
                    && tokens.is(at.wrapping_sub(2), word!("p"))
            })
}

/// `p < 0.05`, `n = 40`, `p-value of 0.03`.
fn letter(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let mut at = figure.first;
    let mut compared = false;
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1) else { return false };
        let sign = tokens.get(before).and_then(super::super::token::Token::sign);
        if !matches!(sign, Some('<' | '=' | '>' | '≤' | '≥' | '≈'))
            && !tokens.is_any(
                before,
                words!["of", "was", "below", "under", "at", "than", "less", "greater", "equals"],
            )
        {
            break;
        }
        compared = true;
        at = before;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    let valued = tokens.is_any(before, words!["value", "values", "pvalue"])
        && before >= 2
        && tokens.is(before - 2, word!("p"));
    compared
        && (tokens.is_any(before, words!["p", "n", "z", "t", "r", "d", "chi", "alpha", "sigma"])
            && tokens.word_at(before).len() != 2
            || valued)
}

/// The bounds after `CI`: `0.91–0.97`.
fn interval(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    (1..=5)
        .map_while(|back| figure.first.checked_sub(back))
        .take_while(|&at| !tokens.sentence_starts(at + 1) && !tokens.sign(at, ';'))
        .any(|at| {
            tokens.get(at).is_some_and(|token| token.capital) && tokens.is_any(at, words!["ci"])
                || tokens.is(at, word!("interval"))
                    && tokens.is(at.wrapping_sub(1), word!("confidence"))
        })
}

/// `95% CI`, `at 90 percent confidence`, `95% significance`.
fn confidence(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let at = figure.end + usize::from(tokens.sign(figure.end, '-'));
    figure.kind == Kind::Percent
        && (tokens
            .is_any(at, words!["ci", "cis", "confidence", "significance", "credible", "interval"])
            || tokens.is_any(at, words!["statistical"])
                && tokens.is_any(at + 1, words!["significance", "power", "confidence"])
            || tokens.is(figure.first.wrapping_sub(1), word!("confidence")))
        || figure.kind == Kind::Count && tokens.is_any(figure.end, words!["sigma", "sigmas"])
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::spans;

    #[test]
    fn how_sure_a_measurement_is_is_no_figure() {
        assert_eq!(spans("It rose 4.3% (p < 0.05, 95% CI 0.91–0.97)."), ["4.3%"]);
        assert_eq!(spans("That held, p less than 0.01, at 90% confidence."), Vec::<&str>::new());
    }
}
