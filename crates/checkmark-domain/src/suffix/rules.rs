//! The table of rules: a tree of labels in buckets.

use core::fmt;

use super::label;
use super::{Section, Sector, Suffix};
use crate::DomainName;
use crate::lists::hash::checksum;
use crate::lists::{BrokenTable, DataVersion};
use crate::symbols::{self, PART};
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
    parts: &'a [u8],
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
            b'1',
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
        let Some((parts, blocks)) = body.split_at_checked(parts as usize * PART) else {
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
            parts,
            blocks,
        })
    }

    /// The public suffix of a name.
    ///
    /// Of several rules the one with most labels counts; an exception goes before all. Where no
    /// rule names the top level, that is taken for the suffix.
    #[must_use]
    pub fn of<'n>(&self, name: &'n DomainName) -> Suffix<'n> {
        let octets = name.as_bytes();
        let mut end = octets.len();
        let mut start = label::start(octets, end);
        let (mut at, mut kind, mut sector, mut wildcard) = (start, 0, 0, 0);
        let mut place = Some(0);
        loop {
            let found = place.and_then(|place| self.find(place, octets, start, end));
            let Record { bits, below } = found.unwrap_or_default();
            let here = if bits & KIND == 0 {
                wildcard
            } else {
                bits & KIND
            };
            if here == Kind::Exception.bits() {
                // The rule that it is an exception to ends one label earlier.
                (at, kind) = ((end + 1).min(octets.len()), Kind::Icann.bits());
                break;
            }
            if here != 0 {
                (at, kind) = (start, here);
            }
            if bits & SECTOR != 0 {
                sector = bits & SECTOR;
            }
            wildcard = bits >> WILDCARD_SHIFT;
            if start == 0 || (below == 0 && wildcard == 0) {
                break;
            }
            // The root is nobody's child, so its place says that there is none.
            place = if below == 0 {
                None
            } else {
                Some(usize::from(below) * ALIGN)
            };
            end = start - 1;
            start = label::start(octets, end);
        }
        // The walk mostly ends at the label before the suffix; what it found there is at hand.
        let below = match at {
            0 => 0,
            _ if end + 1 == at => start,
            _ => label::start(octets, at - 1),
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
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(crate) const fn check(&self) -> u32 {
        self.check
    }

    #[inline]
    fn find(&self, place: usize, name: &[u8], start: usize, end: usize) -> Option<Record> {
        let hash = label::hash(name, start, end);
        let [bits, low, high, block @ ..] = self.blocks.get(place..)? else {
            return None;
        };
        let mut records = if *bits == 0 {
            block.get(..usize::from(u16::from_le_bytes([*low, *high])))?
        } else {
            // All buckets start where the first one ends what stands before them.
            let starts = block.get(bucket(hash, *bits) * 2..)?.first_chunk::<4>()?;
            let [a, b, c, d] = starts.map(usize::from);
            block.get(a | b << 8..c | d << 8)?
        };
        let wanted = hash as u8 & TAG;
        while let [head, tag, rest @ ..] = records {
            let len = match usize::from(head & BODY_LEN) {
                LONG => LONG + usize::from(*rest.first()?),
                len => len,
            };
            let (body, rest) = rest.split_at_checked(len)?;
            if tag & TAG == wanted {
                let record = self.record(*head, tag & HAS_BLOCK != 0, body, name.get(start..end)?);
                if record.is_some() {
                    return record;
                }
            }
            records = rest;
        }
        None
    }

    /// Reads a record; `None` if it is another label's.
    #[inline]
    fn record(&self, head: u8, has_block: bool, body: &[u8], label: &[u8]) -> Option<Record> {
        let body = if usize::from(head & BODY_LEN) == LONG {
            body.get(1..)?
        } else {
            body
        };
        let (body, below) = match body {
            [body @ .., low, high] if has_block => (body, u16::from_le_bytes([*low, *high])),
            _ => (body, 0),
        };
        let (text, bits) = match (head >> KIND_SHIFT, body) {
            (MORE, [text @ .., bits]) => (text, *bits),
            (kind, text) => (text, kind),
        };
        symbols::reads(self.parts, text, label)?.then_some(Record { bits, below })
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

/// The bucket of a label: the first bits of the upper half of its hash.
pub(super) const fn bucket(hash: u64, bits: u8) -> usize {
    (hash >> 32 << bits >> 32) as usize
}

/// What the rule at a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    None,
    Icann,
    Private,
    Exception,
    Tenant,
}

impl Kind {
    pub(super) const fn bits(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Icann => 1,
            Self::Private => 2,
            Self::Exception => 3,
            Self::Tenant => 4,
        }
    }
}

const fn section(kind: u8) -> Section {
    match kind {
        1 => Section::Icann,
        2 => Section::Private,
        4 => Section::Tenant,
        _ => Section::Unlisted,
    }
}

const fn sector_of(bits: u8) -> Option<Sector> {
    match bits >> SECTOR_SHIFT {
        1 => Some(Sector::Education),
        2 => Some(Sector::Government),
        _ => None,
    }
}

// The header, in octets from 0: the mark; from 4, the check sum of all from 8 on; 8, how many
// rules; 12, the length of the version; 13, how many symbols; 32, the version. Then what the
// symbols stand for, then the blocks, the root's first; a block starts at an even place.
//
// A block is: how many bits of a label's hash choose the bucket; where the records end, from here,
// if there is one bucket, or else nothing, and where each bucket starts and the last one ends; the
// records. A record is: one octet with what the rule is and how long the rest is (63: so much and
// what the next octet says); one with whether a block hangs below and seven bits of the label's
// hash; the label in symbols; where the first octet does not say all, one more (the kind, the
// sector, the kind of the rule `*` below); the place of the block.
pub(super) const HEADER: usize = 64;
pub(super) const ALIGN: usize = 2;
pub(super) const BODY_LEN: u8 = 0x3f;
/// The length does not fit, and goes on.
pub(super) const LONG: usize = BODY_LEN as usize;
pub(super) const KIND_SHIFT: u8 = 6;
pub(super) const MORE: u8 = 3;
pub(super) const HAS_BLOCK: u8 = 0x80;
pub(super) const TAG: u8 = 0x7f;
const KIND: u8 = 7;
const SECTOR: u8 = 3 << SECTOR_SHIFT;
pub(super) const SECTOR_SHIFT: u8 = 3;
pub(super) const WILDCARD_SHIFT: u8 = 5;
