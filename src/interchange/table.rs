//! Stories as rows of a table: comma, semicolon or tab separated, the first row naming the columns.
//!
//! Nothing is lost: a column that is no part of a story goes to the notes under its name, and a remark says
//! which column became what.

use super::compose::Composer;
use super::import::Intake;
use super::names::key_for;
use super::problem::START;
use crate::yaml::Place;

/// Most columns of a table.
const MAX_COLUMNS: usize = 200;

/// Reads a table.
pub(super) fn read(intake: &mut Intake<'_>, text: &str) {
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    if too_wide(text, delimiter) {
        let message = format!("a row has more than {MAX_COLUMNS} columns");
        return intake.report(START, message, "keep the columns that tell the stories");
    }
    let mut finder = Finder { text, at: 0, place: START };
    let mut record = csv::StringRecord::new();
    let mut columns: Option<Vec<Column>> = None;
    let mut rows = 0;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let message = format!("the table cannot be read: {error}");
                return intake.report(finder.place, message, "save it as CSV in UTF-8");
            }
        }
        let cells = finder.cells(byte(reader.position()), delimiter);
        let place = cells.starts.first().copied().unwrap_or(START);
        let Some(columns) = &columns else {
            let Some(named) = named_columns(intake, &record, place) else { return };
            columns = Some(named);
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if intake.is_full(place, rows) {
            return;
        }
        rows += 1;
        if let Some(open) = cells.open {
            let hint = "a quote inside a cell is written twice";
            intake.report(open, "a quote is opened here and never closed", hint);
            return;
        }
        let story = story(columns, &record, &cells.starts).into_node();
        intake.story(&story, Some(finder.place), &[]);
    }
    if columns.is_none() {
        intake.report(START, "the source is empty", "name the columns in its first row");
    }
}

/// The columns as the first row names them; none, and said so, where no story can come of them.
fn named_columns(
    intake: &mut Intake<'_>,
    header: &csv::StringRecord,
    place: Place,
) -> Option<Vec<Column>> {
    let columns = columns(header);
    if columns.iter().any(|column| column.key == Some("title")) {
        intake.remark(place, mapping(&columns));
        return Some(columns);
    }
    let hint = "name one of the columns in the first row `title`";
    intake.report(place, "no column holds the title of a story", hint);
    None
}

struct Column {
    name: String,
    /// The key that its cells go to; none where they go to the notes.
    key: Option<&'static str>,
}

fn columns(header: &csv::StringRecord) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for name in header {
        let key = key_for(name).filter(|key| {
            let taken = columns.iter().any(|column| column.key == Some(*key));
            let a_list_of_mappings = matches!(*key, "claims" | "allow");
            !a_list_of_mappings && (!taken || *key == "principles")
        });
        columns.push(Column { name: name.trim().to_owned(), key });
    }
    columns
}

fn mapping(columns: &[Column]) -> String {
    let told = |column: &Column| match column.key {
        Some(key) if column.name == key => format!("`{key}`"),
        Some(key) => format!("`{}` as {key}", column.name),
        None => format!("`{}` into the notes", column.name),
    };
    format!("columns taken: {}", columns.iter().map(told).collect::<Vec<_>>().join(", "))
}

fn story(columns: &[Column], row: &csv::StringRecord, places: &[Place]) -> Composer {
    let start = places.first().copied().unwrap_or(START);
    let mut story = Composer::new(start);
    let mut notes = Vec::new();
    for (index, cell) in row.iter().enumerate() {
        let place = places.get(index).copied().unwrap_or(start);
        if cell.trim().is_empty() {
            continue;
        }
        match columns.get(index) {
            Some(Column { key: Some("principles"), .. }) => story.list("principles", place, cell),
            Some(Column { key: Some(key), .. }) => story.text(key, place, cell),
            Some(Column { name, key: None }) if !name.is_empty() => {
                notes.push((place, format!("{name}: {}", cell.trim())));
            }
            _ => notes.push((place, cell.trim().to_owned())),
        }
    }
    for (place, note) in notes {
        story.text("notes", place, &note);
    }
    story
}

/// The separator that the first row uses most outside quotes; a comma where it has one column only.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut inside = false;
    for c in text.bytes() {
        match c {
            b'"' => inside = !inside,
            b'\n' if !inside => break,
            c if !inside => {
                if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| *mark == c) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    // The first of equals: `max_by_key` would take the last.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

/// Walks the text beside the reader, by the same rules, to find where each cell starts.
struct Finder<'t> {
    text: &'t str,
    at: usize,
    place: Place,
}

struct Cells {
    starts: Vec<Place>,
    /// The cell whose quote is still open where the row ends.
    open: Option<Place>,
}

impl Finder<'_> {
    /// The cells of the row that ends before byte `end`.
    fn cells(&mut self, end: usize, delimiter: u8) -> Cells {
        let row = &self.text[self.at..end.max(self.at)];
        let mut starts = Vec::new();
        let mut cell = Cell::Start;
        for c in row.chars() {
            if matches!(cell, Cell::Start) && c != '\n' {
                starts.push(self.place);
            }
            cell = cell.after(c, delimiter);
            self.place = if c == '\n' {
                Place { line: self.place.line.saturating_add(1), column: 1 }
            } else {
                Place { column: self.place.column.saturating_add(1), ..self.place }
            };
        }
        self.at = end.max(self.at);
        let open = starts.last().copied().filter(|_| matches!(cell, Cell::Quoted));
        Cells { starts, open }
    }
}

/// Where in a cell a character stands.
#[derive(Clone, Copy)]
enum Cell {
    Start,
    Plain,
    Quoted,
    /// Behind a quote that ends the quoted part, or is the first of two.
    Unquoted,
}

impl Cell {
    fn after(self, c: char, delimiter: u8) -> Self {
        match (self, c) {
            (Self::Quoted, '"') => Self::Unquoted,
            (Self::Start | Self::Unquoted, '"') | (Self::Quoted, _) => Self::Quoted,
            (_, c) if c == '\n' || c == char::from(delimiter) => Self::Start,
            _ => Self::Plain,
        }
    }
}

/// Whether a row has more cells than a table of stories can.
fn too_wide(text: &str, delimiter: u8) -> bool {
    let mut cell = Cell::Start;
    let mut cells = 0;
    text.chars().any(|c| {
        cell = cell.after(c, delimiter);
        cells = match (cell, c) {
            (Cell::Start, '\n') => 0,
            (Cell::Start, _) => cells + 1,
            _ => cells,
        };
        cells > MAX_COLUMNS
    })
}

fn byte(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::strategies::profile;
    use super::super::{Import, Source, read};
    use proptest::prelude::*;

    fn import(text: &str) -> Import {
        read(&Source::new("stories.csv", text), profile())
    }

    fn faults(text: &str) -> Vec<String> {
        import(text).problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn columns_become_keys_and_the_rest_goes_to_the_notes() {
        for delimiter in [",", ";", "\t"] {
            let rows = [
                ["Story", "LP", "Company", "S", "Mood", "Title"],
                [
                    "Cut latency",
                    "\"Dive Deep, ownership\"",
                    "Acme",
                    "\"Slow.\n\"\"Very.\"\"\"",
                    "good",
                    "x",
                ],
                ["", "", "", "", "", ""],
                ["Other", "", "", "", "", ""],
            ];
            let text = rows.map(|row| row.join(delimiter)).join("\r\n");
            let import = import(&text);
            assert_eq!(import.problems, [], "{text}");
            let story = &import.stories[0].document;
            assert_eq!((story.title.as_str(), story.principles.len()), ("Cut latency", 2));
            assert_eq!(story.organization.as_deref(), Some("Acme"));
            assert_eq!(story.situation.as_deref(), Some("Slow.\n\"Very.\""));
            assert_eq!(story.notes.as_deref(), Some("Mood: good\n\nTitle: x"));
            assert_eq!(import.stories.len(), 2);
            assert_eq!(
                import.remarks[0].message,
                "columns taken: `Story` as title, `LP` as principles, `Company` as organization, \
                 `S` as situation, `Mood` into the notes, `Title` into the notes"
            );
        }
    }

    #[test]
    fn a_fault_stands_at_its_cell() {
        let text = "title,outcome,period\n\"a\nb\",success,2024-03\nc,good,\n,mixed,2024-13\n";
        assert_eq!(
            faults(text),
            [
                "stories.csv:4:3: `good` is no outcome",
                "stories.csv:5:1: the title is missing",
                "stories.csv:5:8: `2024-13` is no period",
            ]
        );
        assert_eq!(import(text).stories.len(), 1);
    }

    #[test]
    fn a_quote_inside_a_cell_is_only_a_quote() {
        let text = "title,outcome\n5\" disks,success\n\"a \"\"b\"\" c\",x\nd,\"\"\n";
        assert_eq!(faults(text), ["stories.csv:3:13: `x` is no outcome"]);
        assert_eq!(import(text).stories[0].document.title, "5\" disks");
        assert!(faults(&format!("title{}\n", ",b".repeat(300)))[0].contains("columns"));
    }

    #[test]
    fn a_table_without_titles_or_with_an_open_quote_is_refused() {
        assert!(faults("name of it,task\na,b\n")[0].contains("no column holds the title"));
        assert!(faults("")[0].contains("empty"));
        assert_eq!(
            faults("title,task\na,b\nc,\"d\ne,f\n"),
            ["stories.csv:3:3: a quote is opened here and never closed"]
        );
    }

    proptest! {
        #[test]
        fn no_cell_is_lost(
            columns in prop::collection::vec(
                prop::sample::select(vec!["task", "Mood", "results", "notes", "", "LPs of others", "Task"]), 0..6),
            rows in prop::collection::vec(prop::collection::vec("[a-z\",;\n\t ]{0,6}", 1..8), 0..5),
        ) {
            let mut header = vec!["title"];
            header.extend(&columns);
            let mut expected = Vec::new();
            let named: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
            // The rows differ in length on purpose, as tables that people keep do.
            let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            out.write_record(&named).unwrap();
            for (number, mut row) in rows.into_iter().enumerate() {
                row.insert(0, format!("title {number}"));
                out.write_record(&row).unwrap();
                expected.push(row);
            }
            let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
            let import = import(&text);
            prop_assert_eq!(&import.problems, &[], "{}", text);
            prop_assert_eq!(import.stories.len(), expected.len());
            for (story, row) in import.stories.iter().zip(expected) {
                let told = serde_json::to_string(&story.document).unwrap();
                for cell in row {
                    let cell = serde_json::to_string(cell.trim()).unwrap();
                    prop_assert!(told.contains(cell.trim_matches('"')), "{} is not in {}", cell, told);
                }
            }
        }
    }
}
