//! What is wrong with rules.

use core::fmt;

/// Why the rules of a zone were refused: what is wrong, and with which transition.
///
/// ```
/// use checkmark_calendar::{Transition, Zone, ZoneError, ZoneErrorKind};
/// use time::UtcDateTime;
///
/// let list = [7200, 3600].map(|offset| Transition::from_unix(0, offset));
/// let far = UtcDateTime::from_unix_timestamp(1_900_000_000)?;
/// let refused: ZoneError = Zone::from_transitions("Here", "1", 0, list, far).unwrap_err();
/// assert_eq!((refused.kind(), refused.position()), (ZoneErrorKind::Order, Some(1)));
/// # Ok::<(), time::error::ComponentRange>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneError {
    kind: ZoneErrorKind,
    position: Option<usize>,
}

impl ZoneError {
    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> ZoneErrorKind {
        self.kind
    }

    /// Which transition of those given, from 0; `None` if it is none of them.
    #[must_use]
    pub const fn position(self) -> Option<usize> {
        self.position
    }

    pub(super) const fn new(kind: ZoneErrorKind) -> Self {
        Self {
            kind,
            position: None,
        }
    }

    pub(super) const fn at(kind: ZoneErrorKind, position: Option<usize>) -> Self {
        Self { kind, position }
    }
}

impl fmt::Display for ZoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        match self.position {
            Some(position) => write!(f, " at transition {position}"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for ZoneError {}

/// What is wrong with the rules of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ZoneErrorKind {
    /// The bytes are no sound TZif file.
    #[error("not a sound tzif file")]
    Unreadable,
    /// The file counts leap seconds.
    #[error("a tzif file that counts leap seconds")]
    LeapSeconds,
    /// An offset that no zone has: 26 hours or more.
    #[error("an offset of 26 hours or more")]
    Offset,
    /// A transition that is not later than the one before.
    #[error("a transition out of order")]
    Order,
    /// Rules that hold at no instant between 1900 and 2200.
    #[error("no instant from 1900 to 2200 for which the rules hold")]
    Range,
    /// A name that no rules are there for.
    #[error("no rules of that name")]
    UnknownName,
}
