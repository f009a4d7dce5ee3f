//! Why a code is not issued or not tried.

use time::UtcDateTime;

use super::CodeOutcome;
use crate::Rule;
use crate::words::kinds;

/// A refusal: nothing was recorded, nothing was counted.
///
/// ```
/// use checkmark_account::code::{
///     CodeBook, CodePolicy, CodeRefusal, CodeRefusalKind, Nonce, Purpose, ThrottleCount,
/// };
/// use time::UtcDateTime;
///
/// let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
/// let issue = |book: CodeBook, nonce| {
///     let key = "2026-11".parse().expect("an id");
///     book.decide_issue(key, Nonce::new(nonce), ThrottleCount::default(), &policy, noon)
/// };
/// let book = CodeBook::new(Purpose::SignUp);
/// let book = book.evolve(&issue(book, [7; 16])?)?;
/// let refused: CodeRefusal = issue(book, [8; 16]).unwrap_err();
/// assert_eq!(refused.kind(), CodeRefusalKind::TooSoon);
/// assert_eq!(refused.retry_at(), Some(noon + policy.gap()));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct CodeRefusal {
    kind: CodeRefusalKind,
    until: Option<UtcDateTime>,
    outcome: Option<CodeOutcome>,
}

impl CodeRefusal {
    pub(super) const fn new(kind: CodeRefusalKind) -> Self {
        Self {
            kind,
            until: None,
            outcome: None,
        }
    }

    pub(super) const fn until(kind: CodeRefusalKind, until: UtcDateTime) -> Self {
        Self {
            kind,
            until: Some(until),
            outcome: None,
        }
    }

    pub(super) const fn repeated(outcome: CodeOutcome) -> Self {
        Self {
            kind: CodeRefusalKind::Repeated,
            until: None,
            outcome: Some(outcome),
        }
    }

    /// Why.
    #[must_use]
    pub const fn kind(&self) -> CodeRefusalKind {
        self.kind
    }

    /// The first instant at which the same may be asked again, if waiting helps.
    #[must_use]
    pub const fn retry_at(&self) -> Option<UtcDateTime> {
        self.until
    }

    /// How the same command ended the first time, if it was repeated.
    #[must_use]
    pub const fn outcome(&self) -> Option<CodeOutcome> {
        self.outcome
    }

    /// The rule that it rests on.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self.kind {
            CodeRefusalKind::Locked
            | CodeRefusalKind::Repeated
            | CodeRefusalKind::NothingToUnlock => Rule::Code4,
            CodeRefusalKind::TooSoon
            | CodeRefusalKind::PerHour
            | CodeRefusalKind::PerDay
            | CodeRefusalKind::Throttled => Rule::Code5,
            CodeRefusalKind::Digits => Rule::Code9,
        }
    }
}

kinds! {
    /// Why a code is not issued or not tried.
    CodeRefusalKind;
    /// The channel is locked after too many failures in a row; the account is not.
    Locked "code_channel_locked" "channel locked after too many failures in a row",
    /// The last code was issued less than the gap ago.
    TooSoon "code_too_soon" "last code issued too short a time ago",
    /// An hour's codes are used up.
    PerHour "code_per_hour" "codes of the hour used up",
    /// A day's codes are used up.
    PerDay "code_per_day" "codes of the day used up",
    /// The host counted too many codes to other spellings of the mailbox.
    Throttled "code_throttled" "too many codes to the same mailbox",
    /// Another number of digits is due: an input error, no try.
    Digits "code_digits" "another number of digits is due",
    /// The command is one that was tried before; it counts once.
    Repeated "code_repeated" "command was tried before",
    /// There is neither a lock nor a failure.
    NothingToUnlock "code_nothing_to_unlock" "neither a lock nor a failure to clear",
}
