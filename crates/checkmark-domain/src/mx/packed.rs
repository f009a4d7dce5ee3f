//! The table of patterns as programs hold it: small, without a pointer in it, and found by hash.

use super::pattern::MxPattern;
use super::table::ROWS;
use crate::provider::Provider;

/// The patterns, in the order of the table.
pub(super) static PATTERNS: [MxPattern; ROWS.len()] = {
    let mut patterns = [MxPattern::new("", 0, 0, ROWS[0].role); ROWS.len()];
    let (mut row, mut at) = (0, 0);
    while row < ROWS.len() {
        let text = ROWS[row].text;
        patterns[row] = MxPattern::new(text, at as u16, NUMBERS.0[row], ROWS[row].role);
        at += text.len();
        row += 1;
    }
    patterns
};

/// The texts of the patterns, one after the other.
pub(super) const TEXTS: &str = {
    const OCTETS: [u8; LEN] = {
        let mut octets = [0; LEN];
        let mut rest: &mut [u8] = &mut octets;
        let mut row = 0;
        while row < ROWS.len() {
            let text = ROWS[row].text.as_bytes();
            let (room, after) = rest.split_at_mut(text.len());
            room.copy_from_slice(text);
            rest = after;
            row += 1;
        }
        octets
    };
    const LEN: usize = {
        let (mut len, mut row) = (0, 0);
        while row < ROWS.len() {
            len += ROWS[row].text.len();
            row += 1;
        }
        assert!(len <= 1 << 16, "a place in the texts has sixteen bits");
        len
    };
    match core::str::from_utf8(&OCTETS) {
        Ok(texts) => texts,
        Err(_) => panic!("texts one after the other are text"),
    }
};

/// Whose the exchanges are, by the number in a pattern.
pub(super) const fn provider(number: u8) -> Provider {
    match number {
        GOOGLE => Provider::GOOGLE,
        MICROSOFT_365 => Provider::MICROSOFT_365,
        _ => {
            let [start, end] = [
                PROVIDER_ENDS[number as usize],
                PROVIDER_ENDS[number as usize + 1],
            ];
            let (_, id) = PROVIDERS.split_at(start as usize);
            Provider::known(id.split_at((end - start) as usize).0)
        }
    }
}

/// The ids of the providers, one after the other.
const PROVIDERS: &str = {
    const OCTETS: [u8; PROVIDER_ENDS[NUMBERS.1] as usize] = {
        let mut octets = [0; PROVIDER_ENDS[NUMBERS.1] as usize];
        let mut row = 0;
        while row < ROWS.len() {
            let (_, room) = octets.split_at_mut(PROVIDER_ENDS[NUMBERS.0[row] as usize] as usize);
            let id = ROWS[row].provider.as_bytes();
            room.split_at_mut(id.len()).0.copy_from_slice(id);
            row += 1;
        }
        octets
    };
    match core::str::from_utf8(&OCTETS) {
        Ok(ids) => ids,
        Err(_) => panic!("ids one after the other are text"),
    }
};

/// Where the id of each provider starts, and where the last one ends.
static PROVIDER_ENDS: [u16; NUMBERS.1 + 1] = {
    let mut ends = [0; NUMBERS.1 + 1];
    let (mut row, mut count) = (0, 0);
    while row < ROWS.len() {
        if NUMBERS.0[row] as usize == count {
            ends[count + 1] = ends[count] + ROWS[row].provider.len() as u16;
            count += 1;
        }
        row += 1;
    }
    ends
};

/// The numbers of two providers whom much depends on.
pub(super) const GOOGLE: u8 = number_of("google");
pub(super) const MICROSOFT_365: u8 = number_of("microsoft_365");

/// The number of each row's provider, and how many providers there are.
const NUMBERS: ([u8; ROWS.len()], usize) = {
    let mut numbers = [0; ROWS.len()];
    let (mut row, mut count) = (0, 0);
    while row < ROWS.len() {
        let first = first_of(ROWS[row].provider);
        if first == row {
            numbers[row] = count as u8;
            count += 1;
        } else {
            numbers[row] = numbers[first];
        }
        row += 1;
    }
    assert!(count <= 1 << 8, "the number of a provider has eight bits");
    (numbers, count)
};

const fn number_of(provider: &str) -> u8 {
    NUMBERS.0[first_of(provider)]
}

/// The first row of a provider.
const fn first_of(provider: &str) -> usize {
    let mut row = 0;
    while !is_same(ROWS[row].provider, provider) {
        row += 1;
    }
    row
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Chains of patterns by the last seven octets of their ends: 1 + the place of the first.
static FIRST: [u8; SLOTS] = CHAINS.0;

/// 1 + the place of the next pattern in the chain.
static NEXT: [u8; ROWS.len()] = CHAINS.1;

const SLOTS: usize = 1 << 10;

/// The first pattern that covers a host by what is asked, of those that may; for most hosts there
/// are none.
#[inline]
pub(super) fn find(host: &[u8], covers: impl Fn(&MxPattern) -> bool) -> Option<&'static MxPattern> {
    let end = match host.last_chunk::<8>() {
        Some(end) => *end,
        None => {
            let mut padded = [b'.'; 8];
            padded[8 - host.len()..].copy_from_slice(host);
            padded
        }
    };
    let mut number = FIRST[slot(u64::from_le_bytes(end))];
    loop {
        let place = usize::from(number.checked_sub(1)?);
        let pattern = PATTERNS.get(place)?;
        if covers(pattern) {
            return Some(pattern);
        }
        number = NEXT[place];
    }
}

/// The slot of an end of eight octets; the first of them does not count, case neither.
#[inline]
const fn slot(end: u64) -> usize {
    let key = (end | 0x2020_2020_2020_2020) >> 8;
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54) as usize
}

const CHAINS: ([u8; SLOTS], [u8; ROWS.len()]) = {
    assert!(ROWS.len() < 1 << 8, "the number of a row has eight bits");
    let mut first = [0; SLOTS];
    let mut next = [0; ROWS.len()];
    let mut index = 0;
    while index < ROWS.len() {
        let end = MxPattern::end_of(ROWS[index].text).as_bytes();
        assert!(
            end.len() >= 6,
            "with the dot before it an end has seven octets"
        );
        let slot = slot(last_eight(end));
        if first[slot] == 0 {
            first[slot] = index as u8 + 1;
        } else {
            let mut last = first[slot] as usize - 1;
            while next[last] != 0 {
                last = next[last] as usize - 1;
            }
            next[last] = index as u8 + 1;
        }
        index += 1;
    }
    (first, next)
};

/// The last eight octets, with dots before a shorter text.
const fn last_eight(text: &[u8]) -> u64 {
    let mut octets = [b'.'; 8];
    let mut place = 8;
    while place > 0 && text.len() + place > 8 {
        place -= 1;
        octets[place] = text[text.len() + place - 8];
    }
    u64::from_le_bytes(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pattern_hides_a_longer_one_after_it() {
        for (place, later) in ROWS.iter().enumerate() {
            for earlier in &ROWS[..place] {
                let [end, earlier_end] = [later, earlier].map(|row| MxPattern::end_of(row.text));
                let below = end.strip_suffix(earlier_end);
                let hidden = earlier.text.starts_with("*.")
                    && below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
                assert!(!hidden, "{} hides {}", earlier.text, later.text);
            }
        }
    }

    #[test]
    fn the_rows_come_out_as_they_went_in() {
        for (pattern, row) in PATTERNS.iter().zip(ROWS) {
            assert_eq!(pattern.as_str(), row.text);
            assert_eq!(pattern.provider().as_str(), row.provider);
            assert_eq!(pattern.role(), row.role);
        }
    }
}
