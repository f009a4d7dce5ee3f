//! What moves when a calendar or its zone data changes.

use crate::support::{at, budget, clock, date, office, office_week, pauses, stockholm};
use checkmark_calendar::{
    Calendar, CalendarBuilder, Cause, Pauses, Recompute, Transition, Week, Zone,
};
use insta::assert_snapshot;

fn builder() -> CalendarBuilder {
    Calendar::builder().week(office_week()).zone(stockholm())
}

#[track_caller]
fn check(old: CalendarBuilder, new: CalendarBuilder, start: &str, want: Option<Cause>) {
    let (old, new) = (
        old.build().expect("a calendar"),
        new.build().expect("a calendar"),
    );
    let recompute = Recompute::new(&clock(&old), &clock(&new));
    let row = recompute.row(at(start), budget("business PT16H"), Pauses::NONE);
    assert_eq!(row.cause(), want);
    assert_eq!(row.is_moved(), row.old_due() != row.new_due());
}

#[test]
fn a_deadline_moves_for_a_cause_that_is_named() {
    let (monday, day) = ("2026-02-02T08:00:00Z", date(2026, 2, 3));
    let added = Some(Cause::HolidayAdded { date: day });
    check(builder(), builder().holiday(day, "off"), monday, added);
    let removed = Some(Cause::HolidayRemoved { date: day });
    check(builder().holiday(day, "off"), builder(), monday, removed);
    let short = || builder().override_day(day, "09:00-12:00".parse().expect("hours"));
    check(
        builder(),
        short(),
        monday,
        Some(Cause::Override { date: day }),
    );
    check(
        short(),
        builder(),
        monday,
        Some(Cause::Override { date: day }),
    );
    let early = Week::builder()
        .weekdays("08:00-16:00")
        .expect("hours")
        .build();
    check(builder(), builder().week(early), monday, Some(Cause::Hours));
    check(
        builder(),
        builder().zone(Zone::UTC),
        monday,
        Some(Cause::Zone),
    );
    let bounded = builder().valid(date(2026, 1, 1), date(2026, 2, 2));
    check(builder(), bounded, monday, Some(Cause::Range));
}

#[test]
fn what_does_not_lie_between_start_and_deadline_moves_nothing() {
    let monday = "2026-02-02T08:00:00Z";
    check(builder(), builder(), monday, None);
    check(builder(), builder().version("other"), monday, None);
    check(
        builder(),
        builder().holiday(date(2026, 2, 4), "after"),
        monday,
        None,
    );
    check(
        builder(),
        builder().holiday(date(2026, 1, 30), "before"),
        monday,
        None,
    );
    check(
        builder(),
        builder().holiday(date(2026, 2, 7), "a Saturday"),
        monday,
        None,
    );
}

#[test]
fn new_zone_data_is_named_by_its_versions() {
    let through = at("2030-01-01T00:00:00Z");
    let changes = [(1_772_956_800, -18_000), (1_793_516_400, -21_600)];
    let zone = |version: &'static str, count: usize| {
        let changes = changes
            .into_iter()
            .take(count)
            .map(|(at, to)| Transition::from_unix(at, to));
        Zone::from_transitions("America/Winnipeg", version, -21_600, changes, through)
    };
    let calendar = |zone: Result<Zone, _>| {
        let zone = zone.expect("a zone");
        clock(
            &Calendar::builder()
                .week(office_week())
                .zone(zone)
                .build()
                .expect("a calendar"),
        )
    };
    let recompute = Recompute::new(&calendar(zone("2025b", 2)), &calendar(zone("2026f", 1)));
    let row = |start| recompute.row(at(start), budget("business PT2H"), Pauses::NONE);
    let moved = row("2026-10-30T21:00:00Z");
    assert_eq!(moved.old_due(), Ok(at("2026-11-02T16:00:00Z")));
    assert_eq!(moved.new_due(), Ok(at("2026-11-02T15:00:00Z")));
    assert_eq!(moved.cause(), Some(Cause::ZoneData));
    assert_eq!(row("2026-10-29T21:00:00Z").cause(), None);
    let text = recompute.describe(Cause::ZoneData).to_string();
    assert_eq!(text, "zone data of America/Winnipeg from 2025b to 2026f");
}

#[test]
fn a_change_within_a_pause_is_not_to_blame() {
    let paused = pauses(&[("2026-02-03T00:00:00Z", "2026-02-04T00:00:00Z")]);
    let new = builder()
        .holiday(date(2026, 2, 3), "paused")
        .holiday(date(2026, 2, 4), "open");
    let (old, new) = (builder().build().expect("old"), new.build().expect("new"));
    let recompute = Recompute::new(&clock(&old), &clock(&new));
    let row = recompute.row(
        at("2026-02-02T08:00:00Z"),
        budget("business PT16H"),
        &paused,
    );
    assert_eq!(
        row.cause(),
        Some(Cause::HolidayAdded {
            date: date(2026, 2, 4)
        })
    );
}

#[test]
fn many_rows_are_due_again_at_once() {
    let new = builder()
        .holiday(date(2026, 2, 3), "Candlemas")
        .build()
        .expect("a calendar");
    let old = builder().build().expect("a calendar");
    let recompute = Recompute::new(&clock(&old), &clock(&new));
    let start = at("2026-01-01T00:00:00Z");
    let starts = (0..5_000).map(|hour| start + time::SignedDuration::hours(hour));
    let rows = starts.map(|start| (start, budget("business PT48H"), Pauses::NONE));
    let moved = recompute.rows(rows).filter(|row| row.is_moved()).count();
    // From 10:00 on the Monday six business days before to 16:00 on the holiday itself: whoever
    // comes at 09:00 is due when the day before closes.
    assert_eq!(moved, 8 * 24 + 7);
}

#[test]
fn causes_read_as_words() {
    let holiday = builder()
        .holiday(date(2026, 2, 3), "Candlemas")
        .build()
        .expect("a calendar");
    let recompute = Recompute::new(&clock(&office()), &clock(&holiday));
    let date = date(2026, 2, 3);
    let causes = [
        Cause::HolidayAdded { date },
        Cause::HolidayRemoved { date },
        Cause::Override { date },
        Cause::Hours,
        Cause::ZoneData,
        Cause::Zone,
        Cause::Parts,
        Cause::Range,
    ];
    let lines: Vec<_> = causes
        .iter()
        .map(|it| format!("{}: {}", it.as_str(), recompute.describe(*it)))
        .collect();
    assert_snapshot!(lines.join("\n"), @"
    holiday_added: holiday added on 2026-02-03: Candlemas
    holiday_removed: holiday removed on 2026-02-03
    override: other hours on 2026-02-03
    hours: other weekly hours
    zone_data: zone data of Europe/Stockholm from 2026f to 2026f
    zone: zone from Europe/Stockholm to Europe/Stockholm
    parts: other calendars combined
    range: known for other dates
    ");
}
