//! Cuts Markdown lines at their headings.

use super::super::names::key_for;
use crate::story::Section;

/// Level of a label: deeper than any heading, so that a label never ends a heading's story.
pub(super) const LABEL: usize = 7;

/// A heading and the lines below it, up to the next heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block<'t> {
    /// The heading's level, 1 to 6, or [`LABEL`]; zero for what stands before the first heading.
    pub(super) level: usize,
    /// The heading's text.
    pub(super) name: &'t str,
    /// The heading's line, from zero.
    pub(super) line: usize,
    /// The first line below it, from zero.
    pub(super) from: usize,
    /// One past the last.
    pub(super) to: usize,
    /// Text on a label's own line, with its column from one.
    pub(super) beside: Option<(&'t str, usize)>,
    /// The section, or the notes, whose text this is.
    pub(super) section: Option<&'static str>,
}

/// Cuts the lines from `body` on. Labels (`**Task:** …`) count only where no heading names a section, since
/// a line of prose may begin like one.
pub(super) fn blocks<'t>(lines: &[&'t str], body: usize) -> Vec<Block<'t>> {
    let headed = cut(lines, body, heading);
    if headed.iter().any(|block| block.section.is_some()) {
        return headed;
    }
    cut(lines, body, |lines, index| heading(lines, index).or_else(|| label(lines[index], index)))
}

fn cut<'t>(
    lines: &[&'t str],
    body: usize,
    starts: impl Fn(&[&'t str], usize) -> Option<Block<'t>>,
) -> Vec<Block<'t>> {
    let preface =
        Block { level: 0, name: "", line: body, from: body, to: body, beside: None, section: None };
    let mut blocks = vec![preface];
    let mut fence = None;
    let mut index = body;
    while index < lines.len() {
        let trimmed = lines[index].trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        let open = fence.is_some();
        if mark.is_some() && (!open || fence == mark) {
            fence = if open { None } else { mark };
        } else if !open && let Some(block) = starts(lines, index) {
            index = block.from;
            blocks.push(block);
            continue;
        }
        index += 1;
        if let Some(block) = blocks.last_mut() {
            block.to = index;
        }
    }
    blocks
}

/// A heading marked by `#` or underlined by `===` or `---`.
fn heading<'t>(lines: &[&'t str], index: usize) -> Option<Block<'t>> {
    let block = |level, name: &'t str, height| Block {
        level,
        name,
        line: index,
        from: index + height,
        to: index + height,
        beside: None,
        section: key_for(name).filter(|key| *key == "notes" || is_section(key)),
    };
    let line = lines[index];
    let trimmed = line.trim();
    let name = trimmed.trim_start_matches('#');
    let hashes = trimmed.len() - name.len();
    let indent = line.len() - line.trim_start().len();
    if (1..=6).contains(&hashes)
        && indent <= 3
        && (name.is_empty() || name.starts_with([' ', '\t']))
    {
        return Some(block(hashes, name.trim_end_matches('#').trim(), 1));
    }
    let alone = index == 0 || lines[index - 1].trim().is_empty();
    let underline = lines.get(index + 1)?.trim_end();
    if !alone || trimmed.is_empty() || underline.len() < 3 {
        return None;
    }
    let drawn_with = |mark: u8| underline.bytes().all(|b| b == mark);
    let level = if drawn_with(b'=') { 1 } else { 2 };
    (level == 1 || drawn_with(b'-')).then(|| block(level, trimmed, 2))
}

/// `**Situation**`, `**Situation:** text` or `Situation: text`, for names of sections only.
fn label(line: &str, index: usize) -> Option<Block<'_>> {
    let trimmed = line.trim();
    let bold = ["**", "__"].into_iter().find(|mark| trimmed.starts_with(mark));
    let (name, rest) = match bold {
        Some(mark) => trimmed[mark.len()..].split_once(mark)?,
        None => trimmed.split_once(':')?,
    };
    let text = rest.trim_start().trim_start_matches(':').trim();
    // A single letter starts too many lines that are prose.
    let section = key_for(name).filter(|key| name.len() > 1 && is_section(key))?;
    let column = line.trim_end().chars().count() - text.chars().count() + 1;
    Some(Block {
        level: LABEL,
        name,
        line: index,
        from: index + 1,
        to: index + 1,
        beside: (!text.is_empty()).then_some((text, column)),
        section: Some(section),
    })
}

fn is_section(key: &str) -> bool {
    Section::ALL.iter().any(|section| section.as_str() == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_at(text: &str) -> Vec<(usize, String, usize)> {
        let lines: Vec<&str> = text.lines().collect();
        blocks(&lines, 0)
            .iter()
            .skip(1)
            .map(|block| (block.level, block.name.to_owned(), block.to - block.from))
            .collect()
    }

    fn found(level: usize, name: &str, lines: usize) -> (usize, String, usize) {
        (level, name.to_owned(), lines)
    }

    #[test]
    fn headings_are_marked_or_underlined() {
        assert_eq!(
            cut_at("One\n===\ntext\n\n## Two ##\n\nThree\n---\n#four\n# \n    # five\n"),
            [found(1, "One", 2), found(2, "Two", 1), found(2, "Three", 1), found(1, "", 1)],
        );
    }

    #[test]
    fn code_and_rules_are_no_headings() {
        assert_eq!(cut_at("```\n# a\n~~~\n# b\n```\ntwo\nlines\n---\n"), []);
    }

    #[test]
    fn labels_count_where_no_heading_names_a_section() {
        let text = "# Alpha\n**Situation:** x\n__Task__\ny\nResult: z\nNobody: w\nS: v\n";
        assert_eq!(
            cut_at(text),
            [
                found(1, "Alpha", 0),
                found(7, "Situation:", 0),
                found(7, "Task", 1),
                found(7, "Result", 2)
            ],
        );
        assert_eq!(
            cut_at("# Alpha\n## Task\nResult: z\n"),
            [found(1, "Alpha", 0), found(2, "Task", 1)]
        );
    }
}
