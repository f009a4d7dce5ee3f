//! A hash over a name from its last octet to its first.
//!
//! Walking a name from the right, the hash of every suffix falls out on the way, so one walk
//! probes a table for the name and for every name above it.

/// The hash of nothing.
pub(crate) const SEED: u32 = 0x811c_9dc5;

/// The hash of a suffix with one more octet before it.
#[inline]
pub(crate) const fn step(hash: u32, octet: u8) -> u32 {
    (hash ^ octet as u32).wrapping_mul(0x0100_0193)
}

/// Spreads the hash over a table of `2^bits` slots.
#[inline]
pub(crate) const fn slot(hash: u32, bits: u32) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> (32 - bits)) as usize
}

/// The hash of a whole name.
pub(crate) const fn of(name: &[u8]) -> u32 {
    let mut hash = SEED;
    let mut at = name.len();
    while at > 0 {
        at -= 1;
        hash = step(hash, name[at]);
    }
    hash
}
