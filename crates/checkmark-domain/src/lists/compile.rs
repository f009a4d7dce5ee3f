//! Compiling lists, at run time or beforehand.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::fmt;

use super::hash::{checksum, hash};
use super::table::{self, FINGERPRINTS, HEADER, LEN_SHIFT, LONG, NAMES_PROVIDER, WHOLE};
use super::{DataVersion, List};
use crate::symbols::Parts;
use crate::{DomainName, Provider};

/// Compiles a list of names into the bytes that [`NameList`](super::NameList) reads.
///
/// The order of the names and repeated names make no difference to the bytes. A list that
/// [restricts](List::restricts) becomes fingerprints, about five octets a name; another keeps its
/// names whole. The names of [`List::Role`] are local parts.
///
/// # Errors
///
/// A name is not a domain (or not a local part): its number from 0 and the kind.
pub fn compile<'n>(
    list: List,
    version: DataVersion,
    names: impl IntoIterator<Item = &'n str>,
) -> Result<Vec<u8>, CompileError> {
    let entries = names.into_iter().map(|name| Entry {
        name,
        list,
        provider: None,
    });
    let names = folded(entries)?;
    if !list.restricts() {
        return Ok(whole(Some(list), version, &names));
    }
    let mut hashes: Vec<u64> = names.keys().map(|name| hash(name)).collect();
    // By bucket, then by remainder; both are in that order in the hash itself.
    hashes.sort_unstable();
    hashes.dedup();
    let buckets = bucket_count(hashes.len());
    let starts = starts(
        buckets,
        hashes.iter().map(|it| (table::bucket(*it, buckets), 1)),
    );
    let remainders = hashes.iter().flat_map(|it| (*it as u32).to_le_bytes());
    Ok(finish(
        Some(list),
        version,
        hashes.len(),
        starts,
        [0; 3],
        &[],
        FINGERPRINTS,
        remainders,
    ))
}

/// Compiles names that belong to different lists, each kept whole, some with their provider.
///
/// Of two entries for one name the later counts.
///
/// # Errors
///
/// A name is not a domain: the number of the entry from 0 and the kind.
///
/// ```
/// use checkmark_domain::Provider;
/// use checkmark_domain::lists::{self, Entry, List, Lists, NameList};
///
/// let bytes = lists::compile_entries(
///     "2026-11-23".parse()?,
///     [
///         Entry::new("mail.example", List::Consumer).with_provider(Provider::GOOGLE),
///         Entry::new("bin.example", List::Disposable),
///     ],
/// )?;
/// let ours = [NameList::from_bytes(&bytes)?];
/// let lists = Lists::BUILT_IN.with(&ours);
/// assert_eq!(lists.lookup(&"bin.example".parse()?).map(|hit| hit.list()), Some(List::Disposable));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn compile_entries<'n>(
    version: DataVersion,
    entries: impl IntoIterator<Item = Entry<'n>>,
) -> Result<Vec<u8>, CompileError> {
    Ok(whole(None, version, &folded(entries)?))
}

/// The names in a text that has one a line; blank lines and what follows a `#` are left out.
///
/// ```
/// use checkmark_domain::lists;
///
/// let names: Vec<&str> = lists::lines("# ours\nbin.example\n\nnet.example # new\n").collect();
/// assert_eq!(names, ["bin.example", "net.example"]);
/// ```
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
}

/// A name for [`compile_entries`].
///
/// ```
/// use checkmark_domain::Provider;
/// use checkmark_domain::lists::{Entry, List};
///
/// let entry = Entry::new("mail.example.net", List::Consumer).with_provider(Provider::GOOGLE);
/// assert_eq!(entry.provider(), Some(Provider::GOOGLE));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry<'n> {
    name: &'n str,
    list: List,
    provider: Option<Provider>,
}

impl<'n> Entry<'n> {
    /// A name on a list.
    #[must_use]
    pub const fn new(name: &'n str, list: List) -> Self {
        Self {
            name,
            list,
            provider: None,
        }
    }

    /// The same, with the id of the provider behind the name.
    #[must_use]
    pub const fn with_provider(self, provider: Provider) -> Self {
        Self {
            provider: Some(provider),
            ..self
        }
    }

    /// The name as it was given.
    #[must_use]
    pub const fn name(&self) -> &'n str {
        self.name
    }

    /// The list that the name is on.
    #[must_use]
    pub const fn list(&self) -> List {
        self.list
    }

    /// The id of the provider behind the name.
    #[must_use]
    pub const fn provider(&self) -> Option<Provider> {
        self.provider
    }
}

/// Which name could not be compiled, and why.
///
/// ```
/// use checkmark_domain::lists::{self, CompileError, CompileErrorKind, List};
///
/// let names = ["bin.example", "no domain"];
/// let version = "2026-11-23".parse()?;
/// let refused: CompileError = lists::compile(List::Disposable, version, names).unwrap_err();
/// assert_eq!((refused.at(), refused.kind()), (1, CompileErrorKind::Name));
/// # Ok::<(), checkmark_domain::lists::ParseVersionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} in entry {at}")]
pub struct CompileError {
    at: usize,
    kind: CompileErrorKind,
}

impl CompileError {
    /// The number of the entry, from 0.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn kind(&self) -> CompileErrorKind {
        self.kind
    }
}

/// What can be wrong with an entry of a list.
///
/// Open: stricter standards find more faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CompileErrorKind {
    /// Not the name of a domain.
    Name,
    /// Not a local part: empty, longer than 64 octets, or with an `@`.
    LocalPart,
}

impl fmt::Display for CompileErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Name => "no domain name",
            Self::LocalPart => "no local part",
        })
    }
}

type Names = BTreeMap<Vec<u8>, (List, Option<Provider>)>;

fn folded<'n>(entries: impl IntoIterator<Item = Entry<'n>>) -> Result<Names, CompileError> {
    let mut names = Names::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let refused = |kind| CompileError { at, kind };
        let name = if entry.list == List::Role {
            let local_part = entry.name.to_ascii_lowercase().into_bytes();
            if local_part.is_empty() || local_part.len() > 64 || local_part.contains(&b'@') {
                return Err(refused(CompileErrorKind::LocalPart));
            }
            local_part
        } else {
            let name: Result<DomainName, _> = entry.name.parse();
            name.map_err(|_| refused(CompileErrorKind::Name))?
                .as_bytes()
                .to_vec()
        };
        names.insert(name, (entry.list, entry.provider));
    }
    Ok(names)
}

fn whole(list: Option<List>, version: DataVersion, names: &Names) -> Vec<u8> {
    let parts = Parts::learn(names.keys().map(Vec::as_slice));
    let providers: BTreeSet<&str> = names
        .values()
        .filter_map(|(_, provider)| Some(provider.as_ref()?.as_str()))
        .collect();
    let buckets = bucket_count(names.len());
    let mut records: Vec<(usize, Vec<u8>)> = names
        .iter()
        .map(|(name, (list, provider))| {
            let text = parts.write(name);
            let number = provider
                .as_ref()
                .and_then(|id| providers.iter().position(|it| *it == id.as_str()));
            let mut body = text;
            if let Some(number) = number {
                body.extend((number as u16).to_le_bytes());
            }
            let flag = number.map_or(0, |_| NAMES_PROVIDER);
            let len = body.len().min(LONG) as u8;
            let mut record = alloc::vec![list.code() | flag | len << LEN_SHIFT];
            if usize::from(len) == LONG {
                record.push((body.len() - LONG) as u8);
            }
            record.extend(body);
            (table::bucket(hash(name), buckets), record)
        })
        .collect();
    records.sort_unstable();
    let starts = starts(
        buckets,
        records
            .iter()
            .map(|(bucket, record)| (*bucket, record.len())),
    );
    let mut front: Vec<u8> = parts.places().collect();
    let mut end = 0;
    for provider in &providers {
        end += provider.len();
        front.extend((end as u16).to_le_bytes());
    }
    front.extend(providers.iter().flat_map(|provider| provider.bytes()));
    let counts = [parts.len().into(), providers.len(), end];
    let records = records.into_iter().flat_map(|(_, record)| record);
    finish(
        list,
        version,
        names.len(),
        starts,
        counts,
        &front,
        WHOLE,
        records,
    )
}

fn bucket_count(names: usize) -> u32 {
    (names / 4).max(1) as u32
}

/// Where each bucket starts, and where the last one ends.
fn starts(buckets: u32, sizes: impl Iterator<Item = (usize, usize)>) -> Vec<u32> {
    let mut starts = alloc::vec![0; buckets as usize + 1];
    for (bucket, size) in sizes {
        starts[bucket + 1] += size as u32;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

#[expect(clippy::too_many_arguments, reason = "one for each part of the header")]
fn finish(
    list: Option<List>,
    version: DataVersion,
    count: usize,
    starts: Vec<u32>,
    [parts, providers, provider_text]: [usize; 3],
    front: &[u8],
    form: u8,
    keys: impl Iterator<Item = u8>,
) -> Vec<u8> {
    let wide = starts.last().is_some_and(|end| *end > u32::from(u16::MAX));
    let mut bytes = Vec::with_capacity(HEADER + front.len() + starts.len() * 4);
    bytes.extend_from_slice(b"cml1\0\0\0\0");
    bytes.extend([list.map_or(u8::MAX, List::code), form, wide.into()]);
    bytes.push(version.as_bytes().len() as u8);
    bytes.extend((count as u32).to_le_bytes());
    bytes.extend((starts.len() as u32 - 1).to_le_bytes());
    bytes.extend([parts as u8, 0]);
    bytes.extend((providers as u16).to_le_bytes());
    bytes.extend((provider_text as u32).to_le_bytes());
    bytes.resize(HEADER - DataVersion::MAX_LEN, 0);
    bytes.extend_from_slice(version.as_bytes());
    bytes.resize(HEADER, 0);
    bytes.extend_from_slice(front);
    for start in starts {
        if wide {
            bytes.extend(start.to_le_bytes());
        } else {
            bytes.extend((start as u16).to_le_bytes());
        }
    }
    bytes.extend(keys);
    let check = checksum(&bytes[8..]);
    bytes[4..8].copy_from_slice(&check.to_le_bytes());
    bytes
}
