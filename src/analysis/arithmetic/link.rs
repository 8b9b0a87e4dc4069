//! Which change belongs to which two ends.

use crate::analysis::quantity::word::{word, words};
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

/// Every change whose two ends are given.
pub(super) fn triples(reading: &Reading<'_>) -> Vec<Triple> {
    let figures = &reading.figures;
    let pairs = pairs(figures);
    (0..figures.len())
        .filter(|&delta| figures[delta].role == Role::Delta)
        .filter_map(|delta| nearest(&reading.tokens, figures, &pairs, delta))
        .collect()
}

/// Baselines with their results: the nearest of the same measure, each used once.
fn pairs(figures: &[Figure]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for baseline in 0..figures.len() {
        if figures[baseline].role != Role::Baseline {
            continue;
        }
        let free = |at: usize| {
            figures[at].role == Role::Result
                && alike(&figures[baseline], &figures[at])
                && !pairs.iter().rev().take(REACH).any(|&(_, used)| used == at)
        };
        let after = (baseline + 1..figures.len().min(baseline + REACH)).find(|&at| free(at));
        let before = (baseline.saturating_sub(REACH)..baseline).rev().find(|&at| free(at));
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

/// The ends that a change belongs to.
fn nearest(
    tokens: &Tokens<'_>,
    figures: &[Figure],
    pairs: &[(usize, usize)],
    delta: usize,
) -> Option<Triple> {
    let figure = &figures[delta];
    let at = pairs.partition_point(|pair| pair.0 < delta);
    let near = at.saturating_sub(3)..pairs.len().min(at + 3);
    let mut best: Option<(usize, Triple)> = None;
    for &(baseline, result) in &pairs[near] {
        if !fits(figure, &figures[baseline]) {
            continue;
        }
        let ends = range(figures, (baseline, result));
        let between = if figure.first >= ends.end {
            ends.end..figure.first
        } else if figure.end <= ends.start {
            figure.end..ends.start
        } else {
            0..0
        };
        let Some(sure) = linked(tokens, figure, &ends, &between) else { continue };
        let triple = Triple { delta, baseline, result, sure };
        if best.is_none_or(|(distance, _)| between.len() < distance) {
            best = Some((between.len(), triple));
        }
    }
    best.map(|(_, triple)| triple)
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

const MOVES: Class = Class::RISE.or(Class::FALL).or(Class::MOVE).or(Class::STATE);

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
        return other_metric(tokens, between, delta, ends)
            .map_or(Some(true), |other| if other { None } else { Some(true) });
    }
    if breaks > 2 || delta.first < ends.end {
        return None;
    }
    // In a later sentence the change must point back: `That's 4x`, `So we halved it`.
    let sentence = clause::sentence(tokens, delta.first, delta.end);
    let opening = sentence.start..delta.first;
    let points = clause::any_word(
        tokens,
        opening.clone(),
        words!["that", "that's", "this", "it", "which", "so", "it's"],
    ) || opening.is_empty()
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

/// Whether a new subject with its own verb stands between the ends and the change.
fn other_metric(
    tokens: &Tokens<'_>,
    between: &Range<usize>,
    delta: &Figure,
    ends: &Range<usize>,
) -> Option<bool> {
    let (from, to) = if delta.first >= ends.end {
        (between.start, delta.first)
    } else {
        (between.start, between.end)
    };
    let mut subject = false;
    let mut pronoun = false;
    for at in from..to {
        let token = tokens.get(at)?;
        if token.is_sign(';') && !(at + 1..at + 5).any(|next| tokens.has(next, Class::PRONOUN)) {
            return Some(true);
        }
        if token.is(Class::PRONOUN) || tokens.is_any(at, words!["which", "that", "that's", "so"]) {
            pronoun = true;
        } else if token.is(MOVES) && !token.is(Class::PREPOSITION) && subject && !pronoun {
            return Some(true);
        } else if token.is_word()
            && !token.is(Class::PREPOSITION
                | Class::CONJUNCTION
                | Class::DETERMINER
                | Class::ADVERB
                | Class::UNIT
                | Class::MONTH
                | Class::SEASON
                | Class::CARDINAL)
            && !token.is(MOVES | Class::CHANGE)
        {
            subject = true;
        }
        if tokens.is(at, word!("and")) || tokens.is(at, word!("while")) {
            subject = false;
            pronoun = false;
        }
    }
    // `… and a 12% rise in sales`: the change names another metric after it.
    let tail = delta.tail();
    let joined = (from..to).any(|at| tokens.is_any(at, words!["and", "while", "with", "plus"]));
    if joined && !pronoun && delta.first >= ends.end {
        return Some(true);
    }
    let named = (tail..tail + 3).any(|at| tokens.is_any(at, words!["in", "of"]))
        && (tail + 1..tail + 6).any(|at| {
            tokens.has(at, Class::METRIC | Class::BUSINESS | Class::BREADTH)
                && !mentions(tokens, ends, at)
        });
    if joined && named || delta.first >= ends.end && joined && delta.first - ends.end > 14 {
        return Some(true);
    }
    None
}
