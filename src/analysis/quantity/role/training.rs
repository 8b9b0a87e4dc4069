//! Learning what speaks for each role, from passages that people have labelled.
//!
//! `cargo run --release --example train_roles` reads the labelled passages beside the tests, learns the
//! table again and says how right it is about writers that it has not seen.

use std::collections::{BTreeMap, HashMap};

use super::features::{self, Atom, Template};
use super::model::{self, LABELS, Model};
use super::{Label, scenes};
use crate::analysis::Span;
use crate::analysis::grade::{self, Assessment};
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::Word;
use crate::analysis::quantity::{Quantity, Reading, Role};
use crate::linear::{self, Descent, Example};
use crate::story::Section;

/// Chosen by how right the weights are about writers that they were not learnt from.
const DESCENT: Descent = Descent { passes: 40, rate: 0.02, decay: 0.003 };

/// Examples that must show a feature before it is believed.
const LEAST_SEEN: usize = 2;

/// Hundredths below which a weight says nothing.
const LEAST: i16 = 3;

/// A passage with the figures that a careful reader sees in it.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it says.
    pub text: String,
    /// Which part of a story it is.
    pub section: Section,
    /// Its figures with their roles.
    pub figures: Vec<(Span, Role)>,
}

/// Learns a table of weights.
pub fn learn(passages: &[Passage]) -> String {
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    let mut seen: Vec<usize> = Vec::new();
    let mut examples: Vec<Example> = Vec::new();
    for passage in passages {
        let reading = Reading::unassigned(&passage.text);
        let words = words(&reading.tokens);
        let quantities = reading.quantities();
        let truth = |at: usize| {
            passage
                .figures
                .iter()
                .find(|(span, _)| *span == quantities[at].span)
                .map(|found| found.1)
        };
        let mut labels = Vec::new();
        scenes(&reading.tokens, &reading.figures, passage.section, &mut labels, |scene| {
            let label = truth(scene.index);
            let mut found = Vec::new();
            features::see(scene, &mut |template, one, other| {
                let name = name(template, one, other, &words);
                let next = names.len() as u32;
                let number = *names.entry(name).or_insert(next);
                if number as usize == seen.len() {
                    seen.push(0);
                }
                found.push(number);
            });
            found.sort_unstable();
            found.dedup();
            for &number in &found {
                seen[number as usize] += 1;
            }
            let class = LABELS.iter().position(|known| *known == label).unwrap_or_default();
            examples.push(Example { features: found, class });
            label
        });
    }
    for example in &mut examples {
        example.features.retain(|&number| seen[number as usize] >= LEAST_SEEN);
    }
    let weights = linear::fit(&examples, names.len(), LABELS.len(), DESCENT);
    let mut table = String::new();
    for (name, number) in &names {
        let row = *number as usize * LABELS.len();
        let row: Vec<i16> = weights[row..row + LABELS.len()]
            .iter()
            .map(|weight| (weight * 100.0).round() as i16)
            .collect();
        if row.iter().any(|weight| weight.abs() >= LEAST) {
            model::write_line(&mut table, name, &row);
        }
    }
    table
}

/// What the recogniser finds in a text with another table than the one that is shipped.
pub fn recognise_with(table: &Table, text: &str, section: Section) -> Vec<Quantity> {
    Reading::by(&table.0, text, section).quantities()
}

/// What a reader with another table than the one that is shipped says of a text.
pub fn assess_with(table: &Table, text: &str, section: Section) -> Assessment {
    grade::of_reading(&Reading::by(&table.0, text, section), &[])
}

/// A table of weights, read.
#[derive(Debug)]
pub struct Table(Model);

impl Table {
    /// Reads a table.
    pub fn parse(table: &str) -> Self {
        Self(Model::parse(table))
    }
}

/// The words of a text by their identity.
fn words(tokens: &Tokens<'_>) -> HashMap<u32, String> {
    (0..tokens.list.len())
        .filter(|&at| tokens.list[at].is_word())
        .map(|at| {
            let text = tokens.word_at(at).replace('\u{2019}', "'").replace(['µ', 'μ'], "u");
            (tokens.list[at].word.bits(), text.to_ascii_lowercase())
        })
        .collect()
}

fn name(template: Template, one: Atom, other: Atom, words: &HashMap<u32, String>) -> String {
    let write = |atom: Atom| match atom {
        Atom::Word(Word::NONE) => "?".to_owned(),
        Atom::Word(word) => words.get(&word.bits()).cloned().unwrap_or_else(|| "?".to_owned()),
        atom => atom.to_string(),
    };
    format!("{}\t{}\t{}", template.id(), write(one), write(other))
}

/// The label in words, for a report.
pub fn label_name(label: Label) -> &'static str {
    label.map_or("none", Role::as_str)
}
