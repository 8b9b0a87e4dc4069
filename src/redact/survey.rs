//! Reading a whole library for what is to be replaced, so that each name gets one neutral word.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::lexicon::LEXICON;
use super::names::{Candidate, candidates};
use super::tokens::{Token, tokens};
use super::{Doubt, Kind, Redactor, Term, replace};
use crate::catalogue::Profile;
use crate::story::{Section, Story};

/// What the library says of one run of capitalised words.
#[derive(Debug, Default)]
struct Sighting {
    /// How often the words around called it a person, an organisation.
    kinds: BTreeMap<Kind, usize>,
    /// Whether it stood with its capital where no sentence begins.
    inside: bool,
    words: String,
    story: String,
}

pub(super) struct Survey {
    redactor: Redactor,
    used: HashMap<Kind, usize>,
    /// Words that stand in lower case somewhere, so that a capital at the start of a sentence means nothing.
    plain: HashSet<String>,
    doubts: BTreeSet<Doubt>,
}

impl Survey {
    pub(super) fn of(stories: &[Story], profile: &Profile) -> Self {
        let mut survey = Self {
            redactor: Redactor {
                terms: BTreeMap::new(),
                longest: 1,
                amounts: BTreeMap::new(),
                doubts: Vec::new(),
            },
            used: HashMap::new(),
            plain: plain(stories, profile),
            doubts: BTreeSet::new(),
        };
        for story in stories {
            if let Some(organisation) = &story.organization {
                survey.given(Kind::Organisation, organisation, profile);
            }
        }
        for story in stories {
            if let Some(project) = &story.project {
                survey.given(Kind::Project, project, profile);
            }
        }
        survey.sighted(stories, profile);
        for story in stories {
            for text in texts(story) {
                survey.amounts(text);
                survey.left_standing(text, story);
            }
        }
        survey
    }

    pub(super) fn finish(self) -> Redactor {
        let mut doubts: Vec<Doubt> = self.doubts.into_iter().collect();
        doubts.sort_by(|a, b| (&a.story, &a.words).cmp(&(&b.story, &b.words)));
        Redactor { doubts, ..self.redactor }
    }

    /// A name that a field of a story states.
    fn given(&mut self, kind: Kind, name: &str, profile: &Profile) {
        let words: Vec<String> = tokens(name).iter().map(Token::lower).collect();
        if words.is_empty() || self.redactor.terms.contains_key(&words) {
            return;
        }
        let label = self.label(kind);
        // `Brindle Foods Ltd` is called `Brindle Foods`.
        let mut core = words.clone();
        while core.len() > 1
            && core.last().is_some_and(|word| LEXICON.organisation_endings.contains(word))
        {
            core.pop();
        }
        if kind == Kind::Organisation && core.len() > 1 {
            let initials: String = core.iter().filter_map(|word| word.chars().next()).collect();
            self.term(vec![initials], &label, true);
        }
        for words in [words, core] {
            let ordinary = words.len() == 1
                && (self.plain.contains(&words[0]) || is_of_the_profile(&words[0], profile));
            self.term(words, &label, ordinary);
        }
    }

    fn term(&mut self, words: Vec<String>, label: &str, capital_only: bool) {
        self.redactor.longest = self.redactor.longest.max(words.len());
        self.redactor
            .terms
            .entry(words)
            .or_insert_with(|| Term { label: label.to_owned(), capital_only });
    }

    fn label(&mut self, kind: Kind) -> String {
        let number = self.used.entry(kind).or_default();
        *number += 1;
        kind.label(*number - 1)
    }

    /// Names that only their looks show.
    fn sighted(&mut self, stories: &[Story], profile: &Profile) {
        let mut order: Vec<Vec<String>> = Vec::new();
        let mut sightings: HashMap<Vec<String>, Sighting> = HashMap::new();
        for story in stories {
            for text in texts(story) {
                let tokens = tokens(text);
                for Candidate { tokens: run, kind, opens } in candidates(&tokens, &self.plain) {
                    let run = &tokens[run];
                    let words: Vec<String> = run.iter().map(Token::lower).collect();
                    if words.iter().all(|word| is_of_the_profile(word, profile)) {
                        continue;
                    }
                    let sighting = sightings.entry(words.clone()).or_insert_with(|| {
                        order.push(words);
                        Sighting {
                            words: run.iter().map(|token| token.word).collect::<Vec<_>>().join(" "),
                            story: story.slug.to_string(),
                            ..Sighting::default()
                        }
                    });
                    sighting.inside |= !opens;
                    if let Some(kind) = kind {
                        *sighting.kinds.entry(kind).or_default() += 1;
                    }
                }
            }
        }
        // Long names first: `Anna` of `Anna Berg` is the same person.
        order.sort_by_key(|words| std::cmp::Reverse(words.len()));
        for words in order {
            if self.redactor.terms.contains_key(&words) {
                continue;
            }
            let sighting = &sightings[&words];
            let kind =
                sighting.kinds.iter().max_by_key(|(_, count)| **count).map(|(kind, _)| *kind);
            let doubt = |label| Doubt {
                words: sighting.words.clone(),
                label,
                story: sighting.story.clone(),
            };
            if !sighting.inside && kind.is_none() {
                let doubt = doubt(None);
                self.doubts.insert(doubt);
                continue;
            }
            let label = self.label(kind.unwrap_or(Kind::Name));
            if kind.is_none() {
                let doubt = doubt(Some(label.clone()));
                self.doubts.insert(doubt);
            }
            if kind == Some(Kind::Person) && words.len() > 1 {
                for part in &words {
                    self.term(vec![part.clone()], &label, true);
                }
            }
            self.term(words, &label, true);
        }
    }

    fn amounts(&mut self, text: &str) {
        for (_, key) in replace::amounts(text) {
            if !self.redactor.amounts.contains_key(&key) {
                let label = self.label(Kind::Amount);
                self.redactor.amounts.insert(key, label);
            }
        }
    }

    /// What looks like a name or an amount and will be left.
    fn left_standing(&mut self, text: &str, story: &Story) {
        let redacted = self.redactor.text(text);
        for token in tokens(&redacted.text) {
            let lower = token.lower();
            let unknown = token.is_acronym()
                && (2..=6).contains(&token.word.len())
                && token.word.chars().all(char::is_alphabetic)
                && !LEXICON.acronyms.contains(&lower);
            if unknown || LEXICON.money_words.contains(&lower) {
                self.doubts.insert(Doubt {
                    words: token.word.to_owned(),
                    label: None,
                    story: story.slug.to_string(),
                });
            }
        }
    }
}

/// Every text of a story that is ever shown to others.
pub(super) fn texts(story: &Story) -> impl Iterator<Item = &str> {
    let own = [Some(story.title.as_str()), story.role.as_deref()];
    let sections = Section::ALL.into_iter().filter_map(|section| story.section(section));
    let claims = story
        .claims
        .iter()
        .flat_map(|claim| [claim.source.as_deref(), claim.share.as_deref()])
        .flatten();
    let reasons = story.allow.iter().map(|allow| allow.reason.as_str());
    own.into_iter().flatten().chain(sections).chain(claims).chain(reasons)
}

fn plain(stories: &[Story], profile: &Profile) -> HashSet<String> {
    let questions = profile.questions().iter().map(|question| question.text.as_str());
    stories
        .iter()
        .flat_map(texts)
        .chain(questions)
        .flat_map(tokens)
        .filter(|token| !token.has_capital())
        .map(|token| token.word.to_owned())
        .collect()
}

fn is_of_the_profile(word: &str, profile: &Profile) -> bool {
    profile
        .principles()
        .iter()
        .any(|principle| tokens(&principle.name).iter().any(|token| token.lower() == word))
}
