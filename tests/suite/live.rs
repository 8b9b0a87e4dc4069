//! Practice at a real terminal: typing, marking, resizing, breaking off and hanging up.

use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect, Session};
use serde_json::Value;

use crate::prompts::session;
use crate::sandbox::Sandbox;

/// A story of the example library.
pub(crate) const STORY: &str = "reminders-never-delivered";

/// A shell that runs the program and then tells how it ended and what state the terminal is in.
pub(crate) fn shell(sandbox: &Sandbox, line: &str, locale: &str) -> OsSession {
    let star = sandbox.command();
    let mut command = Command::new("sh");
    let script = format!(
        "trap : INT; before=$(stty -g); {} {line}; echo code=$?; [ \"$before\" = \"$(stty -g)\" ] && echo restored; echo over",
        star.get_program().display()
    );
    command.args(["-c", &script]).env_clear().current_dir(sandbox.path());
    for (name, value) in star.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.env("TERM", "xterm-256color").env("NO_COLOR", "1").env("LANG", locale);
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(20)));
    session
}

/// Presses Ctrl-C as a person would: a moment after the question shows, when its reader waits for keys.
pub(crate) fn interrupt(terminal: &mut OsSession) {
    std::thread::sleep(Duration::from_millis(150));
    terminal.send(ControlCode::EndOfText).unwrap();
}

/// Asserts that the program ended so and left the terminal as it was, with its cursor.
pub(crate) fn assert_ended(terminal: &mut OsSession, code: i32) {
    let before = terminal.expect(format!("code={code}")).unwrap();
    let said = String::from_utf8_lossy(before.before()).into_owned();
    assert_eq!(said.matches("\x1b[?25l").count(), said.matches("\x1b[?25h").count(), "{said}");
    terminal.expect("restored").unwrap();
    terminal.expect("over").unwrap();
}

/// The answers of the last drill that was stored, through what is due long after.
fn kept(sandbox: &Sandbox) -> usize {
    let due: Value = sandbox.json(&["drill", "--format", "json", "--today", "2027-11-23"]);
    due["due"]
        .as_array()
        .unwrap()
        .iter()
        .map(|story| story["probes"].as_array().unwrap().len())
        .sum()
}

pub(crate) fn answer(terminal: &mut OsSession, text: &str, mark: &str) {
    terminal.expect(" > ").unwrap();
    terminal.send(text).unwrap();
    terminal.send("\r").unwrap();
    terminal.expect("s safe").unwrap();
    terminal.send(mark).unwrap();
}

#[test]
fn a_drill_asks_marks_and_stops_at_the_first_gap() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    terminal.expect("Layer 1 of 5").unwrap();
    answer(&mut terminal, "I counted receipts in the gateway log", "s");
    terminal.expect("safe").unwrap();
    answer(&mut terminal, "", "x");
    terminal.send("g").unwrap();
    terminal.expect("Go on all the same?").unwrap();
    terminal.send("\r").unwrap();
    terminal.expect("Depth 0 of 5").unwrap();
    terminal.expect("Mend first").unwrap();
    terminal.expect("Add to the").unwrap();
    terminal.expect(Eof).unwrap();
    assert_eq!(kept(&sandbox), 2);
    let answers = sandbox.answer(&["drill", STORY, "--answers"]);
    assert!(answers.contains("> I counted receipts in the gateway log"), "{answers}");
    assert!(sandbox.answer(&["log"]).contains(&format!("drill {STORY}")));
    let mut weak = session(&sandbox, &["drill", STORY, "--weak"]);
    weak.expect("1 question.").unwrap();
    weak.expect(" > ").unwrap();
    weak.send(ControlCode::EndOfTransmission).unwrap();
    weak.expect("nothing is kept").unwrap();
}

#[test]
fn a_gap_need_not_be_the_end() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY, "--layer", "5"]);
    answer(&mut terminal, "", "g");
    let said = terminal.expect("Go on all the same?").unwrap();
    let said = String::from_utf8_lossy(said.before()).into_owned();
    assert!(!said.contains("the depth is"), "a part says nothing about depth: {said}");
    terminal.send("y").unwrap();
    answer(&mut terminal, "", "p");
    terminal.expect(" > ").unwrap();
    terminal.send(ControlCode::EndOfTransmission).unwrap();
    terminal.expect("says nothing about depth").unwrap();
    assert_eq!(kept(&sandbox), 2);
}

#[test]
fn a_wrong_key_is_taken_back() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    answer(&mut terminal, "the first", "p");
    terminal.expect(" > ").unwrap();
    terminal.send("\r").unwrap();
    terminal.expect("b one back").unwrap();
    terminal.send("b").unwrap();
    terminal.expect(" 1. ").unwrap();
    answer(&mut terminal, "the first again", "s");
    answer(&mut terminal, "", "g");
    terminal.expect("Go on all the same?").unwrap();
    terminal.send("b").unwrap();
    terminal.expect(" 2. ").unwrap();
    answer(&mut terminal, "", "s");
    terminal.expect(" > ").unwrap();
    terminal.send(ControlCode::EndOfTransmission).unwrap();
    terminal.expect("2 safe, 0 partial, 0 gaps").unwrap();
    terminal.expect(Eof).unwrap();
    let answers = sandbox.answer(&["drill", STORY, "--answers"]);
    assert!(
        answers.contains("> the first again") && !answers.contains("> the first\n"),
        "{answers}"
    );
}

#[test]
fn ctrl_c_at_any_question_keeps_what_was_marked_and_the_terminal() {
    for (at, waits_for) in [(" > ", 1), ("s safe", 1), ("Go on", 2)] {
        let sandbox = Sandbox::with_example("library.yaml");
        let mut terminal = shell(&sandbox, &format!("drill {STORY}"), "C.UTF-8");
        answer(&mut terminal, "an answer", "s");
        terminal.expect(" > ").unwrap();
        if at != " > " {
            terminal.send("\r").unwrap();
            terminal.expect("s safe").unwrap();
        }
        if at == "Go on" {
            terminal.send("g").unwrap();
            terminal.expect(at).unwrap();
        }
        interrupt(&mut terminal);
        terminal.expect("Interrupted").unwrap();
        assert_ended(&mut terminal, 130);
        assert_eq!(kept(&sandbox), waits_for, "at {at}");
    }
}

#[test]
fn a_signal_ends_a_drill_as_ctrl_c_does() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    answer(&mut terminal, "", "s");
    terminal.expect(" > ").unwrap();
    let id = terminal.get_process().pid().to_string();
    assert!(Command::new("kill").arg(&id).status().unwrap().success());
    terminal.expect("Interrupted").unwrap();
    terminal.expect(Eof).unwrap();
    assert_eq!(kept(&sandbox), 1);
}

#[test]
fn a_terminal_that_is_closed_loses_nothing() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    answer(&mut terminal, "", "s");
    answer(&mut terminal, "", "p");
    terminal.expect(" > ").unwrap();
    let id = terminal.get_process().pid().to_string();
    assert!(Command::new("kill").args(["-HUP", &id]).status().unwrap().success());
    drop(terminal);
    let began = Instant::now();
    while kept(&sandbox) != 2 {
        assert!(began.elapsed() < Duration::from_secs(20), "kept {}", kept(&sandbox));
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_resize_and_a_locale_without_unicode_lose_nothing() {
    let sandbox = Sandbox::with_example("library.yaml");
    for locale in ["C", "POSIX", "de_DE.ISO-8859-1"] {
        let mut terminal = shell(&sandbox, &format!("drill {STORY}"), locale);
        terminal.expect(" > ").unwrap();
        terminal.send("about half of it").unwrap();
        for columns in [30, 200, 20, 80] {
            terminal.get_process_mut().set_window_size(columns, 24).unwrap();
            std::thread::sleep(Duration::from_millis(250));
        }
        terminal.send(" and more\r").unwrap();
        terminal.expect("> about half of it and more").unwrap();
        terminal.expect("s safe").unwrap();
        terminal.send("s").unwrap();
        terminal.expect(" > ").unwrap();
        terminal.send(ControlCode::EndOfTransmission).unwrap();
        assert_ended(&mut terminal, 0);
        sandbox.answer(&["undo"]);
    }
}

#[test]
fn an_accent_is_kept_whatever_the_terminal_calls_it() {
    let latin: &[u8] = b"cr\xeape \xe0 l'\xe9t\xe9";
    let unicode = "crêpe à l'été".as_bytes();
    for (locale, typed) in
        [("de_DE.ISO-8859-1", latin), ("C", latin), ("C", unicode), ("C.UTF-8", unicode)]
    {
        let sandbox = Sandbox::with_example("library.yaml");
        let mut terminal = shell(&sandbox, &format!("drill {STORY}"), locale);
        terminal.expect(" > ").unwrap();
        terminal.send(typed).unwrap();
        terminal.send("\r").unwrap();
        terminal.expect("s safe").unwrap();
        terminal.send("s").unwrap();
        terminal.expect(" > ").unwrap();
        // Ctrl-C right behind half a character is still Ctrl-C.
        terminal.send([0xe9]).unwrap();
        interrupt(&mut terminal);
        terminal.expect("Interrupted").unwrap();
        assert_ended(&mut terminal, 130);
        let answers = sandbox.answer(&["drill", STORY, "--answers"]);
        assert!(answers.contains("> crêpe à l'été"), "{locale}: {answers}");
    }
}

#[test]
fn a_key_that_is_no_text_types_nothing() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    terminal.expect(" > ").unwrap();
    // Arrows, Home, Delete, F5, F1, Alt-f.
    terminal.send("on\x1b[D\x1b[1;5C\x1b[H\x1b[3~\x1b[15~\x1bOP\x1bfe word\r").unwrap();
    terminal.expect("> one word").unwrap();
    terminal.expect("s safe").unwrap();
    terminal.send("\x1b[As").unwrap();
    terminal.expect("safe").unwrap();
    terminal.expect(" > ").unwrap();
    interrupt(&mut terminal);
    terminal.expect("1 safe, 0 partial, 0 gaps").unwrap();
}

#[test]
fn a_pasted_line_end_is_no_enter_and_a_pasted_letter_no_mark() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY]);
    terminal.expect(" > ").unwrap();
    terminal.send("\x1b[200~first\rg second\x1b[201~").unwrap();
    terminal.expect("first g second").unwrap();
    terminal.send("\r").unwrap();
    terminal.expect("s safe").unwrap();
    terminal.send("\x1b[200~ggg\x1b[201~s").unwrap();
    terminal.expect("safe").unwrap();
    terminal.expect(" > ").unwrap();
    interrupt(&mut terminal);
    terminal.expect("1 safe, 0 partial, 0 gaps").unwrap();
}

#[test]
fn the_time_is_said_to_be_up_after_the_answer_at_hand() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["drill", STORY, "--time", "1s"]);
    terminal.expect("0:01").unwrap();
    terminal.expect("time is up").unwrap();
    terminal.send("\r").unwrap();
    terminal.expect("s safe").unwrap();
    terminal.send("s").unwrap();
    terminal.expect("when the time was up").unwrap();
    terminal.expect(Eof).unwrap();
    assert_eq!(kept(&sandbox), 1);
}

#[test]
fn a_rehearsal_times_each_section_and_draws_the_trend() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["rehearse", STORY, "--times", "9,10,58,20"]);
    let mut terminal = shell(&sandbox, &format!("rehearse {STORY}"), "C.UTF-8");
    terminal.expect("Enter to begin").unwrap();
    terminal.send("\r").unwrap();
    for section in ["Situation", "Task", "Action", "Result"] {
        terminal.expect(section).unwrap();
        terminal.expect("░").unwrap();
        terminal.get_process_mut().set_window_size(70, 24).unwrap();
        terminal.send("\r").unwrap();
    }
    terminal.expect("2 attempts").unwrap();
    terminal.expect("shorter than the time before").unwrap();
    assert_ended(&mut terminal, 0);
}

#[test]
fn a_rehearsal_that_is_broken_off_is_no_attempt_and_leaves_the_terminal() {
    for (locale, bar) in [("C.UTF-8", "░"), ("C", "....")] {
        for sections in [0, 1, 3] {
            let sandbox = Sandbox::with_example("library.yaml");
            let mut terminal = shell(&sandbox, &format!("rehearse {STORY}"), locale);
            terminal.expect("Enter to begin").unwrap();
            for _ in 0..sections {
                terminal.send("\r").unwrap();
                terminal.expect(bar).unwrap();
            }
            interrupt(&mut terminal);
            terminal.expect("Interrupted").unwrap();
            assert_ended(&mut terminal, 130);
            let trend = sandbox.json(&["rehearse", STORY, "--trend", "--format", "json"]);
            assert_eq!(trend["attempts"], serde_json::json!([]));
        }
    }
}

#[test]
fn a_card_is_turned_marked_and_comes_again_if_it_was_not_known() {
    let sandbox = Sandbox::new();
    let mut terminal = shell(&sandbox, "learn ownership", "C");
    for (asks, grade, says) in [
        ("What does it look like?", "1", "again"),
        ("Which principle is that?", "3", "good"),
        ("What does it look like?", "4", "easy"),
    ] {
        terminal.expect(asks).unwrap();
        terminal.expect("Enter turns the card").unwrap();
        terminal.send("\r").unwrap();
        terminal.expect("1 again 1 d").unwrap();
        terminal.get_process_mut().set_window_size(60, 24).unwrap();
        terminal.send(grade).unwrap();
        terminal.expect(says).unwrap();
    }
    terminal.expect("3 reviews: 1 again, 0 hard, 1 good, 1 easy").unwrap();
    assert_ended(&mut terminal, 0);
    assert!(sandbox.answer(&["log"]).contains("learn, 3 cards"));
}

#[test]
fn ctrl_c_at_either_side_of_a_card_keeps_the_reviews() {
    for turned in [false, true] {
        let sandbox = Sandbox::new();
        let mut terminal = shell(&sandbox, "learn", "C.UTF-8");
        terminal.expect("Enter turns").unwrap();
        terminal.send("\r").unwrap();
        terminal.expect("4 easy").unwrap();
        terminal.send("g").unwrap();
        terminal.expect("Enter turns").unwrap();
        if turned {
            terminal.send("\r").unwrap();
            terminal.expect("4 easy").unwrap();
        }
        interrupt(&mut terminal);
        terminal.expect("1 review kept").unwrap();
        assert_ended(&mut terminal, 130);
    }
}

/// Goes through the form, leaving all but the first score open.
fn fill_in(terminal: &mut OsSession, principles: usize) {
    terminal.expect("1 to 5 ").unwrap();
    terminal.send("4").unwrap();
    for _ in 1..5 {
        terminal.expect("1 to 5 ").unwrap();
        terminal.send("\r").unwrap();
    }
    for _ in 0..principles {
        terminal.expect("4 strong hire").unwrap();
        terminal.send("3").unwrap();
    }
    terminal.expect("Notes").unwrap();
    terminal.expect("> ").unwrap();
    terminal.send("came late to the point\r").unwrap();
}

#[test]
fn a_mock_puts_stories_and_cases_and_ends_with_the_form() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = shell(&sandbox, "mock --round product-sense", "C.UTF-8");
    for item in ["1 of 3, a story", "2 of 3, a product question", "3 of 3, a story"] {
        terminal.expect(item).unwrap();
        if item.contains("story") {
            terminal.expect(" > ").unwrap();
            terminal.get_process_mut().set_window_size(60, 30).unwrap();
            terminal.send("\r").unwrap();
            terminal.expect("Which story did you tell?").unwrap();
            terminal.send("\r").unwrap();
            for _ in 0..3 {
                terminal.expect(" > ").unwrap();
                terminal.send("\r").unwrap();
            }
        } else {
            for step in
                ["Customer and goal", "Most important", "Prioritised", "Success", "Trade-offs"]
            {
                terminal.expect(step).unwrap();
                terminal.expect(" > ").unwrap();
                terminal.send("a note\r").unwrap();
            }
        }
    }
    fill_in(&mut terminal, 2);
    terminal.expect("How you saw it").unwrap();
    assert_ended(&mut terminal, 0);
    let shown = sandbox.answer(&["debrief", "--show"]);
    assert!(shown.contains("Structure         4"), "{shown}");
}

#[test]
fn ctrl_c_in_a_mock_keeps_what_was_answered_and_the_terminal() {
    for at in ["first answer", "which story", "follow-up", "form", "notes"] {
        let sandbox = Sandbox::with_example("library.yaml");
        let mut terminal = shell(&sandbox, "mock --round bar-raiser", "C.UTF-8");
        terminal.expect(" > ").unwrap();
        if at != "first answer" {
            terminal.send("a note\r").unwrap();
            terminal.expect("Which story did you tell?").unwrap();
        }
        if at == "follow-up" || at == "form" || at == "notes" {
            terminal.send("\r").unwrap();
            terminal.expect(" > ").unwrap();
        }
        if at == "form" || at == "notes" {
            terminal.send(ControlCode::EndOfTransmission).unwrap();
            terminal.expect("1 to 5 ").unwrap();
        }
        if at == "notes" {
            for _ in 0..5 {
                terminal.send("\r").unwrap();
                std::thread::sleep(Duration::from_millis(300));
            }
            terminal.expect("4 strong hire").unwrap();
            terminal.send("3").unwrap();
            terminal.expect("Notes").unwrap();
            terminal.expect("> ").unwrap();
        }
        interrupt(&mut terminal);
        terminal.expect("Interrupted").unwrap();
        assert_ended(&mut terminal, 130);
        let kept = sandbox.answer(&["log"]).contains("mock bar-raiser");
        assert_eq!(kept, at != "first answer", "at {at}");
    }
}

#[test]
fn a_debrief_asks_what_was_asked_and_keeps_what_was_filled_in() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = shell(&sandbox, "debrief", "C.UTF-8");
    terminal.expect("Principles asked about").unwrap();
    terminal.send(" ").unwrap();
    terminal.send("\r").unwrap();
    terminal.expect("The question").unwrap();
    terminal.expect(" > ").unwrap();
    terminal.send("What did you refuse?\r").unwrap();
    terminal.expect("Which story did you tell?").unwrap();
    terminal.send("\r").unwrap();
    fill_in(&mut terminal, 1);
    terminal.expect("Asked against practised").unwrap();
    assert_ended(&mut terminal, 0);

    for (stops, keeps) in
        [("Principles asked about", false), (" > ", true), ("Which story", true), ("1 to 5 ", true)]
    {
        let sandbox = Sandbox::with_example("library.yaml");
        let mut terminal = shell(&sandbox, "debrief", "C");
        for (asks, says) in [
            ("Principles asked about", " \r"),
            (" > ", "why?\r"),
            ("Which story", "\r"),
            ("1 to 5 ", "2"),
        ] {
            terminal.expect(asks).unwrap();
            if asks == stops {
                break;
            }
            terminal.send(says).unwrap();
        }
        interrupt(&mut terminal);
        terminal.expect("Interrupted").unwrap();
        assert_ended(&mut terminal, 130);
        let log = sandbox.answer(&["log"]);
        assert_eq!(log.contains("debrief, interview"), keeps, "at {stops}: {log}");
    }
}

#[test]
fn a_drill_without_a_story_goes_through_what_is_due() {
    let sandbox = Sandbox::with_example("library.yaml");
    for story in [STORY, "ask-before-swapping"] {
        let mut terminal = session(&sandbox, &["drill", story]);
        answer(&mut terminal, "", "p");
        terminal.expect(" > ").unwrap();
        terminal.send(ControlCode::EndOfTransmission).unwrap();
        terminal.expect(Eof).unwrap();
    }
    let mut terminal = session(&sandbox, &["drill", "--today", "2026-12-01"]);
    for _ in 0..2 {
        terminal.expect("1 question.").unwrap();
        answer(&mut terminal, "", "s");
        terminal.expect("says nothing about depth").unwrap();
    }
    terminal.expect(Eof).unwrap();
    let due = sandbox.json(&["drill", "--format", "json", "--today", "2026-12-01"]);
    assert_eq!(due["due"], serde_json::json!([]), "what was gone over is not due on the same day");
    let mut nothing = session(&sandbox, &["drill", "--today", "2026-12-01"]);
    nothing.expect("No probe is due").unwrap();
    nothing.expect("The next one comes back on 2026-12-").unwrap();
    nothing.expect("never drilled").unwrap();
}

#[test]
fn a_mock_asks_no_follow_up_twice_and_says_what_was_told_before() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["mock", "--round", "bar-raiser"]);
    let mut asked = std::collections::BTreeSet::new();
    for told in 0..2 {
        terminal.expect(" > ").unwrap();
        terminal.send("\r").unwrap();
        terminal.expect("Which story did you tell?").unwrap();
        let list = terminal.expect("none of these").unwrap();
        let list = String::from_utf8_lossy(list.before()).into_owned();
        assert_eq!(list.contains("(told before)"), told > 0, "{list}");
        if told > 0 {
            // The one told before stands last but one.
            terminal.send("\x1b[A\x1b[A").unwrap();
        }
        terminal.send("\r").unwrap();
        for _ in 0..3 {
            let said = terminal.expect(" > ").unwrap();
            let said = String::from_utf8_lossy(said.before()).into_owned();
            let words: Vec<&str> =
                said.split_whitespace().filter(|word| !word.contains('\x1b')).collect();
            let question = words.join(" ");
            assert!(asked.insert(question.clone()), "twice: {question}");
            terminal.send("\r").unwrap();
        }
    }
    interrupt(&mut terminal);
    terminal.expect("Interrupted").unwrap();
}

#[test]
fn what_was_typed_while_a_story_was_told_goes_with_it() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut terminal = session(&sandbox, &["mock", "--round", "bar-raiser"]);
    terminal.expect(" > ").unwrap();
    terminal.send("the heron flew at noon\r").unwrap();
    terminal.expect("Which story did you tell?").unwrap();
    terminal.send("\r").unwrap();
    terminal.expect(" > ").unwrap();
    interrupt(&mut terminal);
    terminal.expect("Interrupted").unwrap();
    terminal.expect(Eof).unwrap();
    let holds = || {
        let bytes = std::fs::read(sandbox.library()).unwrap();
        String::from_utf8_lossy(&bytes).contains("the heron flew")
    };
    assert!(holds());
    let log = sandbox.answer(&["list", "--format", "json"]);
    let list: Value = serde_json::from_str(&log).unwrap();
    for story in list["stories"].as_array().unwrap() {
        sandbox.answer(&["purge", story["slug"].as_str().unwrap(), "--yes"]);
    }
    assert!(!holds());
}

#[test]
fn a_mock_that_stops_after_a_first_word_is_kept_and_one_without_a_word_is_not() {
    for (says, kept) in [("", false), ("\r", true)] {
        let sandbox = Sandbox::with_example("library.yaml");
        let mut terminal = shell(&sandbox, "mock --round bar-raiser", "C.UTF-8");
        terminal.expect(" > ").unwrap();
        terminal.send(says).unwrap();
        if kept {
            terminal.expect("Which story did you tell?").unwrap();
            terminal.send("\r").unwrap();
            terminal.expect(" > ").unwrap();
        }
        terminal.send(ControlCode::EndOfTransmission).unwrap();
        if kept {
            terminal.expect("1 to 5 ").unwrap();
            terminal.send(ControlCode::EndOfTransmission).unwrap();
        } else {
            terminal.expect("nothing is kept").unwrap();
        }
        assert_ended(&mut terminal, 0);
        assert_eq!(sandbox.answer(&["log"]).contains("mock bar-raiser"), kept);
    }
}
