//! The answer to a question for an entitlement (TIER-7).

use checkmark_account::{AccountId, OrganizationId, Standing};
use time::UtcDateTime;

use crate::entitlement::{Entitlement, Requirement};

/// Leave to do one thing for one organization, until an instant and while the standing is the same
/// (TIER-7).
///
/// A value inside a process, and no credential: it is not serialised, and whoever can make a
/// [`Holder`](super::Holder) can have one.
///
/// ```
/// use checkmark_account::{CompanyRole, Relation, Standing};
/// use checkmark_tier::entitlement::{Entitlement, Holder, Link, Permit};
/// use checkmark_tier::{Place, Session, Tier};
/// use time::{SignedDuration, UtcDateTime};
///
/// let (acme, now) = ("acme".parse()?, UtcDateTime::UNIX_EPOCH);
/// let links = [Link::new(acme, Relation::Customer, CompanyRole::BusinessUser)];
/// let (standing, session) = (Standing::new(4), Session::at(Place::Support));
/// let holder = Holder::new("a1".parse()?, standing, Some(Tier::Enterprise), session).with_links(&links);
/// let permit: Permit = holder.check(Entitlement::CreateRequest, acme, SignedDuration::HOUR, now)?;
/// assert_eq!((permit.standing(), permit.valid_until()), (standing, now + SignedDuration::HOUR));
/// assert!(!permit.holds(standing, permit.valid_until()));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
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
///
/// ```
/// use checkmark_account::Standing;
/// use checkmark_tier::entitlement::{Denial, Entitlement, Holder, Requirement};
/// use checkmark_tier::{Session, Tier};
/// use time::{SignedDuration, UtcDateTime};
///
/// let session = Session::signed_out();
/// let basic = Holder::new("a1".parse()?, Standing::new(1), Some(Tier::Basic), session);
/// let (minute, now) = (SignedDuration::MINUTE, UtcDateTime::UNIX_EPOCH);
/// let denial: Denial =
///     basic.check(Entitlement::CreateRequest, "acme".parse()?, minute, now).unwrap_err();
/// assert!(denial.missing().any(|it| it == Requirement::SignedIn));
/// assert!(denial.missing().any(|it| it.supplied_by() == "register_business"));
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
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
