//! As much of a terminal as a session of practice uses: what stands on it, and what a person saw in between.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use expectrl::Expect;
use expectrl::session::OsSession;

/// Columns of a recorded terminal.
const COLUMNS: usize = 80;

/// How long an answer of the program may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The rows of a terminal that never scrolls anything away.
#[derive(Debug, Default)]
struct Screen {
    rows: Vec<Vec<char>>,
    row: usize,
    column: usize,
    /// Bytes of a sequence or character that has not come whole.
    rest: Vec<u8>,
}

impl Screen {
    fn feed(&mut self, bytes: &[u8]) {
        self.rest.extend(bytes);
        let text = match str::from_utf8(&self.rest) {
            Ok(text) => text.to_owned(),
            Err(error) => String::from_utf8(self.rest[..error.valid_up_to()].to_vec()).unwrap(),
        };
        let mut done = 0;
        let mut chars = text.char_indices();
        while let Some((at, c)) = chars.next() {
            if c == '\x1b' {
                let Some(length) = sequence(&text[at..]) else { break };
                self.control(&text[at..at + length]);
                // Sequences are plain ASCII: a byte is a character.
                chars.by_ref().nth(length - 2);
                done = at + length;
                continue;
            }
            match c {
                '\r' => self.column = 0,
                '\n' => self.row += 1,
                c if c.is_control() => {}
                c => self.put(c),
            }
            done = at + c.len_utf8();
        }
        self.rest.drain(..done);
    }

    fn put(&mut self, c: char) {
        if self.column == COLUMNS {
            self.column = 0;
            self.row += 1;
        }
        let column = self.column;
        let line = self.line();
        if line.len() <= column {
            line.resize(column + 1, ' ');
        }
        line[column] = c;
        self.column += 1;
    }

    fn line(&mut self) -> &mut Vec<char> {
        if self.rows.len() <= self.row {
            self.rows.resize(self.row + 1, Vec::new());
        }
        &mut self.rows[self.row]
    }

    fn control(&mut self, sequence: &str) {
        let Some(body) = sequence.strip_prefix("\x1b[") else { return };
        let (number, letter) = body.split_at(body.len() - 1);
        let count = number.parse::<usize>().unwrap_or(1);
        match letter {
            "A" => self.row = self.row.saturating_sub(count),
            "B" => self.row += count,
            "C" => self.column = (self.column + count).min(COLUMNS - 1),
            "D" => self.column = self.column.saturating_sub(count),
            "J" => {
                let column = self.column;
                self.line().truncate(column);
                let row = self.row;
                self.rows.truncate(row + 1);
            }
            "K" if number == "2" => self.line().clear(),
            "K" => {
                let column = self.column;
                self.line().truncate(column);
            }
            _ => {}
        }
    }

    fn shown(&self) -> Vec<String> {
        let text = |row: &Vec<char>| row.iter().collect::<String>().trim_end().to_owned();
        self.rows.iter().map(text).collect()
    }
}

/// How long an escape sequence is, if it stands there whole.
fn sequence(text: &str) -> Option<usize> {
    let body = text.strip_prefix("\x1b[")?;
    body.find(|c: char| ('\x40'..='\x7e').contains(&c)).map(|at| "\x1b[".len() + at + 1)
}

/// A session that is written down as it goes: what stands on the screen whenever a key is pressed, and the key.
pub(crate) struct Recorder {
    session: OsSession,
    screen: Screen,
    written: Vec<String>,
    /// The last row when a key was pressed.
    pressed: String,
    text: String,
}

impl Recorder {
    pub(crate) fn new(mut session: OsSession) -> Self {
        session.get_process_mut().set_window_size(COLUMNS as u16, 40).unwrap();
        session.set_expect_timeout(None);
        let (screen, written) = (Screen::default(), Vec::new());
        Self { session, screen, written, pressed: String::new(), text: String::new() }
    }

    /// Waits until the last row of the screen shows a text, and something new stands above it.
    pub(crate) fn wait(&mut self, text: &str) {
        let since = Instant::now();
        while !(self.last_row().contains(text) && self.has_moved_on()) {
            assert!(since.elapsed() < PATIENCE, "no `{text}` in {:#?}", self.screen.shown());
            self.read();
        }
    }

    /// Presses keys and writes down what they answered, under a name for those that cannot be seen.
    pub(crate) fn press(&mut self, keys: &str, name: &str) {
        self.pressed = self.write_rows().unwrap_or_default();
        let _ = writeln!(self.text, "{}  [{name}]", self.pressed);
        self.session.send(keys).unwrap();
    }

    /// Waits for another card or the end; whether there is a card.
    pub(crate) fn turns(&mut self) -> bool {
        let since = Instant::now();
        while !(self.last_row().contains("turns the card") && self.has_moved_on()) {
            assert!(since.elapsed() < PATIENCE, "neither: {:#?}", self.screen.shown());
            if !self.read() {
                return false;
            }
        }
        true
    }

    /// Types a line.
    pub(crate) fn type_line(&mut self, words: &str) {
        self.session.send(words).unwrap();
        let end: String =
            words.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        let since = Instant::now();
        while !self.last_row().ends_with(&end) {
            assert!(since.elapsed() < PATIENCE, "no `{end}` in {:#?}", self.screen.shown());
            self.read();
        }
        self.press("\r", "Enter");
    }

    /// What was seen, to the end of the session.
    pub(crate) fn finish(mut self) -> String {
        let since = Instant::now();
        while self.read() {
            assert!(since.elapsed() < PATIENCE, "it does not end: {:#?}", self.screen.shown());
        }
        if let Some(row) = self.write_rows().filter(|row| !row.is_empty()) {
            let _ = writeln!(self.text, "{row}");
        }
        self.text
    }

    /// Takes in what has come; false at the end of the session.
    fn read(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.session.try_read(&mut bytes) {
            Ok(0) => false,
            Ok(count) => {
                self.screen.feed(&bytes[..count]);
                true
            }
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                std::thread::sleep(Duration::from_millis(10));
                true
            }
            Err(_) => false,
        }
    }

    /// Whether the question of the last key is no longer the one that stands there.
    fn has_moved_on(&self) -> bool {
        let rows = self.screen.shown();
        let timeless = |row: &str| row.replace(|c: char| c.is_ascii_digit(), "");
        let last = rows.last().is_some_and(|row| timeless(row) != timeless(&self.pressed));
        rows.len() <= 1 || rows[..rows.len() - 1] != self.written || last
    }

    fn last_row(&self) -> String {
        self.screen.shown().pop().unwrap_or_default()
    }

    /// Writes down the rows above the last one that were not yet, or that have changed; gives back the last.
    fn write_rows(&mut self) -> Option<String> {
        let mut rows = self.screen.shown();
        let last = rows.pop();
        let known = self.written.iter().zip(&rows).take_while(|(old, new)| old == new).count();
        for row in &rows[known..] {
            let _ = writeln!(self.text, "{row}");
        }
        self.written = rows;
        last
    }
}
