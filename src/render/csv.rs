//! Tables for a spreadsheet.

/// Characters that make a spreadsheet take a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table as RFC 4180 has it; a cell that a spreadsheet would take for a formula is marked as text.
pub(super) fn table<R: AsRef<[String]>>(
    head: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> String {
    let mut out = String::new();
    row(&mut out, head.iter().copied());
    for cells in rows {
        row(&mut out, cells.as_ref().iter().map(String::as_str));
    }
    out
}

fn row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let cell = harmless(cell);
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

fn harmless(cell: &str) -> String {
    let formula = cell.trim_start_matches(' ').starts_with(FORMULA);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_is_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"] {
            let table = table(&["a"], [[cell.to_owned()]]);
            let cell = table.lines().nth(1).unwrap().trim_start_matches('"');
            assert!(cell.starts_with('\''), "{table:?}");
        }
        assert_eq!(table(&["a"], [["a=1".to_owned()]]), "a\r\na=1\r\n");
    }

    proptest! {
        #[test]
        fn a_reader_finds_the_cells_that_were_written(
            rows in prop::collection::vec(prop::collection::vec(".{0,8}|[,\"\n\r =]{0,4}", 3), 0..5),
        ) {
            let text = table(&["a", "b", "c"], &rows);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let expected: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| harmless(cell)).collect()).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
