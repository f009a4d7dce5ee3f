//! Deadlines in business days.

use super::due::{BEYOND, STILL_PAUSED};
use super::pauses::overlapping;
use super::{Clock, ClockError};
use crate::instant::Moment;
use crate::pause::Pauses;

impl Clock {
    /// The closing of the last of so many dates with open time after the date of the start, which
    /// has an answer. A date whose closing is paused does not count.
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
        // Of the dates that a pause touches only the first and the last can have their closing
        // outside it, and those are looked at one by one.
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
                let closing = self.closing(day)?;
                if let Some(closing) = closing.filter(|it| counts(start, *it, pauses)) {
                    rest -= 1;
                    if rest == 0 {
                        return Ok(closing);
                    }
                }
            }
            if end.is_none() {
                return Err(STILL_PAUSED);
            }
        }
        let nth = counted.checked_add(rest).ok_or(BEYOND)?;
        let day = days.nth(nth).ok_or(BEYOND)?;
        self.closing(day)?.ok_or(BEYOND)
    }

    /// The last closing on a date, `None` if it has no open time; an error if the horizon cuts the
    /// date.
    fn closing(&self, day: i32) -> Result<Option<Moment>, ClockError> {
        let (zone, horizon) = (self.zone(), self.timeline().bounds().1);
        let last = zone.spans_of(day).next_back();
        let is_midnight = |end: i64| (end + i64::from(zone.offset(end - 1))) % 86_400 == 0;
        if last.is_some_and(|(_, end)| end > horizon || (end == horizon && !is_midnight(end))) {
            return Err(BEYOND);
        }
        let closing = self.timeline().closing(zone, day);
        Ok(closing.map(|closing| (closing, 0)))
    }
}

/// Whether time counts right up to a closing: it lies after the start, and in no pause.
fn counts(start: Moment, closing: Moment, pauses: &Pauses) -> bool {
    let covers =
        |(from, to): (Moment, Option<Moment>)| from < closing && to.is_none_or(|to| closing <= to);
    start < closing && !overlapping(pauses, start).any(covers)
}
