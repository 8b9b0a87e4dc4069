//! One page for each interviewer, for the evening before.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::html as frame;
use super::plan::escape;
use super::style::{self, Tone};
use crate::catalogue::{PrincipleId, Profile};
use crate::plan::briefing::{Answer, Page, Telling};

/// What stands where there is nothing to tell.
const NOTHING: &str = "no ready story";

fn name(profile: &Profile, principle: &PrincipleId) -> String {
    style::clean_line(profile.name_of(principle))
}

fn names(profile: &Profile, page: &Page<'_>) -> String {
    let names: Vec<String> =
        page.answers.iter().map(|answer| name(profile, answer.principle)).collect();
    names.join(" · ")
}

fn figures(telling: &Telling<'_>) -> String {
    style::clean_line(&telling.figures.join(" · "))
}

/// The stories of an answer with the part that each plays.
fn parts<'p, 'a>(answer: &'p Answer<'a>) -> impl Iterator<Item = (&'static str, &'p Telling<'a>)> {
    [("Tell", answer.primary.as_ref()), ("Backup", answer.backup.as_ref())]
        .into_iter()
        .filter_map(|(part, telling)| Some((part, telling?)))
}

/// For a terminal.
pub fn human(pages: &[Page<'_>], profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = String::new();
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            let _ = writeln!(out, "\n{}\n", "─".repeat(width));
        }
        let head = format!("{}: {}", style::clean_line(page.round), names(profile, page));
        let _ = writeln!(out, "{}", style::heading(&style::wrap(&head, width, "", "  ")));
        for answer in &page.answers {
            let _ =
                writeln!(out, "\n{}", style::paint(Tone::Strong, &name(profile, answer.principle)));
            if answer.primary.is_none() {
                let _ = writeln!(out, "  {}", style::paint(Tone::Bad, NOTHING));
            }
            for (part, telling) in parts(answer) {
                story(&mut out, part, telling, width);
            }
        }
    }
    out
}

fn story(out: &mut String, part: &str, telling: &Telling<'_>, width: usize) {
    let _ = writeln!(
        out,
        "  {} {}",
        style::pad(part, 7),
        style::paint(Tone::Accent, telling.story.slug.as_str())
    );
    let mut row = |head: &str, text: &str| {
        let first = format!("    {}", style::pad(head, 10));
        let text = style::wrap(&style::clean_line(text), width, &first, &" ".repeat(14));
        let _ = writeln!(out, "{text}");
    };
    row("opening", telling.opening);
    if !telling.figures.is_empty() {
        row("numbers", &figures(telling));
    }
    if let Some(probe) = &telling.follow_up {
        row("expect", &probe.question);
    }
}

/// As Markdown, a chapter for each interviewer.
pub fn markdown(pages: &[Page<'_>], profile: &Profile) -> String {
    let mut out = "# The loop, interviewer by interviewer\n".to_owned();
    for page in pages {
        let _ = writeln!(out, "\n## {}", escape(page.round));
        for answer in &page.answers {
            let _ = writeln!(out, "\n### {}\n", escape(profile.name_of(answer.principle)));
            if answer.primary.is_none() {
                let _ = writeln!(out, "- {NOTHING}");
            }
            for (part, telling) in parts(answer) {
                let _ = writeln!(
                    out,
                    "- **{part}** {}: {}",
                    telling.story.slug,
                    escape(telling.opening)
                );
                if !telling.figures.is_empty() {
                    let _ = writeln!(out, "  - Numbers: {}", escape(&figures(telling)));
                }
                if let Some(probe) = &telling.follow_up {
                    let _ = writeln!(out, "  - Expect: {}", escape(&probe.question));
                }
            }
        }
    }
    out
}

/// As a document for paper, each interviewer on a sheet of their own.
pub fn page(pages: &[Page<'_>], profile: &Profile) -> String {
    let body = html! {
        @for page in pages {
            section.interviewer {
                h2 { (style::clean_line(page.round)) ": " (names(profile, page)) }
                @for answer in &page.answers {
                    h3 { (name(profile, answer.principle)) }
                    @if answer.primary.is_none() { p { (NOTHING) } }
                    @for (part, telling) in parts(answer) { (told(part, telling)) }
                }
            }
        }
    };
    frame::page("The loop, interviewer by interviewer", &body)
}

fn told(part: &str, telling: &Telling<'_>) -> Markup {
    html! {
        div.telling {
            p { (part) ": " b { (style::clean_line(telling.opening)) } " " code { (telling.story.slug) } }
            @if !telling.figures.is_empty() { p { "Numbers: " (figures(telling)) } }
            @if let Some(probe) = &telling.follow_up {
                p { "Expect: " i { (style::clean_line(&probe.question)) } }
            }
        }
    }
}
