//! The rules against whole stories: what a careful reader would remark, no more and no fewer.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Finding, RULES, Severity};
use crate::analysis::{Settings, StoryAnalysis, analyse_library};
use crate::catalogue::default_profile;
use crate::story::{Slug, Story};

/// The remark a reader would make: a code, and words that it marks or names.
type Expected = BTreeMap<String, Option<String>>;

/// A story from a document, with what lies beside it there.
fn story(at: usize, mut document: Value) -> Story {
    let fields = document.as_object_mut().expect("a story is a mapping");
    let title = fields["title"].as_str().expect("a title").to_owned();
    fields.remove("expects");
    fields.remove("may");
    fields.entry("id").or_insert_with(|| json!(Uuid::from_u128(at as u128 + 1)));
    fields.entry("slug").or_insert_with(|| json!(Slug::from_title(&title)));
    for stamp in ["created", "updated"] {
        fields.entry(stamp).or_insert_with(|| json!("2026-11-01T00:00:00Z"));
    }
    serde_json::from_value(document).unwrap_or_else(|error| panic!("{title}: {error}"))
}

fn read(stories: Vec<Value>) -> Vec<(Story, StoryAnalysis)> {
    let stories: Vec<Story> =
        stories.into_iter().enumerate().map(|(at, document)| story(at, document)).collect();
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let analyses = analyse_library(&stories, default_profile(), &Settings::default(), today);
    stories.into_iter().zip(analyses).collect()
}

fn library(yaml: &str) -> Vec<Value> {
    #[derive(Deserialize)]
    struct Library {
        stories: Vec<Value>,
    }
    crate::yaml::from_str::<Library>(yaml).unwrap().stories
}

fn marked<'s>(story: &'s Story, finding: &Finding) -> &'s str {
    let text = finding.section.and_then(|section| story.section(section)).unwrap_or_default();
    finding.span.map_or("", |span| span.slice(text))
}

/// Takes the finding that makes a reader's remark out of those that are left.
fn take(story: &Story, left: &mut Vec<&Finding>, code: &str, words: Option<&str>) -> bool {
    let words = words.unwrap_or_default();
    let at = left.iter().position(|finding| {
        finding.code == code
            && (marked(story, finding).contains(words) || finding.message.contains(words))
    });
    at.map(|at| left.remove(at)).is_some()
}

/// What is missing and what is too much, in words. What a reader may remark is neither.
fn compare(
    story: &Story,
    found: &[Finding],
    expected: &[Expected],
    tolerated: &[Expected],
) -> Vec<String> {
    let mut left: Vec<&Finding> = found.iter().collect();
    let mut faults = Vec::new();
    for (code, words) in expected.iter().flatten() {
        if !take(story, &mut left, code, words.as_deref()) {
            faults.push(format!("{}: missing {code} {words:?}", story.slug));
        }
    }
    for (code, words) in tolerated.iter().flatten() {
        take(story, &mut left, code, words.as_deref());
    }
    faults.extend(
        left.iter().map(|finding| {
            format!("{}: too much {} {:?}", story.slug, finding.code, finding.message)
        }),
    );
    faults
}

fn remarks(document: &Value, key: &str) -> Vec<Expected> {
    let listed = document.get(key).cloned().unwrap_or_else(|| json!([]));
    serde_json::from_value(listed).unwrap()
}

/// Where the rules and the reader part, over the stories of a file.
fn faults(yaml: &str) -> Vec<String> {
    let documents: Vec<Value> = crate::yaml::from_str(yaml).unwrap();
    let readers: Vec<_> = documents
        .iter()
        .map(|document| (remarks(document, "expects"), remarks(document, "may")))
        .collect();
    read(documents)
        .iter()
        .zip(&readers)
        .flat_map(|((story, analysis), (expects, may))| {
            compare(story, &analysis.findings, expects, may)
        })
        .collect()
}

#[test]
fn eight_whole_stories_read_as_a_careful_reader_reads_them() {
    let faults = faults(include_str!("../../../tests/judgement/stories.yaml"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn stories_that_no_rule_was_written_for_read_as_a_careful_reader_reads_them() {
    let faults = faults(include_str!("../../../tests/judgement/unseen.yaml"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The codes on the comment lines `# expects: …`, in the order of the stories.
fn expectations(yaml: &str) -> Vec<Vec<&str>> {
    yaml.lines()
        .filter_map(|line| line.trim().strip_prefix("# expects:"))
        .map(|codes| codes.split_whitespace().collect())
        .collect()
}

#[test]
fn the_weak_library_raises_what_stands_above_each_story() {
    let yaml = include_str!("../../../examples/weak-library.yaml");
    let expected = expectations(yaml);
    let read = read(library(yaml));
    assert_eq!(read.len(), expected.len());
    for ((story, analysis), expected) in read.iter().zip(&expected) {
        let found: Vec<&str> = analysis.findings.iter().map(|finding| finding.code).collect();
        for code in expected {
            assert!(found.contains(code), "{}: {code} not among {found:?}", story.slug);
        }
    }
}

#[test]
fn every_rule_about_the_text_fires_on_the_weak_library() {
    let read = read(library(include_str!("../../../examples/weak-library.yaml")));
    let found: Vec<&str> = read
        .iter()
        .flat_map(|(_, analysis)| &analysis.findings)
        .map(|finding| finding.code)
        .collect();
    // Bookkeeping of claims and allowances is no weakness of a story.
    let bookkeeping = ["Q011", "S006"];
    for rule in RULES.iter().filter(|rule| !bookkeeping.contains(&rule.code)) {
        assert!(found.contains(&rule.code), "{} fires nowhere", rule.code);
    }
}

#[test]
fn the_best_stories_of_the_example_library_raise_no_error_and_no_warning() {
    let best = [
        "reminders-never-delivered",
        "ask-before-swapping",
        "payments-before-paperwork",
        "free-payouts-disagreement",
    ];
    let read = read(library(include_str!("../../../examples/library.yaml")));
    let mut seen = 0;
    for (story, analysis) in &read {
        if best.contains(&story.slug.as_str()) {
            seen += 1;
            let grave: Vec<_> = analysis
                .findings
                .iter()
                .filter(|finding| finding.severity > Severity::Info)
                .map(|finding| (finding.code, &finding.message))
                .collect();
            assert!(grave.is_empty(), "{}: {grave:?}", story.slug);
        }
    }
    assert_eq!(seen, best.len());
}
