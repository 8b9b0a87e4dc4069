//! What words say about principles, learnt from examples.

use std::collections::HashMap;

use super::features::{self, Feature};
use crate::catalogue::phrase::{Interner, Lexicon, Terms};
use crate::catalogue::{PrincipleId, Profile};

/// The weights as `training` writes them. The head holds the number of examples and the principles' ids;
/// each line a word, two words or `<class>`, how many examples hold it, and one weight for each principle in
/// hundredths, nothing where it says nothing.
pub(super) const LEARNT: &str = include_str!("data/weights.tsv");

/// How far each word, each pair of words and each synonym class points at each principle of a profile.
#[derive(Debug)]
pub(super) struct Weights {
    principles: usize,
    /// One row for each feature.
    rows: Vec<f32>,
    row_of: HashMap<Feature, usize>,
    /// In how many examples each row's feature occurs.
    holders: Vec<f64>,
    examples: f64,
}

impl Weights {
    /// Reads the weights for those principles that the profile has; the others' columns stay zero.
    pub(super) fn parse(
        table: &str,
        profile: &Profile,
        lexicon: &Lexicon,
        interner: &mut Interner,
    ) -> Self {
        let principles = profile.principles().len();
        let mut weights = Self {
            principles,
            rows: Vec::new(),
            row_of: HashMap::new(),
            holders: Vec::new(),
            examples: 0.0,
        };
        let number = |cell: Option<&str>| cell.and_then(|cell| cell.parse().ok()).unwrap_or(0.0);
        let mut lines = table.lines();
        let mut head = lines.next().unwrap_or_default().split('\t').skip(1);
        weights.examples = number(head.next());
        let columns: Vec<Option<usize>> =
            head.map(|id| profile.position(&PrincipleId::new(id))).collect();
        for line in lines {
            let mut cells = line.split('\t');
            let Some(feature) = cells.next() else { continue };
            let row = weights.holders.len();
            weights.holders.push(number(cells.next()));
            weights.rows.resize(weights.rows.len() + principles, 0.0);
            for (cell, column) in cells.zip(&columns) {
                if let (Some(column), Ok(hundredths)) = (column, cell.parse::<f32>()) {
                    weights.rows[row * principles + column] = hundredths / 100.0;
                }
            }
            let mut number = |stem: &str| interner.intern(stem.to_owned());
            let class = feature.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
            let feature = match (class, feature.split_once(' ')) {
                (Some(name), _) => lexicon
                    .names
                    .binary_search_by(|known| known.as_str().cmp(name))
                    .ok()
                    .map(Feature::Class),
                (None, Some((first, second))) => Some(Feature::Pair(number(first), number(second))),
                (None, None) => Some(Feature::Stem(number(feature))),
            };
            // A class that is no more leaves its row unused.
            if let Some(feature) = feature {
                weights.row_of.insert(feature, row);
            }
        }
        weights
    }

    /// How many of the examples, and of how many, hold a feature: what is common in questions says little
    /// about which story is meant.
    pub(super) fn held_by(&self, feature: Feature) -> (f64, f64) {
        (self.row_of.get(&feature).map_or(0.0, |&row| self.holders[row]), self.examples)
    }

    /// Adds what a text's words say to `scores`, one for each principle.
    pub(super) fn add(&self, terms: &Terms, lexicon: &Lexicon, scores: &mut [f64]) {
        for feature in features::of(terms, lexicon) {
            let Some(&row) = self.row_of.get(&feature) else { continue };
            let weights = &self.rows[row * self.principles..(row + 1) * self.principles];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += f64::from(*weight);
            }
        }
    }
}
