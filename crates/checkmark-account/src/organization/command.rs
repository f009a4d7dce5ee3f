//! What an organization is asked to do, and what its decisions may look at.

use checkmark_domain::{Class, DomainName};
use time::UtcDateTime;

use crate::email::EmailAddress;
use crate::id::{
    AccountId, InvitationId, OrganizationId, PreferenceId, PreferenceValue, ProductLineId, SiteId,
};
use crate::organization::{DomainProof, Intake, JoinedBy, OrganizationPolicy, SiteVisibility};
use crate::{Actor, CompanyRole, OrganizationKind, ProfileType};

/// What an organization is asked to do.
///
/// Open: later versions do more. It can be read and not written: an invitation carries an address,
/// and what is recorded of a command is its events.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[expect(
    missing_docs,
    reason = "fields are named by their types; guards are said per command"
)]
pub enum Command {
    /// Set the profile up. Support, or the host on support's approval.
    CreateProfile {
        kind: OrganizationKind,
        profile_type: ProfileType,
    },
    /// Say of what kind it is. Support.
    SetKind { kind: OrganizationKind },
    /// Say how it takes people in. Support, or an administrator.
    SetProfileType { profile_type: ProfileType },
    /// Prove a domain (ORG-1). The host, with a DNS token; or support.
    ProveDomain {
        name: DomainName,
        /// What the classifier says of it, judged with fresh evidence.
        class: Class,
        proof: DomainProof,
        intake: Intake,
        /// The other profile that claims it, by the host's directory.
        #[cfg_attr(feature = "serde", serde(default))]
        claimed_by: Option<OrganizationId>,
    },
    /// Give a domain up. An administrator, or support.
    DropDomain { name: DomainName },
    /// Invite an address at an associated domain (ORG-2). An administrator.
    Invite {
        invitation: InvitationId,
        address: EmailAddress,
        role: CompanyRole,
    },
    /// Take an invitation back. An administrator, or support.
    RevokeInvitation { invitation: InvitationId },
    /// The account at the invited address accepts. The host, from the account's own decision.
    AcceptInvitation {
        invitation: InvitationId,
        account: AccountId,
        address: EmailAddress,
    },
    /// The account was connected otherwise. The host, from the account's own decision.
    Join {
        account: AccountId,
        domain: DomainName,
        by: JoinedBy,
    },
    /// Make a member administrator, or partner administrator. An administrator of the same
    /// organization.
    Promote {
        account: AccountId,
        role: CompanyRole,
    },
    /// Make an administrator business user again. An administrator of the same organization.
    Demote {
        account: AccountId,
        /// Who is promoted first, if the last administrator goes.
        #[cfg_attr(feature = "serde", serde(default))]
        successor: Option<AccountId>,
    },
    /// Remove a leaver. An administrator of the same organization.
    RemoveMember {
        account: AccountId,
        /// Who is promoted first, if the last administrator goes.
        #[cfg_attr(feature = "serde", serde(default))]
        successor: Option<AccountId>,
    },
    /// Leave. The person, or the host from the account's own decision.
    Leave {
        account: AccountId,
        /// Who is promoted first, if the last administrator goes.
        #[cfg_attr(feature = "serde", serde(default))]
        successor: Option<AccountId>,
    },
    /// The account was erased: never refused for a member (ACC-7). The host.
    EraseMember { account: AccountId },
    /// Appoint an administrator, member or not yet (TKT-7). Support.
    Appoint { account: AccountId },
    /// Let a partner administrator act on a product line (ORG-5). Support.
    AssignProduct {
        account: AccountId,
        product: ProductLineId,
    },
    /// Let a partner administrator act on it no more. Support.
    WithdrawProduct {
        account: AccountId,
        product: ProductLineId,
    },
    /// Add a site, or say who sees it. An administrator, or support.
    SetSite {
        site: SiteId,
        visibility: SiteVisibility,
    },
    /// Remove a site. An administrator, or support.
    RemoveSite { site: SiteId },
    /// Let a member see a site. An administrator.
    GrantSite { site: SiteId, account: AccountId },
    /// Let a member see it no more. An administrator.
    WithdrawSite { site: SiteId, account: AccountId },
    /// Set a company preference, or clear it. An administrator.
    SetPreference {
        preference: PreferenceId,
        #[cfg_attr(feature = "serde", serde(default))]
        value: Option<PreferenceValue>,
    },
    /// See what has lapsed. The clock.
    TimePassed,
}

/// What a decision may look at beside the organization and the command.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub(super) actor: Actor,
    pub(super) agent: Option<AccountId>,
    pub(super) invited: Option<&'a EmailAddress>,
    pub(super) policy: &'a OrganizationPolicy,
    pub(super) now: UtcDateTime,
}

impl<'a> Context<'a> {
    /// The context of a command that an actor gives now.
    #[must_use]
    pub const fn new(actor: Actor, now: UtcDateTime, policy: &'a OrganizationPolicy) -> Self {
        Self {
            actor,
            agent: None,
            invited: None,
            policy,
            now,
        }
    }

    /// The account of the person who acts: needed for a person's and an administrator's commands.
    #[must_use]
    pub const fn with_agent(self, account: AccountId) -> Self {
        Self {
            agent: Some(account),
            ..self
        }
    }

    /// The address that was invited, from the host's side records: needed to accept an invitation.
    #[must_use]
    pub const fn with_invited(self, address: &'a EmailAddress) -> Self {
        Self {
            invited: Some(address),
            ..self
        }
    }
}
