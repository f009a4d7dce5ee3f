//! The one table of transitions: every pair of state and command.
//!
//! What decides asks it first; the diagram, the documentation and the exhaustive check are made from
//! it or compared with it. A pair that is not written out fails the build.

mod rows;

use crate::command::CommandKind;
use crate::refusal::RefusalCode;
use crate::state::StateKind;

/// What a command does in a state.
///
/// Closed: it may act, or it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: it may act, or it is refused"
)]
pub enum Cell {
    /// It is decided by its guards, and leads to one of these states.
    Acts(States),
    /// It is refused, whatever else holds.
    Refused(RefusalCode),
}

/// What a command does in a state: the table itself.
///
/// ```
/// use checkmark_tier::{Cell, CommandKind, RefusalCode, StateKind, transition};
///
/// let cell = transition(StateKind::StuckInBasic, CommandKind::ChooseRoute);
/// assert_eq!(cell, Cell::Refused(RefusalCode::RepairFirst));
/// ```
#[must_use]
pub const fn transition(state: StateKind, command: CommandKind) -> Cell {
    TABLE[command as usize][state as usize]
}

/// A set of states.
///
/// ```
/// use checkmark_tier::{Cell, CommandKind, StateKind, States, transition};
///
/// let Cell::Acts(leads_to) = transition(StateKind::AwaitingCode, CommandKind::SubmitCode) else {
///     unreachable!("a code can be tried")
/// };
/// let states: States = leads_to;
/// assert!(states.contains(StateKind::Basic) && !states.contains(StateKind::Enterprise));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct States(u32);

impl States {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) const fn with(self, state: StateKind) -> Self {
        Self(self.0 | 1 << state as u32)
    }

    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn of(states: &[StateKind]) -> Self {
        let mut set = Self::NONE;
        let mut at = 0;
        while at < states.len() {
            set = set.with(states[at]);
            at += 1;
        }
        set
    }

    /// Whether a state is one of them.
    #[must_use]
    pub const fn contains(self, state: StateKind) -> bool {
        self.0 & (1 << state as u32) != 0
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = StateKind> {
        StateKind::ALL
            .iter()
            .copied()
            .filter(move |state| self.contains(*state))
    }
}

const STATES: usize = StateKind::ALL.len();
const COMMANDS: usize = CommandKind::ALL.len();

static TABLE: [[Cell; STATES]; COMMANDS] = {
    let mut table = [[Cell::Refused(RefusalCode::NotYours); STATES]; COMMANDS];
    let mut at = 0;
    while at < COMMANDS {
        table[at] = rows::row(CommandKind::ALL[at]).cells();
        at += 1;
    }
    table
};

/// A row of the table while it is written.
#[derive(Clone, Copy)]
struct Row([Option<Cell>; STATES]);

impl Row {
    const EMPTY: Self = Self([None; STATES]);

    /// A cell that is written over counts as a mistake.
    const fn put(mut self, state: StateKind, cell: Cell) -> Self {
        assert!(self.0[state as usize].is_none(), "a pair is written once");
        self.0[state as usize] = Some(cell);
        self
    }

    const fn acts(self, state: StateKind, targets: &[StateKind]) -> Self {
        self.put(state, Cell::Acts(States::of(targets)))
    }

    /// Acts in each of the states, and stays there.
    const fn stays(mut self, states: &[StateKind]) -> Self {
        let mut at = 0;
        while at < states.len() {
            self = self.acts(states[at], &[states[at]]);
            at += 1;
        }
        self
    }

    /// Acts in each of the states, and leads to one of the targets.
    const fn leads(mut self, states: &[StateKind], targets: &[StateKind]) -> Self {
        let mut at = 0;
        while at < states.len() {
            self = self.acts(states[at], targets);
            at += 1;
        }
        self
    }

    /// Acts in each of the states, and stays there or leads to one of the targets.
    const fn stays_or_leads(mut self, states: &[StateKind], targets: &[StateKind]) -> Self {
        let mut at = 0;
        while at < states.len() {
            let set = States::of(targets).with(states[at]);
            self = self.put(states[at], Cell::Acts(set));
            at += 1;
        }
        self
    }

    const fn refused(mut self, states: &[StateKind], code: RefusalCode) -> Self {
        let mut at = 0;
        while at < states.len() {
            self = self.put(states[at], Cell::Refused(code));
            at += 1;
        }
        self
    }

    const fn cells(self) -> [Cell; STATES] {
        let mut cells = [Cell::Refused(RefusalCode::NotYours); STATES];
        let mut at = 0;
        while at < STATES {
            cells[at] = match self.0[at] {
                Some(cell) => cell,
                None => panic!("every pair of state and command is written out"),
            };
            at += 1;
        }
        cells
    }
}
