//! Years, days of the month, clock times.

use crate::analysis::quantity::Kind;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::{Form, Tokens};
use crate::analysis::quantity::word::{word, words};

/// Whether a figure is a date, a part of one, or a time of day.
pub(super) fn is_date(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    is_year(tokens, figure)
        || is_spelled_year(tokens, figure)
        || is_season(tokens, figure)
        || is_years(tokens, figure)
        || is_day(tokens, figure)
        || is_numeric_date(tokens, figure)
        || is_clock(tokens, figure)
        || is_ago(tokens, figure)
        || is_decade(tokens, figure)
        || is_short_year(tokens, figure)
        || is_spoken_clock(tokens, figure)
}

/// Whether the token is a number of four digits that reads as a year.
pub(in crate::analysis) fn year_at(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.numeral(at).is_some_and(|numeral| {
        numeral.digits == 4
            && !numeral.grouped
            && !numeral.decimal
            && !numeral.dotted
            && (1900.0..2100.0).contains(&numeral.value)
    })
}

fn before(figure: &Figure, back: usize) -> usize {
    figure.core.wrapping_sub(back)
}

fn is_year(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let last = before(figure, 1);
    // `since March 2022 support minutes per order fell`: whatever seems to be counted.
    if year_at(tokens, figure.core) && figure.kind == Kind::Rate && tokens.has(last, Class::MONTH) {
        return true;
    }
    if !year_at(tokens, figure.core)
        || figure.kind != Kind::Count
        || figure.end > figure.core + 1 && !figure.hyphened
    {
        return false;
    }
    if tokens.has(last, Class::MONTH | Class::SEASON | Class::WEEKDAY) {
        return true;
    }
    // `2000 users`, `from 2000 to 300000`.
    if figure.has_noun() && !figure.hyphened {
        let named = tokens.get(last).is_some_and(|token| token.capital && token.is_word())
            && !tokens.sentence_starts(last);
        return named
            || tokens.is_any(
                last,
                words![
                    "in", "since", "by", "until", "during", "late", "early", "mid", "year", "fy",
                    "q1", "q2", "q3", "q4", "of",
                ],
            )
            // `the 2023 people plan`: a round year after an article may still be a count.
            || tokens.is_any(last, words!["the", "our", "its", "this", "that", "their", "my"])
                && figure.middle() % 100.0 != 0.0;
    }
    let partner = |at: usize| {
        tokens.numeral(at).is_some_and(|_| !year_at(tokens, at))
            && !(tokens.glued(at + 1)
                && tokens.get(at + 1).is_some_and(super::super::token::Token::is_word))
    };
    let ranged = |at: usize| {
        tokens.is(at, word!("to")) || ["-", "–", "~", "→"].contains(&tokens.word_at(at))
    };
    let ends = ranged(last) && partner(last.wrapping_sub(1)) && !tokens.glued_sign(last, '-')
        || ranged(figure.end) && partner(figure.end + 1) && !tokens.glued_sign(figure.end, '-');
    let dash = tokens.sign(last, '–') && partner(last.wrapping_sub(1))
        || tokens.sign(figure.end, '–') && partner(figure.end + 1);
    !(ends || dash)
}

/// `the 2025 season`, `the 2023 quarter`: a year before a part of the calendar.
fn is_season(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    year_at(tokens, figure.core)
        && figure.kind == Kind::Duration
        && figure.end == figure.core + 2
        && figure.unit != "year"
        && tokens.get(figure.core + 1).is_some_and(|token| token.gap)
}

/// `2022–23`: a year and the next.
fn is_years(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let pair = |first: usize, second: usize| {
        year_at(tokens, first)
            && ["-", "–", "/"].contains(&tokens.word_at(first + 1))
            && tokens.glued(second)
            && tokens.numeral(second).is_some_and(|numeral| {
                numeral.digits == 2 && (tokens.year(first) + 1) % 100 == numeral.value as u32
            })
    };
    figure.kind == Kind::Count
        && (pair(figure.core, figure.core + 2)
            || figure.core >= 2 && pair(figure.core - 2, figure.core))
}

/// `nineteen eighty-six`, `seventeen hundred thirty three` after a month.
fn is_spelled_year(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if !figure.spelled || !figure.bare {
        return false;
    }
    let value = figure.middle();
    let tail = (10.0..100.0).contains(&value)
        && matches!(figure.core.checked_sub(1), Some(at) if tokens.has(at, Class::CARDINAL) && !tokens.sentence_starts(at + 1))
        && tokens.get(figure.core).is_some_and(|token| token.gap);
    let head = (17.0..=20.0).contains(&value)
        && tokens
            .entry(figure.end)
            .is_some_and(|entry| entry.class.has(Class::CARDINAL) && entry.value >= 10.0);
    let century = (1500.0..2100.0).contains(&value)
        && (tokens.has(before(figure, 1), Class::MONTH)
            || tokens.is_any(before(figure, 1), words!["in", "since", "until"])
                && figure.end > figure.core + 1);
    head || tail && value >= 10.0 && followed_head(tokens, figure) || century
}

fn followed_head(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    tokens.entry(before(figure, 1)).is_some_and(|entry| (17.0..=20.0).contains(&entry.value))
}

/// A day of the month beside its month: `31 October`, `March 31`, `9 of May`, `Nov 18`.
fn is_day(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if !matches!(figure.kind, Kind::Count | Kind::Ratio)
        || figure.has_noun() && figure.noun.1 > figure.end + 2
    {
        return false;
    }
    // `April of 87`.
    let of_month =
        tokens.is(before(figure, 1), word!("of")) && tokens.has(before(figure, 2), Class::MONTH);
    let short_year = of_month && figure.bare && (32.0..100.0).contains(&figure.middle());
    if short_year {
        return true;
    }
    let small = figure.middle().abs() <= 31.0 && figure.factor <= 1.0;
    if !small {
        return false;
    }
    let mut after = figure.core_end;
    after += usize::from(tokens.is(after, word!("of")));
    after += usize::from(tokens.sign(after, '-') || tokens.sign(after, '/'));
    let month = |at: usize| tokens.has(at, Class::MONTH) && !is_modal(tokens, at);
    if month(after) && !(figure.has_noun() && tokens.is(after, word!("mar"))) {
        return true;
    }
    let mut at = before(figure, 1);
    for _ in 0..2 {
        if ["-", "/", ".", ","].contains(&tokens.word_at(at))
            || tokens.is_any(at, words!["the", "of"])
        {
            at = at.wrapping_sub(1);
        }
    }
    month(at)
        && !figure.has_noun()
        && !tokens.get(figure.core.wrapping_sub(1)).is_some_and(|token| {
            token.is_sign(',') || token.is_sign('.') && tokens.word_at(at).len() > 5
        })
}

/// `may`, `march` as verbs: in lower case after a noun or pronoun, before a number of things.
fn is_modal(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_any(at, words!["may", "march", "mar"])
        && tokens.get(at).is_some_and(|token| !token.capital)
        && at > 0
        && (tokens.has(at - 1, Class::PRONOUN) || tokens.is_any(at + 1, words!["be", "have"]))
}

/// `5/17/2018`, `2018-10-07`, `12-2015`, `2019/aug/01`.
fn is_numeric_date(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let separator = |at: usize| {
        tokens.get(at).is_some_and(|token| !token.gap) && ["/", "-"].contains(&tokens.word_at(at))
    };
    let part = |at: usize| {
        tokens.glued(at)
            && tokens
                .get(at)
                .is_some_and(|token| token.form == Form::Number || token.is(Class::MONTH))
    };
    let (core, end) = (figure.core, figure.core_end);
    let part_before = |at: usize| {
        tokens.get(at).is_some_and(|token| token.form == Form::Number || token.is(Class::MONTH))
    };
    let left = core >= 2 && separator(core - 1) && tokens.glued(core) && part_before(core - 2);
    let right = separator(end) && part(end + 1);
    let slashed = end == core + 3;
    if slashed {
        // `5/1` beside a word of dates, or with a dash to another.
        let cue = tokens.is_any(
            before(figure, 1),
            words!["on", "by", "since", "until", "before", "after", "dated"],
        );
        return cue && figure.bare || right || left;
    }
    let dated = |at: usize| year_at(tokens, at) || tokens.has(at, Class::MONTH);
    let three = left && right
        || left && core >= 4 && separator(core - 3) && part_before(core - 4)
        || right && separator(end + 2) && part(end + 3);
    let two = left && (dated(core - 2) || year_at(tokens, core) && tokens.middle_small(core - 2))
        || right && (dated(end + 1) || year_at(tokens, core) && tokens.middle_small(end + 1));
    (three || two) && matches!(figure.kind, Kind::Count | Kind::Ratio) && figure.factor <= 1.0
}

/// `10:30`, `6 p.m.`, `9 o'clock`.
fn is_clock(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let (core, end) = (figure.core, figure.core_end);
    let number = |at: usize| tokens.get(at).is_some_and(|token| token.form == Form::Number);
    if tokens.glued_sign(end, ':') && tokens.glued(end + 1) && number(end + 1) {
        return true;
    }
    if core >= 2 && tokens.glued_sign(core - 1, ':') && tokens.glued(core) && number(core - 2) {
        return true;
    }
    if tokens.is_any(
        end,
        words!["am", "pm", "o'clock", "o’clock", "gmt", "utc", "cet", "est", "pst", "noon"],
    ) {
        return figure.middle() <= 24.0
            && !(tokens.is(end, word!("am"))
                && tokens.get(end).is_some_and(|token| token.gap)
                && figure.middle() > 12.0);
    }
    // `8 in the morning`, `9 at night`.
    let part = tokens.is(end, word!("in"))
        && tokens.is(end + 1, word!("the"))
        && tokens.is_any(end + 2, words!["morning", "afternoon", "evening"])
        || tokens.is(end, word!("at"))
            && tokens.is_any(end + 1, words!["night", "noon", "lunchtime"]);
    if part && figure.bare && figure.middle() <= 24.0 {
        return true;
    }
    tokens.is_any(end, words!["a", "p"])
        && tokens.glued_sign(end + 1, '.')
        && tokens.is(end + 2, word!("m"))
        && tokens.glued(end + 2)
}

/// `a year ago`, `a quarter earlier`: a date in words.
fn is_ago(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if figure.kind != Kind::Duration {
        return false;
    }
    let article = tokens.is_any(figure.first, words!["a", "an"]);
    let past = tokens.is(figure.end, word!("ago"))
        || tokens.is_any(figure.end, words!["earlier", "before", "prior", "previously"])
            && !tokens.is_any(
                figure.end + 1,
                words!["launch", "the", "we", "i", "it", "schedule", "deadline"],
            );
    let from_date = tokens.is_any(figure.end, words!["from", "before", "after"])
        && (tokens.has(figure.end + 1, Class::MONTH)
            || tokens.numeral(figure.end + 1).is_some() && tokens.glued_sign(figure.end + 2, '/'));
    article && past || from_date
}

/// `the 60s`, `the mid-90s`.
fn is_decade(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    // `in the 1990 s`.
    if figure.unit == "second" && year_at(tokens, figure.core) && !tokens.glued(figure.core_end) {
        return true;
    }
    figure.kind == Kind::Duration
        && figure.unit == "second"
        && figure.end == figure.core + 2
        && figure.middle() % 10.0 == 0.0
        && (tokens.is_any(
            before(figure, 1),
            words!["the", "early", "late", "low", "high", "mid", "upper"],
        ) || tokens.glued_sign(before(figure, 1), '-')
            && tokens.is_any(before(figure, 2), words!["mid", "early", "late"]))
}

/// `'19`, `'16–17`: a year without its century.
fn is_short_year(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    tokens.glued(figure.core)
        && tokens
            .get(before(figure, 1))
            .and_then(super::super::token::Token::sign)
            .is_some_and(|sign| matches!(sign, '\'' | '’' | '‘'))
        && tokens.numeral(figure.core).is_some_and(|numeral| numeral.digits == 2)
}

/// `half past four`, `half four`, `a quarter to six`, `ten past`, `at 7.15`.
fn is_spoken_clock(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let hour = |at: usize| {
        tokens
            .entry(at)
            .is_some_and(|entry| entry.class.has(Class::CARDINAL) && entry.value <= 12.0)
            || tokens.numeral(at).is_some_and(|numeral| numeral.value <= 12.0 && !numeral.decimal)
    };
    let (core, end) = (figure.core, figure.core_end);
    let fraction = tokens.is_any(core, words!["half", "quarter"]);
    if fraction
        && (tokens.is(end, word!("past"))
            || tokens.is(end, word!("to"))
                && tokens.is(core, word!("quarter"))
                && hour(end + 1)
                && tokens.is_any(before(figure, 2), words!["at", "by", "until", "about"]))
        || tokens.is(core, word!("half"))
            && hour(end)
            && tokens.get(end).is_some_and(|token| token.gap)
    {
        return true;
    }
    // `ten past six`, `twenty to nine`.
    let spoken = tokens.is(end, word!("past")) && hour(end + 1) && figure.middle() <= 30.0
        || tokens.is(before(figure, 1), word!("past"))
            && hour(core)
            && hour(before(figure, 2))
            && figure.bare;
    if spoken {
        return true;
    }
    let after_fraction = tokens.is_any(before(figure, 1), words!["past", "half"])
        && core >= 1
        && hour(core)
        && figure.bare
        && (tokens.is(before(figure, 1), word!("half"))
            || tokens
                .is_any(before(figure, 2), words!["half", "quarter", "ten", "twenty", "five"]));
    // `at 7.15`, where nothing stands at a level.
    let minutes = tokens.get(core).is_some_and(|token| {
        let word = &tokens.text[token.start()..token.end()];
        let point = word.find('.');
        point.is_some_and(|point| {
            word.len() == point + 3 && point <= 2 && word.as_bytes()[point + 1] < b'6'
        })
    });
    let at = before(figure, 1);
    let timed = minutes
        && figure.bare
        && figure.kind == Kind::Count
        && figure.middle() < 24.0
        && tokens.is(at, word!("at"))
        && !tokens.has(at.wrapping_sub(1), Class::STATE)
        && !crate::analysis::quantity::ratio::scored(tokens, figure.first);
    after_fraction || timed
}

impl Tokens<'_> {
    /// Whether the number at a place could be a month or a day.
    fn middle_small(&self, at: usize) -> bool {
        self.numeral(at).is_some_and(|numeral| numeral.value <= 31.0 && !numeral.decimal)
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::spans;

    #[test]
    fn dates_and_times_are_no_figures() {
        for text in [
            "Book it on 5/17/2018.",
            "The range is from 2014 to 2018.",
            "It went live on 31 October.",
            "We met at 10:30 and at 6 p.m.",
            "By the winter of '19 it was done.",
            "It rang at a quarter past five.",
            "We baked at 6am, 11am and half four.",
            "In Q4 2021 and Diwali 2022 we waited.",
            "That was a year ago.",
            "She was born on twenty five January nineteen eighty six.",
            "It starts at 7.15 on Mondays.",
            "The file is from 2002-10-09.",
        ] {
            assert_eq!(spans(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn four_digits_that_count_something_stay() {
        assert_eq!(spans("It reached 2000 users."), ["2000"]);
        assert_eq!(spans("It went from 1950 to 3400 orders."), ["1950", "3400"]);
    }
}
