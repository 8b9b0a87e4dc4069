//! Sorting clauses by what they are evidence of.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cues::{At, CONTACT_VERBS, CUES, Cue, HABITS, HEDGES, TECHNICAL, VOICE_VERBS, Who};
use super::people::{self, Mention, Rank};
use super::{Evidence, Name};
use crate::analysis::quantity::{Kind, Quantity};
use crate::catalogue::{Fact, Slot};
use crate::drill::grammar::{is_auxiliary, is_participle, is_subject_pronoun};
use crate::drill::prose::{Clause, Prose, Stop, Subject};
use crate::drill::quote::{self, Quote};
use crate::story::{Section, Story};

/// How far a separable verb's parts may stand from each other, in words.
const REACH: usize = 4;

/// A quotation with its strength for a slot.
struct Ranked {
    score: i32,
    order: (Section, usize),
    quote: Quote,
}

impl<'a> Evidence<'a> {
    /// Finds people, bodies and customers.
    pub(super) fn name_people(&mut self, story: &Story) {
        let known: Vec<String> =
            [story.organization.as_deref(), story.project.as_deref(), story.role.as_deref()]
                .into_iter()
                .flatten()
                .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
                .map(str::to_lowercase)
                .collect();
        let mut found: Vec<(Slot, Name)> = Vec::new();
        for prose in &self.prose {
            let mentions = people::mentions(prose, &known);
            let own_role = |mention: &Mention| is_own_role(prose, mention);
            let mentions: Vec<Mention> =
                mentions.into_iter().filter(|mention| !own_role(mention)).collect();
            for clause in &prose.clauses {
                if cue_score(prose, clause, cue(Slot::Conflict), &mentions).is_some() {
                    let party = party(prose, clause, &mentions);
                    found.extend(party.map(|mention| (Slot::Opponent, mention.name.clone())));
                }
                if cue_score(prose, clause, cue(Slot::People), &mentions).is_some() {
                    let object = clause.verb..clause.sentence.end.min(clause.verb + 8);
                    let grown = mentions.iter().find(|mention| {
                        object.contains(&mention.words.start) && mention.rank == Rank::Peer
                    });
                    found.extend(grown.map(|mention| (Slot::Person, mention.name.clone())));
                    let named = mentions.iter().find(|mention| mention.proper);
                    found.extend(named.map(|mention| (Slot::Person, mention.name.clone())));
                }
                if cue_score(prose, clause, cue(Slot::Others), &mentions).is_some() {
                    let subject = clause.words.start..clause.verb;
                    let doer =
                        mentions.iter().find(|mention| subject.contains(&mention.words.start));
                    found.extend(doer.map(|mention| (Slot::Helpers, mention.name.clone())));
                }
            }
            for mention in &mentions {
                if mention.rank == Rank::Senior {
                    found.push((Slot::Senior, mention.name.clone()));
                }
            }
        }
        // Whoever stands in the way is the likeliest to be called, then whoever stands above.
        let mut everybody: Vec<Name> = found
            .iter()
            .filter(|(slot, _)| *slot == Slot::Opponent)
            .map(|(_, name)| name.clone())
            .collect();
        everybody.extend(
            found.iter().filter(|(slot, _)| *slot == Slot::Senior).map(|(_, name)| name.clone()),
        );
        for prose in &self.prose {
            let mentions = people::mentions(prose, &known);
            everybody.extend(
                mentions
                    .iter()
                    .filter(|mention| !mention.bare && !is_own_role(prose, mention))
                    .map(|mention| mention.name.clone()),
            );
        }
        if everybody.is_empty() {
            self.facts.insert(Fact::Alone);
        }
        found.extend(everybody.into_iter().map(|name| (Slot::Stakeholder, name)));
        for (slot, name) in found {
            self.name(slot, name);
        }
        if let Some(customers) = people::customers(&self.prose) {
            self.name(Slot::Customers, customers);
        }
    }

    /// Sorts every clause into the slots it is evidence for.
    pub(super) fn sort_clauses(&mut self) {
        let mut sorted: Vec<(Slot, Quote)> = Vec::new();
        for cue in CUES {
            let mut ranked: Vec<Ranked> = Vec::new();
            for prose in &self.prose {
                let mentions = people::mentions(prose, &[]);
                for clause in &prose.clauses {
                    let Some((score, about)) = cue_score(prose, clause, cue, &mentions) else {
                        continue;
                    };
                    let Some(quote) = quote::of_clause(prose, clause, about) else { continue };
                    ranked.push(Ranked {
                        score: score + worth(prose, clause, &quote),
                        order: (prose.section, clause.words.start),
                        quote,
                    });
                }
            }
            sorted.extend(best(ranked).map(|quote| (cue.slot, quote)));
        }
        for (slot, rank) in [
            (Slot::Action, own_deed as fn(&Prose<'_>, &Clause) -> Option<i32>),
            (Slot::Group, group_voice),
            (Slot::Passive, passive),
            (Slot::Hedge, hedge),
            (Slot::Contact, contact),
            (Slot::Voice, voice),
            (Slot::Habit, habit),
            (Slot::Learning, learning),
            (Slot::Technical, technical),
        ] {
            let mut ranked: Vec<Ranked> = Vec::new();
            for prose in &self.prose {
                for clause in &prose.clauses {
                    let Some(score) = rank(prose, clause) else { continue };
                    let Some(quote) = quote::of_clause(prose, clause, clause.verb) else {
                        continue;
                    };
                    ranked.push(Ranked {
                        score: score + worth(prose, clause, &quote),
                        order: (prose.section, clause.words.start),
                        quote,
                    });
                }
            }
            sorted.extend(best(ranked).map(|quote| (slot, quote)));
        }
        for prose in self.prose.iter().filter(|prose| {
            matches!(prose.section, Section::Action | Section::Result | Section::Task)
        }) {
            sorted.extend(alternatives(prose).into_iter().map(|quote| (Slot::Alternative, quote)));
        }
        for (slot, section) in [(Slot::Problem, Section::Situation), (Slot::Goal, Section::Task)] {
            if sorted.iter().any(|(other, _)| *other == slot) {
                continue;
            }
            // Without a cue, a set-up's last clause is the nearest to its point.
            let last = self.section(section).and_then(|prose| {
                prose
                    .clauses
                    .iter()
                    .rev()
                    .find_map(|clause| quote::of_clause(prose, clause, clause.verb))
            });
            sorted.extend(last.map(|quote| (slot, quote)));
        }
        for (slot, quote) in sorted {
            self.add(slot, quote);
        }
    }
}

fn cue(slot: Slot) -> &'static Cue {
    CUES.iter().find(|cue| cue.slot == slot).unwrap_or(&CUES[0])
}

fn best(mut ranked: Vec<Ranked>) -> impl Iterator<Item = Quote> {
    ranked.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.order.cmp(&b.order)));
    ranked.into_iter().map(|ranked| ranked.quote)
}

/// What makes a quotation worth attacking: substance, and a length that the ear takes in.
fn worth(prose: &Prose<'_>, clause: &Clause, quote: &Quote) -> i32 {
    let words = quote.words.split(' ').count();
    let pointed =
        is_subject_pronoun(prose.lower(clause.words.start)) && clause.subject == Subject::Other;
    i32::from((5..=12).contains(&words)) * 2
        + i32::from(quote.words.contains(|c: char| c.is_ascii_digit()))
        - i32::from(pointed) * 4
        - i32::from(clause.elided) * 2
        - i32::from(words == 3)
}

/// How strongly a clause shows what a cue looks for, and the word it shows it by.
fn cue_score(
    prose: &Prose<'_>,
    clause: &Clause,
    cue: &Cue,
    mentions: &[Mention],
) -> Option<(i32, usize)> {
    let rank = cue.sections.iter().position(|section| *section == prose.section)?;
    if clause.intended && !cue.intended {
        return None;
    }
    let ours = clause.subject != Subject::Other;
    let fits = match cue.who {
        Who::Us => ours,
        Who::Person => !ours && acts(prose, clause, mentions),
        Who::Somebody => ours || acts(prose, clause, mentions),
        Who::Anyone => true,
    };
    if !fits {
        return None;
    }
    let found =
        |phrases: &[&str]| phrases.iter().find_map(|phrase| place(prose, clause, cue.at, phrase));
    let (strength, about) =
        found(cue.strong).map(|at| (20, at)).or_else(|| found(cue.fair).map(|at| (8, at)))?;
    Some((strength + 3 * (cue.sections.len() - rank) as i32, about))
}

fn place(prose: &Prose<'_>, clause: &Clause, at: At, phrase: &str) -> Option<usize> {
    match at {
        At::Anywhere => prose.find(clause.words.clone(), phrase),
        At::Verb => {
            let mut parts = phrase.split(' ');
            if parts.next() != Some(prose.lower(clause.verb)) {
                return None;
            }
            let mut at = clause.verb;
            for part in parts {
                at = (at + 1..clause.words.end.min(at + 1 + REACH))
                    .find(|&next| prose.lower(next) == part)?;
            }
            Some(at)
        }
    }
}

/// Whether a person or body acts in a clause that is not the author's.
fn acts(prose: &Prose<'_>, clause: &Clause, mentions: &[Mention]) -> bool {
    let subject = clause.words.start..clause.verb.max(clause.words.start + 1);
    matches!(
        prose.lower(clause.words.start),
        "he" | "she" | "they" | "everyone" | "everybody" | "nobody" | "people" | "some" | "neither"
    ) || mentions.iter().any(|mention| subject.contains(&mention.words.start))
        || subject.clone().any(|at| people::is_role(prose.lower(at)))
}

/// Whoever stands on the other side of a clause: named in it, or the only one a pronoun can mean.
fn party<'m>(prose: &Prose<'_>, clause: &Clause, mentions: &'m [Mention]) -> Option<&'m Mention> {
    let inside = mentions.iter().find(|mention| clause.words.contains(&mention.words.start));
    if inside.is_some() {
        return inside;
    }
    if !clause.words.clone().any(|at| matches!(prose.lower(at), "he" | "she" | "him" | "her")) {
        return None;
    }
    let mut before =
        mentions.iter().filter(|mention| mention.words.end <= clause.words.start && !mention.bare);
    let only = before.next()?;
    before.all(|mention| mention.name == only.name).then_some(only)
}

/// `I was the analyst on site`: the author's own role is nobody else.
fn is_own_role(prose: &Prose<'_>, mention: &Mention) -> bool {
    let from = mention.words.start.saturating_sub(4);
    let mut back =
        (from..mention.words.start).rev().take_while(|&at| prose.words[at].stop == Stop::None);
    back.any(|at| {
        matches!(prose.lower(at), "as" | "became")
            || matches!(prose.lower(at), "was" | "am" | "were")
                && at > 0
                && matches!(prose.lower(at - 1), "i" | "we")
    })
}

fn own_deed(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    const WEAK: &[&str] = &[
        "was", "am", "had", "have", "did", "wanted", "thought", "felt", "knew", "were", "could",
        "would",
    ];
    if clause.subject != Subject::I || clause.intended {
        return None;
    }
    let place = match prose.section {
        Section::Action => 20,
        Section::Task => 8,
        Section::Result => 4,
        Section::Situation => 2,
        Section::Headline | Section::Learning => return None,
    };
    Some(place - if WEAK.contains(&prose.lower(clause.verb)) { 8 } else { 0 })
}

fn group_voice(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    (clause.subject == Subject::We && prose.section == Section::Action && !clause.elided)
        .then_some(10)
}

fn passive(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    if clause.subject != Subject::Other
        || !matches!(prose.section, Section::Action | Section::Result)
    {
        return None;
    }
    let at = clause.words.clone().find(|&at| {
        matches!(prose.lower(at), "was" | "were" | "been" | "got")
            && at > clause.words.start
            && is_participle(prose.lower(at + 1))
    })?;
    let doer = (at..clause.words.end).any(|at| prose.lower(at) == "by");
    (!doer && at < clause.words.start + 6).then_some(10)
}

fn hedge(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    HEDGES.iter().any(|hedge| prose.find(clause.words.clone(), hedge).is_some()).then_some(
        match prose.section {
            Section::Result => 20,
            Section::Action | Section::Task => 10,
            Section::Headline | Section::Situation | Section::Learning => 2,
        },
    )
}

fn contact(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    let met = clause.subject != Subject::Other
        && !clause.intended
        && matches!(prose.section, Section::Action | Section::Situation | Section::Task)
        && CONTACT_VERBS.contains(&prose.lower(clause.verb))
        && (clause.verb..clause.words.end).any(|at| people::is_customer(prose.lower(at)));
    met.then_some(10)
}

fn voice(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    let subject = clause.words.start..clause.verb;
    let spoke = clause.subject == Subject::Other
        && matches!(prose.section, Section::Action | Section::Situation)
        && VOICE_VERBS.contains(&prose.lower(clause.verb))
        && subject.clone().count() <= 5
        && subject.clone().any(|at| people::is_customer(prose.lower(at)));
    spoke.then_some(10)
}

fn is_habit(prose: &Prose<'_>, clause: &Clause) -> bool {
    prose.section == Section::Learning
        && clause.subject == Subject::I
        && HABITS.iter().any(|habit| {
            prose.find(clause.words.clone(), habit).is_some()
                || clause.words.start > 0
                    && prose.find(clause.words.start - 1..clause.words.end, habit).is_some()
        })
}

fn habit(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    is_habit(prose, clause).then_some(10)
}

fn learning(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    let own = prose.section == Section::Learning && !is_auxiliary(prose.lower(clause.words.start));
    own.then_some(if is_habit(prose, clause) { 2 } else { 10 })
}

fn technical(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    if !matches!(prose.section, Section::Situation | Section::Action | Section::Task) {
        return None;
    }
    let hits =
        TECHNICAL.iter().filter(|word| prose.find(clause.words.clone(), word).is_some()).count();
    (hits > 0).then(|| 6 * hits as i32 + i32::from(prose.section == Section::Action) * 3)
}

/// Roads not taken, connector and all, within what the author did.
fn alternatives(prose: &Prose<'_>) -> Vec<Quote> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
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
            // `in minutes instead of two days` compares amounts, not roads.
            let amount = prose.lower(at + 2).chars().any(|c| c.is_ascii_digit())
                || is_amount(prose.lower(at + 2));
            if connects && !amount {
                found.extend(quote::of_phrase(prose, at, sentence.end));
            }
        }
    }
    found
}

fn is_amount(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "twelve"
            | "at"
            | "on"
    )
}

/// Clauses in which the author tried or read a counted few.
pub(super) fn samples(prose: &Prose<'_>, quantities: &[Quantity]) -> Vec<Quote> {
    const FEW: f64 = 1000.0;
    let inquiry = cue(Slot::Inquiry);
    let mut spans: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    for clause in &prose.clauses {
        let verb = prose.lower(clause.verb);
        let tried = inquiry.strong.contains(&verb)
            || inquiry.fair.contains(&verb)
            || CONTACT_VERBS.contains(&verb)
            || matches!(verb, "tried" | "tested" | "piloted" | "ran" | "sampled" | "offered");
        if clause.subject == Subject::Other || clause.intended || !tried {
            continue;
        }
        let counted = quantities.iter().any(|quantity| {
            let words: Range<usize> = prose.words_at(quantity.span.start..quantity.span.end);
            let few = match quantity.value {
                crate::analysis::quantity::Value::One(value) => value < FEW,
                crate::analysis::quantity::Value::Range([_, high]) => high < FEW,
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
