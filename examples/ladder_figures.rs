//! Measures the ladders of whole libraries, and prints them on request.
//!
//! ```text
//! cargo run --release --example ladder_figures -- examples/library.yaml examples/weak-library.yaml
//! cargo run --release --example ladder_figures -- --sheets --seed 7 examples/library.yaml
//! ```

#![allow(clippy::print_stdout, reason = "a measuring program prints")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use chrono::{DateTime, NaiveDate, Utc};
use starbench::analysis::{Settings, analyse_library};
use starbench::catalogue::{Profile, builtin, default_profile};
use starbench::drill::{Ladder, Probe, ladder};
use starbench::interchange::{Policy, Source, merge, read};
use starbench::story::{Story, StoryId};
use uuid::Uuid;

fn main() -> Result<(), Box<dyn Error>> {
    let mut seed = 0;
    let mut sheets = false;
    let mut only = None;
    let mut profile = default_profile();
    let mut paths = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--sheets" => sheets = true,
            "--seed" => seed = arguments.next().ok_or("--seed needs a number")?.parse()?,
            "--story" => only = Some(arguments.next().ok_or("--story needs a slug")?),
            "--profile" => {
                let id = arguments.next().ok_or("--profile needs an id")?;
                profile = builtin(&id).ok_or("there is no such profile")?;
            }
            _ => paths.push(argument),
        }
    }
    for path in paths {
        let stories = stories(&path, profile)?;
        let ladders = ladders(&stories, profile, seed)?;
        if sheets {
            for (story, ladder) in stories.iter().zip(&ladders) {
                if only.as_deref().is_none_or(|slug| story.slug.as_str() == slug) {
                    print_sheet(ladder);
                }
            }
        } else {
            print_figures(&path, &ladders);
        }
    }
    Ok(())
}

fn stories(path: &str, profile: &Profile) -> Result<Vec<Story>, Box<dyn Error>> {
    let source = Source::new(path, std::fs::read_to_string(path)?);
    let import = read(&source, profile);
    if let Some(problem) = import.problems.first() {
        return Err(problem.to_string().into());
    }
    let policy = Policy { rename: true, now: DateTime::<Utc>::UNIX_EPOCH };
    let mut next = 0;
    let merged = merge(&[], &import.stories, &policy, || {
        next += 1;
        StoryId(Uuid::from_u128(next))
    });
    Ok(merged.created)
}

fn ladders(stories: &[Story], profile: &Profile, seed: u64) -> Result<Vec<Ladder>, Box<dyn Error>> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("no such day")?;
    let analyses = analyse_library(stories, profile, &Settings::default(), today);
    Ok(stories
        .iter()
        .zip(&analyses)
        .map(|(story, analysis)| ladder::build(story, analysis, profile, seed))
        .collect())
}

fn print_sheet(ladder: &Ladder) {
    println!("## {}", ladder.slug);
    for rung in &ladder.layers {
        println!("{} {}", rung.layer, rung.name);
        for probe in &rung.probes {
            println!("   - {}   [{}]", probe.question, probe.id);
        }
    }
    println!();
}

fn probes(ladder: &Ladder) -> impl Iterator<Item = &Probe> {
    ladder.layers.iter().flat_map(|rung| &rung.probes)
}

fn print_figures(path: &str, ladders: &[Ladder]) {
    let all: Vec<&Probe> = ladders.iter().flat_map(probes).collect();
    let mut sheets_with: BTreeMap<&str, usize> = BTreeMap::new();
    let mut twice = 0;
    for ladder in ladders {
        let questions: BTreeSet<&str> =
            probes(ladder).map(|probe| probe.question.as_str()).collect();
        twice += probes(ladder).count() - questions.len();
        for question in questions {
            *sheets_with.entry(question).or_default() += 1;
        }
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let quoting = all.iter().filter(|probe| probe.attacks.is_some()).count();
    let unique = sheets_with.values().filter(|&&sheets| sheets == 1).count();
    let quote_shares: Vec<f64> = ladders
        .iter()
        .map(|ladder| {
            share(
                probes(ladder).filter(|probe| probe.attacks.is_some()).count(),
                probes(ladder).count(),
            )
        })
        .collect();
    let a_layer: Vec<usize> = ladders
        .iter()
        .flat_map(|ladder| ladder.layers.iter().map(|rung| rung.probes.len()))
        .collect();
    let families: Vec<usize> = ladders
        .iter()
        .map(|ladder| {
            probes(ladder).map(|probe| probe.family.as_str()).collect::<BTreeSet<_>>().len()
        })
        .collect();
    let unfilled = all.iter().filter(|probe| probe.question.contains(['{', '}'])).count();
    let templates: BTreeSet<&str> = all
        .iter()
        .filter_map(|probe| probe.id.rsplit_once('-').map(|(template, _)| template))
        .collect();
    println!(
        "{path}: {} stories, {} probes, {} templates used",
        ladders.len(),
        all.len(),
        templates.len()
    );
    println!(
        "  quote a span of the story   {:5.1}%  (least on a sheet {:.1}%)",
        share(quoting, all.len()),
        least(&quote_shares)
    );
    println!(
        "  belong to one story only    {:5.1}%  of {} questions",
        share(unique, sheets_with.len()),
        sheets_with.len()
    );
    println!(
        "  probes a layer              {} to {}",
        a_layer.iter().min().unwrap_or(&0),
        a_layer.iter().max().unwrap_or(&0)
    );
    println!(
        "  families a sheet            {} to {}",
        families.iter().min().unwrap_or(&0),
        families.iter().max().unwrap_or(&0)
    );
    println!("  unfilled slots              {unfilled}");
    println!("  asked twice on a sheet      {twice}");
}

fn least(shares: &[f64]) -> f64 {
    shares.iter().copied().fold(100.0, f64::min)
}
