//! Forms, and what they say together.

use std::fmt::Write as _;

use super::style::{self, Tone};
use crate::catalogue::{DebriefDimension, Profile};
use crate::drill::debrief::{Bias, Form, Judge, Meeting, Rating, Trend};
use crate::story::{Story, StoryId};

/// A dimension with what each score looks like.
pub fn dimension(dimension: &DebriefDimension, width: usize) -> String {
    let head = format!("{}: {}", dimension.name, dimension.summary);
    let mut out = format!("\n{}\n", style::wrap(&style::clean_line(&head), width, "", "  "));
    for anchor in &dimension.anchors {
        let lead = format!("  {} ", anchor.score);
        let text = style::clean_line(&anchor.looks_like);
        let _ = writeln!(out, "{}", style::wrap(&text, width, &lead, "    "));
    }
    out.trim_end().to_owned()
}

/// The name of a story, or its id where it is gone.
fn slug(id: StoryId, stories: &[Story]) -> String {
    stories
        .iter()
        .find(|story| story.id == id)
        .map_or_else(|| id.to_string(), |story| story.slug.to_string())
}

fn rating_tone(rating: Rating) -> Tone {
    match rating {
        Rating::StrongNoHire | Rating::NoHire => Tone::Bad,
        Rating::Hire | Rating::StrongHire => Tone::Good,
    }
}

/// A form as filled in.
pub fn form(form: &Form, stories: &[Story], profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = String::new();
    for dimension in profile.debrief() {
        let Some(score) = form.scores.get(&dimension.id) else { continue };
        let anchor = dimension.anchors.iter().find(|anchor| anchor.score == *score);
        let looks_like = anchor.map_or("", |anchor| anchor.looks_like.as_str());
        let lead = format!("  {} {score}  ", style::pad(&dimension.name, 16));
        let indent = " ".repeat(style::columns(&lead));
        let _ =
            writeln!(out, "{}", style::wrap(&style::clean_line(looks_like), width, &lead, &indent));
    }
    for asked in &form.principles {
        let mut line = profile.name_of(&asked.principle).to_owned();
        if let Some(story) = asked.story {
            let _ = write!(line, ", told {}", slug(story, stories));
        }
        let line = style::wrap(&style::clean_line(&line), width, "  ", "    ");
        let _ = writeln!(out, "{line}");
        if let Some(rating) = asked.rating {
            let _ = writeln!(out, "    {}", style::paint(rating_tone(rating), rating.as_str()));
        }
    }
    if let Some(notes) = &form.notes {
        let _ = writeln!(out, "{}", style::wrap(&style::clean_line(notes), width, "  > ", "    "));
    }
    out
}

/// What was asked against what was practised.
pub fn meeting(meeting: &Meeting, stories: &[Story], profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = format!("{}\n", style::heading("Asked against practised"));
    let names = |ids: &[crate::catalogue::PrincipleId]| {
        let names: Vec<&str> = ids.iter().map(|id| profile.name_of(id)).collect();
        if names.is_empty() { "none".to_owned() } else { names.join("; ") }
    };
    let mut row = |head: &str, text: &str| {
        let lead = style::pad(head, 22);
        let indent = " ".repeat(22);
        let _ = writeln!(out, "{}", style::wrap(&style::clean_line(text), width, &lead, &indent));
    };
    row("asked and practised", &names(&meeting.met));
    row("asked, not practised", &names(&meeting.missed));
    row("practised, not asked", &names(&meeting.unasked));
    if !meeting.cold.is_empty() {
        let cold: Vec<String> = meeting.cold.iter().map(|id| slug(*id, stories)).collect();
        row("told, never drilled", &cold.join(", "));
    }
    let percent = |share: Option<f64>| {
        share.map_or_else(|| "nothing".to_owned(), |share| format!("{:.0}%", share * 100.0))
    };
    let said = format!(
        "{} of what was asked had been practised (recall), and {} of what was practised was asked (precision).",
        percent(meeting.recall),
        percent(meeting.precision)
    );
    let _ = writeln!(out, "{}", style::wrap(&said, width, "", ""));
    out
}

/// Own scores against a partner's.
pub fn biases(biases: &[Bias], profile: &Profile, width: usize) -> String {
    /// Half a point is within what two partners differ by.
    const FAIR: f64 = 0.5;
    let width = width.min(100);
    let mut out = format!("{}\n", style::heading("You against your partner"));
    for bias in biases {
        let dimension = profile.debrief().iter().find(|dimension| dimension.id == bias.dimension);
        let name = dimension.map_or("Principles", |dimension| dimension.name.as_str());
        let off = bias.own_minus_partner;
        let said = if off > FAIR {
            format!("you score yourself {off:.1} higher")
        } else if off < -FAIR {
            format!("you score yourself {:.1} lower", -off)
        } else {
            "you agree".to_owned()
        };
        let line = format!("{said}, over {}", style::count(bias.pairs, "pair", "pairs"));
        let lead = format!("  {}", style::pad(name, 18));
        let _ = writeln!(out, "{}", style::wrap(&line, width, &lead, &" ".repeat(20)));
    }
    out
}

/// Scores over time, a digit a conversation.
pub fn trends(trends: &[Trend], profile: &Profile) -> String {
    /// As many conversations as fit beside the names on a narrow terminal.
    const SHOWN: usize = 12;
    let shown = |score: u8, by: Judge| match by {
        Judge::Own => score.to_string(),
        Judge::Partner => format!("{score}p"),
    };
    let mut out = format!("{}\n", style::heading("Scores over time"));
    for trend in trends {
        let dimension = profile.debrief().iter().find(|dimension| dimension.id == trend.dimension);
        let name = dimension.map_or(trend.dimension.as_str(), |dimension| dimension.name.as_str());
        let from = trend.scores.len().saturating_sub(SHOWN);
        let scores: Vec<String> =
            trend.scores[from..].iter().map(|(_, score, by)| shown(*score, *by)).collect();
        let said = match trend.change() {
            Some(std::cmp::Ordering::Greater) => "  rising",
            Some(std::cmp::Ordering::Less) => "  falling",
            Some(std::cmp::Ordering::Equal) | None => "",
        };
        let _ = writeln!(out, "  {}{}{said}", style::pad(name, 18), scores.join(" "));
    }
    let by_partner = |trend: &Trend| trend.scores.iter().any(|(_, _, by)| *by == Judge::Partner);
    if trends.iter().any(by_partner) {
        let _ = writeln!(out, "  {}", style::paint(Tone::Muted, "p: as your partner saw it"));
    }
    out
}
