//! The definition on single cases, as rows.

use checkmark_calendar::{Budget, Calendar, Clock, DayWindows, Pause, PauseReason, Pauses, Week};
use checkmark_calendar::{Transition, Zone};
use time::{Date, Month, UtcDateTime};

fn at(text: &str) -> UtcDateTime {
    match format!("fixed {text}").parse() {
        Ok(Budget::Fixed(instant)) => instant,
        other => panic!("{text} is read as {other:?}"),
    }
}

fn date(year: i32, month: u8, day: u8) -> Date {
    let month = Month::try_from(month).expect("a month");
    Date::from_calendar_date(year, month, day).expect("a date")
}

fn stockholm() -> Zone {
    let changes = [
        (1_774_746_000, 7200),
        (1_792_890_000, 3600),
        (1_806_195_600, 7200),
    ];
    let changes = changes.map(|(at, offset)| Transition::from_unix(at, offset));
    Zone::from_transitions(
        "Europe/Stockholm",
        "2026f",
        3600,
        changes,
        at("2027-09-30T00:00:00Z"),
    )
    .expect("a sound zone")
}

fn office() -> Clock {
    let week = Week::builder()
        .weekdays("09:00-17:00")
        .expect("hours")
        .build();
    let lunch: DayWindows = "09:00-12:00".parse().expect("hours");
    Calendar::builder()
        .week(week)
        .zone(stockholm())
        .holiday(date(2026, 4, 3), "Good Friday")
        .holiday(date(2026, 4, 6), "Easter Monday")
        .override_day(date(2026, 12, 30), lunch)
        .build()
        .and_then(|calendar| calendar.compile())
        .expect("a sound calendar")
}

#[track_caller]
fn check(clock: &Clock, start: &str, budget: &str, pauses: &[(&str, &str)], want: &str) {
    let mut list = Pauses::new();
    for (from, to) in pauses {
        let pause = Pause::new(at(from), at(to), PauseReason::UNSTATED).expect("a pause");
        list.push(pause).expect("pauses in order");
    }
    let budget: Budget = budget.parse().expect("a budget");
    let due = clock
        .deadline(at(start), budget, &list)
        .expect("a deadline");
    assert_eq!(due, at(want));
    if let Budget::Business(budget) = budget {
        assert_eq!(clock.elapsed(at(start), due, &list), Ok(budget));
    }
}

#[test]
fn business_hours_count_in_office_hours() {
    let office = office();
    check(
        &office,
        "2026-02-02T08:00:00Z",
        "business PT48H",
        &[],
        "2026-02-09T16:00:00Z",
    );
    check(
        &office,
        "2026-02-06T15:30:00Z",
        "business PT48H",
        &[],
        "2026-02-16T15:30:00Z",
    );
    check(
        &office,
        "2026-04-01T11:00:00Z",
        "business PT48H",
        &[],
        "2026-04-13T11:00:00Z",
    );
    check(
        &office,
        "2026-02-02T08:00:00Z",
        "business PT8H",
        &[],
        "2026-02-02T16:00:00Z",
    );
    check(
        &office,
        "2026-02-01T10:00:00Z",
        "business PT0S",
        &[],
        "2026-02-01T10:00:00Z",
    );
    check(
        &office,
        "2026-02-01T10:00:00Z",
        "business PT0.000000001S",
        &[],
        "2026-02-02T08:00:00.000000001Z",
    );
}

#[test]
fn business_days_end_at_the_closing_of_their_last_date() {
    let office = office();
    check(
        &office,
        "2026-02-02T10:00:00Z",
        "business P1D",
        &[],
        "2026-02-03T16:00:00Z",
    );
    check(
        &office,
        "2026-02-01T10:00:00Z",
        "business P1D",
        &[],
        "2026-02-02T16:00:00Z",
    );
    check(
        &office,
        "2026-02-06T10:00:00Z",
        "business P2D",
        &[],
        "2026-02-10T16:00:00Z",
    );
    check(
        &office,
        "2026-04-02T10:00:00Z",
        "business P1D",
        &[],
        "2026-04-07T15:00:00Z",
    );
    check(
        &office,
        "2026-12-29T10:00:00Z",
        "business P1D",
        &[],
        "2026-12-30T11:00:00Z",
    );
}

#[test]
fn a_pause_counts_its_business_part_alone() {
    let office = office();
    let weekend = [("2026-02-06T12:00:00Z", "2026-02-09T12:00:00Z")];
    check(
        &office,
        "2026-02-06T08:00:00Z",
        "business PT8H",
        &weekend,
        "2026-02-09T16:00:00Z",
    );
    check(
        &office,
        "2026-02-06T08:00:00Z",
        "elapsed PT8H",
        &weekend,
        "2026-02-09T16:00:00Z",
    );
    check(
        &office,
        "2026-02-05T08:00:00Z",
        "business P2D",
        &weekend,
        "2026-02-09T16:00:00Z",
    );
    let friday = [("2026-02-05T22:00:00Z", "2026-02-06T22:00:00Z")];
    check(
        &office,
        "2026-02-05T08:00:00Z",
        "business P1D",
        &friday,
        "2026-02-09T16:00:00Z",
    );
}
