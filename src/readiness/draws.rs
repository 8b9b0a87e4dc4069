//! Which principles a loop asks for, and how likely.

use super::{MAX_PRINCIPLES, ReadinessError};
use crate::catalogue::{Profile, Tags};

/// Every set of principles that a loop may ask for, with its probability.
///
/// A loop asks each principle at most once; a set has probability proportional to the product of its
/// principles' weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    principles: usize,
    questions: usize,
    /// The sets that can be drawn, each with its probability.
    chances: Vec<(Tags, f64)>,
}

impl Draws {
    /// The draws of so many questions out of principles with these weights.
    ///
    /// A principle of weight zero is never asked; where fewer can be asked than there are questions,
    /// each of them is.
    ///
    /// # Errors
    ///
    /// When there are more principles than a set can hold, or a weight is negative, infinite, no number,
    /// or so far from the others that their product vanishes.
    pub fn new(weights: &[f64], questions: usize) -> Result<Self, ReadinessError> {
        if weights.len() > MAX_PRINCIPLES {
            return Err(ReadinessError::TooManyPrinciples(weights.len()));
        }
        if weights.iter().any(|weight| !weight.is_finite() || *weight < 0.0) {
            return Err(ReadinessError::Weights);
        }
        let askable = weights.iter().filter(|weight| **weight > 0.0).count();
        let questions = questions.min(askable);
        // Only ratios matter, and products of ratios to the greatest cannot overflow.
        let greatest = weights.iter().copied().fold(0.0, f64::max);
        let (low, high) = weights.split_at(weights.len() / 2);
        let (low_products, high_products) = (products(low, greatest), products(high, greatest));
        let mut chances: Vec<(Tags, f64)> = (0..1usize << weights.len())
            .filter(|set| set.count_ones() as usize == questions)
            .map(|set| {
                let product =
                    low_products[set & (low_products.len() - 1)] * high_products[set >> low.len()];
                (set as Tags, product)
            })
            .filter(|(_, product)| *product > 0.0)
            .collect();
        let total: f64 = chances.iter().map(|(_, product)| product).sum();
        if !total.is_normal() {
            return Err(ReadinessError::Weights);
        }
        for (_, chance) in &mut chances {
            *chance /= total;
        }
        Ok(Self { principles: weights.len(), questions, chances })
    }

    /// The draws of a profile; `questions` replaces the profile's number.
    pub fn of(profile: &Profile, questions: Option<u8>) -> Result<Self, ReadinessError> {
        let weights: Vec<f64> =
            profile.principles().iter().map(|principle| profile.weight(principle)).collect();
        Self::new(&weights, questions.unwrap_or(profile.loop_questions()).into())
    }

    /// How many principles there are to ask for.
    pub fn principles(&self) -> usize {
        self.principles
    }

    /// How many questions are asked.
    pub fn questions(&self) -> usize {
        self.questions
    }

    /// The sets that can be drawn, with their probabilities.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.chances.iter().map(|&(set, chance)| (usize::from(set), chance))
    }
}

/// The product of the weights of every set, in units of `unit`.
fn products(weights: &[f64], unit: f64) -> Vec<f64> {
    let mut products = vec![1.0; 1 << weights.len()];
    for set in 1..products.len() {
        let lowest = set.trailing_zeros() as usize;
        products[set] = products[set & (set - 1)] * (weights[lowest] / unit);
    }
    products
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_set_is_as_likely_as_the_product_of_its_weights() {
        let draws = Draws::new(&[3.0, 2.0, 1.0], 2).unwrap();
        let chances: Vec<_> = draws.iter().collect();
        assert_eq!(chances.len(), 3);
        for ((set, chance), (expected, weight)) in
            chances.into_iter().zip([(0b011, 6.0), (0b101, 3.0), (0b110, 2.0)])
        {
            assert_eq!(set, expected);
            assert!((chance - weight / 11.0).abs() < 1e-12);
        }
    }

    #[test]
    fn no_more_is_asked_than_can_be() {
        assert_eq!(Draws::new(&[1.0, 0.0, 1.0], 7).unwrap().questions(), 2);
        assert_eq!(Draws::new(&[], 7).unwrap().questions(), 0);
        assert_eq!(Draws::new(&[0.0], 1).unwrap().questions(), 0);
    }

    #[test]
    fn what_is_no_weight_is_refused() {
        for weight in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Draws::new(&[1.0, weight], 1), Err(ReadinessError::Weights));
        }
        assert_eq!(Draws::new(&[1e300, 1e-300], 2), Err(ReadinessError::Weights));
        let many = [1.0; MAX_PRINCIPLES + 1];
        assert_eq!(Draws::new(&many, 2), Err(ReadinessError::TooManyPrinciples(many.len())));
    }

    proptest! {
        #[test]
        fn probabilities_add_up_to_one(
            weights in proptest::collection::vec(0.0f64..5.0, 0..8), questions in 0usize..9,
        ) {
            let draws = Draws::new(&weights, questions).unwrap();
            let total: f64 = draws.iter().map(|(_, chance)| chance).sum();
            prop_assert!((total - 1.0).abs() < 1e-9);
        }
    }
}
