//! What a store should hold of one account.

use alloc::boxed::Box;
use alloc::vec::Vec;

use checkmark::account::{AccountId, PersonName};
use checkmark::record::Line;
use checkmark::tier::strategy::{Attempt, History, HistoryStep, Taken};
use checkmark::tier::{Command, Decision, Envelope, Personal, Recorded};

use crate::fault::Fault;
use crate::store::Commit;

/// An account, with what was written about it.
pub(crate) struct Book {
    history: History,
    /// What it was before the last decision, for a writer who comes too late.
    before: Option<History>,
    lines: Vec<Line>,
    /// What is personal and was given since the person was last forgotten.
    given: Vec<Personal>,
    last: Option<Commit>,
}

impl Book {
    pub(crate) const fn new(history: History) -> Self {
        Self {
            history,
            before: None,
            lines: Vec::new(),
            given: Vec::new(),
            last: None,
        }
    }

    pub(crate) const fn account(&self) -> AccountId {
        self.history.account().id()
    }

    pub(crate) fn into_history(self) -> History {
        self.history
    }

    /// The last decision that was written.
    pub(crate) const fn last(&self) -> Option<&Commit> {
        self.last.as_ref()
    }

    /// What an attempt comes to, and what is to be written of it. Nothing if it is refused, or if
    /// nothing happens.
    pub(crate) fn decide(&self, attempt: Attempt) -> Option<(History, Commit)> {
        let mut after = self.history.clone();
        let taken = after.attempt(attempt).ok()?;
        let commit = commit(self.history.account().version(), taken)?;
        Some((after, commit))
    }

    /// Time passes, or a command is named that is refused: nothing that is written.
    pub(crate) fn pass(&mut self, attempt: Attempt) {
        let _ = self.history.attempt(attempt);
    }

    /// What a writer decides who read the account before the last decision.
    pub(crate) fn decide_late(&self, step: HistoryStep) -> Option<Commit> {
        let mut late = self.before.clone()?;
        let expected = late.account().version();
        commit(expected, late.give(step).ok()?)
    }

    /// A decision was written.
    pub(crate) fn note(&mut self, after: History, commit: Commit) {
        self.before = Some(core::mem::replace(&mut self.history, after));
        self.lines.push(commit.line().clone());
        self.given.extend_from_slice(commit.personal());
        self.last = Some(commit);
    }

    /// The person was forgotten.
    pub(crate) fn forget(&mut self) {
        self.given.clear();
    }

    /// Whether a record is the one that was written.
    pub(crate) fn compare(&self, found: &[Line]) -> Result<(), Fault> {
        let written = &self.lines;
        if found == written {
            return Ok(());
        }
        if !found.iter().all(|line| written.contains(line)) {
            return Err(Fault::EventsInvented);
        }
        if written.starts_with(found) {
            return Err(Fault::StaleRead);
        }
        if found.len() > written.len() {
            return Err(Fault::EventsDoubled);
        }
        if written.iter().all(|line| found.contains(line)) {
            return Err(Fault::EventsReordered);
        }
        Err(Fault::LostUpdate)
    }

    /// Whether what is kept about the person is what was given: every address and product, and the
    /// last name.
    pub(crate) fn compare_personal(&self, kept: &[Personal]) -> Result<(), Fault> {
        if kept.iter().any(|it| !self.given.contains(it)) {
            return Err(Fault::NotForgotten);
        }
        let is_name = |it: &&Personal| matches!(it, Personal::Name(_));
        let name = self.given.iter().rev().find(is_name);
        let others = self.given.iter().filter(|it| !is_name(it));
        if others.chain(name).any(|it| !kept.contains(it)) {
            return Err(Fault::PersonalLost);
        }
        Ok(())
    }
}

/// What is to be written of a step; none if nothing happened.
fn commit(expected: u64, taken: &Taken) -> Option<Commit> {
    decided(expected, taken.envelope()?, taken.decision()?)
}

/// What is to be written of a decision; none if nothing happened.
pub(crate) fn decided(
    expected: u64,
    envelope: &Envelope<Recorded>,
    decision: &Decision,
) -> Option<Commit> {
    decision.events().next()?;
    Some(Commit {
        expected,
        line: Line::of_recorded(envelope.clone(), decision)?,
        effects: decision.effects().collect(),
        personal: personal(envelope),
    })
}

/// What a person types with a command.
fn personal(envelope: &Envelope<Recorded>) -> Vec<Personal> {
    let account = envelope.account();
    let address = match envelope.command() {
        Command::SignUp { address, .. } | Command::ChangeAddress { address } => Some(*address),
        _ => None,
    };
    let mailbox = address.and_then(|number| {
        let address = alloc::format!("anna.{}.{account}@acme.example", number.number());
        let address = address.parse().ok()?;
        Some(Personal::Address(number, Box::new(address)))
    });
    let name = match envelope.command() {
        Command::SignUp { .. } => PersonName::new("Anna", "Berg").ok(),
        Command::ChangeName { .. } => PersonName::new("Anna", "Lind").ok(),
        _ => None,
    };
    let product = match envelope.command() {
        Command::AddProduct { .. } | Command::SubmitProfile { product: Some(_) } => {
            "ABC1234".parse().ok()
        }
        _ => None,
    };
    let rest = [name.map(Personal::Name), product.map(Personal::Product)];
    mailbox
        .into_iter()
        .chain(rest.into_iter().flatten())
        .collect()
}
