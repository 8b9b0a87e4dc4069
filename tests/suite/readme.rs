//! Every command that the README shows runs, and every command there is stands in it.

use std::fs;

use crate::sandbox::{Sandbox, repository};

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).unwrap()
}

#[test]
fn the_first_ten_minutes_run_as_they_are_written() {
    let sandbox = Sandbox::new();
    let readme = readme();
    let lines: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("$ star ")).collect();
    assert!(lines.len() >= 10, "{lines:?}");
    for line in lines {
        let words = shell_words::split(line).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let run = sandbox.run(&words);
        assert!(run.code < 2, "star {line}: {run:?}");
    }
}

#[test]
fn every_command_is_documented() {
    let sandbox = Sandbox::new();
    let help = sandbox.answer(&["--help"]);
    let readme = readme();
    let commands: Vec<&str> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() >= 25, "{commands:?}");
    for command in commands {
        assert!(
            readme.contains(&format!("`{command}`")) || readme.contains(&format!("`{command} ")),
            "{command}"
        );
    }
}
