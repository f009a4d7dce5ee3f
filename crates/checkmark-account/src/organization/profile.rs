//! The profile of an organization: what its record folds to.

use alloc::vec::Vec;

use checkmark_domain::DomainName;
use time::UtcDateTime;

use crate::id::{
    AccountId, InvitationId, OrganizationId, PreferenceId, PreferenceValue, ProductLineId, SiteId,
};
use crate::organization::{
    Administration, AssociatedDomain, Invitation, Member, OrganizationPolicy, Site, SiteVisibility,
};
use crate::{CompanyRole, OrganizationKind, ProfileType};

/// An organization: its company profile, as its record folds to (ORG-1).
///
/// Its name and the addresses that were invited are side records of the host.
///
/// ```
/// use checkmark_account::organization::{
///     Administration, Command, Context, DomainProof, Intake, Organization, OrganizationPolicy,
///     SiteVisibility,
/// };
/// use checkmark_account::{AccountId, Actor, CompanyRole, OrganizationKind, ProfileType, SiteId};
/// use checkmark_domain::Class;
/// use time::UtcDateTime;
///
/// let (ada, plant): (AccountId, SiteId) = ("ada".parse()?, "plant-1".parse()?);
/// let policy = OrganizationPolicy::default();
/// let support = Context::new(Actor::Support, UtcDateTime::UNIX_EPOCH, &policy);
/// let mut acme = Organization::new("acme".parse()?);
/// for command in [
///     Command::CreateProfile {
///         kind: OrganizationKind::Company,
///         profile_type: ProfileType::Open,
///     },
///     Command::ProveDomain {
///         name: "acme.company".parse()?,
///         class: Class::Corporate,
///         proof: DomainProof::Support,
///         intake: Intake::Employees,
///         claimed_by: None,
///     },
///     Command::SetSite { site: plant, visibility: SiteVisibility::Open },
///     Command::Appoint { account: ada },
/// ] {
///     let decision = acme.decide(&command, &support)?;
///     acme = acme.fold(&decision)?;
/// }
/// assert_eq!((acme.domains().len(), acme.sites().len(), acme.members().len()), (1, 1, 1));
/// assert_eq!(acme.administrators().map(|it| it.account()).collect::<Vec<_>>(), [ada]);
/// assert_eq!(acme.member(ada).map(|it| it.role()), Some(CompanyRole::Administrator));
/// assert_eq!(acme.administration(&policy), Administration::Sufficient);
/// assert!(acme.sees(ada, plant) && acme.acts_on(ada, "laptops".parse()?));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    pub(super) id: OrganizationId,
    pub(super) version: u64,
    pub(super) last: Option<UtcDateTime>,
    pub(super) profile: Option<Profile>,
    pub(super) domains_claimed: u32,
    pub(super) domains: Vec<AssociatedDomain>,
    pub(super) members: Vec<Member>,
    pub(super) invitations: Vec<Invitation>,
    pub(super) sites: Vec<Site>,
    pub(super) preferences: Vec<(PreferenceId, PreferenceValue)>,
}

/// What a profile says of itself once it is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) kind: OrganizationKind,
    pub(super) profile_type: ProfileType,
}

impl Organization {
    /// The name of an organization that has no profile yet.
    #[must_use]
    pub const fn new(id: OrganizationId) -> Self {
        Self {
            id,
            version: 0,
            last: None,
            profile: None,
            domains_claimed: 0,
            domains: Vec::new(),
            members: Vec::new(),
            invitations: Vec::new(),
            sites: Vec::new(),
            preferences: Vec::new(),
        }
    }

    /// The name of the organization.
    #[must_use]
    pub const fn id(&self) -> OrganizationId {
        self.id
    }

    /// How many events it has seen.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Its kind, once the profile is set up.
    #[must_use]
    pub fn kind(&self) -> Option<OrganizationKind> {
        self.profile.map(|profile| profile.kind)
    }

    /// How it takes people in, once the profile is set up.
    #[must_use]
    pub fn profile_type(&self) -> Option<ProfileType> {
        self.profile.map(|profile| profile.profile_type)
    }

    /// Its domains: proved, disputed and lapsed.
    #[must_use]
    pub fn domains(&self) -> &[AssociatedDomain] {
        &self.domains
    }

    /// The domain of this name, whatever its claim is worth.
    #[must_use]
    pub fn domain(&self, name: &DomainName) -> Option<&AssociatedDomain> {
        self.domains.iter().find(|domain| domain.name == *name)
    }

    /// Its people.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The member with this account.
    #[must_use]
    pub fn member(&self, account: AccountId) -> Option<&Member> {
        self.members.iter().find(|member| member.account == account)
    }

    /// Its administrators, partner administrators included.
    pub fn administrators(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.administers())
    }

    /// Its pending invitations.
    #[must_use]
    pub fn invitations(&self) -> &[Invitation] {
        &self.invitations
    }

    /// The pending invitation of this name.
    #[must_use]
    pub fn invitation(&self, id: InvitationId) -> Option<&Invitation> {
        self.invitations
            .iter()
            .find(|invitation| invitation.id == id)
    }

    /// Its sites.
    #[must_use]
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The value of a company preference.
    #[must_use]
    pub fn preference(&self, preference: PreferenceId) -> Option<PreferenceValue> {
        self.preferences
            .iter()
            .find(|(name, _)| *name == preference)
            .map(|(_, value)| *value)
    }

    /// How many employees it has: third-party contacts are none (ORG-5).
    ///
    /// ```
    /// # use checkmark_account::organization::{Command, Context, Organization, OrganizationPolicy};
    /// # use checkmark_account::{Actor, OrganizationKind, ProfileType};
    /// # let policy = OrganizationPolicy::default();
    /// # let support = Context::new(Actor::Support, time::UtcDateTime::UNIX_EPOCH, &policy);
    /// let mut acme = Organization::new("acme".parse()?);
    /// let (kind, profile_type) = (OrganizationKind::Company, ProfileType::Restricted);
    /// for command in [
    ///     Command::CreateProfile { kind, profile_type },
    ///     Command::Appoint { account: "ada".parse()? },
    ///     Command::SetProfileType { profile_type: ProfileType::Open },
    /// ] {
    ///     let decision = acme.decide(&command, &support)?;
    ///     acme = acme.fold(&decision)?;
    /// }
    /// assert_eq!((acme.people(), acme.profile_type()), (1, Some(ProfileType::Open)));
    /// assert_eq!(acme.preference("newsletter".parse()?), None, "nobody has set it");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn people(&self) -> u32 {
        count(self.members.iter().filter(|member| member.is_employee()))
    }

    /// How it is administered, by the quota of a policy (ORG-3).
    #[must_use]
    pub fn administration(&self, policy: &OrganizationPolicy) -> Administration {
        let administrators = count(self.administrators());
        let required = policy.required_administrators(self.people());
        match administrators {
            0 => Administration::WithoutAdministrator,
            _ if administrators < required => Administration::BelowQuota {
                administrators,
                required,
            },
            _ => Administration::Sufficient,
        }
    }

    /// Whether a member sees a site: those that are open, and those whose group it is in (ORG-4).
    #[must_use]
    pub fn sees(&self, account: AccountId, site: SiteId) -> bool {
        self.member(account).is_some()
            && self.sites.iter().any(|it| {
                it.id == site
                    && (it.visibility == SiteVisibility::Open || it.group.contains(&account))
            })
    }

    /// Whether a member may act on a product line of the contract: every member of a customer may,
    /// a partner administrator only on those assigned (ORG-5).
    #[must_use]
    pub fn acts_on(&self, account: AccountId, product: ProductLineId) -> bool {
        self.member(account)
            .is_some_and(|member| match member.role {
                CompanyRole::PartnerAdministrator => member.products.contains(&product),
                CompanyRole::BusinessUser
                | CompanyRole::Administrator
                | CompanyRole::ThirdPartyContact => true,
            })
    }

    /// The next instant at which something lapses: the host calls again with
    /// [`Command::TimePassed`](super::Command::TimePassed) then.
    #[must_use]
    pub fn next_wakeup(&self) -> Option<UtcDateTime> {
        let domains = self
            .domains
            .iter()
            .filter(|domain| domain.standing == super::DomainStanding::Proved)
            .map(|domain| domain.lapses_at);
        domains
            .chain(
                self.invitations
                    .iter()
                    .map(|invitation| invitation.lapses_at),
            )
            .min()
    }
}

fn count<'a>(members: impl Iterator<Item = &'a Member>) -> u32 {
    u32::try_from(members.count()).unwrap_or(u32::MAX)
}
