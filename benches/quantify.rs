//! Throughput of the recogniser in bytes a second, beside one pass of a plain `regex` over the same text.
//!
//! `cargo bench --bench quantify`. Both run on one thread. The dense text is interview prose with a figure every
//! ten words or so; the plain one is the same prose with every tenth passage, the rest without a figure.

#![allow(missing_docs, reason = "a bench has no callers")]

use divan::Bencher;
use divan::counter::BytesCount;
use regex::Regex;
use serde_json::Value;
use starbench::analysis::grade;
use starbench::analysis::quantity::recognise;
use starbench::story::Section;

/// A number with what may stand around it: what a search without a grammar would do.
const PLAIN: &str = r"(?i)[$€£¥₹]?\s?\d+(?:[.,]\d+)*\s?(?:%|percent|ms|seconds?|minutes?|hours?|days?|weeks?|months?|years?|k|m|bn|million|billion|x)?\b";

const QUIET: &str = "When I picked the work up, nobody could say who owned it. I sat with the people on the desk, \
    wrote down what they did by hand, and asked them which part they would drop first. We agreed on a plan that \
    the finance lead could live with, and I kept the whole group in the loop with a short note every Friday. ";

/// About a mebibyte of passages.
fn text(dense: bool) -> String {
    let mut passages = String::new();
    for set in ["a", "b", "c", "g", "k"] {
        let path = format!("{}/tests/quantities/{set}-open.jsonl", env!("CARGO_MANIFEST_DIR"));
        let lines = std::fs::read_to_string(path).expect("the open sets lie beside the tests");
        for (number, line) in lines.lines().enumerate() {
            let case: Value = serde_json::from_str(line).expect("each line is one case");
            if dense || number % 10 == 0 {
                passages.push_str(case["text"].as_str().expect("each case has a text"));
            } else {
                passages.push_str(QUIET);
            }
            passages.push_str("\n\n");
        }
    }
    passages.repeat((1 << 20) / passages.len() + 1)
}

#[divan::bench(args = [true, false])]
fn recognise_dense(bencher: Bencher, dense: bool) {
    let text = text(dense);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| recognise(divan::black_box(&text), Section::Result));
}

#[divan::bench(args = [true, false])]
fn plain_regex_dense(bencher: Bencher, dense: bool) {
    let text = text(dense);
    let regex = Regex::new(PLAIN).expect("the pattern is fixed");
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| regex.find_iter(divan::black_box(&text)).count());
}

/// A line at a time, as the filter works.
#[divan::bench]
fn recognise_lines(bencher: Bencher) {
    let text = text(true);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        divan::black_box(&text)
            .lines()
            .map(|line| recognise(line, Section::Result).len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn assess_lines(bencher: Bencher) {
    let text = text(true);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        divan::black_box(&text)
            .lines()
            .map(|line| usize::from(grade::assess(line, Section::Result, &[]).grade.number()))
            .sum::<usize>()
    });
}

fn main() {
    divan::main();
}
