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

    /// The outcome figures that have a starting point and a period to be asked for.
    ///
    /// None where the figures only count what was made, for then the fault is that; and where all that is
    /// left beside them is how late or early something came, for there the plan is the starting point.
    pub(super) fn measured(context: &'c Context<'a>) -> Option<Self> {
        let all = Self::of(context)?;
        let (slips, figures): (Vec<&Quantity>, Vec<&Quantity>) =
            all.figures.iter().copied().partition(|figure| is_slip(all.text, figure));
        let change = context.result.elements.change && slips.is_empty();
        let measured = Self { text: all.text, figures };
        (!measured.figures.is_empty() && (change || !measured.counts_output())).then_some(measured)
    }

    /// Whether the figures only count things shipped, made or held.
    pub(super) fn is_output(&self, context: &Context<'_>) -> bool {
        !context.result.elements.change && self.counts_output()
    }

    fn counts_output(&self) -> bool {
        self.figures.iter().all(|figure| {
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

/// Whether a duration says how far something was from its date (`three weeks late`, `ahead of plan by a month`).
fn is_slip(text: &SectionText<'_>, figure: &Quantity) -> bool {
    if figure.kind != Kind::Duration {
        return false;
    }
    let bytes = text.index.bytes(figure.span);
    let sentence = text.sentence_at(bytes.start);
    let before = text.words_within(sentence.start..bytes.start);
    let after = text.words_within(bytes.end..sentence.end);
    let late = |at: usize| {
        matches!(
            text.word(at),
            "late"
                | "early"
                | "earlier"
                | "later"
                | "ahead"
                | "behind"
                | "overdue"
                | "delayed"
                | "delay"
                | "missed"
                | "slipped"
                | "slip"
                | "overran"
        )
    };
    after.take(2).any(late) || before.rev().take(8).any(late)
}
