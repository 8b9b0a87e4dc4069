//! A drill on a terminal, one question at a time.

use std::time::Instant;

use crate::cli::context::{Context, terminal_width};
use crate::cli::stage::{Reply, Shown, Stage, clock};
use crate::drill::{Ending, Mark, Probe, Session};
use crate::render;
use crate::render::style::{self, Tone};
use crate::story::Story;

/// A drill as it ended.
pub(super) struct Ended {
    pub(super) session: Session,
    /// How it ended if not all that was to be asked was marked.
    pub(super) broken: Option<Ending>,
    /// Whether Ctrl-C, a signal or a closed terminal ended it.
    pub(super) by_signal: bool,
    /// Seconds it took in all.
    pub(super) taken: u64,
}

/// Asks until all is marked, a gap halts it, the time is up, or somebody has had enough.
///
/// Whenever an answer was marked, `noted` is told.
pub(super) fn drill(
    story: &Story,
    session: Session,
    limit: Option<u64>,
    cx: &Context,
    noted: &mut dyn FnMut(&Session),
) -> Ended {
    let began = Instant::now();
    let mut live = Live { stage: Stage::new(cx), cx, began, limit, session, layer: 0, noted };
    live.greet(story);
    let (broken, by_signal) = match live.ask_all() {
        Reply::Given(broken) => (broken, false),
        Reply::Stop => (Some(Ending::Interrupted), false),
        Reply::Interrupted => (Some(Ending::Interrupted), true),
    };
    Ended { broken, by_signal, taken: live.began.elapsed().as_secs(), session: live.session }
}

struct Live<'a> {
    stage: Stage,
    cx: &'a Context,
    began: Instant,
    limit: Option<u64>,
    session: Session,
    layer: u8,
    noted: &'a mut dyn FnMut(&Session),
}

/// What comes after a gap.
enum Next {
    /// The next question.
    On,
    /// The same question again.
    Back,
    /// The end.
    End,
}

/// Goes on with what was given, and hands any other reply up.
macro_rules! given {
    ($reply:expr) => {
        match $reply {
            Reply::Given(given) => given,
            Reply::Stop => return Reply::Stop,
            Reply::Interrupted => return Reply::Interrupted,
        }
    };
}

impl Live<'_> {
    fn greet(&self, story: &Story) {
        let width = terminal_width().min(100);
        let title = style::clean_line(&story.title);
        let all = style::count(self.session.progress().1, "question", "questions");
        let how = format!(
            "{all}. Answer aloud and press Enter, or type the answer; then mark it. Ctrl-D ends the drill and keeps what was marked."
        );
        self.cx.ui.ask(&format!(
            "{}\n{}",
            style::heading(&style::wrap(&title, width, "", "")),
            style::paint(Tone::Muted, &style::wrap(&how, width, "", ""))
        ));
    }

    fn ask_all(&mut self) -> Reply<Option<Ending>> {
        while let Some((layer, probe)) = self.session.next() {
            let probe = probe.clone();
            let Some(mark) = given!(self.ask(layer, &probe)) else {
                self.take_back();
                continue;
            };
            if mark == Mark::Gap && self.session.progress().0 < self.session.progress().1 {
                match given!(self.goes_on()) {
                    Next::On => self.session.go_on(),
                    Next::Back => {
                        self.take_back();
                        continue;
                    }
                    Next::End => return Reply::Given(None),
                }
            }
            let (marked, all) = self.session.progress();
            if self.is_over() && marked < all {
                self.cx.ui.ask("The time is up.");
                return Reply::Given(Some(Ending::Time));
            }
        }
        Reply::Given(None)
    }

    /// Asks a question and gives back its mark; none where the one before is to be asked again.
    fn ask(&mut self, layer: u8, probe: &Probe) -> Reply<Option<Mark>> {
        // Asked anew each time: the terminal may have been resized.
        let width = || terminal_width().min(100);
        if layer != self.layer {
            self.layer = layer;
            let head = format!("Layer {layer} of 5, {}", render::drill::layer_name(layer));
            self.cx.ui.ask(&format!("\n{}", style::heading(&head)));
        }
        let (marked, _) = self.session.progress();
        let question = style::clean_line(&probe.question);
        let number = format!("{:>2}. ", marked + 1);
        self.cx.ui.ask(&format!("\n{}", style::wrap(&question, width(), &number, "    ")));

        let since = Instant::now();
        let began = self.began;
        let limit = self.limit;
        let text = given!(self.stage.line(since, &|seconds, _| {
            Shown::plain(format!("    {}{} > ", clock(seconds), left(limit, began)))
        }));
        if !text.is_empty() {
            let said = style::wrap(&style::clean_line(&text), width(), "    > ", "      ");
            self.cx.ui.ask(&style::paint(Tone::Muted, &said));
        }
        let answered = since.elapsed().as_secs();
        let back = marked > 0;
        let keys: &[char] = if back { &['s', 'p', 'g', 'b'] } else { &['s', 'p', 'g'] };
        let key = given!(self.stage.key(keys, since, &|_, room| {
            let clock = clock(answered);
            let legend = match (room < 60, back) {
                (true, true) => format!("    {clock} s/p/g/b? "),
                (true, false) => format!("    {clock} s/p/g? "),
                (false, true) => {
                    format!("    {clock}  mark it: s safe, p partial, g gap; b one back ")
                }
                (false, false) => format!("    {clock}  mark it: s safe, p partial, g gap "),
            };
            Shown::toned(Tone::Accent, legend)
        }));
        let mark = match key {
            's' => Mark::Safe,
            'p' => Mark::Partial,
            'g' => Mark::Gap,
            _ => return Reply::Given(None),
        };
        let said = format!("    {}  {}", clock(answered), render::drill::mark(mark));
        self.cx.ui.ask(&said);
        if mark < Mark::Safe {
            let why = style::wrap(&style::clean_line(&probe.why), width(), "    ", "    ");
            self.cx.ui.ask(&style::paint(Tone::Muted, &why));
        }
        let seconds = u32::try_from(answered).unwrap_or(u32::MAX);
        self.session.mark(mark, seconds, (!text.is_empty()).then_some(text));
        (self.noted)(&self.session);
        Reply::Given(Some(mark))
    }

    /// Takes the last mark back: a wrong key must not end a drill.
    fn take_back(&mut self) {
        self.session.take_back();
        (self.noted)(&self.session);
        // So that the layer is named anew.
        self.layer = 0;
    }

    /// After a gap: an interviewer would have heard enough about depth.
    fn goes_on(&self) -> Reply<Next> {
        let depth = self.session.is_whole().then(|| self.session.depth());
        let key = self.stage.key(&['y', 'n', 'q', 'b', '\n'], Instant::now(), &|_, room| {
            let depth = depth.map_or(String::new(), |depth| format!(": the depth is {depth}"));
            let legend =
                format!("    A gap{depth}. Go on all the same? y, b one back, or Enter to stop ");
            let short = "    A gap. Go on? y, b, or Enter to stop ".to_owned();
            Shown::toned(Tone::Accent, if legend.len() > room { short } else { legend })
        });
        match key {
            Reply::Given('y') => Reply::Given(Next::On),
            Reply::Given('b') => Reply::Given(Next::Back),
            Reply::Given(_) | Reply::Stop => Reply::Given(Next::End),
            Reply::Interrupted => Reply::Interrupted,
        }
    }

    fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.began.elapsed().as_secs() >= limit)
    }
}

/// What is left of the time, for the line.
fn left(limit: Option<u64>, began: Instant) -> String {
    match limit.map(|limit| limit.saturating_sub(began.elapsed().as_secs())) {
        None => String::new(),
        Some(0) => " (time is up)".to_owned(),
        Some(left) => format!(" ({} left)", clock(left)),
    }
}
