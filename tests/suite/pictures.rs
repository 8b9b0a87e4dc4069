//! The pictures in the README: what the program prints now, drawn from what it printed.
//!
//! `STAR_WRITE_PICTURES=1 cargo test --test suite pictures` draws them again.

use std::fs;
use std::path::PathBuf;

use anstyle_svg::Term;

use crate::chromium::Chromium;
use crate::sandbox::{Sandbox, repository};

/// Whether the pictures are to be drawn again.
fn draws() -> bool {
    std::env::var_os("STAR_WRITE_PICTURES").is_some()
}

fn picture(name: &str) -> PathBuf {
    repository().join("docs").join(name)
}

/// What a terminal of 92 columns shows of a command, the first lines of it.
fn terminal(sandbox: &Sandbox, command: &[&str], lines: usize) -> String {
    let arguments: Vec<&str> = ["--color", "always"].iter().chain(command).copied().collect();
    let run = sandbox.run_with(&arguments, &[("COLUMNS", "92")]);
    assert!(run.code < 2, "{run:?}");
    let typed = format!("$ star {}\n\n", shell_words::join(command));
    let shown: Vec<&str> = run.stdout.lines().take(lines).collect();
    Term::new().min_width_px(780).render_svg(&(typed + &shown.join("\n")))
}

#[test]
fn the_pictures_of_the_terminal_are_what_it_shows() {
    let sandbox = Sandbox::with_example("library.yaml");
    for (name, command, lines) in [
        ("check.svg", &["check", "dispute-upload-fix"][..], 44),
        ("coverage.svg", &["coverage"], 27),
    ] {
        let drawn = terminal(&sandbox, command, lines);
        if draws() {
            fs::create_dir_all(repository().join("docs")).unwrap();
            fs::write(picture(name), &drawn).unwrap();
        }
        let kept = fs::read_to_string(picture(name)).unwrap();
        assert!(
            kept == drawn,
            "{name} is out of date: STAR_WRITE_PICTURES=1 cargo test --test suite pictures"
        );
    }
}

#[test]
fn the_readme_shows_pictures_that_are_there() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let shown: Vec<&str> =
        readme.split("](docs/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(shown.len() >= 3, "{shown:?}");
    if draws()
        && let Some(mut chromium) = Chromium::start()
    {
        let sandbox = Sandbox::with_example("library.yaml");
        sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
        chromium.open(&sandbox.answer(&["report", "-o", "-"]), 1080, false);
        fs::write(picture("report.png"), chromium.top(1080, 1120)).unwrap();
    }
    for name in shown {
        assert!(picture(name).exists(), "{name}");
    }
}
