//! Which data made a verdict.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

/// The version of a list, or of all lists together, such as `2026-11-23.1f0c6a2e`.
///
/// # Syntax
///
/// One to 32 ASCII letters, digits and `.`, `-`, `_`, `+`. Versions are compared for equality
/// alone: which of two is newer is not said by their text.
///
/// ```
/// use checkmark_domain::lists::DataVersion;
///
/// let version: DataVersion = "2026-11-23".parse()?;
/// assert_eq!(version.as_str(), "2026-11-23");
/// assert!("last week".parse::<DataVersion>().is_err());
/// # Ok::<(), checkmark_domain::lists::ParseVersionError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DataVersion {
    octets: [u8; Self::MAX_LEN],
    len: u8,
}

impl DataVersion {
    /// The longest version, in octets.
    pub const MAX_LEN: usize = 32;

    /// The version as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever written; an empty text could not have been parsed.
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.octets[..usize::from(self.len)]
    }

    /// Reads a version; `None` if its syntax is broken.
    pub(crate) const fn read(text: &[u8]) -> Option<Self> {
        if text.is_empty() || text.len() > Self::MAX_LEN {
            return None;
        }
        let mut octets = [0; Self::MAX_LEN];
        let mut at = 0;
        while at < text.len() {
            if !is_allowed(text[at]) {
                return None;
            }
            octets[at] = text[at];
            at += 1;
        }
        Some(Self {
            octets,
            len: at as u8,
        })
    }

    /// The version of this data with something added, told by a digest of what was added.
    pub(crate) fn with(self, digest: u32) -> Self {
        // What was added before is in the digest, so that only one stands in the text.
        let base = self
            .as_bytes()
            .split(|octet| *octet == b'+')
            .next()
            .unwrap_or_default();
        let base = &base[..base.len().min(Self::MAX_LEN - 9)];
        let mut octets = [0; Self::MAX_LEN];
        octets[..base.len()].copy_from_slice(base);
        octets[base.len()] = b'+';
        for (place, shift) in (0..8).zip((0..32).step_by(4).rev()) {
            let digit = (digest >> shift & 0xf) as usize;
            octets[base.len() + 1 + place] = b"0123456789abcdef"[digit];
        }
        Self {
            octets,
            len: base.len() as u8 + 9,
        }
    }
}

const fn is_allowed(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-' | b'_' | b'+')
}

impl Hash for DataVersion {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl fmt::Debug for DataVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataVersion({self})")
    }
}

impl fmt::Display for DataVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for DataVersion {
    type Err = ParseVersionError;

    fn from_str(text: &str) -> Result<Self, ParseVersionError> {
        Self::read(text.as_bytes()).ok_or_else(|| ParseVersionError {
            at: text
                .bytes()
                .position(|octet| !is_allowed(octet))
                .unwrap_or(Self::MAX_LEN.min(text.len()))
                .min(Self::MAX_LEN),
        })
    }
}

impl TryFrom<alloc::string::String> for DataVersion {
    type Error = ParseVersionError;

    fn try_from(text: alloc::string::String) -> Result<Self, ParseVersionError> {
        text.parse()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for DataVersion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DataVersion {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        alloc::string::String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DataVersion {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "DataVersion".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "The version of a list, or of all lists together.",
            "pattern": "^[A-Za-z0-9._+-]{1,32}$",
        })
    }
}

#[cfg(feature = "proptest")]
impl proptest::arbitrary::Arbitrary for DataVersion {
    type Parameters = ();
    type Strategy = proptest::strategy::BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        use proptest::strategy::Strategy;

        "[A-Za-z0-9._+-]{1,32}"
            .prop_map(|text| text.parse().expect("the pattern is the syntax"))
            .boxed()
    }
}

/// Why a text is not a version of data: the byte offset where it stops being one.
///
/// ```
/// use checkmark_domain::lists::DataVersion;
///
/// let error = "last week".parse::<DataVersion>().unwrap_err();
/// assert_eq!(error.to_string(), "no version of data from byte 4 on");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no version of data from byte {at} on")]
pub struct ParseVersionError {
    at: usize,
}

impl ParseVersionError {
    /// The byte offset of the fault in the text that was given.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }
}
