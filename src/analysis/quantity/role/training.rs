//! Learning what speaks for each role, from passages that people have labelled.
//!
//! `cargo run --release --example train_roles` reads the labelled passages beside the tests, learns the
//! table again and says how right it is about writers that it has not seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::features::{self, Atom, Template};
use super::model::{self, Belief, LABELS, Model};
use super::{Label, Scene, company, scenes};
use crate::analysis::Span;
use crate::analysis::grade::{self, Assessment};
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::Word;
use crate::analysis::quantity::{Quantity, Reading, Role};
use crate::linear::{self, Descent, Example};
use crate::story::Section;

/// Chosen by how right the weights are about writers that they were not learnt from.
const ALONE: Descent = Descent { passes: 40, rate: 0.02, decay: 0.003 };

/// The same for what the figures beside one tell.
const TOGETHER: Descent = Descent { passes: 40, rate: 0.02, decay: 0.004 };

/// Parts of the passages. What stands beside a figure is learnt from what a reader who has not seen the passage takes
/// it for, with its faults: from the truth one would learn to trust too much.
const FOLDS: usize = 8;

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
    let mut table = alone(passages, |_| true);
    let unseen: Vec<Model> = (0..FOLDS)
        .map(|fold| Model::parse(&alone(passages, |number| number % FOLDS != fold)))
        .collect();
    let mut course = Course::default();
    for (number, passage) in passages.iter().enumerate() {
        let lesson = Lesson::read(passage);
        let scenes = lesson.scenes(passage.section);
        let model = &unseen[number % FOLDS];
        let own: Vec<Belief> = scenes.iter().map(|scene| model.alone(scene)).collect();
        let labels: Vec<Label> =
            scenes.iter().zip(&own).map(|(scene, own)| model::label(scene, own)).collect();
        for (scene, own) in scenes.iter().zip(&own) {
            let mut example = course.example(lesson.truth[scene.index], |sink| {
                company::see(scene, &labels, &mut |template, one, other| {
                    sink(name(template, one, other, &lesson.words));
                });
            });
            example.measured = LABELS
                .into_iter()
                .zip(own)
                .map(|(label, belief)| {
                    let name = name(Template::Own, Atom::Label(label), Atom::None, &lesson.words);
                    (course.number(name), *belief)
                })
                .collect();
            course.examples.push(example);
        }
    }
    table.push_str(&course.learn(TOGETHER));
    table
}

/// Learns what a figure's own words tell, from some of the passages.
fn alone(passages: &[Passage], taken: impl Fn(usize) -> bool) -> String {
    let mut course = Course::default();
    for (_, passage) in passages.iter().enumerate().filter(|(number, _)| taken(*number)) {
        let lesson = Lesson::read(passage);
        for scene in &lesson.scenes(passage.section) {
            let example = course.example(lesson.truth[scene.index], |sink| {
                features::see(scene, &mut |template, one, other| {
                    sink(name(template, one, other, &lesson.words));
                });
            });
            course.examples.push(example);
        }
    }
    course.learn(ALONE)
}

/// One passage as it is read, with what its figures are.
struct Lesson<'a> {
    reading: Reading<'a>,
    words: HashMap<u32, String>,
    truth: Vec<Label>,
}

impl<'a> Lesson<'a> {
    fn read(passage: &'a Passage) -> Self {
        let reading = Reading::unassigned(&passage.text);
        let words = words(&reading.tokens);
        let role = |span: Span| passage.figures.iter().find(|(known, _)| *known == span);
        let truth = reading
            .quantities()
            .iter()
            .map(|quantity| role(quantity.span).map(|(_, role)| *role))
            .collect();
        Self { reading, words, truth }
    }

    fn scenes(&self, section: Section) -> Vec<Scene<'_, 'a>> {
        scenes(&self.reading.tokens, &self.reading.figures, section)
    }
}

/// Examples with the names of their features.
#[derive(Default)]
struct Course {
    names: BTreeMap<String, u32>,
    seen: Vec<usize>,
    examples: Vec<Example>,
}

impl Course {
    /// The number of a feature, which a new one gets here.
    fn number(&mut self, name: String) -> u32 {
        let next = self.names.len() as u32;
        let number = *self.names.entry(name).or_insert(next);
        if number as usize == self.seen.len() {
            self.seen.push(0);
        }
        self.seen[number as usize] += 1;
        number
    }

    /// An example with the features that `see` names.
    fn example(&mut self, label: Label, see: impl FnOnce(&mut dyn FnMut(String))) -> Example {
        let mut names = BTreeSet::new();
        see(&mut |name| {
            names.insert(name);
        });
        let features = names.into_iter().map(|name| self.number(name)).collect();
        let class = LABELS.iter().position(|known| *known == label).unwrap_or_default();
        Example { features, measured: Vec::new(), class }
    }

    /// The lines of the table.
    fn learn(mut self, how: Descent) -> String {
        for example in &mut self.examples {
            example.features.retain(|&number| self.seen[number as usize] >= LEAST_SEEN);
        }
        let weights = linear::fit(&self.examples, self.names.len(), LABELS.len(), how);
        let mut table = String::new();
        for (name, number) in &self.names {
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
