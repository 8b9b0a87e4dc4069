//! What one drill has changed: how deep the story holds now, and what to mend first.

use serde::Serialize;

use super::session::{Answer, DrillRecord};
use super::standing::Standing;
use crate::catalogue::Profile;
use crate::story::Section;

/// A sentence to add to a story, with `…` for what only its author knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addition {
    /// Where it belongs.
    pub section: Section,
    /// The sentence.
    pub sentence: String,
}

/// One drill seen against what was known before.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<'a> {
    /// The drill.
    pub record: &'a DrillRecord,
    /// Where the story stood before.
    pub before: Option<Standing>,
    /// Where it stands now.
    pub after: Option<Standing>,
    /// The answer to mend first; none if all were safe.
    pub weakest: Option<&'a Answer>,
    /// What to add to the story for it.
    pub addition: Option<Addition>,
}

impl<'a> Outcome<'a> {
    /// Compares a drill with the records before it, which stand in the order of time.
    pub fn of(record: &'a DrillRecord, earlier: &[DrillRecord], profile: &Profile) -> Self {
        let weakest = record.weakest();
        Self {
            record,
            before: Standing::of(record.story, earlier),
            after: Standing::of(record.story, earlier.iter().chain([record])),
            weakest,
            addition: weakest.and_then(|answer| addition(answer, profile)),
        }
    }

    /// Layers that the story held for before, if a drill had said so.
    pub fn depth_before(&self) -> Option<u8> {
        self.before.and_then(|standing| standing.depth).map(|(depth, _)| depth)
    }
}

/// The sentence that answers a question of its family beforehand.
fn addition(answer: &Answer, profile: &Profile) -> Option<Addition> {
    let family = profile.families().iter().find(|family| family.id == answer.family)?;
    // A question that attacks nothing asks for what the story leaves out, mostly about what was done.
    let section = match answer.section {
        None | Some(Section::Headline) => Section::Action,
        Some(section) => section,
    };
    family.mend.clone().map(|sentence| Addition { section, sentence })
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{BUILTIN_IDS, builtin};

    #[test]
    fn every_built_in_family_says_what_to_add_and_leaves_the_facts_open() {
        for profile in BUILTIN_IDS.iter().filter_map(|id| builtin(id)) {
            for family in profile.families() {
                let mend = family.mend.as_deref().unwrap_or_default();
                assert!(mend.contains('…') && mend.ends_with(['.', '"']), "{}: {mend}", family.id);
                assert!(!mend.contains(|c: char| c.is_ascii_digit()), "{}: {mend}", family.id);
            }
        }
    }
}
