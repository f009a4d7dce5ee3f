//! The request itself: where it stands, and what its clocks say.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use checkmark_account::{AccountId, CommandId, RequestId};
use checkmark_calendar::{ClockError, Explanation, Pause, Pauses};
use time::{SignedDuration, UtcDateTime};

use crate::command::{EndedDuplicate, OpenRequest};
use crate::number::RequestNumber;
use crate::outcome::Basis;
use crate::policy::Policy;
use crate::question::{Question, QuestionNo};
use crate::sla::{ClockName, ServiceClock, Tick};
use crate::state::State;
use crate::topic::{ContactMethod, Topic};

/// A request to support: what its events fold to. It holds ids, words, counters and instants;
/// what people wrote lies apart.
///
/// ```
/// use checkmark_ticket::{Request, StateKind};
///
/// let request = Request::new("r1".parse()?);
/// assert_eq!(request.state().kind(), StateKind::Draft);
/// assert_eq!(request.next_wakeup(), None);
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Request {
    pub(crate) id: RequestId,
    pub(crate) version: u64,
    #[cfg_attr(
        feature = "serde",
        serde(with = "checkmark_account::wire::optional_instant")
    )]
    pub(crate) last: Option<UtcDateTime>,
    pub(crate) state: State,
    pub(crate) draft: Option<(AccountId, Topic)>,
    pub(crate) submission: Option<Submission>,
    pub(crate) basis: Option<Basis>,
    #[cfg_attr(
        feature = "serde",
        serde(with = "checkmark_account::wire::optional_instant")
    )]
    pub(crate) contacted: Option<UtcDateTime>,
    pub(crate) clocks: [Option<ServiceClock>; 3],
    pub(crate) pauses: [Pauses; 3],
    pub(crate) questions: Vec<Question>,
    pub(crate) reopenings: u32,
    pub(crate) absorbed: Vec<RequestId>,
    /// In order, to be searched by halves.
    pub(crate) taken: Vec<CommandId>,
}

impl Request {
    /// A request to which nothing has happened.
    #[must_use]
    pub const fn new(id: RequestId) -> Self {
        Self {
            id,
            version: 0,
            last: None,
            state: State::Draft,
            draft: None,
            submission: None,
            basis: None,
            contacted: None,
            clocks: [None; 3],
            pauses: [Pauses::new(), Pauses::new(), Pauses::new()],
            questions: Vec::new(),
            reopenings: 0,
            absorbed: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// Its name, as the host keeps it.
    #[must_use]
    pub const fn id(&self) -> RequestId {
        self.id
    }

    /// Counts its events.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The instant of its last event.
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
    /// assert_eq!(request.last(), Some(monday));
    /// assert!(request.pauses(ClockName::Contact).is_empty(), "it has not stood still");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn last(&self) -> Option<UtcDateTime> {
        self.last
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// What was submitted.
    #[must_use]
    pub const fn submission(&self) -> Option<&Submission> {
        self.submission.as_ref()
    }

    /// Whose it is: known from the first draft on.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        let submitted = self.submission.as_ref().map(Submission::account);
        submitted.or(self.draft.map(|(account, _)| account))
    }

    /// What it is about.
    #[must_use]
    pub fn topic(&self) -> Option<Topic> {
        let submitted = self.submission.as_ref().map(Submission::topic);
        submitted.or(self.draft.map(|(_, topic)| topic))
    }

    /// The number that people call it by.
    #[must_use]
    pub fn number(&self) -> Option<RequestNumber> {
        self.submission.as_ref().map(Submission::number)
    }

    /// The standing and the address that an approval has to be given for (TKT-8).
    #[must_use]
    pub const fn basis(&self) -> Option<Basis> {
        self.basis
    }

    /// When a representative was first in contact with the person.
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
    /// let support = Context::new(&policy, Actor::Support, monday);
    /// let call = Command::Contact { by: ContactMethod::Telephone, note: None };
    /// let decision = decide(&request, &call, &support)?;
    /// request.accept(&decision)?;
    /// assert_eq!(request.contacted(), Some(monday));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn contacted(&self) -> Option<UtcDateTime> {
        self.contacted
    }

    /// One of its clocks, if that one runs for its topic.
    #[must_use]
    pub const fn clock(&self, name: ClockName) -> Option<&ServiceClock> {
        self.clocks[name.index()].as_ref()
    }

    /// Its clocks.
    pub fn clocks(&self) -> impl Iterator<Item = &ServiceClock> {
        self.clocks.iter().flatten()
    }

    /// The pauses of one of its clocks in this cycle.
    #[must_use]
    pub const fn pauses(&self, name: ClockName) -> &Pauses {
        &self.pauses[name.index()]
    }

    /// The questions that were asked, in order.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The questions that wait for the person.
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
    /// let support = Context::new(&policy, Actor::Support, monday);
    /// let ask = Command::Ask { text: "Which browser?".parse()?, fields: Fields::NONE };
    /// let drop = Command::DropQuestion { question: QuestionNo::new(1) };
    /// for command in [ask, drop] {
    ///     let decision = decide(&request, &command, &support)?;
    ///     request.accept(&decision)?;
    /// }
    /// assert_eq!((request.questions().len(), request.open_questions().count()), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|it| it.is_open())
    }

    /// How often it was reopened.
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
    /// let support = Context::new(&policy, Actor::Support, monday);
    /// let reopen = Command::Reopen { text: Some("It is locked again.".parse()?) };
    /// for command in [Command::Unlock, reopen] {
    ///     let decision = decide(&request, &command, &support)?;
    ///     request.accept(&decision)?;
    /// }
    /// assert_eq!(request.reopenings(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn reopenings(&self) -> u32 {
        self.reopenings
    }

    /// The duplicates that were merged into it.
    #[must_use]
    pub fn absorbed(&self) -> &[RequestId] {
        &self.absorbed
    }

    /// Whether a command was taken.
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
    /// let decision = decide(&request, &Command::Withdraw, &person.with_command_id("c1".parse()?))?;
    /// request.accept(&decision)?;
    /// assert!(request.has_taken("c1".parse()?) && !request.has_taken("c2".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn has_taken(&self, command: CommandId) -> bool {
        self.taken.binary_search(&command).is_ok()
    }

    /// The one instant at which the host calls again with [`TimePassed`](crate::Command::TimePassed),
    /// and what for; `None` if only a command can change anything. An instant that has passed
    /// already means: now.
    #[must_use]
    pub fn next_wakeup(&self) -> Option<Wakeup> {
        next(&self.state, &self.clocks)?.wakeup()
    }

    /// Which clock is due next, and when: of those that run.
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
    /// let due = monday + time::SignedDuration::days(2);
    /// assert_eq!(request.next_due(), Some((ClockName::Contact, due)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn next_due(&self) -> Option<(ClockName, UtcDateTime)> {
        let running = self
            .clocks()
            .filter(|clock| clock.ticks() && clock.verdict.is_none());
        running
            .map(|clock| (clock.name, clock.schedule.due))
            .min_by_key(|(_, due)| *due)
    }

    /// What the due instant of a clock is made of: what was counted and what was not, and why.
    /// While the clock is paused, as if the pause had not begun.
    ///
    /// # Errors
    ///
    /// As [`Clock::explain`](checkmark_calendar::Clock::explain). It is explained on the policy
    /// that is handed in: under another one than it was computed under, recompute first.
    pub fn explain(
        &self,
        name: ClockName,
        policy: &Policy,
    ) -> Option<Result<Explanation, ClockError>> {
        let clock = self.clock(name)?;
        let level = policy.level(name);
        let pauses = counted_pauses(clock, self.pauses(name));
        Some(
            level
                .clock()
                .explain(clock.started, level.latest(), &pauses),
        )
    }

    /// The request as another one has to know it to end as its duplicate; `None` unless it is open.
    #[must_use]
    pub fn as_open(&self) -> Option<OpenRequest> {
        let submission = self.submission.as_ref()?;
        let open = self.state.kind().is_open();
        open.then(|| OpenRequest::new(self.id, submission.account))
    }

    /// The request as the one that goes on has to know it; `None` unless it ended as a duplicate.
    #[must_use]
    pub fn as_duplicate(&self) -> Option<EndedDuplicate> {
        let State::Duplicate { of } = self.state else {
            return None;
        };
        let submission = self.submission.as_ref()?;
        let waited = [ClockName::Validation, ClockName::Profile]
            .into_iter()
            .find(|name| self.clock(*name).is_some());
        Some(EndedDuplicate {
            request: self.id,
            account: submission.account,
            of,
            submitted: submission.at,
            ended: self.last?,
            contacted: self.contacted,
            waits: waited.map_or_else(Pauses::new, |name| self.pauses(name).clone()),
        })
    }

    pub(crate) fn question(&self, no: QuestionNo) -> Option<&Question> {
        let index = usize::from(no.number()).checked_sub(1)?;
        self.questions.get(index)
    }
}

/// The pauses that a clock's schedule counts: all of them, but for those that it still stands in.
pub(crate) fn counted_pauses<'a>(clock: &ServiceClock, pauses: &'a Pauses) -> Cow<'a, Pauses> {
    if clock.hold.is_none() {
        return Cow::Borrowed(pauses);
    }
    let over = |pause: &&Pause| pause.to().is_some_and(|to| to <= clock.since);
    let over: Vec<_> = pauses.as_slice().iter().filter(over).copied().collect();
    // A part of a list in order is in order.
    Cow::Owned(Pauses::try_from(over).unwrap_or_default())
}

/// What was submitted (TKT-4).
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
/// let submission: &Submission = request.submission().expect("it was submitted");
/// assert_eq!((submission.at(), submission.topic()), (monday, Topic::TroubleWithValidation));
/// assert_eq!(submission.preferred_contact(), Some(ContactMethod::Email));
/// assert_eq!(submission.desk_opens(), None, "it was open");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Submission {
    pub(crate) account: AccountId,
    pub(crate) topic: Topic,
    pub(crate) number: RequestNumber,
    pub(crate) preferred_contact: Option<ContactMethod>,
    pub(crate) follows: Option<RequestId>,
    #[cfg_attr(
        feature = "serde",
        serde(with = "checkmark_account::wire::optional_instant")
    )]
    pub(crate) desk_opens: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    pub(crate) at: UtcDateTime,
}

impl Submission {
    /// Who asked.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// On what.
    #[must_use]
    pub const fn topic(&self) -> Topic {
        self.topic
    }

    /// The number that the host assigned.
    #[must_use]
    pub const fn number(&self) -> RequestNumber {
        self.number
    }

    /// How the person wants to be reached.
    #[must_use]
    pub const fn preferred_contact(&self) -> Option<ContactMethod> {
        self.preferred_contact
    }

    /// The request that it follows up.
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
    /// assert_eq!(request.submission().and_then(|it| it.follows()), None, "it is the first");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn follows(&self) -> Option<RequestId> {
        self.follows
    }

    /// When the desk opened next, if it was closed.
    #[must_use]
    pub const fn desk_opens(&self) -> Option<UtcDateTime> {
        self.desk_opens
    }

    /// When.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }
}

/// When the host has to call again, and what for.
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
/// let wakeup: Wakeup = request.next_wakeup().expect("a clock runs");
/// let contact = request.clock(ClockName::Contact).expect("it runs from submission on");
/// assert_eq!(wakeup.at(), contact.at_risk());
/// assert!(matches!(wakeup.reason(), WakeupReason::AtRisk { clock: ClockName::Contact, .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TicketWakeup"))]
pub struct Wakeup {
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    at: UtcDateTime,
    reason: WakeupReason,
}

impl Wakeup {
    /// The instant. For a miss it is the first one after the due instant.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// What for.
    #[must_use]
    pub const fn reason(&self) -> WakeupReason {
        self.reason
    }
}

/// What happens by itself at a wakeup.
///
/// Open: more may happen some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TicketWakeupReason"))]
#[non_exhaustive]
pub enum WakeupReason {
    /// A clock gets at risk.
    AtRisk {
        /// Which one.
        clock: ClockName,
        /// Of which schedule.
        generation: u32,
    },
    /// A clock is missed.
    Missed {
        /// Which one.
        clock: ClockName,
        /// Of which schedule.
        generation: u32,
    },
    /// A question went unanswered for too long.
    Unanswered,
}

/// What happens next by itself, and when: at the instant, or right after it.
#[derive(Clone, Copy)]
pub(crate) struct Next {
    at: UtcDateTime,
    /// One nanosecond later, that is. Adding it is put off, since it is asked far more often what
    /// comes first than when exactly.
    after: bool,
    pub(crate) reason: WakeupReason,
}

impl Next {
    /// Whether it has come.
    pub(crate) fn is_due(&self, now: UtcDateTime) -> bool {
        if self.after {
            self.at < now
        } else {
            self.at <= now
        }
    }

    fn wakeup(self) -> Option<Wakeup> {
        let at = if self.after {
            // Nothing comes after the end of time.
            self.at.checked_add(SignedDuration::NANOSECOND)?
        } else {
            self.at
        };
        Some(Wakeup {
            at,
            reason: self.reason,
        })
    }
}

/// The first of what clocks and questions do by themselves. Of several at one instant it is the
/// clock that comes first in the list, and then the questions.
pub(crate) fn next(state: &State, clocks: &[Option<ServiceClock>; 3]) -> Option<Next> {
    let mut first: Option<(UtcDateTime, bool, &ServiceClock)> = None;
    for clock in clocks {
        let Some(clock) = clock else { continue };
        let Some((at, tick)) = clock.next() else {
            continue;
        };
        let after = tick == Tick::Missed;
        let sooner =
            |(one, late, _): (UtcDateTime, bool, _)| at < one || (at == one && !after && late);
        if first.is_none_or(sooner) {
            first = Some((at, after, clock));
        }
    }
    if let State::WaitingOnCustomer { answer_by, .. } = *state
        && first.is_none_or(|(at, after, _)| answer_by < at || (answer_by == at && after))
    {
        return Some(Next {
            at: answer_by,
            after: false,
            reason: WakeupReason::Unanswered,
        });
    }
    let (at, after, clock) = first?;
    let (clock, generation) = (clock.name, clock.generation);
    let reason = if after {
        WakeupReason::Missed { clock, generation }
    } else {
        WakeupReason::AtRisk { clock, generation }
    };
    Some(Next { at, after, reason })
}
