//! The settings as a table.

use super::style::{self, Tone};
use super::table::{self, cell};

/// One setting.
#[derive(Debug, Clone)]
pub struct Row {
    key: String,
    value: String,
    source: String,
    about: String,
}

impl Row {
    /// A setting with its value, its source and its meaning.
    pub fn new(
        key: impl Into<String>,
        value: impl Into<String>,
        source: impl Into<String>,
        about: impl Into<String>,
    ) -> Self {
        Self { key: key.into(), value: value.into(), source: source.into(), about: about.into() }
    }
}

/// Every setting with its value and source.
pub fn table(rows: &[Row], width: usize) -> String {
    let mut drawn = table::new(width, &["SETTING", "VALUE", "FROM", "MEANING"]);
    for row in rows {
        let value =
            if row.value.is_empty() { "–".to_owned() } else { style::clean_line(&row.value) };
        drawn.add_row([
            cell(Some(Tone::Accent), &row.key),
            cell(Some(Tone::Strong), value),
            cell(Some(Tone::Muted), &row.source),
            cell(None, &row.about),
        ]);
    }
    table::text(drawn)
}
