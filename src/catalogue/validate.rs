//! What must hold of a profile's file beyond its shape.
//!
//! Every check names what it objects to by its path in the document; [`super::load`] turns paths into
//! places. All faults are collected, so that one reading of the messages repairs a file.

mod lists;
mod principles;

use std::collections::BTreeSet;

use super::document::{PrincipleEntry, ProfileDocument, VERSION};
use super::listed::Listed;
use super::{BUILTIN_IDS, PerTier, Principle, PrincipleId, Profile};
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
    if document.extends.is_some() && base.is_none() {
        // Without what it changes, the rest of the file would be blamed for everything it leaves out.
        return Checked { principles: Vec::new(), objections: check.objections };
    }
    check.omissions(document, base);
    let principles = check.principles(document, base);
    let entries = document.principles.iter().flatten().map(|entry| entry.id.as_str());
    let known: BTreeSet<&str> =
        principles.iter().map(|(principle, _)| principle.id.as_str()).chain(entries).collect();
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
    check.families(document.families.as_deref().unwrap_or_default(), &known);
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
        for (key, empty) in [
            ("rounds", document.rounds.as_ref().is_some_and(Vec::is_empty)),
            ("phases", document.phases.as_ref().is_some_and(Vec::is_empty)),
        ] {
            if empty && document.extends.is_none() {
                self.object(&root.key(key), format!("a profile has {key}, at least one"));
            }
        }
        // A file that extends a profile still is a profile of its own, so it says what it is called.
        let own = if document.extends.is_some() { &required[..1] } else { &required[..] };
        let missing: Vec<String> =
            own.iter().filter(|(_, given)| !given).map(|(key, _)| format!("`{key}`")).collect();
        if !missing.is_empty() {
            let verb = if missing.len() == 1 { "is" } else { "are" };
            self.objections.push(Objection {
                at: root.clone(),
                message: format!("{} {verb} missing", missing.join(", ")),
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

    fn omissions(&mut self, document: &ProfileDocument, base: Option<&Profile>) {
        let Some(omit) = &document.omit else { return };
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
        for (key, omitted, inherited, own) in [
            ("rounds", &omit.rounds, base.rounds().len(), document.rounds.is_some()),
            ("phases", &omit.phases, base.phases().len(), document.phases.is_some()),
        ] {
            let distinct: BTreeSet<&String> = omitted.iter().collect();
            if !own && distinct.len() >= inherited {
                self.object(&at.key(key), format!("none of the {key} would be left"));
            }
        }
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

    fn references(&mut self, principles: &[PrincipleId], at: &Path, known: &BTreeSet<&str>) {
        for (index, id) in principles.iter().enumerate() {
            let at = at.key("principles").index(index);
            if principles[..index].contains(id) {
                self.object(&at, format!("`{id}` is named twice"));
            }
            self.reference(id, &at, known);
        }
    }

    fn reference(&mut self, id: &PrincipleId, at: &Path, known: &BTreeSet<&str>) {
        if !known.contains(id.as_str()) {
            self.object_unknown(at, "principle", id.as_str(), known.iter().copied());
        }
    }
}
