//! The grammar of one number: digits with a magnitude, spelled numbers, fractions.

use super::lexicon::Class;
use super::token::{Form, Tokens, vulgar};
use crate::analysis::quantity::word::{word, words};

/// A number in the text, without its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// First token, with an article that belongs to it (`a dozen`).
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Its value.
    pub(super) value: f64,
    /// Its value before the magnitude.
    pub(super) mantissa: f64,
    /// Whether it is spelled in words.
    pub(super) spelled: bool,
    /// Whether it is a fraction of one thing (`a third`, `1/4`), not a mixed number.
    pub(super) fraction: bool,
}

impl Number {
    /// The magnitude, one where there is none.
    pub(super) fn factor(&self) -> f64 {
        if self.mantissa == 0.0 { 1.0 } else { self.value / self.mantissa }
    }

    /// Whether a magnitude was written.
    pub(super) fn has_magnitude(&self) -> bool {
        (self.factor() - 1.0).abs() > f64::EPSILON
    }
}

/// Reads the number that starts at a token; `money` says that a currency sign stands before it.
pub(super) fn parse(tokens: &Tokens<'_>, at: usize, money: bool) -> Option<Number> {
    let token = tokens.get(at)?;
    match token.form {
        Form::Number => digits(tokens, at, money),
        Form::Sign => {
            let value = vulgar(token.sign()?)?;
            let number = Number {
                first: at,
                end: at + 1,
                value,
                mantissa: value,
                spelled: false,
                fraction: true,
            };
            Some(magnitude(tokens, number, money))
        }
        Form::Word if token.is(Class::CARDINAL) => spelled(tokens, at),
        Form::Word if token.is(Class::MAGNITUDE) => lone_magnitude(tokens, at),
        Form::Word if token.is(Class::FRACTION) => lone_fraction(tokens, at),
        _ => None,
    }
}

fn digits(tokens: &Tokens<'_>, at: usize, money: bool) -> Option<Number> {
    let numeral = tokens.numeral(at)?;
    let mut number = Number {
        first: at,
        end: at + 1,
        value: numeral.value,
        mantissa: numeral.value,
        spelled: false,
        fraction: false,
    };
    if let Some(value) = tokens.get(at + 1).and_then(super::token::Token::sign).and_then(vulgar) {
        number.value += value;
        number.end += 1;
    } else if let Some(value) = slash(tokens, at) {
        number.value = value;
        number.fraction = true;
        number.end += 2;
    } else if let Some(value) =
        slash(tokens, at + 1).filter(|_| !numeral.decimal && !tokens.glued(at + 1))
    {
        number.value += value;
        number.end += 3;
    }
    number.mantissa = number.value;
    number = and_a_fraction(tokens, number);
    Some(magnitude(tokens, number, money))
}

/// `1/4` in one piece; a date or `24/7` is none.
fn slash(tokens: &Tokens<'_>, at: usize) -> Option<f64> {
    let (above, below) = (tokens.numeral(at)?, tokens.numeral(at + 2)?);
    let whole = !above.decimal && !below.decimal && !above.padded && !below.padded;
    let joined = tokens.glued_sign(at + 1, '/') && tokens.glued(at + 2);
    let open = !["/", "-", "–"].contains(&tokens.word_at(at + 3)) || !tokens.glued(at + 3);
    (whole && joined && open && above.value > 0.0 && above.value < below.value)
        .then(|| above.value / below.value)
}

/// `… and a half`, `… and three quarters`, where a whole number goes before.
fn and_a_fraction(tokens: &Tokens<'_>, mut number: Number) -> Number {
    if !tokens.is(number.end, word!("and")) {
        return number;
    }
    let at = number.end + 1;
    let part = |at: usize| {
        let entry = tokens.entry(at)?;
        entry.class.has(Class::FRACTION).then_some(entry.value)
    };
    let (value, end) = if let Some(value) = part(at).filter(|_| !tokens.is(at, word!("third"))) {
        (value, at + 1)
    } else if tokens.is_any(at, words!["a", "one"]) {
        match part(at + 1) {
            Some(value) => (value, at + 2),
            None => return number,
        }
    } else if let Some(times) = tokens.entry(at).filter(|entry| entry.class.has(Class::CARDINAL)) {
        match part(at + 1) {
            Some(value) => (times.value * value, at + 2),
            None => return number,
        }
    } else {
        return number;
    };
    // `one million and a half` is a million and a half of one.
    let scale = if number.factor() >= 1000.0 { number.factor() } else { 1.0 };
    number.value += value * scale;
    number.mantissa += value;
    number.end = end;
    number
}

/// The magnitudes after a number: `1.2M`, `3 hundred thousand`, `2.5 lakh`.
fn magnitude(tokens: &Tokens<'_>, mut number: Number, money: bool) -> Number {
    let mut last = f64::INFINITY;
    while let Some(token) = tokens.get(number.end) {
        if !token.is(Class::MAGNITUDE) || tokens.is(number.end, word!("score")) {
            break;
        }
        let word = tokens.word_at(number.end);
        if !stands_for_magnitude(tokens, number.end, word, money) {
            break;
        }
        let Some(entry) = tokens.entry(number.end) else { break };
        if entry.value < 20.0 && last.is_finite() && last < entry.value {
            break;
        }
        number.value = scaled(number.value, entry.value);
        last = entry.value;
        number.end += 1;
        number.fraction = false;
    }
    if last.is_finite() && !number.spelled { and_a_fraction(tokens, number) } else { number }
}

/// A product without the noise of binary fractions: 1.84 million is 1,840,000.
fn scaled(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    let whole = product.round();
    if (product - whole).abs() < 1e-6 * whole.abs().max(1.0) * 1e-3 { whole } else { product }
}

fn stands_for_magnitude(tokens: &Tokens<'_>, at: usize, word: &str, money: bool) -> bool {
    let glued = tokens.glued(at);
    match word {
        "k" | "K" => glued || !tokens.glued(at + 1),
        // A lower-case m is a metre until money or a thing counted follows.
        "m" => glued && (money || counted_follows(tokens, at + 1)),
        "M" | "MM" | "B" | "b" => glued || money,
        "mm" | "T" | "t" => glued && money,
        "mil" | "Mil" | "cr" | "Cr" | "mio" => true,
        _ if word.len() <= 2 => glued || money || matches!(word, "bn" | "mn" | "Bn" | "BN" | "tn"),
        _ => true,
    }
}

/// Whether a plural noun follows that could be counted in millions.
fn counted_follows(tokens: &Tokens<'_>, at: usize) -> bool {
    const NO_NOUN: Class = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::DETERMINER);
    (at..at + 3)
        .take_while(|&at| tokens.get(at).is_some_and(|t| t.is_word() && t.gap && !t.is(NO_NOUN)))
        .any(|at| {
            let word = tokens.word_at(at);
            tokens.has(at, Class::BREADTH)
                || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"))
        })
}

/// `twenty-six`, `one hundred and five million`, `two and a half`.
fn spelled(tokens: &Tokens<'_>, at: usize) -> Option<Number> {
    let mut speller = Speller::default();
    let (mut place, mut end) = (at, at);
    while let Some(token) = tokens.get(place) {
        let apart = place > at && !token.gap && !tokens.sign(place - 1, '-');
        if apart || !token.is_word() || !speller.takes(tokens, place) {
            break;
        }
        place += 1;
        end = place;
        match speller.joint(tokens, place) {
            Joint::Open => {}
            Joint::Word => place += 1,
            Joint::Closed => break,
        }
    }
    if end == at {
        return None;
    }
    let value = speller.total + speller.current;
    let mantissa = speller.mantissa.unwrap_or(value);
    let number = Number { first: at, end, value, mantissa, spelled: true, fraction: false };
    if let Some(number) = decimal_words(tokens, number).or_else(|| parts(tokens, number)) {
        return Some(magnitude(tokens, number, false));
    }
    let number = and_a_fraction(tokens, number);
    Some(if number.has_magnitude() { number } else { magnitude(tokens, number, false) })
}

/// What joins a spelled number to its next word.
enum Joint {
    /// A space.
    Open,
    /// A hyphen or an `and`, to be stepped over.
    Word,
    /// Something that ends the number.
    Closed,
}

/// A spelled number as far as it is read.
#[derive(Debug)]
struct Speller {
    /// Whole thousands, millions and so on.
    total: f64,
    /// What has been said since the last of them.
    current: f64,
    /// The value of the last word, at least a hundred for a magnitude.
    last: f64,
    /// The last magnitude of a thousand or more.
    scale: f64,
    /// What stood before the first magnitude.
    mantissa: Option<f64>,
}

impl Default for Speller {
    fn default() -> Self {
        Self { total: 0.0, current: 0.0, last: f64::INFINITY, scale: f64::INFINITY, mantissa: None }
    }
}

impl Speller {
    /// Takes the word at a place, if it goes on with the number.
    fn takes(&mut self, tokens: &Tokens<'_>, place: usize) -> bool {
        let Some(entry) = tokens.entry(place) else { return false };
        if entry.class.has(Class::CARDINAL) {
            return self.cardinal(tokens, place, entry.value);
        }
        let counts = entry.class.has(Class::MAGNITUDE)
            && !self.last.is_infinite()
            && tokens.word_at(place).len() > 1
            && !tokens.is_any(place, words!["score", "mm", "mil", "cr"]);
        counts && self.magnitude(entry.value)
    }

    fn cardinal(&mut self, tokens: &Tokens<'_>, place: usize, value: f64) -> bool {
        // `one twenty two` is a hundred and twenty-two.
        let year_like = self.last < 10.0
            && value >= 20.0
            && self.current < 10.0
            && tokens.entry(place + 1).is_some_and(|next| {
                next.class.has(Class::CARDINAL) && (1.0..10.0).contains(&next.value)
            });
        let fits = if self.last.is_infinite() {
            true
        } else if self.last >= 100.0 {
            value < 100.0
        } else if self.last >= 20.0 {
            (1.0..10.0).contains(&value)
        } else {
            year_like
        };
        if fits {
            self.current = if year_like { self.current * 100.0 } else { self.current } + value;
            self.last = value;
        }
        fits
    }

    fn magnitude(&mut self, value: f64) -> bool {
        if value <= 100.0 {
            if self.last >= 100.0 && value > 12.0 {
                return false;
            }
            self.mantissa.get_or_insert(self.current);
            self.current *= value;
        } else {
            if value >= self.scale {
                self.current += self.total;
                self.total = 0.0;
            }
            self.mantissa.get_or_insert(self.current);
            self.total += self.current * value;
            self.current = 0.0;
            self.scale = value;
        }
        self.last = value.max(100.0);
        true
    }

    /// A hyphen or an `and` holds the next part when that part goes on with the number.
    fn joint(&self, tokens: &Tokens<'_>, place: usize) -> Joint {
        let cardinal = tokens.has(place + 1, Class::CARDINAL);
        if tokens.glued_sign(place, '-') && tokens.glued(place + 1) && self.last >= 20.0 {
            return if cardinal { Joint::Word } else { Joint::Closed };
        }
        if !tokens.is(place, word!("and")) || !cardinal || tokens.has(place + 2, Class::FRACTION) {
            return Joint::Open;
        }
        let next = tokens.entry(place + 1).map_or(0.0, |entry| entry.value);
        let after_magnitude = self.last >= 100.0 && next < 100.0;
        // `twenty and four hours`: an old way to say it, only before a unit.
        let old =
            (20.0..100.0).contains(&self.last) && next < 10.0 && tokens.has(place + 2, Class::UNIT);
        if after_magnitude || old { Joint::Word } else { Joint::Closed }
    }
}

/// `three point five`.
fn decimal_words(tokens: &Tokens<'_>, mut number: Number) -> Option<Number> {
    let end = number.end;
    let tenth = tokens
        .entry(end + 1)
        .filter(|entry| entry.class.has(Class::CARDINAL) && entry.value < 10.0)?;
    let ends = !tokens.has(end + 2, Class::CARDINAL);
    (tokens.is(end, word!("point")) && ends).then(|| {
        number.value += tenth.value / 10.0;
        number.mantissa = number.value;
        number.end = end + 2;
        number
    })
}

/// `two thirds`, `three-quarters`, `one half`, `one-third`; `two quarters` are half a year.
fn parts(tokens: &Tokens<'_>, mut number: Number) -> Option<Number> {
    let value = number.value;
    let (part, end) = fraction_of(tokens, number.end)
        .filter(|_| value > 0.0 && value < 20.0 && !number.has_magnitude())?;
    let plural = tokens.word_at(end - 1).ends_with('s');
    let reduces =
        (1.5..2.5).contains(&value) && tokens.is_any(end - 1, words!["quarters", "halves"]);
    (plural == (value > 1.0) && value * part < 1.0 && !reduces).then(|| {
        number.value *= part;
        number.mantissa = number.value;
        number.end = end;
        number.fraction = true;
        number
    })
}

/// A fraction's part at a token, after a space or a hyphen: its value and one past its last token.
fn fraction_of(tokens: &Tokens<'_>, at: usize) -> Option<(f64, usize)> {
    let at = if tokens.glued_sign(at, '-') && tokens.glued(at + 1) { at + 1 } else { at };
    let entry = tokens.entry(at)?;
    entry.class.has(Class::FRACTION).then_some((entry.value, at + 1))
}

/// `a hundred`, `a dozen`, `a hundred and two`; without the article it is no number.
fn lone_magnitude(tokens: &Tokens<'_>, at: usize) -> Option<Number> {
    if tokens.word_at(at).len() <= 4 || tokens.is_any(at, words!["score", "grand", "dozens"]) {
        return None;
    }
    let first = at.checked_sub(1).filter(|&before| tokens.is(before, word!("a")))?;
    if tokens.has(first.wrapping_sub(1), Class::MAGNITUDE) {
        return None;
    }
    let entry = tokens.entry(at)?;
    let mut number = Number {
        first,
        end: at + 1,
        value: entry.value,
        mantissa: 1.0,
        spelled: true,
        fraction: false,
    };
    if tokens.is(at + 1, word!("and"))
        && tokens.has(at + 2, Class::CARDINAL)
        && !tokens.has(at + 3, Class::FRACTION)
        && let Some(rest) = spelled(tokens, at + 2).filter(|rest| rest.value < entry.value)
    {
        number.value += rest.value;
        number.mantissa = number.value;
        number.end = rest.end;
    }
    number = and_a_fraction(tokens, number);
    Some(magnitude(tokens, number, false))
}

/// `half`, `a third`, `a quarter`, with what they are a part of: `half a million`, `a quarter million`.
fn lone_fraction(tokens: &Tokens<'_>, at: usize) -> Option<Number> {
    let entry = tokens.entry(at)?;
    let half = tokens.is(at, word!("half"));
    if tokens.word_at(at).ends_with('s') {
        return None;
    }
    let article = at.checked_sub(1).filter(|&before| tokens.is(before, word!("a")));
    let mut number = Number {
        first: article.unwrap_or(at),
        end: at + 1,
        value: entry.value,
        mantissa: entry.value,
        spelled: true,
        fraction: true,
    };
    // `half a million`, `quarter of a million`, `half million`.
    let of = usize::from(tokens.is(at + 1, word!("of")));
    let inner = at + 1 + of + usize::from(tokens.is_any(at + 1 + of, words!["a", "an"]));
    let big = tokens.has(inner, Class::MAGNITUDE)
        && tokens.word_at(inner).len() > 3
        && !tokens.is(inner, word!("score"));
    if big && (half || tokens.is(at, word!("quarter")) || tokens.is(at, word!("third"))) {
        let whole = tokens.entry(inner).map_or(1.0, |entry| entry.value);
        number.value *= whole;
        number.end = inner + 1;
        number.fraction = false;
        return Some(magnitude(tokens, number, false));
    }
    (half || article.is_some() || tokens.is(at, word!("quarter"))).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_value_that_a_reader_gives_them() {
        for (text, end, value) in [
            ("one hundred and sixteen", 4, 116.0),
            ("one million and a half", 5, 1_500_000.0),
            ("five and a quarter", 4, 5.25),
            ("a hundred and two of", 4, 102.0),
            ("half a million pounds", 3, 500_000.0),
            ("quarter million", 2, 250_000.0),
            ("twenty-six people", 3, 26.0),
            ("two thirds of", 2, 2.0 / 3.0),
            ("three-quarters", 3, 0.75),
            ("forty two and a third", 5, 42.0 + 1.0 / 3.0),
            (
                "thirty-one million two hundred fifty-six thousand seven hundred twenty-one",
                15,
                31_256_721.0,
            ),
            ("1.2M users", 2, 1_200_000.0),
            ("2.5 lakh", 2, 250_000.0),
            ("322 hundred", 2, 32_200.0),
            ("2 1/2 days", 4, 2.5),
            ("2½ days", 2, 2.5),
            ("a dozen trainings", 2, 12.0),
            ("ONE TwentY tWO", 3, 122.0),
            ("two hundred dozens", 3, 2400.0),
            ("one hundred thousand", 3, 100_000.0),
            ("24/7", 1, 24.0),
            ("5m sessions", 2, 5_000_000.0),
            ("5m tall", 1, 5.0),
        ] {
            let tokens = Tokens::new(text);
            let start = tokens.starts[0];
            let number = parse(&tokens, start, false).unwrap();
            assert_eq!((number.end, number.value), (end, value), "{text}");
        }
    }

    #[test]
    fn vague_magnitudes_are_no_numbers() {
        for text in ["hundreds of users", "several hundred years", "a million", "dozens of"] {
            let tokens = Tokens::new(text);
            let number = tokens.starts.first().and_then(|&at| parse(&tokens, at, false));
            assert_eq!(number.is_some(), text == "a million", "{text}");
        }
    }
}
