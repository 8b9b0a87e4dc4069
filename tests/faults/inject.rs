//! A disk that fills up or fails, and a kill, at every single call that writes.
//!
//! strace makes the call number N of a run fail, or kills the process at it; N goes from one until the run has no
//! such call left. Whatever happens, the library holds what it held before or what the command would have made
//! of it, and a command that says that it is done is done.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use starbench::store::{Access, Library};
use tempfile::TempDir;

use crate::bench::{Chance, copy_folder, damage, figure, is_long, quick_folder};
use crate::sandbox::{Sandbox, repository};
use crate::trace;

/// The calls by which a file or a name changes.
const WRITES: &str = "write,pwrite64,ftruncate,fsync,fdatasync,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,\
unlink,unlinkat";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Full,
    Broken,
    Killed,
}

impl Fault {
    fn injection(self) -> &'static str {
        match self {
            Self::Full => "error=ENOSPC",
            Self::Broken => "error=EIO",
            Self::Killed => "signal=KILL",
        }
    }
}

/// What a person has in a library, without what differs from run to run.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Content(Vec<String>);

fn content(library: &Path) -> Result<Content, String> {
    let library = Library::open(library, Access::ReadOnly).map_err(|error| error.to_string())?;
    if let Some(damage) = damage(&library).map_err(|error| error.to_string())?.first() {
        return Err(format!("the doctor finds: {damage}"));
    }
    let mut lines: Vec<String> = library
        .stories()
        .unwrap()
        .into_iter()
        .map(|mut story| {
            story.id = starbench::story::StoryId(uuid::Uuid::nil());
            serde_json::to_string(&story).unwrap()
        })
        .collect();
    lines.sort();
    lines.push(format!("{} operations", library.log(usize::MAX).unwrap().len()));
    lines.push(format!("{:?}", library.plan().unwrap().map(|plan| plan["start"].clone())));
    lines.push(format!("{} tasks", library.tasks().unwrap().len()));
    lines.push(format!("{} events", library.events().unwrap().len()));
    lines.push(format!("{} rehearsals", library.practice("rehearsal").unwrap().len()));
    Ok(Content(lines))
}

#[derive(Debug, Default)]
struct Tally {
    runs: usize,
    refused: usize,
    /// Told as failed although it is there: the last sync failed, after which nobody can say.
    there_all_the_same: usize,
    /// Done, with what is not the library's (a backup, a message) given up.
    done: usize,
    faults: Vec<String>,
}

struct Stage {
    sandbox: Sandbox,
    /// The folder as it is before each run.
    before: TempDir,
    start: Content,
}

impl Stage {
    fn new(sandbox: Sandbox) -> Self {
        let before = quick_folder();
        copy_folder(sandbox.path(), before.path());
        // An older library is brought to the present format by being looked at, so a copy is.
        let copy = quick_folder();
        copy_folder(sandbox.path(), copy.path());
        let start = content(&copy.path().join("data/star/library.db")).unwrap();
        Self { sandbox, before, start }
    }

    fn reset(&self) {
        for entry in fs::read_dir(self.sandbox.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        }
        copy_folder(self.before.path(), self.sandbox.path());
    }

    /// Runs a command, with what strace is to do to it, and gives its calls as strace prints them.
    fn run(&self, line: &[&str], inject: Option<&str>) -> (Output, Vec<String>) {
        self.reset();
        let mut command = self.sandbox.command();
        command.args(line);
        let log = self.before.path().with_extension("log");
        let trace = format!("trace={WRITES}");
        let mut options =
            vec!["-f", "-qq", "-o", log.to_str().unwrap(), "-e", &trace, "-e", "signal=none"];
        options.extend(inject.iter().flat_map(|inject| ["-e", inject]));
        let mut strace = trace::under(&command, &options);
        let output = strace.stdin(std::process::Stdio::null()).output().unwrap();
        let calls = fs::read_to_string(&log).unwrap();
        (output, calls.lines().map(str::to_owned).collect())
    }

    /// Lets every `every`th call of a command fail, and adds up how that went.
    fn fail_each(
        &self,
        line: &[&str],
        fault: Fault,
        every: usize,
        first: usize,
        tally: &mut Tally,
    ) {
        let (output, calls) = self.run(line, None);
        assert!(output.status.success(), "{line:?}: {output:?}");
        let library = self.sandbox.library();
        let end = content(&library).unwrap();
        // strace counts each kind of call by itself.
        let mut counts = std::collections::HashMap::new();
        for (at, call) in calls.iter().enumerate() {
            let Some((kind, _)) = call.split_once('(') else { continue };
            let kind = kind.rsplit(' ').next().unwrap_or(kind);
            let number: &mut usize = counts.entry(kind.to_owned()).or_default();
            *number += 1;
            if !(at + first).is_multiple_of(every) {
                continue;
            }
            let inject = format!("inject={kind}:{}:when={number}", fault.injection());
            let (output, _) = self.run(line, Some(&inject));
            let message = String::from_utf8_lossy(&output.stderr);
            let name = format!("{line:?}, {fault:?} at call {at}: {call}: {message}");
            let found = content(&library);
            // A message that could not be printed says nothing about the library.
            let spoken = call.contains("write(1,") || call.contains("write(2,");
            tally.runs += 1;
            match (found, output.status.code()) {
                (Err(damage), _) => tally.faults.push(format!("{name}: {damage}")),
                (Ok(_), Some(101)) => tally.faults.push(format!("{name}: a panic")),
                (Ok(found), _) if found != self.start && found != end => {
                    tally.faults.push(format!("{name}: neither before nor after: {found:?}"));
                }
                (Ok(_), _) if fault == Fault::Killed => tally.refused += 1,
                (Ok(found), Some(0)) if found == end => tally.done += 1,
                (Ok(_), Some(0)) => tally.faults.push(format!("{name}: said to be done")),
                (Ok(_), None) => tally.faults.push(format!("{name}: died of a signal")),
                (Ok(_), Some(_)) if message.trim().is_empty() && !spoken => {
                    tally.faults.push(format!("{name}: no message"));
                }
                (Ok(found), Some(_)) if found == self.start => tally.refused += 1,
                (Ok(_), Some(_)) => tally.there_all_the_same += 1,
            }
        }
    }
}

/// A library with something of everything.
fn furnished() -> Sandbox {
    let sandbox = Sandbox::new();
    fs::write(
        sandbox.path().join("two.yaml"),
        "stories:\n  - title: Third\n  - title: Fourth\n    action: I wrote.\n",
    )
    .unwrap();
    let day = ["--today", "2026-11-22"];
    let lines: [&[&str]; 6] = [
        &["new", "--title", "Cut latency", "--result", "It fell by 40%."],
        &["new", "--title", "Cut churn", "--principle", "ownership"],
        &["edit", "cut-churn", "--action", "I called the customers who had left."],
        &["plan", "create", "--interview", "2026-12-07"],
        &["edit", "cut-churn", "--headline", "Churn halved."],
        &["undo"],
    ];
    for line in lines {
        sandbox.answer(&[line, &day].concat());
    }
    sandbox
}

/// Every command that writes, on that library. The first three are written on another day than the library.
const LINES: [&[&str]; 20] = [
    &["new", "--title", "One more", "--action", "I did it."],
    &["edit", "cut-churn", "--result", "Churn fell from 9% to 4%."],
    &["import", "two.yaml"],
    &["tag", "cut-latency", "dive-deep"],
    &["claim", "cut-latency", "40%", "--basis", "measured", "--source", "dashboard"],
    &["remove", "cut-latency", "--yes"],
    &["undo"],
    &["redo"],
    &["restore", "cut-churn", "--revision", "1"],
    &["backup"],
    &["purge", "cut-latency", "--yes"],
    &["doctor", "--rebuild-index"],
    &["plan", "remove", "--yes"],
    &["plan", "replan", "--yes"],
    &["plan", "create", "--interview", "2027-01-05", "--replace"],
    &["plan", "export", "--format", "ics"],
    &["rehearse", "cut-churn", "--times", "10,10,40,30"],
    &["export", "out"],
    &["export", "library.yaml"],
    &["today"],
];

fn every_call_of_every_command(fault: Fault) -> Tally {
    let stage = Stage::new(furnished());
    let mut chance = Chance::new(fault as u64);
    let mut tally = Tally::default();
    for line in LINES {
        let (every, first) = if is_long() { (1, 0) } else { (97, chance.below(97)) };
        stage.fail_each(line, fault, every, first, &mut tally);
    }
    tally
}

fn report(name: &str, tally: &Tally) {
    figure(
        name,
        &format!(
            "{} commands, {} runs: {} refused with the old data intact, {} done, {} said to have failed and there all the same, {} faults",
            LINES.len(),
            tally.runs,
            tally.refused,
            tally.done,
            tally.there_all_the_same,
            tally.faults.len()
        ),
    );
    let few: Vec<&String> = tally.faults.iter().take(8).collect();
    assert!(tally.faults.is_empty(), "{few:#?}");
    assert!(tally.refused > 0);
}

#[test]
fn a_full_disk_at_any_call_leaves_the_old_data_and_is_said() {
    if trace::is_there() {
        report("disk full at every call", &every_call_of_every_command(Fault::Full));
    }
}

#[test]
fn a_failing_disk_at_any_call_leaves_the_old_data_and_is_said() {
    if trace::is_there() {
        report("I/O error at every call", &every_call_of_every_command(Fault::Broken));
    }
}

#[test]
fn a_kill_at_any_call_leaves_the_library_before_or_after() {
    if trace::is_there() {
        report("kill at every call", &every_call_of_every_command(Fault::Killed));
    }
}

/// A library of an older format, as a file with rows.
fn frozen(name: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.library().parent().unwrap()).unwrap();
    fs::copy(repository().join("tests/frozen").join(name), sandbox.library()).unwrap();
    sandbox
}

fn frozen_names() -> Vec<String> {
    let entries = fs::read_dir(repository().join("tests/frozen")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_format_so_far_is_frozen_with_rows() {
    let migrations = fs::read_dir(repository().join("src/store/migrations")).unwrap().count();
    let expected: Vec<String> = (1..=migrations).map(|n| format!("library.v{n}.db")).collect();
    assert_eq!(frozen_names(), expected);
    for (version, name) in (1..).zip(&expected) {
        let conn =
            rusqlite::Connection::open(repository().join("tests/frozen").join(name)).unwrap();
        let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(found, version, "{name}");
    }
}

/// Rows of each table with the hash that each had, under the name of its table.
fn rows(path: &Path) -> Vec<(String, String, Vec<u8>)> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut rows = Vec::new();
    for (table, key) in [
        ("story", "id"),
        ("plan", "id"),
        ("task", "id"),
        ("practice", "id"),
        ("event", "id"),
        ("operation", "seq"),
        ("change", "seq"),
    ] {
        let sql = format!("SELECT cast({key} AS TEXT), hash FROM {table} ORDER BY {key}");
        // An older format lacks the newer tables.
        let Ok(mut statement) = conn.prepare(&sql) else { continue };
        let found = statement
            .query_map([], |row| Ok((table.to_owned(), row.get(0)?, row.get(1)?)))
            .unwrap();
        rows.extend(found.map(Result::unwrap));
    }
    rows
}

#[test]
fn an_upgrade_keeps_every_row_with_its_hash_wherever_it_is_broken_off() {
    if !trace::is_there() {
        return;
    }
    let mut tally = Tally::default();
    let every = if is_long() { 1 } else { 17 };
    for name in frozen_names() {
        let stage = Stage::new(frozen(&name));
        let before = rows(&repository().join("tests/frozen").join(&name));
        assert!(before.len() > 20, "{name} has hardly a row");
        for fault in [Fault::Killed, Fault::Full, Fault::Broken] {
            stage.fail_each(&["list"], fault, every, 0, &mut tally);
            // Whatever the last one left is whole, and the next start makes it new.
            stage.sandbox.answer(&["list"]);
            assert_eq!(rows(&stage.sandbox.library()), before, "{name} after {fault:?}");
        }
    }
    figure(
        "upgrade of frozen libraries",
        &format!(
            "{} formats, {} runs broken off: {} before, {} after, {} faults",
            frozen_names().len(),
            tally.runs,
            tally.refused,
            tally.done + tally.there_all_the_same,
            tally.faults.len()
        ),
    );
    assert_eq!(tally.faults, [""; 0]);
}

/// A control: something that writes a library file in place is found to lose it.
#[test]
fn a_file_written_in_place_is_found_to_be_lost() {
    if !trace::is_there() {
        return;
    }
    let stage = Stage::new(furnished());
    stage.reset();
    let library = stage.sandbox.library();
    let copy: PathBuf = stage.sandbox.path().join("copy.db");
    fs::copy(&library, &copy).unwrap();
    let mut command = std::process::Command::new("sh");
    let script = format!("exec cat {} > {}", copy.display(), library.display());
    command.args(["-c", &script]);
    let output = trace::under(
        &command,
        &[
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "inject=write,copy_file_range,sendfile:error=ENOSPC:when=1",
        ],
    )
    .output()
    .unwrap();
    assert!(!output.status.success());
    assert!(content(&library).is_err());
}
