//! What happens to a holiday that falls on an unlucky weekday.

use super::rule::{HolidayRuleError, HolidayRuleErrorKind, HolidayRulePlace};
use time::{Date, Weekday};

/// Which day stands in for a holiday that falls on certain weekdays.
///
/// # Syntax
///
/// `also sat+2 sun+1`: on a Saturday the Monday after is a holiday too, on a Sunday as well.
/// `moved tue+6 wed+5`: the holiday is on the other day alone. A weekday that is not named changes nothing.
/// Shifts are 1 to 6 days, either way, and may lead into the next year or the one before.
///
/// ```
/// use checkmark_calendar::Substitution;
/// use time::Weekday;
///
/// let monday = Substitution::also(Weekday::Saturday, 2)?.on(Weekday::Sunday, 1)?;
/// assert_eq!(monday.shift(Weekday::Sunday), 1);
/// assert_eq!(monday.shift(Weekday::Monday), 0);
/// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Substitution {
    keeps_day: bool,
    /// Days to add, from Monday on.
    shifts: [i8; 7],
}

impl Substitution {
    /// The day itself stays a holiday beside its substitute, as banks do it: on this weekday the
    /// substitute is so many days later, earlier if negative.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::DayRange`] for 0 and beyond 6 days.
    pub const fn also(weekday: Weekday, days: i8) -> Result<Self, HolidayRuleError> {
        Self::empty(true).on(weekday, days)
    }

    /// The day itself is no holiday when it has a substitute: on this weekday the holiday is so
    /// many days later, earlier if negative.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::DayRange`] for 0 and beyond 6 days.
    pub const fn moved(weekday: Weekday, days: i8) -> Result<Self, HolidayRuleError> {
        Self::empty(false).on(weekday, days)
    }

    const fn empty(keeps_day: bool) -> Self {
        Self {
            keeps_day,
            shifts: [0; 7],
        }
    }

    /// The same, and on this weekday it is so many days later, earlier if negative.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::DayRange`] for 0 and beyond 6 days,
    /// [`HolidayRuleErrorKind::Repeated`] if the weekday has a substitute.
    pub const fn on(mut self, weekday: Weekday, days: i8) -> Result<Self, HolidayRuleError> {
        let at = weekday.number_days_from_monday() as usize;
        let kind = if days == 0 || days < -6 || days > 6 {
            HolidayRuleErrorKind::DayRange
        } else if self.shifts[at] != 0 {
            HolidayRuleErrorKind::Repeated
        } else {
            self.shifts[at] = days;
            return Ok(self);
        };
        Err(HolidayRuleError::new(HolidayRulePlace::Substitution, kind))
    }

    /// How many days later the substitute is, if the day falls on this weekday; 0 for none.
    #[must_use]
    pub const fn shift(self, weekday: Weekday) -> i8 {
        self.shifts[weekday.number_days_from_monday() as usize]
    }

    /// Whether the day itself stays a holiday when it has a substitute.
    ///
    /// ```
    /// use checkmark_calendar::Substitution;
    /// use time::Weekday;
    ///
    /// assert!(Substitution::also(Weekday::Sunday, 1)?.keeps_day());
    /// assert!(!Substitution::moved(Weekday::Sunday, 1)?.keeps_day());
    /// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
    /// ```
    #[must_use]
    pub const fn keeps_day(self) -> bool {
        self.keeps_day
    }

    /// What becomes of a date: itself, its substitute, or both.
    pub(super) fn of(self, date: Date) -> [Option<(Date, Observance)>; 2] {
        let shift = self.shift(date.weekday());
        let later = Date::from_julian_day(date.to_julian_day() + i32::from(shift)).ok();
        match (shift, self.keeps_day) {
            (0, _) => [Some((date, Observance::Itself)), None],
            (_, false) => [later.map(|date| (date, Observance::Itself)), None],
            (_, true) => {
                let substitute = later.map(|date| (date, Observance::Substitute));
                [Some((date, Observance::Itself)), substitute]
            }
        }
    }
}

/// Whether a date is a holiday itself or stands in for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: a date is the holiday, or it stands in for it"
)]
pub enum Observance {
    /// The day of the holiday, be it one that it was moved to.
    Itself,
    /// A day that stands in for it, beside it.
    Substitute,
}

impl Observance {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Itself, Self::Substitute];

    /// The name: `itself` or `substitute`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::Substitute => "substitute",
        }
    }
}
