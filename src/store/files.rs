//! Private files and folders: 0600 and 0700, whatever the process' umask says.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::StoreError;

/// The path of a file beside the library, named after it (`library.db` and `.lock`: `library.db.lock`).
pub(super) fn beside(library: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(library);
    name.push(suffix);
    PathBuf::from(name)
}

/// Follows symbolic links, so that two names of one library share its lock, journal and backups.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, StoreError> {
    fs::canonicalize(path).map_err(|error| StoreError::io(path, "find", error))
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes a folder and those above it that are missing; only the ones made here get mode 0700.
pub(super) fn make_folder(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = folder_of(path);
    if parent != path {
        make_folder(parent)?;
    }
    let made = match fs::create_dir(path) {
        // Another process may have made it in between.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {
            return Ok(());
        }
        made => made,
    };
    // A folder whose name is lost with the power takes along what was safe inside it.
    made.and_then(|()| restrict(path, 0o700))
        .and_then(|()| sync_folder(parent))
        .map_err(|error| StoreError::io(path, "make the folder", error))
}

/// Opens a file for writing, making it with mode 0600 where there is none; never truncates.
pub(super) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    let mut make = options.clone();
    make.create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut make, 0o600);
    match make.open(path) {
        Ok(file) => {
            restrict(path, 0o600)?;
            Ok(file)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => options.open(path),
        Err(error) => Err(error),
    }
}

const FRESH_PREFIX: &str = ".star-";

/// The end of the names of a library's unfinished files, by which it knows its own.
fn fresh_suffix(library: &Path) -> String {
    let name = library.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.new")
}

/// An empty private file in a folder, to be renamed when it is whole and removed if it never is.
pub(super) fn fresh(folder: &Path, library: &Path) -> io::Result<NamedTempFile> {
    let suffix = fresh_suffix(library);
    let file = tempfile::Builder::new()
        .prefix(FRESH_PREFIX)
        .suffix(suffix.as_str())
        .tempfile_in(folder)?;
    restrict(file.path(), 0o600)?;
    Ok(file)
}

/// Removes the unfinished files that killed processes left in a folder; the caller holds the lock, so none
/// of them is still being written.
pub(super) fn sweep(folder: &Path, library: &Path) -> io::Result<()> {
    let suffix = fresh_suffix(library);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        // What lies between prefix and suffix is random and has no dot.
        let ours = name
            .to_str()
            .and_then(|name| name.strip_prefix(FRESH_PREFIX)?.strip_suffix(suffix.as_str()))
            .is_some_and(|random| !random.contains('.'));
        if ours {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Sets the permission bits of something that was just made.
pub(super) fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}

/// The permission bits, where the system has them.
pub(super) fn mode_of(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).ok().map(|metadata| metadata.permissions().mode() & 0o777)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Makes the names in a folder durable: a new file is lost with the power if its folder was not synced.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
