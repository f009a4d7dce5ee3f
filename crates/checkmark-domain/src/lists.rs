//! Lists of names: mailbox providers, relays, throw-away mailboxes, schools, authorities.
//!
//! The lists that come with the crate are static tables: nothing is prepared at first use and
//! nothing is allocated. Every one of them can be left out, replaced or extended with lists that
//! the host hands in as [compiled bytes](NameList::from_bytes), made from any
//! [iterator](compile) or from [text](lines); what is handed in goes before what is built in, and
//! the most specific name goes before both.
//!
//! ```
//! use checkmark_domain::Provider;
//! use checkmark_domain::lists::{self, List, Lists, NameList};
//!
//! let name = "gmail.com".parse()?;
//! let hit = Lists::BUILT_IN.lookup(&name).expect("everybody knows it");
//! assert_eq!((hit.list(), hit.provider()), (List::Consumer, Some(Provider::GOOGLE)));
//!
//! // The house keeps its own list of throw-away mailboxes, and takes no other.
//! let bytes = lists::compile(List::Disposable, "house-7".parse()?, ["bin.example.net"])?;
//! let ours = [NameList::from_bytes(&bytes)?];
//! let lists = Lists::BUILT_IN.without(List::Disposable).with(&ours);
//! assert_eq!(lists.lookup(&"mailinator.com".parse()?), None);
//! let name = "a.bin.example.net".parse()?;
//! let hit = lists.lookup(&name).expect("it stands below a name on our list");
//! assert_eq!((hit.entry(), hit.version().as_str()), ("bin.example.net", "house-7"));
//! assert_ne!(lists.version(), Lists::BUILT_IN.version());
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod compile;
pub(crate) mod hash;
mod kind;
mod role;
mod table;
mod version;

pub use compile::{CompileError, CompileErrorKind, Entry, compile, compile_entries, lines};
pub use kind::{List, UnknownList};
pub use table::{BrokenTable, NameList};
pub use version::{DataVersion, ParseVersionError};

use core::fmt;

use crate::suffix::{Sector, Suffix, SuffixRules};
use crate::tables;
use crate::{DomainName, Provider};
use hash::{checksum, hash};

/// All data that a verdict rests on: the lists, and the public suffixes.
///
/// A value costs nothing to make and to copy; it borrows what the host handed in. Equal data has
/// an equal [`version`](Self::version), in which lists that were left out or handed in show.
#[derive(Clone, Copy)]
pub struct Lists<'a> {
    version: DataVersion,
    left_out: u16,
    handed_in: &'a [NameList<'a>],
    suffixes: SuffixRules<'a>,
}

impl Lists<'static> {
    /// The lists that come with the crate, without [`SUSPECTED`].
    pub const BUILT_IN: Self = Self {
        version: match DataVersion::read(include_bytes!("data/version.txt").trim_ascii()) {
            Some(version) => version,
            None => panic!("the generator writes a version"),
        },
        left_out: 0,
        handed_in: &[],
        suffixes: SuffixRules::BUILT_IN,
    };
}

impl Default for Lists<'_> {
    fn default() -> Self {
        Lists::BUILT_IN
    }
}

impl<'a> Lists<'a> {
    /// The version of all data together.
    #[must_use]
    pub const fn version(&self) -> DataVersion {
        self.version
    }

    /// The rules about public suffixes.
    #[must_use]
    pub const fn suffixes(&self) -> &SuffixRules<'a> {
        &self.suffixes
    }

    /// The same without one of the built-in lists.
    #[must_use]
    pub fn without(self, list: List) -> Self {
        let left_out = self.left_out | 1 << list.code();
        Self { left_out, ..self }.stamped()
    }

    /// The same with lists of the host's, in the place of those it handed in before.
    ///
    /// They go before the built-in lists; of two that hold one name the first counts.
    #[must_use]
    pub fn with<'b>(self, handed_in: &'b [NameList<'b>]) -> Lists<'b>
    where
        'a: 'b,
    {
        Lists { handed_in, ..self }.stamped()
    }

    /// The same with other rules about public suffixes.
    ///
    /// ```
    /// use checkmark_domain::lists::Lists;
    /// use checkmark_domain::suffix::{self, SuffixRules};
    ///
    /// let bytes = suffix::compile("2026-11-23".parse()?, "acme.company\n")?;
    /// let lists = Lists::BUILT_IN.with_suffixes(SuffixRules::from_bytes(&bytes)?);
    /// assert!(lists.suffixes().of(&"acme.company".parse()?).is_public_suffix());
    /// assert_ne!(lists.version(), Lists::BUILT_IN.version());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_suffixes<'b>(self, suffixes: SuffixRules<'b>) -> Lists<'b>
    where
        'a: 'b,
    {
        Lists { suffixes, ..self }.stamped()
    }

    /// Looks a name up: the name itself, then what stands above it, down to the name that was
    /// registered, and at last the sector of its public suffix.
    #[must_use]
    pub fn lookup<'n>(&self, name: &'n DomainName) -> Option<Hit<'n>>
    where
        'a: 'n,
    {
        // The name itself needs no suffix, and most names are settled by it.
        self.lookup_exact(name.as_bytes())
            .map(|found| found.hit(name.as_str()))
            .or_else(|| self.lookup_above(name, &self.suffixes.of(name)))
    }

    /// The same, for a name whose public suffix is known already.
    ///
    /// ```
    /// use checkmark_domain::lists::Lists;
    ///
    /// let name = "mail.gmail.com".parse()?;
    /// let lists = Lists::BUILT_IN;
    /// let suffix = lists.suffixes().of(&name);
    /// assert_eq!(lists.lookup_below(&name, &suffix), lists.lookup(&name));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub fn lookup_below<'n>(&self, name: &'n DomainName, suffix: &Suffix<'n>) -> Option<Hit<'n>>
    where
        'a: 'n,
    {
        self.lookup_exact(name.as_bytes())
            .map(|found| found.hit(name.as_str()))
            .or_else(|| self.lookup_above(name, suffix))
    }

    fn lookup_above<'n>(&self, name: &'n DomainName, suffix: &Suffix<'n>) -> Option<Hit<'n>>
    where
        'a: 'n,
    {
        let octets = name.as_bytes();
        let registered = suffix.registrable_at().unwrap_or_default();
        (1..=registered)
            .filter(|at| octets[at - 1] == b'.')
            .find_map(|at| Some(self.lookup_exact(&octets[at..])?.hit(&name.as_str()[at..])))
            .or_else(|| {
                let list = match suffix.sector()? {
                    Sector::Education => List::Education,
                    Sector::Government => List::Government,
                };
                let version = self.suffixes.version();
                self.has(list).then(|| Hit {
                    list,
                    entry: suffix.as_str(),
                    provider: None,
                    version,
                })
            })
    }

    fn lookup_exact(&self, name: &[u8]) -> Option<Found<'a>> {
        let hash = hash(name);
        let on = |list: &NameList<'a>| Found::on(list, name, hash);
        let handed_in = self.handed_in.iter().find_map(on);
        handed_in.or_else(|| self.lookup_built_in(name, hash))
    }

    /// One after the other, so that each is read by what is known of it when this is compiled.
    #[inline]
    fn lookup_built_in(&self, name: &[u8], hash: u64) -> Option<Found<'a>> {
        let found = |list: &NameList<'static>, (found, provider)| Found {
            list: found,
            provider,
            version: list.version(),
        };
        let on = |hit: &(List, _)| self.has(hit.0);
        if let Some(hit) = PROVIDERS.find(name, hash).filter(on) {
            return Some(found(&PROVIDERS, hit));
        }
        if let Some(hit) = DISPOSABLE.find(name, hash).filter(on) {
            return Some(found(&DISPOSABLE, hit));
        }
        let hit = CONSUMER.find(name, hash).filter(on)?;
        Some(found(&CONSUMER, hit))
    }

    const fn has(&self, list: List) -> bool {
        self.left_out & 1 << list.code() == 0
    }

    /// Says in the version what differs from the built-in data.
    fn stamped(self) -> Self {
        let base = Lists::BUILT_IN.version;
        let parts = [u32::from(self.left_out), self.suffixes.check()]
            .into_iter()
            .chain(self.handed_in.iter().map(NameList::check));
        let digest = parts.fold(0, |digest, part| {
            checksum(&(u64::from(digest) << 32 | u64::from(part)).to_le_bytes())
        });
        let same = self.left_out == 0
            && self.handed_in.is_empty()
            && self.suffixes.check() == SuffixRules::BUILT_IN.check();
        let version = if same { base } else { base.with(digest) };
        Self { version, ..self }
    }
}

impl fmt::Debug for Lists<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lists")
            .field("version", &self.version)
            .field("handed_in", &self.handed_in)
            .finish_non_exhaustive()
    }
}

/// What a list says about a name.
///
/// ```
/// use checkmark_domain::Provider;
/// use checkmark_domain::lists::{self, Hit, List};
///
/// let name = "gmail.com".parse()?;
/// let hit: Hit<'_> = lists::lookup(&name).expect("it is on a list");
/// assert_eq!((hit.list(), hit.entry()), (List::Consumer, "gmail.com"));
/// assert_eq!(hit.provider(), Some(Provider::GOOGLE));
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hit<'n> {
    list: List,
    entry: &'n str,
    provider: Option<&'n str>,
    version: DataVersion,
}

impl<'n> Hit<'n> {
    /// The list.
    #[must_use]
    pub const fn list(&self) -> List {
        self.list
    }

    /// The entry that was met: the name that was looked up, or one above it.
    #[must_use]
    pub const fn entry(&self) -> &'n str {
        self.entry
    }

    /// The provider behind the entry, if the list knows it.
    #[must_use]
    pub fn provider(&self) -> Option<Provider> {
        self.provider.and_then(|id| id.parse().ok())
    }

    /// The version of the list.
    #[must_use]
    pub const fn version(&self) -> DataVersion {
        self.version
    }
}

/// Names that broad lists call disposable and the curated one does not.
///
/// On two lists that were gathered apart, less names known to be wrong there; still often wrong,
/// and so not part of [`Lists::BUILT_IN`]. A program that never names this table does not carry it.
///
/// ```
/// use checkmark_domain::lists::{List, Lists, SUSPECTED};
///
/// let suspected = [SUSPECTED];
/// let lists = Lists::BUILT_IN.with(&suspected);
/// assert!(SUSPECTED.len() > 10_000);
/// assert_eq!(lists.lookup(&"example.com".parse()?), None);
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
pub const SUSPECTED: NameList<'static> = NameList::built_in(&tables::SUSPECTED);

/// Looks a name up in the built-in lists: [`Lists::lookup`] of [`Lists::BUILT_IN`].
#[must_use]
pub fn lookup(name: &DomainName) -> Option<Hit<'_>> {
    Lists::BUILT_IN.lookup(name)
}

/// Whether a local part stands for a function and not for a person, by the built-in list:
/// [`Lists::role`] of [`Lists::BUILT_IN`].
#[must_use]
pub fn role(local_part: &str) -> bool {
    Lists::BUILT_IN.role(local_part).is_some()
}

struct Found<'a> {
    list: List,
    provider: Option<&'a str>,
    version: DataVersion,
}

impl<'a> Found<'a> {
    fn on(list: &NameList<'a>, name: &[u8], hash: u64) -> Option<Self> {
        // A list of local parts says nothing about domains.
        let (found, provider) = list
            .find_slowly(name, hash)
            .filter(|(found, _)| *found != List::Role)?;
        Some(Self {
            list: found,
            provider,
            version: list.version(),
        })
    }

    fn hit<'n>(self, entry: &'n str) -> Hit<'n>
    where
        'a: 'n,
    {
        Hit {
            list: self.list,
            entry,
            provider: self.provider,
            version: self.version,
        }
    }
}

// Names of known providers, relays, schools, authorities and organizations, whole.
static PROVIDERS: NameList<'static> = NameList::built_in(&tables::NAMED);
static DISPOSABLE: NameList<'static> = NameList::built_in(&tables::DISPOSABLE);
static CONSUMER: NameList<'static> = NameList::built_in(&tables::CONSUMER);
static ROLES: NameList<'static> = NameList::built_in(&tables::ROLES);
