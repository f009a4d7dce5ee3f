//! What somebody wants of a request.

use checkmark_account::{AccountId, OrganizationId, Relation, RequestId};
use checkmark_calendar::Pauses;
use time::UtcDateTime;

use crate::event::{Direction, MoveCause};
use crate::form::{Draft, Fields, FreeText};
use crate::number::RequestNumber;
use crate::outcome::{Basis, DeclineReason};
use crate::question::QuestionNo;
use crate::topic::{ContactMethod, Topic};
use crate::words::words;

/// What somebody wants of a request. Who may want it, [`CommandKind::actors`] says.
///
/// Commands hold what people wrote; what is recorded of them are events, which do not.
///
/// Open: more may be wanted some day. [`kind`](Self::kind) is what tables are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Command {
    /// Keep what is filled in so far, whatever faults it has.
    SaveDraft {
        /// On what.
        topic: Topic,
        /// What is filled in.
        draft: Draft,
    },
    /// Ask support (TKT-3, TKT-4).
    Submit {
        /// On what.
        topic: Topic,
        /// The number that the host assigned.
        number: RequestNumber,
        /// The form.
        draft: Draft,
        /// The request that this one follows up, because it could no longer be reopened (TKT-6).
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        follows: Option<RequestId>,
    },
    /// A representative was in contact with the person (SLA-1).
    Contact {
        /// By which means.
        by: ContactMethod,
        /// What was said.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        note: Option<FreeText>,
    },
    /// Begin to validate the settings.
    BeginValidation,
    /// Ask the person something (TKT-5). That is a contact, too.
    Ask {
        /// The question.
        text: FreeText,
        /// The fields that an answer has to fill.
        #[cfg_attr(feature = "serde", serde(default))]
        fields: Fields,
    },
    /// No longer ask.
    DropQuestion {
        /// Which question.
        question: QuestionNo,
    },
    /// Answer a question.
    Answer {
        /// Which question.
        question: QuestionNo,
        /// The answer in words.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        text: Option<FreeText>,
        /// The fields that were asked for.
        #[cfg_attr(feature = "serde", serde(default))]
        draft: Draft,
    },
    /// Tell something without being asked.
    AddInformation {
        /// What.
        text: FreeText,
    },
    /// Note something that only support sees. No contact.
    Note {
        /// What.
        text: FreeText,
    },
    /// A machine wrote: no contact, no answer, no reopening.
    AutomaticMessage {
        /// Which way.
        direction: Direction,
    },
    /// The account's standing or address moved (TKT-8).
    AccountMoved {
        /// What they are now.
        basis: Basis,
    },
    /// The person belongs to the organization (TKT-6).
    Validate {
        /// Which organization.
        organization: OrganizationId,
        /// As what.
        relation: Relation,
        /// The standing and the address that support looked at (TKT-8).
        basis: Basis,
    },
    /// The nominees administer the organization from now on (TKT-7).
    Appoint {
        /// Which organization.
        organization: OrganizationId,
        /// The standing and the address that support looked at.
        basis: Basis,
    },
    /// The company profile is set up (SLA-3).
    ApproveProfile {
        /// Which organization.
        organization: OrganizationId,
        /// The standing and the address that support looked at.
        basis: Basis,
    },
    /// Open the locked channel again, and nothing else (CODE-4).
    Unlock,
    /// No.
    Decline {
        /// Why.
        reason: DeclineReason,
        /// What the person is told besides.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        text: Option<FreeText>,
    },
    /// Take it back.
    Withdraw,
    /// The account was closed or erased: nobody is left to ask.
    EndAccount,
    /// It is the same as another open request of the account.
    MarkDuplicate {
        /// The other one, which goes on.
        of: OpenRequest,
    },
    /// Another request was the same as this one, which goes on.
    Absorb {
        /// What that one was.
        duplicate: EndedDuplicate,
    },
    /// Go on after it was resolved or closed (TKT-6).
    Reopen {
        /// What the person or support has to say.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        text: Option<FreeText>,
    },
    /// Compute what is due again, because policy or calendar changed (SLA-6).
    Recompute {
        /// What changed.
        cause: MoveCause,
        /// Whether verdicts of the past are judged again.
        #[cfg_attr(feature = "serde", serde(default))]
        verdicts: Verdicts,
    },
    /// The instant of a wakeup has come, or another one.
    TimePassed,
}

/// Another request of the same account that is open: evidence of the host's.
///
/// ```
/// # use checkmark_account::*;
/// # use checkmark_ticket::*;
/// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
/// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
/// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
/// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
/// # let draft = Draft { email, preferred_contact, ..Draft::default() };
/// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
/// # let submit = Command::Submit { topic, number, draft, follows: None };
/// # let mut request = Request::new("r1".parse()?);
/// # let submitted = decide(&request, &submit, &person)?;
/// # request.accept(&submitted)?;
/// let open: OpenRequest = request.as_open().expect("it is open");
/// assert_eq!((open.request(), open.account()), ("r1".parse()?, "a1".parse()?));
/// assert_eq!(Request::new("r2".parse()?).as_open(), None, "a draft is not");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenRequest {
    pub(crate) request: RequestId,
    pub(crate) account: AccountId,
}

impl OpenRequest {
    /// The request, and whose it is. [`Request::as_open`](crate::Request::as_open) gives it.
    #[must_use]
    pub const fn new(request: RequestId, account: AccountId) -> Self {
        Self { request, account }
    }

    /// Which one.
    #[must_use]
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// Whose.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }
}

/// A request that ended as a duplicate, as the one that goes on has to know it.
/// [`Request::as_duplicate`](crate::Request::as_duplicate) gives it.
///
/// Two requests on the same thing: one ends, the other takes its times over.
///
/// ```
/// # use checkmark_account::*;
/// # use checkmark_ticket::*;
/// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
/// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
/// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
/// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
/// # let draft = Draft { email, preferred_contact, ..Draft::default() };
/// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
/// # let submit = Command::Submit { topic, number, draft, follows: None };
/// # let mut request = Request::new("r1".parse()?);
/// # let submitted = decide(&request, &submit, &person)?;
/// # request.accept(&submitted)?;
/// let mut goes_on = Request::new("r2".parse()?);
/// let decision = decide(&goes_on, &submit, &person)?;
/// goes_on.accept(&decision)?;
///
/// let support = Context::new(&policy, Actor::Support, monday);
/// let of = goes_on.as_open().expect("it is open");
/// let decision = decide(&request, &Command::MarkDuplicate { of }, &support)?;
/// request.accept(&decision)?;
///
/// let duplicate: EndedDuplicate = request.as_duplicate().expect("it ended as one");
/// assert_eq!((duplicate.of(), duplicate.submitted()), ("r2".parse()?, monday));
/// let host = Context::new(&policy, Actor::Host, monday);
/// let decision = decide(&goes_on, &Command::Absorb { duplicate }, &host)?;
/// goes_on.accept(&decision)?;
/// assert_eq!(goes_on.absorbed(), ["r1".parse()?]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndedDuplicate {
    pub(crate) request: RequestId,
    pub(crate) account: AccountId,
    pub(crate) of: RequestId,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) submitted: UtcDateTime,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) ended: UtcDateTime,
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
    pub(crate) contacted: Option<UtcDateTime>,
    /// When it waited for the person.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) waits: Pauses,
}

impl EndedDuplicate {
    /// Which one ended.
    #[must_use]
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// Which one goes on.
    #[must_use]
    pub const fn of(&self) -> RequestId {
        self.of
    }

    /// When it was submitted.
    #[must_use]
    pub const fn submitted(&self) -> UtcDateTime {
        self.submitted
    }
}

words! {
    /// What becomes of verdicts of the past when something is computed again.
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: there is no third")]
    Verdicts "way with verdicts";
    /// They stay: what was promised then was promised then.
    #[default]
    Keep "keep",
    /// They are judged again, as if the new promise had held from the start.
    Rejudge "rejudge",
}

words! {
    /// Which command it is.
    ///
    /// Open: more may be wanted some day.
    #[non_exhaustive]
    CommandKind "command";
    /// [`Command::SaveDraft`].
    SaveDraft "save_draft",
    /// [`Command::Submit`].
    Submit "submit",
    /// [`Command::Contact`].
    Contact "contact",
    /// [`Command::BeginValidation`].
    BeginValidation "begin_validation",
    /// [`Command::Ask`].
    Ask "ask",
    /// [`Command::DropQuestion`].
    DropQuestion "drop_question",
    /// [`Command::Answer`].
    Answer "answer",
    /// [`Command::AddInformation`].
    AddInformation "add_information",
    /// [`Command::Note`].
    Note "note",
    /// [`Command::AutomaticMessage`].
    AutomaticMessage "automatic_message",
    /// [`Command::AccountMoved`].
    AccountMoved "account_moved",
    /// [`Command::Validate`].
    Validate "validate",
    /// [`Command::Appoint`].
    Appoint "appoint",
    /// [`Command::ApproveProfile`].
    ApproveProfile "approve_profile",
    /// [`Command::Unlock`].
    Unlock "unlock",
    /// [`Command::Decline`].
    Decline "decline",
    /// [`Command::Withdraw`].
    Withdraw "withdraw",
    /// [`Command::EndAccount`].
    EndAccount "end_account",
    /// [`Command::MarkDuplicate`].
    MarkDuplicate "mark_duplicate",
    /// [`Command::Absorb`].
    Absorb "absorb",
    /// [`Command::Reopen`].
    Reopen "reopen",
    /// [`Command::Recompute`].
    Recompute "recompute",
    /// [`Command::TimePassed`].
    TimePassed "time_passed",
}

impl Command {
    /// Which command it is.
    #[must_use]
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::SaveDraft { .. } => CommandKind::SaveDraft,
            Self::Submit { .. } => CommandKind::Submit,
            Self::Contact { .. } => CommandKind::Contact,
            Self::BeginValidation => CommandKind::BeginValidation,
            Self::Ask { .. } => CommandKind::Ask,
            Self::DropQuestion { .. } => CommandKind::DropQuestion,
            Self::Answer { .. } => CommandKind::Answer,
            Self::AddInformation { .. } => CommandKind::AddInformation,
            Self::Note { .. } => CommandKind::Note,
            Self::AutomaticMessage { .. } => CommandKind::AutomaticMessage,
            Self::AccountMoved { .. } => CommandKind::AccountMoved,
            Self::Validate { .. } => CommandKind::Validate,
            Self::Appoint { .. } => CommandKind::Appoint,
            Self::ApproveProfile { .. } => CommandKind::ApproveProfile,
            Self::Unlock => CommandKind::Unlock,
            Self::Decline { .. } => CommandKind::Decline,
            Self::Withdraw => CommandKind::Withdraw,
            Self::EndAccount => CommandKind::EndAccount,
            Self::MarkDuplicate { .. } => CommandKind::MarkDuplicate,
            Self::Absorb { .. } => CommandKind::Absorb,
            Self::Reopen { .. } => CommandKind::Reopen,
            Self::Recompute { .. } => CommandKind::Recompute,
            Self::TimePassed => CommandKind::TimePassed,
        }
    }
}
