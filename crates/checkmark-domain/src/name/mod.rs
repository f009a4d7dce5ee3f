//! The name of a mail domain.

mod error;
mod plain;
mod read;
mod unicode;

pub use error::{ParseDomainError, ParseDomainErrorKind};
#[doc(hidden)]
pub use unicode::__is_invisible;

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

/// A mail domain in lower case ASCII, such as `example.com`.
///
/// # Syntax
///
/// One to 127 labels joined by dots, at most 253 octets in all (RFC 1035, RFC 5321). A label is
/// one to 63 letters, digits and hyphens (RFC 1123), without a hyphen at either end; the last
/// label is not all digits (RFC 3696). One trailing dot is dropped, upper case is folded: two
/// names are equal if mail to them goes to the same place (ACC-3). Parsing what was printed gives
/// the same name.
///
/// With the feature `idna` a name in other scripts is mapped to its A-labels (UTS #46, not
/// transitional), and labels that start with `xn--` are checked; without it such a name is refused
/// as [`NeedsIdna`](ParseDomainErrorKind::NeedsIdna). Control, invisible and bidi characters are
/// refused, never dropped.
///
/// The value lies inline and is parsed without allocation.
///
/// ```
/// use checkmark_domain::DomainName;
///
/// let name: DomainName = "Mail.Example.COM.".parse()?;
/// assert_eq!(name.as_str(), "mail.example.com");
/// assert!(name.is_at_or_below("example.com"));
/// assert!(!name.is_at_or_below("ample.com"));
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone)]
// In this order and on a whole word, so that the text is looked over by words and not by octets.
#[repr(C, align(8))]
pub struct DomainName {
    /// The name, and zeros after it.
    octets: [u8; Self::ROOM],
    len: u8,
    has_a_label: bool,
}

impl DomainName {
    /// The longest name, in octets, without the trailing dot.
    pub const MAX_LEN: usize = 253;

    /// What is left of 256 octets.
    pub(crate) const ROOM: usize = 254;

    /// Room for a name; it leaves this module only once a name was read into it.
    const UNREAD: Self = Self {
        octets: [0; Self::ROOM],
        len: 0,
        has_a_label: false,
    };

    /// The name in lower case A-labels, without a trailing dot.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text_from(0)
    }

    /// The name from a place on.
    #[inline]
    pub(crate) fn text_from(&self, at: usize) -> &str {
        let len = usize::from(self.len);
        // With the zeros after the name there are whole words to look over.
        let words = len.next_multiple_of(16).min(Self::ROOM);
        let text = core::str::from_utf8(&self.octets[..words]);
        // Only ASCII is ever written; an empty text could not have been parsed.
        text.unwrap_or_default().get(at..len).unwrap_or_default()
    }

    /// The octets of the name: lower case letters, digits, hyphens and dots.
    ///
    /// ```
    /// use checkmark_domain::DomainName;
    ///
    /// let name: DomainName = "ACME.Company.".parse()?;
    /// assert_eq!(name.as_bytes(), b"acme.company");
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.octets[..usize::from(self.len)]
    }

    /// The octets and the zeros after them.
    #[inline]
    pub(crate) const fn room(&self) -> &[u8; Self::ROOM] {
        &self.octets
    }

    /// The labels, from the leftmost to the top level.
    ///
    /// ```
    /// # use checkmark_domain::DomainName;
    /// let name: DomainName = "mail.example.com".parse()?;
    /// assert_eq!(name.labels().next_back(), Some("com"));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.as_str().split('.')
    }

    /// The name itself, then each name above it, up to the top level.
    ///
    /// ```
    /// # use checkmark_domain::DomainName;
    /// let name: DomainName = "mail.example.com".parse()?;
    /// assert!(name.ancestors().eq(["mail.example.com", "example.com", "com"]));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    pub fn ancestors(&self) -> impl Iterator<Item = &str> {
        core::iter::successors(Some(self.as_str()), |name| {
            name.split_once('.').map(|(_, above)| above)
        })
    }

    /// Whether the name is `other` or lies below it: a suffix counts at a label boundary only.
    ///
    /// `other` is compared as it stands, so it must be in lower case A-labels.
    #[must_use]
    pub fn is_at_or_below(&self, other: &str) -> bool {
        match self.as_bytes().strip_suffix(other.as_bytes()) {
            Some([] | [.., b'.']) => !other.is_empty(),
            Some(_) | None => false,
        }
    }

    /// Whether a label is an A-label, so that the name may show other scripts than Latin.
    ///
    /// ```
    /// # use checkmark_domain::DomainName;
    /// let name: DomainName = "xn--bcher-kva.example".parse()?;
    /// assert!(name.is_internationalized());
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub const fn is_internationalized(&self) -> bool {
        self.has_a_label
    }
}

impl PartialEq for DomainName {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for DomainName {}

impl Hash for DomainName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl AsRef<str> for DomainName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DomainName").field(&self.as_str()).finish()
    }
}

impl FromStr for DomainName {
    type Err = ParseDomainError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Nearly every name is plain ASCII without a fault; what is wrong is told slowly.
        // The name is large, so it is written where it will lie.
        let mut name = Ok(Self::UNREAD);
        let is_plain = name
            .as_mut()
            .is_ok_and(|name| plain::read(text.as_bytes(), name));
        if !is_plain {
            name = read::slowly(text);
        }
        name
    }
}

impl TryFrom<alloc::string::String> for DomainName {
    type Error = ParseDomainError;

    fn try_from(text: alloc::string::String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<DomainName> for alloc::string::String {
    fn from(name: DomainName) -> Self {
        name.as_str().into()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for DomainName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DomainName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        alloc::string::String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DomainName {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "DomainName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A mail domain in lower case A-labels, such as `example.com`.",
            "maxLength": Self::MAX_LEN,
        })
    }
}
