//! How often `ask` is right about questions whose answer is known.
//!
//! `cargo run --release --example evaluate_ask -- [--misses] [--half 0|1] FILE…`
//!
//! A file of questions holds `{"question", "principle", "also"}` a line, one of pairs `{"question", "slug", "also"}`
//! with the slug of a story; a file of stories (YAML) is the library for the pairs, and its tags measure `suggest`.
//! `learnt` in place of a file measures the examples that the weights are learnt from, each by weights learnt without
//! it. `--half` takes every other line, to tune on one half and watch the other; `--misses` prints what went wrong.

#![allow(clippy::print_stdout, reason = "an example is a program, and this is its answer")]
#![allow(clippy::unwrap_used, reason = "a file that is not as described ends the evaluation")]

use std::fs;
use std::path::Path;

use chrono::{NaiveDate, Utc};
use serde::Deserialize;
use starbench::analysis::{Settings, analyse_library};
use starbench::catalogue::{Profile, default_profile};
use starbench::interchange::LibraryDocument;
use starbench::matching::{Matcher, training};
use starbench::story::{Slug, Story, StoryId};

#[derive(Deserialize)]
struct Asked {
    question: String,
    /// The principle, or the story's slug.
    #[serde(alias = "slug")]
    principle: String,
    #[serde(default)]
    also: Vec<String>,
}

/// How often the right answer stood first, and among the first three.
#[derive(Default)]
struct Score {
    asked: usize,
    first: usize,
    in_three: usize,
    first_also: usize,
    in_three_also: usize,
}

impl Score {
    /// Counts one answer; returns the rank of the right one.
    fn count(&mut self, asked: &Asked, ranked: &[&str]) -> Option<usize> {
        let right = ranked.iter().position(|id| *id == asked.principle);
        let accepted = ranked
            .iter()
            .position(|id| *id == asked.principle || asked.also.iter().any(|a| a == id));
        self.asked += 1;
        self.first += usize::from(right == Some(0));
        self.in_three += usize::from(right.is_some_and(|at| at < 3));
        self.first_also += usize::from(accepted == Some(0));
        self.in_three_also += usize::from(accepted.is_some_and(|at| at < 3));
        right
    }

    fn print(&self, what: &str) {
        let share = |count: usize| count as f64 / self.asked.max(1) as f64;
        println!(
            "{what} {}: first {:.3}, in three {:.3}; with `also` {:.3}, {:.3}",
            self.asked,
            share(self.first),
            share(self.in_three),
            share(self.first_also),
            share(self.in_three_also),
        );
    }
}

fn read(path: &str, half: Option<usize>) -> Vec<Asked> {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .enumerate()
        .filter(|(line, _)| half.is_none_or(|half| line % 2 == half))
        .map(|(_, line)| serde_json::from_str(line).unwrap())
        .collect()
}

fn library(path: &str) -> Vec<Story> {
    let document: LibraryDocument =
        starbench::yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    document
        .stories
        .into_iter()
        .enumerate()
        .map(|(n, story)| {
            let slug = story.slug.clone().unwrap_or_else(|| Slug::from_title(&story.title));
            let id = StoryId(uuid::Uuid::from_u128(n as u128));
            story.into_story(id, slug, Utc::now())
        })
        .collect()
}

fn questions(matcher: &Matcher<'_>, asked: &[Asked], misses: bool) -> Score {
    let mut score = Score::default();
    for asked in asked {
        let answer = matcher.ask(&asked.question, &[], &[]);
        let ranked: Vec<&str> = answer.principles.iter().map(|(id, _)| id.as_str()).collect();
        let rank = score.count(asked, &ranked);
        if misses && rank != Some(0) {
            println!(
                "{}\n    {} at {:?}, not {}",
                asked.question,
                asked.principle,
                rank.map(|r| r + 1),
                ranked[0]
            );
        }
    }
    score
}

fn learnt(profile: &Profile, misses: bool) {
    const FOLDS: usize = 6;
    let examples = training::examples(profile);
    let turn = profile.principles().len();
    let mut total = Score::default();
    for fold in 0..FOLDS {
        let held = |index: usize| index / turn % FOLDS == fold;
        let kept: Vec<_> = examples
            .iter()
            .enumerate()
            .filter(|(n, _)| !held(*n))
            .map(|(_, e)| e.clone())
            .chain(training::leanings(profile))
            .collect();
        let asked: Vec<Asked> = examples
            .iter()
            .enumerate()
            .filter(|(n, _)| held(*n))
            .map(|(_, (question, principle))| Asked {
                question: question.clone(),
                principle: profile.principles()[*principle].id.to_string(),
                also: Vec::new(),
            })
            .collect();
        let table = training::learn(profile, &kept);
        let score = questions(&Matcher::with_weights(profile, &table), &asked, misses);
        total.asked += score.asked;
        total.first += score.first;
        total.in_three += score.in_three;
    }
    total.print("examples");
}

fn pairs(matcher: &Matcher<'_>, stories: &[Story], asked: &[Asked], misses: bool) -> Score {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let analyses = analyse_library(stories, default_profile(), &Settings::default(), today);
    let mut score = Score::default();
    for asked in asked {
        let answer = matcher.ask(&asked.question, stories, &analyses);
        let ranked: Vec<&str> = answer.stories.iter().map(|story| story.slug.as_str()).collect();
        let rank = score.count(asked, &ranked);
        if misses && rank != Some(0) {
            let top: Vec<_> =
                answer.principles.iter().take(3).map(|(id, p)| format!("{id} {p:.2}")).collect();
            println!(
                "{}\n    {} at {:?}, not {}; {}",
                asked.question,
                asked.principle,
                rank.map(|r| r + 1),
                ranked[0],
                top.join(", ")
            );
        }
    }
    score
}

fn suggestions(matcher: &Matcher<'_>, stories: &[Story], misses: bool) -> Score {
    let mut score = Score::default();
    for story in stories {
        let Some((primary, others)) = story.principles.split_first() else { continue };
        let asked = Asked {
            question: story.title.clone(),
            principle: primary.to_string(),
            also: others.iter().map(ToString::to_string).collect(),
        };
        let suggestions = matcher.suggest(story);
        let ranked: Vec<&str> =
            suggestions.principles.iter().map(|s| s.principle.as_str()).collect();
        let rank = score.count(&asked, &ranked);
        if misses && rank != Some(0) {
            println!(
                "{}\n    {} at {:?}, {:?}",
                story.title,
                asked.principle,
                rank.map(|r| r + 1),
                suggestions
                    .principles
                    .iter()
                    .take(4)
                    .map(|s| format!("{} {:.2}", s.principle, s.score))
                    .collect::<Vec<_>>()
            );
        }
    }
    score
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let misses = args.iter().any(|arg| arg == "--misses");
    args.retain(|arg| arg != "--misses");
    let half = args.iter().position(|arg| arg == "--half").map(|at| {
        args.remove(at);
        args.remove(at).parse().unwrap()
    });
    let profile = default_profile();
    let matcher = Matcher::new(profile);
    let (files, lists): (Vec<String>, Vec<String>) = args
        .into_iter()
        .partition(|arg| Path::new(arg).extension().is_some_and(|kind| kind == "yaml"));
    let libraries: Vec<Vec<Story>> = files.iter().map(|path| library(path)).collect();
    for (path, stories) in files.iter().zip(&libraries) {
        suggestions(&matcher, stories, misses).print(&format!("suggestions {path}"));
    }
    for path in &lists {
        if path == "learnt" {
            learnt(profile, misses);
            continue;
        }
        let asked = read(path, half);
        let named = |stories: &Vec<Story>| {
            stories
                .iter()
                .any(|story| asked.iter().any(|asked| story.slug.as_str() == asked.principle))
        };
        match libraries.iter().find(|stories| named(stories)) {
            Some(stories) => {
                pairs(&matcher, stories, &asked, misses).print(&format!("pairs {path}"));
            }
            None => questions(&matcher, &asked, misses).print(&format!("questions {path}")),
        }
    }
}
