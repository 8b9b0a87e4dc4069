//! Documents in: a whole library or one story, YAML or JSON.

use std::collections::HashMap;

use super::document::{StoryDocument, VERSION};
use super::problem::{Problem, Remark, START, quoted};
use super::reader::{self, REMOVE, key_hint, label, meant, read_story, repeated_keys};
use super::source::Source;
use super::text::TextError;
use super::{markdown, recovery, table};
use crate::catalogue::Profile;
use crate::story::StoryId;
use crate::yaml::{self, Entry, Node, Place, Value, YamlError};

/// Most stories in one source.
const MAX_STORIES: usize = 50_000;

/// Most problems that are told of one source.
const MAX_PROBLEMS: usize = 1_000;

/// Most remarks that are made on one source.
const MAX_REMARKS: usize = 100;

/// What sources hold: the stories that are sound, and what is wrong with the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// Sound stories, in the order of the sources.
    pub stories: Vec<Imported>,
    /// Why the other stories, or whole sources, cannot be taken, in the order of the sources.
    pub problems: Vec<Problem>,
    /// What was done with parts that have no place of their own in a story.
    pub remarks: Vec<Remark>,
}

/// A sound story and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The story, its text normalised.
    pub document: StoryDocument,
    /// The source's name.
    pub file: String,
    /// Where the story starts in it.
    pub place: Place,
}

/// Reads one source: a library (`stories: […]`) or a single story, as YAML or JSON; where its name ends in
/// `.md`, stories under headings; in `.csv` or `.tsv`, one story a row.
///
/// Each story is judged on its own. Where the source as a whole is not YAML, the entries of a block-style
/// library are still told apart by their indentation, so that one broken story costs only itself.
pub fn read(source: &Source, profile: &Profile) -> Import {
    let mut import = Import::default();
    match source.cleaned() {
        Err(problem) => import.problems.push(problem),
        Ok((text, controls)) => {
            let mut intake = Intake { file: &source.name, profile, spoilt: controls, import };
            match Form::of(&source.name) {
                Form::Document => intake.document(&text),
                Form::Markdown => markdown::read(&mut intake, &text),
                Form::Table => table::read(&mut intake, &text),
            }
            // What is left stands where no story does.
            intake.take_spoilt(None, || None);
            import = intake.import;
        }
    }
    import.problems.sort_by_key(|problem| problem.place);
    import
}

/// Reads a text as Markdown whatever it is called; one without a heading for its title gets this one.
pub fn read_notes(source: &Source, title: &str, profile: &Profile) -> Import {
    let mut import = Import::default();
    match source.cleaned() {
        Err(problem) => import.problems.push(problem),
        Ok((text, controls)) => {
            let mut intake = Intake { file: &source.name, profile, spoilt: controls, import };
            let titled = text.lines().any(|line| line.starts_with("# "));
            let text = if titled { text } else { format!("# {title}\n\n{text}") };
            markdown::read(&mut intake, &text);
            intake.take_spoilt(None, || None);
            import = intake.import;
        }
    }
    import
}

/// Reads several sources, and refuses the second of two stories with the same id.
pub fn read_all<'s>(sources: impl IntoIterator<Item = &'s Source>, profile: &Profile) -> Import {
    let mut all = Import::default();
    for source in sources {
        let mut import = read(source, profile);
        all.stories.append(&mut import.stories);
        all.problems.append(&mut import.problems);
        all.remarks.append(&mut import.remarks);
    }
    all.refuse_repeated_ids();
    all
}

impl Import {
    pub(super) fn refuse_repeated_ids(&mut self) {
        let mut seen: HashMap<StoryId, (String, Place)> = HashMap::new();
        let problems = &mut self.problems;
        self.stories.retain(|story| {
            let Some(id) = story.document.id else { return true };
            let Some((file, place)) = seen.get(&id) else {
                seen.insert(id, (story.file.clone(), story.place));
                return true;
            };
            let mut problem = Problem::new(
                &story.file,
                story.place,
                format!("the id {id} is here a second time"),
            )
            .with_hint(format!("it is in {file}:{}; one of the two must go", place.line));
            problem.story = Some(story.document.wanted_slug().to_string());
            problems.push(problem);
            false
        });
    }
}

/// The form of a source, as the ending of its name says.
enum Form {
    Document,
    Markdown,
    Table,
}

impl Form {
    fn of(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            Some("csv" | "tsv") => Self::Table,
            _ => Self::Document,
        }
    }
}

/// One source on its way in.
pub(super) struct Intake<'a> {
    file: &'a str,
    profile: &'a Profile,
    /// Characters that no text may hold, not yet laid at a story's door.
    spoilt: Vec<(Place, char)>,
    import: Import,
}

impl Intake<'_> {
    fn document(&mut self, text: &str) {
        match yaml::tree(text) {
            Ok(root) => self.root(&root),
            Err(error) => match recovery::entries(text, MAX_STORIES) {
                Some(library) => self.recovered(library),
                None => self.refuse(error),
            },
        }
    }

    fn root(&mut self, root: &Node) {
        match &root.value {
            Value::Null => {
                self.report(START, "the source is empty", "`star export` shows the form");
            }
            Value::Mapping(entries) => {
                if !self.version_is_ours(entries) {
                    self.spoilt.clear();
                } else if let Some(stories) = entries.iter().find(|entry| entry.key == "stories") {
                    self.library(entries);
                    self.stories(&stories.value);
                } else if entries
                    .iter()
                    .any(|entry| StoryDocument::KEYS.contains(&entry.key.as_str()))
                {
                    self.story(root, None, &["version"]);
                } else {
                    let misspelt = |entry: &&Entry| meant(&entry.key, &["stories"]).is_some();
                    let mut some = entries.iter().take(reader::MAX_PROBLEMS);
                    let place = some.find(misspelt).map(|entry| entry.place);
                    self.report(
                        place.unwrap_or(root.place),
                        "this is no library and no story: neither `stories` nor `title` stands here",
                        "`star export` shows the form",
                    );
                }
            }
            _ => self.report(
                root.place,
                format!("a library starts with keys, not with {}", root.kind()),
                "put `version: 1` and `stories:` above the list",
            ),
        }
    }

    fn recovered(&mut self, library: recovery::Library<'_>) {
        let head = match yaml::tree(library.head) {
            Ok(head) => head,
            Err(error) => return self.refuse(error),
        };
        if let Value::Mapping(entries) = &head.value {
            if !self.version_is_ours(entries) {
                return self.spoilt.clear();
            }
            self.library(entries);
        }
        let entries = library.entries;
        for (index, entry) in entries.iter().enumerate() {
            let end = entries.get(index + 1).map(|next| Place { line: next.line, column: 1 });
            if self.is_full(Place { line: entry.line, column: 1 }, index) {
                break;
            }
            match yaml::tree_at(entry.text, entry.line) {
                Ok(list) => match &list.value {
                    Value::Sequence(items) => {
                        for item in items {
                            self.story(item, end, &[]);
                        }
                    }
                    _ => self.story(&list, end, &[]),
                },
                Err(error) => {
                    let mut problem = Problem::of_yaml(self.file, error);
                    problem.story = entry.label();
                    self.import.problems.push(problem);
                    self.take_spoilt(end, || entry.label());
                }
            }
        }
    }

    fn version_is_ours(&mut self, entries: &[Entry]) -> bool {
        let Some(entry) = entries.iter().find(|entry| entry.key == "version") else {
            return true;
        };
        let typed = match &entry.value.value {
            Value::Scalar(text) => text.trim(),
            _ => "",
        };
        if typed.parse() == Ok(VERSION) {
            return true;
        }
        let (message, hint) = match typed.parse::<u64>() {
            Ok(newer) if newer > u64::from(VERSION) => (
                format!("this document is of version {newer}, and this program reads version 1"),
                "a newer `star` wrote it; update this one",
            ),
            _ => (format!("{} is no version of a library", quoted(typed)), "write `version: 1`"),
        };
        self.report(entry.value.place, message, hint);
        false
    }

    fn library(&mut self, entries: &[Entry]) {
        const KEYS: [&str; 2] = ["version", "stories"];
        let unknown = |entry: &&Entry| !KEYS.contains(&entry.key.as_str());
        for Entry { key, place, .. } in entries.iter().filter(unknown).take(reader::MAX_PROBLEMS) {
            let hint = if StoryDocument::KEYS.contains(&key.as_str()) {
                "it belongs to a story; indent it under its `- `".to_owned()
            } else {
                key_hint(key, &KEYS)
            };
            self.report(*place, format!("a library has no key {}", quoted(key)), hint);
        }
        self.import.problems.extend(repeated_keys(entries, self.file));
    }

    fn stories(&mut self, list: &Node) {
        match &list.value {
            Value::Null => {}
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    if self.is_full(item.place, index) {
                        break;
                    }
                    self.story(item, items.get(index + 1).map(|next| next.place), &[]);
                }
            }
            _ => self.report(
                list.place,
                format!("`stories` is a list, not {}", list.kind()),
                "begin each story with `- ` on a line of its own",
            ),
        }
    }

    /// Takes one story, which ends where the next begins.
    pub(super) fn story(&mut self, node: &Node, end: Option<Place>, also: &[&str]) {
        let spoilt = self.take_spoilt(end, || label(node));
        match read_story(node, self.file, self.profile, also) {
            Ok(document) if !spoilt => self.import.stories.push(Imported {
                document,
                file: self.file.to_owned(),
                place: node.place,
            }),
            Ok(_) => {}
            Err(problems) => self.import.problems.extend(problems),
        }
    }

    /// Reports the forbidden characters that stand before `end`, and says whether there are any.
    fn take_spoilt(&mut self, end: Option<Place>, story: impl FnOnce() -> Option<String>) -> bool {
        let count = self.spoilt.partition_point(|(place, _)| end.is_none_or(|end| *place < end));
        let Some(&(place, c)) = self.spoilt[..count].first() else { return false };
        let mut problem =
            Problem::new(self.file, place, TextError::Control(c).to_string()).with_hint(REMOVE);
        problem.story = story();
        self.import.problems.push(problem);
        self.spoilt.drain(..count);
        true
    }

    /// Whether reading ends before the story at `place`, which is said.
    pub(super) fn is_full(&mut self, place: Place, stories: usize) -> bool {
        let message = if stories >= MAX_STORIES {
            format!("the source holds more than {MAX_STORIES} stories")
        } else if self.import.problems.len() >= MAX_PROBLEMS {
            format!("there are more than {MAX_PROBLEMS} problems, and nothing is read from here on")
        } else {
            return false;
        };
        self.spoilt.clear();
        self.report(place, message, "mend these first, or split the source");
        true
    }

    /// Takes nothing of a source that cannot be read.
    pub(super) fn refuse(&mut self, error: YamlError) {
        self.import.problems.push(Problem::of_yaml(self.file, error));
    }

    pub(super) fn remark(&mut self, place: Place, message: impl Into<String>) {
        if self.import.remarks.len() < MAX_REMARKS {
            let file = self.file.to_owned();
            self.import.remarks.push(Remark { file, place, message: message.into() });
        }
    }

    pub(super) fn report(
        &mut self,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.import.problems.push(Problem::new(self.file, place, message).with_hint(hint));
    }
}
