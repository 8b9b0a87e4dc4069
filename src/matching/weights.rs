//! What words say about principles, learnt from examples.

use std::collections::HashMap;

use crate::catalogue::phrase::{Interner, Lexicon, Terms};
use crate::catalogue::{PrincipleId, Profile};

/// The weights as `training` writes them: a head of principle ids, then a word or `<class>` a line with
/// one number for each principle, in hundredths.
pub(super) const LEARNT: &str = include_str!("data/weights.tsv");

/// How far each word and each synonym class points at each principle of a profile.
#[derive(Debug)]
pub(super) struct Weights {
    principles: usize,
    /// One row for each feature.
    rows: Vec<f32>,
    of_stem: HashMap<u32, usize>,
    of_class: Vec<Option<usize>>,
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
            of_stem: HashMap::new(),
            of_class: vec![None; lexicon.names.len()],
        };
        let mut lines = table.lines();
        let columns: Vec<Option<usize>> = lines
            .next()
            .into_iter()
            .flat_map(|head| head.split('\t').skip(1))
            .map(|id| profile.position(&PrincipleId::new(id)))
            .collect();
        for line in lines {
            let mut cells = line.split('\t');
            let Some(feature) = cells.next() else { continue };
            let row = weights.rows.len() / principles.max(1);
            weights.rows.resize(weights.rows.len() + principles, 0.0);
            for (cell, column) in cells.zip(&columns) {
                if let (Some(column), Ok(hundredths)) = (column, cell.parse::<f32>()) {
                    weights.rows[row * principles + column] = hundredths / 100.0;
                }
            }
            let class = feature.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
            match class {
                Some(name) => {
                    if let Ok(class) =
                        lexicon.names.binary_search_by(|known| known.as_str().cmp(name))
                    {
                        weights.of_class[class] = Some(row);
                    }
                }
                None => {
                    weights.of_stem.insert(interner.intern(feature.to_owned()), row);
                }
            }
        }
        weights
    }

    /// Adds what a text's words say to `scores`, one for each principle.
    pub(super) fn add(&self, terms: &Terms, lexicon: &Lexicon, scores: &mut [f64]) {
        let mut rows: Vec<usize> = terms
            .numbers
            .iter()
            .zip(&terms.stop)
            .filter(|(_, stop)| !**stop)
            .filter_map(|(number, _)| self.of_stem.get(number).copied())
            .chain(lexicon.classes_in(terms).into_iter().filter_map(|class| self.of_class[class]))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            let weights = &self.rows[row * self.principles..(row + 1) * self.principles];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += f64::from(*weight);
            }
        }
    }
}
