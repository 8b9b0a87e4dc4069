//! `star sync`

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};
use clap::Subcommand;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::cli::context::{Context, read_text};
use crate::cli::error::{CliError, Done};
use crate::cli::git::{self, Git, Pushed};
use crate::cli::library;
use crate::interchange::{
    Entry, Kept, MAX_PROSE, Merged, Own, Shared, StoryDocument, merge_shared, read_folder,
    write_folder,
};
use crate::render::style;
use crate::store::{Library, NewOperation, story_change};
use crate::story::{Change, Entity, Story, Verb};

/// Share stories and practice with another machine of yours, through a git repository
///
/// Each machine keeps its own library; what differs is merged field by field against what both had seen last.
/// Where both changed one field, the later version stands and the other is kept in the story's notes. Only a
/// removal removes: nothing is lost because it is missing elsewhere. `star undo` takes a merge back. The plan stays
/// with its machine. The history of a git repository keeps every version, so a purge cannot reach it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star sync init /media/stick/stories.git\n  star sync init git@example.org:me/stories.git\n  star sync"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Option<Action>,

    /// Start anew against a repository whose history is not the one known here; both versions are kept
    #[arg(long)]
    rejoin: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Say which git repository to share through
    Init {
        /// A folder, made as a bare repository if there is none, or the address of a repository
        #[arg(value_name = "DIR|REMOTE")]
        remote: String,
    },
}

/// What this machine knows of the sharing, beside the library.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sharing {
    version: u32,
    remote: String,
    /// This machine's name.
    device: Uuid,
    /// The commit that the library had seen last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    /// A commit that was on its way there when this was written; it was seen as well if it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pushing: Option<String>,
    /// The newest merge in effect at that time, by its place in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    merge: Option<u64>,
}

/// Other machines that push at the same time are waited out so often.
const MOST_ROUNDS: usize = 20;

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let places = Places::of(&cx.library.value);
    if let Some(Action::Init { remote }) = &args.action {
        return init(remote, &places, cx);
    }
    let mut sharing = places.read()?;
    if args.rejoin {
        sharing.base = None;
        sharing.pushing = None;
        sharing.merge = None;
    }
    let lock = open_lock(&places.lock).map_err(|error| {
        CliError::new(format!("{} cannot be written", places.lock.display())).cause(error)
    })?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(CliError::new("another `star sync` of this library is running"));
        }
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    let git = Git::at(&places.git)?;
    git.connect(&sharing.remote)?;
    let mut library = library::write(cx)?;
    let mut told = Told::default();
    for _ in 0..MOST_ROUNDS {
        match round(&git, &mut library, &mut sharing, args.rejoin, &places, &mut told, cx)? {
            None => {
                report(&told, cx);
                return Ok(Done::Clean);
            }
            Some(refused) => told.refused = Some(refused),
        }
    }
    let error = CliError::new("the shared repository does not take what was merged");
    Err(match told.refused {
        Some(refused) => refused.causes.iter().fold(error, CliError::cause),
        None => error,
    }
    .hint("the library has everything that was shared; run it again: star sync"))
}

/// Where the library is shared, if it is.
pub(crate) fn remote(cx: &Context) -> Option<String> {
    Places::of(&cx.library.value).read().ok().map(|sharing| sharing.remote)
}

fn open_lock(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The files of the sharing, named after the library.
struct Places {
    sharing: PathBuf,
    git: PathBuf,
    lock: PathBuf,
}

impl Places {
    fn of(library: &Path) -> Self {
        let library = fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
        let beside = |suffix: &str| {
            let mut name = OsString::from(&library);
            name.push(suffix);
            PathBuf::from(name)
        };
        Self { sharing: beside(".sync"), git: beside(".sync.git"), lock: beside(".sync.lock") }
    }

    fn read(&self) -> Result<Sharing, CliError> {
        if !self.sharing.exists() {
            return Err(CliError::new("this library is not shared yet")
                .hint("say through which repository: star sync init DIR|REMOTE"));
        }
        serde_json::from_str(&read_text(&self.sharing)?).map_err(|error| {
            CliError::new(format!("{} cannot be read", self.sharing.display()))
                .cause(error)
                .hint("say anew which repository it is: star sync init DIR|REMOTE")
        })
    }

    /// Puts a new state in the old one's place, whole.
    fn write(&self, sharing: &Sharing) -> Result<(), CliError> {
        let text = serde_json::to_string_pretty(sharing)
            .map_err(|error| CliError::new("the sharing cannot be written down").cause(error))?;
        // A file of its own under a fresh name, for its owner's eyes, moved into place.
        crate::cli::files::write(&self.sharing, &(text + "\n"), true)
    }
}

fn init(remote: &str, places: &Places, cx: &Context) -> Result<Done, CliError> {
    // The folder that the sharing's files go to is the library's.
    library::write(cx)?;
    let places = if places.sharing.is_absolute() { places } else { &Places::of(&cx.library.value) };
    let folder = Path::new(remote);
    let address =
        remote.contains("://") || remote.split('/').next().is_some_and(|host| host.contains(':'));
    let remote = if address {
        remote.to_owned()
    } else {
        if folder.join(".git").exists() {
            return Err(CliError::new(format!("{} has a work tree", folder.display()))
                .hint("share through a bare repository: name a new folder, and star makes one"));
        }
        if !git::is_bare(folder) {
            let empty = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
            if !empty {
                return Err(CliError::new(format!("{} holds other things", folder.display()))
                    .hint("name a new folder, and star makes a repository there"));
            }
            git::make_bare(folder)?;
        }
        fs::canonicalize(folder)?.display().to_string()
    };
    let known = places.read().ok();
    let device = known.as_ref().map_or_else(Uuid::now_v7, |known| known.device);
    let same = known.filter(|known| known.remote == remote);
    let (base, pushing, merge) =
        same.map_or((None, None, None), |known| (known.base, known.pushing, known.merge));
    Git::at(&places.git)?.connect(&remote)?;
    places.write(&Sharing { version: 1, remote: remote.clone(), device, base, pushing, merge })?;
    cx.ui.status(&format!("The stories are shared through {}.", style::clean_line(&remote)));
    cx.ui.hint("share them now, and whenever you like: star sync");
    Ok(Done::Clean)
}

/// What is said at the end.
#[derive(Default)]
struct Told {
    taken: usize,
    given: usize,
    kept: Vec<Kept>,
    refused: Option<CliError>,
}

/// Fetches, merges and pushes once; gives back why the push was not taken, if it was not.
fn round(
    git: &Git,
    library: &mut Library,
    sharing: &mut Sharing,
    rejoin: bool,
    places: &Places,
    told: &mut Told,
    cx: &Context,
) -> Result<Option<CliError>, CliError> {
    let head = git.fetch()?;
    let read = |commit: Option<&str>| -> Result<Shared, CliError> {
        let Some(commit) = commit else { return Ok(Shared::default()) };
        read_folder(&git.files(commit)?, cx.profile()).map_err(|error| {
            CliError::new("what is shared cannot be read; nothing was changed").cause(error)
        })
    };
    let theirs = read(head.as_deref())?;
    let now = cx.now();
    let mut merged = Merged::default();
    let device = sharing.device.to_string();
    let mut known: Option<String> = None;
    // Decided behind the library's lock, so that what is merged is what stands.
    let done = library.commit_with(now, |library| {
        let anew = rejoin && sharing.base.is_none();
        known = if anew { None } else { seen(git, library, sharing, head.as_deref())? };
        refuse_other_history(git, known.as_deref(), head.as_deref())?;
        let base = read(known.as_deref())?;
        let own = own(library)?;
        let stamp = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        merged = merge_shared(&base, &own, &theirs, &device, &stamp);
        refuse_long_notes(&merged.shared)?;
        let changes = changes(library, &merged, now)?;
        if changes.is_empty() {
            return Ok::<_, CliError>(None);
        }
        let count = style::count(changes.len(), "change", "changes");
        let up_to = head.as_deref().map_or("", |head| head.get(..16).unwrap_or(head));
        let summary = format!("{count}, up to {up_to}");
        Ok(Some(NewOperation { verb: Verb::Sync, summary, changes }))
    })?;
    told.taken += done.map_or(0, |operation| operation.changes.len());
    told.kept.append(&mut merged.kept);
    // From here on the library has seen what is shared, whether or not the push succeeds.
    sharing.base.clone_from(&head);
    sharing.pushing = None;
    sharing.merge = newest_merge(library)?.map(|(number, _)| number);
    places.write(sharing)?;

    let before = head.as_deref().map(|head| git.files(head)).transpose()?.unwrap_or_default();
    let after = write_folder(&merged.shared);
    let ours =
        |path: &str| ["stories/", "removed/", "practice/"].iter().any(|own| path.starts_with(own));
    let gone = before.keys().filter(|path| ours(path) && !after.contains_key(*path));
    let mut differing: BTreeMap<String, Option<Vec<u8>>> =
        gone.map(|path| (path.clone(), None)).collect();
    for (path, content) in after {
        if before.get(&path) != Some(&content) {
            differing.insert(path, Some(content));
        }
    }
    if differing.is_empty() {
        return Ok(None);
    }
    let commit = git.commit(head.as_deref(), &differing, &device, now.timestamp())?;
    sharing.pushing = Some(commit.clone());
    places.write(sharing)?;
    match git.push(&commit)? {
        Pushed::Done => {
            told.given += differing.len();
            sharing.base = Some(commit);
            sharing.pushing = None;
            places.write(sharing)?;
            Ok(None)
        }
        Pushed::Refused(error) if git.fetch()? == head => Err(error
            .hint("the library has everything that was shared; once that is put right: star sync")),
        Pushed::Refused(error) => Ok(Some(error)),
    }
}

/// The newest merge that is in effect, with the commit that it took over.
fn newest_merge(library: &Library) -> Result<Option<(u64, String)>, CliError> {
    let newest = library
        .log(usize::MAX)?
        .into_iter()
        .find(|entry| entry.verb == Verb::Sync && entry.in_effect);
    Ok(newest.map(|entry| {
        let commit = entry.summary.rsplit(' ').next().unwrap_or_default().to_owned();
        (entry.number, commit)
    }))
}

/// The commit that the library has seen last.
///
/// A merge names its commit in the log, so that one that was killed before it wrote that down elsewhere, and one
/// that was undone since, are both told right.
fn seen(
    git: &Git,
    library: &Library,
    sharing: &Sharing,
    head: Option<&str>,
) -> Result<Option<String>, CliError> {
    let newest = newest_merge(library)?;
    if newest.as_ref().map(|(number, _)| *number) == sharing.merge {
        return Ok(match (&sharing.pushing, head) {
            (Some(pushed), Some(head)) if git.leads_to(pushed, head)? => Some(pushed.clone()),
            _ => sharing.base.clone(),
        });
    }
    match newest {
        Some((_, commit)) if !commit.is_empty() => git.commit_of(&commit),
        _ => Ok(None),
    }
}

/// Refuses a repository that no longer holds what was seen: merging with it could take back what was shared.
fn refuse_other_history(git: &Git, base: Option<&str>, head: Option<&str>) -> Result<(), CliError> {
    let Some(base) = base else { return Ok(()) };
    let same = match head {
        Some(head) => git.leads_to(base, head)?,
        None => false,
    };
    if same {
        return Ok(());
    }
    Err(CliError::new("the shared repository no longer holds what this machine saw there last")
        .cause("its history was rewritten, or it is another repository")
        .hint("if that is meant, join it anew; both versions are kept: star sync --rejoin"))
}

/// Refuses what no machine could read again: notes that grew too long by what they keep.
fn refuse_long_notes(shared: &Shared) -> Result<(), CliError> {
    for entry in shared.stories.values() {
        let Entry::Story(story) = entry else { continue };
        let length = story.notes.as_deref().map_or(0, |notes| notes.chars().count());
        if length > MAX_PROSE {
            let slug = story.wanted_slug();
            return Err(CliError::new(format!(
                "the notes of {slug} with what they would keep are longer than {MAX_PROSE} characters; nothing was changed"
            ))
            .hint(format!("shorten them, then run it again: star edit {slug}")));
        }
    }
    Ok(())
}

fn own(library: &Library) -> Result<Own, CliError> {
    let stories =
        library.stories()?.iter().map(|story| (story.id, StoryDocument::from(story))).collect();
    Ok(Own { stories, practice: library.records(Entity::Practice)?.into_iter().collect() })
}

/// What the merge changes in this library; removals and renamings make room first.
fn changes(
    library: &Library,
    merged: &Merged,
    now: DateTime<Utc>,
) -> Result<Vec<Change>, CliError> {
    let mut standing: BTreeMap<_, Story> =
        library.stories()?.into_iter().map(|story| (story.id, story)).collect();
    let mut removals = Vec::new();
    let mut puts = Vec::new();
    for (id, entry) in &merged.shared.stories {
        let before = standing.remove(id);
        match (entry, before) {
            (Entry::Removed(_), Some(before)) => removals.push(story_change(Some(&before), None)),
            (Entry::Removed(_), None) => {}
            (Entry::Story(after), before) => {
                if before.as_ref().map(StoryDocument::from).as_ref() == Some(after.as_ref()) {
                    continue;
                }
                let slug = after.wanted_slug();
                let after = after.as_ref().clone().into_story(*id, slug, now);
                match before {
                    // Two may have changed names with each other, so each gives its name up first.
                    Some(before) if before.slug != after.slug => {
                        removals.push(story_change(Some(&before), None));
                        puts.push(story_change(None, Some(&after)));
                    }
                    before => puts.push(story_change(before.as_ref(), Some(&after))),
                }
            }
        }
    }
    removals.extend(puts);
    removals.extend(merged.practice_new.iter().map(|(key, body)| Change {
        entity: Entity::Practice,
        key: key.clone(),
        before: None,
        after: Some(body.clone()),
    }));
    Ok(removals)
}

fn report(told: &Told, cx: &Context) {
    for kept in &told.kept {
        cx.ui.warn(&style::clean_line(&kept.to_string()));
    }
    if told.taken + told.given == 0 {
        cx.ui.status("Nothing new on either side.");
        return;
    }
    cx.ui.status(&format!(
        "Took over {} and shared {}.",
        style::count(told.taken, "change", "changes"),
        style::count(told.given, "file", "files")
    ));
    if told.taken > 0 {
        cx.ui.hint("what it changed: star log; take that back: star undo");
    }
}
