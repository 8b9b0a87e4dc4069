//! Every JSON document that the program prints fits the schema that it publishes.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, repository};

pub(crate) fn validator(name: &str) -> jsonschema::Validator {
    let path = repository().join(format!("schemas/{name}.v1.json"));
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

pub(crate) fn assert_fits(name: &str, document: &Value) {
    let faults: Vec<String> = validator(name)
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}\n{document:#}");
}

#[test]
fn every_command_prints_what_its_schema_says() {
    for library in ["library.yaml", "weak-library.yaml"] {
        let sandbox = Sandbox::with_example(library);
        let list = sandbox.json(&["list", "--format", "json"]);
        let slug = list["stories"][0]["slug"].as_str().unwrap().to_owned();
        sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
        let commands: [(&str, &[&str]); 7] = [
            ("check", &["check"]),
            ("list", &["list"]),
            ("coverage", &["coverage"]),
            ("readiness", &["readiness"]),
            ("plan", &["plan", "show"]),
            ("today", &["today"]),
            ("drill", &["drill", &slug, "--sheet"]),
        ];
        for (schema, command) in commands {
            assert_fits(schema, &sandbox.json(&[command, &["--format", "json"]].concat()));
        }
    }
}

#[test]
fn an_empty_library_fits_the_schemas_too() {
    let sandbox = Sandbox::new();
    for command in ["check", "list", "coverage", "readiness"] {
        assert_fits(command, &sandbox.json(&[command, "--format", "json"]));
    }
}

#[test]
fn quantify_prints_one_document_a_line_in_order() {
    let sandbox = Sandbox::new();
    let run = sandbox.run_with_input(
        &["quantify", "--format", "json"],
        "I cut load time from 4.2 seconds to 1.8 seconds.\n\nIt went well.\n",
    );
    let documents: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents.len(), 3, "{run:?}");
    for document in &documents {
        assert_fits("quantify", document);
    }
    assert_eq!(documents[0]["quantities"][0]["text"], "4.2 seconds");
    assert_eq!(documents[2]["grade"], 0);
}

#[test]
fn an_export_fits_the_library_schema() {
    for library in ["library.yaml", "weak-library.yaml"] {
        let sandbox = Sandbox::with_example(library);
        assert_fits("library", &sandbox.json(&["export", "--format", "json"]));
    }
}

#[test]
fn every_schema_refuses_a_document_with_a_key_too_many() {
    let sandbox = Sandbox::with_example("library.yaml");
    for command in ["check", "list", "coverage"] {
        let mut document = sandbox.json(&[command, "--format", "json"]);
        document["surplus"] = Value::Bool(true);
        assert!(!validator(command).is_valid(&document), "{command}");
    }
}
