//! Kinds of evidence that need more than a list of words.
//!
//! Each function gives a clause's strength for its slot, and nothing where it is no such evidence.

use std::collections::BTreeSet;

use super::cues::{Cue, LISTS};
use super::customers::{is_customer, is_customers};
use super::mention::is_role;
use super::sorting::TALKED;
use crate::analysis::quantity::{Kind, Quantity, Value};
use crate::catalogue::Slot;
use crate::drill::clause::{Clause, Subject};
use crate::drill::grammar::{
    is_base_verb, is_determiner, is_negation, is_number, is_participle, is_past,
};
use crate::drill::prose::Prose;
use crate::drill::quote::{self, Quote};
use crate::story::Section;

/// Something the author did, rather than said, saw, was or felt.
pub(super) fn own_deed(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    const STATES: &[&str] = &[
        "am", "believed", "came", "discovered", "felt", "found", "had", "have", "heard", "joined",
        "knew", "lead", "learned", "learnt", "led", "manage", "needed", "noticed", "own", "owned",
        "ran", "realised", "realized", "run", "saw", "stayed", "thought", "wanted", "was", "were",
    ];
    if clause.subject != Subject::I || clause.intended || STATES.contains(&prose.lower(clause.verb))
    {
        return None;
    }
    let before = prose.lower(clause.verb.saturating_sub(1));
    if clause.verb > clause.words.start && matches!(before, "was" | "were" | "got" | "been") {
        return None;
    }
    if (clause.words.start..clause.verb).any(|at| is_negation(prose.lower(at))) {
        return None;
    }
    let place = match prose.section {
        Section::Action => 20,
        Section::Task => 8,
        Section::Result => 4,
        Section::Headline | Section::Situation | Section::Learning => return None,
    };
    Some(if LISTS.talk.contains(prose.lower(clause.verb)) { place - TALKED } else { place })
}

/// Something that a group did.
pub(super) fn group_voice(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    const STATES: &[&str] =
        &["are", "had", "have", "knew", "needed", "thought", "wanted", "was", "were"];
    let verb = prose.lower(clause.verb);
    let acted =
        clause.subject == Subject::We && !clause.elided && !clause.intended && is_past(verb);
    (acted && prose.section == Section::Action && !STATES.contains(&verb)).then_some(10)
}

/// Something that was done, and nobody is said to have done it.
pub(super) fn passive(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    if clause.subject != Subject::Other
        || !matches!(prose.section, Section::Action | Section::Result | Section::Task)
    {
        return None;
    }
    let at = clause.words.clone().find(|&at| {
        matches!(prose.lower(at), "was" | "were" | "been")
            && at > clause.words.start
            && is_participle(prose.lower(at + 1))
            && !LISTS.states.contains(prose.lower(at + 1))
    })?;
    let doer = (at..clause.words.end).any(|at| prose.lower(at) == "by");
    (!doer && at < clause.words.start + 6).then_some(10)
}

/// Something that the speaker doubts.
pub(super) fn hedge(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    // `Every kind of claim` doubts nothing.
    let kinds = |at: usize| {
        matches!(prose.lower(at), "kind" | "sort") && at > 0 && {
            let before = prose.lower(at - 1);
            is_determiner(before)
                || matches!(before, "one" | "same" | "what" | "which" | "new" | "right" | "only")
        }
    };
    let doubts = LISTS
        .hedges
        .iter()
        .any(|hedge| prose.find(clause.words.clone(), hedge).is_some_and(|at| !kinds(at)));
    doubts.then_some(match prose.section {
        Section::Result => 20,
        Section::Action | Section::Task => 10,
        Section::Headline | Section::Situation | Section::Learning => 2,
    })
}

/// The author met customers.
pub(super) fn contact(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    let met = clause.subject != Subject::Other
        && !clause.intended
        && matches!(prose.section, Section::Action | Section::Situation | Section::Task)
        && LISTS.contact.contains(prose.lower(clause.verb));
    // The customers must be whom the verb is about, not somebody further on in the sentence.
    let object = clause.verb + 1..clause.words.end.min(clause.verb + 7);
    let end = object
        .clone()
        .find(|&at| {
            matches!(prose.lower(at), "to" | "that" | "if" | "about" | "for")
                && prose.lower(clause.verb) != "talked"
        })
        .unwrap_or(object.end);
    let several = (object.start..end).any(|at| is_customers(prose.lower(at)));
    (met && several && !(object.start..end).any(|at| is_role(prose.lower(at)))).then_some(10)
}

/// Customers said what they want or suffer.
pub(super) fn voice(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    const LONGEST: usize = 7;
    if clause.subject != Subject::Other
        || !matches!(prose.section, Section::Action | Section::Situation)
    {
        return None;
    }
    let spoke = clause.words.clone().find(|&at| LISTS.voice.contains(prose.lower(at)))?;
    let subject = clause.words.start..spoke;
    let theirs = subject.len() <= LONGEST && subject.clone().any(|at| is_customer(prose.lower(at)));
    theirs.then_some(10)
}

/// Something that the author does differently now.
pub(super) fn habit(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    is_habit(prose, clause).then_some(10)
}

/// Something that the author took from it.
pub(super) fn learning(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    let told = prose.section == Section::Learning && !clause.intended;
    let counted =
        clause.words.clone().any(|at| prose.lower(at).contains(|c: char| c.is_ascii_digit()));
    (told && !counted && !is_habit(prose, clause)).then_some(10)
}

fn is_habit(prose: &Prose<'_>, clause: &Clause) -> bool {
    // `Now I …`, `Since then I …`: what opens the sentence says that it is one.
    let told = clause.sentence.start..clause.words.end;
    prose.section == Section::Learning
        && clause.subject == Subject::I
        && LISTS.habits.iter().any(|habit| prose.find(told.clone(), habit).is_some())
}

/// Something of a technical kind.
pub(super) fn technical(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    if !matches!(prose.section, Section::Situation | Section::Action | Section::Task) {
        return None;
    }
    let hits = LISTS
        .technical
        .iter()
        .filter(|word| prose.find(clause.words.clone(), word).is_some())
        .count();
    (hits > 0).then(|| 6 * hits as i32 + i32::from(prose.section == Section::Action) * 3)
}

/// Roads not taken, connector and all, within what the author did.
pub(super) fn alternatives(prose: &Prose<'_>) -> Vec<Quote> {
    let mut found = Vec::new();
    for sentence in prose.sentences.iter().cloned() {
        let authored = prose
            .clauses
            .iter()
            .any(|clause| clause.sentence == sentence && clause.subject != Subject::Other);
        if !authored {
            continue;
        }
        for at in sentence.clone() {
            let connects = ["instead of", "rather than", "as opposed to"]
                .iter()
                .any(|phrase| prose.matches(at, sentence.end, phrase));
            // `in minutes instead of two days` and `instead of the top` compare amounts and places, not roads.
            let first = prose.lower(at + 2);
            let road =
                first.ends_with("ing") || is_base_verb(first) || prose.next_break(at) >= at + 6;
            let amount = first.contains(|c: char| c.is_ascii_digit())
                || is_number(first)
                || matches!(first, "at" | "one" | "on");
            if connects && road && !amount && at > sentence.start {
                found.extend(quote::of_phrase(prose, at));
            }
        }
    }
    found
}

/// Clauses in which the author tried or read a counted few.
pub(super) fn samples(prose: &Prose<'_>, quantities: &[Quantity]) -> Vec<Quote> {
    const FEW: f64 = 1000.0;
    let Some(inquiry) = Cue::of(Slot::Inquiry) else { return Vec::new() };
    let mut spans: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    for clause in &prose.clauses {
        let verb = prose.lower(clause.verb);
        let tried = inquiry.knows(verb)
            || LISTS.contact.contains(verb)
                && (!LISTS.talk.contains(verb) || contact(prose, clause).is_some())
            || matches!(verb, "tried" | "tested" | "piloted" | "ran" | "sampled" | "offered");
        if clause.subject == Subject::Other || clause.intended || !tried {
            continue;
        }
        let counted = quantities.iter().any(|quantity| {
            let words = prose.words_at(quantity.span.start..quantity.span.end);
            let few = match quantity.value {
                Value::One(value) => value < FEW,
                Value::Range([_, high]) => high < FEW,
            };
            matches!(quantity.kind, Kind::Count | Kind::Ratio)
                && few
                && clause.words.contains(&words.start)
        });
        if !counted {
            continue;
        }
        if let Some(quote) = quote::of_clause(prose, clause, clause.verb)
            && spans.insert((quote.span.start, quote.span.end))
        {
            found.push(quote);
        }
    }
    found
}
