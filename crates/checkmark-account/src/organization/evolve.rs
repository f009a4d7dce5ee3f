//! How a record folds: knows no policy, so replaying never depends on today's.

use time::UtcDateTime;

use crate::CompanyRole;
use crate::id::{AccountId, InvitationId, SiteId};
use crate::organization::profile::Profile;
use crate::organization::{
    AssociatedDomain, DomainNo, DomainStanding, Event, Invitation, Member, Organization, Site,
};
use crate::words::kinds;

impl Organization {
    /// The organization after one more event, recorded at an instant.
    ///
    /// Total on every record that [`decide`](Self::decide) made (LAW-5).
    ///
    /// # Errors
    ///
    /// The event belongs to another record, or stands at the wrong place in this one. Its position
    /// is the version that the organization had.
    pub fn evolve(mut self, event: &Event, at: UtcDateTime) -> Result<Self, ReplayError> {
        self.apply(event, at).map_err(|kind| ReplayError {
            position: self.version,
            kind,
        })?;
        self.version += 1;
        self.last = Some(at);
        Ok(self)
    }

    fn apply(&mut self, event: &Event, at: UtcDateTime) -> Result<(), ReplayErrorKind> {
        if self.last.is_some_and(|last| at < last) {
            return Err(ReplayErrorKind::OutOfOrder);
        }
        if let Event::ProfileCreated {
            organization,
            kind,
            profile_type,
        } = event
        {
            if *organization != self.id {
                return Err(ReplayErrorKind::Foreign);
            }
            return match self.profile.replace(Profile {
                kind: *kind,
                profile_type: *profile_type,
            }) {
                None => Ok(()),
                Some(_) => Err(ReplayErrorKind::Doubled),
            };
        }
        let profile = self.profile.as_mut().ok_or(ReplayErrorKind::Missing)?;
        match event {
            Event::ProfileCreated { .. } => return Err(ReplayErrorKind::Doubled),
            Event::KindSet { kind } => profile.kind = *kind,
            Event::ProfileTypeSet { profile_type } => profile.profile_type = *profile_type,
            Event::DomainProved {
                domain,
                name,
                intake,
                lapses_at,
                ..
            } => {
                self.claim(AssociatedDomain {
                    number: *domain,
                    name: name.clone(),
                    intake: *intake,
                    standing: DomainStanding::Proved,
                    lapses_at: *lapses_at,
                })?;
            }
            Event::DomainDisputed {
                domain,
                name,
                intake,
                ..
            } => {
                self.claim(AssociatedDomain {
                    number: *domain,
                    name: name.clone(),
                    intake: *intake,
                    standing: DomainStanding::Disputed,
                    lapses_at: at,
                })?;
            }
            Event::DomainDropped { domain } => {
                let index = self.domain_index(*domain)?;
                self.domains.remove(index);
                self.forget_domain(*domain);
            }
            Event::DomainLapsed { domain } => {
                let index = self.domain_index(*domain)?;
                self.domains[index].standing = DomainStanding::Lapsed;
            }
            Event::InvitationIssued {
                invitation,
                domain,
                role,
                lapses_at,
            } => {
                if self.invitation(*invitation).is_some() {
                    return Err(ReplayErrorKind::Doubled);
                }
                self.domain_index(*domain)?;
                self.invitations.push(Invitation {
                    id: *invitation,
                    domain: *domain,
                    role: *role,
                    lapses_at: *lapses_at,
                });
            }
            Event::InvitationRevoked { invitation, .. }
            | Event::InvitationAccepted { invitation, .. } => {
                let index = self.invitation_index(*invitation)?;
                self.invitations.remove(index);
            }
            Event::MemberJoined {
                account,
                role,
                domain,
                ..
            } => {
                if self.member(*account).is_some() {
                    return Err(ReplayErrorKind::Doubled);
                }
                self.members.push(Member {
                    account: *account,
                    role: *role,
                    domain: *domain,
                    products: alloc::vec::Vec::new(),
                });
            }
            Event::MemberRemoved { account, .. } => {
                let index = self.member_index(*account)?;
                self.members.remove(index);
                for site in &mut self.sites {
                    site.group.retain(|member| member != account);
                }
            }
            Event::RoleGranted { account, role } => self.member_mut(*account)?.role = *role,
            Event::RoleWithdrawn { account } => {
                let member = self.member_mut(*account)?;
                member.role = CompanyRole::BusinessUser;
                member.products.clear();
            }
            Event::ProductAssigned { account, product } => {
                let products = &mut self.member_mut(*account)?.products;
                if products.contains(product) {
                    return Err(ReplayErrorKind::Doubled);
                }
                products.push(*product);
            }
            Event::ProductWithdrawn { account, product } => {
                let products = &mut self.member_mut(*account)?.products;
                let index = products.iter().position(|it| it == product);
                products.remove(index.ok_or(ReplayErrorKind::Missing)?);
            }
            Event::SiteSet { site, visibility } => match self.site_mut(*site) {
                Ok(it) => it.visibility = *visibility,
                Err(_) => self.sites.push(Site {
                    id: *site,
                    visibility: *visibility,
                    group: alloc::vec::Vec::new(),
                }),
            },
            Event::SiteRemoved { site } => {
                self.site_mut(*site)?;
                self.sites.retain(|it| it.id != *site);
            }
            Event::SiteGranted { site, account } => {
                self.member_index(*account)?;
                let group = &mut self.site_mut(*site)?.group;
                if group.contains(account) {
                    return Err(ReplayErrorKind::Doubled);
                }
                group.push(*account);
            }
            Event::SiteWithdrawn { site, account } => {
                let group = &mut self.site_mut(*site)?.group;
                let index = group.iter().position(|it| it == account);
                group.remove(index.ok_or(ReplayErrorKind::Missing)?);
            }
            Event::PreferenceSet { preference, value } => {
                self.preferences.retain(|(name, _)| name != preference);
                self.preferences
                    .extend(value.map(|value| (*preference, value)));
            }
        }
        Ok(())
    }

    /// Takes a claim in: of a new domain, or again of one it has.
    fn claim(&mut self, claim: AssociatedDomain) -> Result<(), ReplayErrorKind> {
        let known = self
            .domains
            .iter_mut()
            .find(|domain| domain.name == claim.name);
        match known {
            Some(domain) if domain.number == claim.number => *domain = claim,
            Some(_) => return Err(ReplayErrorKind::Doubled),
            None if claim.number.0 == self.domains_claimed + 1 => {
                self.domains_claimed += 1;
                self.domains.push(claim);
            }
            None => return Err(ReplayErrorKind::OutOfOrder),
        }
        Ok(())
    }

    /// Members who rested on a dropped domain stay until they are decided again, resting on none.
    fn forget_domain(&mut self, domain: DomainNo) {
        for member in &mut self.members {
            if member.domain == Some(domain) {
                member.domain = None;
            }
        }
    }

    fn domain_index(&self, number: DomainNo) -> Result<usize, ReplayErrorKind> {
        self.domains
            .iter()
            .position(|it| it.number == number)
            .ok_or(ReplayErrorKind::Missing)
    }

    fn invitation_index(&self, id: InvitationId) -> Result<usize, ReplayErrorKind> {
        self.invitations
            .iter()
            .position(|it| it.id == id)
            .ok_or(ReplayErrorKind::Missing)
    }

    fn member_index(&self, account: AccountId) -> Result<usize, ReplayErrorKind> {
        self.members
            .iter()
            .position(|it| it.account == account)
            .ok_or(ReplayErrorKind::Missing)
    }

    fn member_mut(&mut self, account: AccountId) -> Result<&mut Member, ReplayErrorKind> {
        let index = self.member_index(account)?;
        Ok(&mut self.members[index])
    }

    fn site_mut(&mut self, site: SiteId) -> Result<&mut Site, ReplayErrorKind> {
        self.sites
            .iter_mut()
            .find(|it| it.id == site)
            .ok_or(ReplayErrorKind::Missing)
    }
}

/// Why a record does not fold: the position of the event, and the kind of the fault.
///
/// ```
/// use checkmark_account::OrganizationKind;
/// use checkmark_account::organization::{Event, Organization, ReplayError, ReplayErrorKind};
/// use time::UtcDateTime;
///
/// let event = Event::KindSet { kind: OrganizationKind::Company };
/// let new = Organization::new("acme".parse()?);
/// let fault: ReplayError = new.evolve(&event, UtcDateTime::UNIX_EPOCH).unwrap_err();
/// assert_eq!((fault.position(), fault.kind()), (0, ReplayErrorKind::Missing));
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at event {position}")]
pub struct ReplayError {
    position: u64,
    kind: ReplayErrorKind,
}

impl ReplayError {
    /// How many events folded before the one at fault.
    #[must_use]
    pub const fn position(&self) -> u64 {
        self.position
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> ReplayErrorKind {
        self.kind
    }
}

kinds! {
    /// What is wrong with an event of a record.
    ReplayErrorKind;
    /// It is of another organization.
    Foreign "foreign" "event of another organization",
    /// It stands before what it needs.
    Missing "missing" "event without what it rests on",
    /// It says again what is so already.
    Doubled "doubled" "event told twice",
    /// It stands at the wrong place, or goes back in time.
    OutOfOrder "out_of_order" "event out of order",
}
