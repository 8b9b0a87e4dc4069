//! The ledger of claims: every figure of a story with what its author says about it.

use std::ops::Range;

use super::quantity::Quantity;
use crate::story::{Basis, Claim, Section, Story};

/// What an interviewer would ask about a figure and the ledger cannot answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Nothing is said about the figure.
    Claim,
    /// It is said, and nobody has checked it.
    Verification,
    /// Where it was read, or who said it.
    Source,
    /// The author's own part in it.
    Share,
}

impl Missing {
    /// The question that is open.
    pub fn question(self) -> &'static str {
        match self {
            Self::Claim => "where does it come from?",
            Self::Verification => "who can confirm it?",
            Self::Source => "which report, dashboard or person says so?",
            Self::Share => "which part of it is yours?",
        }
    }
}

/// One figure of a story and its claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// The section it stands in.
    pub section: Section,
    /// The figure, with its span in that section.
    pub quantity: &'a Quantity,
    /// Its words.
    pub words: &'a str,
    /// What the author says about it.
    pub claim: Option<&'a Claim>,
    /// What an interviewer would still ask; only outcome figures of the Result owe an answer.
    pub missing: Vec<Missing>,
}

/// Every figure with its claim, and the claims whose figure is gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger<'a> {
    /// The figures, in the order given.
    pub entries: Vec<Entry<'a>>,
    /// Claims whose figure no longer occurs in the text.
    pub orphans: Vec<&'a Claim>,
}

/// Holds the figures of a story against its claims.
///
/// A claim is about a figure when the claim's words, wherever they occur in the section, share a character
/// with it; so one claim about `18.4% to 11.9%` covers both ends.
pub fn ledger<'a>(
    story: &'a Story,
    figures: impl IntoIterator<Item = (Section, &'a Quantity)>,
) -> Ledger<'a> {
    let mut places: Vec<(Section, Range<usize>, &Claim)> = Vec::new();
    for (section, text) in story.sections.iter() {
        for claim in &story.claims {
            let found = occurrences(&claim.figure, text).into_iter();
            places.extend(found.map(|place| (section, place, claim)));
        }
    }
    let entries = figures
        .into_iter()
        .map(|(section, quantity)| {
            let span = quantity.span;
            let claim = places
                .iter()
                .find(|(at, place, _)| {
                    *at == section && place.start < span.end && span.start < place.end
                })
                .map(|(_, _, claim)| *claim);
            let words = story.section(section).map_or("", |text| span.slice(text));
            let owes = section == Section::Result && quantity.role.is_outcome();
            let missing = if owes { missing(claim) } else { Vec::new() };
            Entry { section, quantity, words, claim, missing }
        })
        .collect();
    let orphans = orphans(story);
    Ledger { entries, orphans }
}

/// Claims whose figure occurs nowhere in the text.
pub fn orphans(story: &Story) -> Vec<&Claim> {
    story
        .claims
        .iter()
        .filter(|claim| {
            !story.sections.iter().any(|(_, text)| !occurrences(&claim.figure, text).is_empty())
        })
        .collect()
}

fn missing(claim: Option<&Claim>) -> Vec<Missing> {
    let Some(claim) = claim else { return vec![Missing::Claim] };
    let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    let mut missing = Vec::new();
    if claim.basis == Basis::Unverified {
        missing.push(Missing::Verification);
    }
    if blank(&claim.source) {
        missing.push(Missing::Source);
    }
    if blank(&claim.share) {
        missing.push(Missing::Share);
    }
    missing
}

/// Where the words of a figure occur in a text, in code points: in any case, with any white space between
/// them, and not inside a longer word or number (`3` is not in `34` or `3.5`).
pub fn occurrences(figure: &str, text: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = fold(figure.trim()).map(|(_, c)| c).collect();
    let text: Vec<(usize, char)> = fold(text).collect();
    let (Some(first), Some(last)) = (wanted.first(), wanted.last()) else { return Vec::new() };
    let joins = |inner: char, outer: Option<char>, beyond: Option<char>| match outer {
        Some(c) if c.is_alphanumeric() => inner.is_alphanumeric(),
        Some('.' | ',') => inner.is_ascii_digit() && beyond.is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    let at = |place: Option<usize>| place.and_then(|place| text.get(place)).map(|&(_, c)| c);
    let mut found = Vec::new();
    for start in 0..(text.len() + 1).saturating_sub(wanted.len()) {
        let end = start + wanted.len();
        let same = text[start..end].iter().zip(&wanted).all(|((_, c), w)| c == w);
        if same
            && !joins(*first, at(start.checked_sub(1)), at(start.checked_sub(2)))
            && !joins(*last, at(Some(end)), at(Some(end + 1)))
        {
            found.push(text[start].0..text[end - 1].0 + 1);
        }
    }
    found
}

/// Characters in lower case with single spaces, each with the code point offset it comes from.
fn fold(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut spaced = false;
    text.chars().enumerate().filter_map(move |(at, c)| {
        let again = spaced && c.is_whitespace();
        spaced = c.is_whitespace();
        let c = match c {
            c if c.is_whitespace() => ' ',
            '\u{2019}' => '\'',
            c => c.to_lowercase().next().unwrap_or(c),
        };
        (!again).then_some((at, c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Span;
    use crate::analysis::lint::testing::Told;
    use crate::analysis::quantity::{Kind, Role, Value};

    fn figure(story: &Story, section: Section, words: &str, role: Role) -> Quantity {
        let text = story.section(section).unwrap();
        let start = text[..text.find(words).unwrap()].chars().count();
        Quantity {
            span: Span::new(start, start + words.chars().count()),
            kind: Kind::Percent,
            value: Value::One(1.0),
            unit: "%".into(),
            role,
        }
    }

    #[test]
    fn a_figure_occurs_whole_and_across_line_ends() {
        let cases: [(&str, &str, usize); 7] = [
            ("12 min to 3 min", "from 12 min\n  to 3 min, at last", 1),
            ("3", "34, 3.5, 1,3 and b3", 0),
            ("3", "3, 13 and 3.", 2),
            ("83%", "fell 83% within a day", 1),
            ("83%", "fell 183%", 0),
            ("Half", "cut in half", 1),
            ("", "anything", 0),
        ];
        for (figure, text, times) in cases {
            assert_eq!(occurrences(figure, text).len(), times, "{figure} in {text}");
        }
        assert_eq!(occurrences("3 min", "é 3\n min").first(), Some(&(2..8)));
    }

    #[test]
    fn one_claim_covers_both_ends_and_says_what_is_missing() {
        let story = Told::empty()
            .with(Section::Result, "No-shows went from 18% to 12%, and calls fell 40%.")
            .claiming("18% to 12%", Basis::Measured, Some("attendance table"))
            .claiming("40%", Basis::Unverified, None)
            .story;
        let figures = [
            figure(&story, Section::Result, "18%", Role::Baseline),
            figure(&story, Section::Result, "12%", Role::Result),
            figure(&story, Section::Result, "40%", Role::Delta),
        ];
        let ledger = ledger(&story, figures.iter().map(|figure| (Section::Result, figure)));
        let missing: Vec<_> = ledger.entries.iter().map(|entry| entry.missing.clone()).collect();
        assert_eq!(ledger.entries[0].claim, ledger.entries[1].claim);
        assert_eq!(missing[1], [Missing::Share]);
        assert_eq!(missing[2], [Missing::Verification, Missing::Source, Missing::Share]);
        assert!(ledger.orphans.is_empty());
    }

    #[test]
    fn only_outcomes_of_the_result_owe_an_answer() {
        let story = Told::empty()
            .with(Section::Action, "I cut it by 9%.")
            .with(Section::Result, "It fell 7% in 6%.")
            .story;
        let figures = [
            (Section::Action, figure(&story, Section::Action, "9%", Role::Delta)),
            (Section::Result, figure(&story, Section::Result, "7%", Role::Delta)),
            (Section::Result, figure(&story, Section::Result, "6%", Role::Timeframe)),
        ];
        let ledger = ledger(&story, figures.iter().map(|(section, figure)| (*section, figure)));
        let owing: Vec<_> = ledger
            .entries
            .iter()
            .filter(|entry| entry.missing == [Missing::Claim])
            .map(|entry| entry.words)
            .collect();
        assert_eq!(owing, ["7%"]);
    }

    #[test]
    fn a_claim_whose_figure_is_gone_is_an_orphan() {
        let story = Told::empty()
            .with(Section::Result, "It fell 7%.")
            .claiming("7%", Basis::Measured, None)
            .claiming("9%", Basis::Measured, None)
            .story;
        let figures: Vec<_> = orphans(&story).iter().map(|claim| &claim.figure).collect();
        assert_eq!(figures, ["9%"]);
    }
}
