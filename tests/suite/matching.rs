//! How well questions find their principle and their story, as a floor under later changes.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use starbench::catalogue::{Profile, default_profile};
use starbench::interchange::LibraryDocument;
use starbench::matching::{Matcher, training};
use starbench::story::{Slug, Story, StoryId};

#[derive(Deserialize)]
struct Asked {
    question: String,
    #[serde(alias = "slug")]
    principle: String,
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matching").join(name))
        .unwrap()
}

fn asked(name: &str) -> Vec<Asked> {
    read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn bank() -> Vec<Story> {
    let document: LibraryDocument = starbench::yaml::from_str(&read("bank.yaml")).unwrap();
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

#[test]
fn most_held_out_questions_find_their_principle() {
    let matcher = Matcher::new(default_profile());
    let (first, in_three) = shares(&asked("questions-open.jsonl"), |question| {
        let answer = matcher.ask(question, &[], &[]);
        answer.principles.into_iter().map(|(id, _)| id.to_string()).collect()
    });
    assert!(first >= 0.67 && in_three >= 0.86, "{first:.3} first, {in_three:.3} in three");
}

#[test]
fn half_of_the_held_out_pairs_find_their_story_among_sixteen() {
    let matcher = Matcher::new(default_profile());
    let stories = bank();
    let (first, in_three) = shares(&asked("pairs-open.jsonl"), |question| {
        let answer = matcher.ask(question, &stories, &[]);
        answer.stories.into_iter().map(|story| story.slug.to_string()).collect()
    });
    assert!(first >= 0.45 && in_three >= 0.66, "{first:.3} first, {in_three:.3} in three");
}

#[test]
fn most_stories_show_their_first_tag_among_the_first_three() {
    let matcher = Matcher::new(default_profile());
    let stories = bank();
    let shown = stories.iter().filter(|story| {
        let suggestions = matcher.suggest(story).principles;
        suggestions.iter().take(3).any(|shown| Some(&shown.principle) == story.primary())
    });
    let share = shown.count() as f64 / stories.len() as f64;
    assert!(share >= 0.85, "{share:.3}");
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
    for asked in asked("questions-open.jsonl").iter().chain(&asked("pairs-open.jsonl")) {
        let question = plain(&asked.question);
        assert!(!examples.contains(&question) && !bank.contains(&question), "{}", asked.question);
    }
}
