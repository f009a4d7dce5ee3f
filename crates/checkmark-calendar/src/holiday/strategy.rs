//! Strategies for holidays: every value that the types allow, and no other.

use super::{HolidayRule, HolidaySet, Nth, Observance, Recurrence, Region, Substitution, Years};
use alloc::string::String;
use alloc::vec::Vec;
use proptest::prelude::{Arbitrary, BoxedStrategy, Just, Strategy, any};
use proptest::sample::{select, subsequence};
use proptest::{collection, option, prop_oneof};
use time::{Date, Month, Weekday};

use crate::strategy::arbitrary;
use crate::week::WEEKDAYS;

arbitrary! {
    Region: select(Region::ALL);
    Nth: select(&Nth::ALL[..]);
    Observance: select(&Observance::ALL[..]);
    Years: years();
    Recurrence: recurrence();
    Substitution: substitution();
    HolidayRule: rule();
    HolidaySet: set();
}

fn years() -> impl Strategy<Value = Years> {
    let year = || prop_oneof![Just(1900), Just(2199), 1900..2200, 1999..2052];
    (year(), year()).prop_map(|(one, two)| {
        Years::new(one.min(two), one.max(two)).expect("the years are in order and in range")
    })
}

fn recurrence() -> impl Strategy<Value = Recurrence> {
    let (first, last) = Years::ALWAYS.dates();
    let any_date = first.to_julian_day()..=last.to_julian_day();
    let once = any_date
        .prop_filter_map("a date", |day| Date::from_julian_day(day).ok())
        .prop_map(|date| Recurrence::once(date).expect("the date is in range"));
    // Days and months that fit each other are most of them.
    let yearly = (month(), 1_u8..=31).prop_filter_map("a day of the month", |(month, day)| {
        Recurrence::yearly(month, day).ok()
    });
    let on_or_after = (weekday(), month(), 1_u8..=31)
        .prop_filter_map("a day of each year", |(weekday, month, day)| {
            Recurrence::on_or_after(weekday, month, day).ok()
        });
    let easter = (-80_i16..=230).prop_map(|days| Recurrence::easter(days).expect("in range"));
    let orthodox =
        (-80_i16..=230).prop_map(|days| Recurrence::orthodox_easter(days).expect("in range"));
    let nth = (any::<Nth>(), weekday(), month())
        .prop_map(|(nth, weekday, month)| Recurrence::nth_weekday(nth, weekday, month));
    prop_oneof![once, yearly, on_or_after, easter, orthodox, nth]
}

fn substitution() -> impl Strategy<Value = Substitution> {
    let shift = prop_oneof![-6_i8..=-1, 1_i8..=6];
    let shifts = subsequence(&WEEKDAYS[..], 1..=7)
        .prop_flat_map(move |days| (collection::vec(shift.clone(), days.len()), Just(days)));
    (any::<bool>(), shifts).prop_map(|(keeps, (shifts, days))| {
        let open = if keeps {
            Substitution::also
        } else {
            Substitution::moved
        };
        let mut rest = days.into_iter().zip(shifts);
        let (weekday, days) = rest.next().expect("at least one weekday");
        let first = open(weekday, days);
        let all = rest.try_fold(first.expect("in range"), |so_far, (weekday, days)| {
            so_far.on(weekday, days)
        });
        all.expect("each weekday once")
    })
}

fn rule() -> impl Strategy<Value = HolidayRule> {
    let years = prop_oneof![Just(Years::ALWAYS), any::<Years>()];
    let substitution = option::of(any::<Substitution>());
    (
        any::<Recurrence>(),
        substitution,
        years,
        name(),
        option::of(name()),
    )
        .prop_map(|(recurrence, substitution, years, name, local_name)| {
            let rule = HolidayRule::new(recurrence, name).expect("the name is one");
            let rule = rule.in_years(years);
            let rule = match substitution {
                Some(substitution) => rule.with_substitution(substitution),
                None => rule,
            };
            match local_name {
                Some(name) => rule.with_local_name(name).expect("the name is one"),
                None => rule,
            }
        })
}

fn set() -> impl Strategy<Value = HolidaySet> {
    let own = (
        "[0-9a-z.-]{0,12}",
        any::<Years>(),
        collection::vec(rule(), 0..12),
    );
    prop_oneof![
        any::<Region>().prop_map(Region::public_holidays),
        any::<Region>().prop_map(Region::with_customary_days),
        own.prop_map(
            |(version, years, rules): (String, Years, Vec<HolidayRule>)| {
                HolidaySet::new(version, years, rules).expect("there are few rules")
            }
        ),
    ]
}

/// Names with letters of several scripts, and with what the text of a rule uses itself.
fn name() -> impl Strategy<Value = String> {
    "[A-ZÅÄÖa-zåäöß0-9=.+あ](/?[ '=-]?[A-ZÅÄÖa-zåäöß0-9=.+あ]){0,12}"
}

fn month() -> impl Strategy<Value = Month> {
    (1_u8..=12).prop_map(|month| Month::try_from(month).expect("a month"))
}

fn weekday() -> impl Strategy<Value = Weekday> {
    select(&WEEKDAYS[..])
}
