//! Deadlines in business days.

use super::due::{BEYOND, STILL_PAUSED};
use super::pauses::overlapping;
use super::{Clock, ClockError};
use crate::instant::Moment;
use crate::pause::Pauses;

impl Clock {
    /// The closing of the last of so many dates with open, unpaused time after the date of the
    /// start, which has an answer.
    pub(super) fn business_days(
        &self,
        start: Moment,
        budget: u32,
        pauses: &Pauses,
    ) -> Result<Moment, ClockError> {
        if budget == 0 {
            return Ok(start);
        }
        let (zone, days) = (self.zone(), &self.tables().days);
        let tomorrow = zone.day_at(start.0) + 1;
        let (mut next, mut counted, mut rest) = (tomorrow, days.before(tomorrow), budget);
        // Dates that a pause takes away wholly do not count: only the first and the last date that
        // it touches can have open time left, and those are looked at one by one.
        for (pause, end) in overlapping(pauses, start) {
            if self.is_beyond(pause) {
                break;
            }
            let first = zone.day_at(pause.0.max(start.0)).max(next);
            let run = days.before(first) - counted;
            if rest <= run {
                break;
            }
            rest -= run;
            let last = match end {
                Some(end) if self.is_beyond(end) => return Err(BEYOND),
                Some(end) => zone.day_at(end.0),
                None => first,
            };
            for day in [first, last] {
                if day < next {
                    continue;
                }
                next = day + 1;
                counted = days.before(next);
                if let Some(closing) = self.last_unpaused(start, day, pauses) {
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
        let nth = counted.checked_add(rest).ok_or(BEYOND)?;
        let day = days.nth(nth).ok_or(BEYOND)?;
        self.last_unpaused(start, day, pauses)
            .unwrap_or(Err(BEYOND))
    }

    /// The end of the last open, unpaused time on a date from the start on, `None` if it has none;
    /// an error if the horizon cuts the date.
    fn last_unpaused(
        &self,
        start: Moment,
        day: i32,
        pauses: &Pauses,
    ) -> Option<Result<Moment, ClockError>> {
        let last = self.timeline().bounds().1;
        let zone = self.zone();
        for (from, to) in zone.spans_of(day).rev() {
            let (from, to) = (start.max((from, 0)), (to.min(last), 0));
            if from >= to {
                continue;
            }
            let counted = self.unpaused(from, to, pauses);
            if !counted.is_zero() {
                let is_whole = zone.spans_of(day).all(|(_, end)| end < last);
                let closing = || self.business(from, counted, pauses);
                return Some(if is_whole { closing() } else { Err(BEYOND) });
            }
        }
        None
    }
}
