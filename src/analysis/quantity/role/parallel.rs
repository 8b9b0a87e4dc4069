//! Two levels of one metric side by side: the earlier one is the baseline.

use super::clause;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::veto;
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
        let dated = matches!((one, other), (Some(one), Some(other)) if one < other);
        let turned = turns(tokens, &earlier, &later);
        if dated || turned {
            figures[first].role = Role::Baseline;
        } else if matches!((one, other), (Some(one), Some(other)) if one > other)
            || looks_back(tokens, &earlier, &later)
        {
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
        tokens.is_any(at, &["now", "today"])
            || tokens.is_any(at, &["by", "after"])
                && (at == first.start || clause::opens(tokens, at))
    });
    let second = clause::sentence(tokens, later.first, later.end);
    let between = earlier.end.max(second.start)..later.first;
    let was =
        between.clone().any(|at| tokens.is(at, "it") && tokens.is_any(at + 1, &["was", "had"]));
    turned && was && !clause::any_word(tokens, between, &["now", "by", "after", "then"])
}

/// Whether two counts name the same noun, or one of them none.
fn same_thing(tokens: &Tokens<'_>, one: &Figure, other: &Figure) -> bool {
    if one.kind != Kind::Count || !one.has_noun() || !other.has_noun() {
        return true;
    }
    tokens.word_at(one.noun.1 - 1).eq_ignore_ascii_case(tokens.word_at(other.noun.1 - 1))
}

/// The year that a figure is given for: the nearest in its clause, or the one that opens its sentence.
fn date(tokens: &Tokens<'_>, figure: &Figure) -> Option<u32> {
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let clause = clause::clause(tokens, &sentence, figure);
    let near =
        clause.filter(|&at| veto::year_at(tokens, at)).min_by_key(|&at| at.abs_diff(figure.first));
    let at = near
        .or_else(|| (sentence.start..figure.first).rev().find(|&at| veto::year_at(tokens, at)))?;
    Some(tokens.year(at))
}

/// Verbs of a state that is over.
const PAST: &[&str] = &[
    "was",
    "were",
    "took",
    "ran",
    "needed",
    "stood",
    "had",
    "used",
    "got",
    "averaged",
    "sat",
    "cost",
    "lasted",
    "waited",
    "waiting",
    "required",
    "meant",
    "arrived",
    "ate",
    "handled",
    "did",
    "processed",
    "served",
    "put",
    "been",
    "we'd",
    "held",
    "spent",
    "counted",
    "measured",
    "showed",
    "averaging",
    "running",
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
        tokens.is_any(at, &["now", "afterwards", "today", "currently", "same", "settled", "later"])
            || tokens
                .is_any(at, &["after", "by", "since", "with", "once", "then", "when", "within"])
                && opens(at)
            || tokens.is(at, "on")
                && tokens.sign(at + 1, ',')
                && tokens.has(at.wrapping_sub(1), Class::UNIT)
            || tokens.has(at, Class::FALL | Class::RISE | Class::MOVE)
                && clause::any_word(tokens, at..later.first, &["to"])
    }) || clause::any_word(
        tokens,
        later.end..(later.end + 3).min(second.end),
        &["now", "today", "afterwards", "after"],
    ) || (later.first.saturating_sub(40).max(earlier.end)..later.first).any(|at| {
        // A period that opened a sentence in between: `Twelve weeks later`, `After five months`.
        tokens.sentence_starts(at) && tokens.is_any(at, &["after", "by", "since"])
    });
    past && turned
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
            tokens.is_any(lead, &["to", "in", "into", "at", "across"])
                && (1..=2)
                    .filter_map(|back| lead.checked_sub(back))
                    .any(|at| tokens.has(at, Class::MAKE))
        });
        if made {
            figure.role = Role::Result;
        }
    }
}
