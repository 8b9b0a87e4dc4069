//! Two numbers that are one figure: `1 in 20`, `12 out of 31`, `4.5/5`.

use super::figure::Figure;
use super::lexicon::Class;
use super::number;
use super::token::Tokens;
use super::{Kind, Value, noun};
use crate::analysis::quantity::word::{word, words};

/// Turns a bare number that starts a ratio into that ratio.
pub(super) fn join(tokens: &Tokens<'_>, figure: &mut Figure) {
    if !figure.bare && figure.unit != "star" && !figure.has_noun() || figure.hyphened {
        return;
    }
    let Value::One(above) = figure.value else { return };
    let at = if figure.unit == "star" { figure.end } else { figure.core_end };
    let (start, out_of) = if tokens.is(at, word!("out")) && tokens.is(at + 1, word!("of")) {
        (at + 2, true)
    } else if tokens.is(at, word!("in")) {
        (at + 1, false)
    } else if tokens.is(at, word!("of")) && is_part(tokens, figure, at + 1) {
        (at + 1, true)
    } else if tokens.glued_sign(at, '/') && tokens.glued(at + 1) {
        rated(tokens, figure, at + 1);
        return;
    } else {
        return;
    };
    let skip = usize::from(
        out_of && tokens.is_any(start, words!["every", "the", "our", "all"])
            || tokens.is(start, word!("every")),
    );
    // `18 in a hundred`.
    let skip = skip
        + usize::from(
            tokens.is(start + skip, word!("a")) && tokens.has(start + skip + 1, Class::MAGNITUDE),
        );
    let Some(below) = number::parse(tokens, start + skip, false) else { return };
    let noun = noun::phrase(tokens, below.end, false);
    if out_of {
        if below.value < above || below.value <= 0.0 {
            return;
        }
        let rated = is_scale(below.value)
            && (above.fract() != 0.0
                || figure.unit == "star"
                || scored(tokens, figure.first)
                || below.value > 99.0 && noun.0 == noun.1);
        if rated {
            score(figure, below.end);
        } else {
            ratio(figure, above / below.value, below.end, noun);
        }
        return;
    }
    let measured = tokens.has(below.end, Class::UNIT | Class::CURRENCY | Class::MONTH)
        || tokens.get(below.end).is_some_and(|token| {
            !token.gap
                && !token.is_sign(',')
                && !token.is_sign('.')
                && !token.is_sign(')')
                && !token.is_sign(';')
                && !token.is_sign('?')
                && !token.is_sign('!')
                && !token.is_sign(':')
        });
    let usual = below.value <= 10.0
        || below.value % 10.0 == 0.0
        || above <= 1.0
        || below.value % 12.0 == 0.0;
    let year = tokens.numeral(start + skip).is_some_and(|numeral| {
        numeral.digits == 4 && !numeral.grouped && numeral.value > 1899.0 && numeral.value < 2100.0
    });
    if above < below.value
        && above >= 1.0
        && above.fract() == 0.0
        && usual
        && !measured
        && !year
        && !figure.has_noun()
    {
        ratio(figure, above / below.value, below.end, noun);
    }
}

/// Whether `26 of 30` starts here: two whole numbers of which the first is no rank and no longer than the second.
fn is_part(tokens: &Tokens<'_>, figure: &Figure, at: usize) -> bool {
    let ranked = figure.first > 0
        && tokens.is_any(figure.first - 1, words!["top", "number", "best", "day", "week"]);
    let at = at + usize::from(tokens.is_any(at, words!["the", "our", "all"]));
    let one = tokens.is(figure.core, word!("one"))
        && !tokens.is_number(figure.core_end + 1)
        && !tokens.has(figure.core_end + 1, Class::CARDINAL);
    !ranked
        && !one
        && !figure.has_noun()
        && (tokens.is_number(at) || tokens.has(at, Class::CARDINAL))
}

fn ratio(figure: &mut Figure, value: f64, end: usize, noun: (usize, usize)) {
    figure.value = Value::One(value);
    figure.kind = Kind::Ratio;
    figure.unit = "1";
    figure.end = end;
    figure.noun = noun;
    figure.bare = false;
}

fn score(figure: &mut Figure, end: usize) {
    figure.kind = Kind::Score;
    figure.end = end;
    figure.noun = (end, end);
    figure.bare = false;
    if figure.unit.is_empty() {
        figure.unit = "point";
    }
}

/// `4.5/5`: a score where the scale is a usual one.
fn rated(tokens: &Tokens<'_>, figure: &mut Figure, at: usize) {
    let Some(below) = tokens.numeral(at) else { return };
    let scale = is_scale(below.value);
    let Value::One(above) = figure.value else { return };
    if scale
        && above <= below.value
        && !tokens.glued_sign(at + 1, '/')
        && (above.fract() != 0.0 || scored(tokens, figure.first))
    {
        score(figure, at + 1);
    }
}

/// Whether scores are usually given out of this.
fn is_scale(value: f64) -> bool {
    [5.0, 10.0, 100.0].iter().any(|scale| (scale - value).abs() < f64::EPSILON)
}

/// Whether a metric that is a score is named shortly before.
pub(super) fn scored(tokens: &Tokens<'_>, at: usize) -> bool {
    (1..=8)
        .map_while(|back| at.checked_sub(back))
        .take_while(|&place| !tokens.sentence_starts(place + 1))
        .any(|place| tokens.has(place, Class::SCORE))
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::{Kind, Value, recognise};
    use crate::story::Section;

    #[test]
    fn two_numbers_can_be_one_figure() {
        for (text, span, kind, value) in [
            ("Only 1 in 20 users left.", "1 in 20", Kind::Ratio, 0.05),
            ("In all, 12 out of 31 agreed.", "12 out of 31", Kind::Ratio, 12.0 / 31.0),
            ("By June 26 of 30 pupils read.", "26 of 30", Kind::Ratio, 26.0 / 30.0),
            ("CSAT is 4.6 out of 5.", "4.6 out of 5", Kind::Score, 4.6),
            ("The rating is 4.5/5.", "4.5/5", Kind::Score, 4.5),
        ] {
            let found = recognise(text, Section::Result);
            let found = found.last().unwrap();
            assert_eq!(
                (found.span.slice(text), found.kind, found.value),
                (span, kind, Value::One(value))
            );
        }
    }

    #[test]
    fn a_count_in_a_time_is_no_ratio() {
        assert_eq!(recognise("We shipped 14 in 22 days.", Section::Result).len(), 2);
    }
}
