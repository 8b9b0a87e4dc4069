//! One writer at a time, across processes.
//!
//! SQLite locks its file by itself, but lets a waiting writer starve and cannot say who holds it. So every
//! write first takes an advisory lock on a file beside the library, which the system releases when its
//! holder dies. The lock file is never removed: a writer that waits on a removed file would lock nothing.

use std::fs::{self, File, TryLockError};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::error::StoreError;
use super::files;

/// How long a writer waits for another.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The right to write, held until it is dropped.
#[derive(Debug)]
pub(super) struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Waits for the right to write a library.
    pub(super) fn acquire(library: &Path, patience: Duration) -> Result<Self, StoreError> {
        let path = path_for(library);
        let mut file = files::open_private(&path)
            .map_err(|error| StoreError::io(&path, "open the lock", error))?;
        let started = Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if started.elapsed() < patience => {
                    thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_millis(50));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::Locked {
                        path: library.to_owned(),
                        waited: patience,
                        holder: holder(library),
                    });
                }
                Err(TryLockError::Error(error)) => {
                    return Err(StoreError::io(&path, "lock", error));
                }
            }
        }
        // The name is a courtesy to those who wait; a full disk must not stop a writer at this point.
        let _ = sign(&mut file);
        Ok(Self { _file: file })
    }
}

fn sign(file: &mut File) -> std::io::Result<()> {
    file.rewind()?;
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())
}

/// The lock file of a library.
pub(super) fn path_for(library: &Path) -> PathBuf {
    files::beside(library, ".lock")
}

/// The process that last took the lock.
pub(super) fn holder(library: &Path) -> Option<u32> {
    fs::read_to_string(path_for(library)).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_gives_up_and_names_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let held = WriteLock::acquire(&library, Duration::ZERO).unwrap();
        let error = WriteLock::acquire(&library, Duration::from_millis(20)).unwrap_err();
        assert!(
            matches!(error, StoreError::Locked { holder: Some(pid), .. } if pid == std::process::id()),
            "{error:?}"
        );
        drop(held);
        WriteLock::acquire(&library, Duration::ZERO).unwrap();
    }
}
