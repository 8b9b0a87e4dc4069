//! One page to look at before the interview: who asks what, and which story answers it.

use super::Library;
use crate::analysis::StoryAnalysis;
use crate::analysis::quantity::Role;
use crate::catalogue::{Principle, Round, Tier};
use crate::readiness::strength;
use crate::story::{Section, Story};

/// Figures that a person can hold in mind for a story.
const FIGURES: usize = 3;

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// The rounds of the interview day.
    pub rounds: Vec<&'a Round>,
    /// Every principle, those asked most first.
    pub answers: Vec<Answer<'a>>,
}

/// What to tell for one principle.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'a> {
    /// The principle.
    pub principle: &'a Principle,
    /// The strongest ready story that carries it.
    pub story: Option<Told<'a>>,
}

/// A story in the fewest words.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its opening line; its title where it has none.
    pub headline: &'a str,
    /// The figures of its Result, as they are written there: what changed first, then how long and how
    /// widely; three at most.
    pub figures: Vec<&'a str>,
    /// The principle under which it was already given, if it was: told there, it cannot be told here.
    pub told_before: Option<&'a Principle>,
}

impl<'a> Sheet<'a> {
    /// The page for a library.
    ///
    /// For each principle the strongest story is one that no principle before it has taken, where there is
    /// one: nobody tells a story twice in a day.
    pub fn of(library: &Library<'a>) -> Self {
        let profile = library.profile;
        let mut principles: Vec<&Principle> = profile.principles().iter().collect();
        // Stable: within a tier the profile's own order stays.
        principles.sort_by_key(|principle| match principle.tier {
            Tier::High => 0,
            Tier::Middle => 1,
            Tier::Base => 2,
        });
        let mut taken: Vec<(&Story, &Principle)> = Vec::new();
        let mut answers = Vec::new();
        for principle in principles {
            let before = |story: &Story| {
                taken.iter().find(|(told, _)| told.id == story.id).map(|(_, principle)| *principle)
            };
            let best = library
                .iter()
                .filter(|(story, analysis)| {
                    analysis.status.is_ready() && story.carries(&principle.id)
                })
                // Of equals the last wins, so the order is turned round to prefer the older story.
                .rev()
                .max_by_key(|(story, analysis)| {
                    (before(story).is_none(), strength(story, analysis, &principle.id))
                });
            let story = best.map(|(story, analysis)| Told {
                story,
                headline: story.section(Section::Headline).unwrap_or(&story.title),
                figures: figures(story, analysis),
                told_before: before(story),
            });
            if let Some(told) = &story {
                taken.push((told.story, principle));
            }
            answers.push(Answer { principle, story });
        }
        let rounds = profile.rounds().iter().filter(|round| round.onsite).collect();
        Self { rounds, answers }
    }
}

fn figures<'a>(story: &'a Story, analysis: &StoryAnalysis) -> Vec<&'a str> {
    let Some(text) = story.section(Section::Result) else { return Vec::new() };
    let mut figures: Vec<&str> = Vec::new();
    let ranks: [fn(Role) -> bool; 2] =
        [Role::is_outcome, |role| matches!(role, Role::Timeframe | Role::Scope)];
    for fits in ranks {
        for quantity in &analysis.result.quantities {
            let figure = quantity.span.slice(text).trim();
            if fits(quantity.role) && !figure.is_empty() && !figures.contains(&figure) {
                figures.push(figure);
            }
        }
    }
    figures.truncate(FIGURES);
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Settings, analyse};
    use crate::catalogue::default_profile;
    use crate::testing;

    #[test]
    fn each_principle_gets_its_strongest_ready_story_and_no_story_is_spent_twice_without_saying_so()
    {
        let profile = testing::profile(&[Tier::Base, Tier::High, Tier::Middle], 2);
        let (stories, analyses) =
            testing::library(&[(vec![1, 0], true), (vec![0], false), (vec![0, 2], true)]);
        let settings = Settings::default();
        let library = Library {
            stories: &stories,
            analyses: &analyses,
            sessions: &[],
            profile: &profile,
            settings: &settings,
        };
        let sheet = Sheet::of(&library);
        let told: Vec<(usize, &str, bool)> = sheet
            .answers
            .iter()
            .map(|answer| {
                let told = answer.story.as_ref().unwrap();
                let at = profile.position(&answer.principle.id).unwrap();
                (at, told.story.slug.as_str(), told.told_before.is_some())
            })
            .collect();
        assert_eq!(told, [(1, "story-0", false), (2, "story-2", false), (0, "story-2", true)]);
    }

    #[test]
    fn the_figures_are_those_of_the_result_as_written() {
        let profile = default_profile();
        let mut story = testing::story(0, &[]);
        story.sections.set(
            Section::Result,
            Some(
                "Within six weeks checkout went from 4.2 seconds to 1.8 seconds in 14 markets."
                    .into(),
            ),
        );
        let settings = Settings::default();
        let analysis = analyse(&story, &[], profile, &settings, testing::moment().date_naive());
        assert_eq!(figures(&story, &analysis), ["4.2 seconds", "1.8 seconds", "six weeks"]);
    }
}
