//! What the host counts beside the book.

/// What the host counted for the address's `throttle_key()`: codes to any spelling and any account
/// of the mailbox (CODE-5). It is held against the same figures as the book's own count.
///
/// ```
/// use checkmark_account::code::ThrottleCount;
///
/// let counted = ThrottleCount::new(2, 7);
/// assert_eq!((counted.hour(), counted.day()), (2, 7));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThrottleCount {
    hour: u32,
    day: u32,
}

impl ThrottleCount {
    /// Codes in the last 60 minutes, and in the last 24 hours.
    #[must_use]
    pub const fn new(hour: u32, day: u32) -> Self {
        Self { hour, day }
    }

    /// Codes in the last 60 minutes.
    #[must_use]
    pub const fn hour(&self) -> u32 {
        self.hour
    }

    /// Codes in the last 24 hours.
    #[must_use]
    pub const fn day(&self) -> u32 {
        self.day
    }
}
