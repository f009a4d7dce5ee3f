//! What an organization decided.

use alloc::vec::Vec;

use time::UtcDateTime;

use crate::CompanyRole;
use crate::email::EmailAddress;
use crate::id::{AccountId, InvitationId, OrganizationId};
use crate::organization::{Administration, DomainNo, Event, JoinedBy, ParticipationEnd};

/// What an organization decided: events to record, effects to carry out, and what is personal and
/// kept apart.
///
/// ```
/// use checkmark_account::organization::{Command, Context, Decision, Organization, OrganizationPolicy};
/// use checkmark_account::{Actor, OrganizationKind, ProfileType};
/// use time::UtcDateTime;
///
/// let (policy, now) = (OrganizationPolicy::default(), UtcDateTime::UNIX_EPOCH);
/// let (kind, profile_type) = (OrganizationKind::PublicBody, ProfileType::Open);
/// let decision: Decision = Organization::new("city".parse()?).decide(
///     &Command::CreateProfile { kind, profile_type },
///     &Context::new(Actor::Support, now, &policy),
/// )?;
/// assert_eq!((decision.at(), decision.events().len()), (now, 1));
/// assert!(decision.mailboxes().is_empty(), "nobody was invited");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub(super) at: UtcDateTime,
    pub(super) events: Vec<Event>,
    pub(super) effects: Vec<(EffectKey, Effect)>,
    pub(super) mailboxes: Vec<Mailbox>,
}

impl Decision {
    /// The instant of the decision: that of the context, or the last one where time ran back a
    /// little (LAW-4).
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// What happened, in order. Empty where all was as asked already.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// What the host has to do, each with the key under which it is done once.
    #[must_use]
    pub fn effects(&self) -> &[(EffectKey, Effect)] {
        &self.effects
    }

    /// The addresses to keep apart, so that they can be forgotten (ACC-7).
    #[must_use]
    pub fn mailboxes(&self) -> &[Mailbox] {
        &self.mailboxes
    }
}

/// The key under which an effect is done once, however often it is delivered.
///
/// ```
/// use checkmark_account::organization::EffectKey;
/// use std::collections::HashSet;
///
/// let mut done = HashSet::new();
/// let key = EffectKey { organization: "acme".parse()?, version: 3, index: 0 };
/// assert!(done.insert(key));
/// assert!(!done.insert(key), "delivered twice, done once");
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "closed: a key is these three")]
pub struct EffectKey {
    /// Whose effect it is.
    pub organization: OrganizationId,
    /// The version that the decision led to.
    pub version: u64,
    /// Which of the decision's effects, from 0.
    pub index: u32,
}

/// What the host has to do. Holds nothing personal.
///
/// Open: later versions ask for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are named by their types")]
pub enum Effect {
    /// Mail the invitation to the address kept under its id, and tell the account that has the
    /// address, if there is one.
    MailInvitation { invitation: InvitationId },
    /// Tell the account that has the invited address that the invitation counts no more.
    WithdrawInvitation { invitation: InvitationId },
    /// Tell an account a fact that concerns it.
    Tell { account: AccountId, fact: Fact },
    /// Report how the organization is administered: it got worse (ORG-3).
    ReportAdministration { administration: Administration },
    /// Ask support to decide between two profiles that claim one domain (ORG-1).
    ReferDispute {
        domain: DomainNo,
        other: OrganizationId,
    },
}

/// A fact that concerns an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are named by their types")]
pub enum Fact {
    /// It belongs to the organization.
    Joined { role: CompanyRole, by: JoinedBy },
    /// It belongs to it no more.
    Removed { cause: ParticipationEnd },
    /// It has a role.
    RoleGranted { role: CompanyRole },
    /// It is a business user again.
    RoleWithdrawn,
    /// The domain that its membership rests on is gone, or its evidence lapsed (ORG-6).
    DomainDropped { domain: DomainNo },
}

/// An address that was invited: personal, kept apart under the invitation's id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "closed: a side record is a name and a value"
)]
pub struct Mailbox {
    /// The invitation.
    pub invitation: InvitationId,
    /// Whom it was sent to.
    pub address: EmailAddress,
}
