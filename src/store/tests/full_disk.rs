//! A write that finds no room fails in words and leaves what was there.
#![cfg(unix)]

use std::path::Path;

use super::modes::{PLACE, rerun};
use super::{Bench, at, operation, story, told};
use crate::store::{Access, BackupReason, Library, story_change};
use crate::story::Verb;

#[test]
fn no_room_at_any_point_loses_nothing_that_was_acknowledged() {
    let mut bench = Bench::new();
    for number in 1..20 {
        bench.change(Verb::New, None, Some(&story(number)));
    }
    // A limit on a file's size is met in the journal, the library and the backup alike. In half kilobytes.
    for limit in [0, 16, 64, 256, 320, 400, 500] {
        let setup = format!("trap '' XFSZ; ulimit -f {limit};");
        let status =
            rerun("store::tests::full_disk::child_writes_without_room", &bench.path(), &setup);
        assert!(status.success(), "limit {limit}");
        let library = super::reopened(&bench.library);
        assert_eq!(library.doctor().unwrap(), [], "limit {limit}");
        let stories = library.stories().unwrap();
        assert!(stories.len() >= 19, "limit {limit}: {}", stories.len());
        assert_eq!(library.log(usize::MAX).unwrap().len(), stories.len(), "limit {limit}");
    }
}

#[test]
#[ignore = "run by another test, under a limit"]
fn child_writes_without_room() {
    let place = std::env::var_os(PLACE).expect("run by its parent");
    let mut library = Library::open(Path::new(&place), Access::ReadWrite).unwrap();
    let first = library.stories().unwrap().len() as u128 + 1;
    let long = "word ".repeat(4000);
    let mut number = first;
    let error = loop {
        let next = told(&story(number), &long);
        match library.commit(operation(Verb::New, vec![story_change(None, Some(&next))]), at(1)) {
            Ok(_) => number += 1,
            Err(error) => break error,
        }
        assert!(number < first + 100, "the limit was never met");
    };
    assert!(!error.to_string().is_empty());
    assert_eq!(library.stories().unwrap().len() as u128 + 1, number);
    let backup = library.backup(BackupReason::Manual, "2026-11-23".parse().unwrap());
    let bytes = std::fs::metadata(library.path()).unwrap().len();
    let folder = library.path().with_file_name("backups");
    if let Ok(backup) = backup {
        assert_eq!(backup.bytes, bytes);
    } else {
        let left = std::fs::read_dir(folder).map_or(0, |entries| {
            let new = |name: &std::ffi::OsString| name.to_string_lossy().ends_with(".new");
            entries.flatten().filter(|entry| new(&entry.file_name())).count()
        });
        assert_eq!(left, 0, "half a backup stays");
    }
}
