//! A run: a store beside what it should hold.

use alloc::vec::Vec;

use checkmark::account::AccountId;
use checkmark::tier::strategy::{Attempt, History, HistoryStep};
use checkmark::tier::{Effect, EffectKey, StateKind, TierPolicy};

use crate::book::Book;
use crate::fault::Fault;
use crate::kit::Passed;
use crate::operation::Operation;
use crate::store::{AppendError, Commit, Store};

/// How often in a row a store may fail at one call before it counts as broken.
const PATIENCE: usize = 32;

/// A store, and what it should hold.
pub(crate) struct Driver<'a, S> {
    store: &'a mut S,
    /// The account that everything happens to, and its neighbor.
    books: [Book; 2],
    /// Effects that are not acknowledged, and whether each was taken since the last restart.
    waiting: Vec<(Effect, bool)>,
    acknowledged: Vec<EffectKey>,
    /// How far the neighbor has come.
    steps_next_door: usize,
    counts: Passed,
}

/// Whose book it is.
const PERSON: usize = 0;
const NEIGHBOR: usize = 1;
const NEXT_DOOR: AccountId = match AccountId::new("a2") {
    Ok(id) => id,
    Err(_) => panic!("the id is well formed"),
};

type Done = Result<(), Fault>;

impl<'a, S: Store> Driver<'a, S> {
    pub(crate) fn new(store: &'a mut S, policy: &TierPolicy) -> Self {
        let person = Book::new(History::new(policy));
        let neighbor = Book::new(History::of_account(NEXT_DOOR, policy));
        Self {
            store,
            books: [person, neighbor],
            waiting: Vec::new(),
            acknowledged: Vec::new(),
            steps_next_door: 0,
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
        self.look(PERSON)?;
        self.look(NEIGHBOR)?;
        while !self.waiting.is_empty() {
            self.deliver()?;
        }
        self.nothing_waits()?;
        self.counts.histories += 1;
        Ok(self.counts)
    }

    pub(crate) fn into_history(self) -> History {
        let [person, _] = self.books;
        person.into_history()
    }

    fn operate(&mut self, operation: Operation) -> Done {
        match operation {
            Operation::Act(attempt) => self.act(PERSON, attempt),
            Operation::Neighbor => self.neighbor(),
            Operation::Race(step) => match self.books[PERSON].decide_late(step) {
                Some(commit) => self.too_late(&commit, false),
                None => Ok(()),
            },
            Operation::Repeat => match self.books[PERSON].last().cloned() {
                Some(commit) => self.too_late(&commit, true),
                None => Ok(()),
            },
            Operation::Deliver => self.deliver(),
            Operation::CrashTaken => {
                self.take()?;
                self.crash()
            }
            Operation::AcknowledgeAgain => match self.acknowledged.last().copied() {
                Some(key) => self.insist(|store| store.acknowledge(key)),
                None => Ok(()),
            },
            Operation::Crash => self.crash(),
            Operation::Forget => self.forget(),
        }
    }

    /// Reads, decides and writes. What the account refuses is nothing to write.
    fn act(&mut self, whose: usize, attempt: Attempt) -> Done {
        self.look(whose)?;
        let Some((after, commit)) = self.books[whose].decide(attempt) else {
            self.books[whose].pass(attempt);
            return Ok(());
        };
        for _ in 0..PATIENCE {
            match self.store.append(&commit) {
                Ok(()) => {
                    self.note(whose, after, commit);
                    return self.look(whose);
                }
                Err(AppendError::Conflict) => return Err(Fault::WriteRefused),
                Err(AppendError::Store(_)) => {
                    self.counts.errors += 1;
                    if self.is_there(whose, &commit)? {
                        self.note(whose, after, commit);
                        return self.nothing_by_halves(whose);
                    }
                    self.nothing_by_halves(whose)?;
                }
            }
        }
        Err(Fault::StoreFailed)
    }

    /// The neighbor goes a step further on the way to being entitled.
    fn neighbor(&mut self) -> Done {
        let way = HistoryStep::way_to(StateKind::Enterprise);
        let Some(step) = way.get(self.steps_next_door) else {
            return Ok(());
        };
        self.steps_next_door += 1;
        self.act(NEIGHBOR, Attempt::plain(*step))
    }

    fn note(&mut self, whose: usize, after: History, commit: Commit) {
        self.counts.decisions += 1;
        let effects = commit.effects().iter().copied();
        self.waiting.extend(effects.map(|effect| (effect, false)));
        self.books[whose].note(after, commit);
    }

    /// Whether a write that failed was done all the same.
    fn is_there(&mut self, whose: usize, commit: &Commit) -> Result<bool, Fault> {
        self.crash()?;
        let id = self.books[whose].account();
        let lines = self.insist(|store| store.load(id))?;
        Ok(lines.last() == Some(commit.line()))
    }

    /// After a write that failed all of it is there, or nothing is: the line, what is personal and
    /// the effects.
    fn nothing_by_halves(&mut self, whose: usize) -> Done {
        let by_halves = |fault| match fault {
            Fault::StoreFailed => fault,
            _ => Fault::HalfWritten,
        };
        self.look(whose).map_err(by_halves)?;
        let mut found = Vec::new();
        loop {
            let effects = self.take_some(self.waiting.len() + 1)?;
            let is_waiting = |it: &Effect| self.waiting.iter().any(|(effect, _)| effect == it);
            if !effects.iter().all(is_waiting) {
                return Err(Fault::HalfWritten);
            }
            if effects.is_empty() {
                break;
            }
            found.extend(effects);
            // Whatever is taken again after a failure is no fault, but there is an end to it.
            if found.len() > self.waiting.len() * PATIENCE {
                return Err(Fault::EffectTwice);
            }
        }
        if self
            .waiting
            .iter()
            .any(|(effect, _)| !found.contains(effect))
        {
            return Err(Fault::HalfWritten);
        }
        self.crash()
    }

    /// What was decided on an old version is refused. A store may know a decision again that it has.
    fn too_late(&mut self, commit: &Commit, is_known: bool) -> Done {
        for _ in 0..PATIENCE {
            match self.store.append(commit) {
                Err(AppendError::Store(_)) => self.counts.errors += 1,
                Ok(()) if !is_known => return Err(Fault::LostUpdate),
                _ => {
                    self.counts.conflicts += 1;
                    return self.look(PERSON);
                }
            }
        }
        Err(Fault::StoreFailed)
    }

    /// The record is what was written, and what is personal is what is kept.
    fn look(&mut self, whose: usize) -> Done {
        let id = self.books[whose].account();
        let lines = self.insist(|store| store.load(id))?;
        self.books[whose].compare(&lines)?;
        let kept = self.insist(|store| store.personal(id))?;
        self.books[whose].compare_personal(&kept)
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
        self.insist(|store| store.acknowledge(key))?;
        self.waiting.retain(|(effect, _)| effect.key() != key);
        self.acknowledged.push(key);
        self.counts.effects += 1;
        Ok(())
    }

    /// Takes an effect that waits and was not taken, if there is one.
    fn take(&mut self) -> Result<Option<EffectKey>, Fault> {
        let effects = self.take_some(1)?;
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

    /// Takes effects. Where that fails nobody knows what was taken, but for those who start anew.
    fn take_some(&mut self, most: usize) -> Result<Vec<Effect>, Fault> {
        for _ in 0..PATIENCE {
            if let Ok(effects) = self.store.take(most) {
                return Ok(effects);
            }
            self.counts.errors += 1;
            self.crash()?;
        }
        Err(Fault::StoreFailed)
    }

    fn nothing_waits(&mut self) -> Done {
        match self.take_some(1)?.first() {
            None => Ok(()),
            Some(effect) if self.acknowledged.contains(&effect.key()) => Err(Fault::EffectTwice),
            Some(_) => Err(Fault::EffectInvented),
        }
    }

    fn crash(&mut self) -> Done {
        self.insist(S::restart)?;
        for (_, taken) in &mut self.waiting {
            *taken = false;
        }
        self.counts.crashes += 1;
        Ok(())
    }

    fn forget(&mut self) -> Done {
        let id = self.books[PERSON].account();
        self.insist(|store| store.forget(id))?;
        self.books[PERSON].forget();
        self.look(PERSON)?;
        self.look(NEIGHBOR)
    }

    /// Calls the store again while it fails, for as long as there is patience.
    fn insist<T>(
        &mut self,
        mut call: impl FnMut(&mut S) -> Result<T, S::Error>,
    ) -> Result<T, Fault> {
        for _ in 0..PATIENCE {
            if let Ok(done) = call(self.store) {
                return Ok(done);
            }
            self.counts.errors += 1;
        }
        Err(Fault::StoreFailed)
    }
}
