//! The only printer: stdout is the answer, stderr is the conversation.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};

use super::context;
use super::error::{CliError, Kind};
use crate::render::style::{self, Tone};

/// Until somebody wonders whether anything happens.
const A_MOMENT: Duration = Duration::from_millis(700);
const A_TICK: Duration = Duration::from_millis(250);

/// Whether a line about work under way stands on the terminal, which what is said next takes away.
static LINE_STANDS: AtomicBool = AtomicBool::new(false);

/// The two streams of the process, with colour decided once for each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ui {
    out: ColorChoice,
    err: ColorChoice,
    quiet: bool,
    width: usize,
}

impl Ui {
    pub(crate) fn new(color: ColorChoice, quiet: bool, width: usize) -> Self {
        let decide = |choice: ColorChoice, auto: ColorChoice| match choice {
            ColorChoice::Auto => auto,
            chosen => chosen,
        };
        Self {
            out: decide(color, AutoStream::choice(&io::stdout())),
            err: decide(color, AutoStream::choice(&io::stderr())),
            quiet,
            width,
        }
    }

    /// Whether a person sits at both ends: prompts may be asked.
    pub(crate) fn interactive() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether the conversation may use colour.
    pub(crate) fn talks_in_color(self) -> bool {
        self.err != ColorChoice::Never
    }

    /// Prints an answer. Text keeps its styles only where colour is on.
    pub(crate) fn answer(self, text: &str) -> Result<(), CliError> {
        let mut stream = AutoStream::new(io::stdout().lock(), self.out);
        write_line(&mut stream, text).map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => CliError { kind: Kind::ClosedPipe, ..CliError::new("") },
            _ => CliError::new("the output could not be written").cause(error),
        })
    }

    /// Prints bytes of a document (an export, a sheet) exactly as they are.
    pub(crate) fn document(bytes: &[u8]) -> Result<(), CliError> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => CliError { kind: Kind::ClosedPipe, ..CliError::new("") },
            _ => CliError::new("the output could not be written").cause(error),
        })
    }

    /// Says what was done.
    pub(crate) fn status(self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Says what a person must see to answer.
    pub(crate) fn ask(self, text: &str) {
        self.say(text);
    }

    /// Does work that may take long, and says so on a terminal once a person would wonder.
    pub(crate) fn working<T>(self, what: &str, work: impl FnOnce() -> T) -> T {
        if self.quiet || !io::stderr().is_terminal() || context::is_dumb() {
            return work();
        }
        thread::scope(|scope| {
            let (done, waiting) = mpsc::channel::<()>();
            scope.spawn(move || {
                let began = Instant::now();
                let mut wait = A_MOMENT;
                let mut shown = false;
                while waiting.recv_timeout(wait) == Err(mpsc::RecvTimeoutError::Timeout) {
                    self.over(&format!("{what} … {} s", began.elapsed().as_secs()));
                    (shown, wait) = (true, A_TICK);
                }
                if shown {
                    self.over("");
                }
            });
            let result = work();
            drop(done);
            result
        })
    }

    /// Writes over the line that stands; what cannot be shown is dropped.
    fn over(self, text: &str) {
        let text = style::fit(&style::clean_line(text), self.width.saturating_sub(1));
        let mut stream = io::stderr().lock();
        LINE_STANDS.store(!text.is_empty(), Ordering::SeqCst);
        let _ = write!(stream, "\r\x1b[K{text}").and_then(|()| stream.flush());
    }

    /// Says what could be typed next.
    pub(crate) fn hint(self, text: &str) {
        if !self.quiet {
            self.say(&self.labelled(Tone::Accent, "Hint:", text));
        }
    }

    /// Says what the user should know although nothing failed.
    pub(crate) fn warn(self, text: &str) {
        self.say(&self.labelled(Tone::Warn, "Warning:", text));
    }

    /// Says what failed.
    pub(crate) fn error(self, error: &CliError) {
        if error.kind == Kind::ClosedPipe {
            return;
        }
        if error.kind == Kind::Interrupted {
            let message = style::wrap(&style::clean(&error.message), self.width, "", "  ");
            self.say(&style::paint(Tone::Muted, &message));
            return;
        }
        self.say(&format!(
            "{} {}",
            style::paint(Tone::Bad, "Error:"),
            style::clean(&error.message)
        ));
        for cause in &error.causes {
            self.say(&format!("{} {}", style::paint(Tone::Muted, "Because:"), style::clean(cause)));
        }
        for hint in &error.hints {
            self.say(&self.labelled(Tone::Accent, "Hint:", &style::clean(hint)));
        }
    }

    /// A label in its tone and the text behind it, broken between words only: a path or command stays whole.
    fn labelled(self, tone: Tone, label: &str, text: &str) -> String {
        let options = textwrap::Options::new(self.width)
            .subsequent_indent("  ")
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::fill(&format!("{label} {text}"), options).replacen(
            label,
            &style::paint(tone, label),
            1,
        )
    }

    /// A failed message has nowhere left to go, so its failure is dropped.
    fn say(self, text: &str) {
        let mut stderr = io::stderr().lock();
        if LINE_STANDS.swap(false, Ordering::SeqCst) {
            let _ = write!(stderr, "\r\x1b[K");
        }
        // A path or an argument may hold anything, and every message passes here.
        let mut stream = AutoStream::new(stderr, self.err);
        let _ = write_line(&mut stream, &style::clean_painted(text));
    }
}

fn write_line(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        stream.write_all(b"\n")?;
    }
    stream.flush()
}
