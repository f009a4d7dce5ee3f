//! Bad input: typed errors, no panic, no loop.

use crate::support::{at, budget, clock, date, office, office_week, pauses, stockholm, unix};
use checkmark_calendar::{
    Budget, BusinessDuration, Calendar, CalendarErrorKind, Clock, ClockErrorKind, DayWindows,
    Pause, PauseErrorKind, PauseReason, Pauses, Transition, Week, WindowErrorKind, Zone,
    ZoneErrorKind,
};
use time::{SignedDuration, UtcDateTime, Weekday};

#[test]
fn windows_that_overlap_or_are_empty_make_no_week() {
    #[track_caller]
    fn check(hours: &str, want: WindowErrorKind, position: usize) {
        let error = Week::builder()
            .on(Weekday::Monday, hours)
            .expect_err("bad hours");
        assert_eq!((error.kind(), error.position()), (want, position));
    }
    check("09:00-12:00,11:00-17:00", WindowErrorKind::Overlapping, 1);
    check("09:00-17:00,09:00-17:00", WindowErrorKind::Overlapping, 1);
    check("00:00-24:00,12:00-12:01", WindowErrorKind::Overlapping, 1);
    check("09:00-09:00", WindowErrorKind::Empty, 0);
    check("24:00-06:00", WindowErrorKind::Empty, 0);
    check("09:00-25:00", WindowErrorKind::Time, 0);
    check("9-17", WindowErrorKind::Time, 0);
    check("", WindowErrorKind::Time, 0);
    check("08:00-12:00,", WindowErrorKind::Time, 1);
    check("0٩:00-17:00", WindowErrorKind::Time, 0);
    let night = Week::builder()
        .on(Weekday::Sunday, "22:00-06:00")
        .expect("a night");
    let error = night
        .on(Weekday::Monday, "05:59-17:00")
        .expect_err("the night is there");
    assert_eq!(error.kind(), WindowErrorKind::Overlapping);
    let error = "22:00-06:00"
        .parse::<DayWindows>()
        .expect_err("on one date alone");
    assert_eq!(error.kind(), WindowErrorKind::Overnight);
}

#[test]
fn a_calendar_that_never_opens_is_refused_when_it_is_built() {
    #[track_caller]
    fn check(built: Result<Clock, checkmark_calendar::CalendarError>, want: CalendarErrorKind) {
        assert_eq!(built.expect_err("never open").kind(), want);
    }
    let closed = Week::builder().build();
    let build = |builder: checkmark_calendar::CalendarBuilder| {
        builder.build().and_then(|calendar| calendar.compile())
    };
    check(
        build(Calendar::builder().week(closed.clone())),
        CalendarErrorKind::NeverOpens,
    );
    let shut = Calendar::builder().week(closed.clone());
    let shut = shut.override_day(date(2026, 2, 3), DayWindows::CLOSED);
    check(build(shut), CalendarErrorKind::NeverOpens);
    // The one date that opens is a holiday.
    let open = "09:00-17:00".parse::<DayWindows>().expect("hours");
    let shut = Calendar::builder()
        .week(closed)
        .override_day(date(2026, 2, 3), open);
    check(
        build(shut.holiday(date(2026, 2, 3), "off")),
        CalendarErrorKind::NeverOpens,
    );
    // The one window there is lies in the hour that is skipped, and nowhere else.
    let skipped = Week::builder()
        .on(Weekday::Sunday, "02:00-03:00")
        .expect("hours")
        .build();
    let day = date(2026, 3, 29);
    let calendar = Calendar::builder()
        .week(skipped)
        .zone(stockholm())
        .valid(day, day);
    check(build(calendar), CalendarErrorKind::NeverOpens);
}

#[test]
fn a_calendar_takes_no_date_twice_and_none_outside_its_centuries() {
    let build = |builder: checkmark_calendar::CalendarBuilder| {
        builder
            .build()
            .map_err(|error| (error.kind(), error.date()))
            .err()
    };
    let day = date(2026, 2, 3);
    let twice = Calendar::builder().override_day(day, DayWindows::CLOSED);
    let twice = twice.override_day(day, DayWindows::CLOSED);
    assert_eq!(
        build(twice),
        Some((CalendarErrorKind::TwoOverrides, Some(day)))
    );
    for day in [
        date(1899, 12, 31),
        date(2200, 1, 1),
        time::Date::MIN,
        time::Date::MAX,
    ] {
        let far = Calendar::builder().holiday(day, "far");
        assert_eq!(build(far), Some((CalendarErrorKind::DateRange, Some(day))));
    }
    let (first, last) = (date(2026, 1, 1), date(2025, 1, 1));
    let never = Calendar::builder().valid(first, last);
    assert_eq!(build(never), Some((CalendarErrorKind::NoInstant, None)));
    let none = Calendar::union([]).map_err(|error| error.kind());
    assert_eq!(none, Err(CalendarErrorKind::NoCalendar));
    let early = Calendar::builder()
        .valid(date(1980, 1, 1), date(1989, 12, 31))
        .build();
    let late = Calendar::builder()
        .valid(date(1990, 1, 1), date(1999, 12, 31))
        .build();
    let parts = [early.expect("a calendar"), late.expect("a calendar")];
    let both = Calendar::union(parts)
        .and_then(|it| it.compile())
        .map_err(|it| it.kind());
    assert_eq!(both.err(), Some(CalendarErrorKind::NoInstant));
}

// ATK-6: jumps of years, and overflow near the ends of time.
#[test]
fn no_instant_near_the_ends_of_time_overflows() {
    let clock = clock(&office());
    let ends = [
        UtcDateTime::MIN,
        UtcDateTime::MAX,
        unix(-2_208_988_801),
        unix(7_258_118_401),
    ];
    for end in ends {
        let kind = if end.year() < 2000 {
            ClockErrorKind::BeforeRange
        } else {
            ClockErrorKind::BeyondRange
        };
        let none = Pauses::NONE;
        let middle = at("2026-02-02T08:00:00Z");
        for text in ["business PT1H", "business P1D"] {
            let due = clock.deadline(end, budget(text), none);
            assert_eq!(due.map_err(|it| it.kind()), Err(kind), "{text}");
        }
        assert_eq!(
            clock.elapsed(end, middle, none).map_err(|it| it.kind()),
            Err(kind)
        );
        assert_eq!(
            clock.elapsed(middle, end, none).map_err(|it| it.kind()),
            Err(kind)
        );
        assert_eq!(clock.is_open(end).map_err(|it| it.kind()), Err(kind));
        assert_eq!(clock.next_open(end).map_err(|it| it.kind()), Err(kind));
        assert_eq!(clock.next_close(end).map_err(|it| it.kind()), Err(kind));
        let far = Pause::new(UtcDateTime::MIN, end.max(middle), PauseReason::UNSTATED);
        let mut pauses = Pauses::new();
        pauses.push(far.expect("a pause")).expect("the first");
        let _ = clock.deadline(middle, budget("business PT1H"), &pauses);
        let _ = clock.deadline(middle, budget("business P1D"), &pauses);
        let _ = clock.explain(middle, Budget::Fixed(end), &pauses);
    }
    for seconds in [i64::MIN, i64::MAX] {
        assert!(
            clock
                .deadline_unix(seconds, budget("business PT1H"), Pauses::NONE)
                .is_err()
        );
        assert!(clock.elapsed_unix(seconds, 0, Pauses::NONE).is_err());
        assert!(
            clock
                .elapsed_unix(1_770_000_000, seconds, Pauses::NONE)
                .is_err()
        );
    }
}

#[test]
fn no_budget_is_too_long_or_too_short_for_an_answer() {
    let clock = clock(&office());
    let start = at("2026-02-02T08:00:00Z");
    let due = |budget| {
        clock
            .deadline(start, budget, Pauses::NONE)
            .map_err(|it| it.kind())
    };
    let longest = BusinessDuration::new(u64::MAX, 999_999_999).expect("a duration");
    assert_eq!(
        due(Budget::Business(longest)),
        Err(ClockErrorKind::BeyondRange)
    );
    assert_eq!(
        due(Budget::BusinessDays(u32::MAX)),
        Err(ClockErrorKind::BeyondRange)
    );
    assert_eq!(
        due(Budget::Elapsed(SignedDuration::MAX)),
        Err(ClockErrorKind::BeyondRange)
    );
    assert_eq!(
        due(Budget::Elapsed(SignedDuration::MIN)),
        Err(ClockErrorKind::Negative)
    );
    assert_eq!(
        due(Budget::Elapsed(SignedDuration::nanoseconds(-1))),
        Err(ClockErrorKind::Negative)
    );
    let paused = pauses(&[("2026-02-02T08:00:00Z", "9999-12-31T00:00:00Z")]);
    let due = |text| {
        clock
            .deadline(start, budget(text), &paused)
            .map_err(|it| it.kind())
    };
    assert_eq!(due("business PT1H"), Err(ClockErrorKind::BeyondRange));
    assert_eq!(due("business P1D"), Err(ClockErrorKind::BeyondRange));
    assert_eq!(due("elapsed PT24H"), Err(ClockErrorKind::BeyondRange));
    for percent in [0, 50, 100] {
        let share = checkmark_calendar::Share::percent(percent).expect("a share");
        let at_risk = clock.at_risk(start, Budget::Business(longest), share, Pauses::NONE);
        assert_eq!(at_risk.is_ok(), percent == 0);
    }
}

#[test]
fn past_what_the_zone_is_known_for_the_answer_is_an_error() {
    let clock = clock(&office());
    let due = |text| {
        let start = at("2027-09-29T08:00:00Z");
        clock
            .deadline(start, budget(text), Pauses::NONE)
            .map_err(|it| it.kind())
    };
    // Known through Thursday 2027-09-30, 02:00 on the wall clock.
    assert_eq!(due("business PT7H"), Ok(at("2027-09-29T15:00:00Z")));
    assert_eq!(due("business PT8H"), Err(ClockErrorKind::BeyondRange));
    assert_eq!(due("business P1D"), Err(ClockErrorKind::BeyondRange));
    let horizon = at("2027-09-30T00:00:00Z");
    assert_eq!(clock.through(), horizon);
    for answer in [
        clock.is_open(horizon).map(|_| horizon),
        clock.next_close(horizon),
    ] {
        assert_eq!(
            answer.map_err(|it| it.kind()),
            Err(ClockErrorKind::BeyondRange)
        );
    }
}

#[test]
fn pauses_out_of_order_or_inside_one_another_are_refused() {
    #[track_caller]
    fn check(list: &[(&str, &str)], want: PauseErrorKind) {
        let list = list
            .iter()
            .map(|(from, to)| Pause::new(at(from), at(to), PauseReason::UNSTATED));
        let error = list
            .collect::<Result<Vec<_>, _>>()
            .and_then(Pauses::try_from)
            .expect_err("bad pauses");
        assert_eq!(error.kind(), want);
    }
    let (one, two) = ("2026-02-02T08:00:00Z", "2026-02-02T09:00:00Z");
    let (three, four) = ("2026-02-02T10:00:00Z", "2026-02-02T11:00:00Z");
    check(&[(three, four), (one, two)], PauseErrorKind::Overlapping);
    check(&[(one, four), (two, three)], PauseErrorKind::Overlapping);
    check(&[(one, three), (two, four)], PauseErrorKind::Overlapping);
    check(&[(two, one)], PauseErrorKind::Backwards);
    let mut open = Pauses::new();
    assert_eq!(
        open.end(at(one)).map_err(|it| it.kind()),
        Err(PauseErrorKind::NotPaused)
    );
    open.begin(at(two), PauseReason::UNSTATED)
        .expect("the first");
    assert_eq!(
        open.end(at(one)).map_err(|it| it.kind()),
        Err(PauseErrorKind::Backwards)
    );
    let again = open
        .begin(at(three), PauseReason::UNSTATED)
        .map_err(|it| (it.kind(), it.position()));
    assert_eq!(again, Err((PauseErrorKind::Unfinished, 1)));
}

#[test]
fn transitions_out_of_order_or_of_impossible_size_make_no_zone() {
    let through = at("2030-01-01T00:00:00Z");
    let zone = |initial, list: &[(i64, i32)]| {
        let list = list
            .iter()
            .map(|(at, offset)| Transition::from_unix(*at, *offset));
        let zone = Zone::from_transitions("z", "v", initial, list, through);
        zone.map_err(|error| (error.kind(), error.position())).err()
    };
    assert_eq!(
        zone(0, &[(10, 1), (10, 2)]),
        Some((ZoneErrorKind::Order, Some(1)))
    );
    assert_eq!(
        zone(0, &[(10, 1), (9, 2)]),
        Some((ZoneErrorKind::Order, Some(1)))
    );
    assert_eq!(zone(93_600, &[]), Some((ZoneErrorKind::Offset, None)));
    assert_eq!(zone(i32::MIN, &[]), Some((ZoneErrorKind::Offset, None)));
    assert_eq!(
        zone(0, &[(10, -93_600)]),
        Some((ZoneErrorKind::Offset, Some(0)))
    );
    assert_eq!(zone(0, &[(i64::MIN, 1), (i64::MAX, 2)]), None);
    let early = Zone::from_transitions("z", "v", 0, [], unix(-3_000_000_000));
    assert_eq!(
        early.map_err(|it| it.kind()).err(),
        Some(ZoneErrorKind::Range)
    );
}

#[test]
fn a_zone_that_changes_at_every_second_is_no_trouble() {
    let from = 1_770_000_000;
    let list = (0..20_000)
        .map(|nth| Transition::from_unix(from + nth, [93_599, -93_599][nth as usize % 2]));
    let zone = Zone::from_transitions("z", "v", 0, list, at("2030-01-01T00:00:00Z"));
    let holidays = (0..60).map(|day| (date(2026, 2, 1) + SignedDuration::days(day % 28), "off"));
    let calendar = Calendar::builder()
        .week(office_week())
        .zone(zone.expect("in order"));
    let calendar = calendar.holidays(holidays).build().expect("a calendar");
    let clock = clock(&calendar);
    let explained = clock.explain(
        unix(from - 100_000),
        budget("business PT100H"),
        Pauses::NONE,
    );
    assert_eq!(explained.expect("an explanation").verify(), Ok(()));
    let days = clock.deadline(unix(from - 100_000), Budget::BusinessDays(3), Pauses::NONE);
    assert!(days.is_ok());
}
