//! What to do next, most valuable first: what raises readiness most, and what it cannot see after that.

use super::outlook::{Gain, Outlook};
use super::supply::Supply;
use super::{Draws, ReadinessError};
use crate::analysis::StoryAnalysis;
use crate::analysis::lint::Severity;
use crate::catalogue::{Bits, PrincipleId, Profile};
use crate::coverage::{Coverage, CoverageStatus, Entry, PrincipleCoverage, shelf};
use crate::story::{Slug, Story};

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
        /// Principles that it would count for: those below their target, or all that it carries.
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
    /// What it changes about the loops that can be answered.
    pub gain: Gain,
    /// Readiness once it is done, from 0 to 1.
    pub readiness: f64,
}

impl NextStep {
    /// Steps that change readiness alike stand in this order: first what is less work, then what guards
    /// against one question more than what guards against a follow-up.
    fn rank(&self) -> u8 {
        match self.step {
            Step::Finish { .. } => 0,
            Step::Write { .. } => 1,
            Step::Tell(_) => 2,
            Step::MakePrimary { .. } => 3,
            Step::Diversify { .. } => 4,
            Step::Date { .. } => 5,
        }
    }
}

/// What to do for a library, most valuable first; `analyses` stand in the order of `stories`, which
/// `coverage` was read from.
///
/// # Errors
///
/// When readiness cannot be computed for this profile.
pub fn steps(
    coverage: &Coverage,
    stories: &[Story],
    analyses: &[StoryAnalysis],
    profile: &Profile,
) -> Result<Vec<NextStep>, ReadinessError> {
    let shelf = shelf(stories, analyses);
    let bits = Bits::of(profile);
    let draws = Draws::of(profile, None)?;
    let mut supply = Supply::empty(draws.principles());
    for entry in shelf.iter().filter(|entry| entry.is_ready()) {
        supply.add(bits.tags(&entry.story.principles));
    }
    let outlook = Outlook::new(&draws, &supply);
    let (now, gains) = (outlook.readiness(), outlook.gains());
    let gain = |step: &Step| match step {
        Step::Finish { slug, .. } => shelf
            .iter()
            .find(|entry| entry.story.slug == *slug)
            .map(|entry| gains.of(bits.tags(&entry.story.principles)))
            .unwrap_or_default(),
        Step::Write { principle, .. } => gains.of(bits.tags(std::slice::from_ref(principle))),
        Step::MakePrimary { .. } | Step::Tell(_) | Step::Diversify { .. } | Step::Date { .. } => {
            Gain::default()
        }
    };
    let raises = |entry: &Entry<'_>| gains.of(bits.tags(&entry.story.principles)).answered > 0.0;
    let mut steps: Vec<NextStep> = finishing(&shelf, coverage, raises)
        .into_iter()
        .chain(coverage.principles.iter().flat_map(|principle| for_principle(&shelf, principle)))
        .chain(telling(coverage, stories))
        .map(|step| {
            let gain = gain(&step);
            NextStep { step, gain, readiness: now + gain.readiness }
        })
        .collect();
    // Stable, so that steps of one value keep the order of the profile and the library. Early on no single
    // story completes a loop, and the number of questions answered tells what readiness cannot yet.
    steps.sort_by(|a, b| {
        b.gain
            .readiness
            .total_cmp(&a.gain.readiness)
            .then(b.gain.answered.total_cmp(&a.gain.answered))
            .then(a.rank().cmp(&b.rank()))
    });
    Ok(steps)
}

/// Drafts that would lift a principle to its target, or raise what a loop finds answered.
fn finishing(
    shelf: &[Entry<'_>],
    coverage: &Coverage,
    raises: impl Fn(&Entry<'_>) -> bool,
) -> Vec<Step> {
    let finish = |entry: &Entry<'_>| {
        let carried =
            || coverage.principles.iter().filter(|principle| entry.story.carries(&principle.id));
        let below: Vec<&PrincipleCoverage> =
            carried().filter(|principle| principle.missing() > 0).collect();
        let counts_for = match below.is_empty() {
            false => below,
            true if raises(entry) => carried().collect(),
            true => return None,
        };
        let mut errors: Vec<&'static str> = entry
            .analysis
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.code)
            .collect();
        errors.dedup();
        let slug = entry.story.slug.clone();
        let lifts = counts_for.into_iter().map(|principle| principle.id.clone()).collect();
        Some(Step::Finish { slug, lifts, errors })
    };
    shelf.iter().filter(|entry| !entry.is_ready()).filter_map(finish).collect()
}

/// What a principle lacks once every draft at hand is finished.
fn for_principle(shelf: &[Entry<'_>], coverage: &PrincipleCoverage) -> Vec<Step> {
    let principle = || coverage.id.clone();
    let missing = usize::from(coverage.target).saturating_sub(coverage.stories.len());
    let mut steps = Vec::new();
    if missing > 0 || coverage.status == CoverageStatus::Gap {
        // A target of zero is met without a story, but then nothing leads with the principle.
        steps.push(Step::Write { principle: principle(), missing: missing.max(1) });
    } else if coverage.missing() == 0 && coverage.ready_primary == 0 {
        let ready =
            shelf.iter().find(|entry| entry.is_ready() && entry.story.carries(&coverage.id));
        steps.push(match ready {
            Some(entry) => {
                Step::MakePrimary { principle: principle(), slug: entry.story.slug.clone() }
            }
            None => Step::Write { principle: principle(), missing: 1 },
        });
    }
    if coverage.stories.len() > 1 && coverage.projects == 1 {
        steps.push(Step::Diversify { principle: principle() });
    }
    steps
}

/// Kinds of episode that no story tells, and stories of unknown age.
fn telling(coverage: &Coverage, stories: &[Story]) -> Vec<Step> {
    // An empty library lacks everything; naming kinds of episode before the first story helps nobody.
    if stories.is_empty() {
        return Vec::new();
    }
    let breadth = &coverage.breadth;
    let episodes = [
        (Episode::Failure, breadth.failure.is_empty()),
        (Episode::DisagreementUpward, breadth.disagreement_upward.is_empty()),
        (Episode::DisagreementAcross, breadth.disagreement_across.is_empty()),
        (Episode::ChangedMind, breadth.changed_mind.is_empty()),
    ];
    let lacking = episodes.into_iter().filter(|&(_, lacking)| lacking);
    let undated = breadth.ages.undated.iter().map(|slug| Step::Date { slug: slug.clone() });
    lacking.map(|(episode, _)| Step::Tell(episode)).chain(undated).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Tier;
    use crate::testing::{library, principle_id, profile};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
    }

    fn next(entries: &[(Vec<usize>, bool)], tiers: &[Tier]) -> (Coverage, Vec<NextStep>) {
        let (stories, analyses) = library(entries);
        let profile = profile(tiers, 2);
        let coverage = Coverage::of(&stories, &analyses, &profile, day(), 48);
        let steps = steps(&coverage, &stories, &analyses, &profile).unwrap();
        (coverage, steps)
    }

    fn what(entries: &[(Vec<usize>, bool)]) -> Vec<Step> {
        let steps = next(entries, &[Tier::High, Tier::Base]).1;
        steps.into_iter().map(|next| next.step).collect()
    }

    #[test]
    fn an_empty_library_is_told_to_write_the_likeliest_first() {
        let write = |n, missing| Step::Write { principle: principle_id(n), missing };
        assert_eq!(what(&[]), [write(0, 2), write(1, 1)]);
        let steps = next(&[], &[Tier::Base, Tier::Base, Tier::High]).1;
        assert_eq!(steps[0].step, write(2, 2));
    }

    #[test]
    fn a_draft_is_finished_before_another_is_begun() {
        let steps = what(&[(vec![0, 1], false)]);
        let slug = "story-0".parse().unwrap();
        let lifts = vec![principle_id(0), principle_id(1)];
        assert_eq!(steps[0], Step::Finish { slug, lifts, errors: Vec::new() });
    }

    #[test]
    fn a_principle_that_never_leads_is_offered_a_story_to_lead_with() {
        let steps = what(&[(vec![0, 1], true), (vec![0], true)]);
        let slug = "story-0".parse().unwrap();
        let step = Step::MakePrimary { principle: principle_id(1), slug };
        assert!(steps.contains(&step), "{steps:?}");
    }

    #[test]
    fn what_completes_a_loop_comes_before_what_only_fills_a_target() {
        // Two of the high tier are wanted, but a loop asks it once: the other principle is worth more.
        let steps = what(&[(vec![0], true)]);
        assert_eq!(steps[0], Step::Write { principle: principle_id(1), missing: 1 });
    }

    proptest! {
        #[test]
        fn steps_come_most_valuable_first_and_never_for_a_covered_library(
            entries in proptest::collection::vec(
                (proptest::collection::vec(0usize..4, 0..4), any::<bool>()), 0..8),
        ) {
            let (coverage, steps) = next(&entries, &[Tier::High, Tier::Base, Tier::Base]);
            let worth = |next: &NextStep| (next.gain.readiness, next.gain.answered);
            prop_assert!(steps.windows(2).all(|pair| worth(&pair[0]) >= worth(&pair[1])));
            let lacking = coverage.summary().thin + coverage.summary().gap > 0;
            let about_principles = steps.iter().any(|next| matches!(
                next.step, Step::Write { .. } | Step::Finish { .. } | Step::MakePrimary { .. }));
            prop_assert!(!lacking || about_principles);
            // Once every principle is covered, only what still answers more questions is worth naming.
            let worthy = steps.iter().all(|next| match next.step {
                Step::Write { .. } | Step::MakePrimary { .. } => false,
                Step::Finish { .. } => next.gain.answered > 0.0,
                _ => true,
            });
            prop_assert!(lacking || worthy);
        }
    }
}
