//! Writing a file for the user, never over another one without leave.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::context::Context;
use super::error::CliError;
use super::prompt::Prompt;
use super::ui::Ui;

/// Refuses a link, and a file with other content unless that may be overwritten.
pub(crate) fn refuse_other(path: &Path, text: &str, force: bool) -> Result<(), CliError> {
    if is_link(path) {
        return Err(CliError::new(format!(
            "{} is a link; nothing is written through it",
            path.display()
        ))
        .hint("name the file itself, or another place"));
    }
    if holds_other(path, text) && !force {
        return Err(CliError::new(format!(
            "{} is there already, with other content",
            path.display()
        ))
        .hint("to overwrite it: --force"));
    }
    Ok(())
}

/// Writes, and asks first whether a file with other content may be overwritten where a person is there to be
/// asked; says whether it was written.
pub(crate) fn write_or_ask(
    path: &Path,
    text: &str,
    force: bool,
    cx: &Context,
) -> Result<bool, CliError> {
    let asks = !force && !is_link(path) && holds_other(path, text) && Ui::interactive();
    if asks {
        let question = format!("{} is there already. Overwrite it?", path.display());
        if !Prompt::new(cx).confirm(&question, false)? {
            return Ok(false);
        }
    }
    write(path, text, force || asks)?;
    Ok(true)
}

/// Makes a folder, and those above it that are missing, for its owner's eyes only; one that is there stays as
/// it is.
pub(crate) fn make_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

fn holds_other(path: &Path, text: &str) -> bool {
    let same = || fs::read_to_string(path).is_ok_and(|old| old == text);
    fs::symlink_metadata(path).is_ok() && !same()
}

/// Writes beside the target and moves into place, so that what was there is whole until the new text is.
pub(crate) fn write(path: &Path, text: &str, force: bool) -> Result<(), CliError> {
    refuse_other(path, text, force)?;
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| {
        CliError::new(format!("{} cannot be written", path.display())).cause(error)
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
