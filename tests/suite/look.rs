//! Every command on terminals of all kinds, and with another company's interview.

use unicode_width::UnicodeWidthStr;

use crate::sandbox::{Sandbox, example};

/// One way to call each command that gives an answer and needs no terminal; `{story}` is a slug.
const CALLS: &[&[&str]] = &[
    &["list"],
    &["show", "{story}"],
    &["suggest", "{story}"],
    &["tag", "{story}"],
    &["check", "--fail-on", "never"],
    &["check", "--claims"],
    &["claim", "{story}"],
    &["explain"],
    &["explain", "Q002"],
    &["quantify", "I cut the wait from 9 days to 2 days in six weeks."],
    &["coverage"],
    &["coverage", "--by", "story"],
    &["readiness"],
    &["ask", "When did you say no to somebody above you?"],
    &["plan", "create", "--interview", "2027-01-04", "--replace"],
    &["plan", "show"],
    &["plan", "replan", "--dry-run"],
    &["plan", "export", "--format", "markdown"],
    &["today"],
    &["drill", "{story}", "--sheet"],
    &["drill"],
    &["rehearse", "{story}", "--times", "10,10,60,15"],
    &["rehearse", "{story}", "--trend"],
    &["learn"],
    &["mock", "--print"],
    &["debrief", "--show"],
    &["export"],
    &["report", "-o", "-"],
    &["schema"],
    &["log"],
    &["history", "{story}"],
    &["backup", "--list"],
    &["doctor"],
    &["config"],
    &["help", "principles"],
    &["help", "rounds"],
    &["help", "structure"],
    &["help", "mistakes"],
    &["help", "faq"],
    &["edit", "{story}", "--role", "Lead"],
    &["undo"],
    &["redo"],
    &["completions", "bash"],
    &["man"],
];

/// Commands that are not in the list: they ask, take files, or destroy.
const LEFT_OUT: [&str; 8] = ["demo", "new", "import", "restore", "remove", "purge", "sync", "help"];

fn call<'a>(line: &[&'a str], story: &'a str) -> Vec<&'a str> {
    line.iter().map(|word| if *word == "{story}" { story } else { word }).collect()
}

#[test]
fn every_command_is_called_here() {
    let help = Sandbox::new().answer(&["--help"]);
    let names = help
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_whitespace().next());
    for name in names {
        let called = CALLS.iter().any(|line| line[0] == name);
        assert!(called || LEFT_OUT.contains(&name), "{name}");
    }
}

/// A library in which every name is wide, and one holds emoji of several code points.
fn wide() -> Sandbox {
    let sandbox = Sandbox::new();
    for (slug, title) in [
        ("wide", "在高峰到来之前把结账延迟缩短了一半以上并且没有增加任何成本"),
        ("emoji", "Launched 🚀 the 👩‍💻 desk 🇯🇵 in 日本 — naïve café"),
        ("marks", "Combining e\u{301}tude and zero\u{200b}width"),
    ] {
        sandbox.answer(&[
            "new",
            "--slug",
            slug,
            "--title",
            title,
            "--principle",
            "ownership",
            "--project",
            "结账延迟改造",
            "--organization",
            "株式会社アクメ",
            "--situation",
            "在高峰到来之前，结账很慢。 Customers waited 🕰️.",
            "--task",
            "I had to halve it.",
            "--action",
            "I traced 40 sessions 👀 and 我决定 to move one call. I asked why.",
            "--result",
            "Within six weeks it went from 4.2 seconds to 1.8 seconds 🎉 in 14 markets.",
        ]);
    }
    sandbox
}

#[test]
fn wide_characters_and_emoji_keep_every_line_within_its_width() {
    let sandbox = wide();
    let mut faults = Vec::new();
    for width in [40, 80] {
        for line in CALLS
            .iter()
            .filter(|line| !["schema", "completions", "man", "export", "report"].contains(&line[0]))
        {
            // Sixteen principles as columns cannot be narrower than their marks.
            if width == 40 && line.contains(&"story") || line.contains(&"markdown") {
                continue;
            }
            let words = call(line, "emoji");
            let run = sandbox.run_with(&words, &[("COLUMNS", &width.to_string())]);
            assert!(run.code < 2, "{words:?}: {run:?}");
            // What is to be typed, and a path, is never cut.
            let free = |row: &str| {
                row.trim_start().starts_with("star ")
                    || row.split_whitespace().count() < 2
                    || row.contains("/library-")
            };
            for row in run.stdout.lines().filter(|row| !free(row)) {
                if UnicodeWidthStr::width(row) > width {
                    faults.push(format!("{words:?} at {width}: {row}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} {faults:#?}", faults.len());
}

#[test]
fn no_colour_where_none_is_wanted_and_the_same_words() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let plain = |text: &str| anstream::adapter::strip_str(text).to_string();
    for line in [&["check"][..], &["coverage"], &["readiness"], &["today"], &["list"], &[]] {
        let piped = sandbox.run(line);
        assert!(!piped.stdout.contains('\u{1b}') && !piped.stderr.contains('\u{1b}'), "{line:?}");
        let forced = sandbox.run_with(line, &[("CLICOLOR_FORCE", "1")]);
        assert!(forced.stdout.contains('\u{1b}'), "{line:?}");
        assert_eq!(plain(&forced.stdout), piped.stdout, "colour says nothing that words do not");
        for variables in [&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "0")][..], &[("TERM", "dumb")]] {
            let run = sandbox.run_with(line, variables);
            assert!(!run.stdout.contains('\u{1b}'), "{line:?} {variables:?}");
        }
        let flag: Vec<&str> = ["--color", "never"].iter().chain(line).copied().collect();
        let run = sandbox.run_with(&flag, &[("CLICOLOR_FORCE", "1")]);
        assert!(!run.stdout.contains('\u{1b}'), "{line:?}");
    }
}

#[test]
fn another_company_s_interview_works_in_every_command() {
    let sandbox = Sandbox::new();
    let profile = example("profile-custom.yaml");
    let variables = [("STAR_PROFILE", profile.to_str().unwrap())];
    let ready = "Within six weeks the wait went from 9 days to 2 days at 14 piers.";
    for (slug, value) in
        [("night-boat", "passenger"), ("stopped-it", "safe"), ("told-them", "plain")]
    {
        let run = sandbox.run_with(
            &[
                "new",
                "--title",
                slug,
                "--principle",
                value,
                "--situation",
                "Passengers waited in the rain.",
                "--task",
                "I had to halve the wait by June.",
                "--action",
                "I counted 40 crossings, asked the crew, and decided to move the gate.",
                "--result",
                ready,
                "--learning",
                "I count first.",
            ],
            &variables,
        );
        assert_eq!(run.code, 0, "{run:?}");
    }
    for line in CALLS {
        let words = call(line, "night-boat");
        let run = sandbox.run_with(&words, &variables);
        assert!(run.code < 2, "{words:?}: {run:?}");
        // The interface may name the built-in profiles as choices; no answer speaks of their rubric.
        if ["help", "man", "completions", "schema", "explain"].contains(&line[0])
            && line != &["help", "principles"]
        {
            continue;
        }
        for foreign in [
            "Amazon", "amazon", "Leadership Principle", "Dive Deep", "Customer Obsession",
            "dive-deep",
        ] {
            assert!(!run.stdout.contains(foreign), "{words:?} says {foreign}: {}", run.stdout);
        }
    }
    let coverage = sandbox.run_with(&["coverage", "--format", "json"], &variables);
    let coverage: serde_json::Value = serde_json::from_str(&coverage.stdout).unwrap();
    assert_eq!(coverage["principles"].as_array().unwrap().len(), 8);
}

#[test]
fn a_profile_with_more_principles_than_readiness_can_weigh_is_refused_in_words() {
    let sandbox = Sandbox::new();
    let principles: Vec<String> = (1..=17)
        .map(|n| {
            format!(
                "  - {{id: value-{n}, name: Value {n}, short: V{n}, tier: base, summary: Does {n}., \
                 behaviours: [a{n}, b{n}, c{n}], warning_signs: [x{n}, y{n}], cues: {{word{n}: 0.5}}}}\n"
            )
        })
        .collect();
    let head = "version: 1\nid: many\nname: Many\nsummary: Many values.\nprinciples:\n";
    let text = head.to_owned() + &principles.concat();
    std::fs::write(sandbox.path().join("many.yaml"), text).unwrap();
    let run = sandbox.run(&["--profile", "many.yaml", "readiness"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("16"), "{run:?}");
}
