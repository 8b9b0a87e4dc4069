//! Any document is read or refused; what was read is exported and read again as the same.
#![no_main]

use chrono::DateTime;
use libfuzzer_sys::fuzz_target;
use starbench::catalogue::default_profile;
use starbench::interchange::{Source, library_json, library_yaml, read};
use starbench::story::{Story, StoryId};
use uuid::Uuid;

fn stories(name: &str, text: String) -> (Vec<Story>, usize) {
    let import = read(&Source::new(name, text), default_profile());
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    let stories = import.stories.into_iter().zip(1..).map(|(imported, number)| {
        let document = imported.document;
        let id = document.id.unwrap_or(StoryId(Uuid::from_u128(number)));
        let slug = document.wanted_slug();
        document.into_story(id, slug, now)
    });
    (stories.collect(), import.problems.len())
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let ending = ["yaml", "json", "md", "csv", "tsv"][usize::from(*kind) % 5];
    let Ok(source) = Source::from_bytes(&format!("a.{ending}"), bytes.to_vec()) else { return };
    let text = String::from_utf8_lossy(bytes).into_owned();
    drop(source);
    let (first, _) = stories(&format!("a.{ending}"), text);
    let ids: std::collections::BTreeSet<_> = first.iter().map(|story| story.id).collect();
    let slugs: std::collections::BTreeSet<_> = first.iter().map(|story| &story.slug).collect();
    if ids.len() < first.len() || slugs.len() < first.len() {
        return;
    }
    let yaml = library_yaml(&first);
    assert_eq!(stories("b.yaml", yaml), (first.clone(), 0));
    let json = library_json(&first).unwrap();
    assert_eq!(stories("b.json", json), (first, 0));
});
