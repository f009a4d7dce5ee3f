//! For whom a restricted item is meant (TIER-4).

use checkmark_account::Relation;

use crate::words::words;

words! {
    /// One group that an item can be meant for.
    ///
    /// Closed: a relation, or the vendor's own.
    #[expect(clippy::exhaustive_enums, reason = "closed: the three groups are the contract")]
    AudienceMember, UnknownAudienceMember, "unknown audience" in "entitlement";
    /// Employees of customers.
    Customer "customer",
    /// Employees of partners.
    Partner "partner",
    /// The vendor's own employees.
    VendorEmployee "vendor_employee",
}

impl From<Relation> for AudienceMember {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Customer => Self::Customer,
            Relation::Partner => Self::Partner,
        }
    }
}

/// A set of groups: whom an item is meant for, or what somebody is. Access is "the two meet", and
/// no order of tiers.
///
/// ```
/// use checkmark_tier::entitlement::{Audience, AudienceMember};
///
/// let item = Audience::EMPTY.with(AudienceMember::Partner);
/// let person = Audience::EMPTY.with(AudienceMember::Customer).with(AudienceMember::Partner);
/// assert!(item.meets(person));
/// assert!(!item.meets(Audience::EMPTY));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Audience(u8);

impl Audience {
    /// Nobody.
    pub const EMPTY: Self = Self(0);

    /// The set with a group more.
    #[must_use]
    pub const fn with(self, member: AudienceMember) -> Self {
        Self(self.0 | 1 << member as u8)
    }

    /// Whether a group is in it.
    #[must_use]
    pub const fn contains(self, member: AudienceMember) -> bool {
        self.0 & 1 << member as u8 != 0
    }

    /// Whether the two have a group in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl FromIterator<AudienceMember> for Audience {
    fn from_iter<I: IntoIterator<Item = AudienceMember>>(members: I) -> Self {
        members.into_iter().fold(Self::EMPTY, Self::with)
    }
}
