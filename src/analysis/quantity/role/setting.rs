//! What is no outcome: means, effort, applause, and the breadth of a change.

use super::Scene;
use super::clause;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::{Kind, Role};

/// The role of a figure that is effort, team or applause.
pub(super) fn read(scene: &Scene<'_, '_>) -> Option<Role> {
    (is_means(scene) || is_vanity(scene) || is_effort(scene)).then_some(Role::Context)
}

/// A team, a headcount, a budget.
pub(super) fn is_means(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    let next = figure.tail();
    if figure.kind == Kind::Money {
        let budget = clause::any_word(
            tokens,
            figure.first.saturating_sub(4).max(scene.clause.start)..figure.first,
            &["budget", "budgets", "funding"],
        ) || tokens.is_any(next, &["budget", "budgets", "contractor", "grant"])
            || tokens.is(next, "of") && clause::any(tokens, next + 1..next + 3, Class::TEAM);
        return budget;
    }
    if !matches!(figure.kind, Kind::Count) {
        return false;
    }
    let team = figure.counts(tokens, Class::TEAM)
        && !scene.led(&["across", "to", "covering", "served"])
        && (scene.led(&["with", "of", "by"])
            || !tokens.has(scene.lead.unwrap_or(usize::MAX), Class::PREPOSITION));
    let grown = scene.left().any(|at| {
        tokens.is_any(
            at,
            &["team", "headcount", "remit", "org", "squad", "department", "followers", "staff"],
        )
    }) && !scene.left().any(|at| tokens.is_any(at, &["teams", "per"]))
        && (figure.bare || !figure.has_noun() || figure.counts(tokens, Class::TEAM))
        || scene.left().any(|at| tokens.is_any(at, &["remit", "title"]));
    team || grown
        || figure.hyphened
            && !figure.counts(tokens, Class::METRIC)
            && !tokens.is_any(next, &["backlog", "queue", "reduction", "increase", "drop", "cut"])
}

/// Likes, keynotes, followers.
fn is_vanity(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if !matches!(figure.kind, Kind::Count) {
        return false;
    }
    figure.counts(tokens, Class::VANITY)
        || clause::any_word(
            tokens,
            scene.left(),
            &[
                "keynote",
                "conference",
                "podcast",
                "summit",
                "applause",
                "promotion",
                "promoted",
                "stage",
                "talk",
            ],
        )
}

/// Hours, calls and money put in.
fn is_effort(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if !matches!(figure.kind, Kind::Count | Kind::Money | Kind::Duration) {
        return false;
    }
    if tokens.has(figure.tail(), Class::COMPARATIVE) {
        return false;
    }
    let Some(at) = clause::last(
        tokens,
        scene.left(),
        Class::EFFORT | Class::MAKE | Class::GAIN | Class::FALL | Class::RISE | Class::STATE,
    ) else {
        return false;
    };
    tokens.has(at, Class::EFFORT)
        && !tokens.has(at, Class::FALL | Class::RISE | Class::MAKE)
        && !tokens.is_any(
            at,
            &[
                "costs", "cost", "work", "worked", "pay", "pays", "paid", "review", "call", "ask",
                "asked",
            ],
        )
        || tokens.is_any(at, &["cost", "paid", "costing"]) && tokens.is_any(at + 1, &["us", "me"])
}

/// The role of a figure that says how far the change reaches.
pub(super) fn breadth(scene: &Scene<'_, '_>) -> Option<Role> {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if !matches!(figure.kind, Kind::Count) {
        return None;
    }
    let lead = scene.lead?;
    if tokens.is_any(figure.first.wrapping_sub(1), &["same"]) {
        return Some(Role::Context);
    }
    if tokens.is_any(
        lead,
        &[
            "across",
            "for",
            "in",
            "on",
            "at",
            "among",
            "throughout",
            "covering",
            "spanning",
            "through",
            "over",
            "between",
            "per",
            "with",
        ],
    ) || tokens.is_any(lead, &["to", "onto", "into", "from"])
        || tokens.is(lead, "of") && figure.has_noun()
    {
        return Some(if scene.led(&["with"]) && figure.counts(tokens, Class::TEAM) {
            Role::Context
        } else {
            Role::Scope
        });
    }
    let reached = tokens.has(lead, Class::REACH) && !tokens.has(lead, Class::STATE)
        || tokens.is_any(lead, &["reached", "reaching"])
            && figure.has_noun()
            && figure.counts(tokens, Class::BREADTH);
    let all = tokens.is_any(figure.first.wrapping_sub(1), &["all", "every"])
        || tokens.is_any(figure.first.wrapping_sub(2), &["all"]);
    (reached || all).then_some(Role::Scope)
}
