//! A writer that is killed at a random moment loses nothing that it acknowledged.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{Bench, at, operation, story};
use crate::store::{Access, Library, story_change};
use crate::story::Verb;

const PLACE: &str = "STAR_STORE_TEST_PLACE";
const FIRST: &str = "STAR_STORE_TEST_FIRST";

#[test]
fn acknowledged_writes_survive_30_kills() {
    let mut bench = Bench::new();
    bench.change(Verb::New, None, Some(&story(0)));
    let mut acknowledged = 0u128;
    for round in 0..30u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "--nocapture", "store::tests::kill::child_writes"])
            .env(PLACE, bench.path())
            .env(FIRST, (acknowledged + 1).to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let number = |line: Option<std::io::Result<String>>| {
            let line = line?.ok()?;
            Some(line.strip_prefix("wrote ").map(|number| number.parse::<u128>().unwrap()))
        };
        // Let it begin, then kill it within the next few writes.
        while let Some(line) = number(lines.next()) {
            if let Some(written) = line {
                acknowledged = written;
                break;
            }
        }
        std::thread::sleep(Duration::from_micros(round * 397 % 9000));
        child.kill().unwrap();
        while let Some(line) = number(lines.next()) {
            acknowledged = line.unwrap_or(acknowledged);
        }
        child.wait().unwrap();

        let library = Library::open(&bench.path(), Access::ReadOnly).unwrap();
        let stories = library.stories().unwrap();
        let kept = stories.iter().map(|story| story.id.0.as_u128()).max().unwrap();
        assert!(kept >= acknowledged, "round {round}: {kept} of {acknowledged}");
        assert_eq!(stories.len() as u128, kept + 1, "round {round}: a gap");
        assert_eq!(library.log(usize::MAX).unwrap().len() as u128, kept + 1, "round {round}");
        assert_eq!(library.search("thing", usize::MAX).unwrap().len() as u128, kept + 1);
        // One that was written and not acknowledged is there too, and counts from now on.
        acknowledged = kept;
    }
    assert!(acknowledged >= 30);
}

#[test]
#[ignore = "run by another test, which kills it"]
fn child_writes() {
    let place = std::env::var_os(PLACE).expect("run by its parent");
    let first: u128 = std::env::var(FIRST).unwrap().parse().unwrap();
    let mut library = Library::open(Path::new(&place), Access::ReadWrite).unwrap();
    let mut out = std::io::stdout();
    for number in first.. {
        let new = operation(Verb::New, vec![story_change(None, Some(&story(number)))]);
        library.commit(new, at(0)).unwrap();
        writeln!(out, "wrote {number}").unwrap();
        out.flush().unwrap();
    }
}
