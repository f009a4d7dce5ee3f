//! Defining a calendar.

use super::{Calendar, CalendarError, CalendarErrorKind, Definition, Holiday, Plan};
use crate::holiday::HolidaySet;
use crate::week::Week;
use crate::window::DayWindows;
use crate::zone::Zone;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use time::Date;

/// A [`Calendar`] in the making.
///
/// ```
/// use checkmark_calendar::{Calendar, CalendarBuilder, Region, Week};
///
/// let sweden: CalendarBuilder = Calendar::builder()
///     .week(Week::builder().weekdays("08:00-17:00")?.build())
///     .holiday_set(&Region::Sweden.public_holidays());
/// assert!(sweden.build()?.holidays().len() > 500, "fifty years of them");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct CalendarBuilder {
    week: Week,
    holidays: Vec<Holiday>,
    overrides: Vec<(Date, DayWindows)>,
    zone: Zone,
    version: String,
    valid: Option<(Date, Date)>,
}

impl CalendarBuilder {
    pub(super) fn new() -> Self {
        Self {
            week: Week::default(),
            holidays: Vec::new(),
            overrides: Vec::new(),
            zone: Zone::UTC,
            version: String::new(),
            valid: None,
        }
    }

    /// The weekly hours.
    #[must_use]
    pub fn week(mut self, week: Week) -> Self {
        self.week = week;
        self
    }

    /// Adds a holiday. Of several on one date the first gives its name.
    #[must_use]
    pub fn holiday(mut self, date: Date, name: impl Into<Cow<'static, str>>) -> Self {
        self.holidays.push(Holiday::new(date, name));
        self
    }

    /// Adds holidays, in any order.
    #[must_use]
    pub fn holidays(mut self, holidays: impl IntoIterator<Item = impl Into<Holiday>>) -> Self {
        self.holidays.extend(holidays.into_iter().map(Into::into));
        self
    }

    /// Adds the holidays of a set, for all the years for which it is right, and is
    /// [valid](Self::valid) in these alone.
    ///
    /// A calendar that has no version of its own so far takes that of the set.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, Region};
    ///
    /// let set = Region::Sweden.with_customary_days();
    /// let calendar = Calendar::builder().holiday_set(&set).build()?;
    /// assert_eq!(calendar.version(), "SE customary 2026-11");
    /// assert_eq!(calendar.valid().map(|(_, last)| last.year()), Some(2050));
    /// # Ok::<(), checkmark_calendar::CalendarError>(())
    /// ```
    #[must_use]
    pub fn holiday_set(mut self, set: &HolidaySet) -> Self {
        if self.version.is_empty() {
            self.version = set.version().into();
        }
        let (first, last) = set.years().dates();
        self.holidays(set.all()).valid(first, last)
    }

    /// Replaces the windows of one date.
    ///
    /// ```
    /// use checkmark_calendar::Calendar;
    /// use time::{Date, Month};
    ///
    /// let stocktaking = Date::from_calendar_date(2026, Month::December, 28)?;
    /// let calendar = Calendar::builder().override_day(stocktaking, "08:00-12:00".parse()?).build()?;
    /// assert_eq!(calendar.overrides().next(), Some((stocktaking, &"08:00-12:00".parse()?)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn override_day(mut self, date: Date, windows: DayWindows) -> Self {
        self.overrides.push((date, windows));
        self
    }

    /// The zone whose wall clock counts.
    #[must_use]
    pub fn zone(mut self, zone: Zone) -> Self {
        self.zone = zone;
        self
    }

    /// The version of hours, holidays and overrides, as the host numbers them.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = version.into();
        self
    }

    /// The dates that the definition holds for, both included: outside them the answer is an
    /// error. Given twice, the dates that are in both.
    #[must_use]
    pub fn valid(mut self, first: Date, last: Date) -> Self {
        self.valid = Some(match self.valid {
            Some((from, to)) => (from.max(first), to.min(last)),
            None => (first, last),
        });
        self
    }

    /// The calendar.
    ///
    /// # Errors
    ///
    /// [`CalendarErrorKind::NeverOpens`] if no day of the week and no override has a window;
    /// [`CalendarErrorKind::DateRange`], [`CalendarErrorKind::TwoOverrides`]. That its holidays
    /// leave something open is found when it is compiled.
    pub fn build(mut self) -> Result<Calendar, CalendarError> {
        self.holidays.sort_by_key(Holiday::date);
        self.holidays.dedup_by_key(|holiday| holiday.date);
        self.overrides.sort_by_key(|it| it.0);
        let special = self.holidays.iter().map(Holiday::date);
        let mut special = special.chain(self.overrides.iter().map(|it| it.0));
        if let Some(date) = special.find(|date| !(1900..2200).contains(&date.year())) {
            return Err(CalendarError::on(date, CalendarErrorKind::DateRange));
        }
        if let Some(pair) = self
            .overrides
            .windows(2)
            .find(|pair| pair[0].0 == pair[1].0)
        {
            return Err(CalendarError::on(
                pair[0].0,
                CalendarErrorKind::TwoOverrides,
            ));
        }
        if self.valid.is_some_and(|(first, last)| last < first) {
            return Err(CalendarError::new(CalendarErrorKind::NoInstant));
        }
        if self.week.is_closed() && self.overrides.iter().all(|it| it.1.is_closed()) {
            return Err(CalendarError::new(CalendarErrorKind::NeverOpens));
        }
        let Self {
            week,
            holidays,
            overrides,
            zone,
            version,
            valid,
        } = self;
        let definition = Definition {
            week,
            holidays,
            overrides,
            zone,
            version,
            valid,
        };
        Ok(Calendar(Plan::One(Arc::new(definition))))
    }
}
