//! A session that is killed without a word: what was marked is kept, as one operation.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect};

use crate::live::{STORY, answer};
use crate::prompts::session;
use crate::sandbox::Sandbox;

/// Files of sessions that are not in the library yet.
fn open_sessions(sandbox: &Sandbox) -> Vec<PathBuf> {
    let folder = sandbox.library().parent().unwrap().join("sessions");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// Kills the program as the kernel does when memory runs out: it cannot do anything any more.
fn kill(terminal: OsSession) {
    let id = terminal.get_process().pid().to_string();
    assert!(Command::new("kill").args(["-KILL", &id]).status().unwrap().success());
    drop(terminal);
}

/// Waits until what was marked last has reached the disk.
fn wait_for_answers(sandbox: &Sandbox, answers: usize) {
    let began = Instant::now();
    let written = || {
        let open = open_sessions(sandbox);
        open.first().map_or(0, |path| std::fs::read_to_string(path).unwrap().lines().count())
    };
    while written() < answers {
        assert!(began.elapsed() < Duration::from_secs(20), "{} answers", written());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Asserts that the next run takes the session up once, and that one undo takes it back whole.
fn assert_taken_up(sandbox: &Sandbox, summary: &str) {
    let run = sandbox.run(&["log"]);
    assert!(run.stderr.contains("A session was cut off"), "{run:?}");
    assert!(run.stdout.contains(summary), "{run:?}");
    assert_eq!(open_sessions(sandbox), Vec::<PathBuf>::new());
    let again = sandbox.run(&["log"]);
    assert_eq!(
        (again.stdout.as_str(), again.stderr.contains("cut off")),
        (run.stdout.as_str(), false)
    );
    let undone = sandbox.run(&["undo"]);
    assert!(undone.code == 0 && (undone.stdout + &undone.stderr).contains(summary));
    assert!(sandbox.run(&["drill", STORY, "--weak"]).stderr.contains("no answer about"));
}

#[test]
fn a_killed_drill_keeps_every_answer_that_was_marked() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    answer(&mut terminal, "the gateway's own log", "s");
    answer(&mut terminal, "", "p");
    terminal.expect(" > ").unwrap();
    terminal.send("half an answ").unwrap();
    wait_for_answers(&sandbox, 2);
    kill(terminal);
    let answers = sandbox.answer(&["drill", STORY, "--answers"]);
    assert!(answers.contains("> the gateway's own log"), "{answers}");
    assert!(!answers.contains("half an answ"), "{answers}");
    sandbox.answer(&["undo"]);
    sandbox.answer(&["redo"]);
    assert!(sandbox.answer(&["drill", STORY, "--answers"]).contains("the gateway's own log"));
}

#[test]
fn a_killed_session_of_every_kind_is_one_operation_that_undo_takes_back() {
    type Steps = &'static [(&'static str, &'static str)];
    let cases: [(&[&str], Steps, usize, &str); 5] = [
        (&["drill", STORY], &[(" > ", "\r"), ("s safe", "p"), (" > ", "")], 1, "drill"),
        (
            &["rehearse", STORY],
            &[("to begin", "\r"), ("Situation", ""), ("░", "\r"), ("Task", ""), ("░", "")],
            1,
            "rehearse",
        ),
        (
            &["learn"],
            &[
                ("turns the card", "\r"),
                ("4 easy", "3"),
                ("turns the card", "\r"),
                ("4 easy", "1"),
                ("turns", ""),
            ],
            2,
            "learn, 2 cards",
        ),
        (
            &["mock", "--round", "bar-raiser"],
            &[(" > ", "a note\r"), ("Which story", "\r"), (" > ", "another\r"), (" > ", "")],
            2,
            "mock bar-raiser",
        ),
        (
            &["debrief"],
            &[
                ("asked about", " \r"),
                (" > ", "why?\r"),
                ("Which story", "\r"),
                ("1 to 5 ", "4"),
                ("1 to 5 ", ""),
            ],
            4,
            "debrief, interview",
        ),
    ];
    for (args, steps, notes, summary) in cases {
        let sandbox = Sandbox::with_example("library.yaml");
        let mut terminal = session(&sandbox, args);
        for (asks, says) in steps {
            terminal.expect(asks).unwrap();
            terminal.send(says).unwrap();
        }
        wait_for_answers(&sandbox, notes);
        kill(terminal);
        assert_taken_up(&sandbox, summary);
    }
}

#[test]
fn a_session_that_runs_is_left_alone_and_one_that_ended_leaves_no_file() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    answer(&mut terminal, "", "s");
    terminal.expect(" > ").unwrap();
    wait_for_answers(&sandbox, 1);
    let log = sandbox.run(&["log"]);
    assert!(!log.stdout.contains("drill") && !log.stderr.contains("cut off"), "{log:?}");
    assert_eq!(open_sessions(&sandbox).len(), 1);
    terminal.send(ControlCode::EndOfTransmission).unwrap();
    terminal.expect(Eof).unwrap();
    assert_eq!(open_sessions(&sandbox), Vec::<PathBuf>::new());
    assert_eq!(sandbox.answer(&["log"]).matches("drill").count(), 1);
}

#[test]
fn what_a_session_leaves_is_private_and_belongs_to_its_library() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    answer(&mut terminal, "", "s");
    terminal.expect(" > ").unwrap();
    wait_for_answers(&sandbox, 1);
    kill(terminal);
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let left = open_sessions(&sandbox);
    assert_eq!((mode(&left[0]), mode(left[0].parent().unwrap())), (0o600, 0o700));
    let other = sandbox.library().with_file_name("library.db.other");
    let run = sandbox.run(&["--library", other.to_str().unwrap(), "log"]);
    assert!(!run.stderr.contains("cut off"), "{run:?}");
    assert_eq!(open_sessions(&sandbox).len(), 1);
    let mut text = std::fs::read_to_string(&left[0]).unwrap();
    text.push_str("{\"version\":1,\"summ");
    std::fs::write(&left[0], text).unwrap();
    assert!(sandbox.run(&["today"]).stderr.contains("A session was cut off"));
    assert!(sandbox.answer(&["log"]).contains("drill"));
}

#[test]
fn a_purge_reaches_what_a_killed_session_left() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    answer(&mut terminal, "the heron flew at noon", "s");
    terminal.expect(" > ").unwrap();
    wait_for_answers(&sandbox, 1);
    kill(terminal);
    sandbox.answer(&["purge", STORY, "--yes"]);
    assert_eq!(open_sessions(&sandbox), Vec::<PathBuf>::new());
    let library = std::fs::read(sandbox.library()).unwrap();
    assert!(!String::from_utf8_lossy(&library).contains("the heron flew"));
}

#[test]
fn a_library_that_cannot_be_written_to_keeps_the_session_for_later() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    answer(&mut terminal, "", "p");
    terminal.expect(" > ").unwrap();
    let whole = std::fs::read(sandbox.library()).unwrap();
    std::fs::write(sandbox.library(), b"no database").unwrap();
    terminal.send(ControlCode::EndOfTransmission).unwrap();
    terminal.expect("is kept beside the library").unwrap();
    terminal.expect(Eof).unwrap();
    let run = sandbox.run(&["log"]);
    assert!(run.stderr.contains("could not be taken up"), "{run:?}");
    std::fs::write(sandbox.library(), whole).unwrap();
    assert!(sandbox.run(&["log"]).stderr.contains("A session was cut off"));
    assert!(sandbox.answer(&["drill", STORY, "--answers"]).contains("partial"));
}
