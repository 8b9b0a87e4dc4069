//! The sessions in `examples/sessions`, held again: what they show is what a new user sees.
//!
//! `INSTA_UPDATE=always cargo test recorded` writes them anew.

use std::fmt::Write as _;

use crate::live::STORY;
use crate::prompts::session;
use crate::sandbox::{Sandbox, repository};
use crate::screen::Recorder;

fn record(sandbox: &Sandbox, args: &[&str]) -> Recorder {
    Recorder::new(session(sandbox, args))
}

/// Compares what was seen with what is on record. Nobody is equally fast twice: the times on the clock are all
/// made the same, but for those that the program gives.
fn assert_recorded(name: &str, intro: &str, sessions: &[(&str, String)], given: &[&str]) {
    let mut page = format!("# `star {name}`\n\n{intro}\n");
    for (command, text) in sessions {
        let text: String = text.lines().map(|line| timeless(line, given) + "\n").collect();
        let _ = write!(page, "\n```console\n$ star {command}\n{text}```\n");
    }
    let path = repository().join("examples/sessions").join(format!("{name}.md"));
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(recorded, page, "{} is out of date", path.display());
}

/// A line without what depends on how fast it went.
fn timeless(line: &str, given: &[&str]) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let end = |word: &mut String, out: &mut String| {
        let clock = word.len() == 4
            && word.starts_with("0:")
            && word[2..].bytes().all(|byte| byte.is_ascii_digit());
        out.push_str(if clock && !given.contains(&word.as_str()) { "0:02" } else { word });
        word.clear();
    };
    for c in line.chars() {
        if c.is_ascii_digit() || c == ':' {
            word.push(c);
        } else {
            end(&mut word, &mut out);
            out.push(c);
        }
    }
    end(&mut word, &mut out);
    // How much a section fell short by follows from its time.
    out.replace(" 8 s short", " 9 s short").replace(" 7 s short", " 9 s short")
}

#[test]
fn a_drill_is_on_record() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut first = record(&sandbox, &["drill", STORY]);
    first.wait(" >");
    first.type_line("visits booked and not shown up to; cancelled ones are left out");
    first.wait("g gap");
    first.press("s", "s");
    first.wait(" >");
    first.press("\r", "Enter, after answering aloud");
    first.wait("g gap");
    first.press("p", "p");
    first.wait(" >");
    first.press("\r", "Enter");
    first.wait("g gap");
    first.press("g", "g");
    first.wait("Enter to stop");
    first.press("\r", "Enter");
    let first = first.finish();
    let mut weak = record(&sandbox, &["drill", STORY, "--weak", "--time", "15m"]);
    for mark in ["s", "p"] {
        weak.wait("left) >");
        weak.press("\r", "Enter");
        weak.wait("g gap");
        weak.press(mark, mark);
    }
    let sessions = [
        (format!("drill {STORY}"), first),
        (format!("drill {STORY} --weak --time 15m"), weak.finish()),
    ];
    let sessions = sessions.each_ref().map(|(command, text)| (command.as_str(), text.clone()));
    let intro = "Five layers of follow-up, one question at a time; then what was weak, asked again.\n\
                 What was typed stands after `>`, and keys in brackets.";
    assert_recorded("drill", intro, &sessions, &[]);
}

#[test]
fn learning_is_on_record() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut cards = record(&sandbox, &["learn", "ownership"]);
    for grade in ["3", "4", "1", "3", "3", "3", "3", "3"] {
        if !cards.turns() {
            break;
        }
        cards.press("\r", "Enter");
        cards.wait("4 easy");
        cards.press(grade, grade);
    }
    let intro = "Name to behaviour, behaviour to name, and question to story to opening line. A card that was not\n\
                 known comes again in the same sitting.";
    assert_recorded("learn", intro, &[("learn ownership", cards.finish())], &["0:10"]);
}

#[test]
fn a_mock_is_on_record() {
    let sandbox = Sandbox::with_example("library.yaml");
    let mut round = record(&sandbox, &["mock", "--round", "product-sense"]);
    let story = |round: &mut Recorder| {
        round.wait("of 13:00 >");
        round.press("\r", "Enter, after telling the story");
        round.wait("none of these");
        round.press("\r", "Enter");
        for _ in 0..3 {
            round.wait("of 13:00 >");
            round.press("\r", "Enter");
        }
    };
    story(&mut round);
    for note in ["a daughter two hours away, who wants to know that it was taken", "", "", "", ""] {
        round.wait("of 26:00 >");
        if note.is_empty() {
            round.press("\r", "Enter");
        } else {
            round.type_line(note);
        }
    }
    story(&mut round);
    for score in ["4", "3", "2", "3", "4"] {
        round.wait("1 to 5");
        round.press(score, score);
    }
    for rating in ["3", "2"] {
        round.wait("4 strong hire");
        round.press(rating, rating);
    }
    round.wait("  >");
    round.type_line("too long on the set-up");
    let mut case = record(&sandbox, &["mock", "--case", "--round", "analytical"]);
    case.wait("of ");
    case.press("\x04", "Ctrl-D");
    let intro = "A round with its clock, its follow-ups and the form at the end; then one case alone, left at once.";
    let sessions = [
        ("mock --round product-sense", round.finish()),
        ("mock --case --round analytical", case.finish()),
    ];
    assert_recorded("mock", intro, &sessions, &[]);
}

#[test]
fn a_debrief_is_on_record() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["rehearse", STORY, "--times", "9,10,58,20"]);
    let mut own = record(&sandbox, &["debrief"]);
    own.wait("Success and Scale");
    own.press("\x1b[B \r", "down, space, Enter");
    own.wait("  >");
    own.type_line("Tell me about something that was not your job.");
    own.wait("none of these");
    own.press("\r", "Enter");
    for score in ["4", "3", "3", "4", "3"] {
        own.wait("1 to 5");
        own.press(score, score);
    }
    own.wait("4 strong hire");
    own.press("3", "3");
    own.wait("  >");
    own.press("\r", "Enter");
    let intro = "The same form for a real interview, a mock (`--mock`) and a partner (`--by partner`), and what it is\n\
                 compared with.";
    assert_recorded("debrief", intro, &[("debrief", own.finish())], &[]);
}

#[test]
fn a_rehearsal_is_on_record() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["rehearse", STORY, "--times", "12,15,70,30"]);
    let mut telling = record(&sandbox, &["rehearse", STORY]);
    telling.wait("Enter to begin");
    telling.press("\r", "Enter");
    telling.wait("0:09");
    telling.press("\r", "Enter, at the end of the Situation");
    telling.wait("0:09");
    telling.press("\x03", "Ctrl-C");
    let elsewhere = sandbox.answer(&["rehearse", STORY, "--times", "9,10,58,20"]);
    let intro = "The clock runs section by section, and says when to move on. A telling that is broken off is kept and\n\
                 does not count; times that were taken elsewhere do.";
    let (live, logged) =
        (format!("rehearse {STORY}"), format!("rehearse {STORY} --times 9,10,58,20"));
    let sessions = [(live.as_str(), telling.finish()), (logged.as_str(), elsewhere)];
    let given = ["0:09", "0:54", "0:18", "0:58", "0:20", "0:10"];
    assert_recorded("rehearse", intro, &sessions, &given);
}
