//! The domains of an organization.

use checkmark_domain::DomainName;
use time::UtcDateTime;

use crate::words::words;

/// Which of an organization's domains: the n-th that it ever claimed, counted from 1.
///
/// ```
/// # use checkmark_account::organization::{Command, Context, Organization, OrganizationPolicy};
/// # use checkmark_account::organization::{DomainProof, Intake};
/// # use checkmark_account::{Actor, OrganizationKind, ProfileType};
/// # let policy = OrganizationPolicy::default();
/// # let support = Context::new(Actor::Support, time::UtcDateTime::UNIX_EPOCH, &policy);
/// # let acme = Organization::new("acme".parse()?);
/// # let (kind, profile_type) = (OrganizationKind::Company, ProfileType::Open);
/// # let created = acme.decide(&Command::CreateProfile { kind, profile_type }, &support)?;
/// # let mut acme = acme.fold(&created)?;
/// for name in ["acme.company", "acme-contractors.company"] {
///     let prove = Command::ProveDomain {
///         name: name.parse()?,
///         class: checkmark_domain::Class::Corporate,
///         proof: DomainProof::Support,
///         intake: Intake::ThirdParty,
///         claimed_by: None,
///     };
///     let decision = acme.decide(&prove, &support)?;
///     acme = acme.fold(&decision)?;
/// }
/// let numbers: Vec<_> = acme.domains().iter().map(|it| it.number().number()).collect();
/// assert_eq!(numbers, [1, 2]);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transparent))]
pub struct DomainNo(pub(super) u32);

impl DomainNo {
    /// The number, from 1.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// A domain that an organization claims, and what the claim is worth (ORG-1).
///
/// ```
/// # use checkmark_account::organization::{Command, Context, Organization, OrganizationPolicy};
/// # use checkmark_account::{Actor, OrganizationKind, ProfileType};
/// use checkmark_account::organization::{AssociatedDomain, DomainProof, DomainStanding, Intake};
/// use time::UtcDateTime;
///
/// # let (policy, now) = (OrganizationPolicy::default(), UtcDateTime::UNIX_EPOCH);
/// # let support = Context::new(Actor::Support, now, &policy);
/// # let acme = Organization::new("acme".parse()?);
/// # let (kind, profile_type) = (OrganizationKind::Company, ProfileType::Open);
/// # let created = acme.decide(&Command::CreateProfile { kind, profile_type }, &support)?;
/// # let acme = acme.fold(&created)?;
/// let prove = Command::ProveDomain {
///     name: "acme.company".parse()?,
///     class: checkmark_domain::Class::Corporate,
///     proof: DomainProof::DnsToken,
///     intake: Intake::Employees,
///     claimed_by: None,
/// };
/// let proved = acme.decide(&prove, &support)?;
/// let acme = acme.fold(&proved)?;
/// let domain: &AssociatedDomain = &acme.domains()[0];
/// assert_eq!((domain.standing(), domain.intake()), (DomainStanding::Proved, Intake::Employees));
/// assert_eq!(domain.lapses_at(), now + policy.domain_evidence());
/// assert!(!domain.counts(domain.lapses_at()), "at that instant it has lapsed");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssociatedDomain {
    pub(super) number: DomainNo,
    pub(super) name: DomainName,
    pub(super) intake: Intake,
    pub(super) standing: DomainStanding,
    pub(super) lapses_at: UtcDateTime,
}

impl AssociatedDomain {
    /// Which of the organization's domains this is.
    #[must_use]
    pub const fn number(&self) -> DomainNo {
        self.number
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &DomainName {
        &self.name
    }

    /// Whom it takes in.
    #[must_use]
    pub const fn intake(&self) -> Intake {
        self.intake
    }

    /// What the claim is worth.
    #[must_use]
    pub const fn standing(&self) -> DomainStanding {
        self.standing
    }

    /// The instant from which its proof counts no more.
    #[must_use]
    pub const fn lapses_at(&self) -> UtcDateTime {
        self.lapses_at
    }

    /// Whether the domain counts for the organization at an instant.
    #[must_use]
    pub fn counts(&self, now: UtcDateTime) -> bool {
        self.standing == DomainStanding::Proved && now < self.lapses_at
    }
}

words! {
    /// Whom a domain takes in (ORG-1, ORG-5).
    ///
    /// Open: contracts know more kinds.
    ///
    /// ```
    /// use checkmark_account::organization::Intake;
    ///
    /// assert_eq!("third_party".parse(), Ok(Intake::ThirdParty));
    /// ```
    #[non_exhaustive]
    Intake, UnknownIntake, "unknown intake" in "organization";
    /// Whoever has a proved address there is an employee.
    Employees "employees",
    /// Whoever has a proved address there is a third-party contact, and no employee.
    ThirdParty "third_party",
    /// Nobody by the address alone: an access provider's customers are no employees.
    Nobody "nobody",
}

words! {
    /// How a domain was proved (ORG-1).
    ///
    /// Open: further proofs may come.
    ///
    /// ```
    /// use checkmark_account::organization::DomainProof;
    ///
    /// assert_eq!(DomainProof::DnsToken.as_str(), "dns_token");
    /// ```
    #[non_exhaustive]
    DomainProof, UnknownDomainProof, "unknown domain proof" in "organization";
    /// A token in the domain's DNS.
    DnsToken "dns_token",
    /// Support vouched for it.
    Support "support",
}

words! {
    /// What the claim to a domain is worth.
    ///
    /// ```
    /// use checkmark_account::organization::DomainStanding;
    ///
    /// assert_eq!("disputed".parse(), Ok(DomainStanding::Disputed));
    /// ```
    #[non_exhaustive]
    DomainStanding, UnknownDomainStanding, "unknown domain standing" in "organization";
    /// It counts until it lapses.
    Proved "proved",
    /// Another profile claims it too: support decides, and until then it does not count (ORG-1).
    Disputed "disputed",
    /// Its evidence is too old; it can be proved again (ORG-6).
    Lapsed "lapsed",
}
