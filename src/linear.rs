//! Multinomial logistic regression over sparse features: how weights are learnt from labelled examples.
//!
//! Runs when the labelled data changes, never in the program, which only adds up the weights that it ships
//! with.

/// One labelled example: its features, each once, and its class.
#[derive(Debug, Clone)]
pub struct Example {
    /// Numbers of its features.
    pub features: Vec<u32>,
    /// Features that it has to some degree.
    pub measured: Vec<(u32, f32)>,
    /// The number of its class.
    pub class: usize,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Descent {
    /// Passes over the examples. More fit the examples better and unseen text worse.
    pub passes: usize,
    /// Step of the first update.
    pub rate: f32,
    /// Pull of each weight towards zero.
    pub decay: f32,
}

/// Learns one weight for each feature and class by adaptive gradient steps, the examples in their order.
///
/// Row `f` of the answer, `classes` long, holds the weights of feature `f`.
pub fn fit(examples: &[Example], features: usize, classes: usize, how: Descent) -> Vec<f32> {
    let mut weights = vec![0f32; features * classes];
    let mut squares = vec![1e-6f32; features * classes];
    // The mean over all steps: it forgets which examples came last.
    let mut total = vec![0f32; features * classes];
    let mut error = vec![0f32; classes];
    let mut means = 0f32;
    for pass in 0..how.passes {
        for example in examples {
            let all = || {
                let whole = example.features.iter().map(|&feature| (feature, 1.0));
                whole.chain(example.measured.iter().copied())
            };
            error.fill(0.0);
            for (feature, share) in all() {
                let row = feature as usize * classes;
                for (score, weight) in error.iter_mut().zip(&weights[row..row + classes]) {
                    *score += share * weight;
                }
            }
            softmax(&mut error);
            error[example.class] -= 1.0;
            for (feature, share) in all() {
                let row = feature as usize * classes;
                for (class, error) in error.iter().enumerate() {
                    let at = row + class;
                    let gradient = share * error + how.decay * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= how.rate * gradient / squares[at].sqrt();
                }
            }
        }
        if pass >= how.passes / 2 {
            means += 1.0;
            for (sum, weight) in total.iter_mut().zip(&weights) {
                *sum += weight;
            }
        }
    }
    total.iter().map(|sum| sum / means.max(1.0)).collect()
}

/// Scores to probabilities.
pub(crate) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_only_one_class_has_points_at_it() {
        let example = |features: &[u32], class| Example {
            features: features.to_vec(),
            measured: Vec::new(),
            class,
        };
        let examples: Vec<Example> =
            (0..20).flat_map(|_| [example(&[0, 1], 0), example(&[0, 2], 1)]).collect();
        let weights = fit(&examples, 3, 2, Descent { passes: 10, rate: 0.2, decay: 0.01 });
        assert!(weights[2] > weights[3], "feature 1 points at class 0");
        assert!(weights[5] > weights[4], "feature 2 points at class 1");
        assert!((weights[0] - weights[1]).abs() < 0.3, "feature 0 points nowhere");
    }

    #[test]
    fn a_measured_feature_counts_by_its_degree() {
        let example = |share: f32| Example {
            features: vec![0],
            measured: vec![(1, share)],
            class: usize::from(share > 0.5),
        };
        let examples: Vec<Example> =
            (0..200).map(|at| example((at * 7 % 100) as f32 / 100.0)).collect();
        let weights = fit(&examples, 2, 2, Descent { passes: 60, rate: 0.2, decay: 0.0 });
        let margin = |share: f32| (weights[1] - weights[0]) + share * (weights[3] - weights[2]);
        assert!(margin(0.1) < 0.0 && margin(0.9) > 0.0, "{weights:?}");
    }
}
