//! A sealed place to run the binary in: its own folders, a cleared environment, a pinned day and width.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The day on which the examples are read: with another, stories grow stale and plans move.
pub(crate) const TODAY: &str = "2026-11-23";

pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A sandbox whose library holds an example.
    pub(crate) fn with_example(name: &str) -> Self {
        let sandbox = Self::new();
        let run = sandbox.run(&["import", example(name).to_str().unwrap()]);
        assert_eq!(run.code, 0, "{run:?}");
        sandbox
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.path().join("data/star/library.db")
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_star"));
        command
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("XDG_CONFIG_HOME", self.path().join("config"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("COLUMNS", "80")
            .env("LANG", "C.UTF-8")
            .env("STAR_TODAY", TODAY)
            .current_dir(self.path());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    pub(crate) fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = self.command();
        command.args(args).envs(variables.iter().copied()).stdin(Stdio::null());
        Run::of(command.output().unwrap())
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &str) -> Run {
        let path = self.path().join("input.txt");
        std::fs::write(&path, input).unwrap();
        let file = std::fs::File::open(path).unwrap();
        Run::of(self.command().args(args).stdin(file).output().unwrap())
    }

    /// Runs a command that must succeed, and gives its answer.
    pub(crate) fn answer(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.code, 0, "star {args:?}: {run:?}");
        run.stdout
    }

    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let run = self.run(args);
        assert!(run.code < 2, "star {args:?}: {run:?}");
        serde_json::from_str(&run.stdout).unwrap()
    }
}

/// What a run said and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Everything in one text, for a snapshot; the sandbox's own path is replaced.
    pub(crate) fn shown(&self, sandbox: &Sandbox) -> String {
        let mut out = format!("exit {}\n", self.code);
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let _ = write!(out, "--- {name}\n{text}");
            }
        }
        out.replace(&sandbox.path().display().to_string(), "[SANDBOX]")
    }
}

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn example(name: &str) -> PathBuf {
    repository().join("examples").join(name)
}

/// Says that a test cannot run here, in one plain line.
#[allow(clippy::print_stderr, reason = "the line is for whoever runs the tests")]
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
