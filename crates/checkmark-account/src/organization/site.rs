//! The sites of an organization, and who sees them.

use alloc::vec::Vec;

use crate::id::{AccountId, SiteId};
use crate::words::words;

/// A place with equipment. Members see it by its visibility (ORG-4).
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
    #[expect(clippy::exhaustive_enums, reason = "closed: a site is inherited or it is not")]
    SiteVisibility, UnknownSiteVisibility, "unknown site visibility" in "organization";
    /// Every member inherits it.
    Open "open",
    /// Those in its access group.
    AccessGroup "access_group",
}
