//! One page for each interviewer of a given loop, for the evening before.

use super::sheet::{figures, opening};
use crate::analysis::StoryAnalysis;
use crate::catalogue::{PrincipleId, Profile};
use crate::drill::ladder::{self, Probe};
use crate::readiness::{Agenda, Assignment};
use crate::story::Story;

/// What to tell one interviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<'a> {
    /// What the round is called.
    pub round: &'a str,
    /// Their questions, in the order of the loop.
    pub answers: Vec<Answer<'a>>,
}

/// What to tell about one principle.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'a> {
    /// Which principle.
    pub principle: &'a PrincipleId,
    /// The story to tell.
    pub primary: Option<Telling<'a>>,
    /// The story to fall back on.
    pub backup: Option<Telling<'a>>,
}

/// A story as far as it must be in mind.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its opening line; its title where it has none.
    pub opening: &'a str,
    /// The figures of its Result, as they are written there: what changed first; three at most.
    pub figures: Vec<&'a str>,
    /// The follow-up to expect: the most pressing of the first layer.
    pub follow_up: Option<Probe>,
}

/// The pages of a loop, round by round; `analyses` stand in the order of `stories`, to which the
/// assignment refers.
pub fn pages<'a>(
    agenda: &'a Agenda,
    assignment: &'a Assignment,
    stories: &'a [Story],
    analyses: &[StoryAnalysis],
    profile: &Profile,
) -> Vec<Page<'a>> {
    let telling = |at: usize| -> Option<Telling<'a>> {
        let (story, analysis) = (stories.get(at)?, analyses.get(at)?);
        let ladder = ladder::build(story, analysis, profile, 0);
        let follow_up = ladder.layers.into_iter().find_map(|rung| rung.probes.into_iter().next());
        Some(Telling {
            story,
            opening: opening(story),
            figures: figures(story, analysis),
            follow_up,
        })
    };
    agenda
        .rounds
        .iter()
        .zip(&assignment.rounds)
        .map(|(interviewer, slots)| Page {
            round: &interviewer.name,
            answers: slots
                .iter()
                .map(|slot| Answer {
                    principle: &slot.principle,
                    primary: slot.primary.and_then(telling),
                    backup: slot.backup.and_then(telling),
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Settings, analyse_library};
    use crate::catalogue::default_profile;
    use crate::story::Section;
    use crate::testing;

    #[test]
    fn a_page_holds_the_opening_the_figures_and_a_follow_up_in_the_storys_own_words() {
        let profile = default_profile();
        let mut story = testing::story(0, &[]);
        story.principles = vec![PrincipleId::new("dive-deep")];
        for (section, text) in [
            (Section::Headline, "I found why refunds stalled."),
            (Section::Situation, "Refunds took 9 days at Brightcart, and sellers left."),
            (Section::Task, "I owned refunds and had to find the cause by June."),
            (
                Section::Action,
                "I read 400 tickets. I traced each refund by hand and rewrote the queue. I shipped the fix to one market, then to all.",
            ),
            (
                Section::Result,
                "Within six weeks refunds went from 9 days to 2 days for 14,000 sellers.",
            ),
            (Section::Learning, "I trace one case by hand first."),
        ] {
            story.sections.set(section, Some(text.into()));
        }
        let stories = [story];
        let today = testing::moment().date_naive();
        let analyses = analyse_library(&stories, profile, &Settings::default(), today);
        let agenda = Agenda::parse("raiser: dive deep, ownership", profile).unwrap();
        let assignment = Assignment::of(&agenda, &stories, &analyses).unwrap();
        let pages = pages(&agenda, &assignment, &stories, &analyses, profile);
        let [told, untold] = pages[0].answers.as_slice() else { panic!("{pages:?}") };
        let telling = told.primary.as_ref().unwrap();
        assert_eq!(telling.opening, "I found why refunds stalled.");
        assert_eq!(telling.figures, ["9 days", "2 days", "six weeks"]);
        assert!(telling.follow_up.as_ref().unwrap().question.ends_with('?'));
        assert_eq!((&untold.primary, &untold.backup), (&None, &None));
    }
}
