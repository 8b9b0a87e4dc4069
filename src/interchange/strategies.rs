//! Arbitrary stories for property tests.

use chrono::{DateTime, Utc};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use uuid::Uuid;

use super::document::StoryDocument;
use super::import::Imported;
use crate::catalogue::{PrincipleId, Profile, default_profile};
use crate::story::{Allow, Basis, Claim, Month, Outcome, Period, Sections, Slug, Story, StoryId};
use crate::yaml::Place;

pub(super) fn profile() -> &'static Profile {
    default_profile()
}

pub(super) fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_000_000 + second, 0).unwrap()
}

/// Text with everything that YAML readers trip over, and now and then anything at all.
pub(super) fn text() -> impl Strategy<Value = String> {
    let thorny = vec(
        prop_oneof![
            4 => "[a-z]{1,6}".boxed(),
            1 => "[ \t\n]{1,3}".boxed(),
            1 => prop::sample::select(vec![
                ": ", " #", "- ", "---", "...", "\"", "'", "\\", "|", ">", "\r\n", "\u{85}", "\u{2028}", "\u{2029}",
                "\u{feff}", "👩‍🚀", "é", "\u{301}", "\u{202e}", "yes", "null", "~", "2024-01-01", "1e5", "12:30",
                "0x1f", "%", "@", "`", "{", "]", ",", "&a", "*a", "!t", "<<", "=", "?", "\u{a0}", "\u{3000}", "$5",
            ]).prop_map(str::to_owned).boxed(),
        ],
        0..12,
    )
    .prop_map(|parts| parts.concat());
    prop_oneof![4 => thorny, 1 => any::<String>()]
        .prop_map(|text| text.chars().filter(|&c| !super::text::is_forbidden(c)).collect())
}

fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("x{text}"))
}

fn period() -> impl Strategy<Value = Period> {
    (1900..3000, 1..=12u32, 0..30i32).prop_map(|(year, month, years)| Period {
        from: Month::new(year, month).unwrap(),
        to: Month::new((year + years).min(2999), 12).unwrap(),
    })
}

pub(super) fn slug() -> impl Strategy<Value = Slug> {
    prop_oneof!["[a-d]", "[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,3}", Just("null".to_owned())]
        .prop_map(|text| text.parse().unwrap())
}

/// An arbitrary story, one of few ids so that two often share one; its claims stand in its text.
pub(super) fn story() -> impl Strategy<Value = Story> {
    let known: Vec<PrincipleId> =
        profile().principles().iter().map(|known| known.id.clone()).collect();
    let names = (0u128..6, slug(), line(), prop::sample::subsequence(known, 0..4));
    let facts = (of(text()), of(text()), of(text()), of(period()));
    let outcome = of(prop::sample::select(&Outcome::ALL[..]));
    let sections = [of(text()), of(text()), of(text()), of(text()), of(text()), of(text())];
    let claims = vec((line(), prop::sample::select(&Basis::ALL[..]), of(text()), of(text())), 0..3);
    let allow = vec(("[A-Z][0-9]{3}", line()), 0..3);
    let rest = (of(text()), 0i64..50, 0i64..50);
    (names, facts, outcome, sections, claims, allow, rest).prop_map(
        |(names, facts, outcome, sections, claims, allow, rest)| {
            let [headline, situation, task, action, result, learning] = sections;
            let claims: Vec<Claim> = claims
                .into_iter()
                .map(|(figure, basis, source, share)| Claim { figure, basis, source, share })
                .collect();
            let quoted: Vec<&str> = claims.iter().map(|claim| claim.figure.as_str()).collect();
            let result = result.unwrap_or_default() + "\n" + &quoted.join("\n");
            Story {
                id: StoryId(Uuid::from_u128(0x0193_f0c2_0000_7000_8000_0000_0000_0000 + names.0)),
                slug: names.1,
                title: names.2,
                principles: names.3,
                project: facts.0,
                role: facts.1,
                organization: facts.2,
                period: facts.3,
                outcome,
                sections: Sections {
                    headline,
                    situation,
                    task,
                    action,
                    result: Some(result),
                    learning,
                },
                claims,
                allow: allow.into_iter().map(|(code, reason)| Allow { code, reason }).collect(),
                notes: rest.0,
                created: at(rest.1.min(rest.2)),
                updated: at(rest.1.max(rest.2)),
            }
        },
    )
}

/// Stories with ids and slugs of their own, as a library has them, and normalised text.
pub(super) fn library() -> impl Strategy<Value = Vec<Story>> {
    vec(story(), 0..5).prop_map(|stories| {
        let mut library: Vec<Story> = Vec::new();
        for story in stories {
            if library.iter().all(|other| other.id != story.id && other.slug != story.slug) {
                library.push(tidied(&story));
            }
        }
        library
    })
}

/// A story as a reader would give it back.
pub(super) fn tidied(story: &Story) -> Story {
    StoryDocument::from(story).into_story(story.id, story.slug.clone(), story.updated)
}

pub(super) fn imported(document: StoryDocument) -> Imported {
    Imported { document, file: "library.yaml".into(), place: Place { line: 3, column: 5 } }
}
