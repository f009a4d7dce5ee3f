//! What the host has to do.

use checkmark_account::code::Challenge;
use checkmark_account::organization::{JoinedBy, ParticipationEnd};
use checkmark_account::{
    AccountId, AddressNo, CompanyRole, InvitationId, OrganizationId, Relation, RequestId,
};

use crate::command::Topic;
use crate::state::Referral;
use crate::words::words;

/// The key under which an effect is done once, however often it is delivered.
///
/// ```
/// use checkmark_tier::EffectKey;
///
/// let key = EffectKey::new("a1".parse()?, 7, 0);
/// assert_eq!(key.version(), 7);
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EffectKey {
    account: AccountId,
    version: u64,
    index: u32,
}

impl EffectKey {
    /// A key of its parts.
    #[must_use]
    pub const fn new(account: AccountId, version: u64, index: u32) -> Self {
        Self {
            account,
            version,
            index,
        }
    }

    /// Whose effect it is.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The version that the decision led to.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Which of the decision's effects, from 0.
    ///
    /// ```
    /// use checkmark_tier::EffectKey;
    ///
    /// let (code, notice) = (EffectKey::new("a1".parse()?, 7, 0), EffectKey::new("a1".parse()?, 7, 1));
    /// assert_ne!(code, notice, "two effects of one decision");
    /// assert_eq!(notice.index(), 1);
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn index(&self) -> u32 {
        self.index
    }
}

/// What the host has to do, under the key that keeps it from being done twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Effect {
    key: EffectKey,
    task: Task,
}

impl Effect {
    pub(crate) const fn new(key: EffectKey, task: Task) -> Self {
        Self { key, task }
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> EffectKey {
        self.key
    }

    /// What is to be done.
    #[must_use]
    pub const fn task(&self) -> &Task {
        &self.task
    }
}

/// What is to be done. It holds no code and no address: addresses go by number, and the code is
/// derived from the challenge by whoever mails it (CODE-2).
///
/// Open: later versions ask for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are named by their types")]
pub enum Task {
    /// Mail the code of the challenge; [`Challenge::reveal`] derives it.
    MailCode {
        address: AddressNo,
        challenge: Challenge,
    },
    /// Tell the owner of a taken address that somebody wanted it (ACC-1).
    MailOwner { address: AddressNo },
    /// Mail the confirmation of access, and say with `mail_handed_over` that it is out (REG-5).
    MailConfirmation { address: AddressNo },
    /// Mail a notice.
    MailNotice { address: AddressNo, notice: Notice },
    /// Judge the domain of the address (DOM-4).
    JudgeDomain { address: AddressNo },
    /// Count the profiles for which the domain of the address is proved (REG-4).
    FindProfiles { address: AddressNo },
    /// Ask the partner programme (REG-2).
    AskPartnerProgramme { referral: Referral },
    /// Open a service request.
    OpenRequest { topic: Topic },
    /// Withdraw a service request that has become void.
    WithdrawRequest { request: RequestId },
    /// End every session of the account but the one that gave the command.
    EndSessions,
    /// Tell the organization that the person joined it.
    TellJoined {
        organization: OrganizationId,
        relation: Relation,
        role: CompanyRole,
        by: JoinedBy,
        invitation: Option<InvitationId>,
    },
    /// Tell the organization that the person belongs to it no more.
    TellLeft {
        organization: OrganizationId,
        cause: ParticipationEnd,
    },
    /// Forget an address, as nobody proved it.
    ForgetAddress { address: AddressNo },
    /// Forget everything that is personal about the account (ACC-7).
    ForgetPerson,
}

words! {
    /// What a notice says.
    ///
    /// Open: more may come to be told.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let taken = history.give(HistoryStep::Suspend)?;
    /// let told = |it: &Task| matches!(it, Task::MailNotice { notice: Notice::Suspended, .. });
    /// assert!(taken.decision().is_some_and(|it| it.effects().any(|effect| told(effect.task()))));
    /// # }
    /// # Ok::<(), checkmark_tier::Refusal>(())
    /// ```
    #[non_exhaustive]
    Notice, UnknownNotice, "unknown notice";
    /// Another address is asked for; to the old one (ACC-6).
    AddressChangeAsked "address_change_asked",
    /// The address was changed; to the old one (ACC-6).
    AddressChanged "address_changed",
    /// The password is to be changed (ACC-5).
    PasswordChange "password_change",
    /// Registration lapsed; nothing that was validated is lost (REG-3).
    RegistrationLapsed "registration_lapsed",
    /// Access is being decided again (ORG-6).
    DecidedAgain "decided_again",
    /// A relation ended (TIER-3).
    RelationEnded "relation_ended",
    /// Support declined (TKT-6).
    Declined "declined",
    /// The account was suspended (ACC-7).
    Suspended "suspended",
    /// The account was reinstated (ACC-7).
    Reinstated "reinstated",
    /// The account was closed (ACC-7).
    Closed "closed",
}
