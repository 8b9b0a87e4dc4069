//! A template and a story's evidence make a question.

use std::collections::BTreeMap;

use super::evidence::{Evidence, Name};
use super::quote::Quote;
use crate::analysis::Span;
use crate::catalogue::{Condition, Pattern, Piece, Slot, Template};
use crate::story::Section;

/// Quotations tried for one template; weaker ones make weaker questions.
const TRIED: usize = 5;

/// What stands in a slot.
#[derive(Debug, Clone)]
enum Fill {
    Quote(Quote),
    Name(Name),
}

/// A template with a story's words in its slots.
#[derive(Debug, Clone)]
pub(super) struct Filled {
    /// The question.
    pub(super) question: String,
    /// The words that it quotes and attacks.
    pub(super) attacks: Option<Attack>,
    /// How far down the list of the strongest quotations its own stands.
    pub(super) rank: usize,
    /// The words in the slots, in order.
    pub(super) words: Vec<String>,
    /// Whether it holds words of the story at all.
    pub(super) own: bool,
}

/// Where a question quotes the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attack {
    /// Which section.
    pub(super) section: Section,
    /// Where in it.
    pub(super) span: Span,
    /// The words as the question holds them.
    pub(super) words: String,
}

/// Every way to fill a template with a story's evidence; none if a condition or a slot fails.
pub(super) fn fill(template: &Template, evidence: &Evidence<'_>) -> Vec<Filled> {
    let asked = template.when.iter().all(|condition| evidence.holds(condition))
        && !template.unless.iter().any(|condition| evidence.holds(condition));
    if !asked {
        return Vec::new();
    }
    let codes: Vec<&str> = template
        .when
        .iter()
        .filter_map(|condition| match condition {
            Condition::Found(code) => Some(code.as_str()),
            _ => None,
        })
        .collect();
    let slots = template.text.slots();
    let anchor = slots.iter().copied().find(|slot| slot.is_clause());
    let Some(anchor) = anchor else {
        return with(&template.text, &slots, BTreeMap::new(), 0, &codes, evidence)
            .into_iter()
            .collect();
    };
    quotes(anchor, &codes, evidence)
        .into_iter()
        .take(TRIED)
        .enumerate()
        .filter_map(|(rank, quote)| {
            let fills = BTreeMap::from([(anchor, Fill::Quote(quote))]);
            with(&template.text, &slots, fills, rank, &codes, evidence)
        })
        .collect()
}

fn quotes(slot: Slot, codes: &[&str], evidence: &Evidence<'_>) -> Vec<Quote> {
    if slot == Slot::Flagged { evidence.flagged(codes) } else { evidence.quotes(slot).to_vec() }
}

/// Fills the slots that are still open with the strongest evidence that repeats none of the others.
fn with(
    pattern: &Pattern,
    slots: &[Slot],
    mut fills: BTreeMap<Slot, Fill>,
    rank: usize,
    codes: &[&str],
    evidence: &Evidence<'_>,
) -> Option<Filled> {
    for &slot in slots {
        if fills.contains_key(&slot) {
            continue;
        }
        let fill = if slot.is_clause() {
            let fresh = |quote: &Quote| {
                !fills.values().any(|fill| matches!(fill, Fill::Quote(other) if other.section == quote.section && other.span.overlaps(quote.span)))
            };
            quotes(slot, codes, evidence).into_iter().find(fresh).map(Fill::Quote)
        } else {
            let fresh = |name: &&Name| {
                !fills
                    .values()
                    .any(|fill| matches!(fill, Fill::Name(other) if other.text == name.text))
            };
            evidence.names(slot).iter().find(fresh).cloned().map(Fill::Name)
        }?;
        fills.insert(slot, fill);
    }
    let attacks = slots.iter().find_map(|slot| match &fills[slot] {
        Fill::Quote(quote) if *slot != Slot::Title => {
            Some(Attack { section: quote.section, span: quote.span, words: quote.words.clone() })
        }
        _ => None,
    });
    let attacks = attacks.or_else(|| {
        slots.iter().find_map(|slot| match &fills[slot] {
            Fill::Name(name) if *slot == Slot::Figure && name.verbatim => {
                name.place.map(|(section, span)| Attack { section, span, words: name.text.clone() })
            }
            _ => None,
        })
    });
    let words = slots
        .iter()
        .map(|slot| match &fills[slot] {
            Fill::Quote(quote) => quote.words.clone(),
            Fill::Name(name) => name.text.clone(),
        })
        .collect();
    let own = slots.iter().any(|slot| *slot != Slot::Principle);
    Some(Filled { question: spoken(pattern, &fills), attacks, rank, words, own })
}

fn spoken(pattern: &Pattern, fills: &BTreeMap<Slot, Fill>) -> String {
    let mut question = String::new();
    for piece in pattern.pieces() {
        let start = question.is_empty() || question.ends_with(". ") || question.ends_with("? ");
        match (piece, piece.slot().and_then(|slot| fills.get(&slot))) {
            (Piece::Text(words), _) => question.push_str(words),
            (Piece::Quote(_), Some(Fill::Quote(quote))) => question.push_str(&quote.marked()),
            (Piece::Says(_), Some(Fill::Quote(quote))) => {
                let lead = if start { "You say" } else { "you say" };
                let subject = if quote.headless { " you" } else { "" };
                question.push_str(&format!("{lead}{subject} {}", quote.marked()));
            }
            (Piece::Name(_), Some(Fill::Name(name))) => push_name(&mut question, &name.text, start),
            (Piece::Possessive(_), Some(Fill::Name(name))) => {
                push_name(&mut question, &name.possessive(), start)
            }
            // The pattern's reader lets no clause stand as a name, nor a name as a clause.
            _ => {}
        }
    }
    question
}

fn push_name(question: &mut String, name: &str, start: bool) {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if start => {
            question.extend(first.to_uppercase());
            question.push_str(chars.as_str());
        }
        _ => question.push_str(name),
    }
}
