//! How much time there is, and on which clock.

use crate::duration::{BusinessDuration, parse_iso, write_iso};
use crate::instant::{Rfc3339, parse_rfc3339};
use core::fmt;
use core::str::FromStr;
use time::{SignedDuration, UtcDateTime};

/// How much time there is until something is due, and on which clock it runs.
///
/// # Syntax
///
/// The clock, a blank, and an ISO 8601 duration or an RFC 3339 instant: `business PT48H`,
/// `business P2D`, `elapsed PT24H`, `fixed 2026-11-23T08:00:00Z`.
///
/// ```
/// use checkmark_calendar::{Budget, BusinessDuration};
///
/// let first_contact: Budget = "business PT48H".parse()?;
/// assert_eq!(first_contact, Budget::Business(BusinessDuration::hours(48)));
/// assert_eq!("business P2D".parse(), Ok(Budget::BusinessDays(2)));
/// assert_eq!("elapsed P15D".parse::<Budget>()?.to_string(), "elapsed PT360H");
/// assert!("48".parse::<Budget>().is_err());
/// # Ok::<(), checkmark_calendar::ParseBudgetError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: a caller has to know on which clock time runs"
)]
pub enum Budget {
    /// Open, unpaused time on the calendar (SLA-1).
    Business(BusinessDuration),
    /// N business days end at the closing of the N-th date with open time after the date of the
    /// start (SLA-3); none end at the start itself. A date whose closing is paused does not count:
    /// the clock stands when it would end.
    BusinessDays(u32),
    /// Real time, around the clock; pauses stop it, closing hours and holidays do not.
    Elapsed(SignedDuration),
    /// An instant that neither pauses nor calendars move.
    Fixed(UtcDateTime),
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Business(duration) => write!(f, "business {duration}"),
            Self::BusinessDays(days) => write!(f, "business P{days}D"),
            Self::Elapsed(duration) => {
                f.write_str("elapsed ")?;
                if duration.is_negative() {
                    f.write_str("-")?;
                }
                let length = duration.unsigned_abs();
                write_iso(length.as_secs(), length.subsec_nanos(), f)
            }
            Self::Fixed(instant) => write!(f, "fixed {}", Rfc3339(instant)),
        }
    }
}

impl FromStr for Budget {
    type Err = ParseBudgetError;

    fn from_str(text: &str) -> Result<Self, ParseBudgetError> {
        use ParseBudgetErrorKind::{Clock, Duration, Instant};
        let (clock, amount) = text
            .split_once(' ')
            .ok_or(ParseBudgetError { kind: Clock })?;
        let wrong = ParseBudgetError { kind: Duration };
        match clock {
            "business" => match parse_iso(amount).ok_or(wrong)? {
                iso if iso.days.is_none() => Ok(Self::Business(BusinessDuration::from_parts(
                    iso.seconds,
                    iso.nanoseconds,
                ))),
                iso if iso.seconds == 0 && iso.nanoseconds == 0 => {
                    let days = iso.days.and_then(|days| u32::try_from(days).ok());
                    days.map(Self::BusinessDays).ok_or(wrong)
                }
                _ => Err(wrong),
            },
            "elapsed" => {
                let iso = parse_iso(amount).ok_or(wrong)?;
                let days = iso.days.unwrap_or(0).checked_mul(86_400).ok_or(wrong)?;
                let seconds = days.checked_add(iso.seconds).ok_or(wrong)?;
                let seconds = i64::try_from(seconds).map_err(|_| wrong)?;
                Ok(Self::Elapsed(SignedDuration::new(
                    seconds,
                    iso.nanoseconds as i32,
                )))
            }
            "fixed" => parse_rfc3339(amount)
                .map(Self::Fixed)
                .ok_or(ParseBudgetError { kind: Instant }),
            _ => Err(ParseBudgetError { kind: Clock }),
        }
    }
}

#[cfg(feature = "serde")]
impl TryFrom<alloc::string::String> for Budget {
    type Error = ParseBudgetError;

    fn try_from(text: alloc::string::String) -> Result<Self, ParseBudgetError> {
        text.parse()
    }
}

#[cfg(feature = "serde")]
impl From<Budget> for alloc::string::String {
    fn from(budget: Budget) -> Self {
        alloc::string::ToString::to_string(&budget)
    }
}

/// Why a text is no budget.
///
/// ```
/// use checkmark_calendar::{Budget, ParseBudgetErrorKind};
///
/// let refused = |text: &str| text.parse::<Budget>().unwrap_err().kind();
/// assert_eq!(refused("PT48H"), ParseBudgetErrorKind::Clock);
/// assert_eq!(refused("business P1DT2H"), ParseBudgetErrorKind::Duration);
/// assert_eq!(refused("fixed tomorrow"), ParseBudgetErrorKind::Instant);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct ParseBudgetError {
    kind: ParseBudgetErrorKind,
}

impl ParseBudgetError {
    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> ParseBudgetErrorKind {
        self.kind
    }
}

/// What is wrong with the text of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ParseBudgetErrorKind {
    /// It does not begin with `business`, `elapsed` or `fixed` and a blank.
    #[error("no clock named before the amount")]
    Clock,
    /// What follows is no duration that this clock can run for.
    #[error("not a duration of this clock")]
    Duration,
    /// What follows is no instant.
    #[error("not an instant")]
    Instant,
}

/// A part of a budget, in whole percent from 0 to 100: from there on something is at risk.
///
/// ```
/// use checkmark_calendar::Share;
///
/// assert_eq!(Share::percent(75).map(Share::as_percent), Some(75));
/// assert_eq!(Share::percent(101), None);
/// ```
///
/// # Order
///
/// A smaller part is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "u8", into = "u8"))]
pub struct Share(u8);

impl Share {
    /// Three quarters, the default share at which something is at risk.
    pub const DEFAULT: Self = Self(75);

    /// So many percent; `None` above 100.
    #[must_use]
    pub const fn percent(percent: u8) -> Option<Self> {
        if percent > 100 {
            None
        } else {
            Some(Self(percent))
        }
    }

    /// The percentage, 0 to 100.
    #[must_use]
    pub const fn as_percent(self) -> u8 {
        self.0
    }

    /// This part of a length, rounded down to the nanosecond.
    ///
    /// ```
    /// use checkmark_calendar::{BusinessDuration, Share};
    ///
    /// assert_eq!(Share::DEFAULT.of(BusinessDuration::hours(48)), BusinessDuration::hours(36));
    /// ```
    #[must_use]
    pub const fn of(self, duration: BusinessDuration) -> BusinessDuration {
        BusinessDuration::from_nanoseconds(duration.as_nanoseconds() * self.0 as u128 / 100)
    }
}

/// Three quarters.
impl Default for Share {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

impl TryFrom<u8> for Share {
    type Error = ShareError;

    fn try_from(percent: u8) -> Result<Self, ShareError> {
        Self::percent(percent).ok_or(ShareError)
    }
}

impl From<Share> for u8 {
    fn from(share: Share) -> Self {
        share.0
    }
}

/// More than the whole.
///
/// ```
/// use checkmark_calendar::{Share, ShareError};
///
/// let refused: ShareError = Share::try_from(120).unwrap_err();
/// assert_eq!(refused.to_string(), "a share above 100 percent");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a share above 100 percent")]
#[non_exhaustive]
pub struct ShareError;

/// When something is expected: at the earliest after one budget, at the latest after another
/// (SLA-2, SLA-3).
///
/// ```
/// use checkmark_calendar::{Budget, BusinessDuration, ExpectedWindow};
///
/// let validation = ExpectedWindow::new(
///     Budget::Business(BusinessDuration::hours(24)),
///     Budget::Business(BusinessDuration::hours(48)),
/// )?;
/// assert_eq!(validation.latest(), Budget::Business(BusinessDuration::hours(48)));
/// # Ok::<(), checkmark_calendar::WindowOrderError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "wire::ExpectedWindow"))]
pub struct ExpectedWindow {
    earliest: Budget,
    latest: Budget,
}

impl ExpectedWindow {
    /// A window between two budgets of the same kind.
    ///
    /// # Errors
    ///
    /// [`WindowOrderError`] if they run on different clocks or the earliest is the longer one:
    /// which comes first would then depend on the calendar.
    pub fn new(earliest: Budget, latest: Budget) -> Result<Self, WindowOrderError> {
        let in_order = match (earliest, latest) {
            (Budget::Business(earliest), Budget::Business(latest)) => earliest <= latest,
            (Budget::BusinessDays(earliest), Budget::BusinessDays(latest)) => earliest <= latest,
            (Budget::Elapsed(earliest), Budget::Elapsed(latest)) => earliest <= latest,
            (Budget::Fixed(earliest), Budget::Fixed(latest)) => earliest <= latest,
            (
                Budget::Business(_)
                | Budget::BusinessDays(_)
                | Budget::Elapsed(_)
                | Budget::Fixed(_),
                _,
            ) => false,
        };
        if in_order {
            Ok(Self { earliest, latest })
        } else {
            Err(WindowOrderError)
        }
    }

    /// The budget after which it is expected at the earliest.
    ///
    /// ```
    /// use checkmark_calendar::ExpectedWindow;
    ///
    /// let reply = ExpectedWindow::new("business P1D".parse()?, "business P2D".parse()?)?;
    /// assert_eq!(reply.earliest(), "business P1D".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn earliest(self) -> Budget {
        self.earliest
    }

    /// The budget after which it is due.
    #[must_use]
    pub const fn latest(self) -> Budget {
        self.latest
    }
}

/// Two budgets that make no window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the earliest is not known to come before the latest")]
#[non_exhaustive]
pub struct WindowOrderError;

#[cfg(feature = "serde")]
mod wire {
    use super::{Budget, WindowOrderError};

    #[derive(serde::Deserialize)]
    pub(super) struct ExpectedWindow {
        earliest: Budget,
        latest: Budget,
    }

    impl TryFrom<ExpectedWindow> for super::ExpectedWindow {
        type Error = WindowOrderError;

        fn try_from(window: ExpectedWindow) -> Result<Self, WindowOrderError> {
            Self::new(window.earliest, window.latest)
        }
    }
}
