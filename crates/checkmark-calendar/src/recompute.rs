//! What moves when a calendar or its zone data changes.

use crate::budget::Budget;
use crate::calendar::Definition;
use crate::clock::{Clock, ClockError};
use crate::instant::{day_number, split};
use crate::pause::Pauses;
use crate::timeline::Timeline;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use time::{Date, UtcDateTime};

/// Deadlines under an old and a new calendar side by side: what moves, and what moved it.
///
/// What the calendars do not have in common is worked out once; a row is then a few searches and
/// does not allocate.
///
/// ```
/// use checkmark_calendar::{Calendar, Cause, Pauses, Recompute};
/// use time::{Date, Month, UtcDateTime};
///
/// let midsummer_eve = Date::from_calendar_date(2027, Month::June, 25)?;
/// let old = Calendar::default().compile()?;
/// let new = Calendar::builder().holiday(midsummer_eve, "Midsummer Eve").build()?.compile()?;
///
/// let recompute = Recompute::new(&old, &new);
/// let thursday_noon = UtcDateTime::from_unix_timestamp(1_813_924_800)?;
/// let row = recompute.row(thursday_noon, "business PT24H".parse()?, Pauses::NONE);
/// assert_eq!(row.cause(), Some(Cause::HolidayAdded { date: midsummer_eve }));
/// assert_eq!(recompute.describe(Cause::HolidayAdded { date: midsummer_eve }).to_string(),
///     "holiday added on 2027-06-25: Midsummer Eve");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Recompute {
    old: Clock,
    new: Clock,
    difference: Option<Timeline>,
    /// The desks of both, if they are made of desks in the same way.
    desks: Option<Vec<(Arc<Definition>, Arc<Definition>)>>,
}

impl Recompute {
    /// Compares two clocks.
    #[must_use]
    pub fn new(old: &Clock, new: &Clock) -> Self {
        let (before, after) = (old.calendar(), new.calendar());
        let pairs = || before.desks().into_iter().zip(after.desks()).collect();
        Self {
            old: old.clone(),
            new: new.clone(),
            difference: old.timeline().difference(new.timeline()),
            desks: before.has_shape_of(after).then(pairs),
        }
    }

    /// The deadline of one row under both.
    #[must_use]
    pub fn row(&self, start: UtcDateTime, budget: Budget, pauses: &Pauses) -> Recomputed {
        let old = self.old.deadline(start, budget, pauses);
        let new = self.new.deadline(start, budget, pauses);
        let cause = if old == new {
            None
        } else {
            Some(self.cause(start, old, new, pauses))
        };
        Recomputed { old, new, cause }
    }

    /// The deadlines of many rows under both, one after another.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, Pauses, Recompute, Week};
    /// use time::UtcDateTime;
    ///
    /// let office = Week::builder().weekdays("00:00-12:00")?.build();
    /// let old = Calendar::default().compile()?;
    /// let new = Calendar::builder().week(office).build()?.compile()?;
    /// let thursday = UtcDateTime::UNIX_EPOCH;
    /// let (short, long) = ("business PT8H".parse()?, "business PT24H".parse()?);
    /// let recompute = Recompute::new(&old, &new);
    /// let rows = recompute.rows([(thursday, short, Pauses::NONE), (thursday, long, Pauses::NONE)]);
    /// assert!(rows.map(|row| row.is_moved()).eq([false, true]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rows<'a>(
        &'a self,
        rows: impl IntoIterator<Item = (UtcDateTime, Budget, &'a Pauses)>,
    ) -> impl Iterator<Item = Recomputed> {
        rows.into_iter()
            .map(|(start, budget, pauses)| self.row(start, budget, pauses))
    }

    /// A cause in words, with the names and versions that it is about.
    #[must_use]
    pub const fn describe(&self, cause: Cause) -> CauseText<'_> {
        CauseText {
            recompute: self,
            cause,
        }
    }

    /// What is behind the first unpaused instant, from the start to the later deadline, at which
    /// one calendar is open and the other is not.
    fn cause(
        &self,
        start: UtcDateTime,
        old: Result<UtcDateTime, ClockError>,
        new: Result<UtcDateTime, ClockError>,
        pauses: &Pauses,
    ) -> Cause {
        let latest = match (old, new) {
            (Ok(old), Ok(new)) => split(old.max(new)).0,
            (Err(_), _) | (_, Err(_)) => i64::MAX,
        };
        let mut at = split(start).0;
        let mut pauses = pauses.as_slice().iter().peekable();
        while let Some(differs) = self.next_difference(at).filter(|it| *it <= latest) {
            let over = |it: &&crate::pause::Pause| it.to().is_some_and(|to| split(to).0 <= differs);
            while pauses.next_if(over).is_some() {}
            match pauses.peek() {
                Some(pause) if split(pause.from()).0 <= differs => match pause.to() {
                    Some(to) => at = split(to).0,
                    None => break,
                },
                Some(_) | None => return self.cause_at(differs),
            }
        }
        Cause::Range
    }

    fn next_difference(&self, at: i64) -> Option<i64> {
        let difference = self.difference.as_ref()?;
        let (first, last) = difference.bounds();
        let at = at.max(first);
        if at >= last {
            return None;
        }
        match difference.open_until(at) {
            (_, true) => Some(at),
            (before, false) => difference.nth_open(before + 1).map(|end| end - 1),
        }
    }

    fn cause_at(&self, at: i64) -> Cause {
        let Some(desks) = &self.desks else {
            return Cause::Parts;
        };
        let moved = desks
            .iter()
            .find(|(old, new)| old.is_open(at) != new.is_open(at));
        let Some((old, new)) = moved else {
            return Cause::Parts;
        };
        let (Some((was, _)), Some((date, _))) = (old.wall_clock(at), new.wall_clock(at)) else {
            return Cause::Range;
        };
        if old.zone().name() != new.zone().name() {
            Cause::Zone
        } else if old.zone().offset(at) != new.zone().offset(at) {
            Cause::ZoneData
        } else {
            debug_assert_eq!(was, date, "one offset makes one date");
            cause_on(date, old, new)
        }
    }
}

fn cause_on(date: Date, old: &Definition, new: &Definition) -> Cause {
    match (old.holiday_on(date), new.holiday_on(date)) {
        (None, Some(_)) => Cause::HolidayAdded { date },
        (Some(_), None) => Cause::HolidayRemoved { date },
        (None, None) | (Some(_), Some(_)) if old.override_on(date) != new.override_on(date) => {
            Cause::Override { date }
        }
        (None, None) | (Some(_), Some(_)) => Cause::Hours,
    }
}

/// A deadline under an old and a new calendar.
///
/// ```
/// use checkmark_calendar::{Calendar, Cause, Pauses, Recompute, Recomputed, Week};
/// use time::{SignedDuration, UtcDateTime};
///
/// let mornings = Week::builder().weekdays("00:00-12:00")?.build();
/// let old = Calendar::default().compile()?;
/// let new = Calendar::builder().week(mornings).build()?.compile()?;
/// let thursday = UtcDateTime::UNIX_EPOCH;
/// let row: Recomputed =
///     Recompute::new(&old, &new).row(thursday, "business PT18H".parse()?, Pauses::NONE);
/// assert_eq!(row.new_due()? - row.old_due()?, SignedDuration::hours(12));
/// assert_eq!(row.cause(), Some(Cause::Hours));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recomputed {
    old: Result<UtcDateTime, ClockError>,
    new: Result<UtcDateTime, ClockError>,
    cause: Option<Cause>,
}

impl Recomputed {
    /// The deadline under the old calendar.
    ///
    /// # Errors
    ///
    /// As [`Clock::deadline`].
    pub const fn old_due(self) -> Result<UtcDateTime, ClockError> {
        self.old
    }

    /// The deadline under the new calendar.
    ///
    /// # Errors
    ///
    /// As [`Clock::deadline`].
    pub const fn new_due(self) -> Result<UtcDateTime, ClockError> {
        self.new
    }

    /// What moved it; `None` if it did not move.
    #[must_use]
    pub const fn cause(self) -> Option<Cause> {
        self.cause
    }

    /// Whether the deadline moved.
    #[must_use]
    pub const fn is_moved(self) -> bool {
        self.cause.is_some()
    }
}

/// What moved a deadline: what is behind the first instant that counts under one calendar and not
/// under the other.
///
/// Open: there may be more causes some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Cause {
    /// The date became a holiday.
    HolidayAdded {
        /// Which date.
        #[cfg_attr(feature = "serde", serde(with = "crate::instant::wire::date"))]
        date: Date,
    },
    /// The date is no longer a holiday.
    HolidayRemoved {
        /// Which date.
        #[cfg_attr(feature = "serde", serde(with = "crate::instant::wire::date"))]
        date: Date,
    },
    /// The override of the date was added, changed or removed.
    Override {
        /// Which date.
        #[cfg_attr(feature = "serde", serde(with = "crate::instant::wire::date"))]
        date: Date,
    },
    /// The weekly hours changed.
    Hours,
    /// The rules of the zone changed: another version of the zone data.
    ZoneData,
    /// The calendar is in another zone.
    Zone,
    /// The calendar is made of other parts.
    Parts,
    /// Only one of the calendars knows the time between start and deadline.
    Range,
}

impl Cause {
    /// The stable name, such as `holiday_added`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HolidayAdded { .. } => "holiday_added",
            Self::HolidayRemoved { .. } => "holiday_removed",
            Self::Override { .. } => "override",
            Self::Hours => "hours",
            Self::ZoneData => "zone_data",
            Self::Zone => "zone",
            Self::Parts => "parts",
            Self::Range => "range",
        }
    }
}

/// A [`Cause`] in words.
///
/// ```
/// use checkmark_calendar::{Calendar, Cause, CauseText, Recompute, Zone};
/// use time::UtcDateTime;
///
/// let far = UtcDateTime::from_unix_timestamp(1_900_000_000)?;
/// let zone = |version| Zone::from_transitions("Asia/Qyzylorda", version, 18_000, [], far);
/// let clock = |zone| Calendar::builder().zone(zone).build()?.compile();
/// let recompute = Recompute::new(&clock(zone("2026e")?)?, &clock(zone("2026f")?)?);
/// let text: CauseText<'_> = recompute.describe(Cause::ZoneData);
/// assert_eq!(text.to_string(), "zone data of Asia/Qyzylorda from 2026e to 2026f");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CauseText<'a> {
    recompute: &'a Recompute,
    cause: Cause,
}

impl fmt::Display for CauseText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Recompute { old, new, .. } = self.recompute;
        let (was, is) = (old.calendar().zone(), new.calendar().zone());
        match self.cause {
            Cause::HolidayAdded { date } => named(f, "added", date, new),
            Cause::HolidayRemoved { date } => named(f, "removed", date, old),
            Cause::Override { date } => write!(f, "other hours on {date}"),
            Cause::Hours => f.write_str("other weekly hours"),
            Cause::ZoneData => {
                write!(
                    f,
                    "zone data of {} from {} to {}",
                    is.name(),
                    was.version(),
                    is.version()
                )
            }
            Cause::Zone => write!(f, "zone from {} to {}", was.name(), is.name()),
            Cause::Parts => f.write_str("other calendars combined"),
            Cause::Range => f.write_str("known for other dates"),
        }
    }
}

fn named(f: &mut fmt::Formatter<'_>, what: &str, date: Date, clock: &Clock) -> fmt::Result {
    write!(f, "holiday {what} on {date}")?;
    let holidays = &clock.tables().holidays;
    match holidays
        .iter()
        .find(|it| day_number(it.date()) == day_number(date))
    {
        Some(holiday) if !holiday.name().is_empty() => write!(f, ": {}", holiday.name()),
        Some(_) | None => Ok(()),
    }
}
