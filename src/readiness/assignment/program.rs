//! The choice of stories as an integer program.

use std::collections::{BTreeMap, BTreeSet};

use good_lp::{
    Expression, ProblemVariables, ResolutionError, Solution, SolverModel, Variable, constraint,
    microlp, variable,
};

use super::{AssignmentError, Choice, PER_PROJECT, Place};
use crate::story::{Slug, Story};

/// The best choice of a story for each place: as many as possible, then the strongest overall, where
/// `standing` are stories that the rounds hear already.
pub(super) fn solve(
    options: &[Choice],
    stories: &[Story],
    standing: &BTreeMap<Place, usize>,
) -> Result<BTreeMap<Place, usize>, AssignmentError> {
    if options.is_empty() {
        return Ok(BTreeMap::new());
    }
    let places: BTreeSet<Place> = options.iter().map(|option| option.place).collect();
    let strongest = options.iter().map(|option| option.strength).max().unwrap_or(0);
    // One more question answered outweighs all the strength there is.
    let answered = f64::from(strongest + 1) * (places.len() + 1) as f64;

    let mut variables = ProblemVariables::new();
    let chosen: Vec<Variable> =
        options.iter().map(|_| variables.add(variable().binary())).collect();
    // Of ties, the earlier question is the one to be answered; all of that together is less than the
    // least difference in strength.
    let early = |place: &Place| {
        let after = places.range(place..).count() as f64;
        0.5 * after / (places.len() * places.len()) as f64
    };
    let objective: Expression = options
        .iter()
        .zip(&chosen)
        .map(|(option, chosen)| {
            (answered + f64::from(option.strength) + early(&option.place)) * *chosen
        })
        .sum();
    // By slug, not by place in the library, so that the program reads the same however that is sorted.
    let mut by_place: BTreeMap<Place, Vec<Variable>> = BTreeMap::new();
    let mut by_story: BTreeMap<&Slug, Vec<Variable>> = BTreeMap::new();
    let mut by_project: BTreeMap<(usize, &str), Vec<Variable>> = BTreeMap::new();
    for (option, chosen) in options.iter().zip(&chosen) {
        by_place.entry(option.place).or_default().push(*chosen);
        by_story.entry(&stories[option.story].slug).or_default().push(*chosen);
        if let Some(project) = &stories[option.story].project {
            by_project.entry((option.place.round, project)).or_default().push(*chosen);
        }
    }
    let mut model = variables.maximise(objective).using(microlp);
    let sum = |variables: &[Variable]| variables.iter().copied().sum::<Expression>();
    for once in by_place.values().chain(by_story.values()).filter(|once| once.len() > 1) {
        model = model.with(constraint!(sum(once) <= 1));
    }
    for ((round, project), variables) in &by_project {
        let heard = standing
            .iter()
            .filter(|(place, story)| {
                place.round == *round && stories[**story].project.as_deref() == Some(*project)
            })
            .count();
        let left = PER_PROJECT.saturating_sub(heard);
        if variables.len() > left {
            model = model.with(constraint!(sum(variables) <= left as f64));
        }
    }
    let solution =
        model.solve().map_err(|error: ResolutionError| AssignmentError(error.to_string()))?;
    Ok(options
        .iter()
        .zip(&chosen)
        .filter(|(_, chosen)| solution.value(**chosen) > 0.5)
        .map(|(option, _)| (option.place, option.story))
        .collect())
}
