//! Writing labels short: what occurs often is written as one octet.

use alloc::vec::Vec;
use core::iter;

use super::rules::PART;

/// The parts of labels that have an octet of their own, from `0x80` on.
pub(super) struct Parts {
    /// The two symbols that each part is put together from; a symbol is a character or a part.
    pairs: Vec<[u8; 2]>,
}

impl Parts {
    /// Learns the parts that save most: of two neighbours that are most often neighbours one
    /// symbol is made, then again.
    pub(super) fn learn<'t>(labels: impl Iterator<Item = &'t [u8]>) -> Self {
        // No label has a zero, so none is joined to the next.
        let mut text: Vec<u8> = labels
            .flat_map(|label| label.iter().copied().chain([0]))
            .collect();
        let mut parts = Self { pairs: Vec::new() };
        let mut counts = alloc::vec![0_u32; 1 << 16];
        while parts.pairs.len() < usize::from(FIRST) {
            counts.fill(0);
            for pair in text.windows(2) {
                counts[usize::from(pair[0]) << 8 | usize::from(pair[1])] += 1;
            }
            let best = (0..counts.len())
                .filter(|pair| parts.may_join(pair >> 8, pair & 0xff))
                .max_by_key(|pair| (counts[*pair], usize::MAX - pair));
            let Some(best) = best.filter(|pair| counts[*pair] as usize > PART) else {
                break;
            };
            let pair = [(best >> 8) as u8, best as u8];
            text = join(&text, pair, FIRST + parts.pairs.len() as u8);
            parts.pairs.push(pair);
        }
        parts
    }

    /// How many parts there are.
    pub(super) fn len(&self) -> u8 {
        self.pairs.len() as u8
    }

    /// A label in symbols.
    pub(super) fn write(&self, label: &[u8]) -> Vec<u8> {
        let mut text = label.to_vec();
        for (pair, symbol) in self.pairs.iter().zip(FIRST..=u8::MAX) {
            if text.windows(2).any(|it| it == pair) {
                text = join(&text, *pair, symbol);
            }
        }
        text
    }

    /// The parts in full, each in its place of [`PART`] octets.
    pub(super) fn places(&self) -> impl Iterator<Item = u8> {
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

/// The first octet that stands for a part; names are ASCII, so it is none of theirs.
pub(super) const FIRST: u8 = 0x80;
