//! Compiled lists: read where they lie, without preparation.

use core::fmt;

use super::hash::{checksum, hash};
use super::{DataVersion, List};
use crate::DomainName;
use crate::symbols::{self, PART};

/// A compiled list of names, read where its bytes lie.
///
/// It is made by [`compile`](super::compile) or [`compile_entries`](super::compile_entries), at
/// run time or beforehand; a host keeps the bytes where it likes. A look-up hashes the name,
/// reads one bucket and allocates nothing.
///
/// ```
/// use checkmark_domain::lists::{self, List, NameList};
///
/// let bytes = lists::compile(List::Disposable, "2026-11-23".parse()?, ["bin.example"])?;
/// let list = NameList::from_bytes(&bytes)?;
/// assert!(list.contains(&"bin.example".parse()?));
/// assert!(!list.contains(&"example.com".parse()?));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct NameList<'a> {
    list: Option<List>,
    version: DataVersion,
    count: u32,
    check: u32,
    buckets: u32,
    wide: bool,
    starts: &'a [u8],
    keys: Keys<'a>,
}

impl<'a> NameList<'a> {
    /// Reads a compiled list.
    ///
    /// # Errors
    ///
    /// The bytes are cut short or changed, or were written by another version of the format.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, BrokenTable> {
        let list = Self::read(bytes).ok_or(BrokenTable)?;
        if list.check == checksum(bytes.get(8..).unwrap_or_default()) {
            Ok(list)
        } else {
            Err(BrokenTable)
        }
    }

    /// Reads a list that came with the crate; whether its bytes are whole is a test's affair.
    pub(crate) const fn built_in(bytes: &'a [u8]) -> Self {
        match Self::read(bytes) {
            Some(list) => list,
            None => panic!("a committed table has the form that its reader expects"),
        }
    }

    const fn read(bytes: &'a [u8]) -> Option<Self> {
        let Some((header, body)) = bytes.split_first_chunk::<HEADER>() else {
            return None;
        };
        let [b'c', b'm', b'l', b'1', ..] = header else {
            return None;
        };
        let (check, count, buckets) = (u32_at(header, 4), u32_at(header, 12), u32_at(header, 16));
        let (parts, providers) = (
            header[20] as usize,
            header[22] as usize | (header[23] as usize) << 8,
        );
        let provider_text = u32_at(header, 24) as usize;
        let (_, version) = header.split_at(HEADER - DataVersion::MAX_LEN);
        let Some((version, _)) = version.split_at_checked(header[11] as usize) else {
            return None;
        };
        let Some(version) = DataVersion::read(version) else {
            return None;
        };
        let wide = header[10] != 0;
        if buckets == 0 || buckets > u32::MAX / 8 {
            return None;
        }
        let starts_len = (buckets as usize + 1) * if wide { 4 } else { 2 };
        let (starts, keys) = match header[9] {
            FINGERPRINTS => {
                let Some((starts, remainders)) = body.split_at_checked(starts_len) else {
                    return None;
                };
                if remainders.len() != count as usize * 4 {
                    return None;
                }
                (starts, Keys::Fingerprints(remainders))
            }
            WHOLE => {
                let Some((parts, body)) = body.split_at_checked(parts * PART) else {
                    return None;
                };
                let Some((ends, body)) = body.split_at_checked(providers * 2) else {
                    return None;
                };
                let Some((texts, body)) = body.split_at_checked(provider_text) else {
                    return None;
                };
                let Some((starts, records)) = body.split_at_checked(starts_len) else {
                    return None;
                };
                (
                    starts,
                    Keys::Whole(Whole {
                        parts,
                        ends,
                        texts,
                        records,
                    }),
                )
            }
            _ => return None,
        };
        let list = List::from_code(header[8]);
        Some(Self {
            list,
            version,
            count,
            check,
            buckets,
            wide,
            starts,
            keys,
        })
    }

    /// Which list it is; `None` if every name tells for itself.
    #[must_use]
    pub const fn list(&self) -> Option<List> {
        self.list
    }

    /// The version that was given when the list was compiled.
    #[must_use]
    pub const fn version(&self) -> DataVersion {
        self.version
    }

    /// How many names the list holds.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether the list holds no name.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether the list holds this very name; names above and below it are not looked at.
    #[must_use]
    pub fn contains(&self, name: &DomainName) -> bool {
        let name = name.as_bytes();
        self.find(name, hash(name)).is_some()
    }

    pub(crate) const fn check(&self) -> u32 {
        self.check
    }

    /// The same as [`find`](Self::find), for lists of which nothing is known beforehand.
    #[inline(never)]
    pub(crate) fn find_slowly(&self, name: &[u8], hash: u64) -> Option<(List, Option<&'a str>)> {
        self.find(name, hash)
    }

    /// Finds a name whose hash is known: the list it is on, and its provider.
    #[inline]
    pub(crate) fn find(&self, name: &[u8], hash: u64) -> Option<(List, Option<&'a str>)> {
        let bucket = bucket(hash, self.buckets);
        let (from, to) = if self.wide {
            let starts = self.starts.get(bucket * 4..)?.first_chunk::<8>()?;
            (u32_at(starts, 0) as usize, u32_at(starts, 4) as usize)
        } else {
            let [a, b, c, d] = *self.starts.get(bucket * 2..)?.first_chunk::<4>()?;
            (
                u16::from_le_bytes([a, b]).into(),
                u16::from_le_bytes([c, d]).into(),
            )
        };
        match &self.keys {
            Keys::Fingerprints(remainders) => {
                let (remainders, _) = remainders.get(from * 4..to * 4)?.as_chunks::<4>();
                let found = remainders
                    .iter()
                    .any(|it| u32::from_le_bytes(*it) == hash as u32);
                if found {
                    self.list.map(|list| (list, None))
                } else {
                    None
                }
            }
            Keys::Whole(whole) => whole.find(whole.records.get(from..to)?, name),
        }
    }
}

impl fmt::Debug for NameList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NameList")
            .field("list", &self.list)
            .field("version", &self.version)
            .field("len", &self.count)
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Copy)]
enum Keys<'a> {
    /// The lower half of each name's hash, four octets each.
    Fingerprints(&'a [u8]),
    Whole(Whole<'a>),
}

/// Names in full, each with its list and, where one is known, its provider.
///
/// A record is: one octet with the list's code, whether a provider is named, and how long the rest is
/// (15: so much and what stands after the next octet); the name in symbols; the provider's number.
#[derive(Clone, Copy)]
struct Whole<'a> {
    parts: &'a [u8],
    ends: &'a [u8],
    texts: &'a [u8],
    records: &'a [u8],
}

impl<'a> Whole<'a> {
    fn find(&self, mut records: &'a [u8], name: &[u8]) -> Option<(List, Option<&'a str>)> {
        let first = name.first()?;
        while let [kind, rest @ ..] = records {
            let (len, rest) = match (usize::from(kind >> LEN_SHIFT), rest) {
                (LONG, [more, rest @ ..]) => (LONG + usize::from(*more), rest),
                (len, rest) => (len, rest),
            };
            let (body, rest) = rest.split_at_checked(len)?;
            // Mostly the first octet tells.
            if symbols::first(self.parts, body) == Some(first) {
                let (text, provider) = match body {
                    [text @ .., low, high] if kind & NAMES_PROVIDER != 0 => {
                        (text, Some(u16::from_le_bytes([*low, *high])))
                    }
                    text => (text, None),
                };
                if symbols::reads(self.parts, text, name)? {
                    let list = List::from_code(kind & LIST)?;
                    return Some((list, provider.and_then(|number| self.provider(number))));
                }
            }
            records = rest;
        }
        None
    }

    fn provider(&self, number: u16) -> Option<&'a str> {
        let end = |place: usize| {
            let end = self.ends.get(place * 2..)?.first_chunk::<2>()?;
            Some(usize::from(u16::from_le_bytes(*end)))
        };
        let place = usize::from(number);
        let start = if place == 0 { 0 } else { end(place - 1)? };
        core::str::from_utf8(self.texts.get(start..end(place)?)?).ok()
    }
}

/// The bucket of a hash: its upper half, scaled down.
pub(super) fn bucket(hash: u64, buckets: u32) -> usize {
    (((hash >> 32) * u64::from(buckets)) >> 32) as usize
}

const fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Bytes that are not a compiled table: cut short, changed, or of another version of the format.
///
/// ```
/// use checkmark_domain::lists::{BrokenTable, NameList};
///
/// let broken: BrokenTable = NameList::from_bytes(b"cml1, and no more").unwrap_err();
/// assert_eq!(broken.to_string(), "not a compiled table");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a compiled table")]
#[non_exhaustive]
pub struct BrokenTable;

// The header, in octets from 0: the mark; from 4, the check sum of all that follows it; 8, the
// list's code; 9, the form; 10, whether starts are four octets wide; 11, the length of the
// version; from 12, how many names; 16, how many buckets; 20, how many symbols (one octet) and, from
// 22, how many providers; 24, the length of the providers' texts; 32, the version.
pub(super) const HEADER: usize = 64;
pub(super) const FINGERPRINTS: u8 = 0;
pub(super) const WHOLE: u8 = 1;
const LIST: u8 = 0x07;
pub(super) const NAMES_PROVIDER: u8 = 0x08;
pub(super) const LEN_SHIFT: u8 = 4;
/// The length does not fit, and goes on.
pub(super) const LONG: usize = 15;
