//! The years for which something holds.

use super::rule::{HolidayRuleError, HolidayRuleErrorKind, HolidayRulePlace};
use core::fmt;
use core::str::FromStr;
use time::{Date, Month};

/// A stretch of years, both ends included, within 1900 to 2199.
///
/// # Syntax
///
/// `2000..2050`, `2005..` (from then on), `..2023` (until then), `2017` (that year alone), `..`
/// (always).
///
/// ```
/// use checkmark_calendar::Years;
///
/// let years: Years = "2005..".parse()?;
/// assert!(years.contains(2005) && !years.contains(2004));
/// assert_eq!(years.to_string(), "2005..");
/// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct Years {
    first: i32,
    last: i32,
}

impl Years {
    /// 1900 to 2199: every year that a calendar can hold a holiday in.
    pub const ALWAYS: Self = Self {
        first: 1900,
        last: 2199,
    };

    /// 2000 to 2050: the years for which the presets are checked.
    pub const CHECKED: Self = Self {
        first: 2000,
        last: 2050,
    };

    /// From the first year to the last, both included.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::YearRange`] outside 1900 to 2199, and
    /// [`HolidayRuleErrorKind::YearOrder`] if the last is before the first.
    pub const fn new(first: i32, last: i32) -> Result<Self, HolidayRuleError> {
        let kind = if first < Self::ALWAYS.first || last > Self::ALWAYS.last {
            HolidayRuleErrorKind::YearRange
        } else if last < first {
            HolidayRuleErrorKind::YearOrder
        } else {
            return Ok(Self { first, last });
        };
        Err(HolidayRuleError::new(HolidayRulePlace::Years, kind))
    }

    /// The first year.
    ///
    /// ```
    /// use checkmark_calendar::Years;
    ///
    /// let years: Years = "..2023".parse()?;
    /// assert_eq!((years.first(), years.last()), (1900, 2023));
    /// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
    /// ```
    #[must_use]
    pub const fn first(self) -> i32 {
        self.first
    }

    /// The last year.
    #[must_use]
    pub const fn last(self) -> i32 {
        self.last
    }

    /// Whether the year is one of them.
    #[must_use]
    pub const fn contains(self, year: i32) -> bool {
        self.first <= year && year <= self.last
    }

    /// The first and the last date.
    #[must_use]
    pub fn dates(self) -> (Date, Date) {
        let first = Date::from_calendar_date(self.first, Month::January, 1);
        let last = Date::from_calendar_date(self.last, Month::December, 31);
        match (first, last) {
            (Ok(first), Ok(last)) => (first, last),
            _ => unreachable!("the years are those of this age"),
        }
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return write!(f, "{}", self.first);
        }
        if self.first != Self::ALWAYS.first {
            write!(f, "{}", self.first)?;
        }
        f.write_str("..")?;
        if self.last != Self::ALWAYS.last {
            write!(f, "{}", self.last)?;
        }
        Ok(())
    }
}

impl FromStr for Years {
    type Err = HolidayRuleError;

    fn from_str(text: &str) -> Result<Self, HolidayRuleError> {
        let Some((first, last)) = text.split_once("..") else {
            let year = year(text)?;
            return Self::new(year, year);
        };
        let first = match first {
            "" => Self::ALWAYS.first,
            first => year(first)?,
        };
        let last = match last {
            "" => Self::ALWAYS.last,
            last => year(last)?,
        };
        Self::new(first, last)
    }
}

fn year(text: &str) -> Result<i32, HolidayRuleError> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(year) if digits => Ok(year),
        _ => Err(HolidayRuleError::new(
            HolidayRulePlace::Years,
            HolidayRuleErrorKind::Unknown,
        )),
    }
}

#[cfg(feature = "serde")]
impl TryFrom<alloc::string::String> for Years {
    type Error = HolidayRuleError;

    fn try_from(text: alloc::string::String) -> Result<Self, HolidayRuleError> {
        text.parse()
    }
}

#[cfg(feature = "serde")]
impl From<Years> for alloc::string::String {
    fn from(years: Years) -> Self {
        alloc::string::ToString::to_string(&years)
    }
}
