//! A question with a clock that runs: one line of the terminal, drawn again while a person thinks.
//!
//! The main thread reads the keys, because a signal to the process breaks off a read there and nowhere else;
//! a second thread draws. The terminal is in raw mode only while a key is waited for, and the one who
//! waits puts it back on every way out.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use dialoguer::console::{Key, Term};
use unicode_width::UnicodeWidthChar;

use super::context::Context;
use super::signals;
use crate::render::style::{self, Tone};

/// How often the line is looked at; it is drawn only where it has changed.
const TICK: Duration = Duration::from_millis(200);

/// Until the line first shows: by then the terminal is in raw mode, so that whoever sees the line can press
/// any key and have it understood.
const FIRST: Duration = Duration::from_millis(20);

/// Columns that are left to what is typed, however long the line's beginning is.
const LEAST_ROOM: usize = 16;

/// A line as it should look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) tone: Option<Tone>,
    pub(crate) text: String,
}

impl Shown {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { tone: None, text: text.into() }
    }

    pub(crate) fn toned(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone: Some(tone), text: text.into() }
    }
}

/// What a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reply<T> {
    Given(T),
    /// Ctrl-D: enough for now.
    Stop,
    /// Ctrl-C, a signal, or a terminal that is gone.
    Interrupted,
}

/// A terminal on which questions are asked against the clock.
pub(crate) struct Stage {
    term: Term,
    color: bool,
    tally: Option<Box<Tally>>,
}

/// What stands before the rest of the line and changes with what is typed.
type Tally = dyn Fn(&str) -> String + Sync;

/// What makes the line for so many seconds and columns.
type Draw<'a> = &'a (dyn Fn(u64, usize) -> Shown + Sync);

impl Stage {
    pub(crate) fn new(cx: &Context) -> Self {
        signals::listen();
        let term = Term::stderr();
        // So that a pasted line end is told from Enter. A terminal that does not know it ignores it.
        let _ = term.write_str("\x1b[?2004h");
        Self { term, color: cx.ui.talks_in_color(), tally: None }
    }

    /// A stage whose line begins with what is to be said of the text typed so far.
    pub(crate) fn with_tally(mut self, tally: impl Fn(&str) -> String + Sync + 'static) -> Self {
        self.tally = Some(Box::new(tally));
        self
    }

    /// A line that may be typed while the clock runs; Enter ends it, and is an answer alone.
    pub(crate) fn line(&self, since: Instant, draw: Draw<'_>) -> Reply<String> {
        self.watched(since, draw, |line| {
            let mut pasting = false;
            loop {
                match self.read() {
                    None => return Reply::Interrupted,
                    Some(Stroke::Paste(begins)) => pasting = begins,
                    Some(Stroke::Key(Key::Enter)) if !pasting => {
                        return Reply::Given(line.typed().trim().to_owned());
                    }
                    Some(Stroke::Key(Key::Enter | Key::Tab)) => {
                        line.change(|typed| typed.push(' '));
                    }
                    Some(Stroke::Key(Key::Backspace)) => line.change(|typed| {
                        typed.pop();
                    }),
                    Some(Stroke::Key(Key::Char('\x04'))) if line.typed().is_empty() => {
                        return Reply::Stop;
                    }
                    Some(Stroke::Key(Key::Char('\x15'))) => line.change(String::clear),
                    Some(Stroke::Key(Key::Char('\x17'))) => line.change(|typed| {
                        let kept = typed.trim_end().rfind(' ').map_or(0, |at| at + 1);
                        typed.truncate(kept);
                    }),
                    Some(Stroke::Key(Key::Char(c))) if !c.is_control() => {
                        line.change(|typed| typed.push(c));
                    }
                    Some(Stroke::Key(_)) => {}
                }
            }
        })
    }

    /// One of these keys, in lower case; Enter is `\n`.
    pub(crate) fn key(&self, keys: &[char], since: Instant, draw: Draw<'_>) -> Reply<char> {
        self.watched(since, draw, |_| {
            let mut pasting = false;
            loop {
                let key = match self.read() {
                    None => return Reply::Interrupted,
                    Some(Stroke::Paste(begins)) => {
                        pasting = begins;
                        continue;
                    }
                    // What was pasted was meant for the line before.
                    Some(Stroke::Key(_)) if pasting => continue,
                    Some(Stroke::Key(Key::Enter)) => '\n',
                    Some(Stroke::Key(Key::Char('\x04'))) => return Reply::Stop,
                    Some(Stroke::Key(Key::Char(c))) => c.to_ascii_lowercase(),
                    Some(Stroke::Key(_)) => continue,
                };
                if keys.contains(&key) {
                    return Reply::Given(key);
                }
            }
        })
    }

    /// Runs a reader while the line is drawn, and takes the line away at the end.
    fn watched<T>(&self, since: Instant, draw: Draw<'_>, read: impl FnOnce(&Line<'_>) -> T) -> T {
        let line = Line {
            term: &self.term,
            color: self.color,
            since,
            draw,
            tally: self.tally.as_deref(),
            state: Mutex::new(Drawn::default()),
        };
        let read = thread::scope(|scope| {
            let (stop, stopped) = mpsc::channel::<()>();
            let line = &line;
            scope.spawn(move || {
                let mut wait = FIRST;
                while stopped.recv_timeout(wait) == Err(mpsc::RecvTimeoutError::Timeout) {
                    line.draw();
                    wait = TICK;
                }
            });
            let read = read(line);
            drop(stop);
            read
        });
        line.clear();
        read
    }

    /// The next key; nothing where the terminal is gone or somebody wants the process to end.
    fn read(&self) -> Option<Stroke> {
        let key = self.key_or_end()?;
        let Key::UnknownEscSeq(parts) = &key else { return Some(Stroke::Key(key)) };
        // What the reader of keys does not know it leaves in the middle; the rest is not text.
        let mut sequence: String = parts.iter().collect();
        while sequence.starts_with('[') && !ends_sequence(&sequence) {
            let Key::Char(c) = self.key_or_end()? else { break };
            sequence.push(c);
        }
        Some(match sequence.as_str() {
            "[200~" => Stroke::Paste(true),
            "[201~" => Stroke::Paste(false),
            _ => Stroke::Key(Key::Unknown),
        })
    }

    fn key_or_end(&self) -> Option<Key> {
        if signals::arrived() {
            return None;
        }
        let key = self.term.read_key_raw();
        if signals::arrived() {
            return None;
        }
        match key {
            Ok(Key::CtrlC) | Err(_) => None,
            Ok(key) => Some(key),
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.term.write_str("\x1b[?2004l");
    }
}

/// Whether a control sequence has its last byte.
fn ends_sequence(sequence: &str) -> bool {
    sequence.chars().skip(1).last().is_some_and(|c| ('\x40'..='\x7e').contains(&c))
}

/// A key, or the edge of a paste.
enum Stroke {
    Key(Key),
    Paste(bool),
}

/// What stands on the line now.
#[derive(Debug, Default)]
struct Drawn {
    typed: String,
    text: String,
    width: usize,
    columns: usize,
}

/// The line while it is watched. A failed drawing has nobody left to see it, so failures are dropped.
struct Line<'a> {
    term: &'a Term,
    color: bool,
    since: Instant,
    draw: Draw<'a>,
    tally: Option<&'a Tally>,
    state: Mutex<Drawn>,
}

impl Line<'_> {
    /// The state holds only plain data, so one that a panic left behind can be used.
    fn state(&self) -> MutexGuard<'_, Drawn> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn typed(&self) -> String {
        self.state().typed.clone()
    }

    fn change(&self, change: impl FnOnce(&mut String)) {
        change(&mut self.state().typed);
        self.draw();
    }

    fn draw(&self) {
        let mut state = self.state();
        let width = usize::from(self.term.size().1).max(2);
        // The last column stays free: a cursor behind it would wrap.
        let room = width - 1;
        let typed_room = if state.typed.is_empty() { 0 } else { LEAST_ROOM.min(room / 2) };
        let mut shown = (self.draw)(self.since.elapsed().as_secs(), room - typed_room);
        if let Some(tally) = self.tally {
            shown.text.insert_str(0, &tally(&state.typed));
        }
        let head = style::fit(&shown.text, room - typed_room);
        let tail = end_of(&state.typed, room.saturating_sub(style::columns(&head)));
        let text = format!("{head}{tail}");
        if text == state.text && width == state.width {
            return;
        }
        let painted = match shown.tone {
            Some(tone) if self.color => format!("{}{tail}", style::paint(tone, &head)),
            _ => text.clone(),
        };
        let _ = self.write(&format!("{}{painted}", erase(&state, width)));
        state.columns = style::columns(&text);
        state.text = text;
        state.width = width;
    }

    fn clear(&self) {
        let state = self.state();
        let width = usize::from(self.term.size().1).max(2);
        let _ = self.write(&erase(&state, width));
    }

    fn write(&self, text: &str) -> io::Result<()> {
        self.term.write_str(text)?;
        self.term.flush()
    }
}

/// Takes away what was drawn; a narrower terminal has broken it over several lines.
fn erase(state: &Drawn, width: usize) -> String {
    match state.columns.saturating_sub(1) / width {
        0 => "\r\x1b[J".to_owned(),
        above => format!("\x1b[{above}A\r\x1b[J"),
    }
}

/// As much of the end of a text as fits.
fn end_of(text: &str, room: usize) -> &str {
    let mut used = 0;
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        from = at;
    }
    &text[from..]
}

/// A time as on a clock: `0:07`, `12:30`.
pub(crate) fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_what_is_typed_stays_in_sight() {
        assert_eq!(end_of("measured weekly", 6), "weekly");
        assert_eq!(end_of("日本語", 4), "本語");
        assert_eq!(end_of("日本語", 5), "本語");
        assert_eq!(end_of("", 5), "");
    }

    #[test]
    fn a_line_that_a_narrower_terminal_broke_is_taken_away_whole() {
        let drawn = |columns| Drawn { columns, ..Drawn::default() };
        assert_eq!(erase(&drawn(79), 80), "\r\x1b[J");
        assert_eq!(erase(&drawn(79), 40), "\x1b[1A\r\x1b[J");
        assert_eq!(erase(&drawn(0), 40), "\r\x1b[J");
    }

    #[test]
    fn a_sequence_ends_with_its_letter() {
        assert!(ends_sequence("[200~") && ends_sequence("[1;5C"));
        assert!(!ends_sequence("[20") && !ends_sequence("["));
    }
}
