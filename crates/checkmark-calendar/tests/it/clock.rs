//! Deadlines and elapsed time on single cases, as rows.

use crate::support::{at, budget, clock, date, office, office_week, pauses, stockholm};
use checkmark_calendar::{
    Budget, Calendar, CalendarErrorKind, Clock, ClockErrorKind, ExpectedWindow, Language, Pauses,
    Region, Share, Transition, Week, Zone,
};

#[track_caller]
fn check(clock: &Clock, start: &str, budget: &str, pauses: &[(&str, &str)], want: &str) {
    let (list, budget) = (self::pauses(pauses), self::budget(budget));
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
    let office = clock(&office());
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
    let office = clock(&office());
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
    let office = clock(&office());
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
        "2026-02-10T16:00:00Z",
    );
    let friday = [("2026-02-05T22:00:00Z", "2026-02-06T22:00:00Z")];
    check(
        &office,
        "2026-02-05T08:00:00Z",
        "business P1D",
        &friday,
        "2026-02-09T16:00:00Z",
    );
    // A pause over lunch leaves the closing; one over the closing takes the date.
    let lunch = [("2026-02-06T10:00:00Z", "2026-02-06T12:00:00Z")];
    check(
        &office,
        "2026-02-05T08:00:00Z",
        "business P1D",
        &lunch,
        "2026-02-06T16:00:00Z",
    );
    let evening = [("2026-02-06T15:59:00Z", "2026-02-06T16:00:00Z")];
    check(
        &office,
        "2026-02-05T08:00:00Z",
        "business P1D",
        &evening,
        "2026-02-09T16:00:00Z",
    );
}

#[test]
fn without_a_calendar_of_its_own_a_desk_is_open_from_monday_to_friday_round_the_clock() {
    let clock = clock(&Calendar::default());
    check(
        &clock,
        "2026-11-25T10:00:00Z",
        "business PT48H",
        &[],
        "2026-11-27T10:00:00Z",
    );
    check(
        &clock,
        "2026-11-27T12:00:00Z",
        "business PT48H",
        &[],
        "2026-12-01T12:00:00Z",
    );
    check(
        &clock,
        "2026-12-25T12:00:00Z",
        "business PT1H",
        &[],
        "2026-12-25T13:00:00Z",
    );
    assert_eq!(clock.calendar().zone(), &Zone::UTC);
    assert_eq!(clock.calendar().week(), &Week::default());
    assert!(clock.calendar().holidays().is_empty());
}

#[test]
fn first_contact_is_due_within_48_business_hours_of_submission() {
    let default = clock(&Calendar::default());
    check(
        &default,
        "2026-11-23T08:00:00Z",
        "business PT48H",
        &[],
        "2026-11-25T08:00:00Z",
    );
    check(
        &clock(&office()),
        "2026-11-23T08:00:00Z",
        "business PT48H",
        &[],
        "2026-11-30T16:00:00Z",
    );
}

#[test]
fn validation_is_expected_from_24_to_48_business_hours_after_submission() {
    let window = ExpectedWindow::new(budget("business PT24H"), budget("business PT48H"));
    let window = window.expect("a window");
    let clock = clock(&Calendar::default());
    let expected = clock.expected(at("2026-11-26T12:00:00Z"), window, Pauses::NONE);
    assert_eq!(
        expected,
        Ok((at("2026-11-27T12:00:00Z"), at("2026-11-30T12:00:00Z")))
    );
    assert!(ExpectedWindow::new(window.latest(), window.earliest()).is_err());
    assert!(ExpectedWindow::new(window.earliest(), budget("business P2D")).is_err());
}

#[test]
fn a_profile_is_expected_within_one_to_two_business_days() {
    let window = ExpectedWindow::new(Budget::BusinessDays(1), Budget::BusinessDays(2));
    let window = window.expect("a window");
    let clock = clock(&office());
    let expected = clock.expected(at("2026-04-01T06:00:00Z"), window, Pauses::NONE);
    assert_eq!(
        expected,
        Ok((at("2026-04-02T15:00:00Z"), at("2026-04-07T15:00:00Z")))
    );
}

#[test]
fn at_risk_is_the_deadline_for_a_share_on_the_same_clock() {
    #[track_caller]
    fn check(clock: &Clock, start: &str, budget: &str, percent: u8, want: &str) {
        let share = Share::percent(percent).expect("a share");
        let at_risk = clock.at_risk(at(start), self::budget(budget), share, Pauses::NONE);
        assert_eq!(at_risk, Ok(at(want)));
    }
    let office = clock(&office());
    check(
        &office,
        "2026-02-02T16:00:00Z",
        "business PT4H",
        75,
        "2026-02-03T11:00:00Z",
    );
    check(
        &office,
        "2026-02-02T08:00:00Z",
        "business P1D",
        75,
        "2026-02-03T12:00:00Z",
    );
    check(
        &office,
        "2026-02-02T08:00:00Z",
        "business PT8H",
        100,
        "2026-02-02T16:00:00Z",
    );
    check(
        &office,
        "2026-02-02T08:00:00Z",
        "business PT8H",
        0,
        "2026-02-02T08:00:00Z",
    );
    check(
        &office,
        "2026-02-02T08:00:00Z",
        "elapsed PT24H",
        75,
        "2026-02-03T02:00:00Z",
    );
    check(
        &office,
        "2026-02-06T12:00:00Z",
        "fixed 2026-02-09T12:00:00Z",
        50,
        "2026-02-06T16:00:00Z",
    );
    check(
        &office,
        "2026-02-06T12:00:00Z",
        "fixed 2026-02-01T12:00:00Z",
        50,
        "2026-02-01T12:00:00Z",
    );
}

#[test]
fn a_fixed_instant_is_moved_by_nothing() {
    let paused = [("2026-02-02T08:00:00Z", "2026-02-27T08:00:00Z")];
    let due = "2026-02-08T03:00:00Z";
    check(
        &clock(&office()),
        "2026-02-01T00:00:00Z",
        "fixed 2026-02-08T03:00:00Z",
        &paused,
        due,
    );
}

#[test]
fn a_date_that_the_zone_skips_is_not_open() {
    let at_change = at("2011-12-30T10:00:00Z");
    let zone = Zone::from_transitions(
        "Pacific/Apia",
        "test",
        -36_000,
        [Transition::new(at_change, 50_400)],
        at("2012-12-31T00:00:00Z"),
    );
    let calendar = Calendar::builder()
        .week(office_week())
        .zone(zone.expect("a zone"))
        .build();
    let clock = clock(&calendar.expect("a calendar"));
    check(
        &clock,
        "2011-12-30T02:00:00Z",
        "business PT2H",
        &[],
        "2012-01-01T20:00:00Z",
    );
    check(
        &clock,
        "2011-12-29T20:00:00Z",
        "business P1D",
        &[],
        "2012-01-02T03:00:00Z",
    );
}

#[test]
fn a_holiday_closes_even_a_date_with_an_override() {
    let calendar = Calendar::builder()
        .week(office_week())
        .override_day(date(2026, 2, 3), "00:00-24:00".parse().expect("hours"))
        .holiday(date(2026, 2, 3), "both")
        .build();
    let clock = clock(&calendar.expect("a calendar"));
    check(
        &clock,
        "2026-02-02T16:00:00Z",
        "business PT2H",
        &[],
        "2026-02-04T10:00:00Z",
    );
}

#[test]
fn the_half_of_a_night_after_midnight_falls_under_its_own_date() {
    let night = Week::builder()
        .every_day("22:00-06:00")
        .expect("hours")
        .build();
    let calendar = Calendar::builder()
        .week(night)
        .holiday(date(2026, 2, 4), "off")
        .build();
    let clock = clock(&calendar.expect("a calendar"));
    // Tuesday evening counts, Wednesday does not, and Thursday begins at midnight.
    check(
        &clock,
        "2026-02-03T20:00:00Z",
        "business PT2H",
        &[],
        "2026-02-04T00:00:00Z",
    );
    check(
        &clock,
        "2026-02-03T20:00:00Z",
        "business PT3H",
        &[],
        "2026-02-05T01:00:00Z",
    );
}

#[test]
fn desks_that_follow_the_sun_are_one_clock() {
    let desk = |offset, holidays: &[u8]| {
        let through = at("2030-01-01T00:00:00Z");
        let zone = Zone::from_transitions("desk", "test", offset, [], through).expect("a zone");
        let holidays = holidays.iter().map(|day| (date(2026, 2, *day), "off"));
        let builder = Calendar::builder()
            .week(office_week())
            .zone(zone)
            .holidays(holidays);
        builder.build().expect("a calendar")
    };
    let (east, west) = (desk(8 * 3600, &[4]), desk(0, &[]));
    let both = Calendar::union([east.clone(), west.clone()]).expect("a union");
    let clock = clock(&both);
    check(
        &clock,
        "2026-02-02T00:00:00Z",
        "business PT16H",
        &[],
        "2026-02-02T17:00:00Z",
    );
    check(
        &clock,
        "2026-02-03T01:00:00Z",
        "business PT17H",
        &[],
        "2026-02-04T10:00:00Z",
    );
    let never = Calendar::intersection([east.clone(), west]).expect("an intersection");
    assert_eq!(
        never.compile().map_err(|it| it.kind()).err(),
        Some(CalendarErrorKind::NeverOpens)
    );
    let half = Calendar::intersection([east, desk(4 * 3600, &[])]).expect("an intersection");
    let clock = self::clock(&half);
    check(
        &clock,
        "2026-02-02T00:00:00Z",
        "business PT4H",
        &[],
        "2026-02-02T09:00:00Z",
    );
}

#[test]
fn a_clock_that_still_stands_has_no_deadline() {
    let mut list = pauses(&[("2026-02-02T10:00:00Z", "2026-02-02T11:00:00Z")]);
    list.begin(
        at("2026-02-03T08:00:00Z"),
        "asked".parse().expect("a reason"),
    )
    .expect("a pause");
    let clock = clock(&office());
    let due = |text| clock.deadline(at("2026-02-02T08:00:00Z"), budget(text), &list);
    assert_eq!(due("business PT7H"), Ok(at("2026-02-02T16:00:00Z")));
    for text in ["business PT8H", "business P1D", "elapsed PT48H"] {
        assert_eq!(
            due(text).map_err(|it| it.kind()),
            Err(ClockErrorKind::StillPaused),
            "{text}"
        );
    }
    let elapsed = clock.elapsed(
        at("2026-02-02T08:00:00Z"),
        at("2026-02-09T08:00:00Z"),
        &list,
    );
    assert_eq!(elapsed.map(|it| it.to_string()).as_deref(), Ok("PT7H"));
}

#[test]
fn opening_and_closing_are_found_from_both_sides() {
    let clock = clock(&office());
    let next = |text| {
        let (open, close) = (clock.next_open(at(text)), clock.next_close(at(text)));
        (clock.is_open(at(text)), open.ok(), close.ok())
    };
    let (opening, closing) = (at("2026-02-02T08:00:00Z"), at("2026-02-02T16:00:00Z"));
    let sunday = at("2026-02-01T12:00:00Z");
    assert_eq!(
        next("2026-02-01T12:00:00Z"),
        (Ok(false), Some(opening), Some(sunday))
    );
    assert_eq!(
        next("2026-02-02T08:00:00Z"),
        (Ok(true), Some(opening), Some(closing))
    );
    let tomorrow = at("2026-02-03T08:00:00Z");
    assert_eq!(
        next("2026-02-02T16:00:00Z"),
        (Ok(false), Some(tomorrow), Some(closing))
    );
    let always = Calendar::builder()
        .week(Week::round_the_clock())
        .zone(stockholm())
        .build();
    let always = self::clock(&always.expect("a calendar"));
    assert!(
        always
            .next_close(sunday)
            .is_err_and(|it| it.kind() == ClockErrorKind::BeyondRange)
    );
}

#[test]
fn holidays_by_rule_close_a_desk_in_the_years_that_they_are_checked_for() {
    let calendar = Calendar::builder()
        .week(office_week())
        .holiday(date(2026, 6, 19), "Midsummer Eve")
        .holiday_set(&Region::Sweden.public_holidays())
        .build()
        .expect("a calendar");
    let clock = clock(&calendar);
    check(
        &clock,
        "2026-06-18T09:00:00Z",
        "business PT16H",
        &[],
        "2026-06-22T17:00:00Z",
    );
    check(
        &clock,
        "2026-12-23T09:00:00Z",
        "business P2D",
        &[],
        "2026-12-28T17:00:00Z",
    );
    let beyond = clock.deadline(
        at("2050-12-30T09:00:00Z"),
        budget("business PT24H"),
        Pauses::NONE,
    );
    assert_eq!(
        beyond.map_err(|it| it.kind()),
        Err(ClockErrorKind::BeyondRange)
    );
    let before = clock.is_open(at("1999-12-31T12:00:00Z"));
    assert_eq!(
        before.map_err(|it| it.kind()),
        Err(ClockErrorKind::BeforeRange)
    );
    let explanation = clock.explain(
        at("2026-12-24T09:00:00Z"),
        budget("business PT9H"),
        Pauses::NONE,
    );
    let explanation = explanation.expect("an explanation");
    let english = explanation.text(Language::English).to_string();
    assert!(english.contains("holiday: Christmas Day"), "{english}");
    let swedish = explanation.text(Language::Swedish).to_string();
    assert!(swedish.contains("helgdag: Juldagen"), "{swedish}");
}
