//! One story, for reading.

use std::fmt::Write as _;

use super::check::status_text;
use super::style::{self, Tone};
use crate::analysis::{Settings, StoryAnalysis};
use crate::catalogue::Profile;
use crate::story::{Section, Story};

/// The story with its tags, text, claims and standing.
pub fn human(
    story: &Story,
    analysis: &StoryAnalysis,
    profile: &Profile,
    settings: &Settings,
    width: usize,
) -> String {
    let mut out = String::new();
    let width = width.min(100);
    let _ = writeln!(
        out,
        "{}",
        style::heading(&style::wrap(&style::clean_line(&story.title), width, "", ""))
    );
    let status = analysis.status.as_str();
    let line = format!(
        "{} · {status} · grade {} {} · {} words, {} s of {:.0} s",
        story.slug,
        analysis.grade().number(),
        analysis.grade().name(),
        analysis.spoken_words(),
        analysis.spoken_seconds,
        settings.target_seconds,
    );
    // Wrapped before it is coloured, so that no escape sequence counts as a column.
    let line = style::wrap(&line, width, "", "  ");
    let _ = writeln!(
        out,
        "{}",
        line.replacen(&format!("· {status} "), &format!("· {} ", status_text(analysis.status)), 1)
    );
    for line in facts(story, profile) {
        let _ = writeln!(out, "{}", style::wrap(&style::clean_line(&line), width, "", "  "));
    }
    for section in Section::ALL {
        let _ = match story.section(section) {
            Some(text) => {
                writeln!(out, "\n{}\n{}", style::heading(section.heading()), body(text, width))
            }
            None if section == Section::Headline => Ok(()),
            None => writeln!(
                out,
                "\n{} {}",
                style::heading(section.heading()),
                style::paint(Tone::Warn, "(missing)")
            ),
        };
    }
    if !story.claims.is_empty() {
        let _ = writeln!(out, "\n{}", style::heading("Claims"));
        for claim in &story.claims {
            let mut line = format!("\"{}\" {}", claim.figure, claim.basis.as_str());
            for part in [&claim.source, &claim.share].into_iter().flatten() {
                let _ = write!(line, "; {part}");
            }
            let _ =
                writeln!(out, "{}", style::wrap(&style::clean_line(&line), width, "  - ", "    "));
        }
    }
    if let Some(notes) = &story.notes {
        let _ = writeln!(out, "\n{}\n{}", style::heading("Notes (private)"), body(notes, width));
    }
    out
}

fn body(text: &str, width: usize) -> String {
    style::clean(text)
        .lines()
        .map(|line| style::wrap(line, width, "  ", "  "))
        .collect::<Vec<_>>()
        .join("\n")
}

/// What is known about the story besides its text.
fn facts(story: &Story, profile: &Profile) -> Vec<String> {
    let mut lines = Vec::new();
    let tags: Vec<&str> = story.principles.iter().map(|id| profile.name_of(id)).collect();
    lines.push(match tags.as_slice() {
        [] => "no principles yet".to_owned(),
        [primary] => (*primary).to_owned(),
        [primary, rest @ ..] => format!("{primary}; also {}", rest.join(", ")),
    });
    let place: Vec<String> = [
        story.role.clone(),
        story.organization.clone(),
        story.project.clone(),
        story.period.map(|period| period.to_string()),
        story.outcome.map(|outcome| outcome.as_str().to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !place.is_empty() {
        lines.push(place.join(" · "));
    }
    lines
}

/// The story as Markdown; private notes stay out of it.
pub fn markdown(story: &Story, profile: &Profile) -> String {
    let mut out = format!("# {}\n\n", style::clean_line(&story.title));
    for line in facts(story, profile) {
        let _ = writeln!(out, "{}  ", style::clean_line(&line));
    }
    for (section, text) in story.sections.iter() {
        let _ = writeln!(out, "\n## {}\n\n{}", section.heading(), style::clean(text).trim_end());
    }
    out
}
