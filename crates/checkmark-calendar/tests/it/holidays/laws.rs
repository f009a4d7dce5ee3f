//! What holds for every rule and every set.

use checkmark_calendar::{
    HolidayRule, HolidaySet, Nth, Observance, Recurrence, Substitution, Years,
};
use proptest::prelude::*;
use time::{Date, Duration, Month, Weekday};

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

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
