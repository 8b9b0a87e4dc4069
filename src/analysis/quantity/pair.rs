//! Two figures side by side: a range is one figure, two ends are two, and units pass between them.

use super::figure::{Figure, Per};
use super::lexicon::Class;
use super::token::Tokens;
use super::{Kind, Value};
use crate::analysis::quantity::word::{word, words};

/// Joins ranges and lets bare numbers inherit from the figure that they stand with.
pub(super) fn join(tokens: &Tokens<'_>, figures: &mut Vec<Figure>) {
    let mut kept = 0;
    for next in 0..figures.len() {
        let figure = figures[next];
        if kept > 0 {
            let mut left = figures[kept - 1];
            let mut right = figure;
            if let Some(range) = range(tokens, &left, &right) {
                figures[kept - 1] = range;
                continue;
            }
            ends(tokens, &mut left, &mut right);
            figures[kept - 1] = left;
            figures[kept] = right;
        } else {
            figures[kept] = figure;
        }
        kept += 1;
    }
    figures.truncate(kept);
    lists(tokens, figures);
}

/// `22, 9 and 31 per cent respectively`: the numbers of a list take the unit of its last one.
fn lists(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    let mut end = figures.len();
    while end > 1 {
        let last = figures[end - 1];
        let mut start = end - 1;
        while start > 0 && is_item(tokens, &figures[start - 1], &last, figures[start].first) {
            start -= 1;
        }
        let listed = end - start;
        let respectively = (last.end..last.end + 4).any(|at| tokens.is(at, word!("respectively")));
        if !last.bare && !last.has_noun() && (listed > 2 || listed == 2 && respectively) {
            for figure in figures[start..end - 1].iter_mut().filter(|figure| figure.bare) {
                figure.inherit(&last);
            }
        }
        end = start.max(1).min(end - 1);
    }
}

/// Whether a number belongs to the list that ends with `last`: it has no unit of its own, and only a comma or
/// `and` stands before the next.
fn is_item(tokens: &Tokens<'_>, figure: &Figure, last: &Figure, next: usize) -> bool {
    let open = figure.bare && figure.kind == Kind::Count && !figure.has_noun();
    (open || figure.kind == last.kind && figure.end == figure.core_end)
        && figure.end < next
        && next - figure.end <= 2
        && (figure.end..next).all(|at| tokens.sign(at, ',') || tokens.is(at, word!("and")))
}

/// Whether two figures can be ends of one range.
fn alike(left: &Figure, right: &Figure) -> bool {
    left.bare
        || right.bare && left.kind == Kind::Money && right.factor > 1.0
        || left.kind == right.kind
            && left.unit == right.unit
            && (left.per == Per::None || left.per == right.per)
}

/// The range that two neighbours make, if they do.
fn range(tokens: &Tokens<'_>, left: &Figure, right: &Figure) -> Option<Figure> {
    let (Value::One(low), Value::One(high)) = (left.value, right.value) else { return None };
    if left.tail() > right.first || !alike(left, right) || left.end != right.first.checked_sub(1)? {
        return None;
    }
    let at = left.end;
    let (mut low, mut first) = (low, left.first);
    // `2–3 million`, `10 to 15 thousand`: the magnitude is the range's.
    let mantissa = if right.factor == 0.0 { high } else { high / right.factor };
    let lends = right.factor > 1.0
        && (left.factor - 1.0).abs() < f64::EPSILON
        && low.abs() < mantissa * 1.01
        && low.abs() > mantissa / 30.0;
    if lends {
        low *= right.factor;
    }
    let is_range = match tokens.get(at)?.sign() {
        // A dash between spaces parts two clauses.
        Some('—') if tokens.get(at)?.gap => false,
        Some(sign) => matches!(sign, '-' | '–' | '—' | '~' | '‑' | '−') && low < high,
        None if tokens.is_any(at, words!["to", "through"]) => {
            let from = (1..=2).any(|back| {
                first.checked_sub(back).is_some_and(|before| tokens.is(before, word!("from")))
            });
            left.bare && low < high && !from && !moves(tokens, left)
        }
        None if tokens.is(at, word!("or")) => {
            low < high && (left.bare || left.kind == right.kind) && !right.signed
        }
        None if tokens.is(at, word!("and")) => (1..=3).any(|back| {
            first.checked_sub(back).is_some_and(|before| tokens.is(before, word!("between")))
        }),
        None => false,
    };
    if !is_range {
        return None;
    }
    let mut joined = *right;
    if left.signed && !right.signed {
        first = left.first;
    }
    if left.kind == Kind::Ratio && left.bare && right.kind != Kind::Ratio {
        return None;
    }
    if joined.bare && !left.bare {
        joined.inherit(left);
    }
    joined.first = first;
    joined.core = left.core;
    joined.value = Value::Range([low, high]);
    Some(joined)
}

/// Whether a metric moved between the two numbers, so that `32 to 47` are two ends.
fn moves(tokens: &Tokens<'_>, left: &Figure) -> bool {
    for back in 1..=4 {
        let Some(at) = left.first.checked_sub(back) else { return false };
        if tokens.sentence_starts(at + 1) {
            return false;
        }
        if tokens.has(at, Class::SCORE)
            || tokens.is_any(at, words!["went", "moved", "go", "going", "moving", "came"])
        {
            return true;
        }
        // `Loans went up, 60 to 90`, `we doubled the actives: 21,000 to 40,000`.
        if back == 1 && (tokens.sign(at, ',') || tokens.sign(at, ':')) {
            let change = Class::RISE | Class::FALL | Class::FACTOR;
            return (1..=12)
                .map_while(|more| at.checked_sub(more))
                .take_while(|&place| !tokens.sentence_starts(place + 1))
                .any(|place| tokens.has(place, change) || tokens.is_any(place, words!["went"]));
        }
        if !tokens.has(at, Class::ABOUT | Class::ADVERB) {
            return false;
        }
    }
    false
}

/// Lets one end of `from X to Y`, `X → Y`, `X versus Y` take its unit from the other.
fn ends(tokens: &Tokens<'_>, left: &mut Figure, right: &mut Figure) {
    // A fraction is itself: `by half, from £14 to £7`.
    if left.bare == right.bare || left.kind == Kind::Ratio || right.kind == Kind::Ratio {
        return;
    }
    // `18 days then, 9 now`.
    let turned = (1..=3).contains(&(right.first - left.tail().min(right.first)))
        && right.bare
        && tokens.is_any(left.tail(), words!["then", "before", "previously"])
        && tokens.is_any(right.end, words!["now", "today", "after", "afterwards"]);
    if turned || listed(tokens, left, right) {
        right.inherit(left);
        return;
    }
    if repaired(tokens, left, right) {
        left.inherit(right);
        return;
    }
    let between = left.tail()..right.first;
    if between.len() > 12 || between.start > between.end {
        return;
    }
    let arrow = between.clone().any(|at| is_arrow(tokens, at));
    let close = between.clone().any(|at| {
        tokens.is_any(
            at,
            words!["to", "versus", "vs", "against", "into", "than", "and", "or", "from"],
        )
    }) && !between.clone().any(|at| tokens.sentence_starts(at));
    if left.bare {
        let from = (1..=3).any(|back| {
            left.first.checked_sub(back).is_some_and(|at| tokens.is(at, word!("from")))
        });
        let direct = between.len() <= 2;
        if (arrow || close && (direct || from)) && !matches!(right.kind, Kind::Multiplier) {
            if !from && !direct && (right.kind == Kind::Duration || right.has_noun()) {
                return;
            }
            left.inherit(right);
        }
    } else if arrow || close {
        let last = right.first.checked_sub(1);
        let against = (1..=4)
            .filter_map(|back| right.first.checked_sub(back))
            .filter(|&at| at >= left.end)
            .any(|at| tokens.is_any(at, words!["against", "versus", "vs", "than", "compared"]));
        let verbs =
            between.clone().any(|at| tokens.has(at, Class::RISE | Class::FALL | Class::MOVE));
        let named = between.clone().any(|at| tokens.is_any(at, words!["and", "while"]));
        if tokens.is(right.first.wrapping_sub(1), word!("from")) && verbs && !arrow
            || named && verbs
        {
            return;
        }
        let led = against
            || last.is_some_and(|at| {
                tokens.is_any(
                    at,
                    words!["to", "from", "versus", "vs", "against", "than", "and", "or", "of"],
                )
            })
            || arrow
            || last.and_then(|at| at.checked_sub(1)).is_some_and(|at| {
                tokens.is_any(at, words!["to", "from", "versus", "vs", "against", "than"])
                    && tokens.has(at + 1, Class::ABOUT)
            });
        if led && !matches!(left.kind, Kind::Multiplier) && closes(tokens, right) {
            right.inherit(left);
        }
    }
}

/// `10 percent, maybe 15`: only a comma and a doubt between.
fn listed(tokens: &Tokens<'_>, left: &Figure, right: &Figure) -> bool {
    let between = left.tail()..right.first;
    right.bare
        && !between.is_empty()
        && between.len() <= 4
        && closes(tokens, right)
        && left.kind != Kind::Count
        && between.clone().all(|at| {
            tokens.sign(at, ',')
                || tokens.has(at, Class::HEDGE)
                || tokens
                    .is_any(at, words!["or", "even", "perhaps", "then", "nearly", "fine", "and"])
        })
        && between
            .clone()
            .any(|at| tokens.has(at, Class::HEDGE) || tokens.is_any(at, words!["or", "fine"]))
}

/// `fourteen, no, sorry, forty days`: the speaker puts the first right by the second.
pub(super) fn repaired(tokens: &Tokens<'_>, left: &Figure, right: &Figure) -> bool {
    let between = left.tail()..right.first;
    left.bare
        && (2..=6).contains(&between.len())
        && tokens.sign(left.end, ',')
        && between.clone().all(|at| {
            tokens.sign(at, ',')
                || tokens.is_any(
                    at,
                    words![
                        "no", "sorry", "i", "mean", "rather", "wait", "er", "um", "make", "that"
                    ],
                )
        })
        && between
            .clone()
            .any(|at| tokens.is_any(at, words!["no", "sorry", "mean", "rather", "wait"]))
}

/// Whether a bare number ends its phrase, so that what it counts was said before.
pub(super) fn closes(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    const NEXT: Class = Class::PREPOSITION
        .or(Class::CONJUNCTION)
        .or(Class::ADVERB)
        .or(Class::PRESENT)
        .or(Class::DETERMINER)
        .or(Class::EARLIER)
        .or(Class::MOVE)
        .or(Class::STATE);
    tokens.get(figure.end).is_none_or(|token| {
        !token.is_word() && !token.is_sign('%')
            || token.is(NEXT) && !tokens.is_any(figure.end, words!["more", "fewer", "less"])
    })
}

/// An arrow in one sign or two.
pub(super) fn is_arrow(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.get(at).and_then(super::token::Token::sign) {
        Some('→' | '⇒' | '➔' | '➜' | '⟶' | '►' | '▸') => true,
        Some('>') => at > 0 && (tokens.sign(at - 1, '-') || tokens.sign(at - 1, '=')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::{Kind, Value, recognise, spans};
    use crate::story::Section;

    #[test]
    fn a_range_is_one_figure_and_a_change_two() {
        for (text, expected) in [
            ("It takes 10–15% longer.", vec!["10–15%"]),
            ("It took between 3 and 5 days.", vec!["3 and 5 days"]),
            ("It rose 9 to 11 percent.", vec!["9 to 11 percent"]),
            ("Maybe 20 or 30 percent.", vec!["20 or 30 percent"]),
            ("It fell from 40 to 25 minutes.", vec!["40", "25 minutes"]),
            ("NPS 32 to 47.", vec!["32", "47"]),
            ("Loans went up, 60 to 90.", vec!["60", "90"]),
            ("It takes a while, 60 to 90 minutes.", vec!["60 to 90 minutes"]),
            ("Wait: 11 weeks → 6.", vec!["11 weeks", "6"]),
        ] {
            assert_eq!(spans(text), expected, "{text}");
        }
    }

    #[test]
    fn a_list_takes_the_unit_of_its_last_number() {
        let kinds = |text| -> Vec<Kind> {
            recognise(text, Section::Result).iter().map(|found| found.kind).collect()
        };
        assert_eq!(kinds("They fell by 22, 9 and 31 per cent."), [Kind::Percent; 3]);
        assert_eq!(kinds("They fell by 22 and 31 per cent respectively."), [Kind::Percent; 2]);
        assert_eq!(kinds("Of 22, 31 per cent stayed."), [Kind::Count, Kind::Percent]);
    }

    #[test]
    fn either_end_lends_its_unit_to_the_other() {
        for text in ["It fell from 40 to 25 minutes.", "It fell from 40 minutes to 25."] {
            let kinds: Vec<_> =
                recognise(text, Section::Result).iter().map(|found| found.kind).collect();
            assert_eq!(kinds, [Kind::Duration, Kind::Duration], "{text}");
        }
        let range = &recognise("It cost $2–3 million.", Section::Result)[0];
        assert_eq!(range.value, Value::Range([2e6, 3e6]));
    }
}
