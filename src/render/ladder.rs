//! A ladder of follow-ups as a sheet.

use std::fmt::Write as _;

use maud::html;

use super::html::page;
use super::style::{self, Tone};
use crate::drill::ladder::Ladder;
use crate::story::Story;

const STOP: &str = "Stop at the first answer that falls apart: that is the depth.";

/// What each layer is after, for the partner who asks.
fn aim(layer: u8) -> &'static str {
    match layer {
        1 => "what exactly happened",
        2 => "how you know",
        3 => "why that way",
        4 => "what speaks against it",
        _ => "what you would do next time",
    }
}

/// The sheet for a terminal.
pub fn human(story: &Story, ladder: &Ladder, width: usize) -> String {
    let width = width.min(100);
    let mut out = format!(
        "{}\n{}\n",
        style::heading(&style::wrap(&style::clean_line(&story.title), width, "", "")),
        style::paint(Tone::Muted, &style::wrap(STOP, width, "", ""))
    );
    for rung in &ladder.layers {
        let head = format!("{} {}: {}", rung.layer, rung.name, aim(rung.layer));
        let _ = writeln!(out, "\n{}", style::heading(&style::wrap(&head, width, "", "  ")));
        for probe in &rung.probes {
            let _ = writeln!(
                out,
                "{}",
                style::wrap(&style::clean_line(&probe.question), width, "  [ ] ", "      ")
            );
            let why = style::wrap(&style::clean_line(&probe.why), width, "      ", "      ");
            for line in why.lines() {
                let _ = writeln!(out, "{}", style::paint(Tone::Muted, line));
            }
        }
    }
    out
}

/// The sheet as a page for paper.
pub fn html(story: &Story, ladder: &Ladder) -> String {
    let body = html! {
        p { (STOP) }
        @for rung in &ladder.layers {
            h2 { (rung.layer) " " (rung.name) ": " (aim(rung.layer)) }
            ul.tasks {
                @for probe in &rung.probes {
                    li.task {
                        span.box {}
                        (style::clean_line(&probe.question))
                        span.why { (style::clean_line(&probe.why)) }
                    }
                }
            }
        }
    };
    page(&story.title, &body)
}

/// The sheet as Markdown.
pub fn markdown(story: &Story, ladder: &Ladder) -> String {
    let mut out = format!("# {}\n\n{STOP}\n", style::clean_line(&story.title));
    for rung in &ladder.layers {
        let _ = writeln!(out, "\n## {} {}: {}\n", rung.layer, rung.name, aim(rung.layer));
        for probe in &rung.probes {
            let _ = writeln!(
                out,
                "- [ ] {}  \n  *{}*",
                style::clean_line(&probe.question),
                style::clean_line(&probe.why)
            );
        }
    }
    out
}
