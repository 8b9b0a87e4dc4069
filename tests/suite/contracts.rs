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
        let commands: [(&str, &[&str]); 10] = [
            ("readiness", &["readiness", "--loop", "raiser: ownership, think; peer: ownership"]),
            ("ask", &["ask", "When did the \"numbers\" lie to you?"]),
            ("check", &["check"]),
            ("list", &["list"]),
            ("coverage", &["coverage"]),
            ("readiness", &["readiness"]),
            ("plan", &["plan", "show"]),
            ("today", &["today"]),
            ("suggest", &["suggest", &slug]),
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
    let answer = sandbox.json(&["ask", "How have you saved money?", "--format", "json"]);
    assert_fits("ask", &answer);
    assert_eq!(answer["principles"][0]["id"], "frugality");
    assert_eq!(answer["stories"].as_array().unwrap().len(), 0);
}

#[test]
fn an_answer_repeats_the_question_and_cites_the_text_to_the_letter() {
    let sandbox = Sandbox::with_example("library.yaml");
    for question in
        ["- \"what\" AND (who) NOT *why*?", "--- ' OR 1=1 --", "Wann? \u{1b}[31m naïve 👍"]
    {
        let answer = sandbox.json(&["ask", question, "--format", "json"]);
        assert_fits("ask", &answer);
        assert_eq!(answer["question"], question);
    }
    let all = sandbox.json(&["ask", "When did you save money?", "--format", "json"]);
    let one =
        sandbox.json(&["ask", "When did you save money?", "--format", "json", "--limit", "1"]);
    assert_eq!(
        one["stories"].as_array().unwrap().as_slice(),
        &all["stories"].as_array().unwrap()[..1]
    );

    let library = sandbox.json(&["export", "--format", "json"]);
    for story in library["stories"].as_array().unwrap() {
        let slug = story["slug"].as_str().unwrap();
        let suggestions = sandbox.json(&["suggest", slug, "--format", "json"]);
        assert_fits("suggest", &suggestions);
        for shown in suggestions["principles"].as_array().unwrap() {
            for cited in shown["evidence"].as_array().unwrap() {
                let text = story[cited["section"].as_str().unwrap()].as_str().unwrap();
                let offset = |end: &str| usize::try_from(cited[end].as_u64().unwrap()).unwrap();
                let (start, end) = (offset("start"), offset("end"));
                let words: String = text.chars().skip(start).take(end - start).collect();
                assert_eq!(cited["text"], words, "{slug}");
            }
        }
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
    let commands: [(&str, &[&str]); 5] = [
        ("check", &["check"]),
        ("list", &["list"]),
        ("coverage", &["coverage"]),
        ("ask", &["ask", "Why?"]),
        ("suggest", &["suggest", "reminders"]),
    ];
    for (schema, command) in commands {
        let mut document = sandbox.json(&[command, &["--format", "json"]].concat());
        document["surplus"] = Value::Bool(true);
        assert!(!validator(schema).is_valid(&document), "{schema}");
    }
}
