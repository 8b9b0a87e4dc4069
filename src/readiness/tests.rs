use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::*;
use crate::catalogue::Tier;
use crate::testing::{full_profile, library, profile};

/// The most questions of a set that distinct stories can answer, by augmenting paths.
fn brute_matching(asked: usize, stories: &[Tags]) -> usize {
    fn augment(asked: usize, stories: &[Tags], seen: &mut u64, holder: &mut [usize]) -> bool {
        (0..stories.len()).any(|story| {
            if *seen >> story & 1 == 1 || stories[story] >> asked & 1 == 0 {
                return false;
            }
            *seen |= 1 << story;
            let other = holder[story];
            let free = other == FREE || augment(other, stories, seen, holder);
            if free {
                holder[story] = asked;
            }
            free
        })
    }
    const FREE: usize = usize::MAX;
    let mut holder = [FREE; 64];
    (0..MAX_PRINCIPLES)
        .filter(|at| asked >> at & 1 == 1)
        .filter(|&at| augment(at, stories, &mut 0, &mut holder))
        .count()
}

/// Readiness and the expected number answered, set by set and story by story.
fn brute(weights: &[f64], questions: usize, stories: &[Tags]) -> (f64, f64) {
    let (mut total, mut ready, mut answered) = (0.0, 0.0, 0.0);
    let questions = questions.min(weights.len());
    for set in (0..1usize << weights.len()).filter(|set| set.count_ones() as usize == questions) {
        let chance: f64 =
            (0..weights.len()).filter(|at| set >> at & 1 == 1).map(|at| weights[at]).product();
        let most = brute_matching(set, stories);
        total += chance;
        answered += chance * most as f64;
        if most == questions {
            ready += chance;
        }
    }
    (ready / total, answered / total)
}

fn mask(tags: &[usize]) -> Tags {
    tags.iter().fold(0, |mask, at| mask | 1 << at)
}

/// Holds everything that readiness says of a library against brute force.
fn agrees_with_brute_force(
    profile: &Profile,
    questions: Option<u8>,
    entries: &[(Vec<usize>, bool)],
) -> Result<(), TestCaseError> {
    let weights: Vec<f64> =
        profile.principles().iter().map(|principle| profile.weight(principle)).collect();
    let (_, analyses) = library(entries);
    let readiness = Readiness::of(&analyses, profile, questions).unwrap();

    let ready: Vec<usize> = (0..entries.len()).filter(|&at| entries[at].1).collect();
    let tags: Vec<Tags> = ready.iter().map(|&at| mask(&entries[at].0)).collect();
    let k = usize::from(questions.unwrap_or(profile.loop_questions()));
    let (probability, answered) = brute(&weights, k, &tags);
    prop_assert!(close(readiness.probability, probability));
    let share = if readiness.questions == 0 { 1.0 } else { answered / readiness.questions as f64 };
    prop_assert!(close(readiness.expected_answered, share));

    prop_assert_eq!(readiness.write_next.len(), weights.len());
    for next in &readiness.write_next {
        let mut more = tags.clone();
        more.push(mask(&[profile.position(&next.principle).unwrap()]));
        let (with, answered_with) = brute(&weights, k, &more);
        prop_assert!(close(next.readiness, with), "{next:?} {with}");
        prop_assert!(close(next.gain, with - probability));
        prop_assert!(close(next.answered_gain, answered_with - answered));
    }

    prop_assert_eq!(readiness.fragile.len(), ready.len());
    for fragile in &readiness.fragile {
        let mut fewer = tags.clone();
        fewer.remove(ready.iter().position(|&at| at == fragile.story).unwrap());
        let (without, _) = brute(&weights, k, &fewer);
        prop_assert!(close(fragile.readiness, without), "{fragile:?} {without}");
        prop_assert!(close(fragile.loss, probability - without));
    }
    Ok(())
}

fn tier() -> impl Strategy<Value = Tier> {
    prop_oneof![Just(Tier::High), Just(Tier::Middle), Just(Tier::Base)]
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_figure_agrees_with_brute_force(
        tiers in proptest::collection::vec(tier(), 1..7),
        questions in 0u8..8,
        entries in proptest::collection::vec(
            (proptest::collection::vec(0usize..8, 0..5), prop::bool::weighted(0.8)), 0..10),
    ) {
        agrees_with_brute_force(&profile(&tiers, 1), Some(questions), &entries)?;
    }

    #[test]
    fn a_story_of_any_tags_is_priced_as_brute_force_does(
        tiers in proptest::collection::vec(tier(), 1..6),
        questions in 0u8..7,
        tags in proptest::collection::vec(any::<Tags>(), 0..8),
    ) {
        let profile = profile(&tiers, 1);
        let weights: Vec<f64> =
            profile.principles().iter().map(|principle| profile.weight(principle)).collect();
        let draws = Draws::of(&profile, Some(questions)).unwrap();
        let mut supply = Supply::empty(tiers.len());
        for &tags in &tags {
            supply.add(tags);
        }
        let gains = Outlook::new(&draws, &supply).gains();
        let k = usize::from(questions);
        let (probability, answered) = brute(&weights, k, &tags);
        for set in 0..1 << tiers.len() {
            let more = [&tags[..], &[set]].concat();
            let (with, answered_with) = brute(&weights, k, &more);
            let gain = gains.of(set);
            prop_assert!(close(gain.readiness, with - probability), "{set:b} {gain:?} {with}");
            prop_assert!(close(gain.answered, answered_with - answered), "{set:b} {gain:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_figure_of_sixteen_principles_agrees_with_brute_force(
        questions in prop_oneof![Just(None), (1u8..8).prop_map(Some)],
        entries in proptest::collection::vec(
            (proptest::collection::vec(0usize..16, 1..4), prop::bool::weighted(0.9)), 0..18),
    ) {
        agrees_with_brute_force(full_profile(), questions, &entries)?;
    }
}

#[test]
fn an_empty_library_answers_nothing_and_a_full_one_everything() {
    let profile = full_profile();
    let none = Readiness::of(&[], profile, None).unwrap();
    assert_eq!((none.probability, none.expected_answered), (0.0, 0.0));
    let each: Vec<(Vec<usize>, bool)> = (0..16).map(|at| (vec![at], true)).collect();
    let (_, analyses) = library(&each);
    let all = Readiness::of(&analyses, profile, None).unwrap();
    assert!(close(all.probability, 1.0) && close(all.expected_answered, 1.0));
    assert!(all.write_next.iter().all(|next| next.gain == 0.0));
    assert!(all.fragile.iter().all(|fragile| fragile.loss > 0.0));
}

#[test]
fn lists_come_most_telling_first_and_ties_in_order() {
    let profile = profile(&[Tier::Base, Tier::High, Tier::Base], 1);
    let (_, analyses) = library(&[(vec![0], true), (vec![2], true), (vec![2], true)]);
    let readiness = Readiness::of(&analyses, &profile, None).unwrap();
    let next: Vec<_> = readiness.write_next.iter().map(|next| next.principle.as_str()).collect();
    assert_eq!(next, ["basalt", "amber", "cedar"]);
    let fragile: Vec<_> = readiness.fragile.iter().map(|fragile| fragile.story).collect();
    assert_eq!(fragile, [0, 1, 2]);
}

#[test]
fn the_number_of_questions_can_be_given() {
    let profile = profile(&[Tier::Base; 4], 3);
    let (_, analyses) = library(&[(vec![0], true)]);
    let one = Readiness::of(&analyses, &profile, Some(1)).unwrap();
    assert_eq!(one.questions, 1);
    assert!(close(one.probability, 0.25));
}
