//! The table of rules: a tree of labels in buckets.

use core::fmt;

use super::label::{self, Room, word_at};
use super::{Section, Sector, Suffix};
use crate::DomainName;
use crate::lists::hash::{KEYS, checksum};
use crate::lists::{BrokenTable, DataVersion};
use crate::symbols::PART;
use crate::tables;

/// Rules about public suffixes, read where their compiled bytes lie.
///
/// The labels are held whole, so that no name can be made that only looks like a rule.
///
/// ```
/// use checkmark_domain::suffix::{self, SuffixRules};
///
/// let bytes = suffix::compile("2026-11-23".parse()?, "example\nshop.example\n")?;
/// let rules = SuffixRules::from_bytes(&bytes)?;
/// let name = "mail.acme.shop.example".parse()?;
/// assert_eq!(rules.of(&name).registrable(), Some("acme.shop.example"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct SuffixRules<'a> {
    version: DataVersion,
    count: u32,
    check: u32,
    parts: &'a [[u8; PART]],
    doors: &'a [[u8; DOOR]; DOORS],
    blocks: &'a [u8],
}

impl SuffixRules<'static> {
    /// The rules that come with the crate.
    pub const BUILT_IN: Self = match Self::read(&tables::SUFFIXES) {
        Some(rules) => rules,
        None => panic!("a committed table has the form that its reader expects"),
    };
}

impl<'a> SuffixRules<'a> {
    /// Reads compiled rules.
    ///
    /// # Errors
    ///
    /// The bytes are cut short or changed, or were written by another version of the format.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, BrokenTable> {
        let rules = Self::read(bytes).ok_or(BrokenTable)?;
        if rules.check == checksum(bytes.get(8..).unwrap_or_default()) {
            Ok(rules)
        } else {
            Err(BrokenTable)
        }
    }

    const fn read(bytes: &'a [u8]) -> Option<Self> {
        let Some((header, body)) = bytes.split_first_chunk::<HEADER>() else {
            return None;
        };
        let [
            b'c',
            b'm',
            b's',
            b'2',
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
            version,
            parts,
            ..,
        ] = *header
        else {
            return None;
        };
        let (_, text) = header.split_at(HEADER - DataVersion::MAX_LEN);
        let Some((text, _)) = text.split_at_checked(version as usize) else {
            return None;
        };
        let Some(version) = DataVersion::read(text) else {
            return None;
        };
        let Some((parts, body)) = body.split_at_checked(parts as usize * PART) else {
            return None;
        };
        let Some((doors, blocks)) = body.split_first_chunk::<{ DOORS * DOOR }>() else {
            return None;
        };
        let Some((doors, _)) = doors.as_chunks().0.split_first_chunk() else {
            return None;
        };
        let (check, count) = (
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        );
        Some(Self {
            version,
            count,
            check,
            parts: parts.as_chunks().0,
            doors,
            blocks,
        })
    }

    /// The public suffix of a name.
    ///
    /// Of several rules the one with most labels counts; an exception goes before all. Where no
    /// rule names the top level, that is taken for the suffix.
    #[must_use]
    pub fn of<'n>(&self, name: &'n DomainName) -> Suffix<'n> {
        let room = name.room();
        let len = name.as_bytes().len();
        let mut end = len;
        let mut start = label::start(room, end);
        let (mut at, mut kind, mut sector, mut wildcard) = (start, 0, 0, 0);
        let mut found = self.top(room, start, end);
        while let Some(Record { bits, below }) = found {
            let here = bits & KIND;
            if here == Kind::Exception.bits() {
                // The rule that it is an exception to ends one label earlier.
                (at, kind, wildcard) = ((end + 1).min(len), Kind::Icann.bits(), 0);
                break;
            }
            if here | wildcard != 0 {
                (at, kind) = (start, if here == 0 { wildcard } else { here });
            }
            if bits & SECTOR != 0 {
                sector = bits & SECTOR;
            }
            wildcard = bits >> WILDCARD_SHIFT & WILDCARD;
            if start == 0 || below | u16::from(wildcard) == 0 {
                wildcard = 0;
                break;
            }
            end = start - 1;
            start = label::start(room, end);
            // The root is nobody's child, so its place says that there is none.
            if below == 0 {
                break;
            }
            found = self.find(usize::from(below) * ALIGN, room, start, end);
        }
        if wildcard != 0 {
            (at, kind) = (start, wildcard);
        }
        // The walk mostly ends at the label before the suffix; what it found there is at hand.
        let below = match at {
            0 => 0,
            _ if end + 1 == at => start,
            _ => label::start(room, at - 1),
        };
        Suffix {
            name,
            at: at as u8,
            below: below as u8,
            section: section(kind),
            sector: sector_of(sector),
        }
    }

    /// The version that was given when the rules were compiled.
    #[must_use]
    pub const fn version(&self) -> DataVersion {
        self.version
    }

    /// How many rules there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is no rule.
    ///
    /// ```
    /// use checkmark_domain::suffix::{self, SuffixRules};
    ///
    /// let bytes = suffix::compile("2026-11-23".parse()?, "// no rule\n")?;
    /// assert!(SuffixRules::from_bytes(&bytes)?.is_empty());
    /// assert!(!SuffixRules::BUILT_IN.is_empty());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(crate) const fn check(&self) -> u32 {
        self.check
    }

    /// What stands at the top level of a name.
    #[inline]
    fn top(&self, room: &Room, start: usize, end: usize) -> Option<Record> {
        let word = word_at(room, start);
        let [label @ .., low, high, bits] = &self.doors[door(word)];
        if u64::from_le_bytes(*label) == word {
            return Some(Record {
                bits: *bits,
                below: u16::from_le_bytes([*low, *high]),
            });
        }
        self.root(room, start, end)
    }

    #[inline(never)]
    fn root(&self, room: &Room, start: usize, end: usize) -> Option<Record> {
        self.find(0, room, start, end)
    }

    #[inline(always)]
    fn find(&self, place: usize, room: &Room, start: usize, end: usize) -> Option<Record> {
        let hash = label::hash(room, start, end);
        let [form, low, high, block @ ..] = self.blocks.get(place..)? else {
            return None;
        };
        let bits = form & BITS;
        let mut records = if bits == 0 {
            block.get(..usize::from(u16::from_le_bytes([*low, *high])))?
        } else {
            // All buckets start where the first one ends what stands before them.
            let starts = block.get(bucket(hash, bits) * 2..)?.first_chunk::<4>()?;
            let [a, b, c, d] = starts.map(usize::from);
            block.get(a | b << 8..c | d << 8)?
        };
        let wanted = hash as u8 & TAG;
        while let [head, rest @ ..] = records {
            let (len, rest) = match (usize::from(head & LEN), rest) {
                (LONG, [more, rest @ ..]) => (LONG + usize::from(*more), rest),
                (len, rest) => (len, rest),
            };
            let (body, rest) = rest.split_at_checked(len)?;
            if head & TAG == wanted {
                let (record, text) = Record::read(*head, form >> KIND_SHIFT, body)?;
                if self.reads(text, room, start) == Some(end) {
                    return Some(record);
                }
            }
            records = rest;
        }
        None
    }

    /// Where in the name a text in symbols ends that starts there; `None` if another starts there.
    #[inline]
    fn reads(&self, text: &[u8], room: &Room, mut at: usize) -> Option<usize> {
        for symbol in text {
            let part = u64::from_le_bytes(*self.parts.get(usize::from(*symbol))?);
            // The first octet says how many of the other seven are used.
            let len = part & 7;
            let differ = (word_at(room, at) ^ part >> 8) & ((1 << (len * 8)) - 1);
            if differ != 0 {
                return None;
            }
            at += len as usize;
        }
        Some(at)
    }
}

impl fmt::Debug for SuffixRules<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SuffixRules")
            .field("version", &self.version)
            .field("len", &self.count)
            .finish_non_exhaustive()
    }
}

/// What stands at a label: the kind of its rule, its sector, and what the rule `*` below it is, as
/// they are written; and the place of the block below.
#[derive(Clone, Copy, Default)]
struct Record {
    bits: u8,
    below: u16,
}

impl Record {
    /// A record, and the label in symbols.
    #[inline]
    fn read(head: u8, kind: u8, body: &[u8]) -> Option<(Self, &[u8])> {
        let (bits, below, text) = match body {
            text if head & MORE == 0 => (kind, 0, text),
            [bits, low, high, text @ ..] if bits & HAS_BLOCK != 0 => {
                (*bits, u16::from_le_bytes([*low, *high]), text)
            }
            [bits, text @ ..] => (*bits, 0, text),
            [] => return None,
        };
        Some((Self { bits, below }, text))
    }
}

/// The bucket of a label: the first bits of the upper half of its hash.
pub(super) const fn bucket(hash: u64, bits: u8) -> usize {
    (hash >> 32 << bits >> 32) as usize
}

/// The door of a top level, by the octets of its label with zeros after them.
#[inline]
pub(super) const fn door(word: u64) -> usize {
    (word.wrapping_mul(KEYS[0]) >> (64 - DOORS.ilog2())) as usize
}

/// What the rule at a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    None,
    Icann,
    Private,
    Tenant,
    Exception,
}

impl Kind {
    pub(super) const fn bits(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Icann => 1,
            Self::Private => 2,
            Self::Tenant => 3,
            Self::Exception => 4,
        }
    }
}

const fn section(kind: u8) -> Section {
    match kind {
        1 => Section::Icann,
        2 => Section::Private,
        3 => Section::Tenant,
        _ => Section::Unlisted,
    }
}

const fn sector_of(bits: u8) -> Option<Sector> {
    match (bits & SECTOR) >> SECTOR_SHIFT {
        1 => Some(Sector::Education),
        2 => Some(Sector::Government),
        _ => None,
    }
}

// The header, in octets from 0: the mark; from 4, the check sum of all from 8 on; 8, how many
// rules; 12, the length of the version; 13, how many symbols; 32, the version. Then what the
// symbols stand for, then the doors, then the blocks, the root's first; a block starts at an even
// place.
//
// A door spares the most used top levels the way through the root: their label of at most seven
// octets, with zeros after it; the place of the block below, and what else there is to say, as in a
// record. The hash of the label says which door is its own; of several the one counts that has most
// rules below.
//
// A block is: one octet with how many bits of a label's hash choose the bucket and with what most of
// its rules are; where the records end, from here, if there is one bucket, or else nothing, and
// where each bucket starts and the last one ends; the records. A record is: one octet with how long
// the rest is (15: so much and what the next octet says), three bits of the label's hash, and whether
// there is more to say than that the rule is like most; then, if so, one with the kind, the sector,
// the kind of the rule `*` below and whether a block hangs below; the place of that block; the label
// in symbols.
pub(super) const HEADER: usize = 64;
pub(super) const ALIGN: usize = 2;
pub(super) const DOORS: usize = 64;
pub(super) const DOOR: usize = 11;
const BITS: u8 = 0x0f;
pub(super) const KIND_SHIFT: u8 = 4;
const LEN: u8 = 0x0f;
/// The length does not fit, and goes on.
pub(super) const LONG: usize = LEN as usize;
pub(super) const TAG: u8 = 0x70;
pub(super) const MORE: u8 = 0x80;
const KIND: u8 = 7;
const SECTOR: u8 = 3 << SECTOR_SHIFT;
pub(super) const SECTOR_SHIFT: u8 = 3;
const WILDCARD: u8 = 3;
pub(super) const WILDCARD_SHIFT: u8 = 5;
pub(super) const HAS_BLOCK: u8 = 0x80;
