//! What a figure is counted per: `per week`, `/day`, `an hour`, `annually`.

use super::Kind;
use super::figure::{Figure, Per};
use super::lexicon::{Class, UNITS};
use super::number;
use super::token::Tokens;
use crate::analysis::quantity::word::{Word, word, words};

const ENDS: Class = Class::PREPOSITION
    .or(Class::CONJUNCTION)
    .or(Class::DETERMINER)
    .or(Class::PRONOUN)
    .or(Class::ADVERB)
    .or(Class::VERB)
    .or(Class::STATE)
    .or(Class::RISE)
    .or(Class::FALL);

/// Things that `a` counts by: `25 minutes a shift`, `$40 a head`.
const THINGS: &[Word] = words![
    "shift", "head", "person", "piece", "unit", "seat", "pop", "ticket", "visit", "game", "flight",
    "trip", "share", "gallon", "barrel", "bottle", "plate", "room", "pupil", "patient", "user",
    "customer", "order", "store", "call", "issue", "match", "haul", "crate", "pallet", "truck",
    "lorry", "driver", "nurse", "agent", "batch", "lesson", "class", "episode", "journey",
    "parcel", "case", "page", "meal", "tray", "wash", "melt", "run", "build", "round", "cup",
    "bed",
];

/// Attaches the tail that follows a figure, or the noun that it counts.
pub(super) fn attach(tokens: &Tokens<'_>, figure: &mut Figure) {
    let at = figure.tail();
    // `46 more an hour`.
    let more = figure.bare
        && figure.kind == Kind::Count
        && tokens.is_any(at, words!["more", "fewer", "less", "extra"])
        && tokens.is_any(at + 1, words!["a", "an", "per", "each", "every"])
        && unit(tokens, at + 2).is_some();
    let Some((per, mut end)) = read(tokens, at + usize::from(more), figure) else { return };
    figure.per = per;
    // `per employee per year`: the time is what makes it a rate, whichever stands first.
    if tokens.is_any(end, words!["per", "a", "each", "every"])
        && let Some((second, last)) = unit(tokens, end + 1)
    {
        figure.per = second;
        end = last;
    } else if tokens.is(end, word!("per"))
        && let Some((_, last)) = thing(tokens, end + 1)
    {
        // `104 units an hour per picker`: a time stays what it is counted by.
        end = last;
    }
    let per = figure.per;
    figure.end = end;
    // Hours per engineer are still hours; only a count per thing, or anything per time, is a rate.
    if matches!(figure.kind, Kind::Count | Kind::Dimension)
        || matches!(per, Per::Time(..)) && matches!(figure.kind, Kind::Duration | Kind::Size)
    {
        figure.kind = Kind::Rate;
        figure.bare = false;
    }
}

fn read(tokens: &Tokens<'_>, at: usize, figure: &Figure) -> Option<(Per, usize)> {
    if matches!(figure.kind, Kind::Ratio | Kind::Multiplier | Kind::Score | Kind::Points) {
        return None;
    }
    if figure.hyphened {
        return None;
    }
    let token = tokens.get(at)?;
    if token.is_sign('/') && !token.gap && tokens.glued(at + 1) {
        let next = tokens.get(at + 1)?;
        // `18/B` is the number of a paper.
        let letter = next.capital && next.end() - next.start() == 1;
        if next.is_word() && !letter && !(figure.bare && next.mixed) && !next.is(Class::MONTH) {
            return Some(unit(tokens, at + 1).unwrap_or((Per::Thing(at + 1, at + 2), at + 2)));
        }
        return None;
    }
    if tokens.is_any(at, words!["per", "a", "an", "each", "every"]) {
        let article = !tokens.is(at, word!("per"));
        // `105,000 a year on`: the time that has passed.
        let passed = tokens.is_any(at + 2, words!["on", "later", "ago"])
            && tokens.get(at + 3).is_none_or(|next| !next.is_word());
        if passed {
            return None;
        }
        // `six hours a week`, but not `12 a piece` or `in 3 weeks a customer`.
        if let Some(found) = unit(tokens, at + 1) {
            let plain =
                !(article && figure.kind == Kind::Duration && follows_time(figure, found.0));
            return plain.then_some(found);
        }
        if article
            && tokens.entry(at + 1).is_some_and(|entry| {
                entry.class.has(Class::UNIT) && UNITS[entry.unit as usize].kind == Kind::Dimension
            })
        {
            return Some((Per::Thing(at + 1, at + 2), at + 2));
        }
        if tokens.is_any(at, words!["a", "an"])
            && matches!(figure.kind, Kind::Money | Kind::Dimension)
            && is_thing(tokens, at + 1)
        {
            return Some((Per::Thing(at + 1, at + 2), at + 2));
        }
        if article
            && tokens.is_any(at + 1, THINGS)
            && matches!(figure.kind, Kind::Duration | Kind::Money | Kind::Count | Kind::Rate)
        {
            return Some((Per::Thing(at + 1, at + 2), at + 2));
        }
        if article || tokens.is_any(at + 1, words!["cent", "se"]) {
            return None;
        }
        return thing(tokens, at + 1);
    }
    if token.is(Class::EVERY)
        && matches!(figure.kind, Kind::Money | Kind::Percent | Kind::Rate | Kind::Count)
    {
        let name = tokens.word_at(at).to_ascii_lowercase();
        let (unit, size) = match name.as_str() {
            "weekly" => ("week", 604_800.0),
            "monthly" => ("month", 2_592_000.0),
            "daily" | "nightly" => ("day", 86400.0),
            "hourly" => ("hour", 3600.0),
            "quarterly" => ("quarter", 7_776_000.0),
            _ => ("year", 31_536_000.0),
        };
        let closes = tokens.get(at + 1).is_none_or(|next| !next.is_word() || next.is(ENDS));
        return (closes && (figure.kind != Kind::Count || figure.has_noun()))
            .then_some((Per::Time(unit, size), at + 1));
    }
    if tokens.is(at, word!("per")) && tokens.is(at + 1, word!("annum")) {
        return Some((Per::Time("year", 31_536_000.0), at + 2));
    }
    None
}

/// Whether one word names a thing that money is paid for: `84 cents a click`, `£2.10 a parcel`.
fn is_thing(tokens: &Tokens<'_>, at: usize) -> bool {
    let noun = tokens.get(at).is_some_and(|token| {
        token.is_word()
            && token.gap
            && !token.mixed
            && !token.is(ENDS
                | Class::COMPARATIVE
                | Class::CHANGE
                | Class::FRACTION
                | Class::MAGNITUDE)
            && !tokens.is_any(
                at,
                words!["lot", "bit", "little", "few", "while", "whole", "further", "good"],
            )
    });
    noun && !super::noun::is_plural(tokens, at)
        && tokens.get(at + 1).is_none_or(|next| {
            !next.is_word() || next.is(ENDS | Class::AGAINST | Class::EARLIER | Class::PRESENT)
        })
}

/// Whether a duration per this time would be none: `two weeks a month`.
fn follows_time(figure: &Figure, per: Per) -> bool {
    matches!(per, Per::Time(_, length) if length <= figure.size)
}

/// A unit of time after `per`, `a` or `/`.
fn unit(tokens: &Tokens<'_>, at: usize) -> Option<(Per, usize)> {
    if tokens.is(at, word!("annum")) {
        return Some((Per::Time("year", 31_536_000.0), at + 1));
    }
    let skip = usize::from(
        tokens.is_any(at, words!["business", "working", "calendar", "single", "engineer"]),
    );
    let at = at + skip;
    let entry = tokens.entry(at).filter(|entry| entry.class.has(Class::UNIT))?;
    let unit = &UNITS[entry.unit as usize];
    if unit.kind != Kind::Duration || tokens.glued_sign(at + 1, '-') && tokens.glued(at + 2) {
        return None;
    }
    Some((Per::Time(unit.name, unit.size), at + 1))
}

/// The thing after `per`: one or two words, or a round number of things.
fn thing(tokens: &Tokens<'_>, at: usize) -> Option<(Per, usize)> {
    if tokens.has(at, Class::MAGNITUDE) && tokens.word_at(at).len() > 3 {
        let noun = super::noun::phrase(tokens, at + 1, false);
        let end = noun.1.max(at + 1);
        return Some((Per::Thing(at, end), end));
    }
    if let Some(number) = number::parse(tokens, at, false) {
        let noun = super::noun::phrase(tokens, number.end, false);
        return Some((Per::Thing(at, noun.1), noun.1.max(number.end)));
    }
    let first = tokens.get(at).filter(|token| token.is_word())?;
    if first.is(Class::PREPOSITION | Class::CONJUNCTION) {
        return None;
    }
    let mut end = at + 1;
    // A hyphen or an adjective goes on to the noun: `per full-time engineer`, `per active user`.
    while end < at + 4 {
        let Some(token) = tokens.get(end) else { break };
        if token.is_sign('-') && !token.gap && tokens.glued(end + 1) {
            end += 2;
            continue;
        }
        let adjective = tokens.is_any(
            end - 1,
            words![
                "active", "new", "paying", "customer", "support", "monthly", "daily", "unique",
                "square", "resolved", "completed", "qualified", "enterprise", "web", "mobile",
                "user", "sales", "cubic", "store", "delivery", "business",
            ],
        ) || is_adjectival(tokens, end - 1) && is_plain_noun(tokens, end);
        if adjective && token.is_word() && token.gap && !token.is(ENDS) {
            end += 1;
            continue;
        }
        break;
    }
    Some((Per::Thing(at, end), end))
}

/// Whether a word has the ending of an adjective: `occupied`, `residential`, `paying`.
fn is_adjectival(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word_at(at);
    word.len() > 5
        && ["ed", "ing", "ial", "nal", "ive", "able", "ible", "ual", "ous", "ic"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// Whether a word can only go on with the noun phrase.
fn is_plain_noun(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.is_word()
            && token.gap
            && !token.is(ENDS | Class::PRESENT | Class::EARLIER | Class::AGAINST | Class::MOVE)
    }) && !tokens.word_at(at).ends_with("ed")
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::{Kind, recognise};
    use crate::story::Section;

    #[test]
    fn a_tail_belongs_to_the_span_and_makes_a_rate_of_a_count() {
        for (text, span, kind, unit) in [
            ("It costs $38k per month now.", "$38k per month", Kind::Money, "USD/month"),
            ("It handles 12 per day.", "12 per day", Kind::Rate, "/day"),
            (
                "We book 25 qualified demos per month.",
                "25 qualified demos per month",
                Kind::Rate,
                "qualified demo/month",
            ),
            ("It saves 6 hours a week.", "6 hours a week", Kind::Rate, "hour/week"),
            (
                "It saves 10 hours per engineer.",
                "10 hours per engineer",
                Kind::Duration,
                "hour/engineer",
            ),
            ("We cut $420K annually.", "$420K annually", Kind::Money, "USD/year"),
            ("They deploy once a week.", "once a week", Kind::Rate, "/week"),
            (
                "We do 104 units an hour per picker.",
                "104 units an hour per picker",
                Kind::Rate,
                "unit/hour",
            ),
            (
                "The crop came off at 48 tonnes a hectare.",
                "48 tonnes a hectare",
                Kind::Rate,
                "ton/hectare",
            ),
            ("We do 46 more an hour.", "46 more an hour", Kind::Rate, "/hour"),
            (
                "It costs €6.40 per occupied room now.",
                "€6.40 per occupied room",
                Kind::Money,
                "EUR/occupied room",
            ),
            ("It took 11 TB/day.", "11 TB/day", Kind::Rate, "terabyte/day"),
        ] {
            let found = &recognise(text, Section::Result)[0];
            assert_eq!(
                (found.span.slice(text), found.kind, found.unit.as_str()),
                (span, kind, unit)
            );
        }
    }
}
