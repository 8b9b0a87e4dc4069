//! Faults: killed processes, power cuts, full disks, damaged files, other processes and other machines.
//!
//! Each harness has a short form, which `cargo test` runs, and a long one with the counts that a promise needs:
//!
//! ```text
//! STAR_FAULTS=long cargo test --release --test faults -- --nocapture --test-threads=1 [NAME]
//! ```
//!
//! Either prints a line of figures. Every harness has a control, a writer or a file that must fail it: one that
//! cannot fail proves nothing.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stderr, reason = "the figures are what a long run is for")]

mod bench;
mod crowd;
mod disk;
mod flips;
mod hostile;
mod import;
mod inject;
mod kill;
mod power;
mod privacy;
mod refusal;
mod replicas;
#[path = "../suite/sandbox.rs"]
#[allow(dead_code, reason = "the suite uses all of it")]
mod sandbox;
mod trace;
mod way_back;

/// A file that nobody declares is a test that nobody runs.
#[test]
fn every_file_of_the_faults_is_part_of_them() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") {
            assert!(main.contains(&format!("mod {module};")), "{name} is not declared");
        }
    }
}
