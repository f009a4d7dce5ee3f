//! Questions to a calendar: how long until then, when is it due, is it open.

mod business_days;
mod due;
mod pauses;

use crate::calendar::{Calendar, Holiday};
use crate::days::Days;
use crate::duration::BusinessDuration;
use crate::instant::{Moment, join, split};
use crate::pause::Pauses;
use crate::timeline::Timeline;
use crate::zone::Zone;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use time::UtcDateTime;

/// A compiled calendar: what counts, and when something is due.
///
/// Elapsed business time between two instants is the measure of the open, unpaused instants
/// between them. The deadline is the smallest instant at which elapsed equals the budget. Windows
/// that a clock change skips have no length, those that it repeats are open twice. A query is a
/// few searches in tables, whatever the budget and the number of holidays; it does not allocate.
///
/// ```
/// use checkmark_calendar::{Budget, BusinessDuration, Calendar, Pauses};
/// use time::UtcDateTime;
///
/// let clock = Calendar::default().compile()?;
/// let friday_noon = UtcDateTime::from_unix_timestamp(1_795_780_800)?;
/// let tuesday_noon = UtcDateTime::from_unix_timestamp(1_796_126_400)?;
/// let promise = Budget::Business(BusinessDuration::hours(48));
/// assert_eq!(clock.deadline(friday_noon, promise, Pauses::NONE)?, tuesday_noon);
/// assert_eq!(
///     clock.elapsed(friday_noon, tuesday_noon, Pauses::NONE)?,
///     BusinessDuration::hours(48),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A clone shares the tables.
#[derive(Clone)]
pub struct Clock(Arc<Tables>);

pub(crate) struct Tables {
    pub(crate) calendar: Calendar,
    pub(crate) timeline: Timeline,
    pub(crate) days: Days,
    pub(crate) holidays: Vec<Holiday>,
}

impl Clock {
    pub(crate) fn new(
        calendar: Calendar,
        timeline: Timeline,
        days: Days,
        holidays: Vec<Holiday>,
    ) -> Self {
        Self(Arc::new(Tables {
            calendar,
            timeline,
            days,
            holidays,
        }))
    }

    /// The calendar that this is the clock of.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.0.calendar
    }

    /// The first instant that has an answer.
    #[must_use]
    pub fn since(&self) -> UtcDateTime {
        instant(self.timeline().bounds().0)
    }

    /// The horizon: business time can run and be due up to this instant, and what is open from it
    /// on is not known.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, Region};
    ///
    /// let sweden = Region::Sweden.public_holidays();
    /// let clock = Calendar::builder().holiday_set(&sweden).build()?.compile()?;
    /// assert_eq!(clock.through().year(), 2051, "the first instant of the year after the last");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn through(&self) -> UtcDateTime {
        instant(self.timeline().bounds().1)
    }

    /// The business time from one instant to another, pauses left out; zero if `to` is not later.
    ///
    /// # Errors
    ///
    /// [`ClockErrorKind::BeforeRange`] and [`ClockErrorKind::BeyondRange`] for an instant that has
    /// no answer.
    pub fn elapsed(
        &self,
        from: UtcDateTime,
        to: UtcDateTime,
        pauses: &Pauses,
    ) -> Result<BusinessDuration, ClockError> {
        let start = self.moment(from, ClockInput::From)?;
        let end = self.moment(to, ClockInput::To)?;
        if end <= start {
            return Ok(BusinessDuration::ZERO);
        }
        Ok(self.unpaused(start, end, pauses))
    }

    /// The same between whole seconds since 1970.
    ///
    /// # Errors
    ///
    /// As [`elapsed`](Self::elapsed).
    ///
    /// ```
    /// use checkmark_calendar::{BusinessDuration, Calendar, Pauses};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let (friday_noon, monday_noon) = (1_795_780_800, 1_796_040_000);
    /// let elapsed = clock.elapsed_unix(friday_noon, monday_noon, Pauses::NONE)?;
    /// assert_eq!(elapsed, BusinessDuration::hours(24));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn elapsed_unix(
        &self,
        from: i64,
        to: i64,
        pauses: &Pauses,
    ) -> Result<BusinessDuration, ClockError> {
        let (from, to) = ((from, 0), (to, 0));
        self.check(from, ClockInput::From)?;
        self.check(to, ClockInput::To)?;
        if to <= from {
            return Ok(BusinessDuration::ZERO);
        }
        Ok(self.unpaused(from, to, pauses))
    }

    /// Whether an instant is open. Pauses are none of the calendar's.
    ///
    /// # Errors
    ///
    /// As [`elapsed`](Self::elapsed).
    ///
    /// ```
    /// use checkmark_calendar::Calendar;
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let friday_noon = UtcDateTime::from_unix_timestamp(1_795_780_800)?;
    /// assert!(clock.is_open(friday_noon)?);
    /// assert!(!clock.is_open(friday_noon + SignedDuration::DAY)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_open(&self, at: UtcDateTime) -> Result<bool, ClockError> {
        Ok(self.timeline().open_until(self.second(at)?).1)
    }

    /// The first open instant from this one on: the instant itself if it is open.
    ///
    /// # Errors
    ///
    /// As [`elapsed`](Self::elapsed); [`ClockErrorKind::BeyondRange`] also if nothing opens before
    /// the horizon.
    ///
    /// ```
    /// use checkmark_calendar::Calendar;
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let saturday = UtcDateTime::from_unix_timestamp(1_795_824_000)?;
    /// assert_eq!(clock.next_open(saturday)?, saturday + SignedDuration::days(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_open(&self, at: UtcDateTime) -> Result<UtcDateTime, ClockError> {
        let (open, is_open) = self.timeline().open_until(self.second(at)?);
        if is_open {
            return Ok(at);
        }
        let end = self.timeline().nth_open(open + 1);
        end.map(|end| instant(end - 1))
            .ok_or(ClockError::beyond(ClockInput::Due))
    }

    /// The first instant from this one on that is not open: the instant itself if it is closed.
    ///
    /// # Errors
    ///
    /// As [`elapsed`](Self::elapsed); [`ClockErrorKind::BeyondRange`] also if nothing closes before
    /// the horizon.
    ///
    /// ```
    /// use checkmark_calendar::Calendar;
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let friday_noon = UtcDateTime::from_unix_timestamp(1_795_780_800)?;
    /// assert_eq!(clock.next_close(friday_noon)?, friday_noon + SignedDuration::hours(12));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_close(&self, at: UtcDateTime) -> Result<UtcDateTime, ClockError> {
        let mut seconds = self.second(at)?;
        let horizon = self.timeline().bounds().1;
        if !self.timeline().open_until(seconds).1 {
            return Ok(at);
        }
        while seconds < horizon {
            let (is_open, _, until) = self.timeline().state(seconds);
            if !is_open {
                return Ok(instant(seconds));
            }
            seconds = until;
        }
        Err(ClockError::beyond(ClockInput::Due))
    }

    pub(crate) fn timeline(&self) -> &Timeline {
        &self.0.timeline
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.0
    }

    pub(crate) fn zone(&self) -> &Zone {
        self.0.calendar.zone()
    }

    /// That both ends of a stretch have answers.
    pub(crate) fn check_range(&self, from: UtcDateTime, to: UtcDateTime) -> Result<(), ClockError> {
        self.moment(from, ClockInput::From)?;
        self.moment(to, ClockInput::Due).map(|_| ())
    }

    /// The second of an instant that is known to be open or not.
    fn second(&self, at: UtcDateTime) -> Result<i64, ClockError> {
        let (seconds, _) = self.moment(at, ClockInput::At)?;
        if seconds == self.timeline().bounds().1 {
            return Err(ClockError::beyond(ClockInput::At));
        }
        Ok(seconds)
    }

    /// The parts of an instant that has an answer.
    #[inline]
    fn moment(&self, at: UtcDateTime, input: ClockInput) -> Result<Moment, ClockError> {
        let moment = split(at);
        self.check(moment, input).map(|()| moment)
    }

    /// That a moment has an answer.
    #[inline]
    fn check(&self, at: Moment, input: ClockInput) -> Result<(), ClockError> {
        if at.0 < self.timeline().bounds().0 {
            Err(ClockError {
                kind: ClockErrorKind::BeforeRange,
                input,
            })
        } else if self.is_beyond(at) {
            Err(ClockError::beyond(input))
        } else {
            Ok(())
        }
    }

    fn is_beyond(&self, at: Moment) -> bool {
        at > (self.timeline().bounds().1, 0)
    }

    /// The open time up to a moment that has an answer.
    #[inline]
    fn open_until(&self, (seconds, nanoseconds): Moment) -> BusinessDuration {
        let (open, is_open) = self.timeline().open_until(seconds);
        BusinessDuration::from_parts(open, if is_open { nanoseconds } else { 0 })
    }

    /// The first moment up to which so much time was open; there was some.
    #[inline]
    fn when_open(&self, open: BusinessDuration) -> Option<Moment> {
        match (open.whole_seconds(), open.subsec_nanoseconds()) {
            (seconds, 0) => Some((self.timeline().nth_open(seconds)?, 0)),
            (seconds, nanoseconds) => Some((
                self.timeline().nth_open(seconds.checked_add(1)?)? - 1,
                nanoseconds,
            )),
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock")
            .field("version", &self.calendar().version())
            .field("zone", self.zone())
            .field("since", &self.since())
            .field("through", &self.through())
            .finish()
    }
}

fn instant(seconds: i64) -> UtcDateTime {
    join(seconds, 0).expect("years 1900 to 2200 are years of `time`")
}

/// Why a question has no answer: what is wrong, and with what.
///
/// ```
/// use checkmark_calendar::{Calendar, ClockError, ClockErrorKind, ClockInput, Pauses};
/// use time::SignedDuration;
///
/// let clock = Calendar::default().compile()?;
/// let (last_hour, days) = (clock.through() - SignedDuration::HOUR, "business PT48H".parse()?);
/// let unknown: ClockError = clock.deadline(last_hour, days, Pauses::NONE).unwrap_err();
/// assert_eq!((unknown.kind(), unknown.input()), (ClockErrorKind::BeyondRange, ClockInput::Due));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{input} {kind}")]
pub struct ClockError {
    kind: ClockErrorKind,
    input: ClockInput,
}

impl ClockError {
    const fn beyond(input: ClockInput) -> Self {
        Self {
            kind: ClockErrorKind::BeyondRange,
            input,
        }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> ClockErrorKind {
        self.kind
    }

    /// With what.
    #[must_use]
    pub const fn input(self) -> ClockInput {
        self.input
    }
}

/// What is wrong with a question to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ClockErrorKind {
    /// An instant before the first that has an answer.
    #[error("before the first instant that the calendar is known for")]
    BeforeRange,
    /// An instant after the last that has an answer.
    #[error("beyond the last instant that the calendar is known for")]
    BeyondRange,
    /// The pause that goes on began before the budget was used up: nothing is due.
    #[error("not known while the clock is paused")]
    StillPaused,
    /// A budget below zero.
    #[error("below zero")]
    Negative,
}

/// What a question to a clock was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ClockInput {
    /// The instant that time runs from.
    #[error("the start is")]
    From,
    /// The instant that time runs to.
    #[error("the end is")]
    To,
    /// The instant asked about.
    #[error("the instant is")]
    At,
    /// The answer itself.
    #[error("the answer is")]
    Due,
    /// The budget.
    #[error("the budget is")]
    Budget,
}
