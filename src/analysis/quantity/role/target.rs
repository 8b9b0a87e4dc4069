//! Aims: a figure that was wanted, not reached.

use super::Scene;
use super::clause;
use super::setting;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::word::{Word, word, words};
use crate::analysis::quantity::{Kind, Role};

/// Words that make the figure after `of`, `was` or nothing an aim.
const AIMS: &[Word] = words![
    "goal", "goals", "target", "targets", "aim", "objective", "quota", "ceiling", "cap", "sla",
    "slas", "slo", "threshold", "floor", "okr", "kpi", "ambition", "plan", "forecast",
    "requirement", "limit", "commitment", "promised", "pledged", "targeted", "hoped", "mandate",
    "benchmark-target", "deadline", "bar",
];

/// The role of a figure that a Result names as its aim.
pub(super) fn read(scene: &Scene<'_, '_>) -> Option<Role> {
    let figure = scene.figure();
    let tokens = scene.tokens;
    // `a 2% target`, `the 40-minute SLA`.
    let next = figure.tail();
    if tokens.is_any(
        next,
        words![
            "target", "goal", "quota", "sla", "slo", "ceiling", "cap", "threshold", "floor",
            "objective",
        ],
    ) {
        return Some(Role::Target);
    }
    // `the campaign aims to raise`, `we hope to reach`: not yet.
    let hoped = scene.union.has(Class::HOPE)
        && (scene.sentence.start..figure.first).any(|at| {
            tokens.is_any(
                at,
                words![
                    "aim", "aims", "hope", "hopes", "plan", "plans", "intend", "intends", "want",
                    "wants", "expect", "expects", "aiming", "hoping", "planning", "intending"
                ],
            ) && tokens.is(at + 1, word!("to"))
        });
    // `we had promised the regulator a 10-day turnaround`, `they had asked for 50,000`.
    let wanted = scene.union.has(Class::PROMISE)
        && (figure.first.saturating_sub(8).max(scene.clause.start)..figure.first)
            .rev()
            .take_while(|&at| {
                !tokens.has(at, Class::STATE | Class::RISE | Class::FALL)
                    || tokens.is_any(at, words!["had", "was"])
            })
            .any(|at| {
                tokens.is_any(at, words!["promised", "pledged", "demanded", "budgeted", "forecast"])
                    || tokens.is(at, word!("asked")) && tokens.is(at + 1, word!("for"))
            });
    // `the target was a load time of 2 seconds`.
    let named = (scene.clause.start..figure.first)
        .rev()
        .take_while(|&at| !tokens.has(at, Class::RISE | Class::FALL) && !tokens.sign(at, ','))
        .any(|at| {
            tokens.is_any(at, words!["goal", "target", "aim", "objective", "ambition"])
                && tokens.is_any(at + 1, words!["was", "is", "had", "were"])
        });
    if named {
        return Some(Role::Target);
    }
    if hoped || wanted && !scene.led(words!["by"]) {
        return Some(Role::Target);
    }
    let mut at = scene.lead?;
    // `a target of`, `the goal was`, `our promised`, `against the plan of`.
    if tokens.is_any(at, words!["of", "was", "were", "is", "at", "had", "been", "to"])
        || tokens.has(at, Class::STATE)
    {
        for _ in 0..4 {
            at = at.checked_sub(1).filter(|&before| before >= scene.clause.start)?;
            if tokens.is_any(at, AIMS) {
                break;
            }
            let passes = tokens
                .has(at, Class::ADVERB | Class::PREPOSITION | Class::DETERMINER | Class::VERB)
                || tokens.is_any(at, words!["set", "hit", "reach", "get", "was"]);
            if !passes {
                return None;
            }
        }
    }
    let aim = tokens.is_any(at, AIMS);
    // `ahead of plan by three weeks`, `beat the target by 4 points` are results.
    let beaten = clause::any_word(
        tokens,
        scene.clause.start..at,
        words!["ahead", "beat", "beating", "exceeded", "above", "past"],
    ) && scene.led(words!["by"]);
    (aim && !beaten).then_some(Role::Target)
}

/// The role of a figure in a Task: an aim, unless it is a means.
pub(super) fn of_task(scene: &Scene<'_, '_>) -> Role {
    let figure = scene.figure();
    let tokens = scene.tokens;
    let given = figure.kind == Kind::Money
        && (scene.led(words!["of"]) || tokens.is(figure.tail(), word!("for")))
        && clause::any_word(
            tokens,
            scene.left(),
            words!["given", "promise", "promised", "budget", "grant", "got", "had"],
        );
    if setting::is_means(scene) || given {
        return Role::Context;
    }
    if let Some(role) = read(scene) {
        return role;
    }
    let left = scene.left();
    let aims = clause::any(tokens, scene.sentence.start..figure.first, Class::AIM)
        || clause::any_word(tokens, scene.right(), words!["target", "goal", "ceiling", "quota"]);
    let bounded = scene
        .led(words!["under", "below", "above", "over", "to", "by", "than", "at", "within"])
        || tokens.is_any(
            figure.first.wrapping_sub(1),
            words!["under", "below", "least", "most", "than"],
        )
        || tokens
            .get(figure.first.wrapping_sub(1))
            .and_then(super::super::token::Token::sign)
            .is_some_and(|sign| matches!(sign, '<' | '>' | '≤' | '≥'));
    let infinitive = left.clone().any(|at| {
        tokens.has(at, Class::FALL | Class::RISE | Class::MOVE | Class::MAKE)
            && (at == scene.sentence.start
                || tokens.is(at - 1, word!("to"))
                || tokens.is_any(at - 1, words!["and", "must", "should", "would"]))
    });
    if scene.led(words!["from"]) || clause::any(tokens, left.clone(), Class::EARLIER) && !aims {
        // What was before is the scene here; it counts as a baseline only beside an outcome.
        return Role::Context;
    }
    if figure.kind == Kind::Duration
        && figure.size >= 86_400.0
        && scene.led(words!["in", "within", "for", "over"])
    {
        return Role::Context;
    }
    let measured = figure.kind != Kind::Count || !scene.led(words!["for", "across", "of", "with"]);
    let limited =
        tokens.is_any(figure.first.wrapping_sub(1), words!["under", "below", "least", "most"]);
    let moves = clause::any(tokens, scene.sentence.clone(), Class::AIM | Class::FALL | Class::RISE);
    if measured && (aims || infinitive || limited || bounded && moves) {
        return Role::Target;
    }
    Role::Context
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::Role::{self, Context, Target};
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn a_task_aims_and_has_means() {
        let table: &[(&str, &[Role])] = &[
            ("My goal was to bring defects under 2% on a budget of €250k.", &[Target, Context]),
            ("Cut payment timeouts by 50% before April.", &[Target]),
            ("I was given two designers.", &[Context]),
        ];
        for (text, expected) in table {
            assert_eq!(roles(text, Section::Task), *expected, "{text}");
        }
    }
}
