//! `star readiness --format json`.

use serde::Serialize;

use super::VERSION;
use crate::catalogue::PrincipleId;
use crate::readiness::{Agenda, Assignment, Readiness};
use crate::story::{Slug, Story};

#[derive(Debug, Serialize)]
struct WriteNext<'a> {
    principle: &'a PrincipleId,
    readiness: f64,
    gain: f64,
}

#[derive(Debug, Serialize)]
struct Fragile<'a> {
    slug: &'a Slug,
    readiness: f64,
    loss: f64,
}

#[derive(Debug, Serialize)]
struct Slot<'a> {
    principle: &'a PrincipleId,
    primary: Option<&'a Slug>,
    backup: Option<&'a Slug>,
}

#[derive(Debug, Serialize)]
struct Round<'a> {
    round: &'a str,
    slots: Vec<Slot<'a>>,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    readiness: f64,
    expected_answered: f64,
    questions: usize,
    write_next: Vec<WriteNext<'a>>,
    fragile: Vec<Fragile<'a>>,
    rounds: Vec<Round<'a>>,
}

/// Readiness with what would raise and lower it, as one document; its rounds are those of a given loop, and
/// none where no loop is given.
pub fn readiness(
    readiness: &Readiness,
    stories: &[Story],
    given: Option<(&Agenda, &Assignment)>,
) -> String {
    super::pretty(&Document {
        version: VERSION,
        readiness: readiness.probability,
        expected_answered: readiness.expected_answered,
        questions: readiness.questions,
        write_next: readiness
            .write_next
            .iter()
            .map(|next| WriteNext {
                principle: &next.principle,
                readiness: next.readiness,
                gain: next.gain,
            })
            .collect(),
        fragile: readiness
            .fragile
            .iter()
            .filter_map(|fragile| {
                let slug = &stories.get(fragile.story)?.slug;
                Some(Fragile { slug, readiness: fragile.readiness, loss: fragile.loss })
            })
            .collect(),
        rounds: given
            .map(|(agenda, assignment)| rounds(agenda, assignment, stories))
            .unwrap_or_default(),
    })
}

fn rounds<'a>(
    agenda: &'a Agenda,
    assignment: &'a Assignment,
    stories: &'a [Story],
) -> Vec<Round<'a>> {
    let slug = |at: Option<usize>| Some(&stories.get(at?)?.slug);
    agenda
        .rounds
        .iter()
        .zip(&assignment.rounds)
        .map(|(interviewer, slots)| Round {
            round: &interviewer.name,
            slots: slots
                .iter()
                .map(|slot| Slot {
                    principle: &slot.principle,
                    primary: slug(slot.primary),
                    backup: slug(slot.backup),
                })
                .collect(),
        })
        .collect()
}
