//! The definition, minute by minute or hour by hour, with the wall clock of `jiff`: an instant is open if the wall
//! clock then shows a time in the windows of its date and the date is no holiday.

use super::Desk;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How much is open between two instants, counted in steps that no edge lies within.
pub(super) fn elapsed(
    desk: &Desk,
    from: Timestamp,
    to: Timestamp,
    step: SignedDuration,
) -> SignedDuration {
    let zone = TimeZone::get(desk.zone).expect("a zone");
    let mut open = SignedDuration::ZERO;
    let mut at = from;
    while at < to {
        if is_open(desk, &zone, at) {
            open += step;
        }
        at += step;
    }
    open
}

/// The smallest instant at which so much is elapsed.
pub(super) fn deadline(
    desk: &Desk,
    from: Timestamp,
    budget: SignedDuration,
    step: SignedDuration,
) -> Timestamp {
    let zone = TimeZone::get(desk.zone).expect("a zone");
    let (mut left, mut at) = (budget, from);
    while left.is_positive() {
        if is_open(desk, &zone, at) {
            left -= step;
        }
        at += step;
    }
    at
}

fn is_open(desk: &Desk, zone: &TimeZone, at: Timestamp) -> bool {
    let wall_clock = zone.to_datetime(at);
    let (date, time) = (wall_clock.date(), wall_clock.time());
    let minute = i32::from(time.hour()) * 60 + i32::from(time.minute());
    let windows = |day: jiff::civil::Weekday| {
        let windows = &desk.week[usize::from(day.to_monday_zero_offset().unsigned_abs())];
        windows
            .split(',')
            .filter(|it| !it.is_empty())
            .map(|window| {
                let (from, to) = window.split_once('-').expect("a window");
                (minutes(from), minutes(to))
            })
    };
    let today = windows(date.weekday());
    // A night is part of two days, each half under its own date.
    let last_night = windows(date.weekday().previous());
    !desk.holidays.contains(&date)
        && (today
            .into_iter()
            .any(|(from, to)| from <= minute && (minute < to || to <= from))
            || last_night
                .into_iter()
                .any(|(from, to)| to <= from && minute < to))
}

fn minutes(text: &str) -> i32 {
    let (hours, minutes) = text.split_once(':').expect("a time of day");
    let number = |text: &str| text.parse::<i32>().expect("a number");
    number(hours) * 60 + number(minutes)
}
