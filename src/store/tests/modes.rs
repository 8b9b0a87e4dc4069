//! Nobody else reads a library, whatever the umask.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::{Bench, at, operation, story};
use crate::store::{Access, BackupReason, Library, StoreError, story_change};
use crate::story::Verb;

/// Tells a re-executed test binary where to work.
pub(super) const PLACE: &str = "STAR_STORE_TEST_PLACE";

fn walk(folder: &Path, seen: &mut Vec<(String, u32)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let metadata = entry.metadata().unwrap();
        let mode = metadata.permissions().mode() & 0o777;
        seen.push((entry.file_name().into_string().unwrap(), mode));
        if metadata.is_dir() {
            walk(&entry.path(), seen);
        }
    }
}

/// Runs one ignored test of this binary in a shell that sets a umask first, or as somebody who is not root.
pub(super) fn rerun(test: &str, place: &Path, setup: &str) -> std::process::ExitStatus {
    let script = format!("{setup} exec \"$0\" --exact --ignored --quiet {test}");
    let mut shell = Command::new("sh");
    if setup.is_empty() && fs::metadata(place).unwrap().uid() == 0 {
        // Root may write anywhere, so root looks through nobody's eyes.
        shell.uid(65534).gid(65534);
    }
    shell
        .arg("-c")
        .arg(script)
        .arg(std::env::current_exe().unwrap())
        .env(PLACE, place)
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap()
}

#[test]
fn every_file_is_0600_and_every_folder_0700_under_any_umask() {
    for umask in ["000", "077", "277"] {
        let place = tempfile::tempdir().unwrap();
        let status = rerun(
            "store::tests::modes::child_makes_a_library",
            place.path(),
            &format!("umask {umask};"),
        );
        assert!(status.success(), "umask {umask}");
        let mut seen = Vec::new();
        walk(place.path(), &mut seen);
        seen.sort();
        let day = "library-2026-11-23-001-manual.db";
        let expected = [
            ("backups", 0o700),
            ("data", 0o700),
            (day, 0o600),
            ("library.db", 0o600),
            ("library.db.lock", 0o600),
            ("star", 0o700),
        ];
        let seen: Vec<(&str, u32)> =
            seen.iter().map(|(name, mode)| (name.as_str(), *mode)).collect();
        assert_eq!(seen, expected, "umask {umask}");
    }
}

#[test]
#[ignore = "run by another test, in a process of its own"]
fn child_makes_a_library() {
    let place = std::env::var_os(PLACE).expect("run by its parent");
    let path = Path::new(&place).join("data/star/library.db");
    let mut library = Library::create_or_open(&path).unwrap();
    let new = operation(Verb::New, vec![story_change(None, Some(&story(1)))]);
    library.commit(new, at(0)).unwrap();
    library.backup(BackupReason::Manual, "2026-11-23".parse().unwrap()).unwrap();
    // A journal lives only within a write, so its mode is looked at there.
    library
        .commit_with::<StoreError>(at(0), |library| {
            let journal = library.path().with_file_name("library.db-journal");
            library.conn.execute("UPDATE task SET body = body", []).unwrap();
            library.conn.execute("DELETE FROM practice", []).unwrap();
            library
                .conn
                .execute("INSERT INTO task VALUES (1, 'x', '', '', '', 1, x'')", [])
                .unwrap();
            let mode = fs::metadata(journal).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600);
            Err(StoreError::NothingToUndo)
        })
        .unwrap_err();
}

#[test]
fn a_read_only_folder_can_be_read_and_not_written() {
    let mut bench = Bench::new();
    bench.change(Verb::New, None, Some(&story(1)));
    fs::remove_file(bench.folder.path().join("library.db.lock")).unwrap();
    fs::set_permissions(bench.path(), fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(bench.folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let status =
        rerun("store::tests::modes::child_reads_where_it_may_not_write", bench.folder.path(), "");
    fs::set_permissions(bench.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(status.success());
}

#[test]
#[ignore = "run by another test, in a process of its own"]
fn child_reads_where_it_may_not_write() {
    let place = std::env::var_os(PLACE).expect("run by its parent");
    let path = Path::new(&place).join("library.db");
    let library = Library::open(&path, Access::ReadOnly).unwrap();
    assert_eq!(library.stories().unwrap().len(), 1);
    assert_eq!(library.search("thing", 5).unwrap().len(), 1);
    let error = Library::open(&path, Access::ReadWrite).unwrap_err();
    assert!(matches!(error, StoreError::Permission { .. }), "{error:?}");
    assert_eq!(fs::read_dir(&place).unwrap().count(), 1);
}
