//! What an account and its organizations say of who asks.

use alloc::vec::Vec;

use checkmark_account::EmailAddress;
use checkmark_account::organization::Organization;
use time::UtcDateTime;

use crate::account::Account;
use crate::entitlement::{Holder, Link};
use crate::relation::Membership;
use crate::state::StateKind;
use crate::visit::Session;

impl Link {
    /// What a relation of an account is worth at an instant (TIER-6): whether its address is on a
    /// domain that counts for the organization then, and whether it sees a site there (ORG-4).
    ///
    /// What the host has not at hand is not there: no organization, or another one, and no address
    /// give a plain link. Where an organization keeps no sites, nobody sees one; a host for which
    /// that means all of them says so by [`with_site_access`](Self::with_site_access).
    #[must_use]
    pub fn of(
        account: &Account,
        membership: &Membership,
        address: Option<&EmailAddress>,
        organization: Option<&Organization>,
        now: UtcDateTime,
    ) -> Self {
        let grant = membership.grant();
        let link = Self::new(grant.organization(), grant.relation(), grant.role());
        let Some(organization) = organization.filter(|it| it.id() == grant.organization()) else {
            return link;
        };
        let domain = address.and_then(|address| organization.domain(address.domain()));
        let link = match domain {
            Some(domain) if domain.counts(now) => link.with_validated_domain(),
            _ => link,
        };
        let mut sites = organization.sites().iter();
        if sites.any(|site| organization.sees(account.id(), site.id())) {
            link.with_site_access()
        } else {
            link
        }
    }
}

impl Account {
    /// What its relations are worth at an instant, a link each: those that count, so none outside
    /// Enterprise (TIER-3). `address` is the one with the number [`address`](Self::address), and the
    /// organizations are those that the host has at hand.
    ///
    /// ```
    /// use checkmark_tier::entitlement::{Entitlement, Requirement};
    /// use checkmark_tier::{Account, Place, Session};
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let (account, now) = (Account::new("a1".parse()?), UtcDateTime::UNIX_EPOCH);
    /// let links = account.links(None, &[], now);
    /// let holder = account.holder(Session::at(Place::Support), &links);
    /// let denial = holder
    ///     .check(Entitlement::Order, "acme".parse()?, SignedDuration::minutes(5), now)
    ///     .unwrap_err();
    /// assert!(denial.missing().eq([Requirement::SignedIn]), "nobody has signed up");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub fn links(
        &self,
        address: Option<&EmailAddress>,
        organizations: &[Organization],
        now: UtcDateTime,
    ) -> Vec<Link> {
        let counts = self.state().kind() == StateKind::Enterprise;
        let memberships = self.memberships().filter(|_| counts);
        memberships
            .map(|membership| {
                let id = membership.grant().organization();
                let organization = organizations.iter().find(|it| it.id() == id);
                Link::of(self, membership, address, organization, now)
            })
            .collect()
    }

    /// Who asks to be entitled: this account in a visit, with its [`links`](Self::links). While a
    /// change of address is pending the account is not completely enabled (TIER-6).
    #[must_use]
    pub const fn holder<'a>(&self, session: Session, links: &'a [Link]) -> Holder<'a> {
        let holder =
            Holder::new(self.id(), self.standing(), self.tier(), session).with_links(links);
        match self.pending_change() {
            Some(_) => holder.not_enabled(),
            None => holder,
        }
    }
}
