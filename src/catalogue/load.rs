//! A user's own profile.

use std::sync::{Arc, OnceLock};

use super::document::{PrincipleEntry, ProfileDocument};
use super::listed::{Listed, layered};
use super::profile::{Head, part};
use super::validate::{Checked, check};
use super::{
    Condition, Cue, Family, Guidance, Portrait, Principle, PrincipleId, Profile, ProfileError,
    ProfileFault, QuestionKind, builtin, default_profile,
};
use crate::yaml::{self, Node, Value, YamlError};

impl Profile {
    /// Reads a profile from its file's text (YAML or JSON, `schemas/profile.v1.json`).
    ///
    /// With `extends`, a built-in profile is changed: an entry of `principles` changes the keys it names,
    /// an entry of any other list replaces the one with its id, new ones are added and `omit` takes away.
    /// Behavioural questions and follow-up families about an omitted principle go with it.
    ///
    /// Without, the file is the whole profile, save that follow-up families, the debrief form and the
    /// guidance on answers and mistakes are about interviews in general: where the file does not have
    /// them, the built-in ones hold (families of a principle that the file does not know excepted).
    ///
    /// # Errors
    ///
    /// Every fault found, with its place: one where the text does not fit the format, all of them where
    /// it fits and does not make sense.
    pub fn from_yaml(text: &str) -> Result<Self, ProfileError> {
        let source = yaml::tree(text)?;
        let document: ProfileDocument = yaml::from_str(text)?;
        let base = document.extends.as_deref().and_then(builtin);
        let Checked { principles, objections } = check(&document, base);
        let mut faults: Vec<ProfileFault> = objections
            .into_iter()
            .map(|objection| ProfileFault {
                place: Some(yaml::locate(&source, &objection.at)),
                message: objection.message,
                hint: objection.hint,
            })
            .collect();
        blank_texts(&source, &mut faults);
        if !faults.is_empty() {
            faults.sort_by_key(|fault| fault.place);
            return Err(ProfileError { faults });
        }
        Ok(assemble(document, principles, base))
    }

    /// The whole profile as a file of its own, to read or to start another one from.
    ///
    /// # Errors
    ///
    /// When the writer refuses a value, which no profile that was loaded can cause.
    pub fn to_yaml(&self) -> Result<String, YamlError> {
        yaml::to_string(&ProfileDocument::from(self))
    }
}

/// Objects to every text in which there is nothing to read.
fn blank_texts(node: &Node, faults: &mut Vec<ProfileFault>) {
    match &node.value {
        Value::Scalar(text) if text.trim().is_empty() => faults.push(ProfileFault {
            place: Some(node.place),
            message: String::from("this text is empty"),
            hint: None,
        }),
        Value::Scalar(_) | Value::Null => {}
        Value::Sequence(items) => {
            for item in items {
                blank_texts(item, faults);
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                blank_texts(&entry.value, faults);
            }
        }
    }
}

/// Makes the profile of a document in which nothing is wrong.
fn assemble(
    document: ProfileDocument,
    principles: Vec<(Principle, Option<PrincipleEntry>)>,
    base: Option<&'static Profile>,
) -> Profile {
    let general = base.unwrap_or_else(default_profile);
    let omit = document.omit.unwrap_or_default();
    let entries: Arc<[_]> = principles.into();
    let known: Arc<[PrincipleId]> =
        entries.iter().map(|(principle, _)| principle.id.clone()).collect();

    let base_of_families = document.families.is_none().then_some(general).or(base);
    let base_of_debrief = document.debrief.is_none().then_some(general).or(base);
    let questions = merged(base, Profile::questions, document.questions, omit.questions);
    let families = merged(base_of_families, Profile::families, document.families, omit.families);
    let (asked, followed) = (Arc::clone(&known), known);

    Profile {
        head: Head {
            id: document.id.unwrap_or_else(|| general.head.id.clone()),
            name: document.name.unwrap_or_else(|| general.head.name.clone()),
            summary: document.summary.unwrap_or_else(|| general.head.summary.clone()),
            targets: document.targets.unwrap_or(general.head.targets),
            weights: document.weights.unwrap_or(general.head.weights),
            loop_questions: document.loop_questions.unwrap_or(general.head.loop_questions),
        },
        principles: {
            let entries = Arc::clone(&entries);
            part(move || entries.iter().map(|(principle, _)| principle.clone()).collect())
        },
        portraits: {
            let entries = Arc::clone(&entries);
            part(move || entries.iter().map(|entry| portrait(entry, base)).collect())
        },
        cues: part(move || entries.iter().map(|entry| cues(entry, base)).collect()),
        rounds: part(merged(base, Profile::rounds, document.rounds, omit.rounds)),
        phases: part(merged(base, Profile::phases, document.phases, omit.phases)),
        questions: part(move || {
            let mut questions = questions();
            questions.retain_mut(|question| {
                let main = question.principles.first().cloned();
                question.principles.retain(|id| asked.contains(id));
                // A product question can do without its principle; a behavioural one is about it.
                question.kind != QuestionKind::Behavioural
                    || main.as_ref() == question.principles.first()
            });
            questions
        }),
        families: part(move || {
            let mut families = families();
            families.retain_mut(|family| without_strangers(family, &followed));
            families
        }),
        debrief: part(merged(base_of_debrief, Profile::debrief, document.debrief, Vec::new())),
        guidance: part(move || guidance(document.guidance, base)),
        phrasebook: OnceLock::new(),
    }
}

/// Takes out of a family what is about principles that the profile does not have; false when nothing is left.
fn without_strangers(family: &mut Family, known: &[PrincipleId]) -> bool {
    let stranger = |condition: &Condition| matches!(condition, Condition::Principle(id) if !known.contains(id));
    let general = family.principles.is_empty();
    family.principles.retain(|id| known.contains(id));
    family.raised_by.retain(|condition| !stranger(condition));
    family.probes.retain_mut(|probe| {
        probe.unless.retain(|condition| !stranger(condition));
        !probe.when.iter().any(stranger)
    });
    (general || !family.principles.is_empty()) && !family.probes.is_empty()
}

/// The entries that a base hands down, with the file's own over them.
fn merged<T: Listed>(
    base: Option<&'static Profile>,
    list: fn(&'static Profile) -> &'static [T],
    own: Option<Vec<T>>,
    omit: Vec<String>,
) -> impl FnOnce() -> Vec<T> {
    move || {
        let kept: Vec<T> = base
            .map(list)
            .unwrap_or_default()
            .iter()
            .filter(|entry| !omit.iter().any(|id| id == entry.id()))
            .cloned()
            .collect();
        layered(&kept, own.unwrap_or_default())
    }
}

fn portrait(
    (principle, entry): &(Principle, Option<PrincipleEntry>),
    base: Option<&Profile>,
) -> Portrait {
    let inherited = base.and_then(|base| base.portrait(&principle.id)).cloned().unwrap_or_default();
    match entry {
        None => inherited,
        Some(entry) => Portrait {
            behaviours: entry.behaviours.clone().unwrap_or(inherited.behaviours),
            warning_signs: entry.warning_signs.clone().unwrap_or(inherited.warning_signs),
        },
    }
}

fn cues(
    (principle, entry): &(Principle, Option<PrincipleEntry>),
    base: Option<&Profile>,
) -> Vec<Cue> {
    match entry.as_ref().and_then(|entry| entry.cues.as_ref()) {
        Some(own) => own.0.clone(),
        None => base.map(|base| base.cues(&principle.id).to_vec()).unwrap_or_default(),
    }
}

fn guidance(own: Option<Guidance>, base: Option<&Profile>) -> Guidance {
    match (own, base.map(Profile::guidance)) {
        (Some(own), None) => own,
        (Some(own), Some(base)) => Guidance {
            structure: layered(&base.structure, own.structure),
            press_release: layered(&base.press_release, own.press_release),
            analysis: layered(&base.analysis, own.analysis),
            mistakes: layered(&base.mistakes, own.mistakes),
            faq: layered(&base.faq, own.faq),
        },
        (None, Some(base)) => base.clone(),
        (None, None) => {
            // The questions asked are about one company's process; steps and mistakes are about interviews.
            Guidance { faq: Vec::new(), ..default_profile().guidance().clone() }
        }
    }
}

#[cfg(test)]
mod tests;
