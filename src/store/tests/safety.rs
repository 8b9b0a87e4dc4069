//! Backups, the doctor and purge.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::json;

use super::{Bench, at, operation, story, told};
use crate::store::{
    Access, BackupReason, Check, Library, Severity, StoreError, backups, replace_damaged,
    story_change,
};
use crate::story::{Change, Entity, Section, Story, Verb};

pub(super) fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
}

fn put(entity: Entity, key: &str, image: serde_json::Value) -> Change {
    Change { entity, key: key.into(), before: None, after: Some(image) }
}

/// A library with every kind of record and every kind of step in its log.
pub(super) fn lived_in() -> Bench {
    let mut bench = Bench::hasty();
    for number in 1..12 {
        let mut told = story(number);
        told.title = format!("Cut the churn of segment {number}");
        told.sections.set(Section::Result, Some(format!("Churn fell {number} points in a year.")));
        told.notes = Some("ask Priya for the dashboard".into());
        bench.change(Verb::New, None, Some(&told));
    }
    let changes = vec![
        put(Entity::Plan, "plan", json!({"start": "2026-11-23", "share": 0.3})),
        put(Entity::Task, "t1", json!({"date": "2026-11-24", "status": "todo", "why": "a gap"})),
        put(Entity::Task, "t2", json!({"date": "2026-11-25", "status": "done"})),
        put(Entity::Practice, "p1", json!({"kind": "drill", "at": at(5), "depth": 3})),
    ];
    bench.library.commit(operation(Verb::PlanCreate, changes), at(1)).unwrap();
    let before = bench.library.story(story(3).id).unwrap().unwrap();
    bench.change(Verb::Edit, Some(&before), Some(&told(&before, "I wrote it anew.")));
    bench.library.undo(at(2)).unwrap();
    bench.library.undo(at(3)).unwrap();
    bench.library.redo(at(4)).unwrap();
    let before = bench.library.story(story(4).id).unwrap().unwrap();
    bench.change(Verb::Remove, Some(&before), None);
    bench
}

#[test]
fn a_sound_library_has_no_finding() {
    let bench = lived_in();
    bench.library.backup(BackupReason::Manual, day(23)).unwrap();
    assert_eq!(bench.library.doctor().unwrap(), []);
    assert_eq!(super::reopened(&bench.library).doctor().unwrap(), []);
}

#[test]
fn each_kind_of_fault_is_named_by_its_check() {
    type Spoil = fn(&rusqlite::Connection) -> rusqlite::Result<()>;
    let cases: [(Check, Spoil); 9] = [
        (Check::Rows, |c| {
            c.execute_batch("UPDATE story SET title = 'Cut the churm' WHERE number = 2")
        }),
        (Check::Rows, |c| c.execute_batch("UPDATE change SET after = after || ' ' WHERE seq = 2")),
        (Check::Log, |c| c.execute_batch("UPDATE task SET revision = 1")),
        (Check::Log, |c| c.execute_batch("DELETE FROM practice")),
        (Check::Log, |c| c.execute_batch("UPDATE sqlite_sequence SET seq = seq + 1")),
        (Check::Records, |c| {
            c.execute_batch("UPDATE story SET slug = 'Not A Slug' WHERE number = 2")
        }),
        (Check::Search, |c| {
            c.execute_batch("INSERT INTO story_search (story_search) VALUES ('delete-all')")
        }),
        (Check::Schema, |c| c.execute_batch("DROP INDEX task_date")),
        (Check::References, |c| c.execute_batch("UPDATE task SET revision = 999")),
    ];
    for (number, (check, spoil)) in cases.into_iter().enumerate() {
        let bench = lived_in();
        let conn = rusqlite::Connection::open(bench.path()).unwrap();
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        spoil(&conn).unwrap();
        let findings = bench.library.doctor().unwrap();
        let named = findings.iter().find(|finding| finding.check == check);
        let finding = named.unwrap_or_else(|| panic!("case {number}, {check:?}: {findings:?}"));
        assert!(!finding.message.is_empty() && !finding.advice.is_empty(), "{finding:?}");
    }
}

#[test]
fn a_search_index_out_of_step_is_put_right_by_making_it_anew() {
    let mut bench = lived_in();
    let conn = rusqlite::Connection::open(bench.path()).unwrap();
    conn.execute_batch("INSERT INTO story_search (story_search) VALUES ('delete-all')").unwrap();
    assert!(!bench.library.doctor().unwrap().is_empty());
    bench.library.rebuild_search().unwrap();
    assert_eq!(bench.library.doctor().unwrap(), []);
}

#[cfg(unix)]
#[test]
fn files_that_others_may_open_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let bench = lived_in();
    let backup = bench.library.backup(BackupReason::Manual, day(23)).unwrap();
    for path in [bench.path(), backup.path.clone()] {
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let findings = bench.library.doctor().unwrap();
    let named: Vec<&str> = findings.iter().map(|finding| finding.advice.as_str()).collect();
    let expected = [bench.path(), backup.path].map(|path| format!("chmod 600 {}", path.display()));
    assert_eq!(named, expected);
    assert!(findings.iter().all(|finding| finding.severity == Severity::Warning));
}

#[test]
fn a_day_has_one_daily_backup_and_an_untouched_library_none() {
    let mut bench = Bench::hasty();
    assert_eq!(bench.library.backup_if_due(day(1)).unwrap(), None);
    bench.change(Verb::New, None, Some(&story(1)));
    let made = bench.library.backup_if_due(day(1)).unwrap().unwrap();
    assert_eq!((made.date, made.number, made.reason), (day(1), 1, BackupReason::Daily));
    assert_eq!(bench.library.backup_if_due(day(1)).unwrap(), None);
    let next = bench.library.backup_if_due(day(2)).unwrap().unwrap();
    assert_eq!(backups(&bench.path()).unwrap(), [next, made]);
}

#[test]
fn rotation_stops_at_a_damaged_library_so_that_the_good_backups_stay() {
    let bench = lived_in();
    let good = bench.library.backup(BackupReason::Daily, day(1)).unwrap();
    let conn = rusqlite::Connection::open(bench.path()).unwrap();
    conn.execute("UPDATE story SET result = 'Churn rose.' WHERE number = 2", []).unwrap();
    for number in 2..28 {
        match bench.library.backup(BackupReason::Daily, day(number)) {
            Err(StoreError::Refused { backup, .. }) => {
                assert_eq!(backup.as_ref(), Some(&good.path));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(backups(&bench.path()).unwrap(), [good]);
    let left: Vec<_> = fs::read_dir(bench.folder.path().join("backups")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing half made stays");
}

#[test]
fn what_a_killed_backup_left_is_swept_away_and_other_files_are_not() {
    let mut bench = Bench::hasty();
    bench.change(Verb::New, None, Some(&story(1)));
    let folder = bench.folder.path().join("backups");
    fs::create_dir(&folder).unwrap();
    let left = [".star-a1b2c3.library.db.new"];
    let kept = [".star-a1b2c3.my.library.db.new", ".star-a1b2c3.new", "notes.library.db.new"];
    for name in left.iter().chain(&kept) {
        fs::write(folder.join(name), "x").unwrap();
        fs::write(bench.folder.path().join(name), "x").unwrap();
    }
    bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    for place in [bench.folder.path(), &folder] {
        assert!(left.iter().all(|name| !place.join(name).exists()));
        assert!(kept.iter().all(|name| place.join(name).exists()));
    }
}

#[test]
fn a_full_rotation_keeps_what_somebody_asked_for() {
    let mut bench = Bench::hasty();
    bench.change(Verb::New, None, Some(&story(1)));
    let kept = bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    for _ in 0..20 {
        bench.library.backup(BackupReason::Import, day(2)).unwrap();
    }
    let left = backups(&bench.path()).unwrap();
    assert_eq!(left.len(), 11, "{left:?}");
    assert_eq!(left.last(), Some(&kept));
}

#[cfg(unix)]
#[test]
fn a_backup_folder_that_is_a_link_or_a_file_is_refused_and_the_library_unharmed() {
    let elsewhere = tempfile::tempdir().unwrap();
    let link: fn(&Path, &Path) = |at, to| std::os::unix::fs::symlink(to, at).unwrap();
    let file: fn(&Path, &Path) = |at, _| fs::write(at, "in the way").unwrap();
    for plant in [link, file] {
        let mut bench = Bench::hasty();
        plant(&bench.folder.path().join("backups"), elsewhere.path());
        bench.change(Verb::New, None, Some(&story(1)));
        assert!(bench.library.backup(BackupReason::Manual, day(1)).is_err());
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        assert_eq!(bench.library.stories().unwrap().len(), 1);
    }
}

#[test]
fn a_restored_backup_is_an_operation_that_undo_takes_back() {
    let mut bench = lived_in();
    // Two stories swap their slugs after the backup.
    let backup = bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    let then = bench.library.fingerprint().unwrap();
    let [one, two] = [1, 2].map(|n| bench.library.story(story(n).id).unwrap().unwrap());
    let renamed = |from: &Story, slug: &str| Story { slug: slug.parse().unwrap(), ..from.clone() };
    let aside = renamed(&one, "aside");
    bench.change(Verb::Edit, Some(&one), Some(&aside));
    bench.change(Verb::Edit, Some(&two), Some(&renamed(&two, one.slug.as_str())));
    bench.change(Verb::Edit, Some(&aside), Some(&renamed(&one, two.slug.as_str())));
    bench.change(Verb::New, None, Some(&story(50)));
    let now = bench.library.fingerprint().unwrap();

    let restored = bench.library.restore_from(&backup.path, at(9), day(2)).unwrap().unwrap();
    assert_eq!(restored.verb, Verb::Restore);
    assert_eq!(bench.library.fingerprint().unwrap(), then);
    assert_eq!(bench.library.doctor().unwrap(), []);
    assert_eq!(backups(&bench.path()).unwrap()[0].reason, BackupReason::Restore);
    assert_eq!(bench.library.restore_from(&backup.path, at(9), day(2)).unwrap(), None);
    bench.library.undo(at(10)).unwrap();
    assert_eq!(bench.library.fingerprint().unwrap(), now);
}

#[test]
fn a_damaged_library_is_put_aside_whole_and_the_backup_takes_its_place() {
    let bench = lived_in();
    let then = bench.library.fingerprint().unwrap();
    let backup = bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    let sound = replace_damaged(&bench.path(), &backup.path);
    assert!(matches!(sound, Err(StoreError::InvalidOperation { .. })), "{sound:?}");

    fs::write(bench.path(), "overwritten by something else").unwrap();
    let journal = bench.path().with_file_name("library.db-journal");
    fs::write(&journal, [9u8; 700]).unwrap();
    let aside = replace_damaged(&bench.path(), &backup.path).unwrap();
    assert_eq!(fs::read(&aside).unwrap(), b"overwritten by something else");
    assert!(!journal.exists());
    let library = Library::open(&bench.path(), Access::ReadOnly).unwrap();
    assert_eq!(library.fingerprint().unwrap(), then);
    assert_eq!(library.doctor().unwrap(), []);
}

#[test]
fn a_damaged_backup_is_never_restored() {
    let mut bench = lived_in();
    let backup = bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    let before = bench.library.fingerprint().unwrap();
    let bytes = fs::read(&backup.path).unwrap();
    fs::write(&backup.path, &bytes[..bytes.len() - 4096]).unwrap();
    let error = bench.library.restore_from(&backup.path, at(9), day(2)).unwrap_err();
    assert!(matches!(error, StoreError::BackupFailed { .. }), "{error:?}");
    assert_eq!(bench.library.fingerprint().unwrap(), before);
    assert_eq!(bench.library.doctor().unwrap()[0].check, Check::Backups);
}

/// Whether a file below a folder, backups apart, holds a text in any case.
fn holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap_or_default().to_ascii_lowercase();
        path.is_file() && bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[test]
fn a_purged_story_leaves_no_word_and_everything_else_as_it_was() {
    let mut bench = lived_in();
    let early = bench.library.backup(BackupReason::Manual, day(1)).unwrap();
    let mut secret = story(77);
    secret.slug = "zanzibar-quokka".parse().unwrap();
    secret.title = "The zanzibar quokka affair".into();
    secret.notes = Some("quokka notes".into());
    bench.change(Verb::New, None, Some(&secret));
    let first = bench.library.backup(BackupReason::Manual, day(2)).unwrap();
    let second =
        Story { slug: "quokka-two".parse().unwrap(), ..told(&secret, "I fed the quokka.") };
    bench.change(Verb::Edit, Some(&secret), Some(&second));
    let changes = vec![
        put(
            Entity::Task,
            "refine-quokka-two",
            json!({"title": "Refine it", "story": "quokka-two"}),
        ),
        put(
            Entity::Task,
            "t9",
            json!({"title": "Tell The zanzibar quokka affair", "story": "quokka-two"}),
        ),
        put(
            Entity::Practice,
            "p9",
            json!({"kind": "drill", "at": at(8), "story": secret.id, "quote": "fed the quokka"}),
        ),
    ];
    let mut new = operation(Verb::PlanUpdate, changes);
    new.summary = "tasks for quokka-two".into();
    bench.library.commit(new, at(8)).unwrap();
    let event = json!({"uid": "u9", "task": "refine-quokka-two", "title": "Refine quokka-two"});
    let event = put(Entity::Event, "u9", event);
    bench.library.record_export("1 event".into(), vec![event], at(8)).unwrap();
    bench.change(Verb::Edit, None, Some(&story(60)));
    assert!(holds(bench.folder.path(), "quokka"));

    let purged = bench.library.purge(secret.id, at(9), day(3)).unwrap();
    assert!(!holds(bench.folder.path(), "quokka"));
    let newest = backups(&bench.path()).unwrap()[0].clone();
    assert_eq!(newest.reason, BackupReason::Purge);
    assert_eq!(purged.backups, [newest.path, first.path]);
    assert!(!purged.backups.contains(&early.path));
    assert_eq!(bench.library.doctor().unwrap(), []);

    assert_eq!(bench.library.story(secret.id).unwrap(), None);
    assert_eq!(bench.library.search("quokka", 9).unwrap(), []);
    let tasks = bench.library.tasks().unwrap();
    assert_eq!(tasks[2], json!({"title": "Tell (purged)", "story": null}));
    // The calendar still has the event, so its key must outlive the words.
    let event = json!({"uid": "u9", "task": "refine-(purged)", "title": "Refine (purged)"});
    assert_eq!(bench.library.events().unwrap(), [event]);
    // What was undoable before still is, without bringing the story back.
    while bench.library.undo(at(10)).is_ok() {
        assert!(bench.library.story(secret.id).unwrap().is_none());
    }
    assert_eq!(bench.library.stories().unwrap(), []);
    while bench.library.redo(at(11)).is_ok() {}
    assert_eq!(bench.library.stories().unwrap().len(), 11);
    assert_eq!(bench.library.doctor().unwrap(), []);
    assert!(!holds(bench.folder.path(), "quokka"));
}

#[test]
fn purging_what_never_was_is_refused() {
    let mut bench = lived_in();
    let error = bench.library.purge(story(99).id, at(1), day(1)).unwrap_err();
    assert!(matches!(error, StoreError::UnknownStory { .. }), "{error:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_log_of_any_steps_with_purges_in_it_stays_sound(
        steps in prop::collection::vec((0u8..6, 1u128..5), 1..40)
    ) {
        let mut bench = Bench::hasty();
        for (step, number) in steps {
            let now = bench.library.story(story(number).id).unwrap();
            match step {
                0 | 1 => {
                    let text = format!("text {}", bench.library.log(999).unwrap().len());
                    let next = told(&story(number), &text);
                    bench.change(Verb::Edit, now.as_ref(), Some(&next));
                }
                2 if now.is_some() => bench.change(Verb::Remove, now.as_ref(), None),
                3 => drop(bench.library.undo(at(1))),
                4 => drop(bench.library.redo(at(1))),
                5 => drop(bench.library.purge(story(number).id, at(1), day(1))),
                _ => {}
            }
        }
        let findings = bench.library.doctor().unwrap();
        prop_assert_eq!(findings, []);
    }
}

#[test]
fn an_operation_on_many_stories_keeps_the_index_in_step() {
    let mut bench = Bench::hasty();
    let all: Vec<Story> = (0..600).map(story).collect();
    let add = all.iter().map(|story| story_change(None, Some(story))).collect();
    bench.library.commit(operation(Verb::Import, add), at(1)).unwrap();
    let later: Vec<Story> = all.iter().map(|story| told(story, "I rewrote everything.")).collect();
    let edit =
        all.iter().zip(&later).map(|(now, next)| story_change(Some(now), Some(next))).collect();
    bench.library.commit(operation(Verb::Import, edit), at(2)).unwrap();
    assert_eq!(bench.library.search("rewrote", 1000).unwrap().len(), 600);
    assert_eq!(bench.library.search("thing", 1000).unwrap(), []);
    assert_eq!(bench.library.doctor().unwrap(), []);
    bench.library.undo(at(3)).unwrap();
    bench.library.undo(at(4)).unwrap();
    assert_eq!(bench.library.search("thing rewrote", 1000).unwrap(), []);
    assert_eq!(bench.library.doctor().unwrap(), []);
}

#[test]
fn removed_words_leave_the_file_with_the_story() {
    let mut bench = lived_in();
    let mut secret = story(77);
    secret.title = "A zanzibar trip".into();
    let new = operation(Verb::New, vec![story_change(None, Some(&secret))]);
    bench.library.commit(new, at(1)).unwrap();
    let index = |bench: &Bench| -> bool {
        let conn = rusqlite::Connection::open(bench.path()).unwrap();
        let blocks: Vec<Vec<u8>> = conn
            .prepare("SELECT block FROM story_search_data")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        blocks.iter().any(|block| block.windows(5).any(|w| w == b"nziba"))
    };
    assert!(index(&bench));
    bench.change(Verb::Remove, Some(&secret), None);
    assert!(!index(&bench));
}
