//! Durations: business time, and ISO 8601 text.

use crate::instant::{digits, fraction, parse_fraction};
use core::fmt;
use core::str::FromStr;
use time::SignedDuration;

/// An amount of business time: open, unpaused time on a calendar. Never negative; exact to the
/// nanosecond.
///
/// No real time: eight business hours may last a weekend.
///
/// # Syntax
///
/// ISO 8601 in hours, minutes and seconds, such as `PT48H` or `PT1H30M0.5S`. Days are refused:
/// how long a business day is depends on the day.
///
/// ```
/// use checkmark_calendar::BusinessDuration;
///
/// let promise: BusinessDuration = "PT48H".parse()?;
/// assert_eq!(promise, BusinessDuration::hours(48));
/// assert!("P2D".parse::<BusinessDuration>().is_err());
/// # Ok::<(), checkmark_calendar::BusinessDurationError>(())
/// ```
///
/// # Order
///
/// Shorter is less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct BusinessDuration {
    seconds: u64,
    nanoseconds: u32,
}

impl BusinessDuration {
    /// No time.
    pub const ZERO: Self = Self::seconds(0);

    /// So many hours.
    #[must_use]
    pub const fn hours(hours: u32) -> Self {
        Self::seconds(hours as u64 * 3600)
    }

    /// So many minutes.
    #[must_use]
    pub const fn minutes(minutes: u32) -> Self {
        Self::seconds(minutes as u64 * 60)
    }

    /// So many seconds.
    #[must_use]
    pub const fn seconds(seconds: u64) -> Self {
        Self {
            seconds,
            nanoseconds: 0,
        }
    }

    /// Whole seconds and the nanoseconds on top.
    ///
    /// # Errors
    ///
    /// [`BusinessDurationError`] if the nanoseconds make a second or more.
    pub const fn new(seconds: u64, nanoseconds: u32) -> Result<Self, BusinessDurationError> {
        if nanoseconds >= NANOS {
            return Err(BusinessDurationError);
        }
        Ok(Self {
            seconds,
            nanoseconds,
        })
    }

    /// The whole seconds.
    ///
    /// ```
    /// use checkmark_calendar::BusinessDuration;
    ///
    /// let used: BusinessDuration = "PT1M0.5S".parse()?;
    /// assert_eq!((used.whole_seconds(), used.subsec_nanoseconds()), (60, 500_000_000));
    /// # Ok::<(), checkmark_calendar::BusinessDurationError>(())
    /// ```
    #[must_use]
    pub const fn whole_seconds(self) -> u64 {
        self.seconds
    }

    /// The nanoseconds above the whole seconds, 0 to 999,999,999.
    #[must_use]
    pub const fn subsec_nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// Whether it is no time at all.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.seconds == 0 && self.nanoseconds == 0
    }

    /// The sum; `None` beyond 2^64 seconds.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        let nanoseconds = self.nanoseconds + other.nanoseconds;
        let (carry, nanoseconds) = (nanoseconds / NANOS, nanoseconds % NANOS);
        let Some(seconds) = self.seconds.checked_add(other.seconds) else {
            return None;
        };
        match seconds.checked_add(carry as u64) {
            Some(seconds) => Some(Self {
                seconds,
                nanoseconds,
            }),
            None => None,
        }
    }

    /// The difference; `None` if `other` is longer.
    ///
    /// ```
    /// use checkmark_calendar::BusinessDuration;
    ///
    /// let (promised, used) = (BusinessDuration::hours(48), BusinessDuration::hours(40));
    /// let left = promised.checked_sub(used);
    /// assert_eq!(left, Some(BusinessDuration::hours(8)));
    /// assert_eq!(left.and_then(|left| left.checked_add(used)), Some(promised));
    /// assert_eq!(used.checked_sub(promised), None, "nothing is owed below zero");
    /// assert!(used.checked_sub(used).is_some_and(BusinessDuration::is_zero));
    /// ```
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        let borrow = self.nanoseconds < other.nanoseconds;
        let Some(seconds) = self.seconds.checked_sub(other.seconds) else {
            return None;
        };
        match seconds.checked_sub(borrow as u64) {
            Some(seconds) => {
                let lent = if borrow { NANOS } else { 0 };
                Some(Self {
                    seconds,
                    nanoseconds: self.nanoseconds + lent - other.nanoseconds,
                })
            }
            None => None,
        }
    }

    /// The same length as a plain duration, for showing it; `None` beyond 2^63 seconds.
    ///
    /// ```
    /// use checkmark_calendar::BusinessDuration;
    /// use time::SignedDuration;
    ///
    /// assert_eq!(BusinessDuration::hours(48).as_signed(), Some(SignedDuration::hours(48)));
    /// assert_eq!(BusinessDuration::seconds(u64::MAX).as_signed(), None);
    /// ```
    #[must_use]
    pub const fn as_signed(self) -> Option<SignedDuration> {
        if self.seconds > i64::MAX as u64 {
            return None;
        }
        Some(SignedDuration::new(
            self.seconds as i64,
            self.nanoseconds as i32,
        ))
    }

    pub(crate) const fn from_parts(seconds: u64, nanoseconds: u32) -> Self {
        Self {
            seconds,
            nanoseconds,
        }
    }

    pub(crate) const fn as_nanoseconds(self) -> u128 {
        self.seconds as u128 * NANOS as u128 + self.nanoseconds as u128
    }

    pub(crate) const fn from_nanoseconds(nanoseconds: u128) -> Self {
        let nanos = NANOS as u128;
        Self {
            seconds: (nanoseconds / nanos) as u64,
            nanoseconds: (nanoseconds % nanos) as u32,
        }
    }
}

impl TryFrom<SignedDuration> for BusinessDuration {
    type Error = BusinessDurationError;

    /// Takes a length that is known to be business time; a negative one is refused.
    fn try_from(duration: SignedDuration) -> Result<Self, BusinessDurationError> {
        let seconds = u64::try_from(duration.whole_seconds()).map_err(|_| BusinessDurationError)?;
        let nanoseconds =
            u32::try_from(duration.subsec_nanoseconds()).map_err(|_| BusinessDurationError)?;
        Self::new(seconds, nanoseconds)
    }
}

impl fmt::Display for BusinessDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_iso(self.seconds, self.nanoseconds, f)
    }
}

impl FromStr for BusinessDuration {
    type Err = BusinessDurationError;

    fn from_str(text: &str) -> Result<Self, BusinessDurationError> {
        match parse_iso(text) {
            Some(Iso {
                days: None,
                seconds,
                nanoseconds,
            }) => Ok(Self {
                seconds,
                nanoseconds,
            }),
            _ => Err(BusinessDurationError),
        }
    }
}

#[cfg(feature = "serde")]
impl TryFrom<alloc::string::String> for BusinessDuration {
    type Error = BusinessDurationError;

    fn try_from(text: alloc::string::String) -> Result<Self, BusinessDurationError> {
        text.parse()
    }
}

#[cfg(feature = "serde")]
impl From<BusinessDuration> for alloc::string::String {
    fn from(duration: BusinessDuration) -> Self {
        alloc::string::ToString::to_string(&duration)
    }
}

/// Something that is no amount of business time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an amount of business time")]
#[non_exhaustive]
pub struct BusinessDurationError;

const NANOS: u32 = 1_000_000_000;

/// What an ISO 8601 duration says: days, if it names them, and the time part.
pub(crate) struct Iso {
    pub(crate) days: Option<u64>,
    pub(crate) seconds: u64,
    pub(crate) nanoseconds: u32,
}

/// Reads `P[nD][T[nH][nM][n[.n]S]]` with at least one part; months, years and weeks are none of
/// a service level's units.
pub(crate) fn parse_iso(text: &str) -> Option<Iso> {
    let text = text.strip_prefix('P')?;
    let (date, time) = match text.split_once('T') {
        Some((date, time)) if !time.is_empty() => (date, time),
        Some(_) => return None,
        None if text.is_empty() => return None,
        None => (text, ""),
    };
    let days = match date {
        "" => None,
        _ => Some(digits(date.strip_suffix('D')?)?),
    };
    let (hours, time) = part(time, 'H')?;
    let (minutes, time) = part(time, 'M')?;
    let (seconds, nanoseconds) = match time {
        "" => (0, 0),
        _ => {
            let time = time.strip_suffix('S')?;
            let whole = time.find('.').unwrap_or(time.len());
            let (nanoseconds, "") = parse_fraction(time.get(whole..)?)? else {
                return None;
            };
            (digits(time.get(..whole)?)?, nanoseconds)
        }
    };
    let hours = hours.checked_mul(3600)?;
    let seconds = minutes
        .checked_mul(60)?
        .checked_add(hours)?
        .checked_add(seconds)?;
    Some(Iso {
        days,
        seconds,
        nanoseconds,
    })
}

/// Reads a number before its letter, if the letter is there.
fn part(text: &str, unit: char) -> Option<(u64, &str)> {
    match text.split_once(unit) {
        Some((number, rest)) => Some((digits(number)?, rest)),
        None => Some((0, text)),
    }
}

/// Writes `PT1H30M0.5S`; `PT0S` for nothing.
pub(crate) fn write_iso(seconds: u64, nanoseconds: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    f.write_str("PT")?;
    if hours > 0 {
        write!(f, "{hours}H")?;
    }
    if minutes > 0 {
        write!(f, "{minutes}M")?;
    }
    if rest > 0 || nanoseconds > 0 || seconds == 0 {
        write!(f, "{rest}")?;
        fraction(nanoseconds, f)?;
        f.write_str("S")?;
    }
    Ok(())
}
