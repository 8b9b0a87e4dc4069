//! From a number to a figure: sign, currency, unit, and what it is counted per.

use super::figure::Figure;
use super::lexicon::{CURRENCIES, Class, UNITS, of_dollar_prefix, of_symbol};
use super::number::{self, Number};
use super::token::Tokens;
use super::{Kind, Value, noun, tail};
use crate::analysis::quantity::word::{word, words};

/// Reads the figure whose number starts at a token; `floor` is the first token not yet taken.
pub(super) fn read(tokens: &Tokens<'_>, at: usize, floor: usize) -> Option<Figure> {
    let money = prefix(tokens, at, floor);
    let Some(number) = number::parse(tokens, at, money.is_some()) else {
        return article(tokens, at, floor);
    };
    if number.first < floor {
        return None;
    }
    let mut figure = Figure::bare(number.first, at, number.end, number.value);
    figure.factor = number.factor();
    figure.spelled = number.spelled;
    if number.fraction {
        figure.kind = Kind::Ratio;
        if let Some(quarters) = quarters(tokens, &number) {
            figure.value = Value::One(quarters);
            figure.factor = 1.0;
            take(&mut figure, number.end, "quarter", Kind::Duration, 7_776_000.0);
            figure.core_end = number.end;
            tail::attach(tokens, &mut figure);
            return Some(figure);
        }
    }
    sign(tokens, &mut figure, floor);
    if let Some((first, code)) = money {
        figure.first = first;
        figure.kind = Kind::Money;
        figure.unit = code;
        figure.bare = false;
        sign(tokens, &mut figure, floor);
        small_change(tokens, &mut figure);
    } else {
        unit(tokens, &mut figure, &number);
    }
    if figure.bare && !figure.hyphened {
        figure.noun = noun::phrase(tokens, figure.end, figure.value == Value::One(1.0));
    }
    tail::attach(tokens, &mut figure);
    if figure.has_noun() {
        figure.bare = false;
    }
    Some(figure)
}

/// A currency before the number: its first token and code.
fn prefix(tokens: &Tokens<'_>, at: usize, floor: usize) -> Option<(usize, &'static str)> {
    let mut before = at.checked_sub(1).filter(|&before| before >= floor)?;
    // `$-99.99`, `Rs. 500`.
    if before > floor
        && !tokens.get(before)?.gap
        && matches!(tokens.get(before)?.sign(), Some('-' | '−' | '.'))
    {
        before -= 1;
        if !(tokens.sign(before, '$') || tokens.is(before, word!("rs"))) {
            return None;
        }
    }
    let token = tokens.get(before)?;
    if let Some(symbol) = token.sign() {
        let code = of_symbol(symbol)?;
        if symbol == '$' && before > floor {
            // `it cost us $1.2 million`: a pronoun is no country.
            let named = tokens.get(before - 1).is_some_and(|word| word.capital || !token.gap);
            let code = of_dollar_prefix(tokens.word_at(before - 1)).filter(|_| named);
            let near =
                !token.gap || tokens.word_at(before - 1).len() > 1 || tokens.get(before - 1)?.gap;
            if let Some(code) = code.filter(|_| {
                near && !tokens.is(before - 1, word!("a"))
                    || tokens.word_at(before - 1) == "A" && !token.gap
            }) {
                return Some((before - 1, code));
            }
        }
        return Some((before, code));
    }
    let word = tokens.word_at(before);
    let is_code = word.len() == 3 && !word.ends_with('s') && !matches!(word, "yen")
        || tokens.is(before, word!("rs"))
        || tokens.is(before, word!("ksh"));
    let entry = tokens.entry(before).filter(|entry| entry.class.has(Class::CURRENCY) && is_code)?;
    Some((before, CURRENCIES[entry.currency as usize].code))
}

/// A sign before the figure: `+18%`, `minus 8`.
fn sign(tokens: &Tokens<'_>, figure: &mut Figure, floor: usize) {
    let Some(before) = figure.first.checked_sub(1).filter(|&before| before >= floor) else {
        return;
    };
    let Some(token) = tokens.get(before) else { return };
    let Value::One(value) = figure.value else { return };
    let opens = token.gap
        || before == 0
        || tokens.get(before - 1).and_then(super::token::Token::sign).is_some_and(|sign| {
            matches!(sign, '(' | '[' | '$' | '€' | '£' | '/' | ',' | ':' | '"' | '→' | '~')
        });
    match token.sign() {
        Some('-' | '−' | '–') if opens && tokens.glued(figure.first) => {
            figure.first = before;
            figure.value = Value::One(-value);
            figure.signed = true;
        }
        Some('+' | '±') if opens && tokens.glued(figure.first) => {
            figure.first = before;
            figure.signed = true;
        }
        _ if tokens.is(before, word!("plus"))
            && !tokens.has(before.wrapping_sub(1), Class::CARDINAL)
            && (tokens
                .is_any(figure.core_end, words!["percent", "per", "points", "point", "pts"])
                || tokens.sign(figure.core_end, '%')
                || tokens.is_any(
                    before.wrapping_sub(1),
                    words!["to", "from", "at", "was", "is", "so"],
                )
                || tokens.sign(before.wrapping_sub(1), ',')
                    && tokens.sign(figure.core_end, ',')
                || tokens.sentence_starts(before)) =>
        {
            figure.first = before;
            figure.signed = true;
        }
        _ if tokens.is_any(before, words!["minus", "negative"]) => {
            figure.first = before;
            figure.value = Value::One(-value);
            figure.signed = true;
        }
        _ => {}
    }
}

/// Cents after a sum in the larger unit: `$3 and 20 cents`.
fn small_change(tokens: &Tokens<'_>, figure: &mut Figure) {
    let and = usize::from(tokens.is(figure.end, word!("and")));
    let at = figure.end + and;
    let Some(number) = number::parse(tokens, at, false) else { return };
    let cents = tokens.entry(number.end).is_some_and(|entry| {
        entry.class.has(Class::CURRENCY) && CURRENCIES[entry.currency as usize].factor < 0.1
    }) || tokens.is(number.end, word!("c")) && tokens.glued(number.end);
    let Value::One(value) = figure.value else { return };
    if cents && number.value < 100.0 {
        figure.value = Value::One(value + number.value / 100.0);
        figure.end = number.end + 1;
    }
}

/// Cents that are only said: `15 dollars and 50`, `20 rupees 43`.
fn bare_change(tokens: &Tokens<'_>, figure: &mut Figure) {
    let at = figure.end + usize::from(tokens.is(figure.end, word!("and")));
    let Some(number) = number::parse(tokens, at, false) else { return };
    let Value::One(value) = figure.value else { return };
    let whole = number.value >= 1.0 && number.value < 100.0 && number.value.fract() == 0.0;
    let closes = ends(tokens, number.end) || tokens.is(number.end, word!("and"));
    if whole && closes && number.first == at && value.fract() == 0.0 {
        figure.value = Value::One(value + number.value / 100.0);
        figure.end = number.end;
    }
}

/// The unit after a number.
fn unit(tokens: &Tokens<'_>, figure: &mut Figure, number: &Number) {
    let at = figure.end;
    let Some(token) = tokens.get(at) else { return };
    if let Some(sign) = token.sign() {
        sign_unit(tokens, figure, sign);
        return;
    }
    if !token.is_word() || is_period_on_period(tokens, at) || phrase_unit(tokens, figure) {
        return;
    }
    let part = number.fraction
        || number.spelled
            && tokens.has(number.end - 1, Class::FRACTION)
            && tokens.has(at + 1, Class::UNIT);
    let fraction_of = part && tokens.is(at, word!("of"));
    let at = if fraction_of && tokens.is_any(at + 1, words!["a", "an"]) {
        at + 2
    } else if fraction_of || number.fraction && tokens.is_any(at, words!["a", "an"]) {
        at + 1
    } else {
        at
    };
    if !number.fraction && adjective_unit(tokens, figure, at) {
        return;
    }
    if let Some((name, kind, size)) = known(tokens, at) {
        if !number.fraction || at > figure.end || matches!(kind, Kind::Duration | Kind::Dimension) {
            take(figure, at + 1, name, kind, size);
            if kind == Kind::Dimension {
                raised(tokens, figure);
            }
            compound(tokens, figure);
        }
        return;
    }
    currency_unit(tokens, figure, at);
}

/// `year on year`, `month over month`: no unit of what stands before it.
fn is_period_on_period(tokens: &Tokens<'_>, at: usize) -> bool {
    let over = at + 1 + usize::from(tokens.glued_sign(at + 1, '-'));
    let again = over + 1 + usize::from(tokens.glued_sign(over + 1, '-'));
    tokens.is_any(over, words!["on", "over"])
        && tokens.get(at).zip(tokens.get(again)).is_some_and(|(one, other)| one.word == other.word)
}

/// `%`, `×`, `°C`, `€`, or a hyphen to a unit.
fn sign_unit(tokens: &Tokens<'_>, figure: &mut Figure, sign: char) {
    let at = figure.end;
    let glued = tokens.glued(at);
    match sign {
        '%' => percent(tokens, figure, at + 1),
        '×' if glued => take(figure, at + 1, "x", Kind::Multiplier, 1.0),
        '°' => {
            let scale =
                usize::from(tokens.is_any(at + 1, words!["c", "f"]) && tokens.glued(at + 1));
            if scale == 1 || glued {
                take(figure, at + 1 + scale, "degree", Kind::Dimension, 0.0);
            }
        }
        '-' if glued && tokens.glued(at + 1) => hyphen(tokens, figure),
        _ => {
            if let Some(code) = of_symbol(sign).filter(|_| sign != '$' || !tokens.glued(at + 1)) {
                take(figure, at + 1, code, Kind::Money, 0.0);
                small_change(tokens, figure);
            }
        }
    }
}

/// Units of two words, and `times`; whether one was there.
fn phrase_unit(tokens: &Tokens<'_>, figure: &mut Figure) -> bool {
    let at = figure.end;
    let points = tokens.is_any(at + 1, words!["point", "points"]);
    if tokens.is(at, word!("per")) && tokens.is(at + 1, word!("cent")) {
        percent(tokens, figure, at + 2);
    } else if tokens.is(at, word!("percentage")) && points {
        take(figure, at + 2, "pp", Kind::Points, 1.0);
    } else if tokens.is(at, word!("percentage")) {
        take(figure, at + 1, "%", Kind::Percent, 1.0);
    } else if tokens.is(at, word!("basis")) && points {
        take(figure, at + 2, "bp", Kind::Points, 0.01);
    } else if tokens.is(at, word!("times")) {
        times(tokens, figure);
    } else if tokens.is_any(at + 1, words!["dollars", "dollar"]) {
        let code = if tokens.is_any(at, words!["us", "u.s"]) {
            "USD"
        } else if tokens.is(at, word!("canadian")) {
            "CAD"
        } else if tokens.is(at, word!("australian")) {
            "AUD"
        } else {
            return false;
        };
        take(figure, at + 2, code, Kind::Money, 0.0);
    } else {
        return false;
    }
    true
}

/// `22 business days`, `4,300 cubic metres`; whether an adjective of measure was there.
fn adjective_unit(tokens: &Tokens<'_>, figure: &mut Figure, at: usize) -> bool {
    let adjective = tokens.is_any(
        at,
        words![
            "business", "working", "calendar", "full", "whole", "straight", "consecutive",
            "trading", "short", "long", "solid", "square", "cubic", "metric", "nautical",
            "billable", "engineering", "more", "extra", "additional", "academic", "financial",
            "fiscal", "school", "tax", "regulatory", "reporting", "budget", "planning",
            "operating", "growing", "harvest", "billing", "accounting", "sales",
        ],
    );
    if !adjective || !tokens.has(at + 1, Class::UNIT) {
        return false;
    }
    if let Some((name, kind, size)) = known(tokens, at + 1)
        .filter(|(_, kind, _)| matches!(kind, Kind::Duration | Kind::Dimension))
    {
        let name =
            if name == "day" && tokens.is(at, word!("business")) { "business day" } else { name };
        take(figure, at + 2, name, kind, size);
        compound(tokens, figure);
    }
    true
}

/// A currency's name or code after the number.
fn currency_unit(tokens: &Tokens<'_>, figure: &mut Figure, at: usize) {
    if at == figure.end && pence(tokens, figure) {
        return;
    }
    let Some(entry) = tokens.entry(at).filter(|entry| entry.class.has(Class::CURRENCY)) else {
        return;
    };
    let word = tokens.word_at(at);
    if word.len() == 2 && !word.eq_ignore_ascii_case("rs") || at > figure.end {
        return;
    }
    let currency = &CURRENCIES[entry.currency as usize];
    if let Value::One(value) = figure.value {
        figure.value = Value::One(round(value * currency.factor));
    }
    take(figure, at + 1, currency.code, Kind::Money, 0.0);
    figure.cents = currency.factor < 1.0;
    if currency.factor >= 1.0 {
        small_change(tokens, figure);
        bare_change(tokens, figure);
    }
}

/// `34p`, unless it is lines of a picture; whether it was.
fn pence(tokens: &Tokens<'_>, figure: &mut Figure) -> bool {
    let at = figure.end;
    let Value::One(value) = figure.value else { return false };
    let lines = [240.0, 360.0, 480.0, 720.0, 1080.0, 1440.0, 2160.0].contains(&value);
    if tokens.word_at(at) != "p" || !tokens.glued(at) || lines || figure.spelled {
        return false;
    }
    figure.value = Value::One(round(value / 100.0));
    take(figure, at + 1, "GBP", Kind::Money, 0.0);
    figure.cents = true;
    true
}

/// Undoes the noise of a multiplication by a hundredth.
fn round(value: f64) -> f64 {
    if value.abs() < 1e9 { (value * 1e6).round() / 1e6 } else { value }
}

fn take(figure: &mut Figure, end: usize, unit: &'static str, kind: Kind, size: f64) {
    figure.end = end;
    figure.unit = unit;
    figure.kind = kind;
    figure.size = size;
    figure.noun = (end, end);
    figure.bare = false;
}

/// `%`, or percentage points where the next word says so.
fn percent(tokens: &Tokens<'_>, figure: &mut Figure, end: usize) {
    let points = end + usize::from(tokens.glued_sign(end, '-'));
    if tokens.is_any(points, words!["points", "point", "pts", "pt"]) {
        take(figure, points + 1, "pp", Kind::Points, 1.0);
    } else {
        take(figure, end, "%", Kind::Percent, 1.0);
    }
}

/// The unit that a word names after a number: name, kind, size.
fn known(tokens: &Tokens<'_>, at: usize) -> Option<(&'static str, Kind, f64)> {
    let entry = tokens.entry(at).filter(|entry| entry.class.has(Class::UNIT))?;
    let unit = &UNITS[entry.unit as usize];
    let word = tokens.word_at(at);
    let glued = tokens.glued(at);
    // Letters are units only where they touch the number: `5s`, but `5 S`.
    let letter = word.len() == 1;
    let fits = if letter {
        (glued
            || tokens
                .get(at + 1)
                .is_none_or(|next| !next.is_word() || next.is(Class::PREPOSITION | Class::PRONOUN)))
            && word.chars().all(char::is_lowercase)
    } else if unit.glued {
        glued
    } else {
        !tokens.is(at, word!("us")) || glued
    };
    // `5 in 20` is no length; `24703m2` is an area.
    (fits && (glued || !tokens.is(at, word!("mo")))).then_some((unit.name, unit.kind, unit.size))
}

/// `4 km squared`, `4km^2`.
fn raised(tokens: &Tokens<'_>, figure: &mut Figure) {
    let end = figure.end;
    if tokens.is_any(end, words!["squared", "cubed"])
        || tokens.glued_sign(end, '²')
        || tokens.glued_sign(end, '³')
    {
        figure.end = end + 1;
    } else if tokens.glued_sign(end, '^') && tokens.glued(end + 1) {
        figure.end = end + 2;
    }
    figure.noun = (figure.end, figure.end);
}

/// `three times faster` is a factor, `three times` a count.
fn times(tokens: &Tokens<'_>, figure: &mut Figure) {
    let next = figure.end + 1;
    // `18 times a shift`, `1.3 times a month`: how often.
    let often = tokens.is_any(next, words!["a", "an", "per", "each", "every"])
        || tokens.has(next, Class::EVERY);
    let factor = tokens.has(next, Class::COMPARATIVE)
        || tokens.is_any(
            next,
            words!["as", "the", "our", "what", "its", "that", "more", "less", "fewer"],
        )
        || matches!(figure.value, Value::One(value) if value.fract() != 0.0);
    if factor && !often {
        take(figure, next, "x", Kind::Multiplier, 1.0);
    } else {
        figure.noun = (next - 1, next);
        figure.bare = false;
    }
}

/// `six-week`, `3-inch`, `9,000-ticket`, `3-fold`.
fn hyphen(tokens: &Tokens<'_>, figure: &mut Figure) {
    let at = figure.end + 1;
    let Some(token) = tokens.get(at).filter(|token| token.is_word()) else { return };
    if let Some((name, kind, size)) = known(tokens, at).or_else(|| {
        tokens.entry(at).filter(|entry| entry.class.has(Class::UNIT)).map(|entry| {
            let unit = &UNITS[entry.unit as usize];
            (unit.name, unit.kind, unit.size)
        })
    }) && !(token.end() - token.start() == 1 && name != "x")
    {
        take(figure, at + 1, name, kind, size);
        figure.hyphened = true;
        return;
    }
    if tokens.is_any(at, words!["percent", "percentage"]) {
        let end = if tokens.is(at, word!("percentage")) { at + 3 } else { at + 1 };
        take(figure, at + 1, "%", Kind::Percent, 1.0);
        if tokens.is(end - 1, word!("point")) {
            take(figure, end, "pp", Kind::Points, 1.0);
        }
        figure.hyphened = true;
        return;
    }
    if let Some(entry) = tokens.entry(at).filter(|entry| entry.class.has(Class::CURRENCY)) {
        take(figure, at + 1, CURRENCIES[entry.currency as usize].code, Kind::Money, 0.0);
        figure.hyphened = true;
        return;
    }
    if token.is(Class::CARDINAL | Class::FRACTION) {
        return;
    }
    figure.noun = (at, at + 1);
    figure.end = at + 1;
    figure.hyphened = true;
}

/// `2 hours 30 minutes`, `an hour and a half`, `5 ft 2 in`.
fn compound(tokens: &Tokens<'_>, figure: &mut Figure) {
    if !matches!(figure.kind, Kind::Duration | Kind::Dimension) {
        return;
    }
    let mut last = figure.size;
    for _ in 0..5 {
        let Value::One(value) = figure.value else { return };
        let mut at = figure.end;
        let comma = usize::from(tokens.glued_sign(at, ','));
        at += comma;
        let clock = figure.kind == Kind::Duration && matches!(figure.unit, "minute" | "hour");
        let and = usize::from(tokens.is(at, word!("and")));
        at += and;
        if and == 1 && comma == 0 {
            let article = usize::from(tokens.is_any(at, words!["a", "one"]));
            if let Some(entry) = tokens
                .entry(at + article)
                .filter(|entry| entry.class.has(Class::FRACTION))
                .filter(|_| article == 1 || tokens.is(at, word!("half")))
            {
                let unitless = !tokens.has(at + article + 1, Class::UNIT)
                    && !tokens.is(at + article + 1, word!("of"));
                if unitless && entry.value >= 0.25 {
                    figure.value = Value::One(value + entry.value);
                    figure.end = at + article + 1;
                }
                return;
            }
        }
        let Some(number) = number::parse(tokens, at, false).filter(|number| !number.fraction)
        else {
            return;
        };
        let inches = figure.unit == "foot" && tokens.is(number.end, word!("in"));
        let (size, end) = if inches {
            (0.0254, number.end + 1)
        } else if let Some((_, kind, size)) = known(tokens, number.end) {
            // `for two weeks, 45 minutes each`: two times, not one.
            let apart = tokens.is_any(number.end + 1, words!["each", "apiece", "per", "a"])
                || comma == 1 && size * 1000.0 < last;
            if kind != figure.kind || size >= last || apart {
                return;
            }
            (size, number.end + 1)
        } else if and == 1
            && figure.unit == "hour"
            && number.value < 60.0
            && ends(tokens, number.end)
        {
            (60.0, number.end)
        } else if and == 0
            && comma == 0
            && clock
            && (10.0..60.0).contains(&number.value)
            && number.value.fract() == 0.0
            && closes(tokens, number.end)
        {
            // `9 minutes 40`, `an hour twenty`.
            (figure.size / 60.0, number.end)
        } else {
            return;
        };
        if figure.size == 0.0 || number.value * size >= last * 1.0001 {
            return;
        }
        figure.value = Value::One(value + number.value * size / figure.size);
        figure.end = end;
        figure.noun = (end, end);
        last = size;
    }
}

/// The number of quarters of a year, where a word of time goes before `a quarter`, `three quarters`.
fn quarters(tokens: &Tokens<'_>, number: &Number) -> Option<f64> {
    if !tokens.is_any(number.end - 1, words!["quarter", "quarters"])
        || tokens.is(number.end, word!("of"))
    {
        return None;
    }
    let mut at = number.first.checked_sub(1)?;
    while tokens.is_any(
        at,
        words![
            "the", "last", "past", "first", "next", "about", "roughly", "just", "nearly", "under",
            "over",
        ],
    ) && !tokens.is(at, word!("over"))
    {
        at = at.checked_sub(1)?;
    }
    let counted = number.first + 1 < number.end
        || number.first + 1 == number.end
            && number.end > 1
            && tokens.has(number.first, Class::CARDINAL);
    let timed = counted
        && tokens.is_any(
            at,
            words![
                "in", "within", "over", "during", "after", "for", "inside", "per", "every", "each",
                "took", "take", "spent", "than", "once", "twice", "under",
            ],
        );
    let value = if tokens.has(number.first, Class::CARDINAL) {
        tokens.entry(number.first)?.value
    } else {
        1.0
    };
    timed.then_some(value)
}

/// Whether the phrase goes no further than a word that begins another.
fn closes(tokens: &Tokens<'_>, at: usize) -> bool {
    const NEXT: Class =
        Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::PRESENT).or(Class::EARLIER);
    ends(tokens, at) || tokens.has(at, NEXT)
}

/// Whether nothing more of the phrase follows.
fn ends(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_none_or(|token| !token.is_word() && !token.is_sign('%'))
}

/// `an hour`, `a full quarter`: an article that counts one of a unit of time.
fn article(tokens: &Tokens<'_>, at: usize, floor: usize) -> Option<Figure> {
    let first = if tokens.is_any(at.checked_sub(1)?, words!["a", "an"]) {
        at - 1
    } else {
        at.checked_sub(2)?
    };
    if first < floor || !tokens.is_any(first, words!["a", "an"]) || tokens.word_at(at).len() < 3 {
        return None;
    }
    let (name, kind, size) = known(tokens, at)?;
    if kind != Kind::Duration || size < 3600.0 && !tokens.is(at, word!("minute")) || size > 4e8 {
        return None;
    }
    // `a night shift`, `a day job`: a sort of thing.
    let sort = words![
        "shift", "shifts", "job", "trip", "school", "bus", "train", "market", "nurse", "club",
        "rate", "centre", "center", "care", "pass", "ticket", "visitor", "manager", "team",
    ];
    if tokens.is_any(at + 1, sort) {
        return None;
    }
    let mut figure = Figure::bare(first, at, at + 1, 1.0);
    figure.spelled = true;
    take(&mut figure, at + 1, name, kind, size);
    compound(tokens, &mut figure);
    tail::attach(tokens, &mut figure);
    Some(figure)
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::{Kind, Value, recognise};
    use crate::story::Section;

    #[test]
    fn units_stand_before_after_and_behind_a_hyphen() {
        for (text, span, kind, value, unit) in [
            ("It cost A$210,000.", "A$210,000", Kind::Money, 210_000.0, "AUD"),
            ("It cost € 0,14.", "€ 0,14", Kind::Money, 0.14, "EUR"),
            ("It cost ₹3.2 crore.", "₹3.2 crore", Kind::Money, 32_000_000.0, "INR"),
            ("It cost 34p in 2019.", "34p", Kind::Money, 0.34, "GBP"),
            ("It took 1 hour 20 now.", "1 hour 20", Kind::Duration, 80.0 / 60.0, "hour"),
            (
                "It fell over two regulatory years.",
                "two regulatory years",
                Kind::Duration,
                2.0,
                "year",
            ),
            ("It cost 40 pence.", "40 pence", Kind::Money, 0.4, "GBP"),
            (
                "It cost half a million pounds.",
                "half a million pounds",
                Kind::Money,
                500_000.0,
                "GBP",
            ),
            ("It cost $1.84 million.", "$1.84 million", Kind::Money, 1_840_000.0, "USD"),
            ("It fell minus 12 percent.", "minus 12 percent", Kind::Percent, -12.0, "%"),
            ("It fell 8 percentage points.", "8 percentage points", Kind::Points, 8.0, "pp"),
            ("It fell 40 bps.", "40 bps", Kind::Points, 40.0, "bp"),
            ("It took an hour and a half.", "an hour and a half", Kind::Duration, 1.5, "hour"),
            ("It took 3 hours 15 minutes.", "3 hours 15 minutes", Kind::Duration, 3.25, "hour"),
            ("It took 22 business days.", "22 business days", Kind::Duration, 22.0, "business day"),
            ("It is 310 MB.", "310 MB", Kind::Size, 310.0, "megabyte"),
            ("It drew 480 µA.", "480 µA", Kind::Other, 480.0, "microampere"),
            ("It is 12 ft 6 in.", "12 ft 6 in", Kind::Dimension, 12.5, "foot"),
        ] {
            let found = &recognise(text, Section::Result)[0];
            let Value::One(amount) = found.value else { panic!("{text}") };
            assert_eq!(
                (found.span.slice(text), found.kind, found.unit.as_str()),
                (span, kind, unit)
            );
            assert!((amount - value).abs() < 1e-9 * value.abs().max(1.0), "{text} {amount}");
        }
    }
}
