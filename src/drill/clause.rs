//! The clauses of a section: who acts, what is done, and where the clause may be cut.

use std::ops::Range;

use super::grammar::{
    is_adverb, is_ambiguous_subordinator, is_auxiliary, is_base_verb, is_determiner,
    is_irregular_past, is_modal, is_opener, is_participle, is_past, is_preposition,
    is_regular_past, is_relative, is_subject_pronoun, is_subordinator, is_third_person, is_time,
};
use super::prose::Prose;
use super::words::Stop;
use crate::story::Section;

/// Marks of text that is not written yet.
const PLACEHOLDERS: &[&str] =
    &["todo", "tbd", "tba", "xxx", "xx", "lorem", "fixme", "n/a", "placeholder"];

/// Past forms that are nouns as well.
const NOMINAL: &[&str] = &["bet", "cost", "cut", "hit", "hurt", "read", "set", "split", "spread"];

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
    /// The verb that says what is done.
    pub(super) verb: usize,
    /// Whether the verb is only meant, asked or possible (`had to`, `wanted to`, `would`).
    pub(super) intended: bool,
}

/// Finds the clauses of a section and where they may end.
pub(super) fn read(prose: &mut Prose<'_>) {
    let mut clauses = Vec::new();
    let mut breaks = Vec::new();
    for sentence in prose.sentences.clone() {
        let written = is_written(prose, &sentence);
        let reader = Reader { prose, sentence: sentence.clone() };
        let parts = reader.parts();
        breaks.extend(parts.iter().map(|part| part.end));
        if written {
            clauses.extend(reader.clauses(&parts));
        }
    }
    prose.clauses = clauses;
    prose.breaks = breaks;
}

/// Whether a sentence is more than a note to fill in later.
pub(super) fn is_written(prose: &Prose<'_>, sentence: &Range<usize>) -> bool {
    !sentence.clone().any(|at| PLACEHOLDERS.contains(&prose.lower(at)))
}

/// Reads one sentence.
struct Reader<'p, 'a> {
    prose: &'p Prose<'a>,
    sentence: Range<usize>,
}

impl Reader<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.prose.lower(at) } else { "" }
    }

    /// The sentence in parts, divided at punctuation and before conjunctions that open a new clause.
    fn parts(&self) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = self.sentence.start;
        for at in self.sentence.clone() {
            let last = at + 1 == self.sentence.end;
            if last || self.prose.stop(at) != Stop::None || self.divides(start, at + 1) {
                parts.push(start..at + 1);
                start = at + 1;
            }
        }
        parts
    }

    fn clauses(&self, parts: &[Range<usize>]) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let governing = clauses.iter().rev().find(|clause| !clause.elided);
            let clause = self.clause(part, governing).or_else(|| {
                // `Our customers, the clinics, told us …`: an apposition divides the subject from its verb.
                let apposed = clauses.is_empty() && (1..=3).contains(&index);
                apposed.then(|| self.apposed(&parts[..=index])).flatten()
            });
            clauses.extend(clause);
        }
        clauses
    }

    /// Whether a new clause begins at a word although no punctuation stands before it.
    fn divides(&self, start: usize, at: usize) -> bool {
        let (word, next, before) = (self.lower(at), self.lower(at + 1), self.lower(at - 1));
        let rest = at + 1..self.prose.next_stop(at + 1, self.sentence.end);
        let begins = |from: usize| {
            is_subject_pronoun(self.lower(from))
                || self.first_finite(start..at).is_some()
                    && (is_determiner(self.lower(from))
                        || self.prose.words.get(from).is_some_and(|word| word.capital))
                    && self.first_finite(rest.clone()).is_some()
        };
        match word {
            "and" | "but" | "or" | "yet" | "nor" => {
                let skipped = is_adverb(next) || matches!(next, "then" | "so");
                let verb = at + 1 + usize::from(skipped);
                begins(at + 1)
                    || matches!(next, "then" | "so") && begins(at + 2)
                    || is_past(self.lower(verb))
            }
            "so" => {
                next == "that"
                    || begins(at + 1)
                    || (!is_adverb(next)
                        && !is_preposition(next)
                        && rest.len() > 2
                        && self.first_finite(rest).is_some())
            }
            "then" => is_subject_pronoun(next) || is_past(next),
            "because" | "although" | "though" | "whereas" | "unless" => true,
            "when" | "while" | "if" | "where" => !takes_question(before) && !is_time(before),
            "which" => !is_preposition(before) && !takes_question(before),
            "after" | "before" | "until" | "since" | "once" | "till" => is_subject_pronoun(next),
            _ => false,
        }
    }

    /// The clause of a part, if it can stand as one.
    fn clause(&self, part: &Range<usize>, governing: Option<&Clause>) -> Option<Clause> {
        let (from, subordinate) = self.opened(part)?;
        let to = part.end;
        let first = self.lower(from);
        let starts = from == self.sentence.start;
        let asks = matches!(first, "how" | "what" | "where" | "whether" | "which" | "who" | "why");
        if is_relative(first) && !starts || asks {
            return None;
        }
        // `After the team complained, …` may be a clause or a phrase; neither stands alone.
        if is_ambiguous_subordinator(first) && self.prose.stop(to - 1) == Stop::Comma {
            return None;
        }
        if let Some(clause) = self.of_author(from, to) {
            return Some(clause);
        }
        let lead = if is_adverb(first) && from + 1 < to { from + 1 } else { from };
        let second = self.lower(lead + 1);
        // `Sent did not mean delivered`: what has a verb of its own after it is a subject.
        let names = is_auxiliary(second) && second != "been" && self.lower(lead) != "had"
            || matches!(self.lower(lead), "was" | "were")
            || self.describes(lead, to);
        let led_by_verb = is_past(self.lower(lead)) && !names;
        if led_by_verb && !subordinate {
            return self.elided(part, from, lead, governing);
        }
        let verb = (from + 1..to).find(|&at| self.is_finite(at, from))?;
        // A part that begins with its verb has its subject elsewhere.
        if is_preposition(first) && !starts
            || is_auxiliary(first)
            || is_third_person(first) && !starts
        {
            return None;
        }
        let (deed, _) = self.deed(verb, to);
        let intended = is_modal(self.lower(verb));
        Some(self.made(from..to, Subject::Other, false, deed, intended))
    }

    /// Whether a past form at the start only describes what acts (`Missed calls fell`).
    fn describes(&self, lead: usize, to: usize) -> bool {
        const NEAR: usize = 3;
        let noun = |at: usize| {
            let word = self.lower(at);
            !matches!(word, "him" | "me" | "them" | "us" | "you")
                && !is_determiner(word)
                && !is_preposition(word)
                && !is_subject_pronoun(word)
                && !is_adverb(word)
        };
        (lead + 2..to.min(lead + NEAR + 1))
            .any(|at| self.is_finite(at, lead) && (lead + 1..at).all(noun))
    }

    /// Where a part begins once its conjunctions are off, and whether one of them subordinates it; nothing
    /// for what need not have happened.
    fn opened(&self, part: &Range<usize>) -> Option<(usize, bool)> {
        let mut from = part.start;
        let mut subordinate = false;
        while from < part.end {
            let (word, next) = (self.lower(from), self.lower(from + 1));
            // `…, and that turned out well`: it points back, and alone it says nothing.
            if word == "that" && from > part.start && (is_past(next) || is_auxiliary(next)) {
                return None;
            }
            let pointing =
                word == "that" && from == self.sentence.start && !is_subject_pronoun(next);
            let goes = is_opener(word) && !pointing
                || is_subordinator(word)
                || is_ambiguous_subordinator(word) && is_subject_pronoun(next)
                || word == "instead" && next != "of"
                || word == "even" && matches!(next, "though" | "if" | "when")
                || is_adverb(word) && self.prose.stop(from) == Stop::Comma;
            if !goes {
                return Some((from, subordinate));
            }
            // Without its `if` or `when`, a condition would be quoted as something that happened.
            if is_hypothetical(word) || is_ambiguous_subordinator(word) {
                return None;
            }
            subordinate |= is_subordinator(word);
            from += 1;
        }
        None
    }

    /// A clause whose subject is `I` or `we`.
    fn of_author(&self, from: usize, to: usize) -> Option<Clause> {
        let (at, subject) = (from..to).find_map(|at| {
            match self.lower(at).split('\'').next().unwrap_or_default() {
                "i" => Some((at, Subject::I)),
                "we" => Some((at, Subject::We)),
                _ => None,
            }
        })?;
        if self.first_finite(from..to).is_some_and(|verb| verb < at) {
            return None;
        }
        let (verb, intended) = self.deed(at + 1, to);
        // `The plan I inherited was a live chat`: what the author did only tells which plan.
        let named = at > from
            && is_determiner(self.lower(from))
            && !(from..at).any(|at| is_time(self.lower(at)));
        if named {
            let main = self.first_finite(verb + 1..to)?;
            let (deed, _) = self.deed(main, to);
            return Some(self.made(from..to, Subject::Other, false, deed, false));
        }
        Some(self.made(from..to, subject, false, verb, intended))
    }

    /// A clause that leaves its subject to an earlier one, or to the reader.
    fn elided(
        &self,
        part: &Range<usize>,
        from: usize,
        lead: usize,
        governing: Option<&Clause>,
    ) -> Option<Clause> {
        // A bullet or note without a subject is the author's own; in a set-up it is an aim or a fact.
        if from == self.sentence.start {
            let told = !matches!(self.prose.section, Section::Situation | Section::Task);
            let (verb, intended) = self.deed(lead, part.end);
            // `Turned out that …` left an `it` out, not an `I`.
            let out = self.lower(lead) == "turned" && self.lower(lead + 1) == "out";
            let subject = if out { Subject::Other } else { Subject::I };
            return told.then(|| self.made(from..part.end, subject, false, verb, intended));
        }
        let after = part.start.checked_sub(1).map_or(Stop::End, |at| self.prose.stop(at));
        let joined =
            matches!(self.lower(part.start), "and" | "but" | "or" | "then" | "yet" | "nor");
        let listed = after == Stop::Comma
            && (is_irregular_past(self.lower(lead)) || self.lists_on(part.end));
        let governing = governing?;
        // `I saw that travellers scrolled on and picked …`: the nearer subject is somebody else.
        if self.embeds_another(governing) {
            return None;
        }
        let (verb, intended) = self.deed(lead, part.end);
        (joined || listed)
            .then(|| self.made(from..part.end, governing.subject, true, verb, intended))
    }

    /// Whether a clause holds another one within it, whose subject is not the author.
    fn embeds_another(&self, clause: &Clause) -> bool {
        let within = clause.verb + 1..clause.words.end;
        self.first_finite(within.clone()).is_some_and(|verb| {
            !(within.start..verb)
                .any(|at| matches!(self.lower(at).split('\'').next(), Some("i" | "we")))
        })
    }

    /// Whether a later part of the sentence is joined by `and` plus a verb, so that this one is in a list.
    fn lists_on(&self, from: usize) -> bool {
        (from..self.sentence.end).any(|at| self.lower(at) == "and" && is_past(self.lower(at + 1)))
    }

    /// A clause whose subject is set apart from its verb by an apposition between commas.
    fn apposed(&self, parts: &[Range<usize>]) -> Option<Clause> {
        let (first, last) = (parts.first()?, parts.last()?);
        let (from, subordinate) = self.opened(first)?;
        let bare =
            parts[..parts.len() - 1].iter().all(|part| self.first_finite(part.clone()).is_none());
        let joined = parts[1..].iter().all(|part| self.prose.stop(part.start - 1) == Stop::Comma);
        let verb = self.first_finite(last.clone())?;
        (bare && joined && !subordinate && verb == last.start && !is_adverb(self.lower(from))).then(
            || {
                let (deed, _) = self.deed(verb, last.end);
                self.made(from..last.end, Subject::Other, false, deed, false)
            },
        )
    }

    fn made(
        &self,
        words: Range<usize>,
        subject: Subject,
        elided: bool,
        verb: usize,
        intended: bool,
    ) -> Clause {
        Clause { words, sentence: self.sentence.clone(), subject, elided, verb, intended }
    }

    /// Whether a finite verb stands at a word, judging by its form and its neighbour.
    fn is_finite(&self, at: usize, from: usize) -> bool {
        let word = self.lower(at);
        let before = if at > from { self.lower(at - 1) } else { "" };
        let month = word == "may" && self.prose.words[at].capital;
        // `a 72% cut`, `the new read`: forms that are nouns as well need a subject before them.
        let nominal = NOMINAL.contains(&word)
            && (before.contains(|c: char| c.is_ascii_digit() || c == '%')
                || matches!(self.lower(from), "a" | "an"));
        if month || nominal {
            return false;
        }
        if is_auxiliary(word) {
            return !matches!(word, "be" | "been" | "being");
        }
        // `That brought in …`: a demonstrative may be the whole subject.
        let stands_in = at == from + 1
            && matches!(before, "all" | "both" | "each" | "that" | "these" | "this" | "those");
        if before == "to" || is_determiner(before) && !stands_in || is_preposition(before) {
            return false;
        }
        let plural = before.ends_with('s') && !before.ends_with("ss");
        is_irregular_past(word)
            || is_regular_past(word) && !self.is_described(at, from)
            || is_third_person(word) && at > from
            || is_base_verb(word)
                && at > from
                && (is_subject_pronoun(before) || plural || is_modal(before))
    }

    /// Whether an `-ed` form is an adjective behind an adverb (`a newly opened site`).
    fn is_described(&self, at: usize, from: usize) -> bool {
        let before = if at > from { self.lower(at - 1) } else { "" };
        let article = at > from + 1 && {
            let word = self.lower(at - 2);
            is_determiner(word) || is_preposition(word)
        };
        article && (before.ends_with("ly") || before == "well")
    }

    /// The first finite verb of a range.
    fn first_finite(&self, words: Range<usize>) -> Option<usize> {
        let from = words.start;
        words.into_iter().find(|&at| self.is_finite(at, from))
    }

    /// The verb that says what is done, from where the verb group starts, and whether it is only intended.
    fn deed(&self, from: usize, to: usize) -> (usize, bool) {
        const WISHES: &[&str] = &[
            "asked", "expected", "had", "have", "hoped", "intended", "is", "meant", "need",
            "needed", "planned", "supposed", "tried", "want", "wanted", "was",
        ];
        let mut at = from;
        let mut intended = false;
        while at + 1 < to {
            let (word, next) = (self.lower(at), self.lower(at + 1));
            let grouped = is_auxiliary(word)
                && (is_participle(next)
                    || is_base_verb(next)
                    || is_auxiliary(next)
                    || is_adverb(next)
                    || next.ends_with("ing"));
            if is_modal(word) {
                intended = true;
                at += 1;
            } else if next == "to" && WISHES.contains(&word) {
                intended = true;
                at += 2;
            } else if is_adverb(word) || grouped {
                at += 1;
            } else {
                break;
            }
        }
        (at.min(to.saturating_sub(1)), intended)
    }
}

/// Whether what follows a subordinator need not have happened, or only frames what did.
fn is_hypothetical(word: &str) -> bool {
    matches!(word, "if" | "unless" | "when" | "whenever" | "while")
}

/// Words after which `when` or `if` opens a question rather than a clause of its own.
fn takes_question(word: &str) -> bool {
    const TAKING: &[&str] = &[
        "about", "and", "ask", "asked", "check", "checked", "decide", "decided", "even", "exactly",
        "explain", "explained", "find", "found", "just", "knew", "know", "learn", "learned",
        "learnt", "note", "noted", "of", "only", "or", "out", "recorded", "remember", "saw", "see",
        "showed", "sure", "tell", "told", "understand", "understood", "wonder", "wondered",
    ];
    TAKING.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

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
                    (Subject::Other, false) => "-",
                    (Subject::Other, true) => "(-)",
                };
                let verb = prose.lower(clause.verb);
                format!("{who} {verb}: {}", prose.slice(clause.words.clone()))
            })
            .collect()
    }

    #[test]
    fn clauses_know_who_acts_and_what_is_done() {
        let cases: &[(&str, &[&str])] = &[
            (
                "I read 400 refund comments and phoned 22 customers.",
                &["I read: I read 400 refund comments", "(I) phoned: phoned 22 customers"],
            ),
            (
                "I timed it in one store, and it added 48 seconds, because customers didn't answer.",
                &[
                    "I timed: I timed it in one store",
                    "- added: it added 48 seconds",
                    "- answer: customers didn't answer",
                ],
            ),
            (
                "Then I told the board that I had misjudged it, wrote to all firms, and restored the fee.",
                &[
                    "I told: I told the board that I had misjudged it",
                    "(I) wrote: wrote to all firms",
                    "(I) restored: restored the fee",
                ],
            ),
            ("Sent did not mean delivered.", &["- mean: Sent did not mean delivered"]),
        ];
        for (text, expected) in cases {
            assert_eq!(clauses(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_condition_is_no_clause_of_its_own() {
        assert_eq!(
            clauses("When a patient cancels late, the clinic loses the slot."),
            ["- loses: the clinic loses the slot"]
        );
        assert_eq!(
            clauses("I look for the moment when it is cheap."),
            ["I look: I look for the moment when it is cheap"]
        );
    }

    #[test]
    fn an_apposition_does_not_part_a_subject_from_its_verb() {
        assert_eq!(
            clauses("Our customers, the clinics, told us patients kept missing visits."),
            ["- told: Our customers, the clinics, told us patients kept missing visits"]
        );
    }

    #[test]
    fn what_the_author_did_to_a_thing_is_not_what_the_sentence_is_about() {
        assert_eq!(
            clauses("The plan I inherited was a live chat. In May I dropped it."),
            ["- was: The plan I inherited was a live chat", "I dropped: In May I dropped it"]
        );
    }
}
