//! Keys as a terminal sends them, whatever its character set.
//!
//! The terminal is raw for as long as a [`Keyboard`] lives, and as it was before on every way out.

use std::io;

use super::signals;

/// What a person pressed, or the edge of a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// A character, or a control character that means nothing here.
    Char(char),
    Enter,
    Tab,
    Backspace,
    /// Ctrl-D.
    End,
    /// Ctrl-U: all that was typed away.
    ClearLine,
    /// Ctrl-W: the last word away.
    ClearWord,
    PasteBegins,
    PasteEnds,
    /// A key that is no text, such as an arrow.
    Other,
}

/// A keyboard that is listened to.
pub(crate) struct Keyboard {
    terminal: Terminal,
    /// Bytes that were read to see whether they belong to the character before, the next last.
    unread: Vec<u8>,
}

impl Keyboard {
    pub(crate) fn open() -> io::Result<Self> {
        Ok(Self { terminal: Terminal::open()?, unread: Vec::new() })
    }

    /// The next key; nothing on Ctrl-C, where the terminal is gone, or where a signal wants the end.
    pub(crate) fn next(&mut self) -> Option<Stroke> {
        let byte = loop {
            if signals::arrived() {
                return None;
            }
            match self.byte() {
                Ok(Some(byte)) => break byte,
                Ok(None) => {}
                Err(_) => return None,
            }
        };
        match byte {
            0x03 => None,
            0x04 => Some(Stroke::End),
            b'\r' | b'\n' => Some(Stroke::Enter),
            b'\t' => Some(Stroke::Tab),
            0x08 | 0x7f => Some(Stroke::Backspace),
            0x15 => Some(Stroke::ClearLine),
            0x17 => Some(Stroke::ClearWord),
            0x1b => Some(self.sequence()),
            first => {
                let (c, unread) = character(first, || self.byte().ok().flatten());
                self.unread.extend(unread.into_iter().rev());
                Some(Stroke::Char(c))
            }
        }
    }

    /// What comes within a moment.
    fn byte(&mut self) -> io::Result<Option<u8>> {
        match self.unread.pop() {
            Some(byte) => Ok(Some(byte)),
            None => self.terminal.byte(),
        }
    }

    /// What follows an escape, read to its end, for the rest of it is no text.
    fn sequence(&mut self) -> Stroke {
        /// No key has a longer one.
        const LONGEST: usize = 32;
        let mut next = || self.byte().ok().flatten();
        match next() {
            Some(b'[') => {
                let mut sequence = Vec::new();
                while let Some(byte) = next() {
                    sequence.push(byte);
                    if (0x40..=0x7e).contains(&byte) || sequence.len() == LONGEST {
                        break;
                    }
                }
                match sequence.as_slice() {
                    b"200~" => Stroke::PasteBegins,
                    b"201~" => Stroke::PasteEnds,
                    _ => Stroke::Other,
                }
            }
            Some(b'O') => {
                next();
                Stroke::Other
            }
            // Ctrl-C is never part of a key.
            Some(0x03) => {
                self.unread.push(0x03);
                Stroke::Other
            }
            _ => Stroke::Other,
        }
    }
}

/// The character that begins with a byte, and the bytes read in vain to find it.
///
/// It is UTF-8 where the bytes are. A byte that begins nothing is a character of Latin-1, which is what a
/// terminal without Unicode sends; a rest that does not come belongs to no character.
fn character(first: u8, mut next: impl FnMut() -> Option<u8>) -> (char, Vec<u8>) {
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let mut bytes = vec![first];
    while bytes.len() < length {
        let Some(byte) = next() else { break };
        bytes.push(byte);
        if !(0x80..=0xbf).contains(&byte) {
            break;
        }
    }
    match str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
        Some(c) => (c, Vec::new()),
        None => (char::from(first), bytes.split_off(1)),
    }
}

#[cfg(unix)]
use unix::Terminal;

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, IsTerminal};
    use std::os::fd::{AsFd, BorrowedFd};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    /// Nanoseconds after which to look up: long enough for the rest of a character or key to come over any
    /// line, short enough that a signal is noticed at once.
    const MOMENT: i64 = 100_000_000;

    enum Source {
        Stdin(io::Stdin),
        File(File),
    }

    impl AsFd for Source {
        fn as_fd(&self) -> BorrowedFd<'_> {
            match self {
                Self::Stdin(stdin) => stdin.as_fd(),
                Self::File(file) => file.as_fd(),
            }
        }
    }

    /// A terminal in raw mode.
    pub(super) struct Terminal {
        source: Source,
        before: Termios,
    }

    impl Terminal {
        pub(super) fn open() -> io::Result<Self> {
            let stdin = io::stdin();
            let source = if stdin.is_terminal() {
                Source::Stdin(stdin)
            } else {
                Source::File(File::open("/dev/tty")?)
            };
            let before = tcgetattr(&source)?;
            let mut raw = before.clone();
            raw.make_raw();
            // What is printed keeps its line ends.
            raw.output_modes = before.output_modes;
            tcsetattr(&source, OptionalActions::Drain, &raw)?;
            Ok(Self { source, before })
        }

        /// One byte, if it comes within a moment; an error where none will ever come.
        ///
        /// One at a time: what is not read stays for whoever asks next.
        pub(super) fn byte(&self) -> io::Result<Option<u8>> {
            let mut ready = [PollFd::new(&self.source, PollFlags::IN)];
            let moment = Timespec { tv_sec: 0, tv_nsec: MOMENT };
            match poll(&mut ready, Some(&moment)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(None),
                Ok(_) => {}
                Err(error) => return Err(error.into()),
            }
            let mut byte = [0];
            match rustix::io::read(&self.source, &mut byte) {
                Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(_) => Ok(Some(byte[0])),
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => Ok(None),
                Err(error) => Err(error.into()),
            }
        }
    }

    impl Drop for Terminal {
        fn drop(&mut self) {
            // A terminal that is gone needs nothing put back.
            let _ = tcsetattr(&self.source, OptionalActions::Drain, &self.before);
        }
    }
}

#[cfg(not(unix))]
use elsewhere::Terminal;

#[cfg(not(unix))]
mod elsewhere {
    use std::cell::RefCell;
    use std::collections::VecDeque;
    use std::io;

    use dialoguer::console::{Key, Term};

    /// A terminal whose keys arrive as characters already, told on as the bytes that Unix would send.
    pub(super) struct Terminal {
        term: Term,
        waiting: RefCell<VecDeque<u8>>,
    }

    impl Terminal {
        pub(super) fn open() -> io::Result<Self> {
            Ok(Self { term: Term::stderr(), waiting: RefCell::default() })
        }

        pub(super) fn byte(&self) -> io::Result<Option<u8>> {
            let mut waiting = self.waiting.borrow_mut();
            if waiting.is_empty() {
                match self.term.read_key_raw()? {
                    Key::Char(c) => waiting.extend(c.to_string().bytes()),
                    Key::Enter => waiting.push_back(b'\r'),
                    Key::Tab => waiting.push_back(b'\t'),
                    Key::Backspace => waiting.push_back(0x7f),
                    Key::CtrlC => waiting.push_back(0x03),
                    _ => {}
                }
            }
            Ok(waiting.pop_front())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (char, Vec<u8>) {
        let mut rest = bytes[1..].iter().copied();
        character(bytes[0], || rest.next())
    }

    #[test]
    fn utf_8_is_read_as_it_is_and_any_other_byte_as_latin_1() {
        for c in ['a', 'é', '₹', '日', '🚋'] {
            assert_eq!(read(c.to_string().as_bytes()), (c, vec![]), "{c}");
        }
        // `été` as a terminal of ISO 8859-1 sends it.
        assert_eq!(read(b"\xe9t\xe9"), ('é', b"t".to_vec()));
        assert_eq!(read(b"\xe9"), ('é', vec![]));
        // `ça` and `Üb`, whose first bytes could begin two of UTF-8.
        assert_eq!(read(b"\xe7a"), ('ç', b"a".to_vec()));
        assert_eq!(read(b"\xdcb"), ('Ü', b"b".to_vec()));
        assert_eq!(read(b"\xff"), ('ÿ', vec![]));
        // Ctrl-C right behind an accent is not swallowed.
        assert_eq!(read(b"\xe9\x03"), ('é', vec![3]));
    }
}
