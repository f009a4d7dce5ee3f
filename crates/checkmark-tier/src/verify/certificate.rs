//! What comes of a proof.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::fmt;

use super::Law;
use crate::command::CommandKind;
use crate::envelope::Envelope;
use crate::form::Recorded;
use crate::state::StateKind;
use crate::table::{Cell, transition};

/// What was walked, and that every law held.
///
/// ```
/// use checkmark_tier::{Certificate, TierPolicy, verify};
///
/// let certificate: Certificate = verify(&TierPolicy::default())?;
/// assert!(certificate.accepted() < certificate.edges());
/// assert!(certificate.transitions() < certificate.accepted());
/// println!("proved of the table {:016x}", certificate.table());
/// # Ok::<(), checkmark_tier::Counterexample>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Certificate {
    states: usize,
    edges: usize,
    accepted: usize,
    transitions: usize,
    table: u64,
}

impl Certificate {
    /// How many states the abstraction has.
    #[must_use]
    pub const fn states(&self) -> usize {
        self.states
    }

    /// How many pairs of state and command were decided.
    #[must_use]
    pub const fn edges(&self) -> usize {
        self.edges
    }

    /// How many of them were taken; the others were refused.
    #[must_use]
    pub const fn accepted(&self) -> usize {
        self.accepted
    }

    /// How many transitions of the table were taken: all that it has.
    #[must_use]
    pub const fn transitions(&self) -> usize {
        self.transitions
    }

    /// A hash of the table, by which two versions of it are told apart.
    #[must_use]
    pub const fn table(&self) -> u64 {
        self.table
    }
}

impl fmt::Display for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} states, {} edges ({} taken, {} refused), {} transitions of table {:016x}, 0 violations",
            self.states,
            self.edges,
            self.accepted,
            self.edges - self.accepted,
            self.transitions,
            self.table,
        )
    }
}

/// What is counted on the way.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) edges: usize,
    pub(super) accepted: usize,
    pub(super) taken: BTreeSet<(u8, u8, u8)>,
}

impl Counts {
    pub(super) fn take(&mut self, from: StateKind, command: CommandKind, to: StateKind) {
        self.accepted += 1;
        self.taken.insert((from as u8, command as u8, to as u8));
    }

    /// A transition that the table has and nothing takes. What only stays, and so bears on nothing
    /// that tells states apart, is to be taken once in its row.
    pub(super) fn unreached(&self) -> Option<(StateKind, CommandKind)> {
        for command in CommandKind::ALL {
            let row = self
                .taken
                .iter()
                .any(|(_, taken, _)| *taken == *command as u8);
            for state in StateKind::ALL {
                let Cell::Acts(targets) = transition(*state, *command) else {
                    continue;
                };
                let missing = targets.iter().any(|to| {
                    !self
                        .taken
                        .contains(&(*state as u8, *command as u8, to as u8))
                });
                let only_stays = targets.iter().eq([*state]);
                if !row || (missing && !only_stays) {
                    return Some((*state, *command));
                }
            }
        }
        None
    }

    pub(super) fn certify(&self, states: usize) -> Certificate {
        Certificate {
            states,
            edges: self.edges,
            accepted: self.accepted,
            transitions: self.taken.len(),
            table: table_hash(),
        }
    }
}

/// FNV-1a over every cell.
fn table_hash() -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([b'\n']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for state in StateKind::ALL {
        for command in CommandKind::ALL {
            add(state.as_str());
            add(command.as_str());
            match transition(*state, *command) {
                Cell::Acts(targets) => targets.iter().for_each(|to| add(to.as_str())),
                Cell::Refused(code) => add(code.as_str()),
            }
        }
    }
    hash
}

/// The law that is broken, and the shortest way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterexample {
    law: Law,
    path: Vec<Envelope<Recorded>>,
    transition: Option<(StateKind, CommandKind)>,
}

impl Counterexample {
    pub(super) const fn new(law: Law, path: Vec<Envelope<Recorded>>) -> Self {
        Self {
            law,
            path,
            transition: None,
        }
    }

    pub(super) const fn unreached(state: StateKind, command: CommandKind) -> Self {
        Self {
            law: Law::TableIsExact,
            path: Vec::new(),
            transition: Some((state, command)),
        }
    }

    /// The law.
    #[must_use]
    pub const fn law(&self) -> Law {
        self.law
    }

    /// The commands, in order; the last one breaks the law, or leads to where it is broken.
    #[must_use]
    pub fn path(&self) -> &[Envelope<Recorded>] {
        &self.path
    }
}

impl fmt::Display for Counterexample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} broken", self.law)?;
        if let Some((state, command)) = self.transition {
            write!(f, " by {command} in {state}")?;
        }
        for envelope in &self.path {
            write!(
                f,
                "\n  {} {} {}",
                envelope.at(),
                envelope.actor(),
                envelope.command().kind()
            )?;
        }
        Ok(())
    }
}

impl core::error::Error for Counterexample {}
