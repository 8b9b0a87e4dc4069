//! What of a question the weights look at.

use crate::catalogue::phrase::{Lexicon, Terms};

/// How many words that say something lie at most between the two of a pair, and one.
const REACH: usize = 3;

/// One thing that a text has or has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Feature {
    /// A word that says something about a subject.
    Stem(u32),
    /// A word of a synonym class.
    Class(usize),
    /// Two neighbours, whatever they are (`not my`), or two words near each other that both say something:
    /// `change` and `mind` are about something else together than each alone.
    Pair(u32, u32),
}

/// The features of a text, each once, in order.
pub(super) fn of(terms: &Terms, lexicon: &Lexicon) -> Vec<Feature> {
    let telling: Vec<u32> = terms
        .numbers
        .iter()
        .zip(&terms.stop)
        .filter(|(_, stop)| !**stop)
        .map(|(number, _)| *number)
        .collect();
    let near = (1..=REACH).flat_map(|apart| telling.iter().zip(telling.iter().skip(apart)));
    let mut features: Vec<Feature> = telling
        .iter()
        .map(|&number| Feature::Stem(number))
        .chain(lexicon.classes_in(terms).into_iter().map(Feature::Class))
        .chain(terms.numbers.windows(2).map(|pair| Feature::Pair(pair[0], pair[1])))
        .chain(near.map(|(&first, &second)| Feature::Pair(first, second)))
        .collect();
    features.sort_unstable();
    features.dedup();
    features
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::default_profile;
    use crate::catalogue::phrase::Interner;

    #[test]
    fn neighbours_pair_whatever_they_are_and_telling_words_over_a_distance() {
        let mut interner = Interner::default();
        let terms = Terms::learn("not my circus with seven purple monkeys", &mut interner);
        let lexicon = &default_profile().phrasebook().lexicon;
        let features = of(&terms, lexicon);
        let pair = |a: &str, b: &str| {
            let number = |word| interner.get(&crate::catalogue::phrase::text::token(word).stem);
            features.contains(&Feature::Pair(number(a), number(b)))
        };
        assert!(pair("not", "circus"), "`my` is passed over wherever phrases are matched");
        assert!(pair("circus", "with") && pair("circus", "seven") && pair("circus", "monkeys"));
        assert!(!pair("not", "monkeys") && !pair("monkeys", "circus"));
    }
}
