//! Whether the stated change follows from the stated ends.

mod link;
mod sum;

use serde::{Deserialize, Serialize};

use super::quantity::{Quantity, Reading, Role};
use super::span::Span;

/// Whether the sums of a text hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every sum holds, with the rounding a speaker would use.
    Ok,
    /// At least one does not.
    Conflict,
}

/// One stated change held against its two ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// Where the change is stated.
    pub delta: Span,
    /// Where the starting point is stated.
    pub baseline: Span,
    /// Where the end point is stated.
    pub result: Span,
    /// The sum in words (`from 12 min to 3 min is a cut of 75%`).
    pub shown: String,
    /// Whether the stated change follows.
    pub verdict: Verdict,
}

/// Checks every stated change of a text whose two ends are stated too.
pub(super) fn check(reading: &Reading<'_>, quantities: &[Quantity]) -> Vec<Sum> {
    (0..reading.figures.len())
        .filter(|&delta| reading.figures[delta].role == Role::Delta)
        .filter_map(|delta| {
            // A change that fits ends near it is theirs; only where none fit can it clash with some.
            let mut clash = None;
            for triple in link::candidates(reading, delta) {
                match sum::check(reading, quantities, &triple) {
                    Some(sum) if sum.verdict == Verdict::Ok => return Some(sum),
                    Some(sum) if triple.sure && clash.is_none() => clash = Some(sum),
                    _ => {}
                }
            }
            clash
        })
        .collect()
}

/// The verdict over all sums: one conflict is a conflict.
pub(super) fn verdict(sums: &[Sum]) -> Option<Verdict> {
    let conflict = sums.iter().any(|sum| sum.verdict == Verdict::Conflict);
    if conflict { Some(Verdict::Conflict) } else { sums.first().map(|_| Verdict::Ok) }
}

#[cfg(test)]
mod tests {
    use super::Verdict;
    use crate::analysis::grade::assess;
    use crate::story::Section;

    #[test]
    fn sums_are_checked_with_the_rounding_of_a_speaker() {
        let ok = Some(Verdict::Ok);
        let clash = Some(Verdict::Conflict);
        for (text, verdict) in [
            ("Wait fell from 12 min to 3 min, a 75% cut.", ok),
            ("Wait fell from 12 min to 3 min, an 80% cut.", clash),
            ("Wait fell from 5 days to 36 hours, a 70% cut.", ok),
            ("CSAT went up 0.6 points, from 3.9 to 4.5 out of 5.", ok),
            ("Revenue tripled, from $2M to $6.1M.", ok),
            ("Revenue tripled, from $2M to $4M.", clash),
            ("Errors were cut in half, from 8% to 4%.", ok),
            ("Churn went from 3.8% to 2.9%, roughly a quarter lower.", ok),
            ("Load time fell from 4 s to 2 s, and sales rose 11%.", None),
            ("Sales rose 11%.", None),
            ("The backlog fell from 900 to 300 tickets, 600 fewer.", ok),
            ("Builds take 2 hours, down from 7. That's faster by a factor of 7.", clash),
        ] {
            let assessment = assess(text, Section::Result, &[]);
            assert_eq!(assessment.arithmetic, verdict, "{text} {:?}", assessment.sums);
        }
    }

    #[test]
    fn a_sum_shows_its_work() {
        let assessment =
            assess("Wait fell from 12 min to 3 min, an 80% cut.", Section::Result, &[]);
        assert_eq!(assessment.sums[0].shown, "from 12 min to 3 min is a cut of 75%");
    }
}
