//! What to do next for the coverage, most valuable first.

use super::{Breadth, CoverageStatus, Entry, PrincipleCoverage};
use crate::analysis::lint::Severity;
use crate::catalogue::{PrincipleId, Profile};
use crate::story::Slug;

/// A kind of episode that every interview asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Episode {
    /// Something that did not work.
    Failure,
    /// A disagreement with somebody above.
    DisagreementUpward,
    /// A disagreement with somebody beside.
    DisagreementAcross,
    /// A decision that the author took back.
    ChangedMind,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Bring a draft to readiness.
    Finish {
        /// Which story.
        slug: Slug,
        /// Principles below their target that it would lift.
        lifts: Vec<PrincipleId>,
        /// Codes of the errors in its way; empty where only the grade is too low.
        errors: Vec<&'static str>,
    },
    /// Write a story for a principle.
    Write {
        /// For which principle.
        principle: PrincipleId,
        /// Ready stories still missing to its target, once every draft at hand is finished.
        missing: usize,
    },
    /// Let a ready story lead with a principle that it carries second.
    MakePrimary {
        /// For which principle.
        principle: PrincipleId,
        /// A ready story that carries it.
        slug: Slug,
    },
    /// Tell a kind of episode that no story tells.
    Tell(Episode),
    /// Find a second source: every story of the principle comes from one project.
    Diversify {
        /// For which principle.
        principle: PrincipleId,
    },
    /// Give a story a period, so that its age can be judged.
    Date {
        /// Which story.
        slug: Slug,
    },
}

/// One thing to do and what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    /// What to do.
    pub step: Step,
    /// Weight of the principles it helps, as the profile weighs questions; comparable within one list.
    pub value: f64,
}

/// A principle without any story leaves a question with no answer at all, so it counts this much more.
const GAP_FACTOR: f64 = 2.0;
/// Finishing a draft is less work than a new story with the same effect.
const FINISH_FACTOR: f64 = 1.5;
/// A changed tag helps the order in which stories come to mind, not the number of answers.
const RETAG_FACTOR: f64 = 0.5;
/// A missing kind of episode weighs as one question of the lowest tier.
const EPISODE_VALUE: f64 = 1.0;
/// A second project guards against a follow-up, not against silence.
const DIVERSIFY_FACTOR: f64 = 0.25;
/// A period takes a minute to add and may show that a story is stale.
const DATE_VALUE: f64 = 0.1;

pub(super) fn steps(
    shelf: &[Entry<'_>],
    principles: &[PrincipleCoverage],
    breadth: &Breadth,
    profile: &Profile,
) -> Vec<NextStep> {
    let weight = |coverage: &PrincipleCoverage| profile.weights().get(coverage.tier);
    let mut steps = Vec::new();

    for entry in shelf.iter().filter(|entry| !entry.is_ready()) {
        let lifted: Vec<&PrincipleCoverage> = principles
            .iter()
            .filter(|coverage| coverage.missing() > 0 && entry.story.carries(&coverage.id))
            .collect();
        if lifted.is_empty() {
            continue;
        }
        let value = FINISH_FACTOR * lifted.iter().map(|coverage| weight(coverage)).sum::<f64>();
        let mut errors: Vec<&'static str> = entry
            .analysis
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.code)
            .collect();
        errors.dedup();
        let lifts = lifted.iter().map(|coverage| coverage.id.clone()).collect();
        let slug = entry.story.slug.clone();
        steps.push(NextStep { step: Step::Finish { slug, lifts, errors }, value });
    }

    for coverage in principles {
        let missing = usize::from(coverage.target).saturating_sub(coverage.stories.len());
        let principle = coverage.id.clone();
        if missing > 0 {
            let factor = if coverage.status == CoverageStatus::Gap { GAP_FACTOR } else { 1.0 };
            let value = factor * weight(coverage);
            steps.push(NextStep { step: Step::Write { principle, missing }, value });
        } else if coverage.missing() == 0 && coverage.ready_primary == 0 {
            let candidate =
                shelf.iter().find(|entry| entry.is_ready() && entry.story.carries(&principle));
            let value = RETAG_FACTOR * weight(coverage);
            steps.push(match candidate {
                Some(entry) => {
                    let slug = entry.story.slug.clone();
                    NextStep { step: Step::MakePrimary { principle, slug }, value }
                }
                // A target of zero is met without a story, but then nothing leads with the principle.
                None => NextStep { step: Step::Write { principle, missing: 1 }, value },
            });
        }
        if coverage.stories.len() > 1 && coverage.projects == 1 {
            let step = Step::Diversify { principle: coverage.id.clone() };
            steps.push(NextStep { step, value: DIVERSIFY_FACTOR * weight(coverage) });
        }
    }

    // An empty library lacks everything; naming kinds of episode before the first story helps nobody.
    if !shelf.is_empty() {
        let episodes = [
            (Episode::Failure, breadth.failure.is_empty()),
            (Episode::DisagreementUpward, breadth.disagreement_upward.is_empty()),
            (Episode::DisagreementAcross, breadth.disagreement_across.is_empty()),
            (Episode::ChangedMind, breadth.changed_mind.is_empty()),
        ];
        for (episode, _) in episodes.into_iter().filter(|&(_, lacking)| lacking) {
            steps.push(NextStep { step: Step::Tell(episode), value: EPISODE_VALUE });
        }
    }
    for slug in &breadth.ages.undated {
        steps.push(NextStep { step: Step::Date { slug: slug.clone() }, value: DATE_VALUE });
    }
    // Stable, so that steps of one value keep the order of the profile and the library.
    steps.sort_by(|a, b| b.value.total_cmp(&a.value));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Tier;
    use crate::coverage::Coverage;
    use crate::testing::{library, principle_id, profile};
    use chrono::NaiveDate;

    fn next(entries: &[(Vec<usize>, bool)]) -> Vec<Step> {
        let (stories, analyses) = library(entries);
        let profile = profile(&[Tier::High, Tier::Base], 2);
        let day = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let coverage = Coverage::of(&stories, &analyses, &profile, day, 48);
        coverage.next.into_iter().map(|next| next.step).collect()
    }

    #[test]
    fn an_empty_library_is_told_to_write_the_likeliest_first() {
        let write = |n, missing| Step::Write { principle: principle_id(n), missing };
        assert_eq!(next(&[]), [write(0, 2), write(1, 1)]);
    }

    #[test]
    fn a_draft_is_finished_before_another_is_begun() {
        let steps = next(&[(vec![0, 1], false)]);
        let slug = "story-0".parse().unwrap();
        let lifts = vec![principle_id(0), principle_id(1)];
        assert_eq!(steps[0], Step::Finish { slug, lifts, errors: Vec::new() });
    }

    #[test]
    fn a_principle_that_never_leads_is_offered_a_story_to_lead_with() {
        let steps = next(&[(vec![0, 1], true), (vec![0], true)]);
        let slug = "story-0".parse().unwrap();
        assert!(
            steps.contains(&Step::MakePrimary { principle: principle_id(1), slug }),
            "{steps:?}"
        );
    }
}
