//! What a host's store does.

use alloc::vec::Vec;

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::{Effect, EffectKey, Personal};

/// A host's store, as the machines need it.
///
/// A method may answer with an error whenever the store cannot do its work: the kit calls it again,
/// a few times, before it reports the store. An append that fails is to be there as a whole or not
/// at all, which the kit looks at before it tries again.
///
/// A store that hands everything on to the one in memory, and counts what came too late:
///
/// ```
/// use checkmark::account::AccountId;
/// use checkmark::record::Line;
/// use checkmark::tier::{Effect, EffectKey, Personal};
/// use checkmark_conformance::{AppendError, Commit, Kit, Memory, Store};
///
/// #[derive(Default)]
/// struct Counting(Memory, u32);
///
/// impl Store for Counting {
///     type Error = <Memory as Store>::Error;
///
///     fn append(&mut self, commit: &Commit) -> Result<(), AppendError<Self::Error>> {
///         // One transaction: where the version is still `expected`, all of it; else nothing.
///         let events = commit.line().events().len() as u64;
///         assert_eq!(commit.expected() + events, commit.line().version());
///         let written = self.0.append(commit);
///         self.1 += u32::from(matches!(written, Err(AppendError::Conflict)));
///         written
///     }
///     fn load(&mut self, account: AccountId) -> Result<Vec<Line>, Self::Error> {
///         self.0.load(account)
///     }
///     fn take(&mut self, most: usize) -> Result<Vec<Effect>, Self::Error> {
///         self.0.take(most)
///     }
///     fn acknowledge(&mut self, key: EffectKey) -> Result<(), Self::Error> {
///         self.0.acknowledge(key)
///     }
///     fn restart(&mut self) -> Result<(), Self::Error> {
///         self.0.restart()
///     }
///     fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, Self::Error> {
///         self.0.personal(account)
///     }
///     fn forget(&mut self, account: AccountId) -> Result<(), Self::Error> {
///         self.0.forget(account)
///     }
/// }
///
/// assert!(Kit::new().runs(8).check(Counting::default).is_ok());
/// ```
pub trait Store {
    /// What goes wrong in the store itself.
    type Error: core::error::Error;

    /// The record of an account, a line a decision, in the order in which they were appended; empty
    /// for an account that nobody knows.
    ///
    /// # Errors
    ///
    /// The store fails.
    fn load(&mut self, account: AccountId) -> Result<Vec<Line>, Self::Error>;

    /// Writes a decision with its effects and what is personal, all or nothing, if the account is
    /// still at the version on which it was decided.
    ///
    /// # Errors
    ///
    /// [`AppendError::Conflict`] if it is not; the store fails.
    fn append(&mut self, commit: &Commit) -> Result<(), AppendError<Self::Error>>;

    /// Up to so many effects that wait to be carried out. What was taken may be kept back until it
    /// is acknowledged, but no longer than to the next restart.
    ///
    /// # Errors
    ///
    /// The store fails.
    fn take(&mut self, most: usize) -> Result<Vec<Effect>, Self::Error>;

    /// An effect was carried out, and is not to be handed out again. To say so twice does no harm.
    ///
    /// # Errors
    ///
    /// The store fails.
    fn acknowledge(&mut self, key: EffectKey) -> Result<(), Self::Error>;

    /// The process dies and comes back: whatever was not written is gone.
    ///
    /// # Errors
    ///
    /// The store does not come back.
    fn restart(&mut self) -> Result<(), Self::Error>;

    /// What is kept about a person: every address by its number, every product, and the last name;
    /// older names may be kept too. In any order.
    ///
    /// # Errors
    ///
    /// The store fails.
    fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, Self::Error>;

    /// Forgets whatever is personal about an account (ACC-7). Its record stays.
    ///
    /// # Errors
    ///
    /// The store fails.
    fn forget(&mut self, account: AccountId) -> Result<(), Self::Error>;
}

/// A decision as it is to be written: the line of the record, the effects and what is personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub(crate) expected: u64,
    pub(crate) line: Line,
    pub(crate) effects: Vec<Effect>,
    pub(crate) personal: Vec<Personal>,
}

impl Commit {
    /// Whose it is.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.line.account()
    }

    /// The version on which it was decided: the account's before it.
    #[must_use]
    pub const fn expected(&self) -> u64 {
        self.expected
    }

    /// The line of the record.
    #[must_use]
    pub const fn line(&self) -> &Line {
        &self.line
    }

    /// What the host has to do, each under its key.
    #[must_use]
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// What is kept apart, so that it can be forgotten.
    #[must_use]
    pub fn personal(&self) -> &[Personal] {
        &self.personal
    }
}

/// Why a decision was not written.
///
/// Closed: a host does something else in each case.
///
/// ```
/// use checkmark_conformance::AppendError;
///
/// fn again<E>(refused: &AppendError<E>) -> bool {
///     match refused {
///         AppendError::Conflict => true,
///         AppendError::Store(_) => false,
///     }
/// }
/// assert!(again(&AppendError::<std::io::Error>::Conflict));
/// assert!(!again(&AppendError::from(std::io::Error::other("the disk is full"))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(clippy::exhaustive_enums, reason = "closed: decide again, or give up")]
pub enum AppendError<E> {
    /// Somebody else wrote since the account was read: it is to be decided again.
    #[error("the account has moved on")]
    Conflict,
    /// The store fails.
    #[error(transparent)]
    Store(#[from] E),
}
