//! Numbers in names: `iPhone 14`, `Section 7.2`, `GPT-4`, `ticket #48213`, `5G`.

use crate::analysis::quantity::Kind;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::{Form, Token, Tokens};
use crate::analysis::quantity::word::{Word, word, words};

/// Prefixes that stand before a figure with a hyphen and leave it one.
const PREFIXES: &[Word] =
    words!["sub", "under", "over", "pre", "near", "post", "plus", "minus", "about", "non", "to"];

/// Words of metrics and grammar, whose number is a figure even behind a capital.
const METRIC: Class = Class::SCORE
    .or(Class::METRIC)
    .or(Class::SHARE)
    .or(Class::BUSINESS)
    .or(Class::PREPOSITION)
    .or(Class::STATE)
    .or(Class::CONJUNCTION)
    .or(Class::DETERMINER)
    .or(Class::ADVERB)
    .or(Class::ABOUT)
    .or(Class::FALL)
    .or(Class::RISE)
    .or(Class::PRESENT)
    .or(Class::EARLIER)
    .or(Class::PRONOUN);

/// Things that are sold by size.
const SIZED: &[Word] = words![
    "bottle", "bottles", "can", "cans", "pack", "packs", "pouch", "jar", "tub", "tin", "screen",
    "display", "tv", "monitor", "pipe", "tube", "lens", "drive", "bag", "box", "one", "version",
    "model", "laptop", "unit", "tank",
];

/// Whether a figure is part of a name; `last` is where the figure before it ended.
pub(super) fn is_name(tokens: &Tokens<'_>, figure: &Figure, last: usize) -> bool {
    last != figure.first.wrapping_sub(1) && glued_before(tokens, figure)
        || glued_after(tokens, figure)
        || labelled(tokens, figure)
        || titled(tokens, figure)
        || resolution(tokens, figure)
        || brand(tokens, figure)
        || definite(tokens, figure)
        || model(tokens, figure)
        || entitled(tokens, figure)
        || coded(tokens, figure)
        || parted(tokens, figure)
        || ranked(tokens, figure)
        || padded(tokens, figure)
        || version(tokens, figure)
        || numbered(tokens, figure)
        || listed(tokens, figure)
        || filed(tokens, figure)
}

/// `reference 77/1203`: a file's number, not a part of twelve hundred.
fn filed(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    figure.kind == Kind::Ratio
        && tokens.glued_sign(figure.core + 1, '/')
        && tokens.numeral(figure.core + 2).is_some_and(|below| below.digits > 2)
}

/// `0345`, `Tag 0417`: a zero in front belongs to an id.
fn padded(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Count | Kind::Rate)
        && tokens.numeral(figure.core).is_some_and(|numeral| numeral.padded && !numeral.decimal)
}

/// `2.3.1`, `6.x`.
fn version(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    tokens.numeral(figure.core).is_some_and(|numeral| numeral.dotted)
        || tokens.glued_sign(figure.core_end, '.')
            && tokens.glued(figure.core_end + 1)
            && tokens.is(figure.core_end + 1, word!("x"))
}

/// `store 1187`, `supplier 44`: a place or person of many, by its number.
fn numbered(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let Some(at) = figure.first.checked_sub(1) else { return false };
    figure.bare
        && figure.kind == Kind::Count
        && !figure.spelled
        && figure.first == figure.core
        && figure.factor <= 1.0
        && figure.middle().fract() == 0.0
        && tokens.has(at, Class::BREADTH)
        && !tokens.has(at, Class::METRIC)
        && !crate::analysis::quantity::noun::is_plural(tokens, at)
        && tokens.get(figure.first).is_some_and(|token| token.gap)
}

/// `Two: no changes after nine`: the number of a point in a list.
fn listed(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    figure.bare
        && tokens.sentence_starts(figure.first)
        && tokens.glued_sign(figure.end, ':')
        && figure.middle() <= 12.0
}

/// A letter or a sign of an id touches the number from the left.
fn glued_before(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let Some(at) = figure.first.checked_sub(1) else { return false };
    if !tokens.glued(figure.first) {
        return tokens.sign(at, '#') || tokens.sign(at, '№');
    }
    let Some(token) = tokens.get(at) else { return false };
    let word_before =
        at > 0 && tokens.get(at - 1).is_some_and(super::super::token::Token::is_word) && !token.gap;
    match token.sign() {
        Some('#' | '№' | '@' | '_' | '\\') => true,
        Some('-' | '‑' | '–') if word_before => !tokens.is_any(at - 1, PREFIXES),
        // The last part of `Llama-2-70B`.
        Some('-') if chained(tokens, at) => true,
        Some('+' | '.' | '/' | '=' | '&' | ':') if word_before => {
            !(token.is_sign('/') || token.is_sign(':')) || figure.kind == Kind::Count
        }
        // The second half of `80/20`, whose first half was none either.
        Some('/') => {
            at > 0 && !token.gap && tokens.numeral(at - 1).is_some() && figure.kind == Kind::Count
        }
        Some(_) => false,
        None => token.is_word() && figure.kind != Kind::Money,
    }
}

/// Whether the sign at a place hangs on a number that itself hangs on a word.
fn chained(tokens: &Tokens<'_>, at: usize) -> bool {
    at >= 3
        && tokens.glued(at)
        && tokens.is_number(at - 1)
        && tokens.glued(at - 1)
        && tokens.glued_sign(at - 2, '-')
        && tokens.get(at - 3).is_some_and(super::super::token::Token::is_word)
}

/// Letters touch the number from the right and are no unit.
fn glued_after(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let last = figure.end;
    let Some(token) = tokens.get(last) else { return false };
    if token.gap || figure.spelled {
        return false;
    }
    if token.is_word() {
        return true;
    }
    // `86'd`.
    if matches!(token.sign(), Some('\'' | '’'))
        && tokens.glued(last + 1)
        && tokens.is(last + 1, word!("d"))
    {
        return true;
    }
    if figure.end == figure.core_end {
        // `3.5.` ends a sentence, `100{kg` is a slip; `1/0` and `4+1` are no figures.
        let number =
            tokens.get(last + 1).is_some_and(|next| next.form == Form::Number && !next.gap);
        return matches!(token.sign(), Some('/' | '+' | '*' | '=' | '^'))
            && number
            && figure.kind == Kind::Count;
    }
    false
}

/// A word before the number makes it a label: `phase 2`, `Android 13`, `No. 1`.
fn labelled(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if figure.kind != Kind::Count || figure.factor > 1.0 || figure.first != figure.core {
        return false;
    }
    let Some(mut at) = figure.first.checked_sub(1) else { return false };
    if tokens.sign(at, '.')
        && tokens
            .is_any(at.wrapping_sub(1), words!["no", "nos", "art", "sec", "fig", "vol", "pt", "v"])
    {
        return true;
    }
    if tokens.is_any(at, words!["and", "or", "to"])
        && at >= 2
        && tokens.get(at - 1).is_some_and(|token| token.form == Form::Number)
    {
        // `phases 2 and 3`.
        at -= 2;
    }
    let Some(token) = tokens.get(at) else { return false };
    if !token.is_word() || figure.hyphened && !token.capital {
        return false;
    }
    let singular = token.is(Class::LABEL);
    let plural = !singular
        && tokens.is_any(
            at,
            words![
                "phases", "sections", "articles", "chapters", "steps", "stages", "levels", "tiers",
                "versions", "days", "weeks", "pages", "rows", "lines", "gates", "rooms", "waves",
                "sprints", "rounds", "modules", "routes", "years", "units", "lessons", "rules",
                "items", "slides", "questions", "clauses", "bays", "docks", "wards", "zones",
            ],
        )
        && figure.bare;
    if !singular && !plural {
        return false;
    }
    if !figure.has_noun() {
        // `on page 3`, but `a plan of 3`; a verb takes an object, so `build two` stays a figure.
        let verb = token.is(Class::MAKE | Class::EFFORT)
            && !token.capital
            && at > 0
            && (tokens.has(at - 1, Class::PRONOUN | Class::VERB) || tokens.is(at - 1, word!("to")));
        return !verb && figure.is_whole_or_version();
    }
    let capital = token.capital && !tokens.sentence_starts(at);
    capital
        || token.mixed
        || !token.is(Class::MAKE | Class::EFFORT | Class::STATE | Class::RISE | Class::FALL)
            && capital_or_noun(tokens, at, figure)
}

/// Lower-case labels before a number and a noun: `level 3 engineers` is a label, `case 14 sites` hardly occurs.
fn capital_or_noun(tokens: &Tokens<'_>, at: usize, figure: &Figure) -> bool {
    tokens.is_any(
        at,
        words![
            "level", "tier", "phase", "version", "type", "stage", "category", "grade", "gen",
            "generation", "class", "version", "python", "android", "ios", "windows", "http",
            "covid", "office", "fortune", "series",
        ],
    ) && !figure.spelled
}

/// A capitalised name before a bare whole number: `Diwali 2022`, `Sonata 7`.
fn titled(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    // `Ward 7B` is no seven billion.
    let lettered = figure.core_end == figure.core + 2
        && tokens.glued(figure.core + 1)
        && tokens.get(figure.core + 1).is_some_and(|token| token.capital)
        && !tokens.is_any(figure.core + 1, words!["k", "m", "mm"]);
    if figure.kind != Kind::Count
        || figure.factor > 1.0 && !lettered
        || figure.spelled
        || figure.first != figure.core
    {
        return false;
    }
    let Some(at) = figure.first.checked_sub(1) else { return false };
    let Some(token) = tokens.get(at) else { return false };
    // `UPI 2.0 excuses`, `CTX 9800 machines`: after an acronym or a mixed word a noun may follow.
    let word = tokens.word_at(at);
    let acronym = token.mixed && word.len() > 1 && !word.ends_with('s');
    let measures = Class::SCORE | Class::METRIC | Class::SHARE | Class::BUSINESS | Class::PLACE;
    if !figure.bare && (!acronym || token.is(measures)) {
        return false;
    }
    let opens = tokens.sentence_starts(at);
    // A capital inside a sentence makes a name even of `Stand` and `Drop`.
    let named = !opens
        && !token.is(measures | Class::CONJUNCTION | Class::DETERMINER | Class::PRONOUN)
        && (!token.is(Class::PREPOSITION) || acronym)
        && word.len() > 1;
    token.is_word()
        && token.capital
        && (named || !token.is(METRIC))
        && !["'s", "’s"].iter().any(|end| tokens.word_at(at).ends_with(end))
        && (!tokens.sentence_starts(at) || token.mixed)
        && figure.is_whole_or_version()
}

/// `7-Eleven`, `9-to-5`: a hyphen between a number and a word that is no unit.
fn brand(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let at = figure.core_end;
    let joined = tokens.glued_sign(at, '-') && tokens.glued(at + 1);
    let capital = joined
        && !figure.spelled
        && tokens
            .get(at + 1)
            .is_some_and(|token| token.is_word() && token.capital && token.is(Class::CARDINAL));
    let first = figure.core;
    let behind = first >= 2 && tokens.glued_sign(first - 1, '-') && tokens.glued(first);
    let spelled = behind && figure.spelled && tokens.is_number(first - 2);
    let span = joined && tokens.is(at + 1, word!("to"))
        || behind
            && tokens.is(first - 2, word!("to"))
            && tokens.glued_sign(first.wrapping_sub(3), '-');
    capital || spelled || span
}

/// `the 365 range`, `a 401(k)`, `a complete 180`: an article before a bare number and no plural after it.
fn definite(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if !figure.bare
        || figure.spelled
        || figure.kind != Kind::Count
        || figure.factor > 1.0
        || figure.first != figure.core
    {
        return false;
    }
    let Some(at) = figure.first.checked_sub(1) else { return false };
    let next = figure.end;
    let named = tokens.get(next).is_some_and(|token| {
        token.is_word() && token.gap && token.class.is_none() || tokens.glued_sign(next, '(')
    });
    let article = tokens.is_any(at, words!["a", "an", "the", "my", "your"]);
    let adjective = tokens.is_any(at, words!["complete", "full", "total"])
        && tokens.is(at.wrapping_sub(1), word!("a"));
    let small = figure.middle() < 1000.0 && figure.middle().fract() == 0.0;
    // `a 10 to 15 percent dip` is a range.
    let ranges = tokens.is_any(next, words!["to", "or"])
        && (tokens.is_number(next + 1) || tokens.has(next + 1, Class::CARDINAL));
    small && (article && named || tokens.is_any(at, words!["a", "an"]) && !ranges || adjective)
        || tokens.is_any(
            at,
            words!["ring", "rang", "dial", "dialled", "call", "called", "text", "port", "finding"],
        ) && small
        || tokens.is_any(at, words!["port"])
}

/// `two Boeing 737s`, `the Under-9s`, `a 1970s phone tree`: an s that is no second.
fn model(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let several = figure.unit == "second"
        && figure.end == figure.core_end + 1
        && tokens.word_at(figure.core_end) == "s"
        && tokens.glued(figure.core_end);
    let named = |at: usize| {
        tokens.get(at).is_some_and(|token| token.is_word() && token.capital)
            && !tokens.sentence_starts(at)
    };
    let Some(before) = figure.first.checked_sub(1).filter(|_| several) else { return false };
    let decade = tokens.numeral(figure.core).is_some_and(|numeral| {
        numeral.digits == 4 && !numeral.grouped && (1700.0..2100.0).contains(&numeral.value)
    });
    let joined = tokens.glued(figure.first)
        && matches!(tokens.get(before).and_then(Token::sign), Some('-' | '‑'))
        && before > 0
        && tokens
            .get(before - 1)
            .is_some_and(|token| token.is_word() || token.form == Form::Number);
    decade || joined || named(before)
}

/// `60 Minutes`, `20 Questions`: a unit that is written as a name.
fn entitled(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    figure.kind == Kind::Duration
        && !figure.hyphened
        && figure.end == figure.core_end + 1
        && tokens.get(figure.core_end).is_some_and(|unit| unit.capital && !unit.mixed && unit.gap)
        && tokens.word_at(figure.core_end).len() > 3
        && !tokens.sentence_starts(figure.first)
        && !tokens.get(figure.end).is_some_and(|next| next.is_word() && next.capital)
}

/// `1099-MISC`, `737-800`: a number that a name or another number hangs on.
fn coded(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let hung = tokens.glued_sign(figure.core_end, '-') && tokens.glued(figure.core_end + 1);
    let airliner = |at: usize| {
        tokens.numeral(at).is_some_and(|numeral| {
            numeral.digits == 3
                && !numeral.grouped
                && (707.0..=787.0).contains(&numeral.value)
                && numeral.value % 10.0 == 7.0
        })
    };
    let Some(token) = tokens.get(figure.core_end + 1).filter(|_| hung) else {
        return figure.bare
            && airliner(figure.core)
            && (tokens.is_any(figure.core.wrapping_sub(1), words!["a", "the", "our", "each"])
                || tokens.is(figure.end, word!("max")));
    };
    let word = tokens.word_at(figure.core_end + 1);
    let shouted = token.is_word() && word.len() > 1 && word.chars().all(char::is_uppercase);
    shouted && !token.is(Class::UNIT | Class::CURRENCY)
        || token.form == Form::Number && airliner(figure.core)
}

/// `phase 2 of 3`, `Section 21 of the 1988 Act`: a part that is named, of a whole that is named or counted.
fn parted(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if figure.kind != Kind::Ratio || figure.first != figure.core {
        return false;
    }
    let whole = figure.core_end + 1;
    if !tokens.is(figure.core_end, word!("of")) {
        return false;
    }
    let the = tokens.is(whole, word!("the"));
    let dated = the && super::date::year_at(tokens, whole + 1);
    let titled = the && tokens.get(whole + 1).is_some_and(|word| word.is_word() && word.capital);
    let label = figure.first.checked_sub(1).is_some_and(|at| {
        tokens.has(at, Class::LABEL) && !tokens.has(at, Class::MAKE | Class::EFFORT | Class::STATE)
    });
    dated || titled || label
}

/// `4K`, `8K`: a picture, unless people or things are counted; `28 nm` is a process.
fn resolution(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if figure.unit == "nanometre"
        || figure.unit == "millimetre"
            && crate::analysis::quantity::noun::is_plural(tokens, figure.end)
    {
        return true;
    }
    // `the 500 ml bottle`, `a 13-inch screen`: a product's size.
    let product = figure.kind == Kind::Dimension
        && tokens.is_any(figure.first.wrapping_sub(1), words!["the", "our", "a", "an"])
        && tokens.is_any(figure.end, SIZED);
    if product {
        return true;
    }
    figure.kind == Kind::Count
        && figure.core_end == figure.core + 2
        && tokens.word_at(figure.core + 1) == "K"
        && ["4", "8"].contains(&tokens.word_at(figure.core))
        && !figure.counts(tokens, Class::BREADTH | Class::TEAM | Class::VANITY)
}

/// `top 10`, `number one`.
fn ranked(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let Some(at) = figure.first.checked_sub(1) else { return false };
    if !matches!(figure.kind, Kind::Count) {
        return false;
    }
    tokens.is_any(
        at,
        words![
            "top", "number", "no", "day", "square", "ground", "cloud", "catch", "plan", "room",
            "best",
        ],
    ) && (figure.bare
        || tokens.is_any(at, words!["top", "number"]) && !tokens.is(at, word!("number")))
}

impl Figure {
    /// Whether it could be the number of a version or a section.
    fn is_whole_or_version(&self) -> bool {
        let value = self.middle();
        value.fract() == 0.0 || value < 100.0
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::spans;

    #[test]
    fn numbers_in_names_are_no_figures() {
        for text in [
            "We moved to GPT-4, S3 and EC2.",
            "It ran on Windows 10 and an iPhone 14.",
            "See Section 7.2, ticket #48213 and phase 2.",
            "The 5G team shot it in 4K.",
            "We copied 7-Eleven.",
            "It sat in the top 10.",
            "The endpoint on port 9200 was shut.",
            "We moved the 365 organic line.",
            "I gave version two a chance.",
            "It ran at the Over-60s lunch in a 1970s hall, and 60 Minutes filmed it.",
            "Form 1099-MISC and the 737-800 were phase 2 of 3 under Section 21 of the 1988 Act.",
            "An airline flies a 777, and we met at 0530 every day.",
            "Circular 18/B was about booth 1147.",
        ] {
            assert_eq!(spans(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_verb_that_is_also_a_label_takes_an_object() {
        assert_eq!(spans("We build 14 integrations a quarter."), ["14 integrations a quarter"]);
        assert_eq!(spans("It fell to a sub-200ms page."), ["200ms"]);
        assert_eq!(spans("We flew two Boeing 737s."), ["two"]);
    }
}
