//! Somebody else is blamed.
//!
//! # What it does
//!
//! Looks in every section for words that put the fault on others (`the vendor's fault`, `dropped the ball`,
//! `never told me`, `should have given me`), and for words about people that no one would say to their face.
//! Facts are no blame: `the vendor slipped by five weeks` is left alone, and so are a fault of your own and a
//! sentence that takes the blame back (`it was not their fault`). Each sentence is one remark.
//!
//! # Why an interviewer cares
//!
//! They listen for whose problem it was. Blame says that it was not yours, that you would tell it about them
//! one day, and that you have not learnt what you could have done.
//!
//! # Bad
//!
//! `It was the engineers' fault, because they never told me how slow the import was.`
//!
//! # Better
//!
//! `I had not asked how slow the import was. Since then I ask for a timed run before I promise a date.`

use std::sync::LazyLock;

use crate::analysis::lint::clause::is_negation;
use crate::analysis::lint::lexicon::Lexicon;
use crate::analysis::lint::quote::{enumerate, quote, quote_with_lead};
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "V004",
    name: "blames-others",
    severity: Severity::Warning,
    source: include_str!("v004_blames_others.rs"),
    check: Check::Story(check),
};

static BLAME: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::embedded(include_str!("../words/blame.yaml")));

/// Words with which an author takes the fault upon themselves.
static OWNING: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::embedded(include_str!("../words/owning.yaml")));

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in &context.sections {
        let owned: Vec<_> = OWNING.hits(text).into_iter().map(|hit| hit.bytes.start).collect();
        let mut hits = BLAME
            .hits(text)
            .into_iter()
            .filter(|hit| {
                let sentence = text.sentence_at(hit.bytes.start);
                !text.is_quoted(hit.bytes.start)
                    && !owned.iter().any(|at| sentence.contains(at))
                    && !is_taken_back(text, hit.bytes.start)
            })
            .peekable();
        while let Some(first) = hits.next() {
            let sentence = text.sentence_at(first.bytes.start);
            let mut named = vec![quote_with_lead(text, first.bytes.clone())];
            while let Some(next) = hits.next_if(|hit| sentence.contains(&hit.bytes.start)) {
                named.push(quote(&text.text()[next.bytes]));
            }
            let verb = if named.len() == 1 { "puts" } else { "put" };
            findings.push(rule.at(
                text,
                first.bytes,
                format!("{} {verb} the blame on others", enumerate(&named, named.len())),
                "What could you have asked, checked or agreed earlier? Tell that part.",
            ));
        }
    }
}

/// Whether a negation stands shortly before, in the same clause: `it was not the vendor's fault`.
fn is_taken_back(text: &SectionText<'_>, byte: usize) -> bool {
    let sentence = text.sentence_at(byte);
    let mut right = byte;
    for at in text.words_within(sentence.start..byte).rev().take(5) {
        let range = text.word_range(at);
        let joined = matches!(text.word(at), "and" | "but" | "because");
        if joined || text.text()[range.end..right].contains([',', ';', ':']) {
            return false;
        }
        right = range.start;
        if is_negation(text.word(at)) && text.word(at) != "no" {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::{Told, check_examples};
    use crate::story::Section;

    #[test]
    fn every_entry_of_the_list_has_a_working_example() {
        check_examples(&BLAME, &RULE, Section::Result);
    }

    #[test]
    fn blame_is_found() {
        for result in [
            "It was the engineers' fault, because they never told me how slow it was.",
            "The vendor dropped the ball too.",
            "My manager should have given me more people.",
            "The board was not there, and they kept changing the price on us.",
            "Leadership was not supportive and they kept changing the price.",
            "Sales kept changing their minds, and the fair failed.",
            "Honestly, the kitchen crew was lazy.",
            "The delay was not my fault.",
            "We lost the season thanks to an incompetent harbour office.",
        ] {
            let found = Told::good().with(Section::Result, result).found("V004");
            assert_eq!(found.len(), 1, "{result}: {found:?}");
        }
    }

    #[test]
    fn facts_and_own_faults_are_left_alone() {
        for result in [
            "The vendor slipped by five weeks, so I cut the lookup.",
            "Our risk lead refused, because fraud shows up in the first days.",
            "It was not the vendor's fault; it was mine.",
            "It was my fault, and I should have asked.",
            "I dropped the ball on the permits.",
            "At first I thought it was the lab's fault, and I was wrong.",
            "The test failed to start twice, and the alarm should have rung.",
            "I kept the review blameless: no one was to blame.",
            "She told me I should have called her first.",
            "The pump had a fault; the valve's fault code was 17.",
        ] {
            let found = Told::good().with(Section::Result, result).found("V004");
            assert!(found.is_empty(), "{result}: {found:?}");
        }
    }

    #[test]
    fn a_sentence_is_one_remark() {
        let result = "It was the crew's fault, they never told me, and they let me down. Sales dropped the ball.";
        assert_eq!(Told::good().with(Section::Result, result).found("V004").len(), 2);
    }
}
