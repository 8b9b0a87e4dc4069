//! Learns the weights by which a figure's role is told, from the labelled passages beside the tests.
//!
//! `cargo run --release --example train_roles` writes `src/analysis/quantity/role/weights.tsv`.
//! `cargo run --release --example train_roles -- --cross` learns from all writers but one and says how right
//! the weights are about that one, for each writer in turn; with a folder behind it, the weights learnt without
//! `x.jsonl` are kept there as `x.tsv`, for `evaluate --weights`.

#![allow(clippy::print_stdout, reason = "an example is a program, and this is its answer")]

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use starbench::analysis::Span;
use starbench::analysis::quantity::Role;
use starbench::analysis::quantity::role::training::{self, Passage, Table};
use starbench::story::Section;

/// Where the table stands.
const TABLE: &str = "src/analysis/quantity/role/weights.tsv";

#[derive(Deserialize)]
struct Case {
    text: String,
    section: String,
    quantities: Vec<Figure>,
}

#[derive(Deserialize)]
struct Figure {
    start: usize,
    end: usize,
    role: Role,
}

/// The passages of one writer, with the name of the set.
type Set = (String, Vec<Passage>);

/// The passages of each writer.
fn sets() -> Result<Vec<Set>, Box<dyn Error>> {
    let mut sets = Vec::new();
    for entry in fs::read_dir("tests/quantities")? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        let passages = fs::read_to_string(&path)?
            .lines()
            .map(|line| Ok(passage(serde_json::from_str(line)?)))
            .collect::<Result<_, serde_json::Error>>()?;
        sets.push((name, passages));
    }
    sets.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(sets)
}

fn passage(case: Case) -> Passage {
    let section = match case.section.as_str() {
        "S" => Section::Situation,
        "T" => Section::Task,
        "A" => Section::Action,
        _ => Section::Result,
    };
    let figures = case
        .quantities
        .iter()
        .map(|found| (Span::new(found.start, found.end), found.role))
        .collect();
    Passage { text: case.text, section, figures }
}

/// How right a table is about passages: roles of the figures that are found, outcomes, spans.
#[derive(Default)]
struct Score {
    labelled: usize,
    found: usize,
    spans: usize,
    roles: usize,
    outcomes: [usize; 3],
}

impl Score {
    fn add(&mut self, table: &Table, passage: &Passage) {
        let found = training::recognise_with(table, &passage.text, passage.section);
        self.labelled += passage.figures.len();
        self.found += found.len();
        self.outcomes[0] += passage.figures.iter().filter(|(_, role)| role.is_outcome()).count();
        self.outcomes[1] += found.iter().filter(|quantity| quantity.role.is_outcome()).count();
        for quantity in found {
            let Some((_, role)) = passage.figures.iter().find(|(span, _)| *span == quantity.span)
            else {
                continue;
            };
            self.spans += 1;
            self.roles += usize::from(*role == quantity.role);
            self.outcomes[2] += usize::from(role.is_outcome() && quantity.role.is_outcome());
        }
    }

    fn print(&self, name: &str) {
        let f1 =
            |hit: usize, one: usize, other: usize| 2.0 * hit as f64 / (one + other).max(1) as f64;
        println!(
            "{name:12} spans {:.3}  roles of those found {:.3}  outcomes {:.3}",
            f1(self.spans, self.labelled, self.found),
            self.roles as f64 / self.spans.max(1) as f64,
            f1(self.outcomes[2], self.outcomes[0], self.outcomes[1]),
        );
    }

    fn join(&mut self, other: &Self) {
        self.labelled += other.labelled;
        self.found += other.found;
        self.spans += other.spans;
        self.roles += other.roles;
        for (sum, part) in self.outcomes.iter_mut().zip(other.outcomes) {
            *sum += part;
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let sets = sets()?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|argument| argument == "--cross") {
        let tables = arguments.get(1).map(PathBuf::from);
        let mut all = Score::default();
        for (held, passages) in &sets {
            let others: Vec<Passage> = sets
                .iter()
                .filter(|(name, _)| name != held)
                .flat_map(|(_, passages)| passages.clone())
                .collect();
            let learnt = training::learn(&others);
            if let Some(folder) = &tables {
                fs::write(folder.join(held).with_extension("tsv"), &learnt)?;
            }
            let table = Table::parse(&learnt);
            let mut score = Score::default();
            for passage in passages {
                score.add(&table, passage);
            }
            score.print(held);
            all.join(&score);
        }
        all.print("all");
        return Ok(());
    }
    let passages: Vec<Passage> = sets.into_iter().flat_map(|(_, passages)| passages).collect();
    let table = training::learn(&passages);
    println!("{} features from {} passages", table.lines().count(), passages.len());
    fs::write(TABLE, table)?;
    Ok(())
}
