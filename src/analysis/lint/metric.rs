//! What a figure is a figure of, as far as the words before it tell.
//!
//! Two figures may only be held against each other when they measure the same thing, so this errs on the
//! side of "different": other qualifiers, other units or too few words in common make two metrics.

use std::collections::BTreeSet;
use std::ops::Range;

use super::SectionText;
use super::clause::is_adverb;
use crate::analysis::quantity::{Kind, Quantity, Role, Value};
use crate::analysis::stem::stem;

/// One figure with the words that name its metric.
#[derive(Debug, Clone)]
pub(super) struct Measure<'q> {
    /// The figure.
    pub(super) figure: &'q Quantity,
    /// Where it stands in its text.
    pub(super) bytes: Range<usize>,
    /// Stems of the words that name the metric.
    name: BTreeSet<String>,
    /// From the first of those words to the last.
    pub(super) phrase: Range<usize>,
    /// Words that make it another metric of the same name (`median`, `weekly`).
    qualifiers: BTreeSet<String>,
}

/// Words that tell one statistic or period of a metric from another.
const QUALIFIERS: &[&str] = &[
    "average", "mean", "median", "peak", "worst", "best", "daily", "weekly", "monthly", "yearly",
    "annual", "quarterly", "hourly", "first", "second", "new", "old", "total", "net", "gross",
    "p50", "p90", "p95", "p99", "per", "paid", "free", "repeat", "planned", "expected", "small",
    "large", "late", "early", "mobile", "desktop", "online", "offline", "pilot", "control", "test",
];

/// Words that name no metric.
const EMPTY: &[&str] = &[
    "a", "about", "across", "after", "again", "all", "almost", "also", "an", "and", "around", "as",
    "at", "back", "be", "been", "before", "below", "but", "by", "came", "climbed", "cut", "did",
    "down", "dropped", "each", "eight", "ended", "every", "fell", "five", "for", "four", "from",
    "gained", "get", "gone", "got", "grew", "had", "half", "has", "have", "he", "her", "him",
    "his", "i", "improved", "in", "increased", "into", "is", "it", "its", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "just", "lowered", "made", "month", "months", "more", "moved", "my", "nearly",
    "nine", "now", "of", "on", "one", "only", "or", "our", "over", "quarter", "quarters", "raised",
    "reached", "reduced", "rose", "roughly", "saw", "seven", "she", "shrank", "since", "six", "so",
    "spring", "stayed", "still", "stood", "summer", "autumn", "winter", "ten", "than", "that",
    "the", "their", "them", "then", "there", "they", "this", "three", "to", "took", "two", "under",
    "until", "up", "us", "was", "we", "week", "weeks", "went", "were", "when", "which", "while",
    "who", "with", "within", "would", "year", "years", "day", "days", "down", "brought", "through",
    "where", "why", "how", "find", "out",
];

impl<'q> Measure<'q> {
    /// Every outcome figure of a text with its metric; in the set-up, figures without a role count too,
    /// because a starting point told there is often just a fact.
    pub(super) fn of_text<'t>(
        text: &'t SectionText<'_>,
        quantities: &'q [Quantity],
        with_context: bool,
    ) -> Vec<Self>
    where
        't: 'q,
    {
        quantities
            .iter()
            .filter(|figure| {
                figure.role.is_outcome() || (with_context && figure.role == Role::Context)
            })
            .map(|figure| {
                let bytes = text.index.bytes(figure.span);
                Self::named(text, quantities, figure, bytes)
            })
            .collect()
    }

    /// Whether two figures measure the same thing in the same unit.
    pub(super) fn is_same_metric(&self, other: &Self) -> bool {
        let shared = self.name.intersection(&other.name).count();
        let fewer = self.name.len().min(other.name.len());
        self.is_like_metric(other)
            && (self.name == other.name || (shared >= 2 && shared * 3 >= fewer * 2))
    }

    /// Whether two figures may measure the same thing although they share only part of their name; enough
    /// where something else ties them, like a common starting point.
    pub(super) fn is_like_metric(&self, other: &Self) -> bool {
        self.figure.kind == other.figure.kind
            && self.figure.unit == other.figure.unit
            && self.figure.kind != Kind::Other
            && self.qualifiers == other.qualifiers
            && self.name.intersection(&other.name).next().is_some()
    }

    /// Whether two figures say the same, as a speaker rounds: within 5% of the larger.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let ends = |value: Value| match value {
            Value::One(one) => [one, one],
            Value::Range(ends) => ends,
        };
        let (a, b) = (ends(self.figure.value), ends(other.figure.value));
        let close = |x: f64, y: f64| (x.abs() - y.abs()).abs() <= 0.05 * x.abs().max(y.abs());
        let inside = |x: f64, [low, high]: [f64; 2]| low <= x && x <= high;
        (close(a[0], b[0]) && close(a[1], b[1])) || inside(a[0], b) || inside(b[0], a)
    }

    /// Names a figure by the words of the clause before it, whatever other figure stands between.
    fn named(
        text: &SectionText<'_>,
        quantities: &[Quantity],
        figure: &'q Quantity,
        bytes: Range<usize>,
    ) -> Self {
        let sentence = text.sentence_at(bytes.start);
        let mut name = BTreeSet::new();
        let mut qualifiers = BTreeSet::new();
        let mut phrase = bytes.start..bytes.start;
        let mut right = bytes.start;
        for at in text.words_within(sentence.start..bytes.start).rev() {
            let range = text.word_range(at);
            let gap = &text.text()[range.end..right.max(range.end)];
            // A clause without a name borrows from the one before: `went from 9 days, down to 3`.
            if gap.contains([';', ':', ',', '\u{2014}', '(']) && !name.is_empty() {
                break;
            }
            right = range.start;
            let word = text.word(at);
            let inside_figure = quantities.iter().any(|other| {
                let other = text.index.bytes(other.span);
                other.start <= range.start && range.end <= other.end
            });
            let empty = inside_figure
                || EMPTY.contains(&word)
                || is_adverb(word)
                || word.starts_with(|c: char| c.is_ascii_digit());
            let qualifies = QUALIFIERS.contains(&word);
            if empty && !qualifies {
                continue;
            }
            phrase = range.start..if name.is_empty() { range.end } else { phrase.end };
            if qualifies {
                qualifiers.insert(word.to_owned());
            } else {
                name.insert(stem(word.strip_suffix("'s").unwrap_or(word)));
            }
        }
        Self { figure, bytes, name, phrase, qualifiers }
    }
}
