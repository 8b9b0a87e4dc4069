//! The one page for the day before and the day itself.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::plan::escape;
use super::style::{self, Tone};
use crate::catalogue::Round;
use crate::plan::sheet::{Answer, Sheet, Told};

/// The principles that no ready story carries, in a line.
fn without(sheet: &Sheet<'_>) -> Option<String> {
    let names: Vec<String> = sheet
        .answers
        .iter()
        .filter(|answer| answer.story.is_none())
        .map(|answer| style::clean_line(&answer.principle.name))
        .collect();
    (!names.is_empty()).then(|| format!("No ready story: {}.", names.join(" · ")))
}

fn minutes(round: &Round) -> String {
    match round.minutes {
        [shortest, longest] if shortest == longest => format!("{shortest} min"),
        [shortest, longest] => format!("{shortest} to {longest} min"),
    }
}

fn round(round: &Round) -> String {
    let asked = match round.principles {
        0 => "no principles".to_owned(),
        count => style::count(count.into(), "principle", "principles"),
    };
    format!("{}: {}, {asked}", style::clean_line(&round.name), minutes(round))
}

fn told_before(told: &Told<'_>) -> Option<String> {
    told.told_before.map(|principle| format!("also the story for {}", principle.name))
}

fn figures(told: &Told<'_>) -> String {
    style::clean_line(&told.figures.join(" · "))
}

/// For a terminal.
pub fn human(sheet: &Sheet<'_>, width: usize) -> String {
    let mut out = format!("\n{}\n", style::heading("The rounds"));
    for of in &sheet.rounds {
        let _ = writeln!(out, "{}", style::wrap(&round(of), width, "  ", "    "));
    }
    let _ = writeln!(out, "\n{}", style::heading("The story for each principle"));
    for Answer { principle, story } in &sheet.answers {
        let Some(told) = story else { continue };
        let name = style::clean_line(&principle.name);
        let slug = told.story.slug.as_str();
        let gap = if style::columns(&name) + slug.len() + 4 <= width { " " } else { "\n    " };
        let (name, slug) = (style::paint(Tone::Strong, &name), style::paint(Tone::Accent, slug));
        let _ = writeln!(out, "  {name}:{gap}{slug}");
        // An opening line given above need not be read twice.
        if let Some(before) = told_before(told) {
            let _ = writeln!(
                out,
                "{}",
                style::wrap(&style::clean_line(&before), width, "    ", "    ")
            );
            continue;
        }
        let headline = style::clean_line(told.headline);
        let _ = writeln!(out, "{}", style::wrap(&headline, width, "    ", "    "));
        if !told.figures.is_empty() {
            let figures = style::wrap(&figures(told), width, "    ", "    ");
            let _ = writeln!(out, "{}", style::paint(Tone::Good, &figures));
        }
    }
    if let Some(words) = without(sheet) {
        let _ = writeln!(
            out,
            "\n{}",
            style::paint(Tone::Warn, &style::wrap(&words, width, "  ", "  "))
        );
    }
    out
}

/// As Markdown.
pub fn markdown(sheet: &Sheet<'_>) -> String {
    let mut out = "\n## The rounds\n\n".to_owned();
    for of in &sheet.rounds {
        let _ = writeln!(out, "- {}", escape(&round(of)));
    }
    out.push_str("\n## The story for each principle\n\n");
    for Answer { principle, story } in &sheet.answers {
        let Some(told) = story else { continue };
        let _ = write!(out, "- **{}**: {}", escape(&principle.name), told.story.slug);
        match told_before(told) {
            Some(before) => {
                let _ = writeln!(out, ", {}", escape(&before));
            }
            None => {
                let _ = writeln!(out, ". {} ({})", escape(told.headline), escape(&figures(told)));
            }
        }
    }
    if let Some(words) = without(sheet) {
        let _ = writeln!(out, "\n{}", escape(&words));
    }
    out
}

/// As part of a page for paper.
pub(super) fn page(sheet: &Sheet<'_>) -> Markup {
    html! {
        h2 { "The rounds" }
        p { (sheet.rounds.iter().map(|of| round(of)).collect::<Vec<_>>().join(" · ")) }
        h2 { "The story for each principle" }
        table.sheet {
            thead { tr { th { "Principle and story" } th { "Opening line" } th { "Figures" } } }
            tbody {
                @for Answer { principle, story } in &sheet.answers {
                    @if let Some(told) = story {
                        tr {
                            td { (style::clean_line(&principle.name)) i { (told.story.slug) } }
                            @if let Some(before) = told_before(told) {
                                td colspan="2" { (style::clean_line(&before)) }
                            } @else {
                                td { (style::clean_line(told.headline)) }
                                td {
                                    @for (at, figure) in told.figures.iter().enumerate() {
                                        @if at > 0 { " · " }
                                        span.whole { (style::clean_line(figure)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(words) = without(sheet) { p { (words) } }
    }
}
