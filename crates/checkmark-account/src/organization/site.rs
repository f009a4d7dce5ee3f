//! The sites of an organization, and who sees them.

use alloc::vec::Vec;

use crate::id::{AccountId, SiteId};
use crate::words::words;

/// A place with equipment. Members see it by its visibility (ORG-4).
///
/// ```
/// # use checkmark_account::organization::{Command, Context, Organization, OrganizationPolicy};
/// # use checkmark_account::{AccountId, Actor, OrganizationKind, ProfileType, SiteId};
/// use checkmark_account::organization::{Site, SiteVisibility};
///
/// # let policy = OrganizationPolicy::default();
/// # let support = Context::new(Actor::Support, time::UtcDateTime::UNIX_EPOCH, &policy);
/// # let (kind, profile_type) = (OrganizationKind::Company, ProfileType::Open);
/// # let (ada, acme): (AccountId, _) = ("ada".parse()?, Organization::new("acme".parse()?));
/// # let created = acme.decide(&Command::CreateProfile { kind, profile_type }, &support)?;
/// # let acme = acme.fold(&created)?;
/// # let appointed = acme.decide(&Command::Appoint { account: ada }, &support)?;
/// # let acme = acme.fold(&appointed)?;
/// let plant: SiteId = "plant-1".parse()?;
/// let closed = Command::SetSite { site: plant, visibility: SiteVisibility::AccessGroup };
/// let decision = acme.decide(&closed, &support)?;
/// let acme = acme.fold(&decision)?;
/// let site: &Site = &acme.sites()[0];
/// assert_eq!(site.visibility(), SiteVisibility::AccessGroup);
/// assert!(site.group().is_empty() && !acme.sees(ada, plant));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    pub(super) id: SiteId,
    pub(super) visibility: SiteVisibility,
    pub(super) group: Vec<AccountId>,
}

impl Site {
    /// The name of the site.
    #[must_use]
    pub const fn id(&self) -> SiteId {
        self.id
    }

    /// Who sees it.
    #[must_use]
    pub const fn visibility(&self) -> SiteVisibility {
        self.visibility
    }

    /// The access group: who sees it although it is not open.
    #[must_use]
    pub fn group(&self) -> &[AccountId] {
        &self.group
    }
}

words! {
    /// Who sees a site (ORG-4).
    ///
    /// ```
    /// use checkmark_account::organization::SiteVisibility;
    ///
    /// assert_eq!("access_group".parse(), Ok(SiteVisibility::AccessGroup));
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: a site is inherited or it is not")]
    SiteVisibility, UnknownSiteVisibility, "unknown site visibility" in "organization";
    /// Every member inherits it.
    Open "open",
    /// Those in its access group.
    AccessGroup "access_group",
}
