//! Text and files that were made to do harm.

use std::fmt::Write as _;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use starbench::analysis::{self, Settings};
use starbench::catalogue::default_profile;
use starbench::interchange::{Source, read_all};
use starbench::matching::Matcher;
use starbench::store::{Library, NewOperation, story_change};
use starbench::story::{Allow, Basis, Claim, Section, Story, StoryId, Verb};

use crate::bench::{Chance, at, figure, is_long, rounds};
use crate::sandbox::Sandbox;

/// Moves the cursor, sets a title, sets a link, rings, changes colours, and turns a line round.
const HOSTILE: &str = "x\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]8;;http://e/\u{1b}\\y\u{9b}31m\u{202e}zx\u{2066}\u{200f}\r\u{8}\u{7f}\u{85}\u{2028}w";

/// What a text leaves on a terminal besides letters; colours of our own are taken out first.
fn raw(text: &str) -> Vec<char> {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
        if after[end..].starts_with('m') {
            rest = &after[end + 1..];
        } else {
            plain.push('\u{1b}');
            rest = after;
        }
    }
    plain.push_str(rest);
    let harmful = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    plain.chars().filter(harmful).collect()
}

/// A library in whose every field the hostile text stands, as a file made elsewhere might have it.
fn hostile_library(sandbox: &Sandbox) {
    let mut library = Library::create_or_open(&sandbox.library()).unwrap();
    for number in 1..4u128 {
        let slug = format!("story-{number}").parse().unwrap();
        let id = StoryId(uuid::Uuid::from_u128(number));
        let mut story = Story::draft(id, slug, format!("{HOSTILE} 40%"), at(0));
        for section in Section::ALL {
            story
                .sections
                .set(section, Some(format!("We cut {HOSTILE} by 40% in 6 weeks, I think. ABCD.")));
        }
        for field in
            [&mut story.project, &mut story.role, &mut story.organization, &mut story.notes]
        {
            *field = Some(HOSTILE.to_owned());
        }
        story.principles = vec![
            starbench::catalogue::PrincipleId::new("dive-deep"),
            starbench::catalogue::PrincipleId::new(HOSTILE),
        ];
        story.claims = vec![Claim {
            figure: "40%".into(),
            basis: Basis::Unverified,
            source: Some(HOSTILE.into()),
            share: Some(HOSTILE.into()),
        }];
        story.allow = vec![Allow { code: "V001".into(), reason: HOSTILE.into() }];
        let changes = vec![story_change(None, Some(&story))];
        let new = NewOperation { verb: Verb::New, summary: HOSTILE.into(), changes };
        library.commit(new, at(number as i64)).unwrap();
    }
}

#[test]
fn no_field_and_no_error_puts_a_raw_control_on_the_terminal() {
    let sandbox = Sandbox::new();
    hostile_library(&sandbox);
    sandbox.run(&["plan", "create", "--interview", "2026-12-07"]);
    let bad =
        format!("tilte: \"{}\"\nx: {HOSTILE}\n", HOSTILE.replace(['\r', '\u{85}', '\u{2028}'], ""));
    fs::write(sandbox.path().join("bad.yaml"), &bad).unwrap();
    fs::write(sandbox.path().join("bad.csv"), format!("title,{HOSTILE}\n{HOSTILE},b\n")).unwrap();
    fs::write(sandbox.path().join("bad.md"), format!("# {HOSTILE}\n## {HOSTILE}\n{HOSTILE}\n"))
        .unwrap();
    fs::write(
        sandbox.path().join("bad.json"),
        format!("{{\"marks\": [{{\"probe\": {HOSTILE:?}}}]}}"),
    )
    .unwrap();
    let lines: Vec<Vec<&str>> = vec![
        vec![],
        vec!["list"],
        vec!["show", "story-1"],
        vec!["check"],
        vec!["check", "--format", "lines"],
        vec!["coverage"],
        vec!["readiness"],
        vec!["readiness", "--loop", HOSTILE],
        vec!["readiness", "--loop", "bad.yaml"],
        vec!["suggest", "story-1"],
        vec!["ask", HOSTILE],
        vec!["quantify", HOSTILE],
        vec!["today"],
        vec!["today", "--format", "markdown"],
        vec!["plan", "show"],
        vec!["plan", "done", HOSTILE],
        vec!["plan", "create", "--interview", HOSTILE],
        vec!["plan", "create", "--off", HOSTILE],
        vec!["drill", "story-1", "--sheet"],
        vec!["drill", "story-1", "--marks", "bad.json"],
        vec!["rehearse", "story-1", "--times", "10,10,40,30"],
        vec!["rehearse", "story-1", "--times", HOSTILE],
        vec!["mock", "--print"],
        vec!["debrief", "--show"],
        vec!["debrief", "--file", "bad.json"],
        vec!["learn"],
        vec!["history", "story-1"],
        vec!["log"],
        vec!["undo"],
        vec!["redo"],
        vec!["show", HOSTILE],
        vec!["edit", HOSTILE, "--title", "x"],
        vec!["edit", "story-1", "--title", HOSTILE],
        vec!["new", "--title", HOSTILE],
        vec!["new", "--title", "x", "--principle", HOSTILE],
        vec!["new", "--title", "x", "--period", HOSTILE],
        vec!["tag", "story-1", HOSTILE],
        vec!["claim", "story-1", HOSTILE, "--basis", "measured"],
        vec!["claim", "story-1", "40%", "--basis", HOSTILE],
        vec!["remove", HOSTILE],
        vec!["import", "bad.yaml"],
        vec!["import", "bad.csv"],
        vec!["import", "bad.md"],
        vec!["import", HOSTILE],
        vec!["export", HOSTILE],
        vec!["restore", "--from", HOSTILE, "--yes"],
        vec!["restore", "story-1", "--revision", HOSTILE],
        vec!["explain", HOSTILE],
        vec!["schema", HOSTILE],
        vec!["help", HOSTILE],
        vec!["completions", HOSTILE],
        vec!["purge", HOSTILE],
        vec!["doctor"],
        vec!["doctor", "--repair", HOSTILE],
        vec!["sync", "init", HOSTILE],
        vec!["config"],
        vec![HOSTILE],
        vec!["--library", HOSTILE, "list"],
        vec!["--library", HOSTILE, "new", "--title", "x"],
        vec!["--profile", HOSTILE, "list"],
        vec!["--profile", "bad.yaml", "list"],
        vec!["--format", HOSTILE, "list"],
        vec!["--today", HOSTILE, "list"],
        vec!["list", "--nonsense", HOSTILE],
    ];
    let mut found = Vec::new();
    for line in &lines {
        // Forced, so that nothing is taken out only because this is no terminal.
        let run = sandbox.run_with(line, &[("CLICOLOR_FORCE", "1")]);
        assert!((0..=2).contains(&run.code), "{line:?}: {run:?}");
        for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
            let raw = raw(text);
            if !raw.is_empty() {
                found.push(format!("{line:?} {stream}: {raw:?}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    let library = fs::canonicalize(sandbox.library()).unwrap();
    assert!(library.is_file());
    figure(
        "control characters",
        &format!("{} commands with hostile fields and arguments: 0 raw", lines.len()),
    );
}

#[test]
fn the_eye_for_raw_controls_is_not_blind() {
    assert_eq!(raw("a\u{1b}[1;31mb\u{1b}[0m\n"), [] as [char; 0]);
    assert!(raw(HOSTILE).len() >= 12, "{:?}", raw(HOSTILE));
}

/// A question of words, marks of query syntax and whatever else a keyboard has.
fn question(chance: &mut Chance) -> String {
    let words: [&str; 38] = [
        "tell", "time", "you", "failed", "AND", "OR", "NOT", "NEAR(", "title:", "\"", "'", "*",
        "^", "-", "(", ")", "{", "}", "+", "can't", "40%", "日本", "é", "\u{301}", "\0", "\u{1b}[",
        "🙂", "\u{202e}", "customer", "disagreed", "manager", ";--", "%s", "\\", "𝟘", "ﷺ", "\n",
        "\t",
    ];
    let mut text = String::new();
    for _ in 0..chance.below(24) {
        if chance.one_in(5) {
            let c = char::from_u32(chance.below(0x11_0000) as u32);
            text.extend(c);
        } else {
            text.push_str(chance.pick::<&str>(&words));
        }
        if !chance.one_in(3) {
            text.push(' ');
        }
    }
    text
}

#[test]
fn no_question_is_an_error() {
    let count = rounds(300, 20_000);
    let profile = default_profile();
    let sandbox = Sandbox::with_example("library.yaml");
    let library = Library::create_or_open(&sandbox.library()).unwrap();
    let stories = library.stories().unwrap();
    let today = "2026-11-23".parse().unwrap();
    let analyses = analysis::analyse_library(&stories, profile, &Settings::default(), today);
    let matcher = Matcher::new(profile);
    let mut chance = Chance::new(20_000);
    let mut run = 0;
    for number in 0..count {
        let question = question(&mut chance);
        let answer = matcher.ask(&question, &stories, &analyses);
        assert!(answer.probed().iter().all(|(_, score)| score.is_finite()), "{question:?}");
        library.search(&question, 5).unwrap();
        if number % rounds(30, 100) == 0 && !question.contains('\0') {
            let said = sandbox.run_with_input(&["ask", "-"], &question);
            let words = question.contains(char::is_alphanumeric);
            assert_eq!(said.code, if words { 0 } else { 2 }, "{question:?}: {said:?}");
            run += 1;
        }
    }
    figure(
        "questions",
        &format!("{count} random questions, {run} of them through the program: 0 errors"),
    );
}

/// Runs an import, and gives how it ended, how long it took and the most memory it had, in MiB.
fn measured(sandbox: &Sandbox, path: &str) -> (i32, Duration, u64) {
    let started = Instant::now();
    let mut command = sandbox.command();
    command.args(["import", path]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let code = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<u64>().ok());
        most = most.max(kib.unwrap_or(0) / 1024);
        if let Some(ended) = child.try_wait().unwrap() {
            break ended.code().unwrap_or(-1);
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    (code, started.elapsed(), most)
}

#[test]
fn a_hostile_file_is_refused_or_taken_whole_in_little_time_and_memory() {
    let sandbox = Sandbox::new();
    sandbox.answer(&["new", "--title", "First"]);
    let size = if is_long() { 15 << 20 } else { 1 << 20 };
    let mut aliases = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..40 {
        let before = format!("*a{}", n - 1);
        let _ = writeln!(aliases, "a{n}: &a{n} [{}]", [before.as_str(); 9].join(", "));
    }
    let fill =
        |head: &str, part: &str| format!("{head}{}", part.repeat((size - head.len()) / part.len()));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("aliases.yaml", aliases.into_bytes()),
        ("brackets.yaml", "[".repeat(200_000).into_bytes()),
        ("hundred.yaml", vec![b'a'; 100 << 20]),
        ("utf8.yaml", b"title: \xff\xfe\n".to_vec()),
        ("nul.yaml", b"title: a\0b\n".to_vec()),
        ("bom.yaml", b"\xef\xbb\xbftitle: With a mark\r\naction: |\r\n  I did.\r\n".to_vec()),
        ("keys.yaml", fill("", "a: 1\n").into_bytes()),
        ("text.yaml", fill("title: a\naction: |\n", "  word word word\n").into_bytes()),
        ("stories.yaml", fill("stories:\n", "- title: a\n").into_bytes()),
        ("quotes.csv", fill("title\n\"", "b,\n").into_bytes()),
        ("headings.md", fill("", "# b\n").into_bytes()),
        ("nested.json", "[".repeat(size).into_bytes()),
    ];
    let mut worst = (Duration::ZERO, 0);
    let count = |sandbox: &Sandbox| {
        sandbox.json(&["list", "--format", "json"])["stories"].as_array().unwrap().len()
    };
    for (name, bytes) in cases {
        fs::write(sandbox.path().join(name), &bytes).unwrap();
        let entire = Source::from_bytes(name, bytes).map_or(usize::MAX, |source| {
            let import = read_all([&source], default_profile());
            if import.problems.is_empty() { import.stories.len() } else { usize::MAX }
        });
        let before = count(&sandbox);
        let (code, took, memory) = measured(&sandbox, name);
        let taken = count(&sandbox) - before;
        match code {
            0 => assert_eq!(taken, entire, "{name} was taken in part"),
            2 => assert_eq!(taken, 0, "{name} was refused and taken in part"),
            _ => panic!("{name} ended with {code}"),
        }
        worst = (worst.0.max(took), worst.1.max(memory));
        assert!(memory <= 256, "{name} took {memory} MiB");
        // Nothing is optimised in a test, and others run beside it.
        let patience = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });
        assert!(took < patience, "{name} took {took:?}");
    }
    figure(
        "hostile files",
        &format!("12 files: refused or whole, at most {:.1?} and {} MiB", worst.0, worst.1),
    );
}
