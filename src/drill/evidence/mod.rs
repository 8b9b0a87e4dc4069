//! What a story offers to an interviewer: its own words, sorted by what they are evidence of.
//!
//! Nothing is inferred that the text does not show. A slot that the text leaves empty stays empty, and the
//! questions that need it are not asked.

mod cues;
mod customers;
mod facts;
mod figures;
mod kinds;
mod ledger;
mod mention;
mod parties;
mod sorting;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::prose::Prose;
use super::quote::{Quote, turns};
use crate::analysis::lint::Severity;
use crate::analysis::{Span, StoryAnalysis};
use crate::catalogue::{Condition, Fact, Phrase, PrincipleId, Profile, Slot};
use crate::story::{Section, Story};

/// A person, thing or figure as a question names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it stands in a question (`your VP of Product`, `the no-show rate`, `18.4%`).
    pub text: String,
    /// Where the text names it; the title and the principle have no place.
    pub place: Option<(Section, Span)>,
}

impl Name {
    fn at(prose: &Prose<'_>, words: Range<usize>, text: String) -> Self {
        let span = match (prose.words.get(words.start), prose.words.get(words.end.wrapping_sub(1)))
        {
            (Some(first), Some(last)) => {
                Some((prose.section, Span::new(first.chars.start, last.chars.end)))
            }
            _ => None,
        };
        Self { text, place: span }
    }

    fn unplaced(text: &str) -> Self {
        Self { text: text.to_owned(), place: None }
    }

    /// The name in the possessive.
    pub fn possessive(&self) -> String {
        if self.text.ends_with('s') {
            format!("{}'", self.text)
        } else {
            format!("{}'s", self.text)
        }
    }
}

/// A finding of the checks, as far as questions need it.
#[derive(Debug, Clone)]
struct Flag {
    code: &'static str,
    severity: Severity,
    quote: Option<Quote>,
}

/// A story's own words, sorted by what they are evidence of.
#[derive(Debug)]
pub struct Evidence<'a> {
    prose: Vec<Prose<'a>>,
    quotes: BTreeMap<Slot, Vec<Quote>>,
    names: BTreeMap<Slot, Vec<Name>>,
    facts: BTreeSet<Fact>,
    flags: Vec<Flag>,
    principles: &'a [PrincipleId],
    /// Whether the story is told as one about other people's growth.
    grows_people: bool,
}

impl<'a> Evidence<'a> {
    /// Collects the evidence of a story that has been analysed.
    pub fn collect(story: &'a Story, analysis: &StoryAnalysis, profile: &Profile) -> Self {
        let prose: Vec<Prose<'a>> =
            story.sections.iter().map(|(section, text)| Prose::new(section, text)).collect();
        let mut evidence = Self {
            prose,
            quotes: BTreeMap::new(),
            names: BTreeMap::new(),
            facts: facts::facts(story, analysis),
            grows_people: false,
            flags: Vec::new(),
            principles: &story.principles,
        };
        evidence.grows_people = profile.families().iter().any(|family| {
            family.raised_by.contains(&Condition::Has(Slot::People))
                && evidence.carries(&family.principles).1
        });
        evidence.name_people(story);
        evidence.sort_clauses();
        evidence.sort_figures(story, analysis);
        evidence.raise_flags(analysis);
        if let Some(title) = title(&story.title) {
            evidence.quotes.insert(Slot::Title, vec![title]);
        }
        if let Some(primary) = story.primary() {
            evidence.names.insert(Slot::Principle, vec![Name::unplaced(profile.name_of(primary))]);
        }
        evidence
    }

    /// Quotations that fill a clause slot, the strongest first.
    pub fn quotes(&self, slot: Slot) -> &[Quote] {
        self.quotes.get(&slot).map_or(&[], Vec::as_slice)
    }

    /// Names that fill a name slot, the likeliest first.
    pub fn names(&self, slot: Slot) -> &[Name] {
        self.names.get(&slot).map_or(&[], Vec::as_slice)
    }

    /// Quotations around what rules with these codes found.
    pub fn flagged(&self, codes: &[&str]) -> Vec<Quote> {
        let mut quotes: Vec<Quote> = Vec::new();
        for flag in self.flags.iter().filter(|flag| codes.contains(&flag.code)) {
            if let Some(quote) = &flag.quote
                && !quotes.contains(quote)
            {
                quotes.push(quote.clone());
            }
        }
        quotes
    }

    /// How much the heaviest finding with this code weighs.
    pub fn severity(&self, code: &str) -> Option<Severity> {
        self.flags.iter().filter(|flag| flag.code == code).map(|flag| flag.severity).max()
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Has(Slot::Flagged) => self.flags.iter().any(|flag| flag.quote.is_some()),
            Condition::Has(slot) if slot.is_clause() => !self.quotes(*slot).is_empty(),
            Condition::Has(slot) => !self.names(*slot).is_empty(),
            Condition::Found(code) => self.severity(code.as_str()).is_some(),
            Condition::Is(fact) => self.facts.contains(fact),
            Condition::Principle(id) => self.principles.contains(id),
            Condition::Mentions(phrases) => phrases.iter().any(|phrase| self.mentions(phrase)),
        }
    }

    /// Whether the story's first principle is among these, and whether any of its principles is.
    pub fn carries(&self, principles: &[PrincipleId]) -> (bool, bool) {
        let primary = self.principles.first().is_some_and(|first| principles.contains(first));
        (primary, self.principles.iter().any(|principle| principles.contains(principle)))
    }

    fn mentions(&self, phrase: &Phrase) -> bool {
        let words = phrase.words();
        self.prose.iter().any(|prose| {
            prose
                .words
                .windows(words.len())
                .any(|window| window.iter().zip(words).all(|(word, wanted)| word.lower == *wanted))
        })
    }

    fn add(&mut self, slot: Slot, quote: Quote) {
        let quotes = self.quotes.entry(slot).or_default();
        if quotes
            .iter()
            .all(|other| other.section != quote.section || !other.span.overlaps(quote.span))
        {
            quotes.push(quote);
        }
    }

    fn name(&mut self, slot: Slot, name: Name) {
        let names = self.names.entry(slot).or_default();
        if names.iter().all(|other| !other.text.eq_ignore_ascii_case(&name.text)) {
            names.push(name);
        }
    }

    fn section(&self, section: Section) -> Option<&Prose<'a>> {
        self.prose.iter().find(|prose| prose.section == section)
    }

    fn raise_flags(&mut self, analysis: &StoryAnalysis) {
        let flags = analysis
            .findings
            .iter()
            .map(|finding| {
                let quote = finding.section.zip(finding.span).and_then(|(section, span)| {
                    let prose = self.section(section)?;
                    let words = prose.words_at(span.start..span.end);
                    let around =
                        (!words.is_empty()).then(|| figures::around(prose, &words)).flatten();
                    around.map(|around| around.quote)
                });
                Flag { code: finding.code, severity: finding.severity, quote }
            })
            .collect();
        self.flags = flags;
    }
}

/// A title that can be quoted.
fn title(title: &str) -> Option<Quote> {
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let sound = (1..=super::quote::MOST).contains(&words.split(' ').count())
        && words.chars().any(char::is_alphabetic)
        && words.chars().count() <= 110
        && !words.contains(['{', '}', '[', ']', '<', '>', '|'])
        && !words.chars().any(|c| c.is_control() || turns(c));
    let words = words.trim_end_matches(['.', '!', '?', ',', ';', ':']).to_owned();
    sound.then(|| Quote {
        section: Section::Headline,
        span: Span::new(0, 0),
        words,
        headless: false,
        clipped: false,
    })
}
