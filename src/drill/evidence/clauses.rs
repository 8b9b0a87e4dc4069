//! Sorting clauses by what they are evidence of.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cues::{CUES, Cue, LISTS, Who};
use super::people::{self, Mention, Rank};
use super::{Evidence, Name};
use crate::analysis::quantity::{Kind, Quantity};
use crate::catalogue::{Fact, Slot};
use crate::drill::clause::{Clause, Subject};
use crate::drill::grammar::{
    is_base_verb, is_determiner, is_participle, is_past, is_subject_pronoun,
};
use crate::drill::prose::Prose;
use crate::drill::quote::{self, Quote};
use crate::drill::words::Stop;
use crate::story::{Section, Story};

/// What a phrase that settles it is worth.
const STRONG: i32 = 20;

/// What talking takes off a deed.
const TALKED: i32 = 12;

/// The most that a clause without such a phrase can score.
const FAIR: i32 = 12;

/// A quotation with its strength for a slot.
struct Ranked {
    score: i32,
    order: (Section, usize),
    quote: Quote,
}

impl Ranked {
    fn new(prose: &Prose<'_>, clause: &Clause, score: i32, quote: Quote) -> Self {
        Self {
            score: score + worth(prose, clause, &quote),
            order: (prose.section, clause.words.start),
            quote,
        }
    }
}

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
            let mut mentions = people::mentions(prose, &known);
            mentions.retain(|mention| !is_own_role(prose, mention));
            for clause in &prose.clauses {
                if shows(Slot::Conflict, prose, clause, &mentions).is_some() {
                    opponents.extend(party(prose, clause, &mentions, &seniors));
                }
                if let Some(strength) = shows(Slot::People, prose, clause, &mentions) {
                    let object = clause.verb..clause.sentence.end.min(clause.verb + 8);
                    let found = mentions.iter().find(|mention| {
                        object.contains(&mention.words.start) && mention.rank == Rank::Peer
                    });
                    if strength > FAIR || self.develops_people() {
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
        let develops = self.develops_people();
        let people = named.filter(|_| develops).into_iter().chain(grown);
        let all = [
            (Slot::Opponent, opponents.clone()),
            (Slot::Senior, seniors.clone()),
            (Slot::Person, people.collect()),
            (Slot::Helpers, helpers),
            (Slot::Stakeholder, everybody),
            (Slot::Customers, people::customers(&self.prose).into_iter().collect()),
        ];
        for (slot, names) in all {
            for name in names {
                self.name(slot, name);
            }
        }
    }

    /// Whether the story is told as one about other people's growth.
    fn develops_people(&self) -> bool {
        self.principles.iter().any(|id| {
            matches!(id.as_str(), "hire-and-develop-the-best" | "strive-to-be-earths-best-employer")
        })
    }

    /// Sorts every clause into the slots it is evidence for.
    pub(super) fn sort_clauses(&mut self) {
        let mut sorted: Vec<(Slot, Quote)> = Vec::new();
        for cue in CUES.iter() {
            let mut ranked: Vec<Ranked> = Vec::new();
            for prose in &self.prose {
                let mentions = people::mentions(prose, &[]);
                for clause in &prose.clauses {
                    let Some((score, about)) = cue_score(prose, clause, cue, &mentions) else {
                        continue;
                    };
                    if cue.slot == Slot::People && score <= FAIR && !self.develops_people() {
                        continue;
                    }
                    let Some(quote) = quote::of_clause(prose, clause, about) else { continue };
                    ranked.push(Ranked::new(prose, clause, score, quote));
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
                    ranked.push(Ranked::new(prose, clause, score, quote));
                }
            }
            if slot == Slot::Action {
                keep_work(&mut ranked);
            }
            sorted.extend(best(ranked).map(|quote| (slot, quote)));
        }
        for prose in self.prose.iter().filter(|prose| {
            matches!(prose.section, Section::Action | Section::Result | Section::Task)
        }) {
            sorted.extend(alternatives(prose).into_iter().map(|quote| (Slot::Alternative, quote)));
        }
        for (slot, quote) in sorted {
            self.add(slot, quote);
        }
    }
}

/// How strongly a clause is evidence for a slot that has a cue.
fn shows(slot: Slot, prose: &Prose<'_>, clause: &Clause, mentions: &[Mention]) -> Option<i32> {
    cue_score(prose, clause, Cue::of(slot)?, mentions).map(|(score, _)| score)
}

/// Leaves out what the author only said, as long as enough was done.
fn keep_work(ranked: &mut Vec<Ranked>) {
    const ENOUGH: usize = 3;
    let worked = |ranked: &Ranked| ranked.score > TALKED;
    if ranked.iter().filter(|ranked| worked(ranked)).count() >= ENOUGH {
        ranked.retain(worked);
    }
}

fn best(mut ranked: Vec<Ranked>) -> impl Iterator<Item = Quote> {
    ranked.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.order.cmp(&b.order)));
    ranked.into_iter().map(|ranked| ranked.quote)
}

/// What makes a quotation worth attacking: substance, and a length that the ear takes in.
fn worth(prose: &Prose<'_>, clause: &Clause, quote: &Quote) -> i32 {
    let words = quote.words.split(' ').count();
    // What `it` or `that` was, the quotation alone does not say.
    let vague =
        clause.words.clone().skip(1).any(|at| {
            matches!(prose.lower(at), "it" | "that" | "them" | "these" | "this" | "those")
        });
    let pointed =
        is_subject_pronoun(prose.lower(clause.words.start)) && clause.subject == Subject::Other;
    i32::from((5..=12).contains(&words)) * 2
        + i32::from(quote.words.contains(|c: char| c.is_ascii_digit()))
        - i32::from(pointed) * 4
        - i32::from(clause.elided) * 2
        - i32::from(quote.clipped) * 6
        - i32::from(words == 3) * 3
        - i32::from(vague) * 3
}

/// How strongly a clause shows what a cue looks for, and the word it shows it by.
pub(super) fn cue_score(
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
        Who::Them => !ours,
        Who::Anyone => true,
    };
    if !fits {
        return None;
    }
    let strong = cue.strong.find(prose, &clause.words, clause.verb).map(|at| (STRONG, at));
    let (strength, about) =
        strong.or_else(|| cue.fair.find(prose, &clause.words, clause.verb).map(|at| (0, at)))?;
    let denied = (clause.words.start..about)
        .any(|at| matches!(prose.lower(at), "no" | "nobody" | "none" | "never" | "nothing"));
    if matches!(cue.slot, Slot::Mistake | Slot::Goal) && denied {
        return None;
    }
    if cue.not_before.iter().any(|word| prose.lower(about + 1) == word) {
        return None;
    }
    Some((strength + 2 * (cue.sections.len() - rank) as i32, about))
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
    const STATES: &[&str] = &[
        "am", "believed", "could", "felt", "had", "have", "knew", "needed", "owned", "thought",
        "wanted", "was", "were", "would", "lead", "manage", "own", "run", "stayed", "came", "led",
        "ran", "joined",
    ];
    if clause.subject != Subject::I || clause.intended || STATES.contains(&prose.lower(clause.verb))
    {
        return None;
    }
    let before = prose.lower(clause.verb.saturating_sub(1));
    if clause.verb > clause.words.start && matches!(before, "was" | "were" | "got" | "been") {
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

fn group_voice(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    const STATES: &[&str] =
        &["are", "had", "have", "knew", "needed", "thought", "wanted", "was", "were"];
    let verb = prose.lower(clause.verb);
    let acted =
        clause.subject == Subject::We && !clause.elided && !clause.intended && is_past(verb);
    (acted && prose.section == Section::Action && !STATES.contains(&verb)).then_some(10)
}

fn passive(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    if clause.subject != Subject::Other
        || !matches!(prose.section, Section::Action | Section::Result | Section::Task)
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

fn contact(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
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
    let several = (object.start..end).any(|at| people::is_customers(prose.lower(at)));
    (met && several && !(object.start..end).any(|at| people::is_role(prose.lower(at))))
        .then_some(10)
}

fn voice(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    const LONGEST: usize = 7;
    if clause.subject != Subject::Other
        || !matches!(prose.section, Section::Action | Section::Situation)
    {
        return None;
    }
    let spoke = clause.words.clone().find(|&at| LISTS.voice.contains(prose.lower(at)))?;
    let subject = clause.words.start..spoke;
    let theirs =
        subject.len() <= LONGEST && subject.clone().any(|at| people::is_customer(prose.lower(at)));
    theirs.then_some(10)
}

fn is_habit(prose: &Prose<'_>, clause: &Clause) -> bool {
    prose.section == Section::Learning
        && clause.subject == Subject::I
        && LISTS.habits.iter().any(|habit| {
            prose.find(clause.words.clone(), habit).is_some()
                || clause.words.start > 0
                    && prose.find(clause.words.start - 1..clause.words.end, habit).is_some()
        })
}

fn habit(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    is_habit(prose, clause).then_some(10)
}

fn learning(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
    let told = prose.section == Section::Learning && !clause.intended;
    let counted =
        clause.words.clone().any(|at| prose.lower(at).contains(|c: char| c.is_ascii_digit()));
    (told && !counted && !is_habit(prose, clause)).then_some(10)
}

fn technical(prose: &Prose<'_>, clause: &Clause) -> Option<i32> {
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
fn alternatives(prose: &Prose<'_>) -> Vec<Quote> {
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
            let amount = first.contains(|c: char| c.is_ascii_digit()) || is_amount(first);
            if connects && road && !amount && at > sentence.start {
                found.extend(quote::of_phrase(prose, at));
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
