//! What must hold of a profile's file beyond its shape.
//!
//! Every check names what it objects to by its path in the document; [`super::load`] turns paths into
//! places. All faults are collected, so that one reading of the messages repairs a file.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Omit, PrincipleEntry, ProfileDocument, VERSION};
use super::listed::Listed;
use super::resolve::words;
use super::{
    BUILTIN_IDS, Cue, DebriefDimension, Guidance, PerTier, Phase, Principle, PrincipleId, Profile,
    Question, QuestionKind, Round, TaskKind,
};
use crate::nearest::nearest;
use crate::yaml::Path;

/// Most principles that a profile may have: readiness counts over all sets of them, as 16 bits.
pub(super) const MOST_PRINCIPLES: usize = 16;

/// Most characters of a principle's short name: what a matrix column has room for.
const SHORT_LENGTH: usize = 6;

/// One objection.
#[derive(Debug)]
pub(super) struct Objection {
    pub(super) at: Path,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// What a document leads to once its base is taken into account.
#[derive(Debug)]
pub(super) struct Checked {
    /// The principles of the finished profile, in order, each with the entry that changes it.
    pub(super) principles: Vec<(Principle, Option<PrincipleEntry>)>,
    /// All that is wrong; the rest is only worth using when this is empty.
    pub(super) objections: Vec<Objection>,
}

/// Checks a document against itself and the profile it extends.
pub(super) fn check(document: &ProfileDocument, base: Option<&Profile>) -> Checked {
    let mut check = Check { objections: Vec::new() };
    check.head(document, base);
    check.omissions(document.omit.as_ref(), base);
    let principles = check.principles(document, base);
    let known: Vec<&str> = principles.iter().map(|(principle, _)| principle.id.as_str()).collect();
    let loop_questions = document.loop_questions.or(base.map(Profile::loop_questions)).unwrap_or(0);
    if usize::from(loop_questions) > known.len() && !known.is_empty() {
        check.object(
            &Path::root().key("loop_questions"),
            format!(
                "an interview cannot ask {loop_questions} different principles of {}",
                known.len()
            ),
        );
    }
    check.rounds(document.rounds.as_deref().unwrap_or_default(), known.len());
    check.phases(document.phases.as_deref().unwrap_or_default());
    check.questions(document.questions.as_deref().unwrap_or_default(), &known);
    let families = Path::root().key("families");
    for (index, family) in document.families.iter().flatten().enumerate() {
        check.references(&family.principles, &families.index(index), &known);
    }
    check.ids(document.families.as_deref().unwrap_or_default(), &families);
    check.debrief(document.debrief.as_deref().unwrap_or_default());
    if let Some(guidance) = &document.guidance {
        check.guidance(guidance);
    }
    Checked { principles, objections: check.objections }
}

struct Check {
    objections: Vec<Objection>,
}

impl Check {
    fn object(&mut self, at: &Path, message: String) {
        self.objections.push(Objection { at: at.clone(), message, hint: None });
    }

    fn object_unknown<'a>(
        &mut self,
        at: &Path,
        what: &str,
        typed: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) {
        let hint = nearest(typed, known).map(|id| format!("did you mean `{id}`?"));
        let message = format!("there is no {what} `{typed}`");
        self.objections.push(Objection { at: at.clone(), message, hint });
    }

    fn head(&mut self, document: &ProfileDocument, base: Option<&Profile>) {
        let root = Path::root();
        if document.version != VERSION {
            let message =
                format!("version {} of the format; this program reads {VERSION}", document.version);
            self.object(&root.key("version"), message);
        }
        if let (Some(extends), None) = (&document.extends, base) {
            self.object_unknown(&root.key("extends"), "built-in profile", extends, BUILTIN_IDS);
        }
        let required = [
            ("id", document.id.is_some()),
            ("name", document.name.is_some()),
            ("summary", document.summary.is_some()),
            ("targets", document.targets.is_some()),
            ("weights", document.weights.is_some()),
            ("loop_questions", document.loop_questions.is_some()),
            ("principles", document.principles.is_some()),
            ("rounds", document.rounds.is_some()),
            ("phases", document.phases.is_some()),
        ];
        // A file that extends a profile still is a profile of its own, so it says what it is called.
        let own = if document.extends.is_some() { &required[..1] } else { &required[..] };
        for (key, _) in own.iter().filter(|(_, present)| !present) {
            self.objections.push(Objection {
                at: root.clone(),
                message: format!("`{key}` is missing"),
                hint: document.extends.is_none().then(|| {
                    String::from("`extends: amazon-pm` takes over whatever a file leaves out")
                }),
            });
        }
        if let Some(id) = &document.id {
            self.id(id, &root.key("id"));
            if BUILTIN_IDS.contains(&id.as_str()) {
                self.object(&root.key("id"), format!("`{id}` is the id of a built-in profile"));
            }
        }
        if document.loop_questions == Some(0) {
            self.object(
                &root.key("loop_questions"),
                String::from("an interview asks at least one"),
            );
        }
        if let Some(targets) = document.targets {
            self.tiers(targets, "targets", |target| {
                (target == 0).then_some("a target is at least 1")
            });
        }
        if let Some(weights) = document.weights {
            self.tiers(weights, "weights", |weight: f64| {
                (!(weight.is_finite() && weight > 0.0)).then_some("a weight is above 0")
            });
        }
    }

    fn tiers<T: Copy>(
        &mut self,
        numbers: PerTier<T>,
        key: &'static str,
        fault: impl Fn(T) -> Option<&'static str>,
    ) {
        let PerTier { high, middle, base } = numbers;
        for (tier, number) in [("high", high), ("middle", middle), ("base", base)] {
            if let Some(message) = fault(number) {
                self.object(&Path::root().key(key).key(tier), message.to_owned());
            }
        }
    }

    fn omissions(&mut self, omit: Option<&Omit>, base: Option<&Profile>) {
        let Some(omit) = omit else { return };
        let at = Path::root().key("omit");
        let Some(base) = base else {
            return self
                .object(&at, String::from("`omit` needs a profile to omit from: `extends`"));
        };
        self.omitted(&omit.principles, base.principles(), &at.key("principles"), "principle");
        self.omitted(&omit.rounds, base.rounds(), &at.key("rounds"), "round");
        self.omitted(&omit.phases, base.phases(), &at.key("phases"), "phase");
        self.omitted(&omit.questions, base.questions(), &at.key("questions"), "question");
        self.omitted(&omit.families, base.families(), &at.key("families"), "family");
    }

    fn omitted<T: Listed>(&mut self, ids: &[String], list: &[T], at: &Path, what: &str) {
        for (index, id) in ids.iter().enumerate() {
            if !list.iter().any(|entry| entry.id() == id) {
                self.object_unknown(&at.index(index), what, id, list.iter().map(Listed::id));
            }
        }
    }

    fn id(&mut self, id: &str, at: &Path) {
        let kebab = id.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        if !kebab {
            let message =
                format!("`{id}` is no id: lower-case letters and digits, joined by single hyphens");
            self.object(at, message);
        }
    }

    fn ids<T: Listed>(&mut self, list: &[T], at: &Path) {
        let ids: Vec<&str> = list.iter().map(Listed::id).collect();
        self.distinct_ids(&ids, at);
    }

    fn distinct_ids(&mut self, ids: &[&str], at: &Path) {
        let mut seen = BTreeSet::new();
        for (index, &id) in ids.iter().enumerate() {
            let at = at.index(index).key("id");
            self.id(id, &at);
            if !seen.insert(id) {
                self.object(&at, format!("a second entry with the id `{id}`"));
            }
        }
    }

    fn references(&mut self, principles: &[PrincipleId], at: &Path, known: &[&str]) {
        for (index, id) in principles.iter().enumerate() {
            let at = at.key("principles").index(index);
            if !known.contains(&id.as_str()) {
                self.object_unknown(&at, "principle", id.as_str(), known.iter().copied());
            } else if principles[..index].contains(id) {
                self.object(&at, format!("`{id}` is named twice"));
            }
        }
    }

    fn principles(
        &mut self,
        document: &ProfileDocument,
        base: Option<&Profile>,
    ) -> Vec<(Principle, Option<PrincipleEntry>)> {
        let root = Path::root().key("principles");
        let entries = document.principles.as_deref().unwrap_or_default();
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        self.distinct_ids(&ids, &root);

        let omitted = document.omit.as_ref().map(|omit| &omit.principles);
        let mut merged: Vec<(Principle, Option<usize>)> = base
            .map(Profile::principles)
            .unwrap_or_default()
            .iter()
            .filter(|principle| {
                !omitted.is_some_and(|ids| ids.iter().any(|id| *id == principle.id.as_str()))
            })
            .map(|principle| (principle.clone(), None))
            .collect();
        for (index, entry) in entries.iter().enumerate() {
            let at = root.index(index);
            let old = merged.iter().position(|(principle, _)| principle.id.as_str() == entry.id);
            self.entry(entry, &at);
            match (entry.over(old.map(|old| &merged[old].0)), old) {
                (Some(principle), Some(old)) => merged[old] = (principle, Some(index)),
                (Some(principle), None) => {
                    merged.push((principle, Some(index)));
                    if merged.len() == MOST_PRINCIPLES + 1 {
                        self.object(&at, format!(
                            "principle number {}: readiness is counted over every set of principles, and it does so for up to {MOST_PRINCIPLES}",
                            merged.len()
                        ));
                    }
                }
                (None, _) => self.incomplete(entry, &at),
            }
        }
        self.names_apart(&merged, &root);
        if merged.is_empty() && document.principles.is_some() && self.objections.is_empty() {
            self.object(&root, String::from("a profile has at least one principle"));
        }
        merged
            .into_iter()
            .map(|(principle, entry)| (principle, entry.map(|index| entries[index].clone())))
            .collect()
    }

    fn incomplete(&mut self, entry: &PrincipleEntry, at: &Path) {
        let missing = [
            ("name", entry.name.is_none()),
            ("short", entry.short.is_none()),
            ("tier", entry.tier.is_none()),
            ("summary", entry.summary.is_none()),
        ];
        for (key, _) in missing.iter().filter(|(_, missing)| *missing) {
            self.object(at, format!("principle `{}`: `{key}` is missing", entry.id));
        }
    }

    fn entry(&mut self, entry: &PrincipleEntry, at: &Path) {
        if let Some(short) = &entry.short {
            let length = short.chars().count();
            if short.trim().is_empty() || length > SHORT_LENGTH {
                let message = format!("`{short}`: a short name has 1 to {SHORT_LENGTH} characters");
                self.object(&at.key("short"), message);
            }
        }
        if entry.target == Some(0) {
            self.object(&at.key("target"), String::from("a target is at least 1"));
        }
        for (index, Cue { phrase, weight }) in
            entry.cues.iter().flat_map(|cues| &cues.0).enumerate()
        {
            let at = at.key("cues").index(index);
            if words(phrase).is_empty() {
                self.object(&at, format!("the cue `{phrase}` has no word"));
            }
            if !(*weight > 0.0 && *weight <= 1.0) {
                let message =
                    format!("the cue `{phrase}` weighs {weight}; a weight is above 0 and up to 1");
                self.object(&at, message);
            }
        }
    }

    /// No two principles may answer to one name, whatever its case and punctuation.
    fn names_apart(&mut self, merged: &[(Principle, Option<usize>)], root: &Path) {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for (nth, (principle, entry)) in merged.iter().enumerate() {
            let at = root.index(entry.unwrap_or(0));
            let aliases = principle.aliases.iter().enumerate();
            let names = [(at.key("name"), &principle.name), (at.key("short"), &principle.short)]
                .into_iter()
                .chain(aliases.map(|(index, alias)| (at.key("aliases").index(index), alias)));
            for (at, name) in names {
                let key = words(name).concat();
                if key.is_empty() {
                    self.object(&at, format!("`{name}` has no letter to go by"));
                } else if *taken.entry(key).or_insert(nth) != nth {
                    self.object(&at, format!("another principle is called `{name}` too"));
                }
            }
        }
    }

    fn rounds(&mut self, rounds: &[Round], principles: usize) {
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

    fn phases(&mut self, phases: &[Phase]) {
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
            if !phase.new_content && phase.tasks.contains(&TaskKind::Draft) {
                let message = "`draft` is new content, and `new_content` is false";
                self.object(&at.key("tasks"), String::from(message));
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

    fn questions(&mut self, questions: &[Question], known: &[&str]) {
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

    fn debrief(&mut self, dimensions: &[DebriefDimension]) {
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

    fn guidance(&mut self, guidance: &Guidance) {
        let root = Path::root().key("guidance");
        self.ids(&guidance.structure, &root.key("structure"));
        self.ids(&guidance.mistakes, &root.key("mistakes"));
        self.ids(&guidance.faq, &root.key("faq"));
    }
}
