use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::analysis::{Settings, StoryAnalysis, analyse_library};
use crate::catalogue::{PrincipleId, default_profile};
use crate::story::{Section, Slug, Story, StoryId};

fn story(slug: &str, principles: &[&str], action: &str) -> Story {
    let number = slug.bytes().fold(1u128, |hash, byte| hash.wrapping_mul(31) + u128::from(byte));
    let slug: Slug = slug.parse().unwrap();
    let title = slug.as_str().replace('-', " ");
    let mut story =
        Story::draft(StoryId(uuid::Uuid::from_u128(number)), slug, title, DateTime::UNIX_EPOCH);
    story.principles = principles.iter().map(|id| PrincipleId::new(*id)).collect();
    story.sections.set(Section::Action, Some(action.to_owned()));
    story
}

fn library() -> Vec<Story> {
    vec![
        story(
            "baker",
            &["earn-trust"],
            "I apologised to the baker and told her what we had broken.",
        ),
        story("scanners", &["frugality"], "I reused old scanners instead of buying new ones."),
        story(
            "coaching",
            &["hire-and-develop-the-best"],
            "I coached Ana every week until she led a launch.",
        ),
    ]
}

fn analyses(stories: &[Story]) -> Vec<StoryAnalysis> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    analyse_library(stories, default_profile(), &Settings::default(), today)
}

fn first(question: &str, stories: &[Story]) -> String {
    let answer = ask(question, stories, &analyses(stories), default_profile());
    answer.stories[0].slug.to_string()
}

#[test]
fn the_story_that_shows_what_the_question_is_after_stands_first() {
    for (question, slug) in [
        ("Tell me about a time you admitted a mistake to a partner.", "baker"),
        ("How have you done more with less?", "scanners"),
        ("Whom have you coached into a bigger role?", "coaching"),
    ] {
        assert_eq!(first(question, &library()), slug, "{question}");
    }
}

#[test]
fn a_story_without_tags_is_found_by_what_its_text_shows() {
    let mut stories = library();
    for story in &mut stories {
        story.principles.clear();
    }
    assert_eq!(first("How have you done more with less?", &stories), "scanners");
}

#[test]
fn reasons_name_the_tag_the_words_and_the_standing() {
    let stories = library();
    let answer = ask("How have you saved money?", &stories, &analyses(&stories), default_profile());
    let why: Vec<String> = answer.stories[0].why.iter().map(ToString::to_string).collect();
    assert_eq!(
        why,
        [
            "tagged Frugality as primary",
            "its Action says \"I reused old scanners instead of buying new ones\"",
            "still a draft",
        ]
    );
    assert!(answer.stories[0].fits());
}

#[test]
fn a_text_that_points_nowhere_probes_nothing_and_no_story_fits() {
    let stories = library();
    let answer = ask("Zyx qwv?", &stories, &analyses(&stories), default_profile());
    assert!(answer.probed().is_empty(), "{:?}", answer.principles);
    assert!(answer.stories.iter().all(|found| !found.fits()));
}

#[test]
fn nothing_fits_where_no_story_is_about_it() {
    let stories = &library()[..1];
    let answer = ask("How have you saved money?", stories, &analyses(stories), default_profile());
    assert!(answer.stories.iter().all(|found| !found.fits()), "{:?}", answer.stories);
}

#[test]
fn of_two_stories_alike_the_ready_one_stands_first() {
    let mut stories = vec![
        story("a-draft", &["frugality"], "I reused old scanners instead of buying new ones."),
        story("b-ready", &["frugality"], "I reused old scanners instead of buying new ones."),
    ];
    stories[1].title = stories[0].title.clone();
    let mut analyses = analyses(&stories);
    analyses[1].status = crate::analysis::Status::Ready;
    let answer = ask("How have you saved money?", &stories, &analyses, default_profile());
    assert_eq!(answer.stories[0].slug.as_str(), "b-ready");
}

#[test]
fn a_suggestion_cites_the_sentence_and_a_tag_without_one_is_named() {
    let story = story(
        "scanners",
        &["think-big", "frugality"],
        "The hall was cold. I reused old scanners instead of buying new ones. We had tea.",
    );
    let suggestions = suggest(&story, default_profile());
    let best = &suggestions.principles[0];
    assert_eq!(best.principle.as_str(), "frugality");
    let (section, span) = best.evidence[0];
    assert_eq!(
        span.slice(story.section(section).unwrap()),
        "I reused old scanners instead of buying new ones."
    );
    assert_eq!(suggestions.unsupported, [PrincipleId::new("think-big")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_is_syntax(question in "\\PC{0,80}|[\"*():^{}<>|…-]{1,12}", action in "\\PC{0,120}") {
        let mut stories = library();
        stories.push(story("strange", &["ownership"], &action));
        let answer = ask(&question, &stories, &[], default_profile());
        let sum: f64 = answer.principles.iter().map(|(_, probability)| probability).sum();
        prop_assert!((sum - 1.0).abs() < 1e-6);
        prop_assert_eq!(answer.principles.len(), 16);
        prop_assert!(answer.principles.is_sorted_by(|a, b| a.1 >= b.1));
        prop_assert!(answer.stories.is_sorted_by(|a, b| a.score >= b.score));
        prop_assert!(answer.stories.iter().all(|found| (0.0..=1.0).contains(&found.score)));
    }

    #[test]
    fn the_order_of_the_library_does_not_change_the_answer(turn in 0usize..3, question in "[a-z ]{0,40}") {
        let stories = library();
        let mut turned = stories.clone();
        turned.rotate_left(turn);
        let profile = default_profile();
        prop_assert_eq!(
            ask(&question, &stories, &analyses(&stories), profile),
            ask(&question, &turned, &analyses(&turned), profile)
        );
    }

    #[test]
    fn every_cited_span_lies_in_its_section(action in "\\PC{0,60}( I reused old tools instead of buying\\. \\PC{0,40})?") {
        let story = story("strange", &[], &action);
        for shown in suggest(&story, default_profile()).principles {
            for (section, span) in shown.evidence {
                let text = story.section(section).unwrap();
                prop_assert!(span.start < span.end && span.end <= text.chars().count());
            }
        }
    }
}
