//! A linear model that learns from examples how far each feature points at each principle.

/// One example: the features it has, and the principle it is about.
pub(super) struct Example {
    pub(super) features: Vec<u32>,
    pub(super) principle: usize,
    /// How much the example counts.
    pub(super) weight: f32,
}

/// Multinomial logistic regression, drawn towards a prior.
///
/// The prior is what the cues say, so a feature that no example shows keeps the weight that its author
/// gave it, and one that the examples contradict loses it.
pub(super) struct Classifier {
    classes: usize,
    weights: Vec<f32>,
}

/// How the model learns.
#[derive(Clone, Copy)]
pub(super) struct Training {
    pub(super) epochs: usize,
    pub(super) rate: f32,
    /// Pull towards the prior.
    pub(super) decay: f32,
}

impl Classifier {
    /// `prior` holds one row of `classes` weights for each feature.
    pub(super) fn train(
        examples: &[Example],
        classes: usize,
        prior: Vec<f32>,
        training: Training,
    ) -> Self {
        let mut model = Self { classes, weights: prior.clone() };
        let mut squares = vec![1e-6f32; prior.len()];
        for _ in 0..training.epochs {
            for example in examples {
                let mut error = model.probabilities(&example.features);
                error[example.principle] -= 1.0;
                for &feature in &example.features {
                    let row = feature as usize * classes;
                    for class in 0..classes {
                        let at = row + class;
                        let gradient = error[class] * example.weight
                            + training.decay * (model.weights[at] - prior[at]);
                        squares[at] += gradient * gradient;
                        model.weights[at] -= training.rate * gradient / squares[at].sqrt();
                    }
                }
            }
        }
        model
    }

    /// The sum of the features' weights for each class.
    pub(super) fn scores(&self, features: &[u32]) -> Vec<f32> {
        let mut scores = vec![0.0; self.classes];
        for &feature in features {
            let row = feature as usize * self.classes;
            for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + self.classes]) {
                *score += weight;
            }
        }
        scores
    }

    /// The scores as probabilities.
    pub(super) fn probabilities(&self, features: &[u32]) -> Vec<f32> {
        let mut scores = self.scores(features);
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let mut sum = 0.0;
        for score in &mut scores {
            *score = (*score - most).exp();
            sum += *score;
        }
        for score in &mut scores {
            *score /= sum;
        }
        scores
    }
}
