//! A sentence is too long to be said in one breath.
//!
//! # What it does
//!
//! Counts the words of every sentence that is said aloud.
//!
//! # Why an interviewer cares
//!
//! Nobody can follow a sentence of 50 words by ear, and nobody can say it twice in the same way. The point of
//! it gets lost, or you do.
//!
//! # Bad
//!
//! `Then around 2018 the founders decided to go into tours, because everybody was talking about experiences,
//! and they bought a small company that had contracts with 300 guides, which were all over the place, and
//! nobody looked at them for years.`
//!
//! # Better
//!
//! `In 2018 we bought a tour company with 300 guides. Nobody had looked at their contracts since.`
//!
//! # Settings
//!
//! `check.long-sentence` is the number of words above which a sentence is hard to say.

use crate::analysis::lint::quote::quote;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::story::Section;

/// Words of the sentence that the message quotes.
const QUOTED_WORDS: usize = 6;

pub(crate) static RULE: Rule = Rule {
    code: "L003",
    name: "hard-to-say",
    severity: Severity::Info,
    source: include_str!("l003_hard_to_say.rs"),
    check: Check::Story(check),
};

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in context.sections.iter().filter(|text| Section::SPOKEN.contains(&text.section)) {
        for sentence in text.segments.sentences() {
            let words = text.words_within(sentence.clone());
            if words.len() <= context.settings.long_sentence {
                continue;
            }
            let start = text.text()
                [sentence.start..text.word_range(words.start + QUOTED_WORDS - 1).end]
                .to_owned()
                + "\u{2026}";
            findings.push(rule.at(
                text,
                sentence.clone(),
                format!("the sentence that begins {} has {} words", quote(&start), words.len()),
                format!(
                    "Say it aloud, and stop where you breathe: at most {} words a sentence.",
                    context.settings.long_sentence
                ),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn sentence(words: usize) -> String {
        format!("We {}went.", "never ".repeat(words - 2))
    }

    #[test]
    fn the_start_of_the_sentence_is_quoted_and_the_whole_marked() {
        let long = sentence(40);
        let told = Told::good().with(Section::Situation, &format!("It was late. {long}"));
        let found = told.found("L003");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.contains("\"We never never never never never\u{2026}\" has 40 words"),
            "{found:?}"
        );
        assert_eq!(told.quoted("L003"), [long]);
    }

    #[test]
    fn thirty_five_words_can_be_said() {
        assert!(Told::good().with(Section::Task, &sentence(35)).found("L003").is_empty());
        assert_eq!(Told::good().with(Section::Task, &sentence(36)).found("L003").len(), 1);
    }

    #[test]
    fn a_wrapped_line_is_one_sentence_and_two_sentences_are_two() {
        let wrapped = sentence(40).replacen("never never never", "never\nnever\nnever", 4);
        assert_eq!(Told::good().with(Section::Result, &wrapped).found("L003").len(), 1);
        let two = format!("{} {}", sentence(20), sentence(20));
        assert!(Told::good().with(Section::Result, &two).found("L003").is_empty());
    }

    #[test]
    fn the_headline_is_not_said() {
        assert!(Told::good().with(Section::Headline, &sentence(40)).found("L003").is_empty());
    }

    #[test]
    fn the_length_can_be_set() {
        let told =
            Told::good().with(Section::Task, &sentence(24)).setting("check.long-sentence", "20");
        assert!(told.found("L003").iter().any(|finding| finding.section == Some(Section::Task)));
    }
}
