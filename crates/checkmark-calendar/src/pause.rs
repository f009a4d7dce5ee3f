//! Times that do not count because somebody is being waited for.

mod reason;

pub use reason::{PauseReason, PauseReasonError};

use alloc::vec::Vec;
use time::UtcDateTime;

/// A stretch of real time that does not count: from an instant on, up to another or still going
/// on.
///
/// ```
/// use checkmark_calendar::{Pause, PauseReason};
/// use time::UtcDateTime;
///
/// let waiting = PauseReason::new("waiting_on_customer")?;
/// let pause = Pause::since(UtcDateTime::UNIX_EPOCH, waiting);
/// assert_eq!((pause.reason(), pause.to()), (waiting, None));
/// # Ok::<(), checkmark_calendar::PauseReasonError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "wire::Pause"))]
pub struct Pause {
    #[cfg_attr(feature = "serde", serde(with = "crate::instant::wire"))]
    from: UtcDateTime,
    #[cfg_attr(
        feature = "serde",
        serde(
            with = "crate::instant::wire::option",
            skip_serializing_if = "Option::is_none"
        )
    )]
    to: Option<UtcDateTime>,
    reason: PauseReason,
}

impl Pause {
    /// A pause that is over: `from` no longer counts, `to` counts again.
    ///
    /// # Errors
    ///
    /// [`PauseErrorKind::Backwards`] if it ends before it begins.
    pub fn new(
        from: UtcDateTime,
        to: UtcDateTime,
        reason: PauseReason,
    ) -> Result<Self, PauseError> {
        if to < from {
            return Err(PauseError {
                kind: PauseErrorKind::Backwards,
                position: 0,
            });
        }
        Ok(Self {
            from,
            to: Some(to),
            reason,
        })
    }

    /// A pause that still goes on.
    #[must_use]
    pub const fn since(from: UtcDateTime, reason: PauseReason) -> Self {
        Self {
            from,
            to: None,
            reason,
        }
    }

    /// The first instant that does not count.
    #[must_use]
    pub const fn from(self) -> UtcDateTime {
        self.from
    }

    /// The first instant that counts again; `None` while the pause goes on.
    #[must_use]
    pub const fn to(self) -> Option<UtcDateTime> {
        self.to
    }

    /// Why.
    #[must_use]
    pub const fn reason(self) -> PauseReason {
        self.reason
    }
}

/// The pauses of one clock, in order, none inside another; the last may still go on.
///
/// Pauses that touch count as one. Adding one at the end is cheap, whatever their number, and no
/// query allocates.
///
/// ```
/// use checkmark_calendar::{Pause, PauseReason, Pauses};
/// use time::UtcDateTime;
///
/// let at = |seconds| UtcDateTime::from_unix_timestamp(seconds).expect("a date of this century");
/// let mut pauses = Pauses::new();
/// pauses.begin(at(1_800_000_000), PauseReason::UNSTATED)?;
/// pauses.end(at(1_800_003_600))?;
/// assert!(pauses.push(Pause::since(at(1_800_000_060), PauseReason::UNSTATED)).is_err());
/// assert_eq!(pauses.as_slice().len(), 1);
/// # Ok::<(), checkmark_calendar::PauseError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Vec<Pause>", into = "Vec<Pause>"))]
pub struct Pauses(Vec<Pause>);

impl Pauses {
    /// No pause, for a clock that never stood still.
    pub const NONE: &'static Self = &Self(Vec::new());

    /// No pause yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The pauses, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Pause] {
        &self.0
    }

    /// Whether there is none.
    ///
    /// ```
    /// use checkmark_calendar::Pauses;
    ///
    /// assert!(Pauses::NONE.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The pause that still goes on.
    #[must_use]
    pub fn current(&self) -> Option<Pause> {
        self.0.last().copied().filter(|pause| pause.to.is_none())
    }

    /// Adds a pause after all others.
    ///
    /// # Errors
    ///
    /// [`PauseErrorKind::Overlapping`] if it begins before the last one ended,
    /// [`PauseErrorKind::Unfinished`] if that one still goes on. The error's position is the
    /// number of pauses that there were.
    pub fn push(&mut self, pause: Pause) -> Result<(), PauseError> {
        let kind = match self.0.last() {
            Some(Pause { to: None, .. }) => PauseErrorKind::Unfinished,
            Some(Pause { to: Some(to), .. }) if pause.from < *to => PauseErrorKind::Overlapping,
            Some(_) | None => {
                self.0.push(pause);
                return Ok(());
            }
        };
        Err(PauseError {
            kind,
            position: self.0.len(),
        })
    }

    /// Begins a pause after all others.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn begin(&mut self, from: UtcDateTime, reason: PauseReason) -> Result<(), PauseError> {
        self.push(Pause::since(from, reason))
    }

    /// Ends the pause that goes on.
    ///
    /// # Errors
    ///
    /// [`PauseErrorKind::NotPaused`] if none does, [`PauseErrorKind::Backwards`] if it began later.
    pub fn end(&mut self, to: UtcDateTime) -> Result<(), PauseError> {
        let position = self.0.len().saturating_sub(1);
        let Some(pause) = self.0.last_mut().filter(|pause| pause.to.is_none()) else {
            return Err(PauseError {
                kind: PauseErrorKind::NotPaused,
                position,
            });
        };
        if to < pause.from {
            return Err(PauseError {
                kind: PauseErrorKind::Backwards,
                position,
            });
        }
        pause.to = Some(to);
        Ok(())
    }
}

impl TryFrom<Vec<Pause>> for Pauses {
    type Error = PauseError;

    fn try_from(list: Vec<Pause>) -> Result<Self, PauseError> {
        let mut pauses = Self(Vec::with_capacity(list.len()));
        list.into_iter().try_for_each(|pause| pauses.push(pause))?;
        Ok(pauses)
    }
}

impl From<Pauses> for Vec<Pause> {
    fn from(pauses: Pauses) -> Self {
        pauses.0
    }
}

/// Why pauses were refused: what is wrong, and with which.
///
/// ```
/// use checkmark_calendar::{PauseError, PauseErrorKind, PauseReason, Pauses};
/// use time::UtcDateTime;
///
/// let mut pauses = Pauses::new();
/// pauses.begin(UtcDateTime::UNIX_EPOCH, PauseReason::UNSTATED)?;
/// let refused: PauseError =
///     pauses.begin(UtcDateTime::UNIX_EPOCH, PauseReason::UNSTATED).unwrap_err();
/// assert_eq!((refused.kind(), refused.position()), (PauseErrorKind::Unfinished, 1));
/// # Ok::<(), PauseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at pause {position}")]
pub struct PauseError {
    kind: PauseErrorKind,
    position: usize,
}

impl PauseError {
    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> PauseErrorKind {
        self.kind
    }

    /// Which pause, from 0.
    #[must_use]
    pub const fn position(self) -> usize {
        self.position
    }
}

/// What is wrong with a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum PauseErrorKind {
    /// It ends before it begins.
    #[error("an end before the beginning")]
    Backwards,
    /// It begins before the one in front of it has ended.
    #[error("a beginning before the end of the pause in front")]
    Overlapping,
    /// The one in front of it has not ended at all.
    #[error("a beginning while the pause in front goes on")]
    Unfinished,
    /// None goes on that could be ended.
    #[error("an end without a beginning")]
    NotPaused,
}

#[cfg(feature = "serde")]
mod wire {
    use super::{PauseError, PauseReason};
    use time::UtcDateTime;

    #[derive(serde::Deserialize)]
    pub(super) struct Pause {
        #[serde(with = "crate::instant::wire")]
        from: UtcDateTime,
        #[serde(default, with = "crate::instant::wire::option")]
        to: Option<UtcDateTime>,
        #[serde(default = "unstated")]
        reason: PauseReason,
    }

    fn unstated() -> PauseReason {
        PauseReason::UNSTATED
    }

    impl TryFrom<Pause> for super::Pause {
        type Error = PauseError;

        fn try_from(pause: Pause) -> Result<Self, PauseError> {
            match pause.to {
                Some(to) => Self::new(pause.from, to, pause.reason),
                None => Ok(Self::since(pause.from, pause.reason)),
            }
        }
    }
}
