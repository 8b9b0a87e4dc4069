//! One pass over the bytes: words, numbers and signs.

use super::lexicon::{self, Class, LONGEST, Lexicon};
use super::numeral::{self, Numeral};
use crate::analysis::quantity::word::{Word, word, words};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum Form {
    /// Letters, and letters followed by digits (`p99`), in one piece.
    Word,
    /// A number in digits.
    Number,
    /// Any other character.
    Sign,
    /// A blank line, or the start of a list item.
    Break,
}

/// One token: a byte range and what is known of it.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis) struct Token {
    /// First byte.
    start: u32,
    /// One past the last byte.
    end: u32,
    /// Which word it is; signs and short numbers have an identity too.
    pub(in crate::analysis) word: Word,
    /// The classes of a word.
    pub(in crate::analysis) class: Class,
    /// A word's place in the lexicon, a number's in [`Tokens::numerals`], a sign's code point.
    data: u32,
    /// What it is.
    pub(in crate::analysis) form: Form,
    /// Whether white space stands before it.
    pub(in crate::analysis) gap: bool,
    /// Whether a sentence starts at it.
    opens: bool,
    /// Whether it is a word that starts with a capital.
    pub(in crate::analysis) capital: bool,
    /// Whether it is a word with a digit, or with a capital after its first letter.
    pub(in crate::analysis) mixed: bool,
}

impl Token {
    /// First byte.
    pub(in crate::analysis) fn start(&self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub(in crate::analysis) fn end(&self) -> usize {
        self.end as usize
    }

    /// The sign, if it is one.
    pub(in crate::analysis) fn sign(&self) -> Option<char> {
        if self.form == Form::Sign { char::from_u32(self.data) } else { None }
    }

    /// Whether it is this sign.
    pub(in crate::analysis) fn is_sign(&self, sign: char) -> bool {
        self.form == Form::Sign && self.data == sign as u32
    }

    /// Whether its word is in one of these classes.
    pub(in crate::analysis) fn is(&self, class: Class) -> bool {
        self.class.has(class)
    }

    /// Whether it is a word.
    pub(in crate::analysis) fn is_word(&self) -> bool {
        self.form == Form::Word
    }
}

/// The tokens of one text.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct Tokens<'a> {
    /// The text.
    pub(in crate::analysis) text: &'a str,
    /// Its tokens, in order.
    pub(in crate::analysis) list: Vec<Token>,
    /// The numbers among them.
    numerals: Vec<Numeral>,
    /// Places of the tokens at which a sentence starts, in order.
    sentences: Vec<usize>,
    /// Places of the tokens at which a figure can start.
    pub(in crate::analysis) starts: Vec<usize>,
    lexicon: Lexicon,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Space,
    Line,
    Letter,
    Digit,
    Sign,
    High,
}

static BYTES: [Byte; 256] = {
    let mut table = [Byte::Sign; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        table[at] = match byte {
            b'\n' => Byte::Line,
            b' ' | b'\t' | b'\r' | 0x0B | 0x0C => Byte::Space,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            0x80..=0xFF => Byte::High,
            _ => Byte::Sign,
        };
        at += 1;
    }
    table
};

/// Classes of words at which a figure can start.
const STARTERS: Class =
    Class::CARDINAL.or(Class::MAGNITUDE).or(Class::FRACTION).or(Class::FACTOR).or(Class::TIMES);

impl<'a> Tokens<'a> {
    /// Splits a text; what lies beyond four gibibytes of it is not read.
    pub(in crate::analysis) fn new(text: &'a str) -> Self {
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        let mut tokens = Self {
            text,
            list: Vec::with_capacity(text.len() / 5 + 8),
            numerals: Vec::new(),
            sentences: Vec::new(),
            starts: Vec::new(),
            lexicon: Lexicon::get(),
        };
        tokens.split();
        if !tokens.starts.is_empty() {
            // Only figures ask where sentences are.
            for at in 0..tokens.list.len() {
                if tokens.parts(at) {
                    tokens.list[at].opens = true;
                    tokens.sentences.push(at);
                }
            }
        }
        tokens
    }

    fn split(&mut self) {
        let bytes = self.text.as_bytes();
        let (mut at, mut gap) = (0, true);
        while at < bytes.len() {
            match BYTES[bytes[at] as usize] {
                Byte::Space => {
                    at += 1;
                    gap = true;
                }
                Byte::Line => {
                    at = self.line(at);
                    gap = true;
                }
                Byte::Letter => {
                    at = self.word(at, gap);
                    gap = false;
                }
                Byte::Digit => {
                    at = self.number(at, gap);
                    gap = false;
                }
                Byte::Sign => {
                    let leads = bytes[at] == b'.'
                        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
                        && (gap || at == 0 || !bytes[at - 1].is_ascii_alphanumeric());
                    at = if leads {
                        self.number(at, gap)
                    } else {
                        self.push(at, at + 1, Form::Sign, u32::from(bytes[at]), gap);
                        at + 1
                    };
                    gap = false;
                }
                Byte::High => (at, gap) = self.high(at, gap),
            }
        }
    }

    fn push(&mut self, start: usize, end: usize, form: Form, data: u32, gap: bool) {
        let word = lexicon::key_at(self.text.as_bytes(), start, end - start)
            .map_or(Word::NONE, Word::of_key);
        let class = Class::NONE;
        self.list.push(Token {
            start: start as u32,
            end: end as u32,
            word,
            class,
            data,
            form,
            gap,
            opens: false,
            capital: false,
            mixed: false,
        });
    }

    /// Line ends: a blank line or a list item ends what stands before it.
    fn line(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut lines) = (start, 0);
        while let Some(byte) = bytes.get(at) {
            match BYTES[*byte as usize] {
                Byte::Line => lines += 1,
                Byte::Space => {}
                _ => break,
            }
            at += 1;
        }
        let item = bytes.get(at).is_some_and(|byte| matches!(byte, b'-' | b'*' | b'+'))
            && bytes.get(at + 1) == Some(&b' ')
            || self.text[at..].starts_with('•');
        if lines > 1 || item {
            self.push(start, at, Form::Break, 0, true);
        }
        at
    }

    fn word(&mut self, start: usize, gap: bool) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start;
        let (mut digit, mut inner, mut curly) = (false, false, false);
        // Most words are letters alone.
        while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphabetic()) {
            inner |= byte.is_ascii_uppercase() && end > start;
            end += 1;
        }
        loop {
            match bytes.get(end).map(|byte| BYTES[*byte as usize]) {
                Some(Byte::Letter) => inner |= end > start && bytes[end].is_ascii_uppercase(),
                Some(Byte::Digit) => {
                    if !digit && self.is_code(start, end) {
                        break;
                    }
                    digit = true;
                }
                Some(Byte::Sign) => {
                    let next = bytes.get(end + 1).copied().unwrap_or(b' ');
                    let joins = match bytes[end] {
                        b'\'' => next.is_ascii_alphabetic(),
                        b'.' => digit && next.is_ascii_digit(),
                        _ => false,
                    };
                    if !joins {
                        break;
                    }
                }
                Some(Byte::High) => {
                    let Some(c) = self.text[end..].chars().next() else { break };
                    if c == '\u{2019}' {
                        if !bytes.get(end + 3).is_some_and(u8::is_ascii_alphabetic) {
                            break;
                        }
                        curly = true;
                    } else if !c.is_alphabetic() {
                        break;
                    }
                    end += c.len_utf8() - 1;
                }
                _ => break,
            }
            end += 1;
        }
        let micro = bytes[start] >= 0x80 && self.text[start..end].starts_with(['µ', 'μ']);
        let key = if curly || micro {
            let plain = self.text[start..end].replace('\u{2019}', "'").replace(['µ', 'μ'], "u");
            lexicon::key(plain.as_bytes())
        } else if end - start <= LONGEST {
            lexicon::key_at(bytes, start, end - start)
        } else {
            None
        };
        let word = key.map_or(Word::NONE, Word::of_key);
        let place = key.map_or(0, |key| self.lexicon.find(key, word));
        let class = self.lexicon.entry(place).class;
        if class.has(STARTERS) || class.has(Class::UNIT) && self.after_article() {
            self.starts.push(self.list.len());
        }
        self.list.push(Token {
            start: start as u32,
            end: end as u32,
            word,
            class,
            data: u32::from(place),
            form: Form::Word,
            gap,
            opens: false,
            capital: bytes[start].is_ascii_uppercase(),
            mixed: digit || inner,
        });
        end
    }

    /// Whether the next token follows `a` or `an`, or one of them and an adjective of measure.
    fn after_article(&self) -> bool {
        let next = self.list.len();
        let is_article = |at: usize| self.is(at, word!("a")) || self.is(at, word!("an"));
        next.checked_sub(1).is_some_and(is_article)
            || next.checked_sub(2).is_some_and(is_article)
                && self.is_any(
                    next - 1,
                    words!["full", "whole", "single", "calendar", "working", "business"],
                )
    }

    /// Whether the letters before a digit are a currency's code, which lets go of it: `USD115`.
    fn is_code(&self, start: usize, end: usize) -> bool {
        let letters = &self.text.as_bytes()[start..end];
        letters.len() == 3
            && letters.iter().all(u8::is_ascii_uppercase)
            && lexicon::key(letters).is_some_and(|key| {
                self.lexicon
                    .entry(self.lexicon.find(key, Word::of_key(key)))
                    .class
                    .has(Class::CURRENCY)
            })
    }

    fn number(&mut self, start: usize, gap: bool) -> usize {
        let (end, numeral) = numeral::scan(self.text.as_bytes(), start);
        self.starts.push(self.list.len());
        let data = self.numerals.len() as u32;
        self.numerals.push(numeral);
        self.push(start, end, Form::Number, data, gap);
        end
    }

    /// A character beyond ASCII: a letter starts a word, a space is a gap, all else is a sign.
    fn high(&mut self, at: usize, gap: bool) -> (usize, bool) {
        let Some(c) = self.text[at..].chars().next() else { return (at + 1, gap) };
        if c.is_alphabetic() {
            return (self.word(at, gap), false);
        }
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            return (end, true);
        }
        if vulgar(c).is_some() {
            self.starts.push(self.list.len());
        }
        self.push(at, end, Form::Sign, c as u32, gap);
        (end, false)
    }

    /// The token at a place, if there is one.
    pub(in crate::analysis) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// A token's text.
    pub(in crate::analysis) fn word_at(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |token| &self.text[token.start()..token.end()])
    }

    /// Whether the token at a place is this word, in any case.
    pub(in crate::analysis) fn is(&self, at: usize, word: Word) -> bool {
        self.list.get(at).is_some_and(|token| token.word == word)
    }

    /// Whether the token at a place is one of these words, in any case.
    pub(in crate::analysis) fn is_any(&self, at: usize, words: &[Word]) -> bool {
        self.list.get(at).is_some_and(|token| words.contains(&token.word))
    }

    /// Whether the tokens from a place on are these words and signs, in any case.
    pub(in crate::analysis) fn matches(&self, at: usize, words: &[Word]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.is(at + offset, *word))
    }

    /// Whether the token at a place is a word in one of these classes.
    pub(in crate::analysis) fn has(&self, at: usize, class: Class) -> bool {
        self.list.get(at).is_some_and(|token| token.is(class))
    }

    /// Whether the token at a place is this sign.
    pub(in crate::analysis) fn sign(&self, at: usize, sign: char) -> bool {
        self.list.get(at).is_some_and(|token| token.is_sign(sign))
    }

    /// Whether the token at a place is this sign and touches the one before it.
    pub(in crate::analysis) fn glued_sign(&self, at: usize, sign: char) -> bool {
        self.list.get(at).is_some_and(|token| token.is_sign(sign) && !token.gap)
    }

    /// Whether the token at a place touches the one before it.
    pub(in crate::analysis) fn glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| !token.gap && token.form != Form::Break)
    }

    /// The whole number at a place, zero where there is none.
    pub(in crate::analysis::quantity) fn year(&self, at: usize) -> u32 {
        self.numeral(at).map_or(0, |numeral| numeral.value as u32)
    }

    /// Whether the token at a place is a number in digits.
    pub(in crate::analysis) fn is_number(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.form == Form::Number)
    }

    /// The number at a place.
    pub(in crate::analysis::quantity) fn numeral(&self, at: usize) -> Option<&Numeral> {
        let token = self.list.get(at)?;
        if token.form == Form::Number { self.numerals.get(token.data as usize) } else { None }
    }

    /// What the lexicon knows of the word at a place.
    pub(in crate::analysis::quantity) fn entry(
        &self,
        at: usize,
    ) -> Option<&'static lexicon::Entry> {
        let token = self.list.get(at)?;
        if token.form == Form::Word { Some(self.lexicon.entry(token.data as u16)) } else { None }
    }

    /// Whether a sentence starts at a token; the end of the text counts as one.
    pub(in crate::analysis) fn sentence_starts(&self, at: usize) -> bool {
        self.list.get(at).is_none_or(|token| token.opens)
    }

    /// The sentence of a token, at most `reach` tokens to either side of a range.
    pub(in crate::analysis) fn sentence(
        &self,
        first: usize,
        end: usize,
        reach: usize,
    ) -> std::ops::Range<usize> {
        let after = self.sentences.partition_point(|&start| start <= first);
        let from = after.checked_sub(1).map_or(0, |at| self.sentences[at]);
        let to = self.sentences[after..]
            .iter()
            .copied()
            .find(|&start| start >= end)
            .unwrap_or(self.list.len());
        from.max(first.saturating_sub(reach))..to.min(end + reach).max(end)
    }

    /// Whether a sentence ends between a token and the one before it.
    fn parts(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.list.get(before)) else {
            return true;
        };
        let Some(token) = self.list.get(at) else { return true };
        if before.form == Form::Break || token.form == Form::Break {
            return true;
        }
        match before.sign() {
            Some('.') => {
                token.gap
                    && (token.capital || token.form != Form::Word)
                    && !(at >= 2
                        && self.is_any(
                            at - 2,
                            words![
                                "vs", "approx", "no", "rs", "ca", "mr", "ms", "dr", "est", "nos"
                            ],
                        ))
            }
            Some('!' | '?' | '…') => token.gap,
            Some('"' | '\u{201d}' | ')') => {
                token.gap
                    && token.capital
                    && at >= 2
                    && matches!(self.list[at - 2].sign(), Some('.' | '!' | '?'))
            }
            _ => false,
        }
    }
}

/// The value of a fraction in one character.
pub(super) fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        '⅒' => 0.1,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text);
        (0..tokens.list.len()).map(|at| tokens.word_at(at)).collect()
    }

    #[test]
    fn a_digit_lets_go_of_its_letters_but_a_letter_keeps_its_digits() {
        assert_eq!(
            split("840ms 1.2M p99 S3 FY22 v2.4.1"),
            ["840", "ms", "1.2", "M", "p99", "S3", "FY22", "v2.4.1"]
        );
    }

    #[test]
    fn apostrophes_join_and_hyphens_do_not() {
        assert_eq!(split("didn’t it's six-week"), ["didn’t", "it's", "six", "-", "week"]);
    }

    #[test]
    fn a_sentence_ends_before_a_capital_and_not_in_an_abbreviation() {
        let tokens = Tokens::new("At 6 p.m. we left. Then vs. 5 it fell.");
        let starts: Vec<_> =
            (0..tokens.list.len()).filter(|&at| tokens.sentence_starts(at)).collect();
        assert_eq!(starts.iter().map(|&at| tokens.word_at(at)).collect::<Vec<_>>(), ["At", "Then"]);
    }
}
