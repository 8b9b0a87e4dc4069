//! What a process asks of the file system, recorded by strace.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Calls that change files or names, and those that say what a descriptor is.
const CALLS: &str = "trace=openat,open,creat,close,dup,dup2,dup3,write,writev,pwrite64,pwritev,pwritev2,ftruncate,\
truncate,fallocate,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,\
mkdirat,rmdir,lseek,sendfile,copy_file_range,symlink,symlinkat";

/// One call that succeeded.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    Open {
        path: PathBuf,
        fd: i64,
        create: bool,
        truncate: bool,
        append: bool,
    },
    Close {
        fd: i64,
    },
    /// Without a place, where the descriptor stands.
    Write {
        fd: i64,
        place: Option<u64>,
        bytes: Vec<u8>,
    },
    Seek {
        fd: i64,
        place: u64,
    },
    Truncate {
        fd: i64,
        length: u64,
    },
    Sync {
        fd: i64,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Link {
        from: PathBuf,
        to: PathBuf,
    },
    Unlink {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
    },
    /// What the model of the disk does not know.
    Other {
        name: String,
        fd: i64,
    },
}

/// Whether strace is here and may trace; where the gate asks for it, its absence is a failure.
pub(crate) fn is_there() -> bool {
    let probe = ["-qq", "-o", "/dev/null", "true"];
    let there = Command::new("strace").args(probe).output().is_ok_and(|run| run.status.success());
    assert!(there || std::env::var_os("STAR_TEST_STRACE").is_none(), "strace cannot trace here");
    if !there {
        eprintln!("strace is not installed, or may not trace here: not run");
    }
    there
}

/// A command that runs another one under strace with these options.
pub(crate) fn under(command: &Command, options: &[&str]) -> Command {
    let mut strace = Command::new("strace");
    strace.args(options).arg("--").arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        strace.current_dir(folder);
    }
    strace
}

/// Runs a command and gives the events with how it ended.
pub(crate) fn record(command: &Command) -> (Vec<Event>, std::process::Output) {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("trace");
    let options = [
        "-f",
        "-xx",
        "-s",
        "16777216",
        "-e",
        CALLS,
        "-e",
        "signal=none",
        "-o",
        log.to_str().unwrap(),
    ];
    let output = under(command, &options).output().unwrap();
    (parse(&std::fs::read_to_string(log).unwrap()), output)
}

fn parse(log: &str) -> Vec<Event> {
    let mut halves: HashMap<&str, String> = HashMap::new();
    let mut events = Vec::new();
    for line in log.lines() {
        let Some((pid, call)) = line.split_once(char::is_whitespace) else { continue };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix(" <unfinished ...>") {
            halves.insert(pid, begun.to_owned());
            continue;
        }
        let whole = match call.split_once(" resumed>") {
            Some((_, rest)) => halves.remove(pid).unwrap_or_default() + rest,
            None => call.to_owned(),
        };
        events.extend(event(&whole));
    }
    events
}

fn event(call: &str) -> Option<Event> {
    let (name, rest) = call.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(" = ")?;
    let result: i64 = result.split_whitespace().next()?.parse().ok()?;
    if result < 0 {
        return None;
    }
    let arguments: Vec<&str> = split(arguments.trim_end().strip_suffix(')')?);
    let fd = || arguments[0].parse().ok();
    let path = |at: usize| PathBuf::from(String::from_utf8(string(arguments[at])).unwrap());
    let number = |at: usize| arguments[at].parse().ok();
    Some(match name {
        "openat" => open(&path(1), arguments[2], result),
        "open" => open(&path(0), arguments[1], result),
        "close" => Event::Close { fd: fd()? },
        "write" => Event::Write { fd: fd()?, place: None, bytes: written(arguments[1], result) },
        "pwrite64" => {
            Event::Write { fd: fd()?, place: number(3), bytes: written(arguments[1], result) }
        }
        "lseek" => Event::Seek { fd: fd()?, place: result as u64 },
        "ftruncate" => Event::Truncate { fd: fd()?, length: number(1)? },
        "fsync" | "fdatasync" => Event::Sync { fd: fd()? },
        "rename" => Event::Rename { from: path(0), to: path(1) },
        "renameat" | "renameat2" => Event::Rename { from: path(1), to: path(3) },
        "link" => Event::Link { from: path(0), to: path(1) },
        "linkat" => Event::Link { from: path(1), to: path(3) },
        "unlink" => Event::Unlink { path: path(0) },
        "unlinkat" => Event::Unlink { path: path(1) },
        "mkdir" => Event::MakeFolder { path: path(0) },
        "mkdirat" => Event::MakeFolder { path: path(1) },
        other => Event::Other { name: other.to_owned(), fd: fd().unwrap_or(-1) },
    })
}

fn open(path: &Path, flags: &str, fd: i64) -> Event {
    let has = |flag: &str| flags.split('|').any(|one| one == flag);
    Event::Open {
        path: path.to_owned(),
        fd,
        create: has("O_CREAT"),
        truncate: has("O_TRUNC"),
        append: has("O_APPEND"),
    }
}

fn written(argument: &str, count: i64) -> Vec<u8> {
    let mut bytes = string(argument);
    assert!(bytes.len() >= count as usize, "a write was recorded in part");
    bytes.truncate(count as usize);
    bytes
}

/// The arguments of a call; commas inside quotes, braces and brackets separate nothing.
fn split(arguments: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut start) = (0, false, 0);
    let mut parts = Vec::new();
    for (at, c) in arguments.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            '}' | ']' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(arguments[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(arguments[start..].trim());
    parts
}

/// The bytes of a string, every one of which is written as `\xNN`.
fn string(argument: &str) -> Vec<u8> {
    let inside = argument.trim_matches('"');
    let hex = inside.split("\\x").skip(1);
    hex.map(|byte| u8::from_str_radix(&byte[..2], 16).unwrap()).collect()
}

#[test]
fn calls_are_read_as_they_are_written() {
    let log = r#"7 pwrite64(5, "\x61\x2c\x22", 3, 512) = 3
7 openat(AT_FDCWD, "\x2f\x61", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5
8 fsync(5 <unfinished ...>
7 rename("\x2f\x61", "\x2f\x62") = -1 ENOENT (No such file or directory)
8 <... fsync resumed>) = 0
7 +++ exited with 0 +++"#;
    let events = parse(log);
    assert_eq!(events.len(), 3, "{events:?}");
    assert!(
        matches!(&events[0], Event::Write { fd: 5, place: Some(512), bytes } if bytes == b"a,\"")
    );
    assert!(matches!(&events[1], Event::Open { fd: 5, create: true, truncate: false, .. }));
    assert!(matches!(&events[2], Event::Sync { fd: 5 }));
}
