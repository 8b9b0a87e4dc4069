//! Learns anew what words say about principles, after a change to the questions, cues or synonyms.
//!
//! `cargo run --release --example train_ask > weights.tsv`, then put the file beside the others in
//! `src/matching/data`.

#![allow(clippy::print_stdout, reason = "an example is a program, and this is its answer")]

use starbench::catalogue::default_profile;
use starbench::matching::training;

fn main() {
    let profile = default_profile();
    let known = [training::examples(profile), training::leanings(profile)].concat();
    print!("{}", training::learn(profile, &known));
}
