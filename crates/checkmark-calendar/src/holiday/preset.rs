//! The rules of the regions.
//!
//! Each table is ordered by the year, single dates after that, customary days last. Where two meet
//! on a date the first gives its name.

pub(super) mod british;
pub(super) mod german;
pub(super) mod nordic;
pub(super) mod other;

use super::{HolidayRule, HolidayRuleError, Nth, Recurrence, Substitution, Years};
use time::{Date, Month, Weekday};

const fn yearly(month: u8, day: u8) -> Recurrence {
    match Recurrence::yearly(month_of(month), day) {
        Ok(recurrence) => recurrence,
        Err(_) => panic!("a day of the year"),
    }
}

const fn once(year: i32, month: u8, day: u8) -> Recurrence {
    let Ok(date) = Date::from_calendar_date(year, month_of(month), day) else {
        panic!("a date");
    };
    match Recurrence::once(date) {
        Ok(recurrence) => recurrence,
        Err(_) => panic!("a date of this age"),
    }
}

const fn easter(days: i16) -> Recurrence {
    match Recurrence::easter(days) {
        Ok(recurrence) => recurrence,
        Err(_) => panic!("a day of the same year"),
    }
}

const fn nth(nth: Nth, weekday: Weekday, month: u8) -> Recurrence {
    Recurrence::nth_weekday(nth, weekday, month_of(month))
}

const fn on_or_after(weekday: Weekday, month: u8, day: u8) -> Recurrence {
    match Recurrence::on_or_after(weekday, month_of(month), day) {
        Ok(recurrence) => recurrence,
        Err(_) => panic!("a weekday of the same year"),
    }
}

const fn years(first: i32, last: i32) -> Years {
    match Years::new(first, last) {
        Ok(years) => years,
        Err(_) => panic!("years in order"),
    }
}

const fn since(first: i32) -> Years {
    years(first, Years::ALWAYS.last())
}

const fn until(last: i32) -> Years {
    years(Years::ALWAYS.first(), last)
}

/// The day stays a holiday, and on these weekdays has a substitute so many days later.
const fn also(shifts: &[(Weekday, i8)]) -> Substitution {
    on_others(Substitution::also(shifts[0].0, shifts[0].1), shifts)
}

/// On these weekdays the holiday is so many days later.
const fn moved(shifts: &[(Weekday, i8)]) -> Substitution {
    on_others(Substitution::moved(shifts[0].0, shifts[0].1), shifts)
}

const fn on_others(first: Settled, shifts: &[(Weekday, i8)]) -> Substitution {
    let mut substitution = settled(first);
    let mut at = 1;
    while at < shifts.len() {
        substitution = settled(substitution.on(shifts[at].0, shifts[at].1));
        at += 1;
    }
    substitution
}

type Settled = Result<Substitution, HolidayRuleError>;

const fn settled(substitution: Settled) -> Substitution {
    match substitution {
        Ok(substitution) => substitution,
        Err(_) => panic!("a substitute of the same week"),
    }
}

/// A holiday of a country whose language is English.
const fn holiday(recurrence: Recurrence, name: &'static str) -> HolidayRule {
    HolidayRule::known(recurrence, name, None)
}

/// A holiday with the name that it has in its country.
const fn named(recurrence: Recurrence, name: &'static str, local: &'static str) -> HolidayRule {
    HolidayRule::known(recurrence, name, Some(local))
}

const fn month_of(number: u8) -> Month {
    match number {
        1 => Month::January,
        2 => Month::February,
        3 => Month::March,
        4 => Month::April,
        5 => Month::May,
        6 => Month::June,
        7 => Month::July,
        8 => Month::August,
        9 => Month::September,
        10 => Month::October,
        11 => Month::November,
        12 => Month::December,
        _ => panic!("a month"),
    }
}
