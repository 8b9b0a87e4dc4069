//! The integration tests, in one binary so that the whole suite links once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accuracy;
mod architecture;
mod browser;
mod calendar;
mod chromium;
mod commands;
mod contracts;
mod cut_off;
mod documents;
mod editor;
mod examples;
mod hostile_documents;
mod ladders;
mod live;
mod look;
mod matching;
mod pictures;
mod planning;
mod practice;
mod prompts;
mod readme;
mod recorded;
mod report;
mod sandbox;
mod screen;
mod shell;
mod supply;

/// A file that nobody declares is a test that nobody runs.
#[test]
fn every_file_of_the_suite_is_part_of_it() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") {
            assert!(main.contains(&format!("mod {module};")), "{name} is not declared");
        }
    }
}
