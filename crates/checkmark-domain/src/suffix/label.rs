//! Labels, taken from the end of a name eight octets at a time.
//!
//! Names are short and their lengths hard to foretell, so the steps here ask as few questions of
//! the processor as they can.

use crate::lists::hash::{KEYS, mix};

/// Where the label that ends at `end` starts. There is no `/` in a name, which lies beside the dot.
#[inline]
pub(super) fn start(name: &[u8], end: usize) -> usize {
    let mut at = end;
    while let Some(word) = word_before(name, at) {
        if let Some(place) = last_dot(word) {
            return at - 7 + place;
        }
        at -= 8;
    }
    match name.first_chunk::<8>() {
        // The octets from `at` on are another label's, and hold no dot once they are all ones.
        Some(first) => {
            let word =
                u64::from_le_bytes(*first) | u64::MAX.checked_shl(at as u32 * 8).unwrap_or(0);
            last_dot(word).map_or(0, |place| place + 1)
        }
        None => name[..at]
            .iter()
            .rposition(|octet| *octet == b'.')
            .map_or(0, |dot| dot + 1),
    }
}

/// The hash of the label between two places in a name.
#[inline]
pub(super) fn hash(name: &[u8], start: usize, end: usize) -> u64 {
    let len = end - start;
    let last = word_before(name, end).unwrap_or_else(|| {
        let mut word = [0; 8];
        word[8 - end..].copy_from_slice(&name[..end]);
        u64::from_le_bytes(word)
    });
    let word = if len <= 8 {
        // An empty label would be moved by a whole word.
        last.checked_shr(64 - len as u32 * 8).unwrap_or(0)
    } else {
        long(&name[start..end], last)
    };
    mix(word ^ KEYS[0], len as u64 ^ KEYS[1])
}

fn long(label: &[u8], last: u64) -> u64 {
    let (chunks, _) = label.as_chunks::<8>();
    chunks.iter().fold(last, |word, chunk| {
        mix(word ^ KEYS[1], u64::from_le_bytes(*chunk) ^ KEYS[2])
    })
}

#[inline]
fn word_before(name: &[u8], end: usize) -> Option<u64> {
    let word = name.get(end.checked_sub(8)?..end)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*word))
}

/// The place of the last dot among eight octets.
#[inline]
fn last_dot(word: u64) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let word = word ^ (ONES * b'.' as u64);
    let zeros = word.wrapping_sub(ONES) & !word & (ONES << 7);
    (zeros != 0).then(|| 7 - zeros.leading_zeros() as usize / 8)
}
