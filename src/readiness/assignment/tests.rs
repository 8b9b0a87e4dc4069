use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::readiness::agenda::Interviewer;
use crate::testing::{library, principle_id};
use proptest::prelude::*;

/// Tags, ready, project.
type Sketch = (Vec<usize>, bool, Option<u8>);

fn shelf(sketches: &[Sketch]) -> (Vec<Story>, Vec<StoryAnalysis>) {
    let entries: Vec<_> = sketches.iter().map(|(tags, ready, _)| (tags.clone(), *ready)).collect();
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
    let place = Place { round: 1, slot: 0 };
    let reason = Reason::Needed { told_for: place, silent: vec![place] };
    assert_eq!(first[0].conceded, Some(Concession { story: 0, reason }));
    assert_eq!(second[1].unanswered, Some(Unanswered::NoneReady { drafts: vec![2] }));
    let breakages = assignment.breakages(&agenda, &stories, &analyses).unwrap();
    assert_eq!(breakages.len(), 2);
    assert!(breakages.iter().all(|breakage| breakage.unanswered.len() == 1));
    let instead: Vec<_> = breakages.iter().map(|breakage| breakage.instead).collect();
    assert_eq!(instead, [Some(0), None]);
}

#[test]
fn a_stronger_story_told_elsewhere_or_of_a_project_heard_enough_is_named_with_the_reason() {
    // Story 0 is proven; both questions have another story, the second a weaker one.
    let (mut stories, mut analyses) =
        shelf(&[(vec![0, 1], true, None), (vec![0], true, None), (vec![2, 1], true, None)]);
    stories[1].principles = vec![principle_id(0)];
    analyses[1].result.grade = crate::analysis::grade::Grade::Defensible;
    let both = agenda(&[vec![1], vec![0]]);
    let assignment = Assignment::of(&both, &stories, &analyses).unwrap();
    assert_eq!(assignment.rounds[0][0].primary, Some(0));
    let reason = Reason::StrongerThere { told_for: Place { round: 0, slot: 0 } };
    assert_eq!(assignment.rounds[1][0].conceded, Some(Concession { story: 0, reason }));

    let (stories, analyses) = shelf(&[
        (vec![0], true, Some(0)),
        (vec![1], true, Some(0)),
        (vec![2], true, Some(0)),
        (vec![5], true, None),
        (vec![4, 2], true, None),
    ]);
    let three = agenda(&[vec![0, 1, 2]]);
    let assignment = Assignment::of(&three, &stories, &analyses).unwrap();
    let concession = Concession { story: 2, reason: Reason::Project };
    assert_eq!(assignment.rounds[0][2].conceded, Some(concession));
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
    assert!(assignment.slots().all(|(_, slot)| slot.primary.is_some() && slot.backup.is_some()));
}
