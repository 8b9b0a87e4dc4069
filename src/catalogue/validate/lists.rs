//! Checks on the lists of a profile other than its principles.

use std::collections::BTreeSet;

use super::Check;
use crate::catalogue::resolve::words;
use crate::catalogue::{
    Condition, DebriefDimension, Family, Guidance, Phase, Question, QuestionKind, Round, TaskKind,
};
use crate::yaml::Path;

impl Check {
    pub(super) fn rounds(&mut self, rounds: &[Round], principles: usize) {
        let root = Path::root().key("rounds");
        self.ids(rounds, &root);
        for (index, round) in rounds.iter().enumerate() {
            let at = root.index(index);
            let [shortest, longest] = round.minutes;
            if shortest == 0 || shortest > longest {
                let message =
                    format!("{shortest} to {longest} minutes: shortest first, and above 0");
                self.object(&at.key("minutes"), message);
            }
            if usize::from(round.principles) > principles {
                let message =
                    format!("{} principles in a round, of {principles} in all", round.principles);
                self.object(&at.key("principles"), message);
            }
        }
    }

    pub(super) fn phases(&mut self, phases: &[Phase]) {
        let root = Path::root().key("phases");
        self.ids(phases, &root);
        for (index, phase) in phases.iter().enumerate() {
            let at = root.index(index);
            if phase.weeks == 0 {
                self.object(&at.key("weeks"), String::from("a phase lasts at least a week"));
            }
            if phase.tasks.is_empty() {
                self.object(
                    &at.key("tasks"),
                    String::from("a phase has at least one kind of task"),
                );
            }
            for new in [TaskKind::Memorize, TaskKind::Draft] {
                if !phase.new_content && phase.tasks.contains(&new) {
                    let message = format!("`{new}` is new content, and `new_content` is false");
                    self.object(&at.key("tasks"), message);
                }
            }
            if let Some([fewest, most]) = phase.mocks {
                if fewest > most {
                    let message = format!("{fewest} to {most} mocks: fewest first");
                    self.object(&at.key("mocks"), message);
                }
                if !phase.tasks.contains(&TaskKind::Mock) {
                    let message = "`mocks` are wanted but `mock` is not among the tasks";
                    self.object(&at.key("mocks"), String::from(message));
                }
            }
        }
    }

    pub(super) fn questions(&mut self, questions: &[Question], known: &BTreeSet<&str>) {
        let root = Path::root().key("questions");
        self.ids(questions, &root);
        let mut texts = BTreeSet::new();
        for (index, question) in questions.iter().enumerate() {
            let at = root.index(index);
            self.references(&question.principles, &at, known);
            if question.kind == QuestionKind::Behavioural && question.principles.is_empty() {
                let message = "a behavioural question probes at least one principle";
                self.object(&at.key("principles"), String::from(message));
            }
            if !texts.insert(words(&question.text)) {
                self.object(&at.key("text"), String::from("the same question stands above"));
            }
        }
    }

    pub(super) fn families(&mut self, families: &[Family], known: &BTreeSet<&str>) {
        let root = Path::root().key("families");
        self.ids(families, &root);
        let mut probes = BTreeSet::new();
        for (index, family) in families.iter().enumerate() {
            let at = root.index(index);
            self.references(&family.principles, &at, known);
            self.conditions(&family.raised_by, &at.key("raised_by"), known);
            for (index, probe) in family.probes.iter().enumerate() {
                let at = at.key("probes").index(index);
                self.id(&probe.id, &at.key("id"));
                if !probes.insert(&probe.id) {
                    let message = format!("a second probe with the id `{}`", probe.id);
                    self.object(&at.key("id"), message);
                }
                self.conditions(&probe.when, &at.key("when"), known);
                self.conditions(&probe.unless, &at.key("unless"), known);
            }
        }
    }

    fn conditions(&mut self, conditions: &[Condition], at: &Path, known: &BTreeSet<&str>) {
        for (index, condition) in conditions.iter().enumerate() {
            if let Condition::Principle(id) = condition {
                self.reference(id, &at.index(index).key("principle"), known);
            }
        }
    }

    pub(super) fn debrief(&mut self, dimensions: &[DebriefDimension]) {
        let root = Path::root().key("debrief");
        self.ids(dimensions, &root);
        for (index, dimension) in dimensions.iter().enumerate() {
            let scores: Vec<u8> = dimension.anchors.iter().map(|anchor| anchor.score).collect();
            if scores != [1, 2, 3, 4, 5] {
                let message = format!("anchors for {scores:?}; one each for 1 to 5, in order");
                self.object(&root.index(index).key("anchors"), message);
            }
        }
    }

    pub(super) fn guidance(&mut self, guidance: &Guidance) {
        let root = Path::root().key("guidance");
        self.ids(&guidance.structure, &root.key("structure"));
        self.ids(&guidance.press_release, &root.key("press_release"));
        self.ids(&guidance.analysis, &root.key("analysis"));
        self.ids(&guidance.mistakes, &root.key("mistakes"));
        self.ids(&guidance.faq, &root.key("faq"));
    }
}
