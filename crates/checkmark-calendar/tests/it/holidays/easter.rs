//! Easter against its definition, by other ways than the formulas of the crate.

use checkmark_calendar::Recurrence;
use time::{Date, Duration, Month, Weekday};

/// Easter by its definition: the Sunday after the full moon of the church, which the tables give for
/// each golden number. Nothing here is shared with the formula of the crate.
fn easter(year: i32) -> Date {
    let full_moon = full_moon(year);
    let wait = 7 - full_moon.weekday().number_days_from_sunday();
    full_moon + Duration::days(i64::from(wait))
}

/// The paschal full moon from the epact, by Clavius's corrections counted century by century.
fn full_moon(year: i32) -> Date {
    // From the epacts of 1600 on each century year without a leap day takes one day, and eight times
    // in 2500 years one is given back, for the moon.
    let mut correction = 0;
    for century in 17..=year / 100 {
        if century % 4 != 0 {
            correction -= 1;
        }
        if [18, 21, 24, 27, 30, 33, 36, 39, 43].contains(&century) {
            correction += 1;
        }
    }
    let golden = year % 19 + 1;
    let epact = (11 * (golden - 1) + 1 + correction).rem_euclid(30);
    // Every other month of the church has 29 days, for which 24, and 25 beside a golden number above
    // 11, count as one more: no two new moons of a cycle are to fall together.
    let epact = match epact {
        0..=23 => epact,
        24 => 25,
        25 if golden > 11 => 26,
        epact => epact,
    };
    let new_moon = if epact <= 23 { 31 - epact } else { 61 - epact };
    march(year, new_moon + 13)
}

fn march(year: i32, day: i32) -> Date {
    let first = Date::from_calendar_date(year, Month::March, 1).expect("a date");
    first + Duration::days(i64::from(day - 1))
}

/// Easter of the eastern churches by its definition: the Sunday after the full moon of the Julian
/// table, counted in days since the Julian 1 March of the year 0.
fn orthodox_easter(year: i32) -> Date {
    const FULL_MOONS: [(u8, i64); 19] = [
        (4, 5),
        (3, 25),
        (4, 13),
        (4, 2),
        (3, 22),
        (4, 10),
        (3, 30),
        (4, 18),
        (4, 7),
        (3, 27),
        (4, 15),
        (4, 4),
        (3, 24),
        (4, 12),
        (4, 1),
        (3, 21),
        (4, 9),
        (3, 29),
        (4, 17),
    ];
    let (month, day) = FULL_MOONS[(year % 19) as usize];
    let after_march_1 = day - 1 + if month == 4 { 31 } else { 0 };
    // Julian day number of the Julian 1 March of a year: every fourth year has a day more.
    let year = i64::from(year);
    let day_number = 1_721_118 + 365 * year + year.div_euclid(4) + after_march_1;
    let mut date = Date::from_julian_day(day_number as i32).expect("a date");
    date += Duration::DAY;
    while date.weekday() != Weekday::Sunday {
        date += Duration::DAY;
    }
    date
}

#[test]
fn easter_is_the_sunday_after_the_full_moon_of_the_church() {
    let rule = Recurrence::easter(0).expect("easter itself");
    for year in 1900..=2199 {
        assert_eq!(rule.in_year(year), Some(easter(year)), "{year}");
    }
}

#[test]
fn orthodox_easter_is_the_sunday_after_the_full_moon_of_the_julian_table() {
    let rule = Recurrence::orthodox_easter(0).expect("easter itself");
    for year in 1900..=2199 {
        assert_eq!(rule.in_year(year), Some(orthodox_easter(year)), "{year}");
    }
    // Known dates, so that two errors cannot agree.
    let known = [
        (2000, 4, 30),
        (2001, 4, 15),
        (2013, 5, 5),
        (2024, 5, 5),
        (2026, 4, 12),
        (2050, 4, 17),
    ];
    for (year, month, day) in known {
        let month = Month::try_from(month).expect("a month");
        assert_eq!(
            rule.in_year(year),
            Date::from_calendar_date(year, month, day).ok()
        );
    }
}

#[test]
fn easter_is_known_at_its_extremes() {
    let rule = Recurrence::easter(0).expect("easter itself");
    let known = [
        (1943, 4, 25),
        (2008, 3, 23),
        (2038, 4, 25),
        (2049, 4, 18),
        (2076, 4, 19),
        (2160, 3, 23),
    ];
    for (year, month, day) in known {
        let month = Month::try_from(month).expect("a month");
        assert_eq!(
            rule.in_year(year),
            Date::from_calendar_date(year, month, day).ok()
        );
    }
}

#[test]
fn no_recurrence_leaves_its_year_at_its_ends() {
    let rules = [
        Recurrence::easter(-80),
        Recurrence::easter(230),
        Recurrence::orthodox_easter(-80),
        Recurrence::orthodox_easter(230),
        Recurrence::on_or_after(Weekday::Sunday, Month::December, 25),
        Recurrence::on_or_after(Weekday::Wednesday, Month::December, 25),
    ];
    for rule in rules {
        let rule = rule.expect("at the end of what is taken");
        for year in 1900..=2199 {
            assert_eq!(
                rule.in_year(year).map(Date::year),
                Some(year),
                "{rule} {year}"
            );
        }
    }
}
