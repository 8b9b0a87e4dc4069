//! Documents out: one form, byte for byte the same each time.
//!
//! Written by hand rather than by a serialiser, because the order of keys, the choice of block or quotes and
//! the blank line between stories are the contract, and because text is to be read alike by every reader of
//! YAML, not only by ours.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};

use super::document::{LibraryDocument, StoryDocument, VERSION};
use super::scalar::{block, scalar};
use crate::catalogue::PrincipleId;
use crate::story::{Allow, Claim, Story};

/// A library as YAML.
pub fn library_yaml(stories: &[Story]) -> String {
    let mut yaml = format!("version: {VERSION}\nstories:");
    if stories.is_empty() {
        yaml.push_str(" []\n");
        return yaml;
    }
    for (index, story) in stories.iter().enumerate() {
        yaml.push_str(if index == 0 { "\n" } else { "\n\n" });
        let mut writer = Writer::item("");
        writer.story(&StoryDocument::from(story));
        yaml.push_str(&writer.yaml);
    }
    yaml.push('\n');
    yaml
}

/// One story as a YAML file of its own, as the directory form has it.
pub fn story_yaml(story: &Story) -> String {
    document_yaml(&StoryDocument::from(story))
}

/// One story's document as a YAML file of its own.
pub(super) fn document_yaml(story: &StoryDocument) -> String {
    let mut writer = Writer::top();
    writer.field("version", VERSION.to_string());
    writer.story(story);
    writer.yaml.push('\n');
    writer.yaml
}

/// What the directory form calls a story's file.
pub fn story_file_name(story: &Story) -> String {
    format!("{}.yaml", story.slug)
}

/// A library as JSON, with the same keys in the same order.
///
/// # Errors
///
/// Never for stories of a library; a time beyond the years that JSON's times can state is one.
pub fn library_json(stories: &[Story]) -> Result<String, serde_json::Error> {
    let document = LibraryDocument {
        version: VERSION,
        stories: stories.iter().map(StoryDocument::from).collect(),
    };
    serde_json::to_string_pretty(&document).map(|json| json + "\n")
}

/// One story as JSON.
///
/// # Errors
///
/// As [`library_json`].
pub fn story_json(story: &Story) -> Result<String, serde_json::Error> {
    #[derive(serde::Serialize)]
    struct File {
        version: u32,
        #[serde(flatten)]
        story: StoryDocument,
    }
    let file = File { version: VERSION, story: StoryDocument::from(story) };
    serde_json::to_string_pretty(&file).map(|json| json + "\n")
}

/// Writes the keys of a mapping line by line.
struct Writer {
    yaml: String,
    /// What stands before the next key.
    lead: String,
    /// What stands before every later key.
    margin: String,
}

impl Writer {
    /// A mapping at the left edge.
    fn top() -> Self {
        Self { yaml: String::new(), lead: String::new(), margin: String::new() }
    }

    /// A mapping that is an item of a list, indented against the list's key.
    fn item(margin: &str) -> Self {
        Self { yaml: String::new(), lead: format!("{margin}  - "), margin: format!("{margin}    ") }
    }

    fn story(&mut self, story: &StoryDocument) {
        self.field("id", story.id.map(|id| id.to_string()));
        self.field("slug", story.slug.as_ref().map(|slug| scalar(slug.as_str())));
        self.field("title", scalar(&story.title));
        self.field("principles", principle_list(&story.principles));
        self.line("project", story.project.as_deref());
        self.line("role", story.role.as_deref());
        self.line("organization", story.organization.as_deref());
        self.field("period", story.period.map(|period| period.to_string()));
        self.field("outcome", story.outcome.map(|outcome| outcome.as_str().to_owned()));
        match story.headline.as_deref() {
            Some(headline) if headline.contains('\n') => self.prose("headline", Some(headline)),
            headline => self.line("headline", headline),
        }
        self.prose("situation", story.situation.as_deref());
        self.prose("task", story.task.as_deref());
        self.prose("action", story.action.as_deref());
        self.prose("result", story.result.as_deref());
        self.prose("learning", story.learning.as_deref());
        self.list("claims", &story.claims, Self::claim);
        self.list("allow", &story.allow, Self::allow);
        self.prose("notes", story.notes.as_deref());
        self.field("created", story.created.map(time));
        self.field("updated", story.updated.map(time));
    }

    fn claim(&mut self, claim: &Claim) {
        self.field("figure", scalar(&claim.figure));
        self.field("basis", claim.basis.as_str().to_owned());
        self.line("source", claim.source.as_deref());
        self.line("share", claim.share.as_deref());
    }

    fn allow(&mut self, allow: &Allow) {
        self.field("code", scalar(&allow.code));
        self.field("reason", scalar(&allow.reason));
    }

    fn line(&mut self, key: &str, text: Option<&str>) {
        self.field(key, text.map(scalar));
    }

    fn prose(&mut self, key: &str, text: Option<&str>) {
        let indent = self.margin.len() + 2;
        self.field(key, text.map(|text| block(text, indent)));
    }

    fn list<T>(&mut self, key: &str, items: &[T], write: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        let mut value = String::new();
        for item in items {
            let mut writer = Self::item(&self.margin);
            write(&mut writer, item);
            value.push('\n');
            value.push_str(&writer.yaml);
        }
        self.field(key, value);
    }

    fn field(&mut self, key: &str, value: impl Into<Option<String>>) {
        let Some(value) = value.into() else { return };
        if !self.yaml.is_empty() {
            self.yaml.push('\n');
        }
        let gap = if value.starts_with('\n') { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(self.yaml, "{}{key}:{gap}{value}", self.lead);
        self.lead.clone_from(&self.margin);
    }
}

fn principle_list(principles: &[PrincipleId]) -> Option<String> {
    if principles.is_empty() {
        return None;
    }
    let plain = |id: &str| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let ids: Vec<String> = principles
        .iter()
        .map(PrincipleId::as_str)
        .map(|id| if plain(id) { scalar(id) } else { super::scalar::quoted(id) })
        .collect();
    Some(format!("[{}]", ids.join(", ")))
}

/// A time as documents state it.
pub(super) fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

#[cfg(test)]
mod tests {
    use super::super::strategies::{at, library, profile, story, tidied};
    use super::super::{SCHEMA, Source, read};
    use super::*;
    use crate::story::{Slug, StoryId};
    use proptest::prelude::*;
    use proptest::strategy::ValueTree;
    use std::sync::LazyLock;

    fn back(name: &str, text: String) -> Vec<Story> {
        let import = read(&Source::new(name, text), profile());
        assert_eq!(import.problems, [], "{name}");
        import
            .stories
            .into_iter()
            .map(|story| {
                let (id, slug) = (story.document.id.unwrap(), story.document.wanted_slug());
                story.document.into_story(id, slug, at(-1))
            })
            .collect()
    }

    #[test]
    fn an_export_looks_like_this() {
        let id = StoryId("0193f0c2-0000-7000-8000-000000000001".parse().unwrap());
        let slug: Slug = "checkout-latency".parse().unwrap();
        let mut story = Story::draft(id, slug, "Cut latency: p99 first", at(0));
        story.principles = vec![PrincipleId::new("dive-deep"), PrincipleId::new("ownership")];
        story.period = Some("2024-03/2024-09".parse().unwrap());
        story.sections.headline = Some("From 820 ms to 310 ms.".into());
        story.sections.result = Some("From 820 ms\nto 310 ms.\n\n".into());
        story.claims = vec![Claim {
            figure: "820 ms".into(),
            basis: crate::story::Basis::Measured,
            source: Some("p99 dashboard, weekly".into()),
            share: None,
        }];
        let expected = "\
version: 1
stories:
  - id: 0193f0c2-0000-7000-8000-000000000001
    slug: checkout-latency
    title: \"Cut latency: p99 first\"
    principles: [dive-deep, ownership]
    period: 2024-03/2024-09
    headline: From 820 ms to 310 ms.
    result: |
      From 820 ms
      to 310 ms.
    claims:
      - figure: 820 ms
        basis: measured
        source: p99 dashboard, weekly
    created: 2026-10-26T07:33:20Z
    updated: 2026-10-26T07:33:20Z
";
        assert_eq!(library_yaml(std::slice::from_ref(&story)), expected);
        let file: String = std::iter::once("version: 1\n".to_owned())
            .chain(expected.lines().skip(2).map(|line| format!("{}\n", &line[4..])))
            .collect();
        assert_eq!(story_yaml(&story), file);
        assert_eq!(story_file_name(&story), "checkout-latency.yaml");
        assert_eq!(library_yaml(&[]), "version: 1\nstories: []\n");
    }

    #[test]
    fn keys_stand_in_the_same_order_everywhere() {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..50 {
            let story = story().new_tree(&mut runner).unwrap().current();
            let yaml = story_yaml(&story);
            let keys: Vec<&str> = yaml
                .lines()
                .filter(|line| !line.starts_with([' ', '\t']))
                .filter_map(|line| line.split_once(':').map(|(key, _)| key))
                .filter(|key| *key != "version")
                .collect();
            let order = |keys: &mut dyn Iterator<Item = &str>| -> Vec<usize> {
                keys.map(|key| StoryDocument::KEYS.iter().position(|k| *k == key).unwrap())
                    .collect()
            };
            assert!(order(&mut keys.iter().copied()).is_sorted(), "{yaml}");
            seen.extend(keys.iter().map(|key| (*key).to_owned()));
            let json = story_json(&story).unwrap();
            let json_keys: Vec<&str> = json
                .lines()
                .filter_map(|line| line.strip_prefix("  \"")?.split_once('"'))
                .map(|(key, _)| key)
                .filter(|key| *key != "version")
                .collect();
            assert_eq!(json_keys, keys);
        }
        assert_eq!(seen.len(), StoryDocument::KEYS.len(), "{seen:?}");
    }

    fn same_values(ours: &serde_json::Value, theirs: &serde_yaml::Value, at: &str) {
        match (ours, theirs) {
            (serde_json::Value::Object(ours), serde_yaml::Value::Mapping(theirs)) => {
                assert_eq!(ours.len(), theirs.len(), "{at}");
                for (key, value) in ours {
                    same_values(value, &theirs[key.as_str()], &format!("{at}.{key}"));
                }
            }
            (serde_json::Value::Array(ours), serde_yaml::Value::Sequence(theirs)) => {
                assert_eq!(ours.len(), theirs.len(), "{at}");
                for (ours, theirs) in ours.iter().zip(theirs) {
                    same_values(ours, theirs, at);
                }
            }
            (serde_json::Value::String(ours), serde_yaml::Value::String(theirs)) => {
                // A literal block ends with a line break that is not the story's.
                assert_eq!(ours, theirs.strip_suffix('\n').unwrap_or(theirs), "{at}");
            }
            (serde_json::Value::Number(ours), serde_yaml::Value::Number(theirs)) => {
                assert_eq!(ours.as_u64(), theirs.as_u64(), "{at}");
            }
            _ => panic!("{at}: {ours:?} is not {theirs:?}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

        #[test]
        fn an_import_of_an_export_gives_the_same_stories(stories in library()) {
            prop_assert_eq!(&back("a.yaml", library_yaml(&stories)), &stories);
            prop_assert_eq!(&back("a.json", library_json(&stories).unwrap()), &stories);
        }

        #[test]
        fn a_story_in_a_file_of_its_own_comes_back(story in story()) {
            prop_assert_eq!(back("a.yaml", story_yaml(&story)), [tidied(&story)]);
            prop_assert_eq!(back("a.json", story_json(&story).unwrap()), [tidied(&story)]);
        }

        #[test]
        fn another_reader_reads_the_same_values(stories in library()) {
            let yaml = library_yaml(&stories);
            let json: serde_json::Value = serde_json::from_str(&library_json(&stories).unwrap()).unwrap();
            let theirs: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
            same_values(&json, &theirs, "");
        }

        #[test]
        fn an_export_has_one_form(stories in library()) {
            let yaml = library_yaml(&stories);
            prop_assert_eq!(&library_yaml(&back("a.yaml", yaml.clone())), &yaml);
            prop_assert!(!yaml.contains('\r'));
        }

        #[test]
        fn every_export_fits_the_schema(stories in library()) {
            static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
                let schema = serde_json::from_str(SCHEMA).unwrap();
                jsonschema::draft202012::new(&schema).unwrap()
            });
            let validator = &*VALIDATOR;
            let json: serde_json::Value = serde_json::from_str(&library_json(&stories).unwrap()).unwrap();
            prop_assert!(validator.is_valid(&json), "{}", json);
            for story in &stories {
                let json: serde_json::Value = serde_json::from_str(&story_json(story).unwrap()).unwrap();
                prop_assert!(validator.is_valid(&json), "{}", json);
            }
        }
    }
}
