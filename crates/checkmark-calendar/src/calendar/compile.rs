//! From a calendar to its timeline.

use super::{Calendar, CalendarError, CalendarErrorKind, Definition, Holiday, Plan};
use crate::clock::Clock;
use crate::days::Days;
use crate::instant::day_number;
use crate::pattern::{CLOSED, Combine, PatternId, PatternSet};
use crate::timeline::{Label, Timeline, Track};
use crate::window::DayWindows;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

const DAY: i64 = 86_400;

impl Calendar {
    /// Works out the clock of this calendar, for as long as everything in it holds, from 1900 to
    /// 2200 at most.
    ///
    /// # Errors
    ///
    /// [`CalendarErrorKind::NeverOpens`] if no instant is open,
    /// [`CalendarErrorKind::NoInstant`] if the parts hold at no common instant.
    pub fn compile(&self) -> Result<Clock, CalendarError> {
        let (mut patterns, mut labels) = (PatternSet::new(), Vec::new());
        let track = self.track(&mut patterns, &mut labels)?;
        let timeline = Timeline::new(&track, &patterns);
        if timeline.total() == 0 {
            return Err(CalendarError::new(CalendarErrorKind::NeverOpens));
        }
        let days = Days::new(&timeline, self.zone());
        Ok(Clock::new(self.clone(), timeline, days, labels))
    }

    fn track(
        &self,
        patterns: &mut PatternSet,
        labels: &mut Vec<Holiday>,
    ) -> Result<Track, CalendarError> {
        let (how, parts) = match &self.0 {
            Plan::One(definition) => return definition.track(patterns, labels),
            Plan::Union(parts) => (Combine::Union, parts),
            Plan::Intersection(parts) => (Combine::Intersection, parts),
        };
        let mut whole: Option<Track> = None;
        for part in parts.iter() {
            let part = part.track(patterns, labels)?;
            whole = match whole {
                None => Some(part),
                Some(whole) => Some(
                    whole
                        .combine(how, &part, patterns)
                        .ok_or(CalendarError::new(CalendarErrorKind::NoInstant))?,
                ),
            };
        }
        whole.ok_or(CalendarError::new(CalendarErrorKind::NoCalendar))
    }
}

impl Definition {
    fn track(
        &self,
        patterns: &mut PatternSet,
        labels: &mut Vec<Holiday>,
    ) -> Result<Track, CalendarError> {
        let bounds = match self.valid {
            Some((first, last)) => self.zone.within(first, last),
            None => Some(self.zone.bounds()),
        };
        let (first, last) = bounds.ok_or(CalendarError::new(CalendarErrorKind::NoInstant))?;
        let special = self.special_days(labels.len());
        labels.extend_from_slice(&self.holidays);
        let (mut weeks, mut hours) = (BTreeMap::new(), BTreeMap::new());
        let mut track = Track::new(first, last);
        for (from, to, offset) in self.zone.pieces() {
            let (from, to) = (from.max(first), to.min(last));
            if from >= to {
                continue;
            }
            let week = *weeks
                .entry(offset)
                .or_insert_with(|| patterns.on_wall_clock(self.week_stretches(), offset));
            let midnight = |day: i32| i64::from(day) * DAY - i64::from(offset);
            let reached = special.partition_point(|it| midnight(it.0) + DAY <= from);
            let mut at = from;
            for &(day, ref special) in special[reached..]
                .iter()
                .take_while(|it| midnight(it.0) < to)
            {
                let (start, end) = (midnight(day).max(from), (midnight(day) + DAY).min(to));
                if at < start {
                    track.push(at, week, 0);
                }
                let (pattern, label) = match special {
                    Special::Closed(label) => (CLOSED, *label),
                    Special::Hours(nth) => {
                        let pattern = hours.entry((*nth, offset)).or_insert_with(|| {
                            every_day(&self.overrides[*nth].1, offset, patterns)
                        });
                        (*pattern, 0)
                    }
                };
                track.push(start, pattern, label);
                at = end;
            }
            if at < to {
                track.push(at, week, 0);
            }
        }
        Ok(track)
    }

    /// Holidays and overrides by day, in order; a holiday goes before an override.
    fn special_days(&self, labels: usize) -> Vec<(i32, Special)> {
        let overrides = self.overrides.iter().enumerate();
        let overrides = overrides.map(|(nth, it)| (day_number(it.0), Special::Hours(nth)));
        let holidays = self.holidays.iter().enumerate();
        let holidays = holidays.map(|(nth, holiday)| {
            (
                day_number(holiday.date),
                Special::Closed((labels + nth + 1) as Label),
            )
        });
        let mut special: Vec<_> = holidays.chain(overrides).collect();
        special.sort_by_key(|it| it.0);
        special.dedup_by_key(|it| it.0);
        special
    }

    fn week_stretches(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.week
            .days()
            .iter()
            .zip(0..)
            .flat_map(|(day, nth)| on_day(day, nth))
    }
}

enum Special {
    Closed(Label),
    Hours(usize),
}

/// The pattern that has these hours on every day: of it one day is used.
fn every_day(hours: &DayWindows, offset: i32, patterns: &mut PatternSet) -> PatternId {
    patterns.on_wall_clock((0..7).flat_map(|day| on_day(hours, day)), offset)
}

fn on_day(hours: &DayWindows, day: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
    hours
        .halves()
        .iter()
        .map(move |(from, to)| (from + day * 86_400, to + day * 86_400))
}
