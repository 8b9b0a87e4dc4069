//! People and bodies other than the author, as a text names them.

use std::ops::Range;

use super::Name;
use super::cues::LISTS;
use crate::drill::clause::is_written;
use crate::drill::grammar::{
    is_adverb, is_auxiliary, is_base_verb, is_determiner, is_irregular_past, is_number, is_opener,
    is_past, is_preposition, is_regular_past, is_relative, is_subject_pronoun, is_third_person,
    is_time,
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

/// Somebody named by what they are (`our VP of Product`, `two engineers`, `the engineer on call`).
fn by_role(prose: &Prose<'_>, at: usize) -> Option<Mention> {
    let role = prose.lower(at);
    if !is_role(role) || role.ends_with("'s") || titles_on(prose, at + 1) {
        return None;
    }
    let from = modified_from(prose, at);
    let end = title_end(prose, at)?;
    let before =
        if from > 0 && prose.stop(from - 1) == Stop::None { prose.lower(from - 1) } else { "" };
    let words: String = prose.slice(from..end).split_whitespace().collect::<Vec<_>>().join(" ");
    let department = LISTS.departments.contains(role);
    let plural = role.ends_with('s') && !role.ends_with("ss") && !department;
    let (start, text, bare) = if let Some(article) = address(before) {
        (from - 1, format!("{article} {words}"), false)
    } else if is_number(before) {
        (from - 1, format!("the {before} {words}"), false)
    } else if from == at && department && acts_bare(prose, at) {
        (from, role.to_owned(), true)
    } else if from == at && plural {
        (from, format!("the {role}"), true)
    } else {
        return None;
    };
    // `a lead on the cause`, `a head start`: without a modifier these are things.
    let alone = from == at && end == at + 1;
    let thing = alone && matches!(role, "chair" | "head" | "lead" | "panel" | "principal");
    if thing && matches!(before, "a" | "an") || role == "team" && (from == at || before == "a") {
        return None;
    }
    let above = (from..=at).any(|at| LISTS.senior.contains(prose.lower(at)))
        || role == "manager" && from == at && matches!(before, "my" | "our");
    Some(Mention {
        words: start..end,
        name: Name::at(prose, start..end, text),
        rank: if above { Rank::Senior } else { Rank::Peer },
        proper: false,
        calls: !LISTS.incidental.contains(role),
        many: plural && !above,
        bare,
    })
}

/// Where the modifiers of a role noun begin (`our | fiercest risk lead`).
fn modified_from(prose: &Prose<'_>, at: usize) -> usize {
    const MOST: usize = 3;
    let modifies = |at: usize| {
        let word = prose.lower(at);
        let closed = is_determiner(word)
            || is_number(word)
            || is_preposition(word)
            || is_auxiliary(word)
            || is_subject_pronoun(word)
            || is_opener(word)
            || word.ends_with("'s")
            || word.chars().any(|c| c.is_ascii_digit());
        // `our retired captain`: a past form is a modifier only right after a determiner.
        let described = at > 0 && is_determiner(prose.lower(at - 1));
        let acts = is_irregular_past(word) && word != "lead" || is_regular_past(word) && !described;
        prose.stop(at) == Stop::None && !closed && !acts
    };
    let most = at.saturating_sub(MOST);
    (most..at).rev().take_while(|&at| modifies(at)).last().unwrap_or(at)
}

/// One past the last word of a title; nothing where the role noun only says what kind of thing follows.
fn title_end(prose: &Prose<'_>, at: usize) -> Option<usize> {
    const RANKS: &[&str] =
        &["assistant", "associate", "chief", "head", "junior", "lead", "principal"];
    let role = prose.lower(at);
    let mut end = at + 1;
    if prose.stop(at) != Stop::None {
        return Some(end);
    }
    // `junior baker`, `head coach`: the word that follows says what they are.
    let next = prose.lower(end);
    let names = part_of_title(prose, end)
        && !is_adverb(next)
        && !is_base_verb(next)
        && !is_third_person(next);
    if RANKS.contains(&role) && names {
        end += 1;
    }
    if compounds(prose, end) {
        return None;
    }
    if LISTS.heads.contains(role) && prose.lower(end) == "of" {
        let area = (end + 1..=end + 2)
            .take_while(|&at| part_of_title(prose, at) && prose.stop(at - 1) == Stop::None);
        return Some(area.last().map_or(end, |last| last + 1));
    }
    Some(if prose.matches(end, prose.words.len(), "on call") { end + 2 } else { end })
}

/// Whether a role noun that follows is the head of the same title (`chief operating officer`).
fn titles_on(prose: &Prose<'_>, from: usize) -> bool {
    (from..from + 2)
        .take_while(|&at| prose.stop(at - 1) == Stop::None && part_of_title(prose, at))
        .any(|at| is_role(prose.lower(at)) && !prose.lower(at).ends_with("'s"))
}

/// Whether the role noun before a word only says what kind of thing follows (`the partner interface`).
pub(super) fn compounds(prose: &Prose<'_>, at: usize) -> bool {
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
}
