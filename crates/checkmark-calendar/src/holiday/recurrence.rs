//! On which day of a year a rule falls.

use super::easter;
use super::rule::{HolidayRuleError, HolidayRuleErrorKind, HolidayRulePlace};
use time::{Date, Month, Weekday};

/// What picks one day of a year.
///
/// # Syntax
///
/// | text | day |
/// |---|---|
/// | `12-25` | 25 December; `02-29` in leap years alone |
/// | `2022-09-19` | that date, in that year alone |
/// | `easter`, `easter-2`, `easter+39` | so many days before or after Easter Sunday |
/// | `orthodox easter-2` | the same by the Julian reckoning of the eastern churches |
/// | `1st mon of 05`, `last mon of 08` | the first to fourth, or the last, such weekday of a month |
/// | `sat on or after 06-20` | the first such weekday from that day on |
///
/// "On or before a day" is "on or after" the day six before it. No recurrence leaves its year.
///
/// ```
/// use checkmark_calendar::Recurrence;
/// use time::{Date, Month};
///
/// let midsummer: Recurrence = "sat on or after 06-20".parse()?;
/// assert_eq!(midsummer.in_year(2026), Date::from_calendar_date(2026, Month::June, 20).ok());
/// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Recurrence(pub(super) Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Once(Date),
    Yearly(Month, u8),
    Easter(i16),
    OrthodoxEaster(i16),
    NthWeekday(Nth, Weekday, Month),
    OnOrAfter(Weekday, Month, u8),
}

impl Recurrence {
    /// One date in one year.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::YearRange`] outside 1900 to 2199.
    ///
    /// ```
    /// use checkmark_calendar::Recurrence;
    /// use time::{Date, Month};
    ///
    /// let funeral = Date::from_calendar_date(2022, Month::September, 19)?;
    /// let day = Recurrence::once(funeral)?;
    /// assert_eq!((day.in_year(2022), day.in_year(2023)), (Some(funeral), None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn once(date: Date) -> Result<Self, HolidayRuleError> {
        match super::Years::new(date.year(), date.year()) {
            Ok(_) => Ok(Self(Kind::Once(date))),
            Err(_) => Err(refused(HolidayRuleErrorKind::YearRange)),
        }
    }

    /// The same day each year; 29 February in leap years alone.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::NoSuchDay`] if the month never has that day.
    ///
    /// ```
    /// use checkmark_calendar::Recurrence;
    /// use time::Month;
    ///
    /// let leap_day = Recurrence::yearly(Month::February, 29)?;
    /// assert!(leap_day.in_year(2028).is_some() && leap_day.in_year(2027).is_none());
    /// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
    /// ```
    pub const fn yearly(month: Month, day: u8) -> Result<Self, HolidayRuleError> {
        if day == 0 || day > month.length(LEAP_YEAR) {
            return Err(refused(HolidayRuleErrorKind::NoSuchDay));
        }
        Ok(Self(Kind::Yearly(month, day)))
    }

    /// So many days after Easter Sunday of the western churches, before it if negative.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::DayRange`] beyond 80 days before and 230 days after, which could be
    /// another year.
    pub const fn easter(days: i16) -> Result<Self, HolidayRuleError> {
        match from_easter(days) {
            true => Ok(Self(Kind::Easter(days))),
            false => Err(refused(HolidayRuleErrorKind::DayRange)),
        }
    }

    /// So many days after Easter Sunday of the eastern churches that keep the Julian reckoning.
    ///
    /// # Errors
    ///
    /// As [`Recurrence::easter`].
    ///
    /// ```
    /// use checkmark_calendar::Recurrence;
    /// use time::{Date, Month};
    ///
    /// let good_friday = Recurrence::orthodox_easter(-2)?;
    /// assert_eq!(good_friday.in_year(2026), Date::from_calendar_date(2026, Month::April, 10).ok());
    /// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
    /// ```
    pub const fn orthodox_easter(days: i16) -> Result<Self, HolidayRuleError> {
        match from_easter(days) {
            true => Ok(Self(Kind::OrthodoxEaster(days))),
            false => Err(refused(HolidayRuleErrorKind::DayRange)),
        }
    }

    /// Such a weekday of a month, counted from its start or its end.
    ///
    /// ```
    /// use checkmark_calendar::{Nth, Recurrence};
    /// use time::{Date, Month, Weekday};
    ///
    /// let summer_bank_holiday = Recurrence::nth_weekday(Nth::Last, Weekday::Monday, Month::August);
    /// let date = Date::from_calendar_date(2026, Month::August, 31).ok();
    /// assert_eq!(summer_bank_holiday.in_year(2026), date);
    /// ```
    #[must_use]
    pub const fn nth_weekday(nth: Nth, weekday: Weekday, month: Month) -> Self {
        Self(Kind::NthWeekday(nth, weekday, month))
    }

    /// The first such weekday from a day on.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::NoSuchDay`] if not every year has that day, and
    /// [`HolidayRuleErrorKind::DayRange`] after 25 December, where the weekday could be in the next
    /// year.
    ///
    /// ```
    /// use checkmark_calendar::Recurrence;
    /// use time::{Date, Month, Weekday};
    ///
    /// let all_saints = Recurrence::on_or_after(Weekday::Saturday, Month::October, 31)?;
    /// assert_eq!(all_saints.in_year(2027), Date::from_calendar_date(2027, Month::November, 6).ok());
    /// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
    /// ```
    pub const fn on_or_after(
        weekday: Weekday,
        month: Month,
        day: u8,
    ) -> Result<Self, HolidayRuleError> {
        if day == 0 || day > month.length(COMMON_YEAR) {
            return Err(refused(HolidayRuleErrorKind::NoSuchDay));
        }
        if matches!(month, Month::December) && day > 25 {
            return Err(refused(HolidayRuleErrorKind::DayRange));
        }
        Ok(Self(Kind::OnOrAfter(weekday, month, day)))
    }

    /// The day in that year; `None` if it has none, or outside 1900 to 2199.
    #[must_use]
    pub const fn in_year(self, year: i32) -> Option<Date> {
        if !super::Years::ALWAYS.contains(year) {
            return None;
        }
        match self.0 {
            Kind::Once(date) => {
                if date.year() == year {
                    Some(date)
                } else {
                    None
                }
            }
            Kind::Yearly(month, day) => date(year, month, day),
            Kind::Easter(days) => ordinal(year, easter::western(year) + days as i32),
            Kind::OrthodoxEaster(days) => ordinal(year, easter::eastern(year) + days as i32),
            Kind::NthWeekday(nth, weekday, month) => {
                let first = match nth {
                    Nth::First => 1,
                    Nth::Second => 8,
                    Nth::Third => 15,
                    Nth::Fourth => 22,
                    Nth::Last => month.length(year) - 6,
                };
                on_or_after(weekday, date(year, month, first))
            }
            Kind::OnOrAfter(weekday, month, day) => on_or_after(weekday, date(year, month, day)),
        }
    }
}

/// Which of the weekdays of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: a month has four of each weekday, and a last one"
)]
pub enum Nth {
    /// The first, `1st`.
    First,
    /// The second, `2nd`.
    Second,
    /// The third, `3rd`.
    Third,
    /// The fourth, `4th`.
    Fourth,
    /// The last, `last`.
    Last,
}

impl Nth {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::First,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::Last,
    ];

    /// The word in the text of a rule.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "1st",
            Self::Second => "2nd",
            Self::Third => "3rd",
            Self::Fourth => "4th",
            Self::Last => "last",
        }
    }
}

/// Every date of Easter, and 80 days before and 230 after it, is in one year: the earliest is the
/// 81st day, the latest up to 2199 the 131st.
const fn from_easter(days: i16) -> bool {
    -80 <= days && days <= 230
}

const fn on_or_after(weekday: Weekday, first: Option<Date>) -> Option<Date> {
    let Some(first) = first else {
        return None;
    };
    let wait =
        (7 + weekday.number_days_from_monday() - first.weekday().number_days_from_monday()) % 7;
    match Date::from_julian_day(first.to_julian_day() + wait as i32) {
        Ok(date) => Some(date),
        Err(_) => None,
    }
}

const fn date(year: i32, month: Month, day: u8) -> Option<Date> {
    match Date::from_calendar_date(year, month, day) {
        Ok(date) => Some(date),
        Err(_) => None,
    }
}

const fn ordinal(year: i32, day: i32) -> Option<Date> {
    match Date::from_ordinal_date(year, day as u16) {
        Ok(date) => Some(date),
        Err(_) => None,
    }
}

const fn refused(kind: HolidayRuleErrorKind) -> HolidayRuleError {
    HolidayRuleError::new(HolidayRulePlace::Day, kind)
}

const LEAP_YEAR: i32 = 2000;
const COMMON_YEAR: i32 = 2001;
