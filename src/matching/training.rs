//! Learning the weights of words from questions whose principle is known.
//!
//! Runs when the data changes (`cargo run --release --example train_ask`), never in the program: reading
//! a table takes a tenth of the time that learning it takes. A test learns it again and compares.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use super::asides::Asides;
use super::deeds::Deeds;
use super::features::{self, Feature};
use super::principles;
use crate::catalogue::phrase::{Phrasebook, Terms};
use crate::catalogue::{PrincipleId, Profile};
use crate::linear;

/// Passes over the examples. More fit the examples better and unseen questions worse.
const PASSES: usize = 16;
/// Step of the first update.
const RATE: f32 = 0.1;
/// Pull of each weight towards zero in one pass over the examples.
const DECAY: f32 = 3.0;
/// Share of each word's log ratio (as naive Bayes reckons it) added to its weight: the descent leaves rare words to
/// chance, and counts do not. From a tenth to four tenths do equally well on examples held out.
const COUNTED: f32 = 0.3;
/// Occurrences of every word with every principle that are taken as seen.
const SMOOTHING: f32 = 0.5;
/// Examples that a pair of words must stand in: one example says nothing about a pair.
const LEAST_HELD: usize = 2;
/// Hundredths below which a weight says nothing.
const LEAST: i32 = 4;

/// A question and the position of the principle that it is after.
pub type Example = (String, usize);

/// The questions that come with the program, in an order in which the principles take turns.
///
/// # Panics
///
/// When the file that is compiled in cannot be read, which a test excludes.
pub fn examples(profile: &Profile) -> Vec<Example> {
    let lists: BTreeMap<PrincipleId, Vec<String>> =
        match crate::yaml::from_str(include_str!("data/questions.yaml")) {
            Ok(lists) => lists,
            Err(error) => panic!("built-in questions: {error:?}"),
        };
    let most = lists.values().map(Vec::len).max().unwrap_or(0);
    (0..most)
        .flat_map(|row| {
            let lists = &lists;
            profile.principles().iter().enumerate().filter_map(move |(position, principle)| {
                Some((lists.get(&principle.id)?.get(row)?.clone(), position))
            })
        })
        .collect()
}

/// Words that lean towards a principle, each as an example of its own.
///
/// # Panics
///
/// When the file that is compiled in cannot be read, which a test excludes.
pub fn leanings(profile: &Profile) -> Vec<Example> {
    let lists: BTreeMap<PrincipleId, Vec<String>> =
        match crate::yaml::from_str(include_str!("data/leanings.yaml")) {
            Ok(lists) => lists,
            Err(error) => panic!("built-in leanings: {error:?}"),
        };
    lists
        .into_iter()
        .filter_map(|(id, words)| Some((profile.position(&id)?, words)))
        .flat_map(|(position, words)| words.into_iter().map(move |word| (word, position)))
        .collect()
}

struct Encoded {
    /// Numbers of its features, each once.
    features: Vec<usize>,
    principle: usize,
    /// What cues and deeds say already; only the rest is learnt.
    offset: Vec<f32>,
}

/// Learns a table of weights from examples, whatever their order: multinomial logistic regression by adaptive
/// gradient steps, on top of what cues and deeds say, steadied by the counts of the words.
pub fn learn(profile: &Profile, examples: &[Example]) -> String {
    let mut examples: Vec<&Example> = examples.iter().collect();
    // The descent wants the principles mixed, and the same table from the same examples.
    examples.sort_by_key(|(text, principle)| (scatter(text), *principle));
    let count = profile.principles().len();
    let Phrasebook { interner, lexicon, cues } = profile.phrasebook();
    let mut interner = interner.clone();
    let deeds = Deeds::compile(profile, lexicon, &mut interner);
    let asides = Asides::compile(lexicon, &mut interner);
    let texts: Vec<(Terms, usize)> = examples
        .iter()
        .map(|(text, principle)| (asides.pass_over(Terms::learn(text, &mut interner)), *principle))
        .collect();
    let mut holders: BTreeMap<Feature, usize> = BTreeMap::new();
    let texts: Vec<(Vec<Feature>, &Terms, usize)> = texts
        .iter()
        .map(|(terms, principle)| (features::of(terms, lexicon), terms, *principle))
        .collect();
    for feature in texts.iter().flat_map(|(features, ..)| features) {
        *holders.entry(*feature).or_default() += 1;
    }
    holders
        .retain(|feature, holders| *holders >= LEAST_HELD || !matches!(feature, Feature::Pair(..)));
    let number: BTreeMap<Feature, usize> =
        holders.keys().enumerate().map(|(number, feature)| (*feature, number)).collect();
    let held: Vec<usize> = holders.values().copied().collect();
    let encoded: Vec<Encoded> = texts
        .iter()
        .map(|(features, terms, principle)| {
            let offset = principles::pointed_at(terms, cues, &deeds, count);
            Encoded {
                features: features
                    .iter()
                    .filter_map(|feature| number.get(feature).copied())
                    .collect(),
                principle: *principle,
                offset: offset.into_iter().map(|score| score as f32).collect(),
            }
        })
        .collect();

    let mut weights = descend(&encoded, &held, count);
    for (weight, ratio) in weights.iter_mut().zip(log_ratios(&encoded, held.len(), count)) {
        *weight += COUNTED * ratio;
    }

    let mut table = format!("word\t{}", examples.len());
    for principle in profile.principles() {
        table.push('\t');
        table.push_str(principle.id.as_str());
    }
    table.push('\n');
    let stems: HashMap<u32, &str> = interner.stems().map(|(stem, number)| (number, stem)).collect();
    let mut names: Vec<(String, usize)> = number
        .iter()
        .map(|(feature, number)| {
            let name = match feature {
                Feature::Stem(stem) => stems[stem].to_owned(),
                Feature::Class(class) => format!("<{}>", lexicon.names[*class]),
                Feature::Pair(first, second) => format!("{} {}", stems[first], stems[second]),
            };
            (name, *number)
        })
        .collect();
    names.sort();
    for (name, feature) in names {
        let row: Vec<i32> = weights[feature * count..(feature + 1) * count]
            .iter()
            .map(|weight| (weight * 100.0).round() as i32)
            .collect();
        if row.iter().any(|weight| weight.abs() >= LEAST) {
            // Writing to a string cannot fail.
            let _ = write!(table, "{name}\t{}", held[feature]);
            for weight in row {
                let _ = if weight.abs() >= LEAST {
                    write!(table, "\t{weight}")
                } else {
                    write!(table, "\t")
                };
            }
            table.push('\n');
        }
    }
    table
}

/// A number that mixes texts (FNV-1a).
fn scatter(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// How much more often than elsewhere each feature occurs with each principle, in logarithms about their mean.
fn log_ratios(examples: &[Encoded], size: usize, count: usize) -> Vec<f32> {
    let mut ratios = vec![SMOOTHING; size * count];
    let mut totals = vec![SMOOTHING * size as f32; count];
    for example in examples {
        totals[example.principle] += example.features.len() as f32;
        for feature in &example.features {
            ratios[feature * count + example.principle] += 1.0;
        }
    }
    for row in ratios.chunks_mut(count) {
        for (ratio, total) in row.iter_mut().zip(&totals) {
            *ratio = (*ratio / total).ln();
        }
        let mean = row.iter().sum::<f32>() / count as f32;
        for ratio in row {
            *ratio -= mean;
        }
    }
    ratios
}

/// Weights that explain the examples, each pulled towards zero with the same force, however rare its feature.
fn descend(examples: &[Encoded], held: &[usize], count: usize) -> Vec<f32> {
    let mut weights = vec![0f32; held.len() * count];
    let mut squares = vec![1e-6f32; held.len() * count];
    let mut error = vec![0f32; count];
    for _ in 0..PASSES {
        for example in examples {
            error.copy_from_slice(&example.offset);
            for &feature in &example.features {
                for (score, weight) in error.iter_mut().zip(&weights[feature * count..]) {
                    *score += weight;
                }
            }
            linear::softmax(&mut error);
            error[example.principle] -= 1.0;
            for &feature in &example.features {
                // The pull of one pass, in equal parts at each example that holds the feature.
                let pull = DECAY / held[feature] as f32;
                for (class, error) in error.iter().enumerate() {
                    let at = feature * count + class;
                    let gradient = error + pull * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= RATE * gradient / squares[at].sqrt();
                }
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalogue::default_profile;
    use crate::matching::weights::LEARNT;

    /// Hundredths by which another machine's arithmetic may end elsewhere.
    const SLACK: i32 = 3;

    #[test]
    fn the_weights_are_those_that_the_examples_cues_and_synonyms_give() {
        fn rows(table: &str) -> BTreeMap<&str, Vec<i32>> {
            let mut rows = BTreeMap::new();
            for line in table.lines().skip(1) {
                let (word, numbers) = line.split_once('\t').unwrap();
                let hundredths = |n: &str| if n.is_empty() { 0 } else { n.parse().unwrap() };
                rows.insert(word, numbers.split('\t').map(hundredths).collect());
            }
            rows
        }
        let profile = default_profile();
        let known = [examples(profile), leanings(profile)].concat();
        let table = learn(profile, &known);
        assert_eq!(table.lines().next(), LEARNT.lines().next());
        let (fresh, shipped) = (rows(&table), rows(LEARNT));
        let none = Vec::new();
        let words: BTreeSet<&str> = fresh.keys().chain(shipped.keys()).copied().collect();
        for word in words {
            let (fresh, shipped) =
                (fresh.get(word).unwrap_or(&none), shipped.get(word).unwrap_or(&none));
            // A row at the edge of saying nothing may be in one table only.
            let close = if fresh.len() == shipped.len() {
                fresh.iter().zip(shipped).all(|(a, b)| (a - b).abs() <= SLACK)
            } else {
                fresh.iter().chain(shipped).skip(1).all(|n| n.abs() <= LEAST + SLACK)
            };
            assert!(close, "{word}: run the example train_ask and keep what it writes");
        }
    }

    #[test]
    fn examples_are_questions_each_asked_once_of_a_known_principle() {
        let profile = default_profile();
        let mut seen = BTreeSet::new();
        let examples = examples(profile);
        for (text, principle) in &examples {
            assert!(seen.insert(text), "{text} stands twice");
            assert!(*principle < profile.principles().len());
        }
        for (word, _) in leanings(profile) {
            assert!(
                word.split(' ').count() <= 3,
                "{word} is a sentence, and belongs to the examples"
            );
        }
        for position in 0..profile.principles().len() {
            assert!(examples.iter().filter(|(_, principle)| *principle == position).count() >= 100);
        }
    }

    #[test]
    fn a_word_that_only_one_principle_uses_points_at_it() {
        let profile = default_profile();
        let examples: Vec<Example> = (0..8)
            .map(|n| (format!("zebra {n}"), 3))
            .chain((0..8).map(|n| (format!("gnu {n}"), 5)))
            .collect();
        let table = learn(profile, &examples);
        let matcher = crate::matching::Matcher::with_weights(profile, &table);
        assert_eq!(matcher.ask("A zebra?", &[], &[]).principles[0].0, profile.principles()[3].id);
        assert_eq!(matcher.ask("A gnu?", &[], &[]).principles[0].0, profile.principles()[5].id);
    }
}
