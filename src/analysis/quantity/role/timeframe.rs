//! How long a change took, against how long a thing lasts.

use super::Scene;
use super::clause;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::word::{word, words};
use crate::analysis::quantity::{Kind, Role};

const DAY: f64 = 86_400.0;

/// The role of a duration that is a span of time, not a metric.
pub(super) fn read(scene: &Scene<'_, '_>) -> Option<Role> {
    let figure = scene.figure();
    let tokens = scene.tokens;
    if figure.kind != Kind::Duration {
        return None;
    }
    if figure.hyphened {
        let period = (figure.end..figure.end + 3).any(|at| {
            tokens.is_any(
                at,
                words![
                    "pilot", "test", "trial", "experiment", "period", "window", "rollout", "run",
                    "sprint", "stretch", "campaign", "programme", "program", "push",
                ],
            )
        });
        if period || scene.led(words!["over", "during", "within"]) {
            return Some(Role::Timeframe);
        }
        // `an 18-day cut` is a change; any other hyphened duration names a sort of thing.
        let change = (figure.end..figure.end + 3)
            .any(|at| tokens.has(at, Class::CHANGE | Class::COMPARATIVE));
        return (!change).then_some(Role::Context);
    }
    let effort = clause::any(tokens, scene.sentence.start..figure.first, Class::EFFORT)
        && !clause::any(tokens, scene.left(), Class::FALL | Class::RISE);
    let next = figure.end;
    if tokens.is_any(next, words!["ago", "old"]) {
        return Some(Role::Context);
    }
    if tokens.is(next, word!("on"))
        && (tokens.sign(next + 1, ',') || tokens.sentence_starts(figure.first))
    {
        return Some(Role::Timeframe);
    }
    if tokens.is_any(next, words!["later", "after", "into", "in"])
        && scene.lead.is_none_or(|at| {
            !tokens.has(at, Class::STATE | Class::FALL | Class::RISE)
                && !tokens.is_any(at, words!["to", "from", "by"])
        })
    {
        return Some(if effort { Role::Context } else { Role::Timeframe });
    }
    let within = scene.led(words![
        "in", "within", "over", "during", "inside", "after", "throughout", "for", "through",
        "across", "until",
    ]) || scene.led(words!["under", "than"])
        && scene
            .lead
            .is_some_and(|at| at > 0 && tokens.is_any(at - 1, words!["in", "less", "within"]));
    if within {
        if figure.size < DAY && !scene.led(words!["over", "during"]) {
            return short(scene);
        }
        if effort && scene.led(words!["for", "over", "in"])
            || scene.led(words!["for"])
                && clause::any_word(
                    tokens,
                    figure.end..figure.end + 3,
                    words!["customers", "users", "people"],
                )
        {
            return Some(Role::Context);
        }
        // `86% of invoices were paid within 30 days`: a threshold in the metric.
        let rated = scene.previous().is_some_and(|other| {
            matches!(other.kind, Kind::Percent | Kind::Ratio)
                && other.role == Role::Result
                && tokens.is(other.tail(), word!("of"))
                && other.first >= scene.clause.start
        });
        if rated && scene.led(words!["within", "in", "inside", "under", "after"]) {
            return Some(Role::Context);
        }
        // `orders now arrive in two days`: the metric itself.
        if scene.led(words!["in", "within", "after"])
            && clause::any_word(
                tokens,
                scene.clause.clone(),
                words!["now", "arrive", "arrives", "takes", "today"],
            )
        {
            return scene.led(words!["in"]).then_some(Role::Result);
        }
        return Some(Role::Timeframe);
    }
    // `it took 14 engineers nine months`.
    if scene
        .previous()
        .is_some_and(|other| other.role == Role::Context && other.tail() == figure.first)
    {
        return Some(Role::Context);
    }
    // `ran three weeks`, `eleven weeks after kickoff`.
    let lasted = scene.lead.is_some_and(|at| tokens.has(at, Class::LAST))
        && scene.led(words!["ran", "run", "lasted", "runs", "running"]);
    if lasted {
        return Some(Role::Timeframe);
    }
    None
}

/// A duration under a day after `in` or `within`: a metric or the threshold in one.
fn short(scene: &Scene<'_, '_>) -> Option<Role> {
    let figure = scene.figure();
    let tokens = scene.tokens;
    let rated = scene
        .previous()
        .is_some_and(|other| matches!(other.kind, Kind::Percent | Kind::Ratio | Kind::Count))
        || scene
            .next()
            .is_some_and(|other| matches!(other.kind, Kind::Percent | Kind::Ratio | Kind::Points));
    let averaged = clause::any_word(
        tokens,
        scene.clause.clone(),
        words!["average", "median", "typically", "mean"],
    ) || clause::any_word(tokens, figure.end..figure.end + 4, words!["down", "up"]);
    if !rated && averaged && scene.led(words!["within", "inside", "under", "in"]) {
        return Some(Role::Result);
    }
    if scene.led(words!["within", "inside", "under", "after"]) || rated && scene.led(words!["in"]) {
        return Some(Role::Context);
    }
    if scene.led(words!["for"]) {
        let lasts = scene.lead.is_some_and(|at| at > 0 && tokens.has(at - 1, Class::LAST));
        return if lasts { None } else { Some(Role::Context) };
    }
    let metric = clause::any(tokens, scene.clause.clone(), Class::PRESENT | Class::LAST)
        || scene.figures[..scene.index].last().is_some_and(|other| other.kind == figure.kind)
        || scene.next().is_some_and(|other| other.kind == figure.kind);
    Some(if metric { Role::Result } else { Role::Timeframe })
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::Role::{self, Context, Delta, Result, Timeframe};
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn a_span_of_time_is_told_from_a_metric() {
        let table: &[(&str, &[Role])] = &[
            ("Churn fell 12% within six weeks.", &[Delta, Timeframe]),
            ("Nine months on, the queue is down 40%.", &[Timeframe, Delta]),
            ("Calls answered within 15 seconds rose to 80%.", &[Context, Result]),
            ("Refunds now take 3 days.", &[Result]),
            ("We spent two weeks with the team.", &[Context]),
            ("A six-week pilot cut waste 9%.", &[Timeframe, Delta]),
        ];
        for (text, expected) in table {
            assert_eq!(roles(text, Section::Result), *expected, "{text}");
        }
    }
}
