//! A mock round: the script for whoever plays the interviewer, and how it went.

use std::fmt::Write as _;

use super::debrief;
use super::drill::clock;
use super::style::{self, Tone};
use crate::catalogue::{AnswerStep, Portrait, Profile, QuestionKind};
use crate::drill::debrief::{Form, Rating};
use crate::drill::mock::{Item, MockPlan};
use crate::drill::{MockRecord, Probe};
use crate::story::Story;

/// A story that may be told, and what to ask about it.
#[derive(Debug)]
pub struct Likely<'a> {
    /// The story.
    pub story: &'a Story,
    /// The follow-ups.
    pub follow_ups: Vec<Probe>,
}

/// One item of the script, with all that the interviewer needs.
#[derive(Debug)]
pub struct Scene<'a> {
    /// What is put.
    pub item: Item<'a>,
    /// Stories that may be told in answer.
    pub likely: Vec<Likely<'a>>,
    /// Steps that a good answer goes through; none for a story.
    pub steps: &'a [AnswerStep],
    /// What to listen for; none for a case.
    pub portrait: Option<&'a Portrait>,
}

/// A question of the bank in words, or what was typed in its place.
pub fn question<'a>(id: &'a str, profile: &'a Profile) -> &'a str {
    let known = profile.questions().iter().find(|question| question.id == id);
    known.map_or(id, |question| question.text.as_str())
}

/// What an item is called before its question is read out.
pub fn kind(item: &Item<'_>) -> &'static str {
    match (item.principle, item.question.kind) {
        (Some(_), _) => "a story",
        (None, QuestionKind::ProductDesign) => "a product question",
        (None, QuestionKind::Technical) => "a technical question",
        (None, _) => "an analytical question",
    }
}

/// The script as Markdown; the same text, wrapped, serves the terminal.
pub fn script(plan: &MockPlan<'_>, scenes: &[Scene<'_>], profile: &Profile) -> String {
    let mut out = format!(
        "# {}, {} minutes\n\nRead each question out and keep the time. Interrupt, ask for figures, and follow an answer until it holds or gives way. Leave the last minutes for the candidate's questions, then fill in the form.\n",
        style::clean_line(&plan.name),
        plan.minutes
    );
    for (at, scene) in scenes.iter().enumerate() {
        let about = scene.item.principle.map_or_else(String::new, |principle| {
            format!(", {}", style::clean_line(profile.name_of(principle)))
        });
        let _ = writeln!(
            out,
            "\n## {}. {}{about}, {} minutes\n\n> {}",
            at + 1,
            kind(&scene.item),
            scene.item.minutes,
            style::clean_line(&scene.item.question.text)
        );
        if !scene.steps.is_empty() {
            out.push_str("\nA good answer goes through:\n\n");
            for step in scene.steps {
                let line = format!("- [ ] {}: {}", step.name, step.done_when);
                let _ = writeln!(out, "{}", style::clean_line(&line));
            }
        }
        if let Some(portrait) = scene.portrait {
            out.push_str("\nListen for:\n\n");
            for sign in portrait.behaviours.iter().take(3) {
                let _ = writeln!(out, "- {}", style::clean_line(sign));
            }
            for sign in portrait.warning_signs.iter().take(2) {
                let _ = writeln!(out, "- Warning: {}", style::clean_line(sign));
            }
        }
        for likely in &scene.likely {
            let _ = writeln!(
                out,
                "\nFollow-ups if the story is \"{}\":\n",
                style::clean_line(&likely.story.title)
            );
            for probe in &likely.follow_ups {
                let _ = writeln!(out, "- [ ] {}", style::clean_line(&probe.question));
            }
        }
    }
    out.push_str("\n## Form\n");
    for dimension in profile.debrief() {
        let _ = writeln!(
            out,
            "\n{}: ___ (1 to 5). {}\n",
            style::clean_line(&dimension.name),
            style::clean_line(&dimension.summary)
        );
        for anchor in &dimension.anchors {
            let _ = writeln!(out, "- {}: {}", anchor.score, style::clean_line(&anchor.looks_like));
        }
    }
    let ratings: Vec<&str> = Rating::ALL.iter().map(|rating| rating.as_str()).collect();
    for scene in scenes {
        if let Some(principle) = scene.item.principle {
            let name = style::clean_line(profile.name_of(principle));
            let _ = write!(out, "\n{name}: {}. Story told: ___\n", ratings.join(" / "));
        }
    }
    out
}

/// The script for a terminal.
pub fn script_human(
    plan: &MockPlan<'_>,
    scenes: &[Scene<'_>],
    profile: &Profile,
    width: usize,
) -> String {
    let width = width.min(100);
    let mut out = String::new();
    for line in script(plan, scenes, profile).lines() {
        let wrapped = if let Some(head) =
            line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'))
        {
            style::heading(&style::wrap(head, width, "", "  "))
        } else if let Some(item) = line.strip_prefix("- ") {
            style::wrap(item, width, "  - ", "    ")
        } else if let Some(quote) = line.strip_prefix("> ") {
            style::paint(Tone::Strong, &style::wrap(quote, width, "  ", "  "))
        } else {
            style::wrap(line, width, "", "")
        };
        out.push_str(&wrapped);
        out.push('\n');
    }
    out
}

/// How a mock went.
pub fn held(
    record: &MockRecord,
    form: Option<&Form>,
    stories: &[Story],
    profile: &Profile,
    width: usize,
) -> String {
    let width = width.min(100);
    let put = style::count(record.put.len(), "question", "questions");
    let round = profile
        .rounds()
        .iter()
        .find(|round| round.id == record.round)
        .map_or("Mixed", |round| round.name.as_str());
    let head = format!("{round}: {put} in {}", clock(record.seconds()));
    let mut out = format!("{}\n", style::heading(&style::wrap(&head, width, "", "  ")));
    for put in &record.put {
        let about = put
            .principle
            .as_ref()
            .map_or_else(|| "case".to_owned(), |principle| profile.name_of(principle).to_owned());
        let unknown = put.principle.as_ref().is_some_and(|id| id.as_str() == put.question);
        let line =
            if unknown { about } else { format!("{about}: {}", question(&put.question, profile)) };
        let lead = format!("  {:>6}  ", clock(put.seconds));
        let _ =
            writeln!(out, "{}", style::wrap(&style::clean_line(&line), width, &lead, "          "));
        for note in &put.notes {
            let note = style::wrap(&style::clean_line(note), width, "          > ", "            ");
            let _ = writeln!(out, "{}", style::paint(Tone::Muted, &note));
        }
    }
    if let Some(form) = form {
        let _ = write!(
            out,
            "\n{}\n{}",
            style::heading("How you saw it"),
            debrief::form(form, stories, profile, width)
        );
    }
    out
}
