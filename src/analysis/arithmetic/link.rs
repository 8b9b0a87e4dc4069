//! Which change belongs to which two ends.

use crate::analysis::quantity::word::{Word, words};
use std::ops::Range;

use crate::analysis::quantity::figure::{Figure, Per};
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::role::clause;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::{Kind, Reading, Role};

/// A change with its two ends, as places in the list of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Triple {
    /// The change.
    pub(super) delta: usize,
    /// Where it started.
    pub(super) baseline: usize,
    /// Where it ended.
    pub(super) result: usize,
    /// Whether the change surely belongs to the ends, so that a mismatch is a clash.
    pub(super) sure: bool,
}

/// Furthest that the parts of a sum may stand apart, in figures.
const REACH: usize = 6;

/// Furthest that they may stand apart, in tokens.
const SPAN: usize = 60;

/// The ends that a change may belong to, the nearest first.
pub(super) fn candidates(reading: &Reading<'_>, delta: usize) -> Vec<Triple> {
    let (tokens, figures) = (&reading.tokens, &reading.figures);
    let near = delta.saturating_sub(REACH)..figures.len().min(delta + REACH + 1);
    let level = |at: usize| matches!(figures[at].role, Role::Baseline | Role::Result);
    let mut found: Vec<(usize, usize, Triple)> = Vec::new();
    let proper = pairs(figures, &near);
    for baseline in near.clone().filter(|&at| level(at)) {
        for result in near.clone().filter(|&at| level(at) && at != baseline) {
            let (from, to) = (&figures[baseline], &figures[result]);
            // A speaker who takes the change from the wrong end is wrong, so an order that is known stands.
            let ordered = from.role != to.role && from.role == Role::Baseline
                || from.role == to.role && from.first < to.first;
            if !ordered || !alike(from, to) || !fits(&figures[delta], from) {
                continue;
            }
            let ends = range(figures, (baseline, result));
            let between = between(&figures[delta], &ends);
            if ends.len() > SPAN || between.len() > SPAN {
                continue;
            }
            let paired = proper.contains(&(baseline, result));
            let linked = linked(tokens, &figures[delta], &ends, &between);
            let sure = paired && linked == Some(true) && !is_distributed(tokens, &figures[delta]);
            let rank = if paired { 0 } else { 1 + usize::from(from.role == to.role) };
            found.push((
                rank,
                between.len() + ends.len(),
                Triple { delta, baseline, result, sure },
            ));
        }
    }
    found.sort_by_key(|&(rank, distance, triple)| (rank, distance, triple.baseline));
    // Only the nearest ends can clash with a change.
    let mut nearest = true;
    found
        .into_iter()
        .map(|(_, _, mut triple)| {
            triple.sure &= nearest;
            nearest = false;
            triple
        })
        .collect()
}

/// Whether several metrics share a sentence, `respectively`, so that no change surely belongs to one pair.
fn is_distributed(tokens: &Tokens<'_>, delta: &Figure) -> bool {
    let sentence = clause::sentence(tokens, delta.first, delta.end);
    clause::any_word(tokens, sentence, words!["respectively"])
}

/// The words between a change and its ends; none where it stands among them.
fn between(delta: &Figure, ends: &Range<usize>) -> Range<usize> {
    if delta.first >= ends.end {
        ends.end..delta.first
    } else if delta.end <= ends.start {
        delta.end..ends.start
    } else {
        0..0
    }
}

/// Baselines with their results: the nearest of the same measure, each used once.
fn pairs(figures: &[Figure], near: &Range<usize>) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for baseline in near.clone() {
        if figures[baseline].role != Role::Baseline {
            continue;
        }
        let free = |at: usize| {
            figures[at].role == Role::Result
                && alike(&figures[baseline], &figures[at])
                && !pairs.iter().any(|&(_, used)| used == at)
        };
        let after = (baseline + 1..near.end).find(|&at| free(at));
        let before = (near.start..baseline).rev().find(|&at| free(at));
        let chosen = match (before, after) {
            (Some(before), Some(after)) if baseline - before < after - baseline => Some(before),
            (before, None) => before,
            (_, after) => after,
        };
        if let Some(result) = chosen {
            pairs.push((baseline, result));
        }
    }
    pairs
}

/// Whether two figures measure the same.
fn alike(one: &Figure, other: &Figure) -> bool {
    one.kind == other.kind
        && (one.unit == other.unit || one.kind == Kind::Score || one.size > 0.0 && other.size > 0.0)
        && !(one.kind == Kind::Money && one.unit != other.unit)
}

fn range(figures: &[Figure], (one, other): (usize, usize)) -> Range<usize> {
    let (first, last) = (one.min(other), one.max(other));
    figures[first].first..figures[last].end
}

/// Whether a change of this kind can be held against ends of that kind.
fn fits(delta: &Figure, end: &Figure) -> bool {
    if matches!(delta.per, Per::Thing(..)) && !matches!(end.per, Per::Thing(..)) {
        return false;
    }
    match delta.kind {
        Kind::Percent | Kind::Multiplier | Kind::Ratio => true,
        Kind::Points => matches!(end.kind, Kind::Percent | Kind::Points | Kind::Score),
        kind => {
            kind == end.kind
                && (delta.unit == end.unit
                    || delta.size > 0.0 && end.size > 0.0
                    || kind == Kind::Score
                    || kind == Kind::Count)
        }
    }
}

/// Whether the change speaks of the ends; `Some(false)` where that is only likely.
fn linked(
    tokens: &Tokens<'_>,
    delta: &Figure,
    ends: &Range<usize>,
    between: &Range<usize>,
) -> Option<bool> {
    let breaks = between.clone().filter(|&at| tokens.sentence_starts(at)).count()
        + usize::from(!between.is_empty() && tokens.sentence_starts(between.end));
    if breaks == 0 {
        return (!other_metric(tokens, between, delta, ends)).then_some(true);
    }
    if breaks > 2 || delta.first < ends.end {
        return None;
    }
    // In a later sentence the change must point back: `That's 4x`, `So we halved it`.
    let sentence = clause::sentence(tokens, delta.first, delta.end);
    let opening = sentence.start..delta.first;
    let points = clause::any_word(tokens, opening.clone(), POINTERS)
        || opening.clone().all(|at| tokens.has(at, Class::DETERMINER | Class::ABOUT))
        || clause::any_word(tokens, delta.end..delta.end + 2, words!["it", "that"]);
    let named = opening.clone().any(|at| {
        tokens.has(at, Class::METRIC | Class::SCORE)
            && !mentions(tokens, ends, at)
            && !tokens.has(at, Class::CHANGE)
    });
    (points && !named && opening.len() <= 16 && breaks <= 2).then_some(breaks == 1)
}

/// Whether a word stands near the ends too.
fn mentions(tokens: &Tokens<'_>, ends: &Range<usize>, at: usize) -> bool {
    let Some(word) = tokens.get(at).map(|token| token.word) else { return false };
    let sentence = clause::sentence(tokens, ends.start, ends.end);
    sentence.into_iter().any(|place| tokens.is(place, word))
}

/// Words by which a speaker points back to what was just said.
const POINTERS: &[Word] = words![
    "which", "that", "that's", "this", "it", "it's", "so", "meaning", "i.e", "or", "hence", "thus",
];

/// Whether the words between the ends and the change turn to another metric.
fn other_metric(
    tokens: &Tokens<'_>,
    between: &Range<usize>,
    delta: &Figure,
    ends: &Range<usize>,
) -> bool {
    let names = |at: usize| {
        tokens.has(at, Class::METRIC | Class::BUSINESS | Class::SCORE)
            && !tokens.has(at, Class::RISE | Class::FALL | Class::CHANGE | Class::UNIT)
            && !mentions(tokens, ends, at)
    };
    // `a 12% rise in sales`: the change names its metric after it.
    let tail = delta.tail();
    let of = (tail..tail + 3).find(|&at| tokens.is_any(at, words!["in", "of"]));
    if of.is_some_and(|of| (of + 1..of + 5).any(names)) || between.clone().any(names) {
        return true;
    }
    if delta.first < ends.end {
        return false;
    }
    let points = between
        .clone()
        .rev()
        .find(|&at| tokens.is_any(at, POINTERS) || tokens.has(at, Class::PRONOUN));
    let turns = between.clone().rev().find(|&at| {
        tokens.is_any(at, words!["and", "while", "with", "plus"]) || tokens.sign(at, ';')
    });
    if turns.is_some_and(|turn| points.is_none_or(|point| point < turn)) {
        return true;
    }
    // `…, sign-ups rose 11%`: a verb of its own, with no word that points back before it.
    let moved = between.clone().rev().find(|&at| {
        tokens.has(at, Class::RISE | Class::FALL)
            && !tokens.has(at, Class::CHANGE)
            && !tokens.has(at.wrapping_sub(1), Class::DETERMINER | Class::PREPOSITION)
    });
    moved.is_some_and(|verb| points.is_none_or(|point| point > verb))
}
