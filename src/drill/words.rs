//! A text as words, each with its place and with what separates it from the next.
//!
//! The rules of Unicode end a sentence at every newline and after `vs.`; drafts are typed with hard wraps,
//! bullets and no full stops. So the ends of sentences are found here for what they are needed for: to know
//! where a quotation may begin and end.

use std::ops::Range;

use super::grammar::{is_abbreviation, is_dangling};

/// Characters that open a word without being part of it.
const OPENING: &[char] = &[
    '(', '[', '{', '"', '\u{201c}', '\u{2018}', '\u{ab}', '\'', '*', '_', '`', '•', '·', '…', '>',
    '¿', '¡',
];

/// Characters that close a word without being part of it.
const CLOSING: &[char] = &[
    '.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\u{201d}', '\u{2019}', '\'', '\u{bb}', '*',
    '_', '`', '…', '—', '–',
];

/// What separates a word from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stop {
    /// A space.
    None,
    /// A comma.
    Comma,
    /// A semicolon, colon, dash or bracket.
    Strong,
    /// The end of a sentence.
    End,
}

/// One word without the punctuation around it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Place in bytes.
    pub(super) bytes: Range<usize>,
    /// Place in code points.
    pub(super) chars: Range<usize>,
    /// In lower case, with straight apostrophes.
    pub(super) lower: String,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// What follows it.
    pub(super) stop: Stop,
}

/// The words of a text, with what separates each from the next.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars_before = 0;
    let mut line_start = 0;
    let wrapped = is_wrapped(text);
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if blank && let Some(last) = words.last_mut() {
            last.stop = Stop::End;
        }
        let first_of_line = words.len();
        let mut bulleted = false;
        for (at, token) in tokens(line) {
            let chars = chars_before + line[..at].chars().count();
            if words.len() == first_of_line && !bulleted && is_bullet(token) {
                bulleted = true;
                continue;
            }
            push_token(&mut words, token, line_start + at, chars);
        }
        if first_of_line > 0 && words.len() > first_of_line {
            let (before, after) = words.split_at_mut(first_of_line);
            if let (Some(last), Some(first)) = (before.last_mut(), after.first()) {
                let capital = first.capital && short_line_before(text, line_start);
                let new_line = !wrapped || capital;
                let new_thought =
                    bulleted || new_line && last.stop != Stop::Comma && !is_dangling(&last.lower);
                if new_thought {
                    last.stop = Stop::End;
                }
            }
        }
        chars_before += line.chars().count();
        line_start += line.len();
    }
    // `5 p.m. Then` ends a sentence, `Dr. Lee` does not.
    for at in 1..words.len() {
        let capital = words[at].capital;
        let before = &mut words[at - 1];
        if capital
            && before.lower.ends_with('.')
            && !is_abbreviation(&before.lower)
            && before.lower.chars().count() > 2
        {
            before.stop = Stop::End;
        }
    }
    if let Some(last) = words.last_mut() {
        last.stop = Stop::End;
    }
    words
}

/// Least length of lines that were broken only because they were full.
const FULL: usize = 55;

/// Whether the line that ends before a byte offset is too short to have been wrapped.
fn short_line_before(text: &str, line_start: usize) -> bool {
    let line = text[..line_start].trim_end_matches('\n').rsplit('\n').next();
    line.is_none_or(|line| line.chars().count() < FULL)
}

/// Whether most lines end only because the next word did not fit.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> =
        text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    let full = lines
        .windows(2)
        .filter(|pair| {
            let next = pair[1].split_whitespace().next().map_or(0, |word| word.chars().count());
            pair[0].chars().count() >= FULL && pair[0].chars().count() + 1 + next > width
        })
        .count();
    // Who types no capitals types no full stops either, and starts a line for a new thought.
    let capitals = text.contains(char::is_uppercase);
    capitals && lines.len() > 1 && 2 * full >= lines.len() - 1
}

fn is_bullet(token: &str) -> bool {
    matches!(token, "-" | "*" | "•" | "·" | "–" | "—" | "+")
        || token.strip_suffix(['.', ')']).is_some_and(|n| {
            !n.is_empty()
                && n.len() <= 2
                && (n.bytes().all(|b| b.is_ascii_digit()) || (n.len() == 1 && n != "I"))
        })
}

/// White-space separated tokens of a line with their byte offsets; a dash between letters separates too.
fn tokens(line: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut previous = ' ';
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            if let Some(from) = start.take() {
                tokens.push((from, &line[from..at]));
            }
        } else if start.is_none() {
            start = Some(at);
        } else if (previous == '—' || previous == '–' && !c.is_ascii_digit())
            && let Some(from) = start.replace(at)
        {
            tokens.push((from, &line[from..at]));
        }
        previous = c;
    }
    if let Some(from) = start {
        tokens.push((from, &line[from..]));
    }
    tokens
}

fn push_token(words: &mut Vec<Word>, token: &str, at: usize, chars: usize) {
    let body = token.trim_start_matches(OPENING);
    let opened = token.len() - body.len();
    if opened > 0
        && token[..opened].contains(['(', '['])
        && let Some(last) = words.last_mut()
    {
        last.stop = last.stop.max(Stop::Strong);
    }
    let mut core = body.trim_end_matches(CLOSING);
    let tail = &body[core.len()..];
    let lower = normal(core);
    let abbreviated = tail.starts_with('.')
        && (core.contains('.') && core.contains(char::is_alphabetic)
            || is_abbreviation(&format!("{lower}."))
            || is_initial(core));
    let mut rest = tail;
    if abbreviated {
        core = &body[..=core.len()];
        rest = &tail[1..];
    } else if lower.ends_with('s') && opened == 0 && tail.starts_with(['\'', '\u{2019}']) {
        let mark = tail.chars().next().map_or(0, char::len_utf8);
        core = &body[..core.len() + mark];
        rest = &tail[mark..];
    }
    let stop = stop_of(rest);
    if !core.chars().any(char::is_alphanumeric) {
        if let Some(last) = words.last_mut()
            && core != "&"
        {
            let dash = if core.is_empty() || core.contains(['-', '—', '–', '→', '/', '=', '|'])
            {
                Stop::Strong
            } else {
                Stop::None
            };
            last.stop = last.stop.max(dash).max(stop_of(token));
        }
        if core != "&" {
            return;
        }
    }
    let start = at + opened;
    let chars = chars + token[..opened].chars().count();
    words.push(Word {
        bytes: start..start + core.len(),
        chars: chars..chars + core.chars().count(),
        lower: normal(core),
        capital: core.chars().next().is_some_and(char::is_uppercase),
        stop,
    });
}

fn normal(word: &str) -> String {
    word.replace('\u{2019}', "'").to_lowercase()
}

/// A single capital letter, as in `J. Smith`; never `I`.
fn is_initial(core: &str) -> bool {
    let mut chars = core.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

fn stop_of(tail: &str) -> Stop {
    if tail.contains(['.', '!', '?']) {
        Stop::End
    } else if tail.contains([';', ':', '—', '–', ')', ']', '…']) {
        Stop::Strong
    } else if tail.contains(',') {
        Stop::Comma
    } else {
        Stop::None
    }
}
