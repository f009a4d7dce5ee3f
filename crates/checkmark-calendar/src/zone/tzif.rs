//! TZif files (RFC 9636), read with `tz-rs`, and the years after their last transition.

use super::{ZoneError, ZoneErrorKind};
use crate::instant::{EARLIEST, LATEST};
use alloc::borrow::Cow;
use alloc::vec::Vec;
use time::{Date, Month};
use tz::TimeZone;
use tz::timezone::{AlternateTime, RuleDay, TransitionRule};

/// What a file says, as far as a clock wants to know.
pub(super) struct Read {
    pub(super) initial: i32,
    pub(super) transitions: Vec<(i64, i32)>,
    pub(super) end: i64,
}

pub(super) fn read(bytes: &[u8]) -> Result<Read, ZoneError> {
    let unreadable = ZoneError::new(ZoneErrorKind::Unreadable);
    let bytes = as_version_3(bytes).ok_or(unreadable)?;
    let zone = TimeZone::from_tz_data(&bytes).map_err(|_| unreadable)?;
    let rules = zone.as_ref();
    if !rules.leap_seconds().is_empty() {
        return Err(ZoneError::new(ZoneErrorKind::LeapSeconds));
    }
    let types = rules.local_time_types();
    let mut transitions: Vec<_> = rules
        .transitions()
        .iter()
        .map(|it| {
            (
                it.unix_leap_time(),
                types[it.local_time_type_index()].ut_offset(),
            )
        })
        .collect();
    let last = transitions.last().map(|it| it.0);
    let mut initial = types[0].ut_offset();
    let end = match (rules.extra_rule(), last) {
        (None, Some(last)) => last,
        (None, None) => LATEST,
        (Some(rule), last) => {
            let after = last.unwrap_or(i64::MIN);
            for at in changes(rule).into_iter().filter(|at| *at > after) {
                let offset = zone.find_local_time_type(at).map_err(|_| unreadable)?;
                transitions.push((at, offset.ut_offset()));
            }
            if last.is_none() {
                let first = zone
                    .find_local_time_type(EARLIEST)
                    .map_err(|_| unreadable)?;
                initial = first.ut_offset();
            }
            LATEST
        }
    };
    Ok(Read {
        initial,
        transitions,
        end,
    })
}

/// The bytes with the version that `tz-rs` knows, or `None` if they end before what their headers
/// announce.
///
/// Version 4 differs from 3 in its table of leap seconds alone, and files with such a table are
/// refused. The sums are made in 64 bits so that no count can overflow them.
fn as_version_3(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    let second = HEADER + block(bytes, 0, 4)?;
    if bytes.get(4) != Some(&b'4') {
        if bytes.get(4) != Some(&0) {
            block(bytes, second, 8)?;
        }
        return Some(Cow::Borrowed(bytes));
    }
    block(bytes, second, 8)?;
    let mut bytes = bytes.to_vec();
    bytes[4] = b'3';
    *bytes
        .get_mut(second + 4)
        .filter(|version| **version == b'4')? = b'3';
    Some(Cow::Owned(bytes))
}

const HEADER: usize = 44;

/// The length of the data block behind the header at an offset, if the bytes hold all of it.
fn block(bytes: &[u8], at: usize, time_size: u64) -> Option<usize> {
    let header = bytes.get(at..)?.get(..HEADER)?;
    let count = |nth: usize| -> Option<u64> {
        let field = header.get(20 + nth * 4..24 + nth * 4)?;
        Some(u64::from(u32::from_be_bytes(field.try_into().ok()?)))
    };
    let length = count(0)?
        + count(1)?
        + count(2)? * (time_size + 4)
        + count(3)? * (time_size + 1)
        + count(4)? * 6
        + count(5)?;
    let rest = u64::try_from(bytes.len() - at - HEADER).ok()?;
    (length <= rest).then_some(length as usize)
}

/// The instants from 1900 to 2200 at which a rule for all years may change the offset, in order.
fn changes(rule: &TransitionRule) -> Vec<i64> {
    let TransitionRule::Alternate(rule) = rule else {
        return Vec::new();
    };
    let mut changes: Vec<i64> = (1899..=2200)
        .flat_map(|year| changes_of(rule, year))
        .collect();
    changes.retain(|at| (EARLIEST..LATEST).contains(at));
    changes.sort_unstable();
    changes.dedup();
    changes
}

fn changes_of(rule: &AlternateTime, year: i32) -> [i64; 2] {
    let (standard, summer) = (rule.std().ut_offset(), rule.dst().ut_offset());
    let start = day(rule.dst_start(), year) * 86_400 + i64::from(rule.dst_start_time());
    let end = day(rule.dst_end(), year) * 86_400 + i64::from(rule.dst_end_time());
    [start - i64::from(standard), end - i64::from(summer)]
}

/// The day that a rule means in a year, in days since 1970-01-01.
fn day(rule: &RuleDay, year: i32) -> i64 {
    let days = |month, day| {
        let date = Date::from_calendar_date(year, month, day);
        i64::from(crate::instant::day_number(
            date.expect("a date that every year has"),
        ))
    };
    let first = days(Month::January, 1);
    match rule {
        RuleDay::Julian0WithLeap(ordinal) => first + i64::from(ordinal.get()),
        RuleDay::Julian1WithoutLeap(ordinal) => {
            let leap_day = ordinal.get() >= 60 && Month::February.length(year) == 29;
            first + i64::from(ordinal.get()) - 1 + i64::from(leap_day)
        }
        RuleDay::MonthWeekDay(rule) => {
            let month = Month::try_from(rule.month()).expect("`tz-rs` checks months");
            let first = days(month, 1);
            // 1970-01-01 was a Thursday, day 4 of a week that begins on Sunday.
            let weekday = (first + 4).rem_euclid(7);
            let to_weekday = (i64::from(rule.week_day()) - weekday).rem_euclid(7);
            let nth = first + to_weekday + (i64::from(rule.week()) - 1) * 7;
            let end = first + i64::from(month.length(year));
            if nth >= end { nth - 7 } else { nth }
        }
    }
}
