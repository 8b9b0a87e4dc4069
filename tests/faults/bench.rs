//! What every harness needs: how much to run, chance that repeats, and libraries to work on.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use starbench::store::{Access, Check, Library, NewOperation, Severity, StoreError, story_change};
use starbench::story::{Section, Story, StoryId, Verb};
use tempfile::TempDir;
use uuid::Uuid;

/// How many rounds to run: few in every test run, many in the long form.
pub(crate) fn rounds(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

pub(crate) fn is_long() -> bool {
    std::env::var_os("STAR_FAULTS").is_some_and(|form| form == "long")
}

/// One line of the table of figures.
pub(crate) fn figure(fault: &str, figures: &str) {
    eprintln!("figure | {fault} | {figures}");
}

/// A folder in memory where the system has one, for what is not about the disk.
pub(crate) fn quick_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Numbers that look random and are the same in every run (`SplitMix64`).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below a bound that is not zero.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// Whether something of one chance in `of` happens.
    pub(crate) fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    pub(crate) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

/// A moment that only its number tells from others.
pub(crate) fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + second, 0).unwrap()
}

/// A story whose id and slug come from a number.
pub(crate) fn story(number: u128) -> Story {
    let slug = format!("story-{number}").parse().unwrap();
    let mut story = Story::draft(StoryId(Uuid::from_u128(number)), slug, "A title", at(0));
    story.sections.set(Section::Action, Some(format!("I did thing number {number}.")));
    story
}

pub(crate) fn told(story: &Story, action: &str) -> Story {
    let mut told = story.clone();
    told.sections.action = Some(action.to_owned());
    told
}

/// One of the things that happen to a library, on a few stories, so that every kind of change meets every other.
pub(crate) fn random_act(library: &mut Library, chance: &mut Chance, second: i64) {
    let number = chance.below(12) as u128 + 1;
    let now = library.story(story(number).id).unwrap();
    let text = format!("Text {} of {second}.", chance.next());
    let done = match (chance.below(10), now) {
        (0..=1, _) => library.undo(at(second)).map(|_| ()),
        (2, _) => library.redo(at(second)).map(|_| ()),
        (3, Some(before)) => commit(library, Verb::Remove, &[(Some(&before), None)], second),
        (4..=5, _) => {
            let after: Vec<Story> = (20..40).map(|n| told(&story(n), &text)).collect();
            let before: Vec<Option<Story>> =
                after.iter().map(|story| library.story(story.id).unwrap()).collect();
            let pairs: Vec<_> =
                before.iter().zip(&after).map(|(b, a)| (b.as_ref(), Some(a))).collect();
            commit(library, Verb::Import, &pairs, second)
        }
        (_, Some(before)) => {
            let after = told(&before, &text);
            commit(library, Verb::Edit, &[(Some(&before), Some(&after))], second)
        }
        (_, None) => commit(library, Verb::New, &[(None, Some(&story(number)))], second),
    };
    match done {
        Ok(()) | Err(StoreError::NothingToUndo | StoreError::NothingToRedo) => {}
        Err(error) => panic!("{error}"),
    }
}

pub(crate) fn commit(
    library: &mut Library,
    verb: Verb,
    pairs: &[(Option<&Story>, Option<&Story>)],
    second: i64,
) -> Result<(), StoreError> {
    let changes = pairs.iter().map(|(before, after)| story_change(*before, *after)).collect();
    let new = NewOperation { verb, summary: "a test".into(), changes };
    library.commit(new, at(second)).map(|_| ())
}

/// How a library stands: how many operations it knows, and the fingerprint of its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) operations: usize,
    pub(crate) fingerprint: String,
}

impl State {
    pub(crate) fn of(library: &Library) -> Result<Self, StoreError> {
        Ok(Self {
            operations: library.log(usize::MAX)?.len(),
            fingerprint: library.fingerprint()?.to_string(),
        })
    }
}

/// What the doctor finds wrong with the library or a backup; who may read them is another matter.
pub(crate) fn damage(library: &Library) -> Result<Vec<String>, StoreError> {
    let findings = library.doctor()?.into_iter();
    Ok(findings
        .filter(|finding| finding.severity == Severity::Error || finding.check == Check::Backups)
        .map(|finding| finding.message)
        .collect())
}

/// Opens a library as a reader would, and says how it stands; an error is what such a reader is told.
pub(crate) fn look(path: &Path) -> Result<State, String> {
    let library = Library::open(path, Access::ReadOnly).map_err(|error| error.to_string())?;
    let damage = damage(&library).map_err(|error| error.to_string())?;
    match damage.first() {
        Some(damage) => Err(format!("the doctor finds: {damage}")),
        None => State::of(&library).map_err(|error| error.to_string()),
    }
}

/// Copies the files of a folder, with what lies below it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder with its content, by its path from there.
pub(crate) fn files(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut all = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}
