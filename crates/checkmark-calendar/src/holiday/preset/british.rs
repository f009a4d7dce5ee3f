//! The United Kingdom, its four parts, and Ireland.

use super::{
    HolidayRule, Substitution, also, easter, holiday, nth, once, since, until, yearly, years,
};
use crate::holiday::Nth::{First, Last};
use time::Weekday::{Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

/// The Banking and Financial Dealings Act 1971 with its yearly proclamations: Good Friday, the two
/// bank holidays of May with the years in which they were moved, the single days of state; and the
/// days that a part has beside them.
macro_rules! british {
    ($($more:expr),* $(,)?) => {
        &[
            holiday(yearly(1, 1), "New Year's Day").with_substitution(MONDAY),
            holiday(easter(-2), "Good Friday"),
            holiday(nth(First, Monday, 5), MAY_DAY).in_years(until(2019)),
            // Seventy-five years after the end of the war in Europe.
            holiday(once(2020, 5, 8), MAY_DAY),
            holiday(nth(First, Monday, 5), MAY_DAY).in_years(since(2021)),
            holiday(nth(Last, Monday, 5), SPRING).in_years(until(2001)),
            holiday(nth(Last, Monday, 5), SPRING).in_years(years(2003, 2011)),
            holiday(nth(Last, Monday, 5), SPRING).in_years(years(2013, 2021)),
            holiday(nth(Last, Monday, 5), SPRING).in_years(since(2023)),
            holiday(once(2002, 6, 4), SPRING),
            holiday(once(2012, 6, 4), SPRING),
            holiday(once(2022, 6, 2), SPRING),
            holiday(yearly(12, 25), "Christmas Day").with_substitution(MONDAY_OR_TUESDAY),
            holiday(yearly(12, 26), "Boxing Day").with_substitution(MONDAY_OR_TUESDAY),
            holiday(once(2002, 6, 3), "Golden Jubilee of Elizabeth II"),
            holiday(once(2011, 4, 29), "Wedding of William and Catherine"),
            holiday(once(2012, 6, 5), "Diamond Jubilee of Elizabeth II"),
            holiday(once(2022, 6, 3), "Platinum Jubilee of Elizabeth II"),
            holiday(once(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
            holiday(once(2023, 5, 8), "Coronation of Charles III"),
            $($more,)*
        ]
    };
}

pub(crate) static UNITED_KINGDOM: &[HolidayRule] = british![];

pub(crate) static ENGLAND_AND_WALES: &[HolidayRule] = british![EASTER_MONDAY, LATE_SUMMER];

pub(crate) static NORTHERN_IRELAND: &[HolidayRule] = british![
    EASTER_MONDAY,
    LATE_SUMMER,
    holiday(yearly(3, 17), "Saint Patrick's Day").with_substitution(MONDAY),
    holiday(yearly(7, 12), "Battle of the Boyne").with_substitution(MONDAY),
];

pub(crate) static SCOTLAND: &[HolidayRule] = british![
    // After a New Year's Day on a Sunday the two days have the Monday and the Tuesday.
    holiday(yearly(1, 2), "New Year Holiday").with_substitution(also(&[
        (Monday, 1),
        (Saturday, 2),
        (Sunday, 2)
    ])),
    holiday(nth(First, Monday, 8), "Summer Bank Holiday"),
    // St Andrew's Day Bank Holiday (Scotland) Act 2007, in force since 16 January 2007.
    holiday(yearly(11, 30), "Saint Andrew's Day")
        .with_substitution(MONDAY)
        .in_years(since(2007)),
    holiday(
        once(2026, 6, 15),
        "Scotland's participation in the FIFA World Cup final",
    ),
];

/// The second schedule of the Organisation of Working Time Act 1997, with the days that orders under
/// it added. The act gives another day or pay, but no date, for a holiday on a weekend.
///
/// The last one is customary.
pub(crate) static IRELAND: &[HolidayRule] = &[
    holiday(yearly(1, 1), "New Year's Day"),
    // The first Monday of February, or the day itself if it is a Friday.
    holiday(yearly(2, 1), "Saint Brigid's Day")
        .with_substitution(MONDAY_UNLESS_FRIDAY)
        .in_years(since(2023)),
    holiday(yearly(3, 17), "Saint Patrick's Day"),
    EASTER_MONDAY,
    holiday(nth(First, Monday, 5), "May Bank Holiday"),
    holiday(nth(First, Monday, 6), "June Bank Holiday"),
    holiday(nth(First, Monday, 8), "August Bank Holiday"),
    holiday(nth(Last, Monday, 10), "October Bank Holiday"),
    holiday(yearly(12, 25), "Christmas Day"),
    holiday(yearly(12, 26), "Saint Stephen's Day"),
    // For the victims of 11 September.
    holiday(once(2001, 9, 14), "National Day of Mourning"),
    holiday(once(2022, 3, 18), "Day of Remembrance and Recognition"),
    holiday(easter(-2), "Good Friday"),
];

const MAY_DAY: &str = "May Day";
const SPRING: &str = "Spring Bank Holiday";
const EASTER_MONDAY: HolidayRule = holiday(easter(1), "Easter Monday");
const LATE_SUMMER: HolidayRule = holiday(nth(Last, Monday, 8), "Late Summer Bank Holiday");

const MONDAY: Substitution = also(&[(Saturday, 2), (Sunday, 1)]);
/// For two holidays in a row: whichever falls on a weekend leaves room for the other.
const MONDAY_OR_TUESDAY: Substitution = also(&[(Saturday, 2), (Sunday, 2)]);
const MONDAY_UNLESS_FRIDAY: Substitution = super::moved(&[
    (Tuesday, 6),
    (Wednesday, 5),
    (Thursday, 4),
    (Saturday, 2),
    (Sunday, 1),
]);
