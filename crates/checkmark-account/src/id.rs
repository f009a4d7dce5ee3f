//! Opaque names of accounts, addresses, organizations, requests and commands.
//!
//! States and events hold these instead of what they name, so they stay small,
//! can be logged, and survive the erasure of what they name (ACC-7).

use core::fmt;
use core::str::FromStr;

/// The longest id, in bytes: a UUID without hyphens, or a ULID, fits.
pub const MAX_LEN: usize = 32;

/// One to 32 characters, padded with NUL so that an id is `Copy` and compares in one go.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Text([u8; MAX_LEN]);

impl Text {
    const fn parse(text: &str) -> Result<Self, ParseIdError> {
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return Err(ParseIdError {
                at: 0,
                kind: ParseIdErrorKind::Empty,
            });
        }
        let mut out = [0; MAX_LEN];
        let mut at = 0;
        while at < bytes.len() {
            if at == MAX_LEN {
                return Err(ParseIdError {
                    at,
                    kind: ParseIdErrorKind::TooLong,
                });
            }
            let byte = bytes[at];
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':')) {
                return Err(ParseIdError {
                    at,
                    kind: ParseIdErrorKind::Character,
                });
            }
            out[at] = byte;
            at += 1;
        }
        Ok(Self(out))
    }

    fn as_str(&self) -> &str {
        let len = self.0.iter().position(|&byte| byte == 0).unwrap_or(MAX_LEN);
        core::str::from_utf8(&self.0[..len]).unwrap_or_default()
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Syntax
        ///
        /// One to 32 of `A-Z`, `a-z`, `0-9`, `-`, `_`, `.`, `:`; case matters. The order is that of
        /// the bytes and means nothing.
        ///
        /// Give it nothing personal: ids are printed in logs, and are not forgotten by erasure.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Text);

        impl $name {
            /// The id as it was given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// Reads an id in a constant.
            ///
            /// # Errors
            ///
            /// As [`FromStr`].
            pub const fn new(text: &str) -> Result<Self, ParseIdError> {
                match Text::parse(text) {
                    Ok(text) => Ok(Self(text)),
                    Err(error) => Err(error),
                }
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                Self::new(text)
            }
        }

        impl TryFrom<alloc::string::String> for $name {
            type Error = ParseIdError;

            fn try_from(text: alloc::string::String) -> Result<Self, ParseIdError> {
                text.parse()
            }
        }

        impl From<$name> for alloc::string::String {
            fn from(id: $name) -> Self {
                id.as_str().into()
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                checkmark_domain::__read_text(deserializer)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> alloc::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,32}$" })
            }
        }

        #[cfg(feature = "proptest")]
        impl proptest::arbitrary::Arbitrary for $name {
            type Parameters = ();
            type Strategy = proptest::strategy::BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                use proptest::strategy::Strategy as _;

                "[A-Za-z0-9_.:-]{1,32}"
                    .prop_map(|text| text.parse().expect("the pattern is the syntax"))
                    .boxed()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }
    )*};
}

ids! {
    /// The name of an account: one person at one e-mail address (ACC-1).
    ///
    /// ```
    /// use checkmark_account::AccountId;
    ///
    /// let account: AccountId = "a1".parse()?;
    /// assert_eq!(account.as_str(), "a1");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    AccountId;

    /// The name of an organization, which is the name of its company profile (ORG-1).
    ///
    /// ```
    /// let organization: checkmark_account::OrganizationId = "acme-emea".parse()?;
    /// assert_eq!(organization.as_str(), "acme-emea");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    OrganizationId;

    /// The name of a service request while the host keeps it; the number a person sees is the
    /// ticket's own affair (TKT-4).
    ///
    /// ```
    /// let request: checkmark_account::RequestId = "r1".parse()?;
    /// assert_eq!(request.as_str(), "r1");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    RequestId;

    /// The name of an invitation to an organization (ORG-2).
    ///
    /// ```
    /// let invitation: checkmark_account::InvitationId = "i1".parse()?;
    /// assert_eq!(invitation.as_str(), "i1");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    InvitationId;

    /// The name of a command: the same id twice is the same command.
    ///
    /// ```
    /// let command: checkmark_account::CommandId = "c1".parse()?;
    /// assert_eq!(command.as_str(), "c1");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    CommandId;

    /// The name of one of the host's keys for one-time codes, so that keys rotate (CODE-2).
    ///
    /// ```
    /// let key: checkmark_account::KeyId = "2026-11".parse()?;
    /// assert_eq!(key.as_str(), "2026-11");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    KeyId;

    /// The host's name for the figures that were in force when something was decided.
    ///
    /// ```
    /// let policy: checkmark_account::PolicyId = "2026-11".parse()?;
    /// assert_eq!(policy.as_str(), "2026-11");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    PolicyId;

    /// A customer number; one account may hold several (ACC-4).
    ///
    /// ```
    /// let number: checkmark_account::CustomerNumber = "4711".parse()?;
    /// assert_eq!(number.as_str(), "4711");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    CustomerNumber;

    /// The name of a site of an organization (ORG-4).
    ///
    /// ```
    /// let site: checkmark_account::SiteId = "stockholm-1".parse()?;
    /// assert_eq!(site.as_str(), "stockholm-1");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    SiteId;

    /// The name of a line of products that a contract assigns (ORG-5).
    ///
    /// ```
    /// let line: checkmark_account::ProductLineId = "storage".parse()?;
    /// assert_eq!(line.as_str(), "storage");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    ProductLineId;

    /// The name of a company preference (ORG-1).
    ///
    /// ```
    /// let preference: checkmark_account::PreferenceId = "contact-language".parse()?;
    /// assert_eq!(preference.as_str(), "contact-language");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    PreferenceId;

    /// The value of a company preference (ORG-1).
    ///
    /// ```
    /// let value: checkmark_account::PreferenceValue = "sv".parse()?;
    /// assert_eq!(value.as_str(), "sv");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    PreferenceValue;
}

impl CommandId {
    /// The text, padded with NUL.
    pub(crate) const fn octets(&self) -> &[u8; MAX_LEN] {
        &self.0.0
    }
}

/// Why a text is no id.
///
/// ```
/// use checkmark_account::{AccountId, ParseIdErrorKind};
///
/// let refused = "anna@acme".parse::<AccountId>().unwrap_err();
/// assert_eq!((refused.at(), refused.kind()), (4, ParseIdErrorKind::Character));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {at}")]
pub struct ParseIdError {
    at: usize,
    kind: ParseIdErrorKind,
}

impl ParseIdError {
    /// The byte at which the fault lies.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> ParseIdErrorKind {
        self.kind
    }
}

/// What is wrong with the text of an id. Open: later versions may tell more apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ParseIdErrorKind {
    /// There is no text.
    #[error("empty id")]
    Empty,
    /// There are more than [`MAX_LEN`] bytes.
    #[error("id too long")]
    TooLong,
    /// A character that no id has.
    #[error("character not allowed in an id")]
    Character,
}
