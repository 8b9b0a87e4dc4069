//! What a question is after, and the stories that answer it.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::check::status_text;
use super::style::{self, Tone};
use crate::analysis::StoryAnalysis;
use crate::analysis::segment::Segments;
use crate::catalogue::Profile;
use crate::matching::{Answer, Match, Reason};
use crate::story::{Section, Story};

/// Most principles named; a question after more is after none.
const PROBED: usize = 3;

/// The answer to a question, with so many stories.
pub fn human(
    answer: &Answer,
    library: &[(&Story, &StoryAnalysis)],
    profile: &Profile,
    most: usize,
    width: usize,
) -> String {
    let width = width.min(100);
    let mut out = format!("{}\n{}", style::heading("It probes"), probed(answer, profile, width));
    if library.is_empty() {
        return out;
    }
    let by_slug: HashMap<_, _> = library.iter().map(|entry| (&entry.0.slug, *entry)).collect();
    let shown: Vec<_> = answer
        .stories
        .iter()
        .filter(|found| found.speaks())
        .take(most)
        .filter_map(|found| Some((found, *by_slug.get(&found.slug)?)))
        .collect();
    let fits = answer.stories.first().is_some_and(Match::fits);
    let heading = match (shown.is_empty(), fits) {
        (true, _) => "No story speaks to it",
        (_, false) => "No story fits; these come nearest",
        (_, true) => "Tell one of these, best first",
    };
    let _ = writeln!(out, "\n{}", style::heading(heading));
    for (place, (found, (story, analysis))) in shown.into_iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        out.push_str(&entry(place + 1, found, story, analysis, width));
    }
    out
}

/// The principles that the question is after, each with how sure that is.
fn probed(answer: &Answer, profile: &Profile, width: usize) -> String {
    let probed = answer.probed();
    let mut out = String::new();
    if probed.is_empty() {
        let text = "nothing in particular: no word of it points at one principle";
        let _ = writeln!(out, "{}", style::wrap(text, width, "  ", "  "));
    }
    let names: Vec<String> = probed
        .iter()
        .take(PROBED)
        .map(|(id, _)| {
            style::fit(&style::clean_line(profile.name_of(id)), width.saturating_sub(19))
        })
        .collect();
    let longest = names.iter().map(|name| style::columns(name)).max().unwrap_or(0);
    for (name, (_, probability)) in names.iter().zip(probed) {
        let (sure, tone) = certainty(*probability);
        let _ = writeln!(out, "  {}  {}", style::pad(name, longest), style::paint(tone, sure));
    }
    out
}

/// How sure a probability is, in words.
fn certainty(probability: f64) -> (&'static str, Tone) {
    match probability {
        0.75.. => ("almost surely", Tone::Good),
        0.5.. => ("probably", Tone::Good),
        0.25.. => ("perhaps", Tone::Warn),
        _ => ("less likely", Tone::Muted),
    }
}

fn entry(
    place: usize,
    found: &Match,
    story: &Story,
    analysis: &StoryAnalysis,
    width: usize,
) -> String {
    let indent = "    ";
    let standing = format!("grade {} {}", analysis.grade().number(), analysis.grade().name());
    let mut out = format!("{place:>2}  {}", style::paint(Tone::Accent, story.slug.as_str()));
    let status = analysis.status.as_str();
    let needed = 4 + style::columns(story.slug.as_str()) + 2 + status.len() + 3 + standing.len();
    let gap = if needed <= width { "  " } else { "\n    " };
    let _ = writeln!(out, "{gap}{} · {standing}", status_text(analysis.status));
    if let Some(opening) = opening(story) {
        let text = format!("\"{}\"", style::clean_line(opening));
        let _ = writeln!(out, "{}", style::wrap(&text, width, indent, indent));
    }
    let why: Vec<String> = found
        .why
        .iter()
        .filter(|reason| !matches!(reason, Reason::Standing(_)))
        .map(|reason| style::clean_line(&reason.to_string()))
        .collect();
    if !why.is_empty() {
        let text = style::wrap(&format!("Why: {}", why.join("; ")), width, indent, indent);
        for line in text.lines() {
            let _ = writeln!(out, "{}", style::paint(Tone::Muted, line));
        }
    }
    out
}

/// The line to begin with: the headline, or else the first sentence of the story.
fn opening(story: &Story) -> Option<&str> {
    story.section(Section::Headline).map(str::trim).or_else(|| {
        let text = story.section(Section::Situation)?;
        let first = Segments::new(text).sentences().first()?.clone();
        Some(&text[first])
    })
}
