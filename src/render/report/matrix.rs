//! Stories against principles: a picture, and the same as a table for those who do not see it.

use maud::{Markup, html};

use super::Report;
use crate::analysis::StoryAnalysis;
use crate::coverage::{CoverageStatus, PrincipleCoverage};
use crate::render::coverage::{LEGEND, mark, shown};
use crate::render::style;
use crate::story::Story;

/// How the picture is laid out for a width.
struct Layout {
    class: &'static str,
    /// Width of the words before a row.
    names: usize,
    /// Width of a cell; its height is the same on every screen.
    cell: usize,
    font: usize,
    /// Characters of a row's name that fit.
    fits: usize,
}

/// For a screen on a desk, and for paper.
const BROAD: Layout = Layout { class: "matrix broad", names: 312, cell: 34, font: 13, fits: 35 };
/// For a telephone: rows have the numbers that the stories below have.
const NARROW: Layout = Layout { class: "matrix narrow", names: 30, cell: 20, font: 11, fits: 0 };

const ROW: usize = 26;

type Entry<'a> = (&'a Story, &'a StoryAnalysis);

pub(super) fn section(of: &Report<'_>) -> Markup {
    let entries = of.entries();
    let gaps: Vec<&str> = of
        .coverage
        .principles
        .iter()
        .filter(|row| row.status == CoverageStatus::Gap)
        .map(|row| row.name.as_str())
        .collect();
    html! {
        section aria-labelledby="coverage" {
            h2 #coverage { "Coverage" }
            @if !gaps.is_empty() {
                p { span.bad { b { "No story at all: " } } (style::clean_line(&gaps.join("; "))) "." }
            }
            (picture(of, &entries, &BROAD))
            (picture(of, &entries, &NARROW))
            p.key { (LEGEND) ". Below each principle: ready stories of those wanted; a dashed column is a gap." }
            details {
                summary { "The same as a table" }
                div.wide tabindex="0" role="region" aria-label="Coverage as a table" { (table(of, &entries)) }
            }
        }
    }
}

fn picture(of: &Report<'_>, entries: &[Entry<'_>], layout: &Layout) -> Markup {
    let principles = &of.coverage.principles;
    // Slanted heads lean over the last column.
    let width = layout.names + layout.cell * principles.len() + 40;
    let heads = heads(of, layout);
    let height = heads + ROW * entries.len() + 30;
    let x = |column: usize| layout.names + layout.cell * column;
    let y = |row: usize| heads + ROW * row;
    let said = format!(
        "{} stories against {} principles; the table below says the same.",
        entries.len(),
        principles.len()
    );
    html! {
        svg class=(layout.class) viewBox=(format!("0 0 {width} {height}")) width=(width) role="img" aria-label=(said) {
            @for (column, row) in principles.iter().enumerate() {
                (head(row, of, (x(column) + layout.cell / 2, heads - 8), layout.font))
            }
            @for (at, (story, analysis)) in entries.iter().enumerate() {
                @let number = at + 1;
                text.quiet x=(if layout.fits > 0 { 22 } else { layout.names - 8 }) y=(y(at) + 17) font-size=(layout.font) text-anchor="end" { (number) }
                @if layout.fits > 0 {
                    text.name x="30" y=(y(at) + 17) font-size=(layout.font) {
                        (style::fit(&style::clean_line(&story.title), layout.fits))
                    }
                }
                @for (column, row) in principles.iter().enumerate() {
                    @let letter = mark(story, analysis, &row.id);
                    rect class=(cell(letter, row.status)) x=(x(column) + 1) y=(y(at) + 1) width=(layout.cell - 2) height=(ROW - 2) rx="3" {}
                    @if letter != "·" {
                        text class=(format!("mark on-{letter}")) x=(x(column) + layout.cell / 2) y=(y(at) + 17) font-size=(layout.font) { (letter) }
                    }
                }
            }
            @for (column, row) in principles.iter().enumerate() {
                text class=(format!("mark {}", tone(row.status))) x=(x(column) + layout.cell / 2) y=(y(entries.len()) + 18) font-size=(layout.font - 1) {
                    (row.ready) "/" (row.target)
                }
            }
        }
    }
}

/// Characters of a head that are shown.
const HEAD: usize = 14;

fn short(row: &PrincipleCoverage, of: &Report<'_>) -> String {
    let known = of.profile.principle(&row.id);
    let short = known.map_or(row.name.as_str(), |principle| principle.short.as_str());
    style::fit(&style::clean_line(short), HEAD)
}

/// Height of the words above the columns, which lean.
fn heads(of: &Report<'_>, layout: &Layout) -> usize {
    let rows = of.coverage.principles.iter();
    let longest = rows.map(|row| style::columns(&short(row, of))).max().unwrap_or(0);
    24 + longest * layout.font / 2
}

/// A principle's short name above its column.
fn head(row: &PrincipleCoverage, of: &Report<'_>, (x, y): (usize, usize), font: usize) -> Markup {
    html! {
        g transform=(format!("translate({x} {y}) rotate(-50)")) {
            title { (style::clean_line(&row.name)) }
            text class=(tone(row.status)) x="0" y="0" font-size=(font) { (short(row, of)) }
        }
    }
}

fn cell(letter: &str, status: CoverageStatus) -> String {
    match (letter, status) {
        ("·", CoverageStatus::Gap) => "cell gap".to_owned(),
        ("·", _) => "cell".to_owned(),
        (letter, _) => format!("cell {letter}"),
    }
}

fn tone(status: CoverageStatus) -> &'static str {
    match status {
        CoverageStatus::Gap => "bad",
        CoverageStatus::Thin => "warn",
        CoverageStatus::Covered => "good",
    }
}

fn table(of: &Report<'_>, entries: &[Entry<'_>]) -> Markup {
    html! {
        table {
            caption { "Each principle with its stories" }
            thead { tr { th scope="col" { "Principle" } th scope="col" { "Status" } th.number scope="col" { "Ready" } th scope="col" { "Stories" } } }
            tbody {
                @for row in &of.coverage.principles {
                    tr {
                        th scope="row" { (style::clean_line(&row.name)) }
                        td class=(tone(row.status)) { (shown(row.status)) }
                        td.number { (row.ready) " of " (row.target) }
                        td { (carriers(row, entries)) }
                    }
                }
            }
        }
    }
}

fn carriers(row: &PrincipleCoverage, entries: &[Entry<'_>]) -> String {
    let carrying: Vec<String> = entries
        .iter()
        .filter(|(story, _)| story.carries(&row.id))
        .map(|(story, analysis)| {
            let part = if story.primary() == Some(&row.id) { "primary" } else { "secondary" };
            format!("{} ({part}, {})", story.slug, analysis.status.as_str())
        })
        .collect();
    if carrying.is_empty() { "none".to_owned() } else { carrying.join("; ") }
}
