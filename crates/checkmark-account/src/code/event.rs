//! What happens to a code, as it is recorded.

use time::UtcDateTime;

use super::Challenge;
use crate::CommandId;
use crate::words::words;

/// A fact about the codes of one book. Open: more may come to be recorded.
///
/// No event holds a code, typed or mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum CodeEvent {
    /// A code was issued; it replaces the one before.
    Issued(Challenge),
    /// A code was tried.
    Tried(CodeTried),
    /// Support cleared the failures, and with them the lock.
    Unlocked(CodeUnlocked),
}

impl CodeEvent {
    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        match self {
            Self::Issued(challenge) => challenge.issued_at(),
            Self::Tried(tried) => tried.at,
            Self::Unlocked(unlocked) => unlocked.at,
        }
    }

    /// How the try ended, if it was one.
    #[must_use]
    pub const fn outcome(&self) -> Option<CodeOutcome> {
        match self {
            Self::Tried(tried) => Some(tried.outcome),
            Self::Issued(_) | Self::Unlocked(_) => None,
        }
    }

    /// The challenge, if one was issued.
    #[must_use]
    pub const fn challenge(&self) -> Option<Challenge> {
        match self {
            Self::Issued(challenge) => Some(*challenge),
            Self::Tried(_) | Self::Unlocked(_) => None,
        }
    }
}

/// A try that was counted.
///
/// ```
/// use checkmark_account::code::{CodeBook, CodeEvent, CodeOutcome, CodePolicy, Purpose};
/// use time::UtcDateTime;
///
/// let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
/// let book = CodeBook::new(Purpose::FreshProof);
/// let event = book.decide_outcome(CodeOutcome::Wrong, "c1".parse()?, &policy, noon)?;
/// let CodeEvent::Tried(tried) = event else { unreachable!("a try is counted") };
/// assert_eq!((tried.number(), tried.command()), (0, "c1".parse()?));
/// assert_eq!(tried.locked_until(), None, "one failure of a hundred");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeTried {
    pub(super) number: u32,
    pub(super) outcome: CodeOutcome,
    pub(super) command: CommandId,
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub(super) at: UtcDateTime,
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "crate::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    pub(super) locked_until: Option<UtcDateTime>,
}

impl CodeTried {
    /// The number of the code that was current, 0 if none was ever issued.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// How the try ended: exact, for the audit alone (CODE-9).
    #[must_use]
    pub const fn outcome(&self) -> CodeOutcome {
        self.outcome
    }

    /// The command that tried it.
    #[must_use]
    pub const fn command(&self) -> CommandId {
        self.command
    }

    /// When it was tried.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// When the lock that this failure set lapses.
    #[must_use]
    pub const fn locked_until(&self) -> Option<UtcDateTime> {
        self.locked_until
    }
}

/// The failures in a row were cleared.
///
/// ```
/// use checkmark_account::code::{CodeBook, CodeEvent, CodeOutcome, CodePolicy, Purpose};
/// use time::{SignedDuration, UtcDateTime};
///
/// let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
/// let book = CodeBook::new(Purpose::FreshProof);
/// let book = book.evolve(&book.decide_outcome(CodeOutcome::Wrong, "c1".parse()?, &policy, noon)?)?;
/// let CodeEvent::Unlocked(unlocked) = book.decide_unlock(noon - SignedDuration::SECOND)? else {
///     unreachable!("there was a failure")
/// };
/// assert_eq!(unlocked.at(), noon, "time that runs back is clamped");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeUnlocked {
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub(super) at: UtcDateTime,
}

impl CodeUnlocked {
    /// When they were cleared.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }
}

words! {
    /// How a try ended, exactly: for the audit, never for the person (CODE-9).
    ///
    /// Open: later versions may tell more apart. [`public`](Self::public) is what a person may see.
    #[non_exhaustive]
    CodeOutcome, UnknownCodeOutcome, "unknown outcome of a code" in "code";
    /// It was the code, in time, and for the first time.
    Right "right",
    /// It was none of the codes that are remembered.
    Wrong "wrong",
    /// It was the code, at its expiry or later (CODE-3).
    Expired "expired",
    /// It was a code that had been used (CODE-6).
    Used "used",
    /// It was the code before, which a newer one replaced (CODE-5).
    Superseded "superseded",
    /// It was the code, but all of its tries were used up (CODE-4).
    Exhausted "exhausted",
    /// No code was ever issued.
    Unknown "unknown",
    /// The ring no longer has the key that the code was derived under (CODE-2).
    KeyRetired "key_retired",
}

impl CodeOutcome {
    /// What a person may see: accepted, or not; never why not.
    #[must_use]
    pub const fn public(self) -> PublicOutcome {
        match self {
            Self::Right => PublicOutcome::Accepted,
            Self::Wrong
            | Self::Expired
            | Self::Used
            | Self::Superseded
            | Self::Exhausted
            | Self::Unknown
            | Self::KeyRetired => PublicOutcome::NotAccepted,
        }
    }
}

words! {
    /// How a try ended, as far as a person may see (CODE-9).
    ///
    /// Closed: a third value would tell a guesser something.
    ///
    /// ```
    /// use checkmark_account::code::{CodeOutcome, PublicOutcome};
    ///
    /// assert_eq!(CodeOutcome::Right.public(), PublicOutcome::Accepted);
    /// assert_eq!(CodeOutcome::Expired.public(), CodeOutcome::Wrong.public());
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: a third value would tell a guesser something")]
    PublicOutcome, UnknownPublicOutcome, "unknown public outcome of a code" in "code";
    /// The address is proved.
    Accepted "accepted",
    /// The address is not proved.
    NotAccepted "not_accepted",
}
