//! A section as words, sentences and clauses, each with its place.
//!
//! The rules of Unicode end a sentence at every newline and after `vs.`; drafts are typed with hard wraps,
//! bullets and no full stops. So sentences are found here for what they are needed for: to know where a
//! quotation may begin and end.

use std::ops::Range;

use super::grammar::{
    is_abbreviation, is_adverb, is_ambiguous_subordinator, is_auxiliary, is_base_verb, is_dangling,
    is_determiner, is_irregular_past, is_modal, is_opener, is_past, is_preposition,
    is_regular_past, is_relative, is_subject_pronoun, is_subordinator, is_third_person,
};
use crate::story::Section;

/// Characters that open a word without being part of it.
const OPENING: &[char] = &[
    '(', '[', '{', '"', '\u{201c}', '\u{2018}', '\u{ab}', '\'', '*', '_', '`', '•', '·', '…', '>',
    '¿', '¡',
];

/// Characters that close a word without being part of it.
const CLOSING: &[char] = &[
    '.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\u{201d}', '\u{2019}', '\'', '\u{bb}', '*',
    '_', '`', '…', '—', '–',
];

/// Marks of text that is not written yet.
const PLACEHOLDERS: &[&str] =
    &["todo", "tbd", "tba", "xxx", "xx", "lorem", "fixme", "n/a", "placeholder"];

/// What separates a word from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stop {
    /// A space.
    None,
    /// A comma.
    Comma,
    /// A semicolon, colon, dash or bracket.
    Strong,
    /// The end of a sentence.
    End,
}

/// One word without the punctuation around it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Place in bytes.
    pub(super) bytes: Range<usize>,
    /// Place in code points.
    pub(super) chars: Range<usize>,
    /// In lower case, with straight apostrophes.
    pub(super) lower: String,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// What follows it.
    pub(super) stop: Stop,
}

/// Who acts in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// The author.
    I,
    /// The author's group.
    We,
    /// Anybody or anything else.
    Other,
}

/// A run of words that can stand as a clause.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// Its words, as indices into the section's words.
    pub(super) words: Range<usize>,
    /// The words of its sentence.
    pub(super) sentence: Range<usize>,
    /// Who acts.
    pub(super) subject: Subject,
    /// Whether the subject stands in an earlier clause (`… and phoned 22 customers`).
    pub(super) elided: bool,
    /// The verb that says what is done, if one is known.
    pub(super) verb: usize,
    /// Whether the verb is only meant, asked or possible (`had to`, `wanted to`, `would`).
    pub(super) intended: bool,
}

/// A section, read.
#[derive(Debug)]
pub(super) struct Prose<'a> {
    /// Which section.
    pub(super) section: Section,
    /// Its text.
    pub(super) text: &'a str,
    /// Its words, in order.
    pub(super) words: Vec<Word>,
    /// Its clauses, in order.
    pub(super) clauses: Vec<Clause>,
}

impl<'a> Prose<'a> {
    /// Reads a section.
    pub(super) fn new(section: Section, text: &'a str) -> Self {
        let words = words(text);
        let mut prose = Self { section, text, words, clauses: Vec::new() };
        prose.clauses =
            prose.sentences().into_iter().flat_map(|sentence| prose.clauses_of(sentence)).collect();
        prose
    }

    /// The words of every sentence.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for (at, word) in self.words.iter().enumerate() {
            if word.stop == Stop::End {
                sentences.push(start..at + 1);
                start = at + 1;
            }
        }
        if start < self.words.len() {
            sentences.push(start..self.words.len());
        }
        sentences
    }

    /// A word in lower case; empty beyond the end.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// A run of words as it stands in the text.
    pub(super) fn slice(&self, words: Range<usize>) -> &'a str {
        match (self.words.get(words.start), self.words.get(words.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if words.start < words.end => {
                &self.text[first.bytes.start..last.bytes.end]
            }
            _ => "",
        }
    }

    /// Where a phrase begins within a range of words.
    pub(super) fn find(&self, words: Range<usize>, phrase: &str) -> Option<usize> {
        words.clone().find(|&at| self.matches(at, words.end, phrase))
    }

    /// Whether a phrase stands at a word, ending before `end`.
    pub(super) fn matches(&self, at: usize, end: usize, phrase: &str) -> bool {
        let mut next = at;
        for part in phrase.split(' ') {
            if next >= end || self.lower(next) != part {
                return false;
            }
            next += 1;
        }
        true
    }

    /// The words that a range of code points touches.
    pub(super) fn words_at(&self, chars: Range<usize>) -> Range<usize> {
        let from = self.words.partition_point(|word| word.chars.end <= chars.start);
        let to = self.words.partition_point(|word| word.chars.start < chars.end);
        from..to.max(from)
    }

    /// Whether a finite verb stands at a word, judging by its form and its neighbour.
    pub(super) fn is_finite(&self, at: usize, from: usize) -> bool {
        let word = self.lower(at);
        let before = if at > from { self.lower(at - 1) } else { "" };
        if is_auxiliary(word) {
            return !matches!(word, "be" | "been" | "being");
        }
        if before == "to" || is_determiner(before) || is_preposition(before) {
            return false;
        }
        is_irregular_past(word)
            || (is_regular_past(word) && !is_adjectival(self.lower(at + 1), before))
            || is_third_person(word) && at > from
            || is_base_verb(word)
                && at > from
                && (is_subject_pronoun(before)
                    || (before.ends_with('s') && !before.ends_with("ss"))
                    || is_modal(before))
    }

    /// The first finite verb of a range.
    fn first_finite(&self, words: Range<usize>) -> Option<usize> {
        let from = words.start;
        words.into_iter().find(|&at| self.is_finite(at, from))
    }

    fn clauses_of(&self, sentence: Range<usize>) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        if sentence.clone().any(|at| PLACEHOLDERS.contains(&self.lower(at))) {
            return clauses;
        }
        let mut start = sentence.start;
        for at in sentence.clone() {
            let ends = at + 1 == sentence.end
                || self.words[at].stop != Stop::None
                || self.divides(at + 1, &sentence);
            if !ends {
                continue;
            }
            let chunk = start..at + 1;
            start = at + 1;
            let governing =
                clauses.iter().rev().find(|clause| !clause.elided).map(|clause| clause.subject);
            let closed_by_comma = self.words[at].stop == Stop::Comma;
            if let Some(clause) = self.clause(chunk, &sentence, governing, closed_by_comma) {
                clauses.push(clause);
            }
        }
        clauses
    }

    /// Whether a new clause begins at a word although no punctuation stands before it.
    fn divides(&self, at: usize, sentence: &Range<usize>) -> bool {
        let (word, next) = (self.lower(at), self.lower(at + 1));
        let rest = at + 1..self.chunk_end(at + 1, sentence);
        let begins = |at: usize| {
            is_subject_pronoun(self.lower(at))
                || ((is_determiner(self.lower(at))
                    || self.words.get(at).is_some_and(|word| word.capital))
                    && self.first_finite(rest.clone()).is_some())
        };
        match word {
            "and" | "but" | "or" | "yet" | "nor" => {
                let verb =
                    if is_adverb(next) || next == "then" || next == "so" { at + 2 } else { at + 1 };
                begins(at + 1)
                    || (next == "then" || next == "so") && begins(at + 2)
                    || is_irregular_past(self.lower(verb))
                    || is_regular_past(self.lower(verb))
                        && !is_adjectival(self.lower(verb + 1), "and")
            }
            "so" => {
                next == "that"
                    || begins(at + 1)
                    || (!is_adverb(next) && rest.len() > 2 && self.first_finite(rest).is_some())
            }
            "then" => is_subject_pronoun(next) || is_past(next),
            "because" | "although" | "though" | "whereas" | "unless" => true,
            "when" | "while" | "if" | "where" => !takes_question(self.lower(at - 1)),
            "which" => !is_preposition(self.lower(at - 1)) && !takes_question(self.lower(at - 1)),
            "after" | "before" | "until" | "since" | "once" | "till" => is_subject_pronoun(next),
            _ => false,
        }
    }

    /// One past the last word before the next punctuation.
    fn chunk_end(&self, from: usize, sentence: &Range<usize>) -> usize {
        (from..sentence.end)
            .find(|&at| self.words[at].stop != Stop::None)
            .map_or(sentence.end, |at| at + 1)
    }

    fn clause(
        &self,
        chunk: Range<usize>,
        sentence: &Range<usize>,
        governing: Option<Subject>,
        closed_by_comma: bool,
    ) -> Option<Clause> {
        let (mut from, to) = (chunk.start, chunk.end);
        let mut subordinate = false;
        while from < to {
            let (word, next) = (self.lower(from), self.lower(from + 1));
            let goes = is_opener(word)
                && !(word == "that" && from == sentence.start && !is_subject_pronoun(next))
                || is_subordinator(word)
                || is_ambiguous_subordinator(word) && is_subject_pronoun(next)
                || word == "instead" && next != "of"
                || word == "even" && matches!(next, "though" | "if" | "when")
                || is_adverb(word) && self.words[from].stop == Stop::Comma;
            if !goes {
                break;
            }
            // Without its `if` or `when`, a condition would be quoted as something that happened.
            if is_hypothetical(word) || is_ambiguous_subordinator(word) {
                return None;
            }
            subordinate |= is_subordinator(word);
            from += 1;
        }
        if from >= to {
            return None;
        }
        let first = self.lower(from);
        if is_relative(first) && from > sentence.start {
            return None;
        }
        // `After the team complained, …` may be a clause or a phrase; neither stands alone.
        if is_ambiguous_subordinator(first) && closed_by_comma {
            return None;
        }
        let pronoun = (from..to).find_map(|at| {
            let subject = match self.lower(at).split('\'').next().unwrap_or_default() {
                "i" => Subject::I,
                "we" => Subject::We,
                _ => return None,
            };
            Some((at, subject))
        });
        let finite = self.first_finite(from..to);
        let adverb_led = is_adverb(first) && from + 1 < to;
        let lead = if adverb_led { from + 1 } else { from };
        if let Some((at, subject)) = pronoun
            && finite.is_none_or(|verb| at <= verb)
        {
            let (verb, intended) = self.deed(at + 1, to);
            return Some(Clause {
                words: from..to,
                sentence: sentence.clone(),
                subject,
                elided: false,
                verb,
                intended,
            });
        }
        let led_by_verb = is_irregular_past(self.lower(lead))
            && !matches!(self.lower(lead), "was" | "were")
            || is_regular_past(self.lower(lead))
                && (self.lower(chunk.start) != "because")
                && !is_adjectival(self.lower(lead + 1), "");
        if led_by_verb && !subordinate {
            // A bullet or note without a subject is the author's own.
            let at_start = from == sentence.start;
            let coordinated =
                matches!(self.lower(chunk.start), "and" | "but" | "or" | "then" | "yet");
            let listed = is_irregular_past(self.lower(lead)) || self.closes_with_verb(to, sentence);
            let subject = if at_start { Some(Subject::I) } else { governing };
            return match subject {
                Some(subject) if at_start || coordinated || listed => {
                    let (verb, intended) = self.deed(lead, to);
                    Some(Clause {
                        words: from..to,
                        sentence: sentence.clone(),
                        subject,
                        elided: true,
                        verb,
                        intended,
                    })
                }
                _ => None,
            };
        }
        let verb = finite.filter(|&verb| verb > from)?;
        if is_preposition(first) && from > sentence.start && !is_dangling(first) {
            return None;
        }
        Some(Clause {
            words: from..to,
            sentence: sentence.clone(),
            subject: Subject::Other,
            elided: false,
            verb: self.deed(verb, to).0,
            intended: is_modal(self.lower(verb)),
        })
    }

    /// Whether a later part of the sentence is joined by `and` plus a verb, so that this one is in a list.
    fn closes_with_verb(&self, from: usize, sentence: &Range<usize>) -> bool {
        (from..sentence.end).any(|at| self.lower(at) == "and" && is_past(self.lower(at + 1)))
    }

    /// The verb that says what is done, from where the verb group starts, and whether it is only intended.
    fn deed(&self, from: usize, to: usize) -> (usize, bool) {
        let mut at = from;
        let mut intended = false;
        while at + 1 < to {
            let word = self.lower(at);
            let next = self.lower(at + 1);
            if is_adverb(word) {
                at += 1;
            } else if is_modal(word) {
                intended = true;
                at += 1;
            } else if next == "to"
                && matches!(
                    word,
                    "had"
                        | "have"
                        | "wanted"
                        | "want"
                        | "needed"
                        | "need"
                        | "hoped"
                        | "planned"
                        | "meant"
                        | "was"
                        | "is"
                        | "expected"
                        | "supposed"
                        | "asked"
                        | "intended"
                        | "tried"
                )
            {
                intended = true;
                at += 2;
            } else if is_auxiliary(word)
                && (is_participle_or_base(next)
                    || is_adverb(next)
                    || next == "going"
                    || next.ends_with("ing"))
            {
                at += 1;
            } else {
                break;
            }
        }
        (at.min(to.saturating_sub(1)), intended)
    }
}

fn is_participle_or_base(word: &str) -> bool {
    super::grammar::is_participle(word) || is_base_verb(word) || is_auxiliary(word)
}

/// Whether an `-ed` form between these neighbours is an adjective (`the planned release`, `a widely used one`).
fn is_adjectival(next: &str, before: &str) -> bool {
    let _ = next;
    is_determiner(before)
        || before.ends_with("ly") && before.len() > 4
        || matches!(before, "newly" | "well")
}

/// Whether what follows a subordinator need not have happened, or only frames what did.
fn is_hypothetical(word: &str) -> bool {
    matches!(word, "if" | "unless" | "when" | "whenever" | "while")
}

/// Verbs whose object may be a question, so that `when` or `if` after them opens no new clause.
fn takes_question(word: &str) -> bool {
    matches!(
        word,
        "ask"
            | "asked"
            | "check"
            | "checked"
            | "decide"
            | "decided"
            | "explain"
            | "explained"
            | "find"
            | "found"
            | "know"
            | "knew"
            | "learn"
            | "learned"
            | "learnt"
            | "note"
            | "noted"
            | "out"
            | "recorded"
            | "remember"
            | "see"
            | "saw"
            | "showed"
            | "sure"
            | "tell"
            | "told"
            | "understand"
            | "understood"
            | "wonder"
            | "wondered"
            | "exactly"
            | "and"
            | "or"
            | "just"
            | "only"
            | "even"
            | "of"
            | "about"
    )
}

/// The words of a text, with what separates each from the next.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars_before = 0;
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if blank && let Some(last) = words.last_mut() {
            last.stop = Stop::End;
        }
        let first_of_line = words.len();
        let mut bulleted = false;
        for (at, token) in tokens(line) {
            let chars = chars_before + line[..at].chars().count();
            if words.len() == first_of_line && !bulleted && is_bullet(token) {
                bulleted = true;
                continue;
            }
            push_token(&mut words, token, line_start + at, chars);
        }
        if first_of_line > 0 && words.len() > first_of_line {
            let previous_line_short = short_line_before(text, line_start);
            let (before, after) = words.split_at_mut(first_of_line);
            if let (Some(last), Some(first)) = (before.last_mut(), after.first()) {
                let new_thought = bulleted
                    || first.capital
                        && previous_line_short
                        && last.stop != Stop::Comma
                        && !is_dangling(&last.lower);
                if new_thought {
                    last.stop = Stop::End;
                }
            }
        }
        chars_before += line.chars().count();
        line_start += line.len();
    }
    if let Some(last) = words.last_mut() {
        last.stop = Stop::End;
    }
    words
}

/// Whether the line that ends before a byte offset is too short to have been wrapped.
fn short_line_before(text: &str, line_start: usize) -> bool {
    const WRAPPED: usize = 55;
    text[..line_start]
        .trim_end_matches('\n')
        .rsplit('\n')
        .next()
        .is_none_or(|line| line.chars().count() < WRAPPED)
}

fn is_bullet(token: &str) -> bool {
    matches!(token, "-" | "*" | "•" | "·" | "–" | "—" | "+")
        || token.strip_suffix(['.', ')']).is_some_and(|n| {
            !n.is_empty()
                && n.len() <= 2
                && (n.bytes().all(|b| b.is_ascii_digit()) || (n.len() == 1 && n != "I"))
        })
}

/// White-space separated tokens of a line with their byte offsets; a dash between letters separates too.
fn tokens(line: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut previous = ' ';
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            if let Some(from) = start.take() {
                tokens.push((from, &line[from..at]));
            }
        } else if start.is_none() {
            start = Some(at);
        } else if previous == '—' || previous == '–' && !c.is_ascii_digit() {
            if let Some(from) = start.replace(at) {
                tokens.push((from, &line[from..at]));
            }
        }
        previous = c;
    }
    if let Some(from) = start {
        tokens.push((from, &line[from..]));
    }
    tokens
}

fn push_token(words: &mut Vec<Word>, token: &str, at: usize, chars: usize) {
    let body = token.trim_start_matches(OPENING);
    let opened = token.len() - body.len();
    if opened > 0
        && token[..opened].contains(['(', '['])
        && let Some(last) = words.last_mut()
    {
        last.stop = last.stop.max(Stop::Strong);
    }
    let mut core = body.trim_end_matches(CLOSING);
    let tail = &body[core.len()..];
    let lower = normal(core);
    let abbreviated = tail.starts_with('.')
        && (core.contains('.') && core.contains(char::is_alphabetic)
            || is_abbreviation(&format!("{lower}."))
            || is_initial(core));
    let mut rest = tail;
    if abbreviated {
        core = &body[..=core.len()];
        rest = &tail[1..];
    } else if lower.ends_with('s') && opened == 0 && tail.starts_with(['\'', '\u{2019}']) {
        let mark = tail.chars().next().map_or(0, char::len_utf8);
        core = &body[..core.len() + mark];
        rest = &tail[mark..];
    }
    let stop = stop_of(rest);
    if !core.chars().any(char::is_alphanumeric) {
        if let Some(last) = words.last_mut()
            && core != "&"
        {
            let dash = if core.is_empty() || core.contains(['-', '—', '–', '→', '/', '=', '|'])
            {
                Stop::Strong
            } else {
                Stop::None
            };
            last.stop = last.stop.max(dash).max(stop_of(token));
        }
        if core != "&" {
            return;
        }
    }
    let start = at + opened;
    let chars = chars + token[..opened].chars().count();
    words.push(Word {
        bytes: start..start + core.len(),
        chars: chars..chars + core.chars().count(),
        lower: normal(core),
        capital: core.chars().next().is_some_and(char::is_uppercase),
        stop,
    });
}

fn normal(word: &str) -> String {
    word.replace('\u{2019}', "'").to_lowercase()
}

/// A single capital letter, as in `J. Smith`; never `I`.
fn is_initial(core: &str) -> bool {
    let mut chars = core.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

fn stop_of(tail: &str) -> Stop {
    if tail.contains(['.', '!', '?']) {
        Stop::End
    } else if tail.contains([';', ':', '—', '–', ')', ']', '…']) {
        Stop::Strong
    } else if tail.contains(',') {
        Stop::Comma
    } else {
        Stop::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let prose = Prose::new(Section::Action, text);
        prose.sentences().into_iter().map(|words| prose.slice(words).to_owned()).collect()
    }

    fn clauses(text: &str) -> Vec<String> {
        let prose = Prose::new(Section::Action, text);
        prose
            .clauses
            .iter()
            .map(|clause| {
                let who = match (clause.subject, clause.elided) {
                    (Subject::I, false) => "I",
                    (Subject::I, true) => "(I)",
                    (Subject::We, false) => "we",
                    (Subject::We, true) => "(we)",
                    (Subject::Other, _) => "-",
                };
                format!("{who} {}: {}", prose.lower(clause.verb), prose.slice(clause.words.clone()))
            })
            .collect()
    }

    #[test]
    fn a_sentence_ends_where_a_reader_would_end_it() {
        assert_eq!(
            sentences(
                "I asked Dr. Lee vs. the board. \"Why?\" she said.\nThen I left at 5 p.m. and\nwent home"
            ),
            [
                "I asked Dr. Lee vs. the board",
                "Why",
                "she said",
                "Then I left at 5 p.m. and\nwent home"
            ]
        );
        assert_eq!(
            sentences("- pulled the logs\n- called Ana\n3) shipped it\n\nno stop here"),
            ["pulled the logs", "called Ana", "shipped it", "no stop here"]
        );
        assert_eq!(
            sentences("Pulled the logs\nCalled support"),
            ["Pulled the logs", "Called support"]
        );
    }

    #[test]
    fn clauses_know_who_acts_and_what_is_done() {
        let cases: &[(&str, &[&str])] = &[
            (
                "I read 400 refund comments and phoned 22 customers.",
                &["I read: I read 400 refund comments", "(I) phoned: phoned 22 customers"],
            ),
            (
                "I timed it in one store, and it added 48 seconds an item, because customers didn't answer.",
                &[
                    "I timed: I timed it in one store",
                    "- added: it added 48 seconds an item",
                    "- answer: customers didn't answer",
                ],
            ),
            (
                "In spring 2023 our customers, the clinics, told us patients kept missing visits.",
                &[],
            ),
            (
                "Then I told the board that I had misjudged it, wrote to all firms, and restored the flat fee.",
                &[
                    "I told: I told the board that I had misjudged it",
                    "(I) wrote: wrote to all firms",
                    "(I) restored: restored the flat fee",
                ],
            ),
            (
                "When a patient cancels late, the clinic loses the slot.",
                &["- loses: the clinic loses the slot"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(clauses(text), *expected, "{text}");
        }
    }
}
