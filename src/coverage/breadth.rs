//! What counting stories cannot see: how much hangs on one, which kinds of episode are told, how old.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Entry;
use super::cues::{self, Kind};
use crate::analysis::LineIndex;
use crate::analysis::Span;
use crate::analysis::segment::Segments;
use crate::catalogue::{PrincipleId, Profile};
use crate::story::{Outcome, Section, Slug};

/// The story on which most of the library rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mainstay {
    /// Which story.
    pub slug: Slug,
    /// Principles of the profile that it carries.
    pub carries: Vec<PrincipleId>,
    /// Those that no other ready story carries: they fall with it.
    pub alone: Vec<PrincipleId>,
}

/// A story that tells a certain kind of episode, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// Which story.
    pub slug: Slug,
    /// The sentence that shows it; none where the title or the recorded outcome does.
    pub sentence: Option<Sentence>,
}

/// One sentence of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Which section.
    pub section: Section,
    /// Where, in code points of the section.
    pub span: Span,
    /// Its words.
    pub text: String,
}

/// How old the stories are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ages {
    /// Middle age in months of the dated stories; the younger middle one where their number is even.
    pub median_months: Option<i32>,
    /// The youngest story and its age in months.
    pub newest: Option<(Slug, i32)>,
    /// The oldest story and its age in months.
    pub oldest: Option<(Slug, i32)>,
    /// Stories past the age at which an interviewer asks for something recent, oldest first.
    pub stale: Vec<(Slug, i32)>,
    /// Stories without a period.
    pub undated: Vec<Slug>,
}

/// What counting stories cannot see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Breadth {
    /// The story on which most rests, if one carries a principle alone.
    pub mainstay: Option<Mainstay>,
    /// Stories of something that did not work.
    pub failure: Vec<Sighting>,
    /// Stories of a disagreement with somebody above.
    pub disagreement_upward: Vec<Sighting>,
    /// Stories of a disagreement with somebody beside.
    pub disagreement_across: Vec<Sighting>,
    /// Stories in which the author came to think otherwise.
    pub changed_mind: Vec<Sighting>,
    /// How old the stories are.
    pub ages: Ages,
}

impl Breadth {
    pub(super) fn of(
        shelf: &[Entry<'_>],
        profile: &Profile,
        today: NaiveDate,
        stale_months: i32,
    ) -> Self {
        Self {
            mainstay: mainstay(shelf, profile),
            failure: sightings(shelf, Kind::Failure),
            disagreement_upward: sightings(shelf, Kind::Upward),
            disagreement_across: sightings(shelf, Kind::Across),
            changed_mind: sightings(shelf, Kind::ChangedMind),
            ages: ages(shelf, today, stale_months),
        }
    }
}

fn mainstay(shelf: &[Entry<'_>], profile: &Profile) -> Option<Mainstay> {
    let ready: Vec<&Entry<'_>> = shelf.iter().filter(|entry| entry.is_ready()).collect();
    ready
        .iter()
        .map(|entry| {
            let carries: Vec<PrincipleId> = profile
                .principles()
                .iter()
                .filter(|principle| entry.story.carries(&principle.id))
                .map(|principle| principle.id.clone())
                .collect();
            let alone = carries
                .iter()
                .filter(|id| ready.iter().filter(|other| other.story.carries(id)).count() == 1)
                .cloned()
                .collect();
            Mainstay { slug: entry.story.slug.clone(), carries, alone }
        })
        .filter(|mainstay| !mainstay.alone.is_empty())
        .min_by_key(|mainstay| {
            (Reverse(mainstay.alone.len()), Reverse(mainstay.carries.len()), mainstay.slug.clone())
        })
}

fn sightings(shelf: &[Entry<'_>], kind: Kind) -> Vec<Sighting> {
    shelf
        .iter()
        .filter_map(|entry| {
            let sentence = first_telling(entry, kind);
            // A success may tell of a failed first attempt; only the author's word makes it no failure.
            let recorded = kind == Kind::Failure && entry.story.outcome == Some(Outcome::Failure);
            let denied = kind == Kind::Failure && entry.story.outcome == Some(Outcome::Success);
            let titled = cues::tells(kind, &entry.story.title, &[]);
            let told = recorded || ((sentence.is_some() || titled) && !denied);
            told.then(|| Sighting { slug: entry.story.slug.clone(), sentence })
        })
        .collect()
}

/// The first sentence of a story that tells a kind of episode; whom it was about may stand in the section
/// before.
fn first_telling(entry: &Entry<'_>, kind: Kind) -> Option<Sentence> {
    let mut before: Vec<&str> = Vec::new();
    for (section, text) in entry.story.sections.iter() {
        for range in Segments::new(text).sentences() {
            let sentence = &text[range.clone()];
            if cues::tells(kind, sentence, &before) {
                let span = LineIndex::new(text).span(range.clone());
                return Some(Sentence { section, span, text: sentence.to_owned() });
            }
            before.push(sentence);
        }
    }
    None
}

fn ages(shelf: &[Entry<'_>], today: NaiveDate, stale_months: i32) -> Ages {
    let mut dated: Vec<(Slug, i32)> = Vec::new();
    let mut undated = Vec::new();
    for entry in shelf {
        match entry.story.period {
            Some(period) => {
                dated.push((entry.story.slug.clone(), period.to.months_until(today).max(0)));
            }
            None => undated.push(entry.story.slug.clone()),
        }
    }
    dated.sort_by(|(a, young), (b, old)| young.cmp(old).then_with(|| a.cmp(b)));
    let middle = dated.len().saturating_sub(1) / 2;
    Ages {
        median_months: dated.get(middle).map(|&(_, months)| months),
        newest: dated.first().cloned(),
        oldest: dated.last().cloned(),
        stale: dated.iter().rev().filter(|(_, months)| *months > stale_months).cloned().collect(),
        undated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Tier;
    use crate::coverage::shelf;
    use crate::testing::{library, profile};

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
    }

    #[test]
    fn the_mainstay_is_the_story_whose_loss_empties_most_principles() {
        let (stories, analyses) = library(&[
            (vec![0, 1, 2], true),
            (vec![0], true),
            (vec![1], true),
            (vec![3, 4], true),
            (vec![5, 6, 7], false),
        ]);
        let profile = profile(&[Tier::High; 8], 3);
        let breadth = Breadth::of(&shelf(&stories, &analyses), &profile, day(), 48);
        let mainstay = breadth.mainstay.unwrap();
        assert_eq!(mainstay.slug.as_str(), "story-3");
        assert_eq!(mainstay.alone.len(), 2);
    }

    #[test]
    fn kinds_of_episode_are_seen_in_the_text_and_cited() {
        let (mut stories, analyses) = library(&[(vec![0], true), (vec![0], true)]);
        stories[0].sections.situation = Some("Launch week. I disagreed with my director.".into());
        stories[0].sections.learning = Some("The data changed my mind.".into());
        stories[1].outcome = Some(Outcome::Failure);
        stories[1].title = "Disagreed with Sales about the price".into();
        let profile = profile(&[Tier::High], 1);
        let breadth = Breadth::of(&shelf(&stories, &analyses), &profile, day(), 48);
        let cited = breadth.disagreement_upward[0].sentence.as_ref().unwrap();
        assert_eq!(cited.text, "I disagreed with my director.");
        assert_eq!(cited.span, Span::new(13, 42));
        assert_eq!(breadth.changed_mind.len(), 1);
        assert_eq!(breadth.failure[0].slug.as_str(), "story-1");
        assert_eq!(breadth.disagreement_across[0].slug.as_str(), "story-1");
        assert_eq!(breadth.disagreement_across[0].sentence, None);
    }

    #[test]
    fn ages_are_counted_from_the_end_of_the_period() {
        let (mut stories, analyses) =
            library(&[(vec![0], true), (vec![0], true), (vec![0], true), (vec![0], true)]);
        stories[0].period = Some("2020-01/2021-11".parse().unwrap());
        stories[1].period = Some("2026-10".parse().unwrap());
        stories[2].period = Some("2027-10".parse().unwrap());
        let profile = profile(&[Tier::High], 1);
        let ages = Breadth::of(&shelf(&stories, &analyses), &profile, day(), 48).ages;
        assert_eq!(ages.median_months, Some(1));
        assert_eq!(ages.newest.as_ref().map(|(_, months)| *months), Some(0));
        assert_eq!(ages.stale, [(stories[0].slug.clone(), 60)]);
        assert_eq!(ages.undated, [stories[3].slug.clone()]);
    }
}
