//! The clock against the definition, second by second, around clock changes of real zones. This is
//! a sample; `cargo run --release --example evaluate-clock` goes through all zones and changes.

use crate::naive::Naive;
use crate::support::{clock, unix};
use checkmark_calendar::{Budget, BusinessDuration, Calendar, Clock, Pauses, Week, Zone};

/// What is known for odd clock changes: half hours, whole days, midnight, negative summer time.
pub(crate) const ZONES: [&str; 20] = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Asuncion",
    "America/Havana",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Stockholm",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kwajalein",
    "UTC",
];

/// Compares everything that can be asked over some hours around an instant.
#[track_caller]
fn check(clock: &Clock, around: i64) {
    let naive = Naive::new(clock.calendar());
    let (from, to) = (around - 5 * 3600, around + 5 * 3600);
    let (mut opened, mut was_open, mut last) = (0, None, from);
    for at in from..to {
        let is_open = naive.is_open(at);
        // Each edge, and a grid that no edge lies on.
        if was_open != Some(is_open) || at % 1801 == 0 {
            let elapsed = clock.elapsed_unix(from, at, Pauses::NONE);
            let seconds = BusinessDuration::seconds(opened);
            assert_eq!(elapsed, Ok(seconds), "elapsed until {at}");
            assert_eq!(clock.is_open(unix(at)), Ok(is_open), "open at {at}");
            if opened > 0 {
                let due = clock.deadline_unix(from, Budget::Business(seconds), Pauses::NONE);
                assert_eq!(due, Ok(last), "after {opened} open seconds");
            }
        }
        was_open = Some(is_open);
        if is_open {
            (opened, last) = (opened + 1, at + 1);
        }
    }
}

#[test]
fn the_clock_is_the_definition_around_clock_changes() {
    let windows = [
        "00:00-24:00",
        "22:30-02:15",
        "01:59-03:01",
        "02:00-03:00",
        "00:00-00:30",
        "23:59:59-00:00:01",
    ];
    for name in ZONES {
        let zone = Zone::bundled(name).expect("a zone");
        let changes = zone.transitions().map(|it| it.unix_seconds());
        let changes: Vec<_> = changes
            .filter(|at| (0..2_145_916_800).contains(at))
            .collect();
        let some = changes.iter().rev().step_by(changes.len() / 4 + 1);
        for (&around, windows) in some.zip(windows.iter().cycle().skip(name.len() % 6)) {
            let week = Week::builder().every_day(windows).expect("hours").build();
            let calendar = Calendar::builder().week(week).zone(zone.clone()).build();
            check(&clock(&calendar.expect("a calendar")), around);
        }
    }
}

#[test]
fn a_holiday_or_an_override_on_the_date_of_a_change_closes_what_the_wall_clock_shows() {
    for name in [
        "America/Havana",
        "America/St_Johns",
        "Pacific/Apia",
        "Europe/Stockholm",
    ] {
        let zone = Zone::bundled(name).expect("a zone");
        let changes = zone.transitions().map(|it| it.unix_seconds());
        let changes = changes.filter(|at| (946_684_800..1_900_000_000).contains(at));
        for around in changes.step_by(11) {
            let plain = Calendar::builder()
                .week(Week::round_the_clock())
                .zone(zone.clone());
            let date = Naive::new(&plain.clone().build().expect("a calendar")).date(around);
            let holiday = plain.clone().holiday(date, "change").build();
            check(&clock(&holiday.expect("a calendar")), around);
            let hours = "00:30-01:30,02:15-02:45".parse().expect("hours");
            let special = plain.override_day(date, hours).build();
            check(&clock(&special.expect("a calendar")), around);
        }
    }
}
