//! Questions at a real terminal.

use std::time::{Duration, Instant};

use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect, Session};

use crate::sandbox::Sandbox;

pub(crate) fn session(sandbox: &Sandbox, args: &[&str]) -> OsSession {
    let mut command = sandbox.command();
    command.args(args).env("TERM", "xterm-256color").env("NO_COLOR", "1");
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(20)));
    session
}

#[test]
fn a_new_story_is_asked_for_part_by_part() {
    let sandbox = Sandbox::new();
    let mut terminal = session(&sandbox, &["new"]);
    terminal.expect("Title").unwrap();
    terminal.send_line("Cut checkout latency").unwrap();
    terminal.expect("Which principles").unwrap();
    terminal.send(" ").unwrap();
    terminal.send_line("").unwrap();
    for (part, text) in [
        ("Situation", "Carts were left behind."),
        ("Task", "I had to find out why."),
        ("Action", "I traced forty sessions."),
        ("Result", "It went from 4.2 seconds to 1.8 seconds within six weeks in 14 markets."),
        ("Learning", "I look at sessions first."),
    ] {
        terminal.expect(format!("{part}:")).unwrap();
        terminal.expect("s of 90 s >").unwrap();
        terminal.send(text).unwrap();
        terminal.send("\r").unwrap();
        terminal.expect(text.split(' ').next().unwrap()).unwrap();
        terminal.expect("s of 90 s >").unwrap();
        terminal.send("\r").unwrap();
    }
    terminal.expect("Saved").unwrap();
    terminal.expect(Eof).unwrap();
    let shown = sandbox.answer(&["show", "cut-checkout-latency"]);
    assert!(
        shown.contains("I traced forty sessions.") && shown.contains("Customer Obsession"),
        "{shown}"
    );
}

#[test]
fn prompts_ask_only_for_what_is_missing() {
    let sandbox = Sandbox::new();
    let mut terminal = session(
        &sandbox,
        &[
            "new", "--title", "A", "--principle", "ownership", "--situation", "s", "--task", "t",
            "--action", "a", "--learning", "l",
        ],
    );
    terminal.expect("Result:").unwrap();
    terminal.expect("4 words, 2 s of 90 s >").unwrap();
    terminal.send("\r").unwrap();
    terminal.expect("Saved").unwrap();
}

#[test]
fn words_are_counted_while_they_are_typed_and_the_first_thing_to_mend_is_said() {
    let sandbox = Sandbox::new();
    let mut terminal = session(&sandbox, &["new", "--title", "A", "--principle", "ownership"]);
    terminal.expect("Situation:").unwrap();
    terminal.expect("They listen for").unwrap();
    terminal.expect("0 words, 0 s of 90 s >").unwrap();
    terminal.send("Two words").unwrap();
    terminal.expect("2 words, 1 s of 90 s > Two words").unwrap();
    terminal.send("\r").unwrap();
    // A paste of several lines is one line: no blank line in it ends the part.
    terminal.send("\x1b[200~and three more\r\rpasted\x1b[201~").unwrap();
    terminal.expect("6 words").unwrap();
    terminal.send("\r").unwrap();
    terminal.expect("and three more").unwrap();
    terminal.expect("6 words").unwrap();
    // Ctrl-D saves what there is.
    terminal.send(ControlCode::EndOfTransmission).unwrap();
    terminal.expect("Saved a").unwrap();
    terminal.expect("most worth mending").unwrap();
    terminal.expect("S001").unwrap();
    terminal.expect(Eof).unwrap();
    assert!(sandbox.answer(&["show", "a"]).contains("Two words"));
}

#[test]
fn a_text_is_where_a_story_may_start() {
    let sandbox = Sandbox::new();
    std::fs::write(
        sandbox.path().join("moved-the-depot.md"),
        "We had rain.\n\n## Background\nThe depot flooded.\n\n## What I did\nI moved it.\n",
    )
    .unwrap();
    let mut terminal =
        session(&sandbox, &["new", "--from", "moved-the-depot.md", "--principle", "ownership"]);
    terminal.expect("Taken from moved-the-depot.md: Situation, Action").unwrap();
    terminal.expect("Task:").unwrap();
    terminal.expect("6 words").unwrap();
    terminal.send(ControlCode::EndOfTransmission).unwrap();
    terminal.expect("Saved moved-the-depot").unwrap();
    terminal.expect(Eof).unwrap();
    let shown = sandbox.answer(&["show", "moved-the-depot"]);
    assert!(shown.contains("I moved it.") && shown.contains("We had rain."), "{shown}");

    std::fs::write(sandbox.path().join("plain.txt"), "Only prose, no heading.").unwrap();
    let run = sandbox.run(&["new", "--from", "plain.txt", "--title", "Plain"]);
    assert!(run.code == 0 && run.stderr.contains("private notes"), "{run:?}");
    let two = "# One\n## Situation\nx\n# Two\n## Situation\ny\n";
    let run = sandbox.run_with_input(&["new", "--from", "-"], two);
    assert!(run.code == 2 && run.stderr.contains("star import"), "{run:?}");
}

#[test]
fn ctrl_c_at_any_question_of_new_leaves_no_trace_and_exits_130() {
    let answers =
        [("Title", "A title"), ("Which principles", ""), ("0 words", "x"), ("1 words", "")];
    for stop in 0..answers.len() {
        let sandbox = Sandbox::new();
        let mut terminal = session(&sandbox, &["new"]);
        for (question, answer) in &answers[..stop] {
            terminal.expect(*question).unwrap();
            terminal.send_line(answer).unwrap();
        }
        terminal.expect(answers[stop].0).unwrap();
        // A person sees the question first; until its reader waits for keys, Ctrl-C is a signal.
        std::thread::sleep(Duration::from_millis(150));
        terminal.send(ControlCode::EndOfText).unwrap();
        terminal.expect("Interrupted").unwrap();
        terminal.expect(Eof).unwrap();
        let status = terminal.get_process().wait().unwrap();
        assert!(format!("{status:?}").contains("130"), "at {}: {status:?}", answers[stop].0);
        assert!(!sandbox.library().exists(), "nothing may be left at {}", answers[stop].0);
    }
}

#[test]
fn remove_asks_and_no_keeps_the_story() {
    let sandbox = Sandbox::new();
    sandbox.answer(&["new", "--title", "Keep me"]);
    let mut terminal = session(&sandbox, &["remove", "keep-me"]);
    terminal.expect("Remove 1 story").unwrap();
    terminal.send("n").unwrap();
    terminal.expect("Nothing was removed").unwrap();
    assert!(sandbox.answer(&["list"]).contains("keep-me"));
}

#[test]
fn done_without_an_id_shows_the_list_to_tick() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let mut terminal = session(&sandbox, &["plan", "done"]);
    terminal.expect("Which?").unwrap();
    terminal.send(" ").unwrap();
    terminal.send_line("").unwrap();
    terminal.expect("Done:").unwrap();
    terminal.expect(Eof).unwrap();
    let today = sandbox.json(&["today", "--format", "json"]);
    let done =
        today["tasks"].as_array().unwrap().iter().filter(|task| task["status"] == "done").count();
    assert_eq!(done, 1);
}

#[test]
fn a_question_that_is_missing_is_asked_for() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["ask"]);
    terminal.expect("What does the interviewer ask?").unwrap();
    terminal.send_line("When did you disagree with your boss?").unwrap();
    terminal.expect("free-payouts-disagreement").unwrap();
    terminal.expect(Eof).unwrap();
}

#[test]
fn tags_are_added_only_where_they_are_chosen() {
    let sandbox = Sandbox::with_example("library.yaml");
    let before = sandbox.answer(&["tag", "told-the-bakery-first"]);
    for (keys, added) in [("", false), (" ", true)] {
        let mut terminal = session(&sandbox, &["suggest", "told-the-bakery-first", "--apply"]);
        terminal.expect("Which to add?").unwrap();
        terminal.send(keys).unwrap();
        terminal.send_line("").unwrap();
        terminal.expect(if added { "star undo" } else { "No tag was added" }).unwrap();
        terminal.expect(Eof).unwrap();
        assert_eq!(sandbox.answer(&["tag", "told-the-bakery-first"]) != before, added);
    }
}

#[test]
fn ctrl_c_at_the_choice_of_tags_changes_nothing() {
    let sandbox = Sandbox::with_example("library.yaml");
    let before = sandbox.answer(&["log"]);
    let mut terminal = session(&sandbox, &["suggest", "told-the-bakery-first", "--apply"]);
    terminal.expect("Which to add?").unwrap();
    terminal.send(ControlCode::EndOfText).unwrap();
    terminal.expect("Interrupted").unwrap();
    terminal.expect(Eof).unwrap();
    assert_eq!(sandbox.answer(&["log"]), before);
}

#[test]
fn replan_asks_before_it_writes_and_no_keeps_the_plan() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let before = sandbox.answer(&["plan", "show", "--all"]);
    for (answer, said) in [("n", "Nothing was changed"), ("y", "The plan is repaired")] {
        assert_eq!(sandbox.answer(&["plan", "show", "--all"]), before);
        let mut terminal = session(&sandbox, &["plan", "replan", "--minutes", "30"]);
        terminal.expect("Moved").unwrap();
        terminal.expect("Write the plan so?").unwrap();
        terminal.send(answer).unwrap();
        terminal.expect(said).unwrap();
        terminal.expect(Eof).unwrap();
    }
    assert_ne!(sandbox.answer(&["plan", "show", "--all"]), before);
}

#[test]
fn an_export_asks_before_it_overwrites() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let path = sandbox.path().join("plan.html");
    std::fs::write(&path, "mine").unwrap();
    for (answer, said, kept) in [("n", "Nothing was written", true), ("y", "Wrote", false)] {
        let mut terminal = session(&sandbox, &["plan", "export", "--output", "plan.html"]);
        terminal.expect("Overwrite it?").unwrap();
        terminal.send(answer).unwrap();
        terminal.expect(said).unwrap();
        terminal.expect(Eof).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap() == "mine", kept);
    }
}

#[test]
fn long_work_says_so_on_a_terminal_and_nowhere_else() {
    let story = |n: u32| format!("  - title: Story {n}\n    result: It went from 9 to {n} days.\n");
    // What is long depends on the machine, so as many stories as take it more than a moment.
    for count in (0..).map(|doubled| 8_000 << doubled) {
        let sandbox = Sandbox::new();
        let stories: Vec<String> = (0..count).map(story).collect();
        let path = sandbox.path().join("many.yaml");
        std::fs::write(&path, format!("version: 1\nstories:\n{}", stories.concat())).unwrap();
        let start = Instant::now();
        let run = Sandbox::new().run(&["import", path.to_str().unwrap()]);
        assert!(!run.stderr.contains(" … ") && !run.stderr.contains('\u{1b}'), "{}", run.stderr);
        if start.elapsed() > Duration::from_secs(2) {
            let mut terminal = session(&sandbox, &["import", "many.yaml"]);
            terminal.expect(" … ").unwrap();
            terminal.expect(format!("Imported {count} stories")).unwrap();
            break;
        }
    }
}
