//! The Action tells deeds in the passive, without saying who did them.
//!
//! # What it does
//!
//! Looks in the Action for a main clause with `was` or `were` and a deed that you might have done (decided,
//! built, tested, sent …) and no `by` that names somebody. States (`was worried`, `was based in`), what
//! happened to you (`I was asked`), and subordinate clauses (`the form that was built in 2019`) are left
//! alone. All places are one remark, because they are one habit.
//!
//! # Why an interviewer cares
//!
//! "It was decided" is the sentence after which they ask "by whom?". If it was you, you gave the deed away; if
//! it was not, you were caught.
//!
//! # Bad
//!
//! `A test was run in June, errors were found, and the second wave was moved to August.`
//!
//! # Better
//!
//! `I ran a test in June, found the comments missing, and moved the second wave to August.`

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use crate::analysis::lint::clause::{has_break, is_adverb, is_subordinator};
use crate::analysis::lint::lexicon::Group;
use crate::analysis::lint::quote::{enumerate, quote};
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};
use crate::story::Section;

pub(crate) static RULE: Rule = Rule {
    code: "V002",
    name: "passive-action",
    severity: Severity::Info,
    source: include_str!("v002_passive_action.rs"),
    check: Check::Story(check),
};

/// Passives that the message names.
const NAMED: usize = 4;

/// Deeds by their participle; with a word of `not_before` behind it the participle is a state.
static LIST: LazyLock<Vec<Group>> =
    LazyLock::new(|| Group::embedded(include_str!("../words/deeds.yaml")));

static DEEDS: LazyLock<HashMap<&'static str, &'static Group>> = LazyLock::new(|| {
    LIST.iter()
        .flat_map(|deeds| deeds.words.iter().map(move |word| (word.as_str(), deeds)))
        .collect()
});

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(text) = context.section(Section::Action) else { return };
    let found = passives(text);
    let Some(first) = found.first() else { return };
    let mut counts: BTreeMap<usize, String> = BTreeMap::new();
    for bytes in &found {
        let words = quote(&text.text()[bytes.clone()]);
        if !counts.values().any(|known| *known == words) {
            counts.insert(bytes.start, words);
        }
    }
    let named: Vec<String> = counts.into_values().collect();
    findings.push(rule.at(
        text,
        first.clone(),
        format!("{} without saying who did it", enumerate(&named, NAMED)),
        "Who did it? If it was you, say \"I\"; if not, say who, and what you did.",
    ));
}

/// Agentless passives of a deed in main clauses: auxiliary and participle.
fn passives(text: &SectionText<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in text.segments.sentences() {
        let words = text.words_within(sentence.clone());
        for at in words.clone() {
            if !matches!(text.word(at), "was" | "were") || text.is_quoted(text.word_range(at).start)
            {
                continue;
            }
            let Some(deed) =
                (at + 1..words.end.min(at + 4)).find(|&next| !is_adverb(text.word(next)))
            else {
                continue;
            };
            if has_break(&text.text()[text.word_range(at).end..text.word_range(deed).start]) {
                continue;
            }
            if is_deed(text, deed, words.end)
                && !has_agent(text, deed, words.end)
                && is_main(text, words.start, at)
            {
                found.push(text.word_range(at).start..text.word_range(deed).end);
            }
        }
    }
    found
}

fn is_deed(text: &SectionText<'_>, at: usize, end: usize) -> bool {
    let word = text.word(at);
    // Whatever can be drawn can be redrawn.
    let again = word.strip_prefix("re").map(|rest| rest.trim_start_matches('-'));
    let Some(deeds) = DEEDS.get(word).or_else(|| DEEDS.get(again?)) else { return false };
    let next = if at + 1 < end { text.word(at + 1) } else { "" };
    // `written in June` is a deed with its time, `written in COBOL` a state.
    let timed =
        matches!(next, "in" | "on" | "at") && at + 2 < end && is_time_or_manner(text.word(at + 2));
    timed || !deeds.not_before.iter().any(|word| word == next)
}

/// Whether a word behind a preposition is a time, a manner or a measure.
fn is_time_or_manner(word: &str) -> bool {
    word.ends_with("ing")
        || word.starts_with(|c: char| c.is_ascii_digit())
        || NO_AGENTS.contains(&word)
}

/// Whether a `by` in the same clause names who did it; `by Friday` and `by hand` name nobody.
fn has_agent(text: &SectionText<'_>, deed: usize, end: usize) -> bool {
    for at in deed + 1..end {
        if has_break(text.between(at - 1, at)) {
            return false;
        }
        if text.word(at) != "by" {
            continue;
        }
        let Some(next) = (at + 1 < end).then(|| text.word(at + 1)) else { return false };
        if !is_time_or_manner(next) {
            return true;
        }
    }
    false
}

/// Words after `by` that are a time, a manner or a measure.
const NO_AGENTS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "hand", "mistake", "default", "accident", "then", "noon", "midnight",
    "half", "mail", "email", "e-mail", "phone", "post", "q1", "q2", "q3", "q4", "spring", "summer",
    "autumn", "fall", "winter", "christmas", "easter", "type", "cause", "week", "day", "month",
    "early", "late", "end", "next", "one", "two", "three", "four", "five", "six", "date",
];

/// Verbs after which a clause tells what somebody said or saw.
const REPORTING: &[&str] = &[
    "said", "says", "saw", "found", "noticed", "knew", "thought", "believed", "learned", "learnt",
    "realised", "realized", "heard", "claimed", "showed", "reported", "assumed", "hoped", "feared",
    "guessed", "felt", "told", "sure", "certain", "suspected", "remembered", "made", "ensured",
    "guaranteed", "meant", "discovered", "understood",
];

/// Whether the auxiliary belongs to a main clause with a thing as its subject.
fn is_main(text: &SectionText<'_>, start: usize, aux: usize) -> bool {
    // What stands directly before the auxiliary, adverbs aside, ends its subject.
    let Some(subject) = (start..aux).rev().find(|&at| !is_adverb(text.word(at))) else {
        return false;
    };
    if matches!(
        text.word(subject),
        "i" | "we" | "you" | "he" | "she" | "there" | "not" | "never" | "and" | "but" | "nothing"
    ) || is_subordinator(text.word(subject))
    {
        return false;
    }
    // `The dashboard said reminders were sent` tells what was said.
    let reports = |word: &str| REPORTING.contains(&word);
    let mut past_join = false;
    for at in (start..aux).rev() {
        let word = text.word(at);
        if is_subordinator(word) || (reports(word) && at != subject) {
            return false;
        }
        // Another subject before this one: `I saw tickets were lost` tells what was found.
        let other = matches!(word.split('\'').next(), Some("i" | "we" | "he" | "she" | "they"));
        if other && at != subject && !past_join {
            return false;
        }
        if matches!(word, "and" | "but" | "so" | "or") {
            past_join = true;
        }
        if at > start && has_break(text.between(at - 1, at)) {
            break;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::Told;

    fn quoted(action: &str) -> Vec<String> {
        let text = SectionText::new(Section::Action, action, Vec::new());
        passives(&text).into_iter().map(|bytes| action[bytes].to_owned()).collect()
    }

    #[test]
    fn every_entry_of_the_list_has_a_working_example() {
        for deeds in LIST.iter() {
            assert_eq!(quoted(&deeds.bad).len(), 1, "{}", deeds.bad);
            assert!(quoted(&deeds.good).is_empty(), "{}", deeds.good);
            for word in &deeds.words {
                assert_eq!(quoted(&format!("The old one was {word} in June.")).len(), 1, "{word}");
            }
            for state in deeds.not_before.iter().filter(|state| !matches!(state.as_str(), "by")) {
                let sentence = format!("The old one was {} {state} it.", deeds.words[0]);
                assert!(quoted(&sentence).is_empty(), "{sentence}");
            }
        }
    }

    #[test]
    fn deeds_without_a_doer_are_found() {
        let cases = [
            ("In August it was decided to start anyway.", vec!["was decided"]),
            (
                "A test was quickly run, and the grades were compared.",
                vec!["was quickly run", "were compared"],
            ),
            (
                "On Monday the import was stopped, because it was slow, and a letter was sent.",
                vec!["was stopped", "was sent"],
            ),
            ("When the beds were counted, a plan was written by Friday.", vec!["was written"]),
            (
                "The vials were checked by hand and the batch was released.",
                vec!["were checked", "was released"],
            ),
        ];
        for (action, expected) in cases {
            assert_eq!(quoted(action), expected, "{action}");
        }
    }

    #[test]
    fn states_and_other_peoples_deeds_are_left_alone() {
        for action in [
            "I was worried, the depot was based in Lyon, and the crew was excited.",
            "I was asked to lead it, and we were told to wait.",
            "The pump was built by another crew, and the valve was tested by the lab.",
            "I read the form that was written in 2019, because it was changed twice.",
            "Our dashboard said 97% of reminders were sent.",
            "I made sure the beds were moved.",
            "I found that shared doctors were counted and invoices were sent twice.",
            "I saw tickets were moved at random.",
            "The page was designed for desks, and the site was built on sand.",
            "The launch was planned for June, but I moved it.",
            "It was not tested, and there was planned downtime.",
            "I decided, I tested and I sent it.",
            "She said \"the date was moved\" and hung up.",
        ] {
            assert!(quoted(action).is_empty(), "{action}: {:?}", quoted(action));
        }
    }

    #[test]
    fn one_habit_is_one_remark_and_only_in_the_action() {
        let action =
            "A plan was written. A test was run. It was decided to wait. A plan was written.";
        let told = Told::good().with(Section::Action, action);
        let found = told.found("V002");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.starts_with("\"was written\", \"was run\" and \"was decided\""),
            "{found:?}"
        );
        assert_eq!(told.quoted("V002"), ["was written"]);
        let told = Told::good().with(Section::Situation, action);
        assert!(told.found("V002").is_empty());
    }
}
