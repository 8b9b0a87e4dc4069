//! What a number measures when its unit is not beside it.

use super::figure::Figure;
use super::lexicon::{Class, UNITS, Unit};
use super::role::clause;
use super::token::Tokens;
use super::{Kind, Role, pair};
use crate::analysis::quantity::word::{Word, word, words};

/// Verbs by which a metric moves or stands.
const VERBS: Class = Class::RISE.or(Class::FALL).or(Class::MOVE).or(Class::STATE);

/// Furthest that a number without a unit looks back for one, in figures and in tokens.
const FIGURES: usize = 4;
const TOKENS: usize = 48;

/// Makes scores of bare numbers beside a metric that is one.
pub(super) fn metrics(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    for figure in figures {
        let open = figure.kind == Kind::Count
            && (figure.bare || figure.signed)
            && !figure.has_noun()
            && pair::closes(tokens, figure);
        if !open {
            continue;
        }
        if let Some(unit) = timed(tokens, figure) {
            figure.kind = Kind::Duration;
            figure.unit = unit.name;
            figure.size = unit.size;
            figure.bare = false;
        } else if let Some(at) = metric(tokens, figure) {
            figure.kind = Kind::Score;
            figure.bare = false;
            figure.noun = (figure.end, figure.end);
            figure.unit = metric_name(tokens, at);
        }
    }
}

/// The unit in the name of a metric of time: `support minutes per order went from 6.5 to 2`.
fn timed(tokens: &Tokens<'_>, figure: &Figure) -> Option<&'static Unit> {
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let start = sentence.start.max(figure.first.saturating_sub(TOKENS));
    let colon = figure.first.checked_sub(1).filter(|&at| tokens.sign(at, ':'));
    let at = colon.or_else(|| (start..figure.first).find(|&at| tokens.has(at, VERBS)))?;
    // Only the subject names the metric, and a number before the unit makes it a figure of its own.
    let unit = (start..at).find(|&place| {
        tokens.has(place, Class::UNIT)
            && super::noun::is_plural(tokens, place)
            && !(1..=2).any(|back| {
                place.checked_sub(back).is_some_and(|before| {
                    tokens.is_number(before) || tokens.has(before, Class::CARDINAL)
                })
            })
            && !tokens.has(place.wrapping_sub(1), Class::PREPOSITION)
            && !tokens.is_any(
                place.wrapping_sub(1),
                words!["few", "several", "many", "last", "past", "the", "those"],
            )
    })?;
    let entry = tokens.entry(unit)?;
    let unit = &UNITS[entry.unit as usize];
    let between = (at..figure.first).all(|place| {
        !tokens.get(place).is_some_and(|token| token.is_word())
            || tokens
                .has(place, VERBS | Class::PREPOSITION | Class::ADVERB | Class::ABOUT | Class::VERB)
            || tokens.is_number(place)
    });
    (between && matches!(unit.kind, Kind::Duration) && unit.size < 200_000.0).then_some(unit)
}

/// The score that a bare number measures: the nearest metric before it in the sentence, if that is a score.
fn metric(tokens: &Tokens<'_>, figure: &Figure) -> Option<usize> {
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let from = sentence.start.max(figure.first.saturating_sub(24));
    let at =
        clause::last(tokens, from..figure.first, Class::SCORE | Class::METRIC).or_else(|| {
            (figure.end..(figure.end + 3).min(sentence.end))
                .find(|&at| tokens.has(at, Class::SCORE))
        })?;
    tokens.has(at, Class::SCORE).then_some(at)
}

fn metric_name(tokens: &Tokens<'_>, at: usize) -> &'static str {
    const NAMES: &[(Word, &str)] = &[
        (Word::of("nps"), "NPS"),
        (Word::of("enps"), "eNPS"),
        (Word::of("csat"), "CSAT"),
        (Word::of("ces"), "CES"),
        (Word::of("auc"), "AUC"),
        (Word::of("f1"), "F1"),
        (Word::of("recall"), "recall"),
        (Word::of("precision"), "precision"),
        (Word::of("rating"), "rating"),
        (Word::of("accuracy"), "accuracy"),
    ];
    NAMES.iter().find(|(word, _)| tokens.is(at, *word)).map_or("point", |(_, name)| name)
}

/// Tells points of a percentage from points of a score, and lets numbers inherit from the sentence before.
pub(super) fn settle(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    for index in 0..figures.len() {
        let (before, rest) = figures.split_at_mut(index);
        let Some((figure, after)) = rest.split_first_mut() else { return };
        if figure.unit == "point"
            && figure.kind == Kind::Score
            && !scored(tokens, before, after, figure)
        {
            figure.kind = Kind::Points;
            figure.unit = "pp";
            figure.size = 1.0;
        }
        if figure.bare
            && figure.kind == Kind::Count
            && !figure.has_noun()
            && pair::closes(tokens, figure)
            && let Some(source) = source(tokens, before, figure)
        {
            figure.inherit(&source);
        }
    }
}

/// Lets a bare end of a change take the measure of the other end: `open 46 days; at year end it was 17`.
pub(super) fn by_role(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    for index in 0..figures.len() {
        let figure = figures[index];
        let bare = figure.kind == Kind::Count
            && figure.bare
            && !figure.has_noun()
            && figure.end == figure.core_end
            && figure.role.is_outcome()
            && pair::closes(tokens, &figure);
        if !bare {
            continue;
        }
        let near = |other: &&Figure| {
            other.first.max(figure.first) - other.end.min(figure.end) < TOKENS
                && other.role.is_outcome()
        };
        let partner = figures[..index].iter().rev().take(FIGURES).find(near).or_else(|| {
            // The other end may follow, but only in the same sentence.
            let sentence = clause::sentence(tokens, figure.first, figure.end);
            figures[index + 1..]
                .iter()
                .take(2)
                .take_while(|other| other.end <= sentence.end)
                .find(near)
        });
        let Some(partner) = partner.copied() else { continue };
        let ends = partner.role != figure.role;
        let measured = !matches!(partner.kind, Kind::Count | Kind::Multiplier | Kind::Ratio);
        if ends && measured {
            figures[index].inherit(&partner);
            if figure.role == Role::Delta && partner.kind == Kind::Percent {
                figures[index].kind = Kind::Points;
                figures[index].unit = "pp";
            }
        }
    }
}

/// Whether the points are of a score: by the figures around them, then by the metric that is named.
fn scored(tokens: &Tokens<'_>, before: &[Figure], after: &[Figure], figure: &Figure) -> bool {
    // `4.6 out of 5` has its scale in the span.
    if figure.end > figure.core_end + 1 && !figure.hyphened
        || tokens.glued_sign(figure.core_end, '/')
    {
        return true;
    }
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let named = clause::any(tokens, sentence.start..figure.first, Class::SCORE)
        || clause::any(tokens, figure.end..sentence.end.min(figure.end + 8), Class::SCORE);
    let near = before
        .iter()
        .rev()
        .take(3)
        .take_while(|other| figure.first - other.end < TOKENS)
        .chain(after.iter().take(2).take_while(|other| other.first < sentence.end))
        .find(|other| matches!(other.kind, Kind::Percent | Kind::Score));
    near.map_or(named, |other| other.kind == Kind::Score)
}

/// Whether the words between speak of the same metric: by a pronoun, a repeated noun, or no noun at all.
fn refers(tokens: &Tokens<'_>, source: &Figure, figure: &Figure) -> bool {
    const NOUN_FREE: Class = Class::PREPOSITION
        .or(Class::CONJUNCTION)
        .or(Class::DETERMINER)
        .or(Class::ADVERB)
        .or(Class::STATE)
        .or(Class::VERB)
        .or(Class::MONTH)
        .or(Class::UNIT)
        .or(Class::SEASON)
        .or(Class::ORDINAL)
        .or(Class::EARLIER)
        .or(Class::PRESENT)
        .or(Class::LAST)
        .or(Class::MOVE)
        .or(Class::ABOUT)
        .or(Class::HEDGE);
    const BACK: &[Word] = words![
        "it", "they", "that", "this", "same", "we", "each", "he", "she", "which", "it's", "them"
    ];
    let between = source.end..figure.first;
    let own = clause::sentence(tokens, figure.first, figure.end).start.max(between.start);
    let points = |at: usize| {
        tokens.is_any(at, BACK)
            && !(tokens.is(at, word!("same"))
                && (tokens.is_number(at + 1) || tokens.has(at + 1, Class::CARDINAL | Class::UNIT)))
    };
    // `took 90 seconds … takes 7`.
    let verb = |figure: &Figure| {
        let sentence = clause::sentence(tokens, figure.first, figure.end);
        clause::lead(tokens, &sentence, figure.first).is_some_and(|at| tokens.has(at, Class::LAST))
    };
    if source.kind == Kind::Duration && verb(source) && verb(figure) {
        return true;
    }
    if (own..between.end).any(points) {
        return true;
    }
    let mut named = false;
    for at in between {
        let Some(token) = tokens.get(at) else { return false };
        if token.is_word() && !token.is(NOUN_FREE) {
            named = true;
            let word = token.word;
            let from = source.first.saturating_sub(16);
            if token.is(Class::METRIC | Class::BREADTH)
                && (from..source.first).any(|place| tokens.is(place, word))
            {
                return true;
            }
        }
    }
    !named
}

/// The figure whose unit a bare number takes over: `it was 40`, `the same people were doing 120`.
fn source(tokens: &Tokens<'_>, before: &[Figure], figure: &Figure) -> Option<Figure> {
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let lead = clause::lead(tokens, &sentence, figure.first)?;
    let stated = tokens.has(lead, Class::STATE | Class::LAST)
        && !tokens.is_any(lead, words!["with"])
        || tokens.is_any(
            lead,
            words![
                "to", "from", "doing", "did", "at", "under", "below", "needed", "took", "takes",
                "by",
            ],
        )
        || tokens.sign(lead, '(')
        || pair::is_arrow(tokens, lead);
    if !stated {
        return None;
    }
    before
        .iter()
        .rev()
        .take(FIGURES)
        .take_while(|other| figure.first - other.end < TOKENS)
        .find(|other| {
            let measured = refers(tokens, other, figure)
                && matches!(
                    other.kind,
                    Kind::Duration
                        | Kind::Rate
                        | Kind::Money
                        | Kind::Percent
                        | Kind::Dimension
                        | Kind::Size
                        | Kind::Score
                        | Kind::Points
                        | Kind::Other
                );
            let span = clause::sentence(tokens, other.first, other.end);
            let timed = other.kind == Kind::Duration
                && clause::lead(tokens, &span, other.first).is_some_and(|at| {
                    tokens.is_any(
                        at,
                        words!["in", "within", "over", "for", "after", "during", "same"],
                    )
                });
            let passed = other.kind == Kind::Duration
                && tokens
                    .is_any(other.end, words!["on", "later", "in", "into", "after", "ago", "old"]);
            measured && !timed && !passed
        })
        .copied()
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::{Kind, recognise};
    use crate::story::Section;

    #[test]
    fn a_bare_number_takes_its_measure_from_what_was_said_before() {
        for (text, kind) in [
            ("NPS rose to 31.", Kind::Score),
            ("Support minutes per order have dropped from 6.5 to 2.", Kind::Duration),
            ("Weekly hours lost to flaky tests: 70 before.", Kind::Duration),
            ("Leavers on nights fell from 38 to 17.", Kind::Count),
            ("After many hours the backlog fell to 12.", Kind::Count),
            ("Build time is 6 min; a year ago it was 40.", Kind::Duration),
            ("Recall reached 0.62.", Kind::Score),
            ("Turnover fell from 28 percent to 17, so eleven points.", Kind::Points),
            ("Exits fell from 58 to 40.", Kind::Count),
        ] {
            assert_eq!(recognise(text, Section::Result).last().unwrap().kind, kind, "{text}");
        }
    }
}
