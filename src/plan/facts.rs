//! What a plan needs to know of the library, found once.

use std::cmp::Reverse;

use super::{Library, PlanError};
use crate::analysis::StoryAnalysis;
use crate::analysis::lint::{Finding, Severity};
use crate::catalogue::{Bits, Principle, Tier};
use crate::readiness::{Draws, Outlook, Supply};
use crate::story::Story;

/// A story that the plan wants written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted<'a> {
    pub(super) principle: &'a Principle,
    /// Which of the principle's stories, from 1; those before it exist or are wanted before it.
    pub(super) number: u32,
    /// Readiness before and after it, both with the wanted stories before it.
    pub(super) readiness: (f64, f64),
}

/// A story of the library and what is still to be done to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shelved<'a> {
    pub(super) story: &'a Story,
    pub(super) analysis: &'a StoryAnalysis,
    /// Weights of its principles added up.
    pub(super) weight: f64,
    /// The same for those principles that have fewer ready stories than they want.
    pub(super) needed: f64,
}

impl Shelved<'_> {
    pub(super) fn is_ready(&self) -> bool {
        self.analysis.status.is_ready()
    }

    /// The weight of its worst finding.
    pub(super) fn worst(&self) -> Option<Severity> {
        self.analysis.findings.iter().map(|finding| finding.severity).max()
    }

    /// Whether it has more to be done than minor remarks.
    pub(super) fn needs_work(&self) -> bool {
        !self.is_ready() || self.worst() >= Some(Severity::Warning)
    }

    /// Its findings, the weightiest first.
    pub(super) fn findings(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.analysis.findings.iter().collect();
        findings.sort_by_key(|finding| Reverse(finding.severity));
        findings
    }
}

/// What a plan needs to know of the library.
#[derive(Debug, Clone)]
pub(super) struct Facts<'a> {
    /// Stories to write, in the order to write them.
    pub(super) wanted: Vec<Wanted<'a>>,
    /// Stories of the library, those whose repair helps most first.
    pub(super) stories: Vec<Shelved<'a>>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(library: &Library<'a>) -> Result<Self, PlanError> {
        let mut stories = shelve(library);
        let wanted = wanted(library)?;
        // Drafts that fill a need come first, then what is ready but flawed; ties keep the library's
        // order, which is that of creation.
        stories.sort_by(|a, b| {
            (a.is_ready().cmp(&b.is_ready()))
                .then(b.needed.total_cmp(&a.needed))
                .then(b.weight.total_cmp(&a.weight))
        });
        Ok(Self { wanted, stories })
    }

    /// The stories that can be told, the strongest first, then the drafts.
    pub(super) fn strongest(&self) -> Vec<Shelved<'a>> {
        let mut stories = self.stories.clone();
        let rank = |story: &Shelved<'_>| {
            let analysis = story.analysis;
            (Reverse(analysis.status), Reverse(analysis.grade()))
        };
        stories.sort_by(|a, b| {
            rank(a)
                .cmp(&rank(b))
                .then(b.weight.total_cmp(&a.weight))
                .then_with(|| a.story.slug.cmp(&b.story.slug))
        });
        stories
    }
}

fn shelve<'a>(library: &Library<'a>) -> Vec<Shelved<'a>> {
    let profile = library.profile;
    let ready = |principle: &Principle| {
        let carries = |(story, analysis): &(&Story, &StoryAnalysis)| {
            analysis.status.is_ready() && story.carries(&principle.id)
        };
        library.iter().filter(carries).count()
    };
    let lacking: Vec<bool> = profile
        .principles()
        .iter()
        .map(|principle| ready(principle) < usize::from(profile.target(principle)))
        .collect();
    library
        .iter()
        .map(|(story, analysis)| {
            let (mut weight, mut needed) = (0.0, 0.0);
            for (principle, lacking) in profile.principles().iter().zip(&lacking) {
                if story.carries(&principle.id) {
                    weight += profile.weight(principle);
                    needed += if *lacking { profile.weight(principle) } else { 0.0 };
                }
            }
            Shelved { story, analysis, weight, needed }
        })
        .collect()
}

/// The stories to write until every principle has as many as it wants, ready or not.
///
/// First the principles of the high tier that have none, then the rest of the high tier, then the same
/// for the other tiers. Within each of these the next one is whatever lifts readiness most, given those
/// before it; while no single story completes a loop, whatever answers most questions.
fn wanted<'a>(library: &Library<'a>) -> Result<Vec<Wanted<'a>>, PlanError> {
    let profile = library.profile;
    let draws = Draws::of(profile, None)?;
    let bits = Bits::of(profile);
    let mut supply = Supply::empty(draws.principles());
    for (story, _) in library.iter().filter(|(_, analysis)| analysis.status.is_ready()) {
        supply.add(bits.tags(&story.principles));
    }
    let mut held: Vec<usize> = profile
        .principles()
        .iter()
        .map(|principle| library.iter().filter(|(story, _)| story.carries(&principle.id)).count())
        .collect();

    let mut wanted = Vec::new();
    loop {
        let class = |at: usize| {
            let principle = &profile.principles()[at];
            let short = held[at] < usize::from(profile.target(principle));
            short.then_some((principle.tier != Tier::High, held[at] > 0))
        };
        let Some(first) = (0..held.len()).filter_map(class).min() else { break };
        let outlook = Outlook::new(&draws, &supply);
        let gains = outlook.gains();
        let next = (0..held.len())
            .filter(|&at| class(at) == Some(first))
            // Of equals the last wins, so the order is turned round to prefer the profile's first.
            .rev()
            .max_by(|&a, &b| {
                gains
                    .of(1 << a)
                    .readiness
                    .total_cmp(&gains.of(1 << b).readiness)
                    .then(gains.of(1 << a).answered.total_cmp(&gains.of(1 << b).answered))
            });
        let Some(at) = next else { break };
        held[at] += 1;
        let before = outlook.readiness();
        wanted.push(Wanted {
            principle: &profile.principles()[at],
            number: u32::try_from(held[at]).unwrap_or(u32::MAX),
            readiness: (before, (before + gains.of(1 << at).readiness).min(1.0)),
        });
        supply.add(1 << at);
    }
    Ok(wanted)
}
