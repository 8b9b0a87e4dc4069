//! Every sample document is read as its name and first line say, and the schema agrees.

use std::fs;
use std::path::{Path, PathBuf};

use starbench::catalogue::default_profile;
use starbench::interchange::{
    Import, LibraryDocument, SCHEMA, Source, StoryDocument, VERSION, read_all,
};

fn samples(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn import(path: &Path) -> Import {
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = Source::from_bytes(name, fs::read(path).unwrap()).unwrap();
    read_all([&source], default_profile())
}

fn schema() -> jsonschema::Validator {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The source as another reader sees it; none where it sees no document.
fn as_json(path: &Path) -> Option<serde_json::Value> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if path.extension().is_some_and(|ending| ending == "json") {
        return serde_json::from_str(text).ok();
    }
    let yaml: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    serde_json::to_value(yaml).ok()
}

#[test]
fn valid_documents_have_no_problem() {
    for path in samples("tests/documents/valid") {
        let import = import(&path);
        assert_eq!(import.problems, [], "{}", path.display());
    }
}

#[test]
fn what_was_read_of_a_valid_document_fits_the_schema() {
    let schema = schema();
    for path in samples("tests/documents/valid") {
        let stories: Vec<StoryDocument> =
            import(&path).stories.into_iter().map(|story| story.document).collect();
        let document = LibraryDocument { version: VERSION, stories };
        let json = serde_json::to_value(&document).unwrap();
        let faults: Vec<String> =
            schema.iter_errors(&json).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, [""; 0], "{}", path.display());
        let back: LibraryDocument = serde_json::from_value(json).unwrap();
        assert_eq!(back, document);
    }
}

#[test]
fn each_invalid_document_has_the_problem_that_it_announces_and_no_other() {
    let mut wrong = Vec::new();
    for path in samples("tests/documents/invalid") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let announced = text.lines().next().unwrap().strip_prefix("# error: ").unwrap();
        let (place, fragment) = announced.split_once(' ').unwrap();
        let problems: Vec<String> =
            import(&path).problems.iter().map(ToString::to_string).collect();
        let expected = format!("{name}:{place}: ");
        if !matches!(&problems[..], [one] if one.starts_with(&expected) && one.contains(fragment)) {
            wrong.push((announced.to_owned(), problems));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What only a reader that knows the profile, the text or the other stories can tell.
const BEYOND_A_SCHEMA: [&str; 9] = [
    "backward-period.yaml",
    "control-character-escaped.yaml",
    "figure-not-in-text.yaml",
    "figure-only-in-notes.yaml",
    "misspelt-stories.yaml",
    "repeated-id.yaml",
    "repeated-principle.yaml",
    "unknown-principle.yaml",
    "two-documents.yaml",
];

#[test]
fn the_schema_refuses_what_a_schema_can() {
    let schema = schema();
    for path in samples("tests/documents/invalid") {
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Some(json) = as_json(&path)
            && !BEYOND_A_SCHEMA.contains(&name)
        {
            assert!(!schema.is_valid(&json), "{name}");
        }
    }
}

#[test]
fn a_bad_story_never_stops_the_good_ones() {
    let titles = |text: &str| -> Vec<String> {
        let import = read_all([&Source::new("a.yaml", text)], default_profile());
        assert!(!import.problems.is_empty());
        import.stories.into_iter().map(|story| story.document.title).collect()
    };
    for bad in [
        "title: bad\n    outcome: x",
        "title: bad\n    task: \"unclosed",
        "title: bad\n\ttask: tab",
        "title: bad\n    task: a: b",
        "title: bad\n    task: [",
        "title: bad\u{1b}",
        "title: bad\n    task: *nobody",
        "- deeper",
        "just text",
    ] {
        let text = format!("version: 1\nstories:\n  - title: one\n  - {bad}\n  - title: two\n");
        assert_eq!(titles(&text), ["one", "two"], "{bad}");
        let flush = text.replace("\n  ", "\n");
        assert_eq!(titles(&flush), ["one", "two"], "{bad}");
    }
}

#[test]
fn the_example_libraries_are_sound() {
    for (path, count) in [("examples/library.yaml", 12), ("examples/weak-library.yaml", 15)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let import = import(&path);
        assert_eq!(import.problems, [], "{}", path.display());
        assert_eq!(import.stories.len(), count);
        let json = as_json(&path).unwrap();
        let faults: Vec<String> =
            schema().iter_errors(&json).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, [""; 0], "{}", path.display());
    }
}
