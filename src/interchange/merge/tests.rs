//! What a merge keeps, whatever it is given.

use super::*;
use crate::interchange::strategies::{at, imported, library, profile, story, tidied};
use crate::interchange::{Source, library_yaml, read};
use crate::story::{Basis, Claim};
use proptest::prelude::*;
use uuid::Uuid;

fn ids() -> impl FnMut() -> StoryId {
    let mut next = 0x0193_ffff_0000_7000_8000_0000_0000_0000;
    move || {
        next += 1;
        StoryId(Uuid::from_u128(next))
    }
}

fn documents(stories: &[Story]) -> Vec<Imported> {
    stories.iter().map(|story| imported(StoryDocument::from(story))).collect()
}

fn run(existing: &[Story], incoming: &[Imported], rename: bool, now: i64) -> MergeOutcome {
    merge(existing, incoming, &Policy { rename, now: at(now) }, ids())
}

fn applied(existing: &[Story], outcome: &MergeOutcome) -> Vec<Story> {
    let mut library = existing.to_vec();
    for (before, after) in &outcome.updated {
        let held = library.iter_mut().find(|story| story.id == before.id).unwrap();
        assert_eq!(held, before);
        *held = after.clone();
    }
    library.extend(outcome.created.iter().cloned());
    library
}

fn one(title: &str, updated: i64) -> Story {
    let id = StoryId(Uuid::from_u128(0x0193_f0c2_0000_7000_8000_0000_0000_0000));
    Story::draft(id, Slug::from_title(title), title, at(updated))
}

#[test]
fn the_later_side_wins_what_it_has_and_the_earlier_fills_the_rest() {
    let mut held = one("Old", 10);
    held.project = Some("kept".into());
    held.notes = Some("old".into());
    let mut incoming = one("New", 20);
    incoming.notes = Some("new".into());
    for (held, incoming, title, notes) in
        [(&held, &incoming, "New", "new"), (&incoming, &held, "New", "new")]
    {
        let outcome =
            run(std::slice::from_ref(held), &documents(std::slice::from_ref(incoming)), false, 30);
        let after = &outcome.updated[0].1;
        assert_eq!((after.title.as_str(), after.notes.as_deref()), (title, Some(notes)));
        assert_eq!(after.project.as_deref(), Some("kept"));
        assert_eq!((after.created, after.updated), (at(10), at(20)));
    }
}

#[test]
fn a_document_changed_by_hand_wins_and_is_dated_now() {
    let held = one("Title", 10);
    let mut document = StoryDocument::from(&held);
    document.title = "Better title".into();
    for updated in [document.updated, None] {
        let document = StoryDocument { updated, ..document.clone() };
        let outcome = run(std::slice::from_ref(&held), &[imported(document)], false, 30);
        let after = &outcome.updated[0].1;
        assert_eq!((after.title.as_str(), after.updated), ("Better title", at(30)));
    }
}

#[test]
fn a_claim_does_not_outlive_its_figure() {
    let mut held = one("Title", 10);
    held.sections.result = Some("From 5 ms to 3 ms".into());
    held.claims =
        vec![Claim { figure: "5 ms".into(), basis: Basis::Measured, source: None, share: None }];
    let mut incoming = one("Title", 20);
    incoming.sections.result = Some("Faster".into());
    let outcome = run(&[held], &documents(&[incoming]), false, 30);
    assert!(outcome.updated[0].1.claims.is_empty());
}

#[test]
fn a_slug_that_is_taken_is_a_conflict_that_names_both_or_a_second_story() {
    let held = one("Launch", 10);
    let newcomer = StoryDocument {
        title: "Launch!".into(),
        situation: Some("Other.".into()),
        ..StoryDocument::default()
    };
    let incoming = [imported(newcomer)];
    let refused = run(std::slice::from_ref(&held), &incoming, false, 30);
    assert_eq!((refused.created.len(), refused.conflicts.len()), (0, 1));
    let problem = refused.conflicts[0].problem().to_string();
    assert!(problem.starts_with("library.yaml:3:5:"), "{problem}");
    assert!(problem.contains("`Launch!`") && problem.contains("`Launch`"), "{problem}");

    let renamed = run(std::slice::from_ref(&held), &incoming, true, 30);
    assert_eq!(renamed.created[0].slug.as_str(), "launch-2");
    let library = applied(&[held], &renamed);
    let again = run(&library, &incoming, true, 40);
    assert_eq!((again.created.len(), again.unchanged.len()), (0, 1));
}

#[test]
fn two_newcomers_with_one_slug_conflict_with_each_other() {
    let document = |text: &str| {
        imported(StoryDocument {
            title: "Launch".into(),
            task: Some(text.into()),
            ..StoryDocument::default()
        })
    };
    let outcome = run(&[], &[document("a"), document("b"), document("a")], false, 1);
    assert_eq!((outcome.created.len(), outcome.conflicts.len()), (1, 1));
}

#[test]
fn a_slug_follows_the_winner_unless_another_story_has_it() {
    let held = one("Old name", 10);
    let mut other = one("Taken", 10);
    other.id = StoryId(Uuid::from_u128(0x0193_f0c2_0000_7000_8000_0000_0000_0001));
    for (wanted, expected) in [("new-name", "new-name"), ("taken", "old-name")] {
        let mut incoming = one("Old name", 20);
        incoming.slug = wanted.parse().unwrap();
        incoming.notes = Some("changed".into());
        let outcome = run(&[held.clone(), other.clone()], &documents(&[incoming]), false, 30);
        assert_eq!(outcome.updated[0].1.slug.as_str(), expected);
    }
}

fn same_id() -> impl Strategy<Value = (Story, Story)> {
    (story(), story()).prop_map(|(a, b)| {
        let b = Story { id: a.id, ..b };
        (tidied(&a), tidied(&b))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

    #[test]
    fn importing_what_was_exported_changes_nothing(stories in library(), rename: bool) {
        let import = read(&Source::new("a.yaml", library_yaml(&stories)), profile());
        let outcome = run(&stories, &import.stories, rename, 99);
        prop_assert_eq!(&outcome.created, &[]);
        prop_assert_eq!(&outcome.updated, &[]);
        prop_assert_eq!(&outcome.conflicts, &[]);
        prop_assert_eq!(outcome.unchanged.len(), stories.len());
    }

    #[test]
    fn a_second_import_changes_nothing(
        held in library(), incoming in library(), bare: bool, rename: bool,
    ) {
        let mut incoming = documents(&incoming);
        if bare {
            for story in &mut incoming {
                (story.document.id, story.document.updated) = (None, None);
            }
        }
        let first = run(&held, &incoming, rename, 60);
        let library = applied(&held, &first);
        let second = run(&library, &incoming, rename, 70);
        prop_assert_eq!(&second.created, &[]);
        prop_assert_eq!(&second.updated, &[]);
        prop_assert_eq!(second.conflicts.len(), first.conflicts.len());
        prop_assert!(!rename || first.conflicts.is_empty());
    }

    #[test]
    fn a_merged_library_is_sound(held in library(), incoming in library()) {
        let library = applied(&held, &run(&held, &documents(&incoming), true, 60));
        let slugs: std::collections::BTreeSet<_> = library.iter().map(|story| &story.slug).collect();
        prop_assert_eq!(slugs.len(), library.len());
        let import = read(&Source::new("a.yaml", library_yaml(&library)), profile());
        prop_assert_eq!(import.problems, vec![]);
    }

    #[test]
    fn it_does_not_matter_which_side_is_the_library((a, b) in same_id()) {
        prop_assume!(a.updated != b.updated);
        let merged = |held: &Story, incoming: &Story| {
            applied(
                std::slice::from_ref(held),
                &run(std::slice::from_ref(held), &documents(std::slice::from_ref(incoming)), false, 60),
            )
        };
        let (ab, ba) = (merged(&a, &b), merged(&b, &a));
        prop_assert!(StoryDocument::from(&ab[0]).same_content(&StoryDocument::from(&ba[0])));
        prop_assert_eq!(ab[0].created, ba[0].created);
    }

    #[test]
    fn no_field_is_lost((a, b) in same_id()) {
        let outcome = run(std::slice::from_ref(&a), &documents(std::slice::from_ref(&b)), false, 60);
        let after = &applied(std::slice::from_ref(&a), &outcome)[0];
        for section in crate::story::Section::ALL {
            let had = a.section(section).or(b.section(section)).is_some();
            prop_assert_eq!(after.section(section).is_some(), had, "{}", section);
        }
        let has = |story: &Story| [
            story.project.is_some(), story.role.is_some(), story.organization.is_some(), story.period.is_some(),
            story.outcome.is_some(), story.notes.is_some(), !story.principles.is_empty(), !story.allow.is_empty(),
        ];
        for ((after, a), b) in has(after).into_iter().zip(has(&a)).zip(has(&b)) {
            prop_assert_eq!(after, a || b);
        }
    }
}
