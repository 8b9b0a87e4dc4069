//! Cards and what became of them.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::style::{self, Tone};
use crate::drill::cards::{Card, CardKind, DueCard};

/// What is asked for, in a word or two.
pub fn asks(kind: CardKind) -> &'static str {
    match kind {
        CardKind::Name => "What does it look like?",
        CardKind::Behaviour => "Which principle is that?",
        CardKind::Story => "Which story, and how does it open?",
    }
}

/// The front of a card.
pub fn front(card: &Card, width: usize) -> String {
    let width = width.min(100);
    let front = style::wrap(&style::clean_line(&card.front), width, "  ", "  ");
    format!(
        "{}\n{}",
        style::paint(Tone::Muted, asks(card.kind)),
        style::paint(Tone::Strong, &front)
    )
}

/// Its back.
pub fn back(card: &Card, width: usize) -> String {
    let width = width.min(100);
    let lines: Vec<String> = card
        .back
        .iter()
        .map(|line| style::wrap(&style::clean_line(line), width, "  - ", "    "))
        .collect();
    lines.join("\n")
}

/// What is due, as a list.
pub fn due(cards: &[DueCard], width: usize) -> String {
    let width = width.min(100);
    let mut out = String::new();
    for due in cards {
        let when = match (due.due, due.recall) {
            (Some(day), Some(recall)) => {
                format!("due {day}, {:.0}% likely to be known", recall * 100.0)
            }
            _ => "new".to_owned(),
        };
        // An id is to be copied whole.
        let fits = style::columns(&due.card.id) + 2 + style::columns(&when) <= width;
        let _ = writeln!(
            out,
            "{}{}{}\n{}",
            style::paint(Tone::Accent, &due.card.id),
            if fits { "  " } else { "\n  " },
            style::paint(Tone::Muted, &when),
            style::wrap(&style::clean_line(&due.card.front), width, "  ", "  ")
        );
    }
    out
}

/// How a sitting went.
pub fn reviewed(reviews: &[(String, &'static str, NaiveDate)], today: NaiveDate) -> String {
    let count = |grade: &str| reviews.iter().filter(|(_, other, _)| *other == grade).count();
    let mut out = format!(
        "{}\n",
        style::heading(&format!(
            "{}: {} again, {} hard, {} good, {} easy",
            style::count(reviews.len(), "review", "reviews"),
            count("again"),
            count("hard"),
            count("good"),
            count("easy")
        ))
    );
    let next = reviews.iter().map(|(_, _, due)| *due).filter(|due| *due > today).min();
    if let Some(next) = next {
        let _ = writeln!(out, "The first of them comes back on {next}.");
    }
    out
}
