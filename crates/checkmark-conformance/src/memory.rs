//! The store that every other one is measured by.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::convert::Infallible;

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::{Effect, EffectKey, Personal};

use crate::store::{AppendError, Commit, Store};

/// A store in memory, for which a restart loses what it had taken and nothing else.
///
/// ```
/// use checkmark_conformance::{Kit, Memory};
///
/// assert!(Kit::new().check(Memory::default).is_ok());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Memory {
    records: BTreeMap<AccountId, Vec<Line>>,
    pub(crate) outbox: Vec<Effect>,
    taken: BTreeSet<(AccountId, u64, u32)>,
    pub(crate) personal: BTreeMap<AccountId, Vec<Personal>>,
}

impl Memory {
    /// The version of an account.
    pub(crate) fn version(&self, account: AccountId) -> u64 {
        let lines = self.records.get(&account);
        lines
            .and_then(|lines| lines.last())
            .map_or(0, Line::version)
    }

    /// Writes without a look at the version.
    pub(crate) fn write(&mut self, commit: &Commit) {
        self.write_line(commit);
        self.outbox.extend_from_slice(commit.effects());
    }

    /// Writes the line and what is personal, and leaves the effects out.
    pub(crate) fn write_line(&mut self, commit: &Commit) {
        let lines = self.records.entry(commit.account()).or_default();
        lines.retain(|line| line.version() <= commit.expected());
        lines.push(commit.line().clone());
        let personal = self.personal.entry(commit.account()).or_default();
        personal.extend_from_slice(commit.personal());
    }
}

impl Store for Memory {
    type Error = Infallible;

    fn load(&mut self, account: AccountId) -> Result<Vec<Line>, Infallible> {
        Ok(self.records.get(&account).cloned().unwrap_or_default())
    }

    fn append(&mut self, commit: &Commit) -> Result<(), AppendError<Infallible>> {
        if self.version(commit.account()) != commit.expected() {
            return Err(AppendError::Conflict);
        }
        self.write(commit);
        Ok(())
    }

    fn take(&mut self, most: usize) -> Result<Vec<Effect>, Infallible> {
        let waiting = |effect: &&Effect| !self.taken.contains(&place(effect.key()));
        let effects: Vec<Effect> = self
            .outbox
            .iter()
            .filter(waiting)
            .take(most)
            .copied()
            .collect();
        self.taken
            .extend(effects.iter().map(|effect| place(effect.key())));
        Ok(effects)
    }

    fn acknowledge(&mut self, key: EffectKey) -> Result<(), Infallible> {
        self.outbox.retain(|effect| effect.key() != key);
        Ok(())
    }

    fn restart(&mut self) -> Result<(), Infallible> {
        self.taken.clear();
        Ok(())
    }

    fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, Infallible> {
        Ok(self.personal.get(&account).cloned().unwrap_or_default())
    }

    fn forget(&mut self, account: AccountId) -> Result<(), Infallible> {
        self.personal.remove(&account);
        Ok(())
    }
}

/// Where an effect stands in the outbox.
const fn place(key: EffectKey) -> (AccountId, u64, u32) {
    (key.account(), key.version(), key.index())
}
