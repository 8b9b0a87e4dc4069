//! What is no outcome: means, effort, applause, and the breadth of a change.

use super::Scene;
use super::clause;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::word::{Word, word, words};
use crate::analysis::quantity::{Kind, Role};

/// The role of a figure that is effort, team or applause.
pub(super) fn read(scene: &Scene<'_, '_>) -> Option<Role> {
    if is_apposed(scene) {
        return None;
    }
    if scene.figure().unit == "degree" && scene.led(words!["at"]) {
        return Some(Role::Context);
    }
    (is_means(scene)
        || is_vanity(scene)
        || is_effort(scene)
        || is_input(scene)
        || is_future(scene)
        || is_price(scene)
        || is_repaired(scene))
    .then_some(Role::Context)
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
            words!["budget", "budgets", "funding"],
        ) || (next..next + 3)
            .take_while(|&at| {
                tokens.get(at).is_some_and(|token| {
                    token.is_word() && !token.is(Class::PREPOSITION | Class::CONJUNCTION)
                })
            })
            .any(|at| tokens.is_any(at, words!["budget", "budgets", "contractor", "grant"]))
            || tokens.is(next, word!("of")) && clause::any(tokens, next + 1..next + 3, Class::TEAM);
        return budget;
    }
    if !matches!(figure.kind, Kind::Count) {
        return false;
    }
    if figure.bare
        && figure.spelled
        && tokens.is(next, word!("of"))
        && tokens.is_any(next + 1, words!["the", "my", "our", "us", "them"])
    {
        return true;
    }
    let made = figure.middle() >= 20.0 && super::level::is_made(scene);
    let team = figure.counts(tokens, Class::TEAM)
        && !made
        && !scene.led(words!["across", "to", "covering", "served"])
        && (scene.led(words!["with", "of", "by"])
            || !tokens.has(scene.lead.unwrap_or(usize::MAX), Class::PREPOSITION));
    let grown = scene.union.has(Class::GROUP)
        && (scene.left().any(|at| {
            tokens.is_any(
                at,
                words![
                    "team", "headcount", "remit", "org", "squad", "department", "followers",
                    "staff"
                ],
            )
        }) && !scene.left().any(|at| tokens.is_any(at, words!["teams", "per"]))
            && (figure.bare || !figure.has_noun() || figure.counts(tokens, Class::TEAM))
            || scene.left().any(|at| tokens.is_any(at, words!["remit", "title"])));
    team || grown
        || figure.hyphened
            && !figure.counts(tokens, Class::METRIC)
            && !tokens
                .is_any(next, words!["backlog", "queue", "reduction", "increase", "drop", "cut"])
}

/// Likes, keynotes, followers.
fn is_vanity(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if !matches!(figure.kind, Kind::Count) {
        return false;
    }
    figure.counts(tokens, Class::VANITY)
        || scene.union.has(Class::PODIUM)
            && clause::any_word(
                tokens,
                scene.left(),
                words![
                    "keynote", "conference", "podcast", "summit", "applause", "promotion",
                    "promoted", "stage", "talk",
                ],
            )
}

/// Hours, calls and money put in.
fn is_effort(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if !matches!(figure.kind, Kind::Count | Kind::Money | Kind::Duration | Kind::Ratio) {
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
    let human = !(1..=3)
        .map_while(|back| at.checked_sub(back))
        .any(|before| tokens.is_any(before, words!["it", "they", "which", "meter", "dial"]));
    tokens.has(at, Class::EFFORT)
        && human
        && !tokens.has(at, Class::FALL | Class::RISE | Class::MAKE)
        && !tokens.is_any(
            at,
            words![
                "costs", "cost", "work", "worked", "pay", "pays", "paid", "review", "call", "ask",
                "asked",
            ],
        )
        || tokens.is_any(at, words!["cost", "paid", "costing"])
            && tokens.is_any(at + 1, words!["us", "me"])
}

/// Meetings, interviews and calls held: input, whatever the verb.
fn is_input(scene: &Scene<'_, '_>) -> bool {
    const INPUTS: &[Word] = words![
        "interview", "interviews", "meeting", "meetings", "session", "sessions", "visit", "visits",
        "conversation", "conversations", "calls", "surveys", "jobs"
    ];
    let tokens = scene.tokens;
    let figure = scene.figure();
    let named =
        figure.kind == Kind::Count && figure.has_noun() && tokens.is_any(figure.noun.1 - 1, INPUTS);
    let held = scene.left().rev().take(6).any(|at| {
        tokens.has(at, Class::PRONOUN) && tokens.is_any(at, words!["i", "we", "i'd", "we'd"])
    }) && !clause::any(tokens, scene.left(), Class::FALL | Class::RISE);
    let given = figure.kind == Kind::Count
        && scene.lead.is_some_and(|at| {
            tokens.is_any(at, words!["me", "us"])
                && tokens.is_any(
                    at.wrapping_sub(1),
                    words!["gave", "give", "lent", "handed", "got", "assigned"],
                )
        });
    named && held || given
}

/// What is still to come: `we're taking it to the other five clinics next`.
fn is_future(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if figure.kind != Kind::Count || !scene.union.has(Class::FUTURE) {
        return false;
    }
    let ahead = scene.left().any(|at| {
        tokens.is_any(at, words!["will", "we'll", "i'll", "they'll"])
            || tokens.is(at, word!("going")) && tokens.is(at + 1, word!("to"))
    });
    let next = scene.right().any(|at| {
        tokens.is_any(at, words!["next"]) && at + 1 >= scene.clause.end.saturating_sub(1)
    });
    ahead || next
}

/// The price of one thing: `the £206 fee`, `costed at € 31,50 an hour`, `used to cost us £11`.
fn is_price(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if figure.kind != Kind::Money {
        return false;
    }
    let fee = tokens.is_any(figure.first.wrapping_sub(1), words!["the", "each", "every"])
        && tokens.is_any(
            figure.end,
            words![
                "fee", "fees", "ticket", "tickets", "price", "charge", "subscription", "plan",
                "tier", "item", "voucher"
            ],
        );
    // `deals over $50k`: which deals.
    let which = scene.lead.is_some_and(|at| {
        tokens.is_any(at, words!["over", "under", "above", "below"])
            && at > 0
            && crate::analysis::quantity::noun::is_plural(tokens, at - 1)
    });
    fee || which
        || scene.lead.is_some_and(|at| {
            tokens.is(at, word!("at"))
                && tokens.is_any(
                    at.wrapping_sub(1),
                    words!["costed", "billed", "charged", "sold", "paid"],
                )
        })
}

/// A slip of the tongue that the next figure puts right.
fn is_repaired(scene: &Scene<'_, '_>) -> bool {
    let figure = scene.figure();
    scene.next().is_some_and(|next| {
        let mut one = *figure;
        one.bare = true;
        crate::analysis::quantity::pair::repaired(scene.tokens, &one, next)
    })
}

/// The role of a figure that says how far the change reaches.
pub(super) fn breadth(scene: &Scene<'_, '_>) -> Option<Role> {
    let tokens = scene.tokens;
    let figure = scene.figure();
    if figure.kind == Kind::Ratio {
        let covered = scene.lead.is_some_and(|at| {
            tokens.has(at, Class::REACH) || tokens.is_any(at, words!["across", "in", "at"])
        });
        return (covered && figure.counts(tokens, Class::BREADTH)).then_some(Role::Scope);
    }
    // `on 2,300 boxes a month`: the volume that the change was seen on.
    if figure.kind == Kind::Rate && figure.has_noun() {
        let on = scene.led(words!["on", "for", "across", "of"])
            && !scene.lead.is_some_and(|at| tokens.has(at.wrapping_sub(1), Class::STATE));
        return on.then_some(Role::Scope);
    }
    if !matches!(figure.kind, Kind::Count) {
        return None;
    }
    let at_level = !figure.has_noun()
        && scene.led(words!["at"])
        && scene
            .lead
            .is_some_and(|at| tokens.has(at.wrapping_sub(1), Class::STATE | Class::ADVERB));
    if at_level {
        return Some(Role::Result);
    }
    let closing = scene.led(words!["with"])
        && clause::any_word(
            tokens,
            scene.left(),
            words!["ended", "finished", "closed", "end", "finish"],
        );
    if closing {
        return Some(Role::Result);
    }
    if is_subject(scene) {
        return Some(Role::Scope);
    }
    let lead = scene.lead?;
    let manner = figure.has_noun()
        && tokens.is_any(
            figure.noun.1 - 1,
            words![
                "drops", "steps", "phases", "stages", "waves", "batches", "rounds", "ways",
                "sprints", "passes", "parts", "goes"
            ],
        );
    if tokens.is_any(figure.first.wrapping_sub(1), words!["same"])
        || manner && tokens.has(lead, Class::PREPOSITION)
    {
        return Some(Role::Context);
    }
    if tokens.is_any(
        lead,
        words![
            "across", "for", "in", "on", "at", "among", "throughout", "covering", "spanning",
            "through", "over", "between", "per", "with",
        ],
    ) || tokens.is_any(lead, words!["to", "onto", "into", "from"])
        || tokens.is(lead, word!("of")) && figure.has_noun()
    {
        let few = scene.led(words!["with"])
            && figure.middle() <= 20.0
            && !figure.counts(tokens, Class::BREADTH);
        return Some(if few || scene.led(words!["with"]) && figure.counts(tokens, Class::TEAM) {
            Role::Context
        } else {
            Role::Scope
        });
    }
    let reached = tokens.has(lead, Class::REACH) && !tokens.has(lead, Class::STATE)
        || tokens.is_any(lead, words!["reached", "reaching"])
            && figure.has_noun()
            && figure.counts(tokens, Class::BREADTH);
    let all = (tokens.is_any(figure.first.wrapping_sub(1), words!["all", "every"])
        || tokens.is_any(figure.first.wrapping_sub(2), words!["all"])
            && tokens.has(figure.first.wrapping_sub(1), Class::DETERMINER))
        && (figure.counts(tokens, Class::BREADTH)
            || scene.lead.is_none_or(|at| !tokens.has(at, Class::VERB | Class::STATE)));
    (reached || all || is_apposed(scene)).then_some(Role::Scope)
}

/// `across both wards, some 1,140 discharges`: the size of what was just named.
fn is_apposed(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    let Some(lead) = scene.lead.filter(|&at| tokens.sign(at, ',')) else { return false };
    let after = figure.tail();
    let closes = tokens.get(after).is_none_or(|next| !next.is_word())
        || tokens.is(after, word!("of")) && tokens.is(after + 1, word!("them"))
        || tokens.is_any(after, words!["who", "which", "that"]);
    let listed = scene.previous().is_some_and(|other| other.tail() + 1 >= lead);
    let named = lead > 0
        && tokens.get(lead - 1).is_some_and(|token| {
            token.is_word() && !token.is(Class::VERB | Class::STATE | Class::ADVERB)
        });
    let wide = clause::any_word(
        tokens,
        scene.sentence.start..lead,
        words![
            "across", "whole", "entire", "all", "every", "both", "group", "cohort", "sample",
            "arm", "folks", "control"
        ],
    );
    closes && named && !listed && wide && (figure.has_noun() || tokens.is(after, word!("of")))
}

/// `Eleven sites got the new rails`: those that took part.
fn is_subject(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    let figure = scene.figure();
    let opens = figure.first == scene.sentence.start
        || clause::opens(tokens, figure.first)
        || tokens.is(figure.first.wrapping_sub(1), word!("and"));
    let verb = tokens.is_any(
        figure.tail(),
        words![
            "got", "have", "had", "use", "used", "adopted", "carried", "joined", "took", "kept",
            "run", "tried", "received", "were"
        ],
    );
    opens && verb && (figure.counts(tokens, Class::BREADTH) || figure.bare && figure.spelled)
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::Role::{self, Context, Delta, Result, Scope};
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn means_and_breadth_are_no_outcomes() {
        let table: &[(&str, &[Role])] = &[
            ("Waste fell 9% across 14 bakeries.", &[Delta, Scope]),
            ("My team grew from 4 to 17 people.", &[Context, Context]),
            ("We did it on a budget of £85,000 with three engineers.", &[Context, Context]),
            ("My launch post got 12,000 likes.", &[Context]),
            ("I held 26 listening sessions.", &[Context]),
            ("The rollout reached 240,000 merchants and cut calls 5%.", &[Scope, Delta]),
            ("We shipped 14 integrations.", &[Result]),
        ];
        for (text, expected) in table {
            assert_eq!(roles(text, Section::Result), *expected, "{text}");
        }
    }
}
