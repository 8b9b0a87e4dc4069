//! Who may read what there is, what is left of what was purged, and that nothing goes anywhere.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::bench::{figure, files};
use crate::sandbox::Sandbox;
use crate::trace;

/// Everything below a folder with its permission bits.
fn modes(folder: &Path, seen: &mut Vec<(PathBuf, u32)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        seen.push((path.clone(), metadata.permissions().mode() & 0o777));
        if metadata.is_dir() {
            modes(&path, seen);
        }
    }
}

/// Runs a command under a umask, with an editor that leaves its text behind.
fn under_umask(sandbox: &Sandbox, umask: &str, line: &[&str]) -> std::process::Output {
    let star = sandbox.command();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("umask {umask}; exec \"$@\"")]).arg("sh").arg(star.get_program());
    shell.args(line).env_clear().current_dir(sandbox.path()).stdin(Stdio::null());
    for (name, value) in star.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    shell.env("EDITOR", "sh -c 'echo \"# more\" >> \"$0\"; exit 1'").output().unwrap()
}

const EVERYTHING: [&[&str]; 15] = [
    &["new", "--title", "Cut latency", "--result", "It fell by 40%.", "--principle", "dive-deep"],
    &["new", "--title", "Second"],
    &["plan", "create", "--interview", "2026-12-20"],
    &["rehearse", "cut-latency", "--times", "10,10,40,30"],
    &["backup"],
    &["export", "stories"],
    &["export", "library.yaml"],
    &["plan", "export", "--format", "ics", "--out", "plan.ics"],
    &["undo"],
    &["sync", "init", "shared.git"],
    &["sync"],
    &["remove", "second", "--yes"],
    &["sync"],
    &["purge", "cut-latency", "--yes"],
    &["doctor", "--repair"],
];

#[test]
fn every_file_is_its_owners_alone_under_any_umask() {
    let mut looked = 0;
    for umask in ["000", "077"] {
        let sandbox = Sandbox::new();
        for line in EVERYTHING {
            let output = under_umask(&sandbox, umask, line);
            // The calendar has no flag for a file here or there: what matters is what was made.
            assert!(output.status.code() < Some(3), "{line:?}: {output:?}");
        }
        under_umask(&sandbox, umask, &["new", "--title", "Draft", "--editor"]);
        let mut seen = Vec::new();
        modes(&sandbox.path().join("data"), &mut seen);
        let wide: Vec<_> = seen.iter().filter(|(_, mode)| mode & 0o077 != 0).collect();
        assert!(wide.is_empty(), "umask {umask}: {wide:?}");
        assert!(seen.iter().any(|(path, _)| path.to_string_lossy().contains("drafts/")));
        assert!(seen.len() > 20, "{seen:?}");
        let mut exported = Vec::new();
        modes(&sandbox.path().join("stories"), &mut exported);
        exported.push((PathBuf::from("stories"), mode(&sandbox.path().join("stories"))));
        exported.push((PathBuf::from("library.yaml"), mode(&sandbox.path().join("library.yaml"))));
        let wide: Vec<_> = exported.iter().filter(|(_, mode)| mode & 0o077 != 0).collect();
        assert!(wide.is_empty(), "umask {umask}: {wide:?}");
        looked += seen.len() + exported.len();
    }
    figure(
        "modes under umask 000 and 077",
        &format!("{looked} files and folders, 0 that others may open"),
    );
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_others_may_open_is_named() {
    let sandbox = Sandbox::new();
    for line in &EVERYTHING[..11] {
        under_umask(&sandbox, "000", line);
    }
    under_umask(&sandbox, "000", &["new", "--title", "Draft", "--editor"]);
    let data = sandbox.library().parent().unwrap().to_owned();
    let mut all = Vec::new();
    modes(&data, &mut all);
    let inside_git = |path: &Path| path.to_string_lossy().contains(".sync.git/");
    all.retain(|(path, _)| !inside_git(path));
    assert!(all.len() >= 8, "{all:?}");
    for (path, mode) in &all {
        fs::set_permissions(path, fs::Permissions::from_mode(mode | 0o044)).unwrap();
    }
    let said = sandbox.run(&["doctor"]);
    assert_eq!(said.code, 1, "{said:?}");
    let said = said.stdout.replace("\n    ", " ").replace("\n  ", " ");
    for (path, _) in &all {
        assert!(said.contains(path.to_str().unwrap()), "{} is not named: {said}", path.display());
    }
}

/// The words of a story that must be gone.
const SECRETS: [&str; 8] = [
    "Quixotry", "zyzzyva", "borborygm", "crwth", "syzygium", "phlogiston", "kumquatic", "xylotomy",
];

fn with_secrets() -> Sandbox {
    let sandbox = Sandbox::new();
    let [title, situation, action, result, notes, learning, project, headline] = SECRETS;
    let lines: [&[&str]; 8] = [
        &[
            "new", "--title", title, "--situation", situation, "--action", action, "--result",
            result,
        ],
        &["edit", "quixotry", "--notes", notes, "--learning", learning, "--project", project],
        &["edit", "quixotry", "--headline", headline],
        &["edit", "quixotry", "--action", "I wrote it anew."],
        &["new", "--title", "An innocent one", "--action", "I did nothing."],
        &["plan", "create", "--interview", "2026-12-20"],
        &["rehearse", "quixotry", "--times", "10,10,40,30"],
        &["backup"],
    ];
    for line in lines {
        sandbox.answer(line);
    }
    // A draft that an editor left behind.
    let left = sandbox.run_with(
        &["edit", "quixotry"],
        &[("EDITOR", "sh -c 'echo \"# more\" >> \"$0\"; exit 1'")],
    );
    assert_eq!(left.code, 2, "{left:?}");
    sandbox
}

/// Files below a folder that hold one of the words, in any case.
fn holders(folder: &Path) -> Vec<PathBuf> {
    let holds = |content: &[u8]| {
        let lower = content.to_ascii_lowercase();
        SECRETS.iter().any(|word| {
            let word = word.to_ascii_lowercase();
            lower.windows(word.len()).any(|window| window == word.as_bytes())
        })
    };
    files(folder).into_iter().filter(|(_, content)| holds(content)).map(|(path, _)| path).collect()
}

#[test]
fn a_purge_leaves_no_byte_of_a_story_but_in_the_backups_that_it_names() {
    let sandbox = with_secrets();
    let data = sandbox.path().join("data");
    let before = holders(&data);
    assert!(before.len() >= 3, "the words are nowhere to be found: {before:?}");
    let purged = sandbox.run(&["purge", "quixotry", "--yes"]);
    assert_eq!(purged.code, 0, "{purged:?}");
    let left = holders(&data);
    assert!(!left.is_empty(), "the backups hold it");
    for path in &left {
        assert!(path.to_string_lossy().contains("backups/"), "{}", path.display());
        assert!(purged.stderr.contains(path.to_str().unwrap()), "{} is not named", path.display());
    }
    // What the hint says to type, with the id that is all that is left of it.
    let said = purged.stderr.replace("\n  ", " ");
    let id = said.split("star purge ").nth(1).unwrap().split_whitespace().next().unwrap();
    let scrubbed = sandbox.run(&["purge", id, "--backups", "--yes"]);
    assert_eq!(scrubbed.code, 0, "{scrubbed:?}");
    assert_eq!(holders(&data), [] as [PathBuf; 0]);
    assert_eq!(sandbox.run(&["doctor"]).code, 0);
    let backup = left.last().unwrap().file_name().unwrap();
    let backup = sandbox.library().with_file_name("backups").join(backup);
    sandbox.answer(&["restore", "--from", backup.to_str().unwrap(), "--yes"]);
    assert!(sandbox.answer(&["list"]).contains("an-innocent-one"));
    figure(
        "purge",
        &format!(
            "{} files held the text before, {} after, 0 after --backups",
            before.len(),
            left.len()
        ),
    );
}

#[test]
fn a_purge_names_the_shared_repository_that_keeps_the_text() {
    let sandbox = with_secrets();
    sandbox.answer(&["sync", "init", "shared.git"]);
    sandbox.answer(&["sync"]);
    let purged = sandbox.run(&["purge", "quixotry", "--backups", "--yes"]);
    assert_eq!(purged.code, 0, "{purged:?}");
    assert!(purged.stderr.replace("\n  ", " ").contains("shared.git"), "{purged:?}");
}

#[test]
fn a_backup_that_is_not_sound_is_named_and_left_alone() {
    let sandbox = with_secrets();
    let backups = sandbox.library().with_file_name("backups");
    let bad = fs::read_dir(&backups).unwrap().next().unwrap().unwrap().path();
    let mut bytes = fs::read(&bad).unwrap();
    let half = bytes.len() / 2;
    bytes[half..].fill(7);
    fs::write(&bad, &bytes).unwrap();
    let purged = sandbox.run(&["purge", "quixotry", "--backups", "--yes"]);
    assert_eq!(purged.code, 2, "{purged:?}");
    assert!(purged.stderr.contains(bad.to_str().unwrap()), "{purged:?}");
    assert_eq!(fs::read(&bad).unwrap(), bytes);
}

#[test]
fn no_command_but_sync_opens_a_socket() {
    if !trace::is_there() {
        return;
    }
    let sandbox = Sandbox::new();
    let commands: Vec<&[&str]> = EVERYTHING.into_iter().filter(|line| line[0] != "sync").collect();
    let more: [&[&str]; 10] = [
        &["list"],
        &["check"],
        &["coverage"],
        &["readiness"],
        &["ask", "Tell me about a time you failed."],
        &["today"],
        &["demo"],
        &["doctor"],
        &["config"],
        &["help"],
    ];
    let mut runs = 0;
    for line in commands.into_iter().chain(more) {
        let log = sandbox.path().join("trace");
        let mut command = sandbox.command();
        command.args(line);
        let options =
            ["-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", log.to_str().unwrap()];
        trace::under(&command, &options).stdin(Stdio::null()).output().unwrap();
        assert_eq!(fs::read_to_string(&log).unwrap(), "", "{line:?}");
        runs += 1;
    }
    // The control: a program that does ask the network is seen.
    let log = sandbox.path().join("trace");
    let ask = Command::new("git");
    let mut ask =
        trace::under(&ask, &["-f", "-qq", "-e", "trace=network", "-o", log.to_str().unwrap()]);
    ask.args(["ls-remote", "http://127.0.0.1:1/x.git"]).stderr(Stdio::null()).status().unwrap();
    assert!(fs::read_to_string(&log).unwrap().contains("socket("));
    figure("network", &format!("{runs} commands, 0 sockets"));
}

#[test]
fn an_export_writes_through_no_planted_link_and_over_nothing() {
    let sandbox = Sandbox::new();
    for title in ["Plain", "Other"] {
        sandbox.answer(&["new", "--title", title]);
    }
    let outside = sandbox.path().join("outside.yaml");
    fs::write(&outside, "mine").unwrap();
    let out = sandbox.path().join("out");
    fs::create_dir(&out).unwrap();
    symlink(&outside, out.join("plain.yaml")).unwrap();
    let run = sandbox.run(&["export", "out", "--force"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(fs::read_to_string(&outside).unwrap(), "mine");
    assert!(!out.join("other.yaml").exists(), "half of an export stays");
    // Names made to lead elsewhere never become a file's.
    for slug in ["../up", "/abs", "a/b", ".", "..", &"x".repeat(300), "UPPER", "nul\u{1}"] {
        let run = sandbox.run(&["new", "--title", "T", "--slug", slug]);
        assert_eq!(run.code, 2, "{slug:?}: {run:?}");
    }
    let long = "A very long title ".repeat(30);
    sandbox.answer(&["new", "--title", &long]);
    sandbox.answer(&["export", "fresh"]);
    let longest = fs::read_dir(sandbox.path().join("fresh")).unwrap();
    assert!(longest.map(|entry| entry.unwrap().file_name().len()).max().unwrap() < 255);
}
