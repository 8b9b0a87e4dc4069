//! Which story to tell whom: primary and backup stories for a given loop.
//!
//! Every question of the loop gets a ready story that carries its principle, no story is told twice, and
//! no round hears more than two of one project. As many questions as possible are answered, and among
//! the ways to do that the strongest stories overall are chosen; backups are then chosen the same way
//! from what is left. Each choice is an integer program solved to the optimum, because a greedy pass
//! spends the one story that another question needs.

mod program;

use std::collections::BTreeMap;

use super::agenda::Agenda;
use crate::analysis::lint::Severity;
use crate::analysis::{Status, StoryAnalysis};
use crate::catalogue::PrincipleId;
use crate::story::Story;

/// Stories of one project that a round hears at most.
const PER_PROJECT: usize = 2;

/// One question of the loop: the round and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which round, from zero.
    pub round: usize,
    /// Which of its principles, from zero.
    pub slot: usize,
}

/// Why a question has no story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswered {
    /// No ready story carries the principle; these drafts would, by their places among the stories.
    NoneReady {
        /// Drafts that carry it.
        drafts: Vec<usize>,
    },
    /// Every ready story that carries it is needed elsewhere, or its project is used up in the round.
    NeededElsewhere {
        /// Those stories, and the question each is told for, where it is told.
        stories: Vec<(usize, Option<Place>)>,
    },
}

/// The stories for one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What is asked about.
    pub principle: PrincipleId,
    /// The story to tell, by its place among the stories.
    pub primary: Option<usize>,
    /// The story to fall back on.
    pub backup: Option<usize>,
    /// Why there is no story to tell.
    pub unanswered: Option<Unanswered>,
    /// A stronger story for this question that is told for another, and where.
    pub conceded: Option<(usize, Place)>,
}

/// The stories for a whole loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// For each round its questions, in the order of the loop.
    pub rounds: Vec<Vec<Slot>>,
}

/// What the loss of one story does to an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakage {
    /// The story, by its place among the stories.
    pub story: usize,
    /// The question it is told for.
    pub told_for: Place,
    /// Questions that then find no story, although they do now.
    pub unanswered: Vec<Place>,
}

/// The solver gave up, which it does only on numbers that it cannot handle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the loop could not be solved: {0}")]
pub struct AssignmentError(String);

/// How strong a story is as an answer about a principle: proven before ready, a better quantified Result
/// before a lesser, told for its main principle before another, and fewer warnings before more.
pub fn strength(story: &Story, analysis: &StoryAnalysis, principle: &PrincipleId) -> u32 {
    let proven = if analysis.status == Status::Proven { 40 } else { 0 };
    let grade = 10 * u32::from(analysis.grade().number());
    let main = if story.primary() == Some(principle) { 30 } else { 0 };
    let warnings =
        analysis.findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    proven + grade + main + 10 - 2 * warnings.min(5) as u32
}

/// One way to answer one question.
#[derive(Debug, Clone, Copy)]
struct Choice {
    place: Place,
    story: usize,
    strength: u32,
}

impl Assignment {
    /// Assigns the stories of a library to a loop; `analyses` stand in the order of `stories`.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn of(
        agenda: &Agenda,
        stories: &[Story],
        analyses: &[StoryAnalysis],
    ) -> Result<Self, AssignmentError> {
        let options = options(agenda, stories, analyses);
        let primary = program::solve(&options, stories, &BTreeMap::new())?;
        let told: BTreeMap<usize, Place> =
            primary.iter().map(|(place, story)| (*story, *place)).collect();
        let left: Vec<Choice> = options
            .iter()
            .copied()
            .filter(|option| {
                primary.contains_key(&option.place) && !told.contains_key(&option.story)
            })
            .collect();
        let backup = program::solve(&left, stories, &primary)?;

        let rounds = agenda
            .rounds
            .iter()
            .enumerate()
            .map(|(round, interviewer)| {
                let slot = |(slot, principle): (usize, &PrincipleId)| {
                    let place = Place { round, slot };
                    let own = || options.iter().filter(|option| option.place == place);
                    let chosen = primary.get(&place).copied();
                    let value = own().find(|option| Some(option.story) == chosen);
                    let conceded = own()
                        .filter(|option| {
                            value.is_some_and(|value| option.strength > value.strength)
                        })
                        .filter_map(|option| Some((option, *told.get(&option.story)?)))
                        .max_by_key(|(option, _)| {
                            (option.strength, std::cmp::Reverse(option.story))
                        })
                        .map(|(option, place)| (option.story, place));
                    let unanswered = chosen.is_none().then(|| {
                        let stories_left: Vec<(usize, Option<Place>)> = own()
                            .map(|option| (option.story, told.get(&option.story).copied()))
                            .collect();
                        if stories_left.is_empty() {
                            Unanswered::NoneReady { drafts: drafts(stories, analyses, principle) }
                        } else {
                            Unanswered::NeededElsewhere { stories: stories_left }
                        }
                    });
                    Slot {
                        principle: principle.clone(),
                        primary: chosen,
                        backup: backup.get(&place).copied(),
                        unanswered,
                        conceded,
                    }
                };
                interviewer.principles.iter().enumerate().map(slot).collect()
            })
            .collect();
        Ok(Self { rounds })
    }

    /// What the loss of each story that is told would do, the worst first.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn breakages(
        &self,
        agenda: &Agenda,
        stories: &[Story],
        analyses: &[StoryAnalysis],
    ) -> Result<Vec<Breakage>, AssignmentError> {
        let options = options(agenda, stories, analyses);
        let mut breakages = Vec::new();
        for (told_for, slot) in self.slots() {
            let Some(story) = slot.primary else { continue };
            let left: Vec<Choice> =
                options.iter().copied().filter(|option| option.story != story).collect();
            let primary = program::solve(&left, stories, &BTreeMap::new())?;
            let unanswered = self
                .slots()
                .filter(|(place, slot)| slot.primary.is_some() && !primary.contains_key(place))
                .map(|(place, _)| place)
                .collect();
            breakages.push(Breakage { story, told_for, unanswered });
        }
        breakages.sort_by_key(|breakage| std::cmp::Reverse(breakage.unanswered.len()));
        Ok(breakages)
    }

    /// Every question with its place, in the order of the loop.
    pub fn slots(&self) -> impl Iterator<Item = (Place, &Slot)> {
        self.rounds.iter().enumerate().flat_map(|(round, slots)| {
            slots.iter().enumerate().map(move |(slot, answer)| (Place { round, slot }, answer))
        })
    }
}

fn drafts(stories: &[Story], analyses: &[StoryAnalysis], principle: &PrincipleId) -> Vec<usize> {
    (0..stories.len())
        .filter(|&at| !analyses[at].status.is_ready() && stories[at].carries(principle))
        .collect()
}

/// Every ready story for every question, less those that cannot be part of a best choice, in the order of
/// slugs, so that ties fall the same way however a library is sorted.
fn options(agenda: &Agenda, stories: &[Story], analyses: &[StoryAnalysis]) -> Vec<Choice> {
    debug_assert_eq!(stories.len(), analyses.len(), "one analysis a story");
    let mut ready: Vec<usize> =
        (0..stories.len()).filter(|&at| analyses[at].status.is_ready()).collect();
    ready.sort_by(|&a, &b| stories[a].slug.cmp(&stories[b].slug));
    let questions: usize = agenda.rounds.iter().map(|round| round.principles.len()).sum();
    let mut options = Vec::new();
    for (round, interviewer) in agenda.rounds.iter().enumerate() {
        for (slot, principle) in interviewer.principles.iter().enumerate() {
            let place = Place { round, slot };
            let mut own: Vec<Choice> = ready
                .iter()
                .filter(|&&story| stories[story].carries(principle))
                .map(|&story| {
                    let strength = strength(&stories[story], &analyses[story], principle);
                    Choice { place, story, strength }
                })
                .collect();
            own.sort_by_key(|option| std::cmp::Reverse(option.strength));
            prune(&mut own, stories, questions, interviewer.principles.len());
            options.extend(own);
        }
    }
    options
}

/// Keeps the options of one question, strongest first, among which a best choice can always be found.
///
/// Primaries and backups of the other questions use fewer than twice as many stories as there are
/// questions. Of one project that many stronger options suffice, since one of them is free and may stand
/// wherever a weaker one of the same project may. Over all projects that many suffice beside those of the
/// projects that the round may have used up.
fn prune(own: &mut Vec<Choice>, stories: &[Story], questions: usize, in_round: usize) {
    let used = 2 * questions;
    let mut of_project: BTreeMap<&str, usize> = BTreeMap::new();
    own.retain(|option| match &stories[option.story].project {
        Some(project) => {
            let seen = of_project.entry(project).or_default();
            *seen += 1;
            *seen <= used
        }
        None => true,
    });
    own.truncate(used * (1 + in_round));
}

#[cfg(test)]
mod tests;
