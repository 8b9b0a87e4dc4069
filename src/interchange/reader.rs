//! One story, read from a tree: every fault found, each at its place.

use std::collections::HashMap;
use std::rc::Rc;

use super::document::StoryDocument;
use super::parse;
use super::problem::{Problem, quoted};
use super::text::{self, TextError, figure_occurs, tidy_line};
use crate::catalogue::{PrincipleId, Profile};
use crate::nearest::nearest;
use crate::story::{Allow, Basis, Claim};
use crate::yaml::{Entry, Node, Place, Value};

/// Keys that people write for another one.
const SYNONYMS: [(&str, &str); 12] = [
    ("organisation", "organization"),
    ("company", "organization"),
    ("employer", "organization"),
    ("principle", "principles"),
    ("lps", "principles"),
    ("tags", "principles"),
    ("date", "period"),
    ("dates", "period"),
    ("lesson", "learning"),
    ("learnings", "learning"),
    ("name", "title"),
    ("summary", "headline"),
];

/// Most items of a story's list.
const MAX_ITEMS: usize = 100;

/// Longest text, in bytes, that is still looked at as a mistyped word.
const LONGEST_WORD: usize = 100;

/// Most problems that are told of one story.
pub(super) const MAX_PROBLEMS: usize = 50;

/// Reads one story.
///
/// `also` are keys that may stand beside the story's own and are not looked at.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the source.
pub(super) fn read_story(
    node: &Node,
    file: &str,
    profile: &Profile,
    also: &[&str],
) -> Result<StoryDocument, Vec<Problem>> {
    let mut reader = Reader { file, profile, problems: Vec::new() };
    let document = reader.story(node, also);
    if reader.problems.is_empty() {
        return Ok(document);
    }
    let story = label(node);
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.place);
    problems.truncate(MAX_PROBLEMS);
    for problem in &mut problems {
        problem.story.clone_from(&story);
    }
    Err(problems)
}

/// What to call a story that may be broken: its slug, or its title.
pub(super) fn label(node: &Node) -> Option<String> {
    let Value::Mapping(entries) = &node.value else { return None };
    ["slug", "title"].iter().find_map(|key| {
        let entry = entries.iter().find(|entry| entry.key == *key)?;
        match &entry.value.value {
            Value::Scalar(text) => tidy_line(text),
            _ => None,
        }
    })
}

struct Reader<'a> {
    file: &'a str,
    profile: &'a Profile,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn story(&mut self, node: &Node, also: &[&str]) -> StoryDocument {
        let mut story = StoryDocument::default();
        let Some(entries) = self.mapping(node, "a story", &StoryDocument::KEYS, also) else {
            return story;
        };
        let mut claims = Vec::new();
        for Entry { key, value, .. } in entries {
            match key.as_str() {
                "id" => story.id = self.parsed(value, parse::id),
                "slug" => story.slug = self.parsed(value, parse::slug),
                "title" => story.title = self.line(value).unwrap_or_default(),
                "principles" => story.principles = self.principles(value),
                "project" => story.project = self.line(value),
                "role" => story.role = self.line(value),
                "organization" => story.organization = self.line(value),
                "period" => story.period = self.parsed(value, parse::period),
                "outcome" => story.outcome = self.parsed(value, parse::outcome),
                "headline" => story.headline = self.prose(value),
                "situation" => story.situation = self.prose(value),
                "task" => story.task = self.prose(value),
                "action" => story.action = self.prose(value),
                "result" => story.result = self.prose(value),
                "learning" => story.learning = self.prose(value),
                "claims" => claims = self.each(value, Self::claim),
                "allow" => story.allow = self.each(value, Self::allow),
                "notes" => story.notes = self.prose(value),
                "created" => story.created = self.parsed(value, parse::time),
                "updated" => story.updated = self.parsed(value, parse::time),
                _ => {}
            }
        }
        self.title(node, entries);
        let sections = story.sections();
        for (claim, place) in &claims {
            if !figure_occurs(&claim.figure, &sections) {
                let message =
                    format!("the figure {} does not stand in the text", quoted(&claim.figure));
                self.report(
                    *place,
                    message,
                    "a claim quotes words of the story; copy them from it",
                );
            }
        }
        story.claims = claims.into_iter().map(|(claim, _)| claim).collect();
        story
    }

    fn title(&mut self, node: &Node, entries: &[Entry]) {
        let given = entries.iter().find(|entry| entry.key == "title");
        if given.is_some_and(|entry| !is_blank(&entry.value)) {
            return;
        }
        let misspelt = entries.iter().take(MAX_PROBLEMS).any(|entry| {
            !StoryDocument::KEYS.contains(&entry.key.as_str())
                && meant(&entry.key, &StoryDocument::KEYS) == Some("title")
        });
        if !misspelt {
            let place = given.map_or(node.place, |entry| entry.place);
            self.report(place, "the title is missing", "give it one line: `title: …`");
        }
    }

    fn claim(&mut self, node: &Node) -> Option<(Claim, Place)> {
        const KEYS: [&str; 4] = ["figure", "basis", "source", "share"];
        let entries = self.mapping(node, "a claim", &KEYS, &[])?;
        let (mut figure, mut basis, mut source, mut share) = (None, None, None, None);
        let mut place = node.place;
        for Entry { key, value, .. } in entries {
            match key.as_str() {
                "figure" => {
                    place = value.place;
                    figure = self.line(value);
                }
                "basis" => basis = self.parsed(value, parse::basis),
                "source" => source = self.line(value),
                "share" => share = self.line(value),
                _ => {}
            }
        }
        self.required(node, entries, "a claim", "figure", "the words of the text it is about");
        self.required(
            node,
            entries,
            "a claim",
            "basis",
            &parse::listed(&Basis::ALL.map(Basis::as_str)),
        );
        Some((Claim { figure: figure?, basis: basis?, source, share }, place))
    }

    fn allow(&mut self, node: &Node) -> Option<Allow> {
        const KEYS: [&str; 2] = ["code", "reason"];
        let entries = self.mapping(node, "an allowed finding", &KEYS, &[])?;
        let (mut code, mut reason) = (None, None);
        for Entry { key, value, .. } in entries {
            match key.as_str() {
                "code" => code = self.parsed(value, parse::code),
                "reason" => reason = self.line(value),
                _ => {}
            }
        }
        self.required(node, entries, "an allowed finding", "code", "the rule, as in `V001`");
        self.required(node, entries, "an allowed finding", "reason", "why it is all right here");
        Some(Allow { code: code?, reason: reason? })
    }

    fn principles(&mut self, node: &Node) -> Vec<PrincipleId> {
        let mut principles = Vec::new();
        for (id, place) in self.each(node, |reader, item| {
            let typed = reader.line(item)?;
            let id = reader.principle(&typed, item.place)?;
            Some((id, item.place))
        }) {
            if principles.contains(&id) {
                let message = format!("the principle `{id}` is listed twice");
                self.report(place, message, "name each once; the first is the primary one");
            } else {
                principles.push(id);
            }
        }
        principles
    }

    fn principle(&mut self, typed: &str, place: Place) -> Option<PrincipleId> {
        if typed.len() > LONGEST_WORD {
            let message = format!("no principle is called {}", quoted(typed));
            self.report(place, message, "write each principle by its id");
            return None;
        }
        match self.profile.resolve(typed) {
            Ok(principle) => Some(principle.id.clone()),
            Err(unknown) => {
                let (message, hint) = if unknown.candidates.len() > 1 {
                    let could_be = unknown.candidates.join(" or ");
                    (
                        format!("{} could be {could_be}", quoted(typed)),
                        "write one of the ids".into(),
                    )
                } else {
                    let hint = match unknown.nearest {
                        Some(id) => format!("did you mean `{id}`?"),
                        None => "`star learn` lists them all".to_owned(),
                    };
                    (format!("no principle is called {}", quoted(typed)), hint)
                };
                self.report(place, message, hint);
                None
            }
        }
    }

    /// The entries of a mapping, each unknown or repeated key reported.
    fn mapping<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        keys: &[&str],
        also: &[&str],
    ) -> Option<&'n [Entry]> {
        let Value::Mapping(entries) = &node.value else {
            let message = format!("{what} is written as keys with values, not as {}", node.kind());
            let first = if keys.contains(&"title") { "title" } else { keys[0] };
            self.report(node.place, message, format!("start it with `{first}: …`"));
            return None;
        };
        let unknown = |entry: &&Entry| {
            !keys.contains(&entry.key.as_str()) && !also.contains(&entry.key.as_str())
        };
        for Entry { key, place, .. } in entries.iter().filter(unknown).take(MAX_PROBLEMS) {
            let message = format!("{what} has no key {}", quoted(key));
            self.report(*place, message, key_hint(key, keys));
        }
        self.problems.extend(repeated_keys(entries, self.file));
        Some(entries)
    }

    fn required(&mut self, node: &Node, entries: &[Entry], what: &str, key: &str, gloss: &str) {
        let given = entries.iter().find(|entry| entry.key == key);
        if given.is_none_or(|entry| is_blank(&entry.value)) {
            let place = given.map_or(node.place, |entry| entry.place);
            self.report(place, format!("{what} needs `{key}`"), format!("`{key}`: {gloss}"));
        }
    }

    /// Every item of a list that can be read; nothing is an empty list.
    fn each<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Vec<T> {
        match &node.value {
            _ if is_blank(node) => Vec::new(),
            Value::Sequence(items) if items.len() > MAX_ITEMS => {
                let message = format!("the list holds more than {MAX_ITEMS} items");
                self.report(node.place, message, "keep the ones that matter");
                Vec::new()
            }
            Value::Sequence(items) => {
                items.iter().map(Rc::as_ref).filter_map(|item| read(self, item)).collect()
            }
            _ => {
                let message = format!("a list is wanted here, not {}", node.kind());
                self.report(
                    node.place,
                    message,
                    "write `[a, b]`, or `- ` before each on its own line",
                );
                Vec::new()
            }
        }
    }

    fn text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        match &node.value {
            Value::Null => None,
            Value::Scalar(text) => Some(text),
            _ => {
                let message = format!("text is wanted here, not {}", node.kind());
                self.report(node.place, message, "put it in double quotes if it is meant as text");
                None
            }
        }
    }

    fn line(&mut self, node: &Node) -> Option<String> {
        let tidied = text::line(self.text(node)?);
        self.kept(node, tidied)
    }

    fn prose(&mut self, node: &Node) -> Option<String> {
        let tidied = text::prose(self.text(node)?);
        self.kept(node, tidied)
    }

    fn kept(&mut self, node: &Node, tidied: Result<Option<String>, TextError>) -> Option<String> {
        tidied.unwrap_or_else(|error| {
            let hint = match error {
                TextError::Control(_) => REMOVE,
                TextError::Long { .. } => "a story is told in ninety seconds; shorten it",
            };
            self.report(node.place, error.to_string(), hint);
            None
        })
    }

    fn parsed<T>(&mut self, node: &Node, parse: fn(&str) -> Result<T, parse::Fault>) -> Option<T> {
        let line = self.line(node)?;
        match parse(&line) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.report(node.place, fault.message, fault.hint);
                None
            }
        }
    }

    fn report(&mut self, place: Place, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(Problem::new(self.file, place, message).with_hint(hint));
    }
}

/// Whether nothing stands in a node, or white space alone.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar(text) => text.trim().is_empty(),
        Value::Sequence(_) | Value::Mapping(_) => false,
    }
}

/// A problem for every key that stands in a mapping for a second time.
pub(super) fn repeated_keys(entries: &[Entry], file: &str) -> Vec<Problem> {
    let mut first = HashMap::new();
    entries
        .iter()
        .filter_map(|entry| {
            let before = *first.entry(entry.key.as_str()).or_insert(entry.place);
            (before != entry.place).then(|| {
                let message = format!("the key {} stands here again", quoted(&entry.key));
                Problem::new(file, entry.place, message)
                    .with_hint(format!("it is on line {}", before.line))
            })
        })
        .take(MAX_PROBLEMS)
        .collect()
}

/// What to do about a control character.
pub(super) const REMOVE: &str = "remove it; it is invisible and no text of a story";

/// What to write instead of an unknown key.
pub(super) fn key_hint(key: &str, keys: &[&str]) -> String {
    match meant(key, keys) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("the keys are {}", keys.join(", ")),
    }
}

/// The key that an unknown one most likely stands for.
pub(super) fn meant<'k>(key: &str, keys: &[&'k str]) -> Option<&'k str> {
    if key.len() > LONGEST_WORD {
        return None;
    }
    let lower = key.to_lowercase();
    SYNONYMS
        .iter()
        .find(|(from, to)| *from == lower && keys.contains(to))
        .map(|(_, to)| *to)
        .or_else(|| nearest(&lower, keys.iter().copied()))
}
