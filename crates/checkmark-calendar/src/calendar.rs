//! When a desk is open: the definition that clocks are compiled from.

mod build;
mod compile;
mod definition;
#[cfg(feature = "serde")]
mod wire;

pub use build::CalendarBuilder;

use crate::week::Week;
use crate::window::DayWindows;
use crate::zone::Zone;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use time::Date;

/// When a desk is open: weekly hours, holidays and overrides on the wall clock of a zone, or
/// several such calendars in one.
///
/// An instant is open if the wall clock of the zone then shows a time in the windows of its date
/// and the date is no holiday. An override replaces the windows of one date; a holiday closes
/// even a date that has one.
///
/// The default is SLA-4's: Monday to Friday round the clock, UTC, no holidays, so that 48 business
/// hours are two business days.
///
/// ```
/// use checkmark_calendar::{Calendar, Week};
/// use time::{Date, Month};
///
/// let good_friday = Date::from_calendar_date(2026, Month::April, 3)?;
/// let calendar = Calendar::builder()
///     .week(Week::builder().weekdays("09:00-17:00")?.build())
///     .holiday(good_friday, "Good Friday")
///     .version("2026-11")
///     .build()?;
/// let clock = calendar.compile()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A clone shares the definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar(Plan);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Plan {
    One(Arc<Definition>),
    Union(Arc<[Calendar]>),
    Intersection(Arc<[Calendar]>),
}

/// One desk: everything in order, no date twice.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Definition {
    week: Week,
    holidays: Vec<Holiday>,
    overrides: Vec<(Date, DayWindows)>,
    zone: Zone,
    version: String,
    valid: Option<(Date, Date)>,
}

impl Calendar {
    /// A calendar to define, from the default on.
    #[must_use]
    pub fn builder() -> CalendarBuilder {
        CalendarBuilder::new()
    }

    /// Open while any of these is: desks that follow the sun.
    ///
    /// Business days are counted on the dates of the first one's zone.
    ///
    /// # Errors
    ///
    /// [`CalendarErrorKind::NoCalendar`] if there is none.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, Week};
    ///
    /// let desk = |hours| Week::builder().weekdays(hours).map(|week| Calendar::builder().week(week.build()));
    /// let world = Calendar::union([desk("07:00-15:00")?.build()?, desk("15:00-23:00")?.build()?])?;
    /// assert_eq!(world.parts().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn union(calendars: impl IntoIterator<Item = Self>) -> Result<Self, CalendarError> {
        Ok(Self(Plan::Union(several(calendars)?)))
    }

    /// Open while all of these are: what needs several desks at once.
    ///
    /// Business days are counted on the dates of the first one's zone.
    ///
    /// # Errors
    ///
    /// [`CalendarErrorKind::NoCalendar`] if there is none.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, Week};
    /// use time::UtcDateTime;
    ///
    /// let mornings = Week::builder().every_day("06:00-12:00")?.build();
    /// let both = [Calendar::default(), Calendar::builder().week(mornings).build()?];
    /// let clock = Calendar::intersection(both)?.compile()?;
    /// let friday_noon = UtcDateTime::from_unix_timestamp(1_795_780_800)?;
    /// assert!(!clock.is_open(friday_noon)?, "the desk is there, the morning is over");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn intersection(calendars: impl IntoIterator<Item = Self>) -> Result<Self, CalendarError> {
        Ok(Self(Plan::Intersection(several(calendars)?)))
    }

    /// The calendars that this one is made of; itself if it is made of no others.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        match &self.0 {
            Plan::One(_) => core::slice::from_ref(self),
            Plan::Union(parts) | Plan::Intersection(parts) => parts,
        }
    }

    /// The weekly hours; of the first part, if there are several.
    #[must_use]
    pub fn week(&self) -> &Week {
        &self.first().week
    }

    /// The holidays in order; of the first part, if there are several.
    #[must_use]
    pub fn holidays(&self) -> &[Holiday] {
        &self.first().holidays
    }

    /// The overrides in order; of the first part, if there are several.
    pub fn overrides(&self) -> impl Iterator<Item = (Date, &DayWindows)> {
        self.first()
            .overrides
            .iter()
            .map(|(date, windows)| (*date, windows))
    }

    /// The zone; of the first part, if there are several.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.first().zone
    }

    /// The version of hours, holidays and overrides; of the first part, if there are several.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.first().version
    }

    /// The dates that the definition holds for, both included; `None` if for all.
    #[must_use]
    pub fn valid(&self) -> Option<(Date, Date)> {
        self.first().valid
    }

    fn first(&self) -> &Definition {
        match &self.0 {
            Plan::One(definition) => definition,
            Plan::Union(parts) | Plan::Intersection(parts) => parts[0].first(),
        }
    }

    /// The single desks, in order.
    pub(crate) fn desks(&self) -> Vec<Arc<Definition>> {
        match &self.0 {
            Plan::One(definition) => [Arc::clone(definition)].into(),
            Plan::Union(parts) | Plan::Intersection(parts) => {
                parts.iter().flat_map(Self::desks).collect()
            }
        }
    }

    /// Whether both are made of desks in the same way.
    pub(crate) fn has_shape_of(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Plan::One(_), Plan::One(_)) => true,
            (Plan::Union(ours), Plan::Union(theirs))
            | (Plan::Intersection(ours), Plan::Intersection(theirs)) => {
                ours.len() == theirs.len()
                    && ours
                        .iter()
                        .zip(theirs.iter())
                        .all(|(one, two)| one.has_shape_of(two))
            }
            (Plan::One(_) | Plan::Union(_) | Plan::Intersection(_), _) => false,
        }
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self::builder().build().expect("Monday to Friday are open")
    }
}

fn several(
    calendars: impl IntoIterator<Item = Calendar>,
) -> Result<Arc<[Calendar]>, CalendarError> {
    let calendars: Arc<[Calendar]> = calendars.into_iter().collect();
    if calendars.is_empty() {
        return Err(CalendarError::new(CalendarErrorKind::NoCalendar));
    }
    Ok(calendars)
}

/// A date on which a desk is closed, and what it is called.
///
/// ```
/// use checkmark_calendar::Holiday;
/// use time::{Date, Month};
///
/// let holiday = Holiday::new(Date::from_calendar_date(2026, Month::December, 25)?, "Christmas Day");
/// assert_eq!(holiday.name(), "Christmas Day");
/// # Ok::<(), time::error::ComponentRange>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Holiday {
    date: Date,
    name: Cow<'static, str>,
    local_name: Option<Cow<'static, str>>,
}

impl Holiday {
    /// A date with its name.
    #[must_use]
    pub fn new(date: Date, name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            date,
            name: name.into(),
            local_name: None,
        }
    }

    /// The same with its name in the language of the country.
    ///
    /// ```
    /// use checkmark_calendar::Holiday;
    /// use time::{Date, Month};
    ///
    /// let eve = Date::from_calendar_date(2026, Month::June, 19)?;
    /// let holiday = Holiday::new(eve, "Midsummer Eve").with_local_name("midsommarafton");
    /// assert_eq!(holiday.local_name(), Some("midsommarafton"));
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    #[must_use]
    pub fn with_local_name(self, name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            local_name: Some(name.into()),
            ..self
        }
    }

    /// The date.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The name, as it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name in the language of the country; `None` if it is not known to differ.
    #[must_use]
    pub fn local_name(&self) -> Option<&str> {
        self.local_name.as_deref()
    }
}

impl<T: Into<Cow<'static, str>>> From<(Date, T)> for Holiday {
    fn from((date, name): (Date, T)) -> Self {
        Self::new(date, name)
    }
}

/// Why a calendar was refused: what is wrong, and on which date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarError {
    kind: CalendarErrorKind,
    date: Option<Date>,
}

impl CalendarError {
    pub(crate) const fn new(kind: CalendarErrorKind) -> Self {
        Self { kind, date: None }
    }

    pub(crate) const fn on(date: Date, kind: CalendarErrorKind) -> Self {
        Self {
            kind,
            date: Some(date),
        }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> CalendarErrorKind {
        self.kind
    }

    /// The date that is wrong; `None` if it is none in particular.
    #[must_use]
    pub const fn date(self) -> Option<Date> {
        self.date
    }
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        match self.date {
            Some(date) => write!(f, " on {date}"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for CalendarError {}

/// What is wrong with a calendar.
///
/// ```
/// use checkmark_calendar::{Calendar, CalendarErrorKind, Week};
///
/// let never = Calendar::builder().week(Week::builder().build()).build().unwrap_err();
/// assert_eq!((never.kind(), never.date()), (CalendarErrorKind::NeverOpens, None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarErrorKind {
    /// No instant is open: a deadline would never come.
    #[error("a calendar that never opens")]
    NeverOpens,
    /// A date outside 1900 to 2199.
    #[error("a date outside the years 1900 to 2199")]
    DateRange,
    /// Two overrides for one date.
    #[error("two overrides")]
    TwoOverrides,
    /// No instant for which all that the calendar is made of holds.
    #[error("no instant for which everything in the calendar holds")]
    NoInstant,
    /// A union or an intersection of nothing.
    #[error("no calendar to combine")]
    NoCalendar,
}
