//! The people of an organization.

use alloc::vec::Vec;

use crate::CompanyRole;
use crate::id::{AccountId, ProductLineId};
use crate::organization::DomainNo;

/// One person of an organization, by account.
///
/// ```
/// # use checkmark_account::organization::{Command, Context, Organization, OrganizationPolicy};
/// # use checkmark_account::{AccountId, Actor, CompanyRole, OrganizationKind, ProfileType};
/// use checkmark_account::organization::Member;
///
/// # let policy = OrganizationPolicy::default();
/// # let support = Context::new(Actor::Support, time::UtcDateTime::UNIX_EPOCH, &policy);
/// # let (kind, profile_type) = (OrganizationKind::Company, ProfileType::Open);
/// # let (ada, acme): (AccountId, _) = ("ada".parse()?, Organization::new("acme".parse()?));
/// # let created = acme.decide(&Command::CreateProfile { kind, profile_type }, &support)?;
/// # let acme = acme.fold(&created)?;
/// let appointed = acme.decide(&Command::Appoint { account: ada }, &support)?;
/// let acme = acme.fold(&appointed)?;
/// let member: &Member = acme.member(ada).expect("support took her in");
/// assert!(member.administers() && member.is_employee());
/// assert!(member.products().is_empty(), "she is no partner administrator");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub(super) account: AccountId,
    pub(super) role: CompanyRole,
    pub(super) domain: Option<DomainNo>,
    pub(super) products: Vec<ProductLineId>,
}

impl Member {
    /// The account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// Whether the person is an employee and counts for the quota: third-party contacts are none
    /// (ORG-5).
    #[must_use]
    pub const fn is_employee(&self) -> bool {
        self.role.is_employee()
    }

    /// Whether the person manages others: administrators and partner administrators do (ORG-4).
    #[must_use]
    pub const fn administers(&self) -> bool {
        match self.role {
            CompanyRole::Administrator | CompanyRole::PartnerAdministrator => true,
            CompanyRole::BusinessUser | CompanyRole::ThirdPartyContact => false,
        }
    }

    /// What the person is in the organization. A role is no tier.
    #[must_use]
    pub const fn role(&self) -> CompanyRole {
        self.role
    }

    /// The domain that the membership rests on, unless support took the person in.
    #[must_use]
    pub const fn domain(&self) -> Option<DomainNo> {
        self.domain
    }

    /// The product lines that a partner administrator acts on; empty for everybody else (ORG-5).
    #[must_use]
    pub fn products(&self) -> &[ProductLineId] {
        &self.products
    }
}

/// How an organization is administered (ORG-3).
///
/// Closed: a host shows each of them.
///
/// ```
/// use checkmark_account::organization::{Administration, Organization, OrganizationPolicy};
///
/// let nobody = Organization::new("acme".parse()?).administration(&OrganizationPolicy::default());
/// assert_eq!(nobody, Administration::WithoutAdministrator);
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_enums, reason = "closed: hosts match on it")]
pub enum Administration {
    /// As many administrators as required, or more.
    Sufficient,
    /// Fewer than required: to be repaired by promotion.
    BelowQuota {
        /// How many there are; at least one.
        administrators: u32,
        /// How many there should be.
        required: u32,
    },
    /// None at all: support appoints one.
    WithoutAdministrator,
}

impl Administration {
    /// The stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sufficient => "sufficient",
            Self::BelowQuota { .. } => "below_quota",
            Self::WithoutAdministrator => "without_administrator",
        }
    }
}
