//! Which principles a question is after.

use std::collections::BTreeMap;

use super::classifier::{Classifier, Example, Training};
use super::cues::{Cues, Terms};
use super::pattern::Interner;
use crate::catalogue::{PrincipleId, Profile, QuestionKind};

const PAIR_BUCKETS: u32 = 1 << 13;

fn param(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// Ranks principles for questions; made once for a profile.
pub struct Ranker {
    ids: Vec<PrincipleId>,
    interner: Interner,
    cues: Cues,
    classifier: Classifier,
}

impl Ranker {
    /// Learns from everything that the profile says about its principles.
    pub fn new(profile: &Profile) -> Self {
        Self::without(profile, |_| false)
    }

    /// Leaves out some of the written questions.
    pub fn without(profile: &Profile, leave: impl Fn(usize) -> bool) -> Self {
        let t = std::time::Instant::now();
        let mut interner = Interner::default();
        let cues = Cues::new(profile, &mut interner);
        if std::env::var("TIME").is_ok() {
            eprintln!("cues {:?}", t.elapsed());
        }
        let mut texts: Vec<(Terms, usize, f32)> = Vec::new();
        let own: BTreeMap<PrincipleId, Vec<String>> =
            crate::yaml::from_str(include_str!("data/questions.yaml")).unwrap();
        if std::env::var("TIME").is_ok() {
            eprintln!("yaml {:?}", t.elapsed());
        }
        let rows = own.values().map(Vec::len).max().unwrap_or(0);
        for row in 0..rows {
            for (position, principle) in profile.principles().iter().enumerate() {
                if let Some(question) = own.get(&principle.id).and_then(|list| list.get(row)) {
                    if !leave(row) {
                        texts.push((Terms::learn(question, &mut interner), position, 1.0));
                    }
                }
            }
        }
        for question in profile.questions_of(QuestionKind::Behavioural) {
            if let Some(position) = question.principles.first().and_then(|id| profile.position(id))
            {
                texts.push((Terms::learn(&question.text, &mut interner), position, 1.0));
            }
        }
        for (position, principle) in profile.principles().iter().enumerate() {
            let mut add = |text: &str| {
                texts.push((Terms::learn(text, &mut interner), position, param("WBEH", 0.5)))
            };
            add(&principle.summary);
            add(&principle.name);
            if let Some(portrait) = profile.portrait(&principle.id) {
                portrait.behaviours.iter().for_each(|text| add(text));
            }
        }
        if std::env::var("TIME").is_ok() {
            eprintln!("texts {} {:?}", texts.len(), t.elapsed());
        }
        let terms = interner.len() as u32;
        let examples: Vec<Example> = texts
            .iter()
            .map(|(text, principle, weight)| Example {
                features: features(text, &cues, terms),
                principle: *principle,
                weight: *weight,
            })
            .collect();
        if std::env::var("TIME").is_ok() {
            eprintln!("features {:?}", t.elapsed());
        }
        let classes = profile.principles().len();
        let rows = (terms + PAIR_BUCKETS) as usize + cues.class_count + cues.cues.len();
        let mut prior = vec![0.0f32; rows * classes];
        let scale = param("CUE", 2.0);
        for (index, cue) in cues.cues.iter().enumerate() {
            let row = (terms + PAIR_BUCKETS) as usize + cues.class_count + index;
            prior[row * classes + cue.principle] = cue.weight * scale;
        }
        let training = Training {
            epochs: param("EPOCHS", 15.0) as usize,
            rate: param("RATE", 0.1),
            decay: param("DECAY", 0.02),
        };
        let classifier = Classifier::train(&examples, classes, prior, training);
        if std::env::var("TIME").is_ok() {
            eprintln!("trained {:?}", t.elapsed());
        }
        Self {
            ids: profile.principles().iter().map(|p| p.id.clone()).collect(),
            interner,
            cues,
            classifier,
        }
    }

    /// Every principle with its probability, best first.
    pub fn rank(&self, question: &str) -> Vec<(PrincipleId, f64)> {
        let terms = Terms::read(question, &self.interner);
        let features = features(&terms, &self.cues, self.interner.len() as u32);
        let scores = self.classifier.probabilities(&features);
        let mut ranked: Vec<(PrincipleId, f64)> =
            self.ids.iter().cloned().zip(scores.into_iter().map(f64::from)).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked
    }
}

fn features(terms: &Terms, cues: &Cues, vocabulary: u32) -> Vec<u32> {
    let mut features = Vec::new();
    let stop = &terms.stop;
    for (at, &number) in terms.numbers.iter().enumerate() {
        if number < vocabulary && !stop[at] {
            features.push(number);
        }
        if at > 0 && !(stop[at] && stop[at - 1]) {
            let hash = (terms.numbers[at - 1].wrapping_mul(0x9E37_79B1) ^ number)
                .wrapping_mul(0x85EB_CA6B);
            features.push(vocabulary + (hash >> 19) % PAIR_BUCKETS);
        }
    }
    let classes = vocabulary + PAIR_BUCKETS;
    cues.classes.find(terms, |pattern, _| features.push(classes + cues.class_of[pattern] as u32));
    let first = classes + cues.class_count as u32;
    cues.patterns.find(terms, |cue, _| features.push(first + cue as u32));
    features.sort_unstable();
    features.dedup();
    features
}
