//! An import that is killed at a random moment has taken everything or nothing.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use starbench::store::{Access, Library};

use crate::bench::{Chance, damage, figure, is_long, rounds};
use crate::sandbox::Sandbox;

fn document(from: usize, to: usize) -> String {
    let mut text = "version: 1\nstories:\n".to_owned();
    for n in from..to {
        let _ = write!(
            text,
            "  - title: Story {n}\n    slug: story-{n}\n    action: |\n      I did thing number {n}.\n    result: |\n      It fell by {}% within {} weeks.\n",
            n % 97 + 1,
            n % 9 + 1
        );
    }
    text
}

fn write(sandbox: &Sandbox, name: &str, text: &str) -> PathBuf {
    let path = sandbox.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

fn count(library: &Path) -> usize {
    let library = Library::open(library, Access::ReadOnly).unwrap();
    assert_eq!(damage(&library).unwrap(), [""; 0]);
    let stories = library.stories().unwrap().len();
    assert_eq!(library.search("thing", usize::MAX).unwrap().len(), stories);
    stories
}

/// Runs a shell line in a group of its own and kills all of it after a while.
fn kill_after(sandbox: &Sandbox, line: &str, while_: Duration) {
    let star = sandbox.command();
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).env_clear().current_dir(sandbox.path());
    for (name, value) in star.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    shell.env("STAR", star.get_program()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = shell.process_group(0).spawn().unwrap();
    std::thread::sleep(while_);
    let group = format!("-{}", child.id());
    // The group is gone where the import was quicker.
    let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    child.wait().unwrap();
    // A child of the shell outlives it by a moment, and its locks with it.
    std::thread::sleep(Duration::from_millis(20));
}

fn began(sandbox: &Sandbox) {
    let few = write(sandbox, "few.yaml", &document(0, 3));
    sandbox.answer(&["import", few.to_str().unwrap()]);
}

#[test]
fn a_killed_import_has_taken_everything_or_nothing() {
    let many = if is_long() { 5000 } else { 300 };
    let kills = rounds(8, 300);
    let source = Sandbox::new();
    began(&source);
    let whole = fs::read(source.library()).unwrap();
    let big = write(&source, "big.yaml", &document(3, 3 + many));
    let started = Instant::now();
    source.answer(&["import", big.to_str().unwrap()]);
    let takes = started.elapsed();
    assert_eq!(count(&source.library()), 3 + many);
    let mut chance = Chance::new(5);
    let (mut nothing, mut everything) = (0, 0);
    for kill in 0..kills {
        fs::write(source.library(), &whole).unwrap();
        let _ = fs::remove_file(source.library().with_extension("db-journal"));
        let moment = takes.mul_f64(chance.below(1100) as f64 / 1000.0);
        kill_after(&source, "exec \"$STAR\" import big.yaml", moment);
        match count(&source.library()) {
            3 => nothing += 1,
            n if n == 3 + many => everything += 1,
            n => panic!("kill {kill} after {moment:?} left {n} stories"),
        }
    }
    figure(
        "kill -9 during an import",
        &format!(
            "{kills} kills of an import of {many} stories ({takes:.1?}): {nothing} with nothing taken, {everything} with everything, 0 partial"
        ),
    );
    assert!(nothing > 0, "no kill came early enough to prove anything");
}

#[test]
fn an_import_in_two_steps_is_found_to_be_partial() {
    let sandbox = Sandbox::new();
    began(&sandbox);
    write(&sandbox, "a.yaml", &document(3, 50));
    write(&sandbox, "b.yaml", &document(50, 100));
    let line = "\"$STAR\" import a.yaml; sleep 5; \"$STAR\" import b.yaml";
    kill_after(&sandbox, line, Duration::from_secs(2));
    assert_eq!(count(&sandbox.library()), 50);
}
