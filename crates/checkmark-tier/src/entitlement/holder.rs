//! Who asks to be entitled.

use checkmark_account::{AccountId, CompanyRole, OrganizationId, Relation, Standing};
use time::{SignedDuration, UtcDateTime};

use crate::entitlement::{Audience, AudienceMember, Denial, Entitlement, Permit, Requirement};
use crate::{Place, Session, Tier};

/// What one organization is to an account, and the account to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    organization: OrganizationId,
    relation: Relation,
    role: CompanyRole,
    validated_domain: bool,
    site_access: bool,
}

impl Link {
    /// A relation with an organization, in a role there.
    #[must_use]
    pub const fn new(organization: OrganizationId, relation: Relation, role: CompanyRole) -> Self {
        Self {
            organization,
            relation,
            role,
            validated_domain: false,
            site_access: false,
        }
    }

    /// The organization.
    ///
    /// ```
    /// use checkmark_account::{CompanyRole, Relation};
    /// use checkmark_tier::entitlement::Link;
    ///
    /// let link = Link::new("acme".parse()?, Relation::Customer, CompanyRole::BusinessUser);
    /// assert_eq!(link.organization().as_str(), "acme");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// The link of an address on a domain that is validated for the organization (TIER-6).
    ///
    /// ```
    /// use checkmark_account::{CompanyRole, Relation};
    /// use checkmark_tier::entitlement::Link;
    ///
    /// let plain = Link::new("acme".parse()?, Relation::Customer, CompanyRole::BusinessUser);
    /// let link = plain.with_validated_domain().with_site_access();
    /// assert_ne!(link, plain, "it opens more");
    /// assert_eq!(link.organization(), plain.organization());
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn with_validated_domain(self) -> Self {
        Self {
            validated_domain: true,
            ..self
        }
    }

    /// The link of somebody who sees a site of the organization (TIER-6, ORG-4).
    #[must_use]
    pub const fn with_site_access(self) -> Self {
        Self {
            site_access: true,
            ..self
        }
    }
}

/// Who asks to be entitled: a view of an account in a visit, made for one question.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    account: AccountId,
    standing: Standing,
    tier: Option<Tier>,
    session: Session,
    enabled: bool,
    vendor_employee: bool,
    links: &'a [Link],
}

impl<'a> Holder<'a> {
    /// An account of this standing and tier, seen in a visit; connected to nobody.
    #[must_use]
    pub const fn new(
        account: AccountId,
        standing: Standing,
        tier: Option<Tier>,
        session: Session,
    ) -> Self {
        let (enabled, vendor_employee) = (true, false);
        Self {
            account,
            standing,
            tier,
            session,
            enabled,
            vendor_employee,
            links: &[],
        }
    }

    /// The holder connected to these organizations.
    #[must_use]
    pub const fn with_links(self, links: &'a [Link]) -> Self {
        Self { links, ..self }
    }

    /// The holder of an account that is not completely enabled, such as one whose address is being
    /// changed (TIER-6).
    ///
    /// ```
    /// use checkmark_account::{CompanyRole, Relation, Standing};
    /// use checkmark_tier::entitlement::{Entitlement, Holder, Link, Requirement};
    /// use checkmark_tier::{Place, Session, Tier};
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let acme = "acme".parse()?;
    /// let links = [Link::new(acme, Relation::Customer, CompanyRole::BusinessUser)
    ///     .with_validated_domain()
    ///     .with_site_access()];
    /// let session = Session::at(Place::Support);
    /// let holder = Holder::new("a1".parse()?, Standing::new(4), Some(Tier::Enterprise), session)
    ///     .with_links(&links)
    ///     .not_enabled();
    /// let needs_it = |it: &&Entitlement| it.requires().contains(&Requirement::EnabledAccount);
    /// let entitlement = *Entitlement::ALL.iter().find(needs_it).expect("some need it");
    /// let denial = holder
    ///     .check(entitlement, acme, SignedDuration::MINUTE, UtcDateTime::UNIX_EPOCH)
    ///     .unwrap_err();
    /// assert!(denial.missing().any(|it| it == Requirement::EnabledAccount));
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn not_enabled(self) -> Self {
        Self {
            enabled: false,
            ..self
        }
    }

    /// The holder as one of the vendor's own employees, by the host's word (TIER-4).
    #[must_use]
    pub const fn as_vendor_employee(self) -> Self {
        Self {
            vendor_employee: true,
            ..self
        }
    }

    /// Asks for an entitlement, for one organization.
    ///
    /// # Errors
    ///
    /// A [`Denial`] that names everything that is missing.
    pub fn check(
        &self,
        entitlement: Entitlement,
        organization: OrganizationId,
        validity: SignedDuration,
        now: UtcDateTime,
    ) -> Result<Permit, Denial> {
        let link = self.link(organization);
        self.grant(entitlement, organization, validity, now, |need| {
            self.meets(need, link)
        })
    }

    /// Asks to read an item that is meant for an audience (TIER-4).
    ///
    /// # Errors
    ///
    /// A [`Denial`] that names everything that is missing.
    ///
    /// ```
    /// use checkmark_account::Standing;
    /// use checkmark_tier::entitlement::{Audience, AudienceMember, Holder};
    /// use checkmark_tier::{Place, Session, Tier};
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let session = Session::at(Place::Support);
    /// let employee = Holder::new("a1".parse()?, Standing::new(4), Some(Tier::Basic), session)
    ///     .as_vendor_employee();
    /// assert!(employee.audience().contains(AudienceMember::VendorEmployee));
    ///
    /// let (minute, now) = (SignedDuration::MINUTE, UtcDateTime::UNIX_EPOCH);
    /// let internal = Audience::EMPTY.with(AudienceMember::VendorEmployee);
    /// let for_partners = Audience::EMPTY.with(AudienceMember::Partner);
    /// assert!(employee.check_item(internal, "acme".parse()?, minute, now).is_ok());
    /// assert!(employee.check_item(for_partners, "acme".parse()?, minute, now).is_err());
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    pub fn check_item(
        &self,
        audience: Audience,
        organization: OrganizationId,
        validity: SignedDuration,
        now: UtcDateTime,
    ) -> Result<Permit, Denial> {
        let link = self.link(organization);
        // The vendor's own employees have no organization among the customers.
        let own = self.vendor_employee && audience.contains(AudienceMember::VendorEmployee);
        self.grant(
            Entitlement::RestrictedContent,
            organization,
            validity,
            now,
            |need| match need {
                Requirement::Enterprise | Requirement::Connected | Requirement::Employee if own => {
                    true
                }
                Requirement::Audience => audience.meets(self.audience()),
                need => self.meets(need, link),
            },
        )
    }

    /// What the holder is, as an audience: every relation, and the vendor's own.
    #[must_use]
    pub fn audience(&self) -> Audience {
        let enterprise = self.tier == Some(Tier::Enterprise);
        let links = self.links.iter().filter(|_| enterprise);
        let relations = links.map(|link| AudienceMember::from(link.relation));
        let own = self
            .vendor_employee
            .then_some(AudienceMember::VendorEmployee);
        relations.chain(own).collect()
    }

    fn grant(
        &self,
        entitlement: Entitlement,
        organization: OrganizationId,
        validity: SignedDuration,
        now: UtcDateTime,
        meets: impl Fn(Requirement) -> bool,
    ) -> Result<Permit, Denial> {
        let asked = entitlement.requires().iter().copied();
        let item = (entitlement == Entitlement::RestrictedContent).then_some(Requirement::Audience);
        let missing = asked
            .chain(item)
            .filter(|need| !meets(*need))
            .fold(0, |missing, need| missing | need.bit());
        if missing != 0 {
            return Err(Denial {
                entitlement,
                missing,
            });
        }
        Ok(Permit {
            account: self.account,
            organization,
            entitlement,
            standing: self.standing,
            // Far out there is no later instant to be valid until.
            valid_until: now.checked_add(validity).unwrap_or(UtcDateTime::MAX),
        })
    }

    fn meets(&self, need: Requirement, link: Option<&Link>) -> bool {
        match need {
            Requirement::SignedIn => self.session.is_signed_in() && self.tier.is_some(),
            Requirement::SupportSite => match self.session.place() {
                Place::Support => true,
                Place::Shop => false,
            },
            Requirement::Enterprise => self.tier == Some(Tier::Enterprise),
            Requirement::Connected => link.is_some(),
            Requirement::Employee => link.is_some_and(|link| link.role.is_employee()),
            Requirement::Administrator => {
                link.is_some_and(|link| link.role == CompanyRole::Administrator)
            }
            Requirement::ValidatedDomain => link.is_some_and(|link| link.validated_domain),
            Requirement::EnabledAccount => self.enabled,
            Requirement::SiteAccess => link.is_some_and(|link| link.site_access),
            // Content at large is for whoever has a relation at all.
            Requirement::Audience => self.audience() != Audience::EMPTY,
        }
    }

    fn link(&self, organization: OrganizationId) -> Option<&Link> {
        self.links
            .iter()
            .find(|link| link.organization == organization)
    }
}
