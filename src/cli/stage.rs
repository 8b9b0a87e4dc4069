//! A question with a clock that runs: one line of the terminal, drawn again while a person thinks.
//!
//! One thread reads the keys and a second draws. The terminal is raw only while an answer is waited for.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use dialoguer::console::Term;
use unicode_width::UnicodeWidthChar;

use super::context::Context;
use super::keys::{Keyboard, Stroke};
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
}

/// What makes the line for so many seconds and columns.
type Draw<'a> = &'a (dyn Fn(u64, usize) -> Shown + Sync);

impl Stage {
    pub(crate) fn new(cx: &Context) -> Self {
        signals::listen();
        let term = Term::stderr();
        // So that a pasted line end is told from Enter. A terminal that does not know it ignores it.
        let _ = term.write_str("\x1b[?2004h");
        Self { term, color: cx.ui.talks_in_color() }
    }

    /// A line that may be typed while the clock runs; Enter ends it, and is an answer alone.
    pub(crate) fn line(&self, since: Instant, draw: Draw<'_>) -> Reply<String> {
        self.watched(since, draw, |keyboard, line| {
            let mut pasting = false;
            while let Some(stroke) = keyboard.next() {
                match stroke {
                    Stroke::PasteBegins => pasting = true,
                    Stroke::PasteEnds => pasting = false,
                    Stroke::Enter if !pasting => {
                        return Reply::Given(line.typed().trim().to_owned());
                    }
                    Stroke::Enter | Stroke::Tab => line.change(|typed| typed.push(' ')),
                    Stroke::Backspace => line.change(|typed| {
                        typed.pop();
                    }),
                    Stroke::End if line.typed().is_empty() => return Reply::Stop,
                    Stroke::ClearLine => line.change(String::clear),
                    Stroke::ClearWord => line.change(|typed| {
                        let kept = typed.trim_end().rfind(' ').map_or(0, |at| at + 1);
                        typed.truncate(kept);
                    }),
                    Stroke::Char(c) if !c.is_control() => line.change(|typed| typed.push(c)),
                    Stroke::Char(_) | Stroke::End | Stroke::Other => {}
                }
            }
            Reply::Interrupted
        })
    }

    /// One of these keys, in lower case; Enter is `\n`.
    pub(crate) fn key(&self, keys: &[char], since: Instant, draw: Draw<'_>) -> Reply<char> {
        self.watched(since, draw, |keyboard, _| {
            let mut pasting = false;
            while let Some(stroke) = keyboard.next() {
                let key = match stroke {
                    Stroke::PasteBegins => {
                        pasting = true;
                        continue;
                    }
                    Stroke::PasteEnds => {
                        pasting = false;
                        continue;
                    }
                    // What was pasted was meant for the line before.
                    _ if pasting => continue,
                    Stroke::Enter => '\n',
                    Stroke::End => return Reply::Stop,
                    Stroke::Char(c) => c.to_ascii_lowercase(),
                    _ => continue,
                };
                if keys.contains(&key) {
                    return Reply::Given(key);
                }
            }
            Reply::Interrupted
        })
    }

    /// Runs a reader while the line is drawn, and takes the line away at the end.
    fn watched<T>(
        &self,
        since: Instant,
        draw: Draw<'_>,
        read: impl FnOnce(&mut Keyboard, &Line<'_>) -> Reply<T>,
    ) -> Reply<T> {
        // A terminal that cannot be listened to is gone.
        let Ok(mut keyboard) = Keyboard::open() else { return Reply::Interrupted };
        let line = Line {
            term: &self.term,
            color: self.color,
            since,
            draw,
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
            let read = read(&mut keyboard, line);
            drop(stop);
            read
        });
        line.clear();
        read
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.term.write_str("\x1b[?2004l");
    }
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
        let shown = (self.draw)(self.since.elapsed().as_secs(), room - typed_room);
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
}
