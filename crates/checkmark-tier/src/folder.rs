//! Folding the records of many accounts.

use alloc::collections::BTreeMap;

use checkmark_account::AccountId;

use crate::account::Account;
use crate::event::Event;
use crate::evolve::ReplayError;

/// Folds the events of many accounts, a decision at a time (LAW-5).
///
/// What does not fold changes nothing, and the rest goes on.
///
/// ```
/// use checkmark_tier::{FoldErrorKind, Folder};
///
/// let mut folder = Folder::default();
/// let fault = folder.fold("a1".parse()?, 2, &[]).unwrap_err();
/// assert_eq!(fault.kind(), FoldErrorKind::Version { stated: 2, found: 0 });
/// assert!(folder.accounts().next().is_none());
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Folder {
    accounts: BTreeMap<AccountId, Account>,
}

impl Folder {
    /// Folds the events of one decision, all or none. `version` is the account's after them, as
    /// the record states it.
    ///
    /// # Errors
    ///
    /// An event does not fold, or the events do not lead to the version that is stated. Nothing is
    /// changed.
    pub fn fold(
        &mut self,
        account: AccountId,
        version: u64,
        events: &[Event],
    ) -> Result<&Account, FoldError> {
        let refused = |kind| FoldError { account, kind };
        let known = self.accounts.get(&account).cloned();
        let mut after = known.unwrap_or_else(|| Account::new(account));
        for event in events {
            after
                .apply(event)
                .map_err(|error| refused(FoldErrorKind::Event(error)))?;
        }
        let found = after.version();
        if found != version {
            return Err(refused(FoldErrorKind::Version {
                stated: version,
                found,
            }));
        }
        let folded = self
            .accounts
            .entry(account)
            .or_insert_with(|| Account::new(account));
        *folded = after;
        Ok(folded)
    }

    /// An account as its events fold so far.
    #[must_use]
    pub fn account(&self, account: AccountId) -> Option<&Account> {
        self.accounts.get(&account)
    }

    /// Every account, by id.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.values()
    }
}

/// Why the events of a decision do not fold.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Basic);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let events: Vec<Event> = history.events().cloned().collect();
/// let fault: FoldError = Folder::default().fold(account.id(), 9, &events).unwrap_err();
/// let found = account.version();
/// assert_eq!(fault.kind(), FoldErrorKind::Version { stated: 9, found });
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("account {account}: {kind}")]
pub struct FoldError {
    account: AccountId,
    kind: FoldErrorKind,
}

impl FoldError {
    /// Whose they are.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> FoldErrorKind {
        self.kind
    }
}

/// What about the events of a decision does not fold. Open: more may be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FoldErrorKind {
    /// An event is foreign, missing, doubled, out of order, or could not have been decided.
    #[error("{0}")]
    Event(ReplayError),
    /// The events lead elsewhere than the record states: one of them is missing at the end.
    #[error("states version {stated}, but its events lead to {found}")]
    Version {
        /// What the record states.
        stated: u64,
        /// Where its events lead.
        found: u64,
    },
}
