//! How good the ladders of a library are, in figures: whether they dig at its own words, and at each story's
//! own.

use std::collections::{BTreeMap, BTreeSet};

use super::ladder::{Ladder, Probe};

/// What can be counted about the sheets of a library.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many sheets there are.
    pub sheets: usize,
    /// How many probes they hold.
    pub probes: usize,
    /// How many kinds of question were used.
    pub templates: usize,
    /// Share of the probes that quote a span of their story, 0 to 1.
    pub quoting: f64,
    /// The same on the sheet where it is least.
    pub least_quoting: f64,
    /// Share of the questions that stand on one sheet only, 0 to 1.
    pub own: f64,
    /// Fewest and most probes in a layer.
    pub layer: (usize, usize),
    /// Fewest and most families on a sheet.
    pub families: (usize, usize),
    /// The kind of question that most sheets share, and the share of the sheets, 0 to 1.
    pub commonest: (String, f64),
    /// Questions that stand twice on one sheet.
    pub repeated: usize,
    /// Questions with a slot that was not filled.
    pub unfilled: usize,
}

impl Figures {
    /// Counts.
    pub fn of(ladders: &[Ladder]) -> Self {
        let all: Vec<&Probe> = ladders.iter().flat_map(probes).collect();
        let mut sheets_with: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sheets_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut repeated = 0;
        for ladder in ladders {
            let questions: BTreeSet<&str> =
                probes(ladder).map(|probe| probe.question.as_str()).collect();
            let kinds: BTreeSet<&str> = probes(ladder).map(kind).collect();
            repeated += probes(ladder).count() - questions.len();
            for question in questions {
                *sheets_with.entry(question).or_default() += 1;
            }
            for kind in kinds {
                *sheets_of.entry(kind).or_default() += 1;
            }
        }
        let quoting = |ladder: &Ladder| {
            let quoting = probes(ladder).filter(|probe| probe.attacks.is_some()).count();
            share(quoting, probes(ladder).count())
        };
        let families = |ladder: &Ladder| {
            probes(ladder).map(|probe| probe.family.as_str()).collect::<BTreeSet<_>>().len()
        };
        let rungs = ladders.iter().flat_map(|ladder| &ladder.layers);
        let (commonest, most) =
            sheets_of.iter().max_by_key(|(_, sheets)| **sheets).unwrap_or((&"", &0));
        Self {
            sheets: ladders.len(),
            probes: all.len(),
            templates: sheets_of.len(),
            quoting: share(all.iter().filter(|p| p.attacks.is_some()).count(), all.len()),
            least_quoting: ladders.iter().map(quoting).fold(1.0, f64::min),
            own: share(
                sheets_with.values().filter(|&&sheets| sheets == 1).count(),
                sheets_with.len(),
            ),
            layer: ends(rungs.map(|rung| rung.probes.len())),
            families: ends(ladders.iter().map(families)),
            commonest: ((*commonest).to_owned(), share(*most, ladders.len())),
            repeated,
            unfilled: all.iter().filter(|probe| probe.question.contains(['{', '}'])).count(),
        }
    }
}

fn probes(ladder: &Ladder) -> impl Iterator<Item = &Probe> {
    ladder.layers.iter().flat_map(|rung| &rung.probes)
}

/// The template of a probe: its id without the words that fill it.
fn kind(probe: &Probe) -> &str {
    probe.id.rsplit_once('-').map_or(probe.id.as_str(), |(template, _)| template)
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn ends(numbers: impl Iterator<Item = usize>) -> (usize, usize) {
    let range = |ends: Option<(usize, usize)>, n: usize| {
        Some(ends.map_or((n, n), |(least, most)| (least.min(n), most.max(n))))
    };
    numbers.fold(None, range).unwrap_or_default()
}
