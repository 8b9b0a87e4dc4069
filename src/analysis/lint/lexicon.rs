//! Lists of words and phrases, kept as data, each entry with a sentence that it must and one that it must
//! not touch.

use std::ops::Range;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::SectionText;
use super::clause::{Doer, subject_before};

/// Words before a phrase that count as near.
const NEAR: usize = 6;

/// One phrase and the company it must keep.
///
/// Neighbours are words in lower case, or one of `^` (start of a sentence), `,` (any other punctuation) and
/// `'s` (a possessive).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The words, in lower case, single spaces, straight apostrophes.
    pub(super) phrase: String,
    /// Other spellings and inflections of it.
    #[serde(default)]
    pub(super) forms: Vec<String>,
    /// It counts only after one of these.
    #[serde(default)]
    after: Vec<String>,
    /// It does not count after one of these.
    #[serde(default)]
    not_after: Vec<String>,
    /// It does not count with one of these among the few words before it.
    #[serde(default)]
    not_near: Vec<String>,
    /// It counts only before one of these.
    #[serde(default)]
    before: Vec<String>,
    /// It does not count before one of these.
    #[serde(default)]
    not_before: Vec<String>,
    /// Who must be doing it.
    #[serde(default)]
    doer: Option<Doer>,
    /// Whether only these capitals count (`TODO` is a note to oneself, a to-do list is not).
    #[serde(default)]
    exact: bool,
    /// Whether the word behind it belongs to it (`much faster`).
    #[serde(default)]
    with_next: bool,
    /// A sentence that holds the words, or words like them, and is fine.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the lists"))]
    pub(super) good: String,
    /// A sentence in which the entry must be found.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the lists"))]
    pub(super) bad: String,
}

/// Single words of one sort, with one pair of sentences for all of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    /// The words.
    pub(super) words: Vec<String>,
    /// They do not count before one of these.
    #[serde(default)]
    pub(super) not_before: Vec<String>,
    /// A sentence with a word of the group, or one like it, that is fine.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the lists"))]
    pub(super) good: String,
    /// A sentence in which the rule must speak up.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the lists"))]
    pub(super) bad: String,
}

impl Group {
    /// Reads a list of groups that is part of the program.
    pub(super) fn embedded(yaml: &str) -> Vec<Self> {
        crate::yaml::from_str(yaml).expect("every embedded list is read by a test")
    }
}

/// Where an entry was found.
#[derive(Debug, Clone)]
pub(super) struct Hit<'l> {
    /// The entry.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the tests of the lists"))]
    pub(super) entry: &'l Entry,
    /// Its words in the text.
    pub(super) bytes: Range<usize>,
}

/// A list of phrases, ready to search with.
#[derive(Debug)]
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    automaton: AhoCorasick,
    /// For each pattern of the automaton, its entry and its spelling.
    patterns: Vec<(usize, String)>,
}

impl Lexicon {
    /// Reads a list that is part of the program.
    pub(super) fn embedded(yaml: &str) -> Self {
        let entries: Vec<Entry> =
            crate::yaml::from_str(yaml).expect("every embedded list is read by a test");
        let patterns: Vec<(usize, String)> = entries
            .iter()
            .enumerate()
            .flat_map(|(at, entry)| {
                std::iter::once(&entry.phrase)
                    .chain(&entry.forms)
                    .flat_map(|spelling| [Some(spelling.clone()), spelled_out(spelling)])
                    .flatten()
                    .map(move |spelling| (at, spelling))
            })
            .collect();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(patterns.iter().map(|(_, spelling)| spelling))
            .expect("an embedded list is far below the automaton's limit");
        Self { entries, automaton, patterns }
    }

    /// The entries, in the order of the list.
    #[cfg(test)]
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every place where an entry stands, in order, the longest where several overlap.
    pub(super) fn hits(&self, text: &SectionText<'_>) -> Vec<Hit<'_>> {
        let folded = Folded::new(text.text());
        let mut hits: Vec<Hit<'_>> = self
            .automaton
            .find_overlapping_iter(&folded.text)
            .filter_map(|found| {
                let (entry, spelling) = &self.patterns[found.pattern().as_usize()];
                let entry = &self.entries[*entry];
                let range = found.start()..found.end();
                let next = if entry.with_next { folded.next_word(range.end) } else { range.end };
                let bytes = folded.original(range.start..next);
                (folded.is_whole(&range)
                    && (!entry.exact || folded.text[range.clone()] == **spelling)
                    && entry.fits(&folded, &range)
                    && entry.doer.is_none_or(|doer| doer.fits(subject_before(text, bytes.start))))
                .then_some(Hit { entry, bytes })
            })
            .collect();
        hits.sort_by_key(|hit| (hit.bytes.start, std::cmp::Reverse(hit.bytes.end)));
        let mut end = 0;
        hits.retain(|hit| {
            let free = hit.bytes.start >= end;
            if free {
                end = hit.bytes.end;
            }
            free
        });
        hits
    }
}

/// The spelling with its contracted negation written out (`didn't` and `did not` are one phrase).
fn spelled_out(spelling: &str) -> Option<String> {
    let negated = spelling.contains("n't");
    negated.then(|| {
        spelling.replace("won't", "will not").replace("can't", "cannot").replace("n't", " not")
    })
}

impl Entry {
    fn fits(&self, folded: &Folded, range: &Range<usize>) -> bool {
        let among = |list: &[String], neighbour: &Neighbour| list.iter().any(|n| neighbour.is(n));
        let left = folded.left_of(range.start);
        let right = folded.right_of(range.end);
        (self.after.is_empty() || among(&self.after, &left))
            && !among(&self.not_after, &left)
            && !folded
                .words_left_of(range.start)
                .any(|word| self.not_near.iter().any(|near| near.eq_ignore_ascii_case(word)))
            && (self.before.is_empty() || among(&self.before, &right))
            && !among(&self.not_before, &right)
    }
}

/// What stands beside a phrase.
#[derive(Debug, PartialEq, Eq)]
enum Neighbour {
    /// The edge of a sentence.
    Edge,
    /// Punctuation inside a sentence.
    Mark,
    /// A word, in lower case.
    Word(String),
}

impl Neighbour {
    fn is(&self, name: &str) -> bool {
        match self {
            Self::Edge => name == "^",
            Self::Mark => name == ",",
            Self::Word(word) if name == "'s" => word.ends_with("'s") || word.ends_with("s'"),
            Self::Word(word) => word == name,
        }
    }
}

/// A text with single spaces and straight quotes, and the way back to the original's bytes.
struct Folded {
    text: String,
    /// For each byte of the folded text, the byte it comes from; one more for the end.
    origin: Vec<usize>,
}

impl Folded {
    fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origin = Vec::with_capacity(original.len() + 1);
        for (at, c) in original.char_indices() {
            let folded = match c {
                '\u{2018}' | '\u{2019}' => '\'',
                '\u{201c}' | '\u{201d}' => '"',
                '\u{2010}' | '\u{2011}' => '-',
                c if c.is_whitespace() => ' ',
                c => c,
            };
            if folded == ' ' && text.ends_with(' ') {
                continue;
            }
            text.push(folded);
            origin.resize(text.len(), at);
        }
        origin.push(original.len());
        Self { text, origin }
    }

    fn original(&self, range: Range<usize>) -> Range<usize> {
        self.origin[range.start]..self.origin[range.end]
    }

    /// Whether no letter or digit touches the range from outside.
    fn is_whole(&self, range: &Range<usize>) -> bool {
        let inside = &self.text[range.clone()];
        let touches = |outer: Option<char>, inner: Option<char>| {
            outer.is_some_and(char::is_alphanumeric) && inner.is_some_and(char::is_alphanumeric)
        };
        !touches(self.text[..range.start].chars().next_back(), inside.chars().next())
            && !touches(self.text[range.end..].chars().next(), inside.chars().next_back())
    }

    fn left_of(&self, at: usize) -> Neighbour {
        let left = self.text[..at].trim_end();
        match left.chars().next_back() {
            None | Some('.' | '!' | '?') => Neighbour::Edge,
            Some(c) if is_word(c) => {
                let start = left
                    .rfind(|c| !is_word(c))
                    .map_or(0, |at| at + left[at..].chars().next().map_or(1, char::len_utf8));
                Neighbour::Word(left[start..].to_lowercase())
            }
            Some(_) => Neighbour::Mark,
        }
    }

    /// The few words of the sentence before a place, nearest first.
    fn words_left_of(&self, at: usize) -> impl Iterator<Item = &str> {
        let sentence = self.text[..at].rfind(['.', '!', '?', ';']).map_or(0, |end| end + 1);
        self.text[sentence..at].rsplit(|c| !is_word(c)).filter(|word| !word.is_empty()).take(NEAR)
    }

    /// Where the word right behind a place ends; the place itself where no word follows.
    fn next_word(&self, at: usize) -> usize {
        let right = self.text[at..].trim_start();
        let start = self.text.len() - right.len();
        let length = right.find(|c| !is_word(c)).unwrap_or(right.len());
        if length == 0 { at } else { start + length }
    }

    fn right_of(&self, at: usize) -> Neighbour {
        let right = self.text[at..].trim_start();
        match right.chars().next() {
            None | Some('.' | '!' | '?') => Neighbour::Edge,
            Some(c) if is_word(c) => {
                let end = right.find(|c| !is_word(c)).unwrap_or(right.len());
                Neighbour::Word(right[..end].trim_end_matches('\'').to_lowercase())
            }
            Some(_) => Neighbour::Mark,
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '-' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Section;
    use proptest::prelude::*;

    fn lexicon(fields: &str) -> Lexicon {
        Lexicon::embedded(&format!("- {{ {fields}, good: g, bad: b }}"))
    }

    fn found(fields: &str, text: &str) -> Vec<String> {
        let section = SectionText::new(Section::Action, text, Vec::new());
        let lexicon = lexicon(fields);
        lexicon.hits(&section).iter().map(|hit| text[hit.bytes.clone()].to_owned()).collect()
    }

    #[test]
    fn a_phrase_is_found_across_line_ends_and_curly_apostrophes_and_not_inside_words() {
        assert_eq!(found("phrase: a lot", "It rose a\n  lot."), ["a\n  lot"]);
        assert_eq!(
            found("phrase: \"vendor's fault\"", "the vendor\u{2019}s fault \u{1f44d}").len(),
            1
        );
        assert!(found("phrase: a lot", "a lottery").is_empty());
        assert!(found("phrase: a lot", "sea lot").is_empty());
        assert_eq!(found("phrase: \"???\"", "by ???%"), ["???"]);
    }

    #[test]
    fn neighbours_decide() {
        assert_eq!(
            found("phrase: actually, after: ['^', ',']", "Actually, it was, actually.").len(),
            2
        );
        assert!(found("phrase: actually, after: ['^', ',']", "what they actually do").is_empty());
        assert!(found("phrase: kind of, not_after: [this]", "this kind of work").is_empty());
        assert_eq!(found("phrase: fault, after: [\"'s\"]", "the vendors\u{2019} fault"), ["fault"]);
        assert!(found("phrase: fault, after: [\"'s\"]", "my fault").is_empty());
        assert!(found("phrase: TODO, exact: true", "a todo list").is_empty());
    }

    #[test]
    fn of_overlapping_phrases_the_longest_stands() {
        let lexicon = Lexicon::embedded(
            "[{phrase: a lot, good: g, bad: b}, {phrase: a lot of, good: g, bad: b}]",
        );
        let text = SectionText::new(Section::Result, "a lot of it", Vec::new());
        let hits = lexicon.hits(&text);
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].entry.phrase, "a lot of");
    }

    proptest! {
        #[test]
        fn what_is_found_reads_as_the_phrase(head in "\\PC{0,12}", gap in "[ \\n\\t\u{a0}]{1,4}", tail in "\\PC{0,12}") {
            let text = format!("{head} under{gap}NDA {tail}");
            let hits = found("phrase: under nda", &text);
            prop_assert!(hits.iter().all(|hit| hit.starts_with("under") && hit.ends_with("NDA")), "{:?}", hits);
        }
    }
}
