//! Factors in words: `doubled`, `cut in half`, `a factor of 7`, `once a week`, `twice as fast`.

use super::figure::{Figure, Per};
use super::lexicon::Class;
use super::token::Tokens;
use super::{Kind, Value, tail};
use crate::analysis::quantity::word::{word, words};

/// A factor or frequency that one word makes.
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<Figure> {
    let entry = tokens.entry(at)?;
    let mut figure = Figure::bare(at, at, at + 1, entry.value);
    figure.spelled = true;
    if entry.class.has(Class::TIMES) {
        tail::attach(tokens, &mut figure);
        if let Per::Time(..) = figure.per {
            return Some(figure);
        }
        let compares = tokens.is_any(
            at + 1,
            words!["as", "the", "our", "that", "its", "what", "their", "his", "her", "last"],
        ) && !tokens.is(at, word!("once"));
        return compares.then(|| factor(figure));
    }
    if !entry.class.has(Class::FACTOR) {
        return None;
    }
    // `a doubling` is one, with its article.
    if tokens.is_any(at, words!["doubling", "tripling", "halving", "quadrupling"])
        && tokens.is_any(at.wrapping_sub(1), words!["a", "the"])
        && tokens.get(at + 1).is_none_or(|next| !next.is_word() || next.is(Class::PREPOSITION))
    {
        let mut figure = factor(figure);
        figure.first = at - 1;
        return Some(figure);
    }
    let joined = tokens.glued_sign(at + 1, '-')
        || tokens.glued_sign(at, '-')
        || tokens.glued_sign(at.wrapping_sub(1), '-');
    let idiom = tokens.is_any(
        at + 1,
        words![
            "down", "check", "checked", "checking", "as", "up", "back", "click", "booking",
            "bookings", "digits", "digit", "edged", "standard", "shift", "shifts", "room",
        ],
    );
    // `double the rate` is a factor; `double glazing`, `a double` are none.
    let base =
        tokens.is_any(at, words!["double", "triple", "treble", "quadruple", "doubles", "triples"]);
    let object = tokens.is_any(
        at + 1,
        words![
            "the", "our", "its", "their", "what", "that", "last", "my", "his", "her", "in", "over",
            "from", "to", "year",
        ],
    ) || at > 0
        && (tokens.is_any(
            at - 1,
            words!["to", "nearly", "almost", "than", "would", "will", "could", "more"],
        ));
    (!joined && !idiom && (!base || object)).then(|| factor(figure))
}

fn factor(mut figure: Figure) -> Figure {
    figure.kind = Kind::Multiplier;
    figure.unit = "x";
    figure.size = 1.0;
    figure.bare = false;
    figure
}

/// Makes the multiplier of `a factor of 7` and of `in half` from the number in it.
pub(super) fn widen(tokens: &Tokens<'_>, figure: &mut Figure, floor: usize) {
    let first = figure.first;
    let before = |back: usize| first.checked_sub(back).filter(|&at| at >= floor);
    if figure.bare
        && before(1).is_some_and(|at| tokens.is(at, word!("of")))
        && before(2).is_some_and(|at| tokens.is(at, word!("factor")))
    {
        let article = before(3).filter(|&at| tokens.is_any(at, words!["a", "the"]));
        figure.first = article.unwrap_or(first - 2);
        *figure = factor(*figure);
        figure.noun = (figure.end, figure.end);
    } else if figure.kind == Kind::Ratio
        && figure.value == Value::One(0.5)
        && figure.end == figure.core_end
        && compares(tokens, figure)
    {
        *figure = factor(*figure);
        figure.noun = (figure.end, figure.end);
    } else if figure.kind == Kind::Ratio
        && figure.value == Value::One(0.5)
        && (tokens.is(figure.core_end, word!("again"))
            || tokens.matches(figure.core_end, words!["as", "many", "again"])
            || tokens.matches(figure.core_end, words!["as", "much", "again"]))
    {
        let long = !tokens.is(figure.core_end, word!("again"));
        *figure = factor(*figure);
        figure.value = Value::One(1.5);
        figure.end = figure.core_end + if long { 3 } else { 1 };
        figure.noun = (figure.end, figure.end);
    } else if figure.kind == Kind::Ratio
        && figure.value == Value::One(0.5)
        && figure.end == figure.core + 1
        && before(1).is_some_and(|at| tokens.is(at, word!("in")))
        && tokens.is(figure.core, word!("half"))
    {
        figure.first = first - 1;
        *figure = factor(*figure);
        figure.noun = (figure.end, figure.end);
    }
}

/// `half what it was`, `half of what they had been`: the level before, halved.
fn compares(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let of = usize::from(tokens.is(figure.core_end, word!("of")));
    let what = figure.core_end + of;
    tokens.is(what, word!("what"))
        && (what + 1..what + 5).any(|at| {
            tokens.is_any(at, words!["was", "were", "been", "used", "is", "had", "did", "took"])
        })
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::{Kind, Value, recognise, spans};
    use crate::story::Section;

    #[test]
    fn factors_come_in_many_words() {
        for (text, span, value) in [
            ("Output doubled.", "doubled", 2.0),
            ("Waste was cut in half.", "in half", 0.5),
            ("It is faster by a factor of 7.", "a factor of 7", 7.0),
            ("Releases are up twofold.", "twofold", 2.0),
            ("Latency was half what it was.", "half", 0.5),
            ("Half again as many came.", "Half again", 1.5),
            ("It was a doubling.", "a doubling", 2.0),
            ("It is 3x faster.", "3x", 3.0),
            ("It is four times as fast.", "four times", 4.0),
        ] {
            let found = &recognise(text, Section::Result)[0];
            assert_eq!(
                (found.span.slice(text), found.kind, found.value),
                (span, Kind::Multiplier, Value::One(value))
            );
        }
    }

    #[test]
    fn idioms_with_a_factor_are_none() {
        assert_eq!(spans("I double-checked and we doubled down."), Vec::<&str>::new());
    }
}
