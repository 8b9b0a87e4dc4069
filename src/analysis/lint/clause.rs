//! Who does what in a sentence, as far as word order tells.
//!
//! No parser: a walk to the left from the words in question. It says "unknown" rather than guess, because
//! a remark about the wrong person is worse than none.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::SectionText;
use super::lexicon::Group;

/// Who stands as the subject of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// `I`, or nobody at all at the start of a sentence, as in a note to oneself.
    Author,
    /// `we`.
    Group,
    /// Another person or a group without the author.
    Others,
    /// Somebody, but it did not happen.
    Negated,
    /// A thing, or not to be told from word order.
    Unknown,
}

/// Who must be the subject for a phrase to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Doer {
    /// The author.
    Author,
    /// Other people.
    Others,
    /// Anybody but the author and their group.
    NotAuthor,
}

impl Doer {
    pub(super) fn fits(self, subject: Subject) -> bool {
        match self {
            Self::Author => subject == Subject::Author,
            Self::Others => subject == Subject::Others,
            Self::NotAuthor => matches!(subject, Subject::Others | Subject::Unknown),
        }
    }
}

/// Words that may stand between a subject and its verb and change nothing.
const BETWEEN: &[&str] = &[
    "all", "also", "always", "am", "and/or", "are", "be", "been", "being", "both", "could", "did",
    "do", "even", "ever", "had", "has", "have", "is", "just", "later", "mostly", "often", "once",
    "only", "soon", "sometimes", "still", "then", "themselves", "too", "was", "were", "will",
    "would", "myself", "himself", "herself", "simply", "first", "who", "that", "which",
];

/// Words that take a statement back.
const NEGATIONS: &[&str] = &["not", "never", "nobody", "no", "nothing", "neither", "nor", "cannot"];

/// Words that join two verbs of one subject.
const JOINS: &[&str] = &["and", "but", "or", "then", "yet"];

/// Words that open a subordinate clause.
const SUBORDINATORS: &[&str] = &[
    "after", "although", "as", "because", "before", "how", "if", "once", "since", "that", "though",
    "till", "unless", "until", "what", "when", "where", "whereas", "whether", "which", "while",
    "who", "whom", "whose", "why",
];

/// People other than the author, by what they are called.
static GROUPS: LazyLock<Vec<Group>> =
    LazyLock::new(|| Group::embedded(include_str!("words/people.yaml")));

static PEOPLE: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| GROUPS.iter().flat_map(|group| &group.words).map(String::as_str).collect());

/// Whether a word in lower case takes a statement back.
pub(super) fn is_negation(word: &str) -> bool {
    word.ends_with("n't") || NEGATIONS.contains(&word)
}

/// Whether a word in lower case opens a subordinate clause.
pub(super) fn is_subordinator(word: &str) -> bool {
    SUBORDINATORS.contains(&word)
}

/// Whether a word in lower case is an adverb that may stand between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly") && !matches!(word, "only" | "family" | "supply"))
        || matches!(
            word,
            "also"
                | "then"
                | "soon"
                | "later"
                | "first"
                | "finally"
                | "eventually"
                | "just"
                | "quickly"
                | "all"
                | "both"
                | "thus"
                | "therefore"
                | "even"
                | "once"
                | "again"
                | "only"
                | "still"
        )
}

/// Whether the words between two neighbours hold a break inside the sentence.
pub(super) fn has_break(between: &str) -> bool {
    between.contains([',', ';', ':', '(', ')', '\u{2014}', '\u{2013}']) || between.contains(" - ")
}

fn pronoun(word: &str) -> Option<Subject> {
    match word.split('\'').next().unwrap_or_default() {
        "i" => Some(Subject::Author),
        "we" => Some(Subject::Group),
        "he" | "she" | "they" => Some(Subject::Others),
        _ => None,
    }
}

fn is_person(text: &SectionText<'_>, at: usize) -> bool {
    let word = text.word(at);
    let word = word.strip_suffix("'s").unwrap_or(word);
    if PEOPLE.contains(word) {
        return true;
    }
    // A name: a capital inside the sentence that does not shout.
    let range = text.word_range(at);
    let inside = text.sentence_at(range.start).start < range.start;
    let mut letters = text.text()[range].chars();
    inside
        && letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 1
        && letters.all(char::is_lowercase)
}

/// The subject of the words that start at a byte.
pub(super) fn subject_before(text: &SectionText<'_>, byte: usize) -> Subject {
    let sentence = text.sentence_at(byte);
    let words = text.words_within(sentence.start..byte);
    let mut at = words.end;
    while at > words.start {
        at -= 1;
        let word = text.word(at);
        if at + 1 < text.segments.words().len() && has_break(text.between(at, at + 1)) {
            return subject_further_left(text, words.start..at + 1);
        }
        if is_negation(word) {
            return Subject::Negated;
        }
        if JOINS.contains(&word) {
            return subject_further_left(text, words.start..at);
        }
        if let Some(subject) = pronoun(word) {
            return subject;
        }
        if BETWEEN.contains(&word) || is_adverb(word) {
            continue;
        }
        return if is_person(text, at) { Subject::Others } else { Subject::Unknown };
    }
    Subject::Author
}

/// The subject of a verb that shares it with an earlier one: the nearest pronoun, else the only person.
fn subject_further_left(text: &SectionText<'_>, words: Range) -> Subject {
    for at in words.clone().rev() {
        if let Some(subject) = pronoun(text.word(at)) {
            return subject;
        }
    }
    if words.clone().any(|at| is_person(text, at)) { Subject::Others } else { Subject::Unknown }
}

type Range = std::ops::Range<usize>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Section;

    fn subject(sentence: &str, words: &str) -> Subject {
        let text = SectionText::new(Section::Action, sentence, Vec::new());
        subject_before(&text, sentence.find(words).expect("the words occur"))
    }

    #[test]
    fn the_subject_is_found_to_the_left() {
        use Subject::{Author, Group, Negated, Others, Unknown};
        let cases = [
            ("I helped with it.", "helped", Author),
            ("I was also involved in it.", "involved", Author),
            ("I drew it and was involved in it.", "involved", Author),
            ("Helped with it.", "helped", Author),
            ("We helped with it.", "helped", Group),
            ("I called, and the vendor helped with it.", "helped", Others),
            ("The engineers dropped it.", "dropped", Others),
            ("They wrote it and dropped it.", "dropped", Others),
            ("In May Priya dropped it.", "dropped", Others),
            ("The guide dropped it.", "dropped", Unknown),
            ("I wasn't involved in it.", "involved", Negated),
        ];
        for (sentence, words, expected) in cases {
            let at = sentence.to_lowercase().find(words).expect("the words occur");
            assert_eq!(subject(sentence, &sentence[at..at + words.len()]), expected, "{sentence}");
        }
    }

    #[test]
    fn every_group_of_people_has_a_working_example() {
        use crate::analysis::lint::testing::Told;
        for group in GROUPS.iter() {
            let blamed = |text: &str| Told::empty().with(Section::Result, text).found("V004").len();
            assert_eq!(blamed(&group.bad), 1, "{}", group.bad);
            assert_eq!(blamed(&group.good), 0, "{}", group.good);
            for word in &group.words {
                let sentence = format!("The {word} dropped it.");
                assert_eq!(subject(&sentence, "dropped"), Subject::Others, "{word}");
            }
        }
    }
}
