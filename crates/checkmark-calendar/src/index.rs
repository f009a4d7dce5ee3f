//! Search in a sorted list in constant time where its values are spread evenly.

use alloc::vec::Vec;

/// For each stretch of values of equal, binary length: how many keys lie below it.
///
/// There are about as many stretches as keys, so that a search looks at one or two keys however
/// long the list; where keys crowd into one stretch it is a binary search within that.
#[derive(Debug)]
pub(crate) struct Index {
    shift: u32,
    below: Vec<u32>,
}

impl Index {
    /// An index over keys in order, none above `last`.
    pub(crate) fn new(keys: &[u64], last: u64) -> Self {
        let stretches = (keys.len() as u64).max(1).next_power_of_two() * 2;
        let shift = (last / stretches + 1).next_power_of_two().trailing_zeros();
        let count = (last >> shift) + 2;
        let mut below = Vec::with_capacity(count as usize);
        let mut key = 0;
        for stretch in 0..count {
            while keys.get(key).is_some_and(|it| it >> shift < stretch) {
                key += 1;
            }
            below.push(key as u32);
        }
        Self { shift, below }
    }

    /// How many keys are at most `value`.
    #[inline]
    pub(crate) fn at_most(&self, keys: &[u64], value: u64) -> usize {
        let stretch = ((value >> self.shift) as usize).min(self.below.len() - 2);
        let (from, to) = (
            self.below[stretch] as usize,
            self.below[stretch + 1] as usize,
        );
        from + keys[from..to].partition_point(|key| *key <= value)
    }
}
