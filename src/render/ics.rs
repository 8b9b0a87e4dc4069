//! A plan as a calendar: RFC 5545, with floating local times, so that no time zone moves an evening.

use std::fmt::Write as _;

use chrono::NaiveDateTime;

use super::style;
use crate::plan::publication::Event;

/// Longest line in octets, without its end.
const LINE: usize = 75;

/// What stands before the summary of something done.
const DONE: &str = "✓ ";

/// The calendar of these events.
///
/// `DTSTAMP` is the first second of the day on which the event was last changed, not the time of writing,
/// so that the same plan gives the same bytes.
pub fn calendar<'a>(name: &str, events: impl IntoIterator<Item = &'a Event>) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", "-//starbench//star//EN");
    line(&mut out, "CALSCALE", "GREGORIAN");
    line(&mut out, "X-WR-CALNAME", &text(name));
    for event in events {
        vevent(&mut out, event);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn vevent(out: &mut String, event: &Event) {
    let block = &event.block;
    let minute = |time: NaiveDateTime| time.format("%Y%m%dT%H%M%S").to_string();
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &text(&event.uid));
    line(out, "DTSTAMP", &event.revised.format("%Y%m%dT000000Z").to_string());
    line(out, "SEQUENCE", &event.sequence.to_string());
    if let Some((from, to)) = block.span() {
        line(out, "DTSTART", &minute(from));
        line(out, "DTEND", &minute(to));
    } else {
        line(out, "DTSTART;VALUE=DATE", &block.day.format("%Y%m%d").to_string());
        // The end is the first moment that no longer belongs to the event.
        line(out, "DTEND;VALUE=DATE", &block.day_after().format("%Y%m%d").to_string());
        // A whole day of half an hour's work leaves its owner free.
        line(out, "TRANSP", "TRANSPARENT");
    }
    let done = if block.done { DONE } else { "" };
    line(out, "SUMMARY", &format!("{done}{}", text(&style::clean_line(&block.title))));
    if !block.notes.is_empty() {
        line(out, "DESCRIPTION", &text(&block.notes));
    }
    line(out, "CATEGORIES", &text(block.kind.as_str()));
    line(out, "STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
    line(out, "END", "VEVENT");
}

/// A value of type TEXT: what the format gives a meaning to is escaped, and what no calendar should see
/// made visible.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in style::clean(value).chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// One content line, folded between characters.
fn line(out: &mut String, name: &str, value: &str) {
    let mut whole = String::with_capacity(name.len() + value.len() + 1);
    let _ = write!(whole, "{name}:{value}");
    let mut used = 0;
    for c in whole.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::TaskKind;
    use crate::plan::publication::Block;
    use chrono::{NaiveDate, NaiveTime};
    use proptest::prelude::*;

    fn event(title: &str, at: Option<NaiveTime>) -> Event {
        let day = NaiveDate::from_ymd_opt(2028, 2, 29).unwrap();
        Event {
            uid: "a@b".into(),
            sequence: 3,
            revised: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            cancelled: false,
            block: Block {
                task: "t".into(),
                kind: TaskKind::Draft,
                day,
                at,
                minutes: 25,
                title: title.into(),
                notes: "why\nhow".into(),
                done: false,
            },
        }
    }

    #[test]
    fn a_whole_day_ends_with_the_next_and_an_evening_has_no_zone() {
        let whole = calendar("Plan", [&event("A", None)]);
        assert!(whole.contains("\r\nDTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n"));
        let evening = calendar("Plan", [&event("A", NaiveTime::from_hms_opt(23, 30, 0))]);
        assert!(evening.contains("\r\nDTSTART:20280229T233000\r\nDTEND:20280229T235500\r\n"));
        assert!(evening.contains("\r\nDTSTAMP:20261123T000000Z\r\nSEQUENCE:3\r\n"), "{evening}");
        assert!(evening.contains("\r\nDESCRIPTION:why\\nhow\r\n"));
    }

    proptest! {
        #[test]
        fn every_line_is_short_whole_and_gives_its_text_back(
            title in "(\\PC|[,;\\\\\u{1F469}\u{200D}\u{1F680}é]){0,120}", notes in any::<String>(),
        ) {
            let mut event = event(&title, None);
            event.block.notes = notes.clone();
            let calendar = calendar("Plan", [&event]);
            for line in calendar.split("\r\n") {
                prop_assert!(line.len() <= LINE, "{line:?}");
                prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
            }
            let unfolded = calendar.replace("\r\n ", "");
            let value = |name: &str| {
                let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(name)).unwrap_or_default();
                let mut chars = line.chars();
                let mut text = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => match chars.next() { Some('n') => text.push('\n'), Some(c) => text.push(c), None => {} },
                        c => text.push(c),
                    }
                }
                text
            };
            prop_assert_eq!(value("SUMMARY:"), style::clean_line(&title));
            prop_assert_eq!(value("DESCRIPTION:"), style::clean(&notes).into_owned());
        }
    }
}
