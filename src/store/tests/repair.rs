//! What a repair brings back, and what it says that it cannot.

use std::fs;

use super::safety::{day, lived_in};
use super::{at, story};
use crate::store::{Access, BackupReason, Library, Origin, repair};
use crate::story::Entity;

fn damage(bench: &super::Bench, sql: &str) {
    let conn = rusqlite::Connection::open(bench.path()).unwrap();
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    conn.execute_batch(sql).unwrap();
}

fn rebuilt(bench: &super::Bench) -> (crate::store::Repaired, Library) {
    let into = bench.folder.path().join("new.db");
    let before = fs::read(bench.path()).unwrap();
    let repaired = repair(&bench.path(), &into, at(50)).unwrap();
    assert!(fs::read(bench.path()).unwrap() == before, "the damaged file was touched");
    let library = Library::open(&into, Access::ReadWrite).unwrap();
    assert_eq!(library.doctor().unwrap(), []);
    (repaired, library)
}

#[test]
fn records_come_back_from_a_whole_log_without_any_backup() {
    let bench = lived_in();
    let then = bench.library.fingerprint().unwrap();
    damage(
        &bench,
        "UPDATE story SET title = 'Cut the churm'; DELETE FROM task; DELETE FROM practice",
    );
    let (repaired, mut library) = rebuilt(&bench);
    assert!(repaired.is_whole(), "{repaired:?}");
    assert_eq!(repaired.backup, None);
    assert_eq!(repaired.unreadable, [("story", 10)]);
    assert_eq!(library.fingerprint().unwrap(), then);
    assert_eq!(library.undo(at(60)).unwrap().summary, bench.library.log(1).unwrap()[0].summary);
}

#[test]
fn a_hole_in_the_log_is_filled_from_the_backup() {
    let mut bench = lived_in();
    let backup = bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    bench.change(crate::story::Verb::New, None, Some(&story(60)));
    let then = bench.library.fingerprint().unwrap();
    let entries = bench.library.log(usize::MAX).unwrap();
    damage(
        &bench,
        "UPDATE change SET after = '{}' WHERE seq IN (2, 5); DELETE FROM operation WHERE seq = 3",
    );
    let (repaired, library) = rebuilt(&bench);
    assert!(repaired.is_whole(), "{repaired:?}");
    assert_eq!(repaired.backup, Some(backup.path));
    assert_eq!(library.fingerprint().unwrap(), then);
    assert_eq!(library.log(usize::MAX).unwrap(), entries);
}

#[test]
fn without_a_backup_a_hole_ends_the_history_and_every_row_that_reads_is_kept() {
    let bench = lived_in();
    let then = bench.library.stories().unwrap();
    damage(&bench, "DELETE FROM change WHERE seq = 6");
    let (repaired, library) = rebuilt(&bench);
    // Whether the missing change is still of the fifth operation cannot be told.
    assert_eq!(repaired.operations, 4);
    assert_eq!(repaired.operations_lost.first(), Some(&5));
    assert_eq!(repaired.uncertain, []);
    assert_eq!(library.stories().unwrap(), then);
    assert_eq!(library.practice("drill").unwrap().len(), 1);
}

#[test]
fn what_nothing_holds_is_named_as_lost() {
    let bench = lived_in();
    damage(
        &bench,
        "UPDATE story SET result = 'x' WHERE slug = 'story-8'; UPDATE change SET after = '{}' WHERE seq = 8",
    );
    let (repaired, library) = rebuilt(&bench);
    let lost: Vec<_> = repaired.uncertain.iter().filter(|r| r.origin == Origin::Lost).collect();
    assert_eq!(lost.len(), 1, "{repaired:?}");
    assert_eq!((lost[0].entity, &lost[0].name), (Entity::Story, &story(8).id.to_string()));
    assert_eq!(library.stories().unwrap().len(), bench.library.stories().unwrap().len() - 1);
}

#[test]
fn a_file_of_which_nothing_reads_comes_back_as_the_backup_has_it() {
    let bench = lived_in();
    let then = bench.library.fingerprint().unwrap();
    bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    fs::write(bench.path(), [7; 9000]).unwrap();
    let (repaired, library) = rebuilt(&bench);
    // It does not say how much there was.
    assert!(!repaired.is_whole() && repaired.backup.is_some(), "{repaired:?}");
    assert_eq!(library.fingerprint().unwrap(), then);
}

#[test]
fn a_text_that_was_purged_does_not_come_back_from_an_older_backup() {
    let mut bench = lived_in();
    bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    bench.library.purge(story(7).id, at(20), day(2)).unwrap();
    for backup in crate::store::backups(&bench.path()).unwrap() {
        assert!(backup.date < day(3));
    }
    damage(&bench, "DELETE FROM change WHERE seq IN (2, 7)");
    let (_, library) = rebuilt(&bench);
    assert_eq!(library.story(story(7).id).unwrap(), None);
    assert_eq!(library.history(story(7).id).unwrap(), []);
}

#[test]
fn nothing_is_written_over_a_file_that_is_there() {
    let bench = lived_in();
    assert!(repair(&bench.path(), &bench.path(), at(50)).is_err());
}
