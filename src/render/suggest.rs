//! What the text of a story shows, sentence by sentence.

use std::fmt::Write as _;

use super::style::{self, Tone};
use crate::catalogue::Profile;
use crate::matching::{Suggestion, Suggestions};
use crate::story::Story;

/// Principles shown with their sentence; of more, a person chooses none.
const SHOWN: usize = 5;

/// The principles that the text shows, best first, each with the sentence that shows it most; then the tags for
/// which no sentence speaks.
pub fn human(story: &Story, suggestions: &Suggestions, profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = format!(
        "{}\n",
        style::heading(&style::wrap(&style::clean_line(&story.title), width, "", ""))
    );
    if suggestions.principles.is_empty() {
        let text =
            "No sentence shows a principle yet. Say in the Action what you yourself did, and why.";
        let _ = writeln!(out, "{}", style::wrap(text, width, "", ""));
    }
    let tagged = |shown: &Suggestion| story.carries(&shown.principle);
    let listed = suggestions.principles.iter().enumerate();
    let (listed, fainter): (Vec<_>, Vec<_>) =
        listed.partition(|(place, shown)| *place < SHOWN || tagged(shown));
    for (_, shown) in listed {
        out.push('\n');
        let (strength, tone) = strength(shown.score);
        let name = style::clean_line(profile.name_of(&shown.principle));
        let tag = match story.principles.iter().position(|tag| *tag == shown.principle) {
            Some(0) => "; tagged, primary",
            Some(_) => "; tagged",
            None => "",
        };
        let line = style::wrap(&format!("{name}: {strength}{tag}"), width, "", "  ");
        let _ = writeln!(
            out,
            "{}",
            line.replacen(
                &format!(": {strength}"),
                &format!(": {}", style::paint(tone, strength)),
                1
            )
        );
        if let Some(quoted) = quoted(story, shown) {
            let _ = writeln!(out, "{}", style::wrap(&quoted, width, "  ", "  "));
        }
    }
    if !fainter.is_empty() {
        let names: Vec<_> = fainter
            .iter()
            .map(|(_, shown)| style::clean_line(profile.name_of(&shown.principle)))
            .collect();
        let text = style::wrap(&format!("Fainter: {}", names.join(", ")), width, "", "  ");
        out.push('\n');
        for line in text.lines() {
            let _ = writeln!(out, "{}", style::paint(Tone::Muted, line));
        }
    }
    if !suggestions.unsupported.is_empty() {
        let _ = writeln!(out, "\n{}", style::heading("Tagged, but no sentence shows it"));
        for id in &suggestions.unsupported {
            let name = style::clean_line(profile.name_of(id));
            let _ = writeln!(out, "  {}", style::paint(Tone::Warn, &name));
        }
    }
    out
}

/// The sentence that shows a principle most, with its section.
pub fn quoted(story: &Story, shown: &Suggestion) -> Option<String> {
    let (section, span) = shown.evidence.first()?;
    let sentence = style::clean_line(span.slice(story.section(*section)?));
    Some(format!("{}: \"{sentence}\"", section.heading()))
}

/// How strongly a text shows a principle, in words.
fn strength(score: f64) -> (&'static str, Tone) {
    match score {
        0.6.. => ("strong evidence", Tone::Good),
        0.35.. => ("some evidence", Tone::Accent),
        _ => ("faint evidence", Tone::Muted),
    }
}
