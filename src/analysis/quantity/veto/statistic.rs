//! Statistics about a measurement: p-values, confidence levels, sample letters.

use crate::analysis::quantity::Kind;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::token::Tokens;

/// Whether a figure says how sure a measurement is, not how large.
pub(super) fn is_statistic(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    letter(tokens, figure) || confidence(tokens, figure)
}

/// `p < 0.05`, `n = 40`, `p-value of 0.03`.
fn letter(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let mut at = figure.first;
    let mut compared = false;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else { return false };
        let sign = tokens.get(before).and_then(|token| token.sign());
        if !matches!(sign, Some('<' | '=' | '>' | '≤' | '≥' | '≈'))
            && !tokens.is_any(before, &["of", "was", "below", "under", "at"])
        {
            break;
        }
        compared = true;
        at = before;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    let valued = tokens.is_any(before, &["value", "values", "pvalue"])
        && before >= 2
        && tokens.is(before - 2, "p");
    compared
        && (tokens.is_any(before, &["p", "n", "z", "t", "r", "d", "chi", "alpha", "sigma"])
            && tokens.word_at(before).len() != 2
            || valued)
}

/// `95% CI`, `at 90 percent confidence`, `95% significance`.
fn confidence(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let at = figure.end + usize::from(tokens.sign(figure.end, '-'));
    figure.kind == Kind::Percent
        && (tokens.is_any(at, &["ci", "cis", "confidence", "significance", "credible"])
            || tokens.is_any(at, &["statistical"])
                && tokens.is_any(at + 1, &["significance", "power", "confidence"])
            || tokens.is(figure.first.wrapping_sub(1), "confidence"))
        || figure.kind == Kind::Count && tokens.is_any(figure.end, &["sigma", "sigmas"])
}
