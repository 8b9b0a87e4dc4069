//! People and bodies other than the author, and whom it was all for.

use std::ops::Range;

use super::Name;
use super::cues::LISTS;
use crate::drill::clause::is_written;
use crate::drill::grammar::{
    is_adverb, is_auxiliary, is_base_verb, is_determiner, is_irregular_past, is_opener, is_past,
    is_preposition, is_regular_past, is_relative, is_subject_pronoun, is_third_person, is_time,
};
use crate::drill::prose::Prose;
use crate::drill::words::Stop;

/// How far above the author a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A colleague, supplier or report.
    Peer,
    /// Somebody with more authority.
    Senior,
}

/// A person or body named in a section.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its words.
    pub(super) words: Range<usize>,
    /// As a question names it.
    pub(super) name: Name,
    /// How far above the author it stands.
    pub(super) rank: Rank,
    /// Whether it is called by a proper name.
    pub(super) proper: bool,
    /// Whether an interviewer would think of calling them.
    pub(super) calls: bool,
    /// Whether it is more than one person, and no body.
    pub(super) many: bool,
    /// Whether the text gives it no article or number of its own (`sales`, `engineers`).
    pub(super) bare: bool,
}

/// Everybody named in a section, in order.
pub(super) fn mentions(prose: &Prose<'_>, known: &[String]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let written = prose.sentences.iter().filter(|sentence| is_written(prose, sentence));
    for at in written.cloned().flatten() {
        if found.last().is_some_and(|last| at < last.words.end) {
            continue;
        }
        if let Some(mention) = proper_name(prose, at, known).or_else(|| by_role(prose, at)) {
            found.push(mention);
        }
    }
    found
}

/// Whether a word names a person by role or department.
pub(super) fn is_role(word: &str) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word);
    LISTS.senior.contains(word)
        || LISTS.roles.contains(word)
        || LISTS.departments.contains(word)
        || word == "team"
}

/// Whether a noun phrase with this determiner may be spoken of as the reader's own, and how.
fn address(determiner: &str) -> Option<&'static str> {
    match determiner {
        "my" | "our" => Some("your"),
        "a" | "an" | "the" | "this" | "that" | "these" | "those" | "their" | "his" | "her"
        | "its" | "one" | "both" | "each" | "every" | "another" | "some" | "several" => Some("the"),
        _ => None,
    }
}

fn is_number(word: &str) -> bool {
    matches!(
        word,
        "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
            | "twenty"
            | "thirty"
    ) || !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
}

fn by_role(prose: &Prose<'_>, at: usize) -> Option<Mention> {
    let role = prose.lower(at);
    if !is_role(role) || role.ends_with("'s") {
        return None;
    }
    // `lead` and `head` are verbs and things too: only a noun phrase makes them people.
    let mut from = at;
    while from > 0 && at - from < 3 && prose.words[from - 1].stop == Stop::None {
        let before = prose.lower(from - 1);
        let modifier = !(is_determiner(before)
            || is_number(before)
            || is_preposition(before)
            || is_auxiliary(before)
            || is_irregular_past(before) && before != "lead"
            || is_subject_pronoun(before)
            || is_opener(before)
            || before == "of"
            || before.ends_with("'s")
            || before.chars().any(|c| c.is_ascii_digit())
            || is_regular_past(before) && !(from >= 2 && is_determiner(prose.lower(from - 2))));
        if !modifier {
            break;
        }
        from -= 1;
    }
    let mut end = at + 1;
    if titles_on(prose, end) {
        return None;
    }
    // `junior baker`, `head coach`: the word that follows says what they are.
    let telling = |at: usize| {
        let word = prose.lower(at);
        part_of_title(prose, at)
            && !is_adverb(word)
            && !is_base_verb(word)
            && !is_third_person(word)
    };
    if matches!(
        role,
        "assistant" | "associate" | "chief" | "head" | "junior" | "lead" | "principal"
    ) && prose.stop(at) == Stop::None
        && telling(end)
    {
        end += 1;
    }
    if compounds(prose, end) {
        return None;
    }
    if LISTS.heads.contains(role) && prose.words[at].stop == Stop::None && prose.lower(end) == "of"
    {
        let mut next = end + 1;
        while next < prose.words.len() && next - end <= 2 && part_of_title(prose, next) {
            next += 1;
            if prose.words[next - 1].stop != Stop::None {
                break;
            }
        }
        if next > end + 1 {
            end = next;
        }
    } else if prose.words[at].stop == Stop::None && prose.matches(end, prose.words.len(), "on call")
    {
        end += 2;
    }
    let rank = if (from..at + 1).any(|at| LISTS.senior.contains(prose.lower(at)))
        || matches!(role, "manager")
            && from > 0
            && matches!(prose.lower(from - 1), "my" | "our")
            && from == at
    {
        Rank::Senior
    } else {
        Rank::Peer
    };
    let phrase =
        |from: usize| prose.slice(from..end).split_whitespace().collect::<Vec<_>>().join(" ");
    let before = if from > 0 && prose.words[from - 1].stop == Stop::None {
        prose.lower(from - 1)
    } else {
        ""
    };
    let (start, text, bare) = if let Some(article) = address(before) {
        (from - 1, format!("{article} {}", phrase(from)), false)
    } else if is_number(before) {
        (from - 1, format!("the {before} {}", phrase(from)), false)
    } else if from == at && (LISTS.departments.contains(role) && acts_bare(prose, at)) {
        (from, role.to_owned(), true)
    } else if from == at
        && role.ends_with('s')
        && !role.ends_with("ss")
        && !LISTS.departments.contains(role)
    {
        (from, format!("the {role}"), true)
    } else {
        return None;
    };
    // `a lead on the cause`, `a head start`: without a modifier these are things.
    let thing = from == at
        && end == at + 1
        && matches!(role, "chair" | "head" | "lead" | "panel" | "principal");
    if thing && matches!(before, "a" | "an") || role == "team" && (from == at || before == "a") {
        return None;
    }
    Some(Mention {
        words: start..end,
        name: Name::at(prose, start..end, text),
        rank,
        proper: false,
        calls: !LISTS.incidental.contains(role),
        many: role.ends_with('s')
            && !role.ends_with("ss")
            && !LISTS.departments.contains(role)
            && rank == Rank::Peer,
        bare,
    })
}

/// Whether a role noun that follows is the head of the same title (`chief operating officer`).
fn titles_on(prose: &Prose<'_>, from: usize) -> bool {
    (from..from + 2)
        .take_while(|&at| prose.stop(at - 1) == Stop::None && part_of_title(prose, at))
        .any(|at| is_role(prose.lower(at)) && !prose.lower(at).ends_with("'s"))
}

/// Whether the role noun before a word only says what kind of thing follows (`the partner interface`).
fn compounds(prose: &Prose<'_>, at: usize) -> bool {
    let word = prose.lower(at);
    prose.stop(at - 1) == Stop::None
        && part_of_title(prose, at)
        && !is_adverb(word)
        && !is_subject_pronoun(word)
        && !is_relative(word)
        && !is_time(word)
        && !matches!(
            word,
            "alone"
                | "again"
                | "first"
                | "himself"
                | "herself"
                | "themselves"
                | "today"
                | "there"
                | "twice"
                | "and"
                | "or"
        )
}

/// Whether a department stands as a subject or after a verb or `with`, not as part of another name.
fn acts_bare(prose: &Prose<'_>, at: usize) -> bool {
    let first = at == 0 || prose.words[at - 1].stop == Stop::End;
    let before = if at > 0 { prose.lower(at - 1) } else { "" };
    (first && is_past(prose.lower(at + 1)))
        || matches!(before, "with" | "from" | "told" | "asked" | "but" | "and" | "then")
            && prose.words[at].stop != Stop::None
        || matches!(before, "told" | "asked" | "convinced" | "persuaded")
}

fn part_of_title(prose: &Prose<'_>, at: usize) -> bool {
    let word = prose.lower(at);
    word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '&')
        && !is_past(word)
        && !is_auxiliary(word)
        && !is_determiner(word)
        && !is_preposition(word)
        && !is_opener(word)
        && !matches!(
            word,
            "who"
                | "which"
                | "because"
                | "when"
                | "if"
                | "thought"
                | "wants"
                | "wanted"
                | "ends"
                | "had"
        )
}

fn proper_name(prose: &Prose<'_>, at: usize, known: &[String]) -> Option<Mention> {
    let word = &prose.words[at];
    let named = word.capital
        && (2..=14).contains(&word.lower.chars().count())
        && word.lower.chars().all(char::is_alphabetic)
        && prose.slice(at..at + 1).chars().skip(1).all(char::is_lowercase)
        && !known.contains(&word.lower)
        && !is_calendar(&word.lower)
        && !is_determiner(&word.lower)
        && !is_subject_pronoun(&word.lower)
        && !is_opener(&word.lower)
        && !is_preposition(&word.lower)
        && !is_role(&word.lower);
    if !named {
        return None;
    }
    let before =
        if at > 0 && prose.words[at - 1].stop == Stop::None { prose.lower(at - 1) } else { "" };
    let next = prose.lower(at + 1);
    let role_follows =
        |from: usize| (from..(from + 4).min(prose.words.len())).any(|at| is_role(prose.lower(at)));
    let apposition = word.stop == Stop::Comma && address(next).is_some() && role_follows(at + 2);
    let is_a = matches!(next, "was" | "is")
        && address(prose.lower(at + 2)).is_some()
        && role_follows(at + 3);
    let met = matches!(
        before,
        "asked"
            | "told"
            | "coached"
            | "mentored"
            | "hired"
            | "met"
            | "taught"
            | "promoted"
            | "helped"
            | "paired"
            | "convinced"
            | "persuaded"
            | "gave"
            | "trained"
            | "invited"
    );
    let elsewhere = prose.words.iter().enumerate().any(|(other, candidate)| {
        other != at
            && candidate.lower == word.lower
            && candidate.capital
            && other > 0
            && prose.words[other - 1].stop == Stop::None
    });
    let with = before == "with" && elsewhere;
    (apposition || is_a || met || with).then(|| Mention {
        words: at..at + 1,
        name: Name::at(prose, at..at + 1, prose.slice(at..at + 1).to_owned()),
        rank: Rank::Peer,
        proper: true,
        calls: true,
        many: false,
        bare: false,
    })
}

fn is_calendar(word: &str) -> bool {
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "easter"
            | "christmas"
            | "thanksgiving"
            | "english"
            | "french"
            | "german"
            | "spanish"
            | "portuguese"
            | "thai"
            | "welsh"
            | "black"
    )
}

/// Whom it is for, as the texts name them most.
pub(super) fn customers(prose: &[Prose<'_>]) -> Option<Name> {
    let mut best: Option<(usize, Name)> = None;
    for (rank, [plural, singular]) in LISTS.customers.iter().enumerate() {
        let mut places = prose.iter().flat_map(|section| {
            section
                .words
                .iter()
                .enumerate()
                .filter(|(at, word)| {
                    let lower = word.lower.trim_end_matches("'s").trim_end_matches('\'');
                    lower == plural || lower == singular && !compounds(section, *at + 1)
                })
                .map(move |(at, _)| (section, at))
        });
        let Some((section, at)) = places.next() else { continue };
        // A group that the author names is worth more than the general word for it.
        let weight = (1 + places.count()) * if rank < 3 { 2 } else { 3 };
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, Name::at(section, at..at + 1, plural.clone())));
        }
    }
    best.map(|(_, name)| name)
}

/// Whether a word names whom a product is for, in the plural.
pub(super) fn is_customers(word: &str) -> bool {
    LISTS.customers.iter().any(|[plural, _]| word == plural)
}

/// Whether a word names whom a product is for.
pub(super) fn is_customer(word: &str) -> bool {
    LISTS.customers.iter().flatten().any(|name| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Section;

    fn names(text: &str) -> Vec<String> {
        let prose = Prose::new(Section::Action, text);
        mentions(&prose, &["tarnbrook".to_owned()])
            .into_iter()
            .map(|mention| mention.name.text)
            .collect()
    }

    #[test]
    fn people_are_named_as_an_interviewer_would_name_them() {
        let cases: &[(&str, &[&str])] = &[
            ("Our VP of Product decided to make it free.", &["your VP of Product"]),
            ("The platform lead wanted to rebuild it.", &["the platform lead"]),
            ("I asked the head of claims and got a trial.", &["the head of claims"]),
            (
                "One engineer built it; two engineers tested it.",
                &["the engineer", "the two engineers"],
            ),
            ("Mira, our researcher, doubted it.", &["Mira", "your researcher"]),
            ("I convinced the finance lead to accept one approval.", &["the finance lead"]),
            ("Sales kept losing shops.", &["sales"]),
            ("I agreed the order with sales.", &["sales"]),
            ("The chief operating officer of a chain wanted it.", &["the chief operating officer"]),
            ("We asked the engineer on call to move ten shops.", &["the engineer on call"]),
            ("My manager should have given me more people.", &["your manager"]),
            ("I asked Tarnbrook for money in May.", &[]),
            ("I had a lead on the cause and a head start.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(names(text), *expected, "{text}");
        }
    }

    #[test]
    fn the_customer_is_the_group_that_the_text_names_most() {
        let prose = [Prose::new(
            Section::Situation,
            "Our customers, the clinics, told us patients kept missing visits. Patients forgot.",
        )];
        assert_eq!(customers(&prose).unwrap().text, "patients");
    }
}
