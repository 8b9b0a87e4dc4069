//! A story in somebody's editor: whatever the editor does, the text is in the library or in a named draft.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::sandbox::{Run, Sandbox};

/// A library with one story, and an editor that is a shell script.
struct Desk {
    sandbox: Sandbox,
}

impl Desk {
    fn new() -> Self {
        let sandbox = Sandbox::new();
        sandbox.answer(&[
            "new", "--title", "Cut latency", "--principle", "dive-deep", "--result",
            "It fell by 40%.",
        ]);
        Self { sandbox }
    }

    /// Runs `star edit` with an editor that does this to the file `$1`.
    fn edit(&self, script: &str) -> Run {
        self.edit_with(&["edit", "cut-latency"], script)
    }

    fn edit_with(&self, args: &[&str], script: &str) -> Run {
        let editor = self.sandbox.path().join("editor.sh");
        fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
        self.sandbox.run_with(args, &[("EDITOR", editor.to_str().unwrap())])
    }

    fn drafts(&self) -> Vec<PathBuf> {
        match fs::read_dir(self.sandbox.library().parent().unwrap().join("drafts")) {
            Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
            Err(_) => Vec::new(),
        }
    }

    fn shown(&self) -> String {
        self.sandbox.answer(&["show", "cut-latency"])
    }
}

#[test]
fn a_saved_edit_is_in_the_library_and_leaves_no_draft() {
    let desk = Desk::new();
    let run = desk.edit(r#"sed -i 's/It fell by 40%/It fell by 41%/' "$1""#);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(desk.shown().contains("41%"));
    assert_eq!(desk.drafts(), [] as [PathBuf; 0]);
}

#[test]
fn an_editor_that_fails_after_typing_keeps_the_text_in_a_named_private_draft() {
    let desk = Desk::new();
    let run = desk.edit(r#"sed -i 's/It fell by 40%/It fell by 77%/' "$1"; exit 1"#);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(desk.shown().contains("40%"), "the library is as it was");
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 1);
    assert!(run.stderr.contains(drafts[0].to_str().unwrap()), "{run:?}");
    assert!(fs::read_to_string(&drafts[0]).unwrap().contains("77%"));
    assert_eq!(fs::metadata(&drafts[0]).unwrap().permissions().mode() & 0o777, 0o600);
    let dashboard = desk.sandbox.run(&[]);
    assert!(dashboard.stderr.contains("unsaved draft"), "{dashboard:?}");

    let resumed = desk.edit_with(&["edit", "--draft", drafts[0].to_str().unwrap()], "true");
    assert_eq!(resumed.code, 0, "{resumed:?}");
    assert!(desk.shown().contains("77%"));
    assert_eq!(desk.drafts(), [] as [PathBuf; 0]);
}

#[test]
fn an_editor_that_fails_at_once_changes_nothing_and_leaves_nothing() {
    let desk = Desk::new();
    let run = desk.edit("exit 3");
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(desk.drafts(), [] as [PathBuf; 0]);
}

#[test]
fn a_bad_save_says_where_and_keeps_the_text() {
    let desk = Desk::new();
    let run = desk.edit(r#"printf 'tilte: typo\n' >> "$1""#);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("tilte") && run.stderr.contains("title"), "{run:?}");
    assert!(run.stderr.contains(".yaml:"), "file, line and column: {run:?}");
    assert_eq!(desk.drafts().len(), 1);
}

#[test]
fn an_editor_that_returns_at_once_changes_nothing() {
    let desk = Desk::new();
    let run = desk.edit("true");
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("Nothing was changed"), "{run:?}");
    assert_eq!(desk.drafts(), [] as [PathBuf; 0]);
}

#[test]
fn an_editor_that_saves_by_renaming_is_understood() {
    let desk = Desk::new();
    let run = desk.edit(r#"sed 's/40%/42%/' "$1" > "$1.new" && mv "$1.new" "$1""#);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(desk.shown().contains("42%"));
}

#[test]
fn a_story_changed_meanwhile_is_not_overwritten_and_the_text_is_kept() {
    let desk = Desk::new();
    let star = env!("CARGO_BIN_EXE_star");
    let run = desk.edit(&format!(
        r#"sed -i 's/40%/44%/' "$1"; "{star}" edit cut-latency --result 'It fell by 55%.' >/dev/null"#
    ));
    assert_eq!(run.code, 2, "{run:?}");
    assert!(desk.shown().contains("55%"), "the other change stands");
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 1);
    assert!(fs::read_to_string(&drafts[0]).unwrap().contains("44%"));
}

#[test]
fn a_missing_editor_says_what_to_set() {
    let desk = Desk::new();
    let run =
        desk.sandbox.run_with(&["edit", "cut-latency"], &[("EDITOR", "no-such-editor-anywhere")]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("EDITOR"), "{run:?}");
}

#[test]
fn a_new_story_can_be_written_in_the_editor() {
    let desk = Desk::new();
    let run = desk.edit_with(
        &["new", "--editor"],
        r#"sed -i 's/^title:.*/title: Told the bakery first/' "$1""#,
    );
    assert_eq!(run.code, 0, "{run:?}");
    assert!(desk.sandbox.answer(&["list"]).contains("told-the-bakery-first"));
}

#[test]
fn an_editor_that_is_killed_after_typing_keeps_the_text_in_a_named_draft() {
    let desk = Desk::new();
    let run = desk.edit(r#"sed -i 's/It fell by 40%/It fell by 78%/' "$1"; kill -9 $$"#);
    assert_eq!(run.code, 2, "{run:?}");
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 1);
    assert!(run.stderr.contains(drafts[0].to_str().unwrap()), "{run:?}");
    assert!(fs::read_to_string(&drafts[0]).unwrap().contains("78%"));
}

/// Waits until the editor has saved, and gives the one draft that there is.
fn saved_draft(desk: &Desk) -> PathBuf {
    let saved = desk.sandbox.path().join("saved");
    let started = std::time::Instant::now();
    while !saved.exists() {
        assert!(started.elapsed() < std::time::Duration::from_secs(20), "the editor never ran");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 1);
    drafts[0].clone()
}

fn assert_found_again(desk: &Desk, draft: &std::path::Path) {
    assert!(fs::read_to_string(draft).unwrap().contains("79%"));
    assert_eq!(fs::metadata(draft).unwrap().permissions().mode() & 0o777, 0o600);
    let dashboard = desk.sandbox.run(&[]).stderr.replace("\n  ", " ");
    assert!(dashboard.contains(draft.to_str().unwrap()), "{dashboard}");
    let resumed = desk.edit_with(&["edit", "--draft", draft.to_str().unwrap()], "true");
    assert_eq!(resumed.code, 0, "{resumed:?}");
    assert!(desk.shown().contains("79%"));
}

/// An editor that saves, says so, and stays open.
const STAYS_OPEN: &str =
    "#!/bin/sh\nsed -i 's/It fell by 40%/It fell by 79%/' \"$1\"\ntouch saved\nexec sleep 600\n";

fn open_editor(desk: &Desk) -> std::process::Command {
    let editor = desk.sandbox.path().join("open.sh");
    fs::write(&editor, STAYS_OPEN).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = desk.sandbox.command();
    command.args(["edit", "cut-latency"]).env("EDITOR", &editor);
    command
}

#[test]
fn a_program_killed_with_its_editor_open_leaves_the_text_in_a_draft_that_is_found_again() {
    use std::os::unix::process::CommandExt;
    let desk = Desk::new();
    let mut command = open_editor(&desk);
    let mut star = command.process_group(0).stdin(std::process::Stdio::null()).spawn().unwrap();
    let draft = saved_draft(&desk);
    star.kill().unwrap();
    star.wait().unwrap();
    // The editor is in the program's group, and ends with it here.
    let group = format!("-{}", star.id());
    std::process::Command::new("kill").args(["-KILL", "--", &group]).status().unwrap();
    assert_found_again(&desk, &draft);
}

#[test]
fn a_terminal_closed_with_the_editor_open_leaves_the_text_in_a_draft_that_is_found_again() {
    let desk = Desk::new();
    let mut command = open_editor(&desk);
    command.env("TERM", "xterm-256color");
    let terminal = expectrl::Session::spawn(command).unwrap();
    let draft = saved_draft(&desk);
    drop(terminal);
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_found_again(&desk, &draft);
}
