//! The answer to a question for an entitlement (TIER-7).

use checkmark_account::{AccountId, OrganizationId, Standing};
use time::UtcDateTime;

use crate::entitlement::{Entitlement, Requirement};

/// Leave to do one thing for one organization, until an instant and while the standing is the same
/// (TIER-7).
///
/// A value inside a process, and no credential: it is not serialised, and whoever can make a
/// [`Holder`](super::Holder) can have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Permit {
    pub(super) account: AccountId,
    pub(super) organization: OrganizationId,
    pub(super) entitlement: Entitlement,
    pub(super) standing: Standing,
    pub(super) valid_until: UtcDateTime,
}

impl Permit {
    /// Whose it is.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// For which organization.
    #[must_use]
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// To do what.
    #[must_use]
    pub const fn entitlement(&self) -> Entitlement {
        self.entitlement
    }

    /// The standing it was given for.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// The first instant at which it holds no more.
    #[must_use]
    pub const fn valid_until(&self) -> UtcDateTime {
        self.valid_until
    }

    /// Whether it still holds, for an account that has this standing now. It dies with any change
    /// of address, relation, tier or suspension, for these move the standing.
    #[must_use]
    pub fn holds(&self, standing: Standing, now: UtcDateTime) -> bool {
        self.standing == standing && now < self.valid_until
    }
}

/// Why somebody is not entitled: all that is missing, and what would supply it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("not entitled to {entitlement}")]
pub struct Denial {
    pub(super) entitlement: Entitlement,
    pub(super) missing: u16,
}

impl Denial {
    /// What was asked for.
    #[must_use]
    pub const fn entitlement(&self) -> Entitlement {
        self.entitlement
    }

    /// Everything that is missing, in the order of the table; at least one.
    pub fn missing(&self) -> impl Iterator<Item = Requirement> + use<> {
        let missing = self.missing;
        Requirement::ALL
            .iter()
            .copied()
            .filter(move |it| missing & it.bit() != 0)
    }
}
