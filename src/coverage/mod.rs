//! How well the stories cover the principles: not how many there are, but how many can be told.
//!
//! A principle is [`covered`](CoverageStatus::Covered) when as many *ready* stories carry it as the
//! profile wants, one of them as its primary principle; a [`gap`](CoverageStatus::Gap) when no story
//! carries it at all; [`thin`](CoverageStatus::Thin) in between. [`breadth`] looks at what counting
//! cannot see.

pub mod breadth;
mod cues;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::analysis::StoryAnalysis;
use crate::catalogue::{Principle, PrincipleId, Profile, Tier};
use crate::story::{Slug, Story};

pub use breadth::{Ages, Breadth, Mainstay, Sighting};

/// How well one principle is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CoverageStatus {
    /// No story carries it.
    Gap,
    /// A story carries it, but too few are ready or none has it as primary.
    Thin,
    /// As many ready stories as wanted carry it, one of them as primary.
    Covered,
}

impl CoverageStatus {
    /// The status' id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Thin => "thin",
            Self::Covered => "covered",
        }
    }
}

/// One principle and the stories that carry it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrincipleCoverage {
    /// Which principle.
    pub id: PrincipleId,
    /// Its display name.
    pub name: String,
    /// How often it is probed.
    pub tier: Tier,
    /// Ready stories wanted.
    pub target: u8,
    /// Stories, ready or not, that have it as their first tag.
    pub primary: usize,
    /// Stories, ready or not, that have it as a later tag.
    pub secondary: usize,
    /// Ready stories that carry it.
    pub ready: usize,
    /// Stories that carry it, in the library's order.
    pub stories: Vec<Slug>,
    /// How well it is covered.
    pub status: CoverageStatus,
    /// Ready stories that have it as their first tag.
    #[serde(skip)]
    pub ready_primary: usize,
    /// Different projects behind the stories that carry it; a story without a project is its own.
    #[serde(skip)]
    pub projects: usize,
}

impl PrincipleCoverage {
    /// Ready stories still missing to the target.
    pub fn missing(&self) -> usize {
        usize::from(self.target).saturating_sub(self.ready)
    }

    fn of(principle: &Principle, shelf: &[Entry<'_>], profile: &Profile) -> Self {
        let carrying: Vec<&Entry<'_>> =
            shelf.iter().filter(|entry| entry.story.carries(&principle.id)).collect();
        let is_primary = |entry: &&&Entry<'_>| entry.story.primary() == Some(&principle.id);
        let primary = carrying.iter().filter(is_primary).count();
        let ready = carrying.iter().filter(|entry| entry.is_ready()).count();
        let ready_primary =
            carrying.iter().filter(|entry| entry.is_ready()).filter(is_primary).count();
        let named: BTreeSet<&str> =
            carrying.iter().filter_map(|entry| entry.story.project.as_deref()).collect();
        let unnamed = carrying.iter().filter(|entry| entry.story.project.is_none()).count();
        let target = profile.target(principle);
        Self {
            id: principle.id.clone(),
            name: principle.name.clone(),
            tier: principle.tier,
            target,
            primary,
            secondary: carrying.len() - primary,
            ready,
            ready_primary,
            projects: named.len() + unnamed,
            status: if carrying.is_empty() {
                CoverageStatus::Gap
            } else if ready >= usize::from(target) && ready_primary > 0 {
                CoverageStatus::Covered
            } else {
                CoverageStatus::Thin
            },
            stories: carrying.iter().map(|entry| entry.story.slug.clone()).collect(),
        }
    }
}

/// How many principles stand at each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Principles covered.
    pub covered: usize,
    /// Principles thin.
    pub thin: usize,
    /// Principles without a story.
    pub gap: usize,
}

/// What the library covers and what it lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Every principle of the profile, in its order.
    pub principles: Vec<PrincipleCoverage>,
    /// What counting cannot see.
    pub breadth: Breadth,
}

impl Coverage {
    /// Reads a library; `analyses` stand in the order of `stories`.
    ///
    /// `stale_months` is the age from which an interviewer asks for something recent.
    pub fn of(
        stories: &[Story],
        analyses: &[StoryAnalysis],
        profile: &Profile,
        today: NaiveDate,
        stale_months: i32,
    ) -> Self {
        let shelf = shelf(stories, analyses);
        let principles: Vec<PrincipleCoverage> = profile
            .principles()
            .iter()
            .map(|principle| PrincipleCoverage::of(principle, &shelf, profile))
            .collect();
        let breadth = Breadth::of(&shelf, profile, today, stale_months);
        Self { principles, breadth }
    }

    /// How many principles stand at each status.
    pub fn summary(&self) -> Summary {
        let count = |status| self.principles.iter().filter(|p| p.status == status).count();
        Summary {
            covered: count(CoverageStatus::Covered),
            thin: count(CoverageStatus::Thin),
            gap: count(CoverageStatus::Gap),
        }
    }
}

/// A story beside what analysis says of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) story: &'a Story,
    pub(crate) analysis: &'a StoryAnalysis,
}

impl Entry<'_> {
    pub(crate) fn is_ready(&self) -> bool {
        self.analysis.status.is_ready()
    }
}

/// Puts every story beside its analysis.
pub(crate) fn shelf<'a>(stories: &'a [Story], analyses: &'a [StoryAnalysis]) -> Vec<Entry<'a>> {
    debug_assert_eq!(stories.len(), analyses.len(), "one analysis a story");
    stories.iter().zip(analyses).map(|(story, analysis)| Entry { story, analysis }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{library, profile};
    use proptest::prelude::*;

    /// Tags and readiness of a story.
    type Sketch = (Vec<usize>, bool);

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
    }

    fn read(entries: &[Sketch]) -> Coverage {
        let (stories, analyses) = library(entries);
        let profile = profile(&[Tier::High, Tier::Base, Tier::Base], 3);
        Coverage::of(&stories, &analyses, &profile, day(), 48)
    }

    #[test]
    fn covered_needs_the_target_in_ready_stories_and_one_primary() {
        use CoverageStatus::{Covered, Gap, Thin};
        let cases: [(&[Sketch], CoverageStatus); 7] = [
            (&[], Gap),
            (&[(vec![1], true)], Gap),
            (&[(vec![0], false)], Thin),
            (&[(vec![0], true)], Thin),
            (&[(vec![0], true), (vec![0], false)], Thin),
            (&[(vec![1, 0], true), (vec![2, 0], true)], Thin),
            (&[(vec![0], true), (vec![2, 0], true)], Covered),
        ];
        for (entries, status) in cases {
            assert_eq!(read(entries).principles[0].status, status, "{entries:?}");
        }
    }

    #[test]
    fn a_tag_given_twice_counts_once() {
        let coverage = read(&[(vec![0, 0], true)]);
        let principle = &coverage.principles[0];
        assert_eq!((principle.primary, principle.secondary, principle.ready), (1, 0, 1));
    }

    #[test]
    fn stories_of_one_project_are_one_source() {
        let (mut stories, analyses) = library(&[(vec![0], true), (vec![0], true), (vec![0], true)]);
        stories[0].project = Some("one".into());
        stories[1].project = Some("one".into());
        let profile = profile(&[Tier::High], 1);
        let coverage = Coverage::of(&stories, &analyses, &profile, day(), 48);
        assert_eq!(coverage.principles[0].projects, 2);
    }

    proptest! {
        #[test]
        fn the_summary_counts_every_principle_once(
            entries in proptest::collection::vec(
                (proptest::collection::vec(0usize..4, 0..4), any::<bool>()), 0..8),
        ) {
            let coverage = read(&entries);
            let Summary { covered, thin, gap } = coverage.summary();
            prop_assert_eq!(covered + thin + gap, coverage.principles.len());
            for principle in &coverage.principles {
                prop_assert_eq!(principle.primary + principle.secondary, principle.stories.len());
                prop_assert!(principle.ready <= principle.stories.len());
                let gap = principle.status == CoverageStatus::Gap;
                prop_assert_eq!(gap, principle.stories.is_empty());
            }
        }
    }
}
