//! The samples under `tests/profiles`, the example and the built-in profiles, through reader and schema.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::catalogue::{BUILTIN_IDS, Faq, Tier, UnknownPrinciple};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> jsonschema::Validator {
    let text = fs::read_to_string(project().join("schemas/profile.v1.json")).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn samples(folder: &str) -> Vec<(PathBuf, String)> {
    let mut samples: Vec<(PathBuf, String)> = fs::read_dir(project().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read_to_string(&path).unwrap()))
        .collect();
    samples.sort();
    assert!(!samples.is_empty(), "{folder}");
    samples
}

/// What the schema has against a source; nothing where it is not even YAML.
fn violations(schema: &jsonschema::Validator, text: &str) -> Vec<String> {
    let Ok(value) = serde_yaml::from_str::<Value>(text) else { return Vec::new() };
    schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn loaded(text: &str) -> Profile {
    Profile::from_yaml(text).unwrap_or_else(|error| panic!("{error:#?}\n{text}"))
}

#[test]
fn valid_samples_and_the_example_load_and_fit_the_schema() {
    let schema = schema();
    let example = project().join("examples/profile-custom.yaml");
    let example = (example.clone(), fs::read_to_string(example).unwrap());
    for (path, text) in samples("tests/profiles/valid").into_iter().chain([example]) {
        loaded(&text);
        let violations = violations(&schema, &text);
        assert!(violations.is_empty(), "{}: {violations:#?}", path.display());
    }
}

#[test]
fn built_in_profiles_fit_the_schema() {
    let schema = schema();
    for id in BUILTIN_IDS {
        let text = builtin(id).unwrap().to_yaml().unwrap();
        let copy = text.replacen(&format!("id: {id}"), "id: a-copy", 1);
        let violations = violations(&schema, &copy);
        assert!(violations.is_empty(), "{id}: {violations:#?}");
    }
}

#[test]
fn what_a_profile_writes_fits_the_schema_and_reads_back_the_same() {
    let schema = schema();
    for (path, text) in samples("tests/profiles/valid") {
        let written = loaded(&text).to_yaml().unwrap();
        assert_eq!(loaded(&written).to_yaml().unwrap(), written, "{}", path.display());
        let violations = violations(&schema, &written);
        assert!(violations.is_empty(), "{}: {violations:#?}", path.display());
    }
}

/// Each invalid sample lists its faults, `# error: LINE:COL words`, in its head; `# beyond the schema` marks
/// the ones that a schema cannot know of.
#[test]
fn invalid_samples_are_refused_at_the_place_and_in_the_words_they_announce() {
    let schema = schema();
    for (path, text) in samples("tests/profiles/invalid") {
        let path = path.display();
        let announced: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("# error: ")).collect();
        let faults = match Profile::from_yaml(&text) {
            Ok(profile) => panic!("{path}: was read as {}", profile.id()),
            Err(error) => error.faults,
        };
        assert_eq!(faults.len(), announced.len(), "{path}: {faults:#?}");
        for (fault, announced) in faults.iter().zip(announced) {
            let place = fault.place.unwrap_or_else(|| panic!("{path}: {fault:?}"));
            let hint = fault.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
            let said = format!("{}:{} {}{hint}", place.line, place.column, fault.message);
            let (at, words) = announced.split_once(' ').unwrap();
            assert!(said.starts_with(&format!("{at} ")), "{path}: {said}, not at {at}");
            assert!(said.contains(words), "{path}: {said}, not {words}");
        }
        let beyond = text.lines().any(|line| line == "# beyond the schema");
        if serde_yaml::from_str::<Value>(&text).is_ok() {
            assert_eq!(violations(&schema, &text).is_empty(), beyond, "{path}");
        }
    }
}

#[test]
fn an_entry_for_a_known_principle_changes_only_what_it_names() {
    let profile = loaded(include_str!("../../../tests/profiles/valid/tier-changed.yaml"));
    let (base, frugality) = (default_profile(), PrincipleId::new("frugality"));
    let (before, after) =
        (base.principle(&frugality).unwrap(), profile.principle(&frugality).unwrap());
    assert_eq!((before.tier, after.tier), (Tier::Base, Tier::High));
    assert_eq!((base.target(before), profile.target(after)), (1, 3));
    assert_eq!(before.name, after.name);
    assert_eq!(base.portrait(&frugality), profile.portrait(&frugality));
    assert_eq!(base.cues(&frugality), profile.cues(&frugality));
    assert_eq!(profile.position(&frugality), base.position(&frugality));
    assert_eq!(profile.resolve("penny wise").map(|found| &found.id), Ok(&frugality));
    assert_eq!(profile.questions(), base.questions());
    assert_eq!((profile.id(), profile.name()), ("frugal-org", base.name()));
}

#[test]
fn what_asks_for_an_omitted_principle_goes_with_it() {
    let profile = loaded(include_str!("../../../tests/profiles/valid/principle-omitted.yaml"));
    let frugality = PrincipleId::new("frugality");
    assert_eq!(profile.principles().len(), 15);
    assert!(profile.principle(&frugality).is_none() && profile.cues(&frugality).is_empty());
    assert!(profile.questions().iter().all(|question| !question.principles.contains(&frugality)));
    // Eight about frugality and the one that was named; questions that touch on it stay.
    assert_eq!(profile.questions().len(), default_profile().questions().len() - 9);
    assert!(profile.families().iter().all(|family| !family.principles.contains(&frugality)));
    assert_eq!(profile.rounds().first().map(|round| round.id.as_str()), Some("phone-screen"));
    assert!(matches!(profile.resolve("frugality"), Err(UnknownPrinciple { .. })));
}

#[test]
fn a_layer_replaces_by_id_and_puts_new_entries_after_their_neighbour() {
    let profile = loaded(include_str!("../../../tests/profiles/valid/parts-replaced.yaml"));
    let rounds: Vec<&str> = profile.rounds().iter().map(|round| round.id.as_str()).collect();
    assert_eq!(rounds[3..], ["analytical", "technical", "lunch", "bar-raiser"]);
    assert_eq!(profile.rounds()[4].minutes, [45, 45]);
    let base = builtin("amazon-pmt").unwrap();
    assert_eq!(profile.questions().len(), base.questions().len());
    assert_eq!(profile.debrief().len(), base.debrief().len() + 1);
    assert_eq!(profile.loop_questions(), 7);
}

#[test]
fn a_profile_of_its_own_takes_over_only_what_is_about_interviews_in_general() {
    let profile = loaded(include_str!("../../../tests/profiles/valid/whole.yaml"));
    let base = default_profile();
    assert_eq!(profile.principles().len(), 1);
    assert!(profile.questions().is_empty());
    assert_eq!(profile.debrief(), base.debrief());
    assert_eq!(profile.guidance().structure, base.guidance().structure);
    assert_eq!(profile.guidance().mistakes, base.guidance().mistakes);
    assert_eq!(profile.guidance().faq, Vec::<Faq>::new());
    let general = base.families().iter().filter(|family| family.principles.is_empty());
    assert_eq!(profile.families().len(), general.count());
    let conditions = profile.families().iter().flat_map(|family| {
        let probes = family.probes.iter().flat_map(|probe| probe.when.iter().chain(&probe.unless));
        family.raised_by.iter().chain(probes)
    });
    assert_eq!(conditions.filter(|one| matches!(one, Condition::Principle(_))).count(), 0);
}

#[test]
fn json_is_read_as_well() {
    let profile = loaded(include_str!("../../../tests/profiles/valid/flow.yaml"));
    assert_eq!(profile.targets().high, 3);
    assert_eq!(profile.guidance().faq.last().map(|faq| faq.id.as_str()), Some("remote"));
    assert_eq!(profile.guidance().faq.len(), default_profile().guidance().faq.len() + 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_file_is_loaded_or_refused_at_a_place_in_it(
        from in 0usize..400,
        length in 0usize..40,
        instead in "[-\\[\\]{}:,&*\"'#|> a-z0-9\n\u{e9}]{0,6}",
    ) {
        let text = include_str!("../../../examples/profile-custom.yaml");
        let start = text.len() * from / 400;
        let (start, end) = (text.floor_char_boundary(start), text.floor_char_boundary(start + length));
        let damaged = format!("{}{instead}{}", &text[..start], &text[end..]);
        if let Err(error) = Profile::from_yaml(&damaged) {
            prop_assert!(!error.faults.is_empty());
            for fault in error.faults {
                let place = fault.place.expect("every fault of a file has a place");
                let lines = u32::try_from(damaged.lines().count()).unwrap();
                prop_assert!(place.line >= 1 && place.line <= lines + 1 && place.column >= 1);
            }
        }
    }
}
