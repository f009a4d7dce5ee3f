//! Search in a sorted list in constant time where its values are spread evenly.

use alloc::vec::Vec;

/// For each stretch of values of equal, binary length: how many keys lie below it.
///
/// There are more stretches than keys, so that a search looks at one or two keys however long the
/// list; where keys crowd into one stretch it is a binary search within that.
#[derive(Debug)]
pub(crate) struct Index {
    shift: u32,
    below: Vec<u32>,
}

impl Index {
    /// An index over keys in order, none above `last`.
    pub(crate) fn new(keys: impl ExactSizeIterator<Item = u64>, last: u64) -> Self {
        let stretches = (keys.len() as u64).max(1).next_power_of_two() * 2;
        let shift = (last / stretches + 1).next_power_of_two().trailing_zeros();
        let count = (last >> shift) + 2;
        let all = keys.len() as u32;
        let mut below = Vec::with_capacity(count as usize);
        for (nth, key) in keys.enumerate() {
            while below.len() as u64 <= key >> shift {
                below.push(nth as u32);
            }
        }
        below.resize(count as usize, all);
        Self { shift, below }
    }

    /// How many keys are at most `value`, which is itself at most the last; `key` gives the keys
    /// by place.
    #[inline]
    pub(crate) fn at_most(&self, value: u64, key: impl Fn(usize) -> u64) -> usize {
        let stretch = ((value >> self.shift) as usize).min(self.below.len() - 2);
        let (mut from, mut to) = (
            self.below[stretch] as usize,
            self.below[stretch + 1] as usize,
        );
        while to - from > CROWD {
            let middle = from + (to - from) / 2;
            if key(middle) <= value {
                from = middle + 1
            } else {
                to = middle
            }
        }
        while from < to && key(from) <= value {
            from += 1;
        }
        from
    }
}

/// From so many keys in a stretch on it pays to halve them.
const CROWD: usize = 4;
