//! The United States and India.

use super::{HolidayRule, Substitution, also, holiday, nth, since, yearly};
use crate::holiday::Nth::{First, Fourth, Last, Second, Third};
use time::Weekday::{Monday, Saturday, Sunday, Thursday};

/// 5 U.S.C. 6103; a holiday on a weekend is observed on the Friday before or the Monday after, by
/// the same section and Executive Order 11582. Days on which the President closes the offices of
/// the government are not among them.
pub(crate) static UNITED_STATES: &[HolidayRule] = &[
    holiday(yearly(1, 1), "New Year's Day").with_substitution(NEAREST_WEEKDAY),
    holiday(nth(Third, Monday, 1), "Martin Luther King Jr. Day"),
    holiday(nth(Third, Monday, 2), "Washington's Birthday"),
    holiday(nth(Last, Monday, 5), "Memorial Day"),
    holiday(yearly(6, 19), "Juneteenth National Independence Day")
        .with_substitution(NEAREST_WEEKDAY)
        .in_years(since(2021)),
    holiday(yearly(7, 4), "Independence Day").with_substitution(NEAREST_WEEKDAY),
    holiday(nth(First, Monday, 9), "Labor Day"),
    holiday(nth(Second, Monday, 10), "Columbus Day"),
    holiday(yearly(11, 11), "Veterans Day").with_substitution(NEAREST_WEEKDAY),
    holiday(nth(Fourth, Thursday, 11), "Thanksgiving Day"),
    holiday(yearly(12, 25), "Christmas Day").with_substitution(NEAREST_WEEKDAY),
];

/// The rest is proclaimed every year, much of it by the moon.
pub(crate) static INDIA: &[HolidayRule] = &[
    holiday(yearly(1, 26), "Republic Day"),
    holiday(yearly(8, 15), "Independence Day"),
    holiday(yearly(10, 2), "Mahatma Gandhi's Birthday"),
];

const NEAREST_WEEKDAY: Substitution = also(&[(Saturday, -1), (Sunday, 1)]);
