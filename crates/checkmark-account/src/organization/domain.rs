//! The domains of an organization.

use checkmark_domain::DomainName;
use time::UtcDateTime;

use crate::words::words;

/// Which of an organization's domains: the n-th that it ever claimed, counted from 1.
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
    #[non_exhaustive]
    DomainProof, UnknownDomainProof, "unknown domain proof" in "organization";
    /// A token in the domain's DNS.
    DnsToken "dns_token",
    /// Support vouched for it.
    Support "support",
}

words! {
    /// What the claim to a domain is worth.
    #[non_exhaustive]
    DomainStanding, UnknownDomainStanding, "unknown domain standing" in "organization";
    /// It counts until it lapses.
    Proved "proved",
    /// Another profile claims it too: support decides, and until then it does not count (ORG-1).
    Disputed "disputed",
    /// Its evidence is too old; it can be proved again (ORG-6).
    Lapsed "lapsed",
}
