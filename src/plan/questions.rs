//! Drawing questions from the bank so that none comes again before all have been put.

use std::collections::BTreeMap;

use super::task::Task;
use super::words;
use crate::catalogue::{PrincipleId, Profile, Question, QuestionKind, TaskKind};

/// Stands in a title for what only the question can tell.
pub(super) const OPEN: &str = "{}";

/// The questions among which one is drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pool {
    /// Design or improve a product.
    Product,
    /// Metrics, experiments, priorities, estimates.
    Analytical,
    /// Systems.
    Technical,
    /// Stories for one principle.
    Behavioural(PrincipleId),
}

/// The bank, and how often each question stands in a plan.
#[derive(Debug, Clone)]
pub(super) struct Bank<'a> {
    pools: BTreeMap<Pool, Vec<&'a Question>>,
    by_id: BTreeMap<&'a str, &'a Question>,
    used: BTreeMap<String, u32>,
    /// Questions that tasks already put; they keep them whatever becomes of the plan.
    kept: BTreeMap<String, Vec<String>>,
}

impl<'a> Bank<'a> {
    /// The bank of a profile, less what tasks of a plan already put.
    pub(super) fn of(profile: &'a Profile, tasks: &[Task]) -> Self {
        let mut pools: BTreeMap<Pool, Vec<&'a Question>> = BTreeMap::new();
        let kind =
            |wanted| profile.questions().iter().filter(move |question| question.kind == wanted);
        pools.insert(Pool::Product, kind(QuestionKind::ProductDesign).collect());
        pools.insert(Pool::Technical, kind(QuestionKind::Technical).collect());
        let metrics: Vec<&Question> = kind(QuestionKind::MetricsExperimentation).collect();
        let execution: Vec<&Question> = kind(QuestionKind::ProgramExecution).collect();
        pools.insert(Pool::Analytical, interleave(&metrics, &execution));
        for question in kind(QuestionKind::Behavioural) {
            if let Some(main) = question.principles.first() {
                pools.entry(Pool::Behavioural(main.clone())).or_default().push(question);
            }
        }
        let mut used: BTreeMap<String, u32> = BTreeMap::new();
        let mut kept = BTreeMap::new();
        for task in tasks.iter().filter(|task| !task.questions.is_empty()) {
            for id in &task.questions {
                *used.entry(id.clone()).or_default() += 1;
            }
            kept.insert(task.id.clone(), task.questions.clone());
        }
        let by_id =
            profile.questions().iter().map(|question| (question.id.as_str(), question)).collect();
        Self { pools, by_id, used, kept }
    }

    /// Whether there is any question in the pool.
    pub(super) fn has(&self, pool: &Pool) -> bool {
        self.pools.get(pool).is_some_and(|questions| !questions.is_empty())
    }

    /// The questions for a task: those it already puts, or one drawn from each pool.
    fn draw(&mut self, task: &str, pools: &[Pool]) -> Vec<&'a Question> {
        if let Some(kept) = self.kept.get(task) {
            return kept.iter().filter_map(|id| self.by_id.get(id.as_str()).copied()).collect();
        }
        pools.iter().filter_map(|pool| self.next(pool)).collect()
    }

    /// Hands a task its questions and completes its title: a repetition is named by its question, a mock
    /// by the kind of question it opens with.
    pub(super) fn put(&mut self, task: &mut Task, pools: &[Pool]) {
        let questions = self.draw(&task.id, pools);
        let Some(first) = questions.first() else { return };
        let named = if task.kind == TaskKind::Mock { words::opening(first) } else { &first.text };
        task.title = task.title.replacen(OPEN, named, 1);
        if task.principles.is_empty() {
            task.principles.clone_from(&first.principles);
        }
        task.questions = questions.iter().map(|question| question.id.clone()).collect();
    }

    /// The question of a pool put least often, the first of the bank among equals.
    fn next(&mut self, pool: &Pool) -> Option<&'a Question> {
        let used = &self.used;
        let count = |question: &Question| used.get(&question.id).copied().unwrap_or(0);
        let question = *self.pools.get(pool)?.iter().min_by_key(|question| count(question))?;
        *self.used.entry(question.id.clone()).or_default() += 1;
        Some(question)
    }
}

/// One from each list in turn, then the rest of the longer.
fn interleave<'a>(one: &[&'a Question], other: &[&'a Question]) -> Vec<&'a Question> {
    (0..one.len().max(other.len()))
        .flat_map(|at| [one.get(at), other.get(at)])
        .flatten()
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::goal::Goal;
    use crate::testing::full_profile;
    use std::collections::BTreeSet;

    #[test]
    fn none_comes_again_before_all_have_been_put() {
        let profile = full_profile();
        let mut bank = Bank::of(profile, &[]);
        let size = bank.pools[&Pool::Analytical].len();
        for _ in 0..3 {
            let lap: BTreeSet<&str> = (0..size)
                .filter_map(|_| bank.next(&Pool::Analytical))
                .map(|q| q.id.as_str())
                .collect();
            assert_eq!(lap.len(), size);
        }
    }

    #[test]
    fn a_task_keeps_its_questions_and_they_count_as_put() {
        let profile = full_profile();
        let mut task = Task::new(Goal::Mock { number: 1 }, 45, String::new(), String::new());
        task.questions = vec!["design-0".into()];
        let mut bank = Bank::of(profile, std::slice::from_ref(&task));
        assert_eq!(bank.draw("mock-1", &[Pool::Product, Pool::Product])[0].id, "design-0");
        assert_eq!(bank.draw("mock-2", &[Pool::Product])[0].id, "design-1");
    }
}
