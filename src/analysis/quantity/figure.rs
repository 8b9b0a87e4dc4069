//! A figure on its way from a number to a [`Quantity`](super::Quantity).

use super::lexicon::Class;
use super::token::Tokens;
use super::{Kind, Role, Value};

/// What a figure is counted per.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::analysis) enum Per {
    /// Nothing.
    None,
    /// A unit of time, with its length in seconds.
    Time(&'static str, f64),
    /// The words of a thing, as tokens.
    Thing(usize, usize),
}

/// A figure with what the analysis knows of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::analysis) struct Figure {
    /// First token of its span.
    pub(in crate::analysis) first: usize,
    /// One past the last token of its span.
    pub(in crate::analysis) end: usize,
    /// First token of the number, without sign, article and currency.
    pub(in crate::analysis) core: usize,
    /// One past the last token of the number.
    pub(in crate::analysis) core_end: usize,
    /// What it measures.
    pub(in crate::analysis) kind: Kind,
    /// Its value, in its unit.
    pub(in crate::analysis) value: Value,
    /// The number's magnitude (1000 in `3k`), one where there is none.
    pub(in crate::analysis) factor: f64,
    /// Whether it was said in the currency's small change.
    pub(in crate::analysis) cents: bool,
    /// The unit's name, where a table knows it.
    pub(in crate::analysis) unit: &'static str,
    /// The unit's size in the base unit of its kind; zero where it has none.
    pub(in crate::analysis) size: f64,
    /// The tokens of the noun counted; empty where there is none.
    pub(in crate::analysis) noun: (usize, usize),
    /// The tokens of a noun that stands beside another figure of the same measure.
    pub(in crate::analysis) lent: (usize, usize),
    /// What it is counted per.
    pub(in crate::analysis) per: Per,
    /// Whether neither a unit nor a noun says what it counts.
    pub(in crate::analysis) bare: bool,
    /// Whether it is spelled in words.
    pub(in crate::analysis) spelled: bool,
    /// Whether a plus or minus stands before it.
    pub(in crate::analysis) signed: bool,
    /// Whether a hyphen joins it to what it counts (`9,000-ticket`).
    pub(in crate::analysis) hyphened: bool,
    /// What part it plays.
    pub(in crate::analysis) role: Role,
}

impl Figure {
    /// A figure of these tokens that so far is a bare count.
    pub(super) fn bare(first: usize, core: usize, end: usize, value: f64) -> Self {
        Self {
            first,
            end,
            core,
            core_end: end,
            kind: Kind::Count,
            value: Value::One(value),
            factor: 1.0,
            cents: false,
            unit: "",
            size: 0.0,
            noun: (end, end),
            lent: (0, 0),
            per: Per::None,
            bare: true,
            spelled: false,
            signed: false,
            hyphened: false,
            role: Role::Context,
        }
    }

    /// Its value, or the middle of its range.
    pub(in crate::analysis) fn middle(&self) -> f64 {
        match self.value {
            Value::One(value) => value,
            Value::Range([low, high]) => f64::midpoint(low, high),
        }
    }

    /// One past the last token of what it counts.
    pub(in crate::analysis) fn tail(&self) -> usize {
        self.end.max(self.noun.1)
    }

    /// Whether it counts a noun.
    pub(in crate::analysis) fn has_noun(&self) -> bool {
        self.noun.0 < self.noun.1
    }

    /// Whether the noun that it counts has a word in one of these classes.
    pub(in crate::analysis) fn counts(&self, tokens: &Tokens<'_>, class: Class) -> bool {
        (self.noun.0..self.noun.1).any(|at| tokens.has(at, class))
    }

    /// Takes over another figure's kind, unit and tail; its own number stays.
    pub(super) fn inherit(&mut self, from: &Self) {
        self.scale_like(from);
        self.kind = from.kind;
        self.unit = from.unit;
        self.size = from.size;
        self.per = from.per;
        if !self.has_noun() {
            // The noun stands elsewhere, so it must not lengthen this figure's own phrase.
            self.lent = if from.has_noun() { from.noun } else { from.lent };
            self.noun = (self.end, self.end);
        }
        self.bare = false;
    }

    /// Takes over the other's magnitude where the two are said in one breath: `2.3 million rather than 1.4`,
    /// `thirty-eight cents, versus thirty-three`.
    fn scale_like(&mut self, from: &Self) {
        let (Value::One(own), Value::One(other)) = (self.value, from.value) else { return };
        let cents = from.kind == Kind::Money && from.cents && !self.cents;
        let scale = if cents { 0.01 } else { from.factor };
        let said = if scale == 0.0 { other } else { other / scale };
        let near = own != 0.0 && (1.0 / 30.0..30.0).contains(&(said / own).abs());
        let plain = (self.factor - 1.0).abs() < f64::EPSILON && self.kind != Kind::Money;
        if plain && near && (cents || scale >= 1e5 && own.abs() < 1000.0) {
            self.value = Value::One((own * scale * 1e6).round() / 1e6);
            self.factor = from.factor;
            self.cents = cents;
        }
    }

    /// The unit as a [`Quantity`](super::Quantity) names it.
    pub(super) fn unit_name(&self, tokens: &Tokens<'_>) -> String {
        let mut name = if self.unit.is_empty() {
            words(tokens, if self.has_noun() { self.noun } else { self.lent })
        } else {
            self.unit.to_owned()
        };
        match self.per {
            Per::None => {}
            Per::Time(unit, _) => {
                name.push('/');
                name.push_str(unit);
            }
            Per::Thing(from, to) => {
                name.push('/');
                name.push_str(&words(tokens, (from, to)));
            }
        }
        name
    }
}

/// A noun phrase with its last word in the singular.
fn words(tokens: &Tokens<'_>, (from, to): (usize, usize)) -> String {
    let (Some(first), Some(last)) =
        (tokens.get(from), to.checked_sub(1).and_then(|last| tokens.get(last)))
    else {
        return String::new();
    };
    if from >= to {
        return String::new();
    }
    let phrase = &tokens.text[first.start()..last.end()];
    let head = &tokens.text[last.start()..last.end()];
    let start = &phrase[..phrase.len() - head.len()];
    format!("{start}{}", singular(head))
}

fn singular(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    if lower.len() > 4 && lower.ends_with("ies") {
        return format!("{}y", &word[..word.len() - 3]);
    }
    if ["sses", "shes", "ches", "xes", "zes"].iter().any(|end| lower.ends_with(end)) {
        return word[..word.len() - 2].to_owned();
    }
    if lower.len() > 2
        && lower.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end))
    {
        return word[..word.len() - 1].to_owned();
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn units_are_named_in_the_singular() {
        for (many, one) in [
            ("cities", "city"),
            ("branches", "branch"),
            ("status", "status"),
            ("PRDs", "PRD"),
            ("people", "people"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
