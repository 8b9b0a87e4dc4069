//! What is no sound library is refused in plain words, and stays as it is to the byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Bench, at, operation, story};
use crate::store::{Access, BackupReason, Library, Refusal, StoreError, story_change};
use crate::story::Verb;

/// Every file in a folder with its content.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

fn library_with_rows() -> Bench {
    let mut bench = Bench::new();
    for number in 0..40 {
        bench.change(Verb::New, None, Some(&story(number)));
    }
    fs::remove_file(bench.folder.path().join("library.db.lock")).unwrap();
    bench
}

fn pragma(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn what_is_no_sound_library_is_refused_and_not_a_byte_of_it_changes() {
    type Spoil = fn(&Path);
    type Expected = fn(&Refusal) -> bool;
    let cases: [(&str, Spoil, Expected); 9] = [
        ("empty", |path| fs::write(path, "").unwrap(), |r| *r == Refusal::Empty),
        (
            "a text",
            |path| fs::write(path, "Dear diary").unwrap(),
            |r| matches!(r, Refusal::Foreign(_)),
        ),
        (
            "garbage of a library's size",
            |path| {
                let noise: Vec<u8> =
                    (0..80_000u32).map(|n| (n.wrapping_mul(n) >> 5) as u8).collect();
                fs::write(path, noise).unwrap();
            },
            |r| matches!(r, Refusal::Foreign(_)),
        ),
        (
            "another program's database",
            |path| {
                fs::remove_file(path).unwrap();
                pragma(path, "CREATE TABLE card (front TEXT); INSERT INTO card VALUES ('x')");
            },
            |r| matches!(r, Refusal::Foreign(_)),
        ),
        (
            "from the future",
            |path| pragma(path, "PRAGMA user_version = 999"),
            |r| matches!(r, Refusal::Newer { found: 999, known: 2 }),
        ),
        (
            "without a version",
            |path| pragma(path, "PRAGMA user_version = 0"),
            |r| matches!(r, Refusal::Damaged(_)),
        ),
        (
            "a header alone",
            |path| {
                let bytes = fs::read(path).unwrap();
                fs::write(path, &bytes[..60]).unwrap();
            },
            |r| matches!(r, Refusal::Truncated { found: 60, expected: 100 }),
        ),
        (
            "cut in half",
            |path| {
                let bytes = fs::read(path).unwrap();
                fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
            },
            |r| matches!(r, Refusal::Truncated { .. }),
        ),
        (
            "with a blank first page",
            |path| {
                let mut bytes = fs::read(path).unwrap();
                bytes[100..4096].fill(0);
                fs::write(path, bytes).unwrap();
            },
            |r| matches!(r, Refusal::Damaged(_)),
        ),
    ];
    for (name, spoil, expected) in cases {
        let bench = library_with_rows();
        spoil(&bench.path());
        let before = files(bench.folder.path());
        for access in [Access::ReadOnly, Access::ReadWrite] {
            match Library::open(&bench.path(), access) {
                Err(StoreError::Refused { refusal, .. }) => {
                    assert!(expected(&refusal), "{name}: {refusal:?}");
                }
                other => panic!("{name}: {other:?}"),
            }
        }
        let created = Library::create_or_open(&bench.path());
        assert!(matches!(created, Err(StoreError::Refused { .. })), "{name}");
        assert!(files(bench.folder.path()) == before, "{name}: a file was touched");
    }
}

#[test]
fn a_refusal_names_the_newest_backup_that_is_sound() {
    let mut bench = library_with_rows();
    let day = |day: &str| day.parse().unwrap();
    let good = bench.library.backup(BackupReason::Manual, day("2026-11-01")).unwrap();
    bench.change(Verb::New, None, Some(&story(100)));
    let bad = bench.library.backup(BackupReason::Manual, day("2026-11-02")).unwrap();
    let mut bytes = fs::read(&bad.path).unwrap();
    let text = bytes.windows(9).position(|window| window == b"thing num").unwrap();
    bytes[text] ^= 1;
    fs::write(&bad.path, bytes).unwrap();
    fs::write(bench.path(), "").unwrap();
    match Library::open(&bench.path(), Access::ReadOnly) {
        Err(error @ StoreError::Refused { .. }) => {
            let named = good.path.display().to_string();
            assert!(error.to_string().contains(&named), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_missing_library_is_not_made_by_opening_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    for access in [Access::ReadOnly, Access::ReadWrite] {
        assert!(matches!(Library::open(&path, access), Err(StoreError::NotFound { .. })));
    }
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_folder_is_no_library() {
    let folder = tempfile::tempdir().unwrap();
    let error = Library::open(folder.path(), Access::ReadOnly).unwrap_err();
    let foreign = matches!(&error, StoreError::Refused { refusal: Refusal::Foreign(_), .. });
    assert!(foreign, "{error:?}");
}

#[test]
fn no_library_is_made_beside_the_journal_of_a_lost_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("library.db-journal"), [7u8; 600]).unwrap();
    let before = files(folder.path());
    let made = Library::create_or_open(&folder.path().join("library.db"));
    assert!(matches!(made, Err(StoreError::Refused { .. })), "{made:?}");
    assert!(files(folder.path()) == before);
}

#[test]
fn damage_met_on_the_way_is_said_and_nothing_is_written() {
    let bench = library_with_rows();
    let mut bytes = fs::read(bench.path()).unwrap();
    for page in bytes.chunks_mut(4096).skip(1) {
        if page.windows(9).any(|window| window == b"thing num") {
            page[..8].fill(0xff);
        }
    }
    fs::write(bench.path(), &bytes).unwrap();
    let mut library = Library::open(&bench.path(), Access::ReadWrite).unwrap();
    let error = library.stories().unwrap_err();
    let damaged = matches!(&error, StoreError::Refused { refusal: Refusal::Damaged(_), .. });
    assert!(damaged, "{error:?}");
    let change = story_change(Some(&story(1)), None);
    assert!(library.commit(operation(Verb::Remove, vec![change]), at(1)).is_err());
    assert!(fs::read(bench.path()).unwrap() == bytes);
}
