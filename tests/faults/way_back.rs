//! After any operations, undo leads back to the beginning and redo to the end.

use starbench::store::{Library, StoreError};

use crate::bench::{Chance, State, at, damage, figure, quick_folder, random_act, rounds};

#[test]
fn undo_leads_back_to_the_first_state_and_redo_to_the_last() {
    let count = rounds(150, 10_000);
    let folder = quick_folder();
    let mut library = Library::create_or_open(&folder.path().join("library.db")).unwrap();
    let first = library.fingerprint().unwrap();
    let mut chance = Chance::new(10_000);
    for second in 0..count {
        random_act(&mut library, &mut chance, second as i64);
    }
    let made = library.log(usize::MAX).unwrap().len();
    let last = library.fingerprint().unwrap();
    assert_ne!(first, last);
    let mut undone = 0;
    loop {
        match library.undo(at(20_000)) {
            Ok(_) => undone += 1,
            Err(StoreError::NothingToUndo) => break,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(library.fingerprint().unwrap(), first);
    for _ in 0..undone {
        library.redo(at(20_001)).unwrap();
    }
    assert_eq!(State::of(&library).unwrap().fingerprint, last.to_string());
    assert_eq!(damage(&library).unwrap(), [""; 0]);
    figure(
        "undo all, redo all",
        &format!(
            "{made} random operations, {undone} to take back: the first hash and the last one again"
        ),
    );
}
