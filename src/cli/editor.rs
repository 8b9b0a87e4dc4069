//! A document in the user's own editor. Whatever happens, what was typed is in the library or in a draft file
//! that is named.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::context::Context;
use super::error::CliError;
use super::prompt::Prompt;
use super::ui::Ui;
use crate::render::style;
use crate::story::{Slug, StoryId};

/// Why a text was not taken.
pub(crate) enum Refused {
    /// The text is at fault and can be mended.
    Text {
        /// What is wrong, one line each, with its place.
        messages: Vec<String>,
        /// The text with the same said in it, for opening again.
        annotated: String,
    },
    /// Something else is; the text is kept for later.
    Other(CliError),
}

impl<E: Into<CliError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Opens a draft in the editor until `save` takes its text, and gives back what `save` made of it; `None` where
/// the text came back as it was.
///
/// The draft is removed only once `save` has taken the text, so nothing that fails on the way can lose it.
pub(crate) fn edit<T>(
    cx: &Context,
    draft: &Draft,
    mut save: impl FnMut(&str, &Path) -> Result<T, Refused>,
) -> Result<Option<T>, CliError> {
    loop {
        draft.open()?;
        let edited = draft.text()?;
        if draft.unchanged(&edited) {
            draft.discard();
            return Ok(None);
        }
        let annotated = match save(&edited, &draft.path) {
            Ok(value) => {
                draft.discard();
                return Ok(Some(value));
            }
            Err(Refused::Other(error)) => return Err(error.hint(draft.go_on())),
            Err(Refused::Text { messages, annotated }) => {
                for message in &messages {
                    cx.ui.warn(&style::clean(message));
                }
                annotated
            }
        };
        if !(Ui::interactive() && Prompt::new(cx).confirm("Open it again to mend that?", true)?) {
            return Err(
                CliError::new("the story was not saved; your text is kept").hint(draft.go_on())
            );
        }
        draft.replace(&annotated)?;
    }
}

/// Drafts that an earlier run left behind, newest last.
pub(crate) fn left_behind(cx: &Context) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder(cx)) else { return Vec::new() };
    let mut drafts: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    drafts.sort();
    drafts
}

/// Removes the drafts of a story, and gives their number; one that cannot be removed is an error.
pub(crate) fn discard_drafts_of(story: StoryId, cx: &Context) -> Result<usize, CliError> {
    let Ok(entries) = fs::read_dir(folder(cx)) else { return Ok(0) };
    let mut gone = 0;
    // Not by ending: an editor keeps the text in files of other names beside the draft.
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.contains(&story.to_string()) {
            fs::remove_file(&path).map_err(|error| {
                CliError::new(format!("the draft {} cannot be removed", path.display()))
                    .cause(error)
            })?;
            gone += 1;
        }
    }
    Ok(gone)
}

fn folder(cx: &Context) -> PathBuf {
    cx.data_directory().join("drafts")
}

/// A story's text in a file of its own, only for its author's eyes.
pub(crate) struct Draft {
    path: PathBuf,
    editor: Vec<String>,
    /// The text as it was first written; a draft that was left behind has none, for all of it may be new.
    original: Option<String>,
}

impl Draft {
    /// Writes a new draft. Its name tells the story and its id, so that it can be gone on with later.
    pub(crate) fn create(
        cx: &Context,
        slug: &Slug,
        id: StoryId,
        text: &str,
    ) -> Result<Self, CliError> {
        let editor = editor_command()?;
        let folder = folder(cx);
        let failed = |error: std::io::Error| {
            CliError::new(format!("a draft cannot be written to {}", folder.display())).cause(error)
        };
        make_private_folder(&folder).map_err(failed)?;
        let mut file = tempfile::Builder::new()
            .prefix(&format!("{slug}.{id}."))
            .suffix(".yaml")
            .tempfile_in(&folder)
            .map_err(failed)?;
        file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        // Kept from now on: only a saved story may remove it.
        let (_, path) = file.keep().map_err(|error| failed(error.error))?;
        Ok(Self { path, editor, original: Some(text.to_owned()) })
    }

    /// A draft that an earlier run left behind.
    pub(crate) fn left(path: &Path) -> Result<Self, CliError> {
        Ok(Self { path: path.to_owned(), editor: editor_command()?, original: None })
    }

    /// The story that a draft belongs to, by its name.
    pub(crate) fn story(path: &Path) -> Option<StoryId> {
        let name = path.file_name()?.to_str()?;
        name.split('.').nth(1)?.parse().ok().map(StoryId)
    }

    fn open(&self) -> Result<(), CliError> {
        let (program, arguments) = self.editor.split_first().ok_or_else(no_editor)?;
        let status =
            Command::new(program).args(arguments).arg(&self.path).status().map_err(|error| {
                CliError::new(format!("the editor `{program}` cannot be started"))
                    .cause(error)
                    .hint("set EDITOR to your editor's command, for example: export EDITOR=nano")
                    .hint(self.go_on())
            })?;
        if status.success() {
            return Ok(());
        }
        let text = self.text()?;
        if self.unchanged(&text) {
            self.discard();
            return Err(CliError::new(format!(
                "the editor `{program}` ended with {status}; nothing was changed"
            )));
        }
        Err(CliError::new(format!(
            "the editor `{program}` ended with {status}; nothing was saved, your text is kept"
        ))
        .hint(self.go_on()))
    }

    /// Puts a new text in the draft's place; the old one is whole until the new one is.
    fn replace(&self, text: &str) -> Result<(), CliError> {
        let failed = |error: std::io::Error| {
            CliError::new(format!("the draft {} cannot be written", self.path.display()))
                .cause(error)
        };
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        file.persist(&self.path).map_err(|error| failed(error.error))?;
        Ok(())
    }

    fn text(&self) -> Result<String, CliError> {
        fs::read_to_string(&self.path).map_err(|error| {
            CliError::new(format!("the draft {} cannot be read back", self.path.display()))
                .cause(error)
        })
    }

    fn unchanged(&self, text: &str) -> bool {
        self.original.as_deref() == Some(text)
    }

    fn go_on(&self) -> String {
        format!("go on with it: star edit --draft {}", self.path.display())
    }

    fn discard(&self) {
        // A draft that cannot be removed is found again at the next start, which loses nothing.
        let _ = fs::remove_file(&self.path);
    }
}

fn no_editor() -> CliError {
    CliError::new("no editor is set")
        .hint("set EDITOR to your editor's command, for example: export EDITOR=nano")
        .hint("or give the text by flags: star new --help")
}

fn editor_command() -> Result<Vec<String>, CliError> {
    let command = Context::editor().unwrap_or_else(|| OsString::from(DEFAULT_EDITOR));
    let command = command.to_string_lossy().into_owned();
    let words = shell_words::split(&command).map_err(|error| {
        CliError::new(format!("the editor command `{command}` cannot be read")).cause(error)
    })?;
    if words.is_empty() { Err(no_editor()) } else { Ok(words) }
}

#[cfg(windows)]
const DEFAULT_EDITOR: &str = "notepad";
#[cfg(not(windows))]
const DEFAULT_EDITOR: &str = "vi";

/// Makes a folder that nobody else can look into.
#[cfg(unix)]
pub(super) fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// Makes a folder.
#[cfg(not(unix))]
pub(super) fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}
