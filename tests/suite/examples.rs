//! The example libraries are what they say they are.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, example};

fn codes(story: &Value) -> BTreeSet<String> {
    story["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_library_is_as_mixed_as_real_ones_are() {
    let sandbox = Sandbox::with_example("library.yaml");
    let check = sandbox.json(&["check", "--format", "json"]);
    let stories = check["stories"].as_array().unwrap();
    assert_eq!(stories.len(), 12);
    let grades: BTreeSet<u64> =
        stories.iter().map(|story| story["grade"].as_u64().unwrap()).collect();
    assert!(
        grades.contains(&0) && grades.contains(&2) && grades.contains(&3) && grades.contains(&4),
        "{grades:?}"
    );
    let ready = check["summary"]["ready"].as_u64().unwrap();
    assert!((6..=9).contains(&ready), "{ready} ready");
}

#[test]
fn the_weak_library_trips_what_stands_above_each_story() {
    let sandbox = Sandbox::with_example("weak-library.yaml");
    let check = sandbox.json(&["check", "--format", "json"]);
    let text = fs::read_to_string(example("weak-library.yaml")).unwrap();
    let mut expected: Vec<&str> = Vec::new();
    let mut seen = 0;
    for line in text.lines().map(str::trim) {
        if let Some(codes) = line.strip_prefix("# expects:") {
            expected = codes.split_whitespace().collect();
        }
        if let Some(slug) = line.strip_prefix("slug: ").or_else(|| line.strip_prefix("- slug: ")) {
            let story = check["stories"]
                .as_array()
                .unwrap()
                .iter()
                .find(|story| story["slug"] == slug)
                .unwrap();
            let found = codes(story);
            for code in std::mem::take(&mut expected) {
                assert!(found.contains(code), "{slug}: {code} is not among {found:?}");
            }
            seen += 1;
        }
    }
    assert!(seen >= 14, "{seen} stories");
}

#[test]
fn every_rule_of_the_table_fires_somewhere_in_the_weak_library() {
    let sandbox = Sandbox::with_example("weak-library.yaml");
    let check = sandbox.json(&["check", "--format", "json"]);
    let fired: BTreeSet<String> =
        check["stories"].as_array().unwrap().iter().flat_map(codes).collect();
    let families = [('S', 5), ('Q', 10), ('V', 4), ('L', 3), ('C', 3), ('P', 5)];
    for (family, rules) in families {
        for number in 1..=rules {
            let code = format!("{family}{number:03}");
            assert!(fired.contains(&code), "{code} never fires");
        }
    }
}

#[test]
fn an_export_imported_again_changes_nothing() {
    for name in ["library.yaml", "weak-library.yaml"] {
        let sandbox = Sandbox::with_example(name);
        let export = sandbox.answer(&["export"]);
        let run = sandbox.run_with_input(&["import", "-"], &export);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stderr.contains("Nothing new"), "{run:?}");
        assert_eq!(sandbox.answer(&["export"]), export, "byte for byte");
    }
}
