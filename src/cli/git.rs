//! The installed git, as a person would call it: with their own authentication and settings, none of which is
//! changed. Nothing but this calls it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::CliError;

/// The branch that machines share; others in the same repository are nobody's business.
const BRANCH: &str = "refs/heads/star";
/// Where it was when it was last fetched.
const FETCHED: &str = "refs/remotes/origin/star";

/// Largest file that is read from the shared branch, and most files.
const MAX_FILE: usize = 16 * 1024 * 1024;
const MAX_FILES: usize = 100_000;

/// A repository without a work tree, beside the library: what is shared passes through it.
pub(crate) struct Git {
    folder: PathBuf,
}

/// What became of a push.
pub(crate) enum Pushed {
    /// The shared branch is what was pushed.
    Done,
    /// It was not taken; another machine may have been first.
    Refused(CliError),
}

impl Git {
    /// The repository at a folder, made where there is none.
    pub(crate) fn at(folder: &Path) -> Result<Self, CliError> {
        let git = Self { folder: folder.to_owned() };
        if !folder.join("HEAD").exists() {
            make_bare(folder)?;
        }
        Ok(git)
    }

    /// Says where the shared repository is.
    pub(crate) fn connect(&self, remote: &str) -> Result<(), CliError> {
        self.text(&["config", "remote.origin.url", remote])?;
        Ok(())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = git();
        command.arg("--git-dir").arg(&self.folder).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, CliError> {
        let (bytes, failure) = self.attempt(arguments, input)?;
        failure.map_or(Ok(bytes), Err)
    }

    /// Runs git; what it could not do comes back beside what it said.
    fn attempt(
        &self,
        arguments: &[&str],
        input: &[u8],
    ) -> Result<(Vec<u8>, Option<CliError>), CliError> {
        let verb = arguments[0];
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| not_started(&error))?;
        let mut stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // Written beside the reading: either pipe may fill up first.
            scope.spawn(move || {
                // A git that ends early has said why.
                let _ = stdin.as_mut().map(|stdin| stdin.write_all(input));
                drop(stdin);
            });
            child.wait_with_output()
        })?;
        if output.status.success() {
            return Ok((output.stdout, None));
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let error = said
            .lines()
            .filter(|line| !line.trim().is_empty())
            .fold(CliError::new(format!("git {verb} failed ({})", output.status)), CliError::cause);
        Ok((output.stdout, Some(error)))
    }

    fn text(&self, arguments: &[&str]) -> Result<String, CliError> {
        let bytes = self.run(arguments, b"")?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    /// Fetches the shared branch and gives its newest commit; `None` where nobody has shared anything yet.
    pub(crate) fn fetch(&self) -> Result<Option<String>, CliError> {
        if self.text(&["ls-remote", "origin", BRANCH])?.is_empty() {
            return Ok(None);
        }
        let refspec = format!("+{BRANCH}:{FETCHED}");
        self.text(&["fetch", "--quiet", "--no-tags", "origin", &refspec])?;
        self.text(&["rev-parse", "--verify", "--quiet", FETCHED]).map(Some)
    }

    /// The commit that a beginning of its name means, if it is here.
    pub(crate) fn commit_of(&self, name: &str) -> Result<Option<String>, CliError> {
        let wanted = format!("{name}^{{commit}}");
        let (bytes, failure) = self.attempt(&["rev-parse", "--verify", "--quiet", &wanted], b"")?;
        Ok(failure.is_none().then(|| String::from_utf8_lossy(&bytes).trim().to_owned()))
    }

    /// Whether a commit is another or came before it.
    pub(crate) fn leads_to(&self, earlier: &str, later: &str) -> Result<bool, CliError> {
        Ok(self.attempt(&["merge-base", "--is-ancestor", earlier, later], b"")?.1.is_none())
    }

    /// Every file of a commit.
    pub(crate) fn files(&self, commit: &str) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
        let odd = |what: &str| CliError::new(format!("the shared branch holds {what}"));
        let listed = self.run(&["ls-tree", "-r", "-z", "-l", "--full-tree", commit], b"")?;
        let mut names = Vec::new();
        let mut wanted = String::new();
        for line in listed.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
            let line = std::str::from_utf8(line).map_err(|_| odd("a file with a strange name"))?;
            let (about, name) = line.split_once('\t').ok_or_else(|| odd("a strange entry"))?;
            let about: Vec<&str> = about.split_whitespace().collect();
            let [mode, "blob", object, size] = about[..] else { continue };
            // A link is not followed, so it is no file.
            if !mode.starts_with("100") {
                continue;
            }
            if size.parse::<usize>().map_or(true, |size| size > MAX_FILE)
                || names.len() == MAX_FILES
            {
                return Err(odd("more than star reads"));
            }
            let _ = writeln!(wanted, "{object}");
            names.push(name.to_owned());
        }
        let mut rest = &self.run(&["cat-file", "--batch"], wanted.as_bytes())?[..];
        let mut files = BTreeMap::new();
        for name in names {
            let cut = || odd("a file that git cannot read");
            let end = rest.iter().position(|byte| *byte == b'\n').ok_or_else(cut)?;
            let head = String::from_utf8_lossy(&rest[..end]).into_owned();
            let size: usize =
                head.rsplit(' ').next().and_then(|size| size.parse().ok()).ok_or_else(cut)?;
            let body = rest.get(end + 1..end + 1 + size).ok_or_else(cut)?;
            files.insert(name, body.to_vec());
            rest = rest.get(end + size + 2..).ok_or_else(cut)?;
        }
        Ok(files)
    }

    /// Makes a commit on a parent out of the files that differ from it; `None` removes one.
    pub(crate) fn commit(
        &self,
        parent: Option<&str>,
        files: &BTreeMap<String, Option<Vec<u8>>>,
        author: &str,
        seconds: i64,
    ) -> Result<String, CliError> {
        let name = format!("refs/star/{}", uuid::Uuid::now_v7());
        let mut stream = Vec::new();
        let mut say = |text: String| stream.extend_from_slice(text.as_bytes());
        let message = "star sync\n";
        say(format!("commit {name}\ncommitter {author} <star@localhost> {seconds} +0000\n"));
        say(format!("data {}\n{message}", message.len()));
        if let Some(parent) = parent {
            say(format!("from {parent}\n"));
        }
        for (path, content) in files {
            match content {
                Some(bytes) => {
                    stream.extend_from_slice(
                        format!("M 100644 inline {path}\ndata {}\n", bytes.len()).as_bytes(),
                    );
                    stream.extend_from_slice(bytes);
                    stream.push(b'\n');
                }
                None => stream.extend_from_slice(format!("D {path}\n").as_bytes()),
            }
        }
        stream.extend_from_slice(b"done\n");
        self.run(&["fast-import", "--quiet", "--done"], &stream)?;
        let commit = self.text(&["rev-parse", "--verify", "--quiet", &name])?;
        // The commit stays findable: the push comes next, and a later fetch brings it back.
        self.text(&["update-ref", "-d", &name])?;
        Ok(commit)
    }

    /// Makes a commit the newest of the shared branch, unless somebody else was first.
    pub(crate) fn push(&self, commit: &str) -> Result<Pushed, CliError> {
        let refspec = format!("{commit}:{BRANCH}");
        let (_, failure) = self.attempt(&["push", "--quiet", "origin", &refspec], b"")?;
        Ok(failure.map_or(Pushed::Done, Pushed::Refused))
    }
}

/// Makes an empty repository for machines to share, for its owner's eyes only.
pub(crate) fn make_bare(folder: &Path) -> Result<(), CliError> {
    let output = git()
        .args(["init", "--quiet", "--bare", "--initial-branch=star", "--"])
        .arg(folder)
        .output()
        .map_err(|error| not_started(&error))?;
    if output.status.success() {
        return Ok(());
    }
    Err(CliError::new(format!("git cannot make a repository in {}", folder.display()))
        .cause(String::from_utf8_lossy(&output.stderr).trim()))
}

/// Git, so that what it makes is for its owner's eyes only, whatever the umask.
#[cfg(unix)]
fn git() -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 077 && exec git \"$@\"", "git"]);
    shell
}

#[cfg(not(unix))]
fn git() -> Command {
    Command::new("git")
}

/// Whether a folder is a repository without a work tree.
pub(crate) fn is_bare(folder: &Path) -> bool {
    folder.join("HEAD").is_file() && folder.join("objects").is_dir()
}

fn not_started(error: &std::io::Error) -> CliError {
    CliError::new("git cannot be started").cause(error).hint("sync needs git; install it first")
}
