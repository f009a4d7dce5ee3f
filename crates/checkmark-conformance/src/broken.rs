//! Stores that are broken on purpose, so that one can see the kit catch them.

use alloc::vec::Vec;
use core::convert::Infallible;

use checkmark::account::{AccountId, AddressNo, EmailAddress};
use checkmark::record::Line;
use checkmark::tier::{Effect, EffectKey};

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
}

impl Flaw {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::LostUpdate,
        Self::EffectTwice,
        Self::EffectLost,
        Self::StaleRead,
        Self::EventsReordered,
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
        }
    }
}

impl Store for Broken {
    type Error = Infallible;

    fn load(&mut self, account: AccountId) -> Result<Vec<Line>, Infallible> {
        let mut lines = self.store.load(account)?;
        if self.flaw == Flaw::StaleRead && core::mem::take(&mut self.cached) {
            lines.pop();
        }
        if self.flaw == Flaw::EventsReordered {
            lines.reverse();
            lines.sort_by_key(|line| line.envelope().at());
        }
        Ok(lines)
    }

    fn append(&mut self, commit: &Commit) -> Result<(), AppendError<Infallible>> {
        self.cached = true;
        if self.flaw == Flaw::LostUpdate {
            self.store.write(commit);
            return Ok(());
        }
        self.store.append(commit)
    }

    fn take(&mut self, most: usize) -> Result<Vec<Effect>, Infallible> {
        let effects = self.store.take(most)?;
        if self.flaw == Flaw::EffectLost {
            self.store.outbox.retain(|effect| !effects.contains(effect));
        }
        Ok(effects)
    }

    fn acknowledge(&mut self, key: EffectKey) -> Result<(), Infallible> {
        if self.flaw == Flaw::EffectTwice {
            let acknowledged = self
                .store
                .outbox
                .iter()
                .filter(|effect| effect.key() == key);
            self.acknowledged.extend(acknowledged.copied());
        }
        self.store.acknowledge(key)
    }

    fn restart(&mut self) -> Result<(), Infallible> {
        self.store.outbox.append(&mut self.acknowledged);
        self.store.restart()
    }

    fn addresses(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<(AddressNo, EmailAddress)>, Infallible> {
        self.store.addresses(account)
    }

    fn forget(&mut self, account: AccountId) -> Result<(), Infallible> {
        self.store.forget(account)
    }
}
