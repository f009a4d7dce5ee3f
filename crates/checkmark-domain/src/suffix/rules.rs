//! The table of rules: a tree of labels in buckets.

use core::fmt;

use super::compile::bucket;
use super::parts::FIRST;
use super::{Section, Sector, Suffix};
use crate::DomainName;
use crate::lists::hash::checksum;
use crate::lists::{BrokenTable, DataVersion};

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
    pub const BUILT_IN: Self = match Self::read(include_bytes!("../data/suffixes.bin")) {
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
        let mut found = Walk {
            at: octets.len(),
            section: Section::Unlisted,
            sector: None,
        };
        let mut block = self.blocks.get(..);
        let mut wildcard = Kind::None;
        let mut end = octets.len();
        loop {
            let start = octets[..end]
                .iter()
                .rposition(|it| *it == b'.')
                .map_or(0, |dot| dot + 1);
            if found.section == Section::Unlisted && end == octets.len() {
                found.at = start;
            }
            let record = block.and_then(|block| self.find(block, &octets[start..end]));
            let kind = match record.map_or(Kind::None, |record| record.kind) {
                Kind::None => wildcard,
                kind => kind,
            };
            match kind.section() {
                Some(section) => (found.at, found.section) = (start, section),
                None if kind == Kind::Exception => {
                    // The rule that it is an exception to ends one label earlier.
                    (found.at, found.section) = ((end + 1).min(octets.len()), Section::Icann);
                    break;
                }
                None => {}
            }
            let Some(record) = record else { break };
            found.sector = record.sector.or(found.sector);
            (block, wildcard) = (self.block(record.below), record.wildcard);
            if start == 0 || (block.is_none() && wildcard == Kind::None) {
                break;
            }
            end = start - 1;
        }
        let Walk {
            at,
            section,
            sector,
        } = found;
        Suffix {
            name,
            at: at as u8,
            section,
            sector,
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

    fn block(&self, below: u16) -> Option<&'a [u8]> {
        // The root is nobody's child, so its place says that there is none.
        if below == 0 {
            None
        } else {
            self.blocks.get(usize::from(below) * ALIGN..)
        }
    }

    fn find(&self, block: &'a [u8], label: &[u8]) -> Option<Record> {
        let (bits, block) = block.split_first()?;
        if *bits > 12 {
            return None;
        }
        let bucket = bucket(label, *bits);
        let (ends, records) = block.split_at_checked(2 << bits)?;
        let end = |bucket: usize| {
            let end = ends.get(bucket * 2..)?.first_chunk::<2>()?;
            Some(usize::from(u16::from_le_bytes(*end)))
        };
        let from = if bucket == 0 { 0 } else { end(bucket - 1)? };
        let mut records = records.get(from..end(bucket)?)?;
        loop {
            let (head, rest) = records.split_first()?;
            let (text, rest) = match usize::from(head & LABEL_LEN) {
                LONG => {
                    let (len, rest) = rest.split_first()?;
                    rest.split_at_checked((*len).into())?
                }
                len => rest.split_at_checked(len)?,
            };
            let (more, rest) = match head >> KIND_SHIFT {
                MORE => {
                    let (more, rest) = rest.split_first()?;
                    (*more, rest)
                }
                kind => (kind, rest),
            };
            let (below, rest) = match rest {
                [low, high, rest @ ..] if head & HAS_BLOCK != 0 => {
                    (u16::from_le_bytes([*low, *high]), rest)
                }
                _ => (0, rest),
            };
            if self.reads(text, label)? {
                return Some(Record {
                    kind: Kind::from_bits(more & 7),
                    sector: match more >> SECTOR_SHIFT & 3 {
                        1 => Some(Sector::Education),
                        2 => Some(Sector::Government),
                        _ => None,
                    },
                    wildcard: Kind::from_bits(more >> WILDCARD_SHIFT),
                    below,
                });
            }
            records = rest;
        }
    }

    /// Whether a text in symbols is the label.
    fn reads(&self, text: &[u8], mut label: &[u8]) -> Option<bool> {
        for symbol in text {
            let rest = match symbol.checked_sub(FIRST) {
                None => label
                    .split_first()
                    .filter(|(it, _)| *it == symbol)
                    .map(|(_, rest)| rest),
                Some(number) => {
                    let place = self.parts.get(usize::from(number) * PART..)?;
                    let (len, part) = place.first_chunk::<PART>()?.split_first()?;
                    label.strip_prefix(part.get(..usize::from(*len))?)
                }
            };
            match rest {
                Some(rest) => label = rest,
                None => return Some(false),
            }
        }
        Some(label.is_empty())
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

struct Walk {
    at: usize,
    section: Section,
    sector: Option<Sector>,
}

#[derive(Clone, Copy)]
struct Record {
    kind: Kind,
    sector: Option<Sector>,
    /// What the rule `*` below this label is.
    wildcard: Kind,
    below: u16,
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
    const fn from_bits(bits: u8) -> Self {
        match bits {
            1 => Self::Icann,
            2 => Self::Private,
            3 => Self::Exception,
            4 => Self::Tenant,
            _ => Self::None,
        }
    }

    pub(super) const fn bits(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Icann => 1,
            Self::Private => 2,
            Self::Exception => 3,
            Self::Tenant => 4,
        }
    }

    const fn section(self) -> Option<Section> {
        match self {
            Self::Icann => Some(Section::Icann),
            Self::Private => Some(Section::Private),
            Self::Tenant => Some(Section::Tenant),
            Self::None | Self::Exception => None,
        }
    }
}

// The header, in octets from 0: the mark; from 4, the check sum of all from 8 on; 8, how many
// rules; 12, the length of the version; 13, how many parts of labels; 32, the version. Then the
// parts, then the blocks, the root's first; a block starts at an even place.
//
// A block is: how many bits of the label's hash choose the bucket; for each bucket where it ends;
// the records. A record is: one octet with the length of the label in symbols (31: the length
// follows), whether a block hangs below, and what the rule is; the label; where that does not say
// all, one octet more (the kind, the sector, the kind of the rule `*` below); the block's place.
pub(super) const HEADER: usize = 64;
/// The length of the place of a part: one octet says how much of the other seven is used.
pub(super) const PART: usize = 8;
pub(super) const ALIGN: usize = 2;
pub(super) const LABEL_LEN: u8 = 0x1f;
/// The label's length does not fit, and follows.
pub(super) const LONG: usize = LABEL_LEN as usize;
pub(super) const HAS_BLOCK: u8 = 0x20;
pub(super) const KIND_SHIFT: u8 = 6;
pub(super) const MORE: u8 = 3;
pub(super) const SECTOR_SHIFT: u8 = 3;
pub(super) const WILDCARD_SHIFT: u8 = 5;
