//! Changed bits: whatever a reader would be shown differently, the doctor tells.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use starbench::store::{Access, Library, Severity, StoreError};
use starbench::story::StoryId;

use crate::bench::{Chance, figure, is_long, quick_folder, rounds};
use crate::sandbox::repository;

/// All that a reader of a library could ever be shown.
fn shown(library: &Library, ids: &[StoryId]) -> Result<String, StoreError> {
    let mut shown = String::new();
    let mut add = |part: String| shown.push_str(&part);
    add(format!("{:?}", library.stories()?));
    add(format!("{:?}{:?}{:?}", library.plan()?, library.tasks()?, library.events()?));
    add(format!("{:?}{:?}", library.practice("drill")?, library.practice("rehearsal")?));
    add(format!("{:?}", library.slugs()?));
    for entry in library.log(usize::MAX)? {
        add(format!("{entry:?}{:?}", library.operation(entry.id)?));
    }
    for id in ids {
        add(format!("{:?}{:?}", library.history(*id)?, library.practice_of(*id)?));
    }
    for query in ["customer churn", "shoppers", "percent week", "7", "launch team dashboard"] {
        add(format!("{:?}", library.search(query, 50)?));
    }
    Ok(shown)
}

fn engine_notices(path: &Path) -> bool {
    let check = || -> rusqlite::Result<String> {
        Connection::open(path)?.pragma_query_value(None, "integrity_check", |row| row.get(0))
    };
    check().map_or(true, |said| said != "ok")
}

#[test]
fn the_doctor_tells_every_changed_bit_that_could_be_seen() {
    let sound = fs::read(repository().join("tests/frozen/library.v2.db")).unwrap();
    let folder = quick_folder();
    let path = folder.path().join("library.db");
    fs::write(&path, &sound).unwrap();
    let library = Library::open(&path, Access::ReadOnly).unwrap();
    let ids: Vec<StoryId> = library.stories().unwrap().iter().map(|story| story.id).collect();
    let before = shown(&library, &ids).unwrap();
    drop(library);
    let mut chance = Chance::new(20_261_124);
    let count = rounds(40, 2000);
    let (mut refused, mut seen, mut unseen, mut noticed) = (0, 0, 0, 0);
    let mut silent = Vec::new();
    for _ in 0..count {
        let bit = chance.below(sound.len() * 8);
        let mut flipped = sound.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &flipped).unwrap();
        noticed += usize::from(is_long() && engine_notices(&path));
        let Ok(library) = Library::open(&path, Access::ReadOnly) else {
            refused += 1;
            continue;
        };
        if shown(&library, &ids).ok().as_ref() == Some(&before) {
            unseen += 1;
            continue;
        }
        seen += 1;
        let told = library.doctor().map_or(true, |findings| {
            findings.iter().any(|finding| finding.severity == Severity::Error)
        });
        if !told {
            silent.push(bit);
        }
    }
    let engine =
        if is_long() { format!("; SQLite's own check notices {noticed}") } else { String::new() };
    figure(
        "bit flips",
        &format!(
            "{count} flips: {refused} refused at opening, {seen} changed what is shown, {} of them told by the doctor, {unseen} changed nothing that is shown{engine}",
            seen - silent.len()
        ),
    );
    assert_eq!(silent, [0; 0], "bits that changed what is shown, and the doctor is silent");
    assert!(seen * 10 > count, "only {seen} of {count} mattered: too few to prove anything");
}
