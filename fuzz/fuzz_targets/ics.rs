//! Any text in an event leaves a calendar of the same lines, folded, with nothing of its own to say.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use starbench::catalogue::TaskKind;
use starbench::plan::publication::{Block, Event};
use starbench::render::ics::calendar;

fuzz_target!(|texts: (&str, &str, &str, &str)| {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let (name, uid, title, notes) = texts;
    let event = Event {
        uid: uid.to_owned(),
        sequence: 1,
        revised: day,
        cancelled: false,
        block: Block {
            task: "t".to_owned(),
            kind: TaskKind::Draft,
            day,
            at: None,
            minutes: 30,
            title: title.to_owned(),
            notes: notes.to_owned(),
            done: false,
        },
    };
    let ics = calendar(name, [&event]);
    assert!(ics.ends_with("\r\n"));
    for line in ics.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        assert!(!line.chars().any(|c| c.is_control()), "{line:?}");
    }
    let unfolded = ics.replace("\r\n ", "");
    let names: Vec<&str> =
        unfolded.split_terminator("\r\n").map(|line| line.split([':', ';']).next().unwrap()).collect();
    let mut expected = vec![
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "BEGIN", "UID", "DTSTAMP", "SEQUENCE",
        "DTSTART", "DTEND", "TRANSP", "SUMMARY",
    ];
    expected.extend((!notes.is_empty()).then_some("DESCRIPTION"));
    expected.extend(["CATEGORIES", "STATUS", "END", "END"]);
    assert_eq!(names, expected);
});
