//! The one table of transitions: who may give a command, and what it does in which state.
//!
//! `decide` reads it before anything else; the diagram, the way out of a refusal and the
//! exhaustive check are made from it.

use checkmark_account::Actor;
use core::fmt;

use crate::command::CommandKind;
use crate::refusal::RefusalCode;
use crate::state::StateKind;
use smallvec::SmallVec;

/// What the table says of a command in a state.
///
/// ```
/// use checkmark_ticket::{CommandKind, Entry, RefusalCode, StateKind};
///
/// assert_eq!(
///     CommandKind::Ask.entry(StateKind::Open),
///     Entry::Leads(&[StateKind::WaitingOnCustomer]),
/// );
/// assert_eq!(
///     CommandKind::Ask.entry(StateKind::Closed),
///     Entry::Refused(RefusalCode::AlreadyClosed),
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: a command is taken or it is not"
)]
pub enum Entry {
    /// It is taken, unless a guard of its own refuses, and leads to one of these.
    Leads(&'static [StateKind]),
    /// It is refused.
    Refused(RefusalCode),
}

/// A row: who may give the command, and what it does in each state, in the order of
/// [`StateKind::ALL`].
struct Row {
    actors: &'static [Actor],
    entries: [Entry; 8],
}

impl CommandKind {
    /// Who may give the command (LAW-7).
    ///
    /// ```
    /// use checkmark_account::Actor;
    /// use checkmark_ticket::CommandKind;
    ///
    /// assert_eq!(CommandKind::Validate.actors(), [Actor::Support]);
    /// ```
    #[must_use]
    pub const fn actors(self) -> &'static [Actor] {
        self.row().actors
    }

    /// What the command does in a state.
    #[must_use]
    pub const fn entry(self, state: StateKind) -> Entry {
        self.row().entries[state.index()]
    }

    const fn row(self) -> &'static Row {
        match self {
            Self::SaveDraft => &SAVE_DRAFT,
            Self::Submit => &SUBMIT,
            Self::Contact => &CONTACT,
            Self::BeginValidation => &BEGIN_VALIDATION,
            Self::Ask => &ASK,
            Self::DropQuestion => &DROP_QUESTION,
            Self::Answer => &ANSWER,
            Self::AddInformation => &ADD_INFORMATION,
            Self::Note => &NOTE,
            Self::AutomaticMessage => &AUTOMATIC_MESSAGE,
            Self::AccountMoved => &ACCOUNT_MOVED,
            Self::Validate
            | Self::Appoint
            | Self::ApproveProfile
            | Self::Unlock
            | Self::Decline => &DECISION,
            Self::Withdraw => &WITHDRAW,
            Self::EndAccount => &END_ACCOUNT,
            Self::MarkDuplicate => &MARK_DUPLICATE,
            Self::Absorb => &ABSORB,
            Self::Reopen => &REOPEN,
            Self::Recompute => &RECOMPUTE,
            Self::TimePassed => &TIME_PASSED,
        }
    }
}

use Entry::{Leads, Refused};

const DRAFT: Entry = Leads(&[StateKind::Draft]);
const OPEN: Entry = Leads(&[StateKind::Open]);
const WAITING: Entry = Leads(&[StateKind::WaitingOnCustomer]);
const VALIDATING: Entry = Leads(&[StateKind::Validating]);
const RESOLVED: Entry = Leads(&[StateKind::Resolved]);
const CLOSED: Entry = Leads(&[StateKind::Closed]);
const WITHDRAWN: Entry = Leads(&[StateKind::Withdrawn]);
const DUPLICATE: Entry = Leads(&[StateKind::Duplicate]);

/// Where a settled question leads: on, or to the next question.
const SETTLED: Entry = Leads(&[
    StateKind::Open,
    StateKind::Validating,
    StateKind::WaitingOnCustomer,
]);

const NOT_YET: Entry = Refused(RefusalCode::NotSubmitted);
const SUBMITTED: Entry = Refused(RefusalCode::AlreadySubmitted);
const NO_QUESTION: Entry = Refused(RefusalCode::NoQuestionOpen);
const IS_RESOLVED: Entry = Refused(RefusalCode::AlreadyResolved);
const IS_CLOSED: Entry = Refused(RefusalCode::AlreadyClosed);
const IS_WITHDRAWN: Entry = Refused(RefusalCode::AlreadyWithdrawn);
const IS_DUPLICATE: Entry = Refused(RefusalCode::AlreadyDuplicate);
const NOT_ENDED: Entry = Refused(RefusalCode::NothingToReopen);

/// What is refused once support has decided, or the request has ended otherwise.
const fn until_decided(first: [Entry; 4]) -> [Entry; 8] {
    let [draft, open, waiting, validating] = first;
    [
        draft,
        open,
        waiting,
        validating,
        IS_RESOLVED,
        IS_CLOSED,
        IS_WITHDRAWN,
        IS_DUPLICATE,
    ]
}

/// What changes no state, and is taken from submission until the end.
const UNTIL_THE_END: [Entry; 8] = [
    NOT_YET,
    OPEN,
    WAITING,
    VALIDATING,
    RESOLVED,
    CLOSED,
    IS_WITHDRAWN,
    IS_DUPLICATE,
];

const SAVE_DRAFT: Row = Row {
    actors: &[Actor::Person],
    entries: until_decided([DRAFT, SUBMITTED, SUBMITTED, SUBMITTED]),
};
const SUBMIT: Row = Row {
    actors: &[Actor::Person, Actor::Host],
    entries: until_decided([OPEN, SUBMITTED, SUBMITTED, SUBMITTED]),
};
const CONTACT: Row = Row {
    actors: &[Actor::Support],
    entries: until_decided([NOT_YET, OPEN, WAITING, VALIDATING]),
};
const BEGIN_VALIDATION: Row = Row {
    actors: &[Actor::Support],
    entries: until_decided([
        NOT_YET,
        VALIDATING,
        Refused(RefusalCode::WaitsForPerson),
        Refused(RefusalCode::AlreadyValidating),
    ]),
};
const ASK: Row = Row {
    actors: &[Actor::Support],
    entries: until_decided([NOT_YET, WAITING, WAITING, WAITING]),
};
const DROP_QUESTION: Row = Row {
    actors: &[Actor::Support],
    entries: until_decided([NOT_YET, NO_QUESTION, SETTLED, NO_QUESTION]),
};
const ANSWER: Row = Row {
    actors: &[Actor::Person],
    entries: until_decided([NOT_YET, NO_QUESTION, SETTLED, NO_QUESTION]),
};
const ADD_INFORMATION: Row = Row {
    actors: &[Actor::Person],
    entries: until_decided([NOT_YET, OPEN, WAITING, VALIDATING]),
};
const NOTE: Row = Row {
    actors: &[Actor::Support],
    entries: UNTIL_THE_END,
};
const AUTOMATIC_MESSAGE: Row = Row {
    actors: &[Actor::Host],
    entries: UNTIL_THE_END,
};
const ACCOUNT_MOVED: Row = Row {
    actors: &[Actor::Host],
    entries: UNTIL_THE_END,
};
const DECISION: Row = Row {
    actors: &[Actor::Support],
    entries: until_decided([NOT_YET, RESOLVED, RESOLVED, RESOLVED]),
};
const WITHDRAW: Row = Row {
    actors: &[Actor::Person],
    entries: until_decided([NOT_YET, WITHDRAWN, WITHDRAWN, WITHDRAWN]),
};
const END_ACCOUNT: Row = Row {
    actors: &[Actor::Host],
    // Erasure is never refused (ACC-7).
    entries: [
        WITHDRAWN, WITHDRAWN, WITHDRAWN, WITHDRAWN, WITHDRAWN, WITHDRAWN, WITHDRAWN, DUPLICATE,
    ],
};
const MARK_DUPLICATE: Row = Row {
    actors: &[Actor::Support],
    entries: until_decided([NOT_YET, DUPLICATE, DUPLICATE, DUPLICATE]),
};
const ABSORB: Row = Row {
    actors: &[Actor::Host],
    entries: UNTIL_THE_END,
};
const REOPEN: Row = Row {
    actors: &[Actor::Person, Actor::Support],
    entries: [
        NOT_YET,
        NOT_ENDED,
        NOT_ENDED,
        NOT_ENDED,
        OPEN,
        OPEN,
        IS_WITHDRAWN,
        IS_DUPLICATE,
    ],
};
const RECOMPUTE: Row = Row {
    actors: &[Actor::Host],
    entries: UNTIL_THE_END,
};
const TIME_PASSED: Row = Row {
    actors: &[Actor::Clock],
    // A tick that is stale or too early changes nothing, and is no fault of the host's.
    entries: [
        DRAFT,
        OPEN,
        Leads(&[StateKind::WaitingOnCustomer, StateKind::Closed]),
        VALIDATING,
        RESOLVED,
        CLOSED,
        WITHDRAWN,
        DUPLICATE,
    ],
};

/// The way out of a refusal: who has to do what, one after another, until the command that was
/// refused is taken. [`Refusal::way_out`](crate::Refusal::way_out) gives it.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_ticket::{Command, CommandKind, Context, Policy, Request, decide};
/// use time::UtcDateTime;
///
/// let policy = Policy::default();
/// let context = Context::new(&policy, Actor::Support, UtcDateTime::UNIX_EPOCH);
/// let refusal = decide(&Request::new("r1".parse()?), &Command::BeginValidation, &context)
///     .expect_err("nothing is submitted yet");
/// let way = refusal.way_out().expect("it can be submitted");
/// let steps: Vec<_> = way.steps().map(|step| (step.actor(), step.command())).collect();
/// assert_eq!(
///     steps,
///     [(Actor::Person, CommandKind::Submit), (Actor::Support, CommandKind::BeginValidation)],
/// );
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Way(SmallVec<[WayStep; 4]>);

impl Way {
    /// The steps, the command itself last.
    pub fn steps(&self) -> impl Iterator<Item = WayStep> {
        self.0.iter().copied()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Way {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "TicketWay".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        alloc::vec::Vec::<WayStep>::json_schema(generator)
    }
}

/// A step of a way: who, and which command.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_ticket::{Command, CommandKind, Context, Policy, Request, WayStep, decide};
/// use time::UtcDateTime;
///
/// let policy = Policy::default();
/// let context = Context::new(&policy, Actor::Support, UtcDateTime::UNIX_EPOCH);
/// let refusal = decide(&Request::new("r1".parse()?), &Command::Unlock, &context).unwrap_err();
/// let first: Option<WayStep> = refusal.way_out().and_then(|way| way.steps().next());
/// assert_eq!(first.map(WayStep::command), Some(CommandKind::Submit));
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TicketWayStep"))]
pub struct WayStep {
    actor: Actor,
    command: CommandKind,
}

impl WayStep {
    const fn new(command: CommandKind) -> Self {
        Self {
            actor: command.actors()[0],
            command,
        }
    }

    /// Who gives the command.
    #[must_use]
    pub const fn actor(self) -> Actor {
        self.actor
    }

    /// Which command.
    #[must_use]
    pub const fn command(self) -> CommandKind {
        self.command
    }
}

impl fmt::Display for WayStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.actor, self.command)
    }
}

/// What a way depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Situation {
    pub(crate) state: StateKind,
    /// Whether support was validating when it asked.
    pub(crate) validating: bool,
    /// How many questions wait.
    pub(crate) questions: u16,
    /// Whether the reopening window is still open.
    pub(crate) reopens: bool,
}

impl Situation {
    /// Looks for the shortest way, by breadth. A way does not end a request in order to go on: it
    /// only submits, asks, answers and reopens.
    pub(crate) fn way_to(self, wanted: CommandKind) -> Option<Way> {
        match wanted.entry(self.state) {
            // What is being done already needs no way to it.
            Leads(_) | Refused(RefusalCode::AlreadyValidating) => return None,
            Refused(RefusalCode::WaitsForPerson) if self.validating => return None,
            Refused(_) => {}
        }
        let mut reached: [Option<(StateKind, CommandKind)>; 8] = [None; 8];
        let mut queue: SmallVec<[StateKind; 8]> = SmallVec::from_iter([self.state]);
        let mut next = 0;
        loop {
            let state = *queue.get(next)?;
            next += 1;
            if let Leads(_) = wanted.entry(state) {
                return Some(self.walk(state, wanted, &reached));
            }
            for step in STEPS {
                let barred = step == CommandKind::Reopen && !self.reopens;
                let Leads(&[to, ..]) = step.entry(state) else {
                    continue;
                };
                if !barred && to != self.state && reached[to.index()].is_none() {
                    reached[to.index()] = Some((state, step));
                    queue.push(to);
                }
            }
        }
    }

    fn walk(
        self,
        to: StateKind,
        wanted: CommandKind,
        reached: &[Option<(StateKind, CommandKind)>; 8],
    ) -> Way {
        let mut steps: SmallVec<[WayStep; 4]> = SmallVec::from_iter([WayStep::new(wanted)]);
        let mut at = to;
        while let Some((before, step)) = reached[at.index()].filter(|_| at != self.state) {
            // Every question that waits has to be answered.
            let times = match step {
                CommandKind::Answer if before == self.state => self.questions,
                _ => 1,
            };
            steps.extend((0..times).map(|_| WayStep::new(step)));
            at = before;
        }
        steps.reverse();
        Way(steps)
    }
}

/// What a way is made of.
const STEPS: [CommandKind; 4] = [
    CommandKind::Submit,
    CommandKind::Answer,
    CommandKind::Ask,
    CommandKind::Reopen,
];
