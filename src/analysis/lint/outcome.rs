//! The outcome figures of a Result, as the rules about them see it.

use super::{Context, SectionText};
use crate::analysis::quantity::{Kind, Quantity, Role};
use crate::story::Section;

/// The outcome figures of a Result.
#[derive(Debug)]
pub(super) struct Outcomes<'c, 'a> {
    /// The Result.
    pub(super) text: &'c SectionText<'a>,
    /// Figures that measure what changed, in order; never empty.
    figures: Vec<&'c Quantity>,
}

impl<'c, 'a> Outcomes<'c, 'a> {
    /// The outcome figures, if there are any.
    pub(super) fn of(context: &'c Context<'a>) -> Option<Self> {
        let text = context.section(Section::Result)?;
        let figures: Vec<&Quantity> =
            text.quantities.iter().filter(|figure| figure.role.is_outcome()).collect();
        (context.result.elements.metric && !figures.is_empty()).then_some(Self { text, figures })
    }

    /// The outcome figures, unless they only count what was made: then the fault is that, and nobody would
    /// ask such a figure where it started or how long it took.
    pub(super) fn measured(context: &'c Context<'a>) -> Option<Self> {
        Self::of(context).filter(|outcomes| !outcomes.is_output(context))
    }

    /// Whether the figures only count things shipped, made or held.
    pub(super) fn is_output(&self, context: &Context<'_>) -> bool {
        !context.result.elements.change
            && self.figures.iter().all(|figure| {
                figure.role == Role::Result
                    && matches!(
                        figure.kind,
                        Kind::Count | Kind::Size | Kind::Dimension | Kind::Money | Kind::Other
                    )
            })
    }

    /// The figures, in order.
    pub(super) fn figures(&self) -> &[&'c Quantity] {
        &self.figures
    }

    /// The figure that a follow-up question would pick: the first change, else the first end point.
    pub(super) fn main(&self) -> &'c Quantity {
        let first = |role: Role| self.figures.iter().copied().find(|figure| figure.role == role);
        first(Role::Delta).or_else(|| first(Role::Result)).unwrap_or(self.figures[0])
    }
}
