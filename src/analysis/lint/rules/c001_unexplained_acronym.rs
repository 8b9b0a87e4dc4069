//! An acronym that a stranger cannot know is never spelled out.
//!
//! # What it does
//!
//! Looks for words of two to six capitals. Acronyms that every product manager knows (API, KPI, NPS …), codes
//! of countries, currencies and hours, product and company names with digits, Roman numerals, and the name of
//! your own organisation are left alone, and so is one that the story explains anywhere: `mean time to
//! recovery (MTTR)`, `MTTR (mean time to recovery)`, `SIU, the team that investigates fraud,`, `SIU stands
//! for …`. Each acronym is one remark, at its first place.
//!
//! # Why an interviewer cares
//!
//! The Bar Raiser comes from another part of the company. While they wonder what FNOL means they miss the next
//! sentence, and they will not ask more than once.
//!
//! # Bad
//!
//! `At FNOL our adjusters flagged claims, and the SIU got them too late.`
//!
//! # Better
//!
//! `In the first call about a claim our adjusters flagged fraud, and the investigators got the file too late.`

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::analysis::lint::lexicon::Group;
use crate::analysis::lint::quote::quote;
use crate::analysis::lint::{Check, Context, Finding, Rule, SectionText, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "C001",
    name: "unexplained-acronym",
    severity: Severity::Info,
    source: include_str!("c001_unexplained_acronym.rs"),
    check: Check::Story(check),
};

/// Acronyms that need no explanation, by what they are about.
static GROUPS: LazyLock<Vec<Group>> =
    LazyLock::new(|| Group::embedded(include_str!("../words/acronyms.yaml")));

static KNOWN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| GROUPS.iter().flat_map(|group| &group.words).map(String::as_str).collect());

/// Words of an apposition that explains an acronym, at most.
const APPOSITION: usize = 9;

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let ordinary: HashSet<&str> = context
        .sections
        .iter()
        .flat_map(|text| (0..text.segments.words().len()).map(move |at| (text, at)))
        .filter(|(text, at)| text.text()[text.word_range(*at)].chars().any(char::is_lowercase))
        .map(|(text, at)| text.word(at))
        .collect();
    let named: HashSet<String> = [&context.story.organization, &context.story.project]
        .into_iter()
        .flatten()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
        .map(str::to_owned)
        .collect();
    let mut seen = HashSet::new();
    for text in &context.sections {
        for (acronym, bytes) in acronyms(text) {
            if KNOWN.contains(acronym)
                || named.contains(acronym)
                || ordinary.contains(acronym.to_lowercase().as_str())
                || is_roman(acronym)
                || !seen.insert(acronym.to_owned())
                || context.sections.iter().any(|text| explains(text, acronym))
            {
                continue;
            }
            findings.push(rule.at(
                text,
                bytes,
                format!("{} is never spelled out", quote(acronym)),
                "What does it stand for? Say it in plain words once, or all the time.",
            ));
        }
    }
}

/// Words of two to six capitals, without a plural or possessive `s`; not parts of longer tokens.
fn acronyms<'t>(text: &SectionText<'t>) -> Vec<(&'t str, Range<usize>)> {
    let whole = text.text();
    let mut found = Vec::new();
    for sentence in text.segments.sentences() {
        let words = text.words_within(sentence.clone());
        if is_shouted(text, words.clone()) {
            continue;
        }
        for at in words {
            let range = text.word_range(at);
            let word = &whole[range.clone()];
            let stem = word
                .strip_suffix("'s")
                .or_else(|| word.strip_suffix("\u{2019}s"))
                .or_else(|| word.strip_suffix('s'))
                .unwrap_or(word);
            let letters = stem.len();
            if !(2..=6).contains(&letters) || !stem.bytes().all(|b| b.is_ascii_uppercase()) {
                continue;
            }
            let bytes = range.start..range.start + letters;
            // `GPT-4`, `A/BX`, `x.EU`, `#ABC` and the like name a thing rather than abbreviate words.
            let glued = |c: Option<char>, digit: Option<char>| match c {
                Some('-' | '/' | '.' | '_' | '#' | '@' | '&' | '+') => {
                    digit.is_some_and(char::is_alphanumeric)
                }
                _ => false,
            };
            let mut left = whole[..range.start].chars().rev();
            let mut right = whole[range.end..].chars();
            let (left, right) = ((left.next(), left.next()), (right.next(), right.next()));
            let hash = left.0 == Some('#') || left.0 == Some('@');
            let number = matches!(right, (Some('-' | ' '), Some(c)) if c.is_ascii_digit());
            if hash || number || glued(left.0, left.1) || glued(right.0, right.1) {
                continue;
            }
            found.push((stem, bytes));
        }
    }
    found
}

/// Whether a sentence is written in capitals throughout, so that they mean nothing.
fn is_shouted(text: &SectionText<'_>, words: Range<usize>) -> bool {
    let total = words.len();
    let capitals = words
        .filter(|&at| {
            let word = &text.text()[text.word_range(at)];
            word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
        })
        .count();
    total >= 4 && capitals * 2 > total
}

fn is_roman(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether a text says what an acronym stands for.
fn explains(text: &SectionText<'_>, acronym: &str) -> bool {
    let whole = text.text();
    whole.match_indices(acronym).any(|(at, _)| {
        let end = at + acronym.len();
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let plural =
            usize::from(whole[end..].starts_with('s') && !inside(whole[end + 1..].chars().next()));
        let end = end + plural;
        if inside(whole[..at].chars().next_back()) || inside(whole[end..].chars().next()) {
            return false;
        }
        let (before, after) = (whole[..at].trim_end(), whole[end..].trim_start());
        in_brackets(before, after)
            || brackets_follow(after)
            || is_defined(after)
            || is_apposition(after)
            || is_introduced(before)
            || initials_lead(before, acronym)
    })
}

/// `mean time to recovery (MTTR)`, also with more behind it in the brackets.
fn in_brackets(before: &str, after: &str) -> bool {
    before
        .strip_suffix(['(', '['])
        .or_else(|| before.strip_suffix("(the"))
        .or_else(|| before.strip_suffix("(or"))
        .is_some_and(|words| words.split_whitespace().count() >= 2)
        && after.starts_with([')', ']', ',', ';'])
}

/// `MTTR (mean time to recovery)`, `MTTR: mean time …`, `MTTR - mean time …`.
fn brackets_follow(after: &str) -> bool {
    let Some(inside) = after.strip_prefix('(').and_then(|rest| rest.split(')').next()) else {
        return false;
    };
    inside.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() >= 2
}

/// `MTTR stands for …`, `MTTR, which means …`, `MTTR is short for …`, `MTTR is our name for …`.
fn is_defined(after: &str) -> bool {
    let after = after.trim_start_matches([',', ' ']);
    let after = after.strip_prefix("which ").unwrap_or(after);
    [
        "stands for", "stood for", "means", "meant", "is short for", "short for",
        "is our name for", "is the name for", "i.e.", "that is", "in other words",
        "is what we call", "refers to",
    ]
    .iter()
    .any(|phrase| after.starts_with(phrase))
}

/// `SIU, the team that investigates fraud, got it`, `SIU – our fraud team – got it`.
fn is_apposition(after: &str) -> bool {
    let Some(rest) = [",", "\u{2014}", "\u{2013}", "- ", ":"]
        .into_iter()
        .find_map(|mark| after.strip_prefix(mark))
    else {
        return false;
    };
    let rest = rest.trim_start();
    let articles = ["the ", "a ", "an ", "our ", "their ", "its ", "or ", "meaning "];
    if !articles.iter().any(|article| rest.starts_with(article)) {
        return false;
    }
    let end = rest.find([',', '\u{2014}', '\u{2013}', '.', ';', ')']).unwrap_or(rest.len());
    let closed = rest[end..].starts_with([',', '\u{2014}', '\u{2013}', '.', ';']);
    let words = rest[..end].split_whitespace().count();
    // `At FNOL, the adjuster flagged it.` is a clause: it ends the sentence without a second comma.
    closed && (2..=APPOSITION).contains(&words) && !rest[end..].starts_with('.')
        || rest.starts_with("or ") && words >= 3
}

/// `a unit called SIU`, `known as SIU`, `for short SIU`.
fn is_introduced(before: &str) -> bool {
    let phrases = ["known as", "known as the", "abbreviated", "for short", "so-called"];
    // A telephone call is no introduction.
    let named = before.strip_suffix("called").is_some_and(|left| {
        let caller = left.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
        !["i", "we", "he", "she", "they", "and", "then", ""].contains(&caller.as_str())
    });
    named || phrases.iter().any(|phrase| before.ends_with(phrase))
}

/// `the special investigations unit, or SIU`: the words right before begin with its letters.
fn initials_lead(before: &str, acronym: &str) -> bool {
    let words: Vec<&str> = before
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '\u{2019}'))
        .filter(|word| !word.is_empty())
        .take(acronym.len() + 6)
        .collect();
    let skipped = words.iter().take_while(|word| matches!(**word, "or" | "the" | "our" | "a"));
    let skip = skipped.count();
    let mut wanted = acronym.chars().rev().peekable();
    for word in &words[skip..] {
        let Some(&letter) = wanted.peek() else { return true };
        let initial = word.chars().next().map(|c| c.to_ascii_uppercase());
        if initial == Some(letter) {
            wanted.next();
        } else if !matches!(
            *word,
            "of" | "to" | "for" | "and" | "the" | "in" | "on" | "a" | "per" | "by"
        ) {
            return false;
        }
    }
    wanted.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn quoted(action: &str) -> Vec<String> {
        Told::empty().with(Section::Action, action).quoted("C001")
    }

    #[test]
    fn every_group_of_acronyms_has_a_working_example() {
        for group in GROUPS.iter() {
            assert!(quoted(&group.good).is_empty(), "{}", group.good);
            assert_eq!(quoted(&group.bad).len(), 1, "{}", group.bad);
            for word in &group.words {
                assert!(quoted(&format!("I moved the {word} myself.")).is_empty(), "{word}");
            }
        }
    }

    #[test]
    fn a_word_of_capitals_that_nobody_explains_is_found_once() {
        let cases = [
            ("At FNOL we flagged it, and FNOL was late.", vec!["FNOL"]),
            ("The SIU got the file.", vec!["SIU"]),
            ("Both WMSs were slow, and the TMS\u{2019}s clock was off.", vec!["WMS", "TMS"]),
            ("At DPMO, the inspector stopped the line.", vec!["DPMO"]),
        ];
        for (action, expected) in cases {
            assert_eq!(quoted(action), expected, "{action}");
        }
    }

    #[test]
    fn an_explanation_anywhere_is_enough() {
        for action in [
            "I cut the mean time to recovery (MTTR). MTTR fell.",
            "I cut MTTR (mean time to recovery).",
            "MTTR fell. It stands for what it says: MTTR means the time to recover.",
            "The SIU, the team that investigates fraud, got the file.",
            "I called the special investigations unit, or SIU.",
            "I asked the centre of excellence, COE, for help.",
            "They had a list called DNR.",
            "Work in progress limits (WIPs) helped.",
        ] {
            assert!(quoted(action).is_empty(), "{action}: {:?}", quoted(action));
        }
        let told = Told::empty()
            .with(Section::Situation, "The SIU was late.")
            .with(Section::Action, "I asked the special investigations unit (SIU).");
        assert!(told.found("C001").is_empty());
    }

    #[test]
    fn names_numerals_units_and_shouting_are_no_acronyms() {
        for action in [
            "I moved EC2, S3 and GPT-4 to the EU by 9 AM and paid in USD.",
            "Phase II of the A/B test ran in Q3 with P&L and R&D.",
            "It was NOT broken; what was not broken stayed.",
            "THE WHOLE LINE STOOD STILL.",
            "I wrote the PRFAQ with a VP and a PM in the US.",
            "The COVID wave hit, and NASA called.",
            "I opened ticket ABC-123 and bug QX 17.",
        ] {
            assert!(quoted(action).is_empty(), "{action}: {:?}", quoted(action));
        }
    }

    #[test]
    fn the_name_of_the_own_organisation_is_known() {
        let mut told = Told::empty().with(Section::Action, "At ABK I ran the mill.");
        assert_eq!(told.found("C001").len(), 1);
        told.story.organization = Some("ABK Mills".to_owned());
        assert!(told.found("C001").is_empty());
    }
}
