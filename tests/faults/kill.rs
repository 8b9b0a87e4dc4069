//! A writer that is killed at a random moment loses nothing that it acknowledged.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use starbench::store::{Access, Library};

use crate::bench::{Chance, State, figure, look, random_act, rounds};

const PLACE: &str = "STAR_FAULTS_PLACE";
const SEED: &str = "STAR_FAULTS_SEED";
/// Makes the writer say that it wrote before it did.
const HASTY: &str = "STAR_FAULTS_HASTY";

#[derive(Default)]
struct Tally {
    acknowledged: usize,
    /// Changes that were in the library although nobody had been told yet.
    in_flight: usize,
    lost: usize,
    damaged: Vec<String>,
}

/// Lets a child write, kills it, and compares what is there with what it acknowledged.
fn round(path: &Path, seed: u64, hasty: bool, tally: &mut Tally) {
    let mut chance = Chance::new(seed);
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", "kill::child_writes"])
        .env(PLACE, path)
        .env(SEED, seed.to_string())
        .envs(hasty.then_some((HASTY, "1")))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut last = None;
    let mut note = |line: String| {
        let mut words = line.split(' ').skip_while(|word| !word.ends_with("wrote"));
        if let (Some(_), Some(operations), Some(fingerprint)) =
            (words.next(), words.next(), words.next())
        {
            let operations = operations.parse().unwrap();
            last = Some(State { operations, fingerprint: fingerprint.to_owned() });
            return true;
        }
        false
    };
    // Let it begin, then kill it within the next few writes.
    while !note(lines.next().expect("the child writes until it is killed").unwrap()) {}
    if !hasty {
        std::thread::sleep(Duration::from_micros(chance.below(40_000) as u64));
    }
    child.kill().unwrap();
    while let Some(Ok(line)) = lines.next() {
        note(line);
    }
    child.wait().unwrap();
    let told = last.unwrap();
    tally.acknowledged = told.operations;
    match look(path) {
        Err(damage) => tally.damaged.push(damage),
        Ok(found) if found.operations < told.operations => tally.lost += 1,
        Ok(found) if found.operations == told.operations => {
            if !hasty && found.fingerprint != told.fingerprint {
                tally.damaged.push("another content than was acknowledged".into());
            }
        }
        Ok(found) if found.operations == told.operations + 1 => tally.in_flight += 1,
        Ok(found) => tally.damaged.push(format!("{found:?} is ahead of {told:?}")),
    }
}

fn run(count: usize, hasty: bool) -> Tally {
    let folder = tempfile::tempdir().unwrap();
    let mut path = folder.path().join("library.db");
    drop(Library::create_or_open(&path).unwrap());
    let mut tally = Tally::default();
    let mut written = 0;
    for seed in 0..count as u64 {
        if seed % 100 == 99 {
            // A fresh one now and then, so that the log stays short enough to look through each time.
            written += tally.acknowledged;
            path = folder.path().join(seed.to_string()).join("library.db");
            drop(Library::create_or_open(&path).unwrap());
        }
        round(&path, seed, hasty, &mut tally);
    }
    tally.acknowledged += written;
    tally
}

#[test]
fn acknowledged_changes_survive_kills_at_random_moments() {
    let count = rounds(12, 1000);
    let tally = run(count, false);
    figure(
        "kill -9 of an acknowledging writer",
        &format!(
            "{count} kills, {} operations acknowledged, {} more were in flight and whole, {} lost, {} damaged",
            tally.acknowledged,
            tally.in_flight,
            tally.lost,
            tally.damaged.len()
        ),
    );
    assert_eq!((tally.lost, tally.damaged), (0, Vec::new()));
    assert!(tally.acknowledged >= count);
}

#[test]
fn a_writer_that_acknowledges_too_early_is_found_out() {
    let tally = run(5, true);
    assert!(tally.lost > 0, "the harness cannot see a lost change");
}

#[test]
#[ignore = "run by another test, which kills it"]
fn child_writes() {
    let place = std::env::var_os(PLACE).expect("run by its parent");
    let mut chance = Chance::new(std::env::var(SEED).unwrap().parse().unwrap());
    let hasty = std::env::var_os(HASTY).is_some();
    let mut library = Library::open(Path::new(&place), Access::ReadWrite).unwrap();
    let mut out = std::io::stdout();
    for second in 0.. {
        let before = State::of(&library).unwrap();
        if hasty {
            writeln!(out, "wrote {} early", before.operations + 1).unwrap();
            out.flush().unwrap();
            std::thread::sleep(Duration::from_millis(30));
        }
        while State::of(&library).unwrap().operations == before.operations {
            random_act(&mut library, &mut chance, second);
        }
        if !hasty {
            let now = State::of(&library).unwrap();
            writeln!(out, "wrote {} {}", now.operations, now.fingerprint).unwrap();
            out.flush().unwrap();
        }
    }
}
