//! The hash that every table is keyed by.

/// Hashes a name of lower case ASCII.
///
/// The committed tables were written with this function: to change it is to write them again. It
/// is quick and spreads well, and promises nothing to an opponent, who can search for a name that
/// hashes like another; so a list whose hit favours its owner holds whole names.
#[inline]
pub(crate) fn hash(name: &[u8]) -> u64 {
    let (first, last) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let mut first = u64::from_le_bytes(*first);
            if name.len() > 16 {
                let (middle, _) = name[8..].as_chunks::<8>();
                for chunk in middle {
                    first = mix(first ^ KEYS[0], u64::from_le_bytes(*chunk) ^ KEYS[1]);
                }
            }
            (first, u64::from_le_bytes(*last))
        }
        _ => match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
            (Some(first), Some(last)) => (
                u32::from_le_bytes(*first).into(),
                u32::from_le_bytes(*last).into(),
            ),
            _ => (
                name.iter()
                    .fold(0, |word, octet| word << 8 | u64::from(*octet)),
                0,
            ),
        },
    };
    mix(
        first ^ KEYS[0],
        last ^ KEYS[1] ^ (name.len() as u64).wrapping_mul(KEYS[2]),
    )
}

#[inline]
pub(crate) const fn mix(one: u64, other: u64) -> u64 {
    let product = one as u128 * other as u128;
    product as u64 ^ (product >> 64) as u64
}

/// Digits of the square roots of 2, 3 and 5 after the point, made odd.
pub(crate) const KEYS: [u64; 3] = [
    0x6a09_e667_f3bc_c909,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
];

/// The check sum of a table: it finds damage, not malice.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes
        .chunks(64)
        .fold(KEYS[0], |sum, chunk| mix(sum ^ hash(chunk), KEYS[1])) as u32
}
