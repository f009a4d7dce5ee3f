//! What identity providers sign about domains.

use time::UtcDateTime;

use crate::name::DomainName;

/// What an identity provider signed about a person's mail domain.
///
/// The host has verified the signature. It counts only if its domain is the address's.
///
/// ```
/// use checkmark_domain::{Claim, Class, Evidence, Issuer, classify};
/// use time::UtcDateTime;
///
/// let (domain, now) = ("acme.company".parse()?, UtcDateTime::UNIX_EPOCH);
/// let evidence = Evidence::none().with_claim(Claim::new(Issuer::Google, domain, now));
/// assert_eq!(evidence.claim().map(Claim::issuer), Some(Issuer::Google));
/// let verdict = classify(&"acme.company".parse()?, &evidence, now);
/// assert_eq!(verdict.class(), Class::GmailHosted);
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Claim {
    pub(super) issuer: Issuer,
    pub(super) domain: DomainName,
    pub(super) at: Option<UtcDateTime>,
}

impl Claim {
    /// A claim, and when it was signed.
    #[must_use]
    pub const fn new(issuer: Issuer, domain: DomainName, at: UtcDateTime) -> Self {
        Self {
            issuer,
            domain,
            at: Some(at),
        }
    }

    /// Who signed.
    #[must_use]
    pub const fn issuer(&self) -> Issuer {
        self.issuer
    }

    /// The domain that the claim is about: Google's `hd`.
    #[must_use]
    pub const fn domain(&self) -> &DomainName {
        &self.domain
    }

    /// When it was signed; `None` if the host does not say.
    #[must_use]
    pub const fn at(&self) -> Option<UtcDateTime> {
        self.at
    }
}

crate::words::words! {
    /// An identity provider that signs claims about domains.
    ///
    /// Open: others may come.
    #[non_exhaustive]
    Issuer, UnknownIssuer, "no such issuer";
    /// Google: `hd` names the organization's domain at Google.
    Google "google",
    /// Microsoft: a tenant of a directory, which is no evidence of mail.
    Microsoft "microsoft",
}
