//! Germany and its sixteen states.

use super::{HolidayRule, Recurrence, easter, named, on_or_after, once, since, yearly};
use time::Weekday::Wednesday;

/// What all the states have, and then what one has beside it.
macro_rules! german {
    ($($extra:expr),* $(,)?) => {
        &[
            named(yearly(1, 1), "New Year's Day", "Neujahr"),
            named(easter(-2), "Good Friday", "Karfreitag"),
            named(easter(1), "Easter Monday", "Ostermontag"),
            named(yearly(5, 1), "Labor Day", "Erster Mai"),
            named(easter(39), "Ascension Day", "Christi Himmelfahrt"),
            named(easter(50), "Pentecost Monday", "Pfingstmontag"),
            named(yearly(10, 3), "German Unity Day", "Tag der Deutschen Einheit"),
            named(yearly(12, 25), "Christmas Day", "Erster Weihnachtstag"),
            named(yearly(12, 26), "Second Day of Christmas", "Zweiter Weihnachtstag"),
            $($extra,)*
        ]
    };
}

pub(crate) static GERMANY: &[HolidayRule] = german![FIFTH_CENTENARY];

pub(crate) static BADEN_WUERTTEMBERG: &[HolidayRule] =
    german![FIFTH_CENTENARY, EPIPHANY, CORPUS_CHRISTI, ALL_SAINTS];

pub(crate) static BAVARIA: &[HolidayRule] =
    german![FIFTH_CENTENARY, EPIPHANY, CORPUS_CHRISTI, ALL_SAINTS];

pub(crate) static BERLIN: &[HolidayRule] = german![
    FIFTH_CENTENARY,
    WOMENS_DAY.in_years(since(2019)),
    named(
        once(2020, 5, 8),
        "75th anniversary of the liberation from Nazism and the end of the Second World War in Europe",
        "75. Jahrestag der Befreiung vom Nationalsozialismus und der Beendigung des Zweiten \
         Weltkriegs in Europa",
    ),
    named(
        once(2025, 5, 8),
        "80th anniversary of the liberation from Nazism and the end of the Second World War in Europe",
        "80. Jahrestag der Befreiung vom Nationalsozialismus und der Beendigung des Zweiten \
         Weltkriegs in Europa",
    ),
    named(
        once(2028, 6, 17),
        "75th anniversary of the East German uprising of 1953",
        "75. Jahrestag des Aufstandes vom 17. Juni 1953",
    ),
];

pub(crate) static BRANDENBURG: &[HolidayRule] = german![
    named(easter(0), "Easter Sunday", "Ostersonntag"),
    named(easter(49), "Pentecost", "Pfingstsonntag"),
    REFORMATION,
];

/// Bremen, Hamburg, Lower Saxony and Schleswig-Holstein took it up together.
pub(crate) static REFORMED_IN_2018: &[HolidayRule] =
    german![FIFTH_CENTENARY, REFORMATION.in_years(since(2018))];

pub(crate) static HESSE: &[HolidayRule] = german![FIFTH_CENTENARY, CORPUS_CHRISTI];

pub(crate) static MECKLENBURG_VORPOMMERN: &[HolidayRule] =
    german![WOMENS_DAY.in_years(since(2023)), REFORMATION];

/// North Rhine-Westphalia and Rhineland-Palatinate.
pub(crate) static RHINELAND: &[HolidayRule] = german![FIFTH_CENTENARY, CORPUS_CHRISTI, ALL_SAINTS];

pub(crate) static SAARLAND: &[HolidayRule] = german![
    FIFTH_CENTENARY,
    CORPUS_CHRISTI,
    named(yearly(8, 15), "Assumption Day", "Mariä Himmelfahrt"),
    ALL_SAINTS,
];

pub(crate) static SAXONY: &[HolidayRule] = german![
    REFORMATION,
    // The Wednesday before 23 November.
    named(
        on_or_after(Wednesday, 11, 16),
        "Repentance and Prayer Day",
        "Buß- und Bettag",
    ),
];

pub(crate) static SAXONY_ANHALT: &[HolidayRule] = german![EPIPHANY, REFORMATION];

pub(crate) static THURINGIA: &[HolidayRule] = german![
    named(yearly(9, 20), "World Children's Day", "Weltkindertag").in_years(since(2019)),
    REFORMATION,
];

const EPIPHANY: HolidayRule = named(yearly(1, 6), "Epiphany", "Heilige Drei Könige");
const WOMENS_DAY: HolidayRule = named(yearly(3, 8), "Women's Day", "Frauentag");
const CORPUS_CHRISTI: HolidayRule = named(easter(60), "Corpus Christi", "Fronleichnam");
const REFORMATION: HolidayRule = reformation(yearly(10, 31));
const ALL_SAINTS: HolidayRule = named(yearly(11, 1), "All Saints' Day", "Allerheiligen");

/// In the year of the fifth centenary it was a holiday in all states.
const FIFTH_CENTENARY: HolidayRule = reformation(once(2017, 10, 31));

const fn reformation(recurrence: Recurrence) -> HolidayRule {
    named(recurrence, "Reformation Day", "Reformationstag")
}
