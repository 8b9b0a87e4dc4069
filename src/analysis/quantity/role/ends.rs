//! Where a metric stood and where it ended.

use super::Scene;
use super::clause;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::pair::is_arrow;
use crate::analysis::quantity::word::{word, words};
use crate::analysis::quantity::{Kind, Role};

const CHANGES: Class = Class::RISE.or(Class::FALL).or(Class::MOVE).or(Class::CHANGE);

/// The role of a figure that is an end of a change.
pub(super) fn read(scene: &Scene<'_, '_>) -> Option<Role> {
    let figure = scene.figure();
    let tokens = scene.tokens;
    if matches!(figure.kind, Kind::Multiplier) && figure.spelled {
        return None;
    }
    arrow(scene)
        .or_else(|| from_to(scene, figure))
        .or_else(|| compared(scene, figure))
        .or_else(|| earlier(scene, figure))
        .filter(|_| {
            // A signed percentage is a change, unless it is an end in so many words.
            let end = tokens.is_any(figure.first.wrapping_sub(1), words!["to", "from"]);
            !figure.signed || figure.kind != Kind::Percent || end || arrow(scene).is_some()
        })
}

/// `52 → 34`.
fn arrow(scene: &Scene<'_, '_>) -> Option<Role> {
    let figure = scene.figure();
    let before = |at: usize| {
        (1..=2).any(|back| at.checked_sub(back).is_some_and(|at| is_arrow(scene.tokens, at)))
    };
    let after = |at: usize| is_arrow(scene.tokens, at) || is_arrow(scene.tokens, at + 1);
    if after(figure.tail()) {
        return Some(Role::Baseline);
    }
    before(figure.first).then_some(Role::Result)
}

/// `from X to Y`, `down from X`, `to Y from X`, `X to Y` without `from`.
fn from_to(scene: &Scene<'_, '_>, figure: &Figure) -> Option<Role> {
    let tokens = scene.tokens;
    let clause = scene.clause.clone();
    let changes = clause::any(tokens, clause.start..figure.first, CHANGES | Class::COMPARATIVE);
    if scene.led(words!["from"]) {
        let paired = scene.next().is_some_and(|other| {
            scene.alike(other)
                && (figure.end..other.first)
                    .any(|at| tokens.is_any(at, words!["to", "into", "down", "up"]))
        }) || scene.previous().is_some_and(|other| {
            scene.alike(other) && matches!(other.role, Role::Result | Role::Delta)
        });
        let sourced = figure.kind == Kind::Count && figure.has_noun() && !paired && !changes;
        return (!sourced && figure.kind != Kind::Duration || paired || changes && !sourced)
            .then_some(Role::Baseline);
    }
    let lead = scene.lead.unwrap_or_default();
    let compares = lead > 0
        && tokens
            .is_any(lead - 1, words!["compared", "relative", "opposed", "close", "thanks", "due"]);
    if scene.led(words!["to", "into", "onto"]) && !compares {
        let from = scene.previous().filter(|other| {
            scene.alike(other) && matches!(other.role, Role::Baseline | Role::Result | Role::Delta)
        });
        let verb = clause::last(tokens, clause.start..lead, CHANGES | Class::MAKE | Class::REACH);
        let made = verb.is_some_and(|at| tokens.has(at, Class::MAKE) && !tokens.has(at, CHANGES));
        if from.is_some_and(|other| other.role == Role::Baseline) {
            return Some(Role::Result);
        }
        if figure.kind == Kind::Count && (made || from.is_none() && !changes) {
            return None;
        }
        if figure.kind == Kind::Count
            && figure.has_noun()
            && verb.is_some_and(|at| lead.saturating_sub(at) > 6)
        {
            return None;
        }
        return (changes || from.is_some() || figure.kind != Kind::Count).then_some(Role::Result);
    }
    // `NPS 32 to 47`, `4.2 seconds to 1.8`.
    let next = scene.next()?;
    let tail = figure.tail();
    let direct = next.first > tail
        && next.first - tail <= 3
        && tokens.is_any(tail, words!["to", "down", "up", "into"]);
    let change =
        scene.led(words!["by"]) || figure.signed || tokens.has(lead, Class::RISE | Class::FALL);
    (direct && scene.alike(next) && !change).then_some(Role::Baseline)
}

/// `compared with X`, `versus X`, `against X in the control`.
fn compared(scene: &Scene<'_, '_>, figure: &Figure) -> Option<Role> {
    let tokens = scene.tokens;
    let lead = scene.lead?;
    // `19 points, against a national picture that moved by 2`.
    let contrasted =
        scene.left().rev().take(9).any(|at| tokens.is_any(at, words!["against", "versus", "vs"]))
            && scene
                .previous()
                .is_some_and(|other| other.role == Role::Delta && other.kind == figure.kind);
    if contrasted {
        return Some(Role::Baseline);
    }
    if figure.kind == Kind::Points {
        return None;
    }
    let instead = tokens.is(lead, word!("of")) && lead > 0 && tokens.is(lead - 1, word!("instead"))
        || tokens.is(lead, word!("to")) && lead > 0 && tokens.is(lead - 1, word!("opposed"))
        || tokens.is(lead, word!("than")) && lead > 0 && tokens.is(lead - 1, word!("rather"));
    let threshold = tokens.is(lead, word!("than"))
        && lead > 0
        && tokens.is_any(lead - 1, words!["longer", "more", "less", "fewer"])
        && scene.previous().is_none_or(|other| other.kind != figure.kind);
    let against = instead
        || !threshold && tokens.is_any(lead, words!["versus", "vs", "against", "than"])
        || tokens.is_any(lead, words!["with", "to"])
            && lead > 0
            && tokens.is_any(lead - 1, words!["compared", "compare", "compares", "relative"])
        || tokens.sign(lead, '.') && lead > 0 && tokens.is(lead - 1, word!("vs"));
    if against && !(tokens.is(lead, word!("than")) && figure.kind == Kind::Multiplier) {
        return Some(Role::Baseline);
    }
    // `31% in the control`, `18% for the holdout`.
    let untreated = scene.union.has(Class::UNTREATED);
    let after = untreated
        && clause::any_word(
            tokens,
            figure.tail()..(figure.tail() + 5).min(scene.clause.end),
            words!["control", "holdout", "placebo", "benchmark", "baseline", "untreated"],
        );
    if figure.kind != Kind::Count && !scene.led(words!["by", "up", "down"]) && in_control(scene) {
        return Some(Role::Baseline);
    }
    let near = figure.first.saturating_sub(6).max(scene.clause.start);
    let near = (near..figure.first).rev().find(|&at| tokens.sign(at, ',')).unwrap_or(near);
    let before = untreated
        && clause::any_word(
            tokens,
            near..figure.first,
            words![
                "control", "holdout", "benchmark", "baseline", "competitor", "competitors",
                "rivals", "rival", "industry", "untreated",
            ],
        );
    // `the site average is 31%`.
    let average = scene.union.has(Class::NORM)
        && scene.left().any(|at| {
            tokens.is_any(at, words!["average", "median", "norm", "mean"])
                && tokens.is_any(
                    at.wrapping_sub(1),
                    words![
                        "site", "industry", "national", "sector", "company", "market", "peer",
                        "group", "regional", "state", "category", "country", "district", "team"
                    ],
                )
        });
    let before = before
        || average
            && scene
                .lead
                .is_some_and(|at| tokens.has(at, Class::STATE) || tokens.is(at, word!("of")));
    let change = scene.led(words!["by"])
        || tokens.has(figure.end, Class::CHANGE | Class::COMPARATIVE)
        || figure.signed;
    let before = before && !(figure.kind == Kind::Count && figure.has_noun());
    ((after || before) && !change && figure.kind != Kind::Multiplier).then_some(Role::Baseline)
}

/// Whether the sentence speaks of a control group and has not turned to the others yet.
fn in_control(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let left = scene.sentence.start..scene.figure().first;
    if !scene.union.has(Class::UNTREATED) {
        return false;
    }
    let Some(at) =
        left.clone().rev().find(|&at| tokens.is_any(at, words!["control", "holdout", "placebo"]))
    else {
        return false;
    };
    let compared = tokens.is_any(at.wrapping_sub(1), words!["versus", "vs", "against"])
        || tokens
            .is_any(at.wrapping_sub(2), words!["versus", "vs", "against", "with", "to", "than"]);
    let figures = scene.figures[..scene.index].iter().any(|other| {
        other.first >= scene.sentence.start
            && other.kind == scene.figure().kind
            && (other.first > at || other.role == Role::Baseline)
    });
    !compared
        && !figures
        && !(at + 1..left.end).any(|at| {
            tokens.has(at, Class::PRESENT)
                || tokens.is_any(at, words!["ours", "while", "trained", "test", "we", "i", "our"])
        })
}

/// `was 40 a year ago`, `used to take 9 days`, `before the change, 1 in 5`.
fn earlier(scene: &Scene<'_, '_>, figure: &Figure) -> Option<Role> {
    let tokens = scene.tokens;
    if scene.led(words!["by", "to", "into"])
        || figure.signed
        || tokens.has(figure.end, Class::CHANGE)
    {
        return None;
    }
    if matches!(figure.kind, Kind::Multiplier | Kind::Points) || !scene.union.has(Class::PRIOR) {
        return None;
    }
    let after = figure.tail()..scene.clause.end.min(figure.tail() + 9);
    let late = tokens.is_any(figure.tail(), words!["then", "beforehand"])
        && !tokens.is(figure.tail() + 1, word!("to"))
        || after.clone().any(|at| {
            tokens.is_any(
                at,
                words!["ago", "previously", "earlier", "originally", "beforehand", "initially"],
            ) && !tokens.is(at + 1, word!("than"))
                || tokens.is(at, word!("before"))
                    && (tokens.is_any(
                        at.wrapping_sub(1),
                        words![
                            "year", "month", "quarter", "week", "season", "spring", "summer",
                            "autumn", "winter", "and",
                        ],
                    ) || at + 1 >= scene.clause.end
                        || tokens.is_any(
                            at + 1,
                            words!["the", "we", "i", "that", "our", "it", "launch", "my"],
                        ))
                || tokens.is_any(at, words!["last", "previous", "prior"])
                    && tokens.has(at + 1, Class::UNIT | Class::SEASON | Class::MONTH)
                || tokens.is(at, word!("when")) && tokens.is_any(at + 1, words!["i", "we"])
                || tokens.is(at, word!("before"))
                    && at + 1 < scene.clause.end
                    && tokens.is(at - 1, word!("fall"))
                || tokens.is(at, word!("at"))
                    && tokens.is_any(at + 2, words!["start", "outset", "beginning"])
        });
    let sentence = scene.sentence.start..figure.first;
    let since = scene
        .previous()
        .filter(|other| other.role != Role::Context)
        .map_or(scene.clause.start, |other| other.end.max(scene.clause.start));
    let pluperfect = (since..figure.first.max(since)).any(|at| {
        tokens.is(at, word!("used")) && tokens.is(at + 1, word!("to"))
            || tokens.is_any(at, words!["had", "we'd", "it'd", "they'd", "i'd"])
                && tokens.is_any(
                    at + 1,
                    words![
                        "been", "run", "stood", "sat", "hovered", "stuck", "slipped", "taken",
                        "taking"
                    ],
                )
            || tokens.is_any(at, words!["old", "previous", "former", "legacy", "incumbent"])
                && tokens.has(at.wrapping_sub(1), Class::DETERMINER)
                && at <= scene.clause.start + 2
    });
    let opening = early_opening(scene, sentence);
    let present = clause::any(tokens, since..figure.first.max(since), Class::PRESENT)
        || clause::any_word(tokens, after, words!["now", "today"]);
    let level = matches!(
        figure.kind,
        Kind::Count
            | Kind::Duration
            | Kind::Percent
            | Kind::Rate
            | Kind::Ratio
            | Kind::Money
            | Kind::Score
            | Kind::Size
            | Kind::Dimension
            | Kind::Other
    );
    let timed = clause::any(tokens, scene.left(), CHANGES)
        && !pluperfect
        && !opening
        && scene.lead.is_some_and(|at| tokens.has(at, CHANGES));
    (level && (late || pluperfect || opening) && !present && !timed).then_some(Role::Baseline)
}

/// Whether the sentence opens in the past: `Before the change,`, `When I took over,`, `A year ago`.
fn early_opening(scene: &Scene<'_, '_>, range: std::ops::Range<usize>) -> bool {
    let tokens = scene.tokens;
    let mut turned = false;
    let mut early = false;
    for at in range {
        let starts = at == scene.sentence.start
            || clause::opens(tokens, at)
            || tokens.sign(at.wrapping_sub(1), ',');
        if starts
            && (tokens.is_any(
                at,
                words![
                    "before", "previously", "originally", "initially", "formerly", "historically"
                ],
            ) || tokens.is(at, word!("in"))
                && tokens.is_any(at + 1, words!["week", "month", "day"])
                && tokens.is_any(at + 2, words!["one", "zero", "1"])
                || tokens.is(at, word!("when")) && tokens.is_any(at + 1, words!["i", "we"]))
        {
            early = true;
        }
        if tokens.is(at, word!("ago"))
            || tokens.is(at, word!("back")) && tokens.is(at + 1, word!("in"))
        {
            early = true;
        }
        if tokens.is_any(at, words!["now", "after", "afterwards", "today", "by"])
            && early
            && !tokens.is_any(at, words!["by"])
        {
            turned = true;
        }
    }
    early && !turned
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::Role::{self, Baseline, Delta, Result};
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn where_a_metric_stood_and_where_it_ended() {
        let table: &[(&str, &[Role])] = &[
            ("Wait fell from 40 to 25 minutes.", &[Baseline, Result]),
            ("Wait is 6 minutes; a year ago it was 40.", &[Result, Baseline]),
            ("Before the change, 1 in 5 came late.", &[Baseline]),
            ("Churn is 3%, compared with 9% in the control group.", &[Result, Baseline]),
            ("Studies open in 20 seconds instead of three minutes.", &[Result, Baseline]),
            ("Margin hit 41%, up from 38%.", &[Result, Baseline]),
            ("In the test, buyers rose by 3% over control.", &[Delta]),
        ];
        for (text, expected) in table {
            assert_eq!(roles(text, Section::Result), *expected, "{text}");
        }
    }
}
