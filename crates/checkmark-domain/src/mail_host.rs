//! Who carries the mail.

use alloc::string::{String, ToString};
use core::fmt;
use core::str::FromStr;

use crate::provider::{ParseProviderError, Provider};

/// Who carries a domain's mail.
///
/// Closed: every way of carrying mail is one of these, and whose it is stands in the
/// [`Provider`].
///
/// # Syntax
///
/// `google`, `microsoft_365` and the ids of other providers; `gateway:` and `forwarder:` with an
/// id; `own`, `none`, `mixed`, `unknown`.
///
/// ```
/// use checkmark_domain::{MailHost, Provider};
///
/// assert_eq!("google".parse(), Ok(MailHost::Google));
/// let gateway = MailHost::Gateway("proofpoint".parse()?);
/// assert_eq!(gateway.to_string(), "gateway:proofpoint");
/// # Ok::<(), checkmark_domain::ParseProviderError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: what grows is the set of providers"
)]
pub enum MailHost {
    /// Google.
    Google,
    /// Microsoft 365.
    Microsoft365,
    /// Another provider that a table knows.
    Provider(Provider),
    /// A security gateway; the mailboxes lie behind it.
    Gateway(Provider),
    /// A forwarder; the mail goes on to an address somewhere.
    Forwarder(Provider),
    /// Servers that no table knows: the domain's own, or a host's that nobody has listed.
    Own,
    /// Nobody: the domain takes no mail.
    None,
    /// Two providers or more, at the same preference.
    Mixed,
    /// Not known: not asked, failed, or not to be told from the answer.
    Unknown,
}

impl MailHost {
    /// A provider that holds mailboxes; Google and Microsoft 365 have variants of their own.
    #[must_use]
    pub fn of(provider: Provider) -> Self {
        if provider == Provider::GOOGLE {
            Self::Google
        } else if provider == Provider::MICROSOFT_365 {
            Self::Microsoft365
        } else {
            Self::Provider(provider)
        }
    }

    /// Whether the mailboxes lie behind this host.
    ///
    /// ```
    /// use checkmark_domain::MailHost;
    ///
    /// assert!(MailHost::Gateway("mimecast".parse()?).hides_mailboxes());
    /// assert!(!MailHost::Google.hides_mailboxes());
    /// # Ok::<(), checkmark_domain::ParseProviderError>(())
    /// ```
    #[must_use]
    pub const fn hides_mailboxes(&self) -> bool {
        matches!(self, Self::Gateway(_) | Self::Forwarder(_))
    }
}

impl fmt::Display for MailHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Google => f.pad(Provider::GOOGLE.as_str()),
            Self::Microsoft365 => f.pad(Provider::MICROSOFT_365.as_str()),
            Self::Provider(provider) => f.pad(provider.as_str()),
            Self::Gateway(vendor) => write!(f, "gateway:{vendor}"),
            Self::Forwarder(who) => write!(f, "forwarder:{who}"),
            Self::Own => f.pad("own"),
            Self::None => f.pad("none"),
            Self::Mixed => f.pad("mixed"),
            Self::Unknown => f.pad("unknown"),
        }
    }
}

impl FromStr for MailHost {
    type Err = ParseProviderError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match (text, text.split_once(':')) {
            ("own", _) => Self::Own,
            ("none", _) => Self::None,
            ("mixed", _) => Self::Mixed,
            ("unknown", _) => Self::Unknown,
            (_, Some(("gateway", vendor))) => Self::Gateway(vendor.parse()?),
            (_, Some(("forwarder", who))) => Self::Forwarder(who.parse()?),
            (provider, _) => Self::of(provider.parse()?),
        })
    }
}

impl TryFrom<String> for MailHost {
    type Error = ParseProviderError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MailHost> for String {
    fn from(host: MailHost) -> Self {
        host.to_string()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for MailHost {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "MailHost".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^((gateway|forwarder):)?[a-z0-9_-]{1,31}$",
        })
    }
}
