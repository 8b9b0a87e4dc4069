//! The weights of the features, and the role that they speak for.

use std::fmt::Write;
use std::sync::LazyLock;

use super::features::{self, Atom, Template};
use super::{Label, Scene, company};
use crate::analysis::quantity::{Kind, Role};
use crate::linear::softmax;
use crate::story::Section;

/// The weights as [`super::training`] writes them: a feature a line, its template and what fills it, then one
/// weight in hundredths for each label.
pub(super) const SHIPPED: &str = include_str!("weights.tsv");

/// What a number can be, in the order of the columns.
pub(super) const LABELS: [Label; 8] = [
    Some(Role::Baseline),
    Some(Role::Result),
    Some(Role::Delta),
    Some(Role::Target),
    Some(Role::Timeframe),
    Some(Role::Scope),
    Some(Role::Context),
    None,
];

/// What a reader makes of one figure: the logarithm of each label's probability.
pub(super) type Belief = [f32; LABELS.len()];

/// The least probability that is told from none.
const LEAST: f32 = 1e-4;

/// One feature's weights, in hundredths.
type Row = [i16; LABELS.len()];

/// Weights by feature, in an open-addressed table.
#[derive(Debug)]
pub(in crate::analysis::quantity) struct Model {
    keys: Vec<u64>,
    rows: Vec<Row>,
    /// By what weight each label that a figure's own words leave likely speaks for each label.
    own: [Row; LABELS.len()],
}

impl Model {
    /// The weights that come with the program.
    pub(in crate::analysis::quantity) fn shipped() -> &'static Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(SHIPPED));
        &MODEL
    }

    /// Reads a table; a line that is none is left out, which a test excludes for the table that is shipped.
    pub(super) fn parse(table: &str) -> Self {
        let slots = (table.lines().count() * 2).next_power_of_two().max(16);
        let mut model = Self {
            keys: vec![0; slots],
            rows: vec![Row::default(); slots],
            own: [Row::default(); LABELS.len()],
        };
        for line in table.lines() {
            if let Some((key, row)) = parse_line(line) {
                let slot = model.slot(key);
                model.keys[slot] = key;
                model.rows[slot] = row;
            }
        }
        for (at, label) in LABELS.into_iter().enumerate() {
            let key = features::key(Template::Own, Atom::Label(label), Atom::None);
            model.own[at] = model.rows[model.slot(key)];
        }
        model
    }

    fn slot(&self, key: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut slot = key as usize & mask;
        while self.keys[slot] != 0 && self.keys[slot] != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// What a figure's own words make of it.
    pub(super) fn alone(&self, scene: &Scene<'_, '_>) -> Belief {
        let mut scores = [0i32; LABELS.len()];
        features::see(scene, &mut |template, one, other| {
            self.add(&mut scores, features::key(template, one, other));
        });
        belief(scores.map(|score| score as f32))
    }

    /// What it is beside what the others are taken for.
    pub(super) fn together(&self, scene: &Scene<'_, '_>, own: &Belief, labels: &[Label]) -> Belief {
        let mut scores = [0i32; LABELS.len()];
        company::see(scene, labels, &mut |template, one, other| {
            self.add(&mut scores, features::key(template, one, other));
        });
        let mut scores = scores.map(|score| score as f32);
        for (belief, row) in own.iter().zip(&self.own) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += belief * f32::from(*weight);
            }
        }
        belief(scores)
    }

    fn add(&self, scores: &mut [i32; LABELS.len()], key: u64) {
        for (score, weight) in scores.iter_mut().zip(&self.rows[self.slot(key)]) {
            *score += i32::from(*weight);
        }
    }
}

/// Sums of hundredths as a belief.
fn belief(scores: [f32; LABELS.len()]) -> Belief {
    let mut scores = scores.map(|score| score / 100.0);
    softmax(&mut scores);
    scores.map(|chance| chance.max(LEAST).ln())
}

/// The label that a belief speaks for.
pub(super) fn label(scene: &Scene<'_, '_>, belief: &Belief) -> Label {
    let (roles, none) = belief.split_at(LABELS.len() - 1);
    let best = (0..roles.len())
        .filter(|&at| is_told_in(scene.section, LABELS[at]))
        .max_by(|&one, &other| roles[one].total_cmp(&roles[other]).then(other.cmp(&one)))
        .unwrap_or(roles.len() - 1);
    // Where a unit or currency stands beside it, a number is a figure whatever is around it.
    let measured = !matches!(scene.figure().kind, Kind::Count | Kind::Ratio | Kind::Multiplier);
    // A figure that goes unseen costs its author more than one too many, so it takes better than even odds.
    let is_none = none[0] > 0.5f32.ln() && !measured;
    if is_none { None } else { LABELS[best] }
}

/// Whether a section can hold a role at all: nothing has come of anything before the Result, bar what an Action
/// made, and a Situation only sets the scene.
fn is_told_in(section: Section, label: Label) -> bool {
    match section {
        Section::Situation => label == Some(Role::Context),
        Section::Task => !label.is_some_and(Role::is_outcome),
        Section::Action | Section::Headline | Section::Result | Section::Learning => true,
    }
}

fn parse_line(line: &str) -> Option<(u64, Row)> {
    let mut cells = line.split('\t');
    let template = cells.next()?;
    let template = Template::ALL.iter().find(|known| known.id() == template)?;
    let one = Atom::parse(cells.next()?)?;
    let other = Atom::parse(cells.next()?)?;
    let mut row = Row::default();
    for weight in &mut row {
        *weight = cells.next()?.parse().ok()?;
    }
    Some((features::key(*template, one, other), row))
}

/// Writes one line of a table.
pub(super) fn write_line(table: &mut String, feature: &str, weights: &[i16]) {
    table.push_str(feature);
    for weight in weights {
        // Writing to a string cannot fail.
        let _ = write!(table, "\t{weight}");
    }
    table.push('\n');
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_line_of_the_shipped_table_is_read_and_no_two_features_share_a_key() {
        let mut seen = HashSet::new();
        for line in SHIPPED.lines() {
            let (key, _) = parse_line(line).unwrap_or_else(|| panic!("{line:?}"));
            assert!(seen.insert(key), "{line:?}");
        }
        assert!(seen.len() > 1000);
    }
}
