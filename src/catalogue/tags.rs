//! Principles of a profile as bits, so that sets of them are numbers.

use super::{PrincipleId, Profile};

/// A set of principles as a bit mask: bit `i` is the profile's `i`-th principle.
pub type Tags = u16;

/// Turns principle ids into bits of [`Tags`].
#[derive(Debug)]
pub struct Bits<'a> {
    ids: Vec<&'a str>,
}

impl<'a> Bits<'a> {
    /// The bits of a profile's principles; those for which [`Tags`] has no room have none.
    pub fn of(profile: &'a Profile) -> Self {
        let first = profile.principles().iter().take(Tags::BITS as usize);
        Self { ids: first.map(|principle| principle.id.as_str()).collect() }
    }

    /// The set of those ids that the profile knows.
    pub fn tags(&self, ids: &[PrincipleId]) -> Tags {
        // A few comparisons of short names: as fast as a hash, since the names must be fetched anyway.
        ids.iter()
            .filter_map(|id| self.ids.iter().position(|known| *known == id.as_str()))
            .fold(0, |tags, bit| tags | 1 << bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{full_profile, principle_id};

    #[test]
    fn every_principle_has_a_bit_of_its_own_and_strangers_have_none() {
        let profile = full_profile();
        let bits = Bits::of(profile);
        for (at, principle) in profile.principles().iter().enumerate() {
            assert_eq!(bits.tags(std::slice::from_ref(&principle.id)), 1 << at);
        }
        let strangers = ["", "a", "amb", "ambers", "amberx", "zebra"].map(PrincipleId::new);
        assert_eq!(bits.tags(&strangers), 0);
        assert_eq!(bits.tags(&[principle_id(3), principle_id(0), principle_id(3)]), 0b1001);
    }
}
