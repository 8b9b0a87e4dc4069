//! Sums, minima and unions over all subsets of all sets at once.
//!
//! A set of principles is a bit mask and a table has one entry for each. Folding such a table along one
//! bit after the other gives every set the fold over all its subsets in `n · 2ⁿ` steps instead of `3ⁿ`.

/// Replaces each entry by the fold of `join` over the entries of all its subsets.
///
/// `join` must be associative and commutative; the length of the table must be a power of two.
pub(super) fn fold<T: Copy>(table: &mut [T], join: impl Fn(T, T) -> T) {
    debug_assert!(table.len().is_power_of_two());
    let mut half = 1;
    while half < table.len() {
        for pair in table.chunks_exact_mut(2 * half) {
            let (without, with) = pair.split_at_mut(half);
            for (with, without) in with.iter_mut().zip(without) {
                *with = join(*with, *without);
            }
        }
        half *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_fold_equals_the_fold_over_listed_subsets(values in proptest::collection::vec(0u32..100, 32)) {
            let mut sums = values.clone();
            fold(&mut sums, |a, b| a + b);
            let mut least = values.clone();
            fold(&mut least, u32::min);
            for set in 0..values.len() {
                let subsets = || (0..values.len()).filter(|subset| subset & !set == 0).map(|at| values[at]);
                prop_assert_eq!(sums[set], subsets().sum::<u32>());
                prop_assert_eq!(Some(least[set]), subsets().min());
            }
        }
    }
}
