//! Opening hours within a day: a time of day, a window.

mod day;

pub use day::DayWindows;

use core::fmt;
use core::str::FromStr;

pub(crate) const DAY: u32 = 86_400;

/// A wall-clock time in whole seconds, from `00:00` to `24:00` with both ends.
///
/// `24:00` is the end of the day, an instant later than every other time of it.
///
/// # Syntax
///
/// `HH:MM` or `HH:MM:SS`, two digits each.
///
/// ```
/// use checkmark_calendar::TimeOfDay;
///
/// let closing: TimeOfDay = "17:30".parse()?;
/// assert_eq!(closing.seconds(), 63_000);
/// assert_eq!("24:00".parse(), Ok(TimeOfDay::END));
/// assert!("24:01".parse::<TimeOfDay>().is_err());
/// # Ok::<(), checkmark_calendar::WindowError>(())
/// ```
///
/// # Order
///
/// Earlier in the day is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// `00:00`, the start of a day.
    pub const START: Self = Self(0);
    /// `24:00`, the end of a day.
    pub const END: Self = Self(DAY);

    /// The time so many seconds after `00:00`; 86,400 is `24:00`.
    ///
    /// # Errors
    ///
    /// [`WindowErrorKind::Time`] above 86,400.
    ///
    /// ```
    /// use checkmark_calendar::TimeOfDay;
    ///
    /// assert_eq!(TimeOfDay::from_seconds(63_000)?.to_string(), "17:30");
    /// assert!(TimeOfDay::from_seconds(86_401).is_err());
    /// # Ok::<(), checkmark_calendar::WindowError>(())
    /// ```
    pub const fn from_seconds(seconds: u32) -> Result<Self, WindowError> {
        if seconds > DAY {
            Err(WindowError::new(WindowErrorKind::Time))
        } else {
            Ok(Self(seconds))
        }
    }

    /// Seconds since `00:00`, 0 to 86,400.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        write!(f, "{hour:02}:{minute:02}")?;
        if second == 0 {
            Ok(())
        } else {
            write!(f, ":{second:02}")
        }
    }
}

impl FromStr for TimeOfDay {
    type Err = WindowError;

    fn from_str(text: &str) -> Result<Self, WindowError> {
        let wrong = WindowError::new(WindowErrorKind::Time);
        let mut parts = text.split(':').map(two_digits);
        let hour = parts.next().flatten().ok_or(wrong)?;
        let minute = parts.next().flatten().filter(|it| *it < 60).ok_or(wrong)?;
        let second = match parts.next() {
            Some(second) => second.filter(|it| *it < 60).ok_or(wrong)?,
            None => 0,
        };
        if parts.next().is_some() {
            return Err(wrong);
        }
        Self::from_seconds(hour * 3600 + minute * 60 + second)
    }
}

/// Opening hours from one wall-clock time to another, the end excluded.
///
/// An end at or before the start lies on the next day: `22:00-06:00` is a night. What lies after
/// midnight belongs to the next date and falls under that date's holiday or override.
///
/// # Syntax
///
/// Two times with a hyphen between: `09:00-17:00`.
///
/// ```
/// use checkmark_calendar::Window;
///
/// let office: Window = "09:00-17:00".parse()?;
/// let night: Window = "22:00-06:00".parse()?;
/// assert!(!office.is_overnight() && night.is_overnight());
/// assert!("09:00-09:00".parse::<Window>().is_err());
/// # Ok::<(), checkmark_calendar::WindowError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    from: TimeOfDay,
    to: TimeOfDay,
}

impl Window {
    /// The whole day, `00:00-24:00`.
    pub const ALL_DAY: Self = Self {
        from: TimeOfDay::START,
        to: TimeOfDay::END,
    };

    /// The hours from `from` to `to`, over midnight if `to` is the earlier one.
    ///
    /// # Errors
    ///
    /// [`WindowErrorKind::Empty`] if both are equal or `from` is `24:00`.
    pub const fn new(from: TimeOfDay, to: TimeOfDay) -> Result<Self, WindowError> {
        if from.0 == to.0 || from.0 == DAY {
            return Err(WindowError::new(WindowErrorKind::Empty));
        }
        Ok(Self { from, to })
    }

    /// The opening.
    #[must_use]
    pub const fn from(self) -> TimeOfDay {
        self.from
    }

    /// The closing: no longer open.
    #[must_use]
    pub const fn to(self) -> TimeOfDay {
        self.to
    }

    /// Whether the closing lies on the next date.
    #[must_use]
    pub const fn is_overnight(self) -> bool {
        self.to.0 < self.from.0
    }

    /// The part on the date it starts on, and the part on the next; `None` if there is none.
    pub(crate) fn halves(self) -> ((u32, u32), Option<(u32, u32)>) {
        match (self.is_overnight(), self.to.0) {
            (false, to) => ((self.from.0, to), None),
            (true, 0) => ((self.from.0, DAY), None),
            (true, to) => ((self.from.0, DAY), Some((0, to))),
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

impl FromStr for Window {
    type Err = WindowError;

    fn from_str(text: &str) -> Result<Self, WindowError> {
        let (from, to) = text
            .split_once('-')
            .ok_or(WindowError::new(WindowErrorKind::Time))?;
        Self::new(from.parse()?, to.parse()?)
    }
}

/// Why opening hours were refused: what is wrong, and in which window.
///
/// ```
/// use checkmark_calendar::{DayWindows, WindowErrorKind};
///
/// let refused = "08:00-12:00,11:00-17:00".parse::<DayWindows>().unwrap_err();
/// assert_eq!(refused.kind(), WindowErrorKind::Overlapping);
/// assert_eq!(refused.position(), 1, "the second window");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} in window {position}")]
pub struct WindowError {
    kind: WindowErrorKind,
    position: usize,
}

impl WindowError {
    pub(crate) const fn new(kind: WindowErrorKind) -> Self {
        Self { kind, position: 0 }
    }

    pub(crate) const fn at(self, position: usize) -> Self {
        Self { position, ..self }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> WindowErrorKind {
        self.kind
    }

    /// Which window of those given, from 0.
    #[must_use]
    pub const fn position(self) -> usize {
        self.position
    }
}

/// What is wrong with opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum WindowErrorKind {
    /// Not a time of day.
    #[error("not a time of day")]
    Time,
    /// Ends where it starts.
    #[error("nothing between the two times")]
    Empty,
    /// Shares time with another window.
    #[error("time that another window has")]
    Overlapping,
    /// Goes past midnight where only one date is meant.
    #[error("hours past midnight on a single date")]
    Overnight,
}

fn two_digits(text: &str) -> Option<u32> {
    match text.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
            Some(u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
        }
        _ => None,
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::{TimeOfDay, Window, WindowError};
    use alloc::string::{String, ToString};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    impl TryFrom<String> for TimeOfDay {
        type Error = WindowError;

        fn try_from(text: String) -> Result<Self, WindowError> {
            text.parse()
        }
    }

    impl From<TimeOfDay> for String {
        fn from(time: TimeOfDay) -> Self {
            time.to_string()
        }
    }

    /// A pair of times, `["09:00", "17:00"]`.
    impl Serialize for Window {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            (self.from, self.to).serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Window {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let (from, to) = Deserialize::deserialize(deserializer)?;
            Self::new(from, to).map_err(serde::de::Error::custom)
        }
    }
}
