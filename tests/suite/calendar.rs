//! What calendars make of an exported plan, as two parsers that are not ours read it.

#![allow(clippy::print_stdout, reason = "whoever runs it should know when nothing was read")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::Value;
use starbench::catalogue::TaskKind;
use starbench::plan::publication::{Block, Event};
use starbench::render::ics;

use crate::sandbox::{Sandbox, repository};

/// `1` demands the parsers of some Python that is here, any other value names that Python; where it is set,
/// a test without them fails.
const PARSERS: &str = "STAR_TEST_ICS_PARSERS";

/// The Python to ask; none where nobody demanded the parsers and they are not there.
fn python() -> Option<String> {
    let demanded = std::env::var(PARSERS).ok();
    if let Some(named) = demanded.as_ref().filter(|value| *value != "1") {
        return Some(named.clone());
    }
    let has = |python: &str| {
        let probe = Command::new(python).args(["-c", "import icalendar, vobject"]).output();
        probe.is_ok_and(|output| output.status.success())
    };
    let found = ["python3", "/usr/bin/python3"].into_iter().find(|python| has(python));
    assert!(found.is_some() || demanded.is_none(), "no Python here has icalendar and vobject");
    found.map(str::to_owned)
}

/// One event as a parser read it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    uid: String,
    sequence: i64,
    from: Moment,
    to: Moment,
    summary: String,
    description: String,
    cancelled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    Day(NaiveDate),
    Floating(NaiveDateTime),
}

impl Moment {
    fn of(value: &Value) -> Self {
        assert!(value["zone"].is_null(), "a time with a zone: {value}");
        let text = value["value"].as_str().unwrap();
        match value["kind"].as_str().unwrap() {
            "day" => Self::Day(text.parse().unwrap()),
            _ => Self::Floating(text.parse().unwrap()),
        }
    }
}

/// The events of each file, by each parser in turn; none where there are no parsers.
fn read(files: &[&Path]) -> Option<Vec<[Vec<Seen>; 2]>> {
    let Some(python) = python() else {
        println!("no Python with icalendar and vobject is here; {PARSERS} would demand one");
        return None;
    };
    let script = repository().join("tests/suite/read_calendar.py");
    let output = Command::new(&python).arg(script).args(files).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{python}: {said}");
    let event = |event: &Value| Seen {
        uid: event["uid"].as_str().unwrap().to_owned(),
        sequence: event["sequence"].as_i64().unwrap(),
        from: Moment::of(&event["from"]),
        to: Moment::of(&event["to"]),
        summary: event["summary"].as_str().unwrap().to_owned(),
        description: event["description"].as_str().unwrap().to_owned(),
        cancelled: event["status"] == "CANCELLED",
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let documents = text.lines().map(|line| {
        let document: Value = serde_json::from_str(line).unwrap();
        ["icalendar", "vobject"]
            .map(|parser| document[parser].as_array().unwrap().iter().map(event).collect())
    });
    Some(documents.collect())
}

/// Backslashes before what has a meaning only behind one backslash.
const LITERAL: &str = "A backslash before n: \\n, before a semicolon: \\;";

/// The major version of icalendar.
fn version_of_icalendar() -> u32 {
    let script = "import icalendar; print(icalendar.__version__.split('.')[0])";
    let output = Command::new(python().unwrap()).args(["-c", script]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}

/// Titles that a careless writer breaks, each also moved along so that every character of it once stands
/// where a line is folded.
fn hostile_titles() -> Vec<String> {
    let titles = [
        "Commas, semicolons; colons: and \"quotes\"",
        "A backslash \\ in C:\\Temp and at the end \\",
        LITERAL,
        "BEGIN:VALARM and END:VEVENT are only words",
        "👩‍🚀 a joined emoji, 🏴󠁧󠁢󠁳󠁣󠁴󠁿 a flag, é and e\u{301}, 日本語のとても長い題名、改行なし",
        "ß".repeat(90).as_str(),
    ]
    .map(str::to_owned);
    let mut all = Vec::new();
    for title in titles {
        for shift in 0..80 {
            all.push(format!("{}{title}", "x".repeat(shift)));
        }
    }
    all
}

#[test]
fn two_parsers_read_back_every_date_time_and_text_of_hostile_events() {
    let day = NaiveDate::from_ymd_opt(2028, 2, 28).unwrap();
    let events: Vec<Event> = hostile_titles()
        .into_iter()
        .enumerate()
        .map(|(at, title)| Event {
            uid: format!("{at}@test"),
            sequence: at as u32 % 7,
            revised: day,
            cancelled: at % 5 == 0,
            block: Block {
                task: String::new(),
                kind: TaskKind::ALL[at % 10],
                day: day + Days::new(at as u64 % 800),
                at: (at % 3 > 0).then(|| NaiveTime::from_hms_opt(at as u32 % 23, 45, 0).unwrap()),
                minutes: 5 + at as u16 % 90,
                notes: format!("why, for once;\nand how: {title}\n\nstar show \\ {title}"),
                title,
                done: at % 2 == 0,
            },
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.ics");
    std::fs::write(&path, ics::calendar("A name, with; marks", &events)).unwrap();
    let Some(read) = read(&[&path]) else { return };
    let version = version_of_icalendar();
    for (parser, seen) in read[0].iter().enumerate() {
        assert_eq!(seen.len(), events.len());
        for (seen, event) in seen.iter().zip(&events) {
            let block = &event.block;
            // Version 4, which Debian 12 has, takes an escaped backslash and an n for a line break; later
            // ones and vobject read RFC 5545 as it is.
            if parser == 0 && block.title.contains(LITERAL) && version < 5 {
                continue;
            }
            let (from, to) = match block.span() {
                Some((from, to)) => (Moment::Floating(from), Moment::Floating(to)),
                None => (Moment::Day(block.day), Moment::Day(block.day + Days::new(1))),
            };
            let tick = if block.done { "✓ " } else { "" };
            // A tag character of a flag is none that a calendar should see.
            let shown = |text: &str| starbench::render::style::clean(text).into_owned();
            let expected = Seen {
                uid: event.uid.clone(),
                sequence: i64::from(event.sequence),
                from,
                to,
                summary: format!("{tick}{}", shown(&block.title)),
                description: shown(&block.notes),
                cancelled: event.cancelled,
            };
            assert_eq!(*seen, expected);
        }
    }
}

/// The plan's tasks with a day and without those left out: title and day, in order.
fn planned(sandbox: &Sandbox, today: &str) -> Vec<(String, NaiveDate, i64, bool)> {
    let plan = sandbox.json(&["--today", today, "plan", "show", "--format", "json"]);
    let mut tasks = Vec::new();
    for day in plan["days"].as_array().unwrap() {
        let date: NaiveDate = day["date"].as_str().unwrap().parse().unwrap();
        for task in day["tasks"].as_array().unwrap() {
            if task["status"] != "skipped" {
                let done = task["status"] == "done";
                let title = task["title"].as_str().unwrap().to_owned();
                tasks.push((title, date, task["minutes"].as_i64().unwrap(), done));
            }
        }
    }
    tasks
}

#[test]
fn every_task_stands_on_its_day_and_an_evening_runs_without_gaps() {
    let sandbox = Sandbox::with_example("library.yaml");
    // Six weeks over the end of summer time in Europe and in America.
    let today = ["--today", "2026-10-12"];
    sandbox.answer(&[&today[..], &["plan", "create", "--interview", "2026-11-23"]].concat());
    let export = |args: &[&str], zone: &str| {
        let args = [&today[..], &["plan", "export", "--format", "ics"], args].concat();
        let run = sandbox.run_with(&args, &[("TZ", zone)]);
        assert_eq!(run.code, 0, "{run:?}");
        run.stdout
    };
    let days = sandbox.path().join("days.ics");
    let evenings = sandbox.path().join("evenings.ics");
    std::fs::write(&days, export(&[], "UTC")).unwrap();
    std::fs::write(&evenings, export(&["--at", "19:00"], "America/New_York")).unwrap();
    let again = export(&["--at", "7pm"], "Pacific/Auckland");
    assert_eq!(std::fs::read_to_string(&evenings).unwrap(), again, "byte for byte in any zone");

    let Some(read) = read(&[&days, &evenings]) else { return };
    let tasks = planned(&sandbox, today[1]);
    assert!(tasks.len() > 80, "{}", tasks.len());
    for seen in &read[0] {
        let mut seen: Vec<_> = seen.iter().map(|e| (e.summary.clone(), e.from, e.to)).collect();
        let mut expected: Vec<_> = tasks
            .iter()
            .map(|(title, on, ..)| {
                (title.clone(), Moment::Day(*on), Moment::Day(*on + Days::new(1)))
            })
            .collect();
        let order = |event: &(String, Moment, Moment)| format!("{event:?}");
        seen.sort_by_key(order);
        expected.sort_by_key(order);
        assert_eq!(seen, expected);
    }
    for seen in &read[1] {
        let mut next: BTreeMap<NaiveDate, NaiveDateTime> = BTreeMap::new();
        assert_eq!(seen.len(), tasks.len());
        for (seen, (title, on, minutes, _)) in seen.iter().zip(&tasks) {
            let from = next.entry(*on).or_insert(on.and_hms_opt(19, 0, 0).unwrap());
            let to = *from + chrono::TimeDelta::minutes(*minutes);
            assert_eq!((&seen.summary, seen.from), (title, Moment::Floating(*from)));
            assert_eq!((seen.to, seen.sequence), (Moment::Floating(to), 1));
            *from = to;
        }
    }
}

/// A calendar program: it keeps an event by its UID and takes another only if its number is higher.
#[derive(Default)]
struct Program(BTreeMap<String, Seen>);

impl Program {
    fn import(&mut self, events: &[Seen]) {
        for event in events {
            match self.0.get(&event.uid) {
                Some(there) if there.sequence >= event.sequence => {
                    assert!(there == event, "other content under the same number: {event:?}");
                }
                _ => {
                    self.0.insert(event.uid.clone(), event.clone());
                }
            }
        }
    }

    /// What it shows from a day on.
    fn shown(&self, from: NaiveDate) -> Vec<String> {
        let mut shown: Vec<String> = self
            .0
            .values()
            .filter(|event| !event.cancelled)
            .filter(|event| matches!(event.from, Moment::Floating(at) if at.date() >= from))
            .map(|event| format!("{:?} {}", event.from, event.summary))
            .collect();
        shown.sort();
        shown
    }
}

#[test]
fn imported_again_after_skips_replans_undo_and_another_plan_a_calendar_shows_what_the_plan_says() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let steps: &[(&str, &[&[&str]])] = &[
        ("2026-11-23", &[]),
        ("2026-11-23", &[&["plan", "done", "learn-ownership"]]),
        ("2026-11-24", &[&["plan", "skip", "polish-ask"], &["plan", "replan", "--yes"]]),
        ("2026-11-26", &[&["plan", "replan", "--yes", "--off", "2026-11-28..2026-12-01"]]),
        ("2026-11-26", &[&["undo"]]),
        ("2026-11-27", &[&["remove", "reports-pulled-back"], &["plan", "replan", "--yes"]]),
        ("2026-11-27", &[&["plan", "replan", "--yes", "--interview", "2026-12-18"]]),
        ("2026-11-28", &[&["plan", "remove", "--yes"]]),
        ("2026-11-29", &[&["plan", "create", "--interview", "2026-12-30", "--minutes", "45"]]),
    ];
    let mut files = Vec::new();
    let mut plans = Vec::new();
    for (at, (today, commands)) in steps.iter().enumerate() {
        let on = |args: &[&str]| sandbox.answer(&[&["--today", today][..], args].concat());
        for command in *commands {
            on(command);
        }
        let path = sandbox.path().join(format!("{at}.ics"));
        let export = ["plan", "export", "--format", "ics", "--at", "19:00"];
        std::fs::write(&path, on(&export)).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), on(&export), "step {at}: repeated");
        files.push(path);
        let removed = commands.iter().any(|command| command.starts_with(&["plan", "remove"]));
        plans.push(if removed { Vec::new() } else { planned(&sandbox, today) });
    }
    let paths: Vec<&Path> = files.iter().map(std::path::PathBuf::as_path).collect();
    let Some(read) = read(&paths) else { return };
    for parser in 0..2 {
        let mut program = Program::default();
        for (at, seen) in read.iter().enumerate() {
            program.import(&seen[parser]);
            let today: NaiveDate = steps[at].0.parse().unwrap();
            let mut next: BTreeMap<NaiveDate, NaiveDateTime> = BTreeMap::new();
            let mut expected = Vec::new();
            for (title, on, minutes, done) in &plans[at] {
                let from = next.entry(*on).or_insert(on.and_hms_opt(19, 0, 0).unwrap());
                let tick = if *done { "✓ " } else { "" };
                if *on >= today {
                    expected.push(format!("{:?} {tick}{title}", Moment::Floating(*from)));
                }
                *from += chrono::TimeDelta::minutes(*minutes);
            }
            expected.sort();
            assert_eq!(program.shown(today), expected, "after step {at}");
        }
    }
}
