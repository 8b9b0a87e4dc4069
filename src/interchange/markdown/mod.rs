//! Stories under Markdown headings.
//!
//! Headings that name a section, in any level and case, hold its text; where there are none, lines like
//! `**Situation:** …` do. The heading above the first section is the title, lines such as
//! `Principles: Dive Deep, Ownership` below it are the facts, and front matter between `---` lines is taken
//! as the story's keys. Text that no section claims goes to the notes, and a remark says so.

mod blocks;

use self::blocks::{Block, LABEL, blocks};
use super::compose::Composer;
use super::import::Intake;
use super::names::key_for;
use super::problem::{START, quoted};
use crate::yaml::{self, Entry, Place, Value, YamlError};

/// Keys that a line of facts may give.
const FACTS: [&str; 6] = ["principles", "project", "role", "organization", "period", "outcome"];

/// Most lines of one source: some thousand stories.
const MAX_LINES: usize = 200_000;

/// Reads a Markdown source: one story, or several under titles of one level.
pub(super) fn read(intake: &mut Intake<'_>, text: &str) {
    if text.lines().nth(MAX_LINES).is_some() {
        let message = format!("the source has more than {MAX_LINES} lines");
        return intake.report(START, message, "split it; a library is far smaller");
    }
    let lines: Vec<&str> = text.lines().collect();
    if lines.iter().all(|line| line.trim().is_empty()) {
        return intake.report(START, "the source is empty", "start it with `# ` and a title");
    }
    let matter = match front_matter(&lines) {
        Ok(matter) => matter,
        Err(error) => return intake.refuse(error),
    };
    let blocks = blocks(&lines, matter.lines);
    let titles = titles(&blocks);
    // What stands before the first title belongs to its story.
    let starts: Vec<usize> = std::iter::once(0).chain(titles.iter().skip(1).copied()).collect();
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(blocks.len());
        let place = titles.get(nth).map_or(START, |&title| at(blocks[title].line));
        if intake.is_full(place, nth) {
            return;
        }
        let mut story = Story { intake, keys: Composer::new(place), lines: &lines };
        if nth == 0 {
            matter.entries.iter().for_each(|entry| story.keys.entry(entry));
        }
        story.blocks(&blocks[start..end], titles.get(nth).map(|title| title - start));
        let node = story.keys.into_node();
        intake.story(&node, blocks.get(end).map(|block| at(block.line)), &["version"]);
    }
}

/// Keys between `---` lines at the very start.
#[derive(Default)]
struct FrontMatter {
    /// Lines that it takes with its rules; none where there is none.
    lines: usize,
    entries: Vec<Entry>,
}

fn front_matter(lines: &[&str]) -> Result<FrontMatter, YamlError> {
    let is_rule = |line: &&str| matches!(line.trim_end(), "---" | "...");
    let inside = lines.iter().skip(1).position(is_rule);
    let Some(inside) =
        inside.filter(|_| lines.first().is_some_and(|line| line.trim_end() == "---"))
    else {
        return Ok(FrontMatter::default());
    };
    let node = yaml::tree_at(&lines[1..=inside].join("\n"), 2)?;
    Ok(match &node.value {
        Value::Mapping(entries) => FrontMatter { lines: inside + 2, entries: entries.clone() },
        Value::Null => FrontMatter { lines: inside + 2, entries: Vec::new() },
        // Prose between two rules is prose.
        Value::Scalar(_) | Value::Sequence(_) => FrontMatter::default(),
    })
}

/// The blocks whose headings are titles: the first is the nearest heading above the first section that is of
/// a higher level than it, or else the first heading; the others are those of its level that have sections.
fn titles(blocks: &[Block<'_>]) -> Vec<usize> {
    let is_other = |block: &Block<'_>| (1..LABEL).contains(&block.level) && block.section.is_none();
    let section = blocks.iter().position(|block| block.section.is_some());
    let above = &blocks[..section.unwrap_or(blocks.len())];
    let section_level = section.map_or(0, |index| blocks[index].level);
    let title = above
        .iter()
        .rposition(|block| is_other(block) && block.level < section_level)
        .or_else(|| above.iter().position(is_other));
    let Some(title) = title else { return Vec::new() };
    let level = blocks[title].level;
    let peers: Vec<usize> = (title..blocks.len())
        .filter(|&index| is_other(&blocks[index]) && blocks[index].level <= level)
        .collect();
    let ends = peers.iter().skip(1).copied().chain([blocks.len()]);
    peers
        .iter()
        .zip(ends)
        .filter(|&(&start, end)| {
            start == title || blocks[start..end].iter().any(|block| block.section.is_some())
        })
        .map(|(&start, _)| start)
        .collect()
}

/// One story on its way from blocks to keys.
struct Story<'s, 'a> {
    intake: &'s mut Intake<'a>,
    keys: Composer,
    lines: &'s [&'s str],
}

impl Story<'_, '_> {
    fn blocks(&mut self, blocks: &[Block<'_>], title: Option<usize>) {
        // The section that is being told and its heading's level.
        let mut told = None;
        for (index, block) in blocks.iter().enumerate() {
            if let Some(section) = block.section {
                told = Some((section, block.level));
                self.section(section, block);
            } else if title == Some(index) {
                self.title(block);
            } else if let Some((section, level)) = told
                && block.level > level
            {
                // A heading inside a section belongs to its text.
                let text = self.lines[block.line..block.to].join("\n");
                self.keys.text(section, at(block.line), text.trim_end());
            } else {
                told = None;
                let text = if block.level == 0 { self.facts(block) } else { self.text(block) };
                self.unclaimed(block, &text);
            }
        }
    }

    fn section(&mut self, section: &'static str, block: &Block<'_>) {
        if self.keys.has(section) {
            let message = format!("{section} stands here again; its text is added to the first");
            self.intake.remark(at(block.line), message);
        }
        let below = self.text(block);
        let (place, text) = match block.beside {
            Some((beside, column)) => {
                let place = Place { column: number(column), ..at(block.line) };
                (place, format!("{beside}\n{below}"))
            }
            None => (at(block.from), below),
        };
        if !text.trim().is_empty() {
            self.keys.text(section, place, text.trim_end());
        }
    }

    fn title(&mut self, block: &Block<'_>) {
        let rest = self.facts(block);
        if self.keys.has("title") {
            // The front matter has the title; a heading of its own words is kept.
            self.unclaimed(block, &rest);
        } else {
            self.keys.text("title", at(block.line), block.name);
            self.unclaimed(&Block { level: 0, name: "", ..*block }, &rest);
        }
    }

    /// The lines below a heading, without the blank ones at either end.
    fn text(&self, block: &Block<'_>) -> String {
        let lines = &self.lines[block.from..block.to];
        let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
        lines[blank..].join("\n").trim_end().to_owned()
    }

    /// Takes the facts from the lines `Key: value` of a block, and gives back the other lines.
    fn facts(&mut self, block: &Block<'_>) -> String {
        let mut rest = Vec::new();
        for index in block.from..block.to {
            let line = self.lines[index];
            let bare = line.trim().trim_start_matches(['-', '*', '+', '_', ' ']);
            let fact = bare.split_once(':').and_then(|(name, value)| {
                let key = key_for(name).filter(|key| FACTS.contains(key))?;
                let value = value.trim_matches(['*', '_', ' ', '\t']);
                (!value.is_empty() && !self.keys.has(key)).then_some((key, value))
            });
            match fact {
                Some(("principles", value)) => self.keys.list("principles", at(index), value),
                Some((key, value)) => self.keys.text(key, at(index), value),
                None => rest.push(line),
            }
        }
        rest.join("\n").trim().to_owned()
    }

    /// Puts text that no section claims into the notes, under its heading.
    fn unclaimed(&mut self, block: &Block<'_>, text: &str) {
        let place = at(block.line);
        match (block.level, text.is_empty()) {
            (0, true) => {}
            (0, false) => {
                self.keys.text("notes", place, text);
                self.intake.remark(place, "text outside every section is kept in the notes");
            }
            (_, empty) => {
                let gap = if empty { "" } else { "\n" };
                self.keys.text("notes", place, &format!("{}{gap}{text}", block.name));
                let message =
                    format!("{} is no section; it is kept in the notes", quoted(block.name));
                self.intake.remark(place, message);
            }
        }
    }
}

fn at(line: usize) -> Place {
    Place { line: number(line + 1), column: 1 }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::strategies::profile;
    use super::super::{Import, Source, StoryDocument, read};
    use crate::catalogue::PrincipleId;
    use proptest::prelude::*;

    fn import(text: &str) -> Import {
        read(&Source::new("story.md", text), profile())
    }

    fn one(text: &str) -> StoryDocument {
        let mut import = import(text);
        assert_eq!(import.problems, [], "{text}");
        assert_eq!(import.stories.len(), 1, "{text}");
        import.stories.remove(0).document
    }

    #[test]
    fn headings_hold_their_text() {
        let story = one(concat!(
            "# Cut latency\n\nPrinciples: Dive Deep, ownership\n- **Period:** 2024-03\n\n",
            "## SITUATION\n\nIt was slow.\n\nVery.\n\n## Action:\n- I measured\n\n### Then\nI cut.\n",
            "## Results ##\nDone\n# Lessons Learned\nMeasure.\n",
        ));
        assert_eq!(story.title, "Cut latency");
        let principles: Vec<&str> = story.principles.iter().map(PrincipleId::as_str).collect();
        assert_eq!(principles, ["dive-deep", "ownership"]);
        assert_eq!(story.period.unwrap().to_string(), "2024-03");
        assert_eq!(story.situation.as_deref(), Some("It was slow.\n\nVery."));
        assert_eq!(story.action.as_deref(), Some("- I measured\n\n### Then\nI cut."));
        assert_eq!(story.result.as_deref(), Some("Done"));
        assert_eq!(story.learning.as_deref(), Some("Measure."));
        assert_eq!(story.notes, None);
    }

    #[test]
    fn labels_do_where_there_are_no_headings() {
        let story =
            one("Cut latency\n===\n\n**Situation:** It was slow.\nVery.\n\nTask: Be fast.\n");
        assert_eq!(story.title, "Cut latency");
        assert_eq!(story.situation.as_deref(), Some("It was slow.\nVery."));
        assert_eq!(story.task.as_deref(), Some("Be fast."));
    }

    #[test]
    fn front_matter_gives_keys_and_its_faults_have_places() {
        let story = one(
            "---\ntitle: A\nprinciples: [dive-deep]\nnotes: x\n---\n# B\n## Task\nt\n## Odd\ny\n",
        );
        assert_eq!((story.title.as_str(), story.task.as_deref()), ("A", Some("t")));
        assert_eq!(story.notes.as_deref(), Some("x\n\nB\n\nOdd\ny"));
        let problems = import("---\ntitle: A\noutcome: x\n---\n").problems;
        assert_eq!(problems[0].to_string(), "story.md:3:10: `x` is no outcome");
        assert_eq!(import("---\na: b: c\n---\n").problems[0].place.line, 2);
    }

    #[test]
    fn several_titles_of_one_level_are_several_stories() {
        let text = "# Mine\n## Alpha\n### Task\na\n## Beta\n### Task\nb\n## Appendix\nc\n";
        let import = import(text);
        let found: Vec<_> = import
            .stories
            .iter()
            .map(|story| {
                (story.document.title.as_str(), story.place.line, story.document.notes.as_deref())
            })
            .collect();
        assert_eq!(found, [("Alpha", 2, Some("Mine")), ("Beta", 5, Some("Appendix\nc"))]);
        let remarks: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(
            remarks,
            [
                "story.md:1:1: `Mine` is no section; it is kept in the notes",
                "story.md:8:1: `Appendix` is no section; it is kept in the notes",
            ]
        );
    }

    #[test]
    fn a_story_without_a_title_is_refused() {
        assert_eq!(import("## Task\nx\n").problems[0].message, "the title is missing");
        assert_eq!(import(" \n").problems[0].message, "the source is empty");
    }

    proptest! {
        #[test]
        fn no_word_is_lost(parts in prop::collection::vec((0usize..12, prop::bool::ANY), 1..20)) {
            let forms = [
                "# W", "## W", "### W", "## Task", "# Result", "### Action", "**Task:** W", "W", "W\n===", "Notes: W",
                "## Notes", "> W",
            ];
            let mut words = Vec::new();
            let mut text = "# First\n".to_owned();
            for (form, gap) in parts {
                let word = format!("w{}w", words.len());
                text.push_str(if gap { "\n" } else { "" });
                text.push_str(&forms[form].replace('W', &word));
                text.push('\n');
                if forms[form].contains('W') {
                    words.push(word);
                }
            }
            let import = import(&text);
            prop_assert_eq!(&import.problems, &[]);
            let told: String = import
                .stories
                .iter()
                .map(|story| serde_json::to_string(&story.document).unwrap())
                .collect();
            for word in words {
                prop_assert!(told.contains(&word), "{} of\n{}\nis not in {}", word, text, told);
            }
        }
    }
}
