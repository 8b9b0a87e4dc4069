//! Measures the ladders of whole libraries, and prints them on request.
//!
//! ```text
//! cargo run --release --example ladder_figures -- examples/library.yaml examples/weak-library.yaml
//! cargo run --release --example ladder_figures -- --sheets --seed 7 examples/library.yaml
//! ```

#![allow(clippy::print_stdout, reason = "a measuring program prints")]

use std::error::Error;

use chrono::{DateTime, NaiveDate, Utc};
use starbench::analysis::{Settings, analyse_library};
use starbench::catalogue::{Profile, builtin, default_profile};
use starbench::drill::figures::Figures;
use starbench::drill::{Ladder, ladder};
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

fn print_figures(path: &str, ladders: &[Ladder]) {
    let figures = Figures::of(ladders);
    let percent = |share: f64| 100.0 * share;
    println!(
        "{path}: {} stories, {} probes, {} templates used",
        figures.sheets, figures.probes, figures.templates
    );
    println!(
        "  quote a span of the story   {:5.1}%  (least on a sheet {:.1}%)",
        percent(figures.quoting),
        percent(figures.least_quoting)
    );
    println!("  belong to one story only    {:5.1}%", percent(figures.own));
    println!("  probes a layer              {} to {}", figures.layer.0, figures.layer.1);
    println!("  families a sheet            {} to {}", figures.families.0, figures.families.1);
    println!(
        "  commonest kind of question  {:5.1}%  of the sheets ({})",
        percent(figures.commonest.1),
        figures.commonest.0
    );
    println!("  unfilled slots              {}", figures.unfilled);
    println!("  asked twice on a sheet      {}", figures.repeated);
}
