//! Invitations to an organization.

use time::UtcDateTime;

use crate::CompanyRole;
use crate::id::InvitationId;
use crate::organization::DomainNo;

/// A pending invitation (ORG-2). The address that was invited is a side record under its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Invitation {
    pub(super) id: InvitationId,
    pub(super) domain: DomainNo,
    pub(super) role: CompanyRole,
    pub(super) lapses_at: UtcDateTime,
}

impl Invitation {
    /// The name of the invitation.
    #[must_use]
    pub const fn id(&self) -> InvitationId {
        self.id
    }

    /// The associated domain of the address that was invited.
    #[must_use]
    pub const fn domain(&self) -> DomainNo {
        self.domain
    }

    /// The role that waits.
    #[must_use]
    pub const fn role(&self) -> CompanyRole {
        self.role
    }

    /// The instant at which it has lapsed: at exactly the policy's age.
    #[must_use]
    pub const fn lapses_at(&self) -> UtcDateTime {
        self.lapses_at
    }
}
