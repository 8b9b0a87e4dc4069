//! Replacing what the survey found, with a way back from one text to the other.

use std::ops::Range;

use super::tokens::{Token, tokens};
use super::{Kind, Redactor};
use crate::analysis::quantity::{self, Value};
use crate::analysis::{LineIndex, Span};
use crate::story::Section;

/// A text with its names replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The text as it may be shown.
    pub text: String,
    /// What stood where: code points of the old text and the new, in order.
    edits: Vec<(Span, Span)>,
}

impl Redacted {
    /// The span of the new text that stands for one of the old; words replaced in part count whole.
    pub fn span(&self, old: Span) -> Span {
        Span::new(
            self.place(old.start, false),
            self.place(old.end, true).max(self.place(old.start, false)),
        )
    }

    fn place(&self, old: usize, is_end: bool) -> usize {
        let mut moved = 0_isize;
        for (before, after) in &self.edits {
            if old <= before.start {
                break;
            }
            if old < before.end {
                return if is_end { after.end } else { after.start };
            }
            moved = after.end as isize - before.end as isize;
        }
        old.saturating_add_signed(moved)
    }
}

impl Redactor {
    /// Replaces what is known in a text of the library, or in one that quotes it.
    pub fn text(&self, text: &str) -> Redacted {
        let mut cuts = contacts(text);
        add(&mut cuts, self.known(text));
        let amounts = amounts(text)
            .into_iter()
            .map(|(bytes, key)| {
                let label = self.amounts.get(&key).map_or("an amount", String::as_str);
                (bytes, label.to_owned())
            })
            .collect();
        add(&mut cuts, amounts);
        cuts.sort_by_key(|(bytes, _)| bytes.start);
        let index = LineIndex::new(text);
        let mut redacted = Redacted { text: String::with_capacity(text.len()), edits: Vec::new() };
        let mut from = 0;
        let mut written = 0;
        for (bytes, label) in cuts {
            redacted.text.push_str(&text[from..bytes.start]);
            written += text[from..bytes.start].chars().count();
            redacted.text.push_str(&label);
            let length = label.chars().count();
            redacted.edits.push((index.span(bytes.clone()), Span::new(written, written + length)));
            written += length;
            from = bytes.end;
        }
        redacted.text.push_str(&text[from..]);
        redacted
    }

    /// A name that a field states, as a whole.
    pub fn name(&self, name: &str) -> String {
        let words: Vec<String> = tokens(name).iter().map(Token::lower).collect();
        self.terms.get(&words).map_or_else(|| self.text(name).text, |term| term.label.clone())
    }

    /// Names of the survey, the longest at each place.
    fn known(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let tokens = tokens(text);
        let lower: Vec<String> = tokens.iter().map(Token::lower).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let hit = (1..=self.longest.min(tokens.len() - at)).rev().find_map(|length| {
                let run = &tokens[at..at + length];
                let term = self.terms.get(&lower[at..at + length])?;
                let whole = run[1..].iter().all(|token| token.joined);
                let shown = !term.capital_only || run.iter().any(Token::has_capital);
                (whole && shown).then_some((length, term))
            });
            let Some((length, term)) = hit else {
                at += 1;
                continue;
            };
            found.push((
                tokens[at].bytes.start..tokens[at + length - 1].bytes.end,
                term.label.clone(),
            ));
            at += length;
        }
        found
    }
}

/// Takes over the cuts that meet none taken before.
fn add(cuts: &mut Vec<(Range<usize>, String)>, more: Vec<(Range<usize>, String)>) {
    for (bytes, label) in more {
        let meets = |(other, _): &(Range<usize>, String)| {
            bytes.start < other.end && other.start < bytes.end
        };
        if !cuts.iter().any(meets) {
            cuts.push((bytes, label));
        }
    }
}

/// Sums of money with what tells one from another.
pub(super) fn amounts(text: &str) -> Vec<(Range<usize>, String)> {
    let index = LineIndex::new(text);
    let mut found: Vec<(Range<usize>, String)> = quantity::recognise(text, Section::Result)
        .into_iter()
        .filter(|figure| figure.kind == quantity::Kind::Money)
        .map(|figure| {
            let value = match figure.value {
                Value::One(value) => format!("{value}"),
                Value::Range([low, high]) => format!("{low}-{high}"),
            };
            (index.bytes(figure.span), format!("{value} {}", figure.unit))
        })
        .collect();
    // A sign of money with a number behind it is an amount, whatever else it may be read as.
    for (at, sign) in text.match_indices(['$', '€', '£', '¥', '₹']) {
        let rest = &text[at + sign.len()..];
        let number = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')))
            .unwrap_or(rest.len());
        let number = rest[..number].trim_end_matches(['.', ',', ' ']);
        let bytes = at..at + sign.len() + number.len();
        let known =
            found.iter().any(|(other, _)| bytes.start < other.end && other.start < bytes.end);
        if !number.is_empty() && !known {
            found.push((bytes, format!("{sign}{number}")));
        }
    }
    found
}

/// Addresses of mail and pages, and accounts.
fn contacts(text: &str) -> Vec<(Range<usize>, String)> {
    let label = || format!("a {}", Kind::Contact.word());
    let mut found = Vec::new();
    let mut from = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = from;
        from += word.len();
        let bare = word.trim().trim_matches(|c: char| {
            matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '\'' | '<' | '>')
        });
        let lower = bare.to_lowercase();
        let is_page = lower.starts_with("http://")
            || lower.starts_with("https://")
            || lower.starts_with("www.");
        let is_mail = bare.split_once('@').is_some_and(|(name, host)| {
            host.chars().next().is_some_and(char::is_alphanumeric)
                && (name.is_empty() || host.contains('.'))
        });
        if let Some(at) = word.find(bare).filter(|_| is_page || is_mail) {
            found.push((start + at..start + at + bare.len(), label()));
        }
    }
    found
}
