//! What part each figure plays, and whether it is a figure at all.
//!
//! No list of rules survives the next writer, so the roles are learnt: what stands around a figure
//! (`features`) speaks for or against each role with weights (`model`) that were fitted to labelled
//! passages ([`training`]), and then so does what the figures beside it are taken for (`company`). The section is one of the features: a Situation sets the scene, a Task aims, an
//! Action is effort and output, and only a Result (with Headline and Learning, which retell it) has outcomes
//! of every sort.

pub(in crate::analysis) mod clause;
mod company;
mod consistency;
mod features;
mod model;
pub mod training;

use std::ops::Range;

use self::model::Belief;
pub(in crate::analysis::quantity) use self::model::Model;
use super::Role;
use super::figure::Figure;
use super::lexicon::Class;
use super::token::Tokens;
use crate::story::Section;

/// Readings of a figure beside the others. A second one lets what was mended once mend its neighbours; a third
/// changes nothing for the better.
const PASSES: usize = 2;

/// What a number is: a figure in a role, or none.
type Label = Option<Role>;

/// One figure in its sentence, with its neighbours.
struct Scene<'t, 'a> {
    /// The text's tokens.
    tokens: &'t Tokens<'a>,
    /// Every figure.
    figures: &'t [Figure],
    /// Which one it is.
    index: usize,
    /// The section that the text is.
    section: Section,
    /// Its sentence.
    sentence: Range<usize>,
    /// Every class that a word of the sentence is in.
    union: Class,
    /// Its clause.
    clause: Range<usize>,
    /// The token that leads to it.
    lead: Option<usize>,
}

impl Scene<'_, '_> {
    fn figure(&self) -> &Figure {
        &self.figures[self.index]
    }

    /// The tokens of the clause before the figure.
    fn left(&self) -> Range<usize> {
        self.clause.start..self.figure().first
    }
}

/// Gives every figure its role, and drops the numbers that are none.
pub(super) fn assign(
    model: &Model,
    tokens: &Tokens<'_>,
    figures: &mut Vec<Figure>,
    section: Section,
) {
    let scenes = scenes(tokens, figures, section);
    let own: Vec<Belief> = scenes.iter().map(|scene| model.alone(scene)).collect();
    let mut labels: Vec<Label> =
        scenes.iter().zip(&own).map(|(scene, own)| model::label(scene, own)).collect();
    for _ in 0..PASSES {
        labels = scenes
            .iter()
            .zip(&own)
            .map(|(scene, own)| model::label(scene, &model.together(scene, own, &labels)))
            .collect();
    }
    for (figure, label) in figures.iter_mut().zip(&labels) {
        figure.role = label.unwrap_or(Role::Context);
    }
    let mut labels = labels.into_iter();
    figures.retain(|_| labels.next().flatten().is_some());
    if matches!(section, Section::Headline | Section::Result | Section::Learning) {
        consistency::settle(tokens, figures);
    }
}

/// Sets the scene of every figure, in order.
fn scenes<'t, 'a>(
    tokens: &'t Tokens<'a>,
    figures: &'t [Figure],
    section: Section,
) -> Vec<Scene<'t, 'a>> {
    let mut sentence = 0..0;
    let mut union = Class::NONE;
    let mut scenes = Vec::with_capacity(figures.len());
    for (index, figure) in figures.iter().enumerate() {
        if !(sentence.start <= figure.first && figure.end < sentence.end) {
            sentence = clause::sentence(tokens, figure.first, figure.end);
            union = sentence
                .clone()
                .filter_map(|at| tokens.get(at))
                .fold(Class::NONE, |all, token| all | token.class);
        }
        scenes.push(Scene {
            tokens,
            figures,
            index,
            section,
            sentence: sentence.clone(),
            union,
            clause: clause::clause(tokens, &sentence, figure),
            lead: clause::lead(tokens, &sentence, figure.first),
        });
    }
    scenes
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::Role::{
        self, Baseline, Context, Delta, Result, Scope, Target, Timeframe,
    };
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn each_role_is_told_from_the_others_in_plain_words() {
        let table: &[(&str, &[Role])] = &[
            ("Wait fell from 40 to 25 minutes.", &[Baseline, Result]),
            ("Margin hit 41%, up from 38%.", &[Result, Baseline]),
            ("Churn is 3%, compared with 9% in the control group.", &[Result, Baseline]),
            ("We cut trip cost 18%.", &[Delta]),
            ("It saved us £31,000 a month.", &[Delta]),
            ("Waste fell 9% across 14 bakeries.", &[Delta, Scope]),
            ("Churn fell 12% within six weeks.", &[Delta, Timeframe]),
            ("My team grew from 4 to 17 people.", &[Context, Context]),
            ("We did it on a budget of £85,000 with three engineers.", &[Context, Context]),
            ("My launch post got 12,000 likes.", &[Context]),
            ("We shipped 14 integrations.", &[Result]),
            ("CSAT is 4.6 out of 5.", &[Result]),
        ];
        for (text, expected) in table {
            assert_eq!(roles(text, Section::Result), *expected, "{text}");
        }
    }

    #[test]
    fn a_section_says_how_to_read() {
        assert_eq!(roles("Churn had doubled to 9%.", Section::Situation), [Context, Context]);
        assert_eq!(roles("Cut payment timeouts by 50% before April.", Section::Task), [Target]);
        assert_eq!(roles("I was given two designers.", Section::Task), [Context]);
        assert_eq!(
            roles("I wrote 26 specs and listened to 85 calls.", Section::Action),
            [Result, Context]
        );
    }
}
