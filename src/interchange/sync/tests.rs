use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::strategies::{profile, story};
use super::*;
use crate::story::Story;

const NOW: &str = "2026-11-24T12:00:00Z";

fn shared(stories: &[&StoryDocument]) -> Shared {
    let stories = stories
        .iter()
        .map(|story| (story.id.unwrap(), Entry::Story(Box::new((*story).clone()))))
        .collect();
    Shared { stories, practice: BTreeMap::new() }
}

fn own(stories: &[&StoryDocument]) -> Own {
    let stories = stories.iter().map(|story| (story.id.unwrap(), (*story).clone())).collect();
    Own { stories, practice: BTreeMap::new() }
}

fn document(title: &str) -> StoryDocument {
    let slug = title.to_lowercase().parse().unwrap();
    let at = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    StoryDocument::from(&Story::draft(StoryId(uuid::Uuid::from_u128(7)), slug, title, at))
}

fn changed(
    story: &StoryDocument,
    seconds: i64,
    change: impl FnOnce(&mut StoryDocument),
) -> StoryDocument {
    let mut story = story.clone();
    story.updated = story.updated.map(|at| at + chrono::TimeDelta::seconds(seconds));
    change(&mut story);
    story
}

fn one(merged: &Merged) -> Option<StoryDocument> {
    merged.shared.stories.values().find_map(|entry| match entry {
        Entry::Story(story) => Some(story.as_ref().clone()),
        Entry::Removed(_) => None,
    })
}

#[test]
fn what_each_side_changed_alone_is_taken_from_there() {
    let base = document("Base");
    let here = changed(&base, 5, |story| story.action = Some("I acted.".into()));
    let there = changed(&base, 9, |story| story.result = Some("It fell.".into()));
    let merged = merge_shared(&shared(&[&base]), &own(&[&here]), &shared(&[&there]), "a", NOW);
    let story = one(&merged).unwrap();
    assert_eq!(story.action.as_deref(), Some("I acted."));
    assert_eq!(story.result.as_deref(), Some("It fell."));
    assert_eq!(story.updated, there.updated);
    assert!(merged.kept.is_empty());
}

#[test]
fn what_both_changed_stands_as_the_later_has_it_with_the_other_in_the_notes() {
    let base = document("Base");
    let here = changed(&base, 5, |story| story.action = Some("I acted.".into()));
    let there = changed(&base, 9, |story| story.action = Some("I did.".into()));
    let merged = merge_shared(&shared(&[&base]), &own(&[&here]), &shared(&[&there]), "a", NOW);
    let story = one(&merged).unwrap();
    assert_eq!(story.action.as_deref(), Some("I did."));
    assert!(story.notes.unwrap().ends_with("I acted."));
    assert_eq!(merged.kept.len(), 1);
    assert_eq!(merged.kept[0].field, Some("action"));
}

#[test]
fn lists_take_what_either_added_and_drop_what_either_took_out() {
    let ids = |names: &[&str]| -> Vec<_> {
        names.iter().map(|name| crate::catalogue::PrincipleId::new(*name)).collect()
    };
    let base = changed(&document("Base"), 0, |story| story.principles = ids(&["x", "y"]));
    let here = changed(&base, 5, |story| story.principles = ids(&["x", "y", "z"]));
    let there = changed(&base, 9, |story| story.principles = ids(&["y"]));
    let merged = merge_shared(&shared(&[&base]), &own(&[&here]), &shared(&[&there]), "a", NOW);
    assert_eq!(one(&merged).unwrap().principles, ids(&["y", "z"]));
}

#[test]
fn a_story_goes_only_by_a_removal_of_what_was_seen() {
    let base = document("Base");
    let edited = changed(&base, 5, |story| story.action = Some("New.".into()));
    let gone = |at: &str| Shared {
        stories: BTreeMap::from([(base.id.unwrap(), Entry::Removed(at.into()))]),
        practice: BTreeMap::new(),
    };
    let both = shared(&[&base]);
    let nothing = Shared::default();
    // Base, here, there, and whether the story is there afterwards.
    let cases = [
        (&both, own(&[]), both.clone(), false),
        (&both, own(&[]), shared(&[&edited]), true),
        (&both, own(&[&base]), gone("then"), false),
        (&both, own(&[&edited]), gone("then"), true),
        (&both, own(&[&base]), nothing.clone(), true),
        (&nothing, own(&[&base]), nothing.clone(), true),
        (&nothing, own(&[]), shared(&[&base]), true),
    ];
    for (number, (base, own, theirs, stays)) in cases.iter().enumerate() {
        let merged = merge_shared(base, own, theirs, "a", NOW);
        assert_eq!(one(&merged).is_some(), *stays, "case {number}");
    }
}

#[test]
fn of_two_stories_of_one_slug_the_older_keeps_it() {
    let older = document("Same");
    let newer = changed(&older, 1, |story| {
        story.id = Some(StoryId(uuid::Uuid::from_u128(3)));
        story.created = story.updated;
    });
    let merged = merge_shared(&Shared::default(), &own(&[&newer]), &shared(&[&older]), "a", NOW);
    let slug = |story: &StoryDocument| match &merged.shared.stories[&story.id.unwrap()] {
        Entry::Story(story) => story.slug.clone().unwrap().to_string(),
        Entry::Removed(_) => unreachable!("nothing was removed"),
    };
    assert_eq!((slug(&older), slug(&newer)), ("same".into(), "same-2".into()));
}

#[test]
fn practice_is_added_and_what_was_taken_back_here_stays_away() {
    let record = |n: u32| (format!("p{n}"), serde_json::json!({"kind": "drill", "n": n}));
    let of = |device: &str, numbers: &[u32]| Shared {
        stories: BTreeMap::new(),
        practice: BTreeMap::from([(
            device.to_owned(),
            numbers.iter().copied().map(record).collect(),
        )]),
    };
    let here = Own { stories: BTreeMap::new(), practice: [3].into_iter().map(record).collect() };
    let merged = merge_shared(&of("b", &[1]), &here, &of("b", &[1, 2]), "a", NOW);
    assert_eq!(merged.practice_new.keys().collect::<Vec<_>>(), ["p2"]);
    assert_eq!(merged.shared.practice["a"].keys().collect::<Vec<_>>(), ["p3"]);
    assert_eq!(merged.shared.practice["b"].len(), 2);
}

#[test]
fn a_folder_of_a_newer_format_or_with_a_bad_file_is_refused_whole() {
    let mut files = write_folder(&shared(&[&document("Base")]));
    assert_eq!(read_folder(&files, profile()).unwrap(), shared(&[&document("Base")]));
    files.insert("README.md".into(), b"mine".to_vec());
    assert!(read_folder(&files, profile()).is_ok(), "other files are nobody's business");
    for (path, bytes) in [
        ("format", &b"starbench 2\n"[..]),
        ("stories/x.yaml", b"title: x\n"),
        ("stories/00000000-0000-0000-0000-000000000007.yaml", b"tilte: x\n"),
        ("stories/00000000-0000-0000-0000-000000000007.yaml", b"title: no id\n"),
        ("practice/a.jsonl", b"{}\n"),
        ("practice/a.jsonl", b"\xff\n"),
        ("removed/x", b"then\n"),
    ] {
        let mut files = files.clone();
        files.insert(path.into(), bytes.to_vec());
        assert!(read_folder(&files, profile()).is_err(), "{path}");
    }
}

/// Three versions of one story, as a base and two sides.
fn versions() -> impl Strategy<Value = [StoryDocument; 3]> {
    let version = || story().prop_map(|story| StoryDocument::from(&story));
    (version(), version(), version(), any::<[bool; 12]>()).prop_map(
        |(base, mut one, mut other, same)| {
            let side = |side: &mut StoryDocument, same: &[bool]| {
                side.id = base.id;
                // Some fields are as they were.
                if same[0] {
                    side.title.clone_from(&base.title);
                }
                if same[1] {
                    side.action.clone_from(&base.action);
                }
                if same[2] {
                    side.principles.clone_from(&base.principles);
                }
                if same[3] {
                    side.notes.clone_from(&base.notes);
                }
                if same[4] {
                    side.slug.clone_from(&base.slug);
                }
                if same[5] {
                    side.result.clone_from(&base.result);
                    side.claims.clear();
                }
            };
            side(&mut one, &same[..6]);
            side(&mut other, &same[6..]);
            [base, one, other]
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 2))]

    #[test]
    fn either_side_works_out_the_same_and_a_second_merge_changes_nothing([base, one, other] in versions()) {
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let merged = merge_story(Some(&base), &one, &other, &mut first);
        prop_assert_eq!(&merge_story(Some(&base), &other, &one, &mut second), &merged);
        prop_assert_eq!(first.len(), second.len());
        // A side that comes late, with the merged story already shared, arrives at it too.
        for side in [&one, &other] {
            let mut again = Vec::new();
            let late = merge_story(Some(&base), side, &merged, &mut again);
            let settled = merge_story(Some(&merged), &late, &merged, &mut again);
            prop_assert_eq!(&merge_story(Some(&base), &late, &late, &mut again), &late);
            prop_assert_eq!(settled, late);
        }
    }

    #[test]
    fn no_prose_that_a_side_wrote_is_lost([base, one, other] in versions()) {
        let merged = merge_story(Some(&base), &one, &other, &mut Vec::new());
        let all = serde_json::to_value(&merged).unwrap();
        let texts: Vec<&str> = all.as_object().unwrap().values().filter_map(|v| v.as_str()).collect();
        for (side, opposite) in [(&one, &other), (&other, &one)] {
            for get in [
                (|s: &StoryDocument| s.action.clone()) as fn(&StoryDocument) -> Option<String>,
                |s| s.result.clone(),
                |s| s.situation.clone(),
                |s| s.project.clone(),
                |s| Some(s.title.clone()),
            ] {
                let (Some(text), seen) = (get(side), get(&base)) else { continue };
                if seen.as_ref() != Some(&text) && get(opposite).as_ref() != Some(&text) {
                    prop_assert!(texts.iter().any(|held| held.contains(&text)), "{text:?} in {all}");
                }
            }
        }
    }

    #[test]
    fn a_folder_reads_back(stories in prop::collection::vec(story(), 0..4)) {
        let documents: Vec<StoryDocument> = stories.iter().map(StoryDocument::from).collect();
        let mut state = shared(&documents.iter().collect::<Vec<_>>());
        state.stories.insert(StoryId(uuid::Uuid::from_u128(1)), Entry::Removed(NOW.into()));
        let files = write_folder(&state);
        prop_assert_eq!(&read_folder(&files, profile()).unwrap(), &state);
        prop_assert_eq!(write_folder(&state), files);
    }
}
