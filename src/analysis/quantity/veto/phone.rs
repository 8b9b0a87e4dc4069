//! Phone numbers and long ids.

use crate::analysis::quantity::Kind;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::token::{Form, Tokens};
use crate::analysis::quantity::word::words;

/// Furthest that a phone number's groups are followed.
const REACH: usize = 12;

/// Whether a figure is a group of a phone number, or too long to be a count.
pub(super) fn is_phone(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let Some(own) = tokens.numeral(figure.core) else { return false };
    if own.decimal || figure.factor > 1.0 || !matches!(figure.kind, Kind::Count | Kind::Ratio) {
        return false;
    }
    if own.digits >= 9 && !own.grouped && !figure.has_noun() || own.digits > 15 {
        return true;
    }
    let joins = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.form == Form::Number
                || matches!(token.sign(), Some('-' | '(' | ')' | '+' | '/' | '‑'))
        })
    };
    let mut from = figure.core;
    while from > 0 && figure.core - from < REACH && joins(from - 1) {
        from -= 1;
    }
    let mut to = figure.core + 1;
    while to - figure.core < REACH && joins(to) {
        to += 1;
    }
    let (mut digits, mut groups, mut plain, mut grouped) = (0, 0, true, false);
    let mut first = None;
    for at in from..to {
        if let Some(numeral) = tokens.numeral(at) {
            digits += numeral.digits;
            groups += 1;
            plain &= !numeral.decimal && !numeral.dotted;
            grouped |= numeral.grouped;
            first.get_or_insert((at, *numeral));
        }
    }
    let Some((place, numeral)) = first else { return false };
    if !plain || groups < 2 && !(place > 0 && tokens.sign(place - 1, '+')) {
        return false;
    }
    let plus = place > from && tokens.sign(place - 1, '+');
    let dashed = groups == 2
        && (from..to).any(|at| tokens.glued_sign(at, '-'))
        && digits == 7
        && numeral.digits == 3
        && (own.padded
            || tokens.numeral(to - 1).is_some_and(|last| last.padded)
            || called(tokens, from));
    plus && digits >= 8
        || numeral.padded && digits >= 7
        || digits >= 10 && groups >= 2 && !grouped
        || dashed
}

/// Whether a word of telephony goes before.
fn called(tokens: &Tokens<'_>, at: usize) -> bool {
    (1..=4).filter_map(|back| at.checked_sub(back)).any(|at| {
        tokens.is_any(
            at,
            words![
                "phone", "tel", "call", "called", "ring", "ringing", "dial", "ext", "extension",
                "fax", "mobile", "vendor", "hotline",
            ],
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::spans;

    #[test]
    fn phone_numbers_are_no_figures() {
        for text in [
            "Call +49 171 1234567.",
            "My number is 07877 954 457.",
            "The vendor is on 555-0142.",
            "Ring 1-800-555-0134.",
            "It is (55) 3333-33333.",
            "Account 972101245.",
        ] {
            assert_eq!(spans(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_range_is_no_phone_number() {
        assert_eq!(spans("It took 1000-5000 requests."), ["1000-5000"]);
    }
}
