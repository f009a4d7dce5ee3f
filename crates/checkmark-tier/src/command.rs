//! What an account is asked to do.

mod kind;
mod recorded;

#[cfg(feature = "proptest")]
pub(crate) use recorded::Translate;

pub use kind::{Actors, CommandKind, UnknownCommandKind};

use alloc::vec::Vec;

use checkmark_account::{
    AddressNo, CompanyRole, CustomerNumber, InvitationId, NewsletterChoice, OrganizationId,
    Relation, RequestId, Standing,
};
use checkmark_domain::Judgment;
use time::UtcDateTime;

use crate::effect::EffectKey;
use crate::evidence::{FoundProfile, Mailbox};
use crate::form::{Form, Given, Recorded};
use crate::state::{Business, Door, RepairStep, Route, Window};
use crate::tier::CheckMark;
use crate::visit::Place;
use crate::words::words;

/// A command as it is recorded: the code replaced by its outcome, the address by its number.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::AwaitingCode);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let command: &RecordedCommand = history.taken()[0].envelope().expect("a command").command();
/// let Command::SignUp { address, name, .. } = command else { panic!("{command:?}") };
/// assert_eq!((*address, *name), (AddressNo::default(), Apart), "what is personal lies apart");
/// # }
/// ```
pub type RecordedCommand = Command<Recorded>;

/// What an account is asked to do.
///
/// Open: later versions do more. As [`Given`] it can be read and not written; what is recorded is a
/// [`RecordedCommand`]. Who may give which is [`CommandKind::actors`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        tag = "type",
        rename_all = "snake_case",
        bound(
            serialize = "F::Code: serde::Serialize, F::Address: serde::Serialize, \
                         F::Name: serde::Serialize, F::Product: serde::Serialize",
            deserialize = "F::Code: serde::Deserialize<'de>, F::Address: serde::Deserialize<'de>, \
                           F::Name: serde::Deserialize<'de>, F::Product: serde::Deserialize<'de>"
        )
    )
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(
        bound = "F::Code: schemars::JsonSchema, F::Address: schemars::JsonSchema, \
                      F::Name: schemars::JsonSchema, F::Product: schemars::JsonSchema"
    )
)]
#[non_exhaustive]
#[expect(
    missing_docs,
    reason = "fields are named by their types; each command says what it wants"
)]
pub enum Command<F: Form = Given> {
    /// Open the account (ACC-2). Person.
    SignUp {
        door: Door,
        address: F::Address,
        name: F::Name,
        #[cfg_attr(feature = "serde", serde(default))]
        newsletter: NewsletterChoice,
    },
    /// Mail another code (CODE-5). Person.
    RequestCode,
    /// Prove the address with a code (CODE-1). Person.
    SubmitCode { code: F::Code },
    /// Start business registration, or start it over (REG-1). Person.
    StartBusinessRegistration,
    /// Answer "additional access required" (REG-2). Person.
    ChooseRoute { route: Route },
    /// Give the business details (REG-3). Person.
    SubmitDetails {
        #[cfg_attr(feature = "serde", serde(default))]
        business: Business,
    },
    /// Choose the entry of one's business unit (REG-4). Person.
    ChooseOrganization { organization: OrganizationId },
    /// Have a company profile set up (REG-6). Person.
    SubmitProfile {
        #[cfg_attr(feature = "serde", serde(default = "Option::default"))]
        #[cfg_attr(feature = "schema", schemars(!default))]
        product: Option<F::Product>,
    },
    /// Add a service tag or serial number (REG-6, AST-1). Person.
    AddProduct { product: F::Product },
    /// Sign in. Person.
    SignIn {
        #[cfg_attr(feature = "serde", serde(default))]
        place: Place,
    },
    /// Sign out. Person.
    SignOut,
    /// Say which mark one sees (FIX-1). Person.
    ReportMark { mark: CheckMark },
    /// Say that a step of the repair is done (FIX-1). Person.
    RepairStep { step: RepairStep },
    /// Ask administrative support (TKT-1, TKT-7, CODE-4). Person.
    RequestSupport {
        #[cfg_attr(feature = "serde", serde(default))]
        topic: Topic,
    },
    /// Withdraw the open request (TKT-6). Person.
    Withdraw,
    /// Ask for another address (ACC-6). Person.
    ChangeAddress { address: F::Address },
    /// Prove the new address with its code (ACC-6). Person.
    ConfirmAddress { code: F::Code },
    /// Change one's name (ACC-5). Person.
    ChangeName { name: F::Name },
    /// Ask to change the password (ACC-5). Person.
    RequestPasswordChange,
    /// Add a customer number (ACC-4). Person or support.
    AddCustomerNumber {
        number: CustomerNumber,
        reason: NumberReason,
    },
    /// Remove a customer number (ACC-4). Person or support.
    RemoveCustomerNumber {
        number: CustomerNumber,
        reason: NumberReason,
    },
    /// Accept an invitation (ORG-2). Person.
    AcceptInvitation { invitation: InvitationId },
    /// Leave an organization (ORG-3). Person.
    LeaveOrganization { organization: OrganizationId },
    /// Deactivate the account (ACC-7). Person.
    Deactivate,
    /// Take it up again (ACC-7). Person.
    Reactivate,
    /// Close it (ACC-7). Person or support.
    Close,
    /// Erase what is personal (ACC-7). Never refused to those who may ask: person, support, host.
    Erase,

    /// The domain of the address was judged (DOM-4). Host.
    DomainJudged {
        judgment: Judgment,
        #[cfg_attr(feature = "serde", serde(default))]
        mailbox: Mailbox,
        /// When the evidence was obtained; absent means now.
        #[cfg_attr(
            feature = "serde",
            serde(default, with = "checkmark_account::wire::optional_instant")
        )]
        #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
        judged_at: Option<UtcDateTime>,
        /// Which address was judged; absent means the current one.
        #[cfg_attr(feature = "serde", serde(default))]
        address: Option<AddressNo>,
    },
    /// The profiles were counted for which the domain is proved (REG-4, REG-7). Host.
    ProfilesFound {
        profiles: Vec<FoundProfile>,
        /// When they were counted; absent means now.
        #[cfg_attr(
            feature = "serde",
            serde(default, with = "checkmark_account::wire::optional_instant")
        )]
        #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
        counted_at: Option<UtcDateTime>,
        /// For which address; absent means the current one.
        #[cfg_attr(feature = "serde", serde(default))]
        address: Option<AddressNo>,
    },
    /// A profile changed that may matter to this account (REG-7). Host.
    ProfileChanged { organization: OrganizationId },
    /// A mail was handed over (REG-5). Host.
    MailHandedOver { effect: EffectKey },
    /// A mail could not be delivered. Host.
    MailFailed { effect: EffectKey },
    /// The host knows that the mark did not move (FIX-1). Host.
    MarkNotPropagated,
    /// The service request that the account asked for was opened. Host.
    RequestOpened {
        request: RequestId,
        #[cfg_attr(feature = "serde", serde(default))]
        topic: Topic,
        #[cfg_attr(feature = "serde", serde(default))]
        window: Option<Window>,
        /// How often it was reopened before. A request that the account has left is taken only if
        /// it was reopened since: what comes late or twice opens nothing again (TKT-8).
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "crate::state::is_first")
        )]
        reopening: u32,
    },
    /// It was closed without an outcome: withdrawn, duplicate, unanswered (TKT-6). Host.
    RequestClosed { request: RequestId },

    /// Approve the company profile (REG-6). Support.
    ApproveProfile {
        request: RequestId,
        standing: Standing,
        address: AddressNo,
        organization: OrganizationId,
    },
    /// Do not set it up (REG-6). Support.
    RefuseProfile { request: RequestId },
    /// Validate the account (TKT-6, TKT-8). Support.
    ValidateAccount {
        request: RequestId,
        standing: Standing,
        address: AddressNo,
        organization: OrganizationId,
        relation: Relation,
    },
    /// Decline the request (TKT-6). Support.
    DeclineAccount { request: RequestId },
    /// Clear the failures of the code channel, and with them its lock (CODE-4). Support.
    UnlockCodes,
    /// Suspend the account (ACC-7). Support.
    Suspend,
    /// Reinstate it; everything is decided again (ACC-7). Support.
    Reinstate,
    /// Confirm somebody as a partner's employee, or as a partner (REG-2). Partner programme.
    ConfirmPartner { organization: OrganizationId },
    /// Do not confirm the person (REG-2). Partner programme.
    RefusePartner,
    /// A relation to an organization ended (TIER-3). Support, partner programme or host.
    RelationEnded {
        organization: OrganizationId,
        relation: Relation,
    },

    /// An administrator invited this account's address (ORG-2). Host, from the organization.
    Invited {
        invitation: InvitationId,
        organization: OrganizationId,
        role: CompanyRole,
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
        lapses_at: UtcDateTime,
        /// Which address was invited; absent means the current one.
        #[cfg_attr(feature = "serde", serde(default))]
        address: Option<AddressNo>,
    },
    /// The invitation counts no more (ORG-6). Host, from the organization.
    InvitationRevoked { invitation: InvitationId },
    /// The person has a role in the organization (ORG-3). Host, from the organization.
    RoleGranted {
        organization: OrganizationId,
        role: CompanyRole,
        /// Whether there is another administrator.
        #[cfg_attr(feature = "serde", serde(default))]
        administrators: Administrators,
    },
    /// The person is a business user again (ORG-3). Host, from the organization.
    RoleWithdrawn { organization: OrganizationId },
    /// The person belongs to the organization no more (ORG-4). Host, from the organization.
    MemberRemoved { organization: OrganizationId },
    /// The domain that membership rests on counts no more (ORG-6). Host, from the organization.
    DomainDropped { organization: OrganizationId },

    /// See what is due. Clock.
    TimePassed {
        /// The generation of the deadline that the host waited for; absent means whatever is due.
        #[cfg_attr(feature = "serde", serde(default))]
        generation: Option<u32>,
    },
}

words! {
    /// What a request to support is about.
    ///
    /// Open: support learns new topics.
    ///
    /// ```
    /// use checkmark_tier::{Command, CommandKind, Topic};
    ///
    /// let command: Command = Command::RequestSupport { topic: Topic::default() };
    /// assert_eq!(command.kind(), CommandKind::RequestSupport);
    /// assert_eq!(Topic::default(), Topic::AccountAccess);
    /// ```
    #[derive(Default)]
    #[non_exhaustive]
    Topic, UnknownTopic, "unknown topic";
    /// Account access issue (TKT-2).
    #[default]
    AccountAccess "account_access",
    /// Set up a company profile (SLA-3).
    CompanyProfile "company_profile",
    /// Appoint the first administrator (TKT-7).
    FirstAdministrator "first_administrator",
    /// Trouble with validation: needs no sign-in and can only unlock (CODE-4).
    TroubleWithValidation "trouble_with_validation",
}

words! {
    /// Why a customer number is added or removed (ACC-4).
    ///
    /// Open: there may be more reasons.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let envelope = Envelope::new(
    ///     account.id(),
    ///     Actor::Support,
    ///     history.now(),
    ///     Command::AddCustomerNumber { number: "4712".parse()?, reason: NumberReason::Purchase },
    /// );
    /// assert!(account.can(&envelope, &Context::new(history.policy())).is_ok());
    /// # }
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[non_exhaustive]
    NumberReason, UnknownNumberReason, "unknown reason for a customer number";
    /// Something was bought under it.
    Purchase "purchase",
    /// The person asked for it.
    Requested "requested",
    /// The person works elsewhere now.
    MovedOn "moved_on",
    /// It was a mistake.
    Correction "correction",
}

words! {
    /// Whether an organization has other administrators than this person (ORG-3).
    ///
    /// Closed: it is a yes or a no.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Enterprise);
    /// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    /// assert_eq!(Administrators::default(), Administrators::Others);
    /// history.give(HistoryStep::RoleGrantedAlone)?;
    /// let last = history.account().memberships().any(|it| it.is_last_administrator());
    /// assert!(last, "the organization said `last`");
    /// # }
    /// # Ok::<(), checkmark_tier::Refusal>(())
    /// ```
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: a yes or a no")]
    Administrators, UnknownAdministrators, "unknown standing of the administrators";
    /// There are others, or the person is none.
    #[default]
    Others "others",
    /// The person is the last one.
    Last "last",
}
