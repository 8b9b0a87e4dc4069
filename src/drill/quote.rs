//! Cutting a quotation: the story's own words, whole, and short enough to be said.

use std::ops::Range;

use super::clause::{Clause, Subject};
use super::grammar::{
    is_adverb, is_auxiliary, is_dangling, is_determiner, is_negation, is_opener, is_preposition,
    is_subject_pronoun, is_time, is_verb_like,
};
use super::prose::Prose;
use super::words::Stop;
use crate::analysis::Span;
use crate::story::Section;

/// Fewest words of a quotation; fewer say nothing.
pub(super) const FEWEST: usize = 3;

/// Most words of a quotation; more cannot be taken in by ear.
pub(super) const MOST: usize = 14;

/// Fewest words that carry meaning; `She took it` has one.
const TELLING: usize = 2;

/// Most characters, for words that are no words (addresses, paths).
const LONGEST: usize = 110;

/// Words of a story, word for word, with their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Which section.
    pub section: Section,
    /// Where in it.
    pub span: Span,
    /// The words, with every run of white space as one space.
    pub words: String,
    /// Whether the words begin with a verb whose subject is the author.
    pub headless: bool,
    /// Whether the clause goes on in the text, and perhaps its point with it.
    pub clipped: bool,
}

impl Quote {
    /// The words in the first pair of quotation marks that does not occur in them.
    pub fn marked(&self) -> String {
        marked(&self.words)
    }
}

/// Puts words in the first pair of quotation marks that does not occur in them.
pub(super) fn marked(words: &str) -> String {
    const PAIRS: [(char, char); 3] = [('"', '"'), ('\u{201c}', '\u{201d}'), ('\u{ab}', '\u{bb}')];
    let (open, close) = PAIRS
        .into_iter()
        .find(|&(open, close)| !words.contains([open, close]))
        .unwrap_or(('‹', '›'));
    format!("{open}{words}{close}")
}

/// Cuts a clause to a quotation that holds the word `about`.
pub(super) fn of_clause(prose: &Prose<'_>, clause: &Clause, about: usize) -> Option<Quote> {
    if about >= clause.words.end {
        return None;
    }
    if clause.elided && clause.subject == Subject::Other {
        return with_subject(prose, clause);
    }
    if introduces(prose, clause) {
        return None;
    }
    let mut from = clause.words.start;
    let mut to = clause.words.end;
    while to < clause.sentence.end {
        let end = prose.next_break(to);
        if end > clause.sentence.end || end - from > MOST || !goes_on(prose, clause, to) {
            break;
        }
        to = end;
    }
    // `If …, the page is not finished`: the condition belongs to what is said.
    let conditional = hypothesis(prose, clause);
    if conditional && to - clause.sentence.start <= MOST {
        from = clause.sentence.start;
    } else if to - from > MOST {
        from = inner_start(prose, clause).unwrap_or(from);
    }
    let long = to - from > MOST;
    let clipped = long || conditional && from > clause.sentence.start;
    if long {
        to = cut(prose, from, to, about.max(clause.verb))?;
    }
    // `I no longer set a date before …`: without its limit it says something else.
    let denies = (from..to).any(|at| is_negation(prose.lower(at)) || prose.lower(at) == "no");
    let limited = to < clause.sentence.end
        && matches!(prose.lower(to), "before" | "if" | "unless" | "until" | "when" | "without");
    if denies && limited {
        return None;
    }
    let headless = clause.elided;
    finish(prose, from..to).map(|quote| Quote { headless, clipped, ..quote })
}

/// Whether a clause follows the condition with which its sentence opens.
fn hypothesis(prose: &Prose<'_>, clause: &Clause) -> bool {
    let start = clause.sentence.start;
    let opens = matches!(prose.lower(start), "if" | "unless" | "when" | "whenever" | "while");
    opens
        && clause.words.start > start
        && prose.next_stop(start, clause.sentence.end) == clause.words.start
}

/// Where a clause begins once the phrase before its subject is off (`In three months the …`).
fn inner_start(prose: &Prose<'_>, clause: &Clause) -> Option<usize> {
    let from = clause.words.start;
    if !is_preposition(prose.lower(from)) {
        return None;
    }
    (from + 2..clause.verb).find(|&at| {
        let (before, word) = (prose.lower(at - 1), prose.lower(at));
        let opens = is_determiner(word) || matches!(word, "i" | "we");
        opens
            && !is_preposition(before)
            && !is_determiner(before)
            && !is_opener(before)
            && !is_adverb(before)
    })
}

/// Whether a clause only introduces what was said (`I told the mayor: …`).
fn introduces(prose: &Prose<'_>, clause: &Clause) -> bool {
    let speaks = matches!(
        prose.lower(clause.verb),
        "answered" | "asked" | "replied" | "said" | "told" | "wrote"
    );
    let after = &prose.text[prose.words[clause.words.end - 1].bytes.end..];
    let said = after.trim_start_matches([',', ' ']);
    speaks
        && (after.starts_with(':')
            || after.starts_with(',') && said.starts_with(['"', '\u{201c}', '\'', '\u{2018}']))
}

/// A clause together with the one that holds its subject; without it, what somebody else did would sound
/// like the author's deed.
fn with_subject(prose: &Prose<'_>, clause: &Clause) -> Option<Quote> {
    let head = prose.clauses.iter().rev().find(|other| {
        other.sentence == clause.sentence && !other.elided && other.words.end <= clause.words.start
    })?;
    finish(prose, head.words.start..clause.words.end)
}

/// Whether a quotation that could end before a word would lose its point without what follows.
fn goes_on(prose: &Prose<'_>, clause: &Clause, at: usize) -> bool {
    const TAILS: &[&str] = &[
        "after", "before", "if", "once", "since", "unless", "until", "when", "where", "whether",
        "while",
    ];
    const TERSE: usize = 5;
    let words = at - clause.words.start;
    let next = prose.lower(at);
    let terse = words < FEWEST || telling(prose, clause.words.start..at) < TELLING;
    match prose.stop(at - 1) {
        Stop::None => {
            let joined =
                matches!(next, "and" | "but" | "or") && !is_subject_pronoun(prose.lower(at + 1));
            let purpose = next == "so" && prose.lower(at + 1) == "that";
            TAILS.contains(&next)
                || terse
                || purpose && words < TERSE
                || joined && (words <= TERSE || clause.subject == Subject::Other)
        }
        // `Below that, I wrote down, I would stop`: what follows is a clause of its own.
        Stop::Comma => terse && !is_subject_pronoun(next),
        Stop::Strong | Stop::End => false,
    }
}

/// How many words carry meaning of their own.
fn telling(prose: &Prose<'_>, words: Range<usize>) -> usize {
    const EMPTY: &[&str] =
        &["away", "back", "down", "her", "him", "it", "me", "off", "out", "so", "them", "up", "us"];
    words
        .filter(|&at| {
            let word = prose.lower(at);
            !(EMPTY.contains(&word)
                || is_subject_pronoun(word)
                || is_determiner(word)
                || is_preposition(word)
                || is_auxiliary(word)
                || is_opener(word))
        })
        .count()
}

/// Cuts a phrase that begins at a word and runs to the end of its clause.
pub(super) fn of_phrase(prose: &Prose<'_>, from: usize) -> Option<Quote> {
    let mut to = prose.next_break(from);
    if to - from > MOST {
        to = cut(prose, from, to, from + 1)?;
    }
    finish(prose, from..to)
}

/// Quotes a run of words as it is.
pub(super) fn of_words(prose: &Prose<'_>, words: Range<usize>) -> Option<Quote> {
    finish(prose, words)
}

/// Where a clause that is too long may end: before an adjunct, after a word that can close a phrase.
fn cut(prose: &Prose<'_>, from: usize, to: usize, about: usize) -> Option<usize> {
    const CLEAN: &[&str] = &[
        "across", "after", "although", "and", "because", "before", "but", "during", "instead",
        "or", "rather", "since", "so", "unless", "until", "when", "where", "whether", "which",
        "while", "within", "without",
    ];
    const LIKELY: &[&str] = &[
        "against", "as", "at", "between", "by", "for", "from", "in", "into", "on", "over",
        "through", "to", "under", "with",
    ];
    let least = (about + 2).max(from + 5);
    let most = to.min(from + MOST);
    let closes = |at: &usize| {
        let before = prose.lower(at - 1);
        // `from 71 the year before to 44`: there it belongs to the time.
        let dated = matches!(prose.lower(*at), "after" | "before") && is_time(before);
        !dated
            && !is_dangling(before)
            && !is_preposition(before)
            && !is_adverb(before)
            && !is_opener(before)
    };
    let places = || (least..=most).rev().filter(closes);
    let clean = places().find(|&at| CLEAN.contains(&prose.lower(at)));
    clean.or_else(|| {
        places().find(|&at| {
            let before = prose.lower(at - 1);
            let to_place = prose.lower(at) != "to" || is_determiner(prose.lower(at + 1));
            LIKELY.contains(&prose.lower(at))
                && to_place
                && !is_verb_like(before)
                && !is_determiner(before)
        })
    })
}

fn finish(prose: &Prose<'_>, mut words: Range<usize>) -> Option<Quote> {
    while words.len() > FEWEST
        && matches!(prose.lower(words.end - 1), "too" | "so" | "then" | "and")
    {
        words.end -= 1;
    }
    let count = words.len();
    if !(FEWEST..=MOST).contains(&count)
        || telling(prose, words.clone()) < TELLING
        || dangles(prose, words.end - 1)
    {
        return None;
    }
    let (first, last) = (&prose.words[words.start], &prose.words[words.end - 1]);
    let mut bytes = first.bytes.start..last.bytes.end;
    let mut chars = first.chars.start..last.chars.end;
    balance(prose.text, &mut bytes, &mut chars);
    let raw = &prose.text[bytes];
    let sound = balanced(raw)
        && raw.split_whitespace().count() <= MOST
        && !(count == FEWEST && raw.contains(','))
        && raw.chars().count() <= LONGEST
        && !raw.contains(['{', '}', '[', ']', '<', '>', '|', '\u{fffd}'])
        && !raw.chars().any(|c| c.is_control() && !c.is_whitespace() || turns(c))
        && words
            .clone()
            .any(|at| prose.lower(at).chars().filter(|c| c.is_alphabetic()).count() > 1);
    sound.then(|| Quote {
        section: prose.section,
        span: Span::new(chars.start, chars.end),
        words: raw.split_whitespace().collect::<Vec<_>>().join(" "),
        headless: false,
        clipped: false,
    })
}

/// Whether a quotation must not end on a word; the month of May is no modal.
fn dangles(prose: &Prose<'_>, at: usize) -> bool {
    is_dangling(prose.lower(at)) && !(prose.lower(at) == "may" && prose.words[at].capital)
}

/// Whether a character turns the direction of writing, and the question around it with it.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Takes in a quotation mark or bracket just outside the words whose partner stands among them.
fn balance(text: &str, bytes: &mut Range<usize>, chars: &mut Range<usize>) {
    if balanced(&text[bytes.clone()]) {
        return;
    }
    if let Some(c) = text[bytes.end..].chars().next()
        && matches!(c, '"' | '\u{201d}' | ')' | '\u{bb}')
    {
        bytes.end += c.len_utf8();
        chars.end += 1;
    } else if let Some(c) = text[bytes.end..].chars().nth(1)
        && matches!(c, '"' | '\u{201d}' | ')' | '\u{bb}')
        && text[bytes.end..].starts_with(['.', '!', '?', ','])
    {
        bytes.end += 1 + c.len_utf8();
        chars.end += 2;
    } else if let Some(c) = text[..bytes.start].chars().next_back()
        && matches!(c, '"' | '\u{201c}' | '(' | '\u{ab}')
    {
        bytes.start -= c.len_utf8();
        chars.start -= 1;
    }
}

fn balanced(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    count('"').is_multiple_of(2)
        && count('\u{201c}') == count('\u{201d}')
        && count('\u{ab}') == count('\u{bb}')
        && count('(') == count(')')
        && count('`').is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(text: &str) -> Vec<String> {
        let prose = Prose::new(Section::Action, text);
        prose
            .clauses
            .iter()
            .filter_map(|clause| of_clause(&prose, clause, clause.verb))
            .map(|quote| {
                assert_eq!(
                    quote.span.slice(text).split_whitespace().collect::<Vec<_>>().join(" "),
                    quote.words
                );
                quote.words
            })
            .collect()
    }

    #[test]
    fn a_quotation_is_a_whole_clause_of_three_to_fourteen_words() {
        let cases: &[(&str, &[&str])] = &[
            (
                "I asked both managers for one hour together beside the bay and had everyone trace ten pallets by hand.",
                &[
                    "I asked both managers for one hour together beside the bay",
                    "had everyone trace ten pallets by hand",
                ],
            ),
            (
                "I told support so that they could tell shops about it.",
                &[
                    "I told support so that they could tell shops about it",
                    "they could tell shops about it",
                ],
            ),
            ("She agreed.", &[]),
            ("I wanted every replacement to be one the customer had agreed to.", &[]),
            (
                "Within five months, across 212 clinics, the no-show rate went from 18.4% to 11.9%, down 6.5 points.",
                &["the no-show rate went from 18.4% to 11.9%"],
            ),
            (
                "I no longer set a date before the people who carry the load have really tried it out.",
                &[],
            ),
            (
                "Payments came down from 71,000 dollars in the spring of the year before to 44,000 dollars.",
                &["Payments came down from 71,000 dollars"],
            ),
            (
                "I hung it by the door, and that turned out to be what the crew read.",
                &["I hung it by the door"],
            ),
            (
                "I moved the sorting of every stray pallet in our yard to a different bay within four weeks.",
                &["I moved the sorting of every stray pallet in our yard"],
            ),
        ];
        for (text, expected) in cases {
            let found = quotes(text);
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn quotations_within_a_quotation_stay_whole_and_get_other_marks() {
        let text = "I wrote a one-page account that began with \"I skipped the test\".";
        let prose = Prose::new(Section::Action, text);
        let quote = of_clause(&prose, &prose.clauses[0], prose.clauses[0].verb).unwrap();
        assert_eq!(
            quote.marked(),
            "\u{201c}I wrote a one-page account that began with \"I skipped the test\"\u{201d}"
        );
    }

    #[test]
    fn text_that_is_not_written_yet_is_not_quoted() {
        for text in [
            "I raised sign-ups by [insert number]% in May.",
            "TODO: I add the part about sales.",
            "I shipped {name} to everyone.",
        ] {
            assert_eq!(quotes(text), [""; 0], "{text}");
        }
    }
}
