//! Why a book does not fold an event.

use crate::words::kinds;

/// An event that the book could not have decided; the book is as it was.
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
