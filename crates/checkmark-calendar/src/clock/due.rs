//! When something is due, and from when on it is at risk.

use super::pauses::{length, overlapping};
use super::{Clock, ClockError, ClockErrorKind, ClockInput, unix};
use crate::budget::{Budget, ExpectedWindow, Share};
use crate::duration::BusinessDuration;
use crate::instant::{join, split};
use crate::pause::Pauses;
use time::{SignedDuration, UtcDateTime};

type Moment = (i64, u32);

impl Clock {
    /// The first instant at which the budget is used up: the start itself if it is nothing, the
    /// closing rather than the next opening if a day is used up exactly.
    ///
    /// # Errors
    ///
    /// [`ClockErrorKind::BeforeRange`] and [`ClockErrorKind::BeyondRange`] if the start or the
    /// answer lies outside what the clock knows; [`ClockErrorKind::StillPaused`] if the pause that
    /// goes on began first; [`ClockErrorKind::Negative`] for elapsed time below zero.
    pub fn deadline(
        &self,
        start: UtcDateTime,
        budget: Budget,
        pauses: &Pauses,
    ) -> Result<UtcDateTime, ClockError> {
        match budget {
            Budget::Business(budget) => self.business(start, budget, pauses),
            Budget::BusinessDays(days) => self.business_days(start, days, pauses),
            Budget::Elapsed(budget) => elapsed(start, budget, pauses),
            Budget::Fixed(instant) => Ok(instant),
        }
    }

    /// The same in whole seconds since 1970: the first second that does not come before the
    /// deadline.
    ///
    /// # Errors
    ///
    /// As [`deadline`](Self::deadline).
    pub fn deadline_unix(
        &self,
        start: i64,
        budget: Budget,
        pauses: &Pauses,
    ) -> Result<i64, ClockError> {
        let due = self.deadline(unix(start, ClockInput::From)?, budget, pauses)?;
        let (seconds, nanoseconds) = split(due);
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
            Budget::Business(budget) => self.business(start, share.of(budget), pauses),
            Budget::Elapsed(budget) => {
                let budget = BusinessDuration::try_from(budget).map_err(|_| NEGATIVE)?;
                let share = share.of(budget).as_signed();
                elapsed(start, share.unwrap_or(SignedDuration::MAX), pauses)
            }
            Budget::BusinessDays(days) => {
                let due = self.business_days(start, days, pauses)?;
                let all = self.elapsed(start, due, pauses)?;
                self.business(start, share.of(all), pauses)
            }
            Budget::Fixed(due) if due <= start => Ok(due),
            Budget::Fixed(due) => {
                let all = self.elapsed(start, due, Pauses::NONE)?;
                self.business(start, share.of(all), Pauses::NONE)
            }
        }
    }

    /// The earliest and the latest instant of a window, on this clock.
    ///
    /// # Errors
    ///
    /// As [`deadline`](Self::deadline).
    pub fn expected(
        &self,
        start: UtcDateTime,
        window: ExpectedWindow,
        pauses: &Pauses,
    ) -> Result<(UtcDateTime, UtcDateTime), ClockError> {
        let earliest = self.deadline(start, window.earliest(), pauses)?;
        Ok((earliest, self.deadline(start, window.latest(), pauses)?))
    }

    fn business(
        &self,
        start: UtcDateTime,
        budget: BusinessDuration,
        pauses: &Pauses,
    ) -> Result<UtcDateTime, ClockError> {
        let from = self.moment(start, ClockInput::From)?;
        if budget.is_zero() {
            return Ok(start);
        }
        // How much is open up to the deadline: at first without pauses, then each one that begins
        // before that much was open puts it off by what is open in the pause.
        let mut used = self.open_until(from);
        let mut rest = budget;
        for (pause, end) in overlapping(pauses, from) {
            if pause > from {
                let Some(before) = self.within(pause) else {
                    break;
                };
                let run = length(used, before);
                if rest <= run {
                    break;
                }
                rest = length(run, rest);
            }
            let end = end.ok_or(STILL_PAUSED)?;
            used = self
                .within(end)
                .ok_or(ClockError::beyond(ClockInput::Due))?;
        }
        let due = used.checked_add(rest).and_then(|open| self.when_open(open));
        due.and_then(|(seconds, nanoseconds)| join(seconds, nanoseconds))
            .ok_or(ClockError::beyond(ClockInput::Due))
    }

    /// The open time up to a moment after the start; `None` beyond the horizon.
    fn within(&self, moment: Moment) -> Option<BusinessDuration> {
        (!self.is_beyond(moment)).then(|| self.open_until(moment))
    }

    fn is_beyond(&self, moment: Moment) -> bool {
        moment > (self.timeline().bounds().1, 0)
    }

    fn business_days(
        &self,
        start: UtcDateTime,
        budget: u32,
        pauses: &Pauses,
    ) -> Result<UtcDateTime, ClockError> {
        let (seconds, nanoseconds) = self.moment(start, ClockInput::From)?;
        if budget == 0 {
            return Ok(start);
        }
        let (zone, days) = (self.zone(), &self.tables().days);
        let today = zone.day_at(seconds);
        let mut counted = days.before(today + 1);
        let mut rest = budget;
        // Dates that a pause takes away wholly do not count: only the first and the last date that
        // it touches can have open time left.
        let mut next = today + 1;
        for (pause, end) in overlapping(pauses, (seconds, nanoseconds)) {
            if self.is_beyond(pause) {
                break;
            }
            let first = zone.day_at(pause.0.max(seconds)).max(next);
            let run = days.before(first) - counted;
            if rest <= run {
                break;
            }
            rest -= run;
            let last = match end {
                Some(end) if self.is_beyond(end) => {
                    return Err(ClockError::beyond(ClockInput::Due));
                }
                Some(end) => zone.day_at(end.0),
                None => first,
            };
            for day in [first, last] {
                if day < next {
                    continue;
                }
                next = day + 1;
                counted = days.before(next);
                if let Some(closing) = self.last_unpaused(day, pauses) {
                    rest -= 1;
                    if rest == 0 {
                        return closing;
                    }
                }
            }
            if end.is_none() {
                return Err(STILL_PAUSED);
            }
        }
        let beyond = ClockError::beyond(ClockInput::Due);
        let nth = counted.checked_add(rest).ok_or(beyond)?;
        let day = days.nth(nth).ok_or(beyond)?;
        self.last_unpaused(day, pauses).unwrap_or(Err(beyond))
    }

    /// The end of the last open, unpaused time on a date, `None` if it has none; an error if the
    /// horizon cuts the date.
    fn last_unpaused(&self, day: i32, pauses: &Pauses) -> Option<Result<UtcDateTime, ClockError>> {
        let (first, last) = self.timeline().bounds();
        let zone = self.zone();
        let whole = zone
            .spans_of(day)
            .next_back()
            .is_some_and(|(_, to)| to < last)
            || zone.spans_of(day + 1).next().is_some();
        for (from, to) in zone.spans_of(day).rev() {
            let (from, to) = ((from.max(first), 0), (to.min(last), 0));
            if from >= to {
                continue;
            }
            let counted = self.unpaused(from, to, pauses);
            if counted.is_zero() {
                continue;
            }
            if !whole {
                return Some(Err(ClockError::beyond(ClockInput::Due)));
            }
            return Some(self.business(join(from.0, 0)?, counted, pauses));
        }
        None
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
    at.checked_add(rest)
        .ok_or(ClockError::beyond(ClockInput::Due))
}

const NEGATIVE: ClockError = ClockError {
    kind: ClockErrorKind::Negative,
    input: ClockInput::Budget,
};
const STILL_PAUSED: ClockError = ClockError {
    kind: ClockErrorKind::StillPaused,
    input: ClockInput::Due,
};
