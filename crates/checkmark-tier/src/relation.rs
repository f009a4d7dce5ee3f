//! What ties an account to organizations.

use checkmark_account::organization::JoinedBy;
use checkmark_account::{CompanyRole, InvitationId, OrganizationId, Relation};
use checkmark_domain::Class;
use time::UtcDateTime;

use crate::command::Administrators;
use crate::effect::EffectKey;
use crate::event::Deadline;
use crate::evidence::Judged;

/// Access that was granted and waits for its confirmation (LAW-2, REG-5).
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Confirming);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let confirmation = account.confirmation().expect("a mail is on its way");
/// let grant: &Grant = confirmation.grant();
/// assert_eq!((grant.relation(), grant.role()), (Relation::Customer, CompanyRole::BusinessUser));
/// assert_eq!(grant.organization(), "acme".parse()?);
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grant {
    pub(crate) organization: OrganizationId,
    pub(crate) relation: Relation,
    pub(crate) role: CompanyRole,
    pub(crate) by: JoinedBy,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) invitation: Option<InvitationId>,
}

impl Grant {
    pub(crate) const fn new(
        organization: OrganizationId,
        relation: Relation,
        role: CompanyRole,
        by: JoinedBy,
    ) -> Self {
        Self {
            organization,
            relation,
            role,
            by,
            invitation: None,
        }
    }

    /// The organization.
    #[must_use]
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// As what.
    #[must_use]
    pub const fn relation(&self) -> Relation {
        self.relation
    }

    /// In which role.
    #[must_use]
    pub const fn role(&self) -> CompanyRole {
        self.role
    }

    /// By which way in.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// use checkmark_account::organization::JoinedBy;
    ///
    /// let way = HistoryStep::way_to(StateKind::Enterprise);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let membership = history.account().memberships().next().expect("it counts");
    /// assert_eq!(membership.grant().by(), JoinedBy::Registration);
    /// # }
    /// ```
    #[must_use]
    pub const fn by(&self) -> JoinedBy {
        self.by
    }

    /// Whether it holds for an address that was judged so (DOM-3): no way leads in from an address
    /// that bars, and a domain at Gmail needs somebody who vouches for the person.
    pub(crate) const fn holds_for(&self, judged: &Judged) -> bool {
        let vouched = matches!(self.by, JoinedBy::Support | JoinedBy::Invitation);
        match (judged.mailbox, judged.judgment.class()) {
            (crate::evidence::Mailbox::Role, _) => false,
            (_, Class::Corporate) => true,
            (_, Class::GmailHosted) => vouched,
            (_, Class::Undetermined) => matches!(self.by, JoinedBy::Support),
            (
                _,
                Class::ConsumerMailbox
                | Class::Disposable
                | Class::NoMail
                | Class::NotACompanyDomain,
            ) => false,
        }
    }
}

/// Access that was granted, and the mail that confirms it (REG-5).
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Confirming);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let confirmation: Confirmation = account.confirmation().expect("a mail is on its way");
/// assert_eq!((confirmation.attempt(), confirmation.mail().version()), (1, account.version()));
/// assert_eq!(account.memberships().count(), 0, "it does not count yet");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Confirmation {
    pub(crate) grant: Grant,
    /// A role may be granted before it counts; nobody may leave as the last administrator for that
    /// (ORG-3).
    pub(crate) administrators: Administrators,
    pub(crate) mail: EffectKey,
    pub(crate) attempt: u8,
}

impl Confirmation {
    /// What was granted.
    #[must_use]
    pub const fn grant(&self) -> &Grant {
        &self.grant
    }

    /// The mail whose handing over makes it count: a report about another one is stale.
    #[must_use]
    pub const fn mail(&self) -> EffectKey {
        self.mail
    }

    /// How often it was mailed, from 1.
    #[must_use]
    pub const fn attempt(&self) -> u8 {
        self.attempt
    }
}

/// A relation to an organization that counts (TIER-3).
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Enterprise);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let membership: &Membership = account.memberships().next().expect("it counts");
/// assert_eq!(membership.grant().relation(), Relation::Customer);
/// assert_eq!(membership.since(), history.now());
/// assert!(!membership.is_last_administrator());
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    pub(crate) grant: Grant,
    pub(crate) administrators: Administrators,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub(crate) since: UtcDateTime,
}

impl Membership {
    /// What was granted, in the role that the person has now.
    #[must_use]
    pub const fn grant(&self) -> &Grant {
        &self.grant
    }

    /// Whether the person is the organization's last administrator (ORG-3).
    #[must_use]
    pub const fn is_last_administrator(&self) -> bool {
        matches!(self.grant.role, CompanyRole::Administrator)
            && matches!(self.administrators, Administrators::Last)
    }

    /// Since when it counts.
    #[must_use]
    pub const fn since(&self) -> UtcDateTime {
        self.since
    }
}

/// An invitation that the account may accept (ORG-2).
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Basic);
/// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
/// history.give(HistoryStep::Invited)?;
/// let invitation: &PendingInvitation =
///     history.account().invitations().next().expect("there is one");
/// assert_eq!(invitation.invitation(), "i1".parse()?);
/// assert_eq!(invitation.role(), CompanyRole::BusinessUser);
/// assert!(!invitation.lapses().is_due(history.now()));
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PendingInvitation {
    pub(crate) invitation: InvitationId,
    pub(crate) organization: OrganizationId,
    pub(crate) role: CompanyRole,
    pub(crate) lapses: Deadline,
}

impl PendingInvitation {
    /// Its name.
    #[must_use]
    pub const fn invitation(&self) -> InvitationId {
        self.invitation
    }

    /// Who invites.
    #[must_use]
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// As what.
    #[must_use]
    pub const fn role(&self) -> CompanyRole {
        self.role
    }

    /// When it lapses: at that instant it is lapsed.
    #[must_use]
    pub const fn lapses(&self) -> Deadline {
        self.lapses
    }
}
