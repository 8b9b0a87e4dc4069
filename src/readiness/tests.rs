use proptest::prelude::*;

use super::*;
use crate::catalogue::Tier;
use crate::testing::{full_profile, library, profile};

/// The most questions of a set that distinct stories can answer, by augmenting paths.
fn brute_matching(asked: &[usize], stories: &[Vec<usize>]) -> usize {
    fn augment(
        at: usize,
        asked: &[usize],
        stories: &[Vec<usize>],
        seen: &mut [bool],
        holder: &mut [Option<usize>],
    ) -> bool {
        for (story, tags) in stories.iter().enumerate() {
            if seen[story] || !tags.contains(&asked[at]) {
                continue;
            }
            seen[story] = true;
            let free = match holder[story] {
                None => true,
                Some(other) => augment(other, asked, stories, seen, holder),
            };
            if free {
                holder[story] = Some(at);
                return true;
            }
        }
        false
    }
    let mut holder = vec![None; stories.len()];
    (0..asked.len())
        .filter(|&at| augment(at, asked, stories, &mut vec![false; stories.len()], &mut holder))
        .count()
}

/// Readiness and the expected number answered, set by set and story by story.
fn brute(weights: &[f64], questions: usize, stories: &[Vec<usize>]) -> (f64, f64) {
    let (mut total, mut ready, mut answered) = (0.0, 0.0, 0.0);
    for set in 0..1usize << weights.len() {
        let asked: Vec<usize> = (0..weights.len()).filter(|bit| set >> bit & 1 == 1).collect();
        if asked.len() != questions.min(weights.len()) {
            continue;
        }
        let chance: f64 = asked.iter().map(|&at| weights[at]).product();
        let most = brute_matching(&asked, stories);
        total += chance;
        answered += chance * most as f64;
        if most == asked.len() {
            ready += chance;
        }
    }
    (ready / total, answered / total)
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
        let profile = profile(&tiers, 1);
        let weights: Vec<f64> =
            profile.principles().iter().map(|principle| profile.weight(principle)).collect();
        let (stories, analyses) = library(&entries);
        let readiness = Readiness::of(&stories, &analyses, &profile, Some(questions)).unwrap();

        let ready: Vec<usize> = (0..entries.len()).filter(|&at| entries[at].1).collect();
        let tags: Vec<Vec<usize>> = ready.iter().map(|&at| entries[at].0.clone()).collect();
        let k = usize::from(questions);
        let (probability, answered) = brute(&weights, k, &tags);
        prop_assert!(close(readiness.probability, probability));
        let share = if readiness.questions == 0 { 1.0 } else { answered / readiness.questions as f64 };
        prop_assert!(close(readiness.expected_answered, share));

        prop_assert_eq!(readiness.write_next.len(), tiers.len());
        for next in &readiness.write_next {
            let mut more = tags.clone();
            more.push(vec![profile.position(&next.principle).unwrap()]);
            let (with, answered_with) = brute(&weights, k, &more);
            prop_assert!(close(next.readiness, with), "{next:?} {with}");
            prop_assert!(close(next.gain, with - probability));
            prop_assert!(close(next.answered_gain, answered_with - answered));
        }

        // A story of any tags, not only of one, is priced by the same pass.
        let bits = Bits::of(&profile);
        let draws = Draws::of(&profile, Some(questions)).unwrap();
        let mut supply = Supply::empty(tiers.len());
        for &at in &ready {
            supply.add(bits.tags(&stories[at].principles));
        }
        let gains = Outlook::new(&draws, &supply).gains();
        for set in 0..1usize << tiers.len() {
            let mut more = tags.clone();
            more.push((0..tiers.len()).filter(|bit| set >> bit & 1 == 1).collect());
            let (with, answered_with) = brute(&weights, k, &more);
            let gain = gains.of(Tags::try_from(set).unwrap());
            prop_assert!(close(gain.readiness, with - probability), "{set:b} {gain:?} {with}");
            prop_assert!(close(gain.answered, answered_with - answered), "{set:b} {gain:?}");
        }

        prop_assert_eq!(readiness.fragile.len(), ready.len());
        for fragile in &readiness.fragile {
            let mut fewer = tags.clone();
            fewer.remove(ready.iter().position(|&at| at == fragile.story).unwrap());
            let (without, _) = brute(&weights, k, &fewer);
            prop_assert!(close(fragile.readiness, without), "{fragile:?} {without}");
            prop_assert!(close(fragile.loss, probability - without));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_full_profile_agrees_with_brute_force(
        entries in proptest::collection::vec(
            (proptest::collection::vec(0usize..16, 1..4), Just(true)), 0..14),
    ) {
        let profile = full_profile();
        let weights: Vec<f64> =
            profile.principles().iter().map(|principle| profile.weight(principle)).collect();
        let (stories, analyses) = library(&entries);
        let readiness = Readiness::of(&stories, &analyses, profile, None).unwrap();
        let tags: Vec<Vec<usize>> = entries.into_iter().map(|(tags, _)| tags).collect();
        let (probability, answered) = brute(&weights, 7, &tags);
        prop_assert!(close(readiness.probability, probability));
        prop_assert!(close(readiness.expected_answered, answered / 7.0));
    }
}

#[test]
fn an_empty_library_answers_nothing_and_a_full_one_everything() {
    let profile = full_profile();
    let none = Readiness::of(&[], &[], profile, None).unwrap();
    assert_eq!((none.probability, none.expected_answered), (0.0, 0.0));
    let each: Vec<(Vec<usize>, bool)> = (0..16).map(|at| (vec![at], true)).collect();
    let (stories, analyses) = library(&each);
    let all = Readiness::of(&stories, &analyses, profile, None).unwrap();
    assert!(close(all.probability, 1.0) && close(all.expected_answered, 1.0));
    assert!(all.write_next.iter().all(|next| next.gain == 0.0));
    assert!(all.fragile.iter().all(|fragile| fragile.loss > 0.0));
}

#[test]
fn lists_come_most_telling_first_and_ties_in_order() {
    let profile = profile(&[Tier::Base, Tier::High, Tier::Base], 1);
    let (stories, analyses) = library(&[(vec![0], true), (vec![2], true), (vec![2], true)]);
    let readiness = Readiness::of(&stories, &analyses, &profile, None).unwrap();
    let next: Vec<_> = readiness.write_next.iter().map(|next| next.principle.as_str()).collect();
    assert_eq!(next, ["basalt", "amber", "cedar"]);
    let fragile: Vec<_> = readiness.fragile.iter().map(|fragile| fragile.story).collect();
    assert_eq!(fragile, [0, 1, 2]);
}

#[test]
fn the_number_of_questions_can_be_given() {
    let profile = profile(&[Tier::Base; 4], 3);
    let (stories, analyses) = library(&[(vec![0], true)]);
    let one = Readiness::of(&stories, &analyses, &profile, Some(1)).unwrap();
    assert_eq!(one.questions, 1);
    assert!(close(one.probability, 0.25));
}
