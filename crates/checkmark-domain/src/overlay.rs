//! What the host knows better: names allowed, denied and labelled anew.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use core::fmt;

use crate::class::Owner;
use crate::lists::DataVersion;
use crate::lists::hash::checksum;
use crate::name::{DomainName, ParseDomainErrorKind};
use crate::provider::Provider;
use crate::suffix_hash;

/// What the host says about names, as data.
///
/// An entry is about its name and everything below it. The most specific name wins, whoever says
/// it; where the overlay and the built-in data speak of the same name, the overlay wins.
///
/// # Syntax
///
/// On the wire `{"name":"docs","version":"1","allow":["acme.test"],"deny":["bad.test"],
/// "relabel":{"example":"ordinary"}}`; every part may be left out. Of two entries for one name the
/// later counts, and `relabel` is later than `deny`, `deny` than `allow`.
///
/// ```
/// use checkmark_domain::{Class, Classifier, Evidence, Label, Overlay};
/// use time::UtcDateTime;
///
/// let domain = "acme.example".parse()?;
/// let now = UtcDateTime::UNIX_EPOCH;
/// let plain = Classifier::BUILT_IN.classify(&domain, &Evidence::none(), now);
/// assert_eq!(plain.class(), Class::NotACompanyDomain);
///
/// let overlay = Overlay::new("docs", "1", [("example", Label::Ordinary)])?;
/// let classifier = Classifier::BUILT_IN.with_overlay(&overlay);
/// let verdict = classifier.classify(&domain, &Evidence::none(), now);
/// assert_eq!(verdict.class(), Class::Undetermined);
/// assert!(verdict.needs().eq(["mx".parse()?]));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "wire::OverlayWire", into = "wire::OverlayWire")
)]
pub struct Overlay {
    name: Provider,
    version: DataVersion,
    entries: Box<[(Box<str>, Label)]>,
    /// By the hash of a name: 1 + its place among the entries.
    slots: Box<[u32]>,
    bits: u32,
    check: u32,
}

impl Overlay {
    /// An overlay: its name (the syntax is that of a [`Provider`]), its version, its entries.
    ///
    /// Equal entries make an equal overlay, whatever their order.
    ///
    /// # Errors
    ///
    /// The name or the version has not its syntax, or an entry is not a domain: the number of the
    /// entry from 0, and the kind.
    pub fn new<'n>(
        name: &str,
        version: &str,
        entries: impl IntoIterator<Item = (&'n str, Label)>,
    ) -> Result<Self, OverlayError> {
        let refused = |kind| OverlayError { entry: None, kind };
        let name = name.parse().map_err(|_| refused(OverlayErrorKind::Name))?;
        let version = version
            .parse()
            .map_err(|_| refused(OverlayErrorKind::Version))?;
        let mut sorted: BTreeMap<Box<str>, Label> = BTreeMap::new();
        for (place, (text, label)) in entries.into_iter().enumerate() {
            let domain: DomainName = text.parse().map_err(|error| OverlayError {
                entry: Some(place),
                kind: OverlayErrorKind::Domain(crate::ParseDomainError::kind(&error)),
            })?;
            sorted.insert(domain.as_str().into(), label);
        }
        Ok(Self::from_sorted(
            name,
            version,
            sorted.into_iter().collect(),
        ))
    }

    /// What the overlay is called; it stands as the list in a verdict's reasons.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Its version, as the host gave it.
    #[must_use]
    pub const fn version(&self) -> DataVersion {
        self.version
    }

    /// The entries, by name.
    ///
    /// ```
    /// use checkmark_domain::{Label, Overlay};
    ///
    /// let list = [("b.example", Label::Denied), ("a.example", Label::Ordinary)];
    /// let overlay = Overlay::new("ours", "1", list)?;
    /// assert_eq!(overlay.entries().next(), Some(("a.example", Label::Ordinary)), "by name");
    /// # Ok::<(), checkmark_domain::OverlayError>(())
    /// ```
    pub fn entries(&self) -> impl Iterator<Item = (&str, Label)> {
        self.entries.iter().map(|(name, label)| (&**name, *label))
    }

    /// What is said about a name: the most specific entry at or above it, and its label.
    #[must_use]
    pub fn lookup<'n>(&self, name: &'n DomainName) -> Option<(&'n str, Label)> {
        if self.entries.is_empty() {
            return None;
        }
        let octets = name.as_bytes();
        let mut hash = suffix_hash::SEED;
        let mut longest = None;
        for at in (0..octets.len()).rev() {
            hash = suffix_hash::step(hash, octets[at]);
            if (at == 0 || octets[at - 1] == b'.')
                && let Some(label) = self.probe(hash, &octets[at..])
            {
                longest = Some((at, label));
            }
        }
        longest.map(|(at, label)| (&name.as_str()[at..], label))
    }

    /// What tells this overlay from another.
    pub(crate) const fn check(&self) -> u32 {
        self.check
    }

    fn from_sorted(
        name: Provider,
        version: DataVersion,
        entries: Box<[(Box<str>, Label)]>,
    ) -> Self {
        // At most half of the slots are taken, so a miss ends soon.
        let bits = (entries.len() * 2)
            .next_power_of_two()
            .trailing_zeros()
            .max(1);
        let mut slots: Box<[u32]> = alloc::vec![0; 1 << bits].into();
        for (number, (entry, _)) in (1..).zip(&entries) {
            let mut slot = suffix_hash::slot(suffix_hash::of(entry.as_bytes()), bits);
            while slots[slot] != 0 {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = number;
        }
        let mut text = String::new();
        for part in [name.as_str(), version.as_str()] {
            text.push_str(part);
            text.push('\n');
        }
        for (entry, label) in &entries {
            text.push_str(entry);
            text.push(' ');
            text.push_str(label.as_str());
            text.push('\n');
        }
        let check = checksum(text.as_bytes());
        Self {
            name,
            version,
            entries,
            slots,
            bits,
            check,
        }
    }

    fn probe(&self, hash: u32, name: &[u8]) -> Option<Label> {
        let mut slot = suffix_hash::slot(hash, self.bits);
        loop {
            let (entry, label) = &self.entries[self.slots[slot].checked_sub(1)? as usize];
            if entry.as_bytes() == name {
                return Some(*label);
            }
            slot = (slot + 1) % self.slots.len();
        }
    }
}

impl PartialEq for Overlay {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.version, &self.entries) == (other.name, other.version, &other.entries)
    }
}

impl Eq for Overlay {}

impl fmt::Debug for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Overlay")
            .field("name", &self.name())
            .field("version", &self.version)
            .field("entries", &self.entries)
            .finish()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Overlay {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Overlay".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        wire::OverlayWire::json_schema(generator)
    }
}

crate::words::words! {
    /// What an overlay says a name is.
    ///
    /// Open: hosts may want to say more.
    #[non_exhaustive]
    Label, UnknownLabel, "no such label";
    /// On no list, whatever the built-in data say: the evidence decides.
    Ordinary "ordinary",
    /// An organization's; what `allow` says.
    Organization "organization",
    /// A school's or university's.
    Education "education",
    /// A public body's.
    Government "government",
    /// A consumer mailbox provider's.
    Consumer "consumer",
    /// A relay's.
    Relay "relay",
    /// A provider's of mailboxes made to be thrown away.
    Disposable "disposable",
    /// Suspected to be disposable, which decides nothing.
    SuspectedDisposable "suspected_disposable",
    /// One below which others register.
    PublicSuffix "public_suffix",
    /// Reserved.
    Reserved "reserved",
    /// Not one that a company may stand behind; what `deny` says.
    Denied "denied",
}

impl Label {
    pub(crate) const fn owner(self) -> Owner {
        match self {
            Self::Ordinary | Self::Denied => Owner::Unlisted,
            Self::Organization => Owner::Organization,
            Self::Education => Owner::Education,
            Self::Government => Owner::Government,
            Self::Consumer => Owner::Consumer,
            Self::Relay => Owner::Relay,
            Self::Disposable => Owner::Disposable,
            Self::SuspectedDisposable => Owner::SuspectedDisposable,
            Self::PublicSuffix => Owner::PublicSuffix,
            Self::Reserved => Owner::Reserved,
        }
    }
}

/// Why entries make no overlay: which one, and what is wrong.
///
/// ```
/// use checkmark_domain::{Label, Overlay, OverlayError, OverlayErrorKind};
///
/// let refused: OverlayError = Overlay::new("ours", "", [("example", Label::Ordinary)]).unwrap_err();
/// assert_eq!((refused.entry(), refused.kind()), (None, OverlayErrorKind::Version));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverlayError {
    entry: Option<usize>,
    kind: OverlayErrorKind,
}

impl OverlayError {
    /// The number of the entry, from 0; `None` if the fault is in the overlay's name or version.
    #[must_use]
    pub const fn entry(&self) -> Option<usize> {
        self.entry
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> OverlayErrorKind {
        self.kind
    }
}

impl fmt::Display for OverlayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.entry {
            Some(entry) => write!(f, "{} in entry {entry}", self.kind),
            None => self.kind.fmt(f),
        }
    }
}

impl core::error::Error for OverlayError {}

/// What can be wrong with an overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OverlayErrorKind {
    /// The name of the overlay is no id.
    Name,
    /// The version has a character that none has, or is too long.
    Version,
    /// An entry is not the name of a domain.
    Domain(ParseDomainErrorKind),
}

impl fmt::Display for OverlayErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.pad("overlay whose name is no id"),
            Self::Version => f.pad("overlay whose version is none"),
            Self::Domain(kind) => kind.fmt(f),
        }
    }
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::vec::Vec;

    use super::{BTreeMap, Label, Overlay, OverlayError, String};

    #[derive(serde::Serialize, serde::Deserialize)]
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "Overlay")
    )]
    pub(super) struct OverlayWire {
        #[serde(default = "unnamed")]
        name: String,
        #[serde(default = "first")]
        version: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        allow: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        deny: Vec<String>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        relabel: BTreeMap<String, Label>,
    }

    fn unnamed() -> String {
        "overlay".into()
    }

    fn first() -> String {
        "1".into()
    }

    impl TryFrom<OverlayWire> for Overlay {
        type Error = OverlayError;

        fn try_from(wire: OverlayWire) -> Result<Self, Self::Error> {
            let allow = wire.allow.iter().map(|name| (&**name, Label::Organization));
            let deny = wire.deny.iter().map(|name| (&**name, Label::Denied));
            let relabel = wire.relabel.iter().map(|(name, label)| (&**name, *label));
            Self::new(&wire.name, &wire.version, allow.chain(deny).chain(relabel))
        }
    }

    impl From<Overlay> for OverlayWire {
        fn from(overlay: Overlay) -> Self {
            let mut wire = Self {
                name: overlay.name().into(),
                version: overlay.version.as_str().into(),
                allow: Vec::new(),
                deny: Vec::new(),
                relabel: BTreeMap::new(),
            };
            for (name, label) in overlay.entries() {
                match label {
                    Label::Organization => wire.allow.push(name.into()),
                    Label::Denied => wire.deny.push(name.into()),
                    label => {
                        wire.relabel.insert(name.into(), label);
                    }
                }
            }
            wire
        }
    }
}
