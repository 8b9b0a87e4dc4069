//! What the figures of a story say, what they measure, and what the ledger says about them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::figures::{self, Around};
use super::{Evidence, Name, kinds};
use crate::analysis::StoryAnalysis;
use crate::analysis::quantity::{Kind, Quantity, Role};
use crate::catalogue::Slot;
use crate::drill::prose::Prose;
use crate::drill::words::Stop;
use crate::story::{Basis, Claim, Section, Story};

/// A line of the ledger and where its figure stands.
#[derive(Debug)]
struct Entry<'s> {
    section: Section,
    words: Range<usize>,
    claim: &'s Claim,
}

/// Quotations and names on their way to their slots.
#[derive(Debug, Default)]
struct Found {
    quotes: Vec<(Slot, Around)>,
    names: Vec<(Slot, Name)>,
}

impl Found {
    fn quote(&mut self, slot: Slot, around: Option<Around>) {
        self.quotes.extend(around.map(|around| (slot, around)));
    }

    fn name(&mut self, slot: Slot, name: Option<Name>) {
        self.names.extend(name.map(|name| (slot, name)));
    }
}

impl Evidence<'_> {
    /// Sorts the figures of the Result, the ledger's and the counted few of the Action.
    pub(super) fn sort_figures(&mut self, story: &Story, analysis: &StoryAnalysis) {
        let located = |section: Section| -> Vec<Quantity> {
            let here = analysis.quantities.iter().filter(|located| located.section == section);
            here.map(|located| located.quantity.clone()).collect()
        };
        let ledger = self.ledger(story);
        let mut found = Found::default();
        if let Some(prose) = self.section(Section::Result) {
            self.sort_result(prose, &located(Section::Result), &ledger, &mut found);
        }
        for entry in &ledger {
            let Some(prose) = self.section(entry.section) else { continue };
            let around = figures::around(prose, &entry.words);
            match entry.claim.basis {
                Basis::Measured => {}
                Basis::Estimated => found.quote(Slot::Estimated, around.clone()),
                Basis::Reported => found.quote(Slot::Reported, around.clone()),
                Basis::Unverified => found.quote(Slot::Unverified, around.clone()),
            }
            if figures::is_shared(entry.claim) {
                found.quote(Slot::Shared, around);
            }
        }
        if let Some(prose) = self.section(Section::Action) {
            for quote in kinds::samples(prose, &located(Section::Action)) {
                found.quote(Slot::Sample, Some(Around { quote, whole: true }));
            }
        }
        // A phrase without a verb is quoted only where nothing better holds the figure.
        found.quotes.sort_by_key(|(_, around)| !around.whole);
        for (slot, Around { quote, whole }) in found.quotes {
            if whole || self.quotes(slot).is_empty() {
                self.add(slot, quote);
            }
        }
        for (slot, name) in found.names {
            self.name(slot, name);
        }
    }

    fn sort_result(
        &self,
        prose: &Prose<'_>,
        quantities: &[Quantity],
        ledger: &[Entry<'_>],
        found: &mut Found,
    ) {
        let capitals = self.proper_words();
        let proper = |word: &str| capitals.contains(word);
        for quantity in quantities {
            let words = prose.words_at(quantity.span.start..quantity.span.end);
            let around = figures::around(prose, &words);
            if figures::is_change(prose, quantity, quantities) {
                let sourced = ledger.iter().any(|entry| {
                    entry.section == prose.section
                        && entry.words.start < words.end
                        && words.start < entry.words.end
                        && figures::is_firm(entry.claim)
                });
                found.quote(Slot::Outcome, around.clone());
                found.quote(Slot::Unsourced, around.clone().filter(|_| !sourced));
                found.name(Slot::Metric, figures::metric(prose, quantity, &proper));
            } else if quantity.role.is_outcome() {
                found.quote(Slot::Output, around.clone());
            }
            match quantity.role {
                Role::Baseline => found.name(Slot::Baseline, figures::alone(prose, quantity)),
                Role::Timeframe => found.name(Slot::Timeframe, figures::alone(prose, quantity)),
                _ => {}
            }
            if quantity.kind == Kind::Money && quantity.role != Role::Target {
                found
                    .quote(Slot::Business, around.filter(|around| figures::is_gain(&around.quote)));
            }
        }
    }

    /// Where the figures of the ledger stand, the Result first.
    fn ledger<'s>(&self, story: &'s Story) -> Vec<Entry<'s>> {
        const ORDER: [Section; 5] = [
            Section::Result,
            Section::Learning,
            Section::Action,
            Section::Task,
            Section::Situation,
        ];
        ORDER
            .into_iter()
            .filter_map(|section| self.section(section))
            .flat_map(|prose| {
                story.claims.iter().filter_map(|claim| {
                    Some(Entry {
                        section: prose.section,
                        words: figures::claimed(prose, claim)?,
                        claim,
                    })
                })
            })
            .collect()
    }

    /// Words that are written with a capital where no sentence begins.
    fn proper_words(&self) -> BTreeSet<String> {
        let inner = |prose: &Prose<'_>, at: usize| at > 0 && prose.stop(at - 1) == Stop::None;
        self.prose
            .iter()
            .flat_map(|prose| {
                let here = prose.words.iter().enumerate();
                here.filter(move |(at, word)| word.capital && inner(prose, *at))
            })
            .map(|(_, word)| word.lower.clone())
            .collect()
    }
}
