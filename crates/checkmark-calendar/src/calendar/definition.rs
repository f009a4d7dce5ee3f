//! The definition itself, word by word and without tables: what clocks are checked against.

use super::{Calendar, Definition, Holiday, Plan};
use crate::instant::{date, split};
use crate::window::DayWindows;
use time::{Date, UtcDateTime};

const DAY: i64 = 86_400;

impl Calendar {
    /// Whether an instant is open, worked out from the definition alone: the wall-clock reading
    /// lies in its date's windows and the date is no holiday. `None` where it is not known.
    ///
    /// This is slow and simple; [`Clock::is_open`](crate::Clock::is_open) gives the same answer
    /// from tables. It is here to check with.
    ///
    /// ```
    /// use checkmark_calendar::Calendar;
    /// use time::UtcDateTime;
    ///
    /// let (thursday, saturday) = (UtcDateTime::UNIX_EPOCH, 2 * 86_400);
    /// let saturday = UtcDateTime::from_unix_timestamp(saturday)?;
    /// assert_eq!(Calendar::default().is_open_by_definition(thursday), Some(true));
    /// assert_eq!(Calendar::default().is_open_by_definition(saturday), Some(false));
    /// # Ok::<(), time::error::ComponentRange>(())
    /// ```
    #[must_use]
    pub fn is_open_by_definition(&self, at: UtcDateTime) -> Option<bool> {
        self.opens(split(at).0)
    }

    fn opens(&self, at: i64) -> Option<bool> {
        match &self.0 {
            Plan::One(desk) => desk.is_open(at),
            Plan::Union(parts) => {
                let mut open = false;
                for part in parts.iter() {
                    open |= part.opens(at)?;
                }
                Some(open)
            }
            Plan::Intersection(parts) => {
                let mut open = true;
                for part in parts.iter() {
                    open &= part.opens(at)?;
                }
                Some(open)
            }
        }
    }
}

impl Definition {
    /// Whether a second is open; `None` where it is not known.
    pub(crate) fn is_open(&self, at: i64) -> Option<bool> {
        let (date, second) = self.wall_clock(at)?;
        if self
            .valid
            .is_some_and(|(first, last)| date < first || date > last)
        {
            return None;
        }
        Some(self.open_on(date).is_some_and(|windows| {
            windows
                .halves()
                .iter()
                .any(|(from, to)| (*from..*to).contains(&second))
        }))
    }

    /// The date and the second of the day that the wall clock shows; `None` where it is not known.
    pub(crate) fn wall_clock(&self, at: i64) -> Option<(Date, u32)> {
        let (since, end) = self.zone.bounds();
        if at < since || at >= end {
            return None;
        }
        let local = at + i64::from(self.zone.offset(at));
        Some((
            date(local.div_euclid(DAY) as i32)?,
            local.rem_euclid(DAY) as u32,
        ))
    }

    /// The windows of a date; `None` on a holiday.
    pub(crate) fn open_on(&self, date: Date) -> Option<&DayWindows> {
        match self.holiday_on(date) {
            Some(_) => None,
            None => Some(self.windows_on(date)),
        }
    }

    /// The windows of a date, holiday or not.
    fn windows_on(&self, date: Date) -> &DayWindows {
        self.override_on(date)
            .unwrap_or_else(|| self.week.day(date.weekday()))
    }

    pub(crate) fn override_on(&self, date: Date) -> Option<&DayWindows> {
        let nth = self.overrides.binary_search_by_key(&date, |it| it.0).ok()?;
        Some(&self.overrides[nth].1)
    }

    pub(crate) fn holiday_on(&self, date: Date) -> Option<&Holiday> {
        let nth = self
            .holidays
            .binary_search_by_key(&date, |it| it.date)
            .ok()?;
        Some(&self.holidays[nth])
    }

    /// Open seconds between two readings of the wall clock, in seconds since 1970 there.
    pub(crate) fn open_between(&self, from: i64, to: i64) -> i64 {
        let mut open = 0;
        for day in from.div_euclid(DAY)..=(to - 1).div_euclid(DAY) {
            let windows = date(day as i32).and_then(|date| self.open_on(date));
            for (opens, closes) in windows.into_iter().flat_map(DayWindows::halves) {
                let opens = (day * DAY + i64::from(*opens)).max(from);
                open += ((day * DAY + i64::from(*closes)).min(to) - opens).max(0);
            }
        }
        open
    }

    pub(crate) const fn zone(&self) -> &crate::zone::Zone {
        &self.zone
    }
}
