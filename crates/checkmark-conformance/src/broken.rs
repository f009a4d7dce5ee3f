//! Stores that are broken on purpose, so that one can see the kit catch them.

use alloc::vec::Vec;

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::{Effect, EffectKey, Personal};

use crate::flaky::Outage;
use crate::memory::Memory;
use crate::store::{AppendError, Commit, Store};

/// A store in memory with one flaw, each of which real stores have had.
///
/// ```
/// use checkmark_conformance::{Broken, Flaw, Kit};
///
/// for flaw in Flaw::ALL {
///     assert!(Kit::new().check(|| Broken::new(*flaw)).is_err());
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Broken {
    flaw: Flaw,
    store: Memory,
    /// Effects that a restart brings back although they were acknowledged.
    acknowledged: Vec<Effect>,
    /// Whether the next read comes from before the last write.
    cached: bool,
    appends: u32,
}

/// What is wrong with a [`Broken`] store.
///
/// Open: there are more ways to be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Flaw {
    /// The last writer wins: nobody looks at the version.
    LostUpdate,
    /// What was acknowledged is forgotten in a crash.
    EffectTwice,
    /// What was taken is crossed out at once, and not when it is acknowledged.
    EffectLost,
    /// The first read after a write comes from a copy that lags behind.
    StaleRead,
    /// The record is sorted by its instants, and those that are equal come in any order.
    EventsReordered,
    /// Every other write fails after the line and before the effects, which are not in one
    /// transaction.
    EffectsLeftOut,
    /// Every other write fails after the effects and before the line.
    EffectsAhead,
    /// Effects are crossed out by version and index, whoever's they are.
    NeighborsMixedUp,
    /// The person's name stays where addresses are forgotten.
    NameKept,
}

impl Flaw {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::LostUpdate,
        Self::EffectTwice,
        Self::EffectLost,
        Self::StaleRead,
        Self::EventsReordered,
        Self::EffectsLeftOut,
        Self::EffectsAhead,
        Self::NeighborsMixedUp,
        Self::NameKept,
    ];
}

impl Broken {
    /// A store with this flaw.
    #[must_use]
    pub fn new(flaw: Flaw) -> Self {
        Self {
            flaw,
            store: Memory::default(),
            acknowledged: Vec::new(),
            cached: false,
            appends: 0,
        }
    }
}

/// What never fails in memory does not fail here.
fn sound<T, E>(done: Result<T, E>) -> Result<T, Outage> {
    done.map_err(|_| Outage)
}

impl Store for Broken {
    type Error = Outage;

    fn load(&mut self, account: AccountId) -> Result<Vec<Line>, Outage> {
        let mut lines = sound(self.store.load(account))?;
        if self.flaw == Flaw::StaleRead && core::mem::take(&mut self.cached) {
            lines.pop();
        }
        if self.flaw == Flaw::EventsReordered {
            lines.reverse();
            lines.sort_by_key(|line| line.envelope().at());
        }
        Ok(lines)
    }

    fn append(&mut self, commit: &Commit) -> Result<(), AppendError<Outage>> {
        self.cached = true;
        self.appends += 1;
        let is_current = self.store.version(commit.account()) == commit.expected();
        let fails = is_current && self.appends.is_multiple_of(2);
        match self.flaw {
            Flaw::LostUpdate => self.store.write(commit),
            Flaw::EffectsLeftOut if fails => {
                self.store.write_line(commit);
                return Err(Outage.into());
            }
            Flaw::EffectsAhead if fails => {
                self.store.outbox.extend_from_slice(commit.effects());
                return Err(Outage.into());
            }
            _ if is_current => self.store.write(commit),
            _ => return Err(AppendError::Conflict),
        }
        Ok(())
    }

    fn take(&mut self, most: usize) -> Result<Vec<Effect>, Outage> {
        let effects = sound(self.store.take(most))?;
        if self.flaw == Flaw::EffectLost {
            self.store.outbox.retain(|effect| !effects.contains(effect));
        }
        Ok(effects)
    }

    fn acknowledge(&mut self, key: EffectKey) -> Result<(), Outage> {
        let is_meant = |effect: &&Effect| effect.key() == key;
        match self.flaw {
            Flaw::EffectTwice => {
                let effects = self.store.outbox.iter().filter(is_meant);
                self.acknowledged.extend(effects.copied());
            }
            Flaw::NeighborsMixedUp => {
                let place = |key: EffectKey| (key.version(), key.index());
                let others = |effect: &Effect| place(effect.key()) != place(key);
                self.store.outbox.retain(others);
            }
            _ => {}
        }
        sound(self.store.acknowledge(key))
    }

    fn restart(&mut self) -> Result<(), Outage> {
        self.store.outbox.append(&mut self.acknowledged);
        sound(self.store.restart())
    }

    fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, Outage> {
        sound(self.store.personal(account))
    }

    fn forget(&mut self, account: AccountId) -> Result<(), Outage> {
        if self.flaw == Flaw::NameKept {
            let kept = self.store.personal.entry(account).or_default();
            kept.retain(|it| matches!(it, Personal::Name(_)));
            return Ok(());
        }
        sound(self.store.forget(account))
    }
}
