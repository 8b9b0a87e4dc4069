//! Which story to tell whom: primary and backup stories for a given loop.
//!
//! Every question of the loop gets a ready story that carries its principle, no story is told twice, and
//! no round hears more than two of one project. As many questions as possible are answered, and among
//! the ways to do that the strongest stories overall are chosen; backups are then chosen the same way
//! from what is left. Each choice is an integer program solved to the optimum, because a greedy pass
//! spends the one story that another question needs.

use std::collections::{BTreeMap, BTreeSet};

use good_lp::{
    Expression, ProblemVariables, ResolutionError, Solution, SolverModel, Variable, constraint,
    microlp, variable,
};

use super::agenda::Agenda;
use crate::analysis::lint::Severity;
use crate::analysis::{Status, StoryAnalysis};
use crate::catalogue::PrincipleId;
use crate::story::{Slug, Story};

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
fn strength(story: &Story, analysis: &StoryAnalysis, principle: &PrincipleId) -> u32 {
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
        let primary = solve(&options, stories, &BTreeMap::new())?;
        let told: BTreeMap<usize, Place> =
            primary.iter().map(|(place, story)| (*story, *place)).collect();
        let left: Vec<Choice> = options
            .iter()
            .copied()
            .filter(|option| {
                primary.contains_key(&option.place) && !told.contains_key(&option.story)
            })
            .collect();
        let backup = solve(&left, stories, &primary)?;

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
            let primary = solve(&left, stories, &BTreeMap::new())?;
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

/// The best choice of a story for each place: as many as possible, then the strongest overall, where
/// `standing` are stories that the rounds hear already.
fn solve(
    options: &[Choice],
    stories: &[Story],
    standing: &BTreeMap<Place, usize>,
) -> Result<BTreeMap<Place, usize>, AssignmentError> {
    if options.is_empty() {
        return Ok(BTreeMap::new());
    }
    let places: BTreeSet<Place> = options.iter().map(|option| option.place).collect();
    let strongest = options.iter().map(|option| option.strength).max().unwrap_or(0);
    // One more question answered outweighs all the strength there is.
    let answered = f64::from(strongest + 1) * (places.len() + 1) as f64;

    let mut variables = ProblemVariables::new();
    let chosen: Vec<Variable> =
        options.iter().map(|_| variables.add(variable().binary())).collect();
    // Of ties, the earlier question is the one to be answered; all of that together is less than the
    // least difference in strength.
    let early = |place: &Place| {
        let after = places.range(place..).count() as f64;
        0.5 * after / (places.len() * places.len()) as f64
    };
    let objective: Expression = options
        .iter()
        .zip(&chosen)
        .map(|(option, chosen)| {
            (answered + f64::from(option.strength) + early(&option.place)) * *chosen
        })
        .sum();
    // By slug, not by place in the library, so that the program reads the same however that is sorted.
    let mut by_place: BTreeMap<Place, Vec<Variable>> = BTreeMap::new();
    let mut by_story: BTreeMap<&Slug, Vec<Variable>> = BTreeMap::new();
    let mut by_project: BTreeMap<(usize, &str), Vec<Variable>> = BTreeMap::new();
    for (option, chosen) in options.iter().zip(&chosen) {
        by_place.entry(option.place).or_default().push(*chosen);
        by_story.entry(&stories[option.story].slug).or_default().push(*chosen);
        if let Some(project) = &stories[option.story].project {
            by_project.entry((option.place.round, project)).or_default().push(*chosen);
        }
    }
    let mut model = variables.maximise(objective).using(microlp);
    let sum = |variables: &[Variable]| variables.iter().copied().sum::<Expression>();
    for once in by_place.values().chain(by_story.values()).filter(|once| once.len() > 1) {
        model = model.with(constraint!(sum(once) <= 1));
    }
    for ((round, project), variables) in &by_project {
        let heard = standing
            .iter()
            .filter(|(place, story)| {
                place.round == *round && stories[**story].project.as_deref() == Some(*project)
            })
            .count();
        let left = PER_PROJECT.saturating_sub(heard);
        if variables.len() > left {
            model = model.with(constraint!(sum(variables) <= left as f64));
        }
    }
    let solution =
        model.solve().map_err(|error: ResolutionError| AssignmentError(error.to_string()))?;
    Ok(options
        .iter()
        .zip(&chosen)
        .filter(|(_, chosen)| solution.value(**chosen) > 0.5)
        .map(|(option, _)| (option.place, option.story))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::agenda::Interviewer;
    use crate::testing::{library, principle_id};
    use proptest::prelude::*;

    /// Tags, ready, project.
    type Sketch = (Vec<usize>, bool, Option<u8>);

    fn shelf(sketches: &[Sketch]) -> (Vec<Story>, Vec<StoryAnalysis>) {
        let entries: Vec<_> =
            sketches.iter().map(|(tags, ready, _)| (tags.clone(), *ready)).collect();
        let (mut stories, mut analyses) = library(&entries);
        for (at, (_, _, project)) in sketches.iter().enumerate() {
            stories[at].project = project.map(|project| format!("project-{project}"));
            // Strengths that differ, so that which story is told matters.
            if at % 3 == 0 && analyses[at].status == Status::Ready {
                analyses[at].status = Status::Proven;
            }
        }
        (stories, analyses)
    }

    fn agenda(rounds: &[Vec<usize>]) -> Agenda {
        let rounds = rounds
            .iter()
            .enumerate()
            .map(|(at, principles)| Interviewer {
                name: format!("round {at}"),
                principles: principles.iter().map(|&at| principle_id(at)).collect(),
            })
            .collect();
        Agenda { rounds }
    }

    /// The best count and strength over every choice, by trying them all.
    fn brute(
        places: &[(Place, PrincipleId)],
        (stories, analyses): &(Vec<Story>, Vec<StoryAnalysis>),
        told: &mut Vec<(usize, usize)>,
        taken: &BTreeSet<usize>,
    ) -> (u32, u32) {
        let Some(((place, principle), rest)) = places.split_first() else { return (0, 0) };
        let mut best = brute(rest, &(stories.clone(), analyses.clone()), told, taken);
        for at in 0..stories.len() {
            let same_project = |other: usize| {
                stories[at].project.is_some() && stories[other].project == stories[at].project
            };
            let heard =
                told.iter().filter(|(round, other)| *round == place.round && same_project(*other));
            if !analyses[at].status.is_ready()
                || !stories[at].carries(principle)
                || taken.contains(&at)
                || told.iter().any(|(_, other)| *other == at)
                || heard.count() >= PER_PROJECT
            {
                continue;
            }
            told.push((place.round, at));
            let (count, sum) = brute(rest, &(stories.clone(), analyses.clone()), told, taken);
            told.pop();
            best = best.max((count + 1, sum + strength(&stories[at], &analyses[at], principle)));
        }
        best
    }

    fn worth(
        assignment: &Assignment,
        (stories, analyses): &(Vec<Story>, Vec<StoryAnalysis>),
        choice: impl Fn(&Slot) -> Option<usize>,
    ) -> (u32, u32) {
        assignment.slots().fold((0, 0), |(count, sum), (_, slot)| match choice(slot) {
            Some(at) => (count + 1, sum + strength(&stories[at], &analyses[at], &slot.principle)),
            None => (count, sum),
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn the_choice_is_as_good_as_the_best_of_all(
            sketches in prop::collection::vec(
                (prop::collection::vec(0usize..4, 1..4), prop::bool::weighted(0.85), prop::option::of(0u8..2)),
                0..7,
            ),
            rounds in prop::collection::vec(prop::sample::subsequence(vec![0usize, 1, 2, 3], 1..=3), 1..3),
        ) {
            let shelf = shelf(&sketches);
            let agenda = agenda(&rounds);
            let assignment = Assignment::of(&agenda, &shelf.0, &shelf.1).unwrap();
            let places: Vec<(Place, PrincipleId)> =
                assignment.slots().map(|(place, slot)| (place, slot.principle.clone())).collect();
            let best = brute(&places, &shelf, &mut Vec::new(), &BTreeSet::new());
            prop_assert_eq!(worth(&assignment, &shelf, |slot| slot.primary), best);

            let answered: Vec<(Place, PrincipleId)> = assignment.slots()
                .filter(|(_, slot)| slot.primary.is_some())
                .map(|(place, slot)| (place, slot.principle.clone()))
                .collect();
            let mut told: Vec<(usize, usize)> =
                assignment.slots().filter_map(|(place, slot)| Some((place.round, slot.primary?))).collect();
            let best = brute(&answered, &shelf, &mut told, &BTreeSet::new());
            prop_assert_eq!(worth(&assignment, &shelf, |slot| slot.backup), best);

            let mut seen = BTreeSet::new();
            for (round, slots) in assignment.rounds.iter().enumerate() {
                let mut projects: BTreeMap<&str, usize> = BTreeMap::new();
                for slot in slots {
                    prop_assert_eq!(slot.primary.is_none(), slot.unanswered.is_some());
                    for at in [slot.primary, slot.backup].into_iter().flatten() {
                        prop_assert!(seen.insert(at), "story {at} is told twice");
                        prop_assert!(shelf.0[at].carries(&slot.principle));
                        if let Some(project) = &shelf.0[at].project {
                            *projects.entry(project).or_default() += 1;
                        }
                    }
                }
                prop_assert!(projects.values().all(|&count| count <= PER_PROJECT), "round {round}");
            }
        }

        #[test]
        fn the_order_of_the_library_does_not_matter(
            sketches in prop::collection::vec(
                (prop::collection::vec(0usize..4, 1..4), Just(true), Just(None)), 0..7),
        ) {
            let (stories, analyses) = shelf(&sketches);
            let agenda = agenda(&[vec![0, 1], vec![1, 2, 3]]);
            let slugs = |assignment: Assignment, stories: &[Story]| -> Vec<Option<String>> {
                assignment.slots().map(|(_, slot)| slot.primary.map(|at| stories[at].slug.to_string())).collect()
            };
            let forward = slugs(Assignment::of(&agenda, &stories, &analyses).unwrap(), &stories);
            let (turned, back): (Vec<Story>, Vec<StoryAnalysis>) =
                stories.into_iter().zip(analyses).rev().unzip();
            prop_assert_eq!(slugs(Assignment::of(&agenda, &turned, &back).unwrap(), &turned), forward);
        }
    }

    #[test]
    fn a_story_goes_where_no_other_can() {
        let (stories, analyses) =
            shelf(&[(vec![0, 1], true, None), (vec![0], true, None), (vec![2], false, None)]);
        let agenda = agenda(&[vec![0], vec![1, 2]]);
        let assignment = Assignment::of(&agenda, &stories, &analyses).unwrap();
        let [first, second] = [&assignment.rounds[0], &assignment.rounds[1]];
        assert_eq!((first[0].primary, second[0].primary), (Some(1), Some(0)));
        assert_eq!(first[0].conceded, Some((0, Place { round: 1, slot: 0 })));
        assert_eq!(second[1].unanswered, Some(Unanswered::NoneReady { drafts: vec![2] }));
        let breakages = assignment.breakages(&agenda, &stories, &analyses).unwrap();
        assert_eq!(breakages.len(), 2);
        assert!(breakages.iter().all(|breakage| breakage.unanswered.len() == 1));
    }

    #[test]
    fn a_round_hears_two_of_a_project_and_no_third() {
        let sketches: Vec<Sketch> = (0..3).map(|at| (vec![at], true, Some(0))).collect();
        let (stories, analyses) = shelf(&sketches);
        let together = Assignment::of(&agenda(&[vec![0, 1, 2]]), &stories, &analyses).unwrap();
        let told = together.slots().filter(|(_, slot)| slot.primary.is_some()).count();
        assert_eq!(told, 2);
        let (_, left) = together.slots().find(|(_, slot)| slot.primary.is_none()).unwrap();
        assert!(matches!(
            &left.unanswered,
            Some(Unanswered::NeededElsewhere { stories }) if stories[0].1.is_none()
        ));
        let apart = Assignment::of(&agenda(&[vec![0, 1], vec![2]]), &stories, &analyses).unwrap();
        assert!(apart.slots().all(|(_, slot)| slot.primary.is_some()));
    }

    #[test]
    fn a_large_library_is_assigned_as_well() {
        let sketches: Vec<Sketch> =
            (0..300).map(|at| (vec![at % 16, at * 7 % 16], true, Some((at % 9) as u8))).collect();
        let (stories, analyses) = shelf(&sketches);
        let agenda = agenda(&[vec![0, 1], vec![2, 3], vec![1, 4, 5]]);
        let assignment = Assignment::of(&agenda, &stories, &analyses).unwrap();
        assert!(
            assignment.slots().all(|(_, slot)| slot.primary.is_some() && slot.backup.is_some())
        );
    }
}
