//! A text with the words marked that something is said about.

use maud::{Markup, html};

use crate::analysis::LineIndex;
use crate::analysis::lint::{Finding, Severity};
use crate::render::style;

/// A finding with the number that it has in its story.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub(super) number: usize,
    pub(super) finding: &'a Finding,
}

/// A stretch of text that the same findings are about.
#[derive(Debug, PartialEq, Eq)]
struct Piece<'a> {
    text: &'a str,
    /// How much the weightiest finding here weighs; none where nothing is said.
    weight: Option<Severity>,
    /// Numbers of the findings that end here.
    ending: Vec<usize>,
}

/// The text with its marks; each mark ends in a link to what is said about it, `anchor` before its number.
pub(super) fn text(text: &str, findings: &[Numbered<'_>], anchor: &str) -> Markup {
    html! {
        p.prose {
            @for piece in pieces(text, findings) {
                @if let Some(weight) = piece.weight {
                    mark class=(weight.as_str()) { (style::clean(piece.text)) }
                } @else {
                    (style::clean(piece.text))
                }
                @for number in &piece.ending {
                    a.ref href=(format!("#{anchor}{number}")) aria-label=(format!("finding {number}")) { (number) }
                }
            }
        }
    }
}

/// Cuts a text at every end of a span: findings may overlap, elements may not.
fn pieces<'a>(text: &'a str, findings: &[Numbered<'_>]) -> Vec<Piece<'a>> {
    let index = LineIndex::new(text);
    let spans: Vec<(std::ops::Range<usize>, &Numbered<'_>)> = findings
        .iter()
        .filter_map(|numbered| Some((index.bytes(numbered.finding.span?), numbered)))
        .filter(|(bytes, _)| bytes.start < bytes.end)
        .collect();
    let mut cuts: Vec<usize> =
        spans.iter().flat_map(|(bytes, _)| [bytes.start, bytes.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| {
            let over = |(bytes, _): &&(std::ops::Range<usize>, _)| {
                bytes.start <= cut[0] && cut[1] <= bytes.end
            };
            Piece {
                text: &text[cut[0]..cut[1]],
                weight: spans.iter().filter(over).map(|(_, of)| of.finding.severity).max(),
                ending: spans
                    .iter()
                    .filter(|(bytes, _)| bytes.end == cut[1])
                    .map(|(_, of)| of.number)
                    .collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::Span;
    use crate::testing::finding;

    fn at(span: (usize, usize), severity: Severity) -> Finding {
        let span = Some(Span::new(span.0, span.1));
        Finding { span, ..finding("V001", "we-dominates", severity) }
    }

    #[test]
    fn overlapping_findings_keep_their_words_and_the_heavier_one_shows() {
        let found = [at((2, 6), Severity::Warning), at((4, 9), Severity::Error)];
        let numbered: Vec<Numbered<'_>> = found
            .iter()
            .enumerate()
            .map(|(at, finding)| Numbered { number: at + 1, finding })
            .collect();
        let pieces = pieces("né abcdefgh", &numbered);
        let shown: Vec<(&str, Option<Severity>)> =
            pieces.iter().map(|piece| (piece.text, piece.weight)).collect();
        assert_eq!(
            shown,
            [
                ("né", None),
                (" a", Some(Severity::Warning)),
                ("bc", Some(Severity::Error)),
                ("def", Some(Severity::Error)),
                ("gh", None)
            ]
        );
        assert_eq!((&pieces[2].ending, &pieces[3].ending), (&vec![1], &vec![2]));
    }

    proptest! {
        #[test]
        fn no_word_is_lost_or_doubled(
            words in "\\PC{0,30}",
            spans in proptest::collection::vec((0usize..30, 0usize..10), 0..6),
        ) {
            let length = words.chars().count();
            let found: Vec<Finding> = spans
                .iter()
                .map(|(start, more)| {
                    let start = (*start).min(length);
                    at((start, (start + more).min(length)), Severity::Info)
                })
                .collect();
            let numbered: Vec<Numbered<'_>> = found
                .iter()
                .enumerate()
                .map(|(at, finding)| Numbered { number: at + 1, finding })
                .collect();
            let again: String = pieces(&words, &numbered).iter().map(|piece| piece.text).collect();
            prop_assert_eq!(again, words);
        }
    }
}
