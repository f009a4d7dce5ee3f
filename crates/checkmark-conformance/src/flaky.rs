//! A store that fails now and then, and does no harm.

use alloc::vec::Vec;

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::{Effect, EffectKey, Personal};

use crate::store::{AppendError, Commit, Store};

/// Any store, behind a line that is cut now and then: sometimes before the store hears of a call,
/// and sometimes after it did what it was asked to.
///
/// A store that is sound passes behind it too: whoever tries again after an answer was lost writes
/// nothing twice.
///
/// ```
/// use checkmark_conformance::{Flaky, Kit, Memory};
///
/// let passed = Kit::new().check(|| Flaky::new(Memory::default(), 3)).expect("nothing is harmed");
/// assert!(passed.errors() > 100);
/// ```
#[derive(Clone, Debug)]
pub struct Flaky<S> {
    store: S,
    one_in: u32,
    calls: u32,
}

/// The store cannot be reached, or does not answer.
///
/// ```
/// use checkmark_conformance::Outage;
///
/// assert_eq!(Outage::default().to_string(), "the store does not answer");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the store does not answer")]
#[non_exhaustive]
pub struct Outage;

impl<S: Store> Flaky<S> {
    /// A store of which one call in so many fails, on an average and always the same ones; none if
    /// that is zero.
    #[must_use]
    pub const fn new(store: S, one_in: u32) -> Self {
        Self {
            store,
            one_in,
            calls: 0,
        }
    }

    fn call<T>(&mut self, call: impl FnOnce(&mut S) -> Result<T, S::Error>) -> Result<T, Outage> {
        self.calls += 1;
        // Scattered, so that no loop of calls meets the same one every time.
        let drawn = self
            .calls
            .wrapping_mul(SCATTER)
            .rotate_left(16)
            .wrapping_mul(SCATTER)
            >> 8;
        let fails = self.one_in > 0 && drawn.is_multiple_of(self.one_in);
        let is_before = fails && (drawn / self.one_in).is_multiple_of(2);
        if is_before {
            return Err(Outage);
        }
        let done = call(&mut self.store).map_err(|_| Outage)?;
        if fails { Err(Outage) } else { Ok(done) }
    }
}

/// The golden section of all numbers, an odd one (Knuth, volume 3, 6.4).
const SCATTER: u32 = 0x9e37_79b1;

impl<S: Store> Store for Flaky<S> {
    type Error = Outage;

    fn load(&mut self, account: AccountId) -> Result<Vec<Line>, Outage> {
        self.call(|store| store.load(account))
    }

    fn append(&mut self, commit: &Commit) -> Result<(), AppendError<Outage>> {
        let conflict = self.call(|store| match store.append(commit) {
            Ok(()) => Ok(false),
            Err(AppendError::Conflict) => Ok(true),
            Err(AppendError::Store(error)) => Err(error),
        });
        if conflict? {
            return Err(AppendError::Conflict);
        }
        Ok(())
    }

    fn take(&mut self, most: usize) -> Result<Vec<Effect>, Outage> {
        self.call(|store| store.take(most))
    }

    fn acknowledge(&mut self, key: EffectKey) -> Result<(), Outage> {
        self.call(|store| store.acknowledge(key))
    }

    fn restart(&mut self) -> Result<(), Outage> {
        self.call(S::restart)
    }

    fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, Outage> {
        self.call(|store| store.personal(account))
    }

    fn forget(&mut self, account: AccountId) -> Result<(), Outage> {
        self.call(|store| store.forget(account))
    }
}
