//! Names written short: what occurs often is written as one octet.

use alloc::vec::Vec;
use core::iter;

/// The parts of names that have an octet of their own, from `0x80` on.
pub(crate) struct Parts {
    /// The two symbols that each part is put together from; a symbol is a character or a part.
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
        while parts.pairs.len() < usize::from(FIRST) {
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
            text = join(&text, pair, FIRST + parts.pairs.len() as u8);
            parts.pairs.push(pair);
        }
        parts
    }

    /// How many parts there are.
    pub(crate) fn len(&self) -> u8 {
        self.pairs.len() as u8
    }

    /// A name in symbols.
    pub(crate) fn write(&self, name: &[u8]) -> Vec<u8> {
        let mut text = name.to_vec();
        for (pair, symbol) in self.pairs.iter().zip(FIRST..=u8::MAX) {
            if text.windows(2).any(|it| it == pair) {
                text = join(&text, *pair, symbol);
            }
        }
        text
    }

    /// The parts in full, each in its place of [`PART`] octets.
    pub(crate) fn places(&self) -> impl Iterator<Item = u8> {
        (FIRST..=u8::MAX).take(self.pairs.len()).flat_map(|symbol| {
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
        match symbol
            .checked_sub(FIRST)
            .and_then(|number| self.pairs.get(usize::from(number)))
        {
            None => alloc::vec![symbol],
            Some([one, other]) => [self.text(*one), self.text(*other)].concat(),
        }
    }
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

/// Whether a text in symbols is the name; `None` if it uses a part that is not there.
#[inline]
pub(crate) fn reads(parts: &[u8], text: &[u8], mut name: &[u8]) -> Option<bool> {
    for symbol in text {
        let rest = match symbol.checked_sub(FIRST) {
            None => name
                .split_first()
                .filter(|(it, _)| *it == symbol)
                .map(|(_, rest)| rest),
            Some(number) => {
                let place = parts.get(usize::from(number) * PART..)?;
                let [len, part @ ..] = place.first_chunk::<PART>()?;
                let (front, rest) = name.split_at_checked((*len).into()).unwrap_or_default();
                // Too short for a call to compare memory.
                let same = part.iter().zip(front).all(|(one, other)| one == other);
                (same && !front.is_empty()).then_some(rest)
            }
        };
        match rest {
            Some(rest) => name = rest,
            None => return Some(false),
        }
    }
    Some(name.is_empty())
}

/// The length of the place of a part: one octet says how much of the other seven is used.
pub(crate) const PART: usize = 8;
/// The first octet that stands for a part; names are ASCII, so it is none of theirs.
const FIRST: u8 = 0x80;
/// So much of the names, in octets, tells what is frequent in all of them.
const SAMPLE: usize = 1 << 17;
