//! Who else is in a story, and which part they play.

use super::cues::Cue;
use super::customers::customers;
use super::mention::{Mention, Rank, mentions};
use super::sorting::{FAIR, cue_score};
use super::{Evidence, Name};
use crate::catalogue::{Fact, Slot};
use crate::drill::clause::Clause;
use crate::drill::prose::Prose;
use crate::drill::words::Stop;
use crate::story::Story;

/// How far behind a verb whom it is about may stand, in words.
const REACH: usize = 8;

impl Evidence<'_> {
    /// Finds people, bodies and customers.
    pub(super) fn name_people(&mut self, story: &Story) {
        let known: Vec<String> =
            [story.organization.as_deref(), story.project.as_deref(), story.role.as_deref()]
                .into_iter()
                .flatten()
                .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
                .map(str::to_lowercase)
                .collect();
        let mut opponents = Vec::new();
        let mut seniors = Vec::new();
        let mut others = Vec::new();
        let mut grown = Vec::new();
        let mut helpers = Vec::new();
        let mut named = None;
        for prose in &self.prose {
            let mut mentions = mentions(prose, &known);
            mentions.retain(|mention| !is_own_role(prose, mention) && !is_part(prose, mention));
            for clause in &prose.clauses {
                if shows(Slot::Conflict, prose, clause, &mentions).is_some() {
                    opponents.extend(party(prose, clause, &mentions, &seniors));
                }
                if let Some(strength) = shows(Slot::People, prose, clause, &mentions) {
                    let object = clause.verb..clause.sentence.end.min(clause.verb + REACH);
                    let found = mentions.iter().find(|mention| {
                        object.contains(&mention.words.start) && mention.rank == Rank::Peer
                    });
                    if strength > FAIR || self.grows_people {
                        grown.extend(found.map(|mention| mention.name.clone()));
                    }
                }
                if shows(Slot::Others, prose, clause, &mentions).is_some() {
                    let subject = clause.words.start..clause.verb;
                    let doer =
                        mentions.iter().find(|mention| subject.contains(&mention.words.start));
                    helpers.extend(doer.map(|mention| mention.name.clone()));
                }
            }
            for mention in mentions {
                if mention.rank == Rank::Senior {
                    seniors.push(mention.name.clone());
                }
                if mention.proper && named.is_none() {
                    named = Some(mention.name.clone());
                }
                others.push(mention);
            }
        }
        if others.is_empty() {
            self.facts.insert(Fact::Alone);
        }
        // Whoever stands in the way is the likeliest to be called, then whoever stands above.
        let likely = others
            .iter()
            .filter(|mention| !mention.bare && !mention.many && mention.calls)
            .map(|mention| mention.name.clone());
        let everybody: Vec<Name> =
            opponents.iter().chain(&seniors).cloned().chain(likely).collect();
        let develops = self.grows_people;
        let people = named.filter(|_| develops).into_iter().chain(grown);
        let all = [
            (Slot::Opponent, opponents.clone()),
            (Slot::Senior, seniors.clone()),
            (Slot::Person, people.collect()),
            (Slot::Helpers, helpers),
            (Slot::Stakeholder, everybody),
            (Slot::Customers, customers(&self.prose).into_iter().collect()),
        ];
        for (slot, names) in all {
            for name in names {
                self.name(slot, name);
            }
        }
    }
}

/// How strongly a clause is evidence for a slot that has a cue.
fn shows(slot: Slot, prose: &Prose<'_>, clause: &Clause, mentions: &[Mention]) -> Option<i32> {
    cue_score(prose, clause, Cue::of(slot)?, mentions).map(|(score, _)| score)
}

/// Whoever stands on the other side of a clause: named in it, or the only one a pronoun can mean.
fn party(
    prose: &Prose<'_>,
    clause: &Clause,
    mentions: &[Mention],
    seniors: &[Name],
) -> Option<Name> {
    let inside = mentions.iter().find(|mention| clause.words.contains(&mention.words.start));
    if let Some(inside) = inside {
        return Some(inside.name.clone());
    }
    // A clause that leaves its subject out has it where its sentence begins.
    let from = if clause.elided { clause.sentence.start } else { clause.words.start };
    let mut words = from..clause.words.end;
    if !words.any(|at| matches!(prose.lower(at), "he" | "she" | "him" | "her")) {
        return None;
    }
    let mut before =
        mentions.iter().filter(|mention| mention.words.end <= clause.words.start && !mention.bare);
    match before.next() {
        Some(only) => before.all(|mention| mention.name == only.name).then(|| only.name.clone()),
        None => match seniors {
            [only] => Some(only.clone()),
            _ => None,
        },
    }
}

/// `one of the founders wrote it`: which of them is not told, so nobody can be asked for them.
fn is_part(prose: &Prose<'_>, mention: &Mention) -> bool {
    let start = mention.words.start;
    let before = |back: usize| start.checked_sub(back).map_or("", |at| prose.lower(at));
    let of = if before(1) == "the" { 2 } else { 1 };
    before(of) == "of"
        && matches!(before(of + 1), "each" | "half" | "most" | "one" | "some" | "two")
}

/// `I was the analyst on site`: the author's own role is nobody else.
fn is_own_role(prose: &Prose<'_>, mention: &Mention) -> bool {
    let from = mention.words.start.saturating_sub(4);
    let mut back = (from..mention.words.start).rev().take_while(|&at| prose.stop(at) == Stop::None);
    back.any(|at| {
        matches!(prose.lower(at), "as" | "became")
            || matches!(prose.lower(at), "was" | "am" | "were")
                && at > 0
                && matches!(prose.lower(at - 1), "i" | "we")
    })
}
