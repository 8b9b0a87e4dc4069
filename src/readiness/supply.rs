//! How many ready stories carry which principles.

use super::subsets::fold;
use crate::catalogue::Tags;

/// Ready stories, counted by the exact set of principles that they carry.
///
/// Two stories with the same tags are interchangeable in any loop, so nothing else about a library
/// matters to readiness, however large it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supply {
    principles: usize,
    /// Stories by tags.
    counts: Vec<u32>,
}

impl Supply {
    /// No story at all, for so many principles (at most [`super::MAX_PRINCIPLES`]).
    pub fn empty(principles: usize) -> Self {
        debug_assert!(principles <= super::MAX_PRINCIPLES);
        Self { principles, counts: vec![0; 1 << principles] }
    }

    /// Adds a story; tags beyond the principles at hand are ignored.
    pub fn add(&mut self, tags: Tags) {
        let known = usize::from(tags) & (self.counts.len() - 1);
        self.counts[known] = self.counts[known].saturating_add(1);
    }

    /// For every set of principles, how many more stories carry one of them than it has members.
    ///
    /// Negative where the set alone already asks for too much (Hall's condition fails). Anything from
    /// [`PLENTY`] up is the same.
    pub(super) fn slack(&self) -> Vec<i8> {
        let mut within: Vec<u32> = self.counts.clone();
        fold(&mut within, u32::saturating_add);
        let full = within.len() - 1;
        let total = within[full];
        (0..within.len())
            .map(|set| {
                let touching = (total - within[full & !set]).min(PLENTY) as i8;
                touching - set.count_ones() as i8
            })
            .collect()
    }
}

/// Stories touching a set beyond which more make no difference: twice the greatest set.
const PLENTY: u32 = 2 * super::MAX_PRINCIPLES as u32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slack_counts_stories_that_touch_a_set_less_its_members() {
        let mut supply = Supply::empty(3);
        supply.add(0b001);
        supply.add(0b011);
        supply.add(0b1000);
        assert_eq!(supply.slack(), [0, 1, 0, 0, -1, 0, -1, -1]);
    }
}
