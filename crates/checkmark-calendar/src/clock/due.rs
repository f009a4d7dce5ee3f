//! When something is due, and from when on it is at risk.

use super::pauses::{length, overlapping};
use super::{Clock, ClockError, ClockErrorKind, ClockInput};
use crate::budget::{Budget, ExpectedWindow, Share};
use crate::duration::BusinessDuration;
use crate::instant::{Moment, join, split};
use crate::pause::Pauses;
use time::{SignedDuration, UtcDateTime};

impl Clock {
    /// The first instant at which the budget is used up: the start itself if it is nothing, the
    /// closing rather than the next opening if a day is used up exactly.
    ///
    /// # Errors
    ///
    /// For business time and business days [`ClockErrorKind::BeforeRange`] and
    /// [`ClockErrorKind::BeyondRange`] if the start or the answer lies outside what the clock
    /// knows; the other budgets need no calendar. [`ClockErrorKind::StillPaused`] if the pause
    /// that goes on began first; [`ClockErrorKind::Negative`] for elapsed time below zero.
    pub fn deadline(
        &self,
        start: UtcDateTime,
        budget: Budget,
        pauses: &Pauses,
    ) -> Result<UtcDateTime, ClockError> {
        match budget {
            Budget::Business(budget) => self.after(start, budget, pauses),
            Budget::BusinessDays(days) => {
                let from = self.moment(start, ClockInput::From)?;
                instant(self.business_days(from, days, pauses)?)
            }
            Budget::Elapsed(budget) => elapsed(start, budget, pauses),
            Budget::Fixed(instant) => Ok(instant),
        }
    }

    /// When each of some budgets of business time is used up, all from one start and without a
    /// pause: as [`deadline`](Self::deadline) for each, but the start is looked up once.
    ///
    /// ```
    /// use checkmark_calendar::{BusinessDuration, Calendar};
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let monday = UtcDateTime::from_unix_timestamp(1_795_392_000)?;
    /// let [one, two] = clock.deadlines(monday, [24, 48].map(BusinessDuration::hours))?;
    /// assert_eq!((one - monday, two - one), (SignedDuration::DAY, SignedDuration::DAY));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`deadline`](Self::deadline).
    pub fn deadlines<const N: usize>(
        &self,
        start: UtcDateTime,
        budgets: [BusinessDuration; N],
    ) -> Result<[UtcDateTime; N], ClockError> {
        let used = self.open_until(self.moment(start, ClockInput::From)?);
        let mut due = [start; N];
        for (due, budget) in due.iter_mut().zip(budgets) {
            if !budget.is_zero() {
                let open = used.checked_add(budget).ok_or(BEYOND)?;
                *due = instant(self.when_open(open).ok_or(BEYOND)?)?;
            }
        }
        Ok(due)
    }

    /// The same in whole seconds since 1970: the first second that does not come before the
    /// deadline.
    ///
    /// # Errors
    ///
    /// As [`deadline`](Self::deadline).
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, Pauses};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let (friday_noon, tuesday_noon) = (1_795_780_800, 1_796_126_400);
    /// let due = clock.deadline_unix(friday_noon, "business PT48H".parse()?, Pauses::NONE)?;
    /// assert_eq!(due, tuesday_noon);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn deadline_unix(
        &self,
        start: i64,
        budget: Budget,
        pauses: &Pauses,
    ) -> Result<i64, ClockError> {
        self.check((start, 0), ClockInput::From)?;
        let (seconds, nanoseconds) = match budget {
            Budget::Business(budget) => self.business((start, 0), budget, pauses)?,
            Budget::BusinessDays(days) => self.business_days((start, 0), days, pauses)?,
            Budget::Elapsed(budget) => split(elapsed(instant((start, 0))?, budget, pauses)?),
            Budget::Fixed(instant) => split(instant),
        };
        Ok(seconds + i64::from(nanoseconds > 0))
    }

    /// The instant from which on something is at risk: the deadline for a share of the budget, on
    /// the same clock.
    ///
    /// Of business days and of a fixed instant it is the share of the business time from the start
    /// to the deadline; a fixed instant in the past is at risk from its own instant on.
    ///
    /// # Errors
    ///
    /// As [`deadline`](Self::deadline).
    pub fn at_risk(
        &self,
        start: UtcDateTime,
        budget: Budget,
        share: Share,
        pauses: &Pauses,
    ) -> Result<UtcDateTime, ClockError> {
        match budget {
            Budget::Business(budget) => self.after(start, share.of(budget), pauses),
            Budget::Elapsed(budget) => {
                let budget = BusinessDuration::try_from(budget).map_err(|_| NEGATIVE)?;
                let share = share.of(budget).as_signed();
                elapsed(start, share.unwrap_or(SignedDuration::MAX), pauses)
            }
            Budget::BusinessDays(days) => {
                let from = self.moment(start, ClockInput::From)?;
                let due = self.business_days(from, days, pauses)?;
                self.after(start, share.of(self.unpaused(from, due, pauses)), pauses)
            }
            Budget::Fixed(due) if due <= start => Ok(due),
            Budget::Fixed(due) => {
                let all = self.elapsed(start, due, Pauses::NONE)?;
                self.after(start, share.of(all), Pauses::NONE)
            }
        }
    }

    /// The earliest and the latest instant of a window, on this clock.
    ///
    /// # Errors
    ///
    /// As [`deadline`](Self::deadline).
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, ExpectedWindow, Pauses};
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let reply = ExpectedWindow::new("business PT24H".parse()?, "business PT48H".parse()?)?;
    /// let monday = UtcDateTime::from_unix_timestamp(1_795_392_000)?;
    /// let (earliest, latest) = clock.expected(monday, reply, Pauses::NONE)?;
    /// assert_eq!((earliest - monday, latest - monday), (SignedDuration::DAY, SignedDuration::days(2)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn expected(
        &self,
        start: UtcDateTime,
        window: ExpectedWindow,
        pauses: &Pauses,
    ) -> Result<(UtcDateTime, UtcDateTime), ClockError> {
        let earliest = self.deadline(start, window.earliest(), pauses)?;
        Ok((earliest, self.deadline(start, window.latest(), pauses)?))
    }

    fn after(
        &self,
        start: UtcDateTime,
        budget: BusinessDuration,
        pauses: &Pauses,
    ) -> Result<UtcDateTime, ClockError> {
        let from = self.moment(start, ClockInput::From)?;
        instant(self.business(from, budget, pauses)?)
    }

    /// The first moment from one that has an answer on at which the budget is used up.
    #[inline]
    pub(super) fn business(
        &self,
        from: Moment,
        budget: BusinessDuration,
        pauses: &Pauses,
    ) -> Result<Moment, ClockError> {
        if budget.is_zero() {
            return Ok(from);
        }
        let used = self.open_until(from);
        let due = if pauses.is_empty() {
            used.checked_add(budget)
        } else {
            self.put_off(from, used, budget, pauses)?
        };
        due.and_then(|open| self.when_open(open)).ok_or(BEYOND)
    }

    /// How much is open up to the deadline: each pause that begins before the budget is used up
    /// puts it off by what is open in the pause.
    fn put_off(
        &self,
        from: Moment,
        mut used: BusinessDuration,
        mut rest: BusinessDuration,
        pauses: &Pauses,
    ) -> Result<Option<BusinessDuration>, ClockError> {
        for (pause, end) in overlapping(pauses, from) {
            if pause > from {
                if self.is_beyond(pause) {
                    break;
                }
                let run = length(used, self.open_until(pause));
                if rest <= run {
                    break;
                }
                rest = length(run, rest);
            }
            let end = end.ok_or(STILL_PAUSED)?;
            if self.is_beyond(end) {
                return Err(BEYOND);
            }
            used = self.open_until(end);
        }
        Ok(used.checked_add(rest))
    }
}

/// Real time, with the pauses left out.
fn elapsed(
    start: UtcDateTime,
    budget: SignedDuration,
    pauses: &Pauses,
) -> Result<UtcDateTime, ClockError> {
    if budget.is_negative() {
        return Err(NEGATIVE);
    }
    if budget.is_zero() {
        return Ok(start);
    }
    let (mut at, mut rest) = (start, budget);
    for pause in pauses.as_slice() {
        if pause.to().is_some_and(|to| to <= at) {
            continue;
        }
        if pause.from() > at {
            let run = pause.from() - at;
            if rest <= run {
                break;
            }
            rest -= run;
        }
        at = pause.to().ok_or(STILL_PAUSED)?;
    }
    at.checked_add(rest).ok_or(BEYOND)
}

fn instant((seconds, nanoseconds): Moment) -> Result<UtcDateTime, ClockError> {
    join(seconds, nanoseconds).ok_or(BEYOND)
}

const NEGATIVE: ClockError = ClockError {
    kind: ClockErrorKind::Negative,
    input: ClockInput::Budget,
};
pub(super) const STILL_PAUSED: ClockError = ClockError {
    kind: ClockErrorKind::StillPaused,
    input: ClockInput::Due,
};
pub(super) const BEYOND: ClockError = ClockError::beyond(ClockInput::Due);
