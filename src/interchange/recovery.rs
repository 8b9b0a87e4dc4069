//! Telling the stories of a library apart when the whole of it is not YAML.
//!
//! An unclosed quote or a tab in one story makes the parser give up on the file. In the block style that
//! people write and `export` makes, every story starts with a dash in the same column and everything that
//! belongs to it is indented further, so the entries can still be cut apart by lines and read one by one.

use super::text::tidy_line;

/// A library cut into its entries.
#[derive(Debug)]
pub(super) struct Library<'t> {
    /// What stands before the `stories:` line, to be read for the version.
    pub(super) head: &'t str,
    /// One for each dash.
    pub(super) entries: Vec<Chunk<'t>>,
}

/// The lines of one entry.
#[derive(Debug)]
pub(super) struct Chunk<'t> {
    /// Its first line in the source, from one.
    pub(super) line: u32,
    /// Its lines, from the dash on.
    pub(super) text: &'t str,
}

impl Chunk<'_> {
    /// What to call a story that cannot be read: its slug or title, as far as a line shows them.
    pub(super) fn label(&self) -> Option<String> {
        ["slug:", "title:"].iter().find_map(|key| {
            let value = self.text.lines().find_map(|line| {
                line.trim_start().trim_start_matches("- ").trim_start().strip_prefix(key)
            })?;
            tidy_line(value)
        })
    }
}

/// Cuts a block-style library into its entries; none where the text has no such form.
///
/// Beyond `most` entries nothing is cut: the last one holds the rest.
pub(super) fn entries(text: &str, most: usize) -> Option<Library<'_>> {
    let mut head = None;
    let mut margin = None;
    let mut starts = Vec::new();
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if head.is_none() {
            if opens_list(line) {
                head = Some(&text[..at]);
            }
        } else {
            let indent = line.len() - line.trim_start_matches(' ').len();
            let dash = line[indent..].starts_with("- ");
            if margin.is_none() && dash {
                margin = Some(indent);
            }
            if dash && margin == Some(indent) {
                starts.push((u32::try_from(index + 1).unwrap_or(u32::MAX), at));
                if starts.len() > most {
                    break;
                }
            }
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    let entries: Vec<Chunk<'_>> = starts
        .iter()
        .zip(ends)
        .map(|(&(line, start), end)| Chunk { line, text: &text[start..end] })
        .collect();
    Some(Library { head: head?, entries }).filter(|library| !library.entries.is_empty())
}

fn opens_list(line: &str) -> bool {
    line.strip_prefix("stories:").is_some_and(|rest| {
        let rest = rest.trim();
        rest.is_empty() || rest.starts_with('#')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_start_at_the_dashes_of_the_first_column_alone() {
        let text = "version: 1\nstories: # all\n  # one\n  - title: a\n    principles:\n      - x\n    action: |\n      - y\n  - title: b\n";
        let library = entries(text, 9).unwrap();
        assert_eq!(library.head, "version: 1\n");
        let found: Vec<_> = library.entries.iter().map(|entry| (entry.line, entry.text)).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].0, 4);
        assert!(found[0].1.ends_with("- y\n"), "{found:?}");
        assert_eq!(found[1], (9, "  - title: b\n"));
    }

    #[test]
    fn what_is_no_block_library_has_no_entries() {
        for text in ["", "title: a\n", "{\"stories\": [", "stories:\n", "- title: a\n"] {
            assert!(entries(text, 9).is_none(), "{text:?}");
        }
    }
}
