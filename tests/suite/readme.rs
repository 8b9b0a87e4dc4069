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
    let lines: Vec<&str> = readme
        .split("```console")
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("$ star "))
        .collect();
    assert!(lines.len() >= 10, "{lines:?}");
    for line in lines {
        let words = shell_words::split(line).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let run = sandbox.run(&words);
        assert!(run.code < 2, "star {line}: {run:?}");
    }
}

#[test]
fn every_excerpt_is_what_the_program_prints() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let readme = readme();
    let blocks: Vec<&str> =
        readme.split("```text\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect();
    assert!(blocks.len() >= 2);
    for block in blocks {
        let (command, lines) = block.split_once('\n').unwrap();
        let words: Vec<&str> = command.strip_prefix("$ star ").unwrap().split(' ').collect();
        let printed = sandbox.run(&words).stdout;
        for line in lines.lines().filter(|line| !line.is_empty()) {
            assert!(printed.lines().any(|there| there == line), "{command}: {line}");
        }
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
