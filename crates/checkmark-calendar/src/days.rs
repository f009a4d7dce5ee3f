//! Which dates have open time: the ruler for business days.

use crate::pattern::{PatternId, WEEK};
use crate::timeline::Timeline;
use crate::zone::Zone;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

const DAY: i64 = 86_400;

/// The dates with open time on the wall clock of one zone, with prefix counts.
#[derive(Debug)]
pub(crate) struct Days(Vec<Run>);

/// From a date on the same weekdays are open; `before` dates were before it.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: i32,
    weekdays: Weekdays,
    before: u32,
}

/// A bit for each weekday, Monday the lowest.
type Weekdays = u8;

const NONE: Weekdays = 0;
const EVERY: Weekdays = 0b111_1111;

impl Days {
    pub(crate) fn new(timeline: &Timeline, zone: &Zone) -> Self {
        let (mut full, mut ragged) = (Vec::new(), Vec::new());
        let mut weekdays = BTreeMap::new();
        for (from, to, offset, pattern) in stretches(timeline, zone) {
            let (from, to) = (from + i64::from(offset), to + i64::from(offset));
            let (first, end) = (day_after(from), day_of(to));
            if from % DAY != 0 {
                ragged.push(day_of(from));
            }
            if to % DAY != 0 {
                ragged.push(end);
            }
            if first < end {
                let open = weekdays
                    .entry((pattern, offset))
                    .or_insert_with(|| open_weekdays(timeline, pattern, offset));
                full.push((first, end, *open));
            }
        }
        ragged.extend(repeated(zone));
        ragged.sort_unstable();
        ragged.dedup();
        let mut runs = without(&full, &ragged);
        runs.extend(ragged.iter().map(|&day| {
            let open = timeline.open_on(zone, day);
            (day, day + 1, if open { EVERY } else { NONE })
        }));
        runs.sort_unstable_by_key(|run| run.0);
        Self(count(&runs))
    }

    /// How many dates before this one have open time.
    pub(crate) fn before(&self, day: i32) -> u32 {
        match self
            .0
            .partition_point(|run| run.first <= day)
            .checked_sub(1)
        {
            None => 0,
            Some(last) => {
                let run = self.0[last];
                run.before + open_days(run.first, day, run.weekdays)
            }
        }
    }

    /// The `nth` date with open time, from 1; `None` if there are not so many.
    pub(crate) fn nth(&self, nth: u32) -> Option<i32> {
        let last = self
            .0
            .partition_point(|run| run.before < nth)
            .checked_sub(1)?;
        let Run {
            first,
            weekdays,
            before,
        } = self.0[last];
        let open = weekdays.count_ones();
        if open == 0 {
            return None;
        }
        let (weeks, mut rest) = ((nth - before - 1) / open, (nth - before - 1) % open);
        let mut day = first + (weeks * 7) as i32;
        loop {
            if weekdays >> weekday(day) & 1 == 1 {
                if rest == 0 {
                    return Some(day);
                }
                rest -= 1;
            }
            day += 1;
        }
    }
}

impl Timeline {
    /// Whether a date has open time.
    pub(crate) fn open_on(&self, zone: &Zone, day: i32) -> bool {
        self.closing(zone, day).is_some()
    }

    /// The last closing on a date; `None` if it has no open time.
    pub(crate) fn closing(&self, zone: &Zone, day: i32) -> Option<i64> {
        let (first, last) = self.bounds();
        zone.spans_of(day).rev().find_map(|(from, to)| {
            let (from, to) = (from.max(first), to.min(last));
            let open = if from < to { self.open_until(to).0 } else { 0 };
            if from < to && self.open_until(from).0 < open {
                self.nth_open(open)
            } else {
                None
            }
        })
    }
}

/// Real time cut where either the pattern or the offset changes: from, to, offset, pattern.
fn stretches(timeline: &Timeline, zone: &Zone) -> impl Iterator<Item = (i64, i64, i32, PatternId)> {
    let mut offsets = zone.pieces().peekable();
    let mut patterns = timeline.pieces().peekable();
    core::iter::from_fn(move || {
        loop {
            let (&(from, to, offset), &(start, end, pattern)) = (offsets.peek()?, patterns.peek()?);
            if to <= end {
                offsets.next();
            }
            if end <= to {
                patterns.next();
            }
            let (from, to) = (from.max(start), to.min(end));
            if from < to {
                return Some((from, to, offset, pattern));
            }
        }
    })
}

/// The dates that a clock turned back shows twice, in part or as a whole.
fn repeated(zone: &Zone) -> impl Iterator<Item = i32> + '_ {
    zone.changes().flat_map(|(at, before, after)| {
        let (from, to) = (at + after, at + before);
        if from < to {
            day_of(from)..day_of(to - 1) + 1
        } else {
            0..0
        }
    })
}

fn open_weekdays(timeline: &Timeline, pattern: PatternId, offset: i32) -> Weekdays {
    let patterns = timeline.patterns();
    let open = |day: i64| {
        let midnight = (i64::from(WEEK) + day * DAY - i64::from(offset)) as u64;
        patterns.open_until(pattern, midnight).0
            < patterns.open_until(pattern, midnight + DAY as u64).0
    };
    (0..7)
        .filter(|&day| open(day))
        .fold(NONE, |days, day| days | 1 << day)
}

/// The runs without some days, which are in order.
fn without(full: &[(i32, i32, Weekdays)], days: &[i32]) -> Vec<(i32, i32, Weekdays)> {
    let mut rest = Vec::with_capacity(full.len());
    for &(mut first, end, weekdays) in full {
        let within = days.partition_point(|day| *day < first);
        for &day in days[within..].iter().take_while(|day| **day < end) {
            if first < day {
                rest.push((first, day, weekdays));
            }
            first = day + 1;
        }
        if first < end {
            rest.push((first, end, weekdays));
        }
    }
    rest
}

/// Counts through runs in order; what lies between two is closed.
fn count(runs: &[(i32, i32, Weekdays)]) -> Vec<Run> {
    let mut counted: Vec<Run> = Vec::with_capacity(runs.len());
    let (mut before, mut at) = (0, i32::MIN);
    let mut add = |first, weekdays, before| match counted.last() {
        Some(last) if last.weekdays == weekdays => {}
        Some(_) | None => counted.push(Run {
            first,
            weekdays,
            before,
        }),
    };
    for &(first, end, weekdays) in runs {
        if at < first {
            add(at, NONE, before);
        }
        add(first, weekdays, before);
        before += open_days(first, end, weekdays);
        at = end;
    }
    add(at, NONE, before);
    counted
}

/// How many open dates lie from one to another, the end excluded.
fn open_days(first: i32, end: i32, weekdays: Weekdays) -> u32 {
    if weekdays == NONE || end <= first {
        return 0;
    }
    let (weeks, rest) = ((end - first) / 7, (end - first) % 7);
    let part = (first + weeks * 7..first + weeks * 7 + rest)
        .filter(|&day| weekdays >> weekday(day) & 1 == 1)
        .count();
    weeks as u32 * weekdays.count_ones() + part as u32
}

/// Days from Monday; 1970-01-01 was a Thursday.
const fn weekday(day: i32) -> i32 {
    (day + 3).rem_euclid(7)
}

const fn day_of(local: i64) -> i32 {
    local.div_euclid(DAY) as i32
}

const fn day_after(local: i64) -> i32 {
    (local + DAY - 1).div_euclid(DAY) as i32
}
