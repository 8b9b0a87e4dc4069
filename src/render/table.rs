//! Tables, all drawn one way.

use comfy_table::presets;
use comfy_table::{Attribute, Cell, Color, ContentArrangement, Table};

use super::style::Tone;

/// A table without frames, its columns under bold heads, arranged within a width.
///
/// Styles are always written; the printer takes them out where colour is off.
pub(super) fn new(width: usize, heads: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .enforce_styling()
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(heads.iter().map(|head| Cell::new(head).add_attribute(Attribute::Bold)));
    table
}

/// A cell in a tone; the caller has cleaned its text.
pub(super) fn cell(tone: Option<Tone>, text: impl std::fmt::Display) -> Cell {
    let cell = Cell::new(text.to_string());
    match tone {
        None => cell,
        Some(Tone::Heading | Tone::Strong) => cell.add_attribute(Attribute::Bold),
        Some(Tone::Muted) => cell.add_attribute(Attribute::Dim),
        Some(Tone::Good) => cell.fg(Color::DarkGreen),
        Some(Tone::Warn) => cell.fg(Color::DarkYellow),
        Some(Tone::Bad) => cell.fg(Color::DarkRed).add_attribute(Attribute::Bold),
        Some(Tone::Accent) => cell.fg(Color::DarkCyan),
    }
}

/// Columns between one cell and the next.
const GAP: u16 = 2;

/// The table as text, without spaces at the ends of lines.
pub(super) fn text(mut table: Table) -> String {
    for column in table.column_iter_mut() {
        column.set_padding((0, GAP));
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::columns;

    #[test]
    fn what_follows_a_wide_cell_stands_under_its_head() {
        let mut table = new(80, &["NAME", "STATUS"]);
        for name in ["结账延迟改造", "🚀 launch", "naïve cafe\u{301}", "plain"] {
            table.add_row([cell(None, name), cell(None, "ready")]);
        }
        let drawn = anstream::adapter::strip_str(&text(table)).to_string();
        let at = |row: &str, word: &str| row.find(word).map(|at| columns(&row[..at]));
        let mut rows = drawn.lines();
        let head = rows.next().and_then(|head| at(head, "STATUS"));
        assert!(head.is_some(), "{drawn}");
        for row in rows {
            assert_eq!(at(row, "ready"), head, "{drawn}");
        }
    }
}
