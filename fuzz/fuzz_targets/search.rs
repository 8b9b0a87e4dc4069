//! Any query finds stories or none; no character of it is syntax.
#![no_main]

use std::sync::{LazyLock, Mutex};

use chrono::DateTime;
use libfuzzer_sys::fuzz_target;
use starbench::store::{Library, NewOperation, story_change};
use starbench::story::{Story, StoryId, Verb};
use uuid::Uuid;

static LIBRARY: LazyLock<Mutex<Library>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap().keep();
    let mut library = Library::create_or_open(&folder.join("library.db")).unwrap();
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    let texts = ["I can't stop 40% of churn", "日本 naïve café", "AND OR NOT NEAR(a b) title:x*"];
    let changes = texts.iter().zip(1..).map(|(text, number)| {
        let slug = format!("story-{number}").parse().unwrap();
        let mut story = Story::draft(StoryId(Uuid::from_u128(number)), slug, *text, now);
        story.sections.action = Some((*text).to_owned());
        story_change(None, Some(&story))
    });
    let new = NewOperation { verb: Verb::Import, summary: "3".into(), changes: changes.collect() };
    library.commit(new, now).unwrap();
    Mutex::new(library)
});

fuzz_target!(|query: &str| {
    let library = LIBRARY.lock().unwrap();
    let found = library.search(query, 10).unwrap();
    assert!(found.iter().all(|(_, score)| score.is_finite()));
    assert!(found.windows(2).all(|pair| pair[0].1 >= pair[1].1));
});
