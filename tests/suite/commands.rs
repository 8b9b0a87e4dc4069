//! What each command says and how it ends, sealed: no environment, a pinned day, a pinned width.

use std::fs;

use unicode_width::UnicodeWidthStr;

use crate::sandbox::{Run, Sandbox, example};

pub(crate) fn snapshot(name: &str, sandbox: &Sandbox, run: &Run) {
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, run.shown(sandbox));
    });
}

#[test]
fn help_shows_every_command_in_its_group() {
    let sandbox = Sandbox::new();
    snapshot("help", &sandbox, &sandbox.run(&["--help"]));
}

#[test]
fn an_empty_library_says_what_to_type() {
    let sandbox = Sandbox::new();
    snapshot("empty-dashboard", &sandbox, &sandbox.run(&[]));
    assert!(!sandbox.library().exists(), "looking makes no file");
}

#[test]
fn coverage_is_legible_at_eighty_columns_without_colour() {
    let sandbox = Sandbox::with_example("library.yaml");
    let run = sandbox.run(&["coverage"]);
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{}", run.stdout);
    snapshot("coverage", &sandbox, &run);
}

const LOOP: &str = "bar raiser: ownership, Have Backbone; Disagree and Commit; analytical: dive deep, are right; peer: think big, bias";

#[test]
fn a_given_loop_says_whom_to_tell_what_and_what_is_missing() {
    let sandbox = Sandbox::with_example("library.yaml");
    snapshot("loop", &sandbox, &sandbox.run(&["readiness", "--loop", LOOP]));
    let sheet = sandbox.answer(&["readiness", "--loop", LOOP, "--sheet"]);
    for words in ["opening", "numbers", "expect", "no ready story"] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    for (format, head) in [("markdown", "# The loop"), ("html", "<!DOCTYPE html>")] {
        let page = sandbox.answer(&["readiness", "--loop", LOOP, "--sheet", "--format", format]);
        assert!(page.starts_with(head), "{page}");
    }
}

#[test]
fn a_loop_is_the_same_from_a_file_and_typed() {
    let sandbox = Sandbox::with_example("library.yaml");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("loop.yaml");
    fs::write(&file, "raiser: [ownership, dive deep]\npeer:\n  - bias\n").unwrap();
    let typed = "raiser: own, dive deep; peer: bias for action";
    let json = |given: &str| sandbox.json(&["readiness", "--loop", given, "--format", "json"]);
    let (from_file, from_text) = (json(file.to_str().unwrap()), json(typed));
    assert_eq!(from_file, from_text);
    assert_eq!(from_file["rounds"][0]["slots"][1]["principle"], "dive-deep");
    assert!(from_file["rounds"][1]["slots"][0]["primary"].is_string());
}

#[test]
fn what_if_is_answered_for_a_burned_story_and_for_other_weights() {
    let sandbox = Sandbox::with_example("library.yaml");
    let ask = |more: &[&str]| {
        let json = sandbox.json(&[&["readiness", "--format", "json"], more].concat());
        json["readiness"].as_f64().unwrap()
    };
    let now = ask(&[]);
    assert!(ask(&["--without", "one-hour"]) < now);
    // Only what every loop can be told is asked.
    let gaps = "think=0,frugality=0,strive=0,success=0,hire=0,insist=0";
    assert!(ask(&["--weights", gaps]) > now);
}

#[test]
fn the_eve_of_the_interview_is_a_page_to_read() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2026-11-24", "--minutes", "30"]);
    snapshot("today-eve", &sandbox, &sandbox.run(&["today"]));
}

#[test]
fn a_check_stands_under_the_words() {
    let sandbox = Sandbox::with_example("library.yaml");
    let run = sandbox.run(&["check", "dispute-upload-fix"]);
    snapshot("check-one-story", &sandbox, &run);
}

#[test]
fn every_human_answer_fits_its_width() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let commands: [&[&str]; 17] = [
        &["readiness", "--loop", LOOP],
        &["readiness", "--loop", LOOP, "--sheet"],
        &["ask", "Tell me about a time you disagreed with your manager."],
        &["ask", "hello"],
        &["suggest", "reminders"],
        &["today", "--date", "2027-01-03"],
        &["plan", "replan", "--minutes", "20", "--dry-run"],
        &["plan", "show", "--unscheduled"],
        &["list"],
        &["check"],
        &["coverage"],
        &["coverage", "--by", "story"],
        &["readiness"],
        &["today"],
        &["plan", "show", "--all"],
        &["show", "reminders"],
        &["drill", "reminders", "--sheet"],
    ];
    let mut wide = Vec::new();
    for width in [40, 80, 200] {
        for command in commands {
            // Sixteen principles as columns cannot be narrower than their marks.
            if width == 40 && command.contains(&"story") {
                continue;
            }
            let run = sandbox.run_with(command, &[("COLUMNS", &width.to_string())]);
            // What is to be typed is never cut, however narrow the terminal.
            let words = |line: &str| line.split_whitespace().count();
            wide.extend(
                run.stdout
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("star "))
                    .filter(|line| UnicodeWidthStr::width(*line) > width && words(line) > 1)
                    .map(|line| format!("{command:?} at {width}: {line}")),
            );
        }
    }
    assert!(wide.is_empty(), "{wide:#?}");
}

#[test]
fn mistakes_name_the_nearest_and_exit_two() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let cases: [(&[&str], &str); 12] = [
        (&["readiness", "--loop", "raiser: ownershp"], "ownership"),
        (&["list", "--project", "calender-sync"], "calendar-sync"),
        (&["show", "remindes-never-delivered"], "reminders-never-delivered"),
        (&["tag", "told", "ownershp"], "ownership"),
        (&["explain", "Q02"], "Q002"),
        (&["schema", "libary"], "library"),
        (&["chekc"], "check"),
        (&["new", "--title", "x", "--period", "2024-13"], "2024-03"),
        (&["plan", "done", "learn-ownershp"], "learn-ownership"),
        (&["list", "--status", "redy"], "ready"),
        (&["today", "--today", "2026-02-30"], "YYYY-MM-DD"),
        (&["--profile", "amazon", "list"], "amazon-pm"),
    ];
    for (command, suggestion) in cases {
        let run = sandbox.run(command);
        assert_eq!(run.code, 2, "{command:?}: {run:?}");
        assert!(run.stderr.contains(suggestion), "{command:?}: {run:?}");
        assert_eq!(run.stdout, "", "{command:?}");
    }
}

#[test]
fn a_question_gets_its_principles_its_stories_and_what_to_do_next() {
    let sandbox = Sandbox::with_example("library.yaml");
    let question = "Tell me about a time you disagreed with your manager.";
    snapshot("ask", &sandbox, &sandbox.run(&["ask", question]));
    // Typed without quotes, and read from a pipe, it is the same question.
    let words: Vec<&str> = ["ask"].into_iter().chain(question.split(' ')).collect();
    assert_eq!(sandbox.run(&words), sandbox.run(&["ask", question]));
    assert_eq!(sandbox.run_with_input(&["ask", "-"], question), sandbox.run(&["ask", question]));
}

#[test]
fn a_question_that_no_story_fits_names_the_command_that_writes_one() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["ask", "How have you saved money?"]);
    snapshot("ask-empty-library", &sandbox, &run);
    assert!(!sandbox.library().exists(), "asking makes no file");
    let sandbox = Sandbox::with_example("library.yaml");
    let run = sandbox.run(&["ask", "How have you reduced the carbon footprint of a product?"]);
    let said: Vec<&str> = run.stderr.split_whitespace().collect();
    let command = "star new --principle success-and-scale-bring-broad-responsibility";
    assert!(said.join(" ").contains(command), "{run:?}");
    assert!(run.stdout.contains("No story fits"), "{run:?}");
}

#[test]
fn a_question_without_words_is_refused_in_words() {
    let sandbox = Sandbox::with_example("library.yaml");
    let cases: [(&[&str], &str); 6] = [
        (&["ask"], "needs a question"),
        (&["ask", ""], "has no words"),
        (&["ask", " ?! "], "has no words"),
        (&["ask", "--limt", "2"], "no option `--limt`"),
        (&["ask", "--limit", "0", "Why?"], "1..=65535"),
        (&["ask", &"why ".repeat(2_000)], "longer than"),
    ];
    for (command, said) in cases {
        let run = sandbox.run(command);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains(said), "{run:?}");
    }
    let run = sandbox.run_with_input(&["ask", "-"], "\n \n");
    assert!(run.code == 2 && run.stderr.contains("has no words"), "{run:?}");
}

#[test]
fn a_suggestion_shows_its_sentence_and_never_tags_by_itself() {
    let sandbox = Sandbox::with_example("library.yaml");
    let tags = || sandbox.answer(&["tag", "told-the-bakery-first"]);
    let before = tags();
    snapshot("suggest", &sandbox, &sandbox.run(&["suggest", "told-the-bakery-first"]));
    let run = sandbox.run(&["suggest", "told-the-bakery-first", "--apply"]);
    assert!(run.code == 2 && run.stderr.contains("--principle"), "{run:?}");
    assert_eq!(tags(), before);

    let apply = ["suggest", "told-the-bakery-first", "--apply", "-p", "action", "-p", "frugality"];
    let run = sandbox.run(&apply);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("no sentence of told-the-bakery-first shows frugality"), "{run:?}");
    assert_eq!(tags(), "earn-trust, bias-for-action, frugality\n");
    sandbox.answer(&["undo"]);
    assert_eq!(tags(), before, "both tags were one operation");
    let again = sandbox.run(&["suggest", "told-the-bakery-first", "--apply", "-p", "trust"]);
    assert!(again.code == 0 && again.stderr.contains("No tag was added"), "{again:?}");
}

#[test]
fn a_tag_without_evidence_is_named() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["tag", "told-the-bakery-first", "think-big"]);
    let run = sandbox.run(&["suggest", "told-the-bakery-first"]);
    assert!(run.stdout.contains("no sentence shows it\n  Think Big\n"), "{run:?}");
    assert!(run.stderr.contains("--remove think-big"), "{run:?}");
}

#[test]
fn a_refused_import_names_every_bad_story_and_leaves_nothing_behind() {
    let sandbox = Sandbox::new();
    let text = "version: 1\nstories:\n  - title: Good\n  - title: Bad\n    period: 2024-13\n  - title: Worse\n    tilte: x\n";
    let path = sandbox.path().join("mixed.yaml");
    fs::write(&path, text).unwrap();
    let run = sandbox.run(&["import", "mixed.yaml"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.stderr.contains("mixed.yaml:5:13") && run.stderr.contains("mixed.yaml:7:5"),
        "{run:?}"
    );
    assert_eq!(sandbox.json(&["list", "--format", "json"])["stories"].as_array().unwrap().len(), 0);

    let run = sandbox.run(&["import", "mixed.yaml", "--keep-going"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(sandbox.json(&["list", "--format", "json"])["stories"].as_array().unwrap().len(), 1);
}

#[test]
fn check_exits_one_from_the_severity_asked_for() {
    let sandbox = Sandbox::with_example("library.yaml");
    let code = |args: &[&str]| sandbox.run(args).code;
    assert_eq!(code(&["check", "coaching-a-new-pm"]), 1);
    assert_eq!(code(&["check", "coaching-a-new-pm", "--fail-on", "never"]), 0);
    assert_eq!(code(&["check", "dispute-upload-fix"]), 0);
    assert_eq!(code(&["check", "dispute-upload-fix", "--fail-on", "warning"]), 1);
    assert_eq!(code(&["check", "dispute-upload-fix", "--fail-on", "warning", "--select", "C"]), 0);
}

#[test]
fn what_is_removed_comes_back_whole_and_can_go_again() {
    let sandbox = Sandbox::with_example("library.yaml");
    let before = sandbox.answer(&["export"]);
    sandbox.answer(&["remove", "told-the-bakery-first", "reports-pulled-back"]);
    let after = sandbox.answer(&["export"]);
    assert_ne!(before, after);
    sandbox.answer(&["undo"]);
    assert_eq!(sandbox.answer(&["export"]), before);
    sandbox.answer(&["redo"]);
    assert_eq!(sandbox.answer(&["export"]), after);
}

#[test]
fn undoing_everything_gives_the_empty_library_and_then_says_so() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    sandbox.answer(&["plan", "done", "learn-ownership"]);
    sandbox.answer(&["tag", "told", "ownership"]);
    for _ in 0..4 {
        sandbox.answer(&["undo"]);
    }
    assert_eq!(sandbox.json(&["list", "--format", "json"])["stories"].as_array().unwrap().len(), 0);
    let run = sandbox.run(&["undo"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("star log"), "{run:?}");
}

#[test]
fn control_characters_in_a_story_never_reach_the_terminal() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["new", "--title", "a\u{1b}[31mred", "--result", "x"]);
    assert_eq!(run.code, 2, "refused at the door: {run:?}");
    let bidi = "a\u{202e}b\u{2066}c";
    sandbox.answer(&["new", "--title", bidi, "--result", bidi]);
    for command in
        [&["list"][..], &["check"], &["show", "a"], &["drill", "a", "--sheet"], &["coverage"]]
    {
        let run = sandbox.run(command);
        let hostile =
            |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{1b}');
        assert!(
            !run.stdout.contains(hostile) && !run.stderr.contains(hostile),
            "{command:?}: {run:?}"
        );
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    let sandbox = Sandbox::with_example("library.yaml");
    let star = env!("CARGO_BIN_EXE_star");
    let library = sandbox.library();
    let script = format!(
        "'{star}' --library '{}' check | head -1; echo ${{PIPESTATUS[0]}}",
        library.display()
    );
    let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("Error") && !said.contains("panicked"), "{said}");
    assert!(!String::from_utf8_lossy(&output.stdout).ends_with("2\n"));
}

#[test]
fn a_plan_tells_apart_what_it_must_refuse() {
    let sandbox = Sandbox::with_example("library.yaml");
    for (args, words) in [
        (&["plan", "create", "--interview", "2026-11-01"][..], "--interview"),
        (&["plan", "create", "--interview", "2027-01-04", "--minutes", "0"], "--minutes"),
        (&["plan", "create", "--interview", "someday"], "2027-01-18"),
        (&["today"], "plan create"),
    ] {
        let run = sandbox.run(args);
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
        assert!(run.stderr.contains(words), "{args:?}: {run:?}");
    }
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let again = sandbox.run(&["plan", "create", "--interview", "2027-01-04"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("replan") && again.stderr.contains("--replace"), "{again:?}");
}

#[test]
fn today_in_markdown_is_a_check_list() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let page = sandbox.answer(&["today", "--format", "markdown"]);
    assert!(page.lines().filter(|line| line.starts_with("- [ ] ")).count() >= 2, "{page}");
}

#[test]
fn an_export_folder_holds_one_file_a_story_and_overwrites_nothing() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["export", "out"]);
    let out = sandbox.path().join("out");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 12);
    sandbox.answer(&["export", "out"]);
    let file = out.join("told-the-bakery-first.yaml");
    fs::write(&file, "mine").unwrap();
    let run = sandbox.run(&["export", "out"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    sandbox.answer(&["export", "out", "--force"]);
    let other = Sandbox::new();
    other.answer(&["import", out.to_str().unwrap()]);
    assert_eq!(other.answer(&["export"]), sandbox.answer(&["export"]));
}

#[test]
fn the_technical_profile_adds_its_round_and_probes() {
    let sandbox = Sandbox::with_example("library.yaml");
    let plain = sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    assert!(plain.contains("Interview"));
    let run = sandbox
        .run(&["--profile", "amazon-pmt", "drill", "reminders", "--sheet", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let plain = sandbox.answer(&["drill", "reminders", "--sheet", "--format", "json"]);
    assert!(run.stdout != plain, "the technical profile asks what the other does");
}

#[test]
fn a_profile_of_ones_own_works_in_every_command() {
    let sandbox = Sandbox::with_example("library.yaml");
    let profile = example("profile-custom.yaml");
    let profile = profile.to_str().unwrap();
    for command in [
        &["coverage"][..],
        &["readiness"],
        &["check"],
        &["list"],
        &["plan", "create", "--interview", "2027-01-04"],
        &["today"],
        &["drill", "reminders", "--sheet"],
    ] {
        let run = sandbox.run(&[&["--profile", profile], command].concat());
        assert!(run.code < 2, "{command:?}: {run:?}");
    }
}
