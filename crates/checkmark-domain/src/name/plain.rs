//! Reading a name that has no fault, eight octets at a time.

use super::DomainName;

/// Reads a name of at most 63 octets without a fault, without A-labels and without anything outside
/// ASCII into `name`; says no to any other, and then `name` holds nothing of use.
///
/// Nearly every name is such a one. What is wrong with another, if anything, is told slowly.
#[inline]
pub(super) fn read(text: &[u8], name: &mut DomainName) -> bool {
    let text = text.strip_suffix(b".").unwrap_or(text);
    if text.is_empty() || text.len() > LONGEST {
        return false;
    }
    name.len = text.len() as u8;
    let (room, _) = name.octets.as_chunks_mut::<8>();
    let mut kinds = Kinds::default();
    for (place, room) in room.iter_mut().take(text.len().div_ceil(8)).enumerate() {
        let rest = &text[place * 8..];
        let (word, used) = match rest.first_chunk::<8>() {
            Some(octets) => (u64::from_le_bytes(*octets), TOPS),
            None => last_word(text, rest),
        };
        *room = kinds.look(word, used, place * 8);
    }
    kinds.are_a_name(text.len())
}

/// The octets after the last whole word, and their top bits.
#[inline]
fn last_word(text: &[u8], rest: &[u8]) -> (u64, u64) {
    let unused = 64 - rest.len() * 8;
    let word = match text.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last) >> unused,
        None => {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(word)
        }
    };
    (word, TOPS >> unused)
}

/// What stands at each place of a name, one bit a place.
#[derive(Default)]
struct Kinds {
    digits: u64,
    hyphens: u64,
    dots: u64,
    /// Anything else than these and letters, in whichever word.
    others: u64,
}

impl Kinds {
    /// Takes in eight octets, of which those that are used have their top bit in `used`; gives them
    /// back in lower case.
    #[inline]
    fn look(&mut self, word: u64, used: u64, at: usize) -> [u8; 8] {
        let lower = word | CASE;
        let letters = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
        let digits = at_least(word, b'0') & !at_least(word, b'9' + 1);
        let hyphens = at_least(word, b'-') & !at_least(word, b'.');
        let dots = at_least(word, b'.') & !at_least(word, b'.' + 1);
        self.digits |= gathered(digits) << at;
        self.hyphens |= gathered(hyphens) << at;
        self.dots |= gathered(dots) << at;
        self.others |= (word | !(letters | digits | hyphens | dots)) & used;
        (word | (letters & TOPS) >> 2).to_le_bytes()
    }

    /// Whether labels stand here that are joined by single dots, none with a hyphen at its edge or
    /// with two in a row, as an A-label has, and the last of them not all digits.
    #[inline]
    fn are_a_name(&self, len: usize) -> bool {
        let Self {
            digits,
            hyphens,
            dots,
            others,
        } = *self;
        let first = 1 | dots << 1;
        let last = 1 << (len - 1) | dots >> 1;
        // The bits of the last label, from the one after the last dot on.
        let top_level = (1 << len) - (1_u64 << (63 - (dots << 1 | 1).leading_zeros()));
        others == 0
            && (dots | hyphens) & (first | last) == 0
            && hyphens & hyphens << 1 == 0
            && digits & top_level != top_level
    }
}

/// The top bit of each octet of ASCII that is at least so much; other bits say nothing.
#[inline]
const fn at_least(word: u64, least: u8) -> u64 {
    (word & !TOPS) + ONES * (0x80 - least as u64)
}

/// The top bits of the octets, side by side.
#[inline]
const fn gathered(tops: u64) -> u64 {
    ((tops & TOPS) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// So long that every place has a bit, and no label is too long.
const LONGEST: usize = 63;
const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = ONES << 7;
const CASE: u64 = ONES << 5;

#[cfg(test)]
mod tests {
    use super::super::read::slowly;
    use super::*;

    /// What is read quickly is read slowly to the same, and the other way round.
    #[track_caller]
    fn check(text: &[u8]) {
        let mut name = DomainName::UNREAD;
        let quickly = read(text, &mut name).then_some(name);
        let Ok(text) = core::str::from_utf8(text) else {
            assert_eq!(quickly, None, "{text:?}");
            return;
        };
        let told = slowly(text).ok();
        let plain = text.is_ascii() && text.len() <= LONGEST && !text.contains("--");
        match &quickly {
            Some(name) => assert_eq!(told.as_ref(), Some(name), "{text:?}"),
            None if plain => assert_eq!(told, None, "{text:?}"),
            None => {}
        }
        if let Some(name) = quickly {
            assert_eq!(
                name.octets[name.as_bytes().len()..],
                [0; DomainName::ROOM][name.as_bytes().len()..]
            );
        }
    }

    #[test]
    fn every_octet_is_read_alike_at_every_place() {
        for octet in 0..=u8::MAX {
            for at in 0..17 {
                let mut text = *b"ab-c.d3e.fgh1.com";
                text[at] = octet;
                check(&text);
            }
            check(&[octet]);
            check(&[b'a', octet]);
        }
    }

    #[test]
    fn every_short_text_of_the_four_kinds_is_read_alike() {
        for len in 0..=7 {
            for number in 0..4_usize.pow(len) {
                let text: alloc::vec::Vec<u8> = (0..len)
                    .map(|place| b"a1-."[number / 4_usize.pow(place) % 4])
                    .collect();
                check(&text);
            }
        }
    }

    #[test]
    fn every_length_is_read_alike() {
        for len in 0..=256 {
            let mut text = alloc::vec![b'A'; len];
            check(&text);
            for dot in (7..len).step_by(40) {
                text[dot] = b'.';
            }
            check(&text);
        }
    }
}
