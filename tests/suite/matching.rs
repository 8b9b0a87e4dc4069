//! How well questions find their principle and their story, as a floor under later changes.

use std::fs;

use serde::Deserialize;
use starbench::catalogue::{Profile, default_profile};
use starbench::interchange::LibraryDocument;
use starbench::matching::{Matcher, training};
use starbench::story::{Slug, Story, StoryId};

use crate::sandbox::repository;

#[derive(Deserialize)]
struct Asked {
    question: String,
    #[serde(alias = "slug")]
    principle: String,
}

fn read(name: &str) -> String {
    fs::read_to_string(repository().join("tests/matching").join(name)).unwrap()
}

fn asked(name: &str) -> Vec<Asked> {
    read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn library(path: &str) -> Vec<Story> {
    let document: LibraryDocument =
        starbench::yaml::from_str(&fs::read_to_string(repository().join(path)).unwrap()).unwrap();
    let stories = document.stories.into_iter().enumerate();
    stories
        .map(|(n, story)| {
            let slug = story.slug.clone().unwrap_or_else(|| Slug::from_title(&story.title));
            let id = StoryId(uuid::Uuid::from_u128(n as u128));
            story.into_story(id, slug, chrono::DateTime::UNIX_EPOCH)
        })
        .collect()
}

/// The shares of the questions whose right answer stands first, and in the first three.
fn shares(asked: &[Asked], rank: impl Fn(&str) -> Vec<String>) -> (f64, f64) {
    let ranks: Vec<Option<usize>> = asked
        .iter()
        .map(|asked| rank(&asked.question).iter().position(|id| *id == asked.principle))
        .collect();
    let within = |places: usize| {
        let right = ranks.iter().filter(|rank| rank.is_some_and(|at| at < places)).count();
        right as f64 / asked.len() as f64
    };
    (within(1), within(3))
}

fn principles(name: &str) -> (f64, f64) {
    let matcher = Matcher::new(default_profile());
    shares(&asked(name), |question| {
        let answer = matcher.ask(question, &[], &[]);
        answer.principles.into_iter().map(|(id, _)| id.to_string()).collect()
    })
}

#[test]
fn most_held_out_questions_find_their_principle() {
    for (questions, least) in
        [("questions-open.jsonl", (0.76, 0.92)), ("questions-last.jsonl", (0.85, 0.93))]
    {
        let (first, in_three) = principles(questions);
        assert!(
            first >= least.0 && in_three >= least.1,
            "{questions}: {first:.3} first, {in_three:.3} in three"
        );
    }
}

#[test]
fn questions_that_go_round_every_corner_find_it_half_of_the_time() {
    let (first, in_three) = principles("questions-oblique.jsonl");
    assert!(first >= 0.52 && in_three >= 0.82, "{first:.3} first, {in_three:.3} in three");
}

#[test]
fn held_out_pairs_find_their_story() {
    let matcher = Matcher::new(default_profile());
    for (pairs, path, least) in [
        ("pairs-open.jsonl", "tests/matching/bank.yaml", (0.45, 0.66)),
        ("pairs-direct.jsonl", "tests/matching/bank.yaml", (0.75, 0.81)),
        ("pairs-examples.jsonl", "examples/library.yaml", (0.76, 0.85)),
        ("pairs-orchard.jsonl", "tests/matching/orchard.yaml", (0.55, 0.78)),
        ("pairs-harbour.jsonl", "tests/matching/harbour.yaml", (0.62, 0.78)),
        ("pairs-tidewell.jsonl", "tests/matching/tidewell.yaml", (0.70, 0.83)),
    ] {
        let stories = library(path);
        let (first, in_three) = shares(&asked(pairs), |question| {
            let answer = matcher.ask(question, &stories, &[]);
            answer.stories.into_iter().map(|story| story.slug.to_string()).collect()
        });
        assert!(
            first >= least.0 && in_three >= least.1,
            "{pairs}: {first:.3} first, {in_three:.3} in three"
        );
    }
}

#[test]
fn most_stories_show_a_tag_of_theirs_among_the_first_three() {
    let matcher = Matcher::new(default_profile());
    for path in ["tests/matching/bank.yaml", "examples/library.yaml"] {
        let stories = library(path);
        let shown = stories.iter().filter(|story| {
            let suggestions = matcher.suggest(story).principles;
            suggestions.iter().take(3).any(|shown| story.carries(&shown.principle))
        });
        let share = shown.count() as f64 / stories.len() as f64;
        assert!(share >= 0.9, "{path}: {share:.3}");
    }
}

#[test]
fn no_held_out_question_is_an_example() {
    let plain = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let examples: Vec<String> =
        training::examples(default_profile()).iter().map(|(text, _)| plain(text)).collect();
    let bank: Vec<String> = Profile::questions(default_profile())
        .iter()
        .map(|question| plain(&question.text))
        .collect();
    for name in [
        "questions-open.jsonl",
        "questions-oblique.jsonl",
        "questions-last.jsonl",
        "pairs-open.jsonl",
        "pairs-direct.jsonl",
        "pairs-examples.jsonl",
        "pairs-orchard.jsonl",
        "pairs-harbour.jsonl",
        "pairs-tidewell.jsonl",
    ] {
        for asked in asked(name) {
            let question = plain(&asked.question);
            assert!(!examples.contains(&question), "{}", asked.question);
            assert!(!bank.contains(&question), "{}", asked.question);
        }
    }
}
