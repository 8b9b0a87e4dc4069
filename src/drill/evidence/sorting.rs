//! Sorting clauses by what they are evidence of, the strongest first.

use super::Evidence;
use super::cues::{CUES, Cue, Who};
use super::kinds;
use super::mention::{Mention, is_role, mentions};
use crate::catalogue::Slot;
use crate::drill::clause::{Clause, Subject};
use crate::drill::grammar::{is_negation, is_subject_pronoun};
use crate::drill::prose::Prose;
use crate::drill::quote::{self, Quote};
use crate::story::Section;

/// What a phrase that settles it is worth.
const STRONG: i32 = 20;

/// What talking takes off a deed.
pub(super) const TALKED: i32 = 12;

/// The most that a clause without such a phrase can score.
pub(super) const FAIR: i32 = 12;

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
    /// Sorts every clause into the slots it is evidence for.
    pub(super) fn sort_clauses(&mut self) {
        let mut sorted: Vec<(Slot, Quote)> = Vec::new();
        for cue in CUES.iter() {
            let mut ranked: Vec<Ranked> = Vec::new();
            for prose in &self.prose {
                let mentions = mentions(prose, &[]);
                for clause in &prose.clauses {
                    let Some((score, about)) = cue_score(prose, clause, cue, &mentions) else {
                        continue;
                    };
                    if cue.slot == Slot::People && score <= FAIR && !self.grows_people {
                        continue;
                    }
                    let Some(quote) = quote::of_clause(prose, clause, about) else { continue };
                    ranked.push(Ranked::new(prose, clause, score, quote));
                }
            }
            sorted.extend(best(ranked).map(|quote| (cue.slot, quote)));
        }
        for (slot, rank) in [
            (Slot::Action, kinds::own_deed as fn(&Prose<'_>, &Clause) -> Option<i32>),
            (Slot::Group, kinds::group_voice),
            (Slot::Passive, kinds::passive),
            (Slot::Hedge, kinds::hedge),
            (Slot::Contact, kinds::contact),
            (Slot::Voice, kinds::voice),
            (Slot::Habit, kinds::habit),
            (Slot::Learning, kinds::learning),
            (Slot::Technical, kinds::technical),
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
            sorted.extend(
                kinds::alternatives(prose).into_iter().map(|quote| (Slot::Alternative, quote)),
            );
        }
        for (slot, quote) in sorted {
            self.add(slot, quote);
        }
    }
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
    // `I took that to the board`: all that is told of the deed is a pronoun.
    let blind = matches!(prose.lower(clause.verb + 1), "it" | "that" | "them" | "this");
    let pointed =
        is_subject_pronoun(prose.lower(clause.words.start)) && clause.subject == Subject::Other;
    i32::from((5..=12).contains(&words)) * 2
        + i32::from(quote.words.contains(|c: char| c.is_ascii_digit()))
        - i32::from(pointed) * 4
        - i32::from(clause.elided) * 2
        - i32::from(quote.clipped) * 6
        - i32::from(words == 3) * 3
        - i32::from(vague) * 3
        - i32::from(blind) * 3
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
        Who::Them => clause.subject != Subject::I,
        Who::Unaided => ours || !acts(prose, clause, mentions),
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
    if cue.not_before.iter().any(|word| prose.lower(about + 1) == word)
        || clause.words.clone().any(|at| cue.not_with.iter().any(|word| prose.lower(at) == word))
    {
        return None;
    }
    // What was left undone is no deed, and what had been done before is where the story begins.
    let deed =
        ours && matches!(cue.slot, Slot::Decision | Slot::Inquiry | Slot::Trial | Slot::People);
    let mut before = (clause.words.start..clause.verb).map(|at| prose.lower(at));
    let undone = |word: &str| is_negation(word) || cue.slot == Slot::Decision && word == "had";
    if deed && before.any(undone) {
        return None;
    }
    Some((strength + 2 * (cue.sections.len() - rank) as i32, about))
}

/// Whether a person or body acts in a clause that is not the author's.
fn acts(prose: &Prose<'_>, clause: &Clause, mentions: &[Mention]) -> bool {
    const PEOPLE: &[&str] =
        &["everybody", "everyone", "he", "neither", "nobody", "people", "she", "some", "they"];
    // A clause that leaves its subject out has it where its sentence begins.
    let from = if clause.elided { clause.sentence.start } else { clause.words.start };
    let subject = from..clause.verb.max(from + 1);
    PEOPLE.contains(&prose.lower(from))
        || mentions.iter().any(|mention| subject.contains(&mention.words.start))
        || subject.clone().any(|at| is_role(prose.lower(at)))
}
