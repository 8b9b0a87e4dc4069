//! What the other figures of a text, as far as their roles are known, make of one among them.
//!
//! `from 12 to 3` has one start and one end: each is easier to tell once the other is. So every figure is read
//! for itself first, and then again beside what its neighbours were taken for.

use std::ops::Range;

use super::features::{Atom, LINK, Template, atom};
use super::{Label, Scene};
use crate::analysis::quantity::Role;

/// The places around a figure whose roles count, as seen from it.
const PLACES: [isize; 4] = [-2, -1, 1, 2];

/// How many figures to either side count as company: about a paragraph's.
const COMPANY: usize = 6;

/// Roles that change what another figure can be, wherever in its company they are.
const TELLING: [Role; 3] = [Role::Baseline, Role::Result, Role::Delta];

/// Sees the roles around one figure; `labels` holds what each figure of the text is taken for.
pub(super) fn see(
    scene: &Scene<'_, '_>,
    labels: &[Label],
    sink: &mut impl FnMut(Template, Atom, Atom),
) {
    let kind = Atom::Figure(scene.figure().kind);
    for place in PLACES {
        let role = role_at(scene, labels, place);
        // A place and a yes or no in one number: -5 to 5, none of them twice.
        let alike = i8::from(is_alike(scene, place));
        sink(Template::Near, role, Atom::Size(place as i8 * 2 + alike));
        let template = if place < 0 { Template::NearKind } else { Template::NearKindAfter };
        if place.abs() == 1 {
            sink(template, role, kind);
        }
    }
    sink(Template::Between, role_at(scene, labels, -1), role_at(scene, labels, 1));
    alike(scene, labels, sink);
    links(scene, labels, sink);
    let company = company(scene);
    for role in TELLING {
        let elsewhere = company.clone().any(|at| at != scene.index && labels[at] == Some(role));
        sink(Template::Elsewhere, Atom::Label(Some(role)), Atom::Size(i8::from(elsewhere)));
    }
}

/// What the figure some places away is taken for.
fn role_at(scene: &Scene<'_, '_>, labels: &[Label], place: isize) -> Atom {
    let label = scene.index.checked_add_signed(place).and_then(|at| labels.get(at));
    label.map_or(Atom::Edge, |&label| Atom::Label(label))
}

fn is_alike(scene: &Scene<'_, '_>, place: isize) -> bool {
    let other = scene.index.checked_add_signed(place).and_then(|at| scene.figures.get(at));
    other.is_some_and(|other| other.kind == scene.figure().kind)
}

/// The figures near one, itself among them.
fn company(scene: &Scene<'_, '_>) -> Range<usize> {
    scene.index.saturating_sub(COMPANY)..(scene.index + COMPANY + 1).min(scene.figures.len())
}

/// The nearest figures of the same kind.
fn alike(scene: &Scene<'_, '_>, labels: &[Label], sink: &mut impl FnMut(Template, Atom, Atom)) {
    let kind = scene.figure().kind;
    let role = |at: usize| Atom::Label(labels[at]);
    let company = company(scene);
    let before = (company.start..scene.index).rev().find(|&at| scene.figures[at].kind == kind);
    let after = (scene.index + 1..company.end).find(|&at| scene.figures[at].kind == kind);
    let before = before.map_or(Atom::Edge, role);
    sink(Template::AlikeBefore, before, Atom::None);
    sink(Template::AlikeAfter, after.map_or(Atom::Edge, role), Atom::None);
    sink(Template::AlikeLead, before, lead(scene));
}

/// The neighbours with the words between.
fn links(scene: &Scene<'_, '_>, labels: &[Label], sink: &mut impl FnMut(Template, Atom, Atom)) {
    let figure = scene.figure();
    let previous = role_at(scene, labels, -1);
    sink(Template::RoleLead, previous, lead(scene));
    if let Some(at) = figure.first.checked_sub(1).filter(|&at| at >= scene.sentence.start) {
        sink(Template::RoleLead, previous, atom(scene.tokens, at));
    }
    if let Some(other) = scene.index.checked_sub(1).map(|at| &scene.figures[at])
        && other.first >= scene.sentence.start
        && figure.first.saturating_sub(other.end) <= LINK
    {
        sink(Template::RoleLink, previous, atom(scene.tokens, other.end));
    }
    if let Some(other) = scene.figures.get(scene.index + 1)
        && other.end <= scene.sentence.end
        && other.first.saturating_sub(figure.end) <= LINK
    {
        let next = role_at(scene, labels, 1);
        sink(Template::LinkRole, next, atom(scene.tokens, figure.end));
        sink(Template::LinkRole, next, atom(scene.tokens, other.first - 1));
    }
}

fn lead(scene: &Scene<'_, '_>) -> Atom {
    scene.lead.map_or(Atom::Edge, |at| atom(scene.tokens, at))
}
