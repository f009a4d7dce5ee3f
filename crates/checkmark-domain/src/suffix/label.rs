//! Labels of a name, eight octets at a time.
//!
//! Names are short and their lengths hard to foretell, so the steps here ask as few questions of
//! the processor as they can. That there are zeros after a name lets them read past its end.

use crate::DomainName;
use crate::lists::hash::{KEYS, mix};

/// The octets of a name, the zeros after it included.
pub(super) type Room = [u8; DomainName::ROOM];

/// The eight octets from a place on; zeros where there are no more.
#[inline]
pub(super) fn word_at(room: &Room, at: usize) -> u64 {
    match room.get(at..).and_then(<[u8]>::first_chunk) {
        Some(octets) => u64::from_le_bytes(*octets),
        None => word_at_end(room, at),
    }
}

#[cold]
#[inline(never)]
fn word_at_end(room: &Room, at: usize) -> u64 {
    let rest = room.get(at..).unwrap_or_default();
    rest.iter()
        .rfold(0, |word, octet| word << 8 | u64::from(*octet))
}

/// Where the label that ends at `end` starts.
#[inline]
pub(super) fn start(room: &Room, mut end: usize) -> usize {
    loop {
        let at = end.saturating_sub(8);
        let unused = 64 - (end - at) as u32 * 8;
        // Nothing at all would be moved by a whole word.
        let dots = dots(word_at(room, at)).checked_shl(unused).unwrap_or(0);
        if dots != 0 {
            return end - dots.leading_zeros() as usize / 8;
        }
        if at == 0 {
            return 0;
        }
        end = at;
    }
}

/// The top bits of those octets that are dots; there is no `/` in a name, which lies beside the
/// dot.
#[inline]
const fn dots(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let word = word ^ (ONES * b'.' as u64);
    word.wrapping_sub(ONES) & !word & (ONES << 7)
}

/// The hash of the label between two places in a name: of its length, and of the eight octets at
/// either end, which tell nearly all labels apart.
#[inline]
pub(super) fn hash(room: &Room, start: usize, end: usize) -> u64 {
    let len = end - start;
    let first = word_at(room, start);
    if len > 8 {
        let last = word_at(room, end - 8);
        return mix(first ^ KEYS[0], last ^ KEYS[1] ^ len as u64);
    }
    // An empty label would be moved by a whole word.
    let first = first.checked_shl(64 - len as u32 * 8).unwrap_or(0);
    mix(first ^ KEYS[0], KEYS[1] ^ len as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_start_after_the_dot_before_and_hash_as_they_do_alone() {
        let long = alloc::format!("{0}.{0}.{0}.a.{1}", "a".repeat(63), "b".repeat(55));
        let longest = alloc::format!("{0}.{0}.{0}.abcde.{1}.c", "a".repeat(63), "b".repeat(53));
        for text in [
            "a",
            "com",
            "a.b",
            "example.com",
            "a.example.com",
            "abcdefg.abcdefgh.abcdefghi",
            "a-name-of-many-more-octets-than-one-word.example.co.uk",
            "a-name-of-many-more-octets-than-one-word.and-a-second-label-of-many-more.co.uk",
            &long,
            &longest,
        ] {
            for front in ["", "x.", "1234567.", "12345678."] {
                let Ok(name) = alloc::format!("{front}{text}").parse::<DomainName>() else {
                    continue;
                };
                let octets = name.as_bytes();
                let mut end = octets.len();
                loop {
                    let dot = octets[..end].iter().rposition(|octet| *octet == b'.');
                    let at = dot.map_or(0, |dot| dot + 1);
                    assert_eq!(start(name.room(), end), at, "{name} before {end}");
                    let mut alone = [0; DomainName::ROOM];
                    alone[..end - at].copy_from_slice(&octets[at..end]);
                    let alone = hash(&alone, 0, end - at);
                    assert_eq!(hash(name.room(), at, end), alone, "{name} before {end}");
                    match dot {
                        Some(dot) => end = dot,
                        None => break,
                    }
                }
            }
        }
    }

    #[test]
    fn the_end_of_the_room_is_read_too() {
        let mut room = [0; DomainName::ROOM];
        room[252] = b'z';
        assert_eq!(word_at(&room, 252), u64::from(b'z'));
        assert_eq!(word_at(&room, 246), u64::from(b'z') << 48);
        assert_eq!(word_at(&room, 300), 0);
    }
}
