//! The opening hours of one date.

use super::{TimeOfDay, Window, WindowError, WindowErrorKind};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

/// The opening hours of one date: windows in order, none overlapping, possibly none at all.
///
/// Windows that touch are one: cutting a window in two changes nothing.
///
/// # Syntax
///
/// Windows with commas between: `08:00-12:00,13:00-17:00`; `closed` for none.
///
/// ```
/// use checkmark_calendar::DayWindows;
///
/// let lunch: DayWindows = "08:00-12:00,13:00-17:00".parse()?;
/// assert_eq!(lunch.open_seconds(), 8 * 3600);
/// assert_eq!("13:00-17:00,08:00-12:30,12:30-13:00".parse::<DayWindows>()?.to_string(), "08:00-17:00");
/// assert_eq!("closed".parse(), Ok(DayWindows::CLOSED));
/// # Ok::<(), checkmark_calendar::WindowError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DayWindows(Vec<(u32, u32)>);

impl DayWindows {
    /// No window: closed.
    pub const CLOSED: Self = Self(Vec::new());

    /// The hours of a date from windows in any order.
    ///
    /// # Errors
    ///
    /// [`WindowErrorKind::Overlapping`] if two share a second, [`WindowErrorKind::Overnight`] if
    /// one goes past midnight: its second half would be on another date. The error's
    /// [`position`](WindowError::position) counts the windows as given.
    pub fn new(windows: impl IntoIterator<Item = Window>) -> Result<Self, WindowError> {
        let mut day = Self::CLOSED;
        for (position, window) in windows.into_iter().enumerate() {
            match window.halves() {
                (half, None) => day.insert(half).map_err(|error| error.at(position))?,
                (_, Some(_)) => {
                    return Err(WindowError::new(WindowErrorKind::Overnight).at(position));
                }
            }
        }
        Ok(day)
    }

    /// The windows, in order.
    pub fn iter(&self) -> impl Iterator<Item = Window> + '_ {
        self.0.iter().map(|&(from, to)| Window {
            from: TimeOfDay(from),
            to: TimeOfDay(to),
        })
    }

    /// Whether there is no window.
    ///
    /// ```
    /// use checkmark_calendar::DayWindows;
    ///
    /// assert!(DayWindows::CLOSED.is_closed());
    /// assert!(!"09:00-17:00".parse::<DayWindows>()?.is_closed());
    /// # Ok::<(), checkmark_calendar::WindowError>(())
    /// ```
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of the windows on the wall clock, in seconds, at most 86,400.
    #[must_use]
    pub fn open_seconds(&self) -> u32 {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    pub(crate) fn halves(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// Adds one window of this date, joining it to those that it touches.
    pub(crate) fn insert(&mut self, (from, to): (u32, u32)) -> Result<(), WindowError> {
        let at = self.0.partition_point(|window| window.1 <= from);
        if self.0.get(at).is_some_and(|window| window.0 < to) {
            return Err(WindowError::new(WindowErrorKind::Overlapping));
        }
        let joins_left = at > 0 && self.0[at - 1].1 == from;
        let joins_right = self.0.get(at).is_some_and(|window| window.0 == to);
        match (joins_left, joins_right) {
            (false, false) => self.0.insert(at, (from, to)),
            (true, false) => self.0[at - 1].1 = to,
            (false, true) => self.0[at].0 = from,
            (true, true) => {
                self.0[at - 1].1 = self.0[at].1;
                self.0.remove(at);
            }
        }
        Ok(())
    }
}

impl fmt::Display for DayWindows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_closed() {
            return f.write_str("closed");
        }
        for (position, window) in self.iter().enumerate() {
            if position > 0 {
                f.write_str(",")?;
            }
            write!(f, "{window}")?;
        }
        Ok(())
    }
}

impl FromStr for DayWindows {
    type Err = WindowError;

    fn from_str(text: &str) -> Result<Self, WindowError> {
        if text == "closed" {
            return Ok(Self::CLOSED);
        }
        let mut windows = Vec::new();
        for (position, window) in text.split(',').enumerate() {
            windows.push(
                window
                    .parse::<Window>()
                    .map_err(|error| error.at(position))?,
            );
        }
        Self::new(windows)
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::{DayWindows, Window};
    use alloc::vec::Vec;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// A list of pairs of times; an empty list is closed.
    impl Serialize for DayWindows {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.iter())
        }
    }

    impl<'de> Deserialize<'de> for DayWindows {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Self::new(Vec::<Window>::deserialize(deserializer)?).map_err(serde::de::Error::custom)
        }
    }
}
