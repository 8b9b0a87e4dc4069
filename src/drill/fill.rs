//! A template and a story's evidence make a question.

use std::collections::BTreeMap;

use super::evidence::{Evidence, Name};
use super::quote::{Quote, marked};
use crate::analysis::Span;
use crate::catalogue::{Condition, Pattern, Phrase, Piece, Slot, Template};
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
    /// Whether it quotes what is evidence of something, rather than any deed.
    pub(super) sorted: bool,
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
        .enumerate()
        .filter(|(_, quote)| !template.not_quoting.iter().any(|phrase| speaks(quote, phrase)))
        .take(TRIED)
        .filter_map(|(rank, quote)| {
            let fills = BTreeMap::from([(anchor, Fill::Quote(quote))]);
            with(&template.text, &slots, fills, rank, &codes, evidence)
        })
        .collect()
}

fn quotes(slot: Slot, codes: &[&str], evidence: &Evidence<'_>) -> Vec<Quote> {
    if slot == Slot::Flagged { evidence.flagged(codes) } else { evidence.quotes(slot).to_vec() }
}

/// Whether a quotation holds a phrase, or any figure for `#`.
fn speaks(quote: &Quote, phrase: &Phrase) -> bool {
    let lower = quote.words.to_lowercase();
    let words: Vec<&str> = lower
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
        .collect();
    let is = |word: &str, wanted: &str| {
        word == wanted || wanted == "#" && word.contains(|c: char| c.is_ascii_digit())
    };
    let phrase = phrase.words();
    words
        .windows(phrase.len())
        .any(|window| window.iter().zip(phrase).all(|(word, wanted)| is(word, wanted)))
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
                !fills.values().any(|fill| match fill {
                    Fill::Name(other) => other.text == name.text,
                    Fill::Quote(quote) => {
                        matches!(slot, Slot::Stakeholder | Slot::Senior) && holds(quote, name)
                    }
                })
            };
            evidence.names(slot).iter().find(fresh).cloned().map(Fill::Name)
        }?;
        fills.insert(slot, fill);
    }
    // Quoted bare, a clause without its subject would belong to nobody.
    let bare = |piece: &Piece| matches!(piece, Piece::Quote(slot) if matches!(&fills[slot], Fill::Quote(quote) if quote.headless));
    if pattern.pieces().iter().any(bare) {
        return None;
    }
    let attacks = slots.iter().find_map(|slot| match &fills[slot] {
        Fill::Quote(quote) if *slot != Slot::Title => {
            Some(Attack { section: quote.section, span: quote.span, words: quote.words.clone() })
        }
        _ => None,
    });
    let words = slots
        .iter()
        .map(|slot| match &fills[slot] {
            Fill::Quote(quote) => quote.words.clone(),
            Fill::Name(name) => name.text.clone(),
        })
        .collect();
    let own = slots.iter().any(|slot| *slot != Slot::Principle);
    let sorted =
        slots.iter().any(|slot| slot.is_clause() && !matches!(slot, Slot::Action | Slot::Title));
    Some(Filled { question: spoken(pattern, &fills), attacks, rank, words, own, sorted })
}

/// Whether a quotation speaks of somebody already.
fn holds(quote: &Quote, name: &Name) -> bool {
    let last = name.text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    quote.words.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == last)
}

fn spoken(pattern: &Pattern, fills: &BTreeMap<Slot, Fill>) -> String {
    let mut question = String::new();
    for piece in pattern.pieces() {
        let start = question.is_empty() || question.ends_with(". ") || question.ends_with("? ");
        match (piece, piece.slot().and_then(|slot| fills.get(&slot))) {
            (Piece::Text(words), _) => question.push_str(words),
            (Piece::Quote(_), Some(Fill::Quote(quote))) => question.push_str(&quote.marked()),
            (Piece::Led(lead, _), Some(Fill::Quote(quote))) => {
                // `You say you "kept it to myself"` is nobody's English.
                let reflexive = quote.headless && names_oneself(&quote.words);
                question.push_str(match (quote.headless, reflexive) {
                    (_, true) => "You go on:",
                    (true, _) => "You say you",
                    (false, _) => lead.words(),
                });
                question.push(' ');
                question.push_str(&if reflexive {
                    marked(&format!("… {}", quote.words))
                } else {
                    quote.marked()
                });
            }
            (Piece::Name(_), Some(Fill::Name(name))) => push_name(&mut question, &name.text, start),
            (Piece::Possessive(_), Some(Fill::Name(name))) => {
                push_name(&mut question, &name.possessive(), start);
            }
            // The pattern's reader lets no clause stand as a name, nor a name as a clause.
            _ => {}
        }
    }
    question
}

/// Whether words point back at their speaker.
fn names_oneself(words: &str) -> bool {
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word.to_lowercase().as_str(), "myself" | "ourselves"))
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

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::analysis::lint::{self, Finding, Severity};
    use crate::analysis::{LineIndex, Settings, StoryAnalysis, analyse};
    use crate::catalogue::{Fragment, Profile, builtin};
    use crate::story::{Allow, Claim, Slug, Story, StoryId};

    fn story(fragment: &Fragment) -> Story {
        let title = fragment.title.clone().unwrap_or_default();
        let slug: Slug = "fragment".parse().unwrap();
        let mut story =
            Story::draft(StoryId(Uuid::nil()), slug, title, DateTime::<Utc>::UNIX_EPOCH);
        for (section, text) in [
            (Section::Situation, &fragment.situation),
            (Section::Task, &fragment.task),
            (Section::Action, &fragment.action),
            (Section::Result, &fragment.result),
            (Section::Learning, &fragment.learning),
        ] {
            story.sections.set(section, text.clone());
        }
        story.principles.clone_from(&fragment.principles);
        let id = |id: &String| serde_json::Value::String(id.clone());
        story.outcome =
            fragment.outcome.as_ref().map(|outcome| serde_json::from_value(id(outcome)).unwrap());
        story.claims = fragment
            .claims
            .iter()
            .map(|claim| Claim {
                figure: claim.figure.clone(),
                basis: serde_json::from_value(id(&claim.basis)).unwrap(),
                source: claim.source.clone(),
                share: claim.share.clone(),
            })
            .collect();
        // What the checks find besides is not the example's business.
        story.allow = lint::RULES
            .iter()
            .map(|rule| Allow { code: rule.code.to_owned(), reason: "an example".into() })
            .collect();
        story
    }

    fn analysis(story: &Story, fragment: &Fragment, profile: &Profile) -> StoryAnalysis {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let mut analysis = analyse(story, &[], profile, &Settings::default(), today);
        analysis.findings = fragment
            .found
            .iter()
            .map(|found| {
                let rule = lint::rule(found.code.as_str())
                    .unwrap_or_else(|| panic!("no rule {}", found.code));
                let place = found.at.as_ref().map(|words| {
                    let (section, text) =
                        story.sections.iter().find(|(_, text)| text.contains(words)).unwrap();
                    let at = text.find(words).unwrap();
                    (section, LineIndex::new(text).span(at..at + words.len()))
                });
                Finding {
                    code: rule.code,
                    name: rule.name,
                    severity: Severity::Warning,
                    section: place.map(|(section, _)| section),
                    span: place.map(|(_, span)| span),
                    message: String::new(),
                    help: String::new(),
                }
            })
            .collect();
        analysis
    }

    fn templates() -> impl Iterator<Item = &'static Template> {
        builtin("amazon-pmt").unwrap().families().iter().flat_map(|family| &family.probes)
    }

    #[test]
    fn every_template_asks_what_its_example_says() {
        let profile = builtin("amazon-pmt").unwrap();
        let mut wrong = Vec::new();
        for template in templates() {
            let fragment = &template.example.story;
            let story = story(fragment);
            let analysis = analysis(&story, fragment, profile);
            let evidence = Evidence::collect(&story, &analysis, profile);
            let asked = fill(template, &evidence).into_iter().next().map(|filled| filled.question);
            if asked.as_deref() != Some(&template.example.asks) {
                wrong.push(format!("{}\t{}", template.id, asked.unwrap_or_default()));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} examples ask something else:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}
