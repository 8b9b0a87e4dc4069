//! Checks on a profile's principles.

use std::collections::BTreeMap;

use super::{Check, MOST_PRINCIPLES, SHORT_LENGTH};
use crate::catalogue::document::{PrincipleEntry, ProfileDocument};
use crate::catalogue::resolve::words;
use crate::catalogue::{Cue, Principle, PrincipleId, Profile, phrase};
use crate::yaml::Path;

impl Check {
    /// The principles of the finished profile, each with the entry that made or changed it.
    pub(super) fn principles(
        &mut self,
        document: &ProfileDocument,
        base: Option<&Profile>,
    ) -> Vec<(Principle, Option<PrincipleEntry>)> {
        let root = Path::root().key("principles");
        let entries = document.principles.as_deref().unwrap_or_default();
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        self.distinct_ids(&ids, &root);

        let omitted = document.omit.as_ref().map(|omit| &omit.principles);
        let mut merged: Vec<(Principle, Option<usize>)> = base
            .map(Profile::principles)
            .unwrap_or_default()
            .iter()
            .filter(|principle| {
                !omitted.is_some_and(|ids| ids.iter().any(|id| *id == principle.id.as_str()))
            })
            .map(|principle| (principle.clone(), None))
            .collect();
        for (index, entry) in entries.iter().enumerate() {
            let at = root.index(index);
            let old = merged.iter().position(|(principle, _)| principle.id.as_str() == entry.id);
            self.entry(entry, &at);
            match (entry.over(old.map(|old| &merged[old].0)), old) {
                (Some(principle), Some(old)) => merged[old] = (principle, Some(index)),
                (Some(principle), None) => {
                    merged.push((principle, Some(index)));
                    if merged.len() == MOST_PRINCIPLES + 1 {
                        self.object(&at, format!(
                            "principle number {}: readiness is counted over every set of principles, and it does so for up to {MOST_PRINCIPLES}",
                            merged.len()
                        ));
                    }
                }
                (None, _) => self.incomplete(entry, &at),
            }
        }
        self.names_apart(&merged, &root);
        let said = base.is_some() || document.principles.is_some();
        if merged.is_empty() && entries.is_empty() && said {
            self.object(&root, String::from("a profile has at least one principle"));
        }
        merged
            .into_iter()
            .map(|(principle, entry)| (principle, entry.map(|index| entries[index].clone())))
            .collect()
    }

    fn incomplete(&mut self, entry: &PrincipleEntry, at: &Path) {
        let missing = [
            ("name", entry.name.is_none()),
            ("short", entry.short.is_none()),
            ("tier", entry.tier.is_none()),
            ("summary", entry.summary.is_none()),
        ];
        for (key, _) in missing.iter().filter(|(_, missing)| *missing) {
            self.object(at, format!("principle `{}`: `{key}` is missing", entry.id));
        }
    }

    fn entry(&mut self, entry: &PrincipleEntry, at: &Path) {
        if let Some(short) = &entry.short {
            let length = short.chars().count();
            if length > SHORT_LENGTH {
                let message =
                    format!("`{short}`: a short name has at most {SHORT_LENGTH} characters");
                self.object(&at.key("short"), message);
            }
        }
        if entry.target == Some(0) {
            self.object(&at.key("target"), String::from("a target is at least 1"));
        }
        for (index, Cue { phrase, weight }) in
            entry.cues.iter().flat_map(|cues| &cues.0).enumerate()
        {
            let at = at.key("cues").index(index);
            if let Err(error) = phrase::check(phrase) {
                self.object(&at, format!("the cue {error}"));
            }
            if !(*weight > 0.0 && *weight <= 1.0) {
                let message =
                    format!("the cue `{phrase}` weighs {weight}; a weight is above 0 and up to 1");
                self.object(&at, message);
            }
        }
    }

    /// No two principles may answer to one name, whatever its case and punctuation.
    fn names_apart(&mut self, merged: &[(Principle, Option<usize>)], root: &Path) {
        // Those without an entry first: they are apart by themselves, so that a clash is always an entry's.
        let mut in_turn: Vec<_> = merged.iter().collect();
        in_turn.sort_by_key(|(_, entry)| *entry);
        let mut taken: BTreeMap<String, &PrincipleId> = BTreeMap::new();
        for (principle, entry) in in_turn {
            let at = entry.map_or_else(|| root.clone(), |index| root.index(index));
            let aliases = principle.aliases.iter().enumerate();
            let names = [
                (at.key("id"), principle.id.as_str()),
                (at.key("name"), principle.name.as_str()),
                (at.key("short"), principle.short.as_str()),
            ]
            .into_iter()
            .chain(aliases.map(|(index, alias)| (at.key("aliases").index(index), alias.as_str())));
            for (at, name) in names.filter(|(_, name)| !name.trim().is_empty()) {
                let key = words(name).concat();
                if key.is_empty() {
                    self.object(&at, format!("`{name}` has no letter to go by"));
                } else if *taken.entry(key).or_insert(&principle.id) != &principle.id {
                    self.object(&at, format!("another principle is called `{name}` too"));
                }
            }
        }
    }
}
