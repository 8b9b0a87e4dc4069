//! Completions in the shells themselves, and what the shell's reader finds in manual pages.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::sandbox::{Sandbox, skipped};

/// Runs a script in a shell of this machine, with star in its path; none where the shell is not installed.
fn in_shell(sandbox: &Sandbox, shell: &str, arguments: &[&str], script: &str) -> Option<String> {
    let found = std::env::var("PATH")
        .unwrap()
        .split(':')
        .any(|folder| Path::new(folder).join(shell).exists());
    if !found {
        assert!(std::env::var_os("STAR_TEST_SHELLS").is_none(), "{shell} is not here");
        skipped(&format!("no {shell} on this machine"));
        return None;
    }
    let bin = Path::new(env!("CARGO_BIN_EXE_star")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new(shell);
    let output = command
        .args(arguments)
        .arg("-c")
        .arg(script)
        .env_clear()
        .env("PATH", path)
        .env("HOME", sandbox.path())
        .env("XDG_DATA_HOME", sandbox.path().join("data"))
        .env("XDG_CONFIG_HOME", sandbox.path().join("config"))
        .env("LANG", "C.UTF-8")
        .env("TERM", "dumb")
        .env("STAR_TODAY", crate::sandbox::TODAY)
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shell}: {text}{}", String::from_utf8_lossy(&output.stderr));
    Some(text)
}

/// What is typed, what must be offered for its last word, and what must not.
const TYPED: [(&str, &[&str], &[&str]); 9] = [
    ("star che", &["check"], &["coverage"]),
    ("star check rem", &["reminders-never-delivered"], &["ask-before-swapping"]),
    ("star show ", &["reminders-never-delivered", "ask-before-swapping"], &["Q002"]),
    ("star new --principle d", &["dive-deep", "deliver-results"], &["ownership"]),
    ("star explain Q00", &["Q001", "Q002"], &["V001"]),
    ("star check --select Q002,V0", &["Q002,V001"], &["Q002,S001"]),
    ("star plan done draft-fr", &["draft-frugality-1"], &["mock-1"]),
    ("star mock --round bar", &["bar-raiser"], &["recruiter-screen"]),
    ("star help prin", &["principles"], &["check"]),
];

fn library() -> Sandbox {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    sandbox
}

fn assert_offered(shell: &str, typed: &str, offered: &str, wanted: &[&str], unwanted: &[&str]) {
    let words: Vec<&str> = offered.split([' ', '\n', '\t', '\r']).collect();
    for word in wanted {
        assert!(words.contains(word), "{shell}: {typed}: {word} not in {offered:?}");
    }
    for word in unwanted {
        assert!(!words.contains(word), "{shell}: {typed}: {word} in {offered:?}");
    }
}

#[test]
fn bash_completes_names_from_the_library() {
    let sandbox = library();
    fs::write(sandbox.path().join("star.bash"), sandbox.answer(&["completions", "bash"])).unwrap();
    for (typed, wanted, unwanted) in TYPED {
        // What Tab does: the words so far, and the function that is registered for the first.
        let script = format!(
            "source star.bash; COMP_LINE='{typed}'; COMP_POINT=${{#COMP_LINE}}; COMP_TYPE=9; \
             read -ra COMP_WORDS <<< \"$COMP_LINE\"; [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=(''); \
             COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             f=$(complete -p star | sed 's/.*-F \\([^ ]*\\).*/\\1/'); \
             compopt() {{ :; }}; \
             $f star \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let Some(offered) = in_shell(&sandbox, "bash", &["--norc"], &script) else { return };
        assert_offered("bash", typed, &offered, wanted, unwanted);
    }
}

#[test]
fn fish_completes_names_from_the_library() {
    let sandbox = library();
    fs::write(sandbox.path().join("star.fish"), sandbox.answer(&["completions", "fish"])).unwrap();
    for (typed, wanted, unwanted) in TYPED {
        let script = format!("source star.fish; complete -C '{typed}'");
        let Some(offered) = in_shell(&sandbox, "fish", &["--no-config"], &script) else { return };
        assert_offered("fish", typed, &offered, wanted, unwanted);
    }
}

#[test]
fn zsh_completes_names_from_the_library() {
    let sandbox = library();
    fs::write(sandbox.path().join("star.zsh"), sandbox.answer(&["completions", "zsh"])).unwrap();
    for (typed, wanted, unwanted) in TYPED {
        // The function is called with the words that Tab would hand it; what it offers, compadd and
        // _describe are given.
        let script = format!(
            "compdef() {{ :; }}; source ./star.zsh; \
             compadd() {{ print -l -- \"$@\"; }}; \
             _describe() {{ local name=${{@[-1]}}; for x in \"${{(@P)name}}\"; do print -- \"${{x%%:*}}\"; done; }}; \
             words=(${{(z):-'{typed}'}}); [[ '{typed}' == *' ' ]] && words+=(''); \
             CURRENT=${{#words}}; PREFIX=$words[CURRENT]; _clap_dynamic_completer_star"
        );
        let Some(offered) = in_shell(&sandbox, "zsh", &["-f"], &script) else { return };
        assert_offered("zsh", typed, &offered, wanted, unwanted);
    }
}

#[test]
fn completing_says_nothing_where_there_is_no_library_and_makes_none() {
    let sandbox = Sandbox::new();
    let run = |library: &Path| {
        let mut command = sandbox.command();
        let output = command
            .args(["--", "star", "--library", library.to_str().unwrap(), "show", ""])
            .env("STAR_COMPLETE", "fish")
            .output()
            .unwrap();
        (output.status.code(), output.stdout, output.stderr)
    };
    let nowhere = sandbox.path().join("nowhere/library.db");
    let (code, offered, said) = run(&nowhere);
    assert_eq!((code, said.as_slice()), (Some(0), b"".as_slice()));
    assert!(!String::from_utf8(offered).unwrap().contains("reminders"));
    assert!(!nowhere.parent().unwrap().exists());

    let broken = sandbox.path().join("broken.db");
    fs::write(&broken, "no library").unwrap();
    let (code, _, said) = run(&broken);
    assert_eq!((code, said.as_slice()), (Some(0), b"".as_slice()));

    let there = Sandbox::with_example("library.yaml");
    let (_, offered, _) = run(&there.library());
    assert!(String::from_utf8(offered).unwrap().contains("reminders-never-delivered"));
}

/// Every command of the binary, those of `plan` too.
fn commands(sandbox: &Sandbox) -> Vec<Vec<String>> {
    let named = |help: &str| -> Vec<String> {
        help.lines()
            .filter_map(|line| line.strip_prefix("  "))
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_whitespace().next())
            .map(str::to_owned)
            .collect()
    };
    let mut all: Vec<Vec<String>> =
        named(&sandbox.answer(&["--help"])).into_iter().map(|name| vec![name]).collect();
    let plan = sandbox.answer(&["plan", "-h"]);
    let plan = plan.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    all.extend(named(plan).into_iter().map(|name| vec!["plan".to_owned(), name]));
    all
}

#[test]
fn every_command_has_a_manual_page_with_all_of_its_help() {
    let sandbox = Sandbox::new();
    sandbox.answer(&["man", "pages"]);
    let commands = commands(&sandbox);
    assert!(commands.len() >= 45, "{commands:?}");
    for command in commands {
        let page = sandbox.path().join(format!("pages/star-{}.1", command.join("-")));
        let page = fs::read_to_string(&page).unwrap().replace("\\*(Aq", "'").replace('\\', "");
        let arguments: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let help = sandbox.answer(&arguments);
        let flags = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
        for flag in
            flags.filter_map(|line| line.split([' ', ',', '=']).find(|w| w.starts_with("--")))
        {
            assert!(page.contains(flag), "{command:?}: {flag}");
        }
        let examples = help.split("Examples:").nth(1).unwrap_or_default();
        for example in examples.lines().map(str::trim).filter(|line| line.starts_with("star ")) {
            assert!(page.contains(example), "{command:?}: {example}");
        }
    }
}

#[test]
fn help_is_short_on_h_and_whole_on_help() {
    let sandbox = Sandbox::new();
    for command in commands(&sandbox) {
        let ask = |flag: &'static str| {
            let arguments: Vec<&str> = command.iter().map(String::as_str).chain([flag]).collect();
            sandbox.answer(&arguments)
        };
        let (short, long) = (ask("-h"), ask("--help"));
        assert!(long.lines().count() > short.lines().count(), "{command:?}");
    }
    let long = sandbox.answer(&["check", "--help"]);
    assert!(long.contains("Each finding stands under the words it is about"), "{long}");
}

#[test]
fn every_rule_and_every_setting_is_documented() {
    let sandbox = Sandbox::with_example("weak-library.yaml");
    let rules = sandbox.answer(&["explain"]);
    let codes: Vec<&str> = rules
        .split_whitespace()
        .filter(|word| {
            word.len() == 4
                && word.starts_with(|c: char| c.is_ascii_uppercase())
                && word[1..].chars().all(|c| c.is_ascii_digit())
        })
        .collect();
    assert!(codes.len() >= 28, "{rules}");
    for code in codes {
        let explained = sandbox.answer(&["explain", code]);
        for part in ["What it does", "Why an interviewer cares", "Bad", "Better"] {
            assert!(explained.contains(part), "{code}: {part}");
        }
    }

    // Each setting can be set by the name under which it is shown, and the table says where it comes from.
    let settings = sandbox.run_with(&["config"], &[("COLUMNS", "200")]).stdout;
    let keys: Vec<&str> = settings
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(keys.len() >= 15, "{settings}");
    for key in keys {
        let row =
            settings.lines().find(|line| line.split_whitespace().next() == Some(key)).unwrap();
        assert!(row.split("  ").filter(|cell| !cell.trim().is_empty()).count() >= 4, "{row}");
        let value = match key {
            "profile" => "amazon-pmt",
            "library" => "/tmp/nowhere/else.db",
            "check.select" | "check.ignore" => "[C003]",
            "plan.off" => "[2026-12-24]",
            "plan.minutes" => "mon=45",
            "practice.guide" => "[20, 10, 50, 20]",
            "check.over-time" => "2.5",
            "check.too-short" | "check.thin-action" | "check.long-setup" => "0.3",
            "practice.retention" => "0.8",
            "check.max-tags" => "7",
            _ => "77",
        };
        let text = match key.split_once('.') {
            Some((group, key)) => format!("{group}:\n  {key}: {value}\n"),
            None => format!("{key}: {value}\n"),
        };
        let file = sandbox.path().join("config/star/config.yaml");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        let run = sandbox.run_with(&["config"], &[("COLUMNS", "200")]);
        let row =
            run.stdout.lines().find(|line| line.starts_with(key)).unwrap_or_default().to_owned();
        assert!(row.contains("config file"), "{key}: {row} {}", run.stderr);
    }
}
