//! Why a book does not fold an event.

use crate::words::kinds;

/// An event that the book could not have decided; the book is as it was.
///
/// ```
/// use checkmark_account::code::{
///     CodeBook, CodeOutcome, CodePolicy, CodeReplayError, CodeReplayErrorKind, Purpose,
/// };
/// use time::UtcDateTime;
///
/// let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
/// let book = CodeBook::new(Purpose::SignUp);
/// let event = book.decide_outcome(CodeOutcome::Wrong, "c1".parse()?, &policy, noon)?;
/// let doubled: CodeReplayError = book.evolve(&event)?.evolve(&event).unwrap_err();
/// assert_eq!(doubled.kind(), CodeReplayErrorKind::Repeated);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct CodeReplayError {
    kind: CodeReplayErrorKind,
}

impl CodeReplayError {
    pub(super) const fn new(kind: CodeReplayErrorKind) -> Self {
        Self { kind }
    }

    /// What does not fit.
    #[must_use]
    pub const fn kind(&self) -> CodeReplayErrorKind {
        self.kind
    }
}

kinds! {
    /// What about an event does not fit its book.
    CodeReplayErrorKind;
    /// A code of another purpose: the event is foreign.
    Purpose "purpose" "code of another purpose",
    /// Not the number that is due: an event is missing, doubled or out of order.
    Number "number" "number of the code is not the one due",
    /// Earlier than the event before.
    Time "time" "earlier than the event before",
    /// The same command a second time.
    Repeated "repeated" "command was recorded before",
    /// A success without a code, or on one that was used.
    Spent "spent" "success without a code that could be used",
}
