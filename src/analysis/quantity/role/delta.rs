//! The change itself.

use super::Scene;
use super::clause;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::word::{word, words};
use crate::analysis::quantity::{Kind, Role};

const MOVES: Class = Class::RISE.or(Class::FALL);

/// The role of a figure that says by how much.
pub(super) fn read(scene: &Scene<'_, '_>) -> Option<Role> {
    let figure = scene.figure();
    let tokens = scene.tokens;
    let lead = scene.lead;
    let next = figure.tail();
    let relative =
        matches!(figure.kind, Kind::Percent | Kind::Points | Kind::Multiplier | Kind::Ratio);
    // `under 3x peak load`: a condition.
    if figure.kind == Kind::Multiplier
        && scene.led(words!["under", "at", "with"])
        && clause::any_word(
            tokens,
            next..next + 3,
            words!["load", "traffic", "volume", "volumes", "peak", "scale", "demand", "capacity"],
        )
    {
        return Some(Role::Context);
    }
    if figure.kind == Kind::Ratio
        && (tokens.is(next, word!("what"))
            || tokens.is(next, word!("of")) && tokens.is(next + 1, word!("what")))
    {
        return Some(Role::Delta);
    }
    let returns = scene.left().any(|at| {
        tokens.is_any(
            at,
            words![
                "roas", "roi", "return", "returns", "multiple", "ltv", "ratio", "coverage",
                "turnover", "turns"
            ],
        )
    });
    let level = returns
        && scene.led(words!["at", "is", "was", "of", "stands", "reached", "hit", "averaged"]);
    if figure.kind == Kind::Multiplier && (figure.spelled || !level) {
        return Some(Role::Delta);
    }
    if figure.kind == Kind::Points {
        return Some(Role::Delta);
    }
    if figure.signed && (figure.kind != Kind::Score || scene.led(words!["by"])) {
        return Some(Role::Delta);
    }
    if figure.signed && figure.kind == Kind::Score && tokens.sign(figure.first.wrapping_sub(1), '(')
    {
        return Some(Role::Delta);
    }
    if scene.led(words!["by"]) && !is_agent(scene) {
        let early = clause::any_word(
            tokens,
            scene.clause.clone(),
            words!["ahead", "early", "behind", "late"],
        ) && figure.kind == Kind::Duration;
        return Some(if early { Role::Result } else { Role::Delta });
    }
    // `a 40% reduction`, `an 18-day cut`, `40 percent less`, `$2M in savings`.
    if changes_follow(scene, next, relative) {
        return Some(Role::Delta);
    }
    // `a reduction of 40%`, `savings of $2M`, `a swing of 39 points`.
    if scene.led(words!["of"])
        && let Some(at) = lead
    {
        let noun = (1..=4)
            .filter_map(|back| at.checked_sub(back))
            .take_while(|&at| at >= scene.clause.start)
            .find(|&at| {
                !tokens.has(at, Class::ADVERB | Class::VERB) || tokens.has(at, Class::CHANGE)
            });
        if noun.is_some_and(|at| tokens.has(at, Class::CHANGE | Class::GAIN)) {
            return Some(Role::Delta);
        }
    }
    if gained(scene) {
        return Some(Role::Delta);
    }
    moved(scene, relative).or_else(|| felt(scene, relative))
}

/// A relative figure behind a comparative that it measures: `a lot faster: 20 or 30 percent`.
fn felt(scene: &Scene<'_, '_>, relative: bool) -> Option<Role> {
    let tokens = scene.tokens;
    let figure = scene.figure();
    let lead = scene.lead?;
    let loose = !tokens.has(lead, Class::PREPOSITION | Class::STATE | Class::GAIN)
        && (!tokens.get(lead).is_some_and(super::super::token::Token::is_word)
            || tokens.has(lead, Class::ADVERB | Class::HEDGE | Class::COMPARATIVE))
        && tokens.get(figure.tail()).is_none_or(|next| {
            !next.is(Class::PREPOSITION) || tokens.is(figure.tail(), word!("if"))
        });
    let compared = (scene.sentence.start..figure.first).any(|at| {
        tokens.has(at, Class::COMPARATIVE)
            && !tokens.has(at, Class::PREPOSITION | Class::DETERMINER)
            && !tokens.is_any(at, words!["up", "down", "off", "ahead"])
    });
    (relative && loose && compared).then_some(Role::Delta)
}

/// Whether the figure is who did it, not how much: `adopted by 90% of accounts`.
fn is_agent(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let Some(verb) = scene.lead.and_then(|at| at.checked_sub(1)) else { return false };
    tokens.word_at(verb).ends_with("ed")
        && !tokens.has(verb, MOVES | Class::MOVE)
        && (tokens.is(scene.figure().tail(), word!("of")) || scene.figure().kind == Kind::Count)
}

/// A noun or comparative of change after the figure.
fn changes_follow(scene: &Scene<'_, '_>, next: usize, relative: bool) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if tokens.has(next, Class::COMPARATIVE)
        && !tokens.is_any(next, words!["above", "below", "up", "down", "off", "ahead", "behind"])
        && (relative
            || !tokens.is(next + 1, word!("than"))
            || !(tokens.is_number(next + 2) || tokens.has(next + 2, Class::CARDINAL)))
    {
        return relative
            || figure.kind != Kind::Count
            || tokens.is_any(next, words!["fewer", "less", "more"]);
    }
    if tokens.is_any(next, words!["up", "down", "off"])
        && relative
        && (tokens
            .is_any(next + 1, words!["on", "year", "against", "from", "versus", "compared", "the"])
            || tokens.get(next + 1).is_none_or(|after| !after.is_word()))
    {
        return true;
    }
    if figure.kind == Kind::Money && tokens.is(next, word!("off")) {
        return true;
    }
    if figure.counts(tokens, Class::COMPARATIVE)
        && tokens.is_any(figure.noun.0, words!["fewer", "less", "more"])
    {
        return true;
    }
    // Adjectives and nouns can stand between: `40% year-on-year sales growth`.
    let limit = if relative { 5 } else { 2 };
    (next..next + limit)
        .take_while(|&at| {
            tokens.get(at).is_some_and(|token| {
                (token.is_word() || token.is_sign('-'))
                    && !token.is(Class::PREPOSITION | Class::CONJUNCTION | Class::PRONOUN)
                    || token.is_word() && tokens.is_any(at, words!["on", "over"]) && relative
            })
        })
        .any(|at| {
            tokens.has(at, Class::CHANGE)
                && !(tokens.has(at, Class::FALL)
                    && tokens.is_any(at.wrapping_sub(1), words!["we", "i"]))
        })
        || tokens.is_any(next, words!["in"])
            && (tokens.is_any(next + 1, words!["savings", "saving"])
                || tokens.is_any(next + 2, words!["savings", "saving"]))
}

/// Money or time saved, recovered, given back, or what a change is worth.
fn gained(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if !matches!(figure.kind, Kind::Money | Kind::Duration | Kind::Rate) {
        return false;
    }
    let back = clause::any_word(tokens, scene.right(), words!["back", "lower", "less", "saved"]);
    let off = figure.kind == Kind::Money
        && clause::any_word(
            tokens,
            scene.right().start..scene.right().end.min(figure.end + 4),
            words!["off"],
        );
    let added = figure.kind == Kind::Money
        && (1..=2).any(|back| {
            tokens.is_any(
                figure.first.wrapping_sub(back),
                words!["extra", "additional", "incremental"],
            )
        });
    let verb = scene.left().rev().take(9).any(|at| {
        tokens.has(at, Class::GAIN)
            && !tokens.is_any(
                at,
                words![
                    "back", "extra", "additional", "gave", "give", "gives", "giving", "given",
                    "worth", "handed", "returned", "released", "win", "won", "retained",
                ],
            )
    });
    let back = back || clause::any_word(tokens, scene.left(), words!["back"]);
    let gave = back
        && clause::any_word(
            tokens,
            scene.left(),
            words![
                "gave", "gives", "give", "giving", "handed", "returned", "got", "get", "gets",
                "bought", "won", "put",
            ],
        );
    let valued = scene.lead.is_some_and(|at| {
        tokens.is(at, word!("worth"))
            || tokens.is(at, word!("at"))
                && at > 0
                && tokens.is_any(at - 1, words!["valued", "put", "priced", "booked", "estimated"])
    }) || scene.led(words!["at"])
        && clause::any_word(tokens, scene.left(), words!["saving", "savings"])
        || scene.led(words!["at", "to"])
            && clause::any_word(
                tokens,
                scene.left(),
                words!["works", "comes", "equates", "amounts", "translates", "equivalent"],
            );
    let adds = figure.kind == Kind::Money
        && scene.lead.is_some_and(|at| tokens.is_any(at, words!["adding", "added", "adds", "add"]));
    let worth = valued
        && scene.figures[..scene.index]
            .iter()
            .rev()
            .find(|other| other.role != Role::Timeframe)
            .is_some_and(|other| {
                let points =
                    clause::any_word(tokens, scene.left(), words!["that", "which", "it", "this"])
                        && figure.first - other.end < 24;
                (other.first >= scene.sentence.start || points)
                    && (other.role == Role::Delta
                        || other.role == Role::Result
                            && scene.figures[..scene.index].iter().rev().take(3).any(|one| {
                                matches!(one.role, Role::Baseline | Role::Delta)
                                    && figure.first - one.end < 30
                            }))
            });
    verb || gave || worth || off || added || adds || tokens.is(figure.end, word!("saved"))
}

/// A second wording of a change: `a drop of $65k a month, or 68 percent`, `fell to 7, a third of what it was`.
fn appended(scene: &Scene<'_, '_>, relative: bool) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    let Some(previous) = scene.previous() else { return false };
    let close = figure.first - previous.tail().min(figure.first) <= 4;
    let share_of_before = figure.kind == Kind::Ratio
        && tokens.is(figure.end, word!("of"))
        && tokens.is_any(figure.end + 1, words!["what", "the"]);
    let half = figure.kind == Kind::Ratio && tokens.is_any(figure.end, words!["the", "as"]);
    if close && previous.role == Role::Delta && scene.led(words!["or"]) {
        return true;
    }
    relative
        && (close
            && previous.role == Role::Delta
            && (scene.led(words!["or"])
                || figure.end == figure.core_end
                    && scene.lead.is_some_and(|at| tokens.sign(at, ',')))
            || (share_of_before || half) && matches!(previous.role, Role::Result | Role::Scope))
}

/// A verb of change that takes the figure as its measure: `rose 9%`, `cut latency 40%`, `up 12 points`.
fn moved(scene: &Scene<'_, '_>, relative: bool) -> Option<Role> {
    let tokens = scene.tokens;
    let figure = scene.figure();
    let lead = scene.lead?;
    if appended(scene, relative) {
        return Some(Role::Delta);
    }
    let phrasal = lead > 0
        && figure.kind == Kind::Count
        && figure.has_noun()
        && !tokens.has(lead - 1, Class::STATE | Class::MOVE | MOVES)
        && tokens.is_any(lead, words!["up", "down", "off"]);
    if phrasal {
        return None;
    }
    if tokens.is_any(lead, words!["up", "down", "off"])
        && !(figure.kind == Kind::Count && figure.has_noun() && !scene.led(words!["up", "down"]))
    {
        return Some(Role::Delta);
    }
    if tokens.has(lead, MOVES)
        && (relative || figure.kind != Kind::Count || !tokens.has(lead, Class::MAKE))
    {
        return Some(Role::Delta);
    }
    if !relative
        && !matches!(
            figure.kind,
            Kind::Duration | Kind::Money | Kind::Score | Kind::Dimension | Kind::Size | Kind::Rate
        )
    {
        return None;
    }
    if tokens.has(lead, Class::PREPOSITION) && !tokens.is_any(lead, words!["up", "down"]) {
        return None;
    }
    // `cut average trip cost 18%`: the verb stands before the metric, with no other verb between.
    let verb = clause::last(tokens, scene.left(), MOVES)?;
    let between = verb + 1..figure.first;
    let broken = between.clone().any(|at| {
        tokens.has(at, Class::STATE | Class::CONJUNCTION)
            && !tokens.has(at, MOVES)
            && !tokens.is(at, word!("and"))
            || tokens.sign(at, ',')
    });
    (relative && !broken && between.len() <= 9).then_some(Role::Delta)
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::Role::{self, Baseline, Delta, Result};
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn by_how_much_it_changed() {
        let table: &[(&str, &[Role])] = &[
            ("We cut trip cost 18%.", &[Delta]),
            ("We saw a 40% reduction in waste.", &[Delta]),
            ("It saved us £31,000 a month.", &[Delta]),
            ("Errors are down 12% and costs are 40 percent less.", &[Delta, Delta]),
            ("Food waste is a third lower.", &[Delta]),
            ("A portal that is used by 90% of clinics.", &[Result]),
            ("Scrap fell from 6% to 4%, worth £9,400 a month.", &[Baseline, Result, Delta]),
        ];
        for (text, expected) in table {
            assert_eq!(roles(text, Section::Result), *expected, "{text}");
        }
    }
}
