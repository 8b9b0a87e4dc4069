//! Two processes at once.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use starbench::store::{Access, Library};

use crate::bench::{damage, figure, is_long, rounds};
use crate::sandbox::Sandbox;

/// One process after another, each of which is a whole run of the program.
fn writer(sandbox: &Sandbox, name: &str, count: usize) -> Command {
    let star = sandbox.command();
    // Each story is made, changed and tagged; every third is removed.
    let script = format!(
        "set -e; n=1; while [ $n -le {count} ]; do \
           t={name}-$n; \
           case $((n % 4)) in \
             1) \"$STAR\" new -q --title \"$t\" --action 'I did it.'; last=$t;; \
             2) \"$STAR\" edit -q $last --result \"It fell by $n%.\";; \
             3) \"$STAR\" tag -q $last dive-deep;; \
             0) if [ $((n % 12)) = 0 ]; then \"$STAR\" remove -q $last --yes; else \"$STAR\" edit -q $last --headline 'Told.'; fi;; \
           esac; \
           n=$((n + 1)); \
         done"
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).env_clear().current_dir(sandbox.path());
    for (name, value) in star.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    shell.env("STAR", star.get_program()).stdout(Stdio::piped()).stderr(Stdio::piped());
    shell
}

#[test]
fn two_processes_at_once_meet_no_error_and_lose_nothing() {
    let count = rounds(48, 1000);
    let sandbox = Sandbox::new();
    sandbox.answer(&["new", "--title", "The first"]);
    let names = ["a", "b"];
    let children = names.map(|name| writer(&sandbox, name, count).spawn().unwrap());
    let outputs = children.map(|child| child.wait_with_output().unwrap());
    for output in outputs {
        assert!(output.status.success(), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
    let library = Library::open(&sandbox.library(), Access::ReadOnly).unwrap();
    assert_eq!(damage(&library).unwrap(), [""; 0]);
    assert_eq!(library.log(usize::MAX).unwrap().len(), 2 * count + 1);
    let stories = library.stories().unwrap();
    let mut expected = 1;
    for name in names {
        for n in (1..=count).step_by(4) {
            let slug = format!("{name}-{n}");
            let story = stories.iter().find(|story| story.slug.as_str() == slug);
            let removed = (n + 3) % 12 == 0 && n + 3 <= count;
            assert_eq!(story.is_none(), removed, "{slug}");
            if let Some(story) = story {
                expected += 1;
                let result = format!("It fell by {}%.", n + 1);
                assert_eq!(story.sections.result, (n < count).then_some(result), "{slug}");
                assert_eq!(story.principles.len(), usize::from(n + 2 <= count), "{slug}");
            }
        }
    }
    assert_eq!(stories.len(), expected);
    figure(
        "two processes at once",
        &format!(
            "2 × {count} runs of the program: 0 errors, 0 lost, {expected} stories as they were left"
        ),
    );
}

#[test]
fn a_second_editor_is_refused_and_its_text_is_kept() {
    let sandbox = Sandbox::new();
    sandbox.answer(&["new", "--title", "Cut latency", "--result", "It fell by 40%."]);
    let mut kept: Vec<PathBuf> = Vec::new();
    let script =
        |text: &str, wait: &str| format!("#!/bin/sh\n{wait}\nsed -i 's/40%/{text}/' \"$1\"\n");
    for (name, body) in [
        ("first.sh", script("41%", "while [ ! -e go ]; do sleep 0.05; done")),
        ("second.sh", script("42%", "while [ ! -e first-is-done ]; do sleep 0.05; done")),
    ] {
        let path = sandbox.path().join(name);
        std::fs::write(&path, body).unwrap();
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755))
            .unwrap();
        kept.push(path);
    }
    let [first, second] = [0, 1].map(|n| {
        let mut command = sandbox.command();
        command.args(["edit", "cut-latency"]).env("EDITOR", &kept[n]);
        command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    });
    // Both editors are open once both drafts are there.
    let drafts = sandbox.library().with_file_name("drafts");
    let open = || std::fs::read_dir(&drafts).map_or(0, Iterator::count);
    while open() < 2 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    std::fs::write(sandbox.path().join("go"), "").unwrap();
    assert!(first.wait_with_output().unwrap().status.success());
    std::fs::write(sandbox.path().join("first-is-done"), "").unwrap();
    let late = second.wait_with_output().unwrap();
    assert_eq!(late.status.code(), Some(2), "{late:?}");
    assert!(sandbox.answer(&["show", "cut-latency"]).contains("41%"));
    let draft = std::fs::read_dir(&drafts).unwrap().next().unwrap().unwrap().path();
    assert!(std::fs::read_to_string(&draft).unwrap().contains("42%"));
    assert!(String::from_utf8_lossy(&late.stderr).contains(draft.to_str().unwrap()));
}

/// A writer waits half a minute for another one, so this runs in the long form only.
#[test]
fn a_library_that_is_locked_at_the_save_keeps_the_text_in_a_named_draft() {
    if !is_long() {
        return;
    }
    let sandbox = Sandbox::new();
    sandbox.answer(&["new", "--title", "Cut latency", "--result", "It fell by 40%."]);
    let lock = sandbox.library().with_file_name("library.db.lock");
    let lock = std::fs::File::options().write(true).open(lock).unwrap();
    lock.lock().unwrap();
    let run = sandbox
        .run_with(&["edit", "cut-latency"], &[("EDITOR", "sh -c 'sed -i s/40%/41%/ \"$0\"'")]);
    drop(lock);
    assert_eq!(run.code, 2, "{run:?}");
    let drafts = sandbox.library().with_file_name("drafts");
    let draft = std::fs::read_dir(drafts).unwrap().next().unwrap().unwrap().path();
    assert!(run.stderr.replace("\n  ", " ").contains(draft.to_str().unwrap()), "{run:?}");
    assert!(std::fs::read_to_string(draft).unwrap().contains("41%"));
    figure("locked at the save", "30 s waited, refused, the text in a named draft");
}
