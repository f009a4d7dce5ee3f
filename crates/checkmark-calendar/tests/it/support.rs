//! What several modules of the tests need.

use checkmark_calendar::{Budget, Calendar, Clock, Pause, PauseReason, Pauses};
use checkmark_calendar::{Transition, Week, Zone};
use time::{Date, Month, UtcDateTime};

/// An instant from RFC 3339 text.
#[track_caller]
pub(crate) fn at(text: &str) -> UtcDateTime {
    match format!("fixed {text}").parse() {
        Ok(Budget::Fixed(instant)) => instant,
        other => panic!("{text} is read as {other:?}"),
    }
}

/// An instant from seconds since 1970.
#[track_caller]
pub(crate) fn unix(seconds: i64) -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(seconds).expect("an instant that `time` has")
}

#[track_caller]
pub(crate) fn date(year: i32, month: u8, day: u8) -> Date {
    let month = Month::try_from(month).expect("a month");
    Date::from_calendar_date(year, month, day).expect("a date")
}

#[track_caller]
pub(crate) fn budget(text: &str) -> Budget {
    text.parse().expect("a budget")
}

/// Pauses from pairs of RFC 3339 texts.
#[track_caller]
pub(crate) fn pauses(list: &[(&str, &str)]) -> Pauses {
    let mut pauses = Pauses::new();
    for (from, to) in list {
        let pause = Pause::new(at(from), at(to), PauseReason::UNSTATED).expect("a pause");
        pauses.push(pause).expect("pauses in order");
    }
    pauses
}

/// Stockholm with its clock changes of 2026 and 2027, known through September 2027.
pub(crate) fn stockholm() -> Zone {
    let changes = [
        (1_774_746_000, 7200),
        (1_792_890_000, 3600),
        (1_806_195_600, 7200),
    ];
    let changes = changes.map(|(at, offset)| Transition::from_unix(at, offset));
    let through = at("2027-09-29T23:59:59Z");
    Zone::from_transitions("Europe/Stockholm", "2026f", 3600, changes, through).expect("a zone")
}

pub(crate) fn office_week() -> Week {
    Week::builder()
        .weekdays("09:00-17:00")
        .expect("hours")
        .build()
}

/// An office in Stockholm with Easter and a short day before New Year.
pub(crate) fn office() -> Calendar {
    Calendar::builder()
        .week(office_week())
        .zone(stockholm())
        .holiday(date(2026, 4, 3), "Good Friday")
        .holiday(date(2026, 4, 6), "Easter Monday")
        .override_day(date(2026, 12, 30), "09:00-12:00".parse().expect("hours"))
        .version("2026-11")
        .build()
        .expect("a calendar that opens")
}

#[track_caller]
pub(crate) fn clock(calendar: &Calendar) -> Clock {
    calendar.compile().expect("a calendar that opens")
}
