//! A mock on a terminal.

use std::time::Instant;

use super::{Desk, words};
use crate::cli::context::terminal_width;
use crate::cli::form::Questioner;
use crate::cli::stage::{Reply, Shown, Stage, clock};
use crate::drill::debrief::{Asked, Form};
use crate::drill::mock::{Item, MockPlan, Put};
use crate::render;
use crate::render::style::{self, Tone};
use crate::story::StoryId;

/// A mock as it ended.
pub(super) struct Ended {
    pub(super) put: Vec<Put>,
    pub(super) form: Form,
    /// Whether Ctrl-C, a signal or a closed terminal ended it.
    pub(super) by_signal: bool,
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

/// Puts the questions, then asks for the form; `noted` is told of every answer.
pub(super) fn hold(
    plan: &MockPlan<'_>,
    desk: &Desk<'_>,
    noted: &mut dyn FnMut(&[Put], &Form),
) -> Ended {
    let stage = Stage::new(desk.cx);
    let mut round = Round {
        stage: &stage,
        desk,
        put: Vec::new(),
        form: Form::default(),
        answered: false,
        noted,
    };
    round.greet(plan);
    let mut by_signal = false;
    for (at, item) in plan.items.iter().enumerate() {
        match round.put(item, at + 1, plan.items.len()) {
            Reply::Given(()) => {}
            Reply::Stop => break,
            Reply::Interrupted => {
                by_signal = true;
                break;
            }
        }
    }
    if !by_signal && !round.put.is_empty() {
        let questioner = round.questioner();
        let (put, noted) = (&round.put, &mut round.noted);
        let filled = questioner.fill(&mut round.form, &mut |form| noted(put, form));
        by_signal = filled == Reply::Interrupted;
    }
    Ended { put: round.put, form: round.form, by_signal }
}

struct Round<'a> {
    stage: &'a Stage,
    desk: &'a Desk<'a>,
    put: Vec<Put>,
    form: Form,
    /// Whether anything was said to the question at hand.
    answered: bool,
    noted: &'a mut dyn FnMut(&[Put], &Form),
}

impl<'a> Round<'a> {
    fn greet(&self, plan: &MockPlan<'_>) {
        let head = format!("{}, {} minutes", style::clean_line(&plan.name), plan.minutes);
        let how =
            "Answer aloud; type what you want to keep. Enter goes on, Ctrl-D goes to the form.";
        self.say(&format!(
            "{}\n{}",
            style::heading(&head),
            style::paint(Tone::Muted, &style::wrap(how, width(), "", ""))
        ));
    }

    fn put(&mut self, item: &Item<'_>, number: usize, all: usize) -> Reply<()> {
        let head =
            format!("\n{number} of {all}, {}, {} minutes", render::mock::kind(item), item.minutes);
        self.say(&format!(
            "{}\n\n{}",
            style::heading(&head),
            style::paint(Tone::Strong, &style::wrap(&words(item.question), width(), "  ", "  "))
        ));
        self.put.push(Put {
            question: item.question.id.clone(),
            principle: item.principle.cloned(),
            story: None,
            seconds: 0,
            notes: Vec::new(),
            probes: Vec::new(),
        });
        self.answered = false;
        let since = Instant::now();
        let reply = match item.principle {
            None => self.case(item, since),
            Some(_) => self.story(item, since),
        };
        let seconds = u32::try_from(since.elapsed().as_secs()).unwrap_or(u32::MAX);
        match self.put.last_mut() {
            Some(put) if self.answered => put.seconds = seconds,
            // What was broken off before anything was said to it was not answered.
            _ => {
                self.put.pop();
            }
        }
        reply
    }

    /// A case, step by step.
    fn case(&mut self, item: &Item<'_>, since: Instant) -> Reply<()> {
        let steps = self.desk.steps(item);
        if steps.is_empty() {
            let note = given!(self.answer(item, since));
            self.note(note, since);
        }
        for step in steps {
            let prompt = format!("{}: {}", step.name, step.prompt);
            let prompt = style::wrap(&style::clean_line(&prompt), width(), "  ", "    ");
            self.say(&format!("\n{}", style::paint(Tone::Muted, &prompt)));
            let note = given!(self.answer(item, since));
            self.note(note, since);
        }
        Reply::Given(())
    }

    /// A story, and what an interviewer would ask about it.
    fn story(&mut self, item: &Item<'_>, since: Instant) -> Reply<()> {
        let Some(principle) = item.principle else { return Reply::Given(()) };
        let note = given!(self.answer(item, since));
        self.note(note, since);
        let before: Vec<StoryId> = self.put.iter().filter_map(|put| put.story).collect();
        let told = given!(self.questioner().story(principle, &before));
        if let Some(put) = self.put.last_mut() {
            put.story = told;
        }
        self.form.principles.push(Asked {
            principle: principle.clone(),
            question: Some(item.question.id.clone()),
            story: told,
            rating: None,
        });
        let story = self.desk.stories.iter().find(|story| Some(story.id) == told);
        let follow_ups = story.map(|story| self.desk.follow_ups(story, &self.put));
        for probe in follow_ups.unwrap_or_default() {
            let question = style::clean_line(&probe.question);
            self.say(&format!("\n{}", style::wrap(&question, width(), "  ", "  ")));
            let note = given!(self.answer(item, since));
            if let Some(put) = self.put.last_mut() {
                put.probes.push(probe.id);
            }
            self.note(note, since);
        }
        Reply::Given(())
    }

    fn answer(&self, item: &Item<'_>, since: Instant) -> Reply<String> {
        let limit = u64::from(item.minutes) * 60;
        self.stage.line(since, &|seconds, _| {
            let text = format!("  {} of {} > ", clock(seconds), clock(limit));
            if seconds >= limit { Shown::toned(Tone::Bad, text) } else { Shown::plain(text) }
        })
    }

    fn note(&mut self, note: String, since: Instant) {
        self.answered = true;
        if !note.is_empty() {
            let said = style::wrap(&style::clean_line(&note), width(), "  > ", "    ");
            self.say(&style::paint(Tone::Muted, &said));
        }
        if let Some(put) = self.put.last_mut() {
            put.notes.extend((!note.is_empty()).then_some(note));
            put.seconds = u32::try_from(since.elapsed().as_secs()).unwrap_or(u32::MAX);
        }
        (self.noted)(&self.put, &self.form);
    }

    fn questioner(&self) -> Questioner<'a> {
        Questioner { stage: self.stage, stories: self.desk.stories, cx: self.desk.cx }
    }

    fn say(&self, text: &str) {
        self.desk.cx.ui.ask(text);
    }
}

fn width() -> usize {
    terminal_width().min(100)
}
