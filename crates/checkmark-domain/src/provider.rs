//! Who carries mail: the ids of providers, gateways and forwarders.

use core::fmt;
use core::str::FromStr;

/// Who carries mail, by a stable id: a mailbox provider, a gateway's vendor, a forwarder.
///
/// # Syntax
///
/// One to 31 of `a-z`, `0-9`, `_` and `-`, and none of the words that a mail host has for
/// itself (`own`, `none`, `mixed`, `unknown`). New providers appear every month, so the set is
/// open by construction: the ids known here are constants, and lists and hosts bring more.
///
/// ```
/// use checkmark_domain::Provider;
///
/// assert_eq!("google".parse(), Ok(Provider::GOOGLE));
/// assert_eq!(Provider::MICROSOFT_365.as_str(), "microsoft_365");
/// assert!("Google".parse::<Provider>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct Provider {
    octets: [u8; Self::MAX_LEN],
    len: u8,
}

impl Provider {
    /// The longest id, in octets.
    pub const MAX_LEN: usize = 31;

    /// Google: Gmail, and Workspace on a domain of one's own.
    pub const GOOGLE: Self = Self::known("google");
    /// Microsoft 365 on a domain of one's own.
    pub const MICROSOFT_365: Self = Self::known("microsoft_365");
    /// Outlook.com, Hotmail, Live and MSN: Microsoft's consumer mailboxes.
    pub const OUTLOOK: Self = Self::known("outlook");
    /// An exchange that no table knows, in front of a platform that shows elsewhere.
    pub const UNLISTED: Self = Self::known("unlisted");

    /// A provider of a table.
    ///
    /// # Panics
    ///
    /// If the text is not an id; tables are constants, so the build fails.
    pub(crate) const fn known(id: &str) -> Self {
        match Self::from_octets(id.as_bytes()) {
            Ok(provider) => provider,
            Err(_) => panic!("not the id of a provider"),
        }
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII passed the constructor.
        core::str::from_utf8(&self.octets[..usize::from(self.len)]).unwrap_or_default()
    }

    const fn from_octets(text: &[u8]) -> Result<Self, ParseProviderError> {
        if text.is_empty() || text.len() > Self::MAX_LEN {
            return Err(ParseProviderError(ParseProviderErrorKind::Length));
        }
        let mut octets = [0; Self::MAX_LEN];
        let mut at = 0;
        while at < text.len() {
            if !matches!(text[at], b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-') {
                return Err(ParseProviderError(ParseProviderErrorKind::Character));
            }
            octets[at] = text[at];
            at += 1;
        }
        if matches!(text, b"own" | b"none" | b"mixed" | b"unknown") {
            return Err(ParseProviderError(ParseProviderErrorKind::Reserved));
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "at most `MAX_LEN`, which fits an octet"
        )]
        Ok(Self {
            octets,
            len: text.len() as u8,
        })
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Provider").field(&self.as_str()).finish()
    }
}

impl FromStr for Provider {
    type Err = ParseProviderError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_octets(text.as_bytes())
    }
}

impl TryFrom<alloc::string::String> for Provider {
    type Error = ParseProviderError;

    fn try_from(text: alloc::string::String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Provider> for alloc::string::String {
    fn from(provider: Provider) -> Self {
        provider.as_str().into()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Provider {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Provider".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[a-z0-9_-]{1,31}$",
            "not": { "enum": ["own", "none", "mixed", "unknown"] },
        })
    }
}

/// Why a text is not the id of a provider.
///
/// ```
/// use checkmark_domain::{ParseProviderErrorKind, Provider};
///
/// let refused = |id: &str| id.parse::<Provider>().unwrap_err().kind();
/// assert_eq!(refused("Google"), ParseProviderErrorKind::Character);
/// assert_eq!(refused("own"), ParseProviderErrorKind::Reserved);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParseProviderError(ParseProviderErrorKind);

impl ParseProviderError {
    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> ParseProviderErrorKind {
        self.0
    }
}

/// What can be wrong with the id of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseProviderErrorKind {
    /// Empty, or longer than 31 octets.
    Length,
    /// Something other than a lower case letter, a digit, an underscore or a hyphen.
    Character,
    /// A word that a mail host has for itself.
    Reserved,
}

impl fmt::Display for ParseProviderErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Length => "provider id is not 1 to 31 octets long",
            Self::Character => "provider id has a character other than a-z, 0-9, _ and -",
            Self::Reserved => "provider id is a reserved word",
        })
    }
}
