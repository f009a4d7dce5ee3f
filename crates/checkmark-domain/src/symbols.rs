//! Names written short: what occurs often is written as one octet.

use alloc::vec::Vec;
use core::iter;

/// What the symbols stand for: most characters of names for themselves, all other octets for parts
/// that are frequent.
pub(crate) struct Parts {
    /// The two symbols that each part is put together from, by the order of [`free`].
    pairs: Vec<[u8; 2]>,
}

impl Parts {
    /// Learns the parts that save most: of the two symbols that are neighbours most often one is
    /// made, then again.
    pub(crate) fn learn<'t>(names: impl Iterator<Item = &'t [u8]>) -> Self {
        // No name has a zero, so none is joined to the next.
        let text = names.flat_map(|name| name.iter().copied().chain([0]));
        let mut text: Vec<u8> = text.take(SAMPLE).collect();
        let mut parts = Self { pairs: Vec::new() };
        let mut counts = alloc::vec![0_u32; 1 << 16];
        for symbol in free() {
            counts.fill(0);
            for pair in text.windows(2) {
                counts[usize::from(pair[0]) << 8 | usize::from(pair[1])] += 1;
            }
            // What is joined has to save more than its own place takes.
            let best = (0..counts.len())
                .filter(|pair| counts[*pair] as usize > PART)
                .filter(|pair| parts.may_join(pair >> 8, pair & 0xff))
                .max_by_key(|pair| (counts[*pair], usize::MAX - pair));
            let Some(best) = best else { break };
            let pair = [(best >> 8) as u8, best as u8];
            text = join(&text, pair, symbol);
            parts.pairs.push(pair);
        }
        parts
    }

    /// A name in symbols.
    pub(crate) fn write(&self, name: &[u8]) -> Vec<u8> {
        let mut text = name.to_vec();
        for (pair, symbol) in self.pairs.iter().zip(free()) {
            if text.windows(2).any(|it| it == pair) {
                text = join(&text, *pair, symbol);
            }
        }
        text
    }

    /// How many symbols have a place in the table.
    pub(crate) fn len(&self) -> u8 {
        let parts = free().take(self.pairs.len()).max();
        parts.unwrap_or_default().max(b'z') + 1
    }

    /// What each symbol stands for, in its place of [`PART`] octets.
    pub(crate) fn places(&self) -> impl Iterator<Item = u8> {
        (0..self.len()).flat_map(|symbol| {
            let text = self.text(symbol);
            iter::once(text.len() as u8)
                .chain(text)
                .chain(iter::repeat(0))
                .take(PART)
        })
    }

    fn may_join(&self, one: usize, other: usize) -> bool {
        one != 0 && other != 0 && self.text(one as u8).len() + self.text(other as u8).len() < PART
    }

    fn text(&self, symbol: u8) -> Vec<u8> {
        match free()
            .position(|it| it == symbol)
            .map(|number| self.pairs.get(number))
        {
            None => alloc::vec![symbol],
            Some(None) => Vec::new(),
            Some(Some([one, other])) => [self.text(*one), self.text(*other)].concat(),
        }
    }
}

/// The octets that no name has, and that stand for parts; the last has no place in a table.
fn free() -> impl Iterator<Item = u8> {
    (1..u8::MAX).filter(|it| !matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
}

fn join(text: &[u8], pair: [u8; 2], symbol: u8) -> Vec<u8> {
    let mut joined = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match rest {
            [one, other, rest @ ..] if [*one, *other] == pair => {
                joined.push(symbol);
                rest
            }
            [one, rest @ ..] => {
                joined.push(*one);
                rest
            }
            [] => return joined,
        };
    }
}

/// The first octet of a text in symbols.
#[inline]
pub(crate) fn first<'p>(parts: &'p [u8], text: &[u8]) -> Option<&'p u8> {
    parts.get(usize::from(*text.first()?) * PART + 1)
}

/// Whether a text in symbols is the name; `None` if it uses a symbol that is not there.
#[inline]
pub(crate) fn reads(parts: &[u8], text: &[u8], mut name: &[u8]) -> Option<bool> {
    for symbol in text {
        let place = parts.get(usize::from(*symbol) * PART..)?;
        let [len, part @ ..] = place.first_chunk::<PART>()?;
        let Some((front, rest)) = name.split_at_checked((*len).into()) else {
            return Some(false);
        };
        // Too short for a call to compare memory.
        if !part.iter().zip(front).all(|(one, other)| one == other) {
            return Some(false);
        }
        name = rest;
    }
    Some(name.is_empty())
}

/// The length of the place of a part: one octet says how much of the other seven is used.
pub(crate) const PART: usize = 8;
/// So much of the names, in octets, tells what is frequent in all of them.
const SAMPLE: usize = 1 << 17;
