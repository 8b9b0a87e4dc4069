//! Libraries of formats that were released before this one, kept as files with rows.

use std::fs;

use super::{Bench, at, operation};
use crate::store::{Access, Library, StoreError, schema};
use crate::story::{Change, Entity, Verb};

/// Two stories, a plan, a removal and an undo, as version 1 wrote them.
const VERSION_1: &[u8] = include_bytes!("../../../tests/frozen/library.v1.db");

fn older() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    fs::write(&path, VERSION_1).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    (folder, path)
}

#[test]
fn a_library_of_version_1_opens_with_every_record_and_keeps_its_undo() {
    let (_folder, path) = older();
    let mut library = Library::open(&path, Access::ReadWrite).unwrap();
    assert_eq!(schema::version_of(&library.conn).unwrap(), schema::LATEST);
    assert_eq!(library.stories().unwrap().len(), 2);
    assert!(library.plan().unwrap().is_some());
    assert!(library.tasks().unwrap().len() > 5);
    assert_eq!(library.events().unwrap(), Vec::<serde_json::Value>::new());
    assert_eq!(library.doctor().unwrap(), []);
    library.redo(at(0)).unwrap();
    assert_eq!(library.stories().unwrap().len(), 1);
    let backups = crate::store::backups(&path).unwrap();
    assert_eq!(backups.len(), 1, "the file as it was is kept");
    let restored = library.restore_from(&backups[0].path, at(1), "2026-11-24".parse().unwrap());
    assert!(restored.unwrap().is_some());
    assert_eq!(library.stories().unwrap().len(), 2);
}

fn event(uid: &str, before: Option<u32>, after: u32) -> Change {
    let image = |sequence: u32| serde_json::json!({"uid": uid, "sequence": sequence});
    Change {
        entity: Entity::Event,
        key: uid.into(),
        before: before.map(image),
        after: Some(image(after)),
    }
}

#[test]
fn what_a_calendar_was_given_is_passed_over_by_undo_redo_and_restore() {
    let mut bench = Bench::new();
    let plan = |weeks: u32| Some(serde_json::json!({"weeks": weeks}));
    let change = |before, after| Change { entity: Entity::Plan, key: "plan".into(), before, after };
    let library = &mut bench.library;
    library.commit(operation(Verb::PlanCreate, vec![change(None, plan(6))]), at(0)).unwrap();
    let day = "2026-11-24".parse().unwrap();
    let backup = library.backup(crate::store::BackupReason::Manual, day).unwrap();
    library.record_export("1 event".into(), vec![event("a", None, 0)], at(1)).unwrap();
    library.commit(operation(Verb::Replan, vec![change(plan(6), plan(5))]), at(2)).unwrap();
    library.record_export("1 event".into(), vec![event("a", Some(0), 1)], at(3)).unwrap();

    assert_eq!(library.undo(at(4)).unwrap().verb, Verb::Replan);
    library.record_export("1 event".into(), vec![event("a", Some(1), 2)], at(5)).unwrap();
    assert_eq!(library.redo(at(6)).unwrap().verb, Verb::Replan, "an export clears no redo");
    library.undo(at(7)).unwrap();
    library.undo(at(8)).unwrap();
    assert!(matches!(library.undo(at(9)), Err(StoreError::NothingToUndo)));
    library.restore_from(&backup.path, at(10), day).unwrap().unwrap();
    assert_eq!(library.plan().unwrap(), plan(6));
    assert_eq!(library.events().unwrap()[0]["sequence"], 2);
    assert_eq!(library.doctor().unwrap(), []);
}

#[test]
fn an_export_changes_events_only_and_comes_by_its_own_function() {
    let mut bench = Bench::new();
    let plan = Change {
        entity: Entity::Plan,
        key: "plan".into(),
        before: None,
        after: Some(serde_json::json!({})),
    };
    for changes in [vec![], vec![plan.clone()], vec![event("a", None, 0), plan]] {
        let refused = bench.library.record_export(String::new(), changes, at(0));
        assert!(matches!(refused, Err(StoreError::InvalidOperation { .. })), "{refused:?}");
    }
    let committed = operation(Verb::PlanExport, vec![event("a", None, 0)]);
    assert!(bench.library.commit(committed, at(0)).is_err());
}
