//! Whether a reader can tell in what time the result came.

use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::role::clause;
use crate::analysis::quantity::token::{Form, Tokens};
use crate::analysis::quantity::word::{Word, word, words};
use crate::analysis::quantity::{Reading, Role, year_at};

/// Whether a period or deadline is given, as a duration or by the calendar.
pub(super) fn is_given(reading: &Reading<'_>) -> bool {
    super::has_role(reading, Role::Timeframe)
        || super::outcome_sentences(reading).into_iter().any(|sentence| {
            // The sentence before sets the time as often as the one with the figure does.
            let before = sentence.start.checked_sub(1).map_or(sentence.start, |last| {
                clause::sentence(&reading.tokens, last, last + 1).start
            });
            (before..sentence.end).any(|at| is_calendar(&reading.tokens, at))
        })
}

/// Whether a calendar phrase that dates the result starts or stands at a token.
fn is_calendar(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let dated = if token.is(Class::MONTH) {
        let verb = tokens.is_any(at, words!["may", "march", "mar", "dec", "sat", "sun", "mon"]);
        token.capital && !(verb && tokens.sentence_starts(at))
    } else if year_at(tokens, at) {
        at > 0
            && (tokens.is_any(
                at - 1,
                words![
                    "in", "by", "of", "since", "during", "through", "until", "late", "early",
                    "mid", "for", "and", "to", "from", "year", "before", "after", "end",
                    "fiscal", "calendar", "season", "financial",
                ],
            )
                // `2022: £12,400. 2023: £18,600.`
                || tokens.sentence_starts(at) && tokens.glued_sign(at + 1, ':')
                // `over the 2021 season`, `between the 2020 and the 2022 reports`.
                || tokens.is(at - 1, word!("the"))
                    && at > 1
                    && tokens.is_any(
                        at - 2,
                        words!["in", "by", "over", "since", "during", "until", "between", "and"],
                    )
                || tokens.glued(at) && tokens.has(at.wrapping_sub(2), Class::SEASON) || tokens.has(at - 1, Class::MONTH | Class::SEASON)
                || tokens
                    .get(at - 1)
                    .is_some_and(|before| before.mixed || before.is_word() && before.capital))
    } else if token.mixed {
        // `the Q3 doc` is a document.
        is_fiscal(tokens.word_at(at))
            && !tokens.is_any(
                at + 1,
                words!["doc", "deck", "report", "planning", "review", "memo", "offsite", "board"],
            )
    } else if token.form == Form::Number {
        is_counted(tokens, at)
    } else {
        is_phrase(tokens, at)
    };
    dated && !is_aside(tokens, at)
}

/// `by week 20`, `by the 30th`, `winter '21`.
fn is_counted(tokens: &Tokens<'_>, at: usize) -> bool {
    let deadline = |at: usize| {
        tokens.is_any(at, words!["by", "in", "since", "until", "before", "from", "within"])
    };
    if at < 2 {
        return false;
    }
    let numbered = tokens.is_any(at - 1, words!["week", "month", "day", "sprint", "quarter"])
        && deadline(at - 2);
    let ordinal = tokens.is_any(at + 1, words!["th", "st", "nd", "rd"])
        && tokens.glued(at + 1)
        && tokens.is(at - 1, word!("the"))
        && deadline(at - 2);
    let short = tokens.glued(at)
        && tokens.get(at - 1).is_some_and(|token| matches!(token.sign(), Some('\'' | '’')))
        && tokens.has(at - 2, Class::SEASON | Class::MONTH);
    numbered || ordinal || short
}

/// `Q3`, `H1`, `FY22`, `Q4FY23`.
fn is_fiscal(word: &str) -> bool {
    let bytes = word.as_bytes();
    match bytes {
        [b'Q' | b'q', b'1'..=b'4', ..] | [b'H' | b'h', b'1' | b'2'] => true,
        [b'F' | b'f' | b'C' | b'c', b'Y' | b'y', rest @ ..] => {
            !rest.is_empty() && rest.iter().all(u8::is_ascii_digit)
        }
        _ => matches!(word, "YoY" | "QoQ" | "MoM" | "WoW" | "YTD"),
    }
}

const PERIODS: &[Word] = words![
    "year's", "quarter's", "month's", "week's", "season's", "summer's", "winter's", "year",
    "quarter", "month", "week", "half", "season", "summer", "spring", "winter", "autumn", "fall",
    "term", "semester", "sprint", "weekend", "fortnight",
];

/// `year on year`, `by year-end`, `last quarter`, `over the holiday peak`, `by the end of the month`.
fn is_phrase(tokens: &Tokens<'_>, at: usize) -> bool {
    let period = |at: usize| tokens.is_any(at, PERIODS);
    if tokens.is_any(at, words!["year", "quarter", "month", "week"]) {
        let over = at + 1 + usize::from(tokens.sign(at + 1, '-'));
        if tokens.is_any(over, words!["over", "on"])
            && tokens.is_any(
                over + 1 + usize::from(tokens.sign(over + 1, '-')),
                words!["year", "quarter", "month", "week"],
            )
        {
            return true;
        }
        if tokens.is(at, word!("year")) && tokens.is(over, word!("end")) {
            return true;
        }
        if tokens.is_any(at + 1, words!["before", "earlier", "after"])
            && at > 0
            && tokens.is_any(at - 1, words!["the", "a"])
        {
            return true;
        }
        if tokens.is(at + 1, word!("ago")) {
            return true;
        }
    }
    if tokens.is_any(at, words!["yoy", "qoq", "ytd", "yearend", "midyear", "annually", "overnight"])
    {
        return true;
    }
    if tokens.is_any(at, words!["last", "this", "previous"])
        && tokens.has(at + 1, Class::SEASON)
        && !tokens.is_any(at + 1, words!["mom", "wow", "term"])
    {
        return true;
    }
    if is_holiday(tokens, at) {
        return true;
    }
    if tokens.is_any(at, words!["last", "this", "next", "previous", "following", "same", "that"])
        && period(at + 1)
        && !tokens.is(at + 1, word!("half"))
    {
        return !tokens.is_any(at + 2, words!["old", "long"]);
    }
    if tokens.is_any(
        at,
        words![
            "by", "before", "until", "since", "over", "during", "through", "in", "at", "within",
            "inside", "between", "after",
        ],
    ) {
        let mut next = at + 1;
        next += usize::from(
            tokens.is_any(next, words!["the", "that", "this", "last", "one", "a", "our"]),
        );
        // `by the time the winter surge ended`.
        if tokens.is(next, word!("time")) {
            return (next + 1..next + 4).any(|at| tokens.has(at, Class::SEASON));
        }
        if tokens.is(next, word!("end")) && tokens.is(next + 1, word!("of")) {
            return true;
        }
        next += usize::from(tokens.is_any(
            next,
            words![
                "whole", "full", "entire", "first", "second", "third", "fourth", "last", "next",
                "holiday", "black", "following", "same", "single",
            ],
        ));
        if tokens.has(next, Class::SEASON) && !tokens.is_any(next, words!["mom", "wow", "term"]) {
            return true;
        }
        if period(next) && next > at + 1 && !tokens.is(next, word!("half")) {
            return true;
        }
        // `in the first half`, `in our eleventh month`.
        let ordinal = at + 1 + usize::from(tokens.has(at + 1, Class::DETERMINER));
        if tokens.has(ordinal, Class::ORDINAL)
            && period(ordinal + 1)
            && !tokens.is(ordinal + 2, word!("of"))
        {
            return true;
        }
    }
    false
}

/// `by Labour Day`, `since Black Friday`: a day that has a name.
fn is_holiday(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_any(at, words!["by", "before", "since", "until", "after", "around", "between", "to"])
        && tokens.get(at + 1).is_some_and(|name| name.is_word() && name.capital)
        && (tokens.is(at + 2, word!("day")) && tokens.get(at + 2).is_some_and(|day| day.capital)
            || tokens.is(at + 1, word!("black")) && tokens.is(at + 2, word!("friday")))
}

/// Whether a date stands in a clause about the author or a thing's name: `when I joined in 2021`.
fn is_aside(tokens: &Tokens<'_>, at: usize) -> bool {
    for back in 1..=9 {
        let Some(before) = at.checked_sub(back) else { return false };
        if tokens.sentence_starts(before + 1) {
            return false;
        }
        if tokens.is_any(
            before,
            words!["joined", "joining", "hired", "promoted", "graduated", "founded"],
        ) {
            return true;
        }
        if tokens.sign(before, ',') || tokens.sign(before, ';') {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::analysis::grade::assess;
    use crate::story::Section;

    #[test]
    fn the_calendar_gives_a_timeframe_and_an_aside_does_not() {
        for (text, given) in [
            ("Churn fell 9% year on year.", true),
            ("Churn fell 9% by year-end.", true),
            ("Churn fell 9% in FY22.", true),
            ("Churn fell 9% over the holiday peak.", true),
            ("By the end of June churn had fallen 9%.", true),
            ("Churn is half what it was last Diwali.", true),
            ("Churn fell 9% by Labour Day.", true),
            ("Churn fell 9% inside a single quarter.", true),
            ("Churn fell 9% by the time the winter surge ended.", true),
            ("Churn fell 9% in fiscal 2022.", true),
            ("Churn fell 9%, and the team was happy in the end.", false),
            ("Churn fell 9% in a team I joined in 2021.", false),
            ("Churn fell 9%. The old sheet went with the chap who left in 2015.", false),
        ] {
            assert_eq!(assess(text, Section::Result, &[]).elements.timeframe, given, "{text}");
        }
    }
}
