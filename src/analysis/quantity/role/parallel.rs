//! Two levels of one metric side by side: the earlier one is the baseline.

use super::clause;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::veto;
use crate::analysis::quantity::word::{Word, word, words};
use crate::analysis::quantity::{Kind, Role};

/// Furthest that a second level may stand behind the first, in tokens.
const REACH: usize = 60;

/// Finds pairs of levels that only their dates or tenses order.
pub(super) fn settle(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    for second in 1..figures.len() {
        let later = figures[second];
        if !matches!(later.role, Role::Result) {
            continue;
        }
        if later.kind == Kind::Multiplier {
            continue;
        }
        let Some(first) = (second.saturating_sub(3)..second).rev().find(|&first| {
            let earlier = figures[first];
            (earlier.role == Role::Result || earlier.role == Role::Scope && later.bare_now())
                && earlier.kind == later.kind
                && (earlier.unit == later.unit || earlier.size > 0.0 && later.size > 0.0)
                && later.first - earlier.end < REACH
                && same_thing(tokens, &earlier, &later)
        }) else {
            continue;
        };
        let earlier = figures[first];
        let (one, other) = (date(tokens, &earlier), date(tokens, &later));
        let dated = precedes(one, other);
        let turned = turns(tokens, &earlier, &later);
        if dated || turned {
            figures[first].role = Role::Baseline;
        } else if precedes(other, one) || looks_back(tokens, &earlier, &later) {
            figures[second].role = Role::Baseline;
        }
    }
}

impl Figure {
    /// Whether it stands without a noun or unit of its own.
    fn bare_now(&self) -> bool {
        !self.has_noun() && self.end == self.core_end
    }
}

/// Whether the second level is the older one: `By June it was 26; in March it was 8`.
fn looks_back(tokens: &Tokens<'_>, earlier: &Figure, later: &Figure) -> bool {
    let first = clause::sentence(tokens, earlier.first, earlier.end);
    let turned = (first.start..earlier.first).any(|at| {
        tokens.is_any(at, words!["now", "today"])
            || tokens.is_any(at, words!["by", "after"])
                && (at == first.start || clause::opens(tokens, at))
    });
    let second = clause::sentence(tokens, later.first, later.end);
    let between = earlier.end.max(second.start)..later.first;
    let was = between
        .clone()
        .any(|at| tokens.is(at, word!("it")) && tokens.is_any(at + 1, words!["was", "had"]));
    turned && was && !clause::any_word(tokens, between, words!["now", "by", "after", "then"])
}

/// Whether two counts name the same noun, or one of them none.
fn same_thing(tokens: &Tokens<'_>, one: &Figure, other: &Figure) -> bool {
    if one.kind != Kind::Count || !other.has_noun() {
        return true;
    }
    if !one.has_noun() {
        return false;
    }
    tokens.word_at(one.noun.1 - 1).eq_ignore_ascii_case(tokens.word_at(other.noun.1 - 1))
}

/// A point in the calendar: year and part of the year, as far as they are said.
type Date = (Option<u32>, Option<u32>);

/// The date that a figure is given for: right after it, in its clause, or at the start of its sentence.
fn date(tokens: &Tokens<'_>, figure: &Figure) -> Date {
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let clause = clause::clause(tokens, &sentence, figure);
    let tail = figure.tail();
    let stop = (tail..clause.end)
        .find(|&at| tokens.is_any(at, words!["and", "but", "while"]) || tokens.sign(at, ','))
        .unwrap_or(clause.end);
    let right = span(tokens, tail..(tail + 5).min(stop).max(tail));
    if right != (None, None) {
        return right;
    }
    let near = span(tokens, (clause.start..figure.first).rev());
    if near == (None, None) { span(tokens, (sentence.start..figure.first).rev()) } else { near }
}

/// The first year and the first month or quarter among some tokens.
fn span(tokens: &Tokens<'_>, range: impl Iterator<Item = usize>) -> Date {
    let (mut year, mut part) = (None, None);
    for at in range {
        if veto::year_at(tokens, at) {
            year = year.or(Some(tokens.year(at)));
        } else if tokens.get(at).is_some_and(|token| token.is(Class::MONTH) && token.capital) {
            part = part.or(month(tokens.word_at(at)));
        } else if tokens.get(at).is_some_and(|token| token.mixed) {
            let (fiscal, quarter) = fiscal(tokens.word_at(at));
            year = year.or(fiscal);
            part = part.or(quarter);
        }
    }
    (year, part)
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    let head = word.get(..3)?.to_ascii_lowercase();
    MONTHS.find(&head).filter(|at| at % 3 == 0).map(|at| at as u32 / 3 + 1)
}

/// `FY22` and `Q3` as a year and a month.
fn fiscal(word: &str) -> Date {
    let digits = |from: usize| word.get(from..).and_then(|rest| rest.parse::<u32>().ok());
    match word.as_bytes() {
        [b'F' | b'C', b'Y', ..] => {
            (digits(2).map(|year| if year < 100 { year + 2000 } else { year }), None)
        }
        [b'Q', ..] => (None, digits(1).map(|quarter| quarter * 3)),
        [b'H', ..] => (None, digits(1).map(|half| half * 6)),
        _ => (None, None),
    }
}

/// Whether one date is before another, where both say enough to tell.
fn precedes(one: Date, other: Date) -> bool {
    match (one, other) {
        ((Some(year), part), (Some(later), end)) => {
            year < later
                || year == later && matches!((part, end), (Some(part), Some(end)) if part < end)
        }
        ((None, Some(part)), (None, Some(end))) => part < end,
        _ => false,
    }
}

/// Verbs of a state that is over.
const PAST: &[Word] = words![
    "was", "were", "took", "ran", "needed", "stood", "had", "used", "got", "averaged", "sat",
    "cost", "lasted", "waited", "waiting", "required", "meant", "arrived", "ate", "handled", "did",
    "processed", "served", "put", "been", "we'd", "held", "spent", "counted", "measured", "showed",
    "averaging", "running",
];

/// Whether the second level turns to a later state: `now`, `after the rewrite`, `by December`, `fell to`.
fn turns(tokens: &Tokens<'_>, earlier: &Figure, later: &Figure) -> bool {
    let first = clause::sentence(tokens, earlier.first, earlier.end);
    let second = clause::sentence(tokens, later.first, later.end);
    let from = second.start.max(earlier.end);
    let past = clause::any_word(tokens, first.start..earlier.end, PAST);
    let opens =
        |at: usize| at == from || clause::opens(tokens, at) || tokens.sign(at.wrapping_sub(1), ',');
    let turned = (from..later.first).any(|at| {
        tokens.is_any(
            at,
            words!["now", "afterwards", "today", "currently", "same", "settled", "later"],
        ) || tokens
            .is_any(at, words!["after", "by", "since", "with", "once", "then", "when", "within"])
            && opens(at)
            || tokens.is(at, word!("on"))
                && tokens.sign(at + 1, ',')
                && tokens.has(at.wrapping_sub(1), Class::UNIT)
            || tokens.has(at, Class::FALL | Class::RISE | Class::MOVE)
                && clause::any_word(tokens, at..later.first, words!["to"])
    }) || clause::any_word(
        tokens,
        later.end..(later.end + 3).min(second.end),
        words!["now", "today", "afterwards", "after"],
    ) || (later.first.saturating_sub(40).max(earlier.end)..later.first).any(|at| {
        // A period that opened a sentence in between: `Twelve weeks later`, `After five months`.
        tokens.sentence_starts(at) && tokens.is_any(at, words!["after", "by", "since"])
    });
    let lead =
        |figure: &Figure, span: &std::ops::Range<usize>| clause::lead(tokens, span, figure.first);
    // `took 90 seconds … takes 7`.
    let tense = lead(earlier, &first).is_some_and(|at| {
        tokens.is_any(at, words!["was", "took", "needed", "ran", "cost", "were"])
    }) && lead(later, &second).is_some_and(|at| {
        tokens.is_any(at, words!["is", "takes", "needs", "runs", "costs", "are"])
    });
    (past && turned || tense)
        && !clause::any(tokens, later.end..(later.end + 3).min(second.end), Class::EARLIER)
}

/// Where nothing else is an outcome, the reach of what was made is one: `shipped to 40 markets`.
pub(super) fn rescue(tokens: &Tokens<'_>, figures: &mut [Figure]) {
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
    use crate::analysis::quantity::Role::{self, Baseline, Result};
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn dates_and_tenses_order_two_levels() {
        let table: &[(&str, &[Role])] = &[
            ("Leakage was 2.9% in 2022 and 0.4% in 2023.", &[Baseline, Result]),
            ("Leakage ran at 0.4% in 2023 against 2.9% in 2022.", &[Result, Baseline]),
            ("The old boot took 90 seconds. The new one takes 7.", &[Baseline, Result]),
            ("A review took 48 hours. By June it took six hours.", &[Baseline, Result]),
            ("NPS was 22 in March and 41 in November.", &[Baseline, Result]),
        ];
        for (text, expected) in table {
            assert_eq!(roles(text, Section::Result), *expected, "{text}");
        }
    }
}
