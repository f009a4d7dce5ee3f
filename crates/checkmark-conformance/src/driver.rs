//! A run: a store beside what it should hold.

use alloc::boxed::Box;
use alloc::vec::Vec;

use checkmark::account::{AccountId, AddressNo, EmailAddress, PersonName};
use checkmark::record::Line;
use checkmark::tier::strategy::{Attempt, History, HistoryStep, Taken, Twist};
use checkmark::tier::{Decision, Effect, EffectKey, Envelope, Personal, Recorded, TierPolicy};

use crate::fault::Fault;
use crate::kit::Passed;
use crate::operation::Operation;
use crate::store::{AppendError, Commit, Store};

/// A store, and what it should hold.
pub(crate) struct Driver<'a, S> {
    store: &'a mut S,
    history: History,
    /// What it was before the last decision, for a writer who comes too late.
    before: Option<History>,
    lines: Vec<Line>,
    /// Effects that are not acknowledged, and whether each was taken since the last restart.
    waiting: Vec<(Effect, bool)>,
    acknowledged: Vec<EffectKey>,
    addresses: Vec<(AddressNo, EmailAddress)>,
    last: Option<Commit>,
    counts: Passed,
}

type Done = Result<(), Fault>;

impl<'a, S: Store> Driver<'a, S> {
    pub(crate) fn new(store: &'a mut S, policy: &TierPolicy) -> Self {
        Self {
            store,
            history: History::new(policy),
            before: None,
            lines: Vec::new(),
            waiting: Vec::new(),
            acknowledged: Vec::new(),
            addresses: Vec::new(),
            last: None,
            counts: Passed::default(),
        }
    }

    /// Does everything in order, and looks at everything in the end.
    pub(crate) fn run(&mut self, operations: &[Operation]) -> Result<Passed, Fault> {
        for operation in operations {
            self.operate(*operation)?;
            self.counts.operations += 1;
        }
        self.crash()?;
        self.look()?;
        while !self.waiting.is_empty() {
            self.deliver()?;
        }
        self.nothing_waits()?;
        self.counts.histories += 1;
        Ok(self.counts)
    }

    pub(crate) fn into_history(self) -> History {
        self.history
    }

    fn operate(&mut self, operation: Operation) -> Done {
        match operation {
            Operation::Act(step) => self.act(Attempt::plain(step)),
            Operation::Behind(step) => self.act(Attempt::new(step, Twist::WithinSkew)),
            Operation::Race(step) => self.race(step),
            Operation::Repeat => self.repeat(),
            Operation::Deliver => self.deliver(),
            Operation::CrashTaken => {
                self.take()?;
                self.crash()
            }
            Operation::AcknowledgeAgain => match self.acknowledged.last() {
                Some(key) => self.store.acknowledge(*key).map_err(failed),
                None => Ok(()),
            },
            Operation::Crash => self.crash(),
            Operation::Forget => self.forget(),
        }
    }

    /// Reads, decides and writes. What the account refuses is nothing to write.
    fn act(&mut self, attempt: Attempt) -> Done {
        self.look()?;
        let before = self.history.clone();
        let Ok(taken) = self.history.attempt(attempt) else {
            return Ok(());
        };
        let Some(commit) = commit(before.account().version(), taken) else {
            return Ok(());
        };
        match self.store.append(&commit) {
            Ok(()) => {}
            Err(AppendError::Conflict) => return Err(Fault::WriteRefused),
            Err(AppendError::Store(_)) => return Err(Fault::StoreFailed),
        }
        self.counts.decisions += 1;
        self.lines.push(commit.line().clone());
        let effects = commit.effects().iter().copied();
        self.waiting.extend(effects.map(|effect| (effect, false)));
        for personal in commit.personal() {
            if let Personal::Address(number, address) = personal {
                self.addresses.push((*number, (**address).clone()));
            }
        }
        self.before = Some(before);
        self.last = Some(commit);
        self.look()
    }

    fn race(&mut self, step: HistoryStep) -> Done {
        let Some(mut late) = self.before.clone() else {
            return Ok(());
        };
        let expected = late.account().version();
        let Ok(taken) = late.give(step) else {
            return Ok(());
        };
        match commit(expected, taken) {
            Some(commit) => self.too_late(&commit, false),
            None => Ok(()),
        }
    }

    fn repeat(&mut self) -> Done {
        match self.last.clone() {
            Some(commit) => self.too_late(&commit, true),
            None => Ok(()),
        }
    }

    /// What was decided on an old version is refused. A store may know a decision again that it has.
    fn too_late(&mut self, commit: &Commit, is_known: bool) -> Done {
        match self.store.append(commit) {
            Err(AppendError::Store(_)) => Err(Fault::StoreFailed),
            Ok(()) if !is_known => Err(Fault::LostUpdate),
            _ => {
                self.counts.conflicts += 1;
                self.look()
            }
        }
    }

    /// The record is what was written, and the addresses are those that are kept.
    fn look(&mut self) -> Done {
        let id = self.account();
        let lines = self.store.load(id).map_err(failed)?;
        compare(&lines, &self.lines)?;
        let kept = self.store.addresses(id).map_err(failed)?;
        if kept.iter().any(|it| !self.addresses.contains(it)) {
            return Err(Fault::NotForgotten);
        }
        if self.addresses.iter().any(|it| !kept.contains(it)) {
            return Err(Fault::AddressLost);
        }
        Ok(())
    }

    fn deliver(&mut self) -> Done {
        let Some(key) = self.take()? else {
            // All that waits was taken: after a restart it is there again.
            return if self.waiting.iter().any(|(_, taken)| *taken) {
                self.crash()
            } else {
                Ok(())
            };
        };
        self.store.acknowledge(key).map_err(failed)?;
        self.waiting.retain(|(effect, _)| effect.key() != key);
        self.acknowledged.push(key);
        self.counts.effects += 1;
        Ok(())
    }

    /// Takes an effect that waits and was not taken, if there is one.
    fn take(&mut self) -> Result<Option<EffectKey>, Fault> {
        let effects = self.store.take(1).map_err(failed)?;
        let Some(effect) = effects.first() else {
            return if self.waiting.iter().any(|(_, taken)| !taken) {
                Err(Fault::EffectLost)
            } else {
                Ok(None)
            };
        };
        let key = effect.key();
        if self.acknowledged.contains(&key) {
            return Err(Fault::EffectTwice);
        }
        match self.waiting.iter_mut().find(|(it, _)| it == effect) {
            Some((_, true)) => Err(Fault::EffectTwice),
            Some((_, taken)) => {
                *taken = true;
                Ok(Some(key))
            }
            None => Err(Fault::EffectInvented),
        }
    }

    fn nothing_waits(&mut self) -> Done {
        match self.store.take(1).map_err(failed)?.first() {
            None => Ok(()),
            Some(effect) if self.acknowledged.contains(&effect.key()) => Err(Fault::EffectTwice),
            Some(_) => Err(Fault::EffectInvented),
        }
    }

    fn crash(&mut self) -> Done {
        self.store.restart().map_err(failed)?;
        for (_, taken) in &mut self.waiting {
            *taken = false;
        }
        self.counts.crashes += 1;
        Ok(())
    }

    fn forget(&mut self) -> Done {
        let id = self.account();
        self.store.forget(id).map_err(failed)?;
        self.addresses.clear();
        self.look()
    }

    const fn account(&self) -> AccountId {
        self.history.account().id()
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
    let number = match envelope.command() {
        checkmark::tier::Command::SignUp { address, .. }
        | checkmark::tier::Command::ChangeAddress { address } => Some(*address),
        _ => None,
    };
    Some(Commit {
        expected,
        line: Line::of_recorded(envelope.clone(), decision)?,
        effects: decision.effects().collect(),
        personal: number.map(personal).unwrap_or_default(),
    })
}

/// What a person types with a step.
fn personal(number: AddressNo) -> Vec<Personal> {
    let address = alloc::format!("anna.{}@acme.example", number.number());
    let address = address
        .parse()
        .ok()
        .map(|it| Personal::Address(number, Box::new(it)));
    let name = PersonName::new("Anna", "Berg").ok().map(Personal::Name);
    address.into_iter().chain(name).collect()
}

/// What is wrong with a record, beside what was written.
fn compare(found: &[Line], written: &[Line]) -> Done {
    if found == written {
        return Ok(());
    }
    let is_written = |line: &Line| written.contains(line);
    if !found.iter().all(is_written) {
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

fn failed<E>(_: E) -> Fault {
    Fault::StoreFailed
}
