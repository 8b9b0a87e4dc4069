//! Figures: the clause that holds one, what it measures, and what the ledger says about it.

use std::ops::Range;

use super::Name;
use super::cues::LISTS;
use crate::analysis::Span;
use crate::analysis::quantity::{Kind, Quantity, Role};
use crate::drill::clause::Subject;
use crate::drill::grammar::{
    is_adverb, is_auxiliary, is_determiner, is_opener, is_relative, is_subject_pronoun,
};
use crate::drill::prose::Prose;
use crate::drill::quote::{self, Quote};
use crate::drill::words::Stop;
use crate::story::{Basis, Claim};

/// Verbs whose subject is a metric.
const CHANGES: &[&str] = &[
    "averaged", "came", "climbed", "declined", "decreased", "doubled", "dropped", "fell", "grew",
    "halved", "held", "improved", "increased", "is", "jumped", "moved", "quadrupled", "ran",
    "reached", "recovered", "returned", "rose", "shrank", "slid", "slowed", "stayed", "stood",
    "tripled", "was", "went", "were",
];

/// Verbs whose object is a metric.
const CAUSES: &[&str] = &[
    "boosted", "brought", "cut", "decreased", "doubled", "dropped", "grew", "halved", "improved",
    "increased", "lifted", "lowered", "moved", "raised", "reduced", "shortened", "shrank",
    "slashed", "took", "tripled",
];

/// The words around a figure or finding, and whether they are a whole clause.
#[derive(Debug, Clone)]
pub(super) struct Around {
    /// The words.
    pub(super) quote: Quote,
    /// Whether they have a subject and a verb.
    pub(super) whole: bool,
}

/// The clause, or failing that the phrase, around a run of words.
pub(super) fn around(prose: &Prose<'_>, words: &Range<usize>) -> Option<Around> {
    let last = words.end.checked_sub(1)?;
    let span =
        Span::new(prose.words.get(words.start)?.chars.start, prose.words.get(last)?.chars.end);
    let holds = |quote: &Quote| quote.span.start <= span.start && span.end <= quote.span.end;
    let clause = prose
        .clauses
        .iter()
        .rev()
        .find(|clause| clause.words.start <= words.start && last < clause.sentence.end);
    if let Some(clause) = clause {
        let inside = quote::of_clause(prose, clause, last.min(clause.words.end - 1)).filter(holds);
        // `…, down 6.5 points`: the figure stands in what follows the clause.
        let beyond = || {
            let foreign = clause.elided && clause.subject == Subject::Other;
            let quote = quote::of_words(prose, clause.words.start..prose.next_break(last))?;
            (!foreign && holds(&quote)).then_some(Quote { headless: clause.elided, ..quote })
        };
        if let Some(quote) = inside.or_else(beyond) {
            return Some(Around { quote, whole: true });
        }
    }
    let sentence = prose.sentence_of(words.start)?;
    let start = (sentence.start..=words.start)
        .rev()
        .find(|&at| at == sentence.start || prose.stop(at - 1) != Stop::None)?;
    let lead = |from: usize| {
        (from..words.start)
            .find(|&at| !is_opener(prose.lower(at)) && !is_relative(prose.lower(at)))
            .unwrap_or(from)
    };
    let end = prose.next_stop(last, sentence.end);
    let led_by_verb = is_auxiliary(prose.lower(lead(start)));
    Some(lead(start)..end)
        .filter(|_| !led_by_verb)
        .and_then(|words| quote::of_words(prose, words))
        .or_else(|| quote::of_words(prose, lead(sentence.start)..sentence.end))
        .map(|quote| Around { quote, whole: false })
}

/// Whether a figure tells a change or the level of something, not merely what was made.
pub(super) fn is_change(prose: &Prose<'_>, quantity: &Quantity, all: &[Quantity]) -> bool {
    let own = prose.words_at(quantity.span.start..quantity.span.end);
    let home = prose.clauses.iter().find(|clause| clause.words.contains(&own.start));
    // What would have been, and what a control did, is not what came of it.
    let supposed = home.is_some_and(|clause| {
        clause.intended
            || clause
                .words
                .clone()
                .any(|at| matches!(prose.lower(at), "comparison" | "control" | "holdout"))
    });
    if supposed || !quantity.role.is_outcome() {
        return false;
    }
    let words = |quantity: &Quantity| prose.words_at(quantity.span.start..quantity.span.end);
    let beside = |roles: &[Role]| {
        all.iter().any(|other| {
            roles.contains(&other.role)
                && home.is_some_and(|clause| clause.words.contains(&words(other).start))
        })
    };
    match quantity.role {
        // A control or last year's figure alone tells no change.
        Role::Baseline => beside(&[Role::Result, Role::Delta]),
        // A share or a score is a level of something, whatever the verb.
        Role::Result => {
            matches!(quantity.kind, Kind::Percent | Kind::Score | Kind::Ratio | Kind::Multiplier)
                || beside(&[Role::Baseline, Role::Delta])
                || metric(prose, quantity, &|_| false).is_some()
        }
        _ => true,
    }
}

/// Whether words about money tell of a gain.
pub(super) fn is_gain(quote: &Quote) -> bool {
    let lower = quote.words.to_lowercase();
    let words = || lower.split(' ');
    words().any(|word| LISTS.gains.contains(word))
        && !words().any(|word| LISTS.losses.contains(word))
}

/// Where the ledger's words stand in a section.
pub(super) fn claimed(prose: &Prose<'_>, claim: &Claim) -> Option<Range<usize>> {
    let figure = claim.figure.trim();
    if figure.is_empty() {
        return None;
    }
    let at = prose.text.find(figure)?;
    let start = prose.text[..at].chars().count();
    let words = prose.words_at(start..start + figure.chars().count());
    (!words.is_empty()).then_some(words)
}

/// Whether the ledger says of a figure that others had a share in it.
pub(super) fn is_shared(claim: &Claim) -> bool {
    claim.share.as_deref().is_some_and(|share| {
        let share = share.trim().to_lowercase();
        !(share == "mine"
            || share == "me"
            || share.starts_with("mine alone")
            || share.starts_with("all mine"))
            && (share.contains([';', ','])
                || share.contains(" and ")
                || share.starts_with("shared")
                || share.contains("team"))
    })
}

/// What the ledger's basis asks about.
pub(super) fn is_firm(claim: &Claim) -> bool {
    claim.source.as_deref().is_some_and(|source| !source.trim().is_empty())
        && claim.basis != Basis::Unverified
}

/// A figure that stands alone.
pub(super) fn alone(prose: &Prose<'_>, quantity: &Quantity) -> Option<Name> {
    named(prose, prose.words_at(quantity.span.start..quantity.span.end))
}

fn named(prose: &Prose<'_>, words: Range<usize>) -> Option<Name> {
    let text = prose.slice(words.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    let sound = !text.is_empty()
        && words.len() <= 8
        && !text.contains(['{', '}', '"', '\u{201c}', '\u{201d}', '[', ']', '\n']);
    sound.then(|| Name::at(prose, words, text))
}

/// What a figure measures, as a question would name it.
pub(super) fn metric(
    prose: &Prose<'_>,
    quantity: &Quantity,
    proper: &dyn Fn(&str) -> bool,
) -> Option<Name> {
    const MOST: usize = 7;
    let figure = prose.words_at(quantity.span.start..quantity.span.end).start;
    let clause = prose.clauses.iter().find(|clause| clause.words.contains(&figure))?;
    let words = match clause.subject {
        Subject::Other => {
            let verb = (clause.words.start..figure)
                .find(|&at| CHANGES.contains(&prose.lower(at)) && at > clause.words.start)?;
            clause.words.start..verb
        }
        Subject::I | Subject::We => {
            let verb =
                (clause.words.start..figure).find(|&at| CAUSES.contains(&prose.lower(at)))?;
            let end = (verb + 1..figure)
                .find(|&at| matches!(prose.lower(at), "from" | "by" | "to" | "down" | "up"))
                .unwrap_or(figure);
            let start =
                if matches!(prose.lower(verb + 1), "down" | "up") { verb + 2 } else { verb + 1 };
            start..end.max(start)
        }
    };
    let end = (words.start..words.end)
        .rev()
        .find(|&at| !is_adverb(prose.lower(at)))
        .map_or(words.start, |at| at + 1);
    let words = words.start..end;
    let first = prose.lower(words.start);
    let sound = (1..=MOST).contains(&words.len())
        && !is_subject_pronoun(first)
        && !is_relative(first)
        && !words.clone().any(|at| {
            matches!(
                prose.lower(at),
                "i" | "we" | "me" | "us" | "my" | "he" | "she" | "they" | "not" | "which" | "them"
            ) || prose.words[at].stop == Stop::Strong
        })
        && !matches!(prose.lower(words.end - 1), "the" | "a" | "of" | "that" | "who")
        && prose.lower(words.end - 1).chars().any(char::is_alphabetic)
        && !(words.len() == 1 && is_determiner(first));
    if !sound {
        return None;
    }
    let mut text = prose.slice(words.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    if prose.words[words.start].capital
        && !proper(first)
        && text.chars().nth(1).is_some_and(char::is_lowercase)
    {
        let mut chars = text.chars();
        text =
            chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default() + chars.as_str();
    }
    for (mine, yours) in [("our ", "your "), ("my ", "your ")] {
        if let Some(rest) = text.strip_prefix(mine) {
            text = format!("{yours}{rest}");
        }
        text = text.replace(&format!(" {mine}"), &format!(" {yours}"));
    }
    if text.contains(['{', '}', '"', '\u{201c}', '\u{201d}', '[', ']', '(', ')']) {
        return None;
    }
    Some(Name::at(prose, words, text))
}
