//! Five layers of follow-up, chosen for one story.
//!
//! What the checks found and what the ledger leaves open decide which families come first; a family that
//! has had its turn steps back, and no words are attacked twice for the same reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::evidence::Evidence;
use super::fill::{Attack, Filled, fill};
use crate::analysis::lint::Severity;
use crate::analysis::{Span, StoryAnalysis};
use crate::catalogue::{Condition, Fact, Family, Layer, Piece, Profile, Slot, Template};
use crate::story::{Section, Slug, Story};

/// Fewest probes in a layer.
const FEWEST: usize = 3;

/// Most probes in a layer.
const MOST: usize = 4;

/// Most probes of a layer that quote nothing, as long as there is something to quote.
const BARE: usize = 1;

/// How often the same words may be attacked, by different families in different layers.
const ATTACKS: usize = 3;

/// What each turn of a family takes off its weight, so that the others get theirs.
const FATIGUE: f64 = 2.2;

/// Fewest families of a sheet.
const FAMILIES: usize = 6;

/// What each layer adds to a family that has had no turn, until there are enough of them.
const FRESH: f64 = 2.5;

/// What each attack on the same words takes off.
const BRUISE: f64 = 3.0;

/// What each use of the same opening words takes off, so that a sheet does not drone.
const DRONE: f64 = 0.5;

/// What the story's own words are worth in a question.
const QUOTED: f64 = 5.5;

/// What naming something of the story is worth in a question that quotes nothing.
const NAMED: f64 = 1.5;

/// What words that are evidence of something are worth beyond any deed of the author's.
const SORTED: f64 = 1.5;

/// Words below which a quotation says too little to be dug at (`I added a line`), and what that takes off.
const SLIGHT: (usize, f64) = (5, 4.0);

/// How far a seed may shift a question, so that another seed gives another sheet of like quality.
const SHIFT: f64 = 4.0;

/// How far a story puts back a kind of question that any story can be asked, whatever the seed, so that the
/// sheets of a library differ in more than what they quote.
const TASTE: f64 = 5.0;

/// Five layers of follow-up for one story.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ladder {
    /// The story's name.
    pub slug: Slug,
    /// The layers, from the first.
    pub layers: Vec<Rung>,
}

/// One layer of a ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rung {
    /// The layer's number, 1 to 5.
    pub layer: u8,
    /// The layer's name in lower case.
    pub name: &'static str,
    /// Its probes, the most pressing first.
    pub probes: Vec<Probe>,
}

/// One question about one story.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Probe {
    /// Stable as long as the template and the words in its slots are.
    pub id: String,
    /// The question.
    pub question: String,
    /// The id of its family.
    pub family: String,
    /// Why an interviewer asks it.
    pub why: String,
    /// The words of the story that it quotes and attacks.
    pub attacks: Option<Attacked>,
}

/// Words of a story that a probe quotes and attacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attacked {
    /// Which section.
    pub section: Section,
    /// Where in it.
    #[serde(flatten)]
    pub span: Span,
    /// The words as they stand there.
    pub text: String,
}

/// Builds the ladder of a story; the same story, profile and seed give the same ladder.
pub fn build(story: &Story, analysis: &StoryAnalysis, profile: &Profile, seed: u64) -> Ladder {
    let evidence = Evidence::collect(story, analysis, profile);
    let candidates = candidates(&story.slug, &evidence, profile, seed);
    let mut sheet = Sheet::default();
    let layers = Layer::ALL
        .into_iter()
        .map(|layer| {
            let mut chosen: Vec<&Candidate<'_>> = Vec::new();
            while chosen.len() < MOST {
                let Some(next) = sheet.next(&candidates, layer, &chosen) else { break };
                sheet.note(next);
                chosen.push(next);
            }
            let probes = chosen.into_iter().map(|candidate| candidate.probe(story)).collect();
            Rung { layer: layer.number(), name: layer.as_str(), probes }
        })
        .collect();
    Ladder { slug: story.slug.clone(), layers }
}

/// The ladder of the questions with these ids, as far as the story still has the words that they quote.
///
/// An id does not depend on the seed, so questions of several sheets can be asked again together.
pub fn again(
    story: &Story,
    analysis: &StoryAnalysis,
    profile: &Profile,
    ids: &BTreeSet<String>,
) -> Ladder {
    let evidence = Evidence::collect(story, analysis, profile);
    let candidates = candidates(&story.slug, &evidence, profile, 0);
    let mut asked = BTreeSet::new();
    let layers = Layer::ALL
        .into_iter()
        .map(|layer| {
            let of_layer = candidates.iter().filter(|candidate| candidate.template.layer == layer);
            let probes = of_layer
                .map(|candidate| candidate.probe(story))
                .filter(|probe| ids.contains(&probe.id) && asked.insert(probe.id.clone()))
                .collect();
            Rung { layer: layer.number(), name: layer.as_str(), probes }
        })
        .collect();
    Ladder { slug: story.slug.clone(), layers }
}

/// A question that may be asked, with what speaks for it.
#[derive(Debug)]
struct Candidate<'p> {
    family: &'p Family,
    template: &'p Template,
    filled: Filled,
    weight: f64,
}

impl Candidate<'_> {
    fn opening(&self) -> String {
        self.template.text.to_string().split([' ', ':']).take(2).collect::<Vec<_>>().join(" ")
    }

    fn probe(&self, story: &Story) -> Probe {
        let Filled { question, attacks, words, .. } = &self.filled;
        let attacks = attacks.as_ref().map(|Attack { section, span, .. }| Attacked {
            section: *section,
            span: *span,
            text: span.slice(story.section(*section).unwrap_or_default()).to_owned(),
        });
        Probe {
            id: format!(
                "{}-{:08x}",
                self.template.id,
                digest(words.iter().map(String::as_str)) as u32
            ),
            question: question.clone(),
            family: self.family.id.clone(),
            why: self.template.why.clone(),
            attacks,
        }
    }
}

/// FNV-1a over texts, each closed by a byte that no text holds.
fn digest<'t>(texts: impl Iterator<Item = &'t str>) -> u64 {
    texts.flat_map(|text| text.bytes().chain([0xff])).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn candidates<'p>(
    slug: &Slug,
    evidence: &Evidence<'_>,
    profile: &'p Profile,
    seed: u64,
) -> Vec<Candidate<'p>> {
    let mut candidates = Vec::new();
    for family in profile.families() {
        let urgency = urgency(family, evidence);
        for template in &family.probes {
            for filled in fill(template, evidence) {
                let weight = urgency
                    + pointedness(template, &filled, evidence)
                    + taste(slug, template)
                    + shift(seed, template, &filled);
                candidates.push(Candidate { family, template, filled, weight });
            }
        }
    }
    candidates
}

/// How much a story calls for a family.
fn urgency(family: &Family, evidence: &Evidence<'_>) -> f64 {
    const MOST: f64 = 9.0;
    let raised: f64 = family
        .raised_by
        .iter()
        .filter(|condition| evidence.holds(condition))
        .map(|condition| weight(condition, evidence))
        .sum();
    let principle = match evidence.carries(&family.principles) {
        (true, _) => 3.0,
        (_, true) => 1.5,
        _ => 0.0,
    };
    (raised + principle).min(MOST)
}

/// How much a condition that holds says about this story rather than any other.
fn weight(condition: &Condition, evidence: &Evidence<'_>) -> f64 {
    match condition {
        Condition::Found(code) => match evidence.severity(code.as_str()) {
            Some(Severity::Error) => 4.0,
            Some(Severity::Warning) => 3.0,
            Some(Severity::Info) | None => 1.5,
        },
        Condition::Principle(_) => 2.0,
        // What is not there is asked for before what is.
        Condition::Is(
            Fact::NoSituation | Fact::NoTask | Fact::NoAction | Fact::NoResult | Fact::Unquantified,
        ) => 3.0,
        Condition::Has(_) | Condition::Is(_) | Condition::Mentions(_) => 1.0,
    }
}

/// How closely a question is cut to this story.
fn pointedness(template: &Template, filled: &Filled, evidence: &Evidence<'_>) -> f64 {
    let conditions: f64 = template.when.iter().map(|condition| weight(condition, evidence)).sum();
    let words = if filled.attacks.is_some() {
        QUOTED
    } else if filled.own {
        NAMED
    } else {
        0.0
    };
    let sorted = if filled.sorted { SORTED } else { 0.0 };
    let slight = filled
        .attacks
        .as_ref()
        .is_some_and(|attack| attack.words.split_whitespace().count() < SLIGHT.0);
    let slight = if slight { SLIGHT.1 } else { 0.0 };
    conditions + words + sorted - slight - 0.9 * filled.rank as f64
}

fn taste(slug: &Slug, template: &Template) -> f64 {
    // What few stories can be asked keeps its place: it comes up seldom enough.
    let common = |slot: Slot| {
        matches!(
            slot,
            Slot::Action
                | Slot::Decision
                | Slot::Goal
                | Slot::Habit
                | Slot::Inquiry
                | Slot::Outcome
        )
    };
    let of_any_story = template.when.is_empty()
        && template.text.pieces().iter().filter_map(Piece::slot).all(common);
    let share = fraction(digest([slug.as_str(), template.id.as_str()].into_iter()));
    if of_any_story { -share * TASTE } else { 0.0 }
}

fn shift(seed: u64, template: &Template, filled: &Filled) -> f64 {
    if seed == 0 {
        return 0.0;
    }
    let seed = seed.to_string();
    let texts = [seed.as_str(), template.id.as_str()]
        .into_iter()
        .chain(filled.words.iter().map(String::as_str));
    fraction(digest(texts)) * SHIFT
}

/// A digest as a number from 0 up to 1.
fn fraction(digest: u64) -> f64 {
    (digest >> 11) as f64 / (1_u64 << 53) as f64
}

/// What a question must be to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Any question, of a family that the layer does not have yet.
    Any,
    /// The same, and it quotes the story.
    Quoting,
    /// It quotes the story; its family may have had a turn in the layer.
    QuotingAgain,
}

/// What has been asked so far.
#[derive(Debug, Default)]
struct Sheet {
    questions: BTreeSet<String>,
    templates: BTreeSet<String>,
    families: BTreeMap<String, usize>,
    openings: BTreeMap<String, usize>,
    attacked: Vec<(Section, Span, String)>,
}

impl Sheet {
    /// The best question still to be asked in a layer.
    ///
    /// Of the questions of a layer one may do without the story's words; more only where the words do not
    /// reach for the fewest, even with a family or a quotation taken up once more.
    fn next<'c, 'p>(
        &self,
        candidates: &'c [Candidate<'p>],
        layer: Layer,
        chosen: &[&Candidate<'_>],
    ) -> Option<&'c Candidate<'p>> {
        let bare = chosen.iter().filter(|other| other.filled.attacks.is_none()).count();
        let wanted = |rule: Rule| self.best(candidates, layer, chosen, rule);
        let first = if bare < BARE { Rule::Any } else { Rule::Quoting };
        wanted(first).or_else(|| {
            let few = chosen.len() < FEWEST;
            few.then(|| wanted(Rule::QuotingAgain).or_else(|| wanted(Rule::Any))).flatten()
        })
    }

    fn best<'c, 'p>(
        &self,
        candidates: &'c [Candidate<'p>],
        layer: Layer,
        chosen: &[&Candidate<'_>],
        rule: Rule,
    ) -> Option<&'c Candidate<'p>> {
        let mut best: Option<(f64, &Candidate<'p>)> = None;
        for candidate in candidates.iter().filter(|candidate| candidate.template.layer == layer) {
            let Some(weight) = self.weigh(candidate, chosen, rule) else { continue };
            if best.as_ref().is_none_or(|(most, _)| weight > *most) {
                best = Some((weight, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    fn weigh(
        &self,
        candidate: &Candidate<'_>,
        chosen: &[&Candidate<'_>],
        rule: Rule,
    ) -> Option<f64> {
        let family = candidate.family.id.as_str();
        let again = rule == Rule::QuotingAgain;
        let asked = self.questions.contains(&candidate.filled.question)
            || self.templates.contains(&candidate.template.id);
        let crowded = chosen.iter().any(|other| other.family.id == family) && !again;
        let bare = candidate.filled.attacks.is_none() && rule != Rule::Any;
        if asked || crowded || bare {
            return None;
        }
        let mut attacks = 0;
        if let Some(attack) = &candidate.filled.attacks {
            let same = |section: Section, span: Span| {
                section == attack.section && span.overlaps(attack.span)
            };
            let in_layer = chosen.iter().any(|other| {
                other.filled.attacks.as_ref().is_some_and(|other| same(other.section, other.span))
            });
            let mut before =
                self.attacked.iter().filter(|(section, span, _)| same(*section, *span));
            attacks = before.clone().count();
            // The same words for the same reason make no second question.
            let repeated = before.any(|(_, _, other)| other == family);
            if in_layer || repeated || attacks >= ATTACKS + usize::from(again) {
                return None;
            }
        }
        let turns = self.families.get(family).copied().unwrap_or_default();
        let drone = self.openings.get(&candidate.opening()).copied().unwrap_or_default();
        let worn = FATIGUE * turns as f64 + BRUISE * attacks as f64 + DRONE * drone as f64;
        let narrow = self.families.len() < FAMILIES && turns == 0;
        let fresh = if narrow { FRESH * f64::from(candidate.template.layer.number()) } else { 0.0 };
        Some(candidate.weight - worn + fresh)
    }

    fn note(&mut self, candidate: &Candidate<'_>) {
        self.questions.insert(candidate.filled.question.clone());
        self.templates.insert(candidate.template.id.clone());
        *self.families.entry(candidate.family.id.clone()).or_default() += 1;
        *self.openings.entry(candidate.opening()).or_default() += 1;
        if let Some(attack) = &candidate.filled.attacks {
            self.attacked.push((attack.section, attack.span, candidate.family.id.clone()));
        }
    }
}

#[cfg(test)]
mod tests;
