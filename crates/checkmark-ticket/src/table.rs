//! The one table of transitions: who may give a command, and what it does in which state.
//!
//! `decide` reads it before anything else; the diagram, the way out of a refusal and the
//! exhaustive check are made from it.

use checkmark_account::Actor;
use core::fmt;

use crate::command::CommandKind;
use crate::few::Few;
use crate::refusal::RefusalCode;
use crate::state::StateKind;

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
/// refused is taken.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_ticket::{CommandKind, StateKind, Way};
///
/// let way = Way::find(StateKind::Closed, CommandKind::Contact).expect("it can be reopened");
/// let steps: Vec<_> = way.steps().map(|step| (step.actor(), step.command())).collect();
/// assert_eq!(
///     steps,
///     [(Actor::Person, CommandKind::Reopen), (Actor::Support, CommandKind::Contact)],
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Way(Few<WayStep, 4>);

impl Way {
    /// The shortest way from a state to where a command is taken; `None` if it is taken there
    /// already, or nowhere from there on.
    #[must_use]
    pub fn find(from: StateKind, command: CommandKind) -> Option<Self> {
        way_out(from, command, true)
    }

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TicketWayStep"))]
pub struct WayStep {
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
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

/// Looks for the shortest way, by breadth. A way does not end a request in order to go on: it
/// only submits, asks, answers and reopens.
pub(crate) fn way_out(from: StateKind, wanted: CommandKind, reopens: bool) -> Option<Way> {
    match wanted.entry(from) {
        // What is being done already needs no way to it.
        Leads(_) | Refused(RefusalCode::AlreadyValidating) => return None,
        Refused(_) => {}
    }
    let steps = [
        CommandKind::Submit,
        CommandKind::Answer,
        CommandKind::Ask,
        CommandKind::Reopen,
    ];
    let mut reached: [Option<(StateKind, CommandKind)>; 8] = [None; 8];
    let mut queue: Few<StateKind, 8> = Few::new();
    queue.push(from);
    let mut next = 0;
    loop {
        let state = *queue.iter().nth(next)?;
        next += 1;
        if let Leads(_) = wanted.entry(state) {
            return Some(walk(from, state, wanted, &reached));
        }
        for step in steps {
            if step == CommandKind::Reopen && !reopens {
                continue;
            }
            let Leads(to) = step.entry(state) else {
                continue;
            };
            let to = to[0];
            if to != from && reached[to.index()].is_none() {
                reached[to.index()] = Some((state, step));
                queue.push(to);
            }
        }
    }
}

fn walk(
    from: StateKind,
    to: StateKind,
    wanted: CommandKind,
    reached: &[Option<(StateKind, CommandKind)>; 8],
) -> Way {
    let mut back: Few<WayStep, 8> = Few::new();
    back.push(WayStep::new(wanted));
    let mut at = to;
    while at != from {
        let Some((before, step)) = reached[at.index()] else {
            break;
        };
        back.push(WayStep::new(step));
        at = before;
    }
    let mut steps: Few<WayStep, 4> = Few::new();
    for nth in (0..back.len()).rev() {
        if let Some(step) = back.iter().nth(nth) {
            steps.push(*step);
        }
    }
    Way(steps)
}
