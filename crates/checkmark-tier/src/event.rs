//! What happened to an account.

use alloc::boxed::Box;

use checkmark_account::code::{CodeEvent, Purpose};
use checkmark_account::organization::{JoinedBy, ParticipationEnd};
use checkmark_account::{
    AccountId, AddressNo, CommandId, CompanyRole, CustomerNumber, InvitationId, NewsletterChoice,
    OrganizationId, Relation, RequestId,
};
use time::UtcDateTime;

use crate::command::{Administrators, NumberReason, Topic};
use crate::evidence::{FoundProfile, Judged};
use crate::relation::Grant;
use crate::state::{
    Door, EvidenceKind, ProfileReasons, Proof, Reason, Reasons, Referral, RepairStep, Route, Window,
};
use crate::tier::CheckMark;
use crate::visit::Place;

/// What happened to an account: the fact, and where it stands in the record.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::AwaitingCode);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let first: &Event = history.events().next().expect("somebody signed up");
/// assert_eq!((first.version(), first.at()), (1, history.now()));
/// assert!(matches!(first.fact(), Fact::SignedUp { .. }));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    pub(crate) account: AccountId,
    pub(crate) version: u64,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub(crate) at: UtcDateTime,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) command: Option<CommandId>,
    pub(crate) fact: Fact,
}

impl Event {
    /// An event as it was recorded.
    #[must_use]
    pub const fn new(
        account: AccountId,
        version: u64,
        at: UtcDateTime,
        command: Option<CommandId>,
        fact: Fact,
    ) -> Self {
        Self {
            account,
            version,
            at,
            command,
            fact,
        }
    }

    /// Whose it is.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The version that it leads to: events are counted from 1.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// The command that it came of, if that had an id.
    #[must_use]
    pub const fn command(&self) -> Option<CommandId> {
        self.command
    }

    /// What happened.
    #[must_use]
    pub const fn fact(&self) -> &Fact {
        &self.fact
    }
}

/// An instant at which something is due, with the generation that tells it from the ones before.
///
/// ```
/// use checkmark_tier::Deadline;
/// use time::UtcDateTime;
///
/// let deadline = Deadline::new(UtcDateTime::UNIX_EPOCH, 3);
/// assert!(deadline.is_due(UtcDateTime::UNIX_EPOCH));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline {
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    at: UtcDateTime,
    generation: u32,
}

impl Deadline {
    /// A deadline of its parts.
    #[must_use]
    pub const fn new(at: UtcDateTime, generation: u32) -> Self {
        Self { at, generation }
    }

    /// The first instant at which it is due.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// Which deadline of the account it is, from 1.
    ///
    /// ```
    /// use checkmark_tier::Deadline;
    /// use time::UtcDateTime;
    ///
    /// let deadline = Deadline::new(UtcDateTime::UNIX_EPOCH, 3);
    /// assert_eq!(deadline.generation(), 3);
    /// ```
    #[must_use]
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// Whether it is due: equal is due.
    #[must_use]
    pub fn is_due(&self, now: UtcDateTime) -> bool {
        now >= self.at
    }
}

/// What happened. It holds ids, small facts and absolute instants; nothing personal, no code, and
/// nothing that a policy would have to be asked about again.
///
/// Open: later versions record more.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Basic);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let proved = Fact::AddressProved { address: AddressNo::default() };
/// assert!(history.events().any(|event| *event.fact() == proved));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are named by their types")]
pub enum Fact {
    /// The account was opened at an address.
    SignedUp {
        door: Door,
        address: AddressNo,
        newsletter: NewsletterChoice,
        lapses: Deadline,
    },
    /// Nobody proved the address in time (REG-3).
    SignUpLapsed,
    /// A code was issued or tried, or the failures were cleared (CODE).
    Code { purpose: Purpose, code: CodeEvent },
    /// The address is proved.
    AddressProved { address: AddressNo },
    /// Business registration started, or started over.
    RegistrationStarted { proof: Proof, lapses: Deadline },
    /// The route was chosen.
    RouteChosen {
        route: Route,
        lapses: Option<Deadline>,
    },
    /// Route or details were not given in time (REG-3).
    RegistrationLapsed,
    /// The business details were given; registration is finished.
    DetailsSubmitted { reasons: ProfileReasons },
    /// The domain of the address was judged.
    DomainJudged { judged: Judged, again: Deadline },
    /// The verdict is so old that another one was asked for.
    VerdictAsked { again: Deadline },
    /// The profiles were counted for which the domain is proved.
    ProfilesCounted {
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
        counted_at: UtcDateTime,
        total: u32,
    },
    /// Nothing is decided until evidence comes, or until support decides without it.
    EvidenceAwaited {
        needs: EvidenceKind,
        until: Deadline,
    },
    /// A list was offered to choose from.
    OrganizationsOffered { offer: Box<[FoundProfile]> },
    /// A company profile is to be set up.
    ProfileWanted { reasons: ProfileReasons },
    /// The profile was asked for.
    ProfileSubmitted,
    /// Not eligible by itself, for these reasons.
    AccessLimited { because: Reasons },
    /// Access was granted; it counts from the confirmation, which is the effect of this index.
    AccessGranted { grant: Grant, mail: u32 },
    /// The confirmation is mailed again.
    ConfirmationRepeated { attempt: u8, mail: u32 },
    /// The confirmation of one more relation could not be delivered; the others stay.
    ConfirmationAbandoned,
    /// The confirmation was handed over: full access counts from here (REG-5).
    AccessConfirmed,
    /// The relations that rest on the address still hold under today's evidence.
    AccessRenewed,
    /// The partner programme did not confirm a prospective partner.
    PartnerRefused,
    /// Decided again from the start: as a referral, or as somebody with a proved address.
    DecidedAgain { referral: Option<Referral> },
    /// Support was asked.
    SupportRequested { topic: Topic },
    /// The service request was opened.
    RequestOpened {
        request: RequestId,
        topic: Topic,
        window: Option<Window>,
        /// How often it was reopened before.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "crate::state::is_first")
        )]
        reopening: u32,
    },
    /// It was closed without an outcome.
    RequestClosed { request: Option<RequestId> },
    /// The account took it back, for good.
    RequestWithdrawn { request: Option<RequestId> },
    /// The mark did not move; the first step of the repair is due.
    MarkStuck { seen: Option<CheckMark> },
    /// A step of the repair is done.
    RepairAdvanced { due: RepairStep },
    /// The mark is as it should be.
    MarkRepaired,
    /// Somebody said which mark is seen.
    MarkSeen { mark: CheckMark },
    /// Signed in.
    SignedIn { place: Place },
    /// Signed out.
    SignedOut,
    /// Another address was asked for.
    AddressChangeAsked {
        address: AddressNo,
        lapses: Deadline,
    },
    /// Nobody proved it in time.
    AddressChangeLapsed { address: AddressNo },
    /// The new address is proved, and is the account's now.
    AddressChanged { address: AddressNo },
    /// The name was changed.
    NameChanged,
    /// A change of the password was asked for.
    PasswordChangeAsked,
    /// A customer number was added.
    CustomerNumberAdded {
        number: CustomerNumber,
        reason: NumberReason,
    },
    /// A customer number was removed.
    CustomerNumberRemoved {
        number: CustomerNumber,
        reason: NumberReason,
    },
    /// A product was added.
    ProductAdded,
    /// An administrator invited the address.
    Invited {
        invitation: InvitationId,
        organization: OrganizationId,
        role: CompanyRole,
        address: AddressNo,
        lapses: Deadline,
    },
    /// The invitation counts no more: revoked, lapsed, or its address is gone.
    InvitationEnded { invitation: InvitationId },
    /// The person has a role in an organization.
    RoleGranted {
        organization: OrganizationId,
        role: CompanyRole,
        administrators: Administrators,
    },
    /// The person is a business user there again.
    RoleWithdrawn { organization: OrganizationId },
    /// A relation ended.
    RelationEnded {
        organization: OrganizationId,
        relation: Relation,
        reason: Reason,
    },
    /// Suspended by support.
    Suspended,
    /// Reinstated by support.
    Reinstated { lapses: Option<Deadline> },
    /// Deactivated by the person.
    Deactivated,
    /// Taken up again by the person.
    Reactivated,
    /// Closed.
    Closed,
    /// Erased.
    Erased,
}

impl Fact {
    /// The cause that an organization is told when a relation ends for this reason.
    pub(crate) const fn participation_end(reason: Reason) -> ParticipationEnd {
        match reason {
            Reason::LeftOrganization => ParticipationEnd::Left,
            _ => ParticipationEnd::Removed,
        }
    }

    /// The way in that a grant names, if this is one.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// use checkmark_account::organization::JoinedBy;
    ///
    /// let way = HistoryStep::way_to(StateKind::Confirming);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let by = history.events().find_map(|event| event.fact().granted_by());
    /// assert_eq!(by, Some(JoinedBy::Registration));
    /// # }
    /// ```
    #[must_use]
    pub const fn granted_by(&self) -> Option<JoinedBy> {
        match self {
            Self::AccessGranted { grant, .. } => Some(grant.by()),
            _ => None,
        }
    }
}
