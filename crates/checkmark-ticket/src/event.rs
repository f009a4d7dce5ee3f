//! What happened to a request.

use checkmark_account::{AccountId, CommandId, RequestId};
use checkmark_calendar::{BusinessDuration, Cause, Pauses};
use time::UtcDateTime;

use crate::form::Fields;
use crate::number::RequestNumber;
use crate::outcome::{Basis, CloseReason, Outcome, WithdrawReason};
use crate::question::QuestionNo;
use crate::sla::{ClockName, Hold, Schedule, Verdict};
use crate::topic::{ContactMethod, Topic};
use crate::words::words;

/// One thing that happened to a request: of which request, as which of its events, when, and what.
///
/// So a record can be checked by itself: an event that is foreign, missing, doubled or out of
/// order does not fold (LAW-5).
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
/// let events: Vec<Event> = submitted.events().collect();
/// assert_eq!(events.iter().map(Event::version).collect::<Vec<_>>(), [1, 2]);
/// assert_eq!(events[0].fact().kind(), FactKind::Submitted);
/// assert_eq!(replay("r1".parse()?, &events)?, request);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    pub(crate) request: RequestId,
    pub(crate) version: u64,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) at: UtcDateTime,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) command: Option<CommandId>,
    pub(crate) fact: Fact,
}

impl Event {
    /// An event as it was recorded.
    #[must_use]
    pub const fn new(
        request: RequestId,
        version: u64,
        at: UtcDateTime,
        command: Option<CommandId>,
        fact: Fact,
    ) -> Self {
        Self {
            request,
            version,
            at,
            command,
            fact,
        }
    }

    /// The request that it happened to.
    #[must_use]
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// Its number among the events of the request, from 1: the version of the request after it.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// When it was decided; never before the event in front of it.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// The command that it came of, on the first event of each decision.
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

/// What happened. Each holds ids, words, counters and instants, and nothing personal.
///
/// Open: more may happen some day.
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
/// let event = submitted.events().next().expect("a submission is recorded");
/// let Fact::Submitted { account, topic, .. } = event.fact() else { panic!("{event:?}") };
/// assert_eq!((*account, *topic), ("a1".parse()?, Topic::TroubleWithValidation));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Fact {
    /// The host's clock ran back, within the policy's skew: the last instant stands (LAW-4).
    TimeClamped {
        /// What it read.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        read: UtcDateTime,
    },
    /// What was filled in so far was kept.
    DraftSaved {
        /// Whose form.
        account: AccountId,
        /// On what.
        topic: Topic,
        /// How many faults it still has.
        faults: u16,
    },
    /// The form was complete, and the host gave it a number.
    Submitted {
        /// Who asks.
        account: AccountId,
        /// On what.
        topic: Topic,
        /// The number that the host assigned.
        number: RequestNumber,
        /// The standing and the address of the account at that time.
        basis: Basis,
        /// How the person wants to be reached.
        #[cfg_attr(feature = "serde", serde(default))]
        preferred_contact: Option<ContactMethod>,
        /// The request that this one follows up, because it could no longer be reopened.
        #[cfg_attr(feature = "serde", serde(default))]
        follows: Option<RequestId>,
        /// When the desk opens next, if it was closed.
        #[cfg_attr(
            feature = "serde",
            serde(default, with = "checkmark_account::wire::optional_instant")
        )]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
        desk_opens: Option<UtcDateTime>,
    },
    /// A clock began, or began again with a fresh budget.
    ClockStarted {
        /// Which one.
        clock: ClockName,
        /// Which run: 0 at submission.
        cycle: u32,
        /// Counts its schedules.
        generation: u32,
        /// What was computed for it.
        schedule: Schedule,
    },
    /// A clock stands from now on, or stands for another reason.
    ClockPaused {
        /// Which one.
        clock: ClockName,
        /// Why.
        hold: Hold,
        /// What had counted by then.
        counted: BusinessDuration,
    },
    /// A clock runs again. The time since it stood or stopped is a pause.
    ClockResumed {
        /// Which one.
        clock: ClockName,
        /// What had counted before.
        counted: BusinessDuration,
    },
    /// A schedule was computed again: nothing else moves a due instant (SLA-6).
    DueMoved {
        /// Which clock.
        clock: ClockName,
        /// What it was.
        from: Schedule,
        /// What it is.
        to: Schedule,
        /// What has counted until the clock last began to run or to stand.
        counted: BusinessDuration,
        /// Why.
        cause: MoveCause,
        /// Counts the schedules of the clock.
        generation: u32,
    },
    /// A verdict was judged again, because it was asked for.
    Rejudged {
        /// Which clock.
        clock: ClockName,
        /// The verdict before; none while it ran.
        #[cfg_attr(feature = "serde", serde(default))]
        from: Option<Verdict>,
        /// The verdict now; none if it runs.
        #[cfg_attr(feature = "serde", serde(default))]
        to: Option<Verdict>,
    },
    /// The clock's share of the budget is used up.
    ClockAtRisk {
        /// Which one.
        clock: ClockName,
    },
    /// The due instant went by.
    ClockMissed {
        /// Which one.
        clock: ClockName,
    },
    /// What the clock waited for happened.
    ClockStopped {
        /// Which one.
        clock: ClockName,
        /// In time or not.
        verdict: Verdict,
    },
    /// Nobody waits for the clock any more. A verdict that it had stays.
    ClockVoided {
        /// Which one.
        clock: ClockName,
    },
    /// The pauses of a clock were joined with those of a duplicate: it stands only while every
    /// request that there was then stood.
    ClockMerged {
        /// Which one.
        clock: ClockName,
        /// The earliest opening.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        started: UtcDateTime,
        /// The pauses that both had.
        pauses: Pauses,
    },
    /// A representative was in contact with the person.
    Contacted {
        /// By which means.
        by: ContactMethod,
    },
    /// Support began to validate the settings.
    ValidationBegun,
    /// Support asked something (TKT-5).
    QuestionAsked {
        /// Which question.
        question: QuestionNo,
        /// The fields that an answer has to fill.
        fields: Fields,
        /// When the request closes for silence.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        answer_by: UtcDateTime,
    },
    /// The person answered.
    QuestionAnswered {
        /// Which question.
        question: QuestionNo,
        /// When the request closes for silence, if another question is left.
        #[cfg_attr(
            feature = "serde",
            serde(default, with = "checkmark_account::wire::optional_instant")
        )]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
        answer_by: Option<UtcDateTime>,
    },
    /// Support no longer asks.
    QuestionDropped {
        /// Which question.
        question: QuestionNo,
    },
    /// The person told something without being asked.
    InformationAdded {
        /// When the request closes for silence, if a question is left.
        #[cfg_attr(
            feature = "serde",
            serde(default, with = "checkmark_account::wire::optional_instant")
        )]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
        answer_by: Option<UtcDateTime>,
    },
    /// Support noted something for itself.
    Noted,
    /// A machine wrote. It moves nothing.
    AutomaticMessage {
        /// Which way.
        direction: Direction,
    },
    /// The account's standing or address moved: what was looked at before no longer counts.
    BasisMoved {
        /// What they are now.
        basis: Basis,
    },
    /// Support decided.
    Resolved {
        /// What.
        outcome: Outcome,
    },
    /// The request was closed without an outcome.
    Closed {
        /// Why.
        because: CloseReason,
        /// As of when.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        since: UtcDateTime,
    },
    /// The request was taken back.
    Withdrawn {
        /// By whom.
        because: WithdrawReason,
    },
    /// The request is the same as another one, which goes on.
    MarkedDuplicate {
        /// Which one goes on.
        of: RequestId,
    },
    /// Another request was the same as this one, which goes on.
    DuplicateAbsorbed {
        /// Which one ended.
        duplicate: RequestId,
        /// When that one was submitted.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        submitted: UtcDateTime,
    },
    /// The request goes on after it was resolved or closed. What becomes of its clocks, the events
    /// beside this one say.
    Reopened {
        /// Counts the reopenings, from 1.
        nth: u32,
    },
}

/// Why a schedule was computed again.
///
/// Open: there may be more causes some day.
///
/// ```
/// use checkmark_ticket::MoveCause;
///
/// assert_eq!(MoveCause::Calendar { cause: None }.as_str(), "calendar");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum MoveCause {
    /// A question waited for the person, and the clock stood.
    Waited,
    /// The request was resolved or closed, and was reopened.
    Reopened,
    /// A duplicate was merged into it.
    Merged,
    /// The promise changed: budget, share, or what stands.
    Policy,
    /// The calendar or its zone data changed.
    Calendar {
        /// What behind it moved the instant, if that was worked out.
        #[cfg_attr(feature = "serde", serde(default))]
        cause: Option<Cause>,
    },
}

impl MoveCause {
    /// The stable code.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Waited => "waited",
            Self::Reopened => "reopened",
            Self::Merged => "merged",
            Self::Policy => "policy",
            Self::Calendar { .. } => "calendar",
        }
    }
}

words! {
    /// Which way an automatic message went.
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
    /// let host = Context::new(&policy, Actor::Host, monday);
    /// let reminder = Command::AutomaticMessage { direction: Direction::Sent };
    /// let decision = decide(&request, &reminder, &host)?;
    /// request.accept(&decision)?;
    /// assert_eq!(request.contacted(), None, "a machine is no contact");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: there is no third")]
    Direction "direction";
    /// To the person, such as a reminder.
    Sent "sent",
    /// From the person's side, such as an out-of-office reply.
    Received "received",
}

words! {
    /// What kind of thing happened: the codes of [`Fact`].
    ///
    /// Open: more may happen some day.
    #[non_exhaustive]
    FactKind "fact";
    /// [`Fact::TimeClamped`].
    TimeClamped "time_clamped",
    /// [`Fact::DraftSaved`].
    DraftSaved "draft_saved",
    /// [`Fact::Submitted`].
    Submitted "submitted",
    /// [`Fact::ClockStarted`].
    ClockStarted "clock_started",
    /// [`Fact::ClockPaused`].
    ClockPaused "clock_paused",
    /// [`Fact::ClockResumed`].
    ClockResumed "clock_resumed",
    /// [`Fact::DueMoved`].
    DueMoved "due_moved",
    /// [`Fact::Rejudged`].
    Rejudged "rejudged",
    /// [`Fact::ClockAtRisk`].
    ClockAtRisk "clock_at_risk",
    /// [`Fact::ClockMissed`].
    ClockMissed "clock_missed",
    /// [`Fact::ClockStopped`].
    ClockStopped "clock_stopped",
    /// [`Fact::ClockVoided`].
    ClockVoided "clock_voided",
    /// [`Fact::ClockMerged`].
    ClockMerged "clock_merged",
    /// [`Fact::Contacted`].
    Contacted "contacted",
    /// [`Fact::ValidationBegun`].
    ValidationBegun "validation_begun",
    /// [`Fact::QuestionAsked`].
    QuestionAsked "question_asked",
    /// [`Fact::QuestionAnswered`].
    QuestionAnswered "question_answered",
    /// [`Fact::QuestionDropped`].
    QuestionDropped "question_dropped",
    /// [`Fact::InformationAdded`].
    InformationAdded "information_added",
    /// [`Fact::Noted`].
    Noted "noted",
    /// [`Fact::AutomaticMessage`].
    AutomaticMessage "automatic_message",
    /// [`Fact::BasisMoved`].
    BasisMoved "basis_moved",
    /// [`Fact::Resolved`].
    Resolved "resolved",
    /// [`Fact::Closed`].
    Closed "closed",
    /// [`Fact::Withdrawn`].
    Withdrawn "withdrawn",
    /// [`Fact::MarkedDuplicate`].
    MarkedDuplicate "marked_duplicate",
    /// [`Fact::DuplicateAbsorbed`].
    DuplicateAbsorbed "duplicate_absorbed",
    /// [`Fact::Reopened`].
    Reopened "reopened",
}

impl Fact {
    /// What kind of thing it is.
    #[must_use]
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::TimeClamped { .. } => FactKind::TimeClamped,
            Self::DraftSaved { .. } => FactKind::DraftSaved,
            Self::Submitted { .. } => FactKind::Submitted,
            Self::ClockStarted { .. } => FactKind::ClockStarted,
            Self::ClockPaused { .. } => FactKind::ClockPaused,
            Self::ClockResumed { .. } => FactKind::ClockResumed,
            Self::DueMoved { .. } => FactKind::DueMoved,
            Self::Rejudged { .. } => FactKind::Rejudged,
            Self::ClockAtRisk { .. } => FactKind::ClockAtRisk,
            Self::ClockMissed { .. } => FactKind::ClockMissed,
            Self::ClockStopped { .. } => FactKind::ClockStopped,
            Self::ClockVoided { .. } => FactKind::ClockVoided,
            Self::ClockMerged { .. } => FactKind::ClockMerged,
            Self::Contacted { .. } => FactKind::Contacted,
            Self::ValidationBegun => FactKind::ValidationBegun,
            Self::QuestionAsked { .. } => FactKind::QuestionAsked,
            Self::QuestionAnswered { .. } => FactKind::QuestionAnswered,
            Self::QuestionDropped { .. } => FactKind::QuestionDropped,
            Self::InformationAdded { .. } => FactKind::InformationAdded,
            Self::Noted => FactKind::Noted,
            Self::AutomaticMessage { .. } => FactKind::AutomaticMessage,
            Self::BasisMoved { .. } => FactKind::BasisMoved,
            Self::Resolved { .. } => FactKind::Resolved,
            Self::Closed { .. } => FactKind::Closed,
            Self::Withdrawn { .. } => FactKind::Withdrawn,
            Self::MarkedDuplicate { .. } => FactKind::MarkedDuplicate,
            Self::DuplicateAbsorbed { .. } => FactKind::DuplicateAbsorbed,
            Self::Reopened { .. } => FactKind::Reopened,
        }
    }

    /// The clock that it is about, if it is about one.
    #[must_use]
    pub const fn clock(&self) -> Option<ClockName> {
        match self {
            Self::ClockStarted { clock, .. }
            | Self::ClockPaused { clock, .. }
            | Self::ClockResumed { clock, .. }
            | Self::DueMoved { clock, .. }
            | Self::Rejudged { clock, .. }
            | Self::ClockAtRisk { clock }
            | Self::ClockMissed { clock }
            | Self::ClockStopped { clock, .. }
            | Self::ClockVoided { clock }
            | Self::ClockMerged { clock, .. } => Some(*clock),
            Self::TimeClamped { .. }
            | Self::DraftSaved { .. }
            | Self::Submitted { .. }
            | Self::Contacted { .. }
            | Self::ValidationBegun
            | Self::QuestionAsked { .. }
            | Self::QuestionAnswered { .. }
            | Self::QuestionDropped { .. }
            | Self::InformationAdded { .. }
            | Self::Noted
            | Self::AutomaticMessage { .. }
            | Self::BasisMoved { .. }
            | Self::Resolved { .. }
            | Self::Closed { .. }
            | Self::Withdrawn { .. }
            | Self::MarkedDuplicate { .. }
            | Self::DuplicateAbsorbed { .. }
            | Self::Reopened { .. } => None,
        }
    }
}
