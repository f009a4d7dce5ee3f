//! Changes of an offset.

use time::UtcDateTime;

/// A change of a zone's offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Transition {
    pub(super) at: i64,
    pub(super) offset: i32,
}

impl Transition {
    /// From an instant on the offset is so many seconds east of UTC.
    #[must_use]
    pub const fn new(at: UtcDateTime, offset: i32) -> Self {
        Self {
            at: at.unix_timestamp(),
            offset,
        }
    }

    /// The same with the instant in seconds since 1970.
    #[must_use]
    pub const fn from_unix(at: i64, offset: i32) -> Self {
        Self { at, offset }
    }

    /// The first second of the new offset, since 1970.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.at
    }

    /// The new offset, in seconds east of UTC.
    #[must_use]
    pub const fn offset(self) -> i32 {
        self.offset
    }
}
