//! Words that mean the same thing to an interviewer and a candidate.

use std::collections::HashMap;

use serde::Deserialize;

use super::pattern::{Classes, Interner, Pattern};

/// A class of synonyms as the data has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassEntry {
    words: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "examples prove the data in its test"))]
    good: String,
    #[cfg_attr(not(test), allow(dead_code, reason = "examples prove the data in its test"))]
    bad: String,
}

fn entries() -> Vec<(String, ClassEntry)> {
    let entries: std::collections::BTreeMap<String, ClassEntry> =
        match crate::yaml::from_str(include_str!("data/synonyms.yaml")) {
            Ok(entries) => entries,
            // Compiled in, and a test of this module reads it.
            Err(error) => panic!("built-in synonyms: {error:?}"),
        };
    entries.into_iter().collect()
}

/// The synonym classes, compiled.
pub(super) fn classes(interner: &mut Interner) -> Classes {
    let none = HashMap::new();
    entries()
        .into_iter()
        .map(|(name, entry)| {
            let members: Vec<Pattern> = entry
                .words
                .iter()
                .map(|word| match Pattern::parse(word, &none, interner) {
                    Ok(pattern) => pattern,
                    // Compiled in, and a test of this module compiles every word.
                    Err(error) => panic!("built-in synonyms of {name}: {error}"),
                })
                .collect();
            (name, members.into())
        })
        .collect()
}
