//! Two writers, and a writer beside readers.

use std::thread;
use std::time::Duration;

use super::{Bench, at, operation, story, told};
use crate::store::{Access, Library, StoreError, story_change};
use crate::story::{Entity, Verb};

#[test]
fn two_writers_of_200_operations_each_lose_nothing() {
    let mut bench = Bench::new();
    let shared = told(&story(0), "");
    bench.change(Verb::New, None, Some(&shared));
    let path = bench.path();
    thread::scope(|scope| {
        for writer in 1u128..=2 {
            let (path, id) = (&path, shared.id);
            scope.spawn(move || {
                let mut library = Library::open(path, Access::ReadWrite).unwrap();
                for round in 0..100u128 {
                    let own = story(writer * 1000 + round);
                    let new = operation(Verb::New, vec![story_change(None, Some(&own))]);
                    library.commit(new, at(1)).unwrap();
                    library
                        .commit_with::<StoreError>(at(2), |library| {
                            let before = library.story(id)?.unwrap();
                            let text = before.sections.action.clone().unwrap_or_default();
                            let after = told(&before, &format!("{text}{writer}.{round} "));
                            let change = story_change(Some(&before), Some(&after));
                            Ok(Some(operation(Verb::Edit, vec![change])))
                        })
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(bench.library.stories().unwrap().len(), 201);
    let text = bench.library.story(shared.id).unwrap().unwrap().sections.action.unwrap();
    for writer in 1..=2 {
        for round in 0..100 {
            assert!(text.contains(&format!("{writer}.{round} ")), "{writer}.{round}");
        }
    }
    assert_eq!(bench.library.log(1000).unwrap().len(), 401);
}

#[test]
fn the_second_of_two_editors_is_refused_and_the_first_text_stays() {
    let mut bench = Bench::new();
    let before = story(1);
    bench.change(Verb::New, None, Some(&before));
    let first = told(&before, "the first editor's text");
    let second = told(&before, "the second editor's text");
    bench.change(Verb::Edit, Some(&before), Some(&first));
    let late = operation(Verb::Edit, vec![story_change(Some(&before), Some(&second))]);
    let error = bench.library.commit(late, at(1)).unwrap_err();
    assert!(
        matches!(&error, StoreError::RevisionConflict { entity: Entity::Story, key }
            if *key == before.id.to_string()),
        "{error:?}"
    );
    assert_eq!(bench.library.story(before.id).unwrap(), Some(first));
    assert_eq!(bench.library.log(10).unwrap().len(), 2);
}

#[test]
fn a_writer_that_waits_too_long_says_who_it_waited_for() {
    let mut bench = Bench::new();
    let _held = super::super::lock::WriteLock::acquire(&bench.path(), Duration::ZERO).unwrap();
    bench.library.patience = Duration::from_millis(30);
    let new = operation(Verb::New, vec![story_change(None, Some(&story(1)))]);
    let error = bench.library.commit(new, at(1)).unwrap_err();
    assert!(error.to_string().contains(&std::process::id().to_string()), "{error}");
    // Looking needs no lock.
    assert_eq!(super::reopened(&bench.library).stories().unwrap(), []);
}

#[test]
fn a_library_opened_for_reading_refuses_to_write() {
    let bench = Bench::new();
    let mut library = super::reopened(&bench.library);
    let new = operation(Verb::New, vec![story_change(None, Some(&story(1)))]);
    assert!(matches!(library.commit(new, at(1)), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(library.undo(at(1)), Err(StoreError::ReadOnly { .. })));
}

#[test]
fn a_decision_that_fails_or_declines_writes_nothing() {
    let mut bench = Bench::new();
    let declined = bench.library.commit_with::<StoreError>(at(1), |_| Ok(None)).unwrap();
    assert_eq!(declined, None);
    let failed = bench.library.commit_with(at(1), |_| Err(StoreError::NothingToUndo));
    assert!(matches!(failed, Err(StoreError::NothingToUndo)));
    assert_eq!(bench.library.log(10).unwrap(), []);
}

#[test]
fn a_library_that_was_replaced_while_open_takes_no_write() {
    let mut bench = Bench::new();
    let other = Bench::new();
    std::fs::rename(other.path(), bench.path()).unwrap();
    let new = operation(Verb::New, vec![story_change(None, Some(&story(1)))]);
    let error = bench.library.commit(new, at(1)).unwrap_err();
    assert!(matches!(error, StoreError::Replaced { .. }), "{error:?}");
    assert_eq!(super::reopened(&bench.library).stories().unwrap(), []);
}
