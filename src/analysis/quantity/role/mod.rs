//! What part each figure plays: a list of readings, the first that fits wins.
//!
//! The section says how to read: a Situation sets the scene, a Task aims, an Action is effort and output,
//! and only a Result (with Headline and Learning, which retell it) has outcomes of every sort.

pub(in crate::analysis) mod clause;
mod delta;
mod ends;
mod level;
mod parallel;
mod setting;
mod target;
mod timeframe;

use crate::analysis::quantity::word::Word;
use std::ops::Range;

use super::figure::Figure;
use super::lexicon::Class;
use super::token::Tokens;
use super::{Kind, Role};
use crate::story::Section;

/// One figure in its sentence, with its neighbours.
pub(super) struct Scene<'t, 'a> {
    /// The text's tokens.
    pub(super) tokens: &'t Tokens<'a>,
    /// Every figure; those before this one have their roles.
    pub(super) figures: &'t [Figure],
    /// Which one it is.
    pub(super) index: usize,
    /// Its sentence.
    pub(super) sentence: Range<usize>,
    /// Every class that a word of the sentence is in, so that most questions are answered by one look.
    pub(super) union: Class,
    /// Its clause.
    pub(super) clause: Range<usize>,
    /// The token that leads to it.
    pub(super) lead: Option<usize>,
}

impl Scene<'_, '_> {
    fn figure(&self) -> &Figure {
        &self.figures[self.index]
    }

    /// Whether the leading token is one of these words.
    fn led(&self, words: &[Word]) -> bool {
        self.lead.is_some_and(|at| self.tokens.is_any(at, words))
    }

    /// The tokens of the clause before the figure.
    fn left(&self) -> Range<usize> {
        self.clause.start..self.figure().first
    }

    /// The tokens of the clause after the figure.
    fn right(&self) -> Range<usize> {
        self.figure().end..self.clause.end
    }

    /// The figures of the same sentence before and after this one.
    fn previous(&self) -> Option<&Figure> {
        self.figures[..self.index].last().filter(|other| other.first >= self.sentence.start)
    }

    fn next(&self) -> Option<&Figure> {
        self.figures.get(self.index + 1).filter(|other| other.end <= self.sentence.end)
    }

    /// Whether two figures measure the same sort of thing.
    fn alike(&self, other: &Figure) -> bool {
        let figure = self.figure();
        figure.kind == other.kind
    }
}

/// Gives every figure its role.
pub(super) fn assign(tokens: &Tokens<'_>, figures: &mut [Figure], section: Section) {
    let mut sentence = 0..0;
    let mut union = Class::NONE;
    for index in 0..figures.len() {
        let figure = figures[index];
        if !(sentence.start <= figure.first && figure.end < sentence.end) {
            sentence = clause::sentence(tokens, figure.first, figure.end);
            union = sentence
                .clone()
                .filter_map(|at| tokens.get(at))
                .fold(Class::NONE, |all, token| all | token.class);
        }
        let scene = Scene {
            tokens,
            figures,
            index,
            sentence: sentence.clone(),
            union,
            clause: clause::clause(tokens, &sentence, &figure),
            lead: clause::lead(tokens, &sentence, figure.first),
        };
        let role = match section {
            Section::Situation => Role::Context,
            Section::Task => target::of_task(&scene),
            Section::Action => of_action(&scene),
            Section::Headline | Section::Result | Section::Learning => of_result(&scene),
        };
        figures[index].role = role;
    }
    if matches!(section, Section::Headline | Section::Result | Section::Learning) {
        parallel::settle(tokens, figures);
        parallel::rescue(tokens, figures);
    }
}

fn of_result(scene: &Scene<'_, '_>) -> Role {
    target::read(scene)
        .or_else(|| timeframe::read(scene))
        .or_else(|| setting::read(scene))
        .or_else(|| ends::read(scene))
        .or_else(|| delta::read(scene))
        .or_else(|| setting::breadth(scene))
        .unwrap_or_else(|| level::read(scene))
}

/// An Action is effort, but what it made counts as output.
fn of_action(scene: &Scene<'_, '_>) -> Role {
    if setting::read(scene).is_none() && scene.figure().kind == Kind::Count && level::is_made(scene)
    {
        return Role::Result;
    }
    Role::Context
}
