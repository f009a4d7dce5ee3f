//! Sets as holidays of a calendar.

use checkmark_calendar::{Calendar, ClockErrorKind, HolidaySet, Region, Week, Years};
use time::{Date, Month, UtcDateTime};

fn date(year: i32, month: Month, day: u8) -> Date {
    Date::from_calendar_date(year, month, day).expect("a date")
}

#[test]
fn a_calendar_takes_a_set_with_its_years_and_its_version() {
    let set = Region::Sweden.with_customary_days();
    let calendar = Calendar::builder()
        .holiday_set(&set)
        .build()
        .expect("a calendar");
    assert_eq!(calendar.version(), "SE customary 2026-11");
    assert_eq!(calendar.valid(), Some(Years::CHECKED.dates()));
    assert_eq!(calendar.holidays().len(), set.all().count());
    let named = Calendar::builder()
        .version("mine")
        .holiday_set(&set)
        .build();
    assert_eq!(named.expect("a calendar").version(), "mine");
}

#[test]
fn a_substitute_says_so_in_its_name() {
    let set = Region::England.public_holidays();
    let calendar = Calendar::builder()
        .holiday_set(&set)
        .build()
        .expect("a calendar");
    let name = |day| {
        let day = date(2027, Month::December, day);
        let mut holidays = calendar.holidays().iter();
        holidays.find(|it| it.date() == day).map(|it| it.name())
    };
    assert_eq!(name(25), Some("Christmas Day"));
    assert_eq!(name(27), Some("Christmas Day (observed)"));
    assert_eq!(name(28), Some("Boxing Day (observed)"));
}

#[test]
fn two_sets_hold_where_both_do() {
    let own = HolidaySet::new("1", Years::new(2026, 2060).expect("years"), []).expect("a set");
    let calendar = Calendar::builder()
        .holiday_set(&Region::Sweden.public_holidays())
        .holiday_set(&own)
        .build()
        .expect("a calendar");
    let valid = (
        date(2026, Month::January, 1),
        date(2050, Month::December, 31),
    );
    assert_eq!(calendar.valid(), Some(valid));
}

#[test]
fn a_clock_over_a_preset_answers_to_the_end_of_2050_and_no_further() {
    let week = Week::builder()
        .weekdays("09:00-17:00")
        .expect("hours")
        .build();
    let calendar = Calendar::builder()
        .week(week)
        .holiday_set(&Region::Sweden.public_holidays())
        .build()
        .expect("a calendar");
    let clock = calendar.compile().expect("a clock");
    let at = |date: Date| UtcDateTime::new(date, time::Time::MIDNIGHT);
    let inside = clock.is_open(at(date(2050, Month::December, 31)));
    assert_eq!(inside, Ok(false));
    let beyond = clock.is_open(at(date(2051, Month::January, 3)));
    let beyond = beyond.expect_err("nobody checked 2051");
    assert_eq!(beyond.kind(), ClockErrorKind::BeyondRange);
}
