//! `star` alone: where things stand, and what to type next.

use std::fmt::Write as _;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Done};
use super::planning::Desk;
use super::{editor, library};
use crate::coverage::Coverage;
use crate::readiness::{Readiness, next};
use crate::render;
use crate::render::style::{self, Tone};

pub(crate) fn run(cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human])?;
    let desk = Desk::of(library::read(cx)?.as_ref(), cx)?;
    let Desk { stories, analyses, .. } = &desk;
    if stories.is_empty() {
        cx.ui.answer(&welcome())?;
        return Ok(Done::Clean);
    }
    let ready = analyses.iter().filter(|analysis| analysis.status.is_ready()).count();
    let coverage =
        Coverage::of(stories, analyses, cx.profile(), cx.today, cx.settings.stale_months);
    let mut out = format!(
        "{}\n{}, {ready} ready · {}\n",
        style::heading(cx.profile().name()),
        style::count(stories.len(), "story", "stories"),
        render::coverage::summary(&coverage)
    );
    if let Ok(readiness) = Readiness::of(analyses, cx.profile(), None) {
        out.push_str(&style::wrap(
            &render::readiness::sentence(&readiness, cx.profile()),
            cx.width,
            "",
            "",
        ));
        out.push('\n');
    }
    cx.ui.answer(&out)?;
    if let Some(today) = super::commands::today::summary(&desk, cx)? {
        cx.ui.answer(&today)?;
    } else {
        let command = style::paint(Tone::Accent, "star plan create --interview YYYY-MM-DD");
        cx.ui.answer(&format!("No plan yet: {command}"))?;
    }
    let steps = next::steps(&coverage, stories, analyses, cx.profile())
        .map_err(|error| CliError::new("readiness cannot be worked out").cause(error))?;
    let next = render::coverage::next(&steps, cx.profile(), 1, cx.width);
    if let Some(step) = next.split("    …").next().filter(|step| !step.trim().is_empty()) {
        cx.ui.answer(&format!(
            "\n{}\n{}",
            style::heading("Most worth doing for the library"),
            step.trim_end()
        ))?;
    }
    for draft in editor::left_behind(cx) {
        cx.ui.warn(&format!("an unsaved draft waits: star edit --draft {}", draft.display()));
    }
    Ok(Done::Clean)
}

fn welcome() -> String {
    let lines = [
        ("star demo", "a tour of real output on an example library"),
        ("star new", "write your first story, one question a section"),
        ("star import FILE", "take in stories that you have: YAML, JSON, Markdown or CSV"),
    ];
    let mut out = format!("{}\n\n", style::heading("The library is empty. Three ways to begin:"));
    for (command, about) in lines {
        let command = style::paint(Tone::Accent, &style::pad(command, 18));
        let _ = writeln!(out, "  {command}  {about}");
    }
    out
}
