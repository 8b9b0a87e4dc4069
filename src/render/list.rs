//! The stories as a table.

use super::style::{self, Tone};
use super::table::{self, cell};
use crate::analysis::{Status, StoryAnalysis};
use crate::catalogue::{PrincipleId, Profile};
use crate::story::Story;

/// One row a story: name, status, grade, length, principles.
pub fn table(rows: &[(&Story, &StoryAnalysis)], profile: &Profile, width: usize) -> String {
    let wide = width >= 100;
    let heads: &[&str] = if wide {
        &["STORY", "TITLE", "STATUS", "GRADE", "TIME", "PRINCIPLES"]
    } else {
        &["STORY", "STATUS", "GRADE", "TIME", "PRINCIPLES"]
    };
    let mut drawn = table::new(width, heads);
    for (story, analysis) in rows {
        let tone = match analysis.status {
            Status::Draft => Tone::Warn,
            Status::Ready | Status::Proven => Tone::Good,
        };
        let principles: Vec<&str> = story
            .principles
            .iter()
            .map(|id| {
                profile.principle(id).map_or(id.as_str(), |principle| principle.short.as_str())
            })
            .collect();
        let mut cells = vec![cell(Some(Tone::Accent), story.slug.as_str())];
        if wide {
            cells.push(cell(None, style::clean_line(&story.title)));
        }
        cells.extend([
            cell(Some(tone), analysis.status.as_str()),
            cell(None, format!("{} {}", analysis.grade().number(), analysis.grade().name())),
            cell(None, format!("{} s", analysis.spoken_seconds)),
            cell(None, style::clean_line(&principles.join(" "))),
        ]);
        drawn.add_row(cells);
    }
    let ready = rows.iter().filter(|(_, analysis)| analysis.status.is_ready()).count();
    format!(
        "{}\n\n{}, {ready} ready",
        table::text(drawn),
        style::count(rows.len(), "story", "stories")
    )
}

/// One line a story, for spreadsheets; a cell that would be read as a formula is made plain text.
pub fn csv(rows: &[(&Story, &StoryAnalysis)]) -> String {
    let mut out =
        String::from("slug,title,status,grade,spoken_seconds,principles,project,updated\n");
    for (story, analysis) in rows {
        let principles: Vec<&str> = story.principles.iter().map(PrincipleId::as_str).collect();
        let fields = [
            story.slug.to_string(),
            story.title.clone(),
            analysis.status.as_str().to_owned(),
            analysis.grade().number().to_string(),
            analysis.spoken_seconds.to_string(),
            principles.join(" "),
            story.project.clone().unwrap_or_default(),
            story.updated.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        ];
        let fields: Vec<String> = fields.iter().map(|field| csv_field(field)).collect();
        out.push_str(&fields.join(","));
        out.push('\n');
    }
    out
}

/// A field quoted where RFC 4180 wants it, and kept from being read as a formula.
fn csv_field(text: &str) -> String {
    let plain = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if plain.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", plain.replace('"', "\"\""))
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_text_and_a_quote_is_doubled() {
        assert_eq!(csv_field("=1+1"), "'=1+1");
        assert_eq!(csv_field("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(csv_field("plain"), "plain");
    }
}
