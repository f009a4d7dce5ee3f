//! What is to be classified.

use core::net::IpAddr;
use core::str::FromStr;

use crate::name::DomainName;
use crate::verdict::VerdictPlace;

/// What is to be classified: a domain, perhaps with the local part of an address at it.
///
/// ```
/// use checkmark_domain::{DomainName, Subject};
///
/// let domain: DomainName = "acme.test".parse()?;
/// let subject = Subject::new(&domain).with_local_part("support");
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) local_part: Option<&'a str>,
}

#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    Name(&'a DomainName),
    Literal(AddressLiteral),
}

impl Place<'_> {
    #[inline]
    pub(crate) fn to_owned(self) -> VerdictPlace {
        match self {
            Self::Name(domain) => VerdictPlace::Name(domain.clone()),
            Self::Literal(literal) => VerdictPlace::Literal(literal),
        }
    }
}

impl<'a> Subject<'a> {
    /// A domain.
    #[must_use]
    pub const fn new(domain: &'a DomainName) -> Self {
        Self {
            place: Place::Name(domain),
            local_part: None,
        }
    }

    /// An address literal in the place of a domain.
    ///
    /// ```
    /// use checkmark_domain::{Class, Classifier, Evidence, Subject};
    /// use time::UtcDateTime;
    ///
    /// let machine = Subject::literal("[192.0.2.1]".parse()?);
    /// let now = UtcDateTime::UNIX_EPOCH;
    /// let verdict = Classifier::BUILT_IN.classify(machine, &Evidence::none(), now);
    /// assert_eq!(verdict.class(), Class::NotACompanyDomain);
    /// # Ok::<(), checkmark_domain::NotAnAddressLiteral>(())
    /// ```
    #[must_use]
    pub const fn literal(literal: AddressLiteral) -> Self {
        Self {
            place: Place::Literal(literal),
            local_part: None,
        }
    }

    /// The same with the local part of an address, by which role mailboxes are told (REG-8).
    ///
    /// It is looked up and not kept.
    #[must_use]
    pub const fn with_local_part(self, local_part: &'a str) -> Self {
        Self {
            local_part: Some(local_part),
            ..self
        }
    }
}

impl<'a> From<&'a DomainName> for Subject<'a> {
    fn from(domain: &'a DomainName) -> Self {
        Self::new(domain)
    }
}

impl core::fmt::Debug for Subject<'_> {
    /// Without the local part: it is somebody's.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut debug = f.debug_struct("Subject");
        match &self.place {
            Place::Name(domain) => debug.field("domain", domain),
            Place::Literal(literal) => debug.field("literal", literal),
        };
        debug.finish_non_exhaustive()
    }
}

/// An address literal, such as `[192.0.2.1]` or `[IPv6:2001:db8::1]` (RFC 5321, 4.1.3).
///
/// A bare IP address is read as one, too: no domain looks like that.
///
/// ```
/// use checkmark_domain::AddressLiteral;
///
/// let literal: AddressLiteral = "192.0.2.1".parse()?;
/// assert_eq!(literal.to_string(), "[192.0.2.1]");
/// # Ok::<(), checkmark_domain::NotAnAddressLiteral>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AddressLiteral(IpAddr);

impl AddressLiteral {
    /// The address.
    #[must_use]
    pub const fn address(&self) -> IpAddr {
        self.0
    }
}

impl core::fmt::Display for AddressLiteral {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            IpAddr::V4(address) => write!(f, "[{address}]"),
            IpAddr::V6(address) => write!(f, "[IPv6:{address}]"),
        }
    }
}

impl FromStr for AddressLiteral {
    type Err = NotAnAddressLiteral;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let inner = match text.strip_prefix('[') {
            Some(rest) => rest.strip_suffix(']').ok_or(NotAnAddressLiteral(()))?,
            None => text,
        };
        let address = match inner.get(..5) {
            Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => {
                inner[5..].parse().map(IpAddr::V6).ok()
            }
            Some(_) | None => inner.parse().ok(),
        };
        address.map(Self).ok_or(NotAnAddressLiteral(()))
    }
}

/// The text is no address literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address literal")]
pub struct NotAnAddressLiteral(());
