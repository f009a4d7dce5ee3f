//! What holds for every rule and every set.

use checkmark_calendar::{
    HolidayRule, HolidaySet, Nth, Observance, Recurrence, Substitution, Years,
};
use proptest::prelude::*;
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

#[cfg(feature = "proptest")]
proptest! {
    #[test]
    fn a_recurrence_has_one_day_a_year_and_in_that_year(
        recurrence in any::<Recurrence>(), year in 1800..2300,
    ) {
        let date = recurrence.in_year(year);
        prop_assert!(date.is_none_or(|date| date.year() == year));
        if !Years::ALWAYS.contains(year) {
            prop_assert_eq!(date, None);
        }
    }

    #[test]
    fn a_rule_holds_in_its_years_alone(rule in any::<HolidayRule>(), year in 1890..2210) {
        if !rule.years().contains(year) {
            prop_assert_eq!(rule.in_year(year).count(), 0);
        }
    }

    #[test]
    fn a_substitute_is_within_six_days_of_its_day(rule in any::<HolidayRule>(), year in 1900..2200) {
        let day = rule.recurrence().in_year(year);
        let all: Vec<_> = rule.in_year(year).collect();
        let kept = rule.substitution().is_none_or(Substitution::keeps_day);
        let itself = all.iter().filter(|it| it.1 == Observance::Itself).count();
        prop_assert_eq!(itself, usize::from(!all.is_empty()));
        for (date, observance) in &all {
            let day = day.expect("only a day has a substitute");
            let away = (*date - day).whole_days();
            prop_assert!(away.abs() <= 6);
            let shift = rule.substitution().map_or(0, |it| it.shift(day.weekday()));
            match (observance, kept) {
                (Observance::Itself, true) => prop_assert_eq!(away, 0),
                (Observance::Itself, false) | (Observance::Substitute, true) => {
                    prop_assert_eq!(away, i64::from(shift));
                }
                (Observance::Substitute, false) => prop_assert!(false, "a moved day is itself"),
            }
        }
    }

    #[test]
    fn a_nth_weekday_is_such_a_weekday_of_the_month(nth in any::<Nth>(), month in 1_u8..=12, year in 1900..2200) {
        let month = Month::try_from(month).expect("a month");
        for weekday in WEEKDAYS {
            let date = Recurrence::nth_weekday(nth, weekday, month).in_year(year).expect("each month has it");
            prop_assert_eq!((date.weekday(), date.month()), (weekday, month));
            let before = match nth {
                Nth::First => 0,
                Nth::Second => 1,
                Nth::Third => 2,
                Nth::Fourth => 3,
                Nth::Last => {
                    prop_assert_ne!((date + Duration::WEEK).month(), month);
                    continue;
                }
            };
            prop_assert_eq!((date.day() - 1) / 7, before);
        }
    }

    #[test]
    fn what_is_written_is_read(rule in any::<HolidayRule>()) {
        prop_assert_eq!(rule.to_string().parse(), Ok(rule));
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,40}") {
        let _ = text.parse::<HolidayRule>();
        let _ = text.parse::<Recurrence>();
        let _ = text.parse::<Substitution>();
        let _ = text.parse::<Years>();
    }

    #[test]
    fn what_is_read_from_near_texts_is_what_is_written(
        text in "(easter|orthodox easter|1st mon of|sat on or after|12-25|2026-)[+0-9 -]{0,6}( (also|moved) (sat|sun)[+-][0-9])?( [0-9.]{2,10})? ?= ?[a-z /]{0,8}",
    ) {
        if let Ok(rule) = text.parse::<HolidayRule>() {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }
    }

    /// Against a set that is built date by date, without the table of days.
    #[test]
    fn a_set_has_each_date_of_its_rules_once(set in any::<HolidaySet>(), year in 1900..2200) {
        let Ok(occurrences) = set.year(year) else {
            prop_assert!(!set.years().contains(year));
            return Ok(());
        };
        let mut want: Vec<Date> = (year - 1..=year + 1)
            .flat_map(|nominal| set.rules().iter().flat_map(move |rule| rule.in_year(nominal)))
            .map(|it| it.0)
            .filter(|date| date.year() == year)
            .collect();
        want.sort();
        want.dedup();
        let got: Vec<_> = occurrences.collect();
        prop_assert_eq!(got.iter().map(|it| it.date()).collect::<Vec<_>>(), want);
        for occurrence in got {
            prop_assert_eq!(set.on(occurrence.date()), Ok(Some(occurrence)));
        }
    }

    #[test]
    fn all_is_year_after_year(set in any::<HolidaySet>()) {
        let years = set.years().first()..=set.years().last();
        let each = years.flat_map(|year| set.year(year).expect("a year of the set"));
        prop_assert!(set.all().eq(each));
    }
}

#[cfg(feature = "proptest")]
const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
