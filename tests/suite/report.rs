//! The report: what it shows, what it keeps to itself, and what it does with hostile text.

use std::fs;

use crate::sandbox::{Sandbox, repository};

/// Text that breaks out of whatever does not hold it.
pub(crate) const HOSTILE: &str = r#"</p></script><script>document.title='pwned'</script><img src=x onerror=alert(1)> "'`&lt; {{7*7}}"#;

/// A library whose every field is hostile.
pub(crate) fn hostile() -> Sandbox {
    let sandbox = Sandbox::new();
    let long = "wide".repeat(60);
    let text = format!("{HOSTILE} {long} I cut it from 9 to 3 days.");
    let run = sandbox.run(&[
        "new", "--title", &text, "--principle", "dive-deep", "--project", &text, "--role", &text,
        "--organization", &text, "--headline", &text, "--situation", &text, "--task", &text,
        "--action", &text, "--result", &text, "--learning", &text, "--notes", "PRIVATE-NOTE",
        "--slug", "hostile", "--period", "2024-03",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    sandbox.answer(&[
        "claim", "hostile", "9 to 3 days", "--basis", "measured", "--source", HOSTILE, "--share",
        HOSTILE,
    ]);
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    sandbox
}

#[test]
fn a_report_shows_every_story_with_its_findings_and_no_private_note() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let page = sandbox.answer(&["report", "--output", "-"]);
    let library = fs::read_to_string(repository().join("examples/library.yaml")).unwrap();
    let titles: Vec<&str> =
        library.lines().filter_map(|l| l.trim().strip_prefix("title: ")).collect();
    assert_eq!(titles.len(), 12);
    for title in titles {
        assert!(page.contains(title), "{title}");
    }
    for part in
        ["Where it stands", "Coverage", "What to do next", "The plan", "<mark class=\"", "Q002"]
    {
        assert!(page.contains(part), "{part}");
    }
    for private in ["Attribution: the six comparison clinics", "Not proud of"] {
        assert!(library.contains(private) && !page.contains(private), "{private}");
    }
    for outside in ["http://", "https://", "src=", "<script", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_report_for_a_coach_leaves_the_plan_out() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let page = sandbox.answer(&["report", "--coach", "-o", "-"]);
    for private in ["id=\"plan\"", "4 January", "star check", "days to the interview"] {
        assert!(!page.contains(private), "{private}");
    }
    assert!(page.contains("What to do next") && page.contains("<mark class=\""));
}

#[test]
fn a_redacted_report_and_export_hold_no_name_and_the_same_judgement() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let names = [
        "Tarnbrook", "Cressfield", "Kestrin", "appointment-reminders", "$118", "$400,000",
        "560,000",
    ];
    let run = sandbox.run(&["report", "--redact", "-o", "-"]);
    let bundle = sandbox.run(&["export", "--redact"]);
    for text in [&run.stdout, &bundle.stdout] {
        for name in names {
            assert!(!text.contains(name), "{name}");
        }
        assert!(text.contains("Company A") && text.contains("amount A"));
    }
    assert!(run.stderr.contains("read it once before you hand it out"), "{}", run.stderr);
    assert!(!bundle.stdout.contains("notes:"));
    let whole = sandbox.answer(&["report", "-o", "-"]);
    for judged in ["Grade 4 of 4", "class=\"badge ready\"", "class=\"warning\""] {
        let count = |page: &str| page.matches(judged).count();
        assert_eq!(count(&whole), count(&run.stdout), "{judged}");
        assert!(count(&whole) > 0, "{judged}");
    }

    let other = Sandbox::new();
    let import = other.run_with_input(&["import", "-"], &bundle.stdout);
    assert_eq!(import.code, 0, "what is handed over can be read: {import:?}");
    assert!(import.stderr.contains("12 new"), "{import:?}");
}

#[test]
fn hostile_text_is_text() {
    let sandbox = hostile();
    for arguments in [
        &["report", "-o", "-"][..],
        &["report", "-o", "-", "--redact", "--coach"],
        &["today", "--format", "html"],
        &["plan", "export", "--format", "html"],
        &["drill", "hostile", "--sheet", "--format", "html"],
    ] {
        let page = sandbox.run(arguments).stdout;
        assert!(page.starts_with("<!DOCTYPE html>"), "{arguments:?}");
        for element in ["<script", "<img", "onerror=alert(1)>", "PRIVATE-NOTE"] {
            assert!(!page.contains(element), "{arguments:?}: {element}");
        }
    }
}

#[test]
fn a_report_stands_beside_the_library_and_never_takes_the_place_of_another_file() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["report"]);
    sandbox.answer(&["report", "--coach"]);
    let data = sandbox.library().parent().unwrap().to_owned();
    assert!(data.join("report.html").exists() && data.join("report-coach.html").exists());
    let again = fs::read(data.join("report.html")).unwrap();
    sandbox.answer(&["report"]);
    assert_eq!(fs::read(data.join("report.html")).unwrap(), again, "the same bytes each time");

    fs::write(sandbox.path().join("mine.html"), "mine").unwrap();
    let run = sandbox.run(&["report", "-o", "mine.html"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(fs::read_to_string(sandbox.path().join("mine.html")).unwrap(), "mine");
    sandbox.answer(&["report", "-o", "mine.html", "--force"]);

    let empty = Sandbox::new().run(&["report"]);
    assert_eq!(empty.code, 2);
    assert!(empty.stderr.contains("star new"), "{empty:?}");
}

#[cfg(unix)]
#[test]
fn the_report_opens_in_the_browser_of_the_desktop() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with_example("library.yaml");
    let bin = sandbox.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let opener = bin.join("xdg-open");
    fs::write(&opener, "#!/bin/sh\nprintf %s \"$1\" > \"$HOME/opened\"\n").unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let run = sandbox.run_with(&["report", "--open"], &[("PATH", &path)]);
    assert_eq!(run.code, 0, "{run:?}");
    let opened = sandbox.path().join("opened");
    let found = (0..200).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::read_to_string(&opened).ok().filter(|text| text.ends_with("report.html"))
    });
    assert!(found.is_some());
}
